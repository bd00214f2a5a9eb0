//! A share, and what it is within: `99% < 2000 ms`.

use crate::model::service_level::amount::{Amount, MILLISECONDS, amount, amounts};

/// A share in percent, with what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    pub percent: f64,
    pub bound: Option<Bound>,
    /// What is said behind the `%`.
    pub rest: String,
}

/// What a share is within: `< 2000 ms`, `> 10 MB/s`, `in 2 s`.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    pub amount: Amount,
    pub side: Side,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    AtMost,
    AtLeast,
    /// `in 2 s` is a limit; `in 30 days` may be the time in which it was measured.
    In,
}

impl Bound {
    /// Whether what was reached keeps this bound; `None` where that cannot be told.
    fn is_kept_by(&self, reached: &Self) -> Option<bool> {
        if (self.side == Side::AtLeast) != (reached.side == Side::AtLeast) {
            return None;
        }
        let is_kept = self.holds(&reached.amount)?;
        (is_kept || self.side != Side::In || !self.amount.is_long()).then_some(is_kept)
    }

    fn holds(&self, amount: &Amount) -> Option<bool> {
        if self.side == Side::AtLeast { self.amount.is_within(amount) } else { amount.is_within(&self.amount) }
    }

    /// Whether an amount in some words misses it: of `99.5% (2500 ms)` nobody says what it is.
    fn is_missed_in(&self, words: &str) -> bool {
        let is_window = |amount: &Amount| amount.is_long() && !self.amount.is_long();
        let is_miss = |amount: &Amount| !amount.unit.is_empty() && self.holds(amount) == Some(false);
        amounts(words).any(|amount| is_miss(&amount) && !is_window(&amount))
    }
}

impl Share {
    /// Whether it keeps to what the target says besides its share; `None` where that cannot be told.
    pub fn is_within(&self, target: &Self) -> Option<bool> {
        match (&target.bound, &self.bound) {
            (Some(bound), Some(reached)) => bound.is_kept_by(reached),
            // A share alone is of the target's own limit.
            (Some(bound), None) => (!bound.is_missed_in(&self.rest)).then_some(true),
            (None, Some(reached)) if reached.side != Side::In => None,
            (None, _) => Some(true),
        }
    }

    /// Whether it is the share of what went wrong, beside a target that is of what went well: `0.05% errors`.
    pub fn is_of_failures(&self, target: &Self) -> bool {
        let says = |share: &Self| {
            let words = share.rest.split(['(', ',', ';']).next().unwrap_or_default();
            tells_of_failures(words)
        };
        self.percent < 50.0 && target.percent > 50.0 && says(self) && !says(target)
    }

    /// Whether as a target it is a share of what may go wrong: `0.1% errors`. Of `40% of failed logins traced` nobody can tell.
    pub fn is_small_share_of_failures(&self) -> bool {
        self.percent < 50.0 && self.rest.split_whitespace().next().is_some_and(tells_of_failures)
    }
}

fn tells_of_failures(words: &str) -> bool {
    let words = words.to_lowercase();
    ["error", "fail", "downtime", "outage", "unavailab"].iter().any(|word| words.contains(word))
}

/// What stands before a limit.
pub const LIMITS: [&str; 12] = [
    "<=",
    "≤",
    "<",
    "under ",
    "within ",
    "below ",
    "in less than ",
    "less than ",
    "faster than ",
    "at most ",
    "no more than ",
    "up to ",
];

/// What stands before a lower limit.
pub const FLOORS: [&str; 5] = ["at least ", "no less than ", ">=", "≥", "more than "];

/// What stands before a lower limit of a share, with those.
const SHARES_FLOORS: [&str; 3] = [">", "over ", "above "];

/// What the words behind a share say that it is within. An error where it is not understood: "Within the EU" is no limit, but
/// what "<" stands before is one.
pub fn bound(text: &str) -> Result<Option<Bound>, ()> {
    let Some(((mark, rest), side)) = marked(text) else {
        let amount = mark_in(text, &["in "]).and_then(|(_, rest)| amount(rest)).filter(Amount::is_duration);
        return Ok(amount.map(|amount| Bound { amount, side: Side::In }));
    };
    match amount(rest) {
        // "Over 30 days" is when it was measured.
        Some(amount) if mark == "over " && amount.is_long() => Ok(None),
        // A number without a unit is in milliseconds, as such limits mostly are.
        Some(amount) if amount.unit.is_empty() && side == Side::AtMost => {
            Ok(Some(Bound { amount: Amount { unit: MILLISECONDS.to_owned(), ..amount }, side }))
        }
        Some(amount) => Ok(Some(Bound { amount, side })),
        None if mark.ends_with(' ') => Ok(None),
        None => Err(()),
    }
}

/// What stands behind the first mark of a limit.
pub fn behind_mark(text: &str) -> Option<&str> {
    marked(text).map(|((_, rest), _)| rest)
}

/// The first mark of a limit in a text, what follows it, and on which side of it the limit is kept.
fn marked(text: &str) -> Option<((&'static str, &str), Side)> {
    let floors = || mark_in(text, &FLOORS).or_else(|| mark_in(text, &SHARES_FLOORS));
    let limit = mark_in(text, &LIMITS).map(|found| (found, Side::AtMost));
    limit.or_else(|| floors().map(|found| (found, Side::AtLeast)))
}

/// The first of some marks that a text has, and what follows it. A word of a mark does not begin within another word.
fn mark_in<'a>(text: &'a str, marks: &[&'static str]) -> Option<(&'static str, &'a str)> {
    let lower = text.to_ascii_lowercase();
    marks.iter().find_map(|mark| {
        let at = lower.find(mark)?;
        let is_mark = !mark.ends_with(' ') || lower[..at].ends_with([' ', '(']);
        is_mark.then(|| (*mark, &text[at + mark.len()..]))
    })
}
