//! Blocks of code, as far as they matter before Markdown is read: no mark in them is one. Where a block seems to have missed its
//! end, what is private may be read as code.

use std::ops::Range;

use memchr::memchr2;

use crate::parse::markdown::marks::{is_container, is_of_quote};
use crate::parse::markdown::nearly_note;

/// The blocks of code of a body, while its lines are read.
#[derive(Debug, Default)]
pub struct Fences {
    open: Option<Open>,
    /// The beginning of a block that goes on over the beginning of another one, and over marks of private text.
    missed: Option<Range<usize>>,
    /// In some block there are marks of private text. It may have ended where another one was to begin.
    hides_private: bool,
}

/// A block that is open.
#[derive(Debug)]
struct Open {
    fence: Fence,
    /// The line that begins it.
    at: Range<usize>,
    hides_private: bool,
    hides_slides: bool,
}

/// The letter and the length of a fence.
#[derive(Clone, Copy, Debug)]
struct Fence {
    letter: u8,
    length: usize,
}

impl Fence {
    /// Whether this one could end the other's block, were it not followed by a name.
    fn is_like(self, other: Self) -> bool {
        self.letter == other.letter && self.length >= other.length
    }
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// It begins a block of code.
    Opens,
    /// It stands in one, or ends it.
    Inside,
    Other,
}

impl Fences {
    /// Reads a line without the spaces around it, which stands at these bytes.
    pub fn read(&mut self, bare: &str, at: Range<usize>) -> Line {
        let Some(open) = &mut self.open else {
            let Some(fence) = opens(bare) else { return Line::Other };
            self.open = Some(Open { fence, at, hides_private: false, hides_slides: false });
            return Line::Opens;
        };
        if closes(bare, open.fence) {
            self.open = None;
        } else if open.hides_private && opens(bare).is_some_and(|fence| fence.is_like(open.fence)) {
            self.missed.get_or_insert(open.at.clone());
        } else {
            let seen = bare.trim_start_matches(is_of_quote);
            let is_private = is_container(seen) || seen.starts_with(nearly_note::MARK) || seen.contains("<!--");
            open.hides_private |= is_private;
            self.hides_private |= is_private;
            open.hides_slides |= bare == "---";
        }
        Line::Inside
    }

    /// The line that begins a block which never ends, or not where it should; and whether private text may be read as code
    /// because of it, or else slides are.
    pub fn end(self) -> Option<(Range<usize>, bool)> {
        if let Some(missed) = self.missed {
            return Some((missed, true));
        }
        let open = self.open.filter(|open| self.hides_private || open.hides_slides)?;
        Some((open.at, self.hides_private))
    }
}

/// Whether a line opens a code fence.
fn opens(bare: &str) -> Option<Fence> {
    // Most lines have none.
    memchr2(b'`', b'~', bare.as_bytes())?;
    // It may follow the marks of quotes, items and the like; behind a task's box there is text.
    let (marks, bare) = bare.split_at(nearly_note::behind_marks(bare));
    if marks.trim_end().ends_with(']') {
        return None;
    }
    let letter = *bare.as_bytes().first().filter(|letter| matches!(letter, b'`' | b'~'))?;
    let length = bare.bytes().take_while(|byte| *byte == letter).count();
    let info = &bare[length..];
    (length >= 3 && !(letter == b'`' && info.contains('`'))).then_some(Fence { letter, length })
}

fn closes(bare: &str, fence: Fence) -> bool {
    let bare = bare.trim_start_matches(['>', ' ']);
    let length = bare.bytes().take_while(|byte| *byte == fence.letter).count();
    length >= fence.length && length == bare.len()
}
