//! How much room text takes on a slide, estimated without a browser: to continue what is too long, and to say what is too full.
//!
//! All lengths are in slide units: a slide is 1920 wide and 1080 high. Widths of letters are those of a wide sans serif
//! (`DejaVu` Sans), so that with the narrower fonts of most systems the estimate errs to the safe side.

/// The height of a slide between its title of one line and its foot.
pub const BODY_HEIGHT: f64 = 780.0;
/// The width of a slide between its margins.
pub const BODY_WIDTH: f64 = 1720.0;
/// The size of body text.
pub const BODY_TEXT: f64 = 28.0;
/// The size of notes under values, and the smallest there is.
pub const SMALL_TEXT: f64 = 22.0;
/// The size of a slide's title.
pub const TITLE_TEXT: f64 = 54.0;

/// How wide a character is, as a share of the size of the type.
fn advance(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '\'' | '|' | '’' => 0.28,
        '.' | ',' | ':' | ';' | ' ' | '\u{a0}' | 'I' | '!' => 0.33,
        'f' | 't' | 'r' | '(' | ')' | '-' | '–' | '/' | '"' | '“' | '”' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.92,
        'A'..='Z' => 0.69,
        'a'..='z' | '0'..='9' => 0.61,
        '\u{300}'..='\u{36f}' => 0.0,
        '\u{2e80}'..='\u{ffef}' | '\u{1f000}'..='\u{1faff}' => 1.0,
        _ => 0.65,
    }
}

/// The width of a text in one line, at a size of type.
fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// How many lines a text takes at a size of type in a column; none where there is no text.
pub fn lines(text: &str, size: f64, column: f64) -> usize {
    let space = advance(' ') * size;
    let mut lines = 0;
    let mut used = f64::INFINITY;
    for word in text.split_whitespace() {
        let word = width(word, size);
        if used + space + word > column {
            // A word wider than the column is broken.
            lines += (word / column).ceil().max(1.0) as usize;
            used = if word > column { word % column } else { word };
        } else {
            used += space + word;
        }
    }
    lines
}

/// The height of a text that wraps in a column; `leading` is the height of a line as a share of the type's size.
pub fn height(text: &str, size: f64, leading: f64, column: f64) -> f64 {
    lines(text, size, column) as f64 * size * leading
}

/// What a title of more than one line takes from the body.
pub fn title_excess(title: &str) -> f64 {
    lines(title, TITLE_TEXT * 1.06, BODY_WIDTH).saturating_sub(1) as f64 * TITLE_TEXT * 1.15
}

/// The beginning of a title of more than `longest` characters, cut between two words.
pub fn short(title: &str, longest: usize) -> String {
    if title.chars().count() <= longest {
        return title.to_owned();
    }
    let mut short = String::new();
    for word in title.split_whitespace() {
        if short.chars().count() + word.chars().count() + 2 > longest {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short.trim_end_matches([',', ';', ':', '.', '(', '-', '–']).trim_end().to_owned() + "…"
}

/// The height of a body's HTML in a column, at a size of type.
pub fn prose(html: &str, size: f64, column: f64) -> f64 {
    let mut measure = Prose { size, column, open: Vec::new(), text: String::new(), height: 0.0 };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        measure.text.push_str(&rest[..at]);
        let Some(length) = rest[at..].find('>') else { break };
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
    /// The width of the column that is being filled.
    column: f64,
    open: Vec<Div>,
    text: String,
    height: f64,
}

impl Prose {
    const LEADING: f64 = 1.42;
    const COLUMN_GAP: f64 = 64.0;

    fn tag(&mut self, tag: &str, rest: &str) {
        let name = tag.split([' ', '\n', '/']).find(|part| !part.is_empty()).unwrap_or_default();
        let closes = tag.starts_with('/');
        match name {
            "div" if closes => self.close(),
            "div" => self.open_div(tag, rest),
            "p" | "dt" | "dd" | "figcaption" | "h3" | "h4" | "h5" | "h6" if closes => self.block(0.65),
            "li" if closes => self.block(0.35),
            "br" => self.block(0.0),
            "ul" | "ol" | "dl" | "blockquote" | "p" => self.block(0.35),
            "tr" if closes => {
                self.text.clear();
                self.height += self.size * (Self::LEADING + 0.75);
            }
            "pre" if closes => {
                let lines = std::mem::take(&mut self.text).lines().count() as f64;
                self.height += lines * 24.0 * 1.45 + 60.0;
            }
            "pre" => self.block(0.65),
            "img" => self.height += 300.0,
            "math" if !closes => self.text.push_str("nnnnnn"),
            _ => {}
        }
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
        let height = height(&text, self.size, Self::LEADING, self.column - self.size);
        if height > 0.0 {
            self.height += height + margin * self.size;
        }
    }
}
