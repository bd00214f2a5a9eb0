//! Parts that stand in an item of a list, a footnote or a definition. That goes on behind them, so the Markdown around them is
//! read as one text, with a mark for each of them; and text that stands farther in with its container is read from there.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{Name, SlidePart};
use crate::model::document::Audience;
use crate::model::letters::is_unseen;
use crate::parse::markdown::nearly_note;
use crate::parse::markdown::writer::options;

/// Stands for a part, on a line of its own: a block of HTML to Markdown, which no line below it goes on with.
const MARK: &str = "<!---->";

/// What is so much farther in than the text around it is code, in columns.
const CODE: usize = 4;

/// Markdown with parts in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Nested {
    pub text: String,
    /// From which byte of the text on what stands in it, as bytes of the body.
    pub stretches: Vec<(usize, Range<usize>)>,
    /// Each with the byte of the text at which its mark stands.
    pub parts: Vec<(usize, SlidePart)>,
}

impl Nested {
    /// A part of the text, with what stands in it.
    pub fn slice(&self, range: Range<usize>) -> Self {
        let ends = self.stretches.iter().skip(1).map(|(start, _)| *start).chain([usize::MAX]);
        let stretches =
            self.stretches.iter().zip(ends).filter(|((start, _), end)| *start < range.end && *end > range.start);
        let moved = |((start, at), _): (&(usize, Range<usize>), usize)| {
            let before = range.start.saturating_sub(*start);
            (start.saturating_sub(range.start), (at.start + before).min(at.end)..at.end)
        };
        let parts = self.parts.iter().filter(|(at, _)| range.contains(at));
        Self {
            text: self.text[range.clone()].to_owned(),
            stretches: stretches.map(moved).collect(),
            parts: parts.map(|(at, part)| (at - range.start, part.clone())).collect(),
        }
    }

    /// The first part that stands in a range of the text.
    pub fn part_in(&self, range: &Range<usize>) -> Option<&(usize, SlidePart)> {
        let next = self.parts.partition_point(|(at, _)| *at < range.start);
        self.parts.get(next).filter(|(at, _)| *at < range.end)
    }
}

/// A part, and the byte of the body at which it, or its mark, begins.
pub type Placed = (usize, SlidePart);

/// How far in a mark stands that begins its line, in columns.
pub fn column(body: &str, at: usize) -> usize {
    let line_at = body[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let before = &body[line_at..at];
    if before.chars().all(is_unseen) { columns(before).last().map_or(0, |(_, column)| column) } else { 0 }
}

fn is_markdown(part: &SlidePart) -> bool {
    matches!(part, SlidePart::Markdown(_))
}

/// A text without so many columns of the spaces that each of its lines begins with.
pub fn from_column(text: &str, column: usize) -> String {
    text.split_inclusive('\n').map(|line| &line[spaces(line, column)..]).collect()
}

/// How many bytes of the spaces that a line begins with stand before a column.
fn spaces(line: &str, column: usize) -> usize {
    columns(line).take_while(|(_, to)| *to <= column).last().map_or(0, |(end, _)| end)
}

/// The spaces that a text begins with: the byte behind each, and the column that it leads to.
fn columns(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let spaces = text.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).enumerate();
    spaces.scan(0, |column, (at, byte)| {
        *column = if byte == b'\t' { (*column / CODE + 1) * CODE } else { *column + 1 };
        Some((at + 1, *column))
    })
}

/// The parts of a slide, or of a container whose mark stands at column `indent`: those that stand in Markdown are put into it. For
/// the public it is read as if private ones were not there, and they follow it.
pub fn settled(body: &str, audience: Audience, placed: Vec<Placed>, indent: usize) -> Vec<SlidePart> {
    // A line of notes goes on to where all ends anyway.
    let may_stand = |(at, part): &Placed| !is_markdown(part) && !body[*at..].starts_with(nearly_note::MARK);
    let is_far_in = |placed: &Placed| may_stand(placed) && column(body, placed.0) > indent;
    let is_hidden = |part: &SlidePart| {
        audience == Audience::Public && matches!(part, SlidePart::Container { name: Name::Notes | Name::Internal, .. })
    };
    if indent == 0 && !placed.iter().any(|placed| is_far_in(placed) || is_hidden(&placed.1)) {
        return placed.into_iter().map(|(_, part)| part).collect();
    }
    let text = Text { body, indent };
    let (mut parts, mut run, mut hidden) = (Vec::new(), Vec::new(), Vec::new());
    for part in placed {
        if is_hidden(&part.1) {
            hidden.push(part.1);
        } else if is_markdown(&part.1) || is_far_in(&part) {
            run.push(part);
        } else {
            text.settle(std::mem::take(&mut run), true, &mut parts);
            parts.append(&mut hidden);
            parts.push(part.1);
        }
    }
    text.settle(run, true, &mut parts);
    parts.append(&mut hidden);
    parts
}

/// The Markdown of a body, read from a column on.
struct Text<'a> {
    body: &'a str,
    indent: usize,
}

