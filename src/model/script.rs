//! Letters of all scripts: which of them make a word together, and one way to write those that can be written in two.

use std::borrow::Cow;
use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_normalizer::properties::{CanonicalDecompositionBorrowed, Decomposed};
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, Script};

/// What a character is to the words of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A letter or digit: words are runs of them.
    Letter,
    /// A letter that is a word by itself, because its script has no spaces between words: Chinese, Japanese, Thai and their like.
    Word,
    /// It belongs to the letter before it: an accent, a vowel sign.
    Mark,
    /// It belongs to the letter before it, and says only how that is drawn.
    Joiner,
    /// It parts words.
    Between,
}

/// What a character is to words.
pub fn part(letter: char) -> Part {
    match letter {
        '\0'..'\u{300}' if letter.is_alphanumeric() => return Part::Letter,
        '\0'..'\u{300}' => return Part::Between,
        '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => return Part::Joiner,
        // Dashes, quotation marks and wide spaces: most of what pages have beyond ASCII.
        '\u{2000}'..='\u{206f}' => return Part::Between,
        _ => {}
    }
    match CodePointMapData::<GeneralCategory>::new().get(letter) {
        GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark => Part::Mark,
        GeneralCategory::DecimalNumber => Part::Letter,
        _ if !letter.is_alphanumeric() => Part::Between,
        _ if is_unspaced(letter) => Part::Word,
        _ => Part::Letter,
    }
}

/// Whether a letter's script has no spaces between words.
fn is_unspaced(letter: char) -> bool {
    // Thai is the first of them.
    letter >= '\u{e00}'
        && matches!(
            CodePointMapData::<Script>::new().get(letter),
            Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Thai
                | Script::Lao
                | Script::Khmer
                | Script::Myanmar
        )
}

/// The bytes of each word of a text.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut letters = text.char_indices().map(|(at, letter)| (at..at + letter.len_utf8(), part(letter))).peekable();
    std::iter::from_fn(move || {
        let (mut word, first) = letters.find(|(_, part)| matches!(part, Part::Letter | Part::Word))?;
        let goes_on = |part| matches!(part, Part::Mark | Part::Joiner) || part == Part::Letter && first == part;
        while let Some((letter, _)) = letters.next_if(|(_, part)| goes_on(*part)) {
            word.end = letter.end;
        }
        Some(word)
    })
}

/// Calls `each` with a letter without its accents, and with these: `é` is `e` and the accent.
pub fn decompose(letter: char, each: &mut impl FnMut(char)) {
    match CanonicalDecompositionBorrowed::new().decompose(letter) {
        Decomposed::Default => each(letter),
        Decomposed::Singleton(same) => decompose(same, each),
        Decomposed::Expansion(letter, mark) => {
            decompose(letter, each);
            decompose(mark, each);
        }
    }
}

/// The text with each letter and its accents as one character, where there is one (NFC): as keyboards write it, and not as
/// some systems write the names of files.
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { text.into() } else { ComposingNormalizerBorrowed::new_nfc().normalize(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(text: &str) -> Vec<&str> {
        words(text).map(|at| &text[at]).collect()
    }

    #[test]
    fn marks_belong_to_their_word() {
        assert_eq!(words_of("क्षेत्रीय स्वास्थ्य केन्द्र"), ["क्षेत्रीय", "स्वास्थ्य", "केन्द्र"]);
        assert_eq!(words_of("مُحَمَّد، سَلَام"), ["مُحَمَّد", "سَلَام"]);
        assert_eq!(words_of("cafe\u{301} — e\u{301}le\u{300}ves"), ["cafe\u{301}", "e\u{301}le\u{300}ves"]);
        assert_eq!(words_of("می\u{200c}خواهم"), ["می\u{200c}خواهم"]);
        assert_eq!(words_of("\u{301}a ⚠\u{fe0f} b"), ["a", "b"], "a mark begins no word");
        assert_eq!(words_of("it's 1\u{fe0f}\u{20e3} don’t"), ["it", "s", "1\u{fe0f}", "don", "t"]);
    }

    #[test]
    fn a_letter_is_a_word_where_words_have_no_spaces() {
        assert_eq!(words_of("第2四半期OKRが、"), ["第", "2", "四", "半", "期", "OKR", "が"]);
        assert_eq!(words_of("か\u{3099}a"), ["か\u{3099}", "a"]);
        assert_eq!(words_of("ที่ดี ๑๒"), ["ที่", "ดี", "๑๒"]);
        assert_eq!(words_of("한국어 말"), ["한국어", "말"]);
    }

    #[test]
    fn a_letter_is_written_in_one_way() {
        assert_eq!(composed("e\u{301}le\u{300}ves"), "élèves");
        assert!(matches!(composed("plain"), Cow::Borrowed("plain")));
        let decomposed = |letter| {
            let mut parts = String::new();
            decompose(letter, &mut |part| parts.push(part));
            parts
        };
        assert_eq!(decomposed('ệ'), "e\u{323}\u{302}");
        assert_eq!(decomposed('ß'), "ß");
    }
}
