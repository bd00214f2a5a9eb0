//! What stands right behind a number or its unit, without a space: it is read as a note, and hardly meant as one.

use crate::model::quantity::meant::is_points_word;
use crate::model::quantity::scan::{self, Kind};

/// What is glued to a number, so that it is no part of it or its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glued<'a> {
    pub what: What,
    /// As written.
    pub said: &'a str,
    /// The text as it is probably meant.
    pub meant: String,
}

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// `dB(A)`, `day(s)`: one or two letters in parentheses.
    Parenthesis,
    /// `€12/unit`.
    Rate,
    /// `1,200+ people`, `90%+`.
    More,
    /// `2 %-points`.
    Points,
    /// `20ish people`.
    Roughly,
}

/// What is glued to the number that a text begins with. Of `12 days(so far)` and `3%/month` it is the note it seems to be.
pub fn glued(text: &str) -> Option<Glued<'_>> {
    if !may_be_glued(text) {
        return None;
    }
    let lead = scan::lead(text)?;
    let number = text[..text.len() - lead.rest.len()].trim_end_matches(scan::is_space);
    let is_right_behind = number.len() + lead.rest.len() == text.len();
    let (words, behind) = scan::words(lead.rest);
    let glued = |what, said, meant| Some(Glued { what, said, meant });
    match (lead.kind, lead.rest.chars().next()?) {
        (Kind::Plain | Kind::Percent, '+') if is_right_behind => {
            let after = &lead.rest[1..];
            let ends =
                !after.starts_with(|next: char| next.is_alphanumeric() || next == '+' || scan::is_currency(next));
            if ends { glued(What::More, "+", format!("{number}{after}")) } else { None }
        }
        (Kind::Plain, 'i') if is_right_behind && is_roughly(lead.rest) => {
            let (said, after) = lead.rest.split_at(ISH.len());
            glued(What::Roughly, said, format!("{number}{after}"))
        }
        // With a sign it is told for what it is read as.
        (Kind::Percent, '-') if !lead.number.signed && is_points_word(&words[1..]) => {
            let digits = number.trim_end_matches(|letter| scan::is_space(letter) || letter == '%');
            glued(What::Points, words, format!("{digits}pp{behind}"))
        }
        (Kind::Plain, '/') if is_right_behind && lead.currency.is_some() => {
            let said = words.split(scan::is_space).next().unwrap_or_default();
            let is_word = said[1..].starts_with(char::is_alphabetic);
            if is_word { glued(What::Rate, said, format!("{number}{}", &lead.rest[said.len()..])) } else { None }
        }
        (Kind::Plain, first) if first.is_alphabetic() && lead.currency.is_none() => {
            let (inner, after) = scan::parenthesis(&lead.rest[words.len()..])?;
            let is_short = inner.chars().count() <= 2 && !inner.is_empty() && inner.chars().all(char::is_alphabetic);
            let said = &behind[..behind.len() - after.len()];
            let space = if after.is_empty() || after.starts_with(scan::is_comma) { "" } else { " " };
            let end = text.len() - behind.len();
            if is_short && words.ends_with(char::is_alphabetic) {
                glued(What::Parenthesis, said.trim_end(), format!("{}{inner}{space}{after}", &text[..end]))
            } else {
                None
            }
        }
        _ => None,
    }
}

/// How people say that a number is not exact.
const ISH: &str = "ish";

fn is_roughly(text: &str) -> bool {
    text.strip_prefix(ISH).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
}

/// A short look at the marks that few values have.
fn may_be_glued(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| match pair[1] {
        b'(' => pair[0] > b'9',
        b'+' => pair[0].is_ascii_alphanumeric() || pair[0] == b'%',
        b'-' => pair[0] == b'%',
        b'/' => true,
        b'i' => pair[0].is_ascii_digit(),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::glued;

    #[test]
    fn what_goes_on_without_a_space() {
        for (text, said, meant) in [
            ("85 dB(A)", "(A)", "85 dBA"),
            ("85 dB(A), at night", "(A)", "85 dBA, at night"),
            ("4 day(s) (so far)", "(s)", "4 days (so far)"),
            ("€12/unit", "/unit", "€12"),
            ("12 €/unit sold, so far", "/unit", "12 € sold, so far"),
            ("1,200+ people", "+", "1,200 people"),
            ("12k+", "+", "12k"),
            ("90%+", "+", "90%"),
            ("20ish people", "ish", "20 people"),
            ("$20ish, so far", "ish", "$20, so far"),
            ("2 %-points", "-points", "2pp"),
            ("2%-points, so far", "-points", "2pp, so far"),
        ] {
            let found = glued(text).map(|found| (found.said, found.meant));
            assert_eq!(found, Some((said, meant.to_owned())), "{text}");
        }
        for text in [
            "12 days (note)",
            "12 days(note)",
            "12 days (s)",
            "12(s)",
            "12 wikis(3)",
            "$4M, ARR",
            "$4M ARR",
            "€12 / unit",
            "3/4 wikis",
            "3%/month",
            "412 calls/day",
            "5+2 wikis",
            "5 + 2 wikis",
            "C++ (a)",
            "+2%-points",
            "90%+5%",
            "90% +5%",
            "60%-ish",
            "20in pipes",
            "20 ish",
            "20ishes",
            "",
        ] {
            assert_eq!(glued(text), None, "{text}");
        }
    }
}
