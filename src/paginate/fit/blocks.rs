//! A body cut into what may stand on different slides: its outermost elements, and the items of its lists.

use crate::model::html::{name_of, next_tag};
use crate::model::page::Piece;
use crate::paginate::fit::body::Whole;
use crate::paginate::measure::Prose;

/// A part of a body that is never cut.
pub struct Block<'a> {
    content: Content<'a>,
    item: Option<Item>,
}

enum Content<'a> {
    Html(&'a str),
    /// All of an element that holds charts.
    Pieces(&'a [Piece]),
}

/// The place of an item in a list.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Item {
    /// Which list of the body it is.
    list: usize,
    is_ordered: bool,
    /// From 1.
    number: usize,
}

impl Block<'_> {
    /// Reads it for measuring.
    pub fn read(&self) -> Whole {
        match self.content {
            Content::Html(html) if self.item.is_some() => Whole::of_prose(Prose::of_item(html)),
            Content::Html(html) => Whole::of_prose(Prose::of(html)),
            Content::Pieces(pieces) => Whole::of(pieces),
        }
    }
}

/// The blocks of a body.
pub fn of(body: &[Piece]) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    for whole in wholes(body) {
        let [Piece { html: Some(text), .. }] = whole else {
            blocks.push(Block { content: Content::Pieces(whole), item: None });
            continue;
        };
        for element in outermost(text) {
            let list = blocks.len();
            match items(element) {
                Some((before, is_ordered, items)) => {
                    if !before.trim().is_empty() {
                        blocks.push(Block { content: Content::Html(before), item: None });
                    }
                    for (number, item) in items.into_iter().enumerate() {
                        let item_of = Item { list, is_ordered, number: number + 1 };
                        blocks.push(Block { content: Content::Html(item), item: Some(item_of) });
                    }
                }
                None => blocks.push(Block { content: Content::Html(element), item: None }),
            }
        }
    }
    blocks
}

/// Blocks that follow each other as a body again. A list that goes on begins with the number it has come to.
pub fn join(blocks: &[Block]) -> Vec<Piece> {
    let mut body = Vec::new();
    let mut html = String::new();
    let mut open: Option<Item> = None;
    for block in blocks {
        if open.map(|item| item.list) != block.item.map(|item| item.list) {
            html.push_str(open.map_or("", |item| if item.is_ordered { "</ol>\n" } else { "</ul>\n" }));
            match block.item {
                Some(Item { is_ordered: true, number, .. }) => html.push_str(&format!("<ol start=\"{number}\">\n")),
                Some(_) => html.push_str("<ul>\n"),
                None => {}
            }
            open = block.item;
        }
        let pieces = match block.content {
            Content::Html(text) => {
                html.push_str(text);
                continue;
            }
            Content::Pieces(pieces) => pieces,
        };
        for piece in pieces {
            match &piece.html {
                Some(text) => html.push_str(text),
                None => {
                    if !html.is_empty() {
                        body.push(Piece { html: Some(std::mem::take(&mut html)), chart: None });
                    }
                    body.push(piece.clone());
                }
            }
        }
    }
    html.push_str(open.map_or("", |item| if item.is_ordered { "</ol>\n" } else { "</ul>\n" }));
    if !html.is_empty() {
        body.push(Piece { html: Some(html), chart: None });
    }
    body
}

/// The items of an element that is a list, with whether it is numbered and what stands before it. Lists that do not
/// begin at 1 stay whole.
fn items(element: &str) -> Option<(&str, bool, Vec<&str>)> {
    let at = element.find(['<'])?;
    let (before, list) = element.split_at(at);
    let (is_ordered, close) = if list.starts_with("<ul>") {
        (false, "</ul>")
    } else if list.starts_with("<ol>") {
        (true, "</ol>")
    } else {
        return None;
    };
    let inner = list[4..].trim_end().strip_suffix(close)?;
    Some((before, is_ordered, outermost(inner)))
}

/// The body in runs of pieces in which every element that begins ends: a chart in a column is one with the columns.
pub fn wholes(body: &[Piece]) -> Vec<&[Piece]> {
    // Without a chart no element goes on in another piece.
    if body.iter().all(|piece| piece.chart.is_none()) {
        return body.chunks(1).collect();
    }
    let (mut wholes, mut start, mut depth) = (Vec::new(), 0, 0_i64);
    for (at, piece) in body.iter().enumerate() {
        depth += piece.html.as_deref().map_or(0, |html| tags(html).map(|(_, change, _)| change).sum());
        if depth <= 0 {
            wholes.push(&body[start..=at]);
            (start, depth) = (at + 1, 0);
        }
    }
    if start < body.len() {
        wholes.push(&body[start..]);
    }
    wholes
}

/// The tags of well-formed HTML: the name, by how much deeper it is after the tag, and the byte at which the tag ends.
fn tags(html: &str) -> impl Iterator<Item = (&str, i64, usize)> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let (_, tag, after) = next_tag(rest)?;
        rest = after;
        let name = name_of(tag);
        let is_void = || matches!(name, "br" | "img" | "hr" | "input" | "wbr" | "col" | "source") || tag.ends_with('/');
        let change = if tag.starts_with('/') { -1 } else { i64::from(!is_void()) };
        Some((name, change, html.len() - after.len()))
    })
}

/// The outermost elements of well-formed HTML. A heading stays with what follows it.
fn outermost(html: &str) -> Vec<&str> {
    let (mut found, mut depth, mut start) = (Vec::new(), 0, 0);
    for (name, change, at) in tags(html) {
        depth = (depth + change).max(0);
        let heads = matches!(name, "h3" | "h4" | "h5" | "h6");
        if depth == 0 && !heads {
            found.push(&html[start..at]);
            start = at;
        }
    }
    if !html[start..].trim().is_empty() {
        found.push(&html[start..]);
    }
    found
}
