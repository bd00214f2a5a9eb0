//! Mistakes as rustc draws them, for people.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::RangeInclusive;
use std::path::Path;
use std::{env, fmt};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use anstream::stream::{AsLockedWrite, RawStream};
use anstream::{AutoStream, ColorChoice};
use rayon::prelude::*;

use crate::cli::count;
use crate::cli::located::{Located, located};
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::source::Snapshot;

/// Notes that are drawn by a command whose work is another: more would bury what is wrong.
const FEW_NOTES: usize = 100;

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

/// The way from the current folder to the root, with `/` at its end; empty where they are the same, and where the root
/// does not lie under the current folder: what is named then is named from the root.
pub fn from_here(root: &Path) -> String {
    let here = env::current_dir().and_then(|here| here.canonicalize());
    let (Ok(here), Ok(root)) = (here, root.canonicalize()) else { return String::new() };
    let Ok(way) = root.strip_prefix(here) else { return String::new() };
    way.components().map(|part| part.as_os_str().to_string_lossy().into_owned() + "/").collect()
}

/// A text in one line that does nothing to a terminal, nor to a service that looks for commands at the begin of lines: what steers
/// them, as the name of a file may, is written in letters.
pub fn plain(text: &str) -> Cow<'_, str> {
    let steers = |letter: char| letter.is_control() || STEERING.iter().any(|range| range.contains(&letter));
    if !text.contains(steers) {
        return text.into();
    }
    let as_shown = |letter: char| if steers(letter) { letter.escape_default().to_string() } else { letter.to_string() };
    text.chars().map(as_shown).collect::<String>().into()
}

/// What ends lines or turns them around, beside the characters that are for that alone.
const STEERING: [RangeInclusive<char>; 2] = ['\u{2028}'..='\u{202e}', '\u{2066}'..='\u{2069}'];

/// Draws errors and warnings, and notes where they are few; of more it tells where they are found.
pub fn draw_briefly<S: RawStream + AsLockedWrite>(
    out: &mut AutoStream<S>,
    snapshot: &Snapshot,
    diagnostics: &[Diagnostic],
) -> io::Result<()> {
    let notes = Tally::of(diagnostics).notes;
    if notes <= FEW_NOTES {
        return draw(out, snapshot, diagnostics);
    }
    let graver = diagnostics.iter().filter(|each| each.severity > Severity::Note);
    draw(out, snapshot, &graver.cloned().collect::<Vec<_>>())?;
    writeln!(out, "quarterdeck: {} are not shown here: `quarterdeck check` tells them", count(notes, "note"))
}

/// Draws each diagnostic with its source line and its hints, and a blank line after it.
pub fn draw<S: RawStream + AsLockedWrite>(
    out: &mut AutoStream<S>,
    snapshot: &Snapshot,
    diagnostics: &[Diagnostic],
) -> io::Result<()> {
    let is_plain = out.current_choice() == ColorChoice::Never;
    let renderer = if is_plain { Renderer::plain() } else { Renderer::styled() };
    let files: Vec<&[Diagnostic]> = diagnostics.chunk_by(|a, b| a.place.file() == b.place.file()).collect();
    let drawings: Vec<io::Result<Vec<u8>>> = files
        .par_iter()
        .map(|of_file| {
            let mut drawn = Vec::new();
            located(snapshot, *of_file, |diagnostic, found| {
                writeln!(drawn, "{}\n", drawing(&renderer, diagnostic, found))
            })?;
            Ok(drawn)
        })
        .collect();
    drawings.into_iter().try_for_each(|drawn| out.write_all(&drawn?))
}

fn drawing(renderer: &Renderer, diagnostic: &Diagnostic, found: &Located) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(plain(&diagnostic.message)).id(diagnostic.code.as_str());
    let file = plain(diagnostic.place.file());
    let start = found.start();
    let excerpt = found.excerpt();
    let shown = excerpt.text();
    let group = if shown.trim().is_empty() {
        title.element(Origin::path(&*file).line(start.line).char_column(start.column))
    } else {
        let span = excerpt.before.len()..excerpt.before.len() + excerpt.marked.len();
        let snippet = Snippet::source(&shown).line_start(start.line).path(&*file);
        title.element(snippet.annotation(AnnotationKind::Primary.span(span)))
    };
    let hints = diagnostic.hints.iter().map(|hint| Level::HELP.message(plain(hint)));
    let drawn = renderer.render(&[group.elements(hints)]);
    // The renderer counts columns in what it is given.
    let column = excerpt.before.chars().count() + 1;
    if column == start.column || shown.trim().is_empty() {
        return drawn;
    }
    let place = |column: usize| format!("{file}:{}:{column}", start.line);
    drawn.replacen(&place(column), &place(start.column), 1)
}

/// Says why a command could not do its work, and what to do.
pub fn failure(out: &mut impl Write, message: &str, hint: Option<&str>) -> io::Result<()> {
    let group = Group::with_title(Level::ERROR.primary_title(plain(message)));
    let hints = hint.into_iter().map(|hint| Level::HELP.message(plain(hint)));
    writeln!(out, "{}", Renderer::styled().render(&[group.elements(hints)]))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn what_steers_terminals_is_written_in_letters() {
        assert_eq!(plain("content/größe 🙂/10-a.md"), "content/größe 🙂/10-a.md");
        assert_eq!(plain("a\u{1b}[31m\r\n::add-mask::x"), r"a\u{1b}[31m\r\n::add-mask::x");
        assert_eq!(plain("dm.\u{202e}lmth\u{9b}2J"), r"dm.\u{202e}lmth\u{9b}2J");
    }
}
