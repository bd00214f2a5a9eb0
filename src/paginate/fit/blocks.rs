//! A body cut into what may stand on different slides: its outermost elements, the items of its lists, the rows of its tables.

use crate::model::html::{name_of, next_tag};
use crate::model::page::Piece;
use crate::paginate::fit::body::Whole;
use crate::paginate::measure::{End, Prose, depth_after};

/// A part of a body that is never cut.
pub struct Block<'a> {
    content: Content<'a>,
    whole: Whole,
    place: Option<Place<'a>>,
    /// It is a heading, which stays with what follows it.
    pub is_heading: bool,
    /// It is the footnotes.
    pub is_footnotes: bool,
}

impl Block<'_> {
    /// The head of the table whose row it is.
    pub fn head(&self) -> Option<&Whole> {
        match &self.place.as_ref()?.frame {
            Frame::Table { whole, .. } => Some(whole),
            Frame::List { .. } => None,
        }
    }
}

enum Content<'a> {
    Html(&'a str),
    /// All of an element that holds charts.
    Pieces(&'a [Piece]),
}

/// The place of an item in a list, or of a row in a table.
#[derive(Clone)]
struct Place<'a> {
    /// Which list or table of the body it is.
    element: usize,
    /// From 1.
    number: usize,
    frame: Frame<'a>,
}

/// What stands around the items of a list, or the rows of a table.
#[derive(Clone)]
enum Frame<'a> {
    List { is_ordered: bool },
    Table { head: &'a str, whole: Whole },
}

impl Frame<'_> {
    /// What the part that begins with the item or row of a number begins with. A list goes on with the number it has come to.
    fn open(&self, number: usize) -> String {
        match self {
            Self::List { is_ordered: true } => format!("<ol start=\"{number}\">\n"),
            Self::List { is_ordered: false } => "<ul>\n".to_owned(),
            Self::Table { head, .. } if number > 1 => without_ids(head),
            Self::Table { head, .. } => (*head).to_owned(),
        }
    }

    fn close(&self) -> &'static str {
        match self {
            Self::List { is_ordered: true } => "</ol>\n",
            Self::List { is_ordered: false } => "</ul>\n",
            Self::Table { .. } => TABLE_END,
        }
    }
}

/// A head that is shown again: what it holds has its id where it is shown first.
fn without_ids(head: &str) -> String {
    const ID: &str = " id=\"";
    let (mut shown, mut rest) = (String::with_capacity(head.len()), head);
    while let Some((before, tag, after)) = next_tag(rest) {
        let id = tag.find(ID).and_then(|at| Some(at..at + ID.len() + tag[at + ID.len()..].find('"')? + 1));
        let id = id.unwrap_or(tag.len()..tag.len());
        shown.extend([before, "<", &tag[..id.start], &tag[id.end..], ">"]);
        rest = after;
    }
    shown + rest
}

/// How footnotes begin.
const FOOTNOTES: &str = "<ol class=\"footnotes\"";

/// How a table ends behind its last row.
const TABLE_END: &str = "</tbody></table>\n</div>\n";

/// The blocks of a body; `read` is what is read of its [`wholes`], and tables of which `may_cut` says so are cut.
pub fn of<'a>(body: &'a [Piece], read: &[Whole], may_cut: impl Fn(&Whole) -> bool) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    for (pieces, whole) in wholes(body).into_iter().zip(read) {
        match (pieces, whole.as_prose()) {
            ([Piece { html: Some(html), .. }], Some(prose)) => of_prose(html, prose, &may_cut, &mut blocks),
            _ => {
                let (content, whole) = (Content::Pieces(pieces), whole.clone());
                blocks.push(Block { content, whole, place: None, is_heading: false, is_footnotes: false });
            }
        }
    }
    blocks
}

fn of_prose<'a>(html: &'a str, prose: &Prose, may_cut: &impl Fn(&Whole) -> bool, blocks: &mut Vec<Block<'a>>) {
    for (start, end) in outermost(html, End::default(), prose.ends().iter().filter(|end| end.depth == 0)) {
        let element = blocks.len();
        let mut add = |place: Option<Place<'a>>, from: End, until: Option<End>, last: usize| {
            let content = &html[from.byte..until.map_or(last, |until| until.byte)];
            let is_item = place.as_ref().is_some_and(|place| matches!(place.frame, Frame::List { .. }));
            let whole = Whole::of_prose(prose.part(from, until.or(end), is_item));
            let (is_heading, is_footnotes) = (is_heading(content), content.trim_start().starts_with(FOOTNOTES));
            blocks.push(Block { content: Content::Html(content), whole, place, is_heading, is_footnotes });
        };
        let Some(cut) = cut(html, prose, (start, end), may_cut) else {
            add(None, start, end, html.len());
            continue;
        };
        if !html[start.byte..cut.start.byte].trim().is_empty() {
            add(None, start, Some(cut.start), html.len());
        }
        let Cut { frame, begin, last, .. } = cut;
        let inside = prose.ends_between(begin.byte, last).iter().filter(|of| of.depth == cut.depth);
        let parts = outermost(&html[..last], begin, inside);
        for (at, (from, until)) in parts.into_iter().enumerate() {
            add(Some(Place { element, number: at + 1, frame: frame.clone() }), from, until, last);
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

fn is_heading(html: &str) -> bool {
    html.find('<').is_some_and(|at| matches!(name_of(&html[at + 1..]), "h3" | "h4" | "h5" | "h6"))
}

/// An element that may be cut.
struct Cut<'a> {
    frame: Frame<'a>,
    /// Where it begins, and where its first item or row does.
    start: End,
    begin: End,
    /// The byte at which the last one ends.
    last: usize,
    /// How many elements are open between them.
    depth: usize,
}

