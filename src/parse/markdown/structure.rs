//! What a body is made of before Markdown is read: slides, containers, notes, pauses. Lines in code are not looked at.
//!
//! What is private is marked here; who sees it is decided in `assemble/visible.rs`. Where the marks leave a doubt, the text is private, and the doubt is an error.

mod nested;
mod told;

use std::ops::Range;

use crate::model::document::Audience;
use crate::model::letters::is_unseen;
use crate::parse::markdown::fences::{Fences, Line};
use crate::parse::markdown::marks::{COLONS, is_container, is_heading, is_of_quote, short_of_a_colon, underline};
use crate::parse::markdown::slips::Slip;
use crate::parse::markdown::{broken_comment, nearly_note};
use crate::parse::merge;

pub use nested::{Nested, column, from_column};
use nested::{Placed, settled};

/// A part of a slide.
#[derive(Clone, Debug, PartialEq)]
pub enum SlidePart {
    /// Lines of Markdown: bytes of the body.
    Markdown(Range<usize>),
    /// Markdown with parts that stand in its lists, footnotes and definitions.
    Nested(Nested),
    /// `. . .`
    Pause,
    /// `::: name`, with what it holds.
    Container { name: Name, parts: Vec<SlidePart> },
    /// Text that belongs to the notes: of a comment that Markdown would not read as one.
    Comment(Range<usize>),
}

/// Containers there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    Notes,
    Internal,
    Columns,
    Column,
    Incremental,
}

/// The containers by name, as authors write them.
pub const NAMES: [(&str, Name); 5] = [
    ("notes", Name::Notes),
    ("internal", Name::Internal),
    ("columns", Name::Columns),
    ("column", Name::Column),
    ("incremental", Name::Incremental),
];

/// A slide's parts.
#[derive(Clone, Debug, PartialEq)]
pub struct SlideParts {
    /// Byte of the body at which it begins.
    pub at: usize,
    pub parts: Vec<SlidePart>,
}

impl SlideParts {
    fn is_blank(&self, body: &str) -> bool {
        let is_blank =
            |part: &SlidePart| matches!(part, SlidePart::Markdown(text) if body[text.clone()].trim().is_empty());
        self.parts.iter().all(is_blank)
    }
}

/// What is wrong with the marks.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// There is no container of that name.
    Unknown(Range<usize>, String),
    /// The container is never closed.
    Unclosed(Range<usize>, Name),
    /// A container's mark is short of a colon, and so is none.
    TwoColons(Range<usize>, &'static str),
    /// `:::` closes nothing.
    ClosesNothing(Range<usize>),
    /// A container's mark stands inside a quote.
    InQuote(Range<usize>),
    /// A container's mark stands behind that of an item, a task, a footnote, a definition or a heading, and so is none.
    BehindMark(Range<usize>),
    /// So many containers stand in each other that this one is not read.
    TooDeep(Range<usize>),
    /// The line below a note's text, which was perhaps to begin a slide, makes a heading of it, for everybody to see.
    EndsNote(Range<usize>),
    /// A line is nearly one that begins a note, and is shown to everybody.
    NearlyNote(Range<usize>),
    /// A line is not what a sign in it was meant to make of it.
    Slip(Range<usize>, Slip),
    /// A block of code never ends, and there are marks of private text in what is read as code because of it, or else of slides.
    UnclosedCode { opens: Range<usize>, hides_private: bool },
    /// A merge was not finished: the line that begins the first of two versions.
    Unmerged(Range<usize>),
    /// A comment never ends, or holds an empty line and does not begin its line.
    Comment(Range<usize>),
}

/// So many containers may stand in each other.
const DEEPEST: usize = 50;

/// Cuts a body into slides and their parts. For the public no slide begins within private text: where it did, more would be told
/// of that text than that it is not there.
pub fn read(body: &str, audience: Audience) -> (Vec<SlideParts>, Vec<Fault>) {
    let mut reader = Reader {
        body,
        audience,
        slides: Vec::new(),
        slide_at: 0,
        open: vec![Open { name: None, mark: 0..0, parts: Vec::new(), is_note_line: false }],
        text: None,
        above: broken_comment::Above::default(),
        faults: Vec::new(),
    };
    reader.read();
    let last = body.len();
    reader.flush();
    let unclosed: Vec<(Range<usize>, Name)> = reader
        .open
        .iter()
        .filter(|open| !open.is_note_line)
        .filter_map(|open| open.name.map(|name| (open.mark.clone(), name)))
        .collect();
    reader.faults.extend(unclosed.into_iter().map(|(mark, name)| Fault::Unclosed(mark, name)));
    reader.end_slide(last);
    // Below the last `---` there may be nothing.
    if reader.slides.len() > 1 && reader.slides.last().is_some_and(|slide| slide.is_blank(body)) {
        reader.slides.pop();
    }
    (reader.slides, reader.faults)
}

struct Open {
    /// `None` for the slide itself.
    name: Option<Name>,
    mark: Range<usize>,
    parts: Vec<Placed>,
    /// Opened by a line `Note:`, so a heading ends it.
    is_note_line: bool,
}

