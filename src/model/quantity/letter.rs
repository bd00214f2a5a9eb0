//! Letters that stand for digits: `O services`, `1O days`, `1,O00 pages`.

use crate::model::quantity::scan;
use crate::model::quantity::{Unit, unit};

/// Letters that look like a nought, those of Greek and Russian too.
fn is_nought(letter: char) -> bool {
    matches!(letter, 'O' | 'o' | 'О' | 'о' | 'Ο' | 'ο')
}

/// Letters that look like a one.
fn is_one(letter: char) -> bool {
    matches!(letter, 'l' | 'I')
}

fn digit(letter: char) -> char {
    match letter {
        letter if is_nought(letter) => '0',
        letter if is_one(letter) => '1',
        letter => letter,
    }
}

/// `O services`, `1O days`, `3 of 1O`: where the number ends, and its digits.
pub fn letters(text: &str) -> Option<(usize, String)> {
    let (sign, number) = after_sign(text);
    of_whole(text, number).or_else(|| {
        let (end, meant) = of_number(number)?;
        Some((sign.len() + end, format!("{sign}{meant}")))
    })
}

/// A text's signs, and what follows them.
fn after_sign(text: &str) -> (&str, &str) {
    let is_sign = |letter: char| matches!(letter, '+' | '-' | '\u{2212}' | '–') || scan::is_currency(letter);
    text.split_at(text.len() - text.trim_start_matches(is_sign).len())
}

/// `3 of 1O`: a number whose whole has such a letter; `number` is the text without its signs.
fn of_whole(text: &str, number: &str) -> Option<(usize, String)> {
    let joined = number[plain_digits(number)..].trim_start_matches(['k', 'K', 'M', 'B']);
    let whole = [" of ", " out of ", "/"].iter().find_map(|joint| joined.strip_prefix(joint))?;
    let (end, meant) = of_number(whole).filter(|_| number.starts_with(|first: char| first.is_ascii_digit()))?;
    let start = text.len() - whole.len();
    Some((start + end, format!("{}{meant}", &text[..start])))
}

/// How many bytes of digits, points and commas a text begins with.
fn plain_digits(text: &str) -> usize {
    text.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')).count()
}

/// `O`, `1O`, `1,O00`, `1Ok` at the beginning of a text.
fn of_number(text: &str) -> Option<(usize, String)> {
    // Most numbers are digits alone, and a space ends them.
    if matches!(text.as_bytes().get(plain_digits(text)), None | Some(b' ' | b'%')) {
        return None;
    }
    let end = end_of_number(text);
    let word = &text[..end];
    let mut letters = word.chars();
    let is_digit = |letter: char| letter.is_ascii_digit();
    // No number begins with a 0 before a digit: `O2` is a name.
    if letters.next().is_some_and(is_nought) && letters.next().is_some_and(is_digit) {
        return None;
    }
    let has_digit = word.contains(is_digit);
    let number = if has_digit { word.strip_suffix(['k', 'K', 'M', 'B']).unwrap_or(word) } else { word };
    // A small l or a capital I is a digit only before one: `5l` are litres.
    let mut letters = number.chars().peekable();
    let mut mistaken = word == "O";
    while let Some(letter) = letters.next() {
        match letter {
            '0'..='9' | '.' | ',' => {}
            'O' if word == "O" => {}
            letter if is_nought(letter) && has_digit => mistaken = true,
            letter if is_one(letter) && letters.peek().is_some_and(char::is_ascii_digit) => mistaken = true,
            _ => return None,
        }
    }
    mistaken.then(|| (end, word.chars().map(digit).collect()))
}

/// Where a number would end that has letters for digits: a comma ends it, unless three of them stand right behind it.
fn end_of_number(text: &str) -> usize {
    let is_like_digit = |letter: char| letter.is_ascii_digit() || is_nought(letter) || is_one(letter);
    let is_group = |comma: usize| {
        let mut letters = text[comma + 1..].chars();
        letters.by_ref().take(3).filter(|letter| is_like_digit(*letter)).count() == 3
            && !letters.next().is_some_and(char::is_alphabetic)
    };
    let ends =
        |letter: char| letter == '%' || scan::is_space(letter) || scan::is_comma(letter) || scan::is_opening(letter);
    let mut marks = text.match_indices(ends);
    marks.find(|(at, mark)| *mark != "," || !is_group(*at)).map_or(text.len(), |(at, _)| at)
}

/// A value with the digit that is meant by a letter which only the unit behind it tells from a word: `0 services` for `o services`,
/// `21 services` for `2l services`.
pub fn letter_beside_unit(text: &str, unit: Option<&Unit>) -> Option<String> {
    let Unit::Words(unit) = unit? else { return None };
    let (word, rest) = text.split_once(scan::is_space)?;
    let is_lone = word.chars().count() == 1 && word.chars().all(is_nought);
    let is_glued = word.strip_suffix(is_one).is_some_and(|digits| {
        !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !unit.starts_with(&word[digits.len()..])
    });
    let is_own = || unit::after_unit(scan::words(rest).0, unit) == Some("");
    ((is_lone || is_glued) && is_own()).then(|| format!("{} {rest}", word.chars().map(digit).collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::{letter_beside_unit, letters};
    use crate::model::quantity::unit_named;

    #[test]
    fn digits_that_are_meant() {
        for (text, meant) in [
            ("O services", "0"),
            ("1O days", "10"),
            ("-1O days", "-10"),
            ("1О days", "10"),
            ("1,O00 services", "1,000"),
            ("12,l50", "12,150"),
            ("$1.OM", "$1.0M"),
            ("1Ok x", "10k"),
            ("1O%", "10"),
            ("3 of O", "3 of 0"),
            ("3 of 1O services", "3 of 10"),
            ("3 out of 1O", "3 out of 10"),
            ("3/1O", "3/10"),
        ] {
            assert_eq!(letters(text).map(|(_, meant)| meant).as_deref(), Some(meant), "{text}");
        }
        for text in [
            "O2 and N2",
            "5l of water",
            "Ok so far",
            "OK",
            "1,Only",
            "1, O00",
            "10 of Oslo",
            "2 of our 1O",
            "o services",
            "1,000",
            "3 of 10",
        ] {
            assert_eq!(letters(text), None, "{text}");
        }
    }

    #[test]
    fn the_unit_behind_tells() {
        let meant = |text, unit: &str| letter_beside_unit(text, Some(&unit_named(unit)));
        for (text, unit, is) in [
            ("o services", "services", "0 services"),
            ("о services, as before", "services", "0 services, as before"),
            ("2l services", "services", "21 services"),
            ("2I service (so far)", "services", "21 service (so far)"),
        ] {
            assert_eq!(meant(text, unit).as_deref(), Some(is), "{text}");
        }
        for (text, unit) in [
            ("5l milk", "l milk"),
            ("5l of water", "services"),
            ("o services are late", "services"),
            ("o que falta", "services"),
            ("l services", "services"),
            ("21 services", "services"),
            ("2l", "l"),
        ] {
            assert_eq!(meant(text, unit), None, "{text}");
        }
    }
}
