//! How much room the rows of a table of key results take. All lengths are in slide units.

use crate::model::html::text_of;
use crate::model::page::KeyResultRow;
use crate::paginate::measure::{self, SMALL_TEXT};

/// The theme's size `dense`, as a share of the usual one.
pub const DENSE: f64 = 0.92;

/// Widths of a table's columns in slide units: the same shares stand in the theme's tables.css.
mod widths {
    /// Between two columns.
    pub const GAP: f64 = 22.0;
    pub const WHAT: f64 = 1720.0 * 0.325 - GAP;
    pub const TERMS: f64 = 1720.0 * 0.15 - GAP;
    pub const PAST: f64 = 1720.0 * 0.095 - GAP;
    pub const PRESENT: f64 = 1720.0 * 0.12 - GAP;
    pub const STATE: f64 = 1720.0 * 0.16;
}

/// The height of a table's head, and of the sentence above it.
pub const HEAD: f64 = 44.0;
pub const STANDING: f64 = 62.0;

/// The size of a row's text.
const ROW_TEXT: f64 = 25.0;
const LEADING: f64 = 1.3;

/// The height of a sparkline with the space above it.
const SPARK: f64 = 50.0;

/// The height of a row: that of its tallest cell.
pub fn row_height(row: &KeyResultRow) -> f64 {
    let text = |text: &str, column: f64| measure::height(text, ROW_TEXT, LEADING, column);
    let small = |text: &str, column: f64| measure::height(text, SMALL_TEXT, LEADING, column);
    let small_html = |html: &str, column: f64| small(&text_of(html), column);
    let line = SMALL_TEXT * LEADING;

    let mut what = measure::height(&row.title_text, ROW_TEXT, LEADING, widths::WHAT);
    if let Some(movement) = &row.movement {
        // As long as the sentence that the theme makes of it.
        let since = movement.since.as_deref().map_or(String::new(), |since| format!(", 00 more than in {since}"));
        let target = row.target_number.as_deref().unwrap_or(&row.target);
        what += small(&format!("{}{since}; the target is {target}", movement.now), widths::WHAT);
    }
    what += row.reason.as_deref().map_or(0.0, |reason| small_html(&format!("Why: {reason}"), widths::WHAT));
    for note in &row.notes {
        what += small_html(&format!("{}: {}", note.quarter, note.note), widths::WHAT);
    }
    for deliverable in &row.deliverables {
        what += small_html(&format!("{} overdue since Q4", deliverable.title), widths::WHAT - 32.0);
    }

    let terms = format!("{} → {}", row.baseline.as_deref().unwrap_or_default(), row.target);
    let mut terms = text(&terms, widths::TERMS);
    terms += row.target_number.as_deref().map_or(0.0, |number| small(number, widths::TERMS));
    terms += row.baseline_note.as_deref().map_or(0.0, |note| small(&format!("Baseline: {note}"), widths::TERMS));
    terms += row.goal.as_deref().map_or(0.0, |goal| small(&format!("Goal: {goal}"), widths::TERMS));
    terms += if row.has_bar && row.values.iter().flatten().count() > 1 { SPARK } else { 0.0 };

    let cells = row.cells.iter().map(|cell| {
        let column = if cell.when == "present" { widths::PRESENT } else { widths::PAST };
        let value = cell.text.as_deref().map_or(ROW_TEXT * LEADING, |value| text(value, column));
        value
            + if cell.when == "present" && cell.unit.is_some() { line } else { 0.0 }
            + if cell.when == "present" && cell.wrong_way { 2.0 * line } else { 0.0 }
            + cell.note.as_deref().map_or(0.0, |note| small_html(note, column))
    });

    let mut state = ROW_TEXT * LEADING;
    state += if row.has_bar { line + 28.0 } else { 0.0 };
    state += if row.computed.is_some() { line } else { 0.0 };
    state += if row.inside.is_some() { line } else { 0.0 };
    state += if row.missed_checkpoint { line } else { 0.0 };
    state += if row.confidence.is_some() { line } else { 0.0 };
    if let Some(forecast) = &row.forecast {
        let short = if forecast.misses { ", short of the target" } else { "" };
        state += small(&format!("heading for {} by {}{short}", forecast.text, row.due_short), widths::STATE);
    }
    cells.fold(what.max(terms).max(state), f64::max) + 23.0
}
