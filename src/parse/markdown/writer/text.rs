//! Links, images, code, and the author's HTML.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{Fragment, RawHtml, Text};
use crate::model::link::{escape, push_escaped};
use crate::parse::markdown::links::{self, Address};
use crate::parse::markdown::writer::blocks::{Blocks, Capture};
use crate::parse::markdown::{code, html};

impl Blocks<'_, '_> {
    /// Opens a link, or leaves it out where its address may not be followed.
    pub fn open_link(&mut self, kind: LinkType, address: &str, title: &str, range: &Range<usize>) {
        let address = if kind == LinkType::Email { format!("mailto:{address}") } else { address.to_owned() };
        let at = self.at(range);
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) };
        let in_image = matches!(self.captures.last(), Some(Capture::Image { .. }));
        let in_link = self.tags.contains(&"a");
        match links::judge(&address) {
            _ if in_image || in_link => self.anchors.push(false),
            Address::Elsewhere => {
                let open = format!("<a{title} rel=\"noopener\" href=\"{}\">", escape(&address));
                self.html(&open);
                self.anchors.push(true);
            }
            Address::Here => {
                // A later stage writes the address between the quotes, or takes the attribute away.
                self.html(&format!("<a{title} href=\""));
                self.out().fragment(Fragment::Href { target: address, at });
                self.html("\">");
                self.anchors.push(true);
            }
            Address::InlineImage | Address::Forbidden => {
                self.forbidden(&address, at);
                self.anchors.push(false);
            }
        }
    }

    fn forbidden(&mut self, address: &str, at: Range<usize>) {
        let shown: String = address.chars().take(60).collect();
        let place = Place::Bytes(self.writer.body.file.clone(), at);
        self.writer.found.push(
            Diagnostic::new(Code::UnsafePath, place, format!("`{shown}` may not be linked to"))
                .hint("link to `https:`, `http:`, `mailto:`, `tel:`, or to a file beside the text"),
        );
    }

    /// Writes an image once its alternative text is known.
    pub fn end_image(&mut self) {
        let Some(Capture::Image { src, title, alt, at }) = self.captures.pop() else { return };
        let alt = alt.trim();
        if alt.is_empty() && links::judge(&src) != Address::Elsewhere {
            let place = Place::Bytes(self.writer.body.file.clone(), at.clone());
            self.writer.found.push(
                Diagnostic::new(Code::MissingAlt, place, "the image has no text for those who cannot see it")
                    .hint("say in the brackets what it shows: `![Code review takes longer each quarter](chart.png)`"),
            );
        }
        let alt = Text { source: alt.to_owned(), html: escape(alt), plain: alt.to_owned(), links: Vec::new() };
        let title = (!title.is_empty()).then_some(title);
        match links::judge(&src) {
            Address::Here => self.out().fragment(Fragment::Image { src, alt, title, at }),
            Address::InlineImage => {
                let mut html = String::from("<img alt=\"");
                push_escaped(&mut html, &alt.plain);
                html.push_str("\" src=\"");
                push_escaped(&mut html, &src);
                html.push_str("\">");
                self.html(&html);
            }
            Address::Elsewhere => {
                let place = Place::Bytes(self.writer.body.file.clone(), at);
                self.writer.found.push(
                    Diagnostic::new(
                        Code::ExternalImage,
                        place,
                        "the image lies on another host, so it is shown as a link",
                    )
                    .hint("put a copy beside the text: pages ask no other host for anything"),
                );
                let text = if alt.plain.is_empty() { escape(&src) } else { alt.html };
                self.html(&format!("<a rel=\"noopener\" href=\"{}\">{text}</a>", escape(&src)));
            }
            Address::Forbidden => {
                self.forbidden(&src, at);
                self.html(&alt.html);
            }
        }
    }

    /// A tag, or a comment, inside a line.
    pub fn inline_html(&mut self, tag: &str, range: &Range<usize>) {
        if let Some(comment) = tag.strip_prefix("<!--") {
            self.writer.note(comment.trim_end_matches("-->"));
            return;
        }
        if self.writer.body.raw_html == RawHtml::All {
            self.html(tag);
            return;
        }
        match html::tag(tag) {
            html::Tag::Open(name) => self.open_tag(name, tag),
            // Links do not stand in links.
            html::Tag::Link if !self.tags.contains(&"a") && !self.anchors.contains(&true) => self.open_tag("a", tag),
            html::Tag::Close(name) if self.tags.last() == Some(&name) => {
                self.tags.pop();
                self.html(&format!("</{name}>"));
            }
            html::Tag::Break => self.html("<br>"),
            html::Tag::Picture => {
                let (alt, _) = html::without_pictures(tag);
                self.html(&html::sanitise(&alt));
                self.left_out(self.at(range));
            }
            html::Tag::Close(_) | html::Tag::Link | html::Tag::Other => {}
        }
    }

    /// Opens an element of the author's, with those of its attributes that do no harm.
    fn open_tag(&mut self, name: &'static str, tag: &str) {
        self.tags.push(name);
        let has_attributes = tag.contains(|letter: char| letter.is_ascii_whitespace());
        let open = if has_attributes { html::sanitised_tag(tag) } else { format!("<{name}>") };
        self.html(&open);
    }

    /// Tells of a picture in HTML.
    fn left_out(&mut self, at: Range<usize>) {
        let place = Place::Bytes(self.writer.body.file.clone(), at);
        let message = "a picture in HTML is left out; its `alt` stands in its place";
        self.writer
            .found
            .push(Diagnostic::new(Code::RawHtml, place, message).hint("write `![what it shows](file.png)`"));
    }

    /// Opens a block of HTML, and tells of one that never ends: what follows is not read as it seems to be.
    pub fn open_html(&mut self, range: &Range<usize>) {
        self.captures.push(Capture::Html { text: String::new() });
        let at = self.at(range);
        let body = self.writer.body;
        // A comment's text has no place of its own here.
        let written = body.text.get(at.start - body.base..at.end - body.base).unwrap_or_default();
        let block = written.trim_start();
        let start = at.start + written.len() - block.len();
        if body.raw_html == RawHtml::Safe
            && let (_, Some(picture)) = html::without_pictures(block)
        {
            self.left_out(start + picture.start..start + picture.end);
        }
        if let Some((name, length)) = html::unclosed(block) {
            let place = Place::Bytes(body.file.clone(), start..start + length);
            let message = format!("`<{name}>` is never closed: what follows is its content, and not read as Markdown");
            let hint = format!(
                "write `</{name}>` where it ends, in small letters; a tag that is to be read, between backticks"
            );
            self.writer.found.push(Diagnostic::new(Code::UnclosedHtml, place, message).hint(hint));
        }
    }

    /// Writes a block of HTML; its comments are notes.
    pub fn html_block(&mut self, text: &str) {
        let (kept, comments) = html::without_comments(text);
        for comment in comments {
            self.writer.note(&comment);
        }
        if kept.trim().is_empty() {
            return;
        }
        let all = self.writer.body.raw_html == RawHtml::All;
        let clean = if all { kept } else { html::sanitise(&html::without_pictures(&kept).0) };
        self.html(&clean);
        self.html("\n");
    }

    /// Tells of a mark that was taken for code when the body was cut, and is none to Markdown: what it keeps private would
    /// be shown. `start` is where a text begins, as bytes of the file.
    pub fn unread_mark(&mut self, start: usize) {
        // A comment's text, and definitions that stand elsewhere, have no place of their own here.
        if start >= self.end {
            return;
        }
        let body = self.writer.body;
        let Some(at) = start.checked_sub(body.base).filter(|at| body.text.is_char_boundary(*at)) else { return };
        // Colons may be read as the mark of a definition.
        let line_at = body.text[..at].trim_end_matches([' ', ':']).len();
        let is_first = line_at == 0 || body.text[..line_at].ends_with('\n');
        let bare = body.text[line_at..].trim_start_matches(|letter: char| letter.is_whitespace() && letter != '\n');
        let indent = body.text.len() - line_at - bare.len();
        let is_mark = bare.starts_with(":::") || self.depth == 0 && indent < 4 && bare.starts_with("Note:");
        if is_first && is_mark {
            let line = body.text[line_at..].lines().next().unwrap_or_default();
            let range = body.base + line_at + indent..body.base + line_at + line.trim_end().len();
            let message = "this mark is read as text: a block of code above it ends elsewhere than it seems to";
            let found = Diagnostic::new(Code::UnknownKind, Place::Bytes(body.file.clone(), range), message);
            self.writer
                .found
                .push(found.hint("end the code with a line of its own, indented like the line that begins it"));
        }
    }

    /// Writes a block of code, or keeps the chart that it asks for.
    pub fn end_code(&mut self) {
        let Some(Capture::Code { info, text, at }) = self.captures.pop() else { return };
        let (language, marked) = code::info(&info);
        if language != "chart" {
            let block = code::block(&text, language, &marked);
            self.html(&block);
            return;
        }
        match (self.writer.read_chart)(&text, at) {
            Ok(spec) => self.out().fragment(Fragment::Chart { spec: Box::new(spec), at: at..at + text.len() }),
            Err(mut found) => self.writer.found.append(&mut found),
        }
    }
}
