//! Numbers in texts that do not begin with one: `about 19 days`.

use crate::model::quantity::scan::{self, Kind};
use crate::model::quarter::month_named;

/// How a text begins that says that there is no number yet, whatever digits follow: `to be measured by 1 May`.
const NONE_YET: [&str; 9] = ["no data", "no baseline", "not ", "none", "n/a", "tbd", "tba", "unknown", "to be "];

/// Words that say how near a number is: behind them four digits are no year, `about 2000`.
const ROUGHLY: [&str; 12] = [
    "about",
    "around",
    "roughly",
    "nearly",
    "almost",
    "approximately",
    "approx",
    "ca",
    "circa",
    "over",
    "under",
    "than",
];

/// Whether a text that carries no number holds one all the same, before its notes. Years, days of a month, and what begins with a
/// letter, such as `Q2` and `FY21`, are none.
pub fn holds_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    if NONE_YET.iter().any(|beginning| lower.starts_with(beginning)) {
        return false;
    }
    let words: Vec<&str> =
        scan::words(&lower).0.split(scan::is_space).map(bare).filter(|word| !word.is_empty()).collect();
    words.iter().enumerate().any(|(at, word)| {
        let before = at.checked_sub(1).map_or("", |before| words[before]);
        let after = words.get(at + 1).copied().unwrap_or_default();
        let is_day = [before, after].into_iter().any(|word| month_named(word).is_some());
        word.starts_with(char::is_numeric) && !(is_day || is_date(word) && !ROUGHLY.contains(&before))
    })
}

/// What else stands before a number that is meant as one.
const NEARLY: [&str; 14] = [
    "some",
    "up to",
    "more than",
    "less than",
    "just over",
    "just under",
    "only",
    "rund",
    "etwa",
    "ungefähr",
    "knapp",
    "fast",
    "environ",
    "presque",
];

/// The number that a text says alone, but for a word that says how near it is: `20` of `about 20`.
pub fn behind_nearly(text: &str) -> Option<&str> {
    let begins = |word: &&str| text.get(..word.len()).is_some_and(|start| start.to_lowercase() == **word);
    let number = ROUGHLY.iter().chain(&NEARLY).filter(|word| begins(word)).find_map(|word| {
        let rest = &text[word.len()..];
        let number = rest.trim_start_matches(scan::is_space);
        (number.len() < rest.len()).then_some(number)
    })?;
    let lead = scan::lead(number).filter(|lead| lead.kind == Kind::Plain)?;
    let is_alone = lead.rest.is_empty() || lead.rest.starts_with(|next| scan::is_comma(next) || next == '(');
    is_alone.then(|| number[..number.len() - lead.rest.len()].trim_end_matches(scan::is_space))
}

/// Without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}

/// `2019`, `2020-21`, `2021-03-31`, `2020/21`.
pub(super) fn is_date(word: &str) -> bool {
    let (year, rest) = word.split_at_checked(4).unwrap_or_default();
    let is_year = year.parse().is_ok_and(|year: u16| (1900..2100).contains(&year));
    is_year && (rest.is_empty() || rest.starts_with(['-', '/', '–']))
}

#[cfg(test)]
mod tests {
    use super::{behind_nearly, holds_number};

    #[test]
    fn numbers_behind_a_word() {
        assert_eq!(behind_nearly("about 20"), Some("20"));
        assert_eq!(behind_nearly("Up to 1,200, it seems"), Some("1,200"));
        assert_eq!(behind_nearly("ungefähr 3 (of a few)"), Some("3"));
        for text in ["about", "about a third", "about20", "overall 20", "20", "about 20 or 30", "about ２"] {
            assert_eq!(behind_nearly(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_that_do_not_begin_a_text() {
        for text in [
            "about 19 days",
            "ca 19 days",
            "over 19 days",
            "19-20 days",
            "June 2019: 19 days",
            "１９ days",
            "about 2000",
            "~20",
            "more than 2000 users",
            "5 to 6 days",
        ] {
            assert!(holds_number(text), "{text}");
        }
        for text in [
            "TBD",
            "no data",
            "not measured",
            "not measured in 19 wikis",
            "none (new in Q2)",
            "new, 3 teams",
            "June 2019",
            "as of 1 June",
            "since Q2 FY2020-21",
            "measured in 2020-21",
            "To be set by 15 May",
            "first GA4 report",
            "",
        ] {
            assert!(!holds_number(text), "{text}");
        }
    }
}
