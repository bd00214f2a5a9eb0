//! Short texts of the front matter: Markdown without blocks.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{RawHtml, Text, TextImage, TextLink};
use crate::model::html::text_of;
use crate::model::link::{escape, push_escaped};
use crate::parse::markdown::links::{self, Address};
use crate::parse::markdown::unshown::Unshown;
use crate::parse::markdown::{controls, html, images, math, money};

/// Keeps a text that begins like a list or a heading from being read as one. It is taken out again.
const JOINER: char = '\u{2060}';

/// What a text is read with.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    pub raw_html: RawHtml,
    /// It is a title, which stands in links: there is none in it.
    pub is_title: bool,
    /// Where it is written.
    pub place: &'a Place,
}

/// Renders a text; white space is folded. What is wrong with its images and with the addresses of its links is told.
pub fn inline(text: &str, setting: Setting, found: &mut Vec<Diagnostic>) -> Text {
    let source = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !source.contains(['*', '_', '`', '[', ']', '<', '&', '\\', '~', '$', '!']) {
        return Text { html: escape(&source), plain: source.clone(), source, ..Text::default() };
    }
    let mut options = Options::ENABLE_STRIKETHROUGH;
    options.set(Options::ENABLE_MATH, math::is_in(&source));
    let guarded = format!("{JOINER}{source}");
    let mut unshown = Unshown::new(setting.raw_html);
    let mut writer = Writer {
        setting,
        found,
        text: Text::default(),
        anchors: Vec::new(),
        pictures: Vec::new(),
        tags: Vec::new(),
        is_parted: false,
    };
    let hidden = money::hidden(&guarded);
    let has_money = matches!(hidden, Cow::Owned(_));
    let events = Parser::new_ext(&hidden, options).map(|event| if has_money { money::shown(event) } else { event });
    for event in events.filter(|event| !unshown.hides(event)) {
        writer.event(event);
    }
    Text { source, ..writer.end() }
}

/// A text with one space where several stand side by side, and none at its ends.
pub fn single_spaced(text: &str) -> String {
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

struct Writer<'a> {
    setting: Setting<'a>,
    found: &'a mut Vec<Diagnostic>,
    /// So far, with the joiner.
    text: Text,
    /// Each open link, where there is one to be.
    anchors: Vec<Option<TextLink>>,
    /// The images that are open, one within the words of the other.
    pictures: Vec<TextImage>,
    /// Tags of the author's that are open.
    tags: Vec<&'static str>,
    /// Something that is no word parts words in it.
    is_parted: bool,
}

