//! Mistakes as rustc draws them, for people.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::{env, fmt};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};
use anstream::stream::{AsLockedWrite, RawStream};
use anstream::{AutoStream, ColorChoice};
use rayon::prelude::*;

use crate::cli::count;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::position::{Lines, Position};
use crate::model::source::Snapshot;
use crate::pipeline;

/// How many mistakes of each weight there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

impl Tally {
    /// Counts them.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut tally = Self::default();
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Note => tally.notes += 1,
            }
        }
        tally
    }
}

impl fmt::Display for Tally {
    /// `3 errors, 2 warnings`, and notes if there are any.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = count(self.errors, "error");
        let warnings = count(self.warnings, "warning");
        write!(f, "{errors}, {warnings}")?;
        if self.notes > 0 {
            write!(f, ", {}", count(self.notes, "note"))?;
        }
        Ok(())
    }
}

/// A diagnostic's place in its file's text.
pub struct Located<'a> {
    lines: &'a Lines<'a>,
    text: &'a str,
    range: Range<usize>,
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

    /// The whole lines that it touches, in three: what stands before it, itself, and what stands after it.
    pub fn lines(&self) -> [&str; 3] {
        let shown = self.lines.around(&self.range);
        let end = self.range.end.clamp(shown.start, shown.end);
        let start = self.range.start.clamp(shown.start, end);
        [&self.text[shown.start..start], &self.text[start..end], &self.text[end..shown.end]]
    }
}

/// Calls `tell` for each diagnostic with its place. Each file's lines are counted once if its diagnostics stand together.
pub fn located<'a>(
    snapshot: &Snapshot,
    diagnostics: &'a [Diagnostic],
    mut tell: impl FnMut(&'a Diagnostic, &Located) -> io::Result<()>,
) -> io::Result<()> {
    for of_file in by_file(diagnostics) {
        let source = of_file.first().and_then(|first| snapshot.get(first.place.file()));
        let text = source.map_or(Cow::Borrowed(""), |source| match source.text() {
            Some(text) => Cow::Borrowed(text),
            None => String::from_utf8_lossy(&source.bytes),
        });
        let lines = Lines::new(&text);
        for diagnostic in of_file {
            let range = source.map_or(0..0, |source| pipeline::locate(source, &diagnostic.place));
            let start = text.floor_char_boundary(range.start);
            let end = text.ceil_char_boundary(range.end).max(start);
            let found = Located { lines: &lines, text: &text, range: start..end };
            tell(diagnostic, &found)?;
        }
    }
    Ok(())
}

/// Runs of diagnostics of the same file.
fn by_file(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &[Diagnostic]> {
    diagnostics.chunk_by(|a, b| a.place.file() == b.place.file())
}

/// The way from the current folder to the root, with `/` at its end; empty where they are the same, and where the root
/// does not lie under the current folder: what is named then is named from the root.
pub fn from_here(root: &Path) -> String {
    let here = env::current_dir().and_then(|here| here.canonicalize());
    let (Ok(here), Ok(root)) = (here, root.canonicalize()) else { return String::new() };
    let Ok(way) = root.strip_prefix(here) else { return String::new() };
    way.components().map(|part| part.as_os_str().to_string_lossy().into_owned() + "/").collect()
}

/// Draws each diagnostic with its source line and its hints, and a blank line after it.
pub fn draw<S: RawStream + AsLockedWrite>(
    out: &mut AutoStream<S>,
    snapshot: &Snapshot,
    diagnostics: &[Diagnostic],
) -> io::Result<()> {
    let is_plain = out.current_choice() == ColorChoice::Never;
    let renderer = if is_plain { Renderer::plain() } else { Renderer::styled() };
    let files: Vec<&[Diagnostic]> = by_file(diagnostics).collect();
    let drawings: Vec<io::Result<Vec<u8>>> = files
        .par_iter()
        .map(|of_file| {
            let mut drawn = Vec::new();
            located(snapshot, of_file, |diagnostic, found| {
                writeln!(drawn, "{}\n", renderer.render(&[group(diagnostic, found)]))
            })?;
            Ok(drawn)
        })
        .collect();
    drawings.into_iter().try_for_each(|drawn| out.write_all(&drawn?))
}

fn group<'a>(diagnostic: &'a Diagnostic, found: &Located<'a>) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(&*diagnostic.message).id(diagnostic.code.as_str());
    let file = normalize_untrusted_str(diagnostic.place.file());
    let start = found.start();
    let shown = found.lines.around(&found.range);
    let group = if found.text[shown.clone()].trim().is_empty() {
        title.element(Origin::path(file).line(start.line).char_column(start.column))
    } else {
        let span = found.range.start - shown.start..found.range.end.min(shown.end) - shown.start;
        let snippet = Snippet::source(&found.text[shown]).line_start(start.line).path(file);
        title.element(snippet.annotation(AnnotationKind::Primary.span(span)))
    };
    let hints = diagnostic.hints.iter().map(|hint| Level::HELP.message(normalize_untrusted_str(hint)));
    group.elements(hints)
}

/// Says why a command could not do its work, and what to do.
pub fn failure(out: &mut impl Write, message: &str, hint: Option<&str>) -> io::Result<()> {
    let group = Group::with_title(Level::ERROR.primary_title(message));
    let hints = hint.into_iter().map(|hint| Level::HELP.message(hint));
    writeln!(out, "{}", Renderer::styled().render(&[group.elements(hints)]))
}
