//! Comments that silenced what an earlier deck said, and silence nothing in the next one.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::write::NewFile;

/// Takes out of new files the comments of which it is told that they silence nothing there.
pub fn take_out(files: &mut [NewFile], told: &[Diagnostic]) {
    for file in files {
        let at = |told: &Diagnostic| match &told.place {
            Place::Bytes(path, at) if **path == *file.path && told.code == Code::UnusedAllow => Some(at.clone()),
            _ => None,
        };
        let mut unused: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for at in told.iter().filter_map(at) {
            *unused.entry((at.start, at.end)).or_default() += 1;
        }
        // The last one goes first, so that those before it stay where they are.
        for ((start, end), of) in unused.into_iter().rev() {
            // It is told of each code by itself.
            if codes(&file.text[start..end]) <= of {
                file.text.replace_range(with_line(&file.text, start..end), "");
            }
        }
    }
}

/// How many codes a comment names.
fn codes(comment: &str) -> usize {
    let said = comment.split_once("allow").map_or("", |(_, said)| said);
    let codes = said.split_once("--").map_or(said, |(codes, _)| codes);
    codes.split([',', ' ', '\t']).filter(|code| !code.is_empty()).count()
}

/// The bytes of a comment with the spaces before it, and of its line where nothing else stands on it.
fn with_line(text: &str, comment: Range<usize>) -> Range<usize> {
    let before = text[..comment.start].trim_end_matches([' ', '\t']);
    let rest = &text[comment.end..];
    let is_alone = before.is_empty() || before.ends_with('\n');
    match rest.find('\n').filter(|end| is_alone && rest[..*end].trim().is_empty()) {
        Some(end) => before.len()..comment.end + end + 1,
        None => before.len()..comment.end,
    }
}
