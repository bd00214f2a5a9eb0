//! Headings: a slide's first one is its title, the others stand in its body.

use std::collections::hash_map::Entry;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{Attributes, Fragment, Heading, Text, TextImage};
use crate::model::html::{name_of, next_tag};
use crate::model::link::{fragment, push_escaped};
use crate::model::script::composed;
use crate::model::slide_ids::of_heading;
use crate::model::slug::{PRIVATE, is_of_ids, slug};
use crate::parse::markdown::single_spaced;
use crate::parse::markdown::structure::{Name, SlidePart};
use crate::parse::markdown::writer::blocks::{Blocks, Capture};
use crate::parse::markdown::writer::{self, Writer, options};

impl Writer<'_> {
    /// Whether the next heading is the slide's title: the first one that everybody may see; only where there is none, an
    /// internal one. Below other text it is none where the slide has a title without it: it stays where it is written.
    pub fn takes_title(&self, place: writer::Place) -> bool {
        place.title
            && self.heading.is_none()
            && !(place.internal && has_public_title(self.body.text, self.parts))
            && !self.is_below_text
    }

    /// The id of one more heading in the file's texts: what is wanted, with a number behind it where another one has it.
    fn next_id(&mut self, wanted: String) -> String {
        let Some(mut number) = self.ids.get(&wanted).copied() else {
            self.ids.insert(wanted.clone(), 2);
            return wanted;
        };
        loop {
            let id = format!("{wanted}-{number}");
            number += 1;
            if let Entry::Vacant(free) = self.ids.entry(id.clone()) {
                free.insert(2);
                self.ids.insert(wanted, number);
                return id;
            }
        }
    }
}

/// Whether an author's id can be one: other marks part the ids of a page.
fn is_id(id: &str) -> bool {
    !id.is_empty() && is_of_ids(id)
}

/// Whether a heading outside of internal blocks can be the title of the slide of these parts.
fn has_public_title(text: &str, parts: &[SlidePart]) -> bool {
    parts.iter().any(|part| match part {
        SlidePart::Markdown(range) => has_heading(&text[range.clone()]),
        SlidePart::Nested(nested) => has_heading(&nested.text),
        SlidePart::Container { name: Name::Incremental, parts } => has_public_title(text, parts),
        SlidePart::Container { .. } | SlidePart::Pause | SlidePart::Comment(_) => false,
    })
}

/// Whether a heading is the first of what everybody sees of these parts; `None` where that is nothing.
pub fn heads(text: &str, parts: &[SlidePart]) -> Option<bool> {
    parts.iter().find_map(|part| match part {
        SlidePart::Markdown(range) => begins_with_heading(&text[range.clone()]),
        SlidePart::Nested(nested) => begins_with_heading(&nested.text),
        SlidePart::Container { name: Name::Incremental, parts } => heads(text, parts),
        SlidePart::Container { name: Name::Notes | Name::Internal, .. } | SlidePart::Comment(_) => None,
        SlidePart::Container { name: Name::Columns | Name::Column, .. } | SlidePart::Pause => Some(false),
    })
}

/// Whether a text begins with a heading; `None` where nothing of it is shown. A heading without words is nothing.
fn begins_with_heading(text: &str) -> Option<bool> {
    // Its first lines mostly tell, and no heading goes on behind an empty one. A comment may.
    let (first, _) = text.trim_start_matches('\n').split_once("\n\n").unwrap_or((text, ""));
    let told = Some(first).filter(|first| !first.contains('<')).and_then(first_is_heading);
    told.or_else(|| first_is_heading(text))
}

fn first_is_heading(text: &str) -> Option<bool> {
    let (mut in_heading, mut html) = (false, String::new());
    Parser::new_ext(text, options()).find_map(|event| {
        match event {
            Event::Start(Tag::Heading { .. }) => in_heading = true,
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::Start(Tag::HtmlBlock) => html.clear(),
            Event::Html(line) => html.push_str(&line),
            Event::End(TagEnd::HtmlBlock) if is_comment(&html) => {}
            Event::Text(words) if words.trim().is_empty() => {}
            _ => return Some(in_heading),
        }
        None
    })
}

fn is_comment(html: &str) -> bool {
    html.trim_start().starts_with("<!--") && html.trim_end().ends_with("-->")
}

/// Whether a heading with words stands in a text, and in no quote or list.
fn has_heading(text: &str) -> bool {
    let mut open = Vec::new();
    Parser::new_ext(text, options()).any(|event| match event {
        Event::Start(tag) => {
            open.push(matches!(tag, Tag::Heading { .. }));
            false
        }
        Event::End(_) => {
            open.pop();
            false
        }
        Event::Text(words) | Event::Code(words) => open.first() == Some(&true) && !words.trim().is_empty(),
        _ => false,
    })
}

