//! The height of a body: a walk through its HTML that adds up its blocks.

use memchr::memchr;

use crate::model::html::{name_of, text_of};
use crate::model::letters::width;
use crate::paginate::measure::{BOLD, height};

/// The height of a body's HTML in a column, at a size of type; `small` is the least size there is.
pub fn prose(html: &str, size: f64, small: f64, column: f64) -> f64 {
    let mut measure = Prose {
        size,
        small,
        column,
        open: Vec::new(),
        lists: 0,
        is_small: false,
        text: String::new(),
        row: 0.0,
        height: 0.0,
    };
    let mut rest = html;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        measure.text.push_str(&rest[..at]);
        let Some(length) = memchr(b'>', &rest.as_bytes()[at..]) else { break };
        let tag = &rest[at + 1..at + length];
        rest = &rest[at + length + 1..];
        measure.tag(tag, rest);
    }
    measure.block(0.0);
    measure.height
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
struct Prose {
    size: f64,
    small: f64,
    /// The width of the column that is being filled.
    column: f64,
    open: Vec<Div>,
    /// How many lists, quotations and the like are open: each indents what is in it.
    lists: usize,
    /// Footnotes are being walked through.
    is_small: bool,
    text: String,
    /// The width of a table's row so far, its cells in one line each.
    row: f64,
    height: f64,
}

impl Prose {
    const LEADING: f64 = 1.42;
    const COLUMN_GAP: f64 = 64.0;
    /// How wide the letters of code are, as a share of the size of the type.
    const FIXED: f64 = 0.61;
    /// The least height that an image is given; it shrinks to what is left.
    const IMAGE: f64 = 260.0;
    /// The most that an image in a column takes.
    const COLUMN_IMAGE: f64 = 480.0;

    fn tag(&mut self, tag: &str, rest: &str) {
        let name = name_of(tag);
        let closes = tag.starts_with('/');
        match name {
            "div" if closes => self.close(),
            "div" => self.open_div(tag, rest),
            "section" | "aside" => {
                self.block(0.35);
                self.is_small = !closes && tag.contains("footnotes");
            }
            "h3" | "h4" | "h5" | "h6" if closes => self.heading(),
            "p" | "dt" | "dd" | "figcaption" if closes => self.block(0.65),
            "li" if closes => self.block(0.35),
            "br" => self.block(0.0),
            "ul" | "ol" | "dl" | "blockquote" => {
                self.block(0.35);
                self.lists = if closes { self.lists.saturating_sub(1) } else { self.lists + 1 };
            }
            "p" | "figure" => self.block(0.35),
            "th" | "td" if closes => {
                self.row += width(&std::mem::take(&mut self.text), self.size) + 1.2 * self.size;
            }
            "tr" if closes => self.row(),
            "pre" if closes => {
                let size = self.small.max(24.0);
                let letters = (self.column - 2.0 * size) / (size * Self::FIXED);
                let text = std::mem::take(&mut self.text);
                let lines = text.lines().map(|line| (text_of(line).chars().count() as f64 / letters).ceil().max(1.0));
                self.height += lines.sum::<f64>() * size * 1.45 + 60.0;
            }
            "pre" => self.block(0.65),
            "img" => self.height += if self.is_in_column() { Self::COLUMN_IMAGE } else { Self::IMAGE },
            "math" if !closes => self.text.push_str("nnnnnn"),
            _ => {}
        }
    }

    fn is_in_column(&self) -> bool {
        self.open.iter().any(|open| matches!(open, Div::Column))
    }

    fn open_div(&mut self, tag: &str, rest: &str) {
        self.block(0.35);
        if tag.contains("\"columns\"") {
            let number = rest.split("<div class=\"columns\">").next().unwrap_or(rest);
            let number = number.matches("<div class=\"column\">").count().max(1);
            self.open.push(Div::Columns { width: self.column, above: self.height, tallest: self.height, number });
        } else if tag.contains("\"column\"") {
            if let Some(Div::Columns { width, above, number, .. }) = self.open.last() {
                self.height = *above;
                self.column = (*width + Self::COLUMN_GAP) / *number as f64 - Self::COLUMN_GAP;
            }
            self.open.push(Div::Column);
        } else {
            self.open.push(Div::Plain);
        }
    }

    fn close(&mut self) {
        self.block(0.0);
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

    /// Ends a paragraph with a margin below it, as a share of the type's size.
    fn block(&mut self, margin: f64) {
        let text = std::mem::take(&mut self.text);
        let size = if self.is_small { self.small } else { self.size };
        let indent = 1.15 * self.size * self.lists as f64;
        let height = height(&text, size, Self::LEADING, (self.column - indent).max(4.0 * size));
        if height > 0.0 {
            self.height += height + margin * self.size;
        }
    }

    fn heading(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.height += height(&text, self.size * 1.07 * BOLD, 1.25, self.column) + 0.65 * self.size;
    }

    /// Ends a table's row. Columns share the width as their texts need it, so all cells have about as many lines.
    fn row(&mut self) {
        self.text.clear();
        let lines = (std::mem::take(&mut self.row) * 1.1 / self.column).ceil().max(1.0);
        self.height += self.size * (Self::LEADING * lines + 0.7) + 1.0;
    }
}
