//! What is otherwise in a deck than in those before it.

use std::ops::Range;
use std::sync::Arc;

use crate::model::diagnostic::Step;
use crate::model::document::{Status, Text};
use crate::model::quarter::Quarter;

/// A number that an earlier deck gave, and this one gives otherwise or not at all.
#[derive(Clone, Debug)]
pub struct Restated {
    pub quarter: Quarter,
    /// As the earlier deck wrote it.
    pub before: String,
    /// `—` where nothing is written.
    pub after: String,
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
    Renamed {
        was: String,
    },
    Reworded {
        before: String,
        after: String,
    },
    TargetMoved {
        before: String,
        after: String,
    },
    BaselineMoved {
        before: String,
        after: String,
    },
    DueMoved {
        before: Quarter,
        after: Quarter,
    },
    /// The check-in says that it has moved to a later quarter.
    Moved {
        to: Quarter,
    },
    Owners {
        before: Vec<String>,
        after: Vec<String>,
    },
    Restated {
        quarter: Quarter,
        before: String,
        after: String,
    },
    Status {
        before: Status,
        after: Status,
    },
}
