//! The only file that knows the order of the stages. A build is a pure function of the snapshot and the options.
//!
//! A stand-in: it makes a page per deck and a front page, and knows two mistakes.

use std::ops::Range;

use crate::model::artifact::{Artifact, Rank};
use crate::model::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::model::document::Audience;
use crate::model::source::{Snapshot, Source};

/// What a build is asked for, beside the content.
#[derive(Clone, Debug)]
pub struct Options {
    pub audience: Audience,
    pub drafts: bool,
    /// Instead of the site's `theme`.
    pub theme: Option<String>,
    /// Instead of the site's `base_url`.
    pub base_url: Option<String>,
    /// Warnings count as errors.
    pub strict: bool,
}

/// What a build comes to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// All files of the site; empty where a diagnostic is an error.
    pub artifacts: Vec<Artifact>,
    /// Sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    pub counts: Counts,
}

/// What a site holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub decks: usize,
    pub objectives: usize,
    pub key_results: usize,
    pub pages: usize,
}

/// Makes the site.
pub fn build(snapshot: &Snapshot, options: &Options) -> Outcome {
    let mut outcome = Outcome { diagnostics: check(snapshot, options), ..Outcome::default() };
    if outcome.diagnostics.iter().any(|found| found.severity == Severity::Error) {
        return outcome;
    }
    let mut links = String::new();
    for file in &snapshot.files {
        let Some(path) = file.path.strip_prefix("content/") else {
            continue;
        };
        if let Some(deck) = path.strip_suffix("/deck.md") {
            let page = format!("{deck}/index.html");
            links += &format!("<a href=\"{page}\">{deck}</a>\n");
            let text = file.text().unwrap_or_default().as_bytes();
            outcome.artifacts.push(Artifact::new(page, text, Rank::Page));
            outcome.counts.decks += 1;
        } else if !path.ends_with(".md") {
            outcome.artifacts.push(Artifact::new(path, file.bytes.clone(), Rank::Asset));
        }
        outcome.counts.objectives += usize::from(file.text().is_some_and(|text| text.contains("\nobjective:")));
    }
    outcome.counts.pages = outcome.counts.decks + 1;
    outcome.artifacts.push(Artifact::new("index.html", links.into_bytes(), Rank::Index));
    outcome
}

/// Tells what is wrong.
pub fn check(snapshot: &Snapshot, options: &Options) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for file in snapshot.files.iter().filter(|file| file.path.ends_with(".md")) {
        let Some(text) = file.text() else {
            let place = Place::File(file.path.clone());
            diagnostics.push(Diagnostic::new(Code::Encoding, place, "the file is not UTF-8"));
            continue;
        };
        let mistakes = [("titel", Code::UnknownKey), ("missing.png", Code::BrokenLink)];
        for (mistake, code) in mistakes {
            for (at, _) in text.match_indices(mistake) {
                let place = Place::Bytes(file.path.clone(), at..at + mistake.len());
                let mut found = Diagnostic::new(code, place, format!("`{mistake}` is wrong")).hint("write it right");
                if options.strict {
                    found.severity = Severity::Error;
                }
                diagnostics.push(found);
            }
        }
    }
    diagnostics
}

/// The bytes of the source's text that a place means.
pub fn locate(_source: &Source, place: &Place) -> Range<usize> {
    match place {
        Place::Bytes(_, range) => range.clone(),
        Place::File(_) | Place::Yaml(..) => 0..0,
    }
}
