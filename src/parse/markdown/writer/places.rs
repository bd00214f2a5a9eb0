//! Where a piece of Markdown stands in its file. What it uses of elsewhere is put behind it, and has places of its own.

use std::ops::Range;

/// The stretches of a piece, in their order.
#[derive(Debug, Default)]
pub struct Places {
    stretches: Vec<Stretch>,
    /// So many bytes are read as a part of a slide: not a comment, nor what stands elsewhere.
    own: usize,
}

#[derive(Debug)]
struct Stretch {
    /// Byte of the piece at which it begins.
    start: usize,
    /// The same in the file, and its end there.
    at: Range<usize>,
}

impl Places {
    /// Of a part of a slide.
    pub fn of_part(at: Range<usize>) -> Self {
        Self { own: at.len(), ..Self::of_comment(at) }
    }

    /// Of a part of a slide of which the stretches stand apart: each with its first byte in the piece, and its bytes of a body that
    /// begins at a byte of the file.
    pub fn of_stretches(base: usize, stretches: &[(usize, Range<usize>)], own: usize) -> Self {
        let stretch =
            |(start, at): &(usize, Range<usize>)| Stretch { start: *start, at: base + at.start..base + at.end };
        Self { stretches: stretches.iter().map(stretch).collect(), own }
    }

    /// Of a comment.
    pub fn of_comment(at: Range<usize>) -> Self {
        Self { stretches: vec![Stretch { start: 0, at }], own: 0 }
    }

    /// Of a text that begins at a byte of the file, of which the stretches are yet to be added.
    pub fn from(at: usize) -> Self {
        Self::of_comment(at..at)
    }

    /// From byte `start` of the piece on it is what stands there in the file.
    pub fn add(&mut self, start: usize, at: Range<usize>) {
        self.stretches.push(Stretch { start, at });
    }

    /// Bytes of the file, of a range of the piece.
    pub fn at(&self, range: &Range<usize>) -> Range<usize> {
        if range.end <= self.own { self.across(range) } else { self.within(range) }
    }

    /// The same of a range of one stretch, or as far as that goes.
    fn within(&self, range: &Range<usize>) -> Range<usize> {
        let after = self.stretches.partition_point(|stretch| stretch.start <= range.start);
        let Some(Stretch { start, at }) = self.stretches[..after].last() else { return 0..0 };
        let place = |byte: usize| (at.start + byte.saturating_sub(*start)).min(at.end);
        place(range.start)..place(range.end)
    }

    /// The same of a range that may go over several stretches.
    pub fn across(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.within(&(range.start..range.start)).start;
        let last = range.end.checked_sub(1).filter(|last| *last >= range.start);
        start..last.map_or(start, |last| self.within(&(last..range.end)).end)
    }

    /// Whether a byte of the piece is a part of a slide.
    pub fn is_own(&self, byte: usize) -> bool {
        byte < self.own
    }
}
