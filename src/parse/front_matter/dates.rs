//! Days, and what was meant by days and quarters that are written otherwise than they are read.

use jiff::civil::Date;

use crate::model::quarter::{Calendar, month_named};

/// A day written as year, month and day: `2021-04-15`.
pub fn day(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return None };
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The day that is meant by `2021-4-5`, `15.04.2021`, `04/15/2021` or `April 15, 2021`; none where two may be.
pub fn meant_day(text: &str) -> Option<Date> {
    let parts: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let [a, b, c] = parts[..] else { return None };
    let number = |part: &str| part.trim_end_matches(char::is_alphabetic).parse::<i8>().ok();
    let date = |year: &str, month: Option<i8>, day: Option<i8>| {
        let year = year.parse().ok().filter(|_| year.len() == 4)?;
        Date::new(year, month?, day?).ok()
    };
    if a.len() == 4 {
        return date(a, number(b), number(c));
    }
    if let Some(month) = month_named(a) {
        return date(c, Some(month), number(b));
    }
    if let Some(month) = month_named(b) {
        return date(c, Some(month), number(a));
    }
    let (day_first, month_first) = (date(c, number(b), number(a)), date(c, number(a), number(b)));
    match (day_first, month_first) {
        // Nobody writes a month first before a point.
        (Some(day), _) if text.contains('.') => Some(day),
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other),
    }
}

/// Whether a text names a month: `Q2 (Oct–Dec 2025)`.
pub fn names_month(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphabetic()).any(|word| month_named(word).is_some())
}

/// Whether a text is written like a day, with three numbers, and the calendar does not have it in any of their orders.
pub fn is_no_day(text: &str) -> bool {
    let parts: Option<Vec<i16>> = text.split(['-', '.', '/', ' ']).map(|part| part.parse().ok()).collect();
    let Some([a, b, c]) = parts.as_deref() else { return false };
    let is_day = |year: i16, month: i16, day: i16| {
        let (month, day) = (i8::try_from(month), i8::try_from(day));
        month.is_ok_and(|month| day.is_ok_and(|day| Date::new(year, month, day).is_ok()))
    };
    ![(*a, *b, *c), (*c, *b, *a), (*c, *a, *b)].into_iter().any(|(year, month, day)| is_day(year, month, day))
}

/// The quarter that is meant by `3Q21`, `Q4'21` or `Third quarter of 2021`, as it is to be written.
pub fn meant_quarter(text: &str) -> Option<String> {
    const ORDINALS: [[&str; 3]; 4] =
        [["first", "1st", "1"], ["second", "2nd", "2"], ["third", "3rd", "3"], ["fourth", "4th", "4"]];
    let lower = text.to_lowercase();
    let digit =
        |letter: Option<char>| letter.and_then(|letter| letter.to_digit(10)).filter(|digit| (1..=4).contains(digit));
    let (number, rest) = if let Some((before, after)) = lower.split_once("quarter") {
        let words = || before.split_whitespace().chain(after.split_whitespace());
        let (number, word) = words().find_map(|word| {
            let at = ORDINALS.iter().position(|ordinal| ordinal.contains(&word))?;
            Some((u32::try_from(at + 1).ok()?, word))
        })?;
        (number, format!("{before} {after}").replacen(word, " ", 1))
    } else {
        let (before, after) = lower.split_once('q')?;
        let after = after.trim_start();
        // "3Q21" is no second quarter.
        let is_year = after.chars().nth(1).is_some_and(|letter| letter.is_ascii_digit());
        let behind = digit(after.chars().next()).filter(|_| !is_year);
        match (behind, digit(before.chars().next_back())) {
            (Some(number), _) => (number, format!("{before} {}", &after[1..])),
            (None, Some(number)) => (number, format!("{} {after}", &before[..before.len() - 1])),
            (None, None) => return None,
        }
    };
    let years: Vec<&str> =
        rest.split(|letter: char| !letter.is_ascii_digit()).filter(|year| !year.is_empty()).collect();
    let fiscal = if rest.contains("fy") || rest.contains("fiscal") { "FY" } else { "" };
    let written = match years[..] {
        [year] if year.len() == 2 && fiscal.is_empty() => format!("Q{number} 20{year}"),
        [year] => format!("Q{number} {fiscal}{year}"),
        [from, to] => format!("Q{number} FY{from}-{to}"),
        _ => return None,
    };
    Calendar::read(&written).map(|_| written)
}

#[cfg(test)]
mod tests {
    use super::{is_no_day, meant_day, meant_quarter};

    #[test]
    fn days_in_other_forms_are_understood() {
        let meant = |text| meant_day(text).map(|day| day.to_string());
        for text in
            ["2021-4-5", "2021/04/05", "5.4.2021", "05. 04. 2021", "April 5, 2021", "5th of April 2021", "5-Apr-2021"]
        {
            assert_eq!(meant(text).as_deref(), if text.contains("of") { None } else { Some("2021-04-05") }, "{text}");
        }
        assert_eq!(meant("04/15/2021").as_deref(), Some("2021-04-15"));
        assert_eq!(meant("15/04/2021").as_deref(), Some("2021-04-15"));
        for text in ["04/05/2021", "31.4.2021", "5.4.21", "2021-04", "soon", ""] {
            assert_eq!(meant(text), None, "{text}");
        }
    }

    #[test]
    fn days_that_the_calendar_does_not_have_are_told_from_other_texts() {
        for text in ["2021-02-30", "31.4.2021", "2021-13-01", "31/31/2021"] {
            assert!(is_no_day(text), "{text}");
        }
        for text in ["31 mars 2026", "04/05/2021", "5.4.21", "2021-04", "soon", ""] {
            assert!(!is_no_day(text), "{text}");
        }
    }

    #[test]
    fn quarters_in_other_forms_are_understood() {
        for (text, wanted) in [
            ("3Q21", "Q3 2021"),
            ("Q4'21", "Q4 2021"),
            ("q 2, 2021", "Q2 2021"),
            ("4Q FY21", "Q4 FY21"),
            ("FY2020/21, Q3", "Q3 FY2020-21"),
            ("Third quarter of 2021", "Q3 2021"),
            ("2nd quarter FY21", "Q2 FY21"),
            ("Quarter 2 2021", "Q2 2021"),
        ] {
            assert_eq!(meant_quarter(text).as_deref(), Some(wanted), "{text}");
        }
        for text in ["2021", "Q5 2021", "Q", "quarterly", "q3", "Q1-Q2 2021 and 2022"] {
            assert_eq!(meant_quarter(text), None, "{text}");
        }
    }
}
