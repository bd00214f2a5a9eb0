//! What a part of a page says to somebody who hears it: for programs that read aloud what is else a picture.

use crate::cli::export::tags::{self, Piece, Tag};
use crate::model::html::{is_inline, text_of};

/// Elements that stand within a sentence, beside those of every text.
const INLINE: [&str; 13] =
    ["bdi", "br", "cite", "dfn", "img", "input", "label", "q", "samp", "small", "time", "var", "wbr"];

/// Classes of what is not shown on a slide: labels of cells that are cards on a phone, numbers that are folded away.
const UNSEEN: [&str; 2] = ["cell-label", "chart-data"];

/// Elements without content, and so without a tag that ends them.
const VOID: [&str; 5] = ["br", "col", "hr", "source", "wbr"];

/// The texts of its blocks, one by one: with what images show, the description of each chart, and marks of what is ticked;
/// without what is there for narrow screens, or for the eyes alone.
pub fn heard(html: &str) -> Vec<String> {
    let mut heard = Heard::default();
    heard.read(html);
    heard.end();
    heard.blocks
}

#[derive(Default)]
struct Heard {
    blocks: Vec<String>,
    /// The block that is being read.
    block: String,
    /// For each `span` that is open, whether it stands apart from the letters around it.
    spans: Vec<bool>,
    /// Something stood apart since the last letter.
    is_apart: bool,
}

impl Heard {
    fn read(&mut self, mut rest: &str) {
        while let Some(piece) = tags::next(&mut rest) {
            match piece {
                Piece::Tag(tag) => self.open(&tag, &mut rest),
                Piece::Other(text) if !text.starts_with('<') => self.text(&text_of(text)),
                Piece::Other(tag) if tags::is_end(tag, "span") => self.is_apart |= self.spans.pop().unwrap_or(false),
                Piece::Other(tag) => self.boundary(tag.trim_start_matches("</").trim_end_matches('>')),
            }
        }
    }

    fn open(&mut self, tag: &Tag, rest: &mut &str) {
        let before = *rest;
        let is_chart = tag.name == "svg" && tag.has_class(&["wide"]);
        let is_seen = !tag.has_class(&UNSEEN) && tag.get("aria-hidden") != Some("true") && tag.get("hidden").is_none();
        match tag.name {
            "img" => self.apart(&text_of(tag.get("alt").unwrap_or_default())),
            "input" => self.apart(if tag.get("checked").is_some() { "☑" } else { "☐" }),
            "svg" | "annotation" => {
                tags::skip(rest, tag.name);
                if let Some(label) = tag.get("aria-label") {
                    self.apart(&text_of(label));
                } else if is_chart {
                    self.describe(&before[..before.len() - rest.len()]);
                }
            }
            name if !is_seen && VOID.contains(&name) => self.boundary(name),
            name if !is_seen => tags::skip(rest, name),
            "span" => {
                // Colours of code part no words, nor does what keeps a quarter together.
                let class = tag.get("class").unwrap_or_default();
                let is_apart =
                    !class.is_empty() && !class.starts_with("hl-") && !matches!(class, "unbroken" | "together");
                self.spans.push(is_apart);
                self.is_apart |= is_apart;
            }
            "sup" if tag.has_class(&["footnote-ref"]) => self.is_apart = true,
            name => self.boundary(name),
        }
    }

    /// The description in a drawing.
    fn describe(&mut self, mut drawing: &str) {
        while let Some(piece) = tags::next(&mut drawing) {
            if let Piece::Tag(Tag { name: "desc", .. }) = piece {
                let text = drawing.split('<').next().unwrap_or_default();
                self.end();
                self.text(&text_of(text));
                self.end();
            }
        }
    }

    /// A tag begins or ends an element: a block, unless it stands within a sentence.
    fn boundary(&mut self, name: &str) {
        if name == "br" {
            self.is_apart = true;
        } else if !is_inline(name.as_bytes()) && !INLINE.contains(&name) && !name.starts_with('!') {
            self.end();
        }
    }

    /// Adds a text that is no part of a word.
    fn apart(&mut self, text: &str) {
        self.is_apart = true;
        self.text(text);
        self.is_apart = true;
    }

    fn text(&mut self, text: &str) {
        let Some(first) = text.chars().next() else { return };
        let is_closing = first.is_whitespace() || matches!(first, ',' | ';' | '.' | ':' | ')' | '!' | '?');
        if std::mem::take(&mut self.is_apart) && !is_closing && !self.block.ends_with(['(', '“', '\u{2068}']) {
            self.block.push(' ');
        }
        self.block.push_str(text);
    }

    fn end(&mut self) {
        self.is_apart = false;
        let block = std::mem::take(&mut self.block);
        let words: Vec<&str> = block.split_whitespace().collect();
        if !words.is_empty() {
            self.blocks.push(words.join(" "));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::heard;

    #[test]
    fn what_stands_beside_each_other_is_no_word() {
        let html = "<ul class=\"strip\"><li><a href=\"#a\"><span class=\"status\"><svg class=\"mark\"><use href=\"#b\"/></svg>\
            <span class=\"status-word\">Off track</span></span><span class=\"strip-title\">Content</span></a></li></ul>\
            <p><svg class=\"bar\" role=\"img\" aria-label=\"Progress 39%\"><path/></svg>\
            <span class=\"bar-words\" aria-hidden=\"true\">39%</span><span class=\"note\">heading for 5</span></p>";
        assert_eq!(heard(html), ["Off track Content", "Progress 39% heading for 5"]);
        let html = "<p>In <span class=\"unbroken\">Q3 2021</span>, un<b>believ</b>able(<bdi>5</bdi>) H<sub>2</sub>O word\
            <sup class=\"footnote-ref\"><a>1</a></sup>.<br>Next &amp; last</p>\
            <pre><code><span class=\"hl-function\">main</span>()</code></pre>";
        assert_eq!(heard(html), ["In Q3 2021, unbelievable(5) H2O word 1. Next & last", "main()"]);
    }

    #[test]
    fn images_and_ticks_are_heard() {
        let html = "<p>See<img src=\"a.png\" alt=\"Our &quot;team&quot;\">there</p><p><img src=\"b.png\" alt=\"\"></p>\
            <ul><li><label><input type=\"checkbox\" disabled> to do</label></li>\
            <li><label><input type=\"checkbox\" disabled checked> done</label></li></ul>";
        assert_eq!(heard(html), ["See Our \"team\" there", "☐ to do", "☑ done"]);
    }

    #[test]
    fn what_a_slide_does_not_show_is_not_heard() {
        let html = "<figure><figcaption>Days</figcaption><div class=\"chart-room\">\
            <svg class=\"chart wide\"><title>Days</title><desc>Line chart.</desc><text>20</text></svg>\
            <svg class=\"chart narrow\"><title>Days</title><desc>Line chart.</desc><text>20</text></svg></div>\
            <details class=\"chart-data\"><summary>The numbers</summary><table><tr><td>20</td></tr></table></details></figure>\
            <table><tr><td><span class=\"cell-label\">Met </span><span class=\"status-word\">met</span></td>\
            <td><span class=\"words\"><span aria-hidden=\"true\">–</span><span class=\"sr\">nothing said</span></span></td></tr></table>\
            <p hidden>Hidden</p><hr aria-hidden=\"true\"><math><mi>x</mi><annotation>\\x</annotation></math>";
        assert_eq!(heard(html), ["Days", "Line chart.", "met", "nothing said", "x"]);
    }
}
