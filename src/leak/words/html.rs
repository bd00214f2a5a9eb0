//! Runs of words in HTML. Most of a page is markup, and most of its texts are too short for a run: only the others are read.

use std::cell::Cell;

use memchr::{memchr, memrchr};

use super::alphabet::HTML;
use super::marks::Marks;
use super::{Last, RUN, Run, SHORTEST, Window, reference};
use crate::model::html::{is_inline, name_length};

/// The fewest bytes between the marks of a tag that has a value: `b x=""`.
const SHORTEST_TAG: usize = r#"b x="""#.len();

/// What a tag means for the text around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    /// Text goes on behind it, within a word even.
    Inline,
    /// It parts words and does not end a run: in a picture each word may stand in its own.
    Parting,
    /// It ends a run.
    Block,
}

/// A block's text.
#[derive(Default)]
struct Block {
    /// The bytes between tags; whether a tag before them parts words.
    pieces: Vec<(bool, usize, usize)>,
    /// Of all pieces, with one more for each tag that parts words.
    length: usize,
    /// Such a tag was the last one.
    is_parted: bool,
}

impl Block {
    fn push(&mut self, start: usize, end: usize) {
        if start < end {
            self.pieces.push((std::mem::take(&mut self.is_parted), start, end));
            self.length += end - start;
        }
    }

    fn part(&mut self) {
        self.is_parted = true;
        self.length += 1;
    }

    fn clear(&mut self) {
        self.pieces.clear();
        self.length = 0;
        self.is_parted = false;
    }
}

impl<F: FnMut(Run)> Window<F> {
    pub(super) fn html(&mut self, html: &[u8]) {
        // What no `>` follows is no tag.
        let tags_end = memrchr(b'>', html).map_or(0, |last| last + 1);
        let mut marks = Marks::of(&html[..tags_end], *b"<>");
        let mut block = Block::default();
        // Where the text behind the last tag begins.
        let mut text = 0;
        while let Some(open) = marks.find(|at| html[*at] == b'<') {
            block.push(text, open);
            let close = marks.find(|at| html[*at] == b'>').unwrap_or(tags_end);
            if close - open > SHORTEST_TAG + self.shortest {
                self.values(html, open, close);
            }
            text = close + 1;
            // Where there is no text yet, it does not matter what the tag means.
            if block.length > 0 {
                match tag(html, open + 1) {
                    Tag::Inline => {}
                    Tag::Parting => block.part(),
                    Tag::Block => self.block(html, &mut block),
                }
            }
        }
        block.push(text, html.len());
        self.block(html, &mut block);
    }

    /// Reads a block, and empties it.
    fn block(&mut self, html: &[u8], block: &mut Block) {
        if block.length >= self.shortest {
            for (is_parted, start, end) in &block.pieces {
                if *is_parted {
                    self.end_word();
                }
                self.text(&html[..*end], *start);
            }
            self.end_run();
        }
        block.clear();
    }

    /// Reads the values of the attributes of a tag.
    fn values(&mut self, html: &[u8], open: usize, close: usize) {
        let mut quotes = Marks::of(&html[open..], *b"\"").map(|at| open + at).take_while(|at| *at < close);
        while let (Some(start), Some(end)) = (quotes.next(), quotes.next()) {
            self.value(html, start + 1, end);
        }
    }

    /// Reads the value of an attribute that may hold a run, such as `alt`, `title`, `content`: a text of its own.
    fn value(&mut self, html: &[u8], start: usize, end: usize) {
        if end - start >= self.shortest && !is_unread(&html[..start]) && may_be_words(&html[start..end]) {
            self.text(&html[..end], start);
            self.end_run();
        }
    }

    /// Reads text without tags from byte `at` on.
    fn text(&mut self, text: &[u8], mut at: usize) {
        loop {
            at = self.words(text, at, &HTML);
            at = match text.get(at) {
                None => return,
                // It begins no tag.
                Some(b'<') => {
                    self.end_word();
                    at + 1
                }
                Some(b'&') => {
                    let (letter, length) = reference(&text[at..]).unwrap_or(('&', 1));
                    self.letter(letter, at);
                    at + length
                }
                Some(_) => self.beyond_ascii(text, at),
            };
        }
    }
}

/// Calls `each` with every run of HTML that goes on from one block to the next, over up to three: cells of a word or two, such as
/// months, stand in a row in many a file.
pub fn runs_across(html: &[u8], mut each: impl FnMut(Run)) {
    // How many words there are before each of the last three blocks that have any.
    let before = Cell::new([0; 3]);
    let each = |run: Run| {
        let [third, _, last] = before.get();
        if (third..last).contains(&(run.words - RUN)) {
            each(run);
        }
    };
    let mut window = Window { each, shortest: SHORTEST, last: Last::default() };
    let tags_end = memrchr(b'>', html).map_or(0, |last| last + 1);
    let mut at = 0;
    while let Some(open) = memchr(b'<', &html[at..tags_end]).map(|open| at + open) {
        window.text(&html[..open], at);
        at = memchr(b'>', &html[open..tags_end]).map_or(tags_end, |close| open + close + 1);
        match tag(html, open + 1) {
            Tag::Inline => {}
            Tag::Parting => window.end_word(),
            Tag::Block => {
                window.end_word();
                let ([_, second, last], count) = (before.get(), window.last.count);
                if count > last {
                    before.set([second, last, count]);
                }
            }
        }
    }
    window.text(html, at);
    window.end_word();
}

/// What the tag means whose `<` stands before byte `at`.
fn tag(bytes: &[u8], at: usize) -> Tag {
    let name = &bytes[at + usize::from(bytes[at] == b'/')..];
    match &name[..name_length(name)] {
        b"tspan" | b"text" | b"br" | b"wbr" => Tag::Parting,
        name if is_inline(name) => Tag::Inline,
        _ => Tag::Block,
    }
}

/// Whether a value may be several words: it has spaces, or letters of scripts that have none, which take three bytes or more.
fn may_be_words(value: &[u8]) -> bool {
    memchr(b' ', value).is_some() || value.iter().any(|byte| *byte >= 0xe0)
}

/// Whether the attribute whose value follows is one of those that nobody reads and pages are full of: classes, and the ways
/// that lines of a drawing go.
fn is_unread(before: &[u8]) -> bool {
    before.ends_with(b" class=\"") || before.ends_with(b" d=\"")
}
