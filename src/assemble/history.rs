//! What a team's earlier decks said: the memory from which values, spans and former wordings come.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::assemble::lineage::Lineages;
use crate::assemble::span::Stated;
use crate::assemble::units::Stating;
use crate::assemble::visible::VisibleDeck;
use crate::model::book::{Former, Restated};
use crate::model::document::{CheckIn, Content, Cycle, KeyResultHeader};
use crate::model::progress::EPSILON;
use crate::model::quantity::{digits, format_quantity};
use crate::model::quarter::Quarter;

/// A key result in an earlier deck.
pub struct Earlier<'a> {
    pub quarter: Quarter,
    pub path: &'a Arc<str>,
    /// Which one of its file it is.
    pub number: usize,
    pub due: Quarter,
    pub header: &'a KeyResultHeader,
}

/// An objective (or overview) in an earlier deck.
struct EarlierObjective<'a> {
    path: &'a Arc<str>,
    key_results: Vec<Earlier<'a>>,
}

/// All that a team's decks said so far, the earliest first.
#[derive(Default)]
pub struct Past<'a> {
    objectives: Vec<EarlierObjective<'a>>,
    lineages: Lineages<'a>,
}

/// One objective in earlier decks.
pub struct Life<'a> {
    /// The files that state it, the latest first. Of those of one quarter the first counts.
    files: Vec<&'a Arc<str>>,
    key_results: Vec<&'a Earlier<'a>>,
    lineages: Lineages<'a>,
}

impl<'a> Past<'a> {
    /// Adds a deck; decks are added in the order of their quarters.
    pub fn remember(&mut self, deck: &VisibleDeck<'a>, site_cycle: Cycle) {
        let quarter = deck.header.quarter;
        for file in &deck.files {
            let (was, due_written, cycle) = match &file.header.content {
                Content::Objective(written) => (written.was.as_deref(), written.due, written.cycle),
                Content::Overview(_) => (None, None, None),
                _ => continue,
            };
            let cycle = cycle.or(deck.header.cycle).unwrap_or(site_cycle);
            let stated = Stated { path: file.path, quarter, cycle, due: due_written };
            let key_results = file.header.content.key_results().enumerate().map(|(number, header)| {
                let due = stated.due(header.due);
                Earlier { quarter, path: file.path, number, due, header }
            });
            let key_results = key_results.collect();
            self.lineages.add((quarter, self.objectives.len()), &file.header.id, was);
            self.objectives.push(EarlierObjective { path: file.path, key_results });
        }
    }

    /// The life so far of the objective called `id`, formerly `was`.
    pub fn objective(&self, id: &str, was: Option<&str>) -> Life<'_> {
        let found = self.lineages.of(id, was);
        let files = found.iter().map(|(_, number)| self.objectives[*number].path).collect();
        // One objective a quarter: what stood beside it and became one with it keeps its key results.
        let mut counting = found;
        counting.dedup_by_key(|(quarter, _)| *quarter);
        let mut key_results = Vec::new();
        let mut lineages = Lineages::default();
        for (quarter, number) in counting.into_iter().rev() {
            for earlier in &self.objectives[number].key_results {
                let was = earlier.header.was.as_deref();
                lineages.add((quarter, key_results.len()), &earlier.header.id, was);
                key_results.push(earlier);
            }
        }
        Life { files, key_results, lineages }
    }

    /// The former and the present wording of `objective-id/kr-id`, as seen from `deck`.
    pub fn wording(&self, reference: &str, deck: &VisibleDeck) -> (Wording, Wording) {
        let Some((objective, id)) = reference.split_once('/') else {
            return (None, None);
        };
        let Some(file) = deck.files.iter().find(|file| file.header.id == objective) else {
            return (None, None);
        };
        let content = &file.header.content;
        let Some(now) = content.key_results().find(|key_result| key_result.id == id) else { return (None, None) };
        let was = if let Content::Objective(written) = content { written.was.as_deref() } else { None };
        let life = self.objective(objective, was);
        let mut since = deck.header.quarter;
        let before = life.key_result(now).into_iter().find_map(|earlier| {
            if earlier.header.title.plain == now.title.plain {
                since = earlier.quarter;
                return None;
            }
            Some((Some(earlier.quarter), earlier.header.title.plain.clone()))
        });
        (before, Some((Some(since), now.title.plain.clone())))
    }
}

