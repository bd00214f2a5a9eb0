//! Lists, their items, and tasks.

use std::ops::Range;

use crate::parse::markdown::writer::blocks::Blocks;

impl Blocks<'_, '_> {
    /// Opens a list; `start` is the number of its first item, if it has numbers.
    pub fn start_list(&mut self, start: Option<u64>) {
        self.close_label();
        self.depth += 1;
        self.open_shell();
        match start {
            Some(1) => self.html("<ol>\n"),
            Some(start) => self.html(&format!("<ol start=\"{start}\">\n")),
            None => self.html("<ul>\n"),
        }
    }

    pub fn end_list(&mut self, is_numbered: bool) {
        self.depth -= 1;
        self.html(if is_numbered { "</ol>\n" } else { "</ul>\n" });
        self.close_shell();
    }

    pub fn start_item(&mut self, range: &Range<usize>) {
        self.labels.push(false);
        self.open_item_shell(range);
        if self.place.incremental {
            self.writer.step(self.place);
            self.html("<li class=\"step\">");
        } else {
            self.html("<li>");
        }
    }

    pub fn end_item(&mut self) {
        self.close_tags();
        self.close_label();
        self.end_step();
        self.labels.pop();
        self.html("</li>\n");
        self.close_shell();
    }

    /// How many items are open.
    pub fn items(&self) -> usize {
        self.labels.len()
    }

    /// Makes a task of the open item.
    pub fn task(&mut self, done: bool) {
        if let Some(label) = self.labels.last_mut() {
            *label = true;
        }
        let checked = if done { " checked" } else { "" };
        self.html(&format!("<label><input type=\"checkbox\" disabled{checked}> "));
    }

    /// Ends a task's label before anything that may not stand in one.
    pub fn close_label(&mut self) {
        if let Some(label) = self.labels.last_mut().filter(|label| **label) {
            *label = false;
            self.html("</label>");
        }
    }
}
