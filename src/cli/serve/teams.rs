//! Which teams got another name: the pages of one that is gone are those of the team that has its decks now.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::Deserialize;

use crate::cli::serve::shown::Site;

/// Teams that are remembered after they went.
const REMEMBERED: usize = 100;
const PAGES: &str = "teams/";

/// The teams that went, by their ids, each with the one in whose place it is.
#[derive(Clone, Default)]
pub struct Teams(Arc<Vec<(String, String)>>);

impl Teams {
    /// Takes up a site, and the one before it.
    pub fn follow(&mut self, before: &Site, now: &Site) {
        let there = of(now);
        let gone: Vec<&str> = of(before).into_iter().filter(|team| !there.contains(team)).collect();
        if gone.is_empty() {
            return;
        }
        let (Some(decks), Some(now)) = (decks(before), decks(now)) else { return };
        let all = Arc::make_mut(&mut self.0);
        for team in gone {
            let own = decks.iter().filter(|(_, of)| of.as_str() == team);
            let mut heirs: BTreeMap<&str, usize> = BTreeMap::new();
            own.filter_map(|(path, _)| now.get(path)).for_each(|heir| *heirs.entry(heir).or_default() += 1);
            all.retain(|(gone, _)| gone != team);
            let heir = heirs.into_iter().max_by_key(|(_, decks)| *decks);
            all.extend(heir.map(|(heir, _)| (team.to_owned(), heir.to_owned())));
        }
        all.drain(..all.len().saturating_sub(REMEMBERED));
    }

    /// The folder that has now the page that a team's folder had.
    pub fn to(&self, folder: &str, has_page: impl Fn(&str) -> bool) -> Option<String> {
        let below = folder.strip_prefix(PAGES)?;
        let (mut team, rest) = below.split_at(below.find('/').unwrap_or(below.len()));
        // Each may have got another name again, and the first one back.
        for _ in 0..self.0.len() {
            team = self.0.iter().find_map(|(gone, heir)| (gone == team).then_some(heir))?;
            let page = format!("{PAGES}{team}{rest}");
            if has_page(&page) {
                return Some(page);
            }
        }
        None
    }
}

/// The ids of the teams that have pages.
fn of(site: &Site) -> Vec<&str> {
    let mut files = site.below(PAGES);
    let mut teams = Vec::new();
    while let Some(team) = files.first().and_then(|file| file.path[PAGES.len()..].split('/').next()) {
        let pages = format!("{PAGES}{team}/");
        files = &files[files.partition_point(|file| file.path.starts_with(&pages)).max(1)..];
        teams.push(team);
    }
    teams
}

/// The decks of a site by their paths, each with its team's id.
fn decks(site: &Site) -> Option<HashMap<String, String>> {
    #[derive(Deserialize)]
    struct Data {
        decks: Vec<Deck>,
    }
    #[derive(Deserialize)]
    struct Deck {
        path: String,
        team: Team,
    }
    #[derive(Deserialize)]
    struct Team {
        id: String,
    }
    let data: Data = serde_json::from_slice(&site.get("okrs.json")?.body.whole()).ok()?;
    Some(data.decks.into_iter().map(|deck| (deck.path, deck.team.id)).collect())
}
