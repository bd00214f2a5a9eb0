//! Numbers in short forms: `1.2M`, and words and letters that stand for one: `1.2 million`, `$1.2m`.

use crate::model::quantity::print_number;
use crate::model::quantity::scan::{self, Kind, Lead};

/// Words and letters that multiply the number before them, with the letter that says so right behind digits, if there is one.
const SCALES: [(&str, &str); 33] = [
    ("k", "k"),
    ("thousand", "k"),
    ("thousands", "k"),
    ("tsd", "k"),
    ("m", "M"),
    ("mm", "M"),
    ("mn", "M"),
    ("mio", "M"),
    ("mln", "M"),
    ("mil", "M"),
    ("mill", "M"),
    ("million", "M"),
    ("millions", "M"),
    ("b", "B"),
    ("bn", "B"),
    ("bio", "B"),
    ("bln", "B"),
    ("mrd", "B"),
    ("mld", "B"),
    ("billion", "B"),
    ("billions", "B"),
    ("tn", ""),
    ("trn", ""),
    ("trillion", ""),
    ("trillions", ""),
    ("hundred", ""),
    ("hundreds", ""),
    ("dozen", ""),
    ("dozens", ""),
    ("lakh", ""),
    ("lakhs", ""),
    ("crore", ""),
    ("crores", ""),
];

/// Whether the first of some words multiplies the number before them: `dozen users`. A letter does so only before others: `3 m`
/// may be metres.
fn scale(words: &str) -> Option<&'static str> {
    let mut words = words.split_whitespace();
    let first = words.next()?;
    let is_short = matches!(first, "k" | "K" | "m" | "M" | "mm" | "MM" | "b" | "B" | "T");
    scale_of(first).filter(|_| !is_short || words.next().is_some())
}

/// The letter that says what a word multiplies with; none of those that no letter says.
pub fn scale_of(word: &str) -> Option<&'static str> {
    // In small letters it is a tonne.
    if word == "T" {
        return Some("");
    }
    let word = word.trim_end_matches('.').to_lowercase();
    SCALES.iter().find(|(scale, _)| *scale == word).map(|(_, letter)| *letter)
}

/// The letter behind the digits that says what the first of some words says: `M` for `million pages`.
pub fn multiplier(words: &str) -> Option<&'static str> {
    scale(words).filter(|letter| !letter.is_empty())
}

/// Whether the first of some words multiplies the number before them, and no letter says so: `dozen users`.
pub fn multiplies(words: &str) -> bool {
    scale(words) == Some("")
}

/// `$1.2M` for `$1.2m`, and `5k` for `5 k` unless it is said what `k` is: how a number is written of which else only the digits are
/// read.
pub fn full_form(text: &str, says_unit: bool) -> Option<String> {
    let lead = scan::lead(text)?;
    let of_money = || short_money(text, &lead).or_else(|| money_in_words(text, &lead));
    of_money().or_else(|| closed_up(text, &lead).filter(|_| !says_unit))
}

/// `$10M` for `$10 million` and `10 € Mio.`, `₹50M` for `₹5 crore`: behind an amount the word is read as a note.
fn money_in_words(text: &str, lead: &Lead) -> Option<String> {
    let sign = lead.currency.filter(|_| lead.kind == Kind::Plain)?;
    let word = scan::words(lead.rest).0.split_whitespace().next()?;
    let letter = scale_of(word)?;
    let (number, rest) = (&text[..text.len() - lead.rest.len()], &lead.rest[word.len()..]);
    let plain = number.trim_end_matches(scan::is_space);
    let digits = plain.strip_suffix(sign).unwrap_or(plain).trim_end_matches(scan::is_space);
    let behind = if plain.ends_with(sign) { format!(" {sign}") } else { String::new() };
    if number.len() == plain.len() && behind.is_empty() || has_letter(text) {
        return None;
    }
    if !letter.is_empty() {
        return Some(format!("{digits}{letter}{behind}{rest}"));
    }
    let before = &digits[..digits.find(|letter: char| letter.is_ascii_digit())?];
    let amount = lead.number.value.abs() * factor(word)?;
    Some(format!("{before}{}{behind}{rest}", print_number(amount, 0)))
}

/// What a word multiplies with that no letter says.
fn factor(word: &str) -> Option<f64> {
    Some(match word.trim_end_matches('.').to_lowercase().as_str() {
        "lakh" | "lakhs" => 1e5,
        "crore" | "crores" => 1e7,
        "t" | "tn" | "trn" | "trillion" | "trillions" => 1e12,
        _ => return None,
    })
}