impl Text<'_> {
    /// Adds the parts of a run, all of which may stand in its Markdown. It is cut where one does not, and read `again`.
    fn settle(&self, mut run: Vec<Placed>, again: bool, parts: &mut Vec<SlidePart>) {
        // What is private is as if it were not there: at the end it parts nothing.
        let is_seen = |(_, part): &Placed| match part {
            SlidePart::Markdown(range) => !self.body[range.clone()].trim().is_empty(),
            SlidePart::Comment(_) | SlidePart::Container { name: Name::Notes | Name::Internal, .. } => false,
            _ => true,
        };
        let end = run.iter().rposition(is_seen).map_or(0, |last| last + 1);
        let rest = run.split_off(end);
        self.settle_seen(run, again, parts);
        parts.extend(rest.into_iter().map(|(_, part)| if is_markdown(&part) { self.plain(part) } else { part }));
    }

    fn settle_seen(&self, run: Vec<Placed>, again: bool, parts: &mut Vec<SlidePart>) {
        let mut widths: Vec<usize> =
            run.iter().map(|(at, _)| column(self.body, *at).saturating_sub(self.indent)).collect();
        let is_inner = |part: &SlidePart| !is_markdown(part);
        // Text alone, which goes on where something private stood in it.
        if !run.iter().any(|(_, part)| is_inner(part)) {
            if run.len() > 1 {
                parts.push(SlidePart::Nested(self.joined(&run, &widths)));
            } else {
                parts.extend(run.into_iter().map(|(_, part)| self.plain(part)));
            }
            return;
        }
        let stands = loop {
            let nested = self.joined(&run, &widths);
            let stands = stands(&nested);
            if stands.iter().all(|stands| *stands) {
                parts.push(SlidePart::Nested(nested));
                return;
            }
            // A mark so far in is one all the same.
            let mut inner = run.iter().zip(&mut widths).filter(|((_, part), _)| is_inner(part)).zip(&stands);
            let is_less = inner.by_ref().fold(false, |is_less, ((_, width), stands)| {
                let may_be_less = !stands && *width >= CODE;
                *width -= if may_be_less { CODE } else { 0 };
                is_less || may_be_less
            });
            if !is_less {
                break stands;
            }
        };
        let mut stands = stands.into_iter();
        let mut rest = Vec::new();
        for part in run {
            if is_inner(&part.1) && !(stands.next() == Some(true) && again) {
                self.settle(std::mem::take(&mut rest), false, parts);
                parts.push(part.1);
            } else {
                rest.push(part);
            }
        }
        self.settle(rest, false, parts);
    }

    /// Markdown without parts in it.
    fn plain(&self, part: SlidePart) -> SlidePart {
        if self.indent == 0 { part } else { SlidePart::Nested(self.joined(&[(0, part)], &[0])) }
    }

    /// A run as one text, with the marks of its parts so many columns in.
    fn joined(&self, run: &[Placed], widths: &[usize]) -> Nested {
        let mut nested = Nested { text: String::new(), stretches: Vec::new(), parts: Vec::new() };
        for ((_, part), width) in run.iter().zip(widths) {
            if let SlidePart::Markdown(range) = part {
                self.add(range, &mut nested);
            } else {
                if !nested.text.is_empty() && !nested.text.ends_with('\n') {
                    nested.text.push('\n');
                }
                nested.text.extend(std::iter::repeat_n(' ', *width));
                nested.parts.push((nested.text.len(), part.clone()));
                nested.text.push_str(MARK);
                nested.text.push('\n');
            }
        }
        nested
    }

    fn add(&self, range: &Range<usize>, nested: &mut Nested) {
        let mut at = range.start;
        if self.indent == 0 {
            nested.stretches.push((nested.text.len(), range.clone()));
            nested.text.push_str(&self.body[range.clone()]);
            return;
        }
        for line in self.body[range.clone()].split_inclusive('\n') {
            let before = spaces(line, self.indent);
            nested.stretches.push((nested.text.len(), at + before..at + line.len()));
            nested.text.push_str(&line[before..]);
            at += line.len();
        }
    }
}

/// Of each part whether it stands where its mark does: as a block of its own in an item, a footnote or a definition. A pause at
/// the end of one is for what follows it.
fn stands(nested: &Nested) -> Vec<bool> {
    let mut stands = vec![false; nested.parts.len()];
    let (mut open, mut pause) = (0, None);
    for (event, range) in Parser::new_ext(&nested.text, options()).into_offset_iter() {
        let before = pause.take();
        match event {
            Event::Start(Tag::Item | Tag::FootnoteDefinition(_) | Tag::DefinitionListDefinition) => open += 1,
            Event::End(TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::DefinitionListDefinition) => {
                open -= 1;
                if let Some(before) = before {
                    stands[before] = false;
                }
            }
            Event::End(TagEnd::HtmlBlock) if open > 0 && nested.text[range.clone()].trim() == MARK => {
                let number = nested.parts.partition_point(|(at, _)| *at < range.start);
                let part = nested.parts.get(number).filter(|(at, _)| *at < range.end);
                if let Some((_, part)) = part {
                    stands[number] = true;
                    pause = matches!(part, SlidePart::Pause).then_some(number);
                }
            }
            _ => {}
        }
    }
    stands
}
