//! Titles in a column of their own: a spotlight's beside its text, a divider's beside the files behind it.

use crate::model::page::Piece;
use crate::paginate::fit::sizes;
use crate::paginate::measure::{self, BOLD, Prose};

/// How a title fits its column.
pub struct ColumnTitle {
    /// The class that makes it smaller, where it is long.
    pub class: Option<&'static str>,
    /// How much of it does not fit in the smallest type, as a share of the room there is.
    pub excess: Option<f64>,
}

/// How the title of a slide with this template and body fits; `None` where it stands above all else.
pub fn title(template: &str, title: &str, body: &[Piece]) -> Option<ColumnTitle> {
    let (types, width, room) = match template {
        "spotlight" => (&sizes::SPOTLIGHT_TITLES[..], sizes::SPOTLIGHT_TITLE_WIDTH, sizes::SPOTLIGHT_TITLE_HEIGHT),
        "section" => {
            (&sizes::SECTION_TITLES[..], sizes::SECTION_TEXT_WIDTH, sizes::SECTION_TITLE_HEIGHT - text_of_divider(body))
        }
        _ => return None,
    };
    let mut last = None;
    for (class, size) in types {
        let height = measure::height(title, size * BOLD, sizes::TITLE_LEADING / BOLD, width);
        if height <= room {
            return Some(ColumnTitle { class: *class, excess: None });
        }
        // Where the text alone is too much, that is told.
        last = Some(ColumnTitle { class: *class, excess: Some(height / room - 1.0).filter(|_| room > 0.0) });
    }
    last
}

/// The height of the text below a divider's title.
fn text_of_divider(body: &[Piece]) -> f64 {
    let html = body.iter().filter_map(|piece| piece.html.as_deref());
    let height =
        |html| Prose::of(html).extent(sizes::SECTION_TEXT, sizes::SECTION_TEXT, sizes::SECTION_TEXT_WIDTH).height;
    html.map(height).sum()
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn long_titles_are_smaller_before_they_are_too_long() {
        let fit = |template, words: usize| {
            title(template, &"Lengthy words ".repeat(words), &[]).map(|fit| (fit.class, fit.excess.is_some()))
        };
        assert_eq!(fit("section", 3), Some((None, false)));
        assert_eq!(fit("section", 8), Some((Some("title-longer"), false)));
        assert_eq!(fit("section", 16), Some((Some("title-longest"), false)));
        assert_eq!(fit("section", 60), Some((Some("title-longest"), true)));
        assert_eq!(fit("spotlight", 4), Some((None, false)));
        assert_eq!(fit("spotlight", 13), Some((Some("title-longest"), false)));
        assert_eq!(fit("spotlight", 60), Some((Some("title-longest"), true)));
        assert_eq!(fit("slides", 60), None);
    }
}
