//! How wide letters are.
//!
//! The theme's fonts differ from system to system. Its `font-size-adjust` makes the digits of all of them as wide as
//! those of Helvetica, and their letters nearly so; the widths here are Helvetica's, with a margin for the others.

use std::borrow::Cow;

/// How much wider than reckoned letters may be.
const MARGIN: f64 = 1.02;

/// Widths of the characters from the space to the tilde, in thousandths of the size of the type.
const ASCII: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// No byte of a text takes more, as a share of the size of the type: that is `@`.
pub const WIDEST: f64 = 1.015 * MARGIN;

/// How wide a character is, as a share of the size of the type.
#[inline]
pub fn advance(character: char) -> f64 {
    // Most of what is measured.
    ASCII_ADVANCES.get(character as usize).copied().unwrap_or_else(|| of_others(character))
}

/// The advances of the ASCII characters.
const ASCII_ADVANCES: [f64; 128] = {
    let mut advances = [580.0 / 1000.0 * MARGIN; 128];
    let mut at = 0;
    while at < ASCII.len() {
        advances[at + b' ' as usize] = ASCII[at] as f64 / 1000.0 * MARGIN;
        at += 1;
    }
    advances
};

/// The advance of a character beyond ASCII.
fn of_others(character: char) -> f64 {
    let thousandths = match character {
        '\u{a0}' | '·' | '’' | '‘' => 278,
        '\u{202f}' => 200,
        '“' | '”' => 333,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0,
        '…' | '—' | '→' | '←' => 1000,
        'À'..='Þ' | 'Α'..='Я' => 700,
        // These are as wide as they are high in every font.
        '\u{2e80}'..='\u{ffef}' | '\u{1f000}'..='\u{1faff}' | '\u{20000}'..='\u{3ffff}' => return 1.0,
        _ => 580,
    };
    f64::from(thousandths) / 1000.0 * MARGIN
}

/// Whether nobody sees a character: white space, and what only programs read, as a byte order mark or a joiner.
pub fn is_unseen(character: char) -> bool {
    let is_control = |character| {
        matches!(
            character,
            '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
    };
    character.is_whitespace() || is_control(character)
}

/// Whether neither HTML nor XML may hold a character.
pub fn is_control(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The byte of the first such character of a text, or nearly the first. All texts of a site come by here.
pub fn find_control(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let low = || bytes.iter().position(|byte| *byte < b' ' && is_control(char::from(*byte)));
    // The last two begin like few other characters do.
    let high =
        || memchr::memmem::find_iter(bytes, b"\xef\xbf").find(|at| bytes.get(at + 2).is_some_and(|byte| *byte >= 0xbe));
    low().or_else(high)
}

/// A text with spaces in their place, as many as they have bytes: all else stands where it did.
pub fn without_controls(text: &str) -> Cow<'_, str> {
    if find_control(text).is_none() {
        return text.into();
    }
    text.replace(['\u{fffe}', '\u{ffff}'], "   ").replace(is_control, " ").into()
}

/// Whether it is a mark that only programs read and that is no part of any word, as a byte order mark, one of the direction of
/// writing, or a space without a width: other programs leave them around what is copied. Joiners and soft hyphens are of words.
pub fn is_mark(character: char) -> bool {
    !character.is_ascii()
        && is_unseen(character)
        && !character.is_whitespace()
        && !matches!(character, '\u{ad}' | '\u{200c}' | '\u{200d}')
}

/// A text without white space and such marks around it.
pub fn bare(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || is_mark(letter))
}

/// The width of a text in one line, at a size of type.
pub fn width(text: &str, size: f64) -> f64 {
    reach(0.0, text) * size
}

/// How far a line reaches with a text at its end that reached so far without it, in shares of the size of the type.
pub fn reach(before: f64, text: &str) -> f64 {
    text.chars().map(advance).fold(before, |sum, advance| sum + advance)
}

/// A word with the white space before it. Widths are shares of the size of the type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word {
    pub space: f64,
    /// `None` where a text ends with white space.
    pub width: Option<f64>,
}

/// The words of a text, and the white space before and behind them.
pub fn words(text: &str) -> impl Iterator<Item = Word> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (space, length) = run(rest, true);
        rest = &rest[length..];
        let (width, length) = run(rest, false);
        rest = &rest[length..];
        Some(Word { space, width: (length > 0).then_some(width) })
    })
}

/// The width of what a text begins with, white space or a word, and its length in bytes.
fn run(text: &str, of_space: bool) -> (f64, usize) {
    let mut width = 0.0;
    // Most of what is measured is ASCII, and so is all of it up to the first letter that is not.
    for (at, byte) in text.bytes().enumerate() {
        let Some(advance) = ASCII_ADVANCES.get(usize::from(byte)) else {
            let (further, length) = run_of_others(&text[at..], of_space, width);
            return (further, at + length);
        };
        if matches!(byte, b' ' | b'\t'..=b'\r') != of_space {
            return (width, at);
        }
        width += advance;
    }
    (width, text.len())
}

/// As [`run`], of letters of any kind, behind what is `width` wide.
fn run_of_others(text: &str, of_space: bool, mut width: f64) -> (f64, usize) {
    for (at, letter) in text.char_indices() {
        // At a space that joins words no line ends.
        let is_space = letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}');
        if is_space != of_space {
            return (width, at);
        }
        width += advance(letter);
    }
    (width, text.len())
}

/// Whether lines of the text may end between any two letters, as in Chinese and Japanese.
pub fn breaks_anywhere(text: &str) -> bool {
    !text.is_ascii()
        && text.chars().any(|character| matches!(character, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}'))
}

#[cfg(test)]
mod tests {
    use super::{WIDEST, advance, find_control, is_control, without_controls};

    #[test]
    fn no_character_is_wider_than_its_bytes_may_be() {
        let wider = (' '..=char::MAX).find(|character| advance(*character) > WIDEST * character.len_utf8() as f64);
        assert_eq!(wider, None);
    }

    #[test]
    fn what_xml_forbids_is_found_and_taken_out() {
        for control in (0..=0x0001_ffff).filter_map(char::from_u32) {
            let text = format!("ä\t\r\n\u{fffd}{control}z");
            assert_eq!(find_control(&text), is_control(control).then_some(8), "{control:?}");
            assert_eq!(without_controls(&text).len(), text.len());
            assert_eq!(find_control(&without_controls(&text)), None, "{control:?}");
        }
    }
}
