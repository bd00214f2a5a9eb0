//! A body cut into what may stand on different slides: its outermost elements, and the items of its lists.

use std::ops::Range;

use crate::model::page::Piece;
use crate::paginate::fit::body::Whole;
use crate::paginate::measure::{End, Prose, depth_after};

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

/// The blocks of a body with what is read of them; `read` is what is read of its [`wholes`].
pub fn of<'a>(body: &'a [Piece], read: &[Whole]) -> Vec<(Block<'a>, Whole)> {
    let mut blocks = Vec::new();
    for (pieces, whole) in wholes(body).into_iter().zip(read) {
        match (pieces, whole.as_prose()) {
            ([Piece { html: Some(html), .. }], Some(prose)) => of_prose(html, prose, &mut blocks),
            _ => blocks.push((Block { content: Content::Pieces(pieces), item: None }, whole.clone())),
        }
    }
    blocks
}

fn of_prose<'a>(html: &'a str, prose: &Prose, blocks: &mut Vec<(Block<'a>, Whole)>) {
    let ends = prose.ends();
    for (start, end) in outermost(html, End::default(), ends.iter().filter(|end| end.depth == 0)) {
        let text = &html[start.byte..end.map_or(html.len(), |end| end.byte)];
        let list_of = blocks.len();
        let mut add = |text, item: Option<Item>, from, until| {
            let whole = Whole::of_prose(prose.part(from, until, item.is_some()));
            blocks.push((Block { content: Content::Html(text), item }, whole));
        };
        let found = list(text).and_then(|(is_ordered, inner)| {
            let inner = start.byte + inner.start..start.byte + inner.end;
            Some((is_ordered, *ends.iter().find(|end| end.byte == inner.start)?, inner.end))
        });
        let Some((is_ordered, begin, last)) = found else {
            add(text, None, start, end);
            continue;
        };
        let before = &html[start.byte..begin.byte - "<ul>".len()];
        if !before.trim().is_empty() {
            add(before, None, start, Some(begin));
        }
        let is_inside = |of: &&End| of.depth == 1 && (begin.byte + 1..=last).contains(&of.byte);
        let items = outermost(&html[..last], begin, ends.iter().filter(is_inside));
        for (number, (from, until)) in items.into_iter().enumerate() {
            let item = Item { list: list_of, is_ordered, number: number + 1 };
            let text = &html[from.byte..until.map_or(last, |until| until.byte)];
            add(text, Some(item), from, until.or(end));
        }
    }
}

/// What stands between the ends, and behind them.
fn outermost<'a>(html: &str, start: End, ends: impl Iterator<Item = &'a End>) -> Vec<(End, Option<End>)> {
    let mut start = start;
    let mut found: Vec<_> = ends.map(|end| (std::mem::replace(&mut start, *end), Some(*end))).collect();
    if !html[start.byte..].trim().is_empty() {
        found.push((start, None));
    }
    found
}

/// Of an element that is a list: whether it is numbered, and where its items stand. Lists that do not begin at 1 stay
/// whole.
fn list(element: &str) -> Option<(bool, Range<usize>)> {
    let at = element.find('<')?;
    let (is_ordered, close) = match element.get(at..at + "<ul>".len())? {
        "<ul>" => (false, "</ul>"),
        "<ol>" => (true, "</ol>"),
        _ => return None,
    };
    let items = element.trim_end().strip_suffix(close)?;
    Some((is_ordered, at + "<ul>".len()..items.len()))
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

/// The body in runs of pieces in which every element that begins ends: a chart in a column is one with the columns.
pub fn wholes(body: &[Piece]) -> Vec<&[Piece]> {
    // Without a chart no element goes on in another piece.
    if body.iter().all(|piece| piece.chart.is_none()) {
        return body.chunks(1).collect();
    }
    let (mut wholes, mut start, mut depth) = (Vec::new(), 0, 0_i64);
    for (at, piece) in body.iter().enumerate() {
        depth += piece.html.as_deref().map_or(0, depth_after);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paginate::fit::body;
    use crate::paginate::fit::room::Room;

    #[test]
    fn blocks_are_as_high_as_their_body_and_say_the_same() {
        let html = "<h3>A heading</h3>\n<p>Some <em>words</em> of it, un<b>believ</b>able.</p>\n<ol>\n<li>one</li>\n\
            <li>two\n<ul>\n<li>of it</li>\n</ul>\n</li>\n</ol>\n<p>More<br>words.</p>\n<ul>\n<li>last</li>\n</ul>\n\
            <pre><code>let x = 1;\n\nlet y;\n</code></pre>\n<hr>\nand a tail";
        let body = [Piece { html: Some(html.to_owned()), chart: None }];
        let whole = body::read(&body);
        let (blocks, parts): (Vec<_>, Vec<_>) = of(&body, &whole).into_iter().unzip();
        let items = blocks.iter().map(|block| block.item.map(|item| item.number));
        assert_eq!(items.collect::<Vec<_>>(), [None, Some(1), Some(2), None, Some(1), None, None, None]);
        for share in [1.0, 0.79] {
            let room = Room::of(share);
            let (one, all) = (room.body(&whole, 900.0), room.body(&parts, 900.0));
            assert!((one - all).abs() < 1e-6, "{one} and {all}");
        }
        let joined = join(&blocks)[0].html.clone().unwrap_or_default().replace("<ol start=\"1\">", "<ol>");
        let without_breaks = |html: &str| html.replace('\n', "");
        assert_eq!(without_breaks(&joined), without_breaks(html));
    }
}
