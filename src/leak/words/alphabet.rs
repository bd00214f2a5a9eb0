//! The letters that words are made of, byte by byte.

/// What each byte is in a text: a letter or digit, lower case; or one of these two.
pub type Alphabet = [u8; 256];
/// A byte that parts words and means nothing else.
pub const PARTS: u8 = 0;
/// A byte that is to be looked at: a mark of the syntax, or a part of a letter beyond ASCII.
pub const STOPS: u8 = 1;

pub static PLAIN: Alphabet = alphabet(b"");
pub static HTML: Alphabet = alphabet(b"<&");
pub static JSON: Alphabet = alphabet(b"\"\\");

const fn alphabet(marks: &[u8]) -> Alphabet {
    let mut alphabet = [PARTS; 256];
    let mut byte = 0;
    while byte < 256 {
        if byte >= 0x80 {
            alphabet[byte] = STOPS;
        } else if (byte as u8).is_ascii_alphanumeric() {
            alphabet[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    let mut mark = 0;
    while mark < marks.len() {
        alphabet[marks[mark] as usize] = STOPS;
        mark += 1;
    }
    alphabet
}
