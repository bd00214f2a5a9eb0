//! What the archive's front page shows.

use serde::Serialize;

use crate::model::page::{Mark, Piece, SiteView, StatusCount};

/// The archive's front page.
#[derive(Clone, Debug, Serialize)]
pub struct ArchivePage {
    pub site: SiteView,
    /// The Markdown of `site.md`.
    pub body: Vec<Piece>,
    /// The newest first.
    pub years: Vec<ArchiveYear>,
}

/// A year on the shelf.
#[derive(Clone, Debug, Serialize)]
pub struct ArchiveYear {
    /// `FY2020-21`, or `2021`.
    pub label: String,
    /// The newest first.
    pub quarters: Vec<ArchiveQuarter>,
}

/// A quarter on the shelf.
#[derive(Clone, Debug, Serialize)]
pub struct ArchiveQuarter {
    /// `Q3 FY2020-21`.
    pub label: String,
    pub decks: Vec<ArchiveDeck>,
}

/// A deck on the shelf.
#[derive(Clone, Debug, Serialize)]
pub struct ArchiveDeck {
    pub title: String,
    pub team: String,
    /// The team's page, relative to the archive.
    pub team_href: String,
    /// Relative to the archive: `technology/fy2020-21-q3/index.html`.
    pub href: String,
    pub date: Option<String>,
    pub draft: bool,
    pub objectives: Vec<Mark>,
    pub counts: Vec<StatusCount>,
    pub key_results: usize,
}
