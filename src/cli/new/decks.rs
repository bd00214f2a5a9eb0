//! Finding what an author means: the site from within it, a team, a deck.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::{Failure, SiteArguments};
use crate::discover;
use crate::model::book::{Book, Deck, Team};
use crate::model::slug::slug;
use crate::model::source::Snapshot;
use crate::pipeline::survey;

/// A site that files are added to.
pub struct Site {
    pub root: PathBuf,
    pub snapshot: Snapshot,
    pub book: Book,
    /// The folder below `content/` from which the command was given, if it was given there.
    here: Option<String>,
}

impl Site {
    /// Reads the site at the root, or around the current folder.
    pub fn read(arguments: &SiteArguments) -> Result<Self, Failure> {
        let current = env::current_dir().ok();
        let is_default = arguments.root == Path::new(".");
        let around = current.as_deref().filter(|_| is_default).and_then(discover::root_around);
        let root = around.unwrap_or_else(|| arguments.root.clone());
        let snapshot = discover::discover(&root, arguments.today()?)?;
        let here = current.as_deref().and_then(|current| discover::place_in(&root, current));
        let book = survey::book(&snapshot);
        Ok(Self { root, snapshot, book, here })
    }

    /// The deck in a folder, as somebody names it: below `content/`, with it, or from where they are.
    pub fn deck_in(&self, folder: &Path) -> Option<&Arc<Deck>> {
        let named = folder.to_string_lossy().replace('\\', "/");
        let named = named.trim_start_matches("./").trim_end_matches('/');
        let named = named.strip_prefix("content/").unwrap_or(named);
        let place = discover::place_in(&self.root, folder);
        let is_meant = |deck: &&Arc<Deck>| deck.folder == named || place.as_ref() == Some(&deck.folder);
        self.book.decks.iter().find(is_meant)
    }

    /// The deck in the current folder.
    pub fn deck_here(&self) -> Option<&Arc<Deck>> {
        let here = self.here.as_ref()?;
        self.book.decks.iter().find(|deck| deck.folder == *here)
    }

    /// The deck of a folder that was named with an option.
    pub fn deck_named(&self, option: &str, folder: &Path) -> Result<&Arc<Deck>, Failure> {
        self.deck_in(folder).ok_or_else(|| {
            let known: Vec<&str> = self.book.decks.iter().map(|deck| deck.folder.as_str()).collect();
            let known = if known.is_empty() { "none yet".to_owned() } else { known.join(", ") };
            Failure::Usage(format!("{option} {} is no deck's folder; decks are in: {known}", folder.display()))
        })
    }

    /// The team's newest deck.
    pub fn newest_deck(&self, team: &Team) -> Result<&Arc<Deck>, Failure> {
        let deck = self.book.decks.iter().find(|deck| deck.team.id == team.id);
        deck.ok_or_else(|| Failure::Usage(format!("{} has no deck", team.name)))
    }

    /// The team that is meant: the one of that id or name, else the one of the current folder, else the only one.
    pub fn team(&self, wanted: Option<&str>) -> Result<Team, Failure> {
        let mut teams: Vec<Team> = Vec::new();
        // The newest deck comes first: it has the name that a team goes by.
        for deck in &self.book.decks {
            if !teams.iter().any(|team| team.id == deck.team.id) {
                teams.push(deck.team.clone());
            }
        }
        let here = || teams.iter().find(|team| self.is_below_folder_of(team)).cloned();
        let names = || {
            let mut names: Vec<String> = teams.iter().map(name).collect();
            names.sort();
            names.join(", ")
        };
        if teams.is_empty() {
            return Err(Failure::Usage(
                "there is no deck yet to go on from: write a deck.md with a team and a quarter into a folder below content/"
                    .into(),
            ));
        }
        match wanted {
            Some(wanted) => teams
                .iter()
                .find(|team| team.id == wanted || slug(&team.name) == slug(wanted))
                .cloned()
                .ok_or_else(|| Failure::Usage(format!("there is no team {wanted:?}; teams are: {}", names()))),
            None if teams.len() == 1 => Ok(teams.swap_remove(0)),
            None => here().ok_or_else(|| {
                Failure::Usage(format!("there are several teams, so say which one with --team: {}", names()))
            }),
        }
    }

    /// Whether the command was given in a folder in which only this team has decks.
    fn is_below_folder_of(&self, team: &Team) -> bool {
        let Some(here) = self.here.as_ref().filter(|here| !here.is_empty()) else { return false };
        let is_in = |deck: &&Arc<Deck>| deck.folder == *here || deck.folder.starts_with(&format!("{here}/"));
        let mut decks = self.book.decks.iter().filter(is_in).peekable();
        decks.peek().is_some() && decks.all(|deck| deck.team.id == team.id)
    }
}

/// A team as it may be named.
fn name(team: &Team) -> String {
    if slug(&team.name) == team.id { team.id.clone() } else { format!("{} ({})", team.id, team.name) }
}
