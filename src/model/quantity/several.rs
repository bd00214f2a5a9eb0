//! Several numbers where one belongs: `5 to 7 wikis`, `5 → 7`, `2h 30m`, `1 in 10`. The first of them alone would be a lie.

use crate::model::quantity::day::is_year;
use crate::model::quantity::miswritten::digits;
use crate::model::quantity::part::part_in_words;
use crate::model::quantity::scan::{self, Kind, Lead};
use crate::model::quantity::{Unit, translated, unit, word};

/// What stands between two numbers of which neither is meant alone.
const BETWEEN: [&str; 12] = ["...", "…", "..", " to ", " or ", "->", "=>", "→", "⟶", "➔", "➜", "⇒"];

/// What also begins a note, so that behind the second number nothing may stand but its unit: `5 + 2 wikis`.
const ALSO_NOTES: [&str; 5] = ["–", "—", "-", "+", " plus "];

/// Whether a text says several numbers of a key result in this unit. A number in another unit is none of them: `4 services to 10
/// teams`.
pub fn says_several(text: &str, unit: Option<&Unit>) -> bool {
    // Most values are one number.
    if !has_two_numbers(text) {
        return false;
    }
    let text = &*scan::plainly_spaced(text);
    let is_range = || {
        // A bare `3 / 4` is a number out of another one.
        let is_ratio = scan::lead(text).is_some_and(|lead| lead.number.out_of.is_some());
        let marks = BETWEEN.iter().chain((!is_ratio).then_some(&" / "));
        marks.filter_map(|mark| text.split_once(mark)).any(|parts| is_range(parts, unit))
            || is_translated_range(text, unit)
    };
    let is_bare_range = || {
        let mut parts = ALSO_NOTES.iter().filter_map(|mark| text.split_once(mark));
        parts.any(|(one, other)| !is_signed(one, other) && is_bare_range(one, other, unit))
    };
    is_side_by_side(text, unit)
        || is_compound(text, unit)
        || is_range()
        || is_bare_range()
        || part_in_words(text, unit).is_some()
}

/// Whether digits stand behind others, and what stands between is no mark within a number.
fn has_two_numbers(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_inside = |at: usize| is_digit(at) || matches!(bytes[at], b'.' | b',') && is_digit(at + 1);
    let Some(first) = (0..bytes.len()).find(|at| is_digit(*at)) else { return false };
    let end = (first..bytes.len()).find(|at| !is_inside(*at)).unwrap_or(bytes.len());
    bytes[end..].iter().any(u8::is_ascii_digit)
}

/// `3 10`, `10 10 people`: a space alone stands between two numbers, and nothing but the unit behind them. Of `4 24-hour shifts` and
/// `5 100% remote teams` the second is a part of what is counted.
fn is_side_by_side(text: &str, unit: Option<&Unit>) -> bool {
    let Some(first) = scan::lead(text).filter(|lead| lead.rest.starts_with(|next: char| next.is_ascii_digit())) else {
        return false;
    };
    let Some(second) = scan::lead(first.rest).filter(|second| second.number.out_of.is_none()) else { return false };
    let (words, _) = scan::words(second.rest);
    let is_bare = words.is_empty()
        || match (second.kind, unit) {
            (Kind::Plain, Some(Unit::Words(unit))) => is_whole(words, unit),
            (Kind::Plain, None) => !words.contains(scan::is_space) && unit::is_unit(words),
            _ => false,
        };
    // `40 2019` says as of when.
    let is_dated = is_year(&first.rest[..digits(first.rest)]);
    // Of `3 10k runs` each is so long.
    let is_named = second.scale > 1.0 && !words.is_empty();
    first.kind == Kind::Plain && is_bare && !is_dated && !is_named && goes_on(&first, &second, unit)
}

/// `20 -5`: the mark is a sign of what follows it.
fn is_signed(one: &str, other: &str) -> bool {
    one.ends_with(scan::is_space) && !other.starts_with(scan::is_space)
}

fn is_range((one, other): (&str, &str), unit: Option<&Unit>) -> bool {
    match (scan::lead(one.trim_end_matches(['-', '='])), scan::lead(other)) {
        (Some(one), Some(other)) => is_alone(&one, unit) && goes_on(&one, &other, unit),
        _ => false,
    }
}

/// `5 bis 7 Tage`: behind other languages' words a day or a year may stand, too, but no unit.
fn is_translated_range(text: &str, unit: Option<&Unit>) -> bool {
    let mut parts = translated::TO.iter().filter_map(|mark| text.split_once(mark));
    let has_unit = |other: &str| {
        let is_own = |lead: Lead| lead.kind == Kind::Percent || lead.currency.is_some() || unit::is_unit(lead.rest);
        scan::lead(other).is_some_and(is_own)
    };
    parts.any(|(one, other)| has_unit(other) && is_range((one, other), unit))
}

