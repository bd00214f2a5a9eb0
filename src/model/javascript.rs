//! What a script (JavaScript) imports.

use std::ops::Range;

/// Words before which a value ends: behind them a slash begins a pattern.
const OPERATORS: [&str; 15] = [
    "await",
    "case",
    "delete",
    "do",
    "else",
    "export",
    "from",
    "import",
    "in",
    "instanceof",
    "of",
    "return",
    "throw",
    "typeof",
    "void",
];

/// Where the addresses of other scripts stand, without their quotation marks: in `import … from "…"`, `export … from "…"`,
/// `import "…"` and `import("…")`.
pub fn imports(script: &str) -> Vec<Range<usize>> {
    let mut reading = Reading { script, at: 0, last: [""; 3], open: Vec::new(), found: Vec::new() };
    while let Some(&byte) = script.as_bytes().get(reading.at) {
        reading.step(byte);
    }
    reading.found
}

struct Reading<'a> {
    script: &'a str,
    at: usize,
    /// The words and signs that were read last, the latest first. Of a value in quotation marks the first of these stands here.
    last: [&'a str; 3],
    /// The braces that are open, and whether each is one in a text in backticks.
    open: Vec<bool>,
    found: Vec<Range<usize>>,
}

impl Reading<'_> {
    fn step(&mut self, byte: u8) {
        let rest = &self.script[self.at..];
        match byte {
            b'/' if rest.starts_with("//") => self.at += rest.find('\n').unwrap_or(rest.len()),
            b'/' if rest.starts_with("/*") => self.at += rest[2..].find("*/").map_or(rest.len(), |end| end + 4),
            b'/' if !self.is_behind_value() => self.pattern(),
            b'"' | b'\'' => self.string(byte),
            b'`' => self.template(),
            b'}' if self.open.last() == Some(&true) => {
                self.open.pop();
                self.template();
            }
            b'{' | b'}' => {
                if byte == b'{' {
                    self.open.push(false);
                } else {
                    self.open.pop();
                }
                self.take(1);
            }
            _ if byte.is_ascii_whitespace() => self.at += 1,
            _ if is_of_name(byte) => {
                let end = rest.bytes().position(|byte| !is_of_name(byte));
                self.take(end.unwrap_or(rest.len()));
            }
            _ => self.take(1),
        }
    }

    /// Takes a word or sign of so many bytes.
    fn take(&mut self, length: usize) {
        let [last, before, _] = self.last;
        self.last = [&self.script[self.at..self.at + length], last, before];
        self.at += length;
    }

    /// Whether what was read last is the end of a value, so that a slash divides it.
    fn is_behind_value(&self) -> bool {
        let [last, ..] = self.last;
        let is_word = last.bytes().next().is_some_and(is_of_name);
        is_word && !OPERATORS.contains(&last) || matches!(last, ")" | "]" | "}" | "\"" | "'" | "`")
    }

    fn string(&mut self, mark: u8) {
        let from = self.at + 1;
        let end = self.end(from, |byte| byte == mark || byte == b'\n');
        let is_import = match self.last {
            ["from" | "import", before, _] => before != ".",
            ["(", "import", before] => before != ".",
            _ => false,
        };
        if is_import {
            self.found.push(from..end);
        }
        self.take(1);
        self.at = (end + 1).min(self.script.len());
    }

    /// A text in backticks, from the first of them or from the end of a value in it, to its end or to the next value.
    fn template(&mut self) {
        let mut at = self.at + 1;
        loop {
            at = self.end(at, |byte| byte == b'`' || byte == b'$');
            if !self.script[at..].starts_with('$') {
                break;
            }
            at += 1;
            if self.script[at..].starts_with('{') {
                self.open.push(true);
                self.last = ["{", "", ""];
                self.at = at + 1;
                return;
            }
        }
        self.last = ["`", "", ""];
        self.at = (at + 1).min(self.script.len());
    }

    /// A regular expression; in brackets a slash is no end.
    fn pattern(&mut self) {
        let mut at = self.at + 1;
        loop {
            at = self.end(at, |byte| matches!(byte, b'/' | b'[' | b'\n'));
            if !self.script[at..].starts_with('[') {
                break;
            }
            at = self.end(at + 1, |byte| matches!(byte, b']' | b'\n'));
        }
        // Its flags are a word, behind which a value ends.
        self.last = [")", "", ""];
        self.at = (at + 1).min(self.script.len());
    }

    /// The first byte from a place on that is an end; one behind a backslash is none.
    fn end(&self, from: usize, is_end: impl Fn(u8) -> bool) -> usize {
        let bytes = self.script.as_bytes();
        let mut at = from;
        while let Some(byte) = bytes.get(at).filter(|byte| !is_end(**byte)) {
            at += if *byte == b'\\' { 2 } else { 1 };
        }
        self.script.ceil_char_boundary(at.min(bytes.len()))
    }
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'#') || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::imports;

    fn found(script: &str) -> Vec<&str> {
        imports(script).into_iter().map(|range| &script[range]).collect()
    }

    #[test]
    fn imports_are_found_in_every_form() {
        for (script, wanted) in [
            ("import \"./a.js\";\nimport b from './b.js'", vec!["./a.js", "./b.js"]),
            ("import{a as b,c}from\"./a.js\";export*from'./b.js';", vec!["./a.js", "./b.js"]),
            ("import d, * as e /* of */ from // here\n \"./d.js\" with { type: \"json\" };", vec!["./d.js"]),
            ("export { a, b as default } from \"./ö.js\";", vec!["./ö.js"]),
            ("const b = await import( \"./b.js\" );", vec!["./b.js"]),
            ("x = `a ${await import('./b.js')} c ${{}} \\` ${`${1}`}`; import('./d.js')", vec!["./b.js", "./d.js"]),
            ("const p = /[\"'/]\\/`/g; import('./a.js'); y = a / b / c; import('./b.js')", vec!["./a.js", "./b.js"]),
            ("if (x) return /\"/; import('./a.js')", vec!["./a.js"]),
            ("x = { from: 1 } / 2; import('./a.js')", vec!["./a.js"]),
        ] {
            assert_eq!(found(script), wanted, "{script}");
        }
    }

    #[test]
    fn what_is_no_import_is_left() {
        for script in [
            "// import \"./a.js\"\n/* import \"./a.js\" */",
            "say('import \"./a.js\"'); say(`import \"./a.js\"`); p = /import \"a\"/;",
            "Array.from(\"./a.js\"); x.import(\"./a.js\"); x = { from: \"./a.js\", import: \"./b.js\" }",
            "import(address); import(`./${name}.js`); import.meta.url; export default \"./a.js\"",
            "\"use strict\"; const from = \"./a.js\"",
            "/* ",
            "'\\",
            "`${",
            "/[",
            "",
        ] {
            assert_eq!(found(script), Vec::<&str>::new(), "{script}");
        }
    }
}
