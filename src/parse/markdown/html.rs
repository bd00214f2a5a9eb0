//! HTML that authors write into Markdown: sanitised, unless the site trusts it.

mod names;

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::model::html::tag_length;
use crate::parse::markdown::links::{self, Address};

pub use names::{is_word, with_words};

/// What the address of a link stands behind.
pub const HREF: &str = " href=\"";

/// Tags that may stand inside a line.
const INLINE: [&str; 19] = [
    "u", "kbd", "sub", "sup", "mark", "abbr", "small", "s", "ins", "del", "b", "i", "em", "strong", "span", "code",
    "q", "cite", "var",
];

/// Elements of which nothing is shown: code, and what stands in for a page that is never loaded. Of others that may not stand
/// here (`title`, `textarea`) the text stays.
const UNSHOWN: [&str; 5] = ["script", "style", "iframe", "noembed", "noframes"];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .rm_tags(["img", "map", "area", "article", "aside", "header", "footer", "nav", "hgroup"])
        .add_clean_content_tags(UNSHOWN)
        .add_generic_attributes(["class", "dir"])
        .add_tag_attributes("details", ["open"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        // Those of links are resolved, or taken out, by who writes them.
        .url_relative(UrlRelative::PassThrough)
        .attribute_filter(|_, attribute, value| {
            let is_kept = attribute != "cite" || links::judge(value) == Address::Elsewhere;
            is_kept.then(|| value.into())
        })
        .link_rel(Some("noopener"));
    builder
});

/// A block of HTML with everything taken out that could do harm; it is balanced.
pub fn sanitise(html: &str) -> String {
    SANITISER.clean(html).to_string()
}

/// The first address of a link in sanitised HTML, what stands before its attribute, and what stands behind.
pub fn next_address(html: &str) -> Option<(&str, String, &str)> {
    let mut from = 0;
    loop {
        let tag = from + html[from..].find("<a ")?;
        let end = tag + tag_length(&html[tag..])?;
        if let Some(at) = html[tag..end].find(HREF) {
            let (before, after) = (&html[..tag + at], &html[tag + at + HREF.len()..]);
            let (address, after) = after.split_once('"')?;
            return Some((before, unescaped(address), after));
        }
        from = end;
    }
}

