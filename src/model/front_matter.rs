//! Where front matter ends and the body begins.

use std::ops::Range;

/// A file's text, cut at the lines around its front matter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut<'a> {
    pub yaml: &'a str,
    /// Byte of the file at which the YAML begins.
    pub yaml_at: usize,
    pub body: &'a str,
    /// Byte of the file at which the body begins.
    pub body_at: usize,
}

impl<'a> Cut<'a> {
    /// Cuts a file's text at a first line `---` and the next one that is `---` or `...`; a text that does not begin so is all
    /// body. `None` if the front matter never ends.
    pub fn of(text: &'a str) -> Option<Self> {
        let first = text.split_inclusive('\n').next().unwrap_or_default();
        if first.trim_end() != "---" {
            return Some(Self { yaml: "", yaml_at: 0, body: text, body_at: 0 });
        }
        let yaml_at = first.len();
        let mut at = yaml_at;
        for line in text[yaml_at..].split_inclusive('\n') {
            if matches!(line.trim_end(), "---" | "...") {
                let body_at = at + line.len();
                return Some(Self { yaml: &text[yaml_at..at], yaml_at, body: &text[body_at..], body_at });
            }
            at += line.len();
        }
        None
    }

    /// The bytes of the file that the YAML takes.
    pub fn yaml_range(&self) -> Range<usize> {
        self.yaml_at..self.yaml_at + self.yaml.len()
    }
}

#[cfg(test)]
mod tests {
    use super::Cut;

    #[test]
    fn a_text_is_cut_at_whole_lines() {
        fn parts(text: &str) -> Option<(&str, &str)> {
            Cut::of(text).map(|cut| (cut.yaml, cut.body))
        }
        for end in ["---", "...", "--- ", "...\r"] {
            let text = format!("---\na: b\n---- c\n{end}\nText\n---\n");
            assert_eq!(parts(&text), Some(("a: b\n---- c\n", "Text\n---\n")), "{end:?}");
        }
        assert_eq!(parts("---\r\n---"), Some(("", "")));
        for text in ["", "Text\n", "----\na: b\n---\n", "--- a\n---\n", " ---\n---\n"] {
            assert_eq!(parts(text), Some(("", text)));
        }
        for text in ["---", "---\na: b\n", "---\na: b\n ---\n----\n"] {
            assert_eq!(parts(text), None, "{text:?}");
        }
    }
}
