//! Limits as people write them, and as they are not read: `<15 days`, `10 days or less`, `atleast 95%`, `95%..`.

use std::borrow::Cow;

use crate::model::nearest::is_slip;
use crate::model::quantity::scan::{self, Kind, after_any};
use crate::model::quantity::target::without_limit;
use crate::model::quantity::{miswritten, print_number, translated};

/// Beginnings that people write for a limit and that are words here.
const UNDER: [&str; 21] = [
    "<",
    "...",
    "..",
    "…",
    "less than ",
    "fewer than ",
    "under ",
    "below ",
    "max. ",
    "max ",
    "max: ",
    "maximum of ",
    "maximum: ",
    "maximum ",
    "a maximum of ",
    "not more than ",
    "no higher than ",
    "not above ",
    "up to ",
    "upto ",
    "within ",
];
const OVER: [&str; 14] = [
    ">",
    "more than ",
    "over ",
    "above ",
    "min. ",
    "min ",
    "min: ",
    "minimum of ",
    "minimum: ",
    "minimum ",
    "a minimum of ",
    "not less than ",
    "no fewer than ",
    "not below ",
];
/// How people write behind a number that it is a limit.
const OR_LESS: [&str; 8] = [" or less", " or fewer", " or lower", " or below", " at most", " maximum", " max", " max."];
/// The same of lower limits; `30 min` are minutes.
const OR_MORE: [&str; 8] =
    [" or more", " or higher", " or better", " or above", " or greater", " and above", " at least", " minimum"];
/// The same before the unit.
const OR_LESS_OF: [&str; 2] = [" or fewer ", " or less "];
const OR_MORE_OF: [&str; 1] = [" or more "];
/// The words of limits, without their spaces, and what they are.
const SPELT: [(&str, &str); 4] =
    [("atmost", "at most"), ("atleast", "at least"), ("nomorethan", "at most"), ("nolessthan", "at least")];

/// The limit that a target in words is probably meant as: `at most 15 days` for `<15 days`.
pub fn limit_meant(text: &str) -> Option<String> {
    let text = &*scan::plainly_spaced(text);
    let limit = |words, beginnings: &[&str]| {
        let number = number_meant(after_any(text, beginnings)?.trim())?;
        Some(format!("{words} {number}"))
    };
    let of_format = || {
        fewer(text).or_else(|| limit("at most", &UNDER)).or_else(|| limit("at least", &OVER)).or_else(|| misspelt(text))
    };
    of_format().or_else(|| limit("at most", &translated::AT_MOST)).or_else(|| limit("at least", &translated::AT_LEAST))
}

/// `at most 2 breaches` for `fewer than 3 breaches`: of what is counted the limit itself is one too many.
fn fewer(text: &str) -> Option<String> {
    let rest = after_any(text, &["fewer than "])?.trim();
    let lead =
        scan::lead(rest).filter(|lead| lead.kind == Kind::Plain && lead.currency.is_none() && lead.scale <= 1.0)?;
    let most = Some(lead.number.value - 1.0).filter(|most| lead.number.decimals == 0 && *most >= 0.0)?;
    let space = if lead.rest.is_empty() || lead.rest.starts_with(scan::is_comma) { "" } else { " " };
    Some(format!("at most {}{space}{}", print_number(most, 0), lead.rest))
}

/// A text that begins with a number, with that as it must be written.
fn number_meant(text: &str) -> Option<Cow<'_, str>> {
    let meant = || miswritten::miswritten(text).filter(|_| !miswritten::is_of_words(text));
    if scan::lead(text).is_some() { Some(text.into()) } else { meant().map(|found| found.corrected().into()) }
}

/// `at least 95%` for `atleast 95%` and `at leat 95%`.
fn misspelt(text: &str) -> Option<String> {
    let is_number = |letter: char| letter.is_ascii_digit() || scan::is_currency(letter);
    let (before, number) = text.split_at(text.find(is_number)?);
    let is_word = before.chars().all(|letter| letter.is_alphabetic() || letter == '-' || scan::is_space(letter));
    let word: String = before.to_lowercase().chars().filter(|letter| letter.is_alphabetic()).collect();
    // "Almost" is near, too, and another thing.
    let begins =
        before.trim_start_matches(scan::is_space).to_lowercase().starts_with(['a', 'n']) && !word.starts_with("al");
    let (_, limit) = SPELT.iter().find(|(spelt, _)| is_slip(&word, spelt)).filter(|_| is_word && begins)?;
    let is_apart = !before.ends_with('-') && without_limit(text).len() == text.len();
    (is_apart && scan::lead(number).is_some()).then(|| format!("{limit} {}", number.trim_end()))
}

/// The limit that a target is probably meant as which is read as a number to get to: `at most 10 days` for `10 days or less`.
pub fn limit_behind(text: &str) -> Option<String> {
    let or_less: Vec<&str> = OR_LESS.into_iter().chain(translated::OR_LESS).collect();
    let or_more: Vec<&str> = OR_MORE.into_iter().chain(translated::OR_MORE).collect();
    behind("at most", &or_less, &OR_LESS_OF, text).or_else(|| behind("at least", &or_more, &OR_MORE_OF, text))
}

/// A limit of which these endings say that the number before them is one, or such words between it and its unit.
fn behind(limit: &str, endings: &[&str], joints: &[&str], text: &str) -> Option<String> {
    let (words, note) = scan::words(text);
    let at_end =
        || endings.iter().find_map(|ending| words.strip_suffix(ending)).map(|number| (number.to_owned(), note));
    let inside = || {
        let (number, unit) = joints.iter().find_map(|joint| words.split_once(joint))?;
        let is_bare = scan::lead(number).is_some_and(|lead| lead.rest.is_empty());
        is_bare.then(|| (format!("{number} {unit}"), note))
    };
    let apart = || Some((words.to_owned(), behind_limit(endings, note)?));
    let (number, note) = at_end().or_else(inside).or_else(apart)?;
    let space = if note.starts_with('(') { " " } else { "" };
    scan::lead(&number).map(|_| format!("{limit} {number}{space}{note}"))
}

