//! Quarters and fiscal years: how they are written, when they begin and end, how they are printed.

use jiff::civil::Date;

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

    /// The first quarter of the same year.
    pub fn first_of_year(self) -> Self {
        Self { number: 1, ..self }
    }

    /// The last quarter of the same year.
    pub fn last_of_year(self) -> Self {
        Self { number: 4, ..self }
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

impl Calendar {
    /// Reads any of the ways a quarter is written; `None` if it is none of them. Does not depend on the calendar.
    pub fn read(_text: &str) -> Option<WrittenQuarter> {
        None
    }

    /// `Q3 FY2020-21` where the fiscal year is not the calendar year, else `Q3 2021`.
    pub fn label(self, quarter: Quarter) -> String {
        if self.fiscal_year_starts == 1 {
            format!("Q{} {}", quarter.number, quarter.year)
        } else {
            format!(
                "Q{} FY{}-{:02}",
                quarter.number,
                quarter.year - 1,
                quarter.year.rem_euclid(100)
            )
        }
    }

    /// The quarter's first day.
    pub fn start(self, _quarter: Quarter) -> Date {
        Date::MIN
    }

    /// The quarter's last day.
    pub fn end(self, _quarter: Quarter) -> Date {
        Date::MIN
    }
}
