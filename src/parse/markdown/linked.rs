//! Texts that are shown as they are written, but for the links and images in them: of these the words are shown.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::parse::markdown::links::{self, Address};

/// Marks that stand around a link's words while a text is read: no author writes them.
const OPENS: char = '\u{fdd0}';
const CLOSES: char = '\u{fdd1}';

/// A text with links in it.
#[derive(Debug, Default, PartialEq)]
pub struct Linked {
    /// The text with the words of links in their places.
    pub words: String,
    /// The same with a mark before and behind the words of each link.
    pub marked: String,
    /// The links and images as they are written.
    written: Vec<WrittenLink>,
    /// The addresses of links into the site.
    pub addresses: Vec<String>,
    /// Those that may not be followed.
    pub forbidden: Vec<String>,
}

/// A link or an image as it is written.
#[derive(Debug, PartialEq)]
struct WrittenLink {
    markdown: String,
    is_image: bool,
}

/// The links of a text; nothing where there are none.
pub fn linked(text: &str) -> Option<Linked> {
    if !text.contains("](") || text.contains([OPENS, CLOSES]) {
        return None;
    }
    let mut found = Linked::default();
    let mut written = 0;
    for (at, words, address) in links_in(text) {
        for into in [&mut found.words, &mut found.marked] {
            into.push_str(&text[written..at.start]);
        }
        found.words.push_str(&words);
        found.marked.extend([&OPENS.to_string(), &*words, &CLOSES.to_string()]);
        let is_image = address.is_none();
        found.written.push(WrittenLink { markdown: text[at.clone()].to_owned(), is_image });
        if let Some(address) = address {
            match links::judge(&address) {
                Address::Elsewhere => {}
                Address::Here => found.addresses.push(address),
                Address::InlineImage | Address::Forbidden => found.forbidden.push(address),
            }
        }
        written = at.end;
    }
    if written == 0 {
        return None;
    }
    found.words.push_str(&text[written..]);
    found.marked.push_str(&text[written..]);
    Some(found)
}

impl Linked {
    /// A part of the marked text as Markdown. It has the last ones of the links.
    pub fn markdown(&self, part: &str) -> String {
        let mut pieces = part.split(OPENS);
        let mut markdown = pieces.next().unwrap_or_default().to_owned();
        for (piece, link) in pieces.zip(&self.written[self.before(part)..]) {
            markdown.push_str(&link.markdown);
            markdown.push_str(piece.split_once(CLOSES).map_or("", |(_, after)| after));
        }
        markdown
    }

    /// Whether an image stands before this part of the marked text, which has the last ones of the links.
    pub fn has_image_before(&self, part: &str) -> bool {
        self.written[..self.before(part)].iter().any(|link| link.is_image)
    }

    /// How many links and images stand before a part.
    fn before(&self, part: &str) -> usize {
        self.written.len().saturating_sub(part.matches(OPENS).count())
    }
}

/// A text without the marks around the words of its links.
pub fn unmarked(text: &str) -> String {
    text.replace([OPENS, CLOSES], "")
}

/// The links and images of a text: their bytes, their words, and the address of a link.
fn links_in(text: &str) -> Vec<(Range<usize>, String, Option<String>)> {
    let mut found: Vec<(Range<usize>, String, Option<String>)> = Vec::new();
    let mut open = 0;
    // A letter before it keeps a text that begins like a list from being read as one.
    let guarded = format!("\u{2060}{text}");
    let guard = guarded.len() - text.len();
    for (event, at) in Parser::new_ext(&guarded, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. })) => {
                open += 1;
                if open == 1 {
                    let address = match tag {
                        Tag::Link { dest_url, .. } => Some(dest_url.to_string()),
                        _ => None,
                    };
                    found.push((at.start - guard..at.end - guard, String::new(), address));
                }
            }
            Event::End(TagEnd::Link | TagEnd::Image) => open -= 1,
            Event::Text(words) | Event::Code(words) if open > 0 => {
                if let Some((_, all, _)) = found.last_mut() {
                    all.push_str(&words);
                }
            }
            Event::SoftBreak | Event::HardBreak if open > 0 => {
                if let Some((_, all, _)) = found.last_mut() {
                    all.push(' ');
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_links_the_words_are_left() {
        let words = |text: &str| linked(text).map(|linked| linked.words);
        assert_eq!(words("5 wikis, [why *not*](a.md)").as_deref(), Some("5 wikis, why not"));
        assert_eq!(words("- 5 (see ![a map](map.png) and [b](b.md \"B\"))").as_deref(), Some("- 5 (see a map and b)"));
        for text in ["5 wikis", "5 * 3, snake_case_", "[why](", "`[a](b)`", "a](b)", "[later][b]"] {
            assert_eq!(words(text), None, "{text}");
        }
    }

    #[test]
    fn a_part_has_its_links_again() {
        let linked = linked("5 [wikis](a.md), [why](b.md), *and* [how](https://example.org)").unwrap_or_default();
        assert_eq!(linked.addresses, ["a.md", "b.md"]);
        let (_, note) = linked.marked.split_once(", ").unwrap_or_default();
        assert_eq!(linked.markdown(note), "[why](b.md), *and* [how](https://example.org)");
        assert_eq!(unmarked(&linked.marked), linked.words);
    }
}
