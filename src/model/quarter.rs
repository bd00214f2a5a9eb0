//! Quarters and fiscal years: how they are written, when they begin and end, how they are printed.

use std::ops::Range;

use jiff::civil::Date;

use crate::model::letters::is_mark;

/// A quarter of a year. The year is the one in which the (fiscal) year ends, so `Q3 FY2020-21` is Q3 of 2021.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    pub year: i16,
    /// 1 to 4.
    pub number: u8,
}

impl Quarter {
    /// Quarters since Q1 of year 0: the distance of two quarters is the difference of their ordinals.
    pub fn ordinal(self) -> i32 {
        i32::from(self.year) * 4 + i32::from(self.number) - 1
    }

    /// The inverse of [`Quarter::ordinal`].
    pub fn from_ordinal(ordinal: i32) -> Self {
        let year = i16::try_from(ordinal.div_euclid(4)).unwrap_or(i16::MAX);
        let number = u8::try_from(ordinal.rem_euclid(4) + 1).unwrap_or(1);
        Self { year, number }
    }

    /// The last one of the four that begin with it.
    pub fn year_on(self) -> Self {
        Self::from_ordinal(self.ordinal() + 3)
    }

    /// The first quarter of the same year.
    pub fn first_of_year(self) -> Self {
        Self { number: 1, ..self }
    }

    /// The last quarter of the same year.
    pub fn last_of_year(self) -> Self {
        Self { number: 4, ..self }
    }

    /// All four quarters of the same year.
    pub fn whole_year(self) -> impl Iterator<Item = Self> {
        self.first_of_year().until(self.last_of_year())
    }

    /// All quarters from this one to `end`, both included; empty if `end` is earlier.
    pub fn until(self, end: Self) -> impl Iterator<Item = Self> {
        (self.ordinal()..=end.ordinal()).map(Self::from_ordinal)
    }
}

/// A quarter as an author wrote it: `Q4` alone means that quarter of the deck's year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WrittenQuarter {
    OfDeckYear(u8),
    Full(Quarter),
}

impl WrittenQuarter {
    /// The quarter meant, in a deck of the quarter `deck`.
    pub fn resolve(self, deck: Quarter) -> Quarter {
        match self {
            Self::OfDeckYear(number) => Quarter { number, ..deck },
            Self::Full(quarter) => quarter,
        }
    }
}

/// When fiscal years begin, and with that how quarters are dated and printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Calendar {
    /// 1 (January, the default: calendar quarters) to 12.
    pub fiscal_year_starts: u8,
}

/// More bytes than any quarter takes, with spaces that do not break.
const LONGEST: usize = 64;

impl Calendar {
    /// Reads any of the ways a quarter is written; `None` if it is none of them. Does not depend on the calendar.
    ///
    /// `Q3 FY2020-21`, `Q3 FY20-21`, `Q3 FY 20/21`, `FY21 Q3`, `2021-Q3`, `Q3 2021`; `Q3` alone.
    pub fn read(text: &str) -> Option<WrittenQuarter> {
        // No quarter is so long; texts are read from each of their words on.
        if text.len() > LONGEST {
            return None;
        }
        let folded: String = text
            .chars()
            .filter(|letter| !is_mark(*letter))
            .map(|letter| match letter {
                '–' | '—' | '\u{2011}' => '-',
                letter if letter.is_whitespace() => ' ',
                letter => letter.to_ascii_lowercase(),
            })
            .collect();
        let folded = folded.trim();
        let (number, rest) = match folded.strip_prefix('q') {
            Some(rest) => {
                let (number, rest) = quarter_number(rest)?;
                if rest.is_empty() {
                    return Some(WrittenQuarter::OfDeckYear(number));
                }
                // Something must part the quarter from the year: `Q32021` is nobody's.
                (number, rest.strip_prefix([' ', '-', '/']).or_else(|| rest.starts_with('f').then_some(rest))?)
            }
            None => {
                let (year, quarter) = folded.rsplit_once('q')?;
                let (number, rest) = quarter_number(quarter)?;
                (number, rest.is_empty().then_some(year.trim_end_matches([' ', '-', '/']))?)
            }
        };
        year(rest.trim()).map(|year| WrittenQuarter::Full(Quarter { year, number }))
    }

    /// `Q3 FY2020-21` where the fiscal year is not the calendar year, else `Q3 2021`.
    pub fn label(self, quarter: Quarter) -> String {
        let mut label = String::with_capacity(12);
        label.push('Q');
        push_digits(quarter.number.into(), 1, &mut label);
        label.push(' ');
        self.push_year(quarter, &mut label);
        label
    }

