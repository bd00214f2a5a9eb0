//! Lines of YAML that begin in another column than those they belong with.

use std::ops::Range;

use crate::parse::front_matter::explain::is_key;

/// What is wrong with a line, or one above it.
pub struct Indented {
    /// Bytes of the YAML.
    pub at: Range<usize>,
    pub message: &'static str,
    pub hint: String,
}

/// A line that says something.
#[derive(Clone, Copy)]
struct Line<'a> {
    at: usize,
    text: &'a str,
    /// The columns at which it begins, and behind the mark of an item its first key.
    column: usize,
    key: usize,
}

impl<'a> Line<'a> {
    fn of(at: usize, line: &'a str) -> Option<Self> {
        let text = line.trim();
        let column = line.len() - line.trim_start().len();
        let mark = text.len() - text.trim_start_matches(['-', ' ']).len();
        let key = if text.starts_with("- ") { column + mark } else { column };
        (!text.is_empty() && !text.starts_with('#')).then_some(Self { at: at + column, text, column, key })
    }

    fn is_item(self) -> bool {
        self.key > self.column
    }

    fn is_key(self) -> bool {
        self.text[self.key - self.column..].split_once(':').is_some_and(|(key, _)| is_key(key))
    }

    fn range(self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }
}

/// What keeps a line from being read where the parser looked for a key, at byte `at`.
pub fn no_key(yaml: &str, at: usize) -> Option<Indented> {
    let (line, above) = lines(yaml, at)?;
    if at > line.at + (line.key - line.column) {
        return None;
    }
    if line.is_item() {
        let siblings = above.iter().rev().take_while(|other| !is_parent(**other, line));
        let Some(first) = siblings.clone().last().filter(|_| !siblings.clone().any(|other| other.is_item())) else {
            return Some(Indented {
                at: line.range(),
                message: "this line is indented otherwise than the items above it",
                hint: "begin it where the other items begin".to_owned(),
            });
        };
        return Some(Indented {
            at: first.range(),
            message: "an item of a list begins with `-`",
            hint: format!("write `- {}`, with its other keys below this one", first.text),
        });
    }
    line.is_key().then(|| Indented {
        at: line.range(),
        message: "this line is indented otherwise than the keys above it",
        hint: "begin it where the keys that it belongs with begin".to_owned(),
    })
}

/// The line above that stands nearer to the margin than those around it, because of which the line at byte `at` seems too far in.
pub fn too_near(yaml: &str, at: usize) -> Option<Indented> {
    let (line, above) = lines(yaml, at)?;
    // A further colon in the line is one of its value.
    yaml.get(line.at + line.key - line.column..at).filter(|key| is_key(key.trim_end()))?;
    let [.., before, near] = above.as_slice() else { return None };
    let is_it = near.is_key() && near.column < line.column && before.key == line.column && before.is_key();
    is_it.then(|| Indented {
        at: near.range(),
        message: "this line is indented otherwise than the keys of its item",
        hint: "begin it where the item's other keys begin".to_owned(),
    })
}

/// How an item is written of which the `-` has no space behind it.
pub fn item_without_space(line: &str) -> Option<String> {
    let key = line.trim().strip_prefix('-').filter(|key| key.starts_with(char::is_alphabetic))?;
    Some(format!("- {key}"))
}

/// The line in which a byte stands, and those above it.
fn lines(yaml: &str, at: usize) -> Option<(Line<'_>, Vec<Line<'_>>)> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in yaml.split_inclusive('\n') {
        let end = start + line.len();
        if at < end {
            return Some((Line::of(start, line)?, lines));
        }
        lines.extend(Line::of(start, line));
        start = end;
    }
    None
}

/// Whether what stands below a line is a list of which this is an item.
fn is_parent(other: Line, item: Line) -> bool {
    other.column <= item.column && other.text.ends_with(':')
}
