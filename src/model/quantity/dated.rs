//! Dates before a number: of `2019: 412 calls` the year is none.

use crate::model::quantity::scan::{self, Kind, Lead};
use crate::model::quantity::unread::is_date;
use crate::model::quantity::{Unit, unit};
use crate::model::quarter::{Calendar, month_named};

/// Words that stand with a date.
const AROUND: [&str; 14] =
    ["in", "of", "as", "at", "by", "end", "the", "since", "late", "early", "mid", "fy", "year", "fiscal"];

/// `412 calls (2019)` for `2019: 412 calls`: before the colon stands when it was so, behind it the number in this unit.
pub fn dated(text: &str, unit: Option<&Unit>) -> Option<String> {
    // Few values have a colon.
    let (when, behind) = text.split_once(':')?;
    let (when, behind) = (when.trim_matches(scan::is_space), behind.trim_matches(scan::is_space));
    let lead = scan::lead(behind).filter(|lead| is_when(when) && is_of(lead, unit))?;
    // In parentheses behind a percentage a year would be its number.
    let is_plain = lead.kind == Kind::Plain && !behind.contains(scan::is_opening);
    Some(if is_plain { format!("{behind} ({when})") } else { format!("{behind}, {when}") })
}

/// Whether words say a year, a quarter or a month, and nothing else.
fn is_when(text: &str) -> bool {
    let mut is_named = false;
    let words = text.split(|letter| scan::is_space(letter) || scan::is_comma(letter)).filter(|word| !word.is_empty());
    let is_all = words.map(|word| word.trim_end_matches('.').to_lowercase()).all(|word| {
        let is_fiscal =
            word.strip_prefix("fy").is_some_and(|year| year.starts_with(|first: char| first.is_ascii_digit()));
        let is_half = matches!(word.as_str(), "h1" | "h2");
        let names = is_fiscal || is_half || is_date(&word) || month_named(&word).is_some();
        let names = names || Calendar::read(&word).is_some();
        is_named |= names;
        let is_day = || word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
        names || is_day() || AROUND.contains(&word.as_str())
    });
    is_all && is_named
}

/// Whether a number is in the unit, or bare. Where none is known any may be it.
fn is_of(lead: &Lead, unit: Option<&Unit>) -> bool {
    let words = scan::words(lead.rest).0;
    let is_bare = lead.kind == Kind::Plain && lead.currency.is_none() && words.is_empty();
    is_bare
        || match unit {
            Some(unit) => unit::has_unit(lead, Some(unit)),
            None => lead.kind != Kind::Plain || lead.currency.is_some() || unit::is_unit(words),
        }
}

#[cfg(test)]
mod tests {
    use super::dated;
    use crate::model::quantity::unit_named;

    fn meant(text: &str, unit: &str) -> Option<String> {
        dated(text, Some(unit_named(unit)).filter(|_| !unit.is_empty()).as_ref())
    }

    #[test]
    fn dates_before_a_colon() {
        for (text, unit, is) in [
            ("2019: 412 calls", "calls", "412 calls (2019)"),
            ("2019: 412 calls", "", "412 calls (2019)"),
            ("2019: 412", "calls", "412 (2019)"),
            ("FY2019: 412 calls, roughly", "calls", "412 calls, roughly (FY2019)"),
            ("FY 2019-20: 412", "calls", "412 (FY 2019-20)"),
            ("2019-20: 412", "calls", "412 (2019-20)"),
            ("Q3: 371", "calls", "371 (Q3)"),
            ("Q3 FY21: $2M", "$", "$2M (Q3 FY21)"),
            ("March: 371 calls", "calls", "371 calls (March)"),
            ("end of June, 2019: 8% (2033 people)", "%", "8% (2033 people), end of June, 2019"),
            ("2021: 60%", "%", "60%, 2021"),
            ("Q2: 3 of 4", "", "3 of 4 (Q2)"),
        ] {
            assert_eq!(meant(text, unit).as_deref(), Some(is), "{text}");
        }
        for (text, unit) in [
            ("2033: 8% more", "people"),
            ("2033: 153 more than in June", "people"),
            ("2033: three left", "people"),
            ("2033 people: 5 left", "people"),
            ("34 days: 3 left", "days"),
            ("1:30", "hours"),
            ("in all: 371 calls", "calls"),
            ("Q3: 371 emails", "calls"),
            ("Q3: late", "calls"),
            ("team 3: 20 calls", "calls"),
        ] {
            assert_eq!(meant(text, unit), None, "{text}");
        }
    }
}
