//! The tags of a page, one by one, with their attributes.

use std::borrow::Cow;

use crate::model::html::tag_length;

/// A piece of a page.
pub enum Piece<'a> {
    /// Text, a comment, a tag that ends an element.
    Other(&'a str),
    /// A tag that begins an element.
    Tag(Tag<'a>),
}

/// A tag that begins an element.
pub struct Tag<'a> {
    pub name: &'a str,
    /// All between `<` and `>`.
    text: &'a str,
}

/// An attribute as it is written.
pub struct Attribute<'a> {
    pub name: &'a str,
    /// Still escaped; empty where there is none.
    pub value: &'a str,
    /// With the white space before it.
    pub text: &'a str,
}

impl<'a> Tag<'a> {
    /// Its attributes in order.
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'a>> {
        let mut rest = self.text[self.name.len()..].trim_end_matches('/');
        std::iter::from_fn(move || {
            let start = rest.len() - rest.trim_start().len();
            let end = rest[start..].find(|c: char| c.is_whitespace() || c == '=').map_or(rest.len(), |at| start + at);
            if start == end {
                return None;
            }
            let name = &rest[start..end];
            let (value, length) = match rest[end..].strip_prefix('=') {
                None => ("", end),
                Some(value) => {
                    let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''));
                    let inner = if quote.is_some() { &value[1..] } else { value };
                    let closes = |c: char| quote.map_or(c.is_whitespace(), |quote| c == quote);
                    let close = inner.find(closes).unwrap_or(inner.len());
                    let quotes = if quote.is_some() { 2 } else { 0 };
                    (&inner[..close], (end + 1 + close + quotes).min(rest.len()))
                }
            };
            let text = &rest[..length];
            rest = &rest[length..];
            Some(Attribute { name, value, text })
        })
    }

    /// The value of an attribute, still escaped.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes().find(|attribute| attribute.name.eq_ignore_ascii_case(name)).map(|attribute| attribute.value)
    }

    /// Whether it has one of the classes.
    pub fn has_class(&self, classes: &[&str]) -> bool {
        self.get("class").is_some_and(|all| all.split_whitespace().any(|class| classes.contains(&class)))
    }

    /// Writes it with other attributes: `change` gives the text in the place of each, or nothing where it stays.
    pub fn write(
        &self,
        page: &mut String,
        name: &str,
        mut change: impl FnMut(&Attribute) -> Option<Cow<'static, str>>,
    ) {
        page.push('<');
        page.push_str(name);
        for attribute in self.attributes() {
            match change(&attribute) {
                Some(text) => page.push_str(&text),
                None => page.push_str(attribute.text),
            }
        }
        page.push_str(if self.text.ends_with('/') { "/>" } else { ">" });
    }
}

/// Takes the next piece off a page.
pub fn next<'a>(rest: &mut &'a str) -> Option<Piece<'a>> {
    let all = *rest;
    let length = if let Some(comment) = all.strip_prefix("<!--") {
        comment.find("-->").map_or(all.len(), |at| at + 7)
    } else if all.starts_with('<') {
        let length = tag_length(all).unwrap_or(all.len());
        let text = all[1..length].trim_end_matches('>');
        let name = &text[..text.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(text.len())];
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            *rest = &all[length..];
            return Some(Piece::Tag(Tag { name, text }));
        }
        length
    } else if all.is_empty() {
        return None;
    } else {
        all.find('<').unwrap_or(all.len())
    };
    *rest = &all[length..];
    Some(Piece::Other(&all[..length]))
}

/// Takes the rest of an element off a page, to the end of its last tag.
pub fn skip(rest: &mut &str, name: &str) {
    let mut depth = 1;
    while depth > 0 {
        match next(rest) {
            Some(Piece::Tag(tag)) if tag.name == name => depth += 1,
            Some(Piece::Other(text)) if is_end(text, name) => depth -= 1,
            Some(_) => {}
            None => return,
        }
    }
}

/// Whether a piece ends an element of this name.
pub fn is_end(text: &str, name: &str) -> bool {
    text.strip_prefix("</").and_then(|text| text.strip_suffix('>')).is_some_and(|found| found.trim_end() == name)
}

#[cfg(test)]
mod tests {
    use super::{Piece, next, skip};

    #[test]
    fn a_page_falls_into_its_pieces() {
        let page = "<!doctype html><p class=\"a > b\" data-x='\"' hidden>1 < 2</p><!-- <b> --><br/>";
        let mut rest = page;
        let mut found = Vec::new();
        let mut whole = String::new();
        while let Some(piece) = next(&mut rest) {
            match piece {
                Piece::Other(text) => whole.push_str(text),
                Piece::Tag(tag) => {
                    let attributes = tag.attributes().map(|each| format!("{}={}", each.name, each.value));
                    found.push((tag.name, attributes.collect::<Vec<_>>().join(",")));
                    tag.write(&mut whole, tag.name, |_| None);
                }
            }
        }
        assert_eq!(whole, page);
        assert_eq!(found, [("p", "class=a > b,data-x=\",hidden=".to_owned()), ("br", String::new())]);
    }

    #[test]
    fn an_element_is_skipped_with_those_in_it() {
        let mut rest = "<p>1</p><div>2</div></div>3";
        skip(&mut rest, "div");
        assert_eq!(rest, "3");
    }
}