struct Reader<'a> {
    body: &'a str,
    audience: Audience,
    slides: Vec<SlideParts>,
    slide_at: usize,
    open: Vec<Open>,
    /// Markdown lines that belong together so far.
    text: Option<Range<usize>>,
    above: broken_comment::Above,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut fences = Fences::default();
        let unmerged_to = merge::last_end(self.body);
        let mut before_is_blank = true;
        // Whether a paragraph begins here: behind an empty line, or a comment.
        let mut begins = true;
        let mut at = 0;
        while at < self.body.len() {
            let end = self.body[at..].find('\n').map_or(self.body.len(), |newline| at + newline + 1);
            let line = self.body[at..end].trim_end();
            let bare = line.trim_start();
            let indent = line.len() - bare.len();
            // A mark of private text is one behind letters that nobody sees, too.
            let seen = bare.trim_start_matches(is_unseen);
            let seen_at = at + line.len() - seen.len();
            let code = fences.read(bare, at + indent..at + line.len());
            if code == Line::Inside {
                self.markdown(at..end);
                (before_is_blank, begins) = (false, false);
                at = end;
                continue;
            }
            let is_unmerged = || self.faults.iter().any(|fault| matches!(fault, Fault::Unmerged(_)));
            if at < unmerged_to && merge::is_start(line) || merge::is_end(line) && !is_unmerged() {
                self.faults.push(Fault::Unmerged(at..at + line.len()));
            }
            let mut next = end;
            if code == Line::Opens {
                self.markdown(at..end);
            } else if bare == "---" && indent < 4 && before_is_blank && self.is_blank_after(end) && self.may_end_slide()
            {
                self.flush();
                self.end_slide(end);
            } else if bare == ". . ." {
                self.part(at + indent, SlidePart::Pause);
            } else if is_container(seen) {
                self.container(seen, seen_at..at + line.len());
            } else if seen.starts_with('>') && is_container(seen.trim_start_matches(is_of_quote)) {
                self.faults.push(Fault::InQuote(seen_at..at + line.len()));
            } else if let Some(comment) = self.open_comment(at, line) {
                next = comment;
            } else {
                let underline = before_is_blank.then(|| underline(&self.body[end..])).flatten();
                let is_heading = is_heading(bare) || underline.is_some();
                // Farther in it may stand in an item or a footnote, or be meant as code: it is private in each of them.
                if seen.starts_with(nearly_note::MARK) {
                    self.note_line(seen_at);
                    at = seen_at + nearly_note::MARK.len();
                } else if is_heading && indent < 4 && !bare.is_empty() {
                    if self.open.last().is_some_and(|open| open.is_note_line)
                        && let Some(mark) = underline.filter(|mark| self.body[end..][mark.clone()] == *"---")
                    {
                        self.faults.push(Fault::EndsNote(end + mark.start..end + mark.end));
                    }
                    self.end_note_line();
                }
                let nearly = nearly_note::behind_another(seen)
                    .or_else(|| nearly_note::of_paragraph(seen).filter(|_| begins && indent < 4));
                if let Some(name) = short_of_a_colon(seen).filter(|_| indent < 4) {
                    self.faults.push(Fault::TwoColons(seen_at..at + line.len(), name));
                }
                if let Some(mark) = nearly.filter(|_| !self.is_private()) {
                    self.faults.push(Fault::NearlyNote(seen_at + mark.start..seen_at + mark.end));
                }
                if indent < 4 && !seen.starts_with(nearly_note::MARK) {
                    self.slips(at..at + line.len(), end, begins);
                }
                self.markdown(at..end);
            }
            before_is_blank = bare.is_empty();
            begins = before_is_blank || self.body[..next].trim_end().ends_with("-->");
            at = next;
        }
        self.faults.extend(fences.end().map(|(opens, hides_private)| Fault::UnclosedCode { opens, hides_private }));
    }

    fn may_end_slide(&self) -> bool {
        let is_private = |open: &Open| matches!(open.name, Some(Name::Internal | Name::Notes)) && !open.is_note_line;
        self.audience == Audience::Internal || !self.open.iter().any(is_private)
    }

    /// Whether what stands here is not shown to everybody anyway.
    fn is_private(&self) -> bool {
        self.open.iter().any(|open| matches!(open.name, Some(Name::Internal | Name::Notes)))
    }

    fn is_blank_after(&self, at: usize) -> bool {
        self.body[at..].lines().next().is_none_or(|line| line.trim().is_empty())
    }

    fn markdown(&mut self, range: Range<usize>) {
        match &mut self.text {
            Some(text) if text.end == range.start => text.end = range.end,
            _ => {
                self.flush();
                self.text = Some(range);
            }
        }
    }

    fn flush(&mut self) {
        if let Some(text) = self.text.take()
            && let Some(open) = self.open.last_mut()
        {
            open.parts.push((text.start, SlidePart::Markdown(text)));
        }
    }

    /// Adds a part that begins, or has its mark, at a byte of the body.
    fn part(&mut self, at: usize, part: SlidePart) {
        self.flush();
        if let Some(open) = self.open.last_mut() {
            open.parts.push((at, part));
        }
    }

    /// What was in a slide or a container, which is over. A comment that was cut off its text is none to Markdown.
    fn settle(&mut self, parts: Vec<Placed>, indent: usize) -> Vec<SlidePart> {
        let parts = settled(self.body, self.audience, parts, indent);
        for part in &parts {
            if let SlidePart::Comment(at) = part
                && self.body[at.clone()].ends_with("-->")
            {
                self.faults.push(Fault::Comment(at.start..at.start + "<!--".len()));
            }
        }
        parts
    }

    fn container(&mut self, bare: &str, mark: Range<usize>) {
        self.flush();
        let name = bare
            .trim_start_matches(COLONS)
            .trim()
            .trim_start_matches('{')
            .trim_end_matches('}')
            .trim_start_matches('.');
        if name.is_empty() {
            self.end_note_line();
            if self.open.len() > 1 {
                self.close();
            } else {
                self.faults.push(Fault::ClosesNothing(mark));
            }
            return;
        }
        let known =
            NAMES.iter().find(|(known, _)| name.split_whitespace().next() == Some(*known)).map(|(_, name)| *name);
        if known.is_none() {
            self.faults.push(Fault::Unknown(mark.clone(), name.to_owned()));
        }
        if self.open.len() > DEEPEST {
            // What is private is not shown because of it: while there is an error, no page is made.
            if !self.faults.iter().any(|fault| matches!(fault, Fault::TooDeep(_))) {
                self.faults.push(Fault::TooDeep(mark));
            }
            return;
        }
        // An unknown container may be a misspelt private one: its text is private until the author says.
        let name = known.unwrap_or(Name::Internal);
        self.open.push(Open { name: Some(name), mark, parts: Vec::new(), is_note_line: false });
    }

    fn note_line(&mut self, at: usize) {
        self.end_note_line();
        self.flush();
        let mark = at..at + nearly_note::MARK.len();
        self.open.push(Open { name: Some(Name::Notes), mark, parts: Vec::new(), is_note_line: true });
    }

    fn end_note_line(&mut self) {
        if self.open.last().is_some_and(|open| open.is_note_line) {
            self.flush();
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(Open { name: Some(name), mark, parts, is_note_line }) = self.open.pop() else { return };
        let indent = if is_note_line { 0 } else { column(self.body, mark.start) };
        let parts = self.settle(parts, indent);
        self.part(mark.start, SlidePart::Container { name, parts });
    }

    /// Ends a slide. Containers that are still open go on in the next one: what is private stays private.
    fn end_slide(&mut self, next: usize) {
        self.end_note_line();
        let mut again = Vec::new();
        while self.open.len() > 1 {
            if let Some(Open { name: Some(name), mark, .. }) = self.open.last() {
                again.push((*name, mark.clone()));
            }
            self.close();
        }
        if let Some(open) = self.open.last_mut() {
            let parts = std::mem::take(&mut open.parts);
            let parts = self.settle(parts, 0);
            self.slides.push(SlideParts { at: self.slide_at, parts });
        }
        self.slide_at = next;
        for (name, mark) in again.into_iter().rev() {
            self.open.push(Open { name: Some(name), mark, parts: Vec::new(), is_note_line: false });
        }
    }

    /// A comment that is not over at the end of its line. Returns where reading goes on.
    fn open_comment(&mut self, at: usize, line: &str) -> Option<usize> {
        // Most lines hold no tag at all, and this look is shorter than a search.
        let mut from = line.find('<')?;
        let start = loop {
            let found = from + line[from..].find("<!--")?;
            if line[..found].ends_with('\\') {
                from = found + "<!--".len();
                continue;
            }
            let in_code = line[..found].matches('`').count() % 2 == 1;
            match line[found..].find("-->") {
                Some(end) => from = found + end + "-->".len(),
                None if in_code => return None,
                None => break found,
            }
        };
        let begins_line = line[..start].trim().is_empty() && start < 4;
        let rest = &self.body[at + start..];
        let length = rest.find("-->").map(|end| end + "-->".len());
        let end = length.map_or(self.body.len(), |length| at + start + length);
        let line_end = self.body[end..].find('\n').map_or(self.body.len(), |newline| end + newline + 1);
        let has_blank_line = self.body[at + start..end].lines().any(|line| line.trim().is_empty());
        if length.is_some() && (begins_line || !has_blank_line) {
            // Markdown reads it as a comment itself.
            self.markdown(at..line_end);
            return Some(line_end);
        }
        if length.is_none() {
            self.faults.push(Fault::Comment(at + start..at + start + "<!--".len()));
        }
        if !line[..start].trim().is_empty() {
            self.markdown(at..at + start);
        }
        self.part(at + start, SlidePart::Comment(at + start..end));
        Some(end)
    }
}
