//! How wide letters are.
//!
//! The theme's fonts differ from system to system. Its `font-size-adjust` makes the digits of all of them as wide as
//! those of Helvetica, and their letters nearly so; the widths here are Helvetica's, with a margin for the others.

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

/// How wide a character is, as a share of the size of the type.
pub fn advance(character: char) -> f64 {
    let thousandths = match character {
        ' '..='~' => ASCII[character as usize - usize::from(b' ')],
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

/// The advances of the ASCII characters: most of what is measured.
const ASCII_ADVANCES: [f64; 128] = {
    let mut advances = [580.0 / 1000.0 * MARGIN; 128];
    let mut at = 0;
    while at < ASCII.len() {
        advances[at + b' ' as usize] = ASCII[at] as f64 / 1000.0 * MARGIN;
        at += 1;
    }
    advances
};

/// The width of a text in one line, at a size of type.
pub fn width(text: &str, size: f64) -> f64 {
    let sum: f64 = if text.is_ascii() {
        text.bytes().map(|byte| ASCII_ADVANCES[usize::from(byte)]).sum()
    } else {
        text.chars().map(advance).sum()
    };
    sum * size
}

/// A word, or the white space between two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// As a share of the size of the type.
    pub width: f64,
    pub is_space: bool,
}

/// The words of a text, and the white space around them.
pub fn runs(text: &str) -> impl Iterator<Item = Run> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (mut run, from) = (Run { width: 0.0, is_space: false }, at);
        while let Some(&byte) = text.as_bytes().get(at) {
            let (is_space, advance, length) = match byte {
                0..128 => (matches!(byte, b' ' | b'\t'..=b'\r'), ASCII_ADVANCES[usize::from(byte)], 1),
                _ => {
                    let letter = text[at..].chars().next()?;
                    (letter.is_whitespace(), advance(letter), letter.len_utf8())
                }
            };
            if at == from {
                run.is_space = is_space;
            } else if run.is_space != is_space {
                break;
            }
            run.width += advance;
            at += length;
        }
        (at > from).then_some(run)
    })
}

/// Whether lines of the text may end between any two letters, as in Chinese and Japanese.
pub fn breaks_anywhere(text: &str) -> bool {
    !text.is_ascii()
        && text.chars().any(|character| matches!(character, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}'))
}
