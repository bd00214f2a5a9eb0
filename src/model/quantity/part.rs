//! Shares in words: `1 in 10 patients`. Of these the first number alone would be a lie.

use crate::model::quantity::scan::{self, Kind, Lead};
use crate::model::quantity::{Number, Unit, print_number, unit, word};

/// A share in words, and how it is written with one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareInWords {
    /// `10%`.
    pub percent: String,
    /// `1 of 10`.
    pub of: String,
}

/// The share that a text says of a key result in this unit: `1 in 10`, `1 patient in 10`. Years, times and what is in so many other
/// things are none: `3 in 2026`, `12 in 30 days`, `2 in 3 regions` of services.
pub fn part_in_words(text: &str, unit: Option<&Unit>) -> Option<ShareInWords> {
    // Most texts have none, and this look is short.
    let (part, behind) = scan::words(text).0.split_once(" in ")?;
    let part = scan::lead(part).filter(is_count)?;
    let behind = behind.strip_prefix("every ").unwrap_or(behind);
    let whole = scan::lead(behind).filter(is_count)?;
    let is_whole = whole.number.value >= 2.0 && part.number.value < whole.number.value;
    let is_one = (part.number.value - 1.0).abs() < f64::EPSILON;
    let is_share = match part.rest {
        "" => is_of_all(whole.rest, unit),
        thing => is_one && unit::is_unit(thing) && !thing.contains(' ') && !unit::is_unit(whole.rest),
    };
    let is_share = is_share && is_whole && !is_year(&behind[..behind.len() - whole.rest.len()], is_one);
    let percent = part.number.value / whole.number.value * 100.0;
    is_share.then(|| ShareInWords {
        percent: format!("{}%", print_number(percent, decimals(percent))),
        of: format!(
            "{} of {}",
            print_number(part.number.value, part.number.decimals),
            print_number(whole.number.value, 0)
        ),
    })
}

/// Of so many of these something else may be the share: `60% (13 of 20 replies)` may tell how many came.
const SAMPLES: [&str; 8] =
    ["answers", "forms", "interviews", "replies", "respondents", "responses", "surveys", "votes"];

/// Whether words are what is counted, and nothing more: `clinics`.
fn is_thing(words: &str) -> bool {
    words.ends_with('s') && words.chars().all(char::is_lowercase) && !SAMPLES.contains(&words)
}

/// The percentage that a text begins with, and the `a of b` that stands in parentheses behind it, alone or with what is counted:
/// `60% (13 of 20)`, `60% (13 of 20 clinics)`.
pub fn share_beside(text: &str) -> Option<(Number, Number)> {
    let share = scan::lead(text).filter(|lead| lead.kind == Kind::Percent && !lead.number.signed)?;
    let counted = scan::lead(scan::parenthesis(share.rest)?.0)?;
    let is_count = counted.kind == Kind::Plain && counted.currency.is_none();
    let is_alone = is_count && (counted.rest.is_empty() || is_thing(counted.rest));
    let has_whole = counted.number.out_of.is_some_and(|all| all > 0.0) && !counted.number.signed;
    (is_alone && has_whole).then_some((share.number, counted.number))
}

/// `65% (13 of 20)` for `13 of 20 (65%)`, where a percentage is asked for.
pub fn share_first(text: &str) -> Option<String> {
    let lead = scan::lead(text).filter(|lead| lead.kind == Kind::Plain && lead.currency.is_none())?;
    let Number { value, out_of, .. } = lead.number;
    let percent = out_of.filter(|all| *all > 0.0).map(|all| value / all * 100.0)?;
    let counted = text[..text.len() - lead.rest.len()].trim_end();
    Some(format!("{}% ({counted})", print_number(percent, decimals(percent))))
}

/// A number without a sign, and no share or money.
fn is_count(lead: &Lead) -> bool {
    lead.kind == Kind::Plain && lead.currency.is_none() && !lead.number.signed && lead.number.out_of.is_none()
}