/// The band that several numbers are probably meant as: `80%..90%` for `80% to 90%`, `80–90%` and `80% bis 90%`.
pub fn band_between(text: &str) -> Option<String> {
    const MARKS: [&str; 4] = [" to ", "–", "—", "-"];
    let mut parts = MARKS.iter().chain(&translated::TO).filter_map(|mark| text.split_once(mark));
    let is_number = |(low, high): &(&str, &str)| scan::lead(low).is_some() && scan::lead(high).is_some();
    let (low, high) = parts.find(is_number)?;
    Some(format!("{}..{}", low.trim_matches(scan::is_space), high.trim_matches(scan::is_space)))
}

/// A range behind whose unit nothing follows but a note: of `34 days - 3 of them late` the second number begins one.
fn is_bare_range(one: &str, other: &str, unit: Option<&Unit>) -> bool {
    let (Some(first), Some(second)) = (scan::lead(one), scan::lead(other)) else { return false };
    let (words, second_words) = (scan::words(first.rest).0, scan::words(second.rest).0);
    let is_bare = match (second.kind, unit) {
        (Kind::Plain, Some(Unit::Words(unit))) => second_words.is_empty() || is_whole(second_words, unit),
        (Kind::Plain, _) => second_words.split_whitespace().count() <= 1,
        _ => second_words.is_empty(),
    };
    let is_date = is_year(one) && other.len() <= 2;
    // "20 days - 3" says less of the second than of the first.
    is_bare && !is_date && (words.is_empty() || !second_words.is_empty()) && is_range((one, other), unit)
}

/// Nothing but its unit stands behind the number.
fn is_alone(lead: &Lead, unit: Option<&Unit>) -> bool {
    let words = lead.rest.trim_end_matches(scan::is_space);
    words.is_empty()
        || lead.kind == Kind::Plain
            && match unit {
                Some(Unit::Words(unit)) => is_whole(words, unit),
                Some(_) => false,
                None => words.split_whitespace().count() == 1 && unit::is_unit(words),
            }
}

/// Whether words are the unit, and nothing more.
fn is_whole(words: &str, unit: &str) -> bool {
    let count = |text: &str| text.split_whitespace().count();
    count(words) <= count(unit) && unit::after_unit(words, unit) == Some("")
}

/// Whether the second number is of what the first one is.
fn goes_on(one: &Lead, other: &Lead, unit: Option<&Unit>) -> bool {
    if let (Some(sign), Some(other)) = (one.currency, other.currency)
        && sign != other
    {
        return false;
    }
    let (words, _) = scan::words(other.rest);
    if let Some(Unit::Words(first)) = unit::of_lead(one).0
        && !words.is_empty()
        && !unit::is_same_unit(&first, words)
    {
        return false;
    }
    match (other.kind, unit) {
        (Kind::Points, _) => false,
        (Kind::Percent, unit) => one.kind == Kind::Percent || unit == Some(&Unit::Percent),
        (Kind::Plain, Some(Unit::Words(unit))) => words.is_empty() || unit::after_unit(words, unit).is_some(),
        (Kind::Plain, Some(Unit::Percent | Unit::Currency(_))) => words.is_empty() || !unit::is_unit(words),
        (Kind::Plain, None) => true,
    }
}

/// `2h 30m`, `1 day and 4 hours`: a time in two units.
fn is_compound(text: &str, unit: Option<&Unit>) -> bool {
    let is_of_time = match unit {
        None => true,
        Some(Unit::Words(unit)) => {
            unit.split_whitespace().next().is_some_and(|word| word::is_time(word) || is_clock(word))
        }
        Some(Unit::Percent | Unit::Currency(_)) => false,
    };
    let Some(lead) = scan::lead(text).filter(|lead| lead.kind == Kind::Plain && is_of_time) else { return false };
    let words = scan::words(lead.rest).0;
    if is_clock(words) {
        return true;
    }
    let Some((first, after)) = words.split_once(scan::is_space) else { return false };
    let after = after.strip_prefix("and ").unwrap_or(after);
    // "7 h 30" are half an hour more.
    let is_minutes = |rest: &str| rest.len() == 2 && rest.parse().is_ok_and(|part: u8| part < 60) && is_of_parts(first);
    let is_rest = |rest: scan::Lead| rest.kind == Kind::Plain && (word::is_time(rest.rest) || is_minutes(after));
    word::is_time(first) && scan::lead(after).is_some_and(is_rest)
}

