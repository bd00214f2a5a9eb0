//! Lines and columns: what people and editors count in, where the program counts bytes.

use std::ops::Range;

/// A place in a text as an editor shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in Unicode scalar values.
    pub column: usize,
}

/// So many bytes of a text are counted at once.
const STRIDE: usize = 512;

/// A text with the places where its lines begin, so that many positions in one text are found fast: in a line as long as
/// the file, too.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// How many characters begin before each multiple of the stride.
    counts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Reads through the text once.
    pub fn new(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1));
        let mut count = 0;
        let before = text.as_bytes().chunks(STRIDE).map(|chunk| {
            let before = count;
            count += letters(chunk);
            before
        });
        let counts = before.collect();
        Self { text, starts: starts.collect(), counts }
    }

    /// The position of a byte; a byte inside a character, or after the end, counts as the nearest character before it.
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|start| *start <= byte);
        let column = self.before(byte) - self.before(self.start(line)) + 1;
        Position { line, column }
    }

    /// How many characters begin before a byte.
    fn before(&self, byte: usize) -> usize {
        let Some(chunk) = byte.checked_sub(1).map(|last| last / STRIDE) else { return 0 };
        self.counts[chunk] + letters(&self.text.as_bytes()[chunk * STRIDE..byte])
    }

    /// The byte at a line and column, both from 1; where there is no such column the next line's first, or the end of the text.
    pub fn byte(&self, line: usize, column: usize) -> usize {
        let (from, to) = (self.start(line), self.start(line + 1));
        let within = self.text[from..to].char_indices().nth(column - 1);
        within.map_or(to, |(at, _)| from + at)
    }

    /// The bytes of the whole lines that a range touches, the last line's break not included.
    pub fn around(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.position(range.start).line;
        let last_byte = range.end.saturating_sub(1).max(range.start);
        let last = self.position(last_byte).line;
        let end = self.starts.get(last).map_or(self.text.len(), |next| next - 1);
        self.start(first)..end
    }

    /// Where a line, counted from 1, begins.
    fn start(&self, line: usize) -> usize {
        self.starts.get(line - 1).copied().unwrap_or(self.text.len())
    }
}

/// How many characters begin in these bytes.
fn letters(bytes: &[u8]) -> usize {
    // All bytes but those that go on with a character.
    bytes.iter().filter(|byte| (**byte).cast_signed() >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_right_far_out_in_a_line() {
        // Of one to four bytes, and one that joins the letter before it.
        let line = "a\tñ語🦀e\u{301}".repeat(400);
        let text = format!("{line}\n\n{line}");
        let lines = Lines::new(&text);
        let mut wanted = Position { line: 1, column: 1 };
        for (at, letter) in text.char_indices() {
            assert_eq!(lines.position(at), wanted, "byte {at}");
            wanted.column += 1;
            if letter == '\n' {
                wanted = Position { line: wanted.line + 1, column: 1 };
            }
        }
        assert_eq!(lines.position(text.len()), wanted);
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        let lines = Lines::new("añb\r\nzürich\n");
        assert_eq!(lines.position(0), Position { line: 1, column: 1 });
        assert_eq!(lines.position(3), Position { line: 1, column: 3 });
        assert_eq!(lines.position(6), Position { line: 2, column: 1 });
        assert_eq!(lines.position(9), Position { line: 2, column: 3 });
        assert_eq!(lines.position(8), Position { line: 2, column: 2 });
        assert_eq!(lines.position(999), Position { line: 3, column: 1 });
    }

    #[test]
    fn lines_around_a_range() {
        let lines = Lines::new("one\ntwo\nthree");
        assert_eq!(lines.around(&(5..6)), 4..7);
        assert_eq!(lines.around(&(0..4)), 0..3);
        assert_eq!(lines.around(&(2..9)), 0..13);
        assert_eq!(lines.around(&(13..13)), 8..13);
        assert_eq!(Lines::new("").around(&(0..0)), 0..0);
    }
}
