//! The same metric stated twice in one deck, with different baselines or targets.

use crate::check::{Content, key_results, of_key_result};
use crate::model::book::{Deck, File, KeyResult};
use crate::model::diagnostic::{Code, Diagnostic};
use crate::model::progress::EPSILON;
use crate::model::quantity::{Target, Unit, is_same_unit};
use crate::model::quarter::Quarter;

/// `two-baselines`.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    for deck in &content.book.decks {
        let all = all(deck);
        for (number, (file, of)) in all.iter().enumerate() {
            // The first statement counts; the others are measured by it.
            let twin = all[..number].iter().find(|(_, other)| same_metric(other, of));
            let Some((other_file, other)) = twin else { continue };
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

fn all(deck: &Deck) -> Vec<(&File, &KeyResult)> {
    deck.files.iter().flat_map(|file| key_results(file).into_iter().map(move |of| (file, of))).collect()
}

fn same_metric(a: &KeyResult, b: &KeyResult) -> bool {
    let folded = |of: &KeyResult| of.title.plain.to_lowercase();
    same_id(a, b) || folded(a) == folded(b) || same_values(a, b)
}

/// The same id of the author's choice in the same unit; `kr1` is nobody's choice.
fn same_id(a: &KeyResult, b: &KeyResult) -> bool {
    let number = a.id.trim_start_matches("kr").trim_start_matches('m');
    let is_position = number.chars().all(|digit| digit.is_ascii_digit());
    let same_unit = match (&a.unit, &b.unit) {
        (Some(Unit::Words(a)), Some(Unit::Words(b))) => is_same_unit(a, b),
        (a, b) => a == b,
    };
    a.id_written && b.id_written && a.id == b.id && !is_position && same_unit
}

/// Three equal values, not all round, in the same quarters: no chance.
fn same_values(a: &KeyResult, b: &KeyResult) -> bool {
    let values = |of: &KeyResult| -> Vec<(Quarter, f64)> {
        of.quarters.iter().filter_map(|quarter| Some((quarter.quarter, quarter.value()?))).collect()
    };
    let (a, b) = (values(a), values(b));
    let equal: Vec<f64> = a
        .iter()
        .filter(|(at, value)| b.iter().any(|(other, v)| at == other && (value - v).abs() < EPSILON))
        .map(|(_, v)| *v)
        .collect();
    let round = |value: &f64| value.abs() <= 10.0 || (value % 10.0).abs() < EPSILON;
    equal.len() >= 3 && !equal.iter().all(round)
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