impl Blocks<'_, '_> {
    /// Whether this is written for the slide's title, of which no links are left.
    pub fn is_in_title(&self) -> bool {
        self.captures.iter().any(|capture| matches!(capture, Capture::Heading { is_title: true, .. }))
    }

    /// Writes a heading, or keeps it as the slide's title.
    pub fn end_heading(&mut self) {
        self.close_tags();
        self.end_braces();
        let Some(Capture::Heading { level, id, classes, plain, output, is_title, at, .. }) = self.captures.pop() else {
            return;
        };
        let mut plain = plain.trim().to_owned();
        if plain.contains("  ") {
            plain = single_spaced(&plain);
        }
        let own_id = id.filter(|id| is_id(id)).map(|id| composed(&id).into_owned());
        let text = title(output.fragments(), &plain);
        if is_title && text.is_none() && !self.place.is_private() && self.writer.attributes == Attributes::default() {
            self.writer.attributes = Attributes { id: own_id.clone(), classes: classes.clone() };
        }
        // `##` alone says nothing: the slide has no title, or the next heading is it.
        if output.is_blank() {
            return;
        }
        let id = own_id.unwrap_or_else(|| slug(&plain));
        if is_title && let Some(text) = text {
            self.writer.outline.written = Some(level);
            self.writer.heading = Some(Heading { text, id, classes, level, internal: self.place.internal });
            let is_reference = |fragment: &Fragment| !matches!(fragment, Fragment::Html(_));
            self.writer.links.extend(output.end().into_iter().filter(is_reference));
            return;
        }
        // The ids of public headings do not tell that there are private ones.
        let id = if self.place.is_private() { format!("{id}{PRIVATE}") } else { id };
        let id = self.writer.next_id(id);
        if let Some(above) = self.writer.outline.written.filter(|above| level > above + 1) {
            self.skipped(above, level, at);
        }
        let shown = self.writer.outline.next(level);
        let id = of_heading(self.writer.body.file_id, &id);
        let mut open = format!("<h{shown} id=\"");
        push_escaped(&mut open, &id);
        if !classes.is_empty() {
            open.push_str("\" class=\"");
            push_escaped(&mut open, &classes.join(" "));
        }
        open.push_str("\">");
        // A heading is a link to itself, unless it holds one: links do not stand in links.
        let (link, end) = if output.has_link() {
            (String::new(), "")
        } else {
            (format!("<a class=\"self\" href=\"{}\">", fragment(&id)), "</a>")
        };
        self.html(&open);
        self.html(&link);
        self.out().append(output);
        self.html(&format!("{end}</h{shown}>\n"));
    }

    fn skipped(&mut self, above: u8, level: u8, at: Range<usize>) {
        let marks = |level: u8| "#".repeat(usize::from(level));
        let message = format!("the heading skips a level: `{}` follows `{}`", marks(level), marks(above));
        let body = self.writer.body;
        let written = body.text.get(at.start - body.base..at.end - body.base).unwrap_or_default();
        let place = Place::Bytes(body.file.clone(), at.start..at.start + written.trim_end().len());
        self.writer
            .found
            .push(Diagnostic::new(Code::HeadingSkips, place, message).hint(format!("write `{}`", marks(above + 1))));
    }
}

/// 1 to 6.
pub fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// A title. It stands in links, so of one in it the text alone is kept. Without words, as of an image alone that has none,
/// it is no title.
fn title(fragments: &[Fragment], plain: &str) -> Option<Text> {
    let (mut written, mut images) = (String::new(), Vec::new());
    for fragment in fragments {
        match fragment {
            Fragment::Html(html) => written.push_str(html),
            Fragment::Image { src, alt, title, .. } => {
                let start = written.len();
                written.push_str(&alt.html);
                images.push(TextImage { src: src.clone(), title: title.clone(), at: start..written.len(), link: None });
            }
            // The link's address, which goes with its tag.
            Fragment::Href { .. } => {}
            Fragment::Internal(_) | Fragment::AlertTitle(_) | Fragment::Chart { .. } => {}
        }
    }
    let mut html = String::new();
    let mut rest = written.as_str();
    let mut shift = |before: usize, length: usize| {
        for image in images.iter_mut().filter(|image| image.at.start >= before + length) {
            image.at = image.at.start - length..image.at.end - length;
        }
    };
    while let Some((text, tag, after)) = next_tag(rest) {
        html.push_str(text);
        let tag_length = rest.len() - text.len() - after.len();
        if name_of(tag) == "a" {
            shift(html.len(), tag_length);
        } else {
            html.push_str(&rest[text.len()..text.len() + tag_length]);
        }
        rest = after;
    }
    html.push_str(rest);
    let mut html = html.replace('\n', " ");
    if images.is_empty() {
        html.truncate(html.trim_end().len());
        html.drain(..html.len() - html.trim_start().len());
    }
    let plain = plain.to_owned();
    (!html.trim().is_empty()).then(|| Text { source: plain.clone(), html, plain, links: Vec::new(), images })
}
