//! Where diagnostics stand: lines and columns, and the source around them.

use std::borrow::Cow;
use std::io;
use std::ops::Range;

use crate::model::diagnostic::Diagnostic;
use crate::model::position::{Lines, Position};
use crate::model::source::Snapshot;
use crate::pipeline::Locator;

/// So many characters of a line are shown on each side of what is meant, and at each end of it: more than any line has that
/// is written to be read, and wider than a terminal.
const AROUND: usize = 200;

/// A diagnostic's place in its file's text.
pub struct Located<'a> {
    lines: &'a Lines<'a>,
    text: &'a str,
    range: Range<usize>,
}

/// The lines that something stands in; of long ones what is near it.
pub struct Excerpt<'a> {
    pub before: Cow<'a, str>,
    pub marked: Cow<'a, str>,
    pub after: Cow<'a, str>,
}

impl Located<'_> {
    /// Where it begins.
    pub fn start(&self) -> Position {
        self.lines.position(self.range.start)
    }

    /// Where it ends: the first character after it.
    pub fn end(&self) -> Position {
        self.lines.position(self.range.end)
    }

    /// The whole lines that it touches, without the carriage returns at their ends; an ellipsis stands for what is left out.
    pub fn excerpt(&self) -> Excerpt<'_> {
        let shown = self.lines.around(&self.range);
        let end = self.range.end.clamp(shown.start, shown.end);
        let start = self.range.start.clamp(shown.start, end);
        let before = &self.text[shown.start..start];
        let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
        let after = &self.text[end..shown.end];
        let after = after.strip_suffix('\r').unwrap_or(after);
        let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
        Excerpt {
            before: if from > 0 { format!("…{}", &before[from..]).into() } else { before.into() },
            marked: shortened(self.text[start..end].trim_end_matches('\r')),
            after: if to < after.len() { format!("{}…", &after[..to]).into() } else { after.into() },
        }
    }
}

impl Excerpt<'_> {
    /// All of it.
    pub fn text(&self) -> String {
        [&*self.before, &*self.marked, &*self.after].concat()
    }
}

/// A text whose lines end with a line feed alone, and whose long lines have an ellipsis in their middle.
fn shortened(text: &str) -> Cow<'_, str> {
    if !text.contains("\r\n") && text.split('\n').all(|line| line.len() <= 2 * AROUND) {
        return text.into();
    }
    let line = |line: &str| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let from = line.char_indices().nth(AROUND).map_or(line.len(), |(at, _)| at);
        let to = line.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
        if from < to { format!("{}…{}", &line[..from], &line[to..]) } else { line.to_owned() }
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n").into()
}

/// Calls `tell` for each diagnostic with its place. Each file is read once if its diagnostics stand together.
pub fn located<'a>(
    snapshot: &Snapshot,
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    mut tell: impl FnMut(&'a Diagnostic, &Located) -> io::Result<()>,
) -> io::Result<()> {
    let diagnostics: Vec<&Diagnostic> = diagnostics.into_iter().collect();
    for of_file in diagnostics.chunk_by(|a, b| a.place.file() == b.place.file()) {
        let source = of_file.first().and_then(|first| snapshot.get(first.place.file()));
        let text = source.map_or(Cow::Borrowed(""), |source| match source.text() {
            Some(text) => Cow::Borrowed(text),
            None => String::from_utf8_lossy(&source.bytes),
        });
        let lines = Lines::new(&text);
        let locator = source.map(Locator::new);
        for diagnostic in of_file {
            let range = locator.as_ref().map_or(0..0, |locator| locator.locate(&diagnostic.place));
            let start = text.floor_char_boundary(range.start);
            let end = text.ceil_char_boundary(range.end).max(start);
            let found = Located { lines: &lines, text: &text, range: start..end };
            tell(diagnostic, &found)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, range: Range<usize>) -> [String; 3] {
        let lines = Lines::new(text);
        let found = Located { lines: &lines, text, range };
        let Excerpt { before, marked, after } = found.excerpt();
        [before, marked, after].map(Cow::into_owned)
    }

    #[test]
    fn lines_are_shown_as_they_are() {
        assert_eq!(excerpt("one\ntwo three\nfour", 8..11), ["two ", "thr", "ee"]);
        assert_eq!(excerpt("one\ntwo three\nfour", 5..16), ["t", "wo three\nfo", "ur"]);
        let line = "é".repeat(AROUND);
        assert_eq!(excerpt(&format!("{line}x{line}"), 400..401), [line.clone(), "x".into(), line]);
    }

    #[test]
    fn carriage_returns_are_not_shown() {
        assert_eq!(excerpt("a\r\nb c\r\nd e\r\n", 5..9), ["b ", "c\nd", " e"]);
        assert_eq!(excerpt("a\r\nb c\r\n", 5..7), ["b ", "c", ""]);
    }

    #[test]
    fn of_long_lines_is_shown_what_is_near() {
        let line = "語".repeat(100_000);
        let near = "語".repeat(AROUND);
        let text = format!("{line}x{line}");
        assert_eq!(excerpt(&text, 300_000..300_001), [format!("…{near}"), "x".into(), format!("{near}…")]);
        assert_eq!(excerpt(&line, 0..300_000), [String::new(), format!("{near}…{near}"), String::new()]);
        let lines = format!("a\n{line}\nb");
        assert_eq!(excerpt(&lines, 0..300_004)[1], format!("a\n{near}…{near}\nb"));
    }
}
