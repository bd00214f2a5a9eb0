//! Two wordings side by side, with the words that changed marked.

use similar::{ChangeTag, TextDiff};

use crate::model::link::escape;

/// The two texts as HTML: what went stands in `<del>`, what came in `<ins>`. A wording that is alone is not marked.
pub fn marked(before: Option<&str>, after: Option<&str>) -> (Option<String>, Option<String>) {
    let (Some(old), Some(new)) = (before, after) else {
        return (before.map(escape), after.map(escape));
    };
    let old_words: Vec<&str> = old.split_whitespace().collect();
    let new_words: Vec<&str> = new.split_whitespace().collect();
    let diff = TextDiff::from_slices(&old_words, &new_words);
    let (mut before, mut after) = (Side::new("del"), Side::new("ins"));
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => {
                before.word(change.value(), false);
                after.word(change.value(), false);
            }
            ChangeTag::Delete => before.word(change.value(), true),
            ChangeTag::Insert => after.word(change.value(), true),
        }
    }
    (Some(before.end()), Some(after.end()))
}

/// One text that shows both: what went in `<del>`, what came in `<ins>` after it. `None` where nothing was kept.
pub fn inline(before: &str, after: &str) -> Option<String> {
    let old_words: Vec<&str> = before.split_whitespace().collect();
    let new_words: Vec<&str> = after.split_whitespace().collect();
    let diff = TextDiff::from_slices(&old_words, &new_words);
    let mut groups: Vec<(ChangeTag, Vec<&str>)> = Vec::new();
    for change in diff.iter_all_changes() {
        match groups.last_mut() {
            Some((tag, words)) if *tag == change.tag() => words.push(change.value()),
            _ => groups.push((change.tag(), vec![change.value()])),
        }
    }
    if !groups.iter().any(|(tag, _)| *tag == ChangeTag::Equal) {
        return None;
    }
    let parts = groups.into_iter().map(|(tag, words)| {
        let words = escape(&words.join(" "));
        match tag {
            ChangeTag::Equal => words,
            ChangeTag::Delete => format!("<del>{words}</del>"),
            ChangeTag::Insert => format!("<ins>{words}</ins>"),
        }
    });
    Some(parts.collect::<Vec<_>>().join(" "))
}

/// One wording while it is written: neighbouring changed words share one element.
struct Side {
    tag: &'static str,
    html: String,
    open: bool,
}

impl Side {
    fn new(tag: &'static str) -> Self {
        Self { tag, html: String::new(), open: false }
    }

    fn word(&mut self, word: &str, changed: bool) {
        if self.open && !changed {
            self.html.push_str(&format!("</{}>", self.tag));
        }
        if !self.html.is_empty() {
            self.html.push(' ');
        }
        if changed && !self.open {
            self.html.push_str(&format!("<{}>", self.tag));
        }
        self.open = changed;
        self.html.push_str(&escape(word));
    }

    fn end(mut self) -> String {
        if self.open {
            self.html.push_str(&format!("</{}>", self.tag));
        }
        self.html
    }
}
