//! The texts of a file: what stands in its front matter, each value by itself, and the body. Between two values stands a key,
//! which nobody reads as a word of a sentence: a page may well say `at most 3 incidents`, due Q4, in the words of two values.

use std::ops::Range;

use saphyr_parser::{Event, Parser};

use crate::model::front_matter::Cut;

/// The bytes of each text of a file; no other bytes are between them, and the last is the body. A value is a text, whatever
/// its style and over all its lines, and so is a key. What stands between two of them is one, too: comments. Front matter that
/// is no YAML is one text.
pub fn texts(file: &str) -> Vec<Range<usize>> {
    let mut texts = Vec::new();
    let yaml = Cut::of(file).map_or(0..0, |cut| cut.yaml_range());
    let mut at = yaml.start;
    for scalar in scalars(&file[yaml.clone()]).unwrap_or_default() {
        let scalar = yaml.start + scalar.start..yaml.start + scalar.end;
        texts.extend([at..scalar.start, scalar.clone()]);
        at = scalar.end;
    }
    texts.extend([at..yaml.end, yaml.end..file.len()]);
    texts
}

/// The bytes of all keys and values, in their order; `None` of what is no YAML. A comment behind a quoted text is counted to it.
fn scalars(yaml: &str) -> Option<Vec<Range<usize>>> {
    let mut scalars = Vec::new();
    // The parser counts letters.
    let (mut at, mut letters) = (0, 0);
    let mut byte = |index: usize| {
        let rest = &yaml[at..];
        at += rest.char_indices().nth(index.saturating_sub(letters)).map_or(rest.len(), |(length, _)| length);
        letters = letters.max(index);
        at
    };
    for event in Parser::new_from_str(yaml) {
        let (Event::Scalar(..), span) = event.ok()? else { continue };
        // A value that is not written has no place.
        if !span.is_empty() {
            let start = byte(span.start.index());
            let end = byte(span.end.index());
            // Line breaks behind a text are counted to it, too.
            scalars.push(start..start + yaml[start..end].trim_end().len());
        }
    }
    Some(scalars)
}

#[cfg(test)]
mod tests {
    use super::texts;

    /// The texts of a file in which words stand.
    fn worded(file: &str) -> Vec<&str> {
        texts(file).into_iter().map(|at| file[at].trim()).filter(|text| text.contains(char::is_alphanumeric)).collect()
    }

    #[test]
    fn keys_values_and_comments_are_texts_of_their_own() {
        let file = "---\r
# Für später\r
# gedacht\r
title: \"Größe: \\\"neu\\\"\"\r
due:\r
notes: >-  # gefaltet\r
  über\r
\r
  alles # mögliche\r
list: [eins, 'it''s', {a: zwei drei, ? \"b\":vier}] # Ende\r
items:\r
- &x fünf\r
  sechs\r
- *x\r
- # leer\r
- !!str sieben: acht\r
...\r
Der Text: geht\r
---\r
weiter\r
";
        let front = [
            "# Für später\r\n# gedacht",
            "title",
            "\"Größe: \\\"neu\\\"\"",
            "due",
            "notes",
            ": >-  # gefaltet",
            "über\r\n\r\n  alles # mögliche",
            "list",
            "eins",
            "'it''s'",
            "a",
            "zwei drei",
            "\"b\"",
            "vier",
            "}] # Ende",
            "items",
            "&x fünf\r\n  sechs",
            "- *x\r\n- # leer\r\n-",
            "!!str sieben",
            "acht",
        ];
        let mut found = worded(file);
        let body = found.pop();
        assert_eq!(found, front);
        assert_eq!(body, Some("...\r\nDer Text: geht\r\n---\r\nweiter"));
    }

    #[test]
    fn what_is_no_front_matter_is_one_text() {
        for file in ["a: b\nc: d", "---\na: b\nc: d\n", "--- a\nb: c\n---\n", "----\na: b\n---\n"] {
            assert_eq!(worded(file), [file.trim()]);
        }
        assert_eq!(worded("---\na: b\nc: [d\n---\ne: f\n"), ["a: b\nc: [d", "---\ne: f"]);
        assert_eq!(worded(""), [""; 0]);
    }
}
