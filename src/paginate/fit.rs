//! Makes what a slide shows fit it: larger where there is little, smaller within limits where there is much, and continued
//! on further slides where that is too much. What then still does not fit is told.

mod beside;
mod blocks;
mod body;
mod broad;
pub mod room;
pub mod sizes;
mod statement;

pub use broad::broaden;
pub use statement::stands_alone;

use crate::model::page::{Piece, SlideData};
use crate::paginate::fit::blocks::Block;
use crate::paginate::fit::body::Whole;
use crate::paginate::fit::room::Room;
use crate::paginate::measure;

/// The sizes of type that a slide may have, as shares of the usual one; the theme's classes `size-…` say the same.
const SIZES: [(&str, f64); 4] = [("plain", 1.0), ("dense", 0.92), ("denser", 0.85), ("densest", 0.79)];

/// The smallest of them.
const SMALLEST: f64 = SIZES[SIZES.len() - 1].1;

/// Larger sizes, and how full a slide of little text may be with them.
const LARGE: [(&str, f64, f64); 2] = [("grand", 1.4, 0.66), ("roomy", 1.18, 0.8)];

/// The size of a sentence or a quotation that is all there is.
const VAST: (&str, f64, f64) = ("vast", 2.2, 0.6);

/// The most lines that a deck's title has, unless it is in the smallest type.
const LINES_OF_TITLE: usize = 3;

/// One of the slides that a body is spread over.
pub struct Part {
    pub body: Vec<Piece>,
    /// The class `size-…` without its prefix.
    pub size: &'static str,
    /// The class that makes the title of a deck, a divider or a spotlight smaller, where it is long.
    pub title: Option<&'static str>,
    /// How much of the body does not fit, as a share of the room there is.
    pub excess: Option<f64>,
}

/// Gives all parts of a slide the smallest of their sizes: they are read as one.
pub fn match_sizes<'a>(sizes: impl Iterator<Item = &'a mut &'static str>) {
    let sizes: Vec<_> = sizes.collect();
    let rank = |size: &&'static str| SIZES.iter().position(|(name, _)| name == size);
    let Some(smallest) = sizes.iter().map(|size| **size).max_by_key(rank) else { return };
    for size in sizes {
        *size = smallest;
    }
}

/// Spreads a body over as many slides as it needs: mostly one. Slides that reveal steps are not continued. The type of a
/// slide that `is_part` of a list is not enlarged: it would differ from the other parts'.
pub fn arrange(
    template: &str,
    data: &SlideData,
    title: &str,
    steps: u32,
    is_part: bool,
    body: Vec<Piece>,
) -> Vec<Part> {
    // It does not shrink with the text.
    let beside = beside::title(template, title, &body);
    let mut parts = spread(template, data, title, steps, is_part, body);
    if let Some((first, beside)) = parts.first_mut().zip(beside) {
        first.title = first.title.or(beside.class);
        first.excess = [first.excess, beside.excess].into_iter().flatten().reduce(f64::max);
    }
    parts
}

fn spread(template: &str, data: &SlideData, title: &str, steps: u32, is_part: bool, body: Vec<Piece>) -> Vec<Part> {
    // Tables were cut to fit already.
    match data {
        SlideData::KeyResults(table) => {
            return vec![Part { body, size: table.size, title: None, excess: table.excess }];
        }
        SlideData::Method(_) => return vec![Part { body, size: "plain", title: None, excess: None }],
        _ => {}
    }
    let wholes = body::read(&body);
    let mut sheet = Sheet { template, data, title_excess: measure::title_excess(title), deck_title: None };
    if template == "title" {
        sheet.deck_title = Some(sheet.title_that_fits(title, &wholes));
    }
    if !is_part
        && may_be_large(template, &body)
        && let statement = (template == "slides" && title.is_empty() && statement::is_one(&body)).then_some(&VAST)
        && let mut large = statement.into_iter().chain(&LARGE)
        && let Some((size, ..)) = large.find(|(_, share, full)| sheet.fill(&wholes, *share) <= *full)
    {
        return vec![Part { body, size, title: None, excess: None }];
    }
    let (size, excess) = sheet.fit(&wholes);
    if excess.is_some() && steps == 0 && sheet.fill(&[], 0.85) <= 0.9 {
        let further = sheet.further();
        let blocks = blocks::of(&body, &wholes, |table| further.is_wide_enough(table, SMALLEST));
        // A single block is helped where what stands beside it takes its room.
        if blocks.len() > 1 || sheet.fill(&[], 1.0) > 0.0 && further.fit(&wholes).1.is_none() {
            return continued(&sheet, &further, &blocks);
        }
    }
    vec![Part { body, size, title: sheet.title_class(), excess }]
}

