//! Numbers with their units: `2.1 s (median)`.

use crate::model::progress::EPSILON;
use crate::model::quantity::{self, Unit, Written};

/// A number and its unit; durations are in milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    pub value: f64,
    /// With what it is for: `ms month` of `4 hours per month`. Empty where only a number is said.
    pub unit: String,
    /// How many of the unit's make one as written: 1000 of seconds.
    pub scale: f64,
}

impl Amount {
    pub fn is_duration(&self) -> bool {
        self.unit.split_whitespace().next() == Some(MILLISECONDS)
    }

    /// Whether it is a time in days.
    pub fn is_long(&self) -> bool {
        self.is_duration() && self.scale >= DAY
    }

    /// Whether it stays within a limit; `None` where the two cannot be compared.
    pub fn is_within(&self, limit: &Self) -> Option<bool> {
        let is_at_most = |value: f64| Some(value <= limit.value + EPSILON);
        match (self.unit.as_str(), limit.unit.as_str()) {
            (own, other) if own == other => is_at_most(self.value),
            (_, "%") | ("%", _) => None,
            // A number alone is in the limit's own unit; of a count nothing else can be meant.
            ("", _) => is_at_most(self.value * limit.scale),
            (_, "") if !self.is_duration() => is_at_most(self.value),
            (own, other) if quantity::is_part_of_unit(own, other) => is_at_most(self.value),
            _ => None,
        }
    }
}

pub const MILLISECONDS: &str = "ms";

/// A day's milliseconds.
const DAY: f64 = 86_400_000.0;

/// Words behind a unit that tell of it, and are no part of it: `34 days of 90`, `1 incident so far`.
const TELLING: [&str; 23] = [
    "of", "in", "at", "on", "across", "from", "with", "as", "since", "during", "so", "this", "last", "still", "only",
    "until", "over", "for", "and", "but", "when", "by", "to",
];

/// The numbers in a text.
pub fn amounts(text: &str) -> impl Iterator<Item = Amount> {
    let begins = |(at, letter): (usize, char)| {
        let is_first = !text[..at].ends_with(|before: char| before.is_alphanumeric() || matches!(before, '.' | ','));
        (letter.is_ascii_digit() && is_first).then_some(at)
    };
    text.char_indices().filter_map(begins).filter_map(|at| amount(text[at..].split(')').next().unwrap_or_default()))
}

/// The number at the beginning of a text.
pub fn amount(text: &str) -> Option<Amount> {
    let Written { number, unit, .. } = quantity::read_written(text);
    let value = number?.value;
    let words = match &unit {
        Some(unit @ (Unit::Percent | Unit::Currency(_))) => unit.as_str().to_owned(),
        Some(Unit::Words(words)) => words.replace('/', " per "),
        None => String::new(),
    };
    let mut words = words.split_whitespace().take_while(|word| !TELLING.contains(word)).filter(|word| *word != "per");
    let unit = words.next().unwrap_or_default();
    let rest: Vec<&str> = words.collect();
    // "1 min 30 s" is no minute.
    if rest.first().is_some_and(|word| word.starts_with(|letter: char| letter.is_ascii_digit())) {
        return None;
    }
    let (unit, scale) = match unit.to_lowercase().as_str() {
        "µs" | "us" => (MILLISECONDS, 0.001),
        "ms" | "msec" | "millisecond" | "milliseconds" => (MILLISECONDS, 1.0),
        "s" | "sec" | "second" | "seconds" => (MILLISECONDS, 1000.0),
        "min" | "minute" | "minutes" => (MILLISECONDS, 60_000.0),
        "h" | "hour" | "hours" => (MILLISECONDS, 3_600_000.0),
        "d" | "day" | "days" => (MILLISECONDS, DAY),
        _ => (unit, 1.0),
    };
    let unit = [&[unit], rest.as_slice()].concat().join(" ");
    Some(Amount { value: value * scale, unit, scale })
}