/// How the element between two ends is cut, if it is a list or a table. Lists that do not begin at 1 stay whole.
fn cut<'a>(
    html: &'a str,
    prose: &Prose,
    (from, until): (End, Option<End>),
    may_cut: &impl Fn(&Whole) -> bool,
) -> Option<Cut<'a>> {
    let end = until.map_or(html.len(), |until| until.byte);
    let element = html[from.byte..end].trim_end();
    let at = from.byte + element.find('<')?;
    let (_, tag, _) = next_tag(&html[at..])?;
    let ends = prose.ends_between(at, end);
    let inside = *ends.first()?;
    let start = End { byte: at, ..inside };
    let last = |close: &str| Some(from.byte + element.strip_suffix(close.trim_end())?.len());
    if tag.starts_with("div class=\"table-scroll\"") {
        let begin = *ends.iter().find(|end| end.depth == End::ROW && html[..end.byte].ends_with("<tbody>"))?;
        let whole = Whole::of_prose(prose.part(inside, Some(begin), false));
        let last = last(TABLE_END)?;
        let may_be_cut = begin.byte < last && may_cut(&whole);
        let frame = Frame::Table { head: &html[at..begin.byte], whole };
        return may_be_cut.then_some(Cut { frame, start, begin, last, depth: End::ROW });
    }
    let is_ordered = match tag {
        "ul" => false,
        "ol" => true,
        _ => return None,
    };
    let frame = Frame::List { is_ordered };
    Some(Cut { last: last(frame.close())?, frame, start, begin: inside, depth: 1 })
}

/// What is read of blocks that follow each other on a slide, with the heads of their tables.
pub fn read(blocks: &[Block]) -> Vec<Whole> {
    let mut read = Vec::with_capacity(blocks.len() + 1);
    let mut open = None;
    for block in blocks {
        let element = block.place.as_ref().map(|place| place.element);
        read.extend(block.head().filter(|_| open != element).cloned());
        read.push(block.whole.clone());
        open = element;
    }
    read
}

/// Blocks that follow each other as a body again.
pub fn join(blocks: &[Block]) -> Vec<Piece> {
    let mut body = Vec::new();
    let mut html = String::new();
    let mut open: Option<&Place> = None;
    for block in blocks {
        if open.map(|place| place.element) != block.place.as_ref().map(|place| place.element) {
            html.push_str(open.map_or("", |place| place.frame.close()));
            open = block.place.as_ref();
            html.push_str(&open.map(|place| place.frame.open(place.number)).unwrap_or_default());
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
    html.push_str(open.map_or("", |place| place.frame.close()));
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
            <div class=\"table-scroll\" tabindex=\"0\">\n<table>\n<thead><tr><th>a</th></tr></thead>\n<tbody>\n\
            <tr><td>1</td></tr>\n<tr><td>2</td></tr>\n</tbody></table>\n</div>\n\
            <pre><code>let x = 1;\n\nlet y;\n</code></pre>\n<hr>\nand a tail";
        let body = [Piece { html: Some(html.to_owned()), chart: None }];
        let whole = body::read(&body);
        for may_cut in [true, false] {
            let blocks = of(&body, &whole, |_| may_cut);
            let numbers: Vec<_> = blocks.iter().map(|block| block.place.as_ref().map(|place| place.number)).collect();
            let rows = if may_cut { &[Some(1), Some(2)][..] } else { &[None] };
            let before = [None, None, Some(1), Some(2), None, Some(1)];
            assert_eq!(numbers, [&before[..], rows, &[None, None, None]].concat());
            assert!(blocks.iter().enumerate().all(|(at, block)| block.is_heading == (at == 0)));
            for share in [1.0, 0.79] {
                let room = Room::of(share);
                let (one, all) = (room.body(&whole, 900.0), room.body(&read(&blocks), 900.0));
                assert!((one - all).abs() < 1e-6, "{one} and {all}");
            }
            let joined = join(&blocks)[0].html.clone().unwrap_or_default().replace("<ol start=\"1\">", "<ol>");
            let without_breaks = |html: &str| html.replace('\n', "");
            assert_eq!(without_breaks(&joined), without_breaks(html));
        }
    }
}
