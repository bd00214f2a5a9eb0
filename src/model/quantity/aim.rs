//! Numbers to reach that words stand before, so that they are targets in words: `from 5 to 10 apps`, `reduce to 10 days`.

use crate::model::quantity::meant::numbers_within;
use crate::model::quantity::scan::{self, Kind, after_any};
use crate::model::quantity::target::{AT_LEAST, AT_MOST};
use crate::model::quantity::unit::has_unit;
use crate::model::quantity::{Unit, behind_mark, translated};

/// How a target in words would be written that can be computed with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AimMeant {
    pub target: String,
    /// Where it starts, as far as the text says so.
    pub baseline: Option<String>,
    /// The target is a change of the baseline.
    pub is_change: bool,
    /// Words stand before it of which nobody knows here whether they make a limit of it.
    pub may_be_limit: bool,
}

const UP: [&str; 6] = ["increase", "grow", "raise", "rise", "improve", "boost"];
const DOWN: [&str; 7] = ["decrease", "reduce", "lower", "cut", "drop", "shrink", "decline"];
const TIMES: [(&str, &str); 4] = [("double", "+100%"), ("triple", "+200%"), ("quadruple", "+300%"), ("halve", "-50%")];

/// What a short target in words probably means as a number in this unit.
pub fn aim_meant(text: &str, unit: Option<&Unit>) -> Option<AimMeant> {
    const SHORT: usize = 7;
    let words = scan::words(text).0;
    if scan::lead(text).is_some() {
        return None;
    }
    if words.split_whitespace().count() > SHORT {
        return None;
    }
    let lower = words.to_lowercase();
    way(words, unit)
        .or_else(|| band(words, unit))
        .or_else(|| change(&lower))
        .or_else(|| times(&lower))
        .or_else(|| behind_mark(words).filter(|meant| scan::lead(meant).is_some()).map(|meant| aim(&meant)))
        .or_else(|| numbers_within(words, unit).last().filter(|_| !has_more(&lower)).map(|number| behind_words(number)))
}

/// Whether a text says another thing beside its number: `a model and 3 papers`.
fn has_more(lower: &str) -> bool {
    lower.split_whitespace().any(|word| matches!(word, "and" | "with" | "or" | "+" | "&"))
}

fn aim(target: &str) -> AimMeant {
    AimMeant { target: target.to_owned(), ..AimMeant::default() }
}

fn behind_words(target: &str) -> AimMeant {
    AimMeant { may_be_limit: true, ..aim(target) }
}

/// Two numbers with these words before and between them, of which the second is in the unit.
fn two(text: &str, before: &str, between: &str, unit: Option<&Unit>) -> Option<(String, String)> {
    let start = format!(" {text}").to_lowercase().find(&format!(" {before} "))?;
    let (one, other) = text.get(start + before.len() + 1..)?.split_once(between)?;
    let (one, other) = (one.trim(), other.trim());
    let (first, second) = (scan::lead(one)?, scan::lead(other)?);
    (has_unit(&second, unit) && (first.rest.is_empty() || has_unit(&first, unit)))
        .then(|| (one.to_owned(), other.to_owned()))
}

/// `from 5 to 10 apps`.
fn way(text: &str, unit: Option<&Unit>) -> Option<AimMeant> {
    let (from, to) = two(text, "from", " to ", unit)?;
    Some(AimMeant { baseline: Some(from), ..aim(&to) })
}

/// `between 5 and 10 apps`.
fn band(text: &str, unit: Option<&Unit>) -> Option<AimMeant> {
    let mut words = [("between", " and ")].into_iter().chain(translated::BETWEEN);
    let (low, high) = words.find_map(|(before, between)| two(text, before, between, unit))?;
    Some(aim(&format!("{low}..{high}")))
}

/// `increase by 10%`.
fn change(lower: &str) -> Option<AimMeant> {
    let (verb, by) = lower.split_once(" by ")?;
    let lead =
        scan::lead(by).filter(|lead| lead.kind == Kind::Percent && !lead.number.signed && lead.rest.is_empty())?;
    let says = |verbs: &[&str]| verb.split_whitespace().any(|word| verbs.contains(&word));
    let sign = match (says(&UP), says(&DOWN)) {
        (true, false) => '+',
        (false, true) => '-',
        _ => return None,
    };
    let number = &by[..by.len() - lead.rest.len()];
    Some(AimMeant { is_change: true, ..aim(&format!("{sign}{number}")) })
}

