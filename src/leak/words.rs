//! Runs of words, as numbers: what is compared between private and published text. One pass over the bytes, because all
//! of a site's pages go through it.

mod alphabet;
mod html;
mod json;
mod marks;

use memchr::memchr;

use crate::model::html::{is_inline, name_length};
use crate::model::script::{self, Part, decompose, part};
use alphabet::{Alphabet, PARTS, PLAIN, STOPS};

pub use html::runs_across;

/// How many words make a run that is nobody's chance.
pub const RUN: usize = 8;
/// The fewest bytes that any run takes: words of one letter, and what parts them.
pub const SHORTEST: usize = 2 * RUN - 1;

/// Eight words in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The same for the same words in any case, and with accents written with their letters or behind them.
    pub number: u64,
    /// The byte of the text at which it begins.
    pub at: usize,
    /// How many letters and digits it has, lower case, without their marks.
    letters: usize,
    /// How many words there are to its end, from where runs last began anew.
    words: usize,
}

impl Run {
    /// The fewest bytes that its words take in any text: a byte for a letter, and between two words. Letters that are words by
    /// themselves take three, with nothing between.
    pub fn shortest(&self) -> usize {
        self.letters + RUN - 1
    }
}

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

/// Calls `each` with every run of the text that takes so many bytes or more; it may be called with shorter ones, too. What is
/// too short for such a run is passed over. A byte that is not UTF-8 is read as the letter that Latin-1 has for it.
pub fn runs(text: &[u8], syntax: Syntax, shortest: usize, each: impl FnMut(Run)) {
    let mut window = Window { each, shortest, last: Last::default() };
    match syntax {
        Syntax::Plain => window.plain(text),
        Syntax::Html => window.html(text),
        Syntax::Json => window.json(text),
    }
    window.end_run();
}

/// The words of the run that a text begins with, as they are read.
pub fn excerpt(text: &[u8], syntax: Syntax) -> String {
    let mut plain = String::new();
    let mut at = 0;
    // A run with its tags is never longer than this by much.
    while plain.len() < 1000
        && let Some((letter, length)) = letter_at(text, at)
    {
        let rest = &text[at..];
        if letter == '<' && syntax == Syntax::Html {
            let Some(end) = memchr(b'>', rest) else { break };
            let name = rest[1..end].strip_prefix(b"/").unwrap_or(&rest[1..end]);
            if !is_inline(&name[..name_length(name)]) {
                plain.push(' ');
            }
            at += end + 1;
        } else {
            let referred = if syntax == Syntax::Html { reference(rest) } else { None };
            let (letter, length) = referred.unwrap_or((letter, length));
            plain.push(letter);
            at += length;
        }
    }
    let (mut said, mut end) = (String::new(), 0);
    for word in script::words(&plain).take(RUN) {
        if word.start > end && !said.is_empty() {
            said.push(' ');
        }
        end = word.end;
        said.push_str(&plain[word]);
    }
    said
}

/// The letter that a reference such as `&#xe4;` at the beginning of a text stands for, and the length of what is read. All
/// other references are marks; so is an `&` alone.
fn reference(text: &[u8]) -> Option<(char, usize)> {
    let name = text.strip_prefix(b"&")?;
    let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
    if name.get(length) != Some(&b';') {
        return Some(('&', 1));
    }
    let digits = name[..length].strip_prefix(b"#").and_then(|digits| str::from_utf8(digits).ok());
    let code = digits.and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => digits.parse().ok(),
    });
    Some((code.and_then(char::from_u32).unwrap_or('&'), length + 2))
}

