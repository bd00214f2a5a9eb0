//! What YAML reads without a complaint, though words are lost by it that an author wrote.

use std::ops::Range;

use crate::parse::front_matter::node::{Fault, Kind, Node, QUOTE, fault};

/// An item of a list that runs on in the next one, as that is indented further. `text` stands at byte `base` of its file.
pub fn glued(item: &Node, text: &str, base: usize) -> Option<Fault> {
    let Kind::Scalar { plain: true, .. } = item.kind else { return None };
    let written = text.get(item.at.start - base..item.at.end - base)?;
    let newline = memchr::memchr(b'\n', written.as_bytes())?;
    let mut at = newline + 1;
    for line in written[at..].split_inclusive('\n') {
        let bare = line.trim_start();
        if bare.starts_with("- ") {
            let start = item.at.start + at + line.len() - bare.len();
            let message =
                "this line is indented otherwise than the items above it, so it is a part of the last of them";
            return Some(fault(start..start + bare.trim_end().len(), message, "begin it where the other items begin"));
        }
        at += line.len();
    }
    None
}

/// `>5` and `|5`, which to YAML begin a text that is indented so far; none follows. The parser says `at` of the next key.
pub fn of_no_text(at: &Range<usize>, text: &str, base: usize) -> Option<Fault> {
    let start = at.start - base;
    let before = text[..start].trim_end();
    let start = if text[start..].starts_with(['>', '|']) { start } else { before.rfind(['>', '|'])? };
    let value = text[start..].lines().next()?.trim_end();
    let mark = &value[..1];
    let is_number = value[1..].starts_with(|digit: char| digit.is_ascii_digit());
    let message =
        format!("a value cannot begin with `{mark}` unless it is quoted: to YAML a text begins here that is not there");
    is_number.then(|| fault(base + start..base + start + value.len(), message, QUOTE))
}

/// `&Co`, which names the text that begins at byte `start` for others to repeat; none does. Before a text in quotes, or one that goes
/// over several lines, it can be meant for nothing else, and loses nothing.
pub fn anchor(start: usize, text: &str, base: usize) -> Option<Fault> {
    // The parser says of some texts where they begin, and of others where their name does.
    let start = start - base;
    let at = if text[start..].starts_with('&') { start } else { text[..start].rfind('&').unwrap_or(start) };
    let word = text[at..].split([' ', '\n', ',', '}', ']']).next().unwrap_or_default().trim_end();
    if text[at + word.len()..].trim_start_matches(' ').starts_with(['>', '|', '"', '\'']) {
        return None;
    }
    let message = format!("a value cannot begin with `&`: `{word}` would be lost");
    Some(fault(base + at..base + at + word.len(), message, QUOTE))
}