/// A wording, and the quarter of the deck that states it.
pub type Wording = Option<(Option<Quarter>, String)>;

impl<'a> Life<'a> {
    /// The files that state it, the latest first. Of those of one quarter the first counts.
    pub fn files(&self) -> impl Iterator<Item = &Arc<str>> {
        self.files.iter().copied()
    }

    /// The earlier statements of a key result under its present and former ids, one a quarter, the latest first.
    pub fn key_result(&self, now: &KeyResultHeader) -> Vec<&'a Earlier<'a>> {
        let mut found = self.lineages.of(&now.id, now.was.as_deref());
        found.dedup_by_key(|(quarter, _)| *quarter);
        found.into_iter().map(|(_, number)| self.key_results[number]).collect()
    }
}

/// What was said of a quarter, and who says it.
pub struct Said<'a> {
    pub check_in: Cow<'a, CheckIn>,
    pub by: Stating<'a>,
    /// It is a number in another unit than the present one.
    pub former: Option<Box<Former>>,
}

/// What was said of each quarter.
pub type Row<'a> = BTreeMap<Quarter, Said<'a>>;

/// What was said of each quarter up to the deck's own: the last statement of each, the earlier decks' first; and the
/// numbers that this deck, the last of all, gives otherwise than an earlier one, or takes back.
pub fn statements<'a>(statings: &[Stating<'a>]) -> (Row<'a>, Vec<Restated>) {
    let mut said = BTreeMap::new();
    let mut restated = Vec::new();
    for (number, by) in statings.iter().enumerate() {
        let Stating { header, quarter, path, .. } = *by;
        let is_now = number + 1 == statings.len();
        let own = header.check_in.iter().map(|check_in| (quarter, check_in));
        let others = header.check_ins.iter().map(|(at, check_in)| (at.resolve(quarter), check_in));
        for (at, check_in) in others.chain(own).filter(|(at, _)| *at <= quarter) {
            let now = Said { check_in: Cow::Borrowed(check_in), by: *by, former: None };
            if let (true, Some(before)) = (is_now, said.insert(at, now))
                && before.by.path != path
                && is_otherwise(&before, check_in, by)
            {
                let (before, after) = otherwise(&before, check_in, by);
                let said = check_in.reading.said.clone();
                restated.push(Restated { quarter: at, before, after, said, at: check_in.at.clone() });
            }
        }
    }
    (said, restated)
}

/// What was said and what is said now, as they are written; where that is the same, as a change of another baseline is, the numbers
/// that they come to.
fn otherwise(before: &Said, now: &CheckIn, by: &Stating) -> (String, String) {
    let (then, now) = (&before.check_in.reading, &now.reading);
    let print = |value, unit| format_quantity(value, digits(value), unit);
    match (then.value, now.value) {
        (Some(old), Some(new)) if then.text == now.text => (print(old, before.by.unit), print(new, by.unit)),
        _ if now.text.is_empty() => (then.text.clone(), "—".to_owned()),
        _ => (then.text.clone(), now.text.clone()),
    }
}

/// Whether a number is another one now, or none any more. One that cannot be read is told as such; one in another unit is no other
/// number.
fn is_otherwise(before: &Said, now: &CheckIn, by: &Stating) -> bool {
    let (before, then) = (&before.check_in.reading, before.by);
    let now = &now.reading;
    match (before.value, now.value) {
        (Some(old), Some(new)) => {
            let is_other = (old - new).abs() > EPSILON * old.abs().max(1.0);
            is_other && then.measure_of(before).is_same(by.measure_of(now))
        }
        (Some(_), None) => now.doubts.is_empty(),
        (None, _) => false,
    }
}
