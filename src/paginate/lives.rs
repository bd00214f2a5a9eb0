//! The lives of a team's objectives and key results: the same thing, followed through all decks and names.

mod told;

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use crate::model::book::{Deck, File, FileContent, KeyResult, Objective};
use crate::model::document::Counts;
use crate::model::quantity::Scale;
use crate::model::quarter::Quarter;
pub use told::Told;

/// An objective through all of its team's decks.
pub struct Life<'a> {
    /// The id it has now.
    pub id: &'a str,
    /// Ids it had before, each with the last quarter in which it had it.
    pub former: Vec<(&'a str, Quarter)>,
    /// Where it appears, the oldest first; at least one.
    pub appearances: Vec<Appearance<'a>>,
    /// The same, with those of objectives that stood beside it in a deck and became one with it.
    all: Vec<Appearance<'a>>,
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
    fn of(all: Vec<Appearance<'a>>) -> Self {
        let newest = all.last().map(|last| last.objective);
        // Of two in one deck the newest tells first which one it was itself.
        let told = |at: &Appearance| newest.and_then(|of| of.earlier.iter().position(|path| *path == at.file.path));
        let beside = |at: &&Appearance| {
            let stands_before = |other: &Appearance| std::ptr::eq(other.deck, at.deck) && told(other) < told(at);
            all.iter().any(stands_before)
        };
        let appearances: Vec<Appearance> = all.iter().filter(|at| !beside(at)).copied().collect();
        let id = appearances.last().map_or("", |last| &last.file.id);
        let mut former: Vec<(&str, Quarter)> = Vec::new();
        for at in all.iter().filter(|at| at.file.id != id) {
            match former.iter_mut().find(|(former, _)| *former == at.file.id) {
                Some((_, last)) => *last = at.deck.quarter,
                None => former.push((&at.file.id, at.deck.quarter)),
            }
        }
        Self { id, former, appearances, all }
    }

    /// The newest appearance.
    pub fn last(&self) -> Appearance<'a> {
        self.appearances[self.appearances.len() - 1]
    }

    /// The lives of its key results: those of the newest deck first, in their order, then those that are over.
    pub fn key_results(&self) -> Vec<KeyResultLife<'a>> {
        let stated: Vec<(Appearance, usize, &KeyResult)> = self
            .all
            .iter()
            .flat_map(|at| at.objective.key_results.iter().enumerate().map(|(number, of)| (*at, number, of)))
            .collect();
        let place = |(at, number, _): &(Appearance<'a>, usize, _)| (&*at.file.path, *number);
        let numbers: HashMap<(&str, usize), usize> =
            stated.iter().enumerate().map(|(number, of)| (place(of), number)).collect();
        // Two decks of one quarter may state the same: only there the id says so.
        let name = |(at, _, of): &(Appearance<'a>, usize, &'a KeyResult)| (&*at.file.id, &*of.id, at.deck.quarter);
        let mut same: HashMap<(&str, &str, Quarter), Vec<usize>> = HashMap::new();
        for (number, of) in stated.iter().enumerate() {
            same.entry(name(of)).or_default().push(number);
        }
        let statements = stated.iter().map(|of| {
            let earlier = of.2.earlier.iter().filter_map(|(path, number)| numbers.get(&(&**path, *number)));
            let earlier = earlier.filter_map(|at| same.get(&name(&stated[*at]))).flatten().copied();
            (name(of), earlier.collect())
        });
        let mut lives = joined(&statements.collect::<Vec<_>>());
        let newest = self.last();
        lives.sort_by_key(|life| {
            let last = life.last().copied().unwrap_or_default();
            let is_here = std::ptr::eq(stated[last].0.deck, newest.deck);
            (!is_here, if is_here { Some(last) } else { life.first().copied() })
        });
        let life = |life: BTreeSet<usize>| KeyResultLife {
            appearances: life.into_iter().map(|at| (stated[at].0, stated[at].2)).collect(),
        };
        lives.into_iter().map(life).collect()
    }
}

impl<'a> KeyResultLife<'a> {
    /// The newest appearance.
    pub fn last(&self) -> (Appearance<'a>, &'a KeyResult) {
        self.appearances[self.appearances.len() - 1]
    }

    /// The first and the last quarter in which it was there: from its first deck on, or from an earlier quarter of which a deck says
    /// anything.
    pub fn span(&self) -> (Quarter, Quarter) {
        let begun = self.appearances.first().map(|(appearance, _)| appearance.deck.quarter);
        let known = self.appearances.iter().flat_map(|(_, of)| of.said_before.iter().chain(&of.quarters));
        let known =
            known.filter(|known| known.said.is_some() || Some(known.quarter) >= begun).map(|known| known.quarter);
        let end = self.last().0.deck.quarter;
        (known.min().unwrap_or(end).min(end), end)
    }

