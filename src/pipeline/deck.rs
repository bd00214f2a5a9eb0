//! A deck's page, and its part in what is of all decks. A build makes them anew where something changed in the deck, or in
//! what it may show of its team's others.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::data;
use crate::memo::{Key, Table};
use crate::model::artifact::Chunk;
use crate::model::book;
use crate::model::page::View;
use crate::paginate::{self, Listing, Material, Overflow};
use crate::pipeline::group::{self, Ground};
use crate::pipeline::reading::Read;
use crate::pipeline::{Drawn, Work};

/// What a deck comes to.
pub struct Deck {
    pub listing: Listing,
    listing_key: OnceLock<Key>,
    pub json: Chunk,
    pub csv: Chunk,
    pub search: Chunk,
    pub pages: Vec<Drawn>,
    pub paths: Vec<String>,
    /// Files beside the texts that its page shows, by their path below the output.
    pub files: BTreeMap<String, Arc<str>>,
    pub overflows: Vec<Overflow>,
}

impl Deck {
    /// A key of what other pages say of the deck.
    pub fn listing_key(&self) -> Key {
        *self.listing_key.get_or_init(|| Key::of_written((self.listing.quarter, &self.listing.folder), &self.listing))
    }
}

/// What is remembered of a deck: what it came to, and its page.
pub struct Memo {
    made: Table<Arc<Deck>>,
    pages: Table<Drawn>,
}

impl Memo {
    /// Knows nothing yet; where this `is_last` of all builds it never will.
    pub fn new(is_last: bool) -> Self {
        Self { made: Table::new(is_last), pages: Table::new(is_last) }
    }
}

/// What a deck comes to, and what was done for it now. `documents` are all of its group.
pub fn make(
    deck: &book::Deck,
    documents: &[Arc<Read>],
    material: &Material,
    ground: &Ground,
    memo: &mut Memo,
) -> (Arc<Deck>, Work) {
    let mut work = Work::default();
    let pages = &mut memo.pages;
    let made = memo.made.recall_one(
        || key(deck, documents, ground),
        || {
            let made;
            (made, work) = make_anew(deck, material, ground, pages);
            Arc::new(made)
        },
    );
    (made, work)
}

/// A key of all that a deck may show: its own documents, and of the others what can be known of them elsewhere. Where it
/// leads to others, links ask for what stands in their bodies; so do those in the front matter of other decks, whose notes
/// it shows.
fn key(deck: &book::Deck, documents: &[Arc<Read>], ground: &Ground) -> Key {
    let folder = format!("content/{}", deck.folder);
    let is_own = |path: &str| path.strip_prefix(&folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let leads_out = |read: &Arc<Read>| read.leads_to.iter().any(|path| !path.is_empty() && !is_own(path));
    let asks = |read: &Arc<Read>| read.tells_of_bodies() || is_own(&read.document.path) && leads_out(read);
    let needs_all = documents.iter().any(asks);
    let keys = documents
        .iter()
        .map(|read| if needs_all || is_own(&read.document.path) { read.key } else { read.key_without_bodies() });
    Key::of((ground.key, &deck.folder, keys.collect::<Vec<_>>()))
}

fn make_anew(deck: &book::Deck, material: &Material, ground: &Ground, pages: &mut Table<Drawn>) -> (Deck, Work) {
    let (shown, listing) = paginate::deck(deck, material);
    let calendar = material.book.site.calendar;
    let mut search = Vec::new();
    for page in &shown.pages {
        if let View::Deck(view) = &page.view {
            search.extend(data::deck_search(view, &page.path));
        }
    }
    let (drawn, rendered) = group::draw(&shown.pages, ground, pages);
    let part = |mut bytes: Vec<u8>| {
        bytes.shrink_to_fit();
        Chunk::new(bytes)
    };
    let made = Deck {
        listing,
        listing_key: OnceLock::new(),
        json: part(data::deck_json(deck, calendar, ground.scene.audience)),
        csv: part(data::deck_csv(deck, calendar)),
        search: part(search),
        pages: drawn,
        paths: shown.pages.into_iter().map(|page| page.path).collect(),
        files: shown.files,
        overflows: shown.overflows,
    };
    (made, Work { laid_out: 1, rendered, ..Work::default() })
}
