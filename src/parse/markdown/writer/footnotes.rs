//! Footnotes of one zone of a slide: numbered in the order in which they are used, set at its end.

use std::collections::HashMap;
use std::ops::Range;

use unicase::UniCase;

use crate::model::diagnostic::{Code, Diagnostic};
use crate::parse::markdown::NO_COMMENT;
use crate::parse::markdown::writer::blocks::{Blocks, Capture};
use crate::parse::markdown::writer::output::Output;
use crate::parse::markdown::writer::places::Places;

/// The place of a footnote's mark, `[^1]`, that begins with a text at `range` of a piece. It is a text because nothing defines
/// it. A bracket that opens something is a text of its own; one behind `\\` is not.
pub fn undefined(text: &str, range: &Range<usize>, piece: &str) -> Option<Range<usize>> {
    if !matches!(text, "[" | "![") {
        return None;
    }
    let label = piece[range.end..].strip_prefix('^')?;
    let end = label.find([']', '[', '\n']).filter(|end| label[*end..].starts_with(']'))?;
    let is_label = !label[..end].trim().is_empty();
    is_label.then(|| range.end - "[".len()..range.end + "^".len() + end + "]".len())
}

/// The footnotes of a zone.
#[derive(Debug)]
pub struct Footnotes {
    prefix: String,
    /// Labels in the order of their first use, with how often each was used in texts, not in titles.
    used: Vec<(UniCase<String>, usize)>,
    /// Where the labels stand among those that are used.
    places: HashMap<UniCase<String>, usize>,
    /// Each with the byte of the file at which it is defined.
    texts: HashMap<UniCase<String>, (usize, Output)>,
}

impl Footnotes {
    /// Those of the zone number `zone` (from 1) of the slide number `slide` of a file: what the zone is called makes the ids
    /// unique in the page. The colon, which stands in the id of no slide, row or heading in this place, keeps them from those.
    pub fn new(file: &str, slide: usize, zone: usize) -> Self {
        let zone = if zone == 1 { String::new() } else { format!(".{zone}") };
        let prefix = format!("{file}:{slide}{zone}");
        Self { prefix, used: Vec::new(), places: HashMap::new(), texts: HashMap::new() }
    }

    /// Writes the mark that stands in a title, of which no links are left: nothing leads to it or back.
    pub fn mention(&mut self, label: &str, html: &mut String) {
        let number = self.place(label) + 1;
        html.push_str(&format!("<sup class=\"footnote-ref\">{number}</sup>"));
    }

    /// Where a label stands among those that are used, now at the latest.
    fn place(&mut self, label: &str) -> usize {
        let label = UniCase::new(label.to_owned());
        self.places.get(&label).copied().unwrap_or_else(|| {
            self.places.insert(label.clone(), self.used.len());
            self.used.push((label, 0));
            self.used.len() - 1
        })
    }

    /// Writes the mark that stands in the text.
    pub fn reference(&mut self, label: &str, html: &mut String) {
        let at = self.place(label);
        self.used[at].1 += 1;
        let (number, times) = (at + 1, self.used[at].1);
        let again = if times > 1 { format!(".{times}") } else { String::new() };
        let prefix = &self.prefix;
        html.push_str(&format!(
            "<sup class=\"footnote-ref\"><a id=\"fnref:{prefix}:{number}{again}\" href=\"#fn:{prefix}:{number}\">{number}</a></sup>"
        ));
    }

    /// Keeps a footnote's text, which is defined at a byte of the file; the first definition of a label counts. Whether it is this.
    pub fn define(&mut self, label: &str, at: usize, text: Output) -> bool {
        self.texts.entry(UniCase::new(label.to_owned())).or_insert((at, text)).0 == at
    }

    /// Writes the footnotes that are used.
    pub fn write(mut self, output: &mut Output) {
        if self.used.is_empty() {
            return;
        }
        output.html("<ol class=\"footnotes\">\n");
        for (at, (label, times)) in self.used.iter().enumerate() {
            let (number, prefix) = (at + 1, &self.prefix);
            output.html(&format!("<li id=\"fn:{prefix}:{number}\">"));
            if let Some((_, text)) = self.texts.remove(label) {
                output.append(text);
            }
            // There is a way back where there is a way here.
            if *times > 0 {
                output.html(&format!(
                    " <a class=\"footnote-back\" href=\"#fnref:{prefix}:{number}\">↩\u{a0}{number}</a>"
                ));
            }
            output.html("</li>\n");
        }
        output.html("</ol>\n");
    }
}

impl Blocks<'_, '_> {
    /// Begins to keep a footnote's text.
    pub fn start_footnote(&mut self, label: &str, range: &Range<usize>) {
        let (at, is_own) = (self.at(range), self.places.is_own(range.start));
        self.captures.push(Capture::Footnote { label: label.to_owned(), output: Output::default(), at, is_own });
    }

    /// Tells of a comment in what Markdown reads as code because it stands in a footnote of a footnote, so far in.
    pub fn comment_in_code(&mut self, code: &str, places: &Places) {
        let footnotes = self.captures.iter().filter(|capture| matches!(capture, Capture::Footnote { .. })).count();
        let Some(start) = code.find("<!--").filter(|_| footnotes > 1 && !self.place.is_private()) else { return };
        let body = self.writer.body;
        let above = &body.text[..places.at(&(0..1)).start.saturating_sub(body.base)];
        let is_fenced = above.trim_end().lines().last().is_some_and(|line| line.trim_start().starts_with(['`', '~']));
        if is_fenced {
            return;
        }
        let place = self.writer.place(places.across(&(start..start + "<!--".len())));
        let hint = "in a footnote of a footnote it is code: write it below them, on a line of its own";
        self.writer.found.push(Diagnostic::new(Code::UnknownKind, place, NO_COMMENT).hint(hint));
    }

    /// Keeps it, and tells of one that is shown nowhere, because another one has its mark.
    pub fn end_footnote(&mut self) {
        let Some(Capture::Footnote { label, output, at, is_own }) = self.captures.pop() else { return };
        if self.footnotes.define(&label, at.start, output) || !is_own {
            return;
        }
        let mark = format!("[^{label}]");
        let place = self.writer.place(at.start..at.start + mark.len());
        let message = format!("another footnote of this slide is `{mark}`, so this one is shown nowhere");
        self.writer.found.push(
            Diagnostic::new(Code::BrokenLink, place, message)
                .hint("give it a mark of its own, also behind the words that it is about"),
        );
    }
}
