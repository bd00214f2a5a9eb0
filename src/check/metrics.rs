//! The same metric stated twice in one deck, with different baselines or targets.

use std::collections::HashMap;

use crate::check::{Content, of_key_result};
use crate::model::book::{Deck, File, KeyResult};
use crate::model::diagnostic::{Code, Diagnostic};
use crate::model::progress::EPSILON;
use crate::model::quantity::Target;
use crate::model::quarter::Quarter;

/// Among so many of a metric's latest values three are looked for that another one has, too: three years.
const LATEST: usize = 12;

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
    deck.files.iter().flat_map(|file| file.content.key_results().map(move |of| Metric::of(file, of))).collect()
}

impl<'a> Metric<'a> {
    fn of(file: &'a File, of: &'a KeyResult) -> Self {
        let number = of.id.strip_prefix("kr").or_else(|| of.id.strip_prefix('m')).unwrap_or(&of.id);
        let is_position = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
        Self {
            file,
            of,
            id: Some(of.id.as_str()).filter(|_| of.id_written && !is_position),
            title: of.title.plain.to_lowercase(),
            values: of.quarters.iter().filter_map(|quarter| Some((quarter.quarter, quarter.value()?))).collect(),
        }
    }

    /// Every three of its values, not all of them round: whoever has the same three is the same metric.
    fn threes(&self) -> impl Iterator<Item = [Point; 3]> {
        let start = self.values.len().saturating_sub(LATEST);
        let points: Vec<(Point, bool)> =
            self.values[start..].iter().map(|(at, value)| (Point::of(*at, *value), is_round(*value))).collect();
        let count = points.len();
        let places = (0..count).flat_map(move |a| (a + 1..count).map(move |b| (a, b)));
        let places = places.flat_map(move |(a, b)| (b + 1..count).map(move |c| [a, b, c]));
        places.filter_map(move |three| {
            let three = three.map(|at| points[at]);
            three.iter().any(|(_, is_round)| !is_round).then(|| three.map(|(point, _)| point))
        })
    }
}

/// A value in a quarter. Values that are equal but for what arithmetic leaves at their ends are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Point {
    at: Quarter,
    /// The bits of the value in millionths.
    value: u64,
}

impl Point {
    fn of(at: Quarter, value: f64) -> Self {
        Self { at, value: ((value * 1e6).round() + 0.0).to_bits() }
    }
}

/// The metrics of a deck that were looked at, by what the same metric has in common.
#[derive(Default)]
struct Known<'a> {
    ids: HashMap<&'a str, Vec<usize>>,
    titles: HashMap<&'a str, usize>,
    /// The first one that has three values: looking them up takes no longer where many share one of them.
    values: HashMap<[Point; 3], usize>,
}

impl<'a> Known<'a> {
    /// The first one that is the same metric as the one with a number.
    fn twin(&self, all: &[Metric<'a>], number: usize) -> Option<usize> {
        let metric = &all[number];
        let same_ids = metric.id.and_then(|id| self.ids.get(id)).into_iter().flatten();
        let same_id = same_ids.copied().find(|other| same_unit(&all[*other], metric));
        let same_title = self.titles.get(metric.title.as_str()).copied();
        let same_values = metric.threes().filter_map(|three| self.values.get(&three).copied());
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
        // Where the title is missing it is not known what is measured.
        if !metric.title.is_empty() {
            self.titles.entry(&metric.title).or_insert(number);
        }
        for three in metric.threes() {
            self.values.entry(three).or_insert(number);
        }
    }
}

fn same_unit(a: &Metric, b: &Metric) -> bool {
    match (&a.of.unit, &b.of.unit) {
        (Some(a), Some(b)) => a.is_same(b),
        (a, b) => a == b,
    }
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
