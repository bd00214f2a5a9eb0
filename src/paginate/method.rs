//! The glossary of the method, a deck's last slide: how progress, pace, status and grade are computed here, with the very
//! thresholds, so that nobody has to dispute a colour in the room. It tells only of what the deck shows.

use crate::model::book::{Deck, FileContent, KeyResult};
use crate::model::document::Scoring;
use crate::model::page::MethodData;
use crate::model::progress::{self, Way};

/// What the slide explains; `None` in a deck without anything that is computed.
pub fn data(deck: &Deck) -> Option<MethodData> {
    let mut key_results: Vec<&KeyResult> = Vec::new();
    let (mut has_objectives, mut is_committed) = (false, false);
    for file in &deck.files {
        match &file.content {
            FileContent::Objective(objective) => {
                has_objectives = true;
                is_committed |= objective.scoring == Some(Scoring::Committed);
                key_results.extend(&objective.key_results);
            }
            FileContent::Overview(overview) => {
                key_results.extend(overview.outcomes.iter().flat_map(|outcome| &outcome.metrics));
            }
            _ => {}
        }
    }
    let any = |holds: fn(&&&KeyResult) -> bool| key_results.iter().any(|of| holds(&of));
    (!key_results.is_empty()).then(|| MethodData {
        on_track: progress::ON_TRACK,
        at_risk: progress::AT_RISK,
        low_grade: progress::LOW_GRADE,
        middle_grade: progress::MIDDLE_GRADE,
        has_objectives,
        is_committed,
        has_plans: any(|of| !of.terms.plan.is_empty()),
        has_deliverables: any(|of| !of.deliverables.is_empty()),
        has_limits: any(|of| of.way == Way::Maintain),
        has_calls: any(|of| of.call.status.is_some()),
        has_forecasts: any(|of| of.forecast.is_some()),
    })
}