impl Writer<'_> {
    fn event(&mut self, event: Event) {
        match event {
            // No other control character comes so far.
            Event::Text(text) if controls::is_control(&text) => {
                let told = controls::told(self.setting.place.clone());
                if self.found.last() != Some(&told) {
                    self.found.push(told);
                }
            }
            Event::Text(text) => self.words(&text),
            Event::Code(text) => {
                self.mark("<code>");
                self.words(&text);
                self.mark("</code>");
            }
            Event::InlineMath(latex) | Event::DisplayMath(latex) if self.pictures.is_empty() => {
                self.mark(&math::render(&latex, false));
                self.text.plain.push_str(&latex);
            }
            Event::InlineMath(latex) | Event::DisplayMath(latex) => self.words(&latex),
            Event::SoftBreak | Event::HardBreak => self.words(" "),
            Event::Start(Tag::Emphasis) => self.mark("<em>"),
            Event::End(TagEnd::Emphasis) => self.mark("</em>"),
            Event::Start(Tag::Strong) => self.mark("<strong>"),
            Event::End(TagEnd::Strong) => self.mark("</strong>"),
            Event::Start(Tag::Strikethrough) => self.mark("<del>"),
            Event::End(TagEnd::Strikethrough) => self.mark("</del>"),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => self.open_link(link_type, &dest_url),
            Event::End(TagEnd::Link) => {
                if let Some(mut link) = self.anchors.pop().flatten() {
                    link.at.end = self.text.html.len();
                    self.text.links.push(link);
                }
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let (at, link) = (self.here(), self.is_in_link().then_some(self.text.links.len()));
                let title = (!title.is_empty()).then(|| title.to_string());
                self.pictures.push(TextImage { src: dest_url.to_string(), title, at, link });
            }
            Event::End(TagEnd::Image) => self.end_image(),
            Event::InlineHtml(tag) => self.tag(&tag),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        push_escaped(&mut self.text.html, words);
        self.text.plain.push_str(words);
    }

    /// Keeps words apart where only a mark stands between them, which a text without marks lacks.
    fn part(&mut self) {
        self.is_parted = true;
        if self.pictures.is_empty() {
            self.text.plain.push(' ');
        } else {
            self.words(" ");
        }
    }

    /// Writes finished HTML. The words that stand for an image have none.
    fn mark(&mut self, html: &str) {
        if self.pictures.is_empty() {
            self.text.html.push_str(html);
        }
    }

    /// The end of what is written, where something begins.
    fn here(&self) -> Range<usize> {
        self.text.html.len()..self.text.html.len()
    }

    fn is_in_link(&self) -> bool {
        self.anchors.iter().any(Option::is_some)
    }

    fn open_link(&mut self, kind: LinkType, written: &str) {
        // The address as a browser would follow it.
        let target = if kind == LinkType::Email { format!("mailto:{written}") } else { written.to_owned() };
        let judged = links::judge(&target);
        let may_be_followed = matches!(judged, Address::Here | Address::Elsewhere);
        if !may_be_followed {
            self.found.push(images::forbidden(&target, self.setting.place.clone()));
        }
        let is_link = may_be_followed && self.pictures.is_empty();
        let link = TextLink { target, is_elsewhere: judged == Address::Elsewhere, at: self.here() };
        self.anchors.push(is_link.then_some(link));
    }

    fn end_image(&mut self) {
        let Some(mut image) = self.pictures.pop() else { return };
        // Within the words of another one it is its own words alone.
        if !self.pictures.is_empty() {
            return;
        }
        let has_words = !self.text.html[image.at.start..].trim().is_empty();
        image.at.end = self.text.html.len();
        let place = || self.setting.place.clone();
        match links::judge(&image.src) {
            Address::Elsewhere => {
                let is_link = image.link.is_none() && !self.setting.is_title;
                self.found.push(images::elsewhere(place(), is_link));
                self.link_instead(image, has_words, true, is_link);
            }
            Address::Forbidden => self.found.push(images::forbidden(&image.src, place())),
            Address::Here if images::is_no_picture(&image.src) => {
                let is_link = image.link.is_none() && !self.setting.is_title;
                self.found.push(images::no_picture(&image.src, place(), is_link));
                self.link_instead(image, has_words, false, is_link);
            }
            Address::Here | Address::InlineImage => {
                if !has_words {
                    self.found.push(images::without_text(place()));
                    self.part();
                }
                self.text.images.push(image);
            }
        }
    }

    /// Leaves the words of an image, or else its address, and a link where there is to be one.
    fn link_instead(&mut self, mut image: TextImage, has_words: bool, is_elsewhere: bool, is_link: bool) {
        if !has_words {
            self.words(&image.src);
            image.at.end = self.text.html.len();
        }
        if is_link {
            self.text.links.push(TextLink { target: image.src, is_elsewhere, at: image.at });
        }
    }

    fn tag(&mut self, tag: &str) {
        if self.setting.raw_html == RawHtml::All && !tag.starts_with("<!--") {
            self.mark(tag);
            if html::tag(tag) == html::Tag::Break {
                self.part();
            }
            return;
        }
        if html::is_word(tag) {
            self.words(tag);
            return;
        }
        match html::tag(tag) {
            html::Tag::Open(name) if self.pictures.is_empty() => {
                self.tags.push(name);
                self.mark(&format!("<{name}>"));
            }
            html::Tag::Close(name) if self.pictures.is_empty() && self.tags.last() == Some(&name) => {
                self.tags.pop();
                self.mark(&format!("</{name}>"));
            }
            html::Tag::Break => {
                self.mark("<br>");
                self.part();
            }
            html::Tag::Picture => {
                let alt = html::sanitise(&html::without_pictures(tag).0);
                self.text.html.push_str(&alt);
                self.text.plain.push_str(&text_of(&alt));
                if alt.is_empty() {
                    self.part();
                }
                self.found.push(images::in_html(self.setting.place.clone()));
            }
            html::Tag::Link if !self.setting.is_title => {
                let message = "a link in HTML is left out in the front matter; its words stand alone";
                let told = Diagnostic::new(Code::RawHtml, self.setting.place.clone(), message);
                self.found.push(told.hint("write `[words](address)`"));
            }
            _ => {}
        }
    }

    fn end(mut self) -> Text {
        while let Some(name) = self.tags.pop() {
            self.mark(&format!("</{name}>"));
        }
        let Text { html, plain, mut links, mut images, .. } = self.text;
        let clean = |text: &str| text.replace(JOINER, "");
        let places = links.iter_mut().map(|link| &mut link.at).chain(images.iter_mut().map(|image| &mut image.at));
        for at in places {
            *at = clean(&html[..at.start]).len()..clean(&html[..at.end]).len();
        }
        let mut plain = clean(&plain);
        if self.is_parted {
            plain = single_spaced(&plain);
        }
        Text { source: String::new(), html: clean(&html), plain, links, images }
    }
}