/// The value of an attribute, as a sanitised tag has it.
fn unescaped(value: &str) -> String {
    let signs = [("&nbsp;", "\u{a0}"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    signs.into_iter().fold(value.to_owned(), |value, (written, sign)| value.replace(written, sign))
}

/// HTML with its alternative text in the place of each picture, and the bytes of the first one's tag.
pub fn without_pictures(html: &str) -> (Cow<'_, str>, Option<Range<usize>>) {
    let (mut kept, mut first) = (String::new(), None);
    let mut from = 0;
    for (at, _, _) in tags(html).filter(|(_, closes, name)| name == "img" && !closes) {
        kept.push_str(&html[from..at.start]);
        kept.push_str(attribute(&html[at.start + 1..at.end - 1], "alt").unwrap_or_default());
        from = at.end;
        first.get_or_insert(at);
    }
    if first.is_none() {
        return (html.into(), None);
    }
    kept.push_str(&html[from..]);
    (kept.into(), first)
}

/// Elements in which a page would show another file, and that none of this site's shows.
const EMBEDDED: [&str; 7] = ["video", "audio", "object", "embed", "iframe", "svg", "canvas"];

/// The first element that embeds what is not shown: its name, and the bytes of its tag.
pub fn embedded(html: &str) -> Option<(&'static str, Range<usize>)> {
    let mut opening = tags(html).filter(|(_, closes, _)| !closes);
    opening.find_map(|(at, _, name)| EMBEDDED.into_iter().find(|known| *known == name).map(|known| (known, at)))
}

/// The value of a tag's attribute, as it is written.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let (before, value) = rest.split_once('=')?;
        let value = value.trim_start();
        let (value, after) = match value.strip_prefix(['"', '\'']) {
            Some(quoted) => quoted.split_once(&value[..1])?,
            None => value.split_at(value.find(|letter: char| letter.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        if before.split_ascii_whitespace().next_back().is_some_and(|word| word.eq_ignore_ascii_case(name)) {
            return Some(value);
        }
        rest = after;
    }
}

/// An opening tag with those of its attributes that do no harm; nothing where it may not stand at all.
pub fn sanitised_tag(tag: &str) -> String {
    let mut clean = sanitise(tag);
    clean.truncate(tag_length(&clean).unwrap_or(0));
    clean
}

/// A tag inside a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Open(&'static str),
    Close(&'static str),
    Break,
    /// The beginning of a link.
    Link,
    Picture,
    /// Anything else: it is dropped, the text in it stays.
    Other,
}

/// The element of which nothing is shown that a tag begins. A tag that ends itself (`<script/>`) begins none.
pub fn opens_unshown(html: &str) -> Option<&'static str> {
    let (closes, inner, name) = parts(html);
    UNSHOWN.into_iter().find(|known| *known == name).filter(|_| !closes && !inner.ends_with('/'))
}

/// Whether a tag ends the element.
pub fn closes(html: &str, element: &str) -> bool {
    let (closes, _, name) = parts(html);
    closes && name == element
}

/// Elements whose blocks do not end at an empty line, but at their end tag in small letters, else with all that holds them.
const WITH_EMPTY_LINES: [&str; 4] = ["script", "style", "pre", "textarea"];

/// The tag of an `<aside class="notes">`, with which another tool keeps notes for the speaker.
pub fn aside_of_notes(block: &str) -> Option<&str> {
    let is_of_notes = |tag: &str| {
        let attributes = tag.get("<aside".len()..).unwrap_or_default().to_ascii_lowercase();
        let mut words = attributes.split([' ', '\t', '\n', '"', '\'', '=', '>']);
        words.any(|word| word == "class") && words.any(|word| matches!(word, "notes" | "note"))
    };
    let tags = block
        .match_indices('<')
        .filter(|(at, _)| block.get(*at..at + "<aside".len()).is_some_and(|name| name.eq_ignore_ascii_case("<aside")));
    let mut tags = tags.filter_map(|(at, _)| Some(&block[at..at + tag_length(&block[at..])?]));
    tags.find(|tag| is_of_notes(tag))
}

/// The bytes of the first tag that is to hide what its element holds, or whose class another tool keeps notes by: of neither is
/// anything left on a page.
pub fn hidden(html: &str) -> Option<Range<usize>> {
    let mut opening = tags(html).filter(|(_, closes, name)| !closes && name != "aside").map(|(at, ..)| at);
    opening.find(|at| is_hidden(&html[at.start + 1..at.end - 1].to_ascii_lowercase()))
}

fn is_hidden(tag: &str) -> bool {
    let style: String = attribute(tag, "style").unwrap_or_default().split_whitespace().collect();
    let is_of_notes = || attribute(tag, "class").unwrap_or_default().split_whitespace().any(|class| class == "notes");
    // What is not in quotes, behind the element's name.
    let bare = tag.split(['"', '\'']).step_by(2).flat_map(|part| part.split([' ', '\t', '\n', '\r', '/'])).skip(1);
    style.contains("display:none") || style.contains("visibility:hidden") || is_of_notes() || { bare }
        .any(|word| word == "hidden" || word.starts_with("hidden="))
}

/// What begins otherwise than an element, and how it ends, empty lines or not.
const INSTRUCTIONS: [(&str, &str); 2] = [("<?", "?>"), ("<![CDATA[", "]]>")];

/// The beginning of a block of HTML that nothing ends, so that all that follows is its content.
#[derive(Debug, PartialEq, Eq)]
pub struct Unclosed {
    /// As it is written where it ends.
    pub name: String,
    pub end: String,
    /// How many bytes of the block it takes.
    pub length: usize,
}

/// What a block of HTML begins with and nothing ends.
pub fn unclosed(block: &str) -> Option<Unclosed> {
    let inner = block.strip_prefix('<')?;
    let begins = |name: &&str| {
        let after = inner.get(name.len()..).filter(|_| inner[..name.len()].eq_ignore_ascii_case(name));
        after.is_some_and(|after| after.starts_with(['>', ' ', '\t', '\n', '\r']) || after.is_empty())
    };
    let line = block.lines().next().unwrap_or_default();
    let (name, end, length) = if let Some(name) = WITH_EMPTY_LINES.into_iter().find(begins) {
        let length = line.find('>').map_or(line.trim_end().len(), |end| end + 1);
        (format!("<{name}>"), format!("</{name}>"), length)
    } else if let Some((start, end)) = INSTRUCTIONS.into_iter().find(|(start, _)| block.starts_with(start)) {
        (start.to_owned(), end.to_owned(), start.len())
    } else {
        let declared = inner.strip_prefix('!')?;
        let word = declared.len() - declared.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).len();
        let name = block.get(..word + 2).filter(|_| word > 0)?;
        (name.to_owned(), ">".to_owned(), name.len())
    };
    (!block.contains(&end)).then_some(Unclosed { name, end, length })
}

/// Elements that may hold blocks of Markdown: between empty lines, as Markdown has it.
const HOLDERS: [&str; 7] = ["details", "summary", "div", "figure", "figcaption", "blockquote", "center"];

/// Elements whose content is no HTML: what looks like a tag in it is none.
const RAW_TEXT: [&str; 9] =
    ["script", "style", "iframe", "noembed", "noframes", "textarea", "title", "xmp", "plaintext"];

/// A piece of a block of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// What closes all that it opens.
    Whole(&'a str),
    /// The tag of an element that the block does not close.
    Open(&'static str, &'a str),
    /// The end of an element that an earlier block opened, and of all in it.
    Close(&'static str),
}

/// Cuts a block of HTML at the tags that go with tags of other blocks. `open` are the elements that blocks before it opened,
/// the outermost first.
pub fn pieces<'a>(block: &'a str, open: &[&'static str]) -> Vec<Piece<'a>> {
    let tags: Vec<(Range<usize>, bool, String)> = tags(block).collect();
    if tags.iter().any(|(_, _, name)| RAW_TEXT.contains(&name.as_str())) {
        return vec![Piece::Whole(block)];
    }
    let mut open = open.to_vec();
    // The tags at which it is cut; of the last ones it is not yet known.
    let mut cuts: Vec<(Range<usize>, bool, &'static str)> = Vec::new();
    let mut ended = 0;
    for (at, closes, name) in tags {
        let Some(name) = HOLDERS.into_iter().find(|known| *known == name) else { continue };
        if !closes {
            cuts.push((at, closes, name));
        } else if let Some(own) = cuts[ended..].iter().rposition(|(_, _, opened)| *opened == name) {
            cuts.truncate(ended + own);
        } else if let Some(earlier) = open.iter().rposition(|opened| *opened == name) {
            open.truncate(earlier);
            cuts.truncate(ended);
            cuts.push((at, closes, name));
            ended = cuts.len();
        }
    }
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, closes, name) in cuts {
        pieces.push(Piece::Whole(&block[from..at.start]));
        pieces.push(if closes { Piece::Close(name) } else { Piece::Open(name, &block[at.clone()]) });
        from = at.end;
    }
    pieces.push(Piece::Whole(&block[from..]));
    pieces.retain(|piece| !matches!(piece, Piece::Whole(piece) if piece.trim().is_empty()));
    pieces
}

/// The tags of a piece of HTML: where they stand, whether they end an element, and its name in small letters.
fn tags(html: &str) -> impl Iterator<Item = (Range<usize>, bool, String)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + html[at..].find('<')?;
            at = start + 1;
            let after = html[at..].strip_prefix('/').unwrap_or(&html[at..]);
            if !after.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
                continue;
            }
            let (closes, _, name) = parts(&html[start..]);
            at = start + tag_length(&html[start..])?;
            return Some((start..at, closes, name));
        }
    })
}

