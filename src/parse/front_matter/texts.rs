//! Inline Markdown of the front matter: its links lead where those of bodies do, its images are shown, and both are looked for.

use crate::model::diagnostic::{Code, Place};
use crate::model::document::{Fragment, Text};
use crate::parse::front_matter::node::Node;
use crate::parse::front_matter::reader::{Fields, Reader};
use crate::parse::markdown::{self, Setting};

impl<'a> Reader<'a> {
    /// A text.
    pub fn text(&mut self, node: &Node) -> Option<Text> {
        self.text_or_title(node, false)
    }

    /// The title of a slide.
    pub fn title(&mut self, node: &Node) -> Option<Text> {
        self.text_or_title(node, true)
    }

    fn text_or_title(&mut self, node: &Node, is_title: bool) -> Option<Text> {
        let source = self.string(node)?;
        if source.split(":::").nth(1).is_some_and(|name| name.trim_start().starts_with(char::is_alphabetic)) {
            let message = "a container cannot stand in the front matter, which would show its text";
            self.report(Code::UnknownKind, &node.at, message, "write it in the body, below the second `---`");
            return None;
        }
        if markdown::has_broken_comment(&source) {
            self.report(Code::UnknownKind, &node.at, markdown::NO_COMMENT, markdown::WAY_OF_COMMENTS);
            return None;
        }
        let text = self.inline(node, &source, is_title);
        let links = text.links.iter().filter(|link| !link.is_elsewhere);
        let links = links.map(|link| Fragment::Href { target: link.target.clone(), at: node.at.clone() });
        self.links.extend(links);
        Some(text)
    }

    /// What a value holds. Its images are looked for.
    pub fn inline(&mut self, node: &Node, text: &str, is_title: bool) -> Text {
        let place = Place::Bytes(self.file.clone(), node.at.clone());
        let setting = Setting { raw_html: self.raw_html, is_title, place: &place };
        let text = markdown::inline(text, setting, &mut self.found);
        let files = text.images.iter().filter(|image| !image.is_inline());
        self.links.extend(files.map(|image| Fragment::Image {
            src: image.src.clone(),
            alt: Text::default(),
            title: None,
            at: node.at.clone(),
        }));
        text
    }

    /// The text of an optional key; an empty one is none.
    pub fn text_of(&mut self, fields: &Fields<'a>, key: &str) -> Option<Text> {
        let node = fields.get(key)?;
        self.text(node).filter(|text| !text.is_blank())
    }

    /// The title of an optional key; an empty one is none.
    pub fn title_of(&mut self, fields: &Fields<'a>, key: &str) -> Option<Text> {
        let node = fields.get(key)?;
        self.title(node).filter(|text| !text.is_blank())
    }

    /// The texts of an optional list, without empty ones.
    pub fn texts_of(&mut self, fields: &Fields<'a>, key: &str) -> Vec<Text> {
        self.each_of(fields, key, |reader, item| reader.text(item).filter(|text| !text.is_blank()))
    }
}
