//! Numbers with their units: `2.1 s (median)`.

use crate::model::progress::EPSILON;
use crate::model::quantity::{self, Number, Unit, WrittenQuantity};

/// A number and its unit; durations are in milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    pub value: f64,
    /// With what it is for: `ms per month` of `4 hours per month`. Empty where only a number is said.
    pub unit: String,
    /// How many of the unit's make one as written: 1000 of seconds.
    pub scale: f64,
    /// The value is the share that is a of b: of `1 of 200 requests` 0.005.
    pub is_ratio: bool,
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
        if self.is_ratio != limit.is_ratio {
            return None;
        }
        let is_at_most = |value: f64| Some(value <= limit.value + EPSILON);
        match (self.unit.as_str(), limit.unit.as_str()) {
            (own, other) if own == other => is_at_most(self.value),
            (_, "%") | ("%", _) => None,
            // A number alone is in the limit's own unit; of a count nothing else can be meant.
            ("", _) => is_at_most(self.value * limit.scale),
            (_, "") if !self.is_duration() => is_at_most(self.value),
            (own, other) if is_part(own, other) => is_at_most(self.value),
            _ => None,
        }
    }
}

/// Whether one unit is a part of the other; of `errors per 1000 requests` the errors are, and no requests.
fn is_part(one: &str, other: &str) -> bool {
    let counted = |unit: &'_ str| unit.find("per ").filter(|at| *at == 0 || unit[..*at].ends_with(' '));
    match (counted(one), counted(other)) {
        (None, Some(end)) => quantity::is_part_of_unit(one, &other[..end]),
        (Some(end), None) => quantity::is_part_of_unit(&one[..end], other),
        _ => quantity::is_part_of_unit(one, other),
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
    let WrittenQuantity { number, unit, .. } = quantity::read_written(text);
    let Number { value, out_of, .. } = number?;
    let words = match &unit {
        Some(unit @ (Unit::Percent | Unit::Currency(_))) => unit.as_str().to_owned(),
        Some(Unit::Words(words)) => words.replace('/', " per "),
        None => String::new(),
    };
    let words = telling(&words);
    let (unit, rest) = match words.split_first() {
        Some((first, rest)) if *first != PER => (*first, rest),
        _ => ("", words.as_slice()),
    };
    // "1 min 30 s" is no minute.
    if rest.first().is_some_and(|word| is_number(word)) {
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
    let unit = [&[unit], rest].concat().join(" ").trim_start().to_owned();
    match out_of {
        Some(all) => (all > 0.0).then(|| Amount { value: value / all, unit, scale: 1.0, is_ratio: true }),
        None => Some(Amount { value: value * scale, unit, scale, is_ratio: false }),
    }
}

const PER: &str = "per";

/// The words of a unit, up to those that tell of it. Of `5 errors in 1000 requests` the errors are per 1000 requests.
fn telling(words: &str) -> Vec<&str> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let is_rate = |at: usize| {
        let (many, of) = (words.get(at + 1), words.get(at + 2));
        let many = many.and_then(|many| many.replace(',', "").parse::<u32>().ok());
        // "In 3 regions" and "in 2026" tell where and when.
        let is_many = many.is_some_and(|many| many >= 10 && !(1900..2100).contains(&many));
        matches!(words[at], "in" | "of") && is_many && of.is_some_and(|of| !quantity::is_time(of))
    };
    let mut kept = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        match *word {
            _ if is_rate(at) => kept.push(PER),
            word if TELLING.contains(&word) => break,
            word => kept.push(word),
        }
    }
    kept
}

fn is_number(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
}
