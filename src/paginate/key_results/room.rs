//! How much room the rows of a table of key results take, and over how many slides they are spread. All lengths are in
//! slide units.

use crate::model::html::text_of;
use crate::model::letters::width;
use crate::model::page::{Cell, DeliverableView, KeyResultRow, Movement, NoteView, QuarterView};
use crate::paginate::key_results::wide;
use crate::paginate::measure::{self, BODY_WIDTH, BOLD, SMALL_TEXT};

/// The theme's size `dense`, as a share of the usual one.
const DENSE: f64 = 0.88;

/// The height of a table's head, and of the sentence above it.
const HEAD: f64 = 40.0;
pub const STANDING: f64 = 64.0;

/// The size of a row's text, and of the present value.
const ROW_TEXT: f64 = 25.0;
const PRESENT_TEXT: f64 = 28.0;
const LEADING: f64 = 1.3;

/// The height of a sparkline with the space above it.
const SPARK: f64 = 50.0;

/// What of a table stands on one slide: so many of the pieces that are never parted.
pub struct SlideRows {
    pub pieces: usize,
    pub dense: bool,
    /// How much does not fit, as a share of the room there is.
    pub excess: Option<f64>,
}

/// Spreads pieces, rows that stay together, over slides, in type of the size that needs fewer of them. `first` is the room on the first
/// slide, `room` that on others.
pub fn spread(pieces: &[Vec<KeyResultRow>], columns: &Columns, first: f64, room: f64) -> Vec<SlideRows> {
    let height = |piece: &Vec<_>, share| piece.iter().map(|row| columns.row_height(row, share)).sum();
    let heights = |share: f64| -> Vec<f64> { pieces.iter().map(|piece| height(piece, share)).collect() };
    let usual = heights(1.0);
    if HEAD + usual.iter().sum::<f64>() <= first {
        return vec![SlideRows { pieces: pieces.len(), dense: false, excess: None }];
    }
    let dense = heights(DENSE);
    let room = |part: usize| if part == 0 { first } else { room };
    let (of_usual, of_dense) = (evenly(&usual, room), evenly(&dense, room));
    let counts = if of_dense.len() < of_usual.len() { &of_dense } else { &of_usual };
    let mut from = 0;
    let parts = counts.iter().enumerate().map(|(number, pieces)| {
        let fill = |heights: &[f64]| (HEAD + heights[from..from + pieces].iter().sum::<f64>()) / room(number);
        let (usual, dense) = (fill(&usual), fill(&dense));
        from += pieces;
        let dense_suffices = dense <= 1.0;
        SlideRows {
            pieces: *pieces,
            dense: usual > 1.0 || of_dense.len() < of_usual.len(),
            excess: (!dense_suffices).then_some(dense - 1.0),
        }
    });
    parts.collect()
}

/// How many pieces stand on each slide: on as few as there can be, none of which is much emptier than the others.
fn evenly(heights: &[f64], room: impl Fn(usize) -> f64 + Copy) -> Vec<usize> {
    let fewest = measure::pack(heights, HEAD, room);
    let is_few = |counts: &Vec<usize>| counts.len() == fewest.len();
    let tries = (5..10).map(|tenths| measure::pack(heights, HEAD, |part| room(part) * f64::from(tenths) / 10.0));
    if fewest.len() < 2 { fewest } else { tries.into_iter().find(is_few).unwrap_or(fewest) }
}

/// The widths of a table's columns: the same shares stand in the theme's tables.css. The key results take what is left.
pub struct Columns {
    what: f64,
    /// The columns of past quarters, and those of coming ones, are wider than usual: a number has no room in those.
    pub wide_past: bool,
    pub wide_coming: bool,
}

impl Columns {
    /// Between two columns, and how near a plan, which is of one line, may come to the next.
    const GAP: f64 = 22.0;
    const NEAR: f64 = 10.0;
    const TERMS: f64 = BODY_WIDTH * 0.14;
    const PAST: f64 = BODY_WIDTH * 0.085;
    const WIDE_PAST: f64 = BODY_WIDTH * 0.11;
    const PRESENT: f64 = BODY_WIDTH * 0.12;
    const COMING: f64 = BODY_WIDTH * 0.055;
    const WIDE_COMING: f64 = BODY_WIDTH * 0.095;
    const STATE: f64 = BODY_WIDTH * 0.14;
    /// The mark of a past quarter's status, with the space before it, as a share of the type's size.
    const MARK: f64 = 0.87;

