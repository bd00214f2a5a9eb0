//! What a drawing consists of: shapes, and texts that never lie on each other.

use crate::model::letters;
use crate::render::chart::svg::Svg;

/// The size of all type in a chart. Its units are about those of a slide, where nothing is smaller.
pub const SIZE: f64 = 22.0;
/// The height of a line of text.
pub const LINE: f64 = 26.0;
/// How far letters reach above and below their base line.
const ASCENT: f64 = SIZE * 0.76;
const DESCENT: f64 = SIZE * 0.24;
/// As many texts as most drawings have.
const TEXTS: usize = 32;
/// Bold letters are wider by this.
const BOLD: f64 = 1.08;

/// Where a text's position is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// Text in one line, which is measured once.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub text: String,
    /// Its width, in shares of the size of the type.
    reach: f64,
}

impl Line {
    /// Measures a text.
    pub fn of(text: String) -> Self {
        Self { reach: letters::reach(0.0, &text), text }
    }

    /// Its width in the drawing.
    pub fn width(&self, bold: bool) -> f64 {
        in_type(self.reach, bold)
    }
}

/// A line of text in its place.
#[derive(Clone, Debug)]
pub struct Text {
    pub x: f64,
    /// Of the base line.
    pub y: f64,
    pub anchor: Anchor,
    /// What the text is.
    pub class: &'static str,
    /// The class of what it names; empty where that has none.
    pub of: &'static str,
    pub bold: bool,
    pub line: Line,
}

/// A rectangle: left, top, right, bottom.
pub type Bounds = (f64, f64, f64, f64);

impl Text {
    /// The room it takes.
    pub fn bounds(&self) -> Bounds {
        self.bounds_of(self.width())
    }

    fn width(&self) -> f64 {
        self.line.width(self.bold)
    }

    fn looks_like(&self, other: &Self) -> bool {
        (self.anchor, self.class, self.of, self.bold) == (other.anchor, other.class, other.of, other.bold)
    }

    /// The room it takes, as wide as it is.
    fn bounds_of(&self, width: f64) -> Bounds {
        let left = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::End => self.x - width,
        };
        (left, self.y - ASCENT, left + width, self.y + DESCENT)
    }
}

/// The width of a line of text.
pub fn width(text: &str, bold: bool) -> f64 {
    in_type(letters::reach(0.0, text), bold)
}

/// A width in the drawing, from one in shares of the size of the type.
fn in_type(reach: f64, bold: bool) -> f64 {
    reach * SIZE * if bold { BOLD } else { 1.0 }
}

/// The base line of a line of text whose middle is at `y`.
pub fn base_line(y: f64) -> f64 {
    y + SIZE * 0.35
}

/// The text in lines no wider than `room`; what takes more than `most` of them ends in an ellipsis.
pub fn wrap(text: &str, room: f64, most: usize, bold: bool) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if let Some(line) = lines.last_mut() {
            // Only what is new is measured.
            let reach = letters::reach(letters::reach(line.reach, " "), word);
            if in_type(reach, bold) <= room {
                line.text.push(' ');
                line.text.push_str(word);
                line.reach = reach;
                continue;
            }
        }
        let mut line = String::with_capacity(text.len());
        line.push_str(word);
        lines.push(Line::of(line));
    }
    let is_cut = lines.len() > most;
    lines.truncate(most);
    let last = lines.len();
    for (number, line) in lines.iter_mut().enumerate() {
        if line.width(bold) > room || (is_cut && number + 1 == last) {
            let mut text = std::mem::take(&mut line.text);
            while !text.is_empty() && width(&format!("{text}…"), bold) > room {
                text.pop();
            }
            text.truncate(text.trim_end().len());
            text.push('…');
            *line = Line::of(text);
        }
    }
    lines
}

/// A drawing in the making. Shapes lie below texts.
#[derive(Debug)]
pub struct Scene {
    pub width: f64,
    pub height: f64,
    shapes: Svg,
    pub texts: Vec<Text>,
    /// The room that each text takes.
    taken: Vec<Bounds>,
}

impl Scene {
    /// An empty drawing.
    pub fn new(width: f64, height: f64) -> Self {
        let (texts, taken) = (Vec::with_capacity(TEXTS), Vec::with_capacity(TEXTS));
        Self { width, height, shapes: Svg::with_capacity(4096), texts, taken }
    }

    /// Adds a path of some classes; `d` says where it goes. One that goes nowhere is none.
    pub fn path(&mut self, classes: &[&str], d: impl FnOnce(&mut Svg)) {
        let before = self.shapes.len();
        self.start("<path class=\"", classes);
        let start = self.shapes.add("\" d=\"").len();
        d(&mut self.shapes);
        if self.shapes.len() == start {
            self.shapes.truncate(before);
        } else {
            self.shapes.add("\"/>");
        }
    }

