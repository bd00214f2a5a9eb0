//! References between files: outcomes that objectives serve, key results whose wording changed.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::check::value_of;
use crate::model::diagnostic::{Code, Diagnostic};
use crate::model::document::{Content as Kind, Document, Header};
use crate::model::nearest::{did_you_mean, nearest};
use crate::model::quarter::{Calendar, Quarter};
use crate::model::source::folder;

/// `unknown-reference`.
pub fn check(documents: &[Arc<Document>], found: &mut Vec<Diagnostic>) {
    let index = Index::of(documents);
    for document in documents {
        let Header::Slides(header) = &document.header else { continue };
        let at = folder(&document.path);
        match &header.content {
            Kind::Objective(objective) => {
                let Some(reference) = &objective.outcome else { continue };
                if let Some((message, hint)) = index.outcome_fault(at, &reference.0) {
                    let place = value_of(document, "outcome");
                    found.push(Diagnostic::new(Code::UnknownReference, place, message).hint(hint));
                }
            }
            Kind::Change { key_result: Some(reference), .. } => {
                let known = index.key_results.get(at).cloned().unwrap_or_default();
                let of = reference.0.split('/').next().unwrap_or_default();
                if !known.contains(&reference.0) && !index.unread.contains(&(at, of)) {
                    let message = format!("this deck has no key result `{}`", reference.0);
                    let hint = nearest(&reference.0, known.iter().map(String::as_str))
                        .map_or_else(|| "write it as `objective-id/kr-id`".to_owned(), did_you_mean);
                    let place = value_of(document, "key_result");
                    found.push(Diagnostic::new(Code::UnknownReference, place, message).hint(hint));
                }
            }
            _ => {}
        }
    }
}

/// What can be referred to, by the deck's folder or the team.
struct Index<'a> {
    overviews: HashMap<&'a str, Vec<&'a str>>,
    teams: HashMap<String, HashMap<&'a str, Quarter>>,
    calendar: Calendar,
    /// Of each deck; not of one that stands in for another, by which nothing is judged.
    quarters: HashMap<&'a str, Quarter>,
    key_results: HashMap<&'a str, Vec<String>>,
    /// The folders and ids of files that cannot be read: what is missed may be in them.
    unread: HashSet<(&'a str, &'a str)>,
}

impl<'a> Index<'a> {
    fn of(documents: &'a [Arc<Document>]) -> Self {
        let mut index = Self {
            overviews: HashMap::new(),
            teams: HashMap::new(),
            calendar: Calendar { fiscal_year_starts: 1 },
            quarters: HashMap::new(),
            key_results: HashMap::new(),
            unread: HashSet::new(),
        };
        let mut team_of: HashMap<&str, String> = HashMap::new();
        for document in documents {
            if let Header::Site(site) = &document.header {
                index.calendar.fiscal_year_starts = site.fiscal_year_starts;
            }
            if let Header::Deck(deck) = &document.header {
                let team = deck.id_of_team();
                index.teams.entry(team.clone()).or_default();
                team_of.insert(folder(&document.path), team);
                if deck.has_quarter {
                    index.quarters.insert(folder(&document.path), deck.quarter);
                }
            }
        }
        for document in documents {
            let Header::Slides(header) = &document.header else { continue };
            let at = folder(&document.path);
            if !document.readable {
                index.unread.insert((at, &header.id));
            }
            if matches!(header.content, Kind::Overview(_)) {
                index.overviews.entry(at).or_default().push(&header.id);
                if let Some(team) = team_of.get(at) {
                    // Of a deck without a quarter it is not known when it was.
                    let quarter = index.quarters.get(at).copied().unwrap_or(Quarter { year: 0, number: 1 });
                    let first = index.teams.entry(team.clone()).or_default().entry(&header.id).or_insert(quarter);
                    *first = quarter.min(*first);
                }
            }
            let ids = header.content.key_results().map(|key_result| format!("{}/{}", header.id, key_result.id));
            index.key_results.entry(at).or_default().extend(ids);
        }
        index
    }

    fn overviews(&self, at: &str) -> impl Iterator<Item = &'a str> {
        self.overviews.get(at).into_iter().flatten().copied()
    }

    /// The quarter in which the overview of another team is there first, where that is after the deck's own.
    fn later(&self, at: &str, reference: &str) -> Option<Quarter> {
        let (team, id) = reference.split_once('/')?;
        let first = self.teams.get(team)?.get(id)?;
        let is_unread = self.unread.iter().any(|(_, unread)| *unread == id);
        (first > self.quarters.get(at)? && !is_unread).then_some(*first)
    }

    /// Why an objective of a deck serves nothing that it names, and what to write.
    fn outcome_fault(&self, at: &str, reference: &str) -> Option<(String, String)> {
        if let Some(first) = self.later(at, reference) {
            let since = self.calendar.label(first);
            let message = format!("there is no overview `{reference}` before {since}, so the objective serves none");
            let hint = format!("name one of this deck's quarter or before; in decks from {since} on it is right");
            return Some((message, hint));
        }
        let message = self.overview(at, reference).err()?;
        let hint = nearest(reference, self.overviews(at))
            .map_or_else(|| "name the id of an overview of this deck, or `team/id`".to_owned(), did_you_mean);
        Some((message, hint))
    }

    fn overview(&self, at: &str, reference: &str) -> Result<(), String> {
        match reference.split_once('/') {
            None if self.overviews(at).any(|id| id == reference) || self.unread.contains(&(at, reference)) => Ok(()),
            None => Err(format!("this deck has no overview `{reference}`")),
            Some((team, id)) => match self.teams.get(team) {
                None => Err(format!("there is no team `{team}`")),
                Some(known) if known.contains_key(id) || self.unread.iter().any(|(_, unread)| *unread == id) => Ok(()),
                Some(_) => Err(format!("the team `{team}` has no overview `{id}`")),
            },
        }
    }
}
