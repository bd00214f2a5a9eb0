//! Front matter that is none to the reader: without its marks, with other ones, with something before them, or below a
//! mark that ends it.

use std::ops::Range;

use crate::model::front_matter::Cut;
use crate::model::letters::is_unseen;
use crate::parse::front_matter::header;
use crate::parse::merge;

/// Front matter that is none, and would be shown as text.
pub struct Misplaced {
    /// Bytes of the file.
    pub at: Range<usize>,
    pub message: &'static str,
    pub hint: &'static str,
}

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

/// Front matter that does not begin with `---` in the first line.
pub fn misplaced(text: &str) -> Option<Misplaced> {
    let below = text.trim_start_matches(is_unseen);
    let at = text.len() - below.len();
    let mut lines = below.lines();
    let first = lines.next()?.trim_end();
    let next = lines.find(|line| !line.trim().is_empty())?;
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
    let is_key = |line: &str, mark: char| {
        let key = line.split_once(mark).map(|(key, _)| key.trim_end());
        key.is_some_and(header::is_key)
    };
    let is_mark =
        |marks: &[char], least| first.chars().count() >= least && first.chars().all(|mark| marks.contains(&mark));
    // Word processors make a dash of hyphens.
    if (is_mark(&['-', '–', '—', '−', '‑'], 2) || matches!(first, "–" | "—")) && is_key(next, ':') {
        return found("front matter begins with a line `---`", "write three hyphens, here and below the last key");
    }
    if is_mark(&['+'], 3) && (is_key(next, '=') || is_key(next, ':')) {
        return found("front matter is YAML, `key: value`, between two lines `---`", "write `---`, and `:` for `=`");
    }
    let goes_on = is_key(next, ':') || next.starts_with([' ', '-']);
    if is_key(first, ':') && goes_on {
        return found(
            "front matter stands between two lines `---`",
            "write `---` above this line, and below the last key",
        );
    }
    None
}
