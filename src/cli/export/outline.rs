//! The outline of a PDF, which readers show beside its pages. A browser makes it from the lines of headings as they are set, so that
//! words run together where a line ends; here it is made again, of the titles of the slides.

use std::fmt::Write as _;

use memchr::memmem;

/// The PDF with an outline of its pages' titles, added at its end. It stays as it is where it has another number of pages, or is
/// written in another way than browsers do today.
pub fn titled(mut pdf: Vec<u8>, titles: &[&str]) -> Vec<u8> {
    if let Some(added) = update(&pdf, titles) {
        pdf.extend_from_slice(added.as_bytes());
    }
    pdf
}

/// What is added: the outline, an entry for each page, where these stand, and the end of the file.
fn update(pdf: &[u8], titles: &[&str]) -> Option<String> {
    let file = File::of(pdf)?;
    let catalog = file.object(number(&file.trailer, "/Root")?)?;
    let outline = number(&catalog, "/Outlines")?;
    let mut pages = Vec::new();
    file.pages(number(&catalog, "/Pages")?, 0, &mut pages)?;
    if pages.is_empty() || pages.len() != titles.len() {
        return None;
    }
    let first = file.size;
    let last = first + pages.len() - 1;
    let mut added = String::from("\n");
    let mut places = vec![pdf.len() + added.len()];
    let count = pages.len();
    let _ = write!(
        added,
        "{outline} 0 obj\n<</Type /Outlines\n/First {first} 0 R\n/Last {last} 0 R\n/Count {count}>>\nendobj\n"
    );
    for ((number, page), title) in (first..).zip(pages).zip(titles) {
        places.push(pdf.len() + added.len());
        let _ =
            write!(added, "{number} 0 obj\n<</Title {}\n/Dest [{page} 0 R /Fit]\n/Parent {outline} 0 R", string(title));
        if number > first {
            let _ = write!(added, "\n/Prev {} 0 R", number - 1);
        }
        if number < last {
            let _ = write!(added, "\n/Next {} 0 R", number + 1);
        }
        added.push_str(">>\nendobj\n");
    }
    let start = pdf.len() + added.len();
    let place = |at: &usize| format!("{at:010} 00000 n \n");
    let entries: String = places[1..].iter().map(place).collect();
    let trailer = file.trailer.replacen(&format!("/Size {}", file.size), &format!("/Size {}", last + 1), 1);
    let trailer = trailer.strip_suffix(">>")?;
    let _ = write!(
        added,
        "xref\n{outline} 1\n{}{first} {count}\n{entries}trailer\n{trailer}\n/Prev {}>>\nstartxref\n{start}\n%%EOF\n",
        place(&places[0]),
        file.start
    );
    Some(added)
}

/// A PDF as browsers write it: one table of where its objects stand, and a trailer behind it.
struct File<'a> {
    pdf: &'a [u8],
    /// The byte at which the table begins, and the table's entries.
    start: usize,
    table: &'a [u8],
    /// How many objects it has.
    size: usize,
    trailer: String,
}

impl<'a> File<'a> {
    /// The bytes of an entry of the table.
    const ENTRY: usize = 20;

    fn of(pdf: &'a [u8]) -> Option<Self> {
        let end = std::str::from_utf8(&pdf[memmem::rfind(pdf, b"startxref")?..]).ok()?;
        let start: usize = end.split_whitespace().nth(1)?.parse().ok()?;
        let rest = pdf.get(start..)?;
        let trailer = std::str::from_utf8(&rest[memmem::find(rest, b"trailer")?..]).ok()?;
        let trailer = trailer.strip_prefix("trailer")?.split("startxref").next()?.trim().to_owned();
        let size = number(&trailer, "/Size")?;
        let table = rest.strip_prefix(format!("xref\n0 {size}\n").as_bytes())?;
        Some(Self { pdf, start, table, size, trailer })
    }

    /// The text of an object.
    fn object(&self, number: usize) -> Option<String> {
        let entry = self.table.get(number.checked_mul(Self::ENTRY)?..)?.get(..10)?;
        let at: usize = std::str::from_utf8(entry).ok()?.parse().ok()?;
        let rest = self.pdf.get(at..)?.strip_prefix(format!("{number} 0 obj").as_bytes())?;
        Some(String::from_utf8_lossy(&rest[..memmem::find(rest, b"endobj")?]).into_owned())
    }