/// The letter at byte `at` of a text, and how many bytes it takes.
fn letter_at(text: &[u8], at: usize) -> Option<(char, usize)> {
    let first = *text.get(at)?;
    let longest = &text[at..text.len().min(at + char::MAX_LEN_UTF8)];
    let letter = longest.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
    Some(letter.map_or((char::from(first), 1), |letter| (letter, letter.len_utf8())))
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

/// What a mark adds to its word's number.
fn mark_number(mark: char) -> u64 {
    let number = u64::from(mark).wrapping_mul(WORD);
    number ^ (number >> 29)
}

/// Reads words, and tells of runs.
struct Window<F> {
    each: F,
    /// The fewest bytes of a run that is looked for.
    shortest: usize,
    last: Last,
}

/// The last eight words, and the one that is being read.
struct Last {
    /// By their place in the run modulo its length.
    words: [Word; RUN],
    /// Words since the run began.
    count: usize,
    run: u64,
    /// Letters since the text began.
    letters: usize,
    word: Word,
    /// The word is a letter that is one by itself: only its marks may follow.
    is_alone: bool,
}

/// A word.
#[derive(Clone, Copy)]
struct Word {
    number: u64,
    /// The byte at which it began.
    began: usize,
    /// Letters before it.
    letters: usize,
}

impl Default for Last {
    fn default() -> Self {
        let word = Word { number: NO_WORD, began: 0, letters: 0 };
        Self { words: [word; RUN], count: 0, run: 0, letters: 0, word, is_alone: false }
    }
}

impl<F: FnMut(Run)> Window<F> {
    fn begin_word(&mut self, at: usize) {
        self.last.word.began = at;
        self.last.word.letters = self.last.letters;
    }

    fn end_word(&mut self) {
        let last = &mut self.last;
        if last.word.number == NO_WORD {
            return;
        }
        // The low bits of a product know little of the high ones.
        let number = last.word.number ^ (last.word.number >> 29);
        let place = last.count % RUN;
        let leaving = if last.count < RUN { 0 } else { last.words[place].number };
        last.run = last.run.wrapping_sub(leaving.wrapping_mul(LEAVING)).wrapping_add(number).wrapping_mul(WORD);
        last.words[place] = Word { number, ..last.word };
        last.word.number = NO_WORD;
        last.count += 1;
        if last.count >= RUN {
            let Word { began, letters, .. } = last.words[last.count % RUN];
            let (letters, words) = (last.letters - letters, last.count);
            (self.each)(Run { number: last.run ^ (last.run >> 32), at: began, letters, words });
        }
    }

    fn end_run(&mut self) {
        // Between most tags stands nothing.
        if self.last.word.number != NO_WORD {
            self.end_word();
        }
        self.last.count = 0;
        self.last.run = 0;
    }

    /// Reads words from byte `at` on; tells the byte that stops it, or the text's end.
    fn words(&mut self, bytes: &[u8], mut at: usize, alphabet: &Alphabet) -> usize {
        if self.last.is_alone && bytes.get(at).is_some_and(|byte| alphabet[usize::from(*byte)] != STOPS) {
            self.end_alone();
        }
        loop {
            let mut kind = STOPS;
            if self.last.word.number == NO_WORD {
                while let Some(byte) = bytes.get(at) {
                    kind = alphabet[usize::from(*byte)];
                    if kind != PARTS {
                        break;
                    }
                    at += 1;
                }
                self.begin_word(at);
            }
            let start = at;
            let mut word = self.last.word.number;
            while let Some(byte) = bytes.get(at) {
                kind = alphabet[usize::from(*byte)];
                if kind <= STOPS {
                    break;
                }
                word = (word ^ u64::from(kind)).wrapping_mul(BYTE);
                at += 1;
            }
            self.last.word.number = word;
            self.last.letters += at - start;
            if at == bytes.len() || kind == STOPS {
                return at;
            }
            self.end_word();
            at += 1;
        }
    }

    /// Reads the letter or mark beyond ASCII at byte `at`; tells the byte behind it.
    fn beyond_ascii(&mut self, text: &[u8], at: usize) -> usize {
        let Some((letter, length)) = letter_at(text, at) else { return text.len() };
        self.letter(letter, at);
        at + length
    }

    fn letter(&mut self, letter: char, at: usize) {
        match part(letter) {
            Part::Between => return self.end_word(),
            Part::Joiner => return,
            // It is no letter's.
            Part::Mark if self.last.word.number == NO_WORD => return,
            Part::Mark => {}
            Part::Word => {
                self.end_word();
                self.begin_word(at);
                self.last.is_alone = true;
            }
            Part::Letter => {
                if self.last.is_alone {
                    self.end_alone();
                }
                if self.last.word.number == NO_WORD {
                    self.begin_word(at);
                }
            }
        }
        for lower in letter.to_lowercase() {
            decompose(lower, &mut |part| self.read(part));
        }
    }

    /// Ends the word of a letter that is one by itself.
    fn end_alone(&mut self) {
        self.end_word();
        self.last.is_alone = false;
    }

    /// Reads a letter, lower case, or one of its marks.
    fn read(&mut self, letter: char) {
        let last = &mut self.last;
        if part(letter) == Part::Mark {
            // In whatever order the marks of a letter are written, they are the same.
            last.word.number = last.word.number.wrapping_add(mark_number(letter));
            return;
        }
        let mut buffer = [0; 4];
        for byte in letter.encode_utf8(&mut buffer).bytes() {
            last.word.number = (last.word.number ^ u64::from(byte)).wrapping_mul(BYTE);
        }
        last.letters += 1;
    }

    fn plain(&mut self, text: &[u8]) {
        let mut at = 0;
        loop {
            at = self.words(text, at, &PLAIN);
            if at == text.len() {
                return;
            }
            at = self.beyond_ascii(text, at);
        }
    }
}

#[cfg(test)]
mod tests;
