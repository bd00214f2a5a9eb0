//! Values that are read as they must be, or not at all, and are hardly meant so.

use crate::model::quantity::scan::{self, Kind};
use crate::model::quantity::target::changed;
use crate::model::quantity::unread::holds_number;
use crate::model::quantity::{Context, Number, Target, Unit, digits, translated, unit};

/// How people say that a number tells how far something goes, and whether it goes up.
const CHANGES: [(&str, bool); 14] = [
    ("increase", true),
    ("increased", true),
    ("growth", true),
    ("rise", true),
    ("more", true),
    ("higher", true),
    ("decrease", false),
    ("decreased", false),
    ("reduction", false),
    ("reduced", false),
    ("drop", false),
    ("less", false),
    ("fewer", false),
    ("lower", false),
];

/// A change from the baseline that is read as a number itself: `10% increase` of a share, `5 points more` of points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// How far, with the sign of its way.
    pub by: f64,
    pub decimals: u8,
    /// Of a share, so that a sign would make a change of it.
    pub is_share: bool,
}

/// The change that a text seems to tell, and is not read as. If the baseline is itself told so, none is.
pub fn change_meant(text: &str, context: &Context, baseline: Option<&str>) -> Option<Change> {
    // From nothing none is.
    context.baseline.filter(|baseline| baseline.abs() > f64::EPSILON)?;
    let lead = scan::lead(text).filter(|lead| !lead.number.signed && lead.number.out_of.is_none())?;
    let said = scan::words(lead.rest).0;
    let word = match (lead.kind, context.unit.as_ref()?) {
        (Kind::Percent | Kind::Points, Unit::Percent) if context.behind.is_none() => said.split_whitespace().next()?,
        // Of other units a note may begin so: `20 wikis more than we had hoped for`.
        (Kind::Plain, Unit::Words(unit)) => unit::after_unit(said, unit)?,
        _ => return None,
    };
    let (word, is_up) = CHANGES.iter().find(|(change, _)| change.eq_ignore_ascii_case(word))?;
    let is_named_so = baseline.is_some_and(|baseline| baseline.to_lowercase().contains(word));
    let by = if *is_up { lead.number.value } else { -lead.number.value };
    let change = Change { by, decimals: lead.number.decimals, is_share: lead.kind != Kind::Plain };
    (!is_named_so).then_some(change)
}

/// `95%` of a bare `0.95`, where the key result's numbers are percentages above 1 and that one is nearer to what is to be reached.
pub fn share_meant(text: &str, context: &Context, target: &Target) -> Option<String> {
    if context.unit != Some(Unit::Percent) {
        return None;
    }
    let lead = scan::lead(text).filter(|lead| lead.kind == Kind::Plain && lead.rest.is_empty())?;
    let number = lead.number;
    let is_bare = lead.currency.is_none() && !number.signed && number.out_of.is_none() && number.decimals > 0;
    let aim = match *target {
        Target::Number { value, .. } => value,
        Target::Limit { low, high } => low.or(high)?,
        Target::YesNo | Target::Milestones { .. } | Target::Words => return None,
    };
    let is_small = |value: f64| value > 0.0 && value <= 1.0;
    let others_are_small = is_small(aim) || context.baseline.is_some_and(is_small);
    let is_share = is_small(number.value) && !others_are_small;
    let percent = number.value * 100.0;
    let is_nearer = (percent - aim).abs() < (number.value - aim).abs();
    let decimals = number.decimals.saturating_sub(2);
    (is_bare && is_share && is_nearer).then(|| format!("{}%", super::print_number(percent, decimals)))
}

