//! `okrs.csv`: a row per key result (or metric) and quarter.

use std::borrow::Cow;

use crate::model::artifact::Chunk;
use crate::model::book::{Deck, KeyResult, QuarterValue};
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
pub fn okrs_csv(decks: Vec<Chunk>) -> Vec<Chunk> {
    let head = Chunk::new(format!("{}\r\n", COLUMNS.join(",")));
    std::iter::once(head).chain(decks).collect()
}

/// A deck's rows of `okrs.csv`. A text that a spreadsheet would run as a formula gets a leading `'`.
pub fn deck_csv(deck: &Deck, calendar: Calendar) -> Vec<u8> {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    let folder = format!("{}/", deck.folder);
    let head = [harmless(&folder), harmless(&deck.team.name), calendar.label(deck.quarter).into()];
    for file in &deck.files {
        let title = [harmless(&file.id), harmless(&file.title.plain)];
        for of in file.content.key_results() {
            let terms = terms(of, calendar);
            for quarter in &of.quarters {
                let fields = head.iter().chain(&title).chain(&terms);
                // Writing into memory cannot fail.
                let _ = writer.write_record(fields.chain(&values(quarter, calendar)).map(|field| field.as_bytes()));
            }
        }
    }
    writer.into_inner().unwrap_or_default()
}

/// What all rows of a key result say.
fn terms(of: &KeyResult, calendar: Calendar) -> [Cow<'_, str>; 7] {
    [
        harmless(&of.id),
        harmless(&of.title.plain),
        of.way.as_str().into(),
        of.unit.as_ref().map_or(Cow::default(), |unit| harmless(unit.as_str())),
        number(of.terms.baseline),
        match of.terms.target {
            Target::Number { value, .. } | Target::Milestones { count: value } => number(Some(value)),
            Target::Limit { .. } | Target::YesNo | Target::Words => harmless(&of.target_text),
        },
        calendar.label(of.terms.due).into(),
    ]
}

/// What a row says of its quarter.
fn values(quarter: &QuarterValue, calendar: Calendar) -> [Cow<'_, str>; 7] {
    let check_in = quarter.said.as_ref().map(|said| &said.check_in);
    let note = check_in.and_then(CheckIn::full_note).unwrap_or_default();
    [
        calendar.label(quarter.quarter).into(),
        number(quarter.value()),
        check_in.map_or(Cow::default(), |check_in| harmless(&check_in.reading.text)),
        harmless(&note).into_owned().into(),
        number(quarter.standing.progress),
        number(quarter.standing.expected),
        quarter.status.map_or("", Status::as_str).into(),
    ]
}

fn number(value: Option<f64>) -> Cow<'static, str> {
    // There is no negative zero.
    value.map_or(Cow::default(), |value| (value + 0.0).to_string().into())
}

/// A text that a spreadsheet would run as a formula, quoted the spreadsheets' way.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}").into() } else { text.into() }
}
