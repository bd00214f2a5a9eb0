//! Which files differ between two looks at the disk, and where the first difference stands: what a preview follows.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::model::source::{Snapshot, Source};

/// A file that was changed, came, or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Relative to the root.
    pub file: Arc<str>,
    /// The first line of the new text that differs and says something, from 1: what parts it from what is above belongs to it.
    pub line: usize,
}

/// The changes from one snapshot to another, sorted by file.
pub fn between(old: &Snapshot, new: &Snapshot) -> Vec<Change> {
    let mut changes = Vec::new();
    let (mut old, mut new) = (old.files.iter().peekable(), new.files.iter().peekable());
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return changes,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(old), Some(new)) => old.path.cmp(&new.path),
        };
        let before = if order.is_le() { old.next() } else { None };
        let after = if order.is_ge() { new.next() } else { None };
        let is_same = before.zip(after).is_some_and(|(before, after)| before.hash == after.hash);
        if let Some(either) = after.or(before).filter(|_| !is_same) {
            changes.push(Change { file: either.path.clone(), line: first_line(before, after) });
        }
    }
}

fn first_line(before: Option<&Source>, after: Option<&Source>) -> usize {
    let (Some(before), Some(after)) = (before, after) else { return 1 };
    let same = before.bytes.iter().zip(after.bytes.iter()).take_while(|(a, b)| a == b);
    let first = same.filter(|(byte, _)| **byte == b'\n').count();
    let mut lines = after.bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).skip(first.saturating_sub(1));
    let mut above = if first > 0 { lines.next() } else { None };
    for (number, line) in (1 + first..).zip(lines) {
        // Below a line that says something it ends the front matter.
        let parts_slides = line == b"---" && above.is_some_and(<[u8]>::is_empty);
        if !line.is_empty() && !parts_slides {
            return number;
        }
        above = Some(line);
    }
    // Behind what is gone from the end there is nothing.
    1 + first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(files: &[(&str, &str)]) -> Snapshot {
        let files = files.iter().map(|(path, text)| Source::new(*path, text.as_bytes())).collect();
        Snapshot::of(files, jiff::civil::date(2021, 4, 15))
    }

    #[test]
    fn changes_are_named_with_their_first_line() {
        let old = snapshot(&[("a", "1\n2\n3\n"), ("b", "same"), ("d", "gone")]);
        let new = snapshot(&[("a", "1\n2\nthree\n"), ("b", "same"), ("c", "new"), ("e", "")]);
        let found: Vec<(String, usize)> =
            between(&old, &new).into_iter().map(|change| (change.file.to_string(), change.line)).collect();
        let expected = [("a", 3), ("c", 1), ("d", 1), ("e", 1)].map(|(file, line)| (file.to_owned(), line));
        assert_eq!(found, expected);
        assert!(between(&new, &new).is_empty());
    }

    #[test]
    fn a_line_more_at_the_end_is_the_line_that_differs() {
        let changes = between(&snapshot(&[("a", "1\n2\n")]), &snapshot(&[("a", "1\n2\n3\n")]));
        assert_eq!(changes.first().map(|change| change.line), Some(3));
    }

    #[test]
    fn a_slide_that_is_put_in_begins_where_it_says_something() {
        let line = |old: &str, new: &str| between(&snapshot(&[("a", old)]), &snapshot(&[("a", new)]))[0].line;
        assert_eq!(line("One.\n", "One.\n\n---\n\n## Two\n"), 5, "behind the last");
        assert_eq!(line("One.\r\n\r\n", "One.\r\n\r\n---\r\n\r\nTwo.\r\n"), 5);
        assert_eq!(line("One.\n\nThree.\n", "One.\n\n---\n\nTwo.\n\n---\n\nThree.\n"), 5, "between two");
        assert_eq!(line("One.\n\nTwo.\n", "One.\n\n---\n\nTwo.\n"), 5, "by parting one");
        assert_eq!(line("---\na: 1\nb: 2\n---\nOne.\n", "---\na: 1\n---\nOne.\n"), 3, "the end of front matter stays");
        assert_eq!(line("\nOne.\n", "One.\n"), 1);
        assert_eq!(line("One.\n\n---\n\nTwo.\n", "One.\n\n\n"), 3, "nothing follows");
        assert_eq!(line("One.\n", ""), 1);
    }
}
