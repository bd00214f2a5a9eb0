//! The smallest pieces: a number with its sign, currency and multiplier, and what follows it.

use std::borrow::Cow;

use crate::model::letters::is_mark;
use crate::model::quantity::{Number, day, letter, notation};

/// A number at the beginning of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead<'a> {
    pub number: Number,
    pub currency: Option<&'a str>,
    pub kind: Kind,
    /// What a letter behind the digits multiplied them with: 1000 of `2k`.
    pub scale: f64,
    /// What follows, trimmed at its start.
    pub rest: &'a str,
}

/// What stands right after the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Plain,
    Percent,
    /// `pp`: percentage points.
    Points,
}

/// Whether it is a currency's sign: what Unicode has under "Symbol, currency".
pub fn is_currency(sign: char) -> bool {
    matches!(sign, '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}')
        || matches!(sign, '\u{58f}' | '\u{60b}' | '\u{7fe}' | '\u{7ff}' | '\u{9f2}' | '\u{9f3}' | '\u{9fb}' | '\u{af1}')
        || matches!(sign, '\u{bf9}' | '\u{e3f}' | '\u{17db}' | '\u{a838}' | '\u{fdfc}' | '\u{fe69}' | '\u{ff04}')
        || matches!(sign, '\u{ffe0}' | '\u{ffe1}' | '\u{ffe5}' | '\u{ffe6}')
}

/// White space, with the no-break ones, and marks that nobody sees.
pub fn is_space(letter: char) -> bool {
    // Most of what is asked for.
    if letter.is_ascii() { matches!(letter, ' ' | '\t'..='\r') } else { letter.is_whitespace() || is_mark(letter) }
}

/// A text with plain spaces for those that do not break.
pub fn plainly_spaced(text: &str) -> Cow<'_, str> {
    let is_other = |letter: char| letter.is_whitespace() && letter != ' ';
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.replace(is_other, " ")) }
}

/// What follows the first of some beginnings that a text has, in whatever capitals, and with whatever spaces.
pub fn after_any<'a>(text: &'a str, beginnings: &[&str]) -> Option<&'a str> {
    let text = text.trim_start_matches(is_space);
    beginnings.iter().find_map(|beginning| after(text, beginning))
}

fn after<'a>(text: &'a str, beginning: &str) -> Option<&'a str> {
    let mut rest = text;
    for letter in beginning.chars() {
        let behind = if letter == ' ' {
            rest.trim_start_matches(is_space)
        } else {
            rest.strip_prefix(|first: char| first.eq_ignore_ascii_case(&letter))?
        };
        rest = Some(behind).filter(|behind| behind.len() < rest.len())?;
    }
    Some(rest)
}

/// The commas and semicolons that end a unit: those of Arabic, Chinese and Japanese, too.
pub fn is_comma(letter: char) -> bool {
    matches!(letter, ',' | ';' | '،' | '؛' | '，' | '；' | '、')
}

/// Whether a parenthesis opens: also one as Chinese and Japanese write it.
pub fn is_opening(letter: char) -> bool {
    matches!(letter, '(' | '（')
}

/// From here on a number is none: nobody counts so far, and what is computed from such a number may have no end.
const ENDLESS: f64 = 1e30;
/// So many digits a number may have before the point, and behind it.
pub const MOST_DIGITS: usize = 30;

/// Reads the number at the beginning of `text`; `None` if it begins with anything else.
pub fn lead(text: &str) -> Option<Lead<'_>> {
    let text = text.trim_start_matches(is_space);
    let (sign, rest) = sign(text);
    let (mut currency, rest) = currency_sign(rest);
    let (sign, rest) = if sign.is_none() { self::sign(rest) } else { (sign, rest) };
    let (value, decimals, rest) = digits(rest)?;
    let scale = scale_of(text, rest);
    // 2021-03 is a date, 1:30 a time, 1.2.3 a version: none of them is a number. Nor are 1_000, 1'000 and 1 000, whose
    // first digits alone would be read.
    if goes_on(rest) || is_group_of_three(rest) || is_another_notation(rest) || is_misread(text) {
        return None;
    }
    let is_bare = sign.is_none() && currency.is_none() && decimals == 0;
    if is_bare && (day::is_day_of(value, rest) || rest.starts_with('/') && day::date_alone(text).is_some()) {
        return None;
    }
    let ordinal = notation::ORDINALS.iter().find_map(|ending| rest.strip_prefix(ending));
    if ordinal.is_some_and(|after| !after.starts_with(char::is_alphanumeric)) {
        return None;
    }
    let negative = sign == Some('-');
    let (out_of, rest) = out_of(rest);
    if out_of.is_some() && (is_group_of_three(rest) || goes_on_otherwise(rest)) {
        return None;
    }
    let mut rest = rest.trim_start_matches(is_space);
    let mut kind = Kind::Plain;
    if let Some(after) = rest.strip_prefix(['%', '٪', '％']).or_else(|| after_word(rest, &["percent", "per cent"])) {
        kind = Kind::Percent;
        rest = after;
    } else if let Some(after) = after_points(rest, sign.is_some()) {
        kind = Kind::Points;
        rest = after;
    } else if currency.is_none() {
        let (sign, after) = currency_sign(rest);
        if sign.is_some() {
            currency = sign;
            rest = after;
        }
    }
    let value = if negative { -value } else { value };
    let number = Number { value, decimals, signed: sign.is_some(), out_of };
    Some(Lead { number, currency, kind, scale, rest: rest.trim_start_matches(is_space) })
}

