//! The lives of a team's objectives and key results: the same thing, followed through all decks and names.

use std::collections::HashMap;

use crate::model::book::{Deck, File, FileContent, KeyResult, Objective, QuarterValue};
use crate::model::document::{CheckIn, Counts};
use crate::model::quantity::Said;
use crate::model::quarter::Quarter;

/// An objective through all of its team's decks.
pub struct Life<'a> {
    /// The id it has now.
    pub id: &'a str,
    /// Ids it had before.
    pub former: Vec<&'a str>,
    /// Where it appears, the oldest first; at least one.
    pub appearances: Vec<Appearance<'a>>,
}

/// An objective in one deck.
#[derive(Clone, Copy)]
pub struct Appearance<'a> {
    pub deck: &'a Deck,
    pub file: &'a File,
    pub objective: &'a Objective,
}

/// A key result through all decks that have its objective.
pub struct KeyResultLife<'a> {
    /// The oldest first; at least one.
    pub appearances: Vec<(Appearance<'a>, &'a KeyResult)>,
}

impl<'a> Life<'a> {
    /// The newest appearance.
    pub fn last(&self) -> Appearance<'a> {
        self.appearances[self.appearances.len() - 1]
    }

    /// The lives of its key results: those of the newest deck first, in their order, then those that are over.
    pub fn key_results(&self) -> Vec<KeyResultLife<'a>> {
        let mut lives: Vec<KeyResultLife> = Vec::new();
        let mut by_id: HashMap<&str, usize> = HashMap::new();
        for appearance in &self.appearances {
            for of in &appearance.objective.key_results {
                let known = by_id.get(of.id.as_str()).copied();
                let known = known.or_else(|| of.was.as_deref().and_then(|was| by_id.remove(was)));
                let at = known.unwrap_or_else(|| {
                    lives.push(KeyResultLife { appearances: Vec::new() });
                    lives.len() - 1
                });
                by_id.insert(&of.id, at);
                lives[at].appearances.push((*appearance, of));
            }
        }
        let newest = self.last();
        let in_newest = newest.objective.key_results.iter().enumerate().rev();
        let order: HashMap<&str, usize> = in_newest.map(|(at, of)| (of.id.as_str(), at)).collect();
        let place = |life: &KeyResultLife| {
            let (appearance, of) = life.last();
            let here = std::ptr::eq(appearance.deck, newest.deck);
            order.get(of.id.as_str()).copied().filter(|_| here).unwrap_or(usize::MAX)
        };
        lives.sort_by_key(place);
        lives
    }
}

impl<'a> KeyResultLife<'a> {
    /// The newest appearance.
    pub fn last(&self) -> (Appearance<'a>, &'a KeyResult) {
        self.appearances[self.appearances.len() - 1]
    }

    /// The first and the last quarter of which anything is known.
    pub fn span(&self) -> (Quarter, Quarter) {
        let known = self.appearances.iter().flat_map(|(_, of)| &of.quarters).map(|known| known.quarter);
        let end = self.last().0.deck.quarter;
        (known.min().unwrap_or(end).min(end), end)
    }

    /// What is known of a quarter, with the deck that tells it: the last deck that says something of it wins. One that only
    /// repeats what the quarter's own deck said changes nothing.
    pub fn at(&self, quarter: Quarter) -> Option<(Appearance<'a>, &'a KeyResult, &'a QuarterValue)> {
        let later = self.appearances.iter().filter(|(appearance, _)| appearance.deck.quarter >= quarter);
        let known = later.filter_map(|(appearance, of)| {
            let known = of.quarters.iter().find(|known| known.quarter == quarter)?;
            Some((*appearance, *of, known))
        });
        let mut known = known.peekable();
        let mut told = *known.peek()?;
        for (appearance, of, value) in known {
            let says_so = value.said.as_ref().is_some_and(|said| said.path == appearance.file.path);
            if says_so && !repeats(value, told.2) {
                told = (appearance, of, value);
            }
        }
        Some(told)
    }

    /// As the last deck states it whose span a quarter lies in; of quarters to come as the newest does.
    pub fn in_span(&self, quarter: Quarter) -> Option<&'a KeyResult> {
        let (newest, of) = self.last();
        if quarter > newest.deck.quarter {
            return Some(of);
        }
        let spans = self.appearances.iter().rev();
        let holds = |(at, of): &&(Appearance, &KeyResult)| of.terms.start <= quarter && quarter <= at.deck.quarter;
        spans.copied().find(|span| holds(&span)).map(|(_, of)| of)
    }

    /// The values that progress is computed from, given the quarters' own: counts per quarter add up, each span's for itself.
    pub fn running(&self, own: &[(Quarter, Option<f64>)]) -> Vec<Option<f64>> {
        let value = |(quarter, value): &(Quarter, Option<f64>)| {
            let terms = self.in_span(*quarter).map(|of| &of.terms);
            let Some(terms) = terms.filter(|terms| terms.counts == Counts::PerQuarter) else { return *value };
            let so_far = own.iter().filter(|(at, _)| (terms.start..=*quarter).contains(at));
            value.and(Some(so_far.filter_map(|(_, value)| *value).sum()))
        };
        own.iter().map(value).collect()
    }
}

/// Whether the same was said of a quarter as before, however it is written.
fn repeats(now: &QuarterValue, before: &QuarterValue) -> bool {
    let (Some(now), Some(before)) = (&now.said, &before.said) else { return now.said.is_none() };
    let (now, before) = (&now.check_in, &before.check_in);
    let said = |check_in: &CheckIn| {
        let reading = &check_in.reading;
        let words = reading.value.is_none().then(|| reading.said.clone());
        (reading.value, words, reading.out_of, reading.claims.clone(), check_in.full_note())
    };
    let is_text = now.reading.said == Said::Text;
    said(now) == said(before) && (!is_text || now.reading.text == before.reading.text)
}

/// The lives in a team's decks, which stand with the oldest first. Lives of the newest deck come first, in running order;
/// then those that are over, the latest first.
pub fn of_team<'a>(decks: &[&'a Deck]) -> Vec<Life<'a>> {
    let mut lives: Vec<Life> = Vec::new();
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    for deck in decks {
        for file in &deck.files {
            let FileContent::Objective(objective) = &file.content else { continue };
            let mut at = by_id.get(file.id.as_str()).copied();
            if at.is_none()
                && let Some(was) = objective.was.as_deref()
                && let Some(found) = by_id.remove(was)
            {
                lives[found].former.push(was);
                at = Some(found);
            }
            let at = at.unwrap_or_else(|| {
                lives.push(Life { id: &file.id, former: Vec::new(), appearances: Vec::new() });
                lives.len() - 1
            });
            by_id.insert(&file.id, at);
            lives[at].id = &file.id;
            lives[at].appearances.push(Appearance { deck, file, objective });
        }
    }
    let newest = decks.last().map(|deck| deck.quarter);
    let place = |life: &Life| {
        let Appearance { deck, file, .. } = life.last();
        let order = deck.files.iter().position(|other| std::ptr::eq(other, file)).unwrap_or(0);
        (Some(deck.quarter) != newest, std::cmp::Reverse(deck.quarter), order)
    };
    lives.sort_by_key(place);
    lives
}