/// Whether what stands behind the second number is what the first one is of, too: nothing, the key result's own unit, or, where
/// that is not known, anything but a time.
fn is_of_all(words: &str, unit: Option<&Unit>) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    if !unit::is_unit(words) {
        return first.chars().next().is_none_or(char::is_alphabetic);
    }
    match unit {
        Some(Unit::Words(unit)) => unit::after_unit(words, unit).is_some(),
        _ => !word::is_time(first),
    }
}

/// `2026`; `1 in 2000` is a share.
fn is_year(number: &str, of_one: bool) -> bool {
    let year = number.trim_end_matches(scan::is_space).parse::<u16>().ok();
    year.is_some_and(|year| (1900..2100).contains(&year) && !(of_one && year == 2000))
}

/// How many digits after the point are near enough to a percentage.
fn decimals(percent: f64) -> u8 {
    let is_near = |decimals: &u8| {
        let scale = 10_f64.powi(i32::from(*decimals));
        ((percent * scale).round() / scale - percent).abs() <= percent * 0.005
    };
    (0..6).find(is_near).unwrap_or(6)
}

#[cfg(test)]
mod tests {
    use super::{part_in_words, share_beside, share_first};
    use crate::model::quantity::unit_named;

    fn percent(text: &str, unit: &str) -> Option<String> {
        part_in_words(text, Some(unit_named(unit)).filter(|_| !unit.is_empty()).as_ref()).map(|part| part.percent)
    }

    #[test]
    fn shares() {
        for (text, unit, meant) in [
            ("1 in 10 patients", "", "10%"),
            ("3 in 20 patients", "patients", "15%"),
            ("1 in 3", "services", "33.3%"),
            ("1 in 1,000 requests (so far)", "", "0.1%"),
            ("1 in 2000", "", "0.05%"),
            ("1 in every 30,000", "%", "0.00333%"),
            ("1.5 in 10k, so far", "", "0.015%"),
            ("0 in 20 patients", "patients", "0%"),
            ("1 patient in 10", "patients", "10%"),
            ("1 in 20 so far", "wards", "5%"),
        ] {
            assert_eq!(percent(text, unit).as_deref(), Some(meant), "{text}");
        }
        let of = part_in_words("1.5 in 10000", None).map(|part| part.of);
        assert_eq!(of.as_deref(), Some("1.5 of 10,000"));
    }

    #[test]
    fn shares_and_what_they_are_of() {
        let beside = |text| share_beside(text).map(|(share, counted)| (share.value, counted.value, counted.out_of));
        assert_eq!(beside("60% (13 of 20)"), Some((60.0, 13.0, Some(20.0))));
        assert_eq!(beside("60 % (13/20), so far"), Some((60.0, 13.0, Some(20.0))));
        for text in
            ["60%", "60% (13)", "60% (13 of 20 asked)", "60% of 20", "+60% (13 of 20)", "60% (of 20)", "13 of 20 (65%)"]
        {
            assert_eq!(beside(text), None, "{text}");
        }
        assert_eq!(share_first("13 of 20 (65%)").as_deref(), Some("65% (13 of 20)"));
        assert_eq!(share_first("2/3 of teams").as_deref(), Some("66.7% (2/3)"));
        assert_eq!(share_first("13 (65%)"), None);
    }

    #[test]
    fn numbers_with_notes() {
        for (text, unit) in [
            ("2 in production", ""),
            ("3 in 2026", ""),
            ("12 in 2019 alone", "wikis"),
            ("12 in 30 days", ""),
            ("1 in 24h", ""),
            ("2 in 3 regions", "services"),
            ("20 in 3 teams", ""),
            ("2 services in 3 regions", "services"),
            ("2 services in 3", "services"),
            ("1 outage in 30 days", "outages"),
            ("1 release in 2026", "releases"),
            ("5%, 1 in 20", "%"),
            ("5% (1 in 20)", "%"),
            ("$1 in 20", ""),
            ("+1 in 20", ""),
            ("2 in 5-day weeks", ""),
            ("about 1 in 20", ""),
        ] {
            assert_eq!(percent(text, unit), None, "{text}");
        }
    }
}