/// Marks between the thousands of numbers as others write them. Behind a wide comma a note begins without a space, too: `120，2021年5月`.
pub fn is_mark_of_thousands(mark: char) -> bool {
    matches!(mark, '\'' | '’' | '‘' | '´' | '`' | '′' | 'ʼ' | '＇' | '٬' | '，')
}

/// Marks before the decimals of numbers as others write them.
pub fn is_mark_of_decimals(mark: char) -> bool {
    matches!(mark, '٫' | '．' | '·' | '⋅' | '∙' | '‧')
}

/// Whether a mark and more digits follow those of a number.
fn goes_on(rest: &str) -> bool {
    let behind = rest.strip_prefix(['-', ':', '.', ',', '–', '_']);
    behind.is_some_and(|behind| behind.starts_with(|next: char| next.is_ascii_digit())) || goes_on_otherwise(rest)
}

/// The same of marks that are none here.
fn goes_on_otherwise(rest: &str) -> bool {
    let mut after = rest.chars();
    let is_mark = |mark: &char| is_mark_of_thousands(*mark) || is_mark_of_decimals(*mark);
    let Some(mark) = after.next().filter(is_mark) else { return false };
    let digits = after.as_str().bytes().take_while(u8::is_ascii_digit).count();
    digits == 3 || digits > 0 && mark != '，'
}

/// Whether its digits alone are not the number: `1O`, `2½`.
fn is_misread(text: &str) -> bool {
    letter::letters(text).is_some() || notation::fraction(text).is_some()
}

/// What follows the word for percentage points. In capitals, as other languages write it, it is one behind a sign; else it may be a
/// unit of its own.
fn after_points(text: &str, signed: bool) -> Option<&str> {
    let capitals = || after_word(text, &["PP"]).filter(|_| signed);
    after_word(text, &["pp", "percentage points", "percentage point"]).or_else(capitals)
}

/// What follows one of the words that the text begins with.
fn after_word<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let mut after = words.iter().filter_map(|word| text.strip_prefix(word));
    after.find(|after| !after.starts_with(char::is_alphanumeric))
}

fn sign(text: &str) -> (Option<char>, &str) {
    let mut letters = text.chars();
    match letters.next() {
        Some('+') => (Some('+'), letters.as_str().trim_start_matches(is_space)),
        Some('-' | '\u{2212}' | '–') => (Some('-'), letters.as_str().trim_start_matches(is_space)),
        _ => (None, text),
    }
}

fn currency_sign(text: &str) -> (Option<&str>, &str) {
    let end = text.chars().next().filter(|sign| is_currency(*sign)).map_or(0, char::len_utf8);
    if end == 0 { (None, text) } else { (Some(&text[..end]), text[end..].trim_start_matches(is_space)) }
}

