//! Mistakes as JSON, for scripts and editors.

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::located::{Located, located};
use crate::cli::report::Tally;
use crate::model::diagnostic::Diagnostic;
use crate::model::position::Position;
use crate::model::source::Snapshot;

#[derive(Serialize)]
struct Report<'a> {
    diagnostics: Vec<Entry<'a>>,
    errors: usize,
    warnings: usize,
}

/// A diagnostic with its place in lines and columns.
#[derive(Serialize)]
pub struct Entry<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    hints: &'a [String],
}

impl<'a> Entry<'a> {
    /// The entry of a diagnostic that was found at a place.
    pub fn new(diagnostic: &'a Diagnostic, found: &Located) -> Self {
        let Position { line, column } = found.start();
        let end = found.end();
        Self {
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity.as_str(),
            message: &diagnostic.message,
            file: diagnostic.place.file(),
            line,
            column,
            end_line: end.line,
            end_column: end.column,
            hints: &diagnostic.hints,
        }
    }
}

/// Prints one object with all of them.
pub fn print(out: &mut impl Write, snapshot: &Snapshot, diagnostics: &[Diagnostic]) -> io::Result<()> {
    let tally = Tally::of(diagnostics);
    let mut entries = Vec::with_capacity(diagnostics.len());
    located(snapshot, diagnostics, |diagnostic, found| {
        entries.push(Entry::new(diagnostic, found));
        Ok(())
    })?;
    let report = Report { diagnostics: entries, errors: tally.errors, warnings: tally.warnings };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}
