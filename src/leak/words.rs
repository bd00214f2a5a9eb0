//! Runs of words, as numbers: what is compared between private and published text. One pass over the bytes, because all
//! of a site's pages go through it.

use memchr::memchr;

use crate::model::html::{is_inline, name_of};

/// How many words make a run that is nobody's chance.
pub const RUN: usize = 8;
/// The fewest bytes that a run takes: words of one letter, and what parts them.
const SHORTEST: usize = 2 * RUN - 1;

/// How a text says what are words in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// Runs of letters and digits; whatever stands between them parts words and no more.
    Plain,
    /// Tags of blocks end a run, tags inside a sentence do not even part words; the values of attributes are texts of
    /// their own.
    Html,
    /// Strings are texts of their own.
    Json,
}

impl Syntax {
    /// The syntax of the file of the site at `path`.
    pub fn of(path: &str) -> Self {
        match path.rsplit_once('.') {
            Some((_, "html" | "xml" | "svg")) => Self::Html,
            Some((_, "json" | "js")) => Self::Json,
            _ => Self::Plain,
        }
    }
}

/// Calls `each` with every run of eight words of the text: a number that is the same for the same words in any case, and
/// the byte at which the run begins.
pub fn runs(text: &str, syntax: Syntax, each: impl FnMut(u64, usize)) {
    let mut window = Window { each, last: Last::default() };
    match syntax {
        Syntax::Plain => window.plain(text, 0),
        Syntax::Html => window.html(text),
        Syntax::Json => window.json(text),
    }
    window.end_run();
}

/// The words of the run that a text begins with, as they are read.
pub fn excerpt(text: &str, syntax: Syntax) -> String {
    let mut plain = String::new();
    let mut rest = text;
    // A run with its tags is never longer than this by much.
    while plain.len() < 1000 && !rest.is_empty() {
        let end = if syntax == Syntax::Html { rest.find(['<', '&']).unwrap_or(rest.len()) } else { rest.len() };
        plain.push_str(&rest[..end]);
        rest = &rest[end..];
        if rest.starts_with('<') {
            let Some(end) = rest.find('>') else { break };
            plain.push_str(if is_inline(&rest[1..end]) { "" } else { " " });
            rest = &rest[end + 1..];
        } else if let Some((letter, length)) = reference(rest) {
            plain.push(letter);
            rest = &rest[length..];
        }
    }
    let words = plain.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(RUN).collect::<Vec<_>>().join(" ")
}

/// The letter that a reference such as `&#xe4;` at the beginning of a text stands for, and the length of what is read. All
/// other references are marks; so is an `&` alone.
fn reference(text: &str) -> Option<(char, usize)> {
    let name = text.strip_prefix('&')?;
    let length = name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    if !name[length..].starts_with(';') {
        return Some(('&', 1));
    }
    let code = name[..length].strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => digits.parse().ok(),
    });
    Some((code.and_then(char::from_u32).unwrap_or('&'), length + 2))
}

/// What a word's number begins with; of a word that did not begin yet.
const NO_WORD: u64 = 0xcbf2_9ce4_8422_2325;
const BYTE: u64 = 0x0000_0100_0000_01b3;
const WORD: u64 = 0x9e37_79b9_7f4a_7c15;
/// `WORD` to the power of the words in a run: what the word that leaves a run has been multiplied with.
const LEAVING: u64 = {
    let (mut power, mut count) = (1_u64, 0);
    while count < RUN {
        power = power.wrapping_mul(WORD);
        count += 1;
    }
    power
};

/// Reads words, and tells of runs.
struct Window<F> {
    each: F,
    last: Last,
}

/// The last eight words, and the one that is being read.
#[derive(Clone, Copy)]
struct Last {
    /// Their numbers and the bytes at which they began, by their place in the run modulo its length.
    words: [(u64, usize); RUN],
    /// Words since the run began.
    count: usize,
    run: u64,
    word: u64,
    began: usize,
}

impl Default for Last {
    fn default() -> Self {
        Self { words: [(0, 0); RUN], count: 0, run: 0, word: NO_WORD, began: 0 }
    }
}

impl<F: FnMut(u64, usize)> Window<F> {
    fn byte(&mut self, byte: u8, at: usize) {
        let last = &mut self.last;
        if last.word == NO_WORD {
            last.began = at;
        }
        last.word = (last.word ^ u64::from(byte)).wrapping_mul(BYTE);
    }

    fn end_word(&mut self) {
        let last = &mut self.last;
        if last.word == NO_WORD {
            return;
        }
        // The low bits of a product know little of the high ones.
        let word = last.word ^ (last.word >> 29);
        last.word = NO_WORD;
        let place = last.count % RUN;
        let leaving = if last.count < RUN { 0 } else { last.words[place].0 };
        last.run = last.run.wrapping_sub(leaving.wrapping_mul(LEAVING)).wrapping_add(word).wrapping_mul(WORD);
        last.words[place] = (word, last.began);
        last.count += 1;
        if last.count >= RUN {
            let first = last.words[last.count % RUN].1;
            (self.each)(last.run ^ (last.run >> 32), first);
        }
    }

    fn end_run(&mut self) {
        self.end_word();
        self.last.count = 0;
        self.last.run = 0;
    }

