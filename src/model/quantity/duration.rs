//! Times in two units, `4 h 30 min`, as one number.

use crate::model::quantity::scan::{self, Kind};
use crate::model::quantity::word::{is_time, seconds};
use crate::model::quantity::{Unit, digits, print_number, rounded};

/// `4.5 h` for `4 h 30 min`, `4h30` and `4 h 30`: in the key result's unit, rounded to two digits after the point, else in the first of
/// its own in which so many say all of it.
pub fn in_one_unit(text: &str, unit: Option<&Unit>) -> Option<String> {
    let first = scan::lead(text).filter(|lead| lead.kind == Kind::Plain && lead.number.decimals == 0)?;
    let (larger, rest) = word(first.rest);
    let rest = rest.strip_prefix("and ").unwrap_or(rest);
    let second = scan::lead(rest).filter(|lead| lead.kind == Kind::Plain)?;
    let (smaller, note) = word(second.rest);
    let of_larger = seconds(larger)?;
    // Without its unit the second is a sixtieth part of the first.
    let of_smaller = if smaller.is_empty() { of_larger / 60.0 } else { seconds(smaller)? };
    if of_smaller >= of_larger {
        return None;
    }
    let all = first.number.value * of_larger + second.number.value * of_smaller;
    let own = match unit {
        Some(Unit::Words(words)) if is_time(words) => Some(words.as_str()),
        _ => None,
    };
    let number = |word: &str| Some(all / seconds(word)?);
    // Numbers in another unit than the key result's would be none.
    let (word, number) = match own {
        Some(own) => (own.to_owned(), rounded(number(own)?, 2)),
        None => {
            let mut units = [larger, smaller].into_iter().filter_map(|word| Some((word, number(word)?)));
            let (word, number) = units.find(|(_, number)| digits(*number) <= 2)?;
            (several(word, number), number)
        }
    };
    let note = if note.is_empty() || note.starts_with(scan::is_comma) { note.to_owned() } else { format!(" {note}") };
    Some(format!("{} {word}{note}", print_number(number, digits(number))))
}

/// `hours` for `hour`, where it is not one.
fn several(word: &str, number: f64) -> String {
    let is_one = matches!(word, "week" | "day" | "hour" | "minute" | "second") && number != 1.0;
    if is_one { format!("{word}s") } else { word.to_owned() }
}

/// The letters that a text begins with, and what follows them.
fn word(text: &str) -> (&str, &str) {
    let end = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    (word, rest.trim_start_matches('.').trim_start_matches(scan::is_space))
}

#[cfg(test)]
mod tests {
    use super::in_one_unit;
    use crate::model::quantity::unit_named;

    #[test]
    fn a_time_in_two_units_is_one_number() {
        let meant = |text, unit: &str| in_one_unit(text, Some(unit_named(unit)).filter(|_| !unit.is_empty()).as_ref());
        for (text, unit, is) in [
            ("4 h 30 min", "", "4.5 h"),
            ("4h30", "h30", "4.5 h"),
            ("7 h 30", "hours", "7.5 hours"),
            ("3 h 10 min", "h", "3.17 h"),
            ("3 h 10 min, so far", "minutes", "190 minutes, so far"),
            ("1 day and 6 hours (late)", "days", "1.25 days (late)"),
            ("2 days 4 hours", "days", "2.17 days"),
            ("6 days 1 hour", "", "145 hours"),
            ("2h 30m", "", "2.5 h"),
        ] {
            assert_eq!(meant(text, unit).as_deref(), Some(is), "{text}");
        }
        for text in ["4 h", "30 min 4 h", "5 to 7 h", "3 wikis 4 min", "4 h, 30 min"] {
            assert_eq!(meant(text, ""), None, "{text}");
        }
    }
}
