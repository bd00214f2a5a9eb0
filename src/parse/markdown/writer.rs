//! Markdown's events to fragments. What is special about slides is here: titles taken out, steps, notes, footnotes that do
//! not collide between slides, and nothing that a strict content security policy would forbid.

mod alerts;
mod blocks;
mod braces;
mod definitions;
mod footnotes;
mod headings;
mod incremental;
mod lists;
mod nested;
mod output;
mod places;
mod raw;
mod shells;
mod slide_marks;
mod tables;
mod text;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Options, Parser};
use unicase::UniCase;

use crate::model::diagnostic::{Code, Diagnostic, Place as Diagnosed};
use crate::model::document::{Attributes, Fragment, Heading, Slide};
use crate::model::link::push_escaped;
use crate::parse::markdown::structure::{Name, Nested, SlidePart, SlideParts, column, from_column};
use crate::parse::markdown::{Body, ReadChart, money};
use blocks::Blocks;
use definitions::Definitions;
use output::Output;
use places::Places;
use raw::Holder;
use text::COMMENT;

/// Comments within comments, each of which is read as Markdown: what lies deeper is text, since the stack has an end.
const MOST_COMMENTS: usize = 8;

/// Everything of Markdown that is read.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// Renders the slides of a body.
pub fn slides(body: &Body, parts: &[SlideParts], read_chart: &ReadChart, found: &mut Vec<Diagnostic>) -> Vec<Slide> {
    let definitions = Definitions::of(body.text, parts);
    let mut ids: HashMap<String, usize> = HashMap::new();
    let mut used = HashSet::new();
    let mut slides = Vec::with_capacity(parts.len());
    for (number, slide) in parts.iter().enumerate() {
        let mut writer = Writer {
            body,
            parts: &slide.parts,
            read_chart,
            found,
            definitions: &definitions,
            ids: &mut ids,
            used: &mut used,
            number,
            zones: 0,
            heading: None,
            attributes: Attributes::default(),
            links: Vec::new(),
            is_below_text: number == 0 && body.has_title && headings::heads(body.text, &slide.parts) == Some(false),
            holders: Vec::new(),
            comments: 0,
            outline: Outline::under(if body.is_page { 1 } else { 2 }),
            notes: Output::default(),
            unseen: 0,
            steps: 0,
            internal_steps: 0,
        };
        let mut output = Output::default();
        writer.zone(&slide.parts, &mut output, Place { title: !body.is_page, ..Place::default() });
        let Writer { heading, attributes, links, notes, unseen, steps, internal_steps, .. } = writer;
        let (body, notes) = (output.end(), notes.end());
        let has_unseen = unseen > 0;
        slides.push(Slide { heading, attributes, body, links, notes, has_unseen, line: 0, steps, internal_steps });
    }
    for mark in definitions.unused(&used, body.text) {
        let message = format!("nothing refers to the footnote `{}`, so it is shown nowhere", &body.text[mark.clone()]);
        let place = Diagnosed::Bytes(body.file.clone(), body.base + mark.start..body.base + mark.end);
        found.push(
            Diagnostic::new(Code::BrokenLink, place, message)
                .hint("put its mark behind the words that it is about, or take it out"),
        );
    }
    slides
}

/// `broken-link`: a label that nothing defines, of a `link` or a `footnote`.
fn nothing_defined(label: &str, what: &str, place: Diagnosed, definitions: &Definitions) -> Diagnostic {
    if definitions.is_private(label) {
        let message = format!("`{label}` is defined in private text alone, so it is shown as it is written");
        let hint = "write the definition above that: a line `Note:` makes notes of all that follows it on its slide";
        return Diagnostic::new(Code::BrokenLink, place, message).hint(hint);
    }
    let message = format!("nothing is defined as `{label}`, so it is shown as it is written");
    let hint = format!("define it in this file, `{label}: …`; or write `\\[` where no {what} is meant");
    Diagnostic::new(Code::BrokenLink, place, message).hint(hint)
}

/// Where in a slide something stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    /// The slide's title may still be found here.
    pub title: bool,
    pub internal: bool,
    pub notes: bool,
    /// Items of lists come one by one.
    pub incremental: bool,
}

/// The headings that the next one may stand under.
#[derive(Clone, Debug)]
pub struct Outline {
    /// The level of the title over all of them.
    title: u8,
    /// The level of the last heading as written, 1 to 6; `None` before the first one.
    pub written: Option<u8>,
    /// Headings of the body, each below the one before it: the levels as written, and as the page has them.
    above: Vec<(u8, u8)>,
}

impl Outline {
    /// No heading yet below a title of this level.
    pub fn under(title: u8) -> Self {
        Self { title, written: None, above: Vec::new() }
    }

    /// The level at which a page shows a heading of the body: one below the heading that it stands under, which may be the
    /// title.
    pub fn next(&mut self, level: u8) -> u8 {
        self.above.retain(|(written, _)| *written < level);
        let shown = (self.above.last().map_or(self.title, |(_, shown)| *shown) + 1).min(6);
        self.above.push((level, shown));
        self.written = Some(level);
        shown
    }
}

