//! Stage 5, book -> pages: which pages exist, and exactly what each may see.

mod archive;
mod bodies;
mod burn_up;
mod changes;
mod deck;
mod fit;
mod images;
mod indexes;
mod key_results;
mod kinds;
mod lines;
mod lives;
mod measure;
mod method;
mod outlook;
mod status;
mod teams;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use unic_langid::{CharacterDirection, LanguageIdentifier};

use crate::model::book::{Backstage, Book, Deck, FileContent, Site};
use crate::model::document::{AlertTitles, Audience, Status};
use crate::model::goal::Goals;
use crate::model::page::{ArchiveDeck, IndexEntry, Mark, Page, SiteView, StatusCount, View};
use crate::model::progress::{EPSILON, LOW_GRADE, MIDDLE_GRADE};
use crate::model::quarter::Quarter;
use crate::model::source::Snapshot;
use crate::model::{link, page};

/// What all pages are made for, and from, beside the book.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    pub snapshot: &'a Snapshot,
    pub audience: Audience,
    /// What the site goes by where it has no title.
    pub only_team: Option<&'a str>,
    pub alert_titles: &'a AlertTitles,
}

/// What pages are made from, beside a deck.
pub struct Material<'a> {
    pub book: &'a Book,
    pub backstage: &'a Backstage,
    pub scene: &'a Scene<'a>,
    /// Where links may lead.
    goals: Goals<'a>,
}

/// The pages of a site, and the files beside the texts that they use.
#[derive(Debug, Default)]
pub struct Pages {
    pub pages: Vec<Page>,
    /// Paths below `content/` of images and data that a page refers to, by their path below the output.
    pub files: BTreeMap<String, Arc<str>>,
    pub overflows: Vec<Overflow>,
    /// The introduction of the front page, where its text is among the documents.
    pub front: Vec<page::Piece>,
}

/// What other pages say of a deck.
#[derive(Debug, Serialize)]
pub struct Listing {
    #[serde(skip)]
    pub quarter: Quarter,
    #[serde(skip)]
    pub folder: String,
    shelf: ArchiveDeck,
    entry: IndexEntry,
}

/// A slide that shows more than fits it.
#[derive(Clone, Debug)]
pub struct Overflow {
    /// The file whose slide it is, and its number in it, from 0.
    pub path: Arc<str>,
    pub number: usize,
    pub how: Overfull,
}

/// In which way a slide is too full.
#[derive(Clone, Copy, Debug)]
pub enum Overfull {
    /// How much does not fit, as a share of the room there is, with type as small as it may be.
    Excess(f64),
    /// Over how many slides it goes.
    Slides(usize),
}

/// Says what a deck's page shows, and what other pages say of the deck.
pub fn deck(deck: &Deck, material: &Material) -> (Pages, Listing) {
    let mut pages = Pages::default();
    let view = deck::view(deck, material, &mut pages);
    pages.push(format!("{}/index.html", deck.folder), "deck.html", View::Deck(Box::new(view)));
    (pages, Listing::of(deck, material))
}

/// Says what the pages of the book's teams show, and the introduction of the front page.
pub fn teams(material: &Material) -> Pages {
    let mut pages = Pages::default();
    teams::pages(material, &mut pages);
    pages.front = archive::introduction(material, &mut pages.files);
    pages
}

/// Says what the pages show that list all others. `listings` are those of all decks, the newest first; `front` is the
/// introduction of the front page; `paths` are the other pages'.
pub fn front_pages(
    site: &Site,
    listings: &[&Listing],
    front: Vec<page::Piece>,
    paths: &[&str],
    scene: &Scene,
) -> Vec<Page> {
    let mut pages = Pages::default();
    let view = archive::view(site, listings, front, scene);
    pages.push("index.html".to_owned(), "archive.html", View::Archive(Box::new(view)));
    indexes::pages(site, listings, paths, scene, &mut pages);
    pages.pages
}

impl Pages {
    fn push(&mut self, path: String, template: &'static str, view: View) {
        self.pages.push(Page { path, template, view });
    }
}

