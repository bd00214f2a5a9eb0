//! The author's HTML: in a line, and in blocks, which may hold blocks of Markdown.

use std::ops::Range;

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{Fragment, RawHtml};
use crate::model::link::escape;
use crate::parse::markdown::html::{self, Piece, Unclosed};
use crate::parse::markdown::images;
use crate::parse::markdown::links::{self, Address};
use crate::parse::markdown::marks::is_heading;
use crate::parse::markdown::nearly_note;
use crate::parse::markdown::writer::Writer;
use crate::parse::markdown::writer::blocks::{Blocks, Capture};
use crate::parse::markdown::writer::output::Output;
use crate::parse::markdown::writer::text::COMMENT;

/// An element of the author's that is open, with blocks of Markdown in it.
pub struct Holder {
    name: &'static str,
    /// How deep in lists, quotes and the like it was opened: there it ends, too.
    depth: usize,
    /// Where it begins, as bytes of the file.
    at: Range<usize>,
}

impl Blocks<'_, '_> {
    /// A tag, or a comment, inside a line.
    pub fn inline_html(&mut self, tag: &str, range: &Range<usize>) {
        if let Some(comment) = tag.strip_prefix("<!--") {
            let at = self.at(range).start + "<!--".len();
            self.writer.note(comment.trim_end_matches("-->"), at);
            return;
        }
        if self.writer.body.raw_html == RawHtml::All {
            if html::tag(tag) == html::Tag::Break {
                self.plain(" ");
            }
            self.html(tag);
            return;
        }
        if html::is_word(tag) {
            self.plain(tag);
            self.html(&escape(tag));
            return;
        }
        match html::tag(tag) {
            html::Tag::Open(name) => self.open_tag(name, tag, range),
            // Links do not stand in links.
            html::Tag::Link if !self.tags.contains(&"a") && !self.anchors.contains(&true) => {
                self.open_tag("a", tag, range);
            }
            html::Tag::Close(name) if self.tags.last() == Some(&name) => {
                self.tags.pop();
                self.html(&format!("</{name}>"));
            }
            html::Tag::Break => {
                self.plain(" ");
                self.html("<br>");
            }
            html::Tag::Picture => {
                let (alt, _) = html::without_pictures(tag);
                self.sanitised(&html::sanitise(&alt), &mut self.at(range));
                self.left_out(self.at(range));
            }
            html::Tag::Other => self.embedded(tag, self.at(range).start),
            html::Tag::Close(_) | html::Tag::Link => {}
        }
        self.shown_after_all(tag, self.at(range).start);
    }

    /// Tells of HTML that begins at this byte of the file, and of which the author means that nobody sees it.
    fn shown_after_all(&mut self, html: &str, start: usize) {
        let Some(tag) = html::hidden(html).filter(|_| !self.place.is_private()) else { return };
        let place = self.writer.place(start + tag.start..start + tag.end);
        let message = format!("what is in `{}` is shown to everybody: nothing of HTML hides it here", &html[tag]);
        self.writer.found.push(
            Diagnostic::new(Code::PublicNote, place, message)
                .hint("write a line `::: internal` in the place of the tag, or `::: notes`, and `:::` where it ends"),
        );
    }

    /// Opens an element of the author's, with those of its attributes that do no harm.
    fn open_tag(&mut self, name: &'static str, tag: &str, range: &Range<usize>) {
        self.tags.push(name);
        let has_attributes = tag.contains(|letter: char| letter.is_ascii_whitespace());
        let open = if has_attributes { html::sanitised_tag(tag) } else { format!("<{name}>") };
        self.sanitised(&open, &mut self.at(range));
    }

    /// Writes sanitised HTML of a tag or block at these bytes of the file. Its links into the site lead where those of Markdown do.
    /// Of the bytes those behind the last link are left.
    fn sanitised(&mut self, html: &str, at: &mut Range<usize>) {
        let mut rest = html;
        while !matches!(self.captures.last(), Some(Capture::Image { .. }))
            && let Some((before, address, after)) = html::next_address(rest)
        {
            match links::judge(&address) {
                Address::Elsewhere => self.html(&rest[..rest.len() - after.len()]),
                Address::Here => {
                    self.html(before);
                    self.html(html::HREF);
                    let link = self.next_address(at, &address);
                    self.out().fragment(Fragment::Href { target: address, at: link });
                    self.html("\"");
                }
                Address::InlineImage | Address::Forbidden => self.html(before),
            }
            rest = after;
        }
        self.html(rest);
    }

