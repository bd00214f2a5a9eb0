//! The span of a promise: from when to when it is worked on, as a deck says it or as its cycle has it. What a year is to a
//! promise, and where one ends and the next begins, is decided here.

use std::ops::Range;
use std::sync::Arc;

use crate::assemble::history::Earlier;
use crate::model::document::{Cycle, KeyResultHeader};
use crate::model::quarter::{Quarter, WrittenQuarter};

/// The circumstances under which a key result is stated.
pub struct Stated<'a> {
    pub path: &'a Arc<str>,
    /// The deck's quarter.
    pub quarter: Quarter,
    pub cycle: Cycle,
    /// The objective's `due`.
    pub due: Option<WrittenQuarter>,
}

impl Stated<'_> {
    /// When a key result is due: its own date, else its objective's, else the end of the cycle.
    pub fn due(&self, own: Option<WrittenQuarter>) -> Quarter {
        own.or(self.due).map_or_else(
            || match self.cycle {
                Cycle::Year => self.quarter.last_of_year(),
                Cycle::Quarter => self.quarter,
            },
            |due| due.resolve(self.quarter),
        )
    }
}

/// From when to when a key result is worked on.
#[derive(Clone, Copy)]
pub struct Span {
    pub start: Quarter,
    pub due: Quarter,
}

impl Span {
    /// As a deck states it, where `earlier` are the statements before. A year begins with its first quarter: that of the first
    /// deck in which the key result was due then, too.
    pub fn of(written: &KeyResultHeader, stated: &Stated, earlier: &[&Earlier]) -> Self {
        let quarter = stated.quarter;
        let due = stated.due(written.due);
        let start = match (written.start, stated.cycle) {
            (Some(start), _) => start.resolve(quarter),
            // What was due before the deck's quarter had its span before.
            (None, Cycle::Quarter) => quarter.min(due),
            (None, Cycle::Year) => {
                let first = earlier.iter().filter(|earlier| earlier.due == due).map(|earlier| earlier.quarter).min();
                first.unwrap_or(quarter).min(due).first_of_year()
            }
        };
        Self { start, due }
    }

    /// The quarter with which its row begins in a deck of the quarter `deck`: the first of the deck's year, or the start where
    /// that is earlier.
    pub fn row_begins(self, deck: Quarter) -> Quarter {
        self.start.min(deck.first_of_year())
    }
}

/// The year before a row that begins with the quarter `first`.
pub fn year_before(first: Quarter) -> Range<Quarter> {
    Quarter::from_ordinal(first.ordinal() - 4)..first
}

/// Whether what is due then is due at the end of the year that a deck is of.
pub fn is_year_end(due: Quarter, deck: Quarter) -> bool {
    due == deck.last_of_year()
}

/// Whether a date is `was` put off by just a year.
pub fn is_year_later(due: Quarter, was: Quarter) -> bool {
    due.ordinal() == was.ordinal() + 4
}