impl Listing {
    fn of(deck: &Deck, material: &Material) -> Self {
        let (calendar, today) = (material.book.site.calendar, material.scene.snapshot.today);
        let (shelf, entry) = (archive::shelf(deck, material), indexes::entry(deck, calendar, today));
        Self { quarter: deck.quarter, folder: deck.folder.clone(), shelf, entry }
    }
}

impl<'a> Material<'a> {
    /// Of decks that lead to no others, and no others to them.
    pub fn of(book: &'a Book, backstage: &'a Backstage, scene: &'a Scene<'a>) -> Self {
        Self { book, backstage, scene, goals: Goals::of(book) }
    }

    /// What a page in `folder` knows of the site.
    fn site(&self, folder: &str) -> SiteView {
        self.scene.site(&self.book.site, folder)
    }

    /// What a deck's page knows of the site. One without a title is called as the deck's team there: another team, later, changes
    /// nothing in the page.
    fn site_of(&self, deck: &Deck) -> SiteView {
        Scene { only_team: Some(&deck.team.name), ..*self.scene }.site(&self.book.site, &deck.folder)
    }
}

impl Scene<'_> {
    /// What a page in `folder` knows of the site.
    fn site(&self, site: &Site, folder: &str) -> SiteView {
        let header = &site.header;
        let team = self.only_team.map(ToOwned::to_owned);
        SiteView {
            title: header.title.clone().or(header.organization.clone()).or(team).unwrap_or_else(|| "OKRs".into()),
            organization: header.organization.clone(),
            language: header.language.clone(),
            direction: direction(&header.language),
            root: link::root_of(folder),
            base_url: header.base_url.as_ref().map(|url| format!("{}/", url.trim_end_matches('/'))),
            path: if folder.is_empty() { String::new() } else { format!("{}/", link::encode(folder)) },
            internal: self.audience == Audience::Internal,
            extra: header.extra.clone(),
        }
    }
}

/// How a language is written, by its tag.
fn direction(language: &str) -> &'static str {
    let identifier: Result<LanguageIdentifier, _> = language.parse();
    match identifier.map(|identifier| identifier.character_direction()) {
        Ok(CharacterDirection::RTL) => "rtl",
        _ => "ltr",
    }
}

/// The objectives of a deck as marks that lead to their slides; `page` is put before each address.
fn objective_marks(deck: &Deck, page: &str) -> Vec<Mark> {
    let objectives = deck.files.iter().filter_map(|file| match &file.content {
        FileContent::Objective(objective) => Some((file, objective)),
        _ => None,
    });
    objectives
        .map(|(file, objective)| Mark {
            title: file.title.plain.clone(),
            href: format!("{page}{}", link::fragment(&file.id)),
            status: objective.roll_up.status.as_str(),
        })
        .collect()
}

/// The order of statuses where the worst stand first.
const WORST_FIRST: [Status; 9] = [
    Status::OffTrack,
    Status::AtRisk,
    Status::NotStarted,
    Status::NoData,
    Status::OnTrack,
    Status::Done,
    Status::Postponed,
    Status::Paused,
    Status::Dropped,
];

/// How often each status occurs, the worst first.
fn status_counts(statuses: impl Iterator<Item = &'static str> + Clone) -> Vec<StatusCount> {
    let counts = WORST_FIRST.into_iter().map(|status| StatusCount {
        status: status.as_str(),
        count: statuses.clone().filter(|found| *found == status.as_str()).count(),
    });
    counts.filter(|count| count.count > 0).collect()
}

/// A status for a view: its code, or `none`.
fn status_code(status: Option<Status>) -> &'static str {
    status.map_or("none", Status::as_str)
}

/// An objective's roll-up for a view.
fn standing(of: &crate::model::progress::RollUp) -> page::Standing {
    page::Standing {
        status: of.status.as_str(),
        progress: of.progress,
        expected: of.expected,
        reporting: of.reporting,
        of: of.of,
        held_back_by: of.held_back_by,
        grade: of.grade,
        grade_band: of.grade.map(|grade| match grade {
            grade if grade <= LOW_GRADE + EPSILON => "low",
            grade if grade <= MIDDLE_GRADE + EPSILON => "middle",
            _ => "high",
        }),
        is_reached: of.progress.is_some_and(|progress| progress >= 1.0 - EPSILON),
    }
}
