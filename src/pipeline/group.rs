//! A group of documents: those of a team, and of other teams where the one leads to the other. What a group comes to depends
//! on nothing in other groups, so a build makes only those anew in which something changed.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::assemble::{self, Reader};
use crate::check;
use crate::check::allow;
use crate::memo::{Key, Table};
use crate::model::artifact::{Artifact, Body};
use crate::model::book::{Book, FileContent};
use crate::model::diagnostic::Diagnostic;
use crate::model::document::{Document, Header, SiteHeader};
use crate::model::page::{self, Page, View};
use crate::model::source::Snapshot;
use crate::paginate::{self, Material, Scene};
use crate::parse::Locator;
use crate::pipeline::deck::{self, Deck};
use crate::pipeline::findings::{Located, order};
use crate::pipeline::reading::Read;
use crate::pipeline::{Counts, Drawn, Taker, Work, is_sound, overflows};
use crate::render::Engine;

/// Documents that lead to no others.
pub struct Group {
    /// The first team's id; empty for what is in no deck. It says which group of the build before this one is.
    pub name: String,
    /// In the order of their paths.
    pub documents: Vec<Arc<Read>>,
}

/// What groups are made with, the same for all.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    pub site: &'a SiteHeader,
    pub reader: Reader,
    pub scene: Scene<'a>,
    /// Draws pages, with a key of all that it draws with; absent where the theme cannot be read.
    pub engine: Option<(&'a Engine, Key)>,
    /// A key of all of that, and of what a group may look up in the snapshot beside its own documents.
    pub key: Key,
    /// Takes pages as soon as they are drawn.
    pub take_page: Option<&'a Taker<'a>>,
    /// Pages are kept until all are there.
    pub keeps_pages: bool,
    /// It is told of all slides whether they are too full, of those too that the reader does not see. Then nothing is remembered.
    pub checks_all: bool,
}

/// What a group comes to.
pub struct Made {
    /// With the bytes of the file that are meant; without what authors have silenced. Sorted.
    pub diagnostics: Vec<Located>,
    pub pages: Vec<Drawn>,
    /// Of the pages, without those that only lead to others.
    pub paths: Vec<String>,
    /// Files beside the texts that pages show, by their path below the output.
    pub files: BTreeMap<String, Arc<str>>,
    pub front: Vec<page::Piece>,
    /// The newest first.
    pub decks: Vec<Arc<Deck>>,
    pub counts: Counts,
    front_key: OnceLock<Key>,
    findings_key: OnceLock<Key>,
}

impl Made {
    /// A key of the diagnostics.
    pub fn findings_key(&self) -> Key {
        *self.findings_key.get_or_init(|| Key::of(&self.diagnostics))
    }

    /// A key of what the pages that list all others say of the group: its paths, and the introduction.
    pub fn front_key(&self) -> Key {
        *self.front_key.get_or_init(|| Key::of_written(&self.paths, &self.front))
    }
}

/// The pages of a group that are of all its decks, and the introduction of the front page.
#[derive(Clone)]
struct Shared {
    pages: Vec<Drawn>,
    paths: Vec<String>,
    files: BTreeMap<String, Arc<str>>,
    front: Vec<page::Piece>,
}

/// What is remembered of a group: what it came to, and each of its pages.
pub struct Memo {
    made: Table<Arc<Made>>,
    /// By their folders.
    decks: HashMap<String, deck::Memo>,
    shared: Table<Arc<Shared>>,
    pages: Table<Drawn>,
    is_last: bool,
}

impl Memo {
    /// Knows nothing yet; where this `is_last` of all builds it never will.
    pub fn new(is_last: bool) -> Self {
        let (made, shared, pages) = (Table::new(is_last), Table::new(is_last), Table::new(is_last));
        Self { made, decks: HashMap::new(), shared, pages, is_last }
    }
}

