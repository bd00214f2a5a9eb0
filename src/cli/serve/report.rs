//! What a page is told of the newest build: JSON, with the mistakes as `check` tells them and the lines they stand in.

use serde::Serialize;

use crate::cli::live::News;
use crate::cli::live::changes::Change;
use crate::cli::report::{Tally, located};
use crate::cli::report_json::Entry;
use crate::cli::serve::shown::Settings;

/// Lines of source that are shown of one mistake.
const LINES: usize = 6;

/// What is known beside the build.
pub struct Report<'a> {
    pub server: &'a str,
    pub version: u64,
    pub settings: &'a Settings,
    /// Each with the version that showed it first.
    pub changes: &'a [(u64, Change)],
}

#[derive(Serialize)]
struct Told<'a> {
    server: &'a str,
    version: u64,
    follow: bool,
    editor: &'a str,
    changes: Vec<Changed<'a>>,
    /// Why the site could not be read at all.
    fault: Option<Fault>,
    errors: usize,
    warnings: usize,
    notes: usize,
    diagnostics: Vec<Mistake<'a>>,
}

#[derive(Serialize)]
struct Changed<'a> {
    version: u64,
    file: &'a str,
    line: usize,
}

#[derive(Serialize)]
struct Fault {
    message: String,
    hint: &'static str,
}

#[derive(Serialize)]
struct Mistake<'a> {
    #[serde(flatten)]
    entry: Entry<'a>,
    source: Source,
}

/// The lines that a mistake stands in, and what of them is meant.
#[derive(Serialize)]
struct Source {
    before: String,
    marked: String,
    after: String,
}

/// Writes the report.
pub fn json(report: &Report, news: &News) -> Vec<u8> {
    let changes = report.changes.iter();
    let changes = changes.map(|(version, change)| Changed { version: *version, file: &change.file, line: change.line });
    let mut told = Told {
        server: report.server,
        version: report.version,
        follow: report.settings.follow,
        editor: &report.settings.editor,
        changes: changes.collect(),
        fault: None,
        errors: 0,
        warnings: 0,
        notes: 0,
        diagnostics: Vec::new(),
    };
    match news {
        News::Built(build) => {
            let diagnostics = &build.outcome.diagnostics;
            Tally { errors: told.errors, warnings: told.warnings, notes: told.notes } = Tally::of(diagnostics);
            let listed = located(build.snapshot, diagnostics, |diagnostic, found| {
                let [before, marked, after] = found.lines().map(few_lines);
                told.diagnostics
                    .push(Mistake { entry: Entry::new(diagnostic, found), source: Source { before, marked, after } });
                Ok(())
            });
            listed.expect("a list in memory takes everything");
        }
        News::Unreadable(error) => told.fault = Some(Fault { message: error.to_string(), hint: error.hint() }),
    }
    serde_json::to_vec(&told).expect("a report has text for keys")
}

/// The first lines of a text.
fn few_lines(text: &str) -> String {
    let end = text.match_indices('\n').nth(LINES - 1).map_or(text.len(), |(end, _)| end);
    if end < text.len() { format!("{}\n…", &text[..end]) } else { text.to_owned() }
}
