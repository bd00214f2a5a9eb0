//! A body cut into what may stand on different slides: its outermost elements, and the items of its lists.

use crate::model::page::Piece;

/// A part of a body that is never cut.
#[derive(Clone)]
pub struct Block {
    piece: Piece,
    item: Option<Item>,
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

/// The blocks of a body.
pub fn of(body: &[Piece]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let html = |html: &str| Piece { html: Some(html.to_owned()), chart: None };
    for piece in body {
        let Some(text) = &piece.html else {
            blocks.push(Block { piece: piece.clone(), item: None });
            continue;
        };
        for element in outermost(text) {
            let list = blocks.len();
            match items(element) {
                Some((before, is_ordered, items)) => {
                    if !before.trim().is_empty() {
                        blocks.push(Block { piece: html(before), item: None });
                    }
                    for (number, item) in items.into_iter().enumerate() {
                        let item_of = Item { list, is_ordered, number: number + 1 };
                        blocks.push(Block { piece: html(item), item: Some(item_of) });
                    }
                }
                None => blocks.push(Block { piece: html(element), item: None }),
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
        match &block.piece.html {
            Some(text) => html.push_str(text),
            None => {
                if !html.is_empty() {
                    body.push(Piece { html: Some(std::mem::take(&mut html)), chart: None });
                }
                body.push(block.piece.clone());
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

/// The outermost elements of well-formed HTML. A heading stays with what follows it.
fn outermost(html: &str) -> Vec<&str> {
    const VOID: [&str; 7] = ["br", "img", "hr", "input", "wbr", "col", "source"];
    let (mut found, mut depth, mut start, mut at) = (Vec::new(), 0_usize, 0, 0);
    while let Some(open) = html[at..].find('<') {
        let from = at + open;
        let Some(length) = html[from..].find('>') else { break };
        at = from + length + 1;
        let tag = &html[from + 1..at - 1];
        let name = tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap_or_default();
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            depth += 1;
        }
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