impl Group {
    /// Whether the file of the site at a path is made of the group.
    pub fn makes(&self, path: &str) -> bool {
        let (folder, _) = path.rsplit_once('/').unwrap_or_default();
        let is_of_team = folder.strip_prefix("teams/").is_some_and(|team| team.split('/').next() == Some(&self.name));
        let is_in = |document: &str| {
            let below = document.strip_prefix("content/").and_then(|document| document.strip_prefix(folder));
            below.is_some_and(|below| below.starts_with('/'))
        };
        is_of_team || !folder.is_empty() && self.documents.iter().any(|read| is_in(&read.document.path))
    }

    /// What the group comes to, and what was done for it now.
    pub fn make(&self, ground: &Ground, memo: &mut Memo) -> (Arc<Made>, Work) {
        let Memo { made, decks, shared, pages, is_last } = memo;
        let mut work = Work::default();
        let key = || Key::of((ground.key, self.documents.iter().map(|read| read.key).collect::<Vec<_>>()));
        let made = made.recall_one(key, || {
            let made;
            (made, work) = self.make_anew(ground, decks, (shared, pages), *is_last);
            Arc::new(made)
        });
        (made, work)
    }

    /// A key of all that the pages of all decks may show: everything but the bodies of slides. Where these lead into bodies,
    /// links ask for what stands there.
    fn key_of_shared(&self, ground: &Ground) -> Key {
        let needs_all = self.documents.iter().any(|read| read.leads_into_bodies);
        let is_slides = |read: &Arc<Read>| matches!(read.document.header, Header::Slides(_));
        let key = |read| if is_slides(read) && !needs_all { read.key_without_bodies() } else { read.key };
        Key::of((ground.key, self.documents.iter().map(key).collect::<Vec<_>>()))
    }

    /// What is wrong with the documents, each by itself and all together.
    fn check(&self, documents: &[Arc<Document>], book: &Book, ground: &Ground) -> Vec<Diagnostic> {
        let languages = ground.engine.map(|(engine, _)| engine.languages()).unwrap_or_default();
        let content = check::Content { documents, book, snapshot: ground.scene.snapshot, languages };
        let of_each = self.documents.iter().flat_map(|read| read.diagnostics.iter().cloned());
        of_each.chain(check::check(&content)).collect()
    }

    /// Every deck laid out and drawn, and what was done for it now.
    fn make_decks(
        &self,
        material: &Material,
        ground: &Ground,
        memos: &mut HashMap<String, deck::Memo>,
        is_last: bool,
    ) -> Vec<(Arc<Deck>, Work)> {
        let decks = &material.book.decks;
        let remembered =
            decks.iter().map(|deck| memos.remove(&deck.folder).unwrap_or_else(|| deck::Memo::new(is_last)));
        let mut remembered: Vec<deck::Memo> = remembered.collect();
        let made = decks.par_iter().zip(&mut remembered);
        let made = made.map(|(deck, memo)| deck::make(deck, &self.documents, material, ground, memo)).collect();
        *memos = decks.iter().map(|deck| deck.folder.clone()).zip(remembered).collect();
        made
    }