/// Whether a tag ends an element, what stands in it, and the element's name in small letters.
fn parts(html: &str) -> (bool, &str, String) {
    let inner = html.trim_start_matches('<').trim_end_matches('>').trim();
    let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let name = inner.chars().take_while(char::is_ascii_alphanumeric).flat_map(char::to_lowercase).collect();
    (closes, inner, name)
}

/// Reads one inline tag.
pub fn tag(html: &str) -> Tag {
    let (closes, inner, name) = parts(html);
    if name == "br" || name == "wbr" {
        return if name == "br" && !closes { Tag::Break } else { Tag::Other };
    }
    match name.as_str() {
        "a" if closes => return Tag::Close("a"),
        "a" => return Tag::Link,
        "img" => return Tag::Picture,
        _ => {}
    }
    match INLINE.iter().find(|known| **known == name) {
        Some(name) if closes => Tag::Close(name),
        Some(name) if !inner.ends_with('/') => Tag::Open(name),
        _ => Tag::Other,
    }
}

/// The comments of a piece of HTML, and the rest of it.
pub fn without_comments(html: &str) -> (String, Vec<String>) {
    let mut rest = html;
    let (mut kept, mut comments) = (String::new(), Vec::new());
    while let Some(open) = rest.find("<!--") {
        kept.push_str(&rest[..open]);
        let inner = &rest[open + "<!--".len()..];
        let (comment, after) = inner.split_once("-->").unwrap_or((inner, ""));
        comments.push(comment.trim().to_owned());
        rest = after;
    }
    kept.push_str(rest);
    (kept, comments)
}