    /// `Q3` where it is read beside a quarter of the same year, else [`Calendar::label`].
    pub fn short_label(self, quarter: Quarter, beside: Quarter) -> String {
        if quarter.year == beside.year { format!("Q{}", quarter.number) } else { self.label(quarter) }
    }

    /// The year of a quarter: `FY2020-21`, or `2021`.
    pub fn year_label(self, quarter: Quarter) -> String {
        let mut label = String::new();
        self.push_year(quarter, &mut label);
        label
    }

    fn push_year(self, quarter: Quarter, label: &mut String) {
        if self.fiscal_year_starts == 1 {
            push_digits(quarter.year, 4, label);
        } else {
            label.push_str("FY");
            push_digits(quarter.year - 1, 4, label);
            label.push('-');
            push_digits(quarter.year.rem_euclid(100), 2, label);
        }
    }

    /// The quarter's first day.
    pub fn start(self, quarter: Quarter) -> Date {
        // Months since January of the year before the one in which the fiscal year ends.
        let offset = if self.fiscal_year_starts == 1 { 12 } else { i16::from(self.fiscal_year_starts) - 1 };
        let month = offset + 3 * (i16::from(quarter.number) - 1);
        let year = quarter.year - 1 + month / 12;
        Date::new(year, i8::try_from(month % 12 + 1).unwrap_or(1), 1).unwrap_or(Date::MIN)
    }

    /// The quarter that holds a date.
    pub fn quarter_of(self, date: Date) -> Quarter {
        // Quarters since Q1 of the fiscal year that ends in the date's calendar year, which began in it or the year before.
        let starts = self.start(Quarter { year: date.year(), number: 1 });
        let months = i32::from(date.year() - starts.year()) * 12 + i32::from(date.month() - starts.month());
        Quarter::from_ordinal(i32::from(date.year()) * 4 + months.div_euclid(3))
    }

    /// The quarter's last day.
    pub fn end(self, quarter: Quarter) -> Date {
        let next = self.start(Quarter::from_ordinal(quarter.ordinal() + 1));
        next.yesterday().unwrap_or(next)
    }
}

/// Appends a number of so many digits: labels stand in every cell of every table, and are written without a formatter.
fn push_digits(number: i16, digits: u32, text: &mut String) {
    for place in (0..digits).rev() {
        let digit = number / 10_i16.pow(place) % 10;
        text.push(char::from(b'0' + u8::try_from(digit).unwrap_or(0)));
    }
}

/// Where quarters stand in a text, as [`Calendar::label`] prints them.
pub fn labels_in(text: &str) -> impl Iterator<Item = Range<usize>> {
    let ends = |text: &str| !text.starts_with(char::is_alphanumeric);
    text.match_indices('Q').filter_map(move |(at, _)| {
        let after = after_label(&text[at..]).filter(|after| ends(after))?;
        let begins = !text[..at].ends_with(char::is_alphanumeric);
        begins.then_some(at..text.len() - after.len())
    })
}

/// What follows the label that a text begins with.
fn after_label(text: &str) -> Option<&str> {
    let year = text.strip_prefix('Q')?.strip_prefix(['1', '2', '3', '4'])?.strip_prefix(' ')?;
    match year.strip_prefix("FY") {
        Some(fiscal) => after_digits(after_digits(fiscal, 4)?.strip_prefix('-')?, 2),
        None => after_digits(year, 4),
    }
}

/// What follows so many digits.
fn after_digits(text: &str, number: usize) -> Option<&str> {
    let (digits, after) = text.split_at_checked(number)?;
    digits.bytes().all(|digit| digit.is_ascii_digit()).then_some(after)
}

/// The digit after `Q`, and what follows it.
fn quarter_number(text: &str) -> Option<(u8, &str)> {
    let digit = text.chars().next().filter(|digit| matches!(digit, '1'..='4'))?;
    let rest = &text[1..];
    (!rest.starts_with(|letter: char| letter.is_ascii_digit())).then(|| (digit as u8 - b'0', rest.trim_end()))
}

/// `fy2020-21`, `fy20/21`, `fy21`, `2021`, `2020-21`: the year in which it ends.
fn year(text: &str) -> Option<i16> {
    let fiscal = text.strip_prefix("fy").map(|rest| rest.trim_start_matches([' ', '-']));
    let digits = fiscal.unwrap_or(text);
    let (first, last) = match digits.split_once(['-', '/']) {
        Some((first, last)) => (first.trim(), Some(last.trim())),
        None => (digits, None),
    };
    let first = full_year(first, fiscal.is_some() || last.is_some())?;
    let Some(last) = last else { return Some(first) };
    let next = first + 1;
    // Two digits are of the century in which the other year leaves off: `FY1999-00`.
    let follows =
        if last.len() == 2 { last.parse() == Ok(next.rem_euclid(100)) } else { full_year(last, true) == Some(next) };
    follows.then_some(next)
}