/// `h30`, behind its hours.
fn is_clock(word: &str) -> bool {
    word.strip_prefix('h').is_some_and(|rest| rest.len() == 2 && rest.parse().is_ok_and(|part: u8| part < 60))
}

/// Whether a unit of time is of sixty parts: hours and minutes.
fn is_of_parts(word: &str) -> bool {
    word::seconds(word).is_some_and(|seconds| (60.0..=3600.0).contains(&seconds))
}

#[cfg(test)]
mod tests {
    use super::says_several;
    use crate::model::quantity::unit_named;

    fn is_several(text: &str, unit: &str) -> bool {
        says_several(text, Some(unit_named(unit)).filter(|_| !unit.is_empty()).as_ref())
    }

    #[test]
    fn more_than_one() {
        for (text, unit) in [
            ("5 → 7 wikis", "wikis"),
            ("5 wikis -> 7 wikis", "wikis"),
            ("5 --> 7", "wikis"),
            ("5 to 7 wikis", "wikis"),
            ("5 to 7 wikis in all", "wikis"),
            ("5 bis 7 Tage", "Tage"),
            ("80% à 90%", "%"),
            ("10 à 15 jours", ""),
            ("80% إلى 90%", "%"),
            ("5 or 6 wikis", "wikis"),
            ("5..7 wikis", "wikis"),
            ("5-7 wikis", "wikis"),
            ("5 – 7 wikis (so far)", "wikis"),
            ("5+2 wikis", "wikis"),
            ("5 plus 2 wikis", "wikis"),
            ("65% → 70%", "%"),
            ("65 to 70%", "%"),
            ("65% - 70%", "%"),
            ("$1.2M to $1.4M", "$"),
            ("5 to 6 days", ""),
            ("5 days to 6 days", ""),
            ("19-20 days", ""),
            ("2h 30m", "hours"),
            ("1 day and 4 hours, at last", "days"),
            ("1 day 6 hours", "hours"),
            ("2 h 30 m", "hours of downtime"),
            ("2h 30m", ""),
            ("7 h 30", "h"),
            ("7h 30 (so far)", ""),
            ("99.95% / 99.2%", "%"),
            ("5 wikis / 7 wikis", "wikis"),
            ("3 in 20 wikis", "wikis"),
            ("3 10", ""),
            ("3 10 (late)", "wikis"),
            ("10 10 people", "people"),
            ("20 0 wikis, late", "wikis"),
            ("10 10 people", ""),
            ("40 45%", "%"),
            ("$3 10", "$"),
        ] {
            assert!(is_several(text, unit), "{text}");
        }
    }

    #[test]
    fn one_and_a_note() {
        for (text, unit) in [
            ("65% (→ 70% planned)", "%"),
            ("65%, up from 60% to 62%", "%"),
            ("65% bis 30.6.", "%"),
            ("65% bis 2030", "%"),
            ("5 Häuser bis 2030", "Häuser"),
            ("5 Häuser bis 30. Juni", ""),
            ("5 séances à 12 personnes", "séances"),
            ("5 séances à 10 h", ""),
            ("7 h 300", "h"),
            ("7 days 30", "days"),
            ("7 h, 30", "h"),
            ("4 services to 10 teams", "services"),
            ("4 services to 10 teams", "services to 10 teams"),
            ("2 services plus 3 in flight", "services"),
            ("2 services plus 3 services in flight", "services"),
            ("2 + 3 in flight", "services"),
            ("34 days - 3 days less than before", "days"),
            ("34 – 3 reviewers left", "days"),
            ("2033 +8%", "maintainers"),
            ("2033 - 8%", "maintainers"),
            ("34 days compared to 20 days in Q2", "days"),
            ("20 -5", "days"),
            ("-5 days", "days"),
            ("2021-03", ""),
            ("2021-03-31", ""),
            ("5 days to 30 June", ""),
            ("34 days 3 reviewers left", "days"),
            ("2h 30m", "%"),
            ("2 h 30 services", ""),
            ("65% of repos", "%"),
            ("about 5 to 7", "wikis"),
            ("3 / 4 wikis", "wikis"),
            ("5 wikis / 7 teams", "wikis"),
            ("3 in 4 regions", "wikis"),
            ("4 24-hour shifts", "shifts"),
            ("5 100% remote teams", "teams"),
            ("3 10k runs", "runs"),
            ("3 10k runs", ""),
            ("20 2021 graduates", "graduates"),
            ("40 2019", "wikis"),
            ("2 30 and more", "wikis"),
            ("12 3/4", "wikis"),
            ("40% 20 asked", "%"),
        ] {
            assert!(!is_several(text, unit), "{text}");
        }
    }
}
