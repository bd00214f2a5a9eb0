//! Numbers behind the mark that begins a note: they are notes, and hardly meant so.

use crate::model::quantity::miswritten::{digits, first_digit};
use crate::model::quantity::scan::{self, Kind, Lead};
use crate::model::quantity::target::changed;
use crate::model::quantity::{Context, Unit, unit};

/// `1,974 people` for `1, 974 people`, and `1,500` for `1. 500`: groups of three digits go on behind the mark, and behind them
/// stands the unit, or nothing. Of `2, 100 in review` they are a note.
pub fn goes_on(text: &str, unit: Option<&Unit>) -> Option<String> {
    // Few values have a mark.
    if !text.contains([',', '.']) {
        return None;
    }
    let lead = scan::lead(text).filter(|lead| lead.kind == Kind::Plain && lead.number.decimals == 0)?;
    let start = first_digit(text).filter(|start| !text[*start..].starts_with('0'))?;
    let first = digits(&text[start..]);
    let mut meant = text[..start + first].to_owned();
    let mut rest = &text[start + first..];
    let mut is_apart = false;
    while let Some((group, apart)) = group(rest) {
        meant = format!("{meant},{}", &group[..3]);
        is_apart |= apart;
        rest = &group[3..];
    }
    meant.push_str(rest);
    let whole = scan::lead(&meant).filter(|whole| is_apart && first <= 3 && whole.number.value > lead.number.value)?;
    is_whole(&whole, unit).then_some(meant)
}

/// Behind a comma or a point three digits, and what follows them; and whether a space parts the two from the digits before.
fn group(text: &str) -> Option<(&str, bool)> {
    let mark = text.trim_start_matches(scan::is_space);
    let behind = mark.strip_prefix([',', '.'])?;
    let group = behind.trim_start_matches(scan::is_space);
    (digits(group) == 3).then_some((group, mark.len() < text.len() || group.len() < behind.len()))
}

/// Whether nothing but its unit stands behind a number, up to a note.
pub(super) fn is_whole(lead: &Lead, unit: Option<&Unit>) -> bool {
    let words = scan::words(lead.rest).0.trim_end_matches('.');
    match (unit, lead.kind) {
        (Some(Unit::Percent), Kind::Percent) => words.is_empty(),
        (Some(Unit::Words(unit)), Kind::Plain) => words.is_empty() || unit::after_unit(words, unit) == Some(""),
        (None, Kind::Plain) => words.is_empty() || unit::is_unit(words) && !words.contains(' '),
        (Some(_), Kind::Plain) => words.is_empty(),
        _ => false,
    }
}

/// `34 days (-79%)` for `-79%, 34 days`: behind a change stands another number in the key result's unit than the change comes to.
pub fn number_behind_change(text: &str, context: &Context) -> Option<String> {
    let from = context
        .baseline
        .filter(|_| context.unit != Some(Unit::Percent) && text.contains(['+', '-', '\u{2212}', '–']))?;
    let change = scan::lead(text).filter(|lead| lead.kind == Kind::Percent && lead.number.signed)?;
    let is_mark = |letter: char| scan::is_comma(letter) || matches!(letter, ':' | '=' | '[');
    let behind = change.rest.strip_prefix(is_mark)?.trim_matches(|letter| scan::is_space(letter) || letter == ']');
    let behind = behind.strip_prefix("now ").or_else(|| behind.strip_prefix('(')?.strip_suffix(')')).unwrap_or(behind);
    let number = scan::lead(behind).filter(|number| number.kind == Kind::Plain && !number.number.signed)?;
    let is_own = match (&context.unit, number.currency) {
        (Some(Unit::Currency(own)), Some(sign)) => own == sign,
        (_, Some(_)) => false,
        (_, None) => true,
    };
    // As precise as it is written, it may be what the change comes to.
    let step = 0.1_f64.powi(i32::from(number.number.decimals));
    let is_other = (changed(from, change.number.value) - number.number.value).abs() > step;
    let percent = text[..text.len() - change.rest.len()].trim_end_matches(scan::is_space);
    let (said, note) = scan::words(behind);
    let space = if note.is_empty() || note.starts_with(scan::is_comma) { "" } else { " " };
    (is_own && is_other && is_whole(&number, context.unit.as_ref())).then(|| format!("{said} ({percent}){space}{note}"))
}

