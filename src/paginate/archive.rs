//! The archive's front page: every deck by year and quarter, the newest first.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::book::{Deck, FileContent};
use crate::model::link;
use crate::model::page::{ArchiveDeck, ArchivePage, ArchiveQuarter, ArchiveYear};
use crate::paginate::{Material, bodies, objective_marks, status_counts, teams};

/// The view of `index.html`.
pub fn view(material: &Material, files: &mut BTreeMap<String, Arc<str>>) -> ArchivePage {
    let calendar = material.book.site.calendar;
    let mut years: Vec<ArchiveYear> = Vec::new();
    // The book's decks are sorted with the newest first, so years and quarters come in runs.
    for deck in &material.book.decks {
        let year = calendar.year_label(deck.quarter);
        if years.last().is_none_or(|last| last.label != year) {
            years.push(ArchiveYear { label: year, quarters: Vec::new() });
        }
        let Some(year) = years.last_mut() else { continue };
        let quarter = calendar.label(deck.quarter);
        if year.quarters.last().is_none_or(|last| last.label != quarter) {
            year.quarters.push(ArchiveQuarter { label: quarter, decks: Vec::new() });
        }
        if let Some(quarter) = year.quarters.last_mut() {
            quarter.decks.push(shelf(deck, material));
        }
    }
    let mut context = bodies::Context { material, folder: "", page: "archive", files, charts: 0, quarter: None };
    let body = context.pieces("content/site.md", &material.book.site.body);
    ArchivePage { site: material.site(""), body, years }
}

fn shelf(deck: &Deck, material: &Material) -> ArchiveDeck {
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
