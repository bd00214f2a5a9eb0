//! Front matter that is none to the reader: without its marks, with other ones, with something before them, or below a
//! mark that ends it.

use std::ops::Range;

use crate::model::front_matter::Cut;
use crate::model::letters::is_unseen;
use crate::parse::front_matter::header;
use crate::parse::front_matter::keys::{Keys, is_dashes};
use crate::parse::front_matter::opening::opening;
use crate::parse::merge;

/// Front matter that is none, and would be shown as text.
pub struct Misplaced {
    /// Bytes of the file.
    pub at: Range<usize>,
    pub message: &'static str,
    pub hint: &'static str,
}

/// What a line that was to end front matter should be.
pub const ENDS: &str = "front matter ends with a line `---`";

/// The way out of other dashes there.
pub const END: &str = "write three hyphens";

/// Keys below a line `...`, at which front matter ends.
pub fn cut_short(text: &str, cut: &Cut) -> Option<Misplaced> {
    let end = cut.yaml_range().end;
    let mark = text[end..cut.body_at].trim_end();
    if mark != "..." {
        return None;
    }
    let mut lines = cut.body.lines().map(str::trim_end);
    let first = lines.by_ref().find(|line| !line.is_empty() && !line.starts_with('#'))?;
    if !header::is_key(first.split_once(':')?.0) {
        return None;
    }
    let is_word = |key: &str| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let goes_on = |line: &str| {
        line.starts_with([' ', '-', '#', '}', ']']) || line.split_once(':').is_some_and(|(key, _)| is_word(key))
    };
    let mut last = first;
    for line in lines {
        if line == "---" {
            // Behind an empty line it begins a slide.
            return (!last.is_empty()).then_some(Misplaced {
                at: end..end + mark.len(),
                message: "the front matter ends at this line, so the keys below it would be shown as text",
                hint: "take it out: front matter ends with the next line `---`",
            });
        }
        if !line.is_empty() && !goes_on(line) {
            return None;
        }
        last = line;
    }
    None
}

/// Text in front matter that only the mark of the next slide ends, behind an empty line.
pub fn ends_late(cut: &Cut) -> Option<Misplaced> {
    if !cut.yaml.ends_with("\n\n") && !cut.yaml.ends_with("\n\r\n") {
        return None;
    }
    let (mut at, mut is_below_empty) = (cut.yaml_at, false);
    for line in cut.yaml.split_inclusive('\n') {
        let bare = line.trim_end();
        if is_below_empty && is_text(bare) {
            let hint = "write it where the keys end, above this text";
            return Some(Misplaced { at: at..at + bare.len(), message: ENDS, hint });
        }
        is_below_empty = bare.is_empty();
        at += line.len();
    }
    None
}

/// Whether a line is no key, not even one in capitals or in two words.
fn is_text(line: &str) -> bool {
    let (key, is_entry) = line.split_once([':', '：']).map_or((line, false), |(key, _)| (key, true));
    let is_word = key.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b' ' | b'-'));
    let is_meant = || is_entry && (!key.contains(' ') || header::is_key(&key.to_lowercase().replace(' ', "_")));
    line.starts_with(char::is_alphabetic) && !is_word && !is_meant()
}

/// The line that was to end front matter that never ends: the first one of dashes, with nothing but keys above it.
pub fn misspelt_end(text: &str) -> Option<Misplaced> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if at > 0 && is_dashes(bare) {
            Keys::of(text[..at].lines())?;
            let at = at + line.len() - line.trim_start().len();
            let hint = if bare == "---" { "take out the spaces before it" } else { END };
            return Some(Misplaced { at: at..at + bare.len(), message: ENDS, hint });
        }
        at += line.len();
    }
    None
}

/// Front matter that does not begin with `---` in the first line.
pub fn misplaced(text: &str) -> Option<Misplaced> {
    let below = text.trim_start_matches(is_unseen);
    let at = text.len() - below.len();
    let mut lines = below.lines();
    let first = lines.next()?.trim_end();
    let next = lines.find(|line| !line.trim().is_empty()).unwrap_or_default();
    let found = |message, hint| Some(Misplaced { at: at..at + first.len(), message, hint });
    if first == "---" {
        let message = "front matter begins in the first line of a file";
        let is_below = text[..at].contains('\n');
        return match next.split_once(':') {
            Some((key, _)) if at > 0 && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') => found(
                message,
                if is_below {
                    "take out the empty lines before it"
                } else {
                    "take out what stands before it, though it may not be seen"
                },
            ),
            _ => None,
        };
    }
    if merge::is_start(first) && next.trim_end() == "---" && merge::last_end(below) > 0 {
        return found(merge::MESSAGE, merge::WAY_OUT);
    }
    opening(below).and_then(|(message, hint)| found(message, hint))
}
