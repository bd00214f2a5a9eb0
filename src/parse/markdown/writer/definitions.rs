//! Definitions of links and footnotes: a text may use those that stand elsewhere in its file.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Parser, Tag};
use unicase::UniCase;

use crate::parse::markdown::structure::{Name, SlidePart, SlideParts};
use crate::parse::markdown::writer::options;
use crate::parse::markdown::writer::places::Places;
use crate::parse::markdown::{Body, money};

/// A label as Markdown compares it, without regard to capitals.
type Label<'a> = UniCase<CowStr<'a>>;

/// The definitions of a file: in its public parts, but for the private ones. Of several with one label the first counts.
#[derive(Debug, Default)]
pub struct Definitions {
    /// Addresses and titles.
    links: HashMap<Label<'static>, (String, String)>,
    /// Bytes of the body: all of the definition, with its label.
    footnotes: HashMap<Label<'static>, Range<usize>>,
    /// What private parts define, which nothing outside of them uses.
    private: Option<Box<Definitions>>,
}

impl Definitions {
    /// Those of a body.
    pub fn of(body: &str, slides: &[SlideParts]) -> Self {
        let mut definitions = Self::default();
        if body.contains("]:") {
            for slide in slides {
                definitions.collect(body, &slide.parts);
            }
        }
        definitions
    }

    fn collect(&mut self, body: &str, parts: &[SlidePart]) {
        for part in parts {
            match part {
                SlidePart::Markdown(range) => {
                    self.read(&body[range.clone()], |of| range.start + of.start..range.start + of.end);
                }
                SlidePart::Nested(nested) => {
                    let places = Places::of_stretches(0, &nested.stretches, nested.text.len());
                    // What is private in a footnote ends it.
                    let end = |of: &Range<usize>| nested.part_in(of).map_or(of.end, |(at, _)| *at);
                    self.read(&nested.text, |of| places.across(&(of.start..end(&of))));
                    for (_, part) in &nested.parts {
                        self.collect(body, std::slice::from_ref(part));
                    }
                }
                SlidePart::Container { name: Name::Internal | Name::Notes, parts } => {
                    self.private.get_or_insert_default().collect(body, parts);
                }
                SlidePart::Pause | SlidePart::Comment(_) => {}
                SlidePart::Container { parts, .. } => self.collect(body, parts),
            }
        }
    }

    /// Adds those of a text, of which a function tells the bytes of the body.
    fn read(&mut self, text: &str, in_body: impl Fn(Range<usize>) -> Range<usize>) {
        if !text.contains("]:") {
            return;
        }
        let parser = Parser::new_ext(text, options());
        for (label, link) in parser.reference_definitions().iter() {
            let title = link.title.as_deref().unwrap_or_default();
            let label = UniCase::new(CowStr::from(label.to_owned()));
            self.links.entry(label).or_insert_with(|| (link.dest.to_string(), title.to_owned()));
        }
        if !text.contains("[^") {
            return;
        }
        for (event, range) in parser.into_offset_iter() {
            if let Event::Start(Tag::FootnoteDefinition(label)) = event {
                let label = UniCase::new(label.into_static());
                let end = range.start + text[range.clone()].trim_end().len();
                self.footnotes.entry(label).or_insert_with(|| in_body(range.start..end));
            }
        }
    }

    /// Where a link leads whose label its text does not define, and its title. Where nothing defines the label behind some
    /// words, the place of both in the text is added to `undefined`; `[words]` alone are mostly words.
    pub fn link<'a>(
        &'a self,
        link: BrokenLink<'a>,
        undefined: &RefCell<Vec<Range<usize>>>,
    ) -> Option<(CowStr<'a>, CowStr<'a>)> {
        let BrokenLink { span, link_type, reference } = link;
        let Some((address, title)) = self.links.get(&UniCase::new(money::dollar(reference))) else {
            if link_type == LinkType::Reference {
                undefined.borrow_mut().push(span);
            }
            return None;
        };
        Some((address.as_str().into(), title.as_str().into()))
    }

    /// Whether a private part defines a label, in brackets.
    pub fn is_private(&self, label: &str) -> bool {
        let inner = label.trim_start_matches('[').trim_end_matches(']');
        let defines = |private: &Self| match inner.strip_prefix('^') {
            Some(footnote) => private.footnotes.contains_key(&UniCase::new(CowStr::from(footnote))),
            None => private.links.contains_key(&UniCase::new(CowStr::from(inner))),
        };
        self.private.as_deref().is_some_and(|private| defines(private) || private.is_private(label))
    }

    /// The marks, `[^1]`, of the footnotes that nothing refers to, as bytes of the body.
    pub fn unused(&self, used: &HashSet<UniCase<String>>, body: &str) -> Vec<Range<usize>> {
        let unused = self.footnotes.iter().filter(|(label, _)| !used.contains(&UniCase::new(label.to_string())));
        let mark = |at: &Range<usize>| at.start..at.start + body[at.clone()].find("]:").map_or(0, |end| end + 1);
        let mut marks: Vec<_> = unused.map(|(_, at)| mark(at)).collect();
        marks.sort_by_key(|mark| mark.start);
        marks
    }

    /// A text of the body with the footnotes that it uses and does not define itself behind it, and those that these use;
    /// their places are added.
    pub fn complete<'t>(&self, text: &'t str, body: &'t Body, places: &mut Places) -> Cow<'t, str> {
        let mut whole = Cow::Borrowed(text);
        if self.footnotes.is_empty() {
            return whole;
        }
        let mut used = labels(text);
        let mut known: HashSet<Label> =
            used.iter().filter(|(_, is_defined)| *is_defined).map(|(label, _)| label.clone()).collect();
        let mut next = 0;
        while let Some((label, _)) = used.get(next) {
            next += 1;
            if known.insert(label.clone())
                && let Some(footnote) = self.footnotes.get(label)
            {
                let whole = whole.to_mut();
                whole.push_str("\n\n");
                places.add(whole.len(), body.base + footnote.start..body.base + footnote.end);
                let footnote = &body.text[footnote.clone()];
                whole.push_str(footnote);
                used.extend(labels(footnote));
            }
        }
        whole
    }
}

/// The labels of footnotes in a text, `[^1]`, in their order, and whether they are defined there.
fn labels(text: &str) -> Vec<(Label<'_>, bool)> {
    /// No label is longer, in bytes.
    const LONGEST: usize = 4000;
    let mut labels = Vec::new();
    let mut end = None;
    for (at, mark) in text.rmatch_indices(['[', ']']) {
        match (mark, end) {
            ("]", _) => end = Some(at),
            (_, Some(end)) if text[at..].starts_with("[^") && end - at < LONGEST => {
                let label = UniCase::new(CowStr::from(&text[at + "[^".len()..end]));
                // A colon in the middle of a sentence defines nothing.
                let begins = || {
                    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
                    !text[line..at].contains(char::is_alphabetic)
                };
                labels.push((label, text[end..].starts_with("]:") && begins()));
            }
            _ => {}
        }
    }
    labels.reverse();
    labels
}