    /// Those of a table of the rows.
    pub fn of(rows: &[KeyResultRow], quarters: &[QuarterView]) -> Self {
        let cells = || rows.iter().flat_map(|row| &row.cells);
        // What is long goes on in further lines, however wide the column is.
        let is_wide =
            |when, room| cells().any(|cell| cell.when == when && !cell.long && number_width(cell, ROW_TEXT) > room);
        let mut columns = Self {
            what: 0.0,
            wide_past: is_wide("past", Self::PAST - Self::GAP),
            wide_coming: is_wide("coming", Self::COMING - Self::NEAR),
        };
        let quarters: f64 = quarters.iter().map(|quarter| columns.of_quarter(quarter.when)).sum();
        columns.what = BODY_WIDTH - Self::TERMS - Self::STATE - quarters;
        columns
    }

    fn of_quarter(&self, when: &str) -> f64 {
        match when {
            "past" if self.wide_past => Self::WIDE_PAST,
            "past" => Self::PAST,
            "present" => Self::PRESENT,
            _ if self.wide_coming => Self::WIDE_COMING,
            _ => Self::COMING,
        }
    }

    /// The height of a row, that of its tallest cell, with type of a share of the usual size.
    pub fn row_height(&self, row: &KeyResultRow, share: f64) -> f64 {
        if row.is_continued {
            return wide::height_below(row);
        }
        let size = (ROW_TEXT * share).max(SMALL_TEXT);
        let tallest = self.what(row, size).max(terms(row, size)).max(state(row, size, share));
        self.cells(row, size, share).fold(tallest, f64::max) + 22.0 * share + 1.0
    }

    fn what(&self, row: &KeyResultRow, size: f64) -> f64 {
        let width = self.what - Self::GAP;
        let mut height = measure::height(&row.title_text, size, LEADING, width) + measure::images(&row.title, size);
        if let Some(movement) = &row.movement {
            // As long as the longest sentence that the theme makes of it.
            let Movement { now, by, since, way, target, .. } = movement;
            let all = if *way == "added-known" { "as far as is known" } else { "in all" };
            let target = target.as_ref().map_or(String::new(), |target| format!("; the target is {target}"));
            height += small(&format!("{now} {all}, {by} of them in {since}{target}"), width);
        }
        height += row.reason.as_deref().map_or(0.0, |reason| small_html(&format!("Why {reason}"), width));
        for note in &row.notes {
            let value = note.value.as_deref().unwrap_or_default();
            height += small_note(&format!("{} {value} ", note.quarter), &note.note, width);
        }
        height + row.deliverables.iter().map(|each| deliverable(each, width)).sum::<f64>()
    }

    /// The heights of the quarters' cells.
    fn cells(&self, row: &KeyResultRow, size: f64, share: f64) -> impl Iterator<Item = f64> {
        row.cells.iter().map(move |cell| {
            let width = self.of_quarter(cell.when) - Self::GAP;
            let is_present = cell.when == "present";
            let value = match (cell.said, cell.text.as_deref()) {
                ("number", Some(text)) if cell.long => measure::height(text, size * BOLD, LEADING, width),
                ("number", _) if is_present => PRESENT_TEXT * share * LEADING,
                ("text" | "not-measured", Some(text)) => small(text, width),
                ("plan", Some(text)) if row.adds_up => small(&format!("{text} in all"), width),
                ("plan", Some(text)) => small(text, width),
                _ => size * LEADING,
            };
            let said = if matches!(cell.said, "not-measured" | "moved") { 2.0 * SMALL_TEXT * LEADING } else { 0.0 };
            let unit = cell.unit.as_deref().filter(|_| is_present).map_or(0.0, |unit| small(unit, width));
            let spark =
                if is_present && row.has_bar && row.values.iter().flatten().count() > 1 { SPARK * share } else { 0.0 };
            // A past quarter's call stands below what is said in place of a number.
            let is_called = cell.said != "number" && !matches!(cell.status, "none" | "no-data" | "not-started");
            let mark = if is_called && cell.when == "past" { SMALL_TEXT * LEADING } else { 0.0 };
            value + said + mark + unit + spark + cell.note.as_ref().map_or(0.0, |note| small_note("", note, width))
        })
    }
}

