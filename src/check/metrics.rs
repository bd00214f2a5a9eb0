//! The same metric stated twice in one deck, with different baselines or targets.

use std::collections::HashMap;

use crate::check::{Content, key_results, of_key_result};
use crate::model::book::{Deck, File, KeyResult};
use crate::model::diagnostic::{Code, Diagnostic};
use crate::model::progress::EPSILON;
use crate::model::quantity::{Target, Unit, is_same_unit};
use crate::model::quarter::Quarter;

/// So many equal values are no chance.
const EQUAL: usize = 3;

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
        let mut known = Known::default();
        for (number, Metric { file, of, .. }) in all.iter().enumerate() {
            // The first statement counts; the others are measured by it.
            let twin = known.twin(&all, number);
            known.add(&all, number);
            let Some(Metric { file: other_file, of: other, .. }) = twin.map(|twin| &all[twin]) else { continue };
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

    /// The values that are not round, where there are enough for others to be equal. Values that are equal but for what
    /// arithmetic leaves at their ends are one.
    fn telling(&self) -> impl Iterator<Item = (Quarter, i64)> {
        let values = self.values.iter().filter(|(_, value)| self.values.len() >= EQUAL && !is_round(*value));
        values.map(|(at, value)| (*at, (value * 1e6).round() as i64))
    }
}

/// The metrics of a deck that were looked at, by what the same metric has in common.
#[derive(Default)]
struct Known<'a> {
    ids: HashMap<&'a str, Vec<usize>>,
    titles: HashMap<&'a str, usize>,
    /// Those with as many values as must be equal, by each value that is not round: one of those that are equal is none.
    values: HashMap<(Quarter, i64), Vec<usize>>,
}

impl<'a> Known<'a> {
    /// The first one that is the same metric as the one with a number.
    fn twin(&self, all: &[Metric<'a>], number: usize) -> Option<usize> {
        let metric = &all[number];
        let same_ids = metric.id.and_then(|id| self.ids.get(id)).into_iter().flatten();
        let same_id = same_ids.copied().find(|other| same_unit(&all[*other], metric));
        let same_title = self.titles.get(metric.title.as_str()).copied();
        let same_values = metric.telling().filter_map(|value| {
            let mut valued = self.values.get(&value)?.iter().copied();
            valued.find(|other| same_values(&all[*other].values, &metric.values))
        });
        [same_id, same_title].into_iter().flatten().chain(same_values).min()
    }

    fn add(&mut self, all: &'a [Metric<'a>], number: usize) {
        let metric = &all[number];
        if let Some(id) = metric.id {
            let of_id = self.ids.entry(id).or_default();
            // Of those in one unit the first counts.
            if !of_id.iter().any(|other| same_unit(&all[*other], metric)) {
                of_id.push(number);
            }
        }
        self.titles.entry(&metric.title).or_insert(number);
        for value in metric.telling() {
            self.values.entry(value).or_default().push(number);
        }
    }
}

fn same_unit(a: &Metric, b: &Metric) -> bool {
    match (&a.of.unit, &b.of.unit) {
        (Some(Unit::Words(a)), Some(Unit::Words(b))) => is_same_unit(a, b),
        (a, b) => a == b,
    }
}

/// Three equal values, not all round, in the same quarters: no chance.
fn same_values(a: &[(Quarter, f64)], b: &[(Quarter, f64)]) -> bool {
    let is_in_b = |(at, value): &&(Quarter, f64)| b.iter().any(|(other, v)| at == other && (value - v).abs() < EPSILON);
    let (mut equal, mut all_round) = (0, true);
    for (_, value) in a.iter().filter(is_in_b) {
        equal += 1;
        all_round = all_round && is_round(*value);
    }
    equal >= EQUAL && !all_round
}

/// A small whole number, or one that ends in 0. A score such as 3.8 is as telling as 2,122.
fn is_round(value: f64) -> bool {
    let is_small = value.abs() <= 10.0 && (value - value.round()).abs() < EPSILON;
    is_small || (value % 10.0).abs() < EPSILON
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
