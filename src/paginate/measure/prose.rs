//! The height of a body: its HTML is read once, into the steps of a walk through it; a walk at a size of type adds up the
//! heights of its blocks.

mod reader;
mod table;

pub use reader::{depth_after, size_of};

use std::ops::Range;
use std::rc::Rc;

use crate::paginate::measure::prose::table::Table;
use crate::paginate::measure::{BOLD, Lines};

/// HTML as it is read for measuring, or a part of it.
#[derive(Clone, Debug)]
pub struct Prose {
    read: Rc<Read>,
    steps: Range<usize>,
    is_item: bool,
}

#[derive(Debug, Default)]
struct Read {
    steps: Vec<Step>,
    /// The widths of all words, as shares of the type's size.
    words: Vec<f64>,
    tables: Vec<Table>,
    ends: Vec<End>,
}

/// The room that a text takes in a column.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    pub height: f64,
    /// The least width of its widest table, as a share of the column's: more than 1 sticks out.
    pub width: f64,
}

/// Where an element ends that is in no other or in one only, or such a one begins; and where the rows of a table begin and
/// each of them ends.
#[derive(Clone, Copy, Debug, Default)]
pub struct End {
    /// How many elements are open then.
    pub depth: usize,
    /// The byte of the HTML behind the tag, and the step of the walk.
    pub byte: usize,
    pub step: usize,
}

impl End {
    /// How many elements are open between the rows of a table that is in no other element.
    pub const ROW: usize = 3;
}

#[derive(Debug)]
enum Step {
    /// A paragraph ends, with a margin below it as a share of the type's size.
    Block(Text, f64),
    Heading(Text),
    /// A row of a table ends, of these cells.
    Row(usize, Vec<Text>),
    /// A table begins.
    Table(usize),
    /// A block of code ends: how many letters each line has.
    Code(Vec<usize>),
    Image,
    /// A list, quotation or the like begins or ends: each indents what is in it.
    Indent,
    Outdent,
    /// Footnotes begin (or end).
    Small(bool),
    Div,
    /// Columns side by side, and how many.
    Columns(usize),
    Column,
    EndDiv,
}

/// A text in a body.
#[derive(Debug)]
struct Text {
    /// Which words of the body are its.
    words: Range<usize>,
    /// Its width in one line, where lines may end between any two letters.
    breaks_anywhere: Option<f64>,
    /// How many pictures stand in its lines, and the height of the highest.
    pictures: (usize, f64),
}

impl Prose {
    /// Reads a body's HTML.
    pub fn of(html: &str) -> Self {
        let read = reader::read(html);
        Self { steps: 0..read.steps.len(), read: Rc::new(read), is_item: false }
    }

    /// Where its outer elements end.
    pub fn ends(&self) -> &[End] {
        &self.read.ends
    }

    /// Those of them behind a byte of the HTML, up to another.
    pub fn ends_between(&self, before: usize, last: usize) -> &[End] {
        let up_to = |byte: usize| self.read.ends.partition_point(|end| end.byte <= byte);
        let (first, last) = (up_to(before), up_to(last));
        &self.read.ends[first..last.max(first)]
    }

    /// What stands between two ends; until the last where `until` is `None`.
    pub fn part(&self, from: End, until: Option<End>, is_item: bool) -> Self {
        let until = until.map_or(self.read.steps.len(), |until| until.step);
        Self { read: Rc::clone(&self.read), steps: from.step..until, is_item }
    }

    /// The room it takes in a column, at a size of type; `small` is the least size there is.
    pub fn extent(&self, size: f64, small: f64, column: f64) -> Extent {
        let (read, lists) = (&*self.read, usize::from(self.is_item));
        let open = Vec::new();
        let mut walk = Walk { read, size, small, column, open, lists, is_small: false, height: 0.0, widest: 0.0 };
        self.read.steps[self.steps.clone()].iter().for_each(|step| walk.step(step));
        Extent { height: walk.height, width: walk.widest }
    }
}

/// What a `div` that is open does to the measure.
enum Div {
    Plain,
    /// Columns side by side: the width of all, the height above them, the tallest one so far, how many there are.
    Columns {
        width: f64,
        above: f64,
        tallest: f64,
        number: usize,
    },
    Column,
}