    /// Text without marks of its own, which begins at byte `base`.
    fn plain(&mut self, text: &str, base: usize) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            if byte.is_ascii_alphanumeric() {
                self.byte(byte.to_ascii_lowercase(), base + at);
                at += 1;
            } else if byte < 0x80 {
                self.end_word();
                at += 1;
            } else {
                let Some(letter) = text[at..].chars().next() else { return };
                self.letter(letter, base + at);
                at += letter.len_utf8();
            }
        }
    }

    fn letter(&mut self, letter: char, at: usize) {
        if !letter.is_alphanumeric() {
            return self.end_word();
        }
        for lower in letter.to_lowercase() {
            let mut buffer = [0; 4];
            for byte in lower.encode_utf8(&mut buffer).bytes() {
                self.byte(byte, at);
            }
        }
    }

    fn html(&mut self, html: &str) {
        let mut at = 0;
        while let Some(open) = memchr(b'<', &html.as_bytes()[at..]) {
            self.text(&html[at..at + open], at);
            at += open;
            let Some(length) = memchr(b'>', &html.as_bytes()[at..]) else {
                return self.text(&html[at + 1..], at + 1);
            };
            self.tag(&html[at + 1..at + length], at + 1);
            at += length + 1;
        }
        self.text(&html[at..], at);
    }

    /// Text between tags, in which letters may be written as references.
    fn text(&mut self, text: &str, base: usize) {
        let mut at = 0;
        while let Some(mark) = memchr(b'&', &text.as_bytes()[at..]) {
            self.plain(&text[at..at + mark], base + at);
            at += mark;
            if let Some((letter, length)) = reference(&text[at..]) {
                self.letter(letter, base + at);
                at += length;
            }
        }
        self.plain(&text[at..], base + at);
    }

    /// What stands between `<` and `>`.
    fn tag(&mut self, tag: &str, base: usize) {
        if is_parting(tag) {
            self.end_word();
        } else if !is_inline(tag) {
            self.end_run();
        }
        self.attributes(tag, base);
    }

    /// Values of attributes that hold a run: `alt`, `title`, `content`. The text around the tag is set aside meanwhile: it
    /// goes on behind it, within a word even.
    fn attributes(&mut self, tag: &str, base: usize) {
        let bytes = tag.as_bytes();
        let mut at = 0;
        while let Some(open) = memchr(b'"', &bytes[at..]) {
            let start = at + open + 1;
            let Some(length) = memchr(b'"', &bytes[start..]) else { return };
            if length >= SHORTEST && memchr(b' ', &bytes[start..start + length]).is_some() {
                let around = std::mem::take(&mut self.last);
                self.text(&tag[start..start + length], base + start);
                self.end_word();
                self.last = around;
            }
            at = start + length + 1;
        }
    }

    fn json(&mut self, json: &str) {
        let mut at = 0;
        while let Some(mark) = json[at..].find(['"', '\\']) {
            self.plain(&json[at..at + mark], at);
            at += mark + 1;
            if json.as_bytes()[at - 1] == b'"' {
                self.end_run();
                continue;
            }
            // A line's end is a block's.
            let length = match json.as_bytes().get(at) {
                Some(b'u') => {
                    let code = json.get(at + 1..at + 5).and_then(|digits| u32::from_str_radix(digits, 16).ok());
                    self.letter(code.and_then(char::from_u32).unwrap_or('\\'), at);
                    if code.is_some() { 5 } else { 1 }
                }
                Some(b'n') => {
                    self.end_run();
                    1
                }
                _ => {
                    self.end_word();
                    json[at..].chars().next().map_or(0, char::len_utf8)
                }
            };
            at += length;
        }
        self.plain(&json[at..], at);
    }
}

/// Whether a tag parts words and does not end a run: in a picture each word may stand in its own.
fn is_parting(tag: &str) -> bool {
    matches!(name_of(tag), "tspan" | "text" | "br" | "wbr")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, syntax: Syntax) -> Vec<u64> {
        let mut found = Vec::new();
        runs(text, syntax, |run, _| found.push(run));
        found
    }

    #[test]
    fn words_are_compared_without_case_and_marks() {
        let plain = found("One two, three: four five SIX seven eight nine Ärger.", Syntax::Plain);
        assert_eq!(plain.len(), 3);
        assert_eq!(plain, found("one two three four five six seven eight nine äRGER", Syntax::Plain));
        let html =
            "<p>One <b>two</b>, th<i>ree</i>: four &amp; five six <a href=\"a b\">seven</a> eight</p><p>nine ärger";
        assert_eq!(found(html, Syntax::Html), plain[..1], "a block ends the run");
        assert_eq!(found("<p>x</p><img alt=\"One two three four five six seven eight\">", Syntax::Html), plain[..1]);
        let json = r#"{"a": "one \"two\"\u001fthr\u0065e four five six seven eight\nnine ten", "b": "eleven"}"#;
        assert_eq!(found(json, Syntax::Json), plain[..1]);
    }

    #[test]
    fn a_run_tells_where_it_begins() {
        let text = "a b c d e f g h i";
        let mut begins = Vec::new();
        runs(text, Syntax::Plain, |_, at| begins.push(at));
        assert_eq!(begins, [0, 2]);
    }

    #[test]
    fn the_order_of_words_counts() {
        let forwards = found("a b c d e f g h", Syntax::Plain);
        assert_ne!(forwards, found("b a c d e f g h", Syntax::Plain));
        assert_ne!(forwards, found("a b c d e f g hi", Syntax::Plain));
        assert_eq!(forwards[0], found("x y a b c d e f g h", Syntax::Plain)[2]);
    }
}
