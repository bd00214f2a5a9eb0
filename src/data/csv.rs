//! `okrs.csv`: a row per key result (or metric) and quarter.

use crate::model::artifact::Part;
use crate::model::book::{Deck, KeyResult};
use crate::model::document::{CheckIn, Status};
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

/// The site's numbers as RFC 4180 text, of the decks' [`deck_csv`].
pub fn okrs_csv(decks: Vec<Part>) -> Vec<Part> {
    let head = Part::new(format!("{}\r\n", COLUMNS.join(",")));
    std::iter::once(head).chain(decks).collect()
}

/// A deck's rows of `okrs.csv`. A text that a spreadsheet would run as a formula gets a leading `'`.
pub fn deck_csv(deck: &Deck, calendar: Calendar) -> Vec<u8> {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    let head = [harmless(&format!("{}/", deck.folder)), harmless(&deck.team.name), calendar.label(deck.quarter)];
    for file in &deck.files {
        let title = [harmless(&file.id), harmless(&file.title.plain)];
        for key_result in file.content.key_results() {
            for row in rows(key_result, calendar) {
                // Writing into memory cannot fail.
                let _ = writer.write_record(head.iter().chain(&title).chain(&row));
            }
        }
    }
    writer.into_inner().unwrap_or_default()
}

fn rows(of: &KeyResult, calendar: Calendar) -> impl Iterator<Item = [String; 14]> {
    let target = match of.terms.target {
        Target::Number { value, .. } | Target::Milestones { count: value } => value.to_string(),
        Target::Limit { .. } | Target::YesNo | Target::Words => harmless(&of.target_text),
    };
    of.quarters.iter().map(move |quarter| {
        let reading = quarter.said.as_ref().map(|said| &said.check_in);
        let text = |text: Option<String>| harmless(&text.unwrap_or_default());
        [
            harmless(&of.id),
            harmless(&of.title.plain),
            of.way.as_str().to_owned(),
            text(of.unit.as_ref().map(ToString::to_string)),
            number(of.terms.baseline),
            target.clone(),
            calendar.label(of.terms.due),
            calendar.label(quarter.quarter),
            number(quarter.value()),
            text(reading.map(|said| said.reading.text.clone())),
            text(reading.and_then(CheckIn::full_note)),
            number(quarter.standing.progress),
            number(quarter.standing.expected),
            quarter.status.map_or("", Status::as_str).to_owned(),
        ]
    })
}

fn number(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A text that a spreadsheet would run as a formula, quoted the spreadsheets' way.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