#[cfg(test)]
mod tests {
    use super::{goes_on, number_behind_change};
    use crate::model::quantity::{Context, unit_named};

    #[test]
    fn groups_of_digits_behind_a_space() {
        let meant = |text, unit: &str| goes_on(text, Some(unit_named(unit)).filter(|_| !unit.is_empty()).as_ref());
        for (text, unit, is) in [
            ("1, 974 people", "people", "1,974 people"),
            ("1, 974 people", "", "1,974 people"),
            ("2, 033", "people", "2,033"),
            ("$1, 500, 000", "$", "$1,500,000"),
            ("1,500, 000", "", "1,500,000"),
            ("1. 500 services", "services", "1,500 services"),
            ("1 ,500 services (so far)", "services", "1,500 services (so far)"),
            ("12 , 500 services.", "services", "12,500 services."),
            ("1, 500%", "%", "1,500%"),
        ] {
            assert_eq!(meant(text, unit).as_deref(), Some(is), "{text}");
        }
        for (text, unit) in [
            ("2, 100 in review", "services"),
            ("2 services, 100 in review", "services"),
            ("2, 100 services in review", "services"),
            ("2, 100 wikis", "services"),
            ("4, 100%", ""),
            ("4, 100% of all", "%"),
            ("1,974 people", "people"),
            ("3, 2021", "services"),
            ("0, 500", "services"),
            ("1.5, 500", "services"),
            ("1234, 500", "services"),
            ("3. 12 left", "services"),
            ("65%, 100 asked", "%"),
        ] {
            assert_eq!(meant(text, unit), None, "{text}");
        }
    }

    #[test]
    fn numbers_behind_a_change() {
        let meant = |text, unit: &str, baseline| {
            let unit = Some(unit_named(unit)).filter(|_| !unit.is_empty());
            number_behind_change(text, &Context { unit, baseline, ..Context::default() })
        };
        for (text, unit, from, is) in [
            ("-79%, 34 days", "days", 19.0, "34 days (-79%)"),
            ("-50%: 34 days", "days", 19.0, "34 days (-50%)"),
            ("-50% = 34 days", "days", 19.0, "34 days (-50%)"),
            ("+3%; 2033 people, so far", "people", 1880.0, "2033 people (+3%), so far"),
            ("+3% [2033 people]", "people", 1880.0, "2033 people (+3%)"),
            ("+3 %, 2033", "people", 1880.0, "2033 (+3 %)"),
            ("+3%, $2M (in May)", "$", 1000.0, "$2M (+3%) (in May)"),
            ("+3%, 2033", "", 1880.0, "2033 (+3%)"),
            ("+3%, (2033 people)", "people", 1880.0, "2033 people (+3%)"),
            ("+3%, now 2033 people", "people", 1880.0, "2033 people (+3%)"),
        ] {
            assert_eq!(meant(text, unit, Some(from)).as_deref(), Some(is), "{text}");
        }
        for (text, unit, from) in [
            ("-10%, 17.1 days", "days", 19.0),
            ("-10%, 17 days", "days", 19.0),
            ("-79%, three reviewers left", "days", 19.0),
            ("-79%, 3 reviewers left", "days", 19.0),
            ("+3%, 12 people left", "people", 1880.0),
            ("-79% (34 days)", "days", 19.0),
            ("-10%, now 17.1 days", "days", 19.0),
            ("-10%, now 12 people", "days", 19.0),
            ("-79%", "days", 19.0),
            ("+3%, 20% in May", "people", 1880.0),
            ("+3%, 20%", "%", 10.0),
            ("3%, 2033 people", "people", 1880.0),
        ] {
            assert_eq!(meant(text, unit, Some(from)), None, "{text}");
        }
    }
}
