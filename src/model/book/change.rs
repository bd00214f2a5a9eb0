//! What is otherwise in a deck than in those before it.

use std::ops::Range;
use std::sync::Arc;

use crate::model::diagnostic::Step;
use crate::model::document::{Status, Text};
use crate::model::quantity::Said;
use crate::model::quarter::Quarter;

/// A number that an earlier deck gave, and this one gives otherwise or not at all.
#[derive(Clone, Debug)]
pub struct Restated {
    pub quarter: Quarter,
    /// As the earlier deck wrote it; where this one writes the same of another baseline, the number that it came to.
    pub before: String,
    /// `—` where nothing is written.
    pub after: String,
    /// What kind of thing that is.
    pub said: Said,
    /// Bytes of this deck's file at which the new value stands.
    pub at: Range<usize>,
}

/// Something that is otherwise than in the team's previous deck.
#[derive(Clone, Debug)]
pub struct Change {
    /// The objective's (or overview's) id.
    pub objective: String,
    /// Absent where it is about the objective itself.
    pub key_result: Option<String>,
    /// What is called so now; of what was dropped, what it was called.
    pub title: Text,
    /// The file that says so now; of what was dropped, the file in which it is missing.
    pub path: Arc<str>,
    /// The key result's place in that file; empty for the objective.
    pub at: Vec<Step>,
    pub what: What,
}

/// What changed.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    Added,
    /// It stood in an earlier deck, but not in the one before.
    Returned,
    Dropped,
    /// The objective's former title.
    Renamed {
        was: String,
    },
    /// The former id, which nobody who reads a page was told: where an objective has another title, that is told alone.
    IdChanged {
        was: String,
    },
    Reworded {
        before: String,
        after: String,
    },
    TargetMoved {
        before: String,
        after: String,
        /// The deck before had reached it.
        reached: bool,
    },
    /// Absent where no baseline is stated.
    BaselineMoved {
        before: Option<String>,
        after: Option<String>,
    },
    DueMoved {
        before: Quarter,
        after: Quarter,
    },
    /// A deliverable, by its number in the key result.
    DeliverableMoved {
        number: usize,
        title: String,
        before: Quarter,
        after: Quarter,
    },
    /// A deliverable that was not done yet.
    DeliverableDropped {
        title: String,
    },
    /// The check-in says that it has moved to a later quarter.
    Moved {
        to: Quarter,
    },
    Owners {
        before: Vec<String>,
        after: Vec<String>,
    },
    /// Whether all of it is to be reached now, or no more.
    Scoring {
        committed: bool,
    },
    Restated {
        quarter: Quarter,
        before: String,
        after: String,
        /// What kind of thing is said now.
        said: Said,
    },
    /// Of a target in words: what its check-in says.
    Said {
        /// Absent where the deck before said nothing.
        before: Option<String>,
        after: String,
    },
    Status {
        /// Absent of a target in words that nobody had called anything.
        before: Option<Status>,
        after: Status,
    },
}
