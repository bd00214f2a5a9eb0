//! Numbers in other forms than digits with a point: `1e3`, `2½`, `3rd`, `4:30 min`; each with where it ends.

use crate::model::quantity::miswritten::digits;
use crate::model::quantity::scan;

/// `.5`, `1e3`: where the number ends, and the number with all of its digits.
pub fn notation(text: &str) -> Option<(usize, String)> {
    let is_sign = |letter: char| matches!(letter, '+' | '-' | '\u{2212}');
    let start = text.len() - text.trim_start_matches(is_sign).len();
    let (sign, number) = text.split_at(start);
    let whole = digits(number);
    let point = number[whole..].strip_prefix('.').map_or(0, digits);
    let mut end = whole + if point > 0 { 1 + point } else { 0 };
    if let Some(exponent) = number[end..].strip_prefix(['e', 'E']).filter(|_| whole > 0) {
        let signed = usize::from(exponent.starts_with(['+', '-']));
        end += Some(digits(&exponent[signed..])).filter(|digits| *digits > 0)? + signed + 1;
    } else if whole > 0 || point == 0 {
        return None;
    }
    let value: f64 = number[..end].parse().ok().filter(|value: &f64| *value < 1e15)?;
    let is_end = !number[end..].starts_with(|letter: char| letter.is_alphanumeric() || letter == '.');
    is_end.then(|| (start + end, format!("{sign}{value}")))
}

const FRACTIONS: [(char, f64); 10] = [
    ('½', 1.0 / 2.0),
    ('⅓', 1.0 / 3.0),
    ('⅔', 2.0 / 3.0),
    ('¼', 1.0 / 4.0),
    ('¾', 3.0 / 4.0),
    ('⅕', 1.0 / 5.0),
    ('⅛', 1.0 / 8.0),
    ('⅜', 3.0 / 8.0),
    ('⅝', 5.0 / 8.0),
    ('⅞', 7.0 / 8.0),
];

/// `2½`, `½`, `5 1/2`: where the number ends, and the number with two decimals at most.
pub fn fraction(text: &str) -> Option<(usize, String)> {
    // Most values have neither a sign of a fraction nor a stroke.
    if text.is_ascii() && !text.contains('/') {
        return None;
    }
    let of_sign = |letter: char| FRACTIONS.iter().find(|(sign, _)| *sign == letter).map(|(_, part)| *part);
    let start = text.find(|letter: char| letter.is_alphanumeric() || scan::is_space(letter))?;
    let (sign, number) = text.split_at(start);
    let (whole, rest) = number.split_at(digits(number));
    let part = rest.trim_start_matches(scan::is_space);
    let is_apart = part.len() < rest.len() && !whole.is_empty();
    let (value, length) = match part.chars().next().and_then(|first| Some((of_sign(first)?, first.len_utf8()))) {
        Some(found) => found,
        None => ratio(part).filter(|_| is_apart)?,
    };
    let after = &part[length..];
    if after.starts_with(|next: char| next.is_ascii_digit() || next == '/') {
        return None;
    }
    let value = whole.parse().unwrap_or(0.0) + value;
    Some((text.len() - after.len(), format!("{sign}{}", (value * 100.0).round() / 100.0)))
}

/// `1/2`: less than one, and how long it is.
fn ratio(text: &str) -> Option<(f64, usize)> {
    let of = digits(text);
    let all = digits(text[of..].strip_prefix('/')?);
    let (part, whole): (f64, f64) = (text[..of].parse().ok()?, text[of + 1..of + 1 + all].parse().ok()?);
    (part > 0.0 && part < whole && all <= 2).then_some((part / whole, of + 1 + all))
}

/// `3rd`, `3rd place`: where the number ends, and its digits. `1st draft` is no number at all.
pub fn ordinal(text: &str) -> Option<(usize, String)> {
    let (number, rest) = text.split_at(digits(text));
    let rest = ORDINALS.iter().find_map(|ending| rest.strip_prefix(ending))?;
    let word = scan::words(rest).0.split_whitespace().next().unwrap_or_default();
    let is_alone = !rest.starts_with(char::is_alphanumeric) && matches!(word, "" | "place" | "rank" | "position");
    (is_alone && !number.is_empty()).then(|| (text.len() - rest.len(), number.to_owned()))
}

/// How ordinals end.
pub const ORDINALS: [&str; 4] = ["st", "nd", "rd", "th"];

/// `4:30 min`, `1:15 h`: where the number ends, and the number with two decimals at most. Without a unit it may be a time of day, or a
/// ratio.
pub fn clock(text: &str) -> Option<(usize, String)> {
    let (whole, rest) = text.split_at(digits(text));
    let rest = rest.strip_prefix(':')?;
    let (part, rest) = rest.split_at(digits(rest));
    let unit = rest.split(|letter: char| !letter.is_alphabetic()).find(|word| !word.is_empty())?;
    let is_unit = rest.trim_start_matches(scan::is_space).starts_with(unit)
        && matches!(unit, "min" | "mins" | "minute" | "minutes" | "h" | "hr" | "hrs" | "hour" | "hours");
    let (whole, part): (f64, f64) = (whole.parse().ok()?, part.parse().ok().filter(|_| part.len() == 2)?);
    let value = ((whole + part / 60.0) * 100.0).round() / 100.0;
    (is_unit && part < 60.0).then(|| (text.len() - rest.len(), value.to_string()))
}