/// The state of a walk through a body.
struct Walk<'a> {
    read: &'a Read,
    size: f64,
    small: f64,
    /// The width of the column that is being filled.
    column: f64,
    open: Vec<Div>,
    /// How many lists are open.
    lists: usize,
    /// Footnotes are being walked through.
    is_small: bool,
    height: f64,
    widest: f64,
}

impl Walk<'_> {
    const LEADING: f64 = 1.42;
    const COLUMN_GAP: f64 = 64.0;
    /// How wide the letters of code are, as a share of the size of the type.
    const FIXED: f64 = 0.61;
    /// The least height that an image is given; it shrinks to what is left.
    const IMAGE: f64 = 260.0;
    /// The most that an image in a column takes.
    const COLUMN_IMAGE: f64 = 480.0;

    fn step(&mut self, step: &Step) {
        match step {
            Step::Block(text, margin) => {
                let size = if self.is_small { self.small } else { self.size };
                let indent = 1.15 * self.size * self.lists as f64;
                let lines = self.lines(text, size, (self.column - indent).max(4.0 * size));
                self.height += lines * size * Self::LEADING + margin * self.size + Self::above(text, size, lines);
            }
            Step::Heading(text) => {
                let size = self.size * 1.07 * BOLD;
                self.height += self.lines(text, size, self.column) * size * 1.25 + 0.65 * self.size;
            }
            Step::Row(table, cells) => {
                let lines = self.lines_of_row(&self.read.tables[*table], cells);
                let above = cells.iter().map(|cell| Self::above(cell, self.size, lines)).fold(0.0, f64::max);
                self.height += self.size * (Self::LEADING * lines + 0.7) + 1.0 + above;
            }
            Step::Table(table) => {
                let width = self.read.tables[*table].least() * self.size;
                self.widest = self.widest.max(width / self.column);
            }
            Step::Code(lines) => {
                let size = self.small.max(24.0);
                let letters = (self.column - 2.0 * size) / (size * Self::FIXED);
                let lines = lines.iter().map(|length| (*length as f64 / letters).ceil().max(1.0));
                self.height += lines.sum::<f64>() * size * 1.45 + 60.0;
            }
            Step::Image => {
                let is_in_column = self.open.iter().any(|open| matches!(open, Div::Column));
                self.height += if is_in_column { Self::COLUMN_IMAGE } else { Self::IMAGE };
            }
            Step::Indent => self.lists += 1,
            Step::Outdent => self.lists = self.lists.saturating_sub(1),
            Step::Small(is_small) => self.is_small = *is_small,
            Step::Div => self.open.push(Div::Plain),
            Step::Columns(number) => {
                let (above, number) = (self.height, *number);
                self.open.push(Div::Columns { width: self.column, above, tallest: above, number });
            }
            Step::Column => {
                if let Some(Div::Columns { width, above, number, .. }) = self.open.last() {
                    self.height = *above;
                    self.column = (*width + Self::COLUMN_GAP) / *number as f64 - Self::COLUMN_GAP;
                }
                self.open.push(Div::Column);
            }
            Step::EndDiv => self.close(),
        }
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Div::Column) => {
                if let Some(Div::Columns { tallest, .. }) = self.open.last_mut() {
                    *tallest = tallest.max(self.height);
                }
            }
            Some(Div::Columns { width, tallest, .. }) => {
                self.column = width;
                self.height = tallest.max(self.height);
            }
            Some(Div::Plain) | None => {}
        }
    }

    /// What pictures in the lines of a text add to their height.
    fn above(text: &Text, size: f64, lines: f64) -> f64 {
        let (count, height) = text.pictures;
        lines.min(count as f64) * (height - size * Self::LEADING).max(0.0)
    }

    /// How many lines the highest of a row's cells has.
    fn lines_of_row(&self, table: &Table, cells: &[Text]) -> f64 {
        let Some(share) = table.share(self.column / self.size) else { return 1.0 };
        let lines =
            cells.iter().enumerate().map(|(at, cell)| self.lines(cell, self.size, table.room(at, share) * self.size));
        lines.fold(1.0, f64::max)
    }

    /// How many lines a text takes.
    fn lines(&self, text: &Text, size: f64, column: f64) -> f64 {
        if let Some(width) = text.breaks_anywhere {
            return (width * size / column).ceil();
        }
        let mut lines = Lines::of(size, column);
        self.read.words[text.words.clone()].iter().for_each(|word| lines.add(word * size));
        lines.count as f64
    }
}