/// Whether the type of a slide of little text grows: not where slides of a kind should look alike, or a chart fills the room.
fn may_be_large(template: &str, body: &[Piece]) -> bool {
    const ALIKE: [&str; 6] = ["title", "objective", "overview", "drilldown", "status", "slo"];
    !ALIKE.contains(&template) && body.iter().all(|piece| piece.chart.is_none())
}

fn continued(first: &Sheet, further: &Sheet, blocks: &[Block]) -> Vec<Part> {
    // The largest type in which no table that is cut sticks out.
    let heads = blocks.iter().filter_map(Block::head);
    let fits = |share: &f64| heads.clone().all(|head| further.is_wide_enough(head, *share));
    let share = SIZES[1..].iter().map(|(_, share)| *share).find(fits).unwrap_or(SMALLEST);
    let fill = |sheet: &Sheet, from: usize, at: usize| sheet.fill(&blocks::read(&blocks[from..=at]), share);
    // Where each part but the first begins.
    let mut cuts = Vec::new();
    for at in 0..blocks.len() {
        let (start, sheet) = cuts.last().map_or((0, first), |start| (*start, further));
        let full = fill(sheet, start, at);
        if full <= 1.0 {
            continue;
        }
        // Headings stay with what follows them, if they leave room for it; footnotes stand below something, if that has room
        // with them.
        let before = |end: usize| end - blocks[start..end].iter().rev().take_while(|block| block.is_heading).count();
        let is_headings = blocks[at].is_heading && before(at) == start;
        let with_text = (blocks[at].is_footnotes && at > start).then(|| before(at - 1));
        let with_text = with_text.filter(|cut| *cut > start && fill(further, *cut, at) <= 1.0);
        let cut = with_text.unwrap_or_else(|| if is_headings { at } else { before(at) });
        // All goes on where there is more room for it than beside what the first slide shows.
        if cut > start || cuts.is_empty() && fill(further, start, at) < full {
            cuts.push(cut);
        }
    }
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([blocks.len()]);
    let parts = starts.zip(ends).enumerate().map(|(number, (start, end))| {
        let blocks = &blocks[start..end];
        let sheet = if number == 0 { first } else { further };
        let (size, excess) = sheet.fit(&blocks::read(blocks));
        let mut body = blocks::join(blocks);
        if number > 0 {
            broad::charts_of_text(&mut body, sheet.title_excess);
        }
        Part { body, size, title: sheet.title_class(), excess }
    });
    let mut parts: Vec<Part> = parts.collect();
    match_sizes(parts.iter_mut().map(|part| &mut part.size));
    parts
}

/// A slide that a body is to fit.
#[derive(Clone, Copy)]
struct Sheet<'a> {
    template: &'a str,
    data: &'a SlideData,
    /// What a title of more than one line takes.
    title_excess: f64,
    /// The type of the deck's title, on the title slide.
    deck_title: Option<DeckTitle>,
}

/// A size of a deck's title: its class, and what it takes from the room below a usual title of one line.
#[derive(Clone, Copy)]
struct DeckTitle {
    class: Option<&'static str>,
    excess: f64,
}

