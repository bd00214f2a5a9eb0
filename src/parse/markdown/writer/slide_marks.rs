//! `---` that begins no slide, because it does not stand between empty lines: Markdown reads it as a line across, or the text
//! above it as a heading.

use std::ops::Range;

use crate::model::diagnostic::{Code, Diagnostic};
use crate::parse::markdown::writer::blocks::Blocks;

const MARK: &str = "---";

/// Whether a text between two empty lines looks like a heading that is meant: one line, and not as sentences are.
fn is_heading(text: &str) -> bool {
    /// Headings are shorter, in letters.
    const LONGEST: usize = 70;
    let is_image = text.starts_with("![") && text.ends_with(')');
    !text.contains('\n')
        && text.chars().count() <= LONGEST
        && !text.starts_with(char::is_lowercase)
        && !text.ends_with(['.', '!', ':', ';', ',', '…'])
        && !is_image
}

/// Whether a heading follows that stands beside, or above, the one that `---` makes of a text: nothing would stand under that.
fn is_followed_by_heading(rest: &str) -> bool {
    let rest = rest.trim_start();
    let after = rest.strip_prefix("##").or_else(|| rest.strip_prefix('#'));
    after.is_some_and(|after| after.starts_with([' ', '\t']))
}

impl Blocks<'_, '_> {
    /// Tells of a line across that was meant to begin a slide.
    pub fn rule(&mut self, range: &Range<usize>, piece: &str) {
        if self.is_mark(range, piece[range.clone()].trim()) && !self.stands_between_empty_lines(range) {
            let message = "this `---` begins no slide: there is text in the line above or below it";
            self.no_slide(
                range,
                message,
                "leave an empty line above and below it; a line across the slide is written `***`",
            );
        }
    }

    /// Tells of a heading of which the line below the text was meant to begin a slide.
    pub fn underline(&mut self, range: &Range<usize>, piece: &str) {
        let whole = piece[range.clone()].trim_end();
        let Some((text, mark)) = whole.rsplit_once('\n') else { return };
        let mark_at = range.start + whole.len() - mark.trim_start().len();
        let mark_at = mark_at..mark_at + mark.trim().len();
        if !self.is_mark(&mark_at, mark.trim()) {
            return;
        }
        if self.place.notes || !is_heading(text.trim()) || is_followed_by_heading(&piece[range.end..]) {
            let message = "this `---` begins no slide: it makes a heading of the text above it";
            let hint = "leave an empty line above and below it; a heading is plain as `## Text`";
            self.no_slide(&mark_at, message, hint);
        }
    }

    /// Whether it is written as what begins a slide, in this part of the slide and in no list, quote or the like.
    fn is_mark(&self, at: &Range<usize>, written: &str) -> bool {
        written == MARK && self.depth == 0 && self.items() == 0 && self.places.is_own(at.start)
    }

    /// Within private text that the public does not get, a mark between empty lines begins no slide, and is as it should be.
    fn stands_between_empty_lines(&self, range: &Range<usize>) -> bool {
        let body = self.writer.body;
        let at = self.at(range);
        let (before, after) = (&body.text[..at.start - body.base], &body.text[at.start - body.base + MARK.len()..]);
        let before = before.trim_end_matches([' ', '\t']);
        let before = before.strip_suffix('\n').unwrap_or(before);
        let is_below = before.lines().next_back().is_none_or(|line| line.trim().is_empty() || before.ends_with('\n'));
        is_below && after.lines().nth(1).is_none_or(|line| line.trim().is_empty())
    }

    fn no_slide(&mut self, at: &Range<usize>, message: &str, hint: &str) {
        let place = self.writer.place(self.at(&(at.start..at.start + MARK.len())));
        // Of one that ends a note it is told what that means.
        if !self.writer.found.iter().any(|told| told.code == Code::NoSlide && told.place == place) {
            self.writer.found.push(Diagnostic::new(Code::NoSlide, place, message).hint(hint));
        }
    }
}
