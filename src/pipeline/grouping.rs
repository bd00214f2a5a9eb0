//! Which documents are made together: those of a team, and of other teams where the one leads to the other, or is hardly another one.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rapidhash::RapidHashMap;

use crate::memo::{Key, Table};
use crate::model::document::{Content, Header};
use crate::model::goal;
use crate::model::source::folder;
use crate::pipeline::group::Group;
use crate::pipeline::reading::Read;

/// A group's name, and which of all documents are its own.
type Grouped = (String, Vec<usize>);

/// The groups of the last build.
pub type Memo = Table<Arc<Vec<Grouped>>>;

/// Puts documents together that lead to each other, those of one team, and those of two that have their decks in one folder.
pub fn groups(documents: &[Arc<Read>], memo: &mut Memo) -> Vec<Group> {
    let key = || Key::of(documents.iter().map(|read| read.place).collect::<Vec<_>>());
    let grouped = memo.recall_one(key, || Arc::new(group(documents)));
    let group = |(name, numbers): &Grouped| Group {
        name: name.clone(),
        documents: numbers.iter().map(|number| Arc::clone(&documents[*number])).collect(),
    };
    grouped.iter().map(group).collect()
}

fn group(documents: &[Arc<Read>]) -> Vec<Grouped> {
    let mut teams: Vec<String> = vec![String::new()];
    let mut by_name: HashMap<String, usize> = HashMap::from([(String::new(), 0)]);
    let mut by_folder: RapidHashMap<&str, usize> = RapidHashMap::default();
    for read in documents {
        let Header::Deck(deck) = &read.document.header else { continue };
        let path = &*read.document.path;
        let team = *by_name.entry(deck.id_of_team()).or_insert_with_key(|name| {
            teams.push(name.clone());
            teams.len() - 1
        });
        by_folder.insert(folder(path), team);
    }
    let team_of = |path: &str| by_folder.get(folder(path)).copied();
    // A link may also lead to a deck's folder, or to a page of a team.
    let aim_of = |path: &String| {
        let deck = by_folder.get(path.as_str()).copied().or_else(|| team_of(path));
        deck.or_else(|| by_name.get(goal::team_of_page(path)?).copied())
    };
    let mut joined: Vec<usize> = (0..teams.len()).collect();
    let join = |a: usize, b: usize, joined: &mut [usize]| {
        let (a, b) = (first(joined, a), first(joined, b));
        joined[a.max(b)] = a.min(b);
    };
    for (a, b) in pairs(&by_folder) {
        join(a, b, &mut joined);
    }
    for read in documents {
        let own = team_of(&read.document.path).unwrap_or(0);
        let linked = read.leads_to.iter().filter_map(aim_of);
        let served = match &read.document.header {
            Header::Slides(header) => match &header.content {
                Content::Objective(objective) => {
                    objective.outcome.as_ref().and_then(|outcome| outcome.0.split_once('/'))
                }
                _ => None,
            },
            _ => None,
        };
        for other in linked.chain(served.and_then(|(team, _)| by_name.get(team).copied())) {
            join(own, other, &mut joined);
        }
    }
    let mut groups: BTreeMap<usize, Grouped> = BTreeMap::new();
    for (number, read) in documents.iter().enumerate() {
        let team = first(&mut joined, team_of(&read.document.path).unwrap_or(0));
        groups.entry(team).or_insert_with(|| (teams[team].clone(), Vec::new())).1.push(number);
    }
    groups.into_values().collect()
}

/// The teams, where just two have their decks in one folder that is not all the content: the one may be meant as the other.
fn pairs(by_folder: &RapidHashMap<&str, usize>) -> Vec<(usize, usize)> {
    let mut folders: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (deck, team) in by_folder {
        folders.entry(folder(deck)).or_default().insert(*team);
    }
    let is_inner = |folder: &str| !matches!(folder, "" | "content");
    let inner = folders.into_iter().filter(|(folder, teams)| is_inner(folder) && teams.len() == 2);
    inner.filter_map(|(_, teams)| Some((*teams.first()?, *teams.last()?))).collect()
}

/// The first of all that are joined with `of`. The way there is halved for the next look.
fn first(joined: &mut [usize], mut of: usize) -> usize {
    while joined[of] != of {
        joined[of] = joined[joined[of]];
        of = joined[of];
    }
    of
}