/// Whether a quarter's number is longer than the widest column that its quarter may have: a share of two large numbers is.
pub fn is_long(cell: &Cell) -> bool {
    let room = match cell.when {
        "past" => Columns::WIDE_PAST,
        "present" => Columns::PRESENT,
        _ => Columns::WIDE_COMING,
    };
    number_width(cell, SMALL_TEXT) > room - Columns::GAP
}

/// How wide a quarter's number is, with the mark behind a past one; `past_size` is the size of that.
fn number_width(cell: &Cell, past_size: f64) -> f64 {
    let Some(number) = cell.text.as_deref().filter(|_| matches!(cell.said, "number" | "plan")) else { return 0.0 };
    match cell.when {
        "past" => width(number, past_size) + Columns::MARK * past_size,
        "present" => width(number, PRESENT_TEXT * BOLD),
        _ => width(number, SMALL_TEXT),
    }
}

/// The number that a target comes to, as it stands below that: where it has no room in one line its unit may stand in the next.
pub fn in_terms(number: String) -> String {
    let is_wide = width(&format!("({number})"), ROW_TEXT) > Columns::TERMS - Columns::GAP;
    if is_wide { number.replace('\u{a0}', " ") } else { number }
}

fn small(text: &str, width: f64) -> f64 {
    measure::height(text, SMALL_TEXT, LEADING, width)
}

fn small_html(html: &str, width: f64) -> f64 {
    small(&text_of(html), width) + measure::images(html, SMALL_TEXT)
}

fn small_note(before: &str, note: &NoteView, width: f64) -> f64 {
    let images = note.words.as_deref().map_or(0.0, |words| measure::images(words, SMALL_TEXT));
    small(&format!("{before}{}", note.text()), width) + images
}

/// The height of a deliverable, with the mark before it and when it is due.
pub fn deliverable(of: &DeliverableView, width: f64) -> f64 {
    small_html(&format!("{} overdue since Q4", of.title), width - 28.0)
}

fn terms(row: &KeyResultRow, size: f64) -> f64 {
    let width = Columns::TERMS - Columns::GAP;
    let number = row.target_number.as_deref().map_or(String::new(), |number| format!(" ({number})"));
    let text = format!("{} → {}{number}", row.baseline.as_deref().unwrap_or_default(), row.target);
    measure::height(&text, size * BOLD, LEADING, width)
        + row.baseline_note.as_deref().map_or(0.0, |note| small(&format!("Baseline: {note}"), width))
        + row.goal.as_deref().map_or(0.0, |goal| small(&format!("Goal: {goal}"), width))
        + row.weight.as_deref().map_or(0.0, |weight| small(&format!("weight {weight}"), width))
}

fn state(row: &KeyResultRow, size: f64, share: f64) -> f64 {
    let width = Columns::STATE;
    let line = SMALL_TEXT * LEADING;
    let mut height = size * LEADING;
    if row.has_bar {
        let away = row.progress.is_some_and(|progress| progress < 0.0);
        height += 26.0 * share + if away { 2.0 * line } else { line };
    }
    let single = [row.computed.is_some(), row.inside.is_some(), row.missed_checkpoint, row.confidence.is_some()];
    height += line * single.into_iter().filter(|is_said| *is_said).count() as f64;
    if let Some(forecast) = &row.forecast {
        let short = if forecast.misses { ", missing the target" } else { "" };
        height += small(&format!("heading for {} by {}{short}", forecast.text, row.due_short), width);
    }
    height
}

#[cfg(test)]
mod tests {
    use super::evenly;

    #[test]
    fn no_slide_is_left_with_a_single_row_where_others_are_full() {
        let rows = |count: usize, height: f64| vec![height; count];
        assert_eq!(evenly(&rows(4, 100.0), |_| 540.0), [4]);
        assert_eq!(evenly(&rows(6, 100.0), |_| 540.0), [3, 3]);
        assert_eq!(evenly(&rows(11, 100.0), |_| 540.0), [4, 4, 3]);
        assert_eq!(
            evenly(&rows(9, 100.0), |part| if part == 0 { 340.0 } else { 740.0 }),
            [3, 6],
            "the first has less room"
        );
    }
}
