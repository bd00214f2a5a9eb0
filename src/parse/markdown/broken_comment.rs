//! Comments of which the opening mark has lost a sign: they are text to Markdown, and shown to everybody.

use std::ops::Range;

use crate::model::letters::is_unseen;
use crate::parse::markdown::nearly_note;

const END: &str = "-->";

/// The bytes of the mark of such a comment in a line: of its beginning, else of its end. `has_begun` tells whether it may have
/// begun in the lines above. An arrow from one word to another is none.
pub fn in_line(line: &str, has_begun: impl FnOnce() -> bool) -> Option<Range<usize>> {
    let text = line.trim_end_matches(is_unseen);
    // Most lines end otherwise.
    if !text.ends_with('>') || !is_read(text, text.len()) {
        return None;
    }
    if text.contains("<!--") {
        return ended_at_once(text);
    }
    // Of these it is told where words are written.
    if nearly_note::comment_in(text).is_some() {
        return None;
    }
    let Some(inner) = text.strip_suffix(END) else { return declared(text) };
    let own = inner.len()..text.len();
    if inner.chars().all(is_unseen) {
        return Some(own);
    }
    let begins = beginning(inner).filter(|at| is_read(text, at.start) && !inner[at.end..].contains('>'));
    begins.or_else(|| has_begun().then_some(own))
}

/// The lines of a text that were looked at: each of them once.
#[derive(Debug, Default)]
pub struct Above {
    /// The byte that they end at.
    end: usize,
    /// Whether such a comment may have begun behind the last empty line.
    has_begun: bool,
}

impl Above {
    /// Whether such a comment may have begun in the lines before this byte, behind the last empty one. It is asked of one line
    /// after another.
    pub fn has_begun(&mut self, body: &str, before: usize) -> bool {
        for line in body[self.end..before].lines() {
            self.has_begun = !line.trim().is_empty() && (self.has_begun || begins_above(line));
        }
        self.end = before;
        self.has_begun
    }
}

/// Whether a line begins as such a comment does that ends further below.
fn begins_above(line: &str) -> bool {
    let bare = line.trim_start_matches(is_unseen);
    bare.starts_with('<') && begins_line(bare) || bare.starts_with("!--")
}

/// The mark that begins such a comment: a broken one anywhere, a lone `<` at the beginning.
fn beginning(text: &str) -> Option<Range<usize>> {
    if let Some(at) = ["<--", "!--"].iter().filter_map(|mark| text.find(mark)).min() {
        return Some(at..at + 3);
    }
    let at = text.len() - text.trim_start_matches(is_unseen).len();
    begins_line(&text[at..]).then(|| at..at + 1)
}

/// Whether a line begins with a `<` that is no tag's, or with one of two hyphens.
fn begins_line(bare: &str) -> bool {
    let after = bare.strip_prefix('<').map(|after| after.strip_prefix('!').unwrap_or(after));
    after.is_some_and(|after| after.starts_with(is_unseen) || after.starts_with("--"))
}

/// `<!--> words -->`, of which Markdown takes the beginning for a whole comment.
fn ended_at_once(text: &str) -> Option<Range<usize>> {
    let at = text.find("<!--").filter(|at| is_read(text, *at))?;
    let length = ["<!--->", "<!-->"].into_iter().find(|mark| text[at..].starts_with(mark))?.len();
    let words = text[at + length..].strip_suffix(END)?;
    (!words.trim_matches(is_unseen).is_empty() && !words.contains(['<', '>'])).then(|| at..at + length)
}

/// `<! words >`, in which no hyphen is left.
fn declared(text: &str) -> Option<Range<usize>> {
    let at = text.rfind("<!")?;
    let words = &text[at + "<!".len()..text.len() - 1];
    let is_comment = words.starts_with(is_unseen)
        && words.trim_start_matches(is_unseen).starts_with(char::is_alphabetic)
        && !words.contains(['<', '>']);
    (is_comment && is_read(text, at)).then(|| at..at + "<!".len())
}

/// Whether what stands at a byte is read as text: not between backticks, nor behind a backslash.
fn is_read(text: &str, at: usize) -> bool {
    text[..at].matches('`').count().is_multiple_of(2) && !text[..at].ends_with('\\')
}

#[cfg(test)]
mod tests {
    use super::{Above, in_line};

    fn told(line: &str, above: &str) -> Option<std::ops::Range<usize>> {
        in_line(line, || Above::default().has_begun(above, above.len()))
    }

    #[test]
    fn comments_without_their_beginning_are_seen() {
        for (line, above, at) in [
            ("!-- secret -->", "", 0..3),
            ("Text <-- secret -->", "", 5..8),
            ("< secret -->", "", 0..1),
            ("<! secret plan >", "", 0..2),
            ("Text. <! secret >", "", 6..8),
            ("-->", "", 0..3),
            ("  --> ", "A\n", 2..5),
            ("more -->", "<-- secret\n", 5..8),
            ("more -->", "!-- secret\nand\n", 5..8),
            ("Text <!--> secret -->", "", 5..10),
            ("Text <!---> secret -->", "", 5..11),
        ] {
            assert_eq!(told(line, above), Some(at), "{line}");
        }
    }

    #[test]
    fn arrows_and_tags_are_none() {
        for (line, above) in [
            ("A --> B", ""),
            ("Plan, then do -->", ""),
            ("Plan, then do -->", "A\n"),
            ("more -->", "<-- secret\n\n"),
            ("A <-- B --> C", ""),
            ("A <--> B <b>", ""),
            ("<b>bold</b> -->", ""),
            ("Less: x < y -->", ""),
            ("<!-- a comment -->", ""),
            ("Text <!-->", ""),
            ("Text <!--> and <!-- a comment -->", ""),
            ("Arrows <!-- a --> b -->", ""),
            ("`<-- code -->`", ""),
            ("Write `-->", ""),
            ("\\<! x >", ""),
            ("<!DOCTYPE html>", ""),
            ("<div>", ""),
            ("<!- x -->", ""),
            ("a <! b", ""),
            ("", ""),
        ] {
            assert_eq!(told(line, above), None, "{line}");
        }
    }

    #[test]
    fn lines_above_are_looked_at_once() {
        let body = "< a\nb\n\nc\nd\n";
        let mut above = Above::default();
        let begun = [4, 6, 7, 9].map(|before| (above.has_begun(body, before), above.end));
        assert_eq!(begun, [(true, 4), (true, 6), (false, 7), (false, 9)]);
    }
}
