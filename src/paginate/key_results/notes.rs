//! What stands under a key result's title: what was said at length, and of which no other page tells.

use crate::model::book::{FileContent, KeyResult, QuarterValue};
use crate::model::page::{KeyResultNote, NoteView};
use crate::model::quantity::Said;
use crate::model::quarter::Quarter;
use crate::paginate::bodies::Context;
use crate::paginate::key_results::{self, Table};

/// Adds what was said of a quarter; quarters of which the same was said share a note.
pub fn tell(notes: &mut Vec<KeyResultNote>, quarter: Quarter, note: NoteView) {
    let label = format!("Q{}", quarter.number);
    match notes.last_mut().filter(|last| last.value.is_none() && last.note == note) {
        Some(last) => last.quarter = format!("{}, {label}", last.quarter),
        None => notes.push(KeyResultNote { quarter: label, value: None, note }),
    }
}

/// What was said of a metric in the years before the table's, where its span began there: a key result's life has a page of its own.
pub fn of_years_before(of: &KeyResult, table: &Table, context: &mut Context) -> Vec<KeyResultNote> {
    let is_metric = matches!(table.file.content, FileContent::Overview(_));
    let before = of.quarters.iter().filter(|known| is_metric && known.quarter.year < table.deck.quarter.year);
    before.filter_map(|known| of_year_before(known, of, table, context)).collect()
}

fn of_year_before(known: &QuarterValue, of: &KeyResult, table: &Table, context: &mut Context) -> Option<KeyResultNote> {
    let said = known.said.as_ref()?;
    let value = match (&said.check_in.reading.said, &said.former) {
        (Said::Number, _) | (_, Some(_)) => {
            let cell = key_results::cell(known, of, of.forms.scale, table.deck.quarter, table.calendar);
            let parts: Vec<String> = cell.text.into_iter().chain(cell.unit).collect();
            parts.join(" ")
        }
        _ => said.check_in.reading.text.clone(),
    };
    let note = key_results::linked_note(known, context).unwrap_or_default();
    let value = Some(value).filter(|value| !value.is_empty());
    (value.is_some() || note != NoteView::default()).then(|| KeyResultNote {
        quarter: table.calendar.label(known.quarter),
        value,
        note,
    })
}
