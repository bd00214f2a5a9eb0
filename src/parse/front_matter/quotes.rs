//! Quotes around values, and what YAML makes of backslashes within them.

use std::ops::Range;

use crate::model::letters::is_control;
use crate::parse::front_matter::node::{Fault, fault};

/// A backslash in double quotes begins an escape, and `\t` is a tab.
pub const BACKSLASH: &str = "write each backslash twice, or put the value in single quotes";

/// A text in quotes that hold it as it is: in single ones where double ones would read a backslash or a quote in it.
pub fn quoted(text: &str) -> String {
    if text.contains('\\') || text.contains('"') && !text.contains('\'') {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{}\"", text.replace('"', "\\\""))
    }
}

/// A value of which only the beginning was quoted, such as `'It's here'`, with quotes around all of it.
pub fn quoted_whole(value: &str) -> String {
    quoted(value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap_or(value))
}

/// Whether a value begins with a quote that nothing in its line closes.
pub fn is_open(value: &str) -> bool {
    let mark = value.chars().next().filter(|mark| matches!(mark, '"' | '\''));
    mark.is_some_and(|mark| !value[1..].contains(mark))
}

/// `\d` in double quotes, of which YAML knows nothing: the bytes of the first one in a line.
pub fn unknown_escape(line: &str) -> Option<Range<usize>> {
    const KNOWN: &str = "0abtnvfreNLP_xuU\"/\\ \t";
    let first = line.find('"')?;
    escapes(&line[first..]).find(|(_, letter)| !KNOWN.contains(*letter)).map(|(at, letter)| {
        let start = first + at;
        start..start + 1 + letter.len_utf8()
    })
}

/// `"$\theta$"`, whose `\t` is a tab to YAML, and `"\beta"`, whose `\b` is a letter that nobody sees: an escape that is not meant as one.
/// `source` is the value as it is written, at byte `base` of its file, and `text` what is read of it.
pub fn lost_backslash(source: &str, text: &str, base: usize) -> Option<Fault> {
    if !source.starts_with('"') || !source.contains('\\') {
        return None;
    }
    let is_unseen =
        text.contains(|letter: char| is_control(letter) || letter.is_control() && !"\t\n\r\u{85}".contains(letter));
    let (at, letter) = escapes(source).find(|(at, letter)| {
        let (before, behind) = (&source[..*at], &source[at + 1 + letter.len_utf8()..]);
        let goes_on = behind.starts_with(|next: char| next.is_ascii_alphabetic());
        match letter {
            '0' | 'a' | 'b' | 'v' | 'f' | 'e' => is_unseen,
            't' | 'r' => goes_on && (!begins_with(source, *at) || is_command(&source[at + 1..])),
            // A new line may well be meant, but in a formula or a path.
            'n' => goes_on && (before.matches('$').count() % 2 == 1 || before.ends_with(':')),
            _ => false,
        }
    })?;
    let read_as = match letter {
        't' => "a tab",
        'n' => "a new line",
        'r' => "the end of a line",
        _ => "a control character, which no page can show",
    };
    let message = format!("in double quotes `\\{letter}` is {read_as}");
    Some(fault(base + at..base + at + 1 + letter.len_utf8(), message, BACKSLASH))
}

/// Whether a text in double quotes begins with what stands at byte `at`, its only backslash: a tab there is meant as one.
fn begins_with(source: &str, at: usize) -> bool {
    at == 1 && !source[2..].contains('\\')
}

/// Whether a text begins with a word of formulas that a tab or the end of a line would cut.
fn is_command(text: &str) -> bool {
    const COMMANDS: [&str; 12] =
        ["tan", "tau", "text", "theta", "times", "to", "top", "triangle", "rangle", "rho", "right", "rightarrow"];
    let length = text.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(text.len());
    COMMANDS.contains(&&text[..length])
}

/// The escapes of a text in double quotes: where each backslash stands, and the letter behind it.
fn escapes(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut letters = text.char_indices();
    std::iter::from_fn(move || {
        let (at, _) = letters.find(|(_, letter)| *letter == '\\')?;
        Some((at, letters.next()?.1))
    })
}

#[cfg(test)]
mod tests {
    use crate::parse::front_matter::quotes::{lost_backslash, quoted, unknown_escape};

    #[test]
    fn quotes_hold_a_text_as_it_is() {
        for (text, is) in [
            ("Latency: 2", "\"Latency: 2\""),
            ("Latency: 2$\\times$", "'Latency: 2$\\times$'"),
            ("It's: 2$\\times$", "'It''s: 2$\\times$'"),
            ("The \"plan\": a", "'The \"plan\": a'"),
            ("It's the \"plan\": a", "\"It's the \\\"plan\\\": a\""),
        ] {
            assert_eq!(quoted(text), is);
        }
    }

    #[test]
    fn backslashes_that_are_lost() {
        let lost = |source: &str, text: &str| lost_backslash(source, text, 10).map(|fault| (fault.at, fault.message));
        let tab = "in double quotes `\\t` is a tab".to_owned();
        assert_eq!(lost("\"Cut $\\theta$\"", "Cut $\theta$"), Some((16..18, tab)));
        for (source, text) in [
            ("\"$\\nu$\"", "$\nu$"),
            ("\"C:\\new\"", "C:\new"),
            ("\"$\\rho$\"", "$\rho$"),
            ("\"\\times 3\"", "\times 3"),
            ("\"\\temp\\\\a\"", "\temp\\a"),
            ("\"\\beta\"", "\u{8}eta"),
        ] {
            assert!(lost(source, text).is_some(), "{source}");
        }
        for (source, text) in [
            ("\"one\\ntwo\"", "one\ntwo"),
            ("\"$5\\\\ntwo\"", "$5\\ntwo"),
            ("\"a\\t1\"", "a\t1"),
            ("\"\\tTabbed\"", "\tTabbed"),
            ("\"\\rback\"", "\rback"),
            ("\"$\\\\theta$\"", "$\\theta$"),
            ("'$\\theta$'", "$\\theta$"),
            ("\"\\u00e9\\xe9\"", "éé"),
        ] {
            assert_eq!(lost(source, text), None, "{source}");
        }
    }

    #[test]
    fn escapes_that_yaml_does_not_know() {
        assert_eq!(unknown_escape("title: \"C:\\\\a\\data\""), Some(13..15));
        assert_eq!(unknown_escape("title: \"50\\% less\""), Some(10..12));
        assert_eq!(unknown_escape("title: \"\\\"a\\\" \\u00e9\""), None);
    }
}