/// A year of four digits, or of two where that is plain.
fn full_year(digits: &str, short: bool) -> Option<i16> {
    if !digits.chars().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    match digits.len() {
        4 => digits.parse().ok().filter(|year| (1900..=2199).contains(year)),
        // Nobody plans for the years from 2070 on: `FY99-00` was.
        2 if short => digits.parse::<i16>().ok().map(|year| if year < 70 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

/// The month, 1 to 12, of an English name, written in full or by its first three letters or more: `Sept`.
pub fn month_named(name: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = name.to_lowercase();
    let at = NAMES.iter().position(|month| name.len() >= 3 && month.starts_with(&name))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_quarter() {
        let full = |year, number| Some(WrittenQuarter::Full(Quarter { year, number }));
        for text in [
            "Q3 FY2020-21",
            "Q3 FY20-21",
            "Q3 FY 20/21",
            "FY21 Q3",
            "2021-Q3",
            "Q3 2021",
            "q3 fy2020–21",
            "2020-21 Q3",
            "FY2020-21 Q3",
            "2021Q3",
            "2021 Q3",
            "Q3-2021",
            "Q3 FY21",
            "Q3 FY2021",
            "FY20/21-Q3",
            "Q3 2020-21",
            "FY2021-Q3",
        ] {
            assert_eq!(Calendar::read(text), full(2021, 3), "{text}");
        }
        for text in ["Q2 FY99-00", "Q2 FY1999-00", "FY99/00 Q2"] {
            assert_eq!(Calendar::read(text), full(2000, 2), "{text}");
        }
        assert_eq!(Calendar::read(" Q4 "), Some(WrittenQuarter::OfDeckYear(4)));
        for text in [
            "",
            "Q5",
            "Q0 2021",
            "2021",
            "FY21",
            "Q3 21",
            "Q3 2020-22",
            "third quarter",
            "Q32021",
            "2021-03",
            "Q3 FY2020-2",
            "QQ3 2021",
            "Q3x",
        ] {
            assert_eq!(Calendar::read(text), None, "{text}");
        }
    }

    #[test]
    fn labels_in_a_text() {
        let found = |text: &str| labels_in(text).map(|range| text[range].to_owned()).collect::<Vec<_>>().join("; ");
        assert_eq!(found("from Q4 FY2020-21 to Q2 FY2021-22."), "Q4 FY2020-21; Q2 FY2021-22");
        assert_eq!(found("Q1 2021–Q2 2021"), "Q1 2021; Q2 2021");
        for text in ["Q3", "Q5 2021", "Q3 20211", "FAQ1 2021", "Q3 FY2020", "Q3 FY2020-211", "Q3 2021er", "Q3 ２０２１"]
        {
            assert_eq!(found(text), "", "{text}");
        }
    }

    #[test]
    fn quarters_begin_and_end() {
        let july = Calendar { fiscal_year_starts: 7 };
        let january = Calendar { fiscal_year_starts: 1 };
        let december = Calendar { fiscal_year_starts: 12 };
        let days = |calendar: Calendar, number| {
            let quarter = Quarter { year: 2021, number };
            format!("{}..{} {}", calendar.start(quarter), calendar.end(quarter), calendar.label(quarter))
        };
        assert_eq!(days(july, 1), "2020-07-01..2020-09-30 Q1 FY2020-21");
        assert_eq!(days(july, 3), "2021-01-01..2021-03-31 Q3 FY2020-21");
        assert_eq!(days(january, 4), "2021-10-01..2021-12-31 Q4 2021");
        assert_eq!(days(december, 1), "2020-12-01..2021-02-28 Q1 FY2020-21");
        assert_eq!(days(december, 4), "2021-09-01..2021-11-30 Q4 FY2020-21");
    }

    #[test]
    fn labels_are_read_back() {
        for starts in 1..=12 {
            let calendar = Calendar { fiscal_year_starts: starts };
            for ordinal in 2001 * 4..2099 * 4 {
                let quarter = Quarter::from_ordinal(ordinal);
                let label = calendar.label(quarter);
                assert_eq!(Calendar::read(&label), Some(WrittenQuarter::Full(quarter)));
                let sentence = format!("since ({label}), and Q");
                let found: Vec<&str> = labels_in(&sentence).map(|range| &sentence[range]).collect();
                assert_eq!(found, [label]);
                assert_eq!(quarter.ordinal(), ordinal);
                assert_eq!(calendar.quarter_of(calendar.start(quarter)), quarter);
                assert_eq!(calendar.quarter_of(calendar.end(quarter)), quarter);
            }
        }
    }
}
