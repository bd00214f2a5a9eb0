//! What of a deck is still running in a later quarter.

use crate::model::book::{Deck, File, FileContent, KeyResult, Objective};
use crate::model::diagnostic::Step;
use crate::model::document::Status;
use crate::model::quarter::{Calendar, Quarter};

/// Why an objective is not running any more in a quarter; `None` if it is.
pub fn ended(objective: &Objective, quarter: Quarter, calendar: Calendar) -> Option<String> {
    let key_results = &objective.key_results;
    let is_due = objective.due >= quarter;
    let is_running = match key_results.as_slice() {
        [] => is_due,
        some => some.iter().any(|of| is_running(of, quarter) || is_due && !of.status.is_some_and(is_closed)),
    };
    if is_running {
        return None;
    }
    let status = objective.roll_up.status;
    if is_closed(status) {
        return Some(status.as_str().to_owned());
    }
    let due = key_results.iter().map(|of| of.terms.due).max().unwrap_or(objective.due);
    Some(format!("it was due in {}", calendar.label(due)))
}

/// Whether an overview is served by an objective that is running, or has metrics that are.
pub fn is_needed(overview: &File, deck: &Deck, quarter: Quarter, calendar: Calendar) -> bool {
    let serves = |file: &File| match &file.content {
        FileContent::Objective(objective) => {
            objective.outcome_reference.as_ref() == Some(&overview.id) && ended(objective, quarter, calendar).is_none()
        }
        _ => false,
    };
    overview.content.key_results().any(|of| is_running(of, quarter)) || deck.files.iter().any(serves)
}

/// Of a file that comes along, the places of those key results that do not: what was dropped, and what ended with an earlier
/// year.
pub fn left(content: &FileContent, quarter: Quarter) -> Vec<Vec<Step>> {
    let mut left: Vec<Vec<Step>> = Vec::new();
    match content {
        FileContent::Objective(objective) => {
            let all = &objective.key_results;
            // Where the objective outlives all its results, they wait for an answer.
            let some_run_on = all.iter().any(|of| is_running(of, quarter));
            let ends = |of: &&KeyResult| is_dropped(of) || some_run_on && ended_with_year(of, quarter);
            left.extend(all.iter().filter(ends).map(|of| of.at.clone()));
        }
        FileContent::Overview(overview) => {
            for outcome in &overview.outcomes {
                let (dropped, others): (Vec<_>, Vec<_>) = outcome.metrics.iter().partition(|of| is_dropped(of));
                // An outcome without a metric says nothing.
                if !others.is_empty() {
                    left.extend(dropped.into_iter().map(|of| of.at.clone()));
                }
            }
        }
        FileContent::Change(_) | FileContent::AsWritten(_) => {}
    }
    left
}

/// The ids of those key results that would have others by their new positions, with their places.
pub fn ids(content: &FileContent, left: &[Vec<Step>]) -> Vec<(Vec<Step>, String)> {
    let behind = content.key_results().skip_while(|of| !left.contains(&of.at));
    let nameless = behind.filter(|of| !of.id_written && !left.contains(&of.at));
    nameless.map(|of| (of.at.clone(), of.id.clone())).collect()
}

fn is_running(of: &KeyResult, quarter: Quarter) -> bool {
    of.terms.due >= quarter && !of.status.is_some_and(is_closed)
}

/// Whether nothing more is expected of what has this status.
fn is_closed(status: Status) -> bool {
    matches!(status, Status::Done | Status::Dropped | Status::Postponed)
}

fn is_dropped(of: &KeyResult) -> bool {
    of.status == Some(Status::Dropped)
}

/// Within its year a result that was due stays, for it counts in the objective's progress.
fn ended_with_year(of: &KeyResult, quarter: Quarter) -> bool {
    let due = of.terms.due;
    due < quarter && (due.year < quarter.year || !of.due_written)
}
