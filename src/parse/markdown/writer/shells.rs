//! What holds private text alone, as an item of a list: whoever does not see that sees no empty item either.

use std::ops::Range;

use crate::model::document::Fragment;
use crate::model::html::{name_of, next_tag};
use crate::parse::markdown::marks::is_container;
use crate::parse::markdown::structure::column;
use crate::parse::markdown::writer::Writer;
use crate::parse::markdown::writer::blocks::Blocks;
use crate::parse::markdown::writer::output::{Mark, Output};

/// Elements that show nothing by themselves.
const EMPTY: [&str; 10] = ["blockquote", "dd", "div", "dl", "input", "label", "li", "ol", "p", "ul"];

/// An element that is open, which may turn out to be such a one.
pub struct Shell {
    /// Where its start tag stands.
    start: Mark,
    /// How many comments and notes there were before it.
    unseen: usize,
    /// Private text was taken out of it before Markdown was read.
    is_without: bool,
    steps: u32,
    internal_steps: u32,
}

impl Writer<'_> {
    /// Before the start tag of an element is written.
    pub fn open_shell(&self, output: &Output) -> Shell {
        let Self { unseen, steps, internal_steps, .. } = *self;
        Shell { start: output.mark(), unseen, is_without: false, steps, internal_steps }
    }

    /// Behind its end tag. What holds nothing but notes is taken away, and what holds nothing but internal text is internal with
    /// its steps. What is empty as it is written stays.
    pub fn close_shell(&mut self, shell: Shell, output: &mut Output) {
        let (added, behind) = output.since(shell.start);
        let is_internal = behind.iter().any(|fragment| matches!(fragment, Fragment::Internal(_)));
        let has_private = is_internal || shell.is_without || self.unseen > shell.unseen;
        if !has_private || shows_html(added) || behind.iter().any(shows) {
            return;
        }
        let written = output.split_off(shell.start);
        if is_internal {
            self.internal_steps += self.steps - shell.steps;
            output.fragment(Fragment::Internal(written));
        } else {
            self.internal_steps = shell.internal_steps;
            // What it stands in had private text, too.
            self.unseen += 1;
        }
        self.steps = shell.steps;
    }
}

impl Blocks<'_, '_> {
    /// Before the start tag of an element is written that may turn out to hold private text alone.
    pub fn open_shell(&mut self) {
        let (writer, output) = self.writer_and_out();
        let shell = writer.open_shell(output);
        self.shells.push(shell);
    }

    /// The same of an item, which is a range of the piece.
    pub fn open_item_shell(&mut self, range: &Range<usize>) {
        let Range { start, end } = self.at(range);
        let body = self.writer.body;
        let item = start.saturating_sub(body.base)..end.saturating_sub(body.base);
        let is_without = self.places.is_own(range.start) && goes_on_with_container(body.text, item);
        let (writer, output) = self.writer_and_out();
        let shell = Shell { is_without, ..writer.open_shell(output) };
        self.shells.push(shell);
    }

    /// Behind its end tag.
    pub fn close_shell(&mut self) {
        if let Some(shell) = self.shells.pop() {
            let (writer, output) = self.writer_and_out();
            writer.close_shell(shell, output);
        }
    }
}

/// Whether a container stands in an item that begins and ends, as far as Markdown was read of it, at these bytes.
fn goes_on_with_container(body: &str, item: Range<usize>) -> bool {
    let Some(rest) = body.get(item.end..).map(str::trim_start).filter(|rest| is_container(rest)) else { return false };
    column(body, body.len() - rest.len()) > column(body, item.start)
}

/// Whether everybody sees something of it.
fn shows(fragment: &Fragment) -> bool {
    match fragment {
        Fragment::Html(html) => shows_html(html),
        other => !matches!(other, Fragment::Internal(_)),
    }
}

fn shows_html(html: &str) -> bool {
    let mut rest = html;
    while let Some((text, tag, behind)) = next_tag(rest) {
        if !text.trim().is_empty() || !EMPTY.contains(&name_of(tag)) {
            return true;
        }
        rest = behind;
    }
    !rest.trim().is_empty()
}
