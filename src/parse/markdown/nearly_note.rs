//! Lines that begin nearly as private text does, and are shown to everybody.

use std::ops::Range;

use crate::model::letters::is_unseen;

/// What a line of speaker notes begins with.
pub const MARK: &str = "Note:";

/// The bytes that were perhaps meant as the mark, where a paragraph begins with this line: as in other tools, or with other
/// signs behind the word.
pub fn of_paragraph(line: &str) -> Option<Range<usize>> {
    if line == "???" {
        return Some(0..line.len());
    }
    // Most lines begin with another letter.
    if !line.starts_with(['N', 'n', 'S', 's']) {
        return None;
    }
    let length = line.find([':', '：', '–', '—'])?;
    let sign = line[length..].chars().next()?;
    let said = line[..length].to_lowercase();
    let word = said.trim_end();
    let is_word = ["note", "notes", "speaker note", "speaker notes"].contains(&word);
    let is_dash = matches!(sign, '–' | '—');
    let is_meant = is_word && (!is_dash || said.len() > word.len());
    (is_meant && !line.starts_with(MARK)).then_some(0..length + sign.len_utf8())
}

/// The bytes of the very mark, where it stands behind that of an item, a task, a quote, a definition or a footnote.
pub fn behind_another(line: &str) -> Option<Range<usize>> {
    if !line.contains(MARK) {
        return None;
    }
    let start = behind_marks(line);
    (start > 0 && line[start..].starts_with(MARK)).then_some(start..start + MARK.len())
}

/// The byte of a line at which its text begins: behind the marks of items, tasks, quotes, definitions and footnotes.
pub fn behind_marks(line: &str) -> usize {
    let mut rest = line;
    while let Some(after) = behind_mark(rest) {
        rest = after.trim_start_matches(is_unseen);
    }
    line.len() - rest.len()
}

/// The length of what was meant as the mark of a comment, where a text begins with it: with a dash, as programs make of two
/// hyphens, with a single hyphen, or with a space in it.
pub fn of_comment(text: &str) -> Option<usize> {
    let is_gap = |letter: char| is_unseen(letter) && letter != '\n';
    let open = text.strip_prefix('<')?.trim_start_matches(is_gap).strip_prefix('!')?;
    let dashes = open.trim_start_matches(is_gap);
    let rest = dashes.trim_start_matches(DASHES);
    let (length, mark) = (text.len() - rest.len(), &dashes[..dashes.len() - rest.len()]);
    // Behind a space a single hyphen may be a sign: `x < ! -y`.
    let is_whole = mark.len() > 1 || (mark.len() == 1 && text.starts_with("<!-"));
    (is_whole && !text.starts_with("<!--")).then_some(length)
}

/// The bytes of the first such mark in a text that is one line, outside code.
pub fn comment_in(text: &str) -> Option<Range<usize>> {
    text.match_indices('<').find_map(|(at, _)| {
        let before = &text[..at];
        let is_read = before.ends_with('\\') || before.matches('`').count() % 2 == 1;
        of_comment(&text[at..]).filter(|_| !is_read).map(|length| at..at + length)
    })
}

/// Hyphens and dashes of every length.
const DASHES: [char; 8] = ['-', '\u{2010}', '\u{2011}', '\u{2012}', '–', '—', '\u{2015}', '\u{2212}'];

/// What follows the mark of an item and the like.
fn behind_mark(text: &str) -> Option<&str> {
    if let Some(quoted) = text.strip_prefix('>') {
        return Some(quoted);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = if digits > 0 {
        text[digits..].strip_prefix(['.', ')'])
    } else if let Some(label) = text.strip_prefix("[^") {
        label.split_once("]:").map(|(_, after)| after)
    } else {
        let marks = ["-", "*", "+", ":", "[ ]", "[x]", "[X]"];
        marks.iter().find_map(|mark| text.strip_prefix(mark))
    };
    after.filter(|after| after.starts_with([' ', '\t']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_that_begin_nearly_as_notes_are_seen() {
        for line in ["Notes: x", "NOTE: x", "Speaker notes:", "Note : x", "Note – x", "note — x", "Note：x", "???"]
        {
            assert!(of_paragraph(line).is_some(), "{line}");
        }
        for line in
            ["Note: x", "Note that: x", "Note–book", "**Note:** x", "Noted: x", "A note: x", "Note x", "??? x", ""]
        {
            assert_eq!(of_paragraph(line), None, "{line}");
        }
    }

    #[test]
    fn comments_that_begin_otherwise_are_seen() {
        for mark in ["<!—", "<!–", "<!-", "<! --", "< !--", "<! —", "<\u{a0}!—", "<!‑‑"] {
            assert_eq!(of_comment(&format!("{mark} x -->")), Some(mark.len()), "{mark}");
        }
        for text in ["<!-- x -->", "<!DOCTYPE html>", "<! x", "<! - x", "< ! -1", "< 5 — 6", "<—", "! — x", "<!"]
        {
            assert_eq!(of_comment(text), None, "{text}");
        }
        assert_eq!(comment_in("`a` <!— x —>"), Some(4..9));
        for text in ["`<!— x —>`", "\\<!— x —>", "a < b — c!"] {
            assert_eq!(comment_in(text), None, "{text}");
        }
    }

    #[test]
    fn the_mark_is_seen_behind_others() {
        for (line, start) in [
            ("- Note: x", 2),
            ("*  Note: x", 3),
            ("1. Note: x", 3),
            ("12) Note:", 4),
            ("- [x] Note: x", 6),
            ("> Note: x", 2),
            (">Note: x", 1),
            ("> > - Note: x", 6),
            (": Note: x", 2),
            ("[^1]: Note: x", 6),
            ("- \u{200b}Note: x", 5),
        ] {
            assert_eq!(behind_another(line), Some(start..start + MARK.len()), "{line}");
        }
        for line in [
            "Note: x",
            "-Note: x",
            "- Notes: x",
            "- A Note: x",
            "1 Note: x",
            "**Note:** x",
            "> **Note:** x",
            "[^1] Note: x",
        ] {
            assert_eq!(behind_another(line), None, "{line}");
        }
    }
}
