//! Copies of files that were left beside their originals.

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::Document;

/// `copied-file`: a copy that a file manager or a program that keeps folders alike left beside its original is an objective of its own.
pub fn check(documents: &[Arc<Document>], found: &mut Vec<Diagnostic>) {
    let paths: HashSet<&str> = documents.iter().map(|document| &*document.path).collect();
    for document in documents {
        let Some(stem) = document.path.strip_suffix(".md") else { continue };
        let Some(original) = original(stem).map(|stem| format!("{stem}.md")) else { continue };
        if paths.contains(original.as_str()) {
            let message = format!("by its name it is a copy of `{original}`, and is read as another file");
            let hint = "delete one of the two, or give it a name of its own";
            let place = Place::File(document.path.clone());
            found.push(Diagnostic::new(Code::CopiedFile, place, message).hint(hint));
        }
    }
}

/// What a copy is of, by its name: `10-faster` of `10-faster - Copy`, `10-faster (1)`, `10-faster copy 2` and
/// `10-faster (conflicted copy 2026-11-29)`.
fn original(stem: &str) -> Option<&str> {
    let without_number = stem.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let numbered = without_number.strip_suffix(' ').unwrap_or(stem);
    let lower = stem.to_lowercase();
    let in_parentheses = || {
        let (before, inner) = stem.strip_suffix(')')?.rsplit_once(" (")?;
        let is_number = !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit());
        let is_copy = ["copy", "kopie", "copie", "conflict"].iter().any(|word| inner.to_lowercase().contains(word));
        // Of `a - Copy (2)` the copy is one, too.
        (is_number || is_copy).then(|| original(before).unwrap_or(before))
    };
    let synced = || lower.find(".sync-conflict-").and_then(|at| stem.get(..at));
    let ending = |ending: &str| {
        let at = numbered.len().checked_sub(ending.len())?;
        numbered.get(at..).filter(|end| end.eq_ignore_ascii_case(ending)).map(|_| &numbered[..at])
    };
    let copied = || [" - copy", " copy", " - kopie", " kopie", " - copie"].iter().find_map(|end| ending(end));
    in_parentheses().or_else(synced).or_else(copied)
}

#[cfg(test)]
mod tests {
    use super::original;

    #[test]
    fn copies_by_their_names() {
        for name in [
            "a - Copy",
            "a - Copy (2)",
            "a copy",
            "a copy 2",
            "a (1)",
            "a (conflicted copy 2026-11-29)",
            "a (Kim's conflicted copy 2026-11-29)",
            "a - Kopie",
            "a.sync-conflict-20261129-101010-ABC",
        ] {
            assert_eq!(original(name), Some("a"), "{name}");
        }
        for name in ["a", "a (draft)", "copy", "a-copy", "photocopy", "a 2"] {
            assert_eq!(original(name), None, "{name}");
        }
    }
}
