//! Words, links, images and code.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{Fragment, Text};
use crate::model::letters::is_unseen;
use crate::model::link::{escape, push_escaped};
use crate::parse::markdown::controls;
use crate::parse::markdown::links::{self, Address};
use crate::parse::markdown::marks::{container_behind, is_container, is_of_quote, private_in_words};
use crate::parse::markdown::structure::Fault;
use crate::parse::markdown::writer::blocks::{Blocks, Capture};
use crate::parse::markdown::writer::{footnotes, nothing_defined};
use crate::parse::markdown::{Chart, code, explain, images, math, nearly_note, spaced};

/// What a comment begins with.
pub const COMMENT: &str = "<!--";

/// The marks of items, footnotes and the like before a text are no longer, in bytes.
const LONGEST_MARKS: usize = 256;

/// The length of a comment's mark that is read as text, or of what is nearly one.
fn unread_mark_of_comment(text: &str, written: &str) -> Option<usize> {
    let is_whole = text.starts_with('<') && written.starts_with(COMMENT);
    if is_whole { Some(COMMENT.len()) } else { nearly_note::of_comment(written).filter(|_| text.starts_with('<')) }
}

impl Blocks<'_, '_> {
    /// Writes a formula. Right behind one stands no digit: `$100k→$120k` are amounts of money.
    pub fn formula(&mut self, latex: &str, range: &Range<usize>, piece: &str) {
        if piece[range.end..].starts_with(|next: char| next.is_ascii_digit()) {
            self.text(&piece[range.clone()], range);
        } else {
            self.html(&math::render(latex, false));
        }
    }

    /// Writes words, or keeps them where they are collected.
    pub fn text(&mut self, text: &str, range: &Range<usize>) {
        let at = self.at(range);
        if let Some(Capture::Code { text: all, places, .. }) = self.captures.last_mut() {
            // What a line begins with in a list or a quote, and how it ends on Windows, is no part of the text.
            places.add(all.len(), at);
            all.push_str(text);
            return;
        }
        // A comment's text, and definitions that stand elsewhere, are read where they stand.
        if self.places.is_own(range.start) {
            self.unread_mark(at.start);
            self.misplaced_mark(at.start);
            self.mark_in_words(at.start, text);
        }
        self.plain(text);
        if !matches!(self.captures.last(), Some(Capture::Image { .. })) {
            push_escaped(self.out().buffer(), text);
        }
    }