/// What a percentage is probably meant as where it alone says that the unit is %, and the key result's other numbers are shares of
/// 1, or far from it: `0.25` of `25%`, `+8%` of `8%`.
pub fn percentage_meant(text: &str, context: &Context, target: &Target) -> Option<String> {
    if context.unit != Some(Unit::Percent) {
        return None;
    }
    let lead = scan::lead(text).filter(|lead| lead.kind == Kind::Percent)?;
    let Number { value, decimals, .. } = lead.number;
    let aim = target.value()?;
    let is_nearer = |meant: f64| (meant - aim).abs() < (value - aim).abs();
    let is_share = |value: f64| value > 0.0 && value <= 1.0;
    let others_are_shares = is_share(aim) && context.baseline.is_none_or(|from| from == 0.0 || is_share(from));
    if others_are_shares && value > 1.0 && is_nearer(value / 100.0) {
        let share = value / 100.0;
        let decimals = digits(share).min(decimals.saturating_add(2));
        return Some(super::print_number(share, decimals));
    }
    let from = context.baseline.filter(|from| *from > 0.0)?;
    // Far beyond both, where up to 100 the other numbers may be percentages, too.
    let way = (aim - from).abs();
    let is_far = from > 100.0 || (value < from.min(aim) - way || value > from.max(aim) + way);
    let is_change = is_far && value.abs() <= 100.0 && is_nearer(changed(from, value));
    is_change.then(|| {
        let sign = if value < 0.0 { '-' } else { '+' };
        format!("{sign}{}%", super::print_number(value.abs(), decimals))
    })
}

/// What a text begins with that would be its number, were it not for its points, commas, spaces and letters: `1,234,5`, `1 234 56`
/// and `15k0`, alone or before the key result's own unit, and `0x1F`; or for its many digits.
pub fn garbled<'a>(text: &'a str, unit: Option<&Unit>) -> Option<&'a str> {
    if scan::lead(text).is_some() || digits_of_another(text, unit).is_some() {
        return None;
    }
    let (number, rest) = text.split_at(end_of_garbled(text));
    let rest = rest.trim_start_matches(scan::is_space);
    let is_own = rest.starts_with(scan::is_opening)
        || match unit {
            Some(Unit::Percent) => rest.starts_with('%'),
            Some(Unit::Words(unit)) => unit::after_unit(scan::words(rest).0, unit).is_some(),
            Some(Unit::Currency(_)) | None => false,
        };
    // What a comma or a point ends goes on as a note.
    let (number, is_ended) = (number.trim_end_matches([',', '.']), number.ends_with([',', '.']));
    let is_alone = rest.is_empty() || is_ended || is_own;
    let is_garbled = number.len() > scan::MOST_DIGITS || number.contains(|letter: char| !letter.is_ascii_digit());
    (is_alone && is_garbled && number.starts_with(|first: char| first.is_ascii_digit())).then_some(number)
}

/// Where what looks like a number ends.
fn end_of_garbled(text: &str) -> usize {
    if let Some(hexadecimal) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        return text.len() - hexadecimal.trim_start_matches(|letter: char| letter.is_ascii_hexdigit()).len();
    }
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let is_mark = |mark| mark == ' ' || scan::is_mark_of_thousands(mark) || scan::is_mark_of_decimals(mark);
    let mut before = None;
    let mut letters = text.char_indices();
    let end = letters.find(|(at, letter)| {
        let behind = text[at + letter.len_utf8()..].chars().next();
        let is_between = is_digit(before.replace(*letter)) && is_digit(behind);
        !(letter.is_ascii_digit() || ".,kKMB".contains(*letter) || is_between && is_mark(*letter))
    });
    end.map_or(text.len(), |(at, _)| at)
}

/// The digits that a text says alone and that are a time or a date, `4:30` and `2021-05-01`; where no unit is known also a version,
/// `10.0.0`.
pub fn digits_of_another<'a>(text: &'a str, unit: Option<&Unit>) -> Option<&'a str> {
    let said = scan::words(text).0;
    let is_mark = |letter: char| matches!(letter, '.' | ':' | '-' | '/');
    let parts = said.split(is_mark);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (count, is_all) = parts.fold((0, true), |(count, is_all), part| (count + 1, is_all && is_number(part)));
    let is_told = unit.is_none() || said.contains([':', '-', '/']);
    (scan::lead(said).is_none() && count > 1 && is_all && is_told).then_some(said)
}

