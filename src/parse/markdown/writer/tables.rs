//! Tables: in a group that scrolls where they are wider than it, and is called by the table's columns. It is no landmark: the parts of
//! one table, and tables of the same columns, have one name.

use std::ops::Range;

use pulldown_cmark::Alignment;

use crate::model::diagnostic::{Code, Diagnostic};
use crate::model::link::push_escaped;
use crate::parse::markdown::writer::blocks::{Blocks, Capture};
use crate::parse::markdown::writer::output::Output;

impl Blocks<'_, '_> {
    /// Begins the head, which is kept until the names of all columns are known.
    pub fn start_head(&mut self) {
        self.in_head = true;
        self.column = 0;
        self.captures.push(Capture::Head { names: Vec::new(), plain: String::new(), output: Output::default() });
    }

    /// Writes the beginning of the table up to the end of its head. Without a name it is no group.
    pub fn end_head(&mut self) {
        self.in_head = false;
        let Some(Capture::Head { names, output, .. }) = self.captures.pop() else { return };
        let mut open = "<div class=\"table-scroll\" tabindex=\"0\"".to_owned();
        if !names.is_empty() {
            open.push_str(" role=\"group\" aria-label=\"");
            push_escaped(&mut open, &names.join(", "));
            open.push('"');
        }
        open.push_str(">\n<table>\n<thead><tr>");
        self.html(&open);
        self.out().append(output);
        self.html("</tr></thead>\n<tbody>\n");
    }

    /// Begins a row, and tells of what stands behind its last cell that has a column: it is shown nowhere.
    pub fn start_row(&mut self, range: &Range<usize>) {
        self.column = 0;
        self.html("<tr>");
        let (at, body) = (self.at(range), self.writer.body);
        let row = body.text.get(at.start - body.base..at.end - body.base).unwrap_or_default();
        let Some(lost) = behind_columns(row, self.columns.len()).filter(|_| self.places.is_own(range.start)) else {
            return;
        };
        let place = self.writer.place(at.start + lost.start..at.start + lost.end);
        let message = format!("this stands behind the last of {} columns, and is not shown", self.columns.len());
        let hint = "write `\\|` where a `|` is text; or give the first two lines another column";
        self.writer.found.push(Diagnostic::new(Code::CutOff, place, message).hint(hint));
    }

    /// Begins a cell.
    pub fn start_cell(&mut self) {
        let class = match self.columns.get(self.column) {
            Some(Alignment::Right) => " class=\"end\"",
            Some(Alignment::Center) => " class=\"center\"",
            _ => "",
        };
        self.column += 1;
        for part in [if self.in_head { "<th scope=\"col\"" } else { "<td" }, class, ">"] {
            self.html(part);
        }
    }

    /// Ends a cell.
    pub fn end_cell(&mut self) {
        self.close_tags();
        if let Some(Capture::Head { names, plain, .. }) = self.captures.last_mut() {
            let name = std::mem::take(plain);
            names.extend(Some(name.trim().to_owned()).filter(|name| !name.is_empty()));
        }
        self.html(if self.in_head { "</th>" } else { "</td>" });
    }
}

/// What a row has behind so many cells: the bytes of its words there. In code, too, a `|` begins a cell.
fn behind_columns(row: &str, columns: usize) -> Option<Range<usize>> {
    let row = row.trim_end();
    let indent = row.len() - row.trim_start().len();
    let first = indent + usize::from(row[indent..].starts_with('|'));
    let is_mark = |at: &usize| !row[..*at].ends_with('\\');
    let mut marks = row.match_indices('|').map(|(at, _)| at).filter(|at| *at >= first).filter(is_mark);
    let behind = &row[marks.nth(columns.checked_sub(1)?)? + 1..];
    let words = behind.trim_end_matches(|letter: char| letter == '|' || letter.is_whitespace());
    let start = row.len() - behind.trim_start_matches(|letter: char| letter == '|' || letter.is_whitespace()).len();
    (!words.is_empty()).then(|| start..row.len() - (behind.len() - words.len()))
}

#[cfg(test)]
mod tests {
    use super::behind_columns;

    #[test]
    fn what_has_no_column_is_found() {
        for (row, lost) in [
            ("| a | b |", None),
            ("| a | b | c |", Some("c")),
            ("a | b | c | d", Some("c | d")),
            ("| a | b | | |", None),
            ("| a | b\\|c |", None),
            ("| a | `b|c` |", Some("c`")),
            ("| a |", None),
        ] {
            assert_eq!(behind_columns(row, 2).map(|at| &row[at]), lost, "{row}");
        }
    }
}
