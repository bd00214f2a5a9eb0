//! The archive's front page: every deck by year and quarter, the newest first.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::book::{Deck, FileContent, Site};
use crate::model::link;
use crate::model::page::{ArchiveDeck, ArchivePage, ArchiveQuarter, ArchiveYear, Piece};
use crate::paginate::{Listing, Material, Scene, bodies, objective_marks, status_counts, teams};

/// The view of `index.html`. The listings are those of all decks, the newest first.
pub fn view(site: &Site, listings: &[&Listing], body: Vec<Piece>, scene: &Scene) -> ArchivePage {
    let mut years: Vec<ArchiveYear> = Vec::new();
    // Years and quarters come in runs.
    for listing in listings {
        let year = site.calendar.year_label(listing.quarter);
        if years.last().is_none_or(|last| last.label != year) {
            years.push(ArchiveYear { label: year, quarters: Vec::new() });
        }
        let Some(year) = years.last_mut() else { continue };
        let quarter = site.calendar.label(listing.quarter);
        if year.quarters.last().is_none_or(|last| last.label != quarter) {
            year.quarters.push(ArchiveQuarter { label: quarter, decks: Vec::new() });
        }
        if let Some(quarter) = year.quarters.last_mut() {
            quarter.decks.push(listing.shelf.clone());
        }
    }
    ArchivePage { site: scene.site(site, ""), body, years }
}

/// What the front page says above the decks.
pub fn introduction(material: &Material, files: &mut BTreeMap<String, Arc<str>>) -> Vec<Piece> {
    let mut context = bodies::Context { material, folder: "", page: "archive", files, charts: 0, quarter: None };
    context.pieces("content/site.md", &material.book.site.body)
}

/// What the front page says of a deck.
pub fn shelf(deck: &Deck, material: &Material) -> ArchiveDeck {
    let href = format!("{}/index.html", link::encode(&deck.folder));
    let objectives = objective_marks(deck, &href);
    let key_results = deck.files.iter().map(|file| match &file.content {
        FileContent::Objective(objective) => objective.key_results.len(),
        _ => 0,
    });
    ArchiveDeck {
        title: deck.title.clone(),
        team: deck.team.name.clone(),
        team_href: teams::team_href("", deck),
        date: deck.date.map(|date| date.to_string()),
        draft: material.backstage.drafts.contains(&deck.path),
        counts: status_counts(objectives.iter().map(|mark| mark.status)),
        objectives,
        key_results: key_results.sum(),
        href,
    }
}
