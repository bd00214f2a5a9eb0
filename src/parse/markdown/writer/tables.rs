//! Tables: in a group that scrolls where they are wider than it, and is called by the table's columns. It is no landmark: the parts of
//! one table, and tables of the same columns, have one name.

use pulldown_cmark::Alignment;

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
