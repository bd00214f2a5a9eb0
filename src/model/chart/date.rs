//! Dates on an axis: how they are written, and how fine they are.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::quarter::{Calendar, Quarter, WrittenQuarter, month_named};

/// How fine the dates of an axis are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grain {
    Day,
    Month,
    Quarter,
    Year,
}

impl Grain {
    /// The first day of the day, month, quarter or year that holds a date; a year is the calendar's where the date is not in the
    /// last month of a fiscal one.
    pub fn start(self, date: Date, calendar: Calendar) -> Date {
        match self {
            Self::Day => date,
            Self::Month => date.first_of_month(),
            Self::Quarter => calendar.start(calendar.quarter_of(date)),
            Self::Year if date.month() == 12 => date.first_of_year(),
            Self::Year => calendar.start(calendar.quarter_of(date).first_of_year()),
        }
    }
}

/// A day, as days since the first of January 1970. A month, quarter or year stands at its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moment(pub i32);

impl Moment {
    /// The moment of a date.
    pub fn of(date: Date) -> Self {
        Self(EPOCH.until(date).map_or(0, |span| span.get_days()))
    }

    /// The date of a moment.
    pub fn date(self) -> Date {
        EPOCH.saturating_add(self.0.days())
    }
}

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// A date as written: how fine it is, its first and its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    pub grain: Grain,
    pub first: Date,
    pub last: Date,
}

/// Reads a day `2019-07-31`, a month `2019-07`, `Jul 2019`, `July 2019`, a quarter `Q3 FY2020-21`, or a year `2019`,
/// `FY2020-21`. A quarter without a year is one of the year of `deck`.
pub fn read(text: &str, calendar: Calendar, deck: Option<Quarter>) -> Option<WrittenDate> {
    let text = text.trim();
    if let Some(quarter) = Calendar::read(text) {
        let quarter = match quarter {
            WrittenQuarter::Full(quarter) => quarter,
            WrittenQuarter::OfDeckYear(_) => quarter.resolve(deck?),
        };
        let (first, last) = (calendar.start(quarter), calendar.end(quarter));
        return Some(WrittenDate { grain: Grain::Quarter, first, last });
    }
    let parts: Vec<&str> = text.split(['-', '‑', '–']).collect();
    match parts[..] {
        [year] if is_year(year) => {
            let year = year.parse().ok()?;
            let (first, last) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
            Some(WrittenDate { grain: Grain::Year, first, last })
        }
        [year, number] if is_year(year) && number.len() == 2 => month(year, number.parse().ok()?),
        [year, number, day] if is_year(year) && number.len() == 2 && day.len() == 2 => {
            let day = Date::new(year.parse().ok()?, number.parse().ok()?, day.parse().ok()?).ok()?;
            Some(WrittenDate { grain: Grain::Day, first: day, last: day })
        }
        _ => named_month(text).or_else(|| fiscal_year(text, calendar)),
    }
}

/// `Jul 2019`, `July 2019`, `Sept. 2019`.
fn named_month(text: &str) -> Option<WrittenDate> {
    let (name, year) = text.rsplit_once([' ', '-'])?;
    let number = month_named(name.trim().trim_end_matches(['.', ',']))?;
    if is_year(year) { month(year, number) } else { None }
}

/// `FY2020-21`: the quarters' grammar reads the year.
fn fiscal_year(text: &str, calendar: Calendar) -> Option<WrittenDate> {
    text.get(..2).filter(|start| start.eq_ignore_ascii_case("fy"))?;
    let Some(WrittenQuarter::Full(first)) = Calendar::read(&format!("Q1 {text}")) else { return None };
    Some(WrittenDate { grain: Grain::Year, first: calendar.start(first), last: calendar.end(first.last_of_year()) })
}

fn month(year: &str, number: i8) -> Option<WrittenDate> {
    let first = Date::new(year.parse().ok()?, number, 1).ok()?;
    Some(WrittenDate { grain: Grain::Month, first, last: first.last_of_month() })
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) && matches!(&text[..2], "19" | "20" | "21")
}

#[cfg(test)]
mod tests {
    use crate::model::chart::date::{Moment, read};
    use crate::model::quarter::{Calendar, Quarter};

    #[test]
    fn every_way_of_writing_a_date() {
        let july = Calendar { fiscal_year_starts: 7 };
        let deck = Some(Quarter { year: 2021, number: 3 });
        let said = |text| read(text, july, deck).map(|date| format!("{:?} {}..{}", date.grain, date.first, date.last));
        for (text, wanted) in [
            ("2019-07-31", "Day 2019-07-31..2019-07-31"),
            ("2019-07", "Month 2019-07-01..2019-07-31"),
            ("Jul 2019", "Month 2019-07-01..2019-07-31"),
            ("sept. 2019", "Month 2019-09-01..2019-09-30"),
            ("February-2020", "Month 2020-02-01..2020-02-29"),
            ("Q3 FY2020-21", "Quarter 2021-01-01..2021-03-31"),
            ("2021-Q3", "Quarter 2021-01-01..2021-03-31"),
            ("Q1", "Quarter 2020-07-01..2020-09-30"),
            ("2019", "Year 2019-01-01..2019-12-31"),
            ("FY2020-21", "Year 2020-07-01..2021-06-30"),
        ] {
            assert_eq!(said(text).as_deref(), Some(wanted), "{text}");
        }
        for text in
            ["", "2019-13", "2019-02-30", "Ju 2019", "Jul 19", "Total", "2019-7", "12", "FY", "Octopus 2019", "19 days"]
        {
            assert_eq!(said(text), None, "{text}");
        }
        assert_eq!(read("Q1", july, None), None);
    }

    #[test]
    fn moments_are_days() {
        let date = jiff::civil::date(2021, 3, 1);
        assert_eq!(Moment::of(date), Moment(18687));
        assert_eq!(Moment(18687).date(), date);
        assert_eq!(Moment(-1).date(), jiff::civil::date(1969, 12, 31));
    }
}
