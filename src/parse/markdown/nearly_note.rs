//! Lines that begin nearly as speaker notes do, and are shown to everybody.

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
    let mut rest = line;
    while let Some(after) = behind_mark(rest) {
        rest = after.trim_start_matches(is_unseen);
    }
    let start = line.len() - rest.len();
    (start > 0 && rest.starts_with(MARK)).then_some(start..start + MARK.len())
}

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
