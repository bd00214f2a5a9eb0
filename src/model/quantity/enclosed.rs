//! What is enclosed whole: numbers in parentheses, which begin a note, `(12 days)`, `($200k)`, and texts in quotation marks that YAML
//! takes for letters, `“yes”`, or in marks of Markdown, `**24**`.

use crate::model::quantity::behind::is_whole;
use crate::model::quantity::unread::is_date;
use crate::model::quantity::{Unit, scan};

/// A text that is but a number in parentheses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed {
    /// It without them.
    pub number: String,
    /// As it is written where the parentheses are an accountant's sign: `-$200k`.
    pub below_zero: Option<String>,
}

/// A number in this unit in parentheses, before which there is nothing. A year alone says when.
pub fn enclosed(text: &str, unit: Option<&Unit>) -> Option<Enclosed> {
    let (inner, behind) = scan::parenthesis(text.trim_start_matches(scan::is_space))?;
    let lead = scan::lead(inner).filter(|lead| is_whole(lead, unit) && !is_date(inner))?;
    if !behind.is_empty() && !behind.starts_with(scan::is_comma) {
        return None;
    }
    let is_money = lead.currency.is_some() || lead.rest.is_empty() && lead.kind == scan::Kind::Plain;
    let below_zero = (is_money && !lead.number.signed).then(|| format!("-{inner}{behind}"));
    Some(Enclosed { number: format!("{inner}{behind}"), below_zero })
}

/// What stands between marks of quotation, other than those of YAML, where a text is nothing else.
pub fn quoted(text: &str) -> Option<&str> {
    const MARKS: [char; 11] = ['“', '”', '„', '‟', '«', '»', '‘', '’', '‚', '‹', '›'];
    let inner =
        text.trim_matches(scan::is_space).strip_prefix(MARKS)?.strip_suffix(MARKS)?.trim_matches(scan::is_space);
    (!inner.is_empty() && !inner.contains(MARKS)).then_some(inner)
}

/// A text that begins with marks of Markdown, without those: `24 days` for `**24** days` and `[24 days](plan.md)`.
pub fn emphasized(text: &str) -> Option<String> {
    let text = text.trim_matches(scan::is_space);
    if let Some((words, _)) = text.strip_prefix('[').and_then(|link| link.split_once("](")) {
        return Some(words.to_owned());
    }
    let is_mark = |letter: char| matches!(letter, '*' | '_' | '`');
    text.starts_with(is_mark).then(|| text.replace(is_mark, "")).filter(|plain| !plain.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::{emphasized, enclosed, quoted};

    #[test]
    fn marks_of_markdown_are_taken_away() {
        for (text, plain) in [("**24** days", "24 days"), ("_yes_", "yes"), ("[24 days](plan.md)", "24 days")] {
            assert_eq!(emphasized(text).as_deref(), Some(plain), "{text}");
        }
        for text in ["24 **days**", "[24]", "**", ""] {
            assert_eq!(emphasized(text), None, "{text}");
        }
    }
    use crate::model::quantity::unit_named;

    #[test]
    fn numbers_in_parentheses() {
        let found = |text, unit: &str| {
            let unit = Some(unit_named(unit)).filter(|_| !unit.is_empty());
            enclosed(text, unit.as_ref()).map(|found| found.below_zero.unwrap_or(found.number))
        };
        for (text, unit, meant) in [
            ("(12 days)", "days", "12 days"),
            ("( 12 days ), so far", "days", "12 days, so far"),
            ("($200k)", "$", "-$200k"),
            ("(-$200k)", "$", "-$200k"),
            ("(50)", "calls", "-50"),
            ("(60%)", "%", "60%"),
            ("（12 days）", "", "12 days"),
        ] {
            assert_eq!(found(text, unit).as_deref(), Some(meant), "{text}");
        }
        for (text, unit) in [
            ("12 days", "days"),
            ("(2019)", "days"),
            ("(3 reviewers left)", "days"),
            ("(3 days late)", "days"),
            ("(-54%)", "days"),
            ("(12 days) or more", "days"),
            ("(new)", "days"),
            ("(12 days", "days"),
        ] {
            assert_eq!(found(text, unit), None, "{text}");
        }
    }

    #[test]
    fn texts_in_quotation_marks() {
        for (text, inner) in
            [("“yes”", Some("yes")), (" „4 of 4“", Some("4 of 4")), ("« ja »", Some("ja")), ("‘no’", Some("no"))]
        {
            assert_eq!(quoted(text), inner, "{text}");
        }
        for text in ["yes", "“yes", "“yes” and “no”", "“”", "“", "\"yes\"", "the nurses’"] {
            assert_eq!(quoted(text), None, "{text}");
        }
    }
}
