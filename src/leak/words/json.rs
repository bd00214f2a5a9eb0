//! Runs of words in JSON. Most strings are too short for a run: only the others are read.

use super::alphabet::JSON;
use super::marks::Marks;
use super::{Run, Window, letter_at};

impl<F: FnMut(Run)> Window<F> {
    pub(super) fn json(&mut self, json: &[u8]) {
        // Where the string begins, or what stands between two; whether it has escapes; and the byte behind the last one.
        let (mut start, mut is_escaped, mut behind) = (0, false, 0);
        for at in Marks::of(json, *b"\"\\") {
            if at < behind {
                continue;
            }
            if json[at] == b'\\' {
                is_escaped = true;
                behind = at + 2;
                continue;
            }
            if is_escaped || at - start >= self.shortest {
                self.string(&json[..at], start);
            }
            start = at + 1;
            is_escaped = false;
        }
        self.string(json, start);
    }

    /// Reads a string, or what stands between two, from byte `at` on.
    fn string(&mut self, json: &[u8], mut at: usize) {
        loop {
            at = self.words(json, at, &JSON);
            at = match json.get(at) {
                None => return self.end_run(),
                Some(b'\\') => self.escape(json, at + 1),
                Some(_) => self.beyond_ascii(json, at),
            };
        }
    }

    /// Reads what stands behind a `\`, at byte `at`; tells the byte behind it.
    fn escape(&mut self, json: &[u8], at: usize) -> usize {
        let length = match json.get(at) {
            Some(b'u') => {
                let code = json.get(at + 1..at + 5).and_then(|digits| str::from_utf8(digits).ok());
                let code = code.and_then(|digits| u32::from_str_radix(digits, 16).ok());
                self.letter(code.and_then(char::from_u32).unwrap_or('\\'), at);
                if code.is_some() { 5 } else { 1 }
            }
            // A line's end is a block's.
            Some(b'n') => {
                self.end_run();
                1
            }
            _ => {
                self.end_word();
                letter_at(json, at).map_or(0, |(_, length)| length)
            }
        };
        at + length
    }
}
