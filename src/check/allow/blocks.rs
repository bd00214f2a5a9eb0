//! The blocks and slides of a body, as far as comments reach.

use std::cell::OnceCell;
use std::ops::Range;

use crate::check::allow::comments::{Line, indent};
use crate::check::allow::fences::Fence;
use crate::model::document::Slide;

const COMMENT: &str = "<!--";

/// What stands so many columns in is code.
const CODE: usize = 4;

/// So many comments and notes at most stand between a comment and its block.
const MOST_BETWEEN: usize = 20;

/// The lines of a file, cut as far as is asked for.
pub struct Blocks<'a> {
    lines: &'a [Line<'a>],
    /// The line at which the body begins.
    body: usize,
    /// The numbers of the empty lines, in order.
    empty: OnceCell<Vec<usize>>,
    slides: &'a [Slide],
}

/// What tells whether a block goes on behind an empty line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The last letter of the items' marks.
    List(u8),
    Footnote,
    Definitions,
    /// It ends.
    Other,
}

impl<'a> Blocks<'a> {
    /// Those of a body that begins at a line, and has these slides.
    pub fn new(lines: &'a [Line<'a>], body: usize, slides: &'a [Slide]) -> Self {
        Self { lines, body, empty: OnceCell::new(), slides }
    }

    /// The block that begins on the next line with text behind a byte: up to an empty line; a fence, a container, a list, a
    /// footnote and definitions as a whole. Comments and notes between belong to it.
    pub fn below(&self, byte: usize) -> Range<usize> {
        let after = self.lines.partition_point(|(start, _)| *start < byte);
        let Some(first) = self.next_text(after) else { return 0..0 };
        let mut block = first;
        for _ in 0..MOST_BETWEEN {
            let Some(next) = self.behind_unseen(block) else { break };
            let Some(next) = self.next_text(next) else { return self.bytes(first, self.lines.len()) };
            block = next;
        }
        let is_bare = Fence::of(self.lines[block].1).is_some_and(|fence| fence.is_bare());
        let end = if let Some(end) = self.end_of_fence(block).filter(|_| is_bare) {
            end
        } else if self.text(block).starts_with(":::") {
            self.end_of_container(block)
        } else {
            self.end_of_block(block)
        };
        self.bytes(first, end)
    }

    /// The line behind a comment, or notes, that a line begins with; none where something else stands on the same lines.
    fn behind_unseen(&self, first: usize) -> Option<usize> {
        let text = self.text(first);
        if text.starts_with(":::") {
            let name = text.trim_start_matches([':', ' ', '{', '.']).trim_end_matches(['}', ' ']);
            return if name == "notes" { self.close_of_container(first).map(|close| close + 1) } else { None };
        }
        let mut rest = text.strip_prefix(COMMENT).filter(|_| indent(self.lines[first].1) < CODE)?;
        let mut line = first;
        loop {
            match rest.split_once("-->") {
                Some((_, behind)) if behind.trim().is_empty() => return Some(line + 1),
                Some((_, behind)) => rest = behind.trim_start().strip_prefix(COMMENT)?,
                None => {
                    line += 1;
                    rest = self.lines.get(line)?.1;
                }
            }
        }
    }

    /// The block that a byte stands in.
    pub fn around(&self, byte: usize) -> Range<usize> {
        let number = self.number(byte);
        let empty = self.empty();
        let before = empty.partition_point(|empty| *empty < number).checked_sub(1);
        let first = before.map_or(self.body, |before| empty[before] + 1);
        self.bytes(first, self.next_empty(number))
    }

    /// The slide that a byte stands in; to the first one belongs the front matter.
    pub fn slide(&self, byte: usize) -> Range<usize> {
        // Of a slide the line is known at which its text begins, from 1: what stands before it is empty.
        let below = self.slides.partition_point(|slide| slide.line <= self.number(byte) + 1);
        let start = |slide: usize| self.slides.get(slide).map_or(self.lines.len(), |slide| slide.line - 1);
        let first = if below > 1 { start(below - 1) } else { 0 };
        self.bytes(first, start(below.max(1)))
    }

    /// Behind the code that begins with a line.
    fn end_of_fence(&self, first: usize) -> Option<usize> {
        let fence = Fence::of(self.lines[first].1)?;
        for (at, (_, line)) in self.lines.iter().enumerate().skip(first + 1) {
            if fence.is_left_by(line) {
                return Some(at);
            }
            if fence.is_ended_by(line) {
                return Some(at + 1);
            }
        }
        Some(self.lines.len())
    }

    /// Behind a container, and what follows its end without an empty line. A line that ends an outer one is a container of its own.
    fn end_of_container(&self, first: usize) -> usize {
        self.close_of_container(first).map_or(self.lines.len(), |close| self.next_empty(close))
    }

    /// The line that ends a container.
    fn close_of_container(&self, first: usize) -> Option<usize> {
        let (mut open, mut at) = (0, first);
        while at < self.lines.len() {
            let text = self.text(at);
            let next = self.end_of_fence(at).unwrap_or(at + 1);
            if text.starts_with(":::") {
                open = if text.trim_matches([':', ' ']).is_empty() { open - 1 } else { open + 1 };
                if open <= 0 {
                    return Some(at);
                }
            }
            at = next;
        }
        None
    }

    fn end_of_block(&self, first: usize) -> usize {
        let kind = self.kind(first);
        let mut end = self.next_empty(first);
        while let Some(next) = self.next_text(end) {
            let is_deeper = indent(self.lines[next].1) > indent(self.lines[first].1);
            let goes_on = match kind {
                Kind::List(_) => is_deeper || self.kind(next) == kind,
                Kind::Footnote => is_deeper,
                Kind::Definitions => is_deeper || self.is_definition(next) || self.kind(next) == kind,
                Kind::Other => false,
            };
            if !goes_on {
                break;
            }
            end = self.next_empty(next);
        }
        end
    }

    /// What begins at a line.
    fn kind(&self, first: usize) -> Kind {
        let text = self.text(first);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let marks: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '*', '+'] };
        if text[digits..].starts_with(marks) && text[digits + 1..].starts_with([' ', '\t']) {
            return Kind::List(text.as_bytes()[digits]);
        }
        if text.starts_with("[^") && text.contains("]:") {
            return Kind::Footnote;
        }
        let below = self.next_empty(first);
        let next = self.next_text(below);
        let is_term = (first..below).any(|at| self.is_definition(at)) || next.is_some_and(|at| self.is_definition(at));
        if is_term { Kind::Definitions } else { Kind::Other }
    }

    fn is_definition(&self, number: usize) -> bool {
        self.text(number).strip_prefix(':').is_some_and(|after| after.starts_with([' ', '\t']))
    }

    /// The line that a byte stands in.
    fn number(&self, byte: usize) -> usize {
        self.lines.partition_point(|(start, _)| *start <= byte).saturating_sub(1)
    }

    fn text(&self, number: usize) -> &str {
        self.lines[number].1.trim()
    }

    fn is_empty(&self, number: usize) -> bool {
        self.text(number).is_empty()
    }

    /// The first line from one on with text.
    fn next_text(&self, number: usize) -> Option<usize> {
        (number..self.lines.len()).find(|at| !self.is_empty(*at))
    }

    fn next_empty(&self, number: usize) -> usize {
        let empty = self.empty();
        empty.get(empty.partition_point(|empty| *empty <= number)).copied().unwrap_or(self.lines.len())
    }

    fn empty(&self) -> &[usize] {
        self.empty.get_or_init(|| (self.body..self.lines.len()).filter(|at| self.is_empty(*at)).collect())
    }

    /// From a line to the one before another.
    fn bytes(&self, first: usize, end: usize) -> Range<usize> {
        let (start, last) = self.lines[end - 1];
        self.lines[first].0..start + last.len()
    }
}