impl Sheet<'_> {
    /// The slide on which it goes on.
    fn further(&self) -> Self {
        Self { template: "slides", data: &SlideData::Nothing {}, title_excess: self.title_excess, deck_title: None }
    }

    fn title_class(&self) -> Option<&'static str> {
        self.deck_title.and_then(|title| title.class)
    }

    /// The largest size of the deck's title with which everything fits; where that goes on on further slides anyway, the
    /// largest that leaves room. What has one line does not get smaller.
    fn title_that_fits(&self, title: &str, body: &[Whole]) -> DeckTitle {
        let mut sizes = Vec::new();
        for (class, size) in sizes::DECK_TITLES {
            let (lines, excess) = room::deck_title(title, size);
            if lines <= LINES_OF_TITLE || size == sizes::SMALLEST_DECK_TITLE {
                sizes.push(DeckTitle { class, excess });
            }
            if lines <= 1 {
                break;
            }
        }
        let with = |title: &DeckTitle| Self { deck_title: Some(*title), ..*self };
        let fits = |title: &&DeckTitle| with(title).fit(body).1.is_none();
        let leaves_room = |title: &&DeckTitle| with(title).fill(&[], 0.85) <= 0.9;
        let found = sizes.iter().find(fits).or_else(|| sizes.iter().find(leaves_room)).or(sizes.last());
        found.copied().unwrap_or(DeckTitle { class: None, excess: 0.0 })
    }

    /// The largest of the usual sizes with which the body fits on one slide, else the smallest and how much does not fit.
    fn fit(&self, body: &[Whole]) -> (&'static str, Option<f64>) {
        let mut least = ("", f64::INFINITY);
        for (size, share) in SIZES {
            least = (size, self.fill(body, share));
            if least.1 <= 1.0 {
                return (size, None);
            }
        }
        (least.0, Some(least.1 - 1.0))
    }

    /// Whether nothing sticks out at its side, with type of a share of the usual size.
    fn is_wide_enough(&self, whole: &Whole, share: f64) -> bool {
        let room = Room::of(share);
        room.is_wide_enough(whole, room.width)
    }

    /// How full it is, with type of a share of the usual size: 1 is full.
    fn fill(&self, body: &[Whole], share: f64) -> f64 {
        let room = Room::of(share);
        let height = room.height_of(self.template, self.data, body);
        match self.deck_title {
            // It may take more than half of the slide: what does not fit is a share of all that there is.
            Some(title) => (height + title.excess / share) / room.height,
            // Their titles have a column of their own.
            None if matches!(self.template, "spotlight" | "section") => height / room.height,
            None => height / (room.height - self.title_excess / share),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::{Mark, StatusCount, TitleData};

    /// The parts of a slide without anything else, and without ends of lines.
    fn parts(html: &str) -> Vec<String> {
        let body = vec![Piece { html: Some(html.to_owned()), chart: None }];
        let parts = arrange("slides", &SlideData::Nothing {}, "A title", 0, false, body);
        let html = |part: &Part| -> String { part.body.iter().filter_map(|piece| piece.html.as_deref()).collect() };
        parts.iter().map(|part| html(part).replace('\n', "")).collect()
    }

    fn table(cell: &str, columns: usize, rows: usize) -> String {
        let head = format!("<th>{cell}</th>").repeat(columns);
        let rows: String =
            (1..=rows).map(|row| format!("<tr>{}</tr>\n", format!("<td>row {row}.</td>").repeat(columns))).collect();
        format!(
            "<div class=\"table-scroll\" tabindex=\"0\">\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n</div>\n"
        )
    }

    #[test]
    fn a_table_goes_on_below_its_head() {
        let parts = parts(&table("Head", 2, 60));
        assert!(parts.len() > 3, "{parts:?}");
        let mut row = 0;
        for part in &parts {
            assert_eq!(part.matches("<th>Head</th>").count(), 2, "{part}");
            assert!(part.starts_with("<div class=\"table-scroll\"") && part.ends_with("</table></div>"), "{part}");
            for cell in part.split("<tr><td>").skip(1) {
                row += 1;
                assert!(cell.starts_with(&format!("row {row}.")), "{cell}");
            }
        }
        assert_eq!(row, 60);
    }

    #[test]
    fn an_id_in_a_head_stands_where_it_is_shown_first() {
        let parts = parts(&table("<sup id=\"fnref:a:1\" class=\"a\">1</sup> id=\"b\"", 1, 60)).concat();
        assert_eq!(parts.matches("<sup id=\"fnref:a:1\" class=\"a\">").count(), 1);
        assert_eq!(parts.matches("<sup").count(), parts.matches("<sup class=\"a\">").count() + 1);
        assert_eq!(parts.matches("</sup> id=\"b\"</th>").count(), parts.matches("<sup").count());
    }

    #[test]
    fn a_spotlight_s_title_that_does_not_fit_is_told() {
        let excess = |title: &str| {
            let body = vec![Piece { html: Some("<p>Text.</p>".to_owned()), chart: None }];
            let parts = arrange("spotlight", &SlideData::Nothing {}, title, 0, false, body);
            parts.into_iter().map(|part| part.excess.is_some()).collect::<Vec<_>>()
        };
        assert_eq!(excess("Kraftfahrzeughaftpflichtversicherung"), [false]);
        assert_eq!(excess(&"Many words. ".repeat(30)), [true]);
    }

    #[test]
    fn a_deck_s_long_title_is_smaller_and_all_fits_below_it() {
        let objective = || Mark {
            title: "An objective of a title that has two lines".to_owned(),
            href: String::new(),
            status: "done",
        };
        let set = |words: usize, objectives: usize| {
            let data = TitleData {
                counts: vec![StatusCount { status: "done", count: 1 }],
                objectives: vec![objective(); objectives],
            };
            arrange("title", &SlideData::Title(data), &"Digital services ".repeat(words), 0, false, Vec::new())
        };
        for (words, objectives, is_long) in [(1, 7, false), (4, 0, false), (4, 3, false), (9, 0, true), (9, 7, true)] {
            let parts = set(words, objectives);
            assert_eq!(parts[0].title.is_some(), is_long, "{words}, {objectives}");
            assert!(parts.len() == 1 && parts[0].excess.is_none(), "{words}, {objectives}");
        }
        let told = set(40, 10)[0].excess;
        assert!(told.is_some_and(|excess| excess < 0.5), "what does not fit is a share of the slide: {told:?}");
    }

    #[test]
    fn the_title_slide_has_the_room_of_words_in_its_foot() {
        let objective =
            Mark { title: "An objective of a long title ".repeat(3), href: String::new(), status: "on-track" };
        let data =
            TitleData { counts: vec![StatusCount { status: "on-track", count: 10 }], objectives: vec![objective; 10] };
        let body = vec![Piece { html: Some(format!("<p>{}</p>", "Words of a text. ".repeat(6))), chart: None }];
        let parts = arrange("title", &SlideData::Title(data), &"Digital services ".repeat(9), 0, false, body);
        assert_eq!(parts.into_iter().map(|part| part.excess).collect::<Vec<_>>(), [None]);
    }

    #[test]
    fn a_heading_stays_with_what_follows_it() {
        let heading = "<h3>Heading</h3>";
        let split = parts(&format!("{heading}{}", table("Head", 2, 15)));
        assert_eq!(split.len(), 2);
        assert!(split[0].starts_with(heading) && split[0].contains("row 9."), "{split:?}");

        let list: String = (1..=40).map(|item| format!("<li>item {item}</li>\n")).collect();
        let split = parts(&format!("{heading}<ul>\n{list}</ul>\n"));
        assert!(split.len() > 1 && split[0].contains("item 9<"), "{split:?}");

        let code = format!("<pre><code>{}</code></pre>\n", "line\n".repeat(16));
        for rows in 1..13 {
            for after in [table("Head", 2, 14), code.clone()] {
                let split = parts(&format!("{}{heading}{heading}{after}", "<p>Words.</p>\n".repeat(rows)));
                assert!(split.iter().all(|part| !part.ends_with(heading)), "{rows}: {split:?}");
            }
        }
    }

    #[test]
    fn headings_in_a_row_go_on_where_they_fill_a_slide() {
        let parts = parts(&"<h3>Heading</h3>\n".repeat(60));
        assert!(parts.len() > 3, "{parts:?}");
        assert!(parts.iter().all(|part| part.matches("<h3>").count() < 20), "{parts:?}");
        assert_eq!(parts.concat().matches("<h3>").count(), 60);
    }

    #[test]
    fn footnotes_stand_below_something_where_that_has_room() {
        let notes =
            "<ol class=\"footnotes\">\n<li><p>Note.</p></li>\n<li><p>Note.</p></li>\n<li><p>Note.</p></li>\n</ol>\n";
        let code = |lines: usize| format!("<pre><code>{}</code></pre>\n", "line\n".repeat(lines));
        for lines in 1..60 {
            let split = parts(&format!("{}{}{notes}", code(lines), "<p>Words.</p>\n".repeat(4)));
            assert!(split.iter().all(|part| !part.starts_with("<ol")), "{lines}: {split:?}");
        }
        assert_eq!(parts(&format!("{}{notes}", code(60))).len(), 2, "what is too long with them, stands without them");
    }

    #[test]
    fn no_slide_is_left_without_anything() {
        let code = format!("<pre><code>{}</code></pre>\n", "line\n".repeat(60));
        assert_eq!(parts(&format!("{code}<p>Words.</p>\n")), [code.replace('\n', ""), "<p>Words.</p>".to_owned()]);
    }

    #[test]
    fn a_table_that_is_too_wide_stays_whole() {
        assert_eq!(parts(&table("Counterrevolutionaries", 9, 2)).len(), 1);
        // In smaller type it is not.
        let parts = parts(&table("Counterrevolutionaries", 5, 40));
        assert!(parts.len() < 6, "{parts:?}");
    }
}