    /// The promise that stood in a quarter: as the quarter's own deck states it, else the first one after whose span the quarter lies
    /// in, else the last one before that was not due yet; of quarters to come the newest. What was measured in another unit than now
    /// promises nothing of the same.
    pub fn promise(&self, quarter: Quarter) -> Option<&'a KeyResult> {
        let (newest, now) = self.last();
        if quarter > newest.deck.quarter {
            return Some(now);
        }
        let is_like = |of: &KeyResult| of.measure().is_same(now.measure());
        let holds = |(at, of): &&(Appearance, &KeyResult)| {
            of.terms.start <= quarter && quarter <= at.deck.quarter && is_like(of)
        };
        let goes_on =
            |(at, of): &&(Appearance, &KeyResult)| at.deck.quarter < quarter && quarter <= of.terms.due && is_like(of);
        let mut newest_first = self.appearances.iter().rev();
        let found = match self.appearances.iter().find(holds) {
            // Of two decks of one quarter the last counts.
            Some((own, _)) => newest_first.find(|stated| stated.0.deck.quarter == own.deck.quarter && holds(stated)),
            None => newest_first.find(goes_on),
        };
        found.map(|(_, of)| *of)
    }

    /// What its numbers are printed in, from its first quarter to its last: as its newest deck has them that has large ones.
    pub fn scale(&self) -> Scale {
        let mut newest_first = self.appearances.iter().rev().map(|(_, of)| of.forms.scale);
        let scale = newest_first.find(|scale| *scale != Scale::Each).unwrap_or_default();
        let known = self.appearances.iter().flat_map(|(_, of)| of.said_before.iter().chain(&of.quarters));
        let said = known.filter_map(|known| known.measured().map(|measured| (measured.value, measured.decimals)));
        scale.holding(&said.collect::<Vec<_>>())
    }

    /// The values that progress is computed from, given the quarters' own: counts per quarter add up, each span's for itself.
    pub fn running(&self, own: &[(Quarter, Option<f64>)]) -> Vec<Option<f64>> {
        let value = |(quarter, value): &(Quarter, Option<f64>)| {
            let terms = self.promise(*quarter).map(|of| &of.terms);
            let Some(terms) = terms.filter(|terms| terms.counts == Counts::PerQuarter) else { return *value };
            let so_far = own.iter().filter(|(at, _)| (terms.start..=*quarter).contains(at));
            value.and(Some(so_far.filter_map(|(_, value)| *value).sum()))
        };
        own.iter().map(value).collect()
    }
}

/// The lives in a team's decks, which stand with the oldest first. Lives of the newest deck come first, in running order;
/// then those that are over, the latest first.
pub fn of_team<'a>(decks: &[&'a Deck]) -> Vec<Life<'a>> {
    let mut stated = Vec::new();
    for deck in decks {
        stated.extend(deck.files.iter().filter_map(|file| match &file.content {
            FileContent::Objective(objective) => Some(Appearance { deck, file, objective }),
            _ => None,
        }));
    }
    let numbers: HashMap<&str, usize> =
        stated.iter().enumerate().map(|(number, at)| (&*at.file.path, number)).collect();
    let statements = stated.iter().map(|at| {
        let earlier = at.objective.earlier.iter().filter_map(|path| numbers.get(&**path).copied());
        (at.file.id.as_str(), earlier.collect())
    });
    let lives = joined(&statements.collect::<Vec<_>>());
    let life = |life: BTreeSet<usize>| Life::of(life.into_iter().map(|at| stated[at]).collect());
    let mut lives: Vec<Life> = lives.into_iter().rev().map(life).collect();
    let newest = decks.last().map(|deck| deck.quarter);
    let place = |life: &Life| {
        let Appearance { deck, file, .. } = life.last();
        let order = deck.files.iter().position(|other| std::ptr::eq(other, file)).unwrap_or(0);
        (Some(deck.quarter) != newest, std::cmp::Reverse(deck.quarter), order)
    };
    lives.sort_by_key(place);
    lives
}

/// The lives that statements belong to, as their numbers. Statements stand with the oldest first: a name, and the numbers of the
/// earlier statements of the same thing, as its deck found them. So the newest statement of a thing says which ones before it are
/// of its life; one that no later statement tells of ends a life, or belongs to that of the same name.
fn joined<N: Eq + Hash>(statements: &[(N, Vec<usize>)]) -> Vec<BTreeSet<usize>> {
    let mut lives: Vec<BTreeSet<usize>> = Vec::new();
    let mut by_name: HashMap<&N, usize> = HashMap::new();
    let mut is_told = vec![false; statements.len()];
    for (number, (name, earlier)) in statements.iter().enumerate().rev() {
        if is_told[number] {
            continue;
        }
        let life = *by_name.entry(name).or_insert(lives.len());
        if life == lives.len() {
            lives.push(BTreeSet::new());
        }
        for at in earlier.iter().copied().chain([number]) {
            is_told[at] = true;
            lives[life].insert(at);
        }
    }
    lives
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn lives_are_what_the_newest_statements_tell() {
        let lives = |statements: &[(&str, &[usize])]| {
            let owned: Vec<_> = statements.iter().map(|(id, earlier)| (*id, earlier.to_vec())).collect();
            joined(&owned).into_iter().map(|life| life.into_iter().collect()).collect::<Vec<Vec<usize>>>()
        };
        // The former id is said one quarter late.
        assert_eq!(lives(&[("a", &[]), ("b", &[]), ("b", &[1, 0])]), [[0, 1, 2]]);
        // The former id is given to another thing.
        assert_eq!(lives(&[("a", &[]), ("b", &[0]), ("b", &[1, 0]), ("a", &[])]), [vec![3], vec![0, 1, 2]]);
        // Two decks of one quarter do not see each other.
        assert_eq!(lives(&[("a", &[]), ("a", &[0]), ("a", &[0])]), [[0, 1, 2]]);
        // The former thing stood beside the present one for a while.
        assert_eq!(lives(&[("a", &[]), ("a", &[0]), ("b", &[]), ("b", &[2, 0])]), [vec![0, 2, 3], vec![0, 1]]);
    }
}
