//! The status slide: every objective and key result of the deck, by quarter.

use crate::model::book::{Deck, FileContent, KeyResult, QuarterValue};
use crate::model::link;
use crate::model::page::{SlideData, StatusCell, StatusData, StatusKeyResult, StatusObjective};
use crate::model::quarter::{Calendar, Quarter};
use crate::paginate::fit::sizes::BOARD_HEAD;
use crate::paginate::kinds::spread;
use crate::paginate::{WORST_FIRST, key_results, measure, standing, status_code, status_counts};

/// How many key results stand side by side at most.
const MOST_COLUMNS: usize = 5;

/// How many characters of a key result's title a board on one slide shows, and one that goes on.
const LONGEST_TITLE: usize = 120;
const LONGEST_OF_MANY: usize = 56;

/// The data of the slide, objectives in the deck's order unless the worst are to stand first; continued where there are many objectives.
pub fn data(deck: &Deck, worst_first: bool, calendar: Calendar) -> Vec<SlideData> {
    let quarters: Vec<_> =
        key_results::columns(deck.quarter, calendar).into_iter().filter(|quarter| quarter.when != "coming").collect();
    let mut shown: Vec<_> = deck
        .files
        .iter()
        .filter_map(|file| match &file.content {
            FileContent::Objective(objective) => Some((file, objective)),
            _ => None,
        })
        .collect();
    if worst_first {
        shown.sort_by_key(|(_, objective)| WORST_FIRST.iter().position(|status| *status == objective.roll_up.status));
    }
    let columns = shown.iter().map(|(_, objective)| objective.key_results.len()).max().unwrap_or(0).min(MOST_COLUMNS);
    let board = |longest: usize| {
        let rows = shown.iter().map(|(file, objective)| {
            let key_results = objective.key_results.iter().map(|of| {
                let year = of.quarters.iter().filter(|known| known.quarter.year == deck.quarter.year);
                let reference = format!("{}/{}", file.id, of.id);
                StatusKeyResult {
                    short: measure::short(&of.title.plain, longest),
                    title_text: of.title.plain.clone(),
                    href: link::fragment(&reference),
                    reference,
                    status: status_code(of.status),
                    progress: of.standing.progress,
                    cells: year.map(|known| cell(known, of, deck.quarter, calendar)).collect(),
                }
            });
            StatusObjective {
                title: file.title.plain.clone(),
                href: link::fragment(&file.id),
                standing: standing(&objective.roll_up),
                key_results: key_results.collect(),
            }
        });
        spread(rows.collect(), BOARD_HEAD, 1, |objective, room| room.row_of_objective(objective, columns))
    };
    // Titles are cut where the board would need a further slide for them.
    let whole = board(LONGEST_TITLE);
    let parts = if whole.len() > 1 { board(LONGEST_OF_MANY) } else { whole };
    let counts = status_counts(shown.iter().map(|(_, objective)| objective.roll_up.status.as_str()));
    let widest =
        |of: &[StatusObjective]| of.iter().map(|each| each.key_results.len()).max().unwrap_or(0).min(MOST_COLUMNS);
    let parts = parts.into_iter().map(|objectives| StatusData {
        columns,
        filled: widest(&objectives),
        counts: counts.clone(),
        quarters: quarters.clone(),
        objectives,
    });
    parts.map(SlideData::Status).collect()
}

fn cell(known: &QuarterValue, of: &KeyResult, present: Quarter, calendar: Calendar) -> StatusCell {
    StatusCell {
        quarter: calendar.label(known.quarter),
        when: key_results::when(known.quarter, present),
        status: status_code(of.status_in(known)),
    }
}