    /// Tells of a picture in HTML.
    fn left_out(&mut self, at: Range<usize>) {
        let place = Place::Bytes(self.writer.body.file.clone(), at);
        self.writer.found.push(images::in_html(place));
    }

    /// Tells of a film and the like in HTML that begins at this byte of the file.
    fn embedded(&mut self, html: &str, start: usize) {
        let Some((name, at)) = html::embedded(html) else { return };
        let place = self.writer.place(start + at.start..start + at.end);
        let message = format!("`<{name}>` is left out: pages show pictures, and embed nothing else");
        let told = Diagnostic::new(Code::RawHtml, place, message);
        self.writer.found.push(told.hint("link to it: `[what it shows](file.mp4)`, or an address"));
    }

    /// Opens a block of HTML, and tells of one that never ends: what follows is not read as it seems to be.
    pub fn open_html(&mut self, range: &Range<usize>) {
        let at = self.at(range);
        self.captures.push(Capture::Html { text: String::new(), at: at.clone() });
        let body = self.writer.body;
        let written = body.text.get(at.start - body.base..at.end - body.base).unwrap_or_default();
        let block = written.trim_start();
        let start = at.start + written.len() - block.len();
        if body.raw_html == RawHtml::Safe {
            if let (_, Some(picture)) = html::without_pictures(block) {
                self.left_out(start + picture.start..start + picture.end);
            }
            self.embedded(block, start);
            self.shown_after_all(block, start);
        }
        // A comment ends by itself.
        if let Some(Unclosed { name, end, length }) = html::unclosed(block).filter(|_| self.places.is_own(range.start))
        {
            let place = Place::Bytes(body.file.clone(), start..start + length);
            let message = format!("`{name}` is never closed: what follows is its content, and not read as Markdown");
            let hint =
                format!("write `{end}` where it ends, in small letters; a tag that is to be read, between backticks");
            self.writer.found.push(Diagnostic::new(Code::UnclosedHtml, place, message).hint(hint));
        }
    }

    /// Writes a block of HTML, which stands at `at`; its comments are notes. An element that it does not close is open until
    /// a later block does.
    pub fn html_block(&mut self, text: &str, at: Range<usize>) {
        // A block that begins with a comment ends with the line on which that ends, though another one may begin on it.
        if let Some(open) = text.rfind(COMMENT).filter(|open| !text[*open..].contains("-->")) {
            let mark = self.tag_in(&at, &text[open..]);
            self.unread_comment(mark.start..mark.start + COMMENT.len());
        }
        if let Some(tag) = html::aside_of_notes(text).filter(|_| !self.place.is_private()) {
            let place = self.writer.place(self.tag_in(&at, tag));
            let message = "notes in HTML are shown to everybody";
            self.writer.found.push(
                Diagnostic::new(Code::UnknownKind, place, message)
                    .hint("write a line `::: notes` in the place of the tag, and `:::` where it ends"),
            );
        }
        let (kept, comments) = html::without_comments(text);
        let mut below = at.clone();
        for comment in comments {
            let at = self.next_tag(&mut below, &comment).start;
            self.writer.note(&comment, at);
        }
        if kept.trim().is_empty() {
            return;
        }
        if self.writer.body.raw_html == RawHtml::All {
            self.html(&kept);
            self.html("\n");
            return;
        }
        let kept = html::with_words(&kept);
        let (kept, _) = html::without_pictures(&kept);
        let depth = self.nesting();
        let open: Vec<&str> =
            self.writer.holders.iter().filter(|holder| holder.depth == depth).map(|holder| holder.name).collect();
        let mut below = at;
        for piece in html::pieces(&kept, &open) {
            match piece {
                Piece::Whole(piece) => {
                    let clean = html::sanitise(piece);
                    self.sanitised(clean.trim_end(), &mut below);
                }
                Piece::Open(name, tag) => {
                    self.html(&html::sanitised_tag(tag));
                    let at = self.next_tag(&mut below, tag);
                    self.writer.holders.push(Holder { name, depth, at });
                }
                Piece::Close(name) => {
                    while let Some(holder) = self.writer.holders.pop() {
                        self.html(&format!("</{}>", holder.name));
                        if holder.name == name {
                            break;
                        }
                    }
                }
            }
        }
        self.html("\n");
    }

