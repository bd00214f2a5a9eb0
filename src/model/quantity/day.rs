//! Dates by their day: of `30 June 2026` the 30 is no number, and of `6/30/2026` 6 of 30 are no count.

use crate::model::quantity::scan;
use crate::model::quarter::month_named;

/// Whether a month stands behind a number that is a day of one, alone or with a year: ` June 2026` of `30 June 2026`. Of `12 March
/// hares` it is a word of the unit, and so are `mar` and `MAR`, unless a year tells that they are months.
pub fn is_day_of(value: f64, rest: &str) -> bool {
    (1.0..=31.0).contains(&value) && after_month(rest).is_some()
}

/// What stands behind the month, and behind the year.
fn after_month(rest: &str) -> Option<&str> {
    let month = rest.trim_start_matches(scan::is_space);
    // Most units begin with other letters, and none with a digit.
    let is_initial = |first: char| "JFMASONDjfmasond".contains(first);
    if month.len() == rest.len() || !month.starts_with(is_initial) {
        return None;
    }
    let (month, rest) = named(month)?;
    let is_name = month.starts_with(char::is_uppercase) && !month[1..].contains(char::is_uppercase);
    year(rest).or_else(|| Some(rest).filter(|rest| is_name && is_end(rest)))
}

/// The month that a text begins with, and the rest behind it.
fn named(text: &str) -> Option<(&str, &str)> {
    let (month, rest) = text.split_at(text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len()));
    month_named(month)?;
    Some((month, rest.strip_prefix('.').unwrap_or(rest)))
}

/// What stands behind the year that a text begins with, where nothing but a note does.
fn year(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(|letter| scan::is_space(letter) || letter == ',');
    let (year, rest) = text.split_at_checked(4)?;
    (is_year(year) && is_end(rest)).then_some(rest)
}

/// Whether a text is a year, and hardly a number: 1900 to 2099.
pub fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: u16| (1900..2100).contains(&year))
}

/// Whether a text ends here, or goes on with a note.
fn is_end(rest: &str) -> bool {
    let rest = rest.strip_prefix('.').unwrap_or(rest).trim_start_matches(scan::is_space);
    rest.is_empty() || rest.starts_with(|next| scan::is_comma(next) || scan::is_opening(next))
}

/// The date that a text says in place of a number, perhaps with a note: `30 June 2026`, `June 30`, `2026-06-30`.
pub fn date_alone(text: &str) -> Option<&str> {
    let text = text.trim_matches(scan::is_space);
    let rest = if text.starts_with(|first: char| first.is_ascii_digit()) {
        let end = text.find(|letter: char| !letter.is_ascii_digit())?;
        let is_day = text[..end].parse().is_ok_and(|day: f64| (1.0..=31.0).contains(&day));
        after_month(&text[end..]).filter(|_| is_day).or_else(|| after_digits(text))
    } else {
        after_day(named(text)?.1)
    };
    Some(text[..text.len() - rest?.len()].trim_end_matches('.'))
}

/// ` 30, 2026` behind a month.
fn after_day(text: &str) -> Option<&str> {
    let day = text.trim_start_matches(scan::is_space);
    let (day, rest) = day.split_at(day.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(day.len()));
    let is_day = day.len() < text.len() && day.parse().is_ok_and(|day: u8| (1..=31).contains(&day));
    year(rest).or_else(|| Some(rest).filter(|rest| is_end(rest))).filter(|_| is_day)
}

/// `2026-06-30`, `30.6.2026`, `30/06/2026`.
fn after_digits(text: &str) -> Option<&str> {
    let mark = text.chars().find(|letter| !letter.is_ascii_digit()).filter(|mark| "-./".contains(*mark))?;
    let end = text.find(|letter: char| letter != mark && !letter.is_ascii_digit()).unwrap_or(text.len());
    let parts: Vec<&str> = text[..end].trim_end_matches('.').split(mark).collect();
    let is_part = |part: &&str| matches!(part.len(), 1 | 2);
    let is_date = match parts.as_slice() {
        [first, middle, last] if is_part(middle) => is_year(first) && is_part(last) || is_year(last) && is_part(first),
        _ => false,
    };
    (is_date && is_end(&text[end..])).then(|| &text[end..])
}

#[cfg(test)]
mod tests {
    use super::date_alone;
    use crate::model::quantity::read_written;

    #[test]
    fn a_day_is_no_number() {
        for (text, date) in [
            ("30 June 2026", "30 June 2026"),
            ("12 Mar", "12 Mar"),
            ("3 Sept. 2026", "3 Sept. 2026"),
            ("2 mar 2026", "2 mar 2026"),
            ("30 June, 2026", "30 June, 2026"),
            ("1 May (the fair)", "1 May"),
            ("1 May, two left", "1 May"),
            ("June 30, 2026", "June 30, 2026"),
            ("June 30", "June 30"),
            ("2026-06-30", "2026-06-30"),
            ("30.6.2026, late", "30.6.2026"),
            ("30/06/2026", "30/06/2026"),
            ("6/30/2026 (the fair)", "6/30/2026"),
            ("2026/06/30", "2026/06/30"),
        ] {
            assert_eq!(date_alone(text), Some(date), "{text}");
            assert_eq!(read_written(text).number, None, "{text}");
        }
    }

    #[test]
    fn other_words_begin_as_months_do() {
        for text in [
            "12 March hares",
            "5 May releases",
            "2 mar",
            "12 MAR",
            "32 May",
            "3 Maybes",
            "0 May",
            "2 March 500",
            "12 decks",
            "7 May 3 left",
            "5/8/9 decks",
            "11/15 2026 pages",
        ] {
            assert_eq!(date_alone(text), None, "{text}");
            assert!(read_written(text).number.is_some(), "{text}");
        }
        for text in ["", "June 2026", "May we", "1.2.3", "2026-06", "4:30", "June 30 people", "yes"] {
            assert_eq!(date_alone(text), None, "{text}");
        }
    }
}