    /// Tells of what was meant as a footnote's mark or a link, and is a text of `piece` because of a slip.
    pub fn slips(&mut self, text: &str, range: &Range<usize>, piece: &str) {
        if matches!(self.captures.last(), Some(Capture::Code { .. })) {
            return;
        }
        if let Some(length) = unread_mark_of_comment(text, &piece[range.start..]) {
            // Behind a `\\` it is meant to be read, and what is private stays so.
            let is_private = self.place.is_private() && !piece[range.start..].starts_with(COMMENT);
            if !is_private && self.places.is_own(range.start) && !piece[..range.start].ends_with('\\') {
                self.unread_comment(self.at(&(range.start..range.start + length)));
            }
        } else if let Some(mark) = footnotes::undefined(text, range, piece) {
            let place = self.writer.place(self.at(&mark));
            self.writer.found.push(nothing_defined(&piece[mark], "footnote", place, self.writer.definitions));
        } else if let Some(address) = spaced::address(text, range, piece) {
            let place = self.writer.place(self.at(&address));
            let (code, message, hint) = spaced::explain(&piece[address]);
            self.writer.found.push(Diagnostic::new(code, place, message).hint(hint));
        } else if let Some(braces) = spaced::attributes(text, range, piece) {
            let place = self.writer.place(self.at(&braces));
            let message =
                format!("`{}` is shown as it is written: links and images have no attributes", &piece[braces]);
            let hint = "take it out; an image is shown as large as it is, or as there is room";
            self.writer.found.push(Diagnostic::new(Code::BrokenLink, place, message).hint(hint));
        }
    }

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
                // It says its address already.
                let class = if kind == LinkType::Autolink { " class=\"address\"" } else { "" };
                let open = format!("<a{class}{title} rel=\"noopener\" href=\"{}\">", escape(&address));
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
        let place = self.writer.place(at);
        self.writer.found.push(images::forbidden(address, place));
    }

    /// Whether a link can stand here: there is none in a link.
    fn may_link(&self) -> bool {
        !self.is_in_title() && !self.anchors.contains(&true) && !self.tags.contains(&"a")
    }

    /// Writes an image once its alternative text is known.
    pub fn end_image(&mut self) {
        let Some(Capture::Image { src, title, alt, at }) = self.captures.pop() else { return };
        let alt = alt.trim();
        if alt.is_empty() && links::judge(&src) != Address::Elsewhere {
            let place = self.writer.place(at.clone());
            self.writer.found.push(images::without_text(place));
        }
        let alt = Text { source: alt.to_owned(), html: escape(alt), plain: alt.to_owned(), ..Text::default() };
        let title = (!title.is_empty()).then_some(title);
        match links::judge(&src) {
            // In the alternative text of another image it is its own alternative text alone.
            Address::Here if matches!(self.captures.last(), Some(Capture::Image { .. })) => {}
            Address::Here if images::is_no_picture(&src) => {
                let place = self.writer.place(at.clone());
                let is_link = self.may_link();
                self.writer.found.push(images::no_picture(&src, place, is_link));
                let text = if alt.plain.is_empty() { escape(&src) } else { alt.html };
                if is_link {
                    self.html("<a href=\"");
                    self.out().fragment(Fragment::Href { target: src, at });
                    self.html(&format!("\">{text}</a>"));
                } else {
                    self.html(&text);
                }
            }
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
                let is_link = self.may_link();
                let place = self.writer.place(at);
                self.writer.found.push(images::elsewhere(place, is_link));
                if alt.plain.is_empty() && self.is_in_title() {
                    self.plain(&src);
                }
                let text = if alt.plain.is_empty() { escape(&src) } else { alt.html };
                if is_link {
                    self.html(&format!("<a rel=\"noopener\" href=\"{}\">{text}</a>", escape(&src)));
                } else {
                    self.html(&text);
                }
            }
            Address::Forbidden => {
                self.forbidden(&src, at);
                self.html(&alt.html);
            }
        }
    }

    /// Tells of a mark that was taken for code when the body was cut, and is none to Markdown: what it keeps private would
    /// be shown. `start` is where a text begins, as bytes of the file.
    pub fn unread_mark(&mut self, start: usize) {
        let body = self.writer.body;
        let Some(at) = start.checked_sub(body.base).filter(|at| body.text.is_char_boundary(*at)) else { return };
        // Colons may be read as the mark of a definition.
        let line_at = body.text[..at].trim_end_matches([' ', '\t', ':', '>']).len();
        let is_first = line_at == 0 || body.text[..line_at].ends_with('\n');
        let bare = body.text[line_at..].trim_start_matches(|letter: char| is_of_quote(letter) && letter != '\n');
        let indent = body.text.len() - line_at - bare.len();
        let is_mark = is_container(bare) || bare.starts_with(nearly_note::MARK);
        if is_first && is_mark {
            let line = body.text[line_at..].lines().next().unwrap_or_default();
            let range = body.base + line_at + indent..body.base + line_at + line.trim_end().len();
            // In a quote it is none anyway, which is told where it is seen, but of notes not where readers don't see it.
            let is_quoted = body.text[line_at..line_at + indent].contains('>');
            let is_at = |found: &Diagnostic| matches!(&found.place, Place::Bytes(_, at) if range.contains(&at.start));
            let is_kept = bare.starts_with(nearly_note::MARK) && self.place.is_private();
            if is_quoted && (is_kept || self.writer.found.iter().any(is_at)) {
                return;
            }
            let message = "this mark is read as text: a block of code above it ends elsewhere than it seems to";
            let found = Diagnostic::new(Code::UnknownKind, Place::Bytes(body.file.clone(), range), message);
            self.writer
                .found
                .push(found.hint("end the code with a line of its own, indented like the line that begins it"));
        }
    }

    /// Tells of a container's mark that stands behind another one, and is shown. `start` is where a text begins, as byte of the
    /// file.
    fn misplaced_mark(&mut self, start: usize) {
        let body = self.writer.body;
        let Some(at) = start.checked_sub(body.base).filter(|at| body.text.is_char_boundary(*at)) else { return };
        if !is_container(body.text[at..].trim_start_matches(|letter: char| is_unseen(letter) && letter != '\n')) {
            return;
        }
        // Farther from the beginning of its line it stands behind words.
        let near = body.text.floor_char_boundary(at.saturating_sub(LONGEST_MARKS));
        let newline = body.text[near..at].rfind('\n').map(|newline| near + newline + 1);
        let Some(line_at) = newline.or((near == 0).then_some(0)) else { return };
        let line = body.text[line_at..].lines().next().unwrap_or_default();
        let Some(mark) = container_behind(line) else { return };
        // A line has several texts, and this is the one with the mark, or with what nobody sees before it.
        let before = line[..mark.start].trim_end_matches(is_unseen).len();
        if (before..=mark.start).contains(&(at - line_at)) {
            let fault = Fault::BehindMark(line_at + mark.start..line_at + mark.end);
            self.writer.found.push(explain(body, &fault));
        }
    }

    /// Tells of a private container that stands within the words of a line, and is shown. `start` is where they begin, as byte of
    /// the file.
    fn mark_in_words(&mut self, start: usize, text: &str) {
        // Most texts have no colon, and this look is shorter than a search.
        if !text.contains(':') || self.place.is_private() {
            return;
        }
        let body = self.writer.body;
        for (within, _) in text.match_indices(":::") {
            let Some(at) = start.checked_sub(body.base).map(|start| start + within) else { return };
            let Some(length) = body.text.get(at..).and_then(private_in_words) else { continue };
            let line_at = body.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
            let before = &body.text[line_at..at];
            let line = body.text[line_at..].lines().next().unwrap_or_default();
            let has_words = !before.chars().all(is_of_quote);
            if has_words && !before.ends_with('\\') && container_behind(line).is_none() {
                let place = self.writer.place(body.base + at..body.base + at + length);
                let message = "behind words this begins no container: its text is shown to everybody";
                let hint = "write it on a line of its own, and end it with a line `:::`; what is to be read stands between backticks";
                self.writer.found.push(Diagnostic::new(Code::UnknownKind, place, message).hint(hint));
            }
        }
    }

    /// Tells of a comment whose mark, at these bytes of the file, is none to Markdown: what follows it would be shown.
    pub fn unread_comment(&mut self, at: Range<usize>) {
        let body = self.writer.body;
        let fault = Fault::Comment(at.start - body.base..at.end - body.base);
        self.writer.found.push(explain(body, &fault));
    }

    /// Tells of a reference to a character that no page can show, which is written nowhere.
    pub fn control(&mut self, range: &Range<usize>) {
        let place = self.writer.place(self.at(range));
        self.writer.found.push(controls::told(place));
    }

    /// Writes a block of code, or keeps the chart that it asks for.
    pub fn end_code(&mut self) {
        let Some(Capture::Code { info, text, places }) = self.captures.pop() else { return };
        self.comment_in_code(&text, &places);
        let (language, marked) = code::info(&info);
        if !language.eq_ignore_ascii_case("chart") {
            let language = language.to_owned();
            self.html(&code::html(code::Block { code: text, language, marked }));
            return;
        }
        let Chart { spec, links, mut found } = (self.writer.read_chart)(&text, &|range| places.across(&range));
        self.writer.found.append(&mut found);
        if let Some(spec) = spec {
            let at = places.across(&(0..text.len()));
            self.writer.links.extend(links);
            self.out().fragment(Fragment::Chart { spec: Box::new(spec), at });
        }
    }
}
