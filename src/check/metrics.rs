//! The same metric stated twice in one deck, with different baselines or targets.

use crate::check::{Content, key_results, of_key_result};
use crate::model::book::{Deck, File, KeyResult};
use crate::model::diagnostic::{Code, Diagnostic};
use crate::model::progress::EPSILON;
use crate::model::quantity::{Target, Unit, is_same_unit};
use crate::model::quarter::Quarter;

/// A key result, and what of it is compared with others.
struct Metric<'a> {
    file: &'a File,
    of: &'a KeyResult,
    /// An id of the author's choice; `kr1` is nobody's choice.
    id: Option<&'a str>,
    title: String,
    values: Vec<(Quarter, f64)>,
}

/// `two-baselines`.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    for deck in &content.book.decks {
        let all = all(deck);
        for (number, Metric { file, of, .. }) in all.iter().enumerate() {
            // The first statement counts; the others are measured by it.
            let twin = all[..number].iter().find(|other| same_metric(other, &all[number]));
            let Some(Metric { file: other_file, of: other, .. }) = twin else { continue };
            let Some(key) = differs(other, of) else { continue };
            let text = |of: &KeyResult| match key {
                "baseline" => of.baseline_text.clone().unwrap_or_default(),
                _ => of.target_text.clone(),
            };
            let message = format!(
                "the same metric has the {key} `{}` in `{}/{}`, and `{}` here",
                text(other),
                other_file.id,
                other.id,
                text(of)
            );
            found.push(Diagnostic::new(Code::TwoBaselines, of_key_result(file, of, key), message).hint(
                "one metric has one baseline and one target: correct one of them, or say in the titles how they differ",
            ));
        }
    }
}

fn all(deck: &Deck) -> Vec<Metric<'_>> {
    deck.files.iter().flat_map(|file| key_results(file).into_iter().map(move |of| Metric::of(file, of))).collect()
}

impl<'a> Metric<'a> {
    fn of(file: &'a File, of: &'a KeyResult) -> Self {
        let number = of.id.trim_start_matches("kr").trim_start_matches('m');
        let is_position = number.chars().all(|digit| digit.is_ascii_digit());
        Self {
            file,
            of,
            id: Some(of.id.as_str()).filter(|_| of.id_written && !is_position),
            title: of.title.plain.to_lowercase(),
            values: of.quarters.iter().filter_map(|quarter| Some((quarter.quarter, quarter.value()?))).collect(),
        }
    }
}

fn same_metric(a: &Metric, b: &Metric) -> bool {
    same_id(a, b) || a.title == b.title || same_values(&a.values, &b.values)
}

/// The same id in the same unit.
fn same_id(a: &Metric, b: &Metric) -> bool {
    let same_unit = || match (&a.of.unit, &b.of.unit) {
        (Some(Unit::Words(a)), Some(Unit::Words(b))) => is_same_unit(a, b),
        (a, b) => a == b,
    };
    a.id.is_some() && a.id == b.id && same_unit()
}

/// Three equal values, not all round, in the same quarters: no chance.
fn same_values(a: &[(Quarter, f64)], b: &[(Quarter, f64)]) -> bool {
    let is_in_b = |(at, value): &&(Quarter, f64)| b.iter().any(|(other, v)| at == other && (value - v).abs() < EPSILON);
    let round = |value: &f64| value.abs() <= 10.0 || (value % 10.0).abs() < EPSILON;
    let (mut equal, mut all_round) = (0, true);
    for (_, value) in a.iter().filter(is_in_b) {
        equal += 1;
        all_round = all_round && round(value);
    }
    equal >= 3 && !all_round
}

fn differs(a: &KeyResult, b: &KeyResult) -> Option<&'static str> {
    let apart = |x: f64, y: f64| (x - y).abs() > EPSILON * x.abs().max(1.0);
    if let (Some(x), Some(y)) = (a.terms.baseline, b.terms.baseline)
        && apart(x, y)
    {
        return Some("baseline");
    }
    match (&a.terms.target, &b.terms.target) {
        (Target::Number { value: x, .. }, Target::Number { value: y, .. }) if apart(*x, *y) => Some("target"),
        _ => None,
    }
}