    /// Adds a rectangle between two corners.
    pub fn rect(&mut self, classes: &[&str], (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        self.start("<rect class=\"", classes);
        self.shapes.add("\" x=\"").at(x1.min(x2)).add("\" y=\"").at(y1.min(y2));
        self.shapes.add("\" width=\"").at((x2 - x1).abs()).add("\" height=\"").at((y2 - y1).abs()).add("\"/>");
    }

    /// Adds the mark of a status, its middle at a point.
    pub fn mark(&mut self, status: &str, x: f64, y: f64, size: f64) {
        self.start("<use class=\"", &["chart-mark", status]);
        self.shapes.add("\" href=\"#shape:").text(status);
        self.shapes.add("\" x=\"").at(x - size / 2.0).add("\" y=\"").at(y - size / 2.0);
        self.shapes.add("\" width=\"").at(size).add("\" height=\"").at(size).add("\"/>");
    }

    /// The start of a shape, up to the end of its classes.
    fn start(&mut self, element: &str, classes: &[&str]) {
        self.shapes.add(element);
        for (number, class) in classes.iter().enumerate() {
            if number > 0 {
                self.shapes.add(" ");
            }
            self.shapes.add(class);
        }
    }

    /// Adds a text where it is free, and moves it into the drawing if it reaches out of it at a side. Says whether there was room:
    /// what is more important is added first.
    pub fn text(&mut self, mut text: Text) -> bool {
        let width = text.width();
        let (left, _, right, _) = text.bounds_of(width);
        if right > self.width {
            text.x -= right - self.width;
        } else if left < 0.0 {
            text.x -= left;
        }
        let own = text.bounds_of(width);
        let free = !text.line.text.is_empty() && self.taken.iter().all(|other| !overlap(own, *other));
        if free {
            self.texts.push(text);
            self.taken.push(own);
        }
        free
    }

    /// Writes the shapes and texts, without the element around them. Texts that look alike, one after the other, are a group.
    pub fn write(&self, svg: &mut Svg) {
        svg.add(self.shapes.as_str());
        for alike in self.texts.chunk_by(Text::looks_like) {
            let first = &alike[0];
            let anchor = match first.anchor {
                Anchor::Start => "",
                Anchor::Middle => " middle",
                Anchor::End => " end",
            };
            let bold = if first.bold { " strong" } else { "" };
            svg.add("<g class=\"").add(first.class);
            if !first.of.is_empty() {
                svg.add(" ").add(first.of);
            }
            svg.add(anchor).add(bold).add("\">");
            for text in alike {
                svg.add("<text x=\"")
                    .at(text.x)
                    .add("\" y=\"")
                    .at(text.y)
                    .add("\">")
                    .text(&text.line.text)
                    .add("</text>");
            }
            svg.add("</g>");
        }
    }
}

fn overlap(a: Bounds, b: Bounds) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

#[cfg(test)]
mod tests {
    use crate::render::chart::scene::{Anchor, Line, Scene, Text, width, wrap};
    use crate::render::chart::svg::Svg;

    fn text(text: &str, x: f64, y: f64) -> Text {
        Text { x, y, anchor: Anchor::Middle, class: "t", of: "", bold: false, line: Line::of(text.into()) }
    }

    #[test]
    fn the_second_of_two_texts_in_one_place_is_left_out() {
        let mut scene = Scene::new(300.0, 100.0);
        assert!(scene.text(text("one", 100.0, 50.0)));
        assert!(!scene.text(text("two", 110.0, 60.0)));
        assert!(scene.text(text("two", 110.0, 80.0)));
        // Moved in from the edge.
        assert!(scene.text(text("three", 299.0, 50.0)));
        assert!(scene.texts[2].bounds().2 <= 300.001);
    }

    #[test]
    fn texts_of_one_look_are_a_group() {
        let mut scene = Scene::new(300.0, 100.0);
        scene.path(&["nowhere"], |_| {});
        for (anchor, x) in [(Anchor::Middle, 20.0), (Anchor::Middle, 60.0), (Anchor::End, 140.0)] {
            scene.text(Text { anchor, ..text("7", x, 50.0) });
        }
        scene.text(Text { anchor: Anchor::End, bold: true, ..text("7", 200.0, 50.0) });
        let mut svg = Svg::default();
        scene.write(&mut svg);
        let seven = |x: u8| format!("<text x=\"{x}\" y=\"50\">7</text>");
        let groups = [("t middle", seven(20) + &seven(60)), ("t end", seven(140)), ("t end strong", seven(200))];
        let wanted = groups.map(|(class, texts)| format!("<g class=\"{class}\">{texts}</g>")).concat();
        assert_eq!(svg.as_str(), wanted);
    }

    #[test]
    fn long_text_is_wrapped_and_cut() {
        let room = width("Search and recommendations", false);
        let lines =
            |text, most| -> Vec<_> { wrap(text, room, most, false).into_iter().map(|line| line.text).collect() };
        assert_eq!(lines("Search", 2), ["Search"]);
        assert_eq!(lines("Search and recommendations for readers", 2), ["Search and recommendations", "for readers"]);
        assert_eq!(lines("Search and recommendations for readers", 1), ["Search and recommendatio…"]);
        assert_eq!(lines("Donaudampfschifffahrtsgesellschaft", 2).len(), 1);
        assert_eq!(lines("", 2).len(), 0);
    }

    #[test]
    fn what_is_written_is_escaped() {
        let mut scene = Scene::new(300.0, 100.0);
        scene.text(text("a<b & \"c\"", 100.0, 50.0));
        let mut svg = Svg::default();
        scene.write(&mut svg);
        assert!(svg.as_str().contains(">a&lt;b &amp; &quot;c&quot;</text>"), "{svg:?}");
    }
}