/// One slide while it is written.
pub struct Writer<'a> {
    pub body: &'a Body<'a>,
    /// All of the slide.
    pub parts: &'a [SlidePart],
    pub read_chart: &'a ReadChart<'a>,
    pub found: &'a mut Vec<Diagnostic>,
    pub definitions: &'a Definitions,
    /// The ids of headings that were given in this file, each with the number that is tried when it is wanted again.
    pub ids: &'a mut HashMap<String, usize>,
    /// The labels of footnotes that are referred to in this file.
    pub used: &'a mut HashSet<UniCase<String>>,
    /// Of the slide in its file, from 0.
    pub number: usize,
    /// How many zones there were so far; footnotes are numbered within one.
    zones: usize,
    pub heading: Option<Heading>,
    pub attributes: Attributes,
    /// Links and images of titles.
    pub links: Vec<Fragment>,
    /// The slide has a title of its own and begins with text, so that none of its headings is its title.
    pub is_below_text: bool,
    /// Elements of the author's that are open, the outermost first.
    pub holders: Vec<Holder>,
    pub outline: Outline,
    /// How many comments are open, one within the other.
    comments: usize,
    pub notes: Output,
    /// How many notes there were so far, and comments that are none.
    unseen: usize,
    pub steps: u32,
    pub internal_steps: u32,
}

impl Place {
    /// The speaker's notes.
    fn of_notes() -> Self {
        Self { notes: true, ..Self::default() }
    }

    /// Whether there are readers who do not see it.
    pub fn is_private(self) -> bool {
        self.internal || self.notes
    }
}

