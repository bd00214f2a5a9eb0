//! `okrs.csv`: a row per key result (or metric) and quarter.

use crate::model::book::{Book, FileContent, KeyResult};
use crate::model::document::Status;
use crate::model::quantity::Target;
use crate::model::quarter::Calendar;

const COLUMNS: [&str; 19] = [
    "deck",
    "team",
    "deck_quarter",
    "objective",
    "objective_title",
    "key_result",
    "key_result_title",
    "direction",
    "unit",
    "baseline",
    "target",
    "due",
    "quarter",
    "value",
    "text",
    "note",
    "progress",
    "expected",
    "status",
];

/// The site's numbers as RFC 4180 text. A text that a spreadsheet would run as a formula gets a leading `'`.
pub fn okrs_csv(book: &Book) -> Vec<u8> {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing into memory cannot fail.
    let _ = writer.write_record(COLUMNS);
    let calendar = book.site.calendar;
    for deck in &book.decks {
        let head = [deck.folder.clone() + "/", deck.team.name.clone(), calendar.label(deck.quarter)];
        for file in &deck.files {
            let key_results: Vec<&KeyResult> = match &file.content {
                FileContent::Objective(objective) => objective.key_results.iter().collect(),
                FileContent::Overview(overview) => {
                    overview.outcomes.iter().flat_map(|outcome| &outcome.metrics).collect()
                }
                FileContent::Change(_) | FileContent::AsWritten(_) => continue,
            };
            for key_result in key_results {
                for row in rows(key_result, calendar) {
                    let title = [file.id.clone(), file.title.plain.clone()];
                    let _ = writer.write_record(head.iter().chain(&title).chain(&row).map(|text| harmless(text)));
                }
            }
        }
    }
    writer.into_inner().unwrap_or_default()
}

fn rows(of: &KeyResult, calendar: Calendar) -> impl Iterator<Item = [String; 14]> {
    let target = match of.terms.target {
        Target::Number { value, .. } => value.to_string(),
        Target::Milestones { count } => count.to_string(),
        Target::Limit { .. } | Target::YesNo | Target::Words => of.target_text.clone(),
    };
    of.quarters.iter().map(move |quarter| {
        let reading = quarter.said.as_ref().map(|said| &said.check_in);
        [
            of.id.clone(),
            of.title.plain.clone(),
            of.way.as_str().to_owned(),
            of.unit.as_ref().map(ToString::to_string).unwrap_or_default(),
            number(of.terms.baseline),
            target.clone(),
            calendar.label(of.terms.due),
            calendar.label(quarter.quarter),
            number(quarter.value()),
            reading.map(|said| said.reading.text.clone()).unwrap_or_default(),
            reading.and_then(super::super::model::document::CheckIn::full_note).unwrap_or_default(),
            number(quarter.standing.progress),
            number(quarter.standing.expected),
            quarter.status.map_or("", Status::as_str).to_owned(),
        ]
    })
}

fn number(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Numbers stay as they are; a text that begins like a formula is quoted the spreadsheets' way.
fn harmless(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    if formula { format!("'{text}") } else { text.to_owned() }
}
