//! Many deliverables of one key result: where that takes fewer slides they stand below its row, across all columns of the table, and
//! may go on on a further slide. All lengths are in slide units.

use crate::model::page::{DeliverableView, KeyResultRow};
use crate::paginate::key_results::room::{self, Columns, PLAIN, SlideRows, Type};
use crate::paginate::measure::BODY_WIDTH;

/// In how many columns they stand there, and the gap between these; the same stand in the theme's tables.css.
const COLUMNS: f64 = 3.0;
const GAP: f64 = 48.0;

/// As many stay with their key result's row.
const FIRST: usize = 3;

/// The line that says whose they are with which a slide goes on.
const TITLE: f64 = 44.0;

/// Rows that are never parted.
type Piece = Vec<KeyResultRow>;

/// A table's rows on as many slides as they need. `first` is the room on the first slide, `room` that on others.
pub fn spread(rows: Vec<KeyResultRow>, columns: &Columns, first: f64, room: f64) -> Vec<(Piece, SlideRows)> {
    let has_many = rows.iter().any(|row| row.deliverables.len() > FIRST);
    let pieces: Vec<Piece> = rows.into_iter().map(|row| vec![row]).collect();
    let parts = room::spread(&pieces, columns, first, room);
    let is_too_full = parts.iter().any(|part| part.excess.is_some());
    if has_many && (is_too_full || parts.len() > 1) {
        let wide: Vec<Piece> = pieces.iter().flatten().flat_map(parted).collect();
        let deliverables = wide.iter().flatten().flat_map(|row| &row.deliverables);
        let room = room - TITLE - deliverables.map(|each| height(each, PLAIN)).fold(0.0, f64::max);
        let wide_parts = room::spread(&wide, columns, first, room);
        if is_too_full || wide_parts.len() < parts.len() {
            return on_slides(wide, wide_parts);
        }
    }
    on_slides(pieces, parts)
}

fn on_slides(pieces: Vec<Piece>, parts: Vec<SlideRows>) -> Vec<(Piece, SlideRows)> {
    let mut pieces = pieces.into_iter();
    let rows = |part: SlideRows| (joined(pieces.by_ref().take(part.pieces).flatten()), part);
    parts.into_iter().map(rows).collect()
}

/// A row of many deliverables without them, with the first of them below it; each further one is a piece.
fn parted(row: &KeyResultRow) -> Vec<Piece> {
    let Some((first, further)) = row.deliverables.split_at_checked(FIRST).filter(|(_, further)| !further.is_empty())
    else {
        return vec![vec![row.clone()]];
    };
    let below = |of: &[_]| KeyResultRow { deliverables: of.to_vec(), is_continued: true, ..row.clone() };
    let alone = KeyResultRow { deliverables: Vec::new(), ..row.clone() };
    let further = further.iter().map(|each| vec![below(std::slice::from_ref(each))]);
    std::iter::once(vec![alone, below(first)]).chain(further).collect()
}

/// The rows of a slide: what is left of a key result is one.
fn joined(rows: impl Iterator<Item = KeyResultRow>) -> Vec<KeyResultRow> {
    let mut joined: Vec<KeyResultRow> = Vec::new();
    for row in rows {
        match joined.last_mut().filter(|last| row.is_continued && last.is_continued && last.id == row.id) {
            Some(last) => last.deliverables.extend(row.deliverables),
            None => joined.push(row),
        }
    }
    joined
}

/// What deliverables take from the height of a slide: their share of the columns, and where these begin the most by which the columns
/// may differ.
pub fn height_below(row: &KeyResultRow, of: Type) -> f64 {
    let heights = || row.deliverables.iter().map(|each| height(each, of));
    let uneven = if row.deliverables.len() > 1 { heights().fold(0.0, f64::max) } else { 0.0 };
    heights().sum::<f64>() / COLUMNS + uneven * (COLUMNS - 1.0) / COLUMNS
}

fn height(each: &DeliverableView, of: Type) -> f64 {
    room::deliverable(each, of, (BODY_WIDTH + GAP) / COLUMNS - GAP)
}
