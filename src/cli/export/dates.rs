//! When a PDF says that it was made. Browsers write the time; here it is the day of the build, so that it can be repeated to the byte.

use jiff::civil::Date;
use memchr::memmem;

/// The digits of a time as PDF writes it: `20210415093000`.
const DIGITS: usize = 14;

/// A PDF that was made, and changed, when the day began. What is written in another way stays as it is.
pub fn dated(mut pdf: Vec<u8>, day: Date) -> Vec<u8> {
    let digits = day.strftime("%Y%m%d000000").to_string();
    for key in ["/CreationDate (D:", "/ModDate (D:"] {
        let starts: Vec<usize> = memmem::find_iter(&pdf, key).map(|at| at + key.len()).collect();
        for start in starts {
            let written = pdf.get_mut(start..start + DIGITS);
            if let Some(written) = written.filter(|written| written.iter().all(u8::is_ascii_digit)) {
                written.copy_from_slice(digits.as_bytes());
            }
        }
    }
    pdf
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::dated;

    #[test]
    fn a_pdf_is_as_old_as_its_build() {
        let made = |pdf: &str| String::from_utf8(dated(pdf.into(), date(2021, 4, 15))).expect("text");
        assert_eq!(
            made("<</CreationDate (D:20261129160102+00'00')\n/ModDate (D:20261129160103+00'00')>>"),
            "<</CreationDate (D:20210415000000+00'00')\n/ModDate (D:20210415000000+00'00')>>"
        );
        for other in ["/CreationDate (yesterday)", "/ModDate (D:2026", "/ModDate (D:20261129-later)"] {
            assert_eq!(made(other), other);
        }
    }
}