    /// Where a tag or a comment of a block stands first, both as bytes of the file.
    fn tag_in(&self, block: &Range<usize>, tag: &str) -> Range<usize> {
        self.next_tag(&mut block.clone(), tag)
    }

    /// Where a tag or a comment stands next, of what is left of a block.
    fn next_tag(&self, left: &mut Range<usize>, tag: &str) -> Range<usize> {
        take(left, self.written(left).find(tag), tag)
    }

    /// Where an address stands next as a value.
    fn next_address(&self, left: &mut Range<usize>, address: &str) -> Range<usize> {
        let written = self.written(left);
        let mut all = written.match_indices(address).map(|(at, _)| at);
        let value = all.find(|at| written[..*at].trim_end().ends_with(['"', '\'', '=']));
        take(left, value.or_else(|| written.find(address)), address)
    }

    fn written(&self, block: &Range<usize>) -> &str {
        let body = self.writer.body;
        body.text.get(block.start - body.base..block.end - body.base).unwrap_or_default()
    }

    /// How many lists, items, quotes and the like are open.
    pub fn nesting(&self) -> usize {
        self.depth + self.items()
    }

    /// Closes the author's elements that were opened at this depth and are still open.
    pub fn close_holders(&mut self) {
        let depth = self.nesting();
        for end in self.writer.ends_of_holders(depth) {
            self.html(&end);
        }
    }
}

/// Takes what was found at a byte of what is left off it, with all before. What is written otherwise takes nothing.
fn take(left: &mut Range<usize>, found: Option<usize>, text: &str) -> Range<usize> {
    let start = left.start + found.unwrap_or_default();
    let at = start..start + text.len().min(left.end.saturating_sub(start));
    if found.is_some() {
        left.start = at.end;
    }
    at
}

impl Writer<'_> {
    /// Closes the author's elements that are open in a part of a slide.
    pub fn end_holders(&mut self, output: &mut Output) {
        for end in self.ends_of_holders(0) {
            output.html(&end);
        }
    }

    /// The end tags of the author's elements that were opened at a depth and are still open. It is told of them: what they
    /// stand in ends, and they with it.
    fn ends_of_holders(&mut self, depth: usize) -> Vec<String> {
        let mut ends = Vec::new();
        // Looked for once: many elements may be open.
        let mut has_notes = None;
        while let Some(Holder { name, at, .. }) = self.holders.pop_if(|holder| holder.depth >= depth) {
            ends.push(format!("</{name}>\n"));
            let message = format!("`<{name}>` is never closed: all that follows stands in it");
            let has_notes = *has_notes.get_or_insert_with(|| self.body.text.contains(nearly_note::MARK));
            let hint = if has_notes && self.is_closed_in_note(name, at.end) {
                format!(
                    "its `</{name}>` is a part of the notes below it, which go on to the next heading: write them as `::: notes` … `:::`"
                )
            } else {
                format!("write `</{name}>` on a line of its own where it ends, as far from the margin")
            };
            self.found.push(Diagnostic::new(Code::UnclosedHtml, self.place(at), message).hint(hint));
        }
        ends
    }

    /// Whether the first end tag below a byte of the file stands in notes that a line `Note:` begins.
    fn is_closed_in_note(&self, name: &str, at: usize) -> bool {
        let rest = &self.body.text[at - self.body.base..];
        let Some(end) = rest.find(&format!("</{name}>")) else { return false };
        let note = rest[..end].rfind(&format!("\n{}", nearly_note::MARK));
        note.is_some_and(|note| !rest[note..end].lines().any(is_heading))
    }
}