impl Writer<'_> {
    /// A zone is what one audience sees of a slide: the slide, an internal block, the notes. It has footnotes of its own.
    fn zone(&mut self, parts: &[SlidePart], output: &mut Output, place: Place) {
        let mut footnotes = self.footnotes();
        self.parts(parts, output, place, &mut footnotes);
        footnotes.write(output);
    }

    /// The footnotes of one more zone.
    fn footnotes(&mut self) -> footnotes::Footnotes {
        self.zones += 1;
        footnotes::Footnotes::new(self.body.file_id, self.number + 1, self.zones)
    }

    fn parts(&mut self, parts: &[SlidePart], output: &mut Output, place: Place, footnotes: &mut footnotes::Footnotes) {
        let mut in_step = false;
        // An element goes on behind a container in it, and ends with what it stands in.
        let outer = std::mem::take(&mut self.holders);
        for part in parts {
            if *part != SlidePart::Pause {
                self.part(part, output, place, footnotes);
                continue;
            }
            self.end_holders(output);
            if in_step {
                output.html("</div>\n");
            }
            output.html("<div class=\"step\">\n");
            in_step = true;
            self.step(place);
        }
        self.end_holders(output);
        self.holders = outer;
        if in_step {
            output.html("</div>\n");
        }
    }

    /// Writes a part that is no pause.
    fn part(&mut self, part: &SlidePart, output: &mut Output, place: Place, footnotes: &mut footnotes::Footnotes) {
        match part {
            SlidePart::Markdown(range) => {
                let places = Places::of_part(self.body.base + range.start..self.body.base + range.end);
                self.piece(&self.body.text[range.clone()], output, place, footnotes, places, &[]);
            }
            SlidePart::Nested(Nested { text, stretches, parts }) => {
                let places = Places::of_stretches(self.body.base, stretches, text.len());
                self.piece(text, output, place, footnotes, places, parts);
            }
            SlidePart::Comment(range) => {
                let text = self.body.text[range.clone()].trim_start_matches(COMMENT);
                let at = self.body.base + range.end - text.len();
                let text = from_column(text.trim_end_matches("-->"), column(self.body.text, range.start));
                self.note(&text, at);
            }
            SlidePart::Container { name, parts } => self.container(*name, parts, output, place, footnotes),
            SlidePart::Pause => {}
        }
    }

    fn container(
        &mut self,
        name: Name,
        parts: &[SlidePart],
        output: &mut Output,
        place: Place,
        footnotes: &mut footnotes::Footnotes,
    ) {
        match name {
            Name::Notes => {
                self.unseen += 1;
                let mut notes = std::mem::take(&mut self.notes);
                self.in_notes(|writer| writer.zone(parts, &mut notes, Place::of_notes()));
                // Notes and comments in the notes follow them.
                notes.append(std::mem::take(&mut self.notes));
                self.notes = notes;
            }
            Name::Internal if !place.internal => {
                let mut inner = Output::default();
                // What follows stands in the outline as if there were none of this.
                let outline = self.outline.clone();
                self.zone(parts, &mut inner, Place { internal: true, ..place });
                self.outline = outline;
                output.fragment(Fragment::Internal(inner.end()));
            }
            Name::Internal => self.parts(parts, output, place, footnotes),
            Name::Columns | Name::Column => {
                let shell = self.open_shell(output);
                let class = if name == Name::Columns { "columns" } else { "column" };
                output.html(&format!("<div class=\"{class}\">\n"));
                self.parts(parts, output, Place { title: false, ..place }, footnotes);
                output.html("</div>\n");
                self.close_shell(shell, output);
            }
            Name::Incremental => match incremental::each_block(parts, self.body.text) {
                Some(blocks) => self.parts(&blocks, output, place, footnotes),
                None => self.parts(parts, output, Place { incremental: true, ..place }, footnotes),
            },
        }
    }

    /// Writes a piece of Markdown, with what is defined elsewhere in the file, and parts that stand at bytes of it.
    fn piece(
        &mut self,
        text: &str,
        output: &mut Output,
        place: Place,
        footnotes: &mut footnotes::Footnotes,
        mut places: Places,
        parts: &[(usize, SlidePart)],
    ) {
        if text.trim().is_empty() {
            return;
        }
        let definitions = self.definitions;
        let whole = definitions.complete(text, self.body, &mut places);
        let undefined = RefCell::new(Vec::new());
        let link = |link| definitions.link(link, &undefined);
        let hidden = money::hidden(&whole);
        let parser = Parser::new_with_broken_link_callback(&hidden, options(), Some(link)).into_offset_iter();
        let has_money = matches!(hidden, Cow::Owned(_));
        let events = parser.map(|(event, range)| (if has_money { money::shown(event) } else { event }, range));
        Blocks::new(self, output, place, footnotes, &places).write(&whole, parts, events);
        for span in undefined.into_inner() {
            let label = &whole[whole[..span.end].rfind('[').unwrap_or(span.start)..span.end];
            self.found.push(nothing_defined(label, "link", self.place(places.at(&span)), definitions));
        }
    }

    /// Where bytes of the file are.
    pub fn place(&self, at: Range<usize>) -> Diagnosed {
        Diagnosed::Bytes(self.body.file.clone(), at)
    }

    /// Counts a step. Notes are there from the start.
    pub fn step(&mut self, place: Place) {
        match place {
            Place { notes: true, .. } => {}
            Place { internal: true, .. } => self.internal_steps += 1,
            _ => self.steps += 1,
        }
    }

    /// Writes what stands in notes, with an outline of its own: what follows stands in that of the slide as if there were no notes.
    fn in_notes(&mut self, write: impl FnOnce(&mut Self)) {
        let of_notes = Outline::under(self.outline.title);
        let outline = std::mem::replace(&mut self.outline, of_notes);
        write(self);
        self.outline = outline;
    }

    /// Adds a comment's text to the notes. `at` is where it begins, as byte of the file, as far as that is known. What
    /// silences a check is no note.
    pub fn note(&mut self, text: &str, at: usize) {
        self.unseen += 1;
        let at = at + text.len() - text.trim_start().len();
        let text = text.trim();
        // `<!-->` and `<!--->` are whole comments.
        if matches!(text, "" | ">" | "->") || text.starts_with("quarterdeck:") {
            return;
        }
        let mut notes = std::mem::take(&mut self.notes);
        if self.comments == MOST_COMMENTS {
            push_escaped(notes.buffer(), text);
            self.notes = notes;
            return;
        }
        if self.ends_early(text, at) {
            return;
        }
        self.comments += 1;
        let outer = std::mem::take(&mut self.holders);
        let mut footnotes = self.footnotes();
        let rest = self.body.text.get(at - self.body.base..).unwrap_or_default();
        let length = if rest.starts_with(text) { text.len() } else { 0 };
        let places = Places::of_comment(at..at + length);
        self.in_notes(|writer| writer.piece(text, &mut notes, Place::of_notes(), &mut footnotes, places, &[]));
        self.end_holders(&mut notes);
        self.holders = outer;
        footnotes.write(&mut notes);
        self.comments -= 1;
        self.notes = notes;
    }

    /// Tells of a comment in a comment, with which the outer one ends, if there is one: what was to be hidden behind that is read.
    fn ends_early(&mut self, text: &str, at: usize) -> bool {
        if !text.contains(COMMENT) {
            return false;
        }
        let rest = self.body.text.get(at - self.body.base..).unwrap_or_default();
        let Some((within, behind)) = rest.split_once("-->") else { return false };
        let goes_on = behind.find("-->").is_some_and(|end| !behind[..end].contains(COMMENT));
        let Some(mark) = within.find(COMMENT).filter(|_| goes_on) else { return false };
        let place = self.place(at + mark..at + mark + COMMENT.len());
        let message = "a comment within a comment: both end at the first `-->`, and what follows is shown";
        let hint = "take the marks of the inner one away";
        self.found.push(Diagnostic::new(Code::UnknownKind, place, message).hint(hint));
        true
    }
}
