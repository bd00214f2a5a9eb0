//! Lines of text that were meant otherwise.

use std::ops::Range;

use crate::parse::markdown::structure::{Fault, Reader};
use crate::parse::markdown::{broken_comment, slips};

impl Reader<'_> {
    /// Tells of a line, which stands at these bytes of the body, that a sign keeps from being a slide's beginning, a heading, an item, a
    /// row, private or a comment. The next line begins at `end`.
    pub(super) fn slips(&mut self, at: Range<usize>, end: usize, begins: bool) {
        let line = &self.body[at.clone()];
        let bare = line.trim();
        let slip = slips::of_paragraph(bare).or_else(|| {
            let is_alone = self.is_blank_after(end) && self.may_end_slide();
            slips::between_empty_lines(bare).filter(|_| is_alone)
        });
        let around = || {
            // Most lines begin with a letter, and hold no tab.
            let may_be = |first: &u8| matches!(first, b'|' | b'-' | b'*' | b'+') || !first.is_ascii();
            bare.bytes().next().filter(|first| may_be(first) || bare.contains('\t'))?;
            let before = self.body[..at.start].lines().next_back().unwrap_or_default();
            let next = self.body[end..].lines().next().unwrap_or_default();
            slips::of_first(before.trim(), bare, next.trim())
        };
        let public = || slips::of_heading(bare).or_else(|| slips::of_escaped(bare)).filter(|_| !self.is_private());
        if let Some(slip) = slip.filter(|_| begins).or_else(around).or_else(public) {
            self.faults.push(Fault::Slip(at.end - line.trim_start().len()..at.end, slip));
        }
        let has_begun = || self.above.has_begun(self.body, at.start);
        let broken = broken_comment::in_line(line, has_begun).filter(|_| !self.is_private());
        if let Some(mark) = broken {
            self.faults.push(Fault::Comment(at.start + mark.start..at.start + mark.end));
        }
    }
}
