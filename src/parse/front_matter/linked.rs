//! Values and other texts that are shown as they are written: of links in them the words are shown, and where they lead is checked.

use crate::model::diagnostic::{Code, Place};
use crate::model::document::{Fragment, Text};
use crate::model::quantity::{Reading, Said};
use crate::parse::front_matter::node::Node;
use crate::parse::front_matter::reader::{Fields, Reader};
use crate::parse::markdown::{self, Linked};

/// A value as it is understood, with its note.
pub struct Value {
    /// With the words of links in their places.
    pub text: String,
    pub reading: Reading,
    pub note: Option<Box<Text>>,
}

impl<'a> Reader<'a> {
    /// A scalar's text as written, with the words of links in their places.
    pub fn words(&mut self, node: &Node) -> Option<String> {
        let text = self.string(node)?;
        let Some(linked) = self.linked(node, &text) else { return Some(text) };
        if linked.has_image_before("") {
            self.images_as_words(node);
        }
        Some(linked.words)
    }

    /// The same of an optional key; an empty text is none.
    pub fn words_of(&mut self, fields: &Fields, key: &str) -> Option<String> {
        let node = fields.get(key)?;
        self.words(node).filter(|text| !text.is_empty())
    }

    /// Those of an optional list, without empty ones.
    pub fn each_words_of(&mut self, fields: &Fields<'a>, key: &str) -> Vec<String> {
        self.each_of(fields, key, |reader, item| reader.words(item).filter(|text| !text.is_empty()))
    }

    /// Reads the text of a value.
    pub fn value(&mut self, node: &Node, text: String, read: impl Fn(&str) -> Reading) -> Value {
        let Some(linked) = self.linked(node, &text) else {
            let reading = read(&text);
            let note = note_of(&reading).map(str::to_owned);
            return self.with_note(node, text, reading, note);
        };
        let (as_written, mut reading) = (read(&text), read(&linked.words));
        // The words of a link are no number.
        if reading.said == Said::Number && as_written.said != Said::Number {
            reading = Reading { text: linked.words.clone(), ..as_written };
        }
        let marked = read(&linked.marked);
        let is_same = |marked: &&str| note_of(&reading).is_some_and(|note| note == markdown::unmarked(marked));
        let note = note_of(&marked).filter(is_same);
        if linked.has_image_before(note.unwrap_or_default()) {
            self.images_as_words(node);
        }
        let note = note.map(|note| linked.markdown(note));
        let note = note.or_else(|| note_of(&reading).map(str::to_owned));
        self.with_note(node, linked.words, reading, note)
    }

    /// A value whose note is this, as Markdown.
    fn with_note(&mut self, node: &Node, text: String, mut reading: Reading, note: Option<String>) -> Value {
        let note = note.map(|note| Box::new(self.inline(node, &note, false)));
        if let (Some(plain), Some(note)) = (&mut reading.note, &note) {
            plain.clone_from(&note.plain);
        }
        Value { text, reading, note }
    }

    /// `broken-link`: an image of which the words alone are shown.
    pub fn images_as_words(&mut self, node: &Node) {
        let message = "no image can stand here, so its text is shown alone";
        let hint = "put the image into the body";
        self.report(Code::BrokenLink, &node.at, message, hint);
    }

    fn linked(&mut self, node: &Node, text: &str) -> Option<Linked> {
        let linked = markdown::linked(text)?;
        let links = linked.addresses.iter();
        self.links.extend(links.map(|target| Fragment::Href { target: target.clone(), at: node.at.clone() }));
        let place = Place::Bytes(self.file.clone(), node.at.clone());
        self.found.extend(linked.forbidden.iter().map(|address| markdown::forbidden(address, place.clone())));
        Some(linked)
    }
}

/// The words beside what is said.
fn note_of(reading: &Reading) -> Option<&str> {
    match &reading.said {
        Said::Moved { why, .. } => why.as_deref(),
        Said::Number => reading.note.as_deref(),
        _ => None,
    }
}
