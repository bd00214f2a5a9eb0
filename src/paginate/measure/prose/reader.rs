//! HTML, read for measuring.

use crate::model::html::{name_of, next_tag, text_of};
use crate::model::letters::{self, Word};
use crate::paginate::measure::BOLD;
use crate::paginate::measure::prose::{End, Read, Step, Text};

/// Reads HTML, which is well-formed.
pub fn read(html: &str) -> Read {
    let mut reader = Reader::default();
    let (mut rest, mut depth) = (html, 0_usize);
    while let Some((text, tag, after)) = next_tag(rest) {
        reader.text(text);
        let name = name_of(tag);
        reader.tag(name, tag, after);
        rest = after;
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !is_void(name, tag) {
            depth += 1;
        }
        // The rows of a table stand three deep where it is in no other element.
        if depth < 2 || depth == End::ROW && matches!(name, "tbody" | "tr") {
            let end = End { depth, byte: html.len() - after.len(), step: reader.read.steps.len() };
            reader.read.ends.push(end);
        }
    }
    reader.block(0.0);
    reader.read
}

/// How much deeper HTML ends than it begins.
pub fn depth_after(html: &str) -> i64 {
    let mut rest = html;
    let tags = std::iter::from_fn(|| {
        let (_, tag, after) = next_tag(rest)?;
        rest = after;
        Some(tag)
    });
    tags.map(|tag| if tag.starts_with('/') { -1 } else { i64::from(!is_void(name_of(tag), tag)) }).sum()
}

/// Whether a tag begins no element that another tag ends.
fn is_void(name: &str, tag: &str) -> bool {
    matches!(name, "br" | "img" | "hr" | "input" | "wbr" | "col" | "source") || tag.ends_with('/')
}

#[derive(Default)]
struct Reader {
    read: Read,
    /// The first word of the text that is being read, its width in one line, and whether its last word is not over yet.
    first: usize,
    width: f64,
    goes_on: bool,
    breaks_anywhere: bool,
    /// The code that is being read, where it is code.
    code: Option<String>,
    /// The width of a table's row so far; how many cells it has; and of each column the widest word with the space behind it.
    row: f64,
    cells: usize,
    columns: Vec<f64>,
    /// The step with which the table begins.
    table: usize,
}

impl Reader {
    /// Reads on in the text.
    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(code) = &mut self.code {
            code.push_str(text);
        }
        self.breaks_anywhere |= letters::breaks_anywhere(text);
        for Word { space, width } in letters::words(text) {
            self.goes_on = self.goes_on && space == 0.0;
            self.width += space;
            let Some(width) = width else { break };
            self.width += width;
            match self.read.words.last_mut().filter(|_| self.goes_on) {
                // A word goes on behind a tag.
                Some(word) => *word += width,
                None => self.read.words.push(width),
            }
            self.goes_on = true;
        }
    }

    /// Ends the text.
    fn take(&mut self) -> Text {
        let words = self.first..self.read.words.len();
        let breaks_anywhere = self.breaks_anywhere.then_some(self.width);
        self.first = words.end;
        (self.width, self.goes_on, self.breaks_anywhere) = (0.0, false, false);
        if let Some(code) = &mut self.code {
            code.clear();
        }
        Text { words, breaks_anywhere }
    }

    fn tag(&mut self, name: &str, tag: &str, rest: &str) {
        let closes = tag.starts_with('/');
        match name {
            "div" if closes => {
                self.block(0.0);
                self.read.steps.push(Step::EndDiv);
            }
            "div" => self.open_div(tag, rest),
            "section" | "aside" => {
                self.block(0.35);
                let is_small = !closes && tag.contains("footnotes");
                self.read.steps.push(Step::Small(is_small));
            }
            "h3" | "h4" | "h5" | "h6" if closes => {
                let text = self.take();
                self.read.steps.push(Step::Heading(text));
            }
            "p" | "dt" | "dd" | "figcaption" if closes => self.block(0.65),
            "li" if closes => self.block(0.35),
            "br" => self.block(0.0),
            "ul" | "ol" | "dl" | "blockquote" => {
                self.block(0.35);
                self.read.steps.push(if closes { Step::Outdent } else { Step::Indent });
            }
            "p" | "figure" => self.block(0.35),
            "th" | "td" if closes => self.cell(name == "th"),
            "tr" if closes => {
                self.take();
                self.cells = 0;
                self.read.steps.push(Step::Row(std::mem::take(&mut self.row)));
            }
            "table" if closes => {
                let width = std::mem::take(&mut self.columns).iter().sum();
                if let Some(step) = self.read.steps.get_mut(self.table) {
                    *step = Step::Table(width);
                }
            }
            "table" => {
                self.table = self.read.steps.len();
                self.read.steps.push(Step::Table(0.0));
            }
            "pre" if closes => {
                let code = self.code.take().unwrap_or_default();
                self.take();
                let lines = code.lines().map(|line| text_of(line).chars().count());
                self.read.steps.push(Step::Code(lines.collect()));
            }
            "pre" => {
                self.block(0.65);
                self.code = Some(String::new());
            }
            "img" => self.read.steps.push(Step::Image),
            "math" if !closes => self.text("nnnnnn"),
            _ => {}
        }
    }

    /// Ends a cell of a table.
    fn cell(&mut self, is_head: bool) {
        const SPACE: f64 = 1.2;
        self.row += self.width + SPACE;
        let Text { words, breaks_anywhere } = self.take();
        let widest = match breaks_anywhere {
            Some(_) => 1.0,
            None => self.read.words[words].iter().copied().fold(0.0, f64::max),
        };
        let width = SPACE + widest * if is_head { BOLD } else { 1.0 };
        match self.columns.get_mut(self.cells) {
            Some(column) => *column = column.max(width),
            None => self.columns.push(width),
        }
        self.cells += 1;
    }

    fn open_div(&mut self, tag: &str, rest: &str) {
        self.block(0.35);
        self.read.steps.push(if tag.contains("\"columns\"") {
            let columns = rest.split("<div class=\"columns\">").next().unwrap_or(rest);
            Step::Columns(columns.matches("<div class=\"column\">").count().max(1))
        } else if tag.contains("\"column\"") {
            Step::Column
        } else {
            Step::Div
        });
    }

    /// Ends a paragraph with a margin below it, as a share of the type's size.
    fn block(&mut self, margin: f64) {
        let text = self.take();
        if !text.words.is_empty() {
            self.read.steps.push(Step::Block(text, margin));
        }
    }
}
