//! Mistakes as workflow commands of GitHub Actions: annotations at the lines of a pull request.

use std::io::{self, Write};

use crate::cli::located::located;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::source::Snapshot;

/// Prints a line for each. `folder` is put before the files' paths.
pub fn print(out: &mut impl Write, snapshot: &Snapshot, diagnostics: &[Diagnostic], folder: &str) -> io::Result<()> {
    located(snapshot, diagnostics, |diagnostic, found| {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let (start, end) = (found.start(), found.end());
        writeln!(
            out,
            "::{command} file={},line={},col={},endLine={},endColumn={},title={}::{}",
            property(&format!("{folder}{}", diagnostic.place.file())),
            start.line,
            start.column,
            end.line,
            end.column,
            property(diagnostic.code.as_str()),
            data(&diagnostic.with_hints())
        )
    })
}

/// What stands after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands after a `=`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_would_end_something_are_escaped() {
        assert_eq!(data("10% off: a, b\r\nc"), "10%25 off: a, b%0D%0Ac");
        assert_eq!(property("content/a,b:c%.md"), "content/a%2Cb%3Ac%25.md");
    }
}