/// `double`, `halve the queue`, `Wartezeit halbieren`.
fn times(lower: &str) -> Option<AimMeant> {
    let begins = |verb: &str| lower.strip_prefix(verb).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let ends = |verb: &str| lower.strip_suffix(verb).is_some_and(|before| before.ends_with(' '));
    let own = TIMES.iter().find(|(verb, _)| begins(verb));
    let (_, change) = own.or_else(|| translated::TIMES.iter().find(|(verb, _)| begins(verb) || ends(verb)))?;
    let has_number = lower.bytes().any(|byte| byte.is_ascii_digit());
    (!has_number).then(|| AimMeant { is_change: true, ..aim(change) })
}

/// The band that a target is probably meant as of which only the first of two limits is read: `20%..30%` of `at most 30%, at least
/// 20%`.
pub fn band_meant(text: &str) -> Option<String> {
    let text = text.trim();
    let most = after_any(text, &AT_MOST);
    let (first, others) = match (most, after_any(text, &AT_LEAST)) {
        (Some(first), _) => (first, AT_LEAST),
        (None, Some(first)) => (first, AT_MOST),
        (None, None) => return None,
    };
    let at = others.iter().filter_map(|words| first.to_lowercase().find(words)).min()?;
    let (before, second) = (first.get(..at)?, after_any(first.get(at..)?, &others)?);
    let before = before.trim_end();
    let one = ["and", "but"].iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
    let one = one.trim_end_matches(|letter: char| scan::is_space(letter) || scan::is_comma(letter));
    let other = scan::words(second).0;
    let is_joined = one.len() < before.len() && !one.contains(['(', ',', ';']);
    if !is_joined || scan::lead(one).is_none() || scan::lead(other).is_none() {
        return None;
    }
    let (low, high) = if most.is_some() { (other, one) } else { (one, other) };
    Some(format!("{}..{}", low.trim(), high.trim()))
}

#[cfg(test)]
mod tests {
    use super::{aim_meant, band_meant};
    use crate::model::quantity::unit_named;

    #[test]
    fn numbers_to_reach() {
        let meant = |text, unit| {
            let meant = aim_meant(text, Some(&unit_named(unit)))?;
            Some(meant.baseline.map_or(String::new(), |from| format!("{from} → ")) + &meant.target)
        };
        for (text, unit, is) in [
            ("from 5 to 10 apps", "apps", "5 → 10 apps"),
            ("Grow from 5 apps to 10 apps (by June)", "apps", "5 apps → 10 apps"),
            ("between 5 and 10 apps", "apps", "5..10 apps"),
            ("zwischen 80 und 90 %", "%", "80..90 %"),
            ("entre 80% et 90%", "%", "80%..90%"),
            ("Wartezeit halbieren", "Tage", "-50%"),
            ("réduire de moitié", "jours", "-50%"),
            ("doubler le nombre", "jours", "+100%"),
            ("reduce to 10 days", "days", "10 days"),
            ("increase by 10%", "days", "+10%"),
            ("reduce queue by 12.5%", "days", "-12.5%"),
            ("double", "days", "+100%"),
            ("Halve the time", "days", "-50%"),
            ("~10 apps", "apps", "10 apps"),
            ("all 12 wards", "wards", "12 wards"),
            ("reach 55%", "%", "55%"),
        ] {
            assert_eq!(meant(text, unit).as_deref(), Some(is), "{text}");
        }
        for (text, unit) in [
            ("10 apps", "apps"),
            ("launch in all countries", "apps"),
            ("from 2020 to 2021", "apps"),
            ("in 3 countries", "apps"),
            ("all apps in 3 countries", "apps"),
            ("double-check all", "apps"),
            ("Tage der halbierenden Zeit", "apps"),
            ("doublement", "apps"),
            ("the team has moved over all of the 12 wards", "wards"),
            ("improve by June", "days"),
            ("a model and 3 papers", "papers"),
            ("1,234,5 days", "days"),
        ] {
            assert_eq!(meant(text, unit), None, "{text}");
        }
    }

    #[test]
    fn two_limits() {
        for (text, band) in [
            ("at most 30%, at least 20%", "20%..30%"),
            ("At least 20 days and at most 30 days", "20 days..30 days"),
            ("≤ 30%; ≥ 20%", "20%..30%"),
        ] {
            assert_eq!(band_meant(text).as_deref(), Some(band), "{text}");
        }
        for text in [
            "at most 30%",
            "at most 30% (at least 20% in 2020)",
            "at most 30%, if at least 20 answer, so far",
            "20%..30%",
            "at most 3 of at least 20",
        ] {
            assert_eq!(band_meant(text), None, "{text}");
        }
    }
}
