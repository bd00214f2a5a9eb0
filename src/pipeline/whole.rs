//! The whole site, of its groups: the pages and data that are of all decks, and everything that comes of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;

use crate::data;
use crate::memo::{Key, Table};
use crate::model::artifact::{Artifact, Chunk, Rank};
use crate::model::book::Site;
use crate::model::diagnostic::Diagnostic;
use crate::model::page::Page;
use crate::model::quarter::Calendar;
use crate::paginate::{self, Listing};
use crate::pipeline::deck::Deck;
use crate::pipeline::group::{self, Ground, Made};
use crate::pipeline::{Counts, Drawn};

/// All that the groups come to together.
pub struct Whole<'a> {
    groups: &'a [Arc<Made>],
    /// Of all groups, the newest first.
    decks: Vec<&'a Deck>,
    pub artifacts: Vec<Artifact>,
    /// What is wrong with templates.
    pub faults: Vec<Diagnostic>,
    pub counts: Counts,
}

/// What is remembered of the pages that list all others: all of them, and each.
pub struct Memo {
    made: Table<Arc<Vec<Drawn>>>,
    pages: Table<Drawn>,
}

impl Memo {
    /// Knows nothing yet; where this `is_last` of all builds it never will.
    pub fn new(is_last: bool) -> Self {
        Self { made: Table::new(is_last), pages: Table::new(is_last) }
    }
}

impl<'a> Whole<'a> {
    /// The groups' own pages, and the data of all decks.
    pub fn of(groups: &'a [Arc<Made>], ground: &Ground) -> Self {
        let mut decks: Vec<&Deck> = groups.iter().flat_map(|made| &made.decks).map(AsRef::as_ref).collect();
        decks.sort_by_key(|deck| (Reverse(deck.listing.quarter), &deck.listing.folder));
        let mut counts = Counts::default();
        let mut whole = Self { groups, decks, artifacts: Vec::new(), faults: Vec::new(), counts };
        for made in groups {
            counts.decks += made.counts.decks;
            counts.objectives += made.counts.objectives;
            counts.key_results += made.counts.key_results;
            counts.pages += made.paths.len();
            whole.add(made.pages.iter().cloned());
        }
        whole.counts = counts;
        let files: BTreeMap<&String, &Arc<str>> = groups.iter().flat_map(|made| &made.files).collect();
        whole.artifacts.extend(files.into_iter().filter_map(|(path, source)| {
            let bytes = Bytes::from_owner(ground.scene.snapshot.get(source)?.bytes.clone());
            Some(Artifact::new(path.as_str(), bytes, Rank::Asset))
        }));
        let of_all =
            |part: fn(&Deck) -> &Chunk| -> Vec<Chunk> { whole.decks.iter().map(|deck| part(deck).clone()).collect() };
        let data = [
            ("okrs.json", data::okrs_json(ground.site, of_all(|deck| &deck.json))),
            ("okrs.csv", data::okrs_csv(of_all(|deck| &deck.csv))),
            ("search/index.js", data::search_index(of_all(|deck| &deck.search))),
        ];
        whole.artifacts.extend(data.into_iter().map(|(path, parts)| Artifact::of_parts(path, parts, Rank::Data)));
        whole
    }

    /// The pages that list all others, and how many were drawn now.
    pub fn front(&self, ground: &Ground, memo: &mut Memo) -> (Arc<Vec<Drawn>>, usize) {
        let mut rendered = 0;
        let pages = memo.made.recall_one(
            || {
                let of_decks: Vec<Key> = self.decks.iter().map(|deck| deck.listing_key()).collect();
                let of_groups: Vec<Key> = self.groups.iter().map(|made| made.front_key()).collect();
                Key::of((ground.key, of_decks, of_groups))
            },
            || {
                let drawn;
                (drawn, rendered) = group::draw(&self.front_pages(ground), ground, &mut memo.pages);
                Arc::new(drawn)
            },
        );
        (pages, rendered)
    }

    /// Adds those pages.
    pub fn add_front(&mut self, pages: Arc<Vec<Drawn>>) {
        self.counts.pages += pages.len();
        self.add(Arc::unwrap_or_clone(pages));
    }

    fn front_pages(&self, ground: &Ground) -> Vec<Page> {
        let listings: Vec<&Listing> = self.decks.iter().map(|deck| &deck.listing).collect();
        let mut paths: Vec<&str> = self.groups.iter().flat_map(|made| made.paths.iter().map(String::as_str)).collect();
        paths.sort_unstable();
        let front = self.groups.iter().flat_map(|made| made.front.iter().cloned()).collect();
        let calendar = Calendar { fiscal_year_starts: ground.site.fiscal_year_starts };
        let site = Site { header: ground.site.clone(), calendar, body: Vec::new() };
        paginate::front_pages(&site, &listings, front, &paths, &ground.scene)
    }

    /// Forgets what inherited templates could not show, which is pointed at in the theme as a whole: where the content has
    /// mistakes, it may come of them.
    pub fn forgive_inherited(&mut self) {
        self.faults.retain(|fault| !fault.place.file().ends_with("/theme.yaml"));
    }

    /// Adds pages, or what is wrong with their templates.
    fn add(&mut self, pages: impl IntoIterator<Item = Drawn>) {
        for page in pages {
            match page {
                Ok(page) => self.artifacts.extend(page),
                Err(faults) => self.faults.extend(faults),
            }
        }
    }
}