    fn make_anew(
        &self,
        ground: &Ground,
        memos: &mut HashMap<String, deck::Memo>,
        (shared, pages): (&mut Table<Arc<Shared>>, &mut Table<Drawn>),
        is_last: bool,
    ) -> (Made, Work) {
        let documents: Vec<Arc<Document>> = self.documents.iter().map(|read| Arc::clone(&read.document)).collect();
        let mut seen = assemble::assemble(ground.site, &documents, Reader::EVERYTHING);
        let mut diagnostics = self.check(&documents, &seen.0, ground);
        // What has mistakes is not shown before all of them are known.
        let is_shown = !ground.keeps_pages || is_sound(&diagnostics);
        let ground = &Ground { take_page: ground.take_page.filter(|_| is_shown), ..*ground };
        if ground.reader != Reader::EVERYTHING {
            seen = assemble::narrow(ground.site, &documents, ground.reader, seen);
        }
        let (book, backstage) = seen;
        let material = Material::of(&book, &backstage, &ground.scene);
        let decks = self.make_decks(&material, ground, memos, is_last);
        let mut work = Work::default();
        let shared = shared.recall_one(
            || self.key_of_shared(ground),
            || {
                let shown = paginate::teams(&material);
                let drawn;
                (drawn, work.rendered) = draw(&shown.pages, ground, pages);
                // What only leads elsewhere is in no list of pages.
                let is_listed = |page: &Page| !matches!(page.view, View::Redirect(_));
                let paths = shown.pages.into_iter().filter(is_listed).map(|page| page.path).collect();
                Arc::new(Shared { pages: drawn, paths, files: shown.files, front: shown.front })
            },
        );
        let Shared { pages: mut drawn, mut paths, mut files, front } = Arc::unwrap_or_clone(shared);
        for (deck, of_deck) in &decks {
            work += *of_deck;
            drawn.extend(deck.pages.iter().cloned());
            paths.extend(deck.paths.iter().cloned());
            files.extend(deck.files.iter().map(|(path, source)| (path.clone(), source.clone())));
        }
        let laid_out = decks.iter().flat_map(|(deck, _)| &deck.overflows);
        diagnostics.extend(overflows::told(laid_out, &documents, ground));
        let allows = self.documents.iter().flat_map(|read| &read.allows);
        let is_laid_out = |file: &str| overflows::is_laid_out(file, &documents, ground);
        let mut diagnostics = allow::apply(allows, located(ground.scene.snapshot, diagnostics), &is_laid_out);
        diagnostics.sort_by(order);
        let made = Made {
            diagnostics,
            pages: drawn,
            paths,
            files,
            front,
            decks: decks.into_iter().map(|(deck, _)| deck).collect(),
            counts: counts(&book),
            front_key: OnceLock::new(),
            findings_key: OnceLock::new(),
        };
        (made, work)
    }
}

/// Draws pages, or remembers them, and says how many were drawn now; none where the theme cannot be read.
pub fn draw(pages: &[Page], ground: &Ground, memo: &mut Table<Drawn>) -> (Vec<Drawn>, usize) {
    let Some((engine, key)) = ground.engine else { return (Vec::new(), 0) };
    let key = |page: &Page| Key::of_written((key, &page.path, page.template), &page.view);
    memo.recall(pages, key, |page| {
        let mut html = SPARE.take();
        let rank = engine.render(page, &mut html)?;
        if ground.keeps_pages {
            html.shrink_to_fit();
        }
        let drawn = Artifact::new(page.path.as_str(), html, rank);
        if let Some(take) = ground.take_page {
            take(&drawn);
        }
        if ground.keeps_pages {
            return Ok(Some(drawn));
        }
        if let Body::Whole(part) = drawn.body {
            let mut html = Vec::from(part.bytes);
            html.clear();
            SPARE.set(html);
        }
        Ok(None)
    })
}

thread_local! {
    /// The memory of the last page that was not kept. Pages are large, and new memory costs more than what is there already.
    static SPARE: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Diagnostics with the bytes that they mean.
pub fn located(snapshot: &Snapshot, diagnostics: Vec<Diagnostic>) -> Vec<Located> {
    let mut locators: HashMap<Arc<str>, Option<Locator>> = HashMap::new();
    let mut locate = |diagnostic: &Diagnostic| {
        let path = diagnostic.place.file();
        if !locators.contains_key(path) {
            locators.insert(path.clone(), snapshot.get(path).map(Locator::new));
        }
        locators[path].as_ref().map_or(0..0, |locator| locator.locate(&diagnostic.place))
    };
    diagnostics.into_iter().map(|diagnostic| (locate(&diagnostic), diagnostic)).map(|(at, found)| (found, at)).collect()
}

fn counts(book: &Book) -> Counts {
    let mut counts = Counts { decks: book.decks.len(), ..Counts::default() };
    for file in book.decks.iter().flat_map(|deck| &deck.files) {
        if let FileContent::Objective(objective) = &file.content {
            counts.objectives += 1;
            counts.key_results += objective.key_results.len();
        }
    }
    counts
}