    /// Adds the pages below an object, in their order.
    fn pages(&self, number: usize, depth: usize, pages: &mut Vec<usize>) -> Option<()> {
        /// Trees of pages are not as deep as this.
        const DEEPEST: usize = 16;
        let object = self.object(number)?;
        let Some((_, kids)) = object.split_once("/Kids [") else {
            pages.push(number);
            return Some(());
        };
        let kids = kids.split(']').next()?.split(" 0 R").filter(|kid| !kid.trim().is_empty());
        for kid in kids.filter(|_| depth < DEEPEST) {
            self.pages(kid.trim().parse().ok()?, depth + 1, pages)?;
        }
        Some(())
    }
}

/// The number behind a name, which may be that of an object.
fn number(text: &str, name: &str) -> Option<usize> {
    let rest = text.split_once(&format!("{name} "))?.1;
    rest[..rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len())].parse().ok()
}

/// A text as a PDF has it in letters of any language.
fn string(text: &str) -> String {
    let letters: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<FEFF{letters}>")
}

#[cfg(test)]
mod tests {
    use super::{File, number, titled};

    /// A file of these objects, the first of which is its catalog.
    fn pdf(objects: &[&str]) -> Vec<u8> {
        let mut pdf = "%PDF-1.4\n".to_owned();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
        for (at, object) in objects.iter().enumerate() {
            table.push_str(&format!("{:010} 00000 n \n", pdf.len()));
            pdf.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
        }
        let (start, size) = (pdf.len(), objects.len() + 1);
        format!("{pdf}{table}trailer\n<</Size {size}\n/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").into_bytes()
    }

    const OBJECTS: [&str; 6] = [
        "<</Type /Catalog\n/Pages 2 0 R\n/Outlines 6 0 R>>",
        "<</Type /Pages\n/Count 2\n/Kids [4 0 R 3 0 R]>>",
        "<</Type /Page>>",
        "<</Type /Pages\n/Kids [5 0 R]>>",
        "<</Type /Page>>",
        "<</Type /Outlines>>",
    ];

    #[test]
    fn each_page_has_its_title_in_the_outline() {
        let made = titled(pdf(&OBJECTS), &["Größe", "Two"]);
        assert!(made.starts_with(&pdf(&OBJECTS)));
        let text = String::from_utf8_lossy(&made);
        assert!(
            text.contains(
                "7 0 obj\n<</Title <FEFF0047007200F600DF0065>\n/Dest [5 0 R /Fit]\n/Parent 6 0 R\n/Next 8 0 R>>"
            ),
            "{text}"
        );
        assert!(
            text.contains("8 0 obj\n<</Title <FEFF00540077006F>\n/Dest [3 0 R /Fit]\n/Parent 6 0 R\n/Prev 7 0 R>>"),
            "{text}"
        );
        for number in 6..=8 {
            let offset = text.rfind(&format!("\n{number} 0 obj")).expect("it is there") + 1;
            assert!(text.contains(&format!("{:010} 00000 n \n", made.len() - text.len() + offset)), "{text}");
        }
        assert!(text.contains("<</Size 9\n/Root 1 0 R\n/Prev "), "{text}");
    }

    #[test]
    fn what_is_written_in_another_way_stays_as_it_is() {
        let whole = pdf(&OBJECTS);
        assert_eq!(titled(whole.clone(), &["One"]), whole);
        for cut in 0..whole.len() {
            titled(whole[..cut].to_vec(), &["One", "Two"]);
        }
        assert_eq!(titled(b"%PDF-1.7".to_vec(), &["One"]), b"%PDF-1.7");
        let round = pdf(&["<</Pages 2 0 R\n/Outlines 3 0 R>>", "<</Kids [2 0 R]>>", "<<>>"]);
        assert_eq!(titled(round.clone(), &["One"]), round);
        assert_eq!(File::of(&whole).and_then(|file| number(&file.trailer, "/Root")), Some(1));
    }
}