/// `150 kr` of `kr 150`, where that is the key result's unit.
pub fn behind_unit(text: &str, unit: Option<&Unit>) -> Option<String> {
    let Unit::Words(unit) = unit? else { return None };
    let (before, number) = text.split_at(text.find(|letter: char| letter.is_ascii_digit())?);
    let before = before.trim_end_matches(|letter| scan::is_space(letter) || letter == ':');
    let lead = scan::lead(number).filter(|lead| lead.kind == Kind::Plain)?;
    let is_alone = lead.rest.is_empty() || lead.rest.starts_with(|next| scan::is_comma(next) || next == '(');
    let count = |text: &str| text.split_whitespace().count();
    let is_unit = count(before) == count(unit) && unit::after_unit(before, unit) == Some("");
    let digits = number[..number.len() - lead.rest.len()].trim_end();
    (is_alone && is_unit).then(|| format!("{digits} {before}"))
}

/// Whether a word says percentage points, and is not read so.
pub fn is_points_word(word: &str) -> bool {
    let word = word.to_lowercase().replace('.', "");
    matches!(word.as_str(), "point" | "points" | "pt" | "pts" | "ppt" | "ppts" | "pp" | "%-points" | "%-point")
        || translated::is_points(&word)
}

/// `+15pp` for `+15% points`, of which the share itself is read.
pub fn points_meant(text: &str, context: &Context) -> Option<String> {
    if context.unit != Some(Unit::Percent) || context.baseline.is_none() {
        return None;
    }
    let lead = scan::lead(text).filter(|lead| lead.kind == Kind::Percent && lead.number.signed)?;
    let is_points = is_points_word(scan::words(lead.rest).0.trim_start_matches('-'));
    let number =
        text[..text.len() - lead.rest.len()].trim_end_matches(|letter| scan::is_space(letter) || letter == '%');
    is_points.then(|| format!("{number}pp"))
}

