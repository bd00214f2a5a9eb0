//! The whole site, of its groups: the pages and data that are of all decks, and everything that comes of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;

use crate::data;
use crate::model::artifact::{Artifact, Part, Rank};
use crate::model::book::Site;
use crate::model::diagnostic::Diagnostic;
use crate::model::document::SiteHeader;
use crate::model::page::Page;
use crate::model::quarter::Calendar;
use crate::paginate::{self, Listing, Scene};
use crate::pipeline::deck::Deck;
use crate::pipeline::group::Made;
use crate::pipeline::{Counts, Drawn};

/// All that the groups come to together.
pub struct Whole {
    pub artifacts: Vec<Artifact>,
    /// What is wrong with templates.
    pub faults: Vec<Diagnostic>,
    /// The pages that list all others, before they are drawn.
    pub front_pages: Vec<Page>,
    pub counts: Counts,
}

impl Whole {
    pub fn of(groups: &[Arc<Made>], header: &SiteHeader, scene: &Scene) -> Self {
        let mut decks: Vec<&Deck> = groups.iter().flat_map(|made| &made.decks).map(AsRef::as_ref).collect();
        decks.sort_by_key(|deck| (Reverse(deck.listing.quarter), &deck.listing.folder));
        let listings: Vec<&Listing> = decks.iter().map(|deck| &deck.listing).collect();
        let mut paths: Vec<&str> = groups.iter().flat_map(|made| made.paths.iter().map(String::as_str)).collect();
        paths.sort_unstable();
        let front = groups.iter().flat_map(|made| made.front.iter().cloned()).collect();
        let calendar = Calendar { fiscal_year_starts: header.fiscal_year_starts };
        let site = Site { header: header.clone(), calendar, body: Vec::new() };
        let front_pages = paginate::front_pages(&site, &listings, front, &paths, scene);

        let mut counts = Counts { pages: paths.len() + front_pages.len(), ..Counts::default() };
        let mut whole = Self { artifacts: Vec::new(), faults: Vec::new(), front_pages, counts };
        for made in groups {
            counts.decks += made.counts.decks;
            counts.objectives += made.counts.objectives;
            counts.key_results += made.counts.key_results;
            whole.draw(made.pages.iter().cloned());
        }
        whole.counts = counts;
        let files: BTreeMap<&String, &Arc<str>> = groups.iter().flat_map(|made| &made.files).collect();
        whole.artifacts.extend(files.into_iter().filter_map(|(path, source)| {
            let bytes = Bytes::from_owner(scene.snapshot.get(source)?.bytes.clone());
            Some(Artifact::new(path.as_str(), bytes, Rank::Asset))
        }));
        let of_all = |part: fn(&Deck) -> &Part| -> Vec<Part> { decks.iter().map(|deck| part(deck).clone()).collect() };
        let data = [
            ("okrs.json", data::okrs_json(header, of_all(|deck| &deck.json))),
            ("okrs.csv", data::okrs_csv(of_all(|deck| &deck.csv))),
            ("search/index.js", data::search_index(of_all(|deck| &deck.search))),
        ];
        whole.artifacts.extend(data.into_iter().map(|(path, parts)| Artifact::of_parts(path, parts, Rank::Data)));
        whole
    }

    /// Adds pages, or what is wrong with their templates.
    pub fn draw(&mut self, pages: impl IntoIterator<Item = Drawn>) {
        for page in pages {
            match page {
                Ok(page) => self.artifacts.extend(page),
                Err(fault) => self.faults.push(fault),
            }
        }
    }
}
