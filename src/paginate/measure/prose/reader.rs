//! HTML, read for measuring.

use crate::model::html::{name_of, next_tag, text_of};
use crate::model::letters::{self, Word};
use crate::paginate::measure::prose::table::Table;
use crate::paginate::measure::prose::{End, Read, Step, Text};
use crate::paginate::measure::{BODY_TEXT, BOLD};

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

/// The width and the height of a picture whose tag says them: one in a line.
pub fn size_of(tag: &str) -> Option<(f64, f64)> {
    let said = |name: &str| tag.split_once(name)?.1.split_once('"')?.0.parse::<f64>().ok();
    said(" width=\"").zip(said(" height=\""))
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
    /// How many pictures stand in its lines, and the height of the highest.
    pictures: (usize, f64),
    /// The code that is being read, where it is code.
    code: Option<String>,
    /// The cells of the row that is being read.
    cells: Vec<Text>,
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
        let pictures = std::mem::take(&mut self.pictures);
        if let Some(code) = &mut self.code {
            code.clear();
        }
        Text { words, breaks_anywhere, pictures }
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
                let cells = std::mem::take(&mut self.cells);
                if let Some(table) = self.read.tables.len().checked_sub(1) {
                    self.read.steps.push(Step::Row(table, cells));
                }
            }
            "table" if !closes => {
                self.read.steps.push(Step::Table(self.read.tables.len()));
                self.read.tables.push(Table::default());
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
            "img" => match size_of(tag) {
                Some((width, height)) => self.picture(width, height),
                None => self.read.steps.push(Step::Image),
            },
            "math" if !closes => self.text("nnnnnn"),
            _ => {}
        }
    }

    /// Reads on behind a picture in a line.
    fn picture(&mut self, width: f64, height: f64) {
        let width = width / BODY_TEXT;
        self.width += width;
        self.goes_on = false;
        self.read.words.push(width);
        self.pictures = (self.pictures.0 + 1, self.pictures.1.max(height));
    }

    /// Ends a cell of a table.
    fn cell(&mut self, is_head: bool) {
        let weight = if is_head { BOLD } else { 1.0 };
        let line = self.width * weight;
        let text = self.take();
        let words = &mut self.read.words[text.words.clone()];
        for word in words.iter_mut() {
            *word *= weight;
        }
        let widest = match text.breaks_anywhere {
            Some(_) => 1.0,
            None => words.iter().copied().fold(0.0, f64::max),
        };
        if let Some(table) = self.read.tables.last_mut() {
            table.add(self.cells.len(), widest, line.max(widest));
        }
        self.cells.push(text);
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