/// `5k` for `5 k`, `$5M` for `$5 M`: the letter behind the space is read as a unit.
fn closed_up(text: &str, lead: &Lead) -> Option<String> {
    let (number, rest) = text.split_at(text.len() - lead.rest.len());
    let digits = number.trim_end_matches(scan::is_space);
    let is_letter = lead.rest.starts_with(['k', 'K', 'M', 'B'])
        && !lead.rest.chars().nth(1).is_some_and(|next| next.is_alphanumeric() || "-/'’.".contains(next));
    let is_apart = digits.len() < number.len() && digits.ends_with(|last: char| last.is_ascii_digit());
    (lead.kind == Kind::Plain && is_letter && is_apart).then(|| format!("{digits}{rest}"))
}

/// Whether a number's scale is a letter behind its digits: `2M`.
pub fn has_letter(text: &str) -> bool {
    let number = scan::lead(text).map(|lead| text[..text.len() - lead.rest.len()].trim_end_matches(scan::is_space));
    let number = number.map(|number| number.trim_end_matches(scan::is_currency));
    number.is_some_and(|number| number.trim_end_matches(scan::is_space).ends_with(['k', 'K', 'M', 'B']))
}

/// `1.2M` for `1.2 million` and `1.2m`, of which only the digits are the number: no unit beside the word tells so. Of money it is told
/// already.
pub fn with_letter(text: &str) -> Option<String> {
    let lead = scan::lead(text).filter(|lead| lead.kind == Kind::Plain && lead.currency.is_none())?;
    let (words, _) = scan::words(lead.rest);
    let number = &text[..text.len() - lead.rest.len()];
    let digits = number.trim_end_matches(scan::is_space);
    // Behind a space a letter may be a unit, as of metres.
    let glued = || scale_of(words).filter(|letter| digits.len() == number.len() && !letter.is_empty());
    let letter = multiplier(words).or_else(glued)?;
    (!words.contains(scan::is_space)).then(|| format!("{digits}{letter}{}", &lead.rest[words.len()..]))
}

/// `$1.2M` for `$1.2m` and `€1.2bn`, of which only the digits are the number.
fn short_money(text: &str, lead: &Lead) -> Option<String> {
    let number = &text[..text.len() - lead.rest.len()];
    let word = lead.rest.split(|letter: char| !letter.is_alphabetic()).next().filter(|_| lead.currency.is_some())?;
    if !number.ends_with(|last: char| last.is_ascii_digit()) {
        return None;
    }
    let rest = &lead.rest[word.len()..];
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let letter = match word.to_lowercase().as_str() {
        "m" | "mn" | "mm" | "mio" | "mln" => "M",
        "b" | "bn" | "bio" | "bln" | "mrd" | "mld" => "B",
        "tsd" => "k",
        // No letter stands for as many.
        "tn" | "trn" | "t" => {
            let sign = &number[..number.find(|letter: char| letter.is_ascii_digit())?];
            let billions = print_number(lead.number.value.abs() * 1000.0, lead.number.decimals.saturating_sub(3));
            return Some(format!("{sign}{billions}B{rest}"));
        }
        _ => return None,
    };
    Some(format!("{number}{letter}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::full_form;

    #[test]
    fn money_with_its_scale_in_words() {
        for (text, meant) in [
            ("$10 million", "$10M"),
            ("$1.5 million ARR, so far", "$1.5M ARR, so far"),
            ("€10 Mio.", "€10M"),
            ("-€10 Mrd. (June)", "-€10B (June)"),
            ("10 € Mio.", "10M €"),
            ("$10 thousand", "$10k"),
            ("$10 m", "$10M"),
            ("$10 bn", "$10B"),
            ("$1.2m", "$1.2M"),
            ("₹5 crore", "₹50M"),
            ("$2 trillion", "$2000B"),
        ] {
            assert_eq!(full_form(text, false).as_deref(), Some(meant), "{text}");
            assert_eq!(full_form(text, true).as_deref(), Some(meant), "{text}");
        }
        for text in
            ["$10M", "$10M mainly", "$10, million by million", "$10 (million)", "$10 more", "10 million", "$5 hundred"]
        {
            assert_eq!(full_form(text, false), None, "{text}");
        }
    }
}
