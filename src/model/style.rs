//! What a style (CSS) refers to.

use std::ops::Range;

/// An address in a style: in `url(…)`, in `@import "…"` or in `image-set("…" 1x)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Where the address stands, without its quotation marks.
    pub range: Range<usize>,
    pub of: Referrer,
}

/// What asks for the file at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Referrer {
    /// `@import`
    Import,
    /// `src` of `@font-face`
    Font,
    Other,
}

/// All addresses in a style, in their order. Those of `@namespace` are names, and lead nowhere.
pub fn references(style: &str) -> Vec<Reference> {
    let mut reading = Reading { style, at: 0, rule: "", is_font: false, open: Vec::new(), found: Vec::new() };
    while let Some(&byte) = style.as_bytes().get(reading.at) {
        reading.step(byte);
    }
    reading.found
}

struct Reading<'a> {
    style: &'a str,
    at: usize,
    /// The rule that the present statement is: `import`.
    rule: &'a str,
    is_font: bool,
    /// The parentheses that are open, and whether each is that of `image-set`.
    open: Vec<bool>,
    found: Vec<Reference>,
}

impl Reading<'_> {
    fn step(&mut self, byte: u8) {
        match byte {
            b'/' if self.style[self.at..].starts_with("/*") => {
                self.at = self.style[self.at + 2..].find("*/").map_or(self.style.len(), |end| self.at + end + 4);
            }
            b'"' | b'\'' => {
                let text = self.string();
                if self.open.last().map_or(self.is("import"), |is_set| *is_set) {
                    self.add(text);
                }
            }
            b'@' => {
                self.at += 1;
                self.rule = &self.style[self.name()];
            }
            b'(' => self.enter(false),
            b')' => {
                self.open.pop();
                self.at += 1;
            }
            b'{' | b'}' | b';' => {
                self.is_font = byte == b'{' && self.is("font-face") || byte == b';' && self.is_font;
                self.rule = "";
                self.open.clear();
                self.at += 1;
            }
            _ if is_of_name(byte) => {
                let name = &self.style[self.name()];
                if self.style[self.at..].starts_with('(') {
                    // Browsers knew it by names of their own first.
                    self.enter(name.to_ascii_lowercase().ends_with("image-set"));
                    if name.eq_ignore_ascii_case("url") {
                        self.url();
                    }
                }
            }
            _ => self.at += 1,
        }
    }

    fn is(&self, rule: &str) -> bool {
        self.rule.eq_ignore_ascii_case(rule)
    }

    fn enter(&mut self, is_set: bool) {
        self.open.push(is_set);
        self.at += 1;
    }

    fn name(&mut self) -> Range<usize> {
        let from = self.at;
        while let Some(&byte) = self.style.as_bytes().get(self.at).filter(|byte| is_of_name(**byte)) {
            self.at += if byte == b'\\' { 2 } else { 1 };
        }
        self.at = self.style.ceil_char_boundary(self.at.min(self.style.len()));
        from..self.at
    }

    /// What stands between the quotation marks of which the first is next.
    fn string(&mut self) -> Range<usize> {
        let bytes = self.style.as_bytes();
        let mark = bytes[self.at];
        let from = self.at + 1;
        let mut end = from;
        while let Some(byte) = bytes.get(end).filter(|byte| **byte != mark && **byte != b'\n') {
            end += if *byte == b'\\' { 2 } else { 1 };
        }
        let end = self.style.ceil_char_boundary(end.min(bytes.len()));
        self.at = (end + 1).min(bytes.len());
        from..end
    }

    /// What stands behind `url(`.
    fn url(&mut self) {
        let rest = &self.style[self.at..];
        self.at += rest.len() - rest.trim_ascii_start().len();
        let text = if self.style[self.at..].starts_with(['"', '\'']) {
            self.string()
        } else {
            let end = self.style[self.at..].find(')').map_or(self.style.len(), |end| self.at + end);
            let from = std::mem::replace(&mut self.at, end);
            from..from + self.style[from..end].trim_ascii_end().len()
        };
        self.add(text);
    }

    fn add(&mut self, range: Range<usize>) {
        let of = match () {
            () if self.is("namespace") => return,
            () if self.is("import") => Referrer::Import,
            () if self.is_font => Referrer::Font,
            () => Referrer::Other,
        };
        self.found.push(Reference { range, of });
    }
}

/// Whether a byte is of a name; a backslash stands before one that otherwise is not.
fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'\\') || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(style: &str) -> Vec<&str> {
        references(style).into_iter().map(|reference| &style[reference.range]).collect()
    }

    #[test]
    fn addresses_are_found_in_every_form() {
        for (style, wanted) in [
            (
                "a { background: url(a.svg) no-repeat, URL( \"b.svg\" ), url('c.svg#x') }",
                vec!["a.svg", "b.svg", "c.svg#x"],
            ),
            ("a { background: url( a.svg ) }", vec!["a.svg"]),
            (
                "@import \"a.css\"; @import 'b.css' screen; @import url(c.css) layer(x);",
                vec!["a.css", "b.css", "c.css"],
            ),
            (
                "a { background: image-set(\"a.png\" type(\"image/png\") 1x, url(b.png) 2x); content: \"c.png\" }",
                vec!["a.png", "b.png"],
            ),
            ("a { background: -webkit-image-set('a.png' 1x) } b { content: '(d.png' }", vec!["a.png"]),
            ("a { background: url(a.svg", vec!["a.svg"]),
            ("é { background: url(\"ö.svg\") }", vec!["ö.svg"]),
        ] {
            assert_eq!(found(style), wanted, "{style}");
        }
    }

    #[test]
    fn what_is_no_address_is_left() {
        for style in [
            "/* url(a.svg) */",
            "/* url(a.svg)",
            "@namespace svg url(http://www.w3.org/2000/svg); @charset \"utf-8\";",
            "a { content: \"url(a.svg)\" } b::after { content: '\\'url(a.svg)' }",
            ".curl(a) { } @media print { a { color: red } }",
            "a { content: \"\\",
            "@import",
            "",
        ] {
            assert_eq!(found(style), Vec::<&str>::new(), "{style}");
        }
    }

    #[test]
    fn who_asks_is_known() {
        let style = "@import 'a.css'; @font-face { font-family: x; src: local(\"X\"), url(x.woff2) } a { background: url(a.svg) }";
        let of: Vec<Referrer> = references(style).into_iter().map(|reference| reference.of).collect();
        assert_eq!(of, [Referrer::Import, Referrer::Font, Referrer::Other]);
    }
}
