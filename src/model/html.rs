//! HTML read back as text: for measuring, for searching, for lists of pages.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

/// The text of inline HTML: tags gone, a space where one breaks the line, the character references that quarterdeck writes read.
pub fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    read(html, &mut text, |_| false);
    text
}

/// The texts of the blocks of HTML, one by one.
pub fn blocks_of(html: &str) -> impl Iterator<Item = String> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut text = String::new();
        rest = read(rest, &mut text, |tag| !is_inline(name_of(tag).as_bytes()));
        Some(text)
    })
}

/// Whether a tag of this name stands inside a sentence: text goes on behind it.
pub fn is_inline(name: &[u8]) -> bool {
    // A `match`, not a search of a list: all tags of a site come by here.
    matches!(
        name,
        b"a" | b"b"
            | b"i"
            | b"u"
            | b"s"
            | b"em"
            | b"strong"
            | b"code"
            | b"span"
            | b"mark"
            | b"del"
            | b"ins"
            | b"sub"
            | b"sup"
            | b"abbr"
            | b"kbd"
            // What formulas are made of.
            | b"math"
            | b"mrow"
            | b"mi"
            | b"mn"
            | b"mo"
            | b"mtext"
            | b"mspace"
            | b"mstyle"
            | b"msub"
            | b"msup"
            | b"msubsup"
            | b"msqrt"
            | b"munder"
            | b"mover"
            | b"munderover"
    )
}

/// The name of a tag, without its `<`.
pub fn name_of(tag: &str) -> &str {
    let name = tag.strip_prefix('/').unwrap_or(tag);
    &name[..name_length(name.as_bytes())]
}

/// The length of the name that a tag begins with: white space, `/` and `>` end it, and whatever else comes before the digits
/// in ASCII.
#[inline]
pub fn name_length(tag: &[u8]) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = EACH * 0x80;
    // Eight bytes at a time; the highest bit of a byte tells whether it ends the name.
    if let Some(eight) = tag.first_chunk() {
        let eight = u64::from_le_bytes(*eight);
        let before_digits = !((eight & !HIGH) + EACH * u64::from(0x80 - b'0'));
        let closing = eight ^ (EACH * u64::from(b'>'));
        let is_closing = closing.wrapping_sub(EACH);
        let ends = (before_digits | is_closing & !closing) & !eight & HIGH;
        if ends != 0 {
            return ends.trailing_zeros() as usize / 8;
        }
    }
    tag.iter().position(|byte| *byte < b'0' || *byte == b'>').unwrap_or(tag.len())
}

/// The length of the tag that HTML begins with. A `>` in quotes ends none.
pub fn tag_length(html: &str) -> Option<usize> {
    let mut quote = None;
    let end = html.bytes().position(|byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        quote.is_none() && byte == b'>'
    })?;
    Some(end + 1)
}

/// The next tag of HTML: the text before it, the tag without its marks, and what follows. Both marks are ASCII, and most
/// tags and the texts between them short.
pub fn next_tag(html: &str) -> Option<(&str, &str, &str)> {
    let at = if html.starts_with('<') { 0 } else { memchr(b'<', html.as_bytes())? };
    let end = at + html.as_bytes()[at..].iter().position(|byte| *byte == b'>')?;
    Some((&html[..at], &html[at + 1..end], &html[end + 1..]))
}

/// A text without its HTML comments; what is never closed is one to the end. The white space before a comment goes with it
/// where more of it follows, or a mark that stands close to the word before.
pub fn without_comments(text: &str) -> Cow<'_, str> {
    // Most texts hold no tag at all, and this look is shorter than a search.
    if !text.contains('<') {
        return text.into();
    }
    let is_apart = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '.' | ':' | '!' | '?' | ')');
    let Some((before, mut rest)) = text.split_once("<!--") else { return text.into() };
    let mut kept = before.to_owned();
    while let Some((_, after)) = rest.split_once("-->") {
        let (between, next) = after.split_once("<!--").unwrap_or((after, ""));
        if between.starts_with(is_apart) {
            kept.truncate(kept.trim_end().len());
        }
        kept.push_str(between);
        rest = next;
    }
    kept.into()
}

/// Appends the text between tags, up to a tag that ends it, and returns what follows.
fn read<'a>(html: &'a str, text: &mut String, ends: impl Fn(&str) -> bool) -> &'a str {
    let mut rest = html;
    while let Some(at) = memchr2(b'<', b'&', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(tag) = rest.strip_prefix('<') {
            let Some(end) = memchr(b'>', tag.as_bytes()) else { return "" };
            rest = &tag[end + 1..];
            if ends(&tag[..end]) {
                return rest;
            }
            if let Some(end) = skipped(&tag[..end]) {
                rest = rest.split_once(end).map_or("", |(_, behind)| behind);
            }
            if tag.starts_with("br") && name_of(&tag[..end]) == "br" && !text.ends_with(' ') {
                text.push(' ');
                rest = rest.trim_start();
            }
            continue;
        }
        let known = REFERENCES.iter().find(|(reference, _)| rest.starts_with(reference));
        let (reference, character) = known.unwrap_or(&("&", '&'));
        text.push(*character);
        rest = &rest[reference.len()..];
    }
    text.push_str(rest);
    ""
}

/// The end of an element that is no part of its sentence: the mark of a footnote, and the way back to it.
fn skipped(tag: &str) -> Option<&'static str> {
    if tag.starts_with("sup class=\"footnote-ref\"") {
        Some("</sup>")
    } else if tag.starts_with("a class=\"footnote-back\"") {
        Some("</a>")
    } else {
        None
    }
}

/// Those that this program and its sanitiser write.
const REFERENCES: [(&str, char); 7] = [
    ("&amp;", '&'),
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&quot;", '"'),
    ("&#39;", '\''),
    ("&#x27;", '\''),
    ("&nbsp;", '\u{a0}'),
];

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_are_taken_out_of_texts() {
        for (text, wanted) in [
            ("Quick <!-- really? -->reviews", "Quick reviews"),
            ("Quick<!-- really? --> reviews", "Quick reviews"),
            ("Quick <!-- really? --> reviews", "Quick reviews"),
            ("3 <!-- of 4 -->, more <!-- later", "3, more "),
            ("a <!-- b --><!-- c -->d", "a d"),
            ("1 < 2", "1 < 2"),
        ] {
            assert_eq!(without_comments(text), wanted, "{text}");
        }
        assert_eq!(without_comments(&format!("A{}", "<!---->".repeat(100_000))), "A");
    }
}