/// The numbers in the key result's own unit that a short text holds and does not begin with: `20 wikis` in `about 20 wikis`. Longer
/// texts are sentences, and what they count is often another thing.
pub fn numbers_within(text: &str, unit: Option<&Unit>) -> Vec<String> {
    const SHORT: usize = 6;
    let plain = scan::words(text).0.replace(['*', '`'], "");
    let words: Vec<&str> = plain.split_whitespace().collect();
    // What begins with its number is none for another reason.
    let is_short = words.len() <= SHORT && scan::lead(text).is_none() && holds_number(text);
    let Some(unit) = unit.filter(|_| is_short) else { return Vec::new() };
    // Of `1 000 pages` the last digits are no number.
    let is_rest = |at: usize| at > 0 && words[at - 1].ends_with(|last: char| last.is_ascii_digit());
    let found = (0..words.len()).filter(|at| !is_rest(*at)).filter_map(|at| {
        let rest = words[at..].join(" ");
        let lead = scan::lead(&rest)?;
        let in_unit = unit::has_unit(&lead, Some(unit));
        let own = match unit {
            Unit::Words(unit) => unit.split_whitespace().count(),
            Unit::Percent | Unit::Currency(_) => 0,
        };
        let number = rest[..rest.len() - lead.rest.len()].trim_end();
        let said: Vec<&str> = lead.rest.split_whitespace().take(own).collect();
        in_unit.then(|| format!("{number} {}", said.join(" ")).trim_end().to_owned())
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::{
        behind_unit, change_meant, digits_of_another, garbled, numbers_within, percentage_meant, points_meant,
        share_meant,
    };
    use crate::model::quantity::{Context, Target, unit_named};

    #[test]
    fn changes_without_a_sign() {
        let change = |text, unit: &str, baseline, of| {
            let context = Context { unit: Some(unit_named(unit)), baseline, ..Context::default() };
            change_meant(text, &context, of).map(|change| change.by)
        };
        for (text, unit, by) in [
            ("10% increase", "%", 10.0),
            ("50% reduction, by June", "%", -50.0),
            ("25% more than in Q2", "%", 25.0),
            ("4pp higher", "%", 4.0),
            ("5 points more", "points", 5.0),
        ] {
            assert_eq!(change(text, unit, Some(68.0), Some("68")), Some(by), "{text}");
        }
        for (text, unit) in [
            ("+10% increase", "%"),
            ("74%", "%"),
            ("74% of all", "%"),
            ("74%, 10% increase", "%"),
            ("74% up from 68%", "%"),
            ("5 points more than in Q2", "points"),
            ("5 points", "points"),
        ] {
            assert_eq!(change(text, unit, Some(68.0), Some("68")), None, "{text}");
        }
        assert_eq!(change("10% increase", "%", None, None), None);
        assert_eq!(change("10% increase", "%", Some(0.0), Some("0%")), None);
        assert_eq!(change("10% increase", "%", Some(5.0), Some("5% increase")), None);
    }

    #[test]
    fn shares_of_one() {
        let share = |text, value, baseline| {
            let context = Context { unit: Some(unit_named("%")), baseline, ..Context::default() };
            share_meant(text, &context, &Target::Number { value, decimals: 0 })
        };
        assert_eq!(share("0.95", 100.0, None).as_deref(), Some("95%"));
        assert_eq!(share("0.955", 100.0, Some(40.0)).as_deref(), Some("95.5%"));
        for (text, value, baseline) in [
            ("0.95%", 100.0, None),
            ("0.95 so far", 100.0, None),
            ("0", 100.0, None),
            ("1", 100.0, None),
            ("95", 100.0, None),
            ("0.5", 5.0, None),
            ("0.5", 1.0, None),
            ("0.9", 100.0, Some(0.5)),
        ] {
            assert_eq!(share(text, value, baseline), None, "{text}");
        }
    }

    #[test]
    fn percentages_among_other_numbers() {
        let meant = |text, value, baseline| {
            let context = Context { unit: Some(unit_named("%")), baseline, ..Context::default() };
            percentage_meant(text, &context, &Target::Number { value, decimals: 0 })
        };
        assert_eq!(meant("25%", 0.3, Some(0.2)).as_deref(), Some("0.25"));
        assert_eq!(meant("30%", 0.35, None).as_deref(), Some("0.3"));
        assert_eq!(meant("8% (June)", 2162.0, Some(1880.0)).as_deref(), Some("+8%"));
        assert_eq!(meant("-8.5%", 1500.0, Some(1880.0)).as_deref(), Some("-8.5%"));
        assert_eq!(meant("7%", 110.0, Some(100.0)).as_deref(), Some("+7%"));
        assert_eq!(meant("50%", 20.0, Some(12.0)).as_deref(), Some("+50%"));
        for (text, value, baseline) in [
            ("0.25%", 0.3, Some(0.2)),
            ("0.25", 0.3, Some(0.2)),
            ("35%", 50.0, Some(20.0)),
            ("35%", 50.0, None),
            ("180%", 150.0, Some(200.0)),
            ("35%", 60.0, Some(40.0)),
            ("45%", 60.0, Some(40.0)),
            ("5%", 10.0, Some(0.0)),
            ("8", 2162.0, Some(1880.0)),
        ] {
            assert_eq!(meant(text, value, baseline), None, "{text}");
        }
    }

    #[test]
    fn numbers_with_too_many_marks() {
        let number = |text, unit| garbled(text, Some(&unit_named(unit)));
        assert_eq!(number("1,234,5 days", "days"), Some("1,234,5"));
        assert_eq!(number("99.9.9 days, so far", "days"), Some("99.9.9"));
        assert_eq!(number("99.9.9%", "%"), Some("99.9.9"));
        assert_eq!(number("15k0 days", "days"), Some("15k0"));
        let far = "1".repeat(31) + " days";
        assert_eq!(garbled(&far, Some(&unit_named("days"))).map(str::len), Some(31));
        for (text, said) in [
            ("1,234,5", "1,234,5"),
            ("1,234,56, late", "1,234,56"),
            ("20.5.3 (late)", "20.5.3"),
            ("1 234 56", "1 234 56"),
            ("1 234 56 days", "1 234 56"),
            ("5'11", "5'11"),
            ("3´50 days", "3´50"),
            ("3·5·7", "3·5·7"),
            ("0x1F", "0x1F"),
            ("0x10 days", "0x10"),
        ] {
            assert_eq!(number(text, "days"), Some(said), "{text}");
        }
        assert_eq!(garbled("1,234,5", None), Some("1,234,5"));
        for (text, unit) in [
            ("1,234.5 days", "days"),
            ("1.2.3 shipped", "days"),
            ("1, 2 and 3", "days"),
            ("2021", "days"),
            ("4th", "days"),
            (", 5 days", "days"),
            ("Monday", "days"),
        ] {
            assert_eq!(number(text, unit), None, "{text}");
        }
        assert_eq!(garbled("10.0.0", None), None);
    }

    #[test]
    fn digits_that_are_no_number() {
        for text in ["4:30", "10.0.0", "2021-05-01", "12:30, in May"] {
            assert!(digits_of_another(text, None).is_some(), "{text}");
        }
        let days = unit_named("days");
        assert_eq!(digits_of_another("4:30", Some(&days)), Some("4:30"));
        assert_eq!(digits_of_another("1.2.3", Some(&days)), None);
        for text in ["4.5", "4", "3/4", "-5", "2021-05 days", "", "1.2.3 shipped", "4-"] {
            assert_eq!(digits_of_another(text, None), None, "{text}");
        }
    }

    #[test]
    fn units_before_their_number() {
        let behind = |text, unit| behind_unit(text, Some(&unit_named(unit)));
        assert_eq!(behind("kr 150", "kr").as_deref(), Some("150 kr"));
        assert_eq!(behind("Days: 34 (so far)", "days").as_deref(), Some("34 Days"));
        for (text, unit) in [("team 3 is late", "teams"), ("34 days", "days"), ("days 34 left", "days"), ("kr 5", "$")]
        {
            assert_eq!(behind(text, unit), None, "{text}");
        }
    }

    #[test]
    fn points_that_are_read_as_shares() {
        let points = |text| {
            points_meant(text, &Context { unit: Some(unit_named("%")), baseline: Some(60.0), ..Context::default() })
        };
        for (text, meant) in [("+15% points", "+15pp"), ("-2.5 %-points, so far", "-2.5pp"), ("+5% pts", "+5pp")] {
            assert_eq!(points(text).as_deref(), Some(meant), "{text}");
        }
        for text in ["+15pp", "15% points", "+15%", "+15% in points", "+15% (points)"] {
            assert_eq!(points(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_behind_words() {
        let within = |text, unit: &str| numbers_within(text, Some(&unit_named(unit))).join(" | ");
        for (text, unit, found) in [
            ("about 20 wikis", "wikis", "20 wikis"),
            ("Q4: 20 wikis", "wikis", "20 wikis"),
            ("reached 20 wikis in May", "wikis", "20 wikis"),
            ("**20** wikis", "wikis", "20 wikis"),
            ("went from 40% to 55%", "%", "40% | 55%"),
            ("now at $1.2M", "$", "$1.2M"),
            ("about 20 so far", "wikis", ""),
            ("team 3 is late", "wikis", ""),
            ("no data from 20 wikis", "wikis", ""),
            ("waiting, 20 wikis left", "wikis", ""),
            ("about 1 000 wikis", "wikis", ""),
            ("20 wikis", "wikis", ""),
            ("the team has now moved all 20 wikis", "wikis", ""),
            ("only 2 more wikis", "wikis", ""),
        ] {
            assert_eq!(within(text, unit), found, "{text}");
        }
    }
}