/// What follows a note that says that the number before it is a limit: `(max.)`, `, at most`.
fn behind_limit<'a>(endings: &[&str], note: &'a str) -> Option<&'a str> {
    let says = |said: &str| endings.iter().any(|ending| ending.trim_start().eq_ignore_ascii_case(said));
    if let Some((inner, after)) = scan::parenthesis(note) {
        return says(inner).then_some(after);
    }
    let (said, after) = scan::words(note.strip_prefix(scan::is_comma)?);
    says(said).then_some(after)
}

/// What a target is probably meant as of which the points behind its number say nothing: `at least 95%` of `95%..`, `95%..99%` of
/// `95%.99%`.
pub fn band_begun(text: &str) -> Option<String> {
    let text = text.trim_matches(scan::is_space);
    let low = text.trim_end_matches(['.', '…']);
    // Three points behind words tell of more words.
    let is_end = |lead: scan::Lead| match &text[low.len()..] {
        ".." => !lead.rest.contains(['(', ',']),
        "..." | "…" => lead.rest.is_empty(),
        _ => false,
    };
    if scan::lead(low).is_some_and(is_end) {
        return Some(format!("at least {}", low.trim_end()));
    }
    let lead = scan::lead(text)?;
    let high = lead.rest.strip_prefix('.')?;
    let is_number = high.starts_with(|first: char| first.is_ascii_digit() || scan::is_currency(first));
    let low = text[..text.len() - lead.rest.len()].trim_end();
    (is_number && scan::lead(high).is_some()).then(|| format!("{low}..{high}"))
}

#[cfg(test)]
mod tests {
    use super::{band_begun, limit_behind, limit_meant};

    #[test]
    fn limits_before_their_number() {
        for (text, meant) in [
            ("<15 days", "at most 15 days"),
            ("..15 days", "at most 15 days"),
            ("max.\u{a0}3 falls", "at most 3 falls"),
            ("min: 95%", "at least 95%"),
            ("atleast 95%", "at least 95%"),
            ("At-least 99.5%", "at least 99.5%"),
            ("at leat 99.5%", "at least 99.5%"),
            ("at mots $2M", "at most $2M"),
            ("no more then 3", "at most 3"),
            ("within 12 days", "at most 12 days"),
            ("a maximum of 12 days", "at most 12 days"),
            ("Höchstens 3,5 Tage", "at most 3.5 Tage"),
            ("weniger als 12 Minuten", "at most 12 Minuten"),
            ("mindestens 90%", "at least 90%"),
            ("Über 1 000 Gäste", "at least 1,000 Gäste"),
            ("au\u{a0}plus 12\u{a0}jours", "at most 12 jours"),
            ("jusqu’à 12 jours", "at most 12 jours"),
            ("Plus de 50%", "at least 50%"),
            ("على الأكثر 3", "at most 3"),
        ] {
            assert_eq!(limit_meant(text).as_deref(), Some(meant), "{text}");
        }
        for text in [
            "almost 15 days",
            "at best 15 days",
            "about 15 days",
            "at least",
            "at 15 days",
            "at most 2 h 30 m",
            "unter dem Dach von 3 Häusern",
            "plus de demandes",
            "within 3rd party tools",
            "No more than 3",
        ] {
            assert_eq!(limit_meant(text), None, "{text}");
        }
    }

    #[test]
    fn limits_behind_their_number() {
        for (text, meant) in [
            ("10 days or less", "at most 10 days"),
            ("10 days or less (in May)", "at most 10 days (in May)"),
            ("10 falls max", "at most 10 falls"),
            ("3 days max., so far", "at most 3 days, so far"),
            ("3 days (max)", "at most 3 days"),
            ("3 days, at most", "at most 3 days"),
            ("3 or fewer days", "at most 3 days"),
            ("10 max", "at most 10"),
            ("12 Tage oder weniger", "at most 12 Tage"),
            ("12 jours ou moins (en mai)", "at most 12 jours (en mai)"),
            ("3 حوادث على الأكثر", "at most 3 حوادث"),
            ("95% or more", "at least 95%"),
            ("4 stars or better (in May)", "at least 4 stars (in May)"),
            ("95% (at least)", "at least 95%"),
            ("3 or more partners", "at least 3 partners"),
            ("90% ou plus", "at least 90%"),
        ] {
            assert_eq!(limit_behind(text).as_deref(), Some(meant), "{text}");
        }
        for text in [
            "10 days",
            "10 days (3 or less in May)",
            "3 days, at most places",
            "3 teams or fewer people",
            "max",
            "3 or morels",
            "30 min",
            "30 min.",
            "3 days, min",
        ] {
            assert_eq!(limit_behind(text), None, "{text}");
        }
    }

    #[test]
    fn bands_that_are_cut_short() {
        for (text, meant) in [
            ("95%..", "at least 95%"),
            ("95 days..", "at least 95 days"),
            ("95 …", "at least 95"),
            ("95%.99%", "95%..99%"),
            ("$1M.$2M", "$1M..$2M"),
        ] {
            assert_eq!(band_begun(text).as_deref(), Some(meant), "{text}");
        }
        for text in ["95%..99%", "95%.", "95. 99", "95 days ...", "95 days, or so..", "all of them.."] {
            assert_eq!(band_begun(text), None, "{text}");
        }
    }
}
