//! A deck, and what is told of it as a whole.

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::book::{Change, File, FileContent, Slide};
use crate::model::quarter::Quarter;

/// A team, the same through all quarters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Team {
    /// As written, else the name slugged: the folder of its pages.
    pub id: String,
    pub name: String,
}

/// A quarter's deck of a team.
#[derive(Clone, Debug)]
pub struct Deck {
    /// Below `content/` and below the output: `technology/fy2020-21-q3`.
    pub folder: String,
    pub team: Team,
    pub title: String,
    pub quarter: Quarter,
    /// The quarter could be read. Otherwise another one stands in for it, of which nothing is to be told.
    pub has_quarter: bool,
    pub date: Option<Date>,
    pub authors: Vec<String>,
    /// `content/technology/fy2020-21-q3/deck.md`.
    pub path: Arc<str>,
    pub extra: serde_json::Value,
    /// What the title slide says beside the title, and the slides after it.
    pub slides: Vec<Slide>,
    /// In running order.
    pub files: Vec<File>,
    /// The team's deck before this one, if there is one.
    pub previous: Option<Previous>,
    /// What changed since that deck, in running order.
    pub changes: Vec<Change>,
}

impl Deck {
    /// Files that have a life of more than one quarter.
    pub fn lives(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| matches!(file.content, FileContent::Objective(_) | FileContent::Overview(_)))
    }

    /// The quarter since which its changes are told.
    pub fn since(&self) -> Option<Quarter> {
        self.previous.as_ref().map(|previous| previous.quarter)
    }
}

/// The deck before another one of the same team.
#[derive(Clone, Debug)]
pub struct Previous {
    pub quarter: Quarter,
    /// As `Deck::folder`.
    pub folder: String,
}