/// Digits with thousands commas, a point, and a multiplier: the value, its digits after the point, and the rest.
fn digits(text: &str) -> Option<(f64, u8, &str)> {
    let bytes = text.as_bytes();
    let mut end = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if end == 0 {
        return None;
    }
    // Thousands: one to three digits that no nought leads, then groups of a comma and exactly three. `0,125` is a decimal.
    let leads_groups = end <= 3 && bytes[0] != b'0';
    let mut groups = 0;
    while leads_groups && end - groups < 19 && bytes.get(end) == Some(&b',') {
        let group = bytes.get(end + 1..end + 4).filter(|group| group.iter().all(u8::is_ascii_digit));
        let next_is_digit = bytes.get(end + 4).is_some_and(u8::is_ascii_digit);
        let (Some(_), false) = (group, next_is_digit) else { break };
        groups += 1;
        end += 4;
    }
    let mut decimals = 0;
    if bytes.get(end) == Some(&b'.') {
        let count = bytes[end + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if count > MOST_DIGITS {
            return None;
        }
        if count > 0 {
            end += count + 1;
            decimals = count as u8;
        }
    }
    let plain = if groups > 0 { Cow::Owned(text[..end].replace(',', "")) } else { Cow::Borrowed(&text[..end]) };
    let mut value = plain.parse().ok().filter(|value| *value < ENDLESS)?;
    let rest = &text[end..];
    let exponent = match rest.chars().next() {
        Some('k' | 'K') => 3,
        Some('M') => 6,
        Some('B') => 9,
        _ => return Some((value, decimals, rest)),
    };
    if rest.chars().nth(1).is_some_and(char::is_alphanumeric) {
        return Some((value, decimals, rest));
    }
    // Parsed anew with its exponent, so that 31.2M is exactly 31200000.
    value = format!("{plain}e{exponent}").parse().ok().filter(|value| *value < ENDLESS)?;
    Some((value, decimals.saturating_sub(exponent), &rest[1..]))
}

/// What the letter that a number ends with multiplies it with; `rest` follows the number in the text.
fn scale_of(text: &str, rest: &str) -> f64 {
    match text[..text.len() - rest.len()].bytes().next_back() {
        Some(b'k' | b'K') => 1e3,
        Some(b'M') => 1e6,
        Some(b'B') => 1e9,
        _ => 1.0,
    }
}

/// Whether what follows makes another number of the digits: `1e3`, `0x10`, `2x4`, `15k0`.
fn is_another_notation(rest: &str) -> bool {
    let after = rest.strip_prefix(['e', 'E', 'x', 'X', 'k', 'K', 'M', 'B']);
    let unsigned = after.map(|after| after.strip_prefix(['+', '-']).unwrap_or(after));
    unsigned.is_some_and(|after| after.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// Whether a space and exactly three digits follow: a number as other languages group it.
fn is_group_of_three(rest: &str) -> bool {
    let mut letters = rest.chars();
    letters.next().is_some_and(is_space)
        && letters.by_ref().take(3).filter(char::is_ascii_digit).count() == 3
        && !letters.next().is_some_and(char::is_alphanumeric)
}

/// The b of `/b`, ` of b`, ` out of b`.
fn out_of(text: &str) -> (Option<f64>, &str) {
    let trimmed = text.trim_start_matches(is_space);
    let spaced = trimmed.len() < text.len();
    let after = trimmed.strip_prefix('/').or_else(|| {
        let words = spaced.then_some(trimmed)?;
        after_any(words, &["out of ", "of "])
    });
    let Some(after) = after else { return (None, text) };
    match digits(after.trim_start_matches(is_space)) {
        Some((value, _, rest)) => (Some(value), rest),
        None => (None, text),
    }
}

/// The words that begin `text`, up to a comma, semicolon or parenthesis; and the rest. The comma of `1,000` separates nothing.
pub fn words(text: &str) -> (&str, &str) {
    let mut marks = text.match_indices(|letter| is_opening(letter) || is_comma(letter));
    let end = marks.find(|(at, mark)| *mark != "," || !is_of_thousands(text, *at)).map_or(text.len(), |(at, _)| at);
    (text[..end].trim_matches(is_space), &text[end..])
}

/// Whether the comma at this place stands within a number: `1,000` of `falls per 1,000 bed days`.
fn is_of_thousands(text: &str, comma: usize) -> bool {
    let (before, after) = (&text[..comma], &text[comma + 1..]);
    let first = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let is_number = !before[..comma - first].ends_with(|letter: char| letter.is_alphanumeric() || letter == '.');
    (1..=3).contains(&first) && is_number && after.bytes().take_while(u8::is_ascii_digit).count() == 3
}

/// The text in the parentheses that `text` begins with, and what follows them.
pub fn parenthesis(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix(is_opening)?;
    let mut depth = 1;
    for (at, letter) in inner.char_indices() {
        match letter {
            '(' | '（' => depth += 1,
            ')' | '）' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let behind = &inner[at + letter.len_utf8()..];
            return Some((inner[..at].trim_matches(is_space), behind.trim_start_matches(is_space)));
        }
    }
    None
}
