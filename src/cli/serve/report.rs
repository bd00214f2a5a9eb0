//! What a page is told of the newest build: JSON, with the mistakes as `check` tells them and the lines they stand in.

use std::sync::Arc;

use serde::Serialize;

use crate::cli::bug;
use crate::cli::live::News;
use crate::cli::live::changes::Change;
use crate::cli::located::located;
use crate::cli::report_json::Entry;
use crate::cli::serve::shown::Settings;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::source::Snapshot;

/// Lines of source that are shown of one mistake.
const LINES: usize = 6;
/// Mistakes that are listed; of more, the first are repaired first.
const LISTED: usize = 500;

/// What is known of the newest build. It becomes JSON when somebody asks: looking up places takes time, and pages come first.
pub struct Report {
    pub server: Arc<str>,
    pub version: u64,
    pub settings: Arc<Settings>,
    pub edits: Vec<Edit>,
    pub found: Found,
}

/// A change, and where it is seen.
#[derive(Clone)]
pub struct Edit {
    /// That showed it first.
    pub version: u64,
    pub change: Change,
    /// The address of the deck's page, if the file lies in a deck's folder.
    pub page: Option<String>,
}

/// What a look at the disk found wrong.
pub enum Found {
    Mistakes {
        snapshot: Arc<Snapshot>,
        diagnostics: Arc<Vec<Diagnostic>>,
    },
    /// Nothing was built.
    Fault {
        title: &'static str,
        message: String,
        hint: &'static str,
    },
}

impl Found {
    /// Keeps of the news what there is to tell.
    pub fn of(news: &News) -> Self {
        match news {
            News::Built(build) => {
                Self::Mistakes { snapshot: build.snapshot.clone(), diagnostics: build.outcome.diagnostics.clone() }
            }
            News::Unreadable(error) => {
                Self::Fault { title: "The site cannot be read", message: error.to_string(), hint: error.hint() }
            }
            News::Failed(bug) => {
                Self::Fault { title: "A fault of quarterdeck", message: bug.to_string(), hint: bug::HINT }
            }
        }
    }
}

/// A report as pages read it.
#[derive(Serialize)]
struct ReportJson<'a> {
    server: &'a str,
    version: u64,
    follow: bool,
    editor: &'a str,
    changes: Vec<Changed<'a>>,
    /// Why nothing could be built at all.
    fault: Option<Fault<'a>>,
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
    page: Option<&'a str>,
}

#[derive(Serialize)]
struct Fault<'a> {
    title: &'a str,
    message: &'a str,
    hint: &'a str,
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

impl Report {
    /// The report for a page: all errors and warnings, and the notes on the files below `folder`, which ends with a slash.
    /// The number of notes is of these.
    pub fn json(&self, folder: &str) -> Vec<u8> {
        let changes = self.edits.iter().map(|Edit { version, change, page }| Changed {
            version: *version,
            file: &change.file,
            line: change.line,
            page: page.as_deref(),
        });
        let mut told = ReportJson {
            server: &self.server,
            version: self.version,
            follow: self.settings.follow,
            editor: &self.settings.editor,
            changes: changes.collect(),
            fault: None,
            errors: 0,
            warnings: 0,
            notes: 0,
            diagnostics: Vec::new(),
        };
        match &self.found {
            Found::Mistakes { snapshot, diagnostics } => told.list(snapshot, diagnostics, folder),
            Found::Fault { title, message, hint } => told.fault = Some(Fault { title, message, hint }),
        }
        serde_json::to_vec(&told).expect("a report has text for keys")
    }
}

impl<'a> ReportJson<'a> {
    fn list(&mut self, snapshot: &Snapshot, diagnostics: &'a [Diagnostic], folder: &str) {
        let of = |severity| {
            let is_told = move |each: &&Diagnostic| severity > Severity::Note || each.place.file().starts_with(folder);
            diagnostics.iter().filter(move |each| each.severity == severity).filter(is_told)
        };
        self.errors = of(Severity::Error).count();
        self.warnings = of(Severity::Warning).count();
        self.notes = of(Severity::Note).count();
        let all = of(Severity::Error).chain(of(Severity::Warning)).chain(of(Severity::Note));
        let listed = located(snapshot, all.take(LISTED), |diagnostic, found| {
            let excerpt = found.excerpt();
            let [before, marked, after] =
                [&excerpt.before, &excerpt.marked, &excerpt.after].map(|lines| few_lines(lines));
            let source = Source { before, marked, after };
            self.diagnostics.push(Mistake { entry: Entry::new(diagnostic, found), source });
            Ok(())
        });
        listed.expect("a list in memory takes everything");
    }
}

/// The first lines of a text.
fn few_lines(text: &str) -> String {
    let end = text.match_indices('\n').nth(LINES - 1).map_or(text.len(), |(end, _)| end);
    if end < text.len() { format!("{}\n…", &text[..end]) } else { text.to_owned() }
}
