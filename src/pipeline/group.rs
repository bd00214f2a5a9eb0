//! A group of documents: those of a team, and of other teams where the one leads to the other. What a group comes to depends
//! on nothing in other groups, so a build makes only those anew in which something changed.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::assemble::{self, Reader};
use crate::check;
use crate::check::allow::{self, Allow};
use crate::memo::{Key, Table};
use crate::model::artifact::{Artifact, Body};
use crate::model::book::{Book, FileContent};
use crate::model::diagnostic::Diagnostic;
use crate::model::document::{Audience, ChartData, ChartSpec, Document, Fragment, Header, RawHtml, SiteHeader};
use crate::model::link;
use crate::model::page::{self, Page, View};
use crate::model::source::{Snapshot, Source};
use crate::paginate::{self, Material, Scene};
use crate::parse::{self, Locator};
use crate::pipeline::deck::{self, Deck};
use crate::pipeline::findings::{Located, order};
use crate::pipeline::{Counts, Drawn, Taker, Work, is_sound, overflows};
use crate::render::Engine;

/// A content file as it was read, with all that it says of itself.
pub struct Read {
    pub document: Arc<Document>,
    /// Of its source and of how it is read.
    pub key: Key,
    key_without_bodies: OnceLock<Key>,
    /// A hash of the text before the body.
    head: u64,
    diagnostics: Vec<Diagnostic>,
    allows: Vec<Allow>,
    /// Paths of the content files that it leads to.
    pub leads_to: Vec<String>,
    /// Paths of the documents that its charts read as tables.
    pub tables: Vec<String>,
    /// What the pages of all decks show of it leads into bodies.
    leads_into_bodies: bool,
    pub is_deck: bool,
    /// A key of all that tells which group it belongs to.
    pub place: Key,
}

impl Read {
    pub fn key(source: &Source, raw_html: RawHtml, audience: Audience) -> Key {
        Key::of((&source.path, source.hash, raw_html, audience))
    }

    pub fn new(source: &Source, raw_html: RawHtml, audience: Audience) -> Self {
        let parsed = parse::parse(source, raw_html, audience);
        let Document { header, links, slides, .. } = &*parsed.document;
        let mut leads_to = Vec::new();
        hrefs(links, &source.path, &mut leads_to);
        for slide in slides {
            hrefs(&slide.links, &source.path, &mut leads_to);
            hrefs(&slide.body, &source.path, &mut leads_to);
            hrefs(&slide.notes, &source.path, &mut leads_to);
        }
        // Of bodies only the introduction stands on such a page.
        let introduction = slides.iter().filter(|_| matches!(header, Header::Site(_))).map(|slide| &slide.body);
        let leads_into_bodies = std::iter::once(links).chain(introduction).any(|shown| names_places(shown));
        Self {
            key: Self::key(source, raw_html, audience),
            key_without_bodies: OnceLock::new(),
            head: parsed.head,
            diagnostics: parsed.diagnostics,
            allows: allow::allows_of(source),
            is_deck: matches!(parsed.document.header, Header::Deck(_)),
            place: Key::of((&source.path, parsed.head, &leads_to)),
            leads_to,
            tables: tables(&parsed.document),
            leads_into_bodies,
            document: parsed.document,
        }
    }

    /// Whether what pages of other decks may show of the document leads into bodies: its notes may stand there.
    pub fn tells_of_bodies(&self) -> bool {
        self.leads_into_bodies && matches!(self.document.header, Header::Slides(_))
    }

    /// A key of what pages of other decks may show of the document: all but the bodies of its slides.
    pub fn key_without_bodies(&self) -> Key {
        *self.key_without_bodies.get_or_init(|| {
            let Document { path, slides, readable, .. } = &*self.document;
            let headings: Vec<_> = slides.iter().map(|slide| &slide.heading).collect();
            Key::of((path, self.head, format!("{headings:?}"), readable))
        })
    }
}

fn hrefs(fragments: &[Fragment], path: &str, found: &mut Vec<String>) {
    for fragment in fragments {
        match fragment {
            Fragment::Internal(inner) => hrefs(inner, path, found),
            Fragment::Href { target, .. } => found.extend(link::read(path, target).map(|target| target.path)),
            Fragment::Html(_) | Fragment::Image { .. } | Fragment::AlertTitle(_) | Fragment::Chart { .. } => {}
        }
    }
}

/// Whether links lead to what stands in a page, which is asked of bodies.
fn names_places(fragments: &[Fragment]) -> bool {
    fragments.iter().any(|fragment| match fragment {
        Fragment::Internal(inner) => names_places(inner),
        Fragment::Href { target, .. } => target.contains('#'),
        Fragment::Html(_) | Fragment::Image { .. } | Fragment::AlertTitle(_) | Fragment::Chart { .. } => false,
    })
}

/// Paths of the content files that a document's charts read.
fn tables(document: &Document) -> Vec<String> {
    let mut names = Vec::new();
    let mut note = |spec: &ChartSpec| {
        if let ChartData::File(name) = &spec.data {
            names.extend(link::read(&document.path, name).map(|target| target.path));
        }
    };
    if let Header::Slides(header) = &document.header {
        header.charts.iter().for_each(&mut note);
    }
    for slide in &document.slides {
        charts(&slide.body, &mut note);
        charts(&slide.notes, &mut note);
    }
    names.retain(|path| path.ends_with(".md"));
    names
}

fn charts(fragments: &[Fragment], found: &mut impl FnMut(&ChartSpec)) {
    for fragment in fragments {
        match fragment {
            Fragment::Internal(inner) => charts(inner, found),
            Fragment::Chart { spec, .. } => found(spec),
            Fragment::Html(_) | Fragment::Image { .. } | Fragment::Href { .. } | Fragment::AlertTitle(_) => {}
        }
    }
}

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

    fn make_anew(
        &self,
        ground: &Ground,
        memos: &mut HashMap<String, deck::Memo>,
        (shared, pages): (&mut Table<Arc<Shared>>, &mut Table<Drawn>),
        is_last: bool,
    ) -> (Made, Work) {
        let documents: Vec<Arc<Document>> = self.documents.iter().map(|read| Arc::clone(&read.document)).collect();
        let snapshot = ground.scene.snapshot;
        let mut diagnostics: Vec<Diagnostic> =
            self.documents.iter().flat_map(|read| read.diagnostics.iter().cloned()).collect();
        let mut seen = assemble::assemble(ground.site, &documents, Reader::EVERYTHING);
        let languages = ground.engine.map(|(engine, _)| engine.languages()).unwrap_or_default();
        diagnostics.extend(check::check(&check::Content { documents: &documents, book: &seen.0, snapshot, languages }));
        // What has mistakes is not shown before all of them are known.
        let is_shown = !ground.keeps_pages || is_sound(&diagnostics);
        let ground = &Ground { take_page: ground.take_page.filter(|_| is_shown), ..*ground };
        if ground.reader != Reader::EVERYTHING {
            seen = assemble::narrow(ground.site, &documents, ground.reader, seen);
        }
        let (book, backstage) = seen;
        let material = Material::of(&book, &backstage, &ground.scene);
        let mut remembered: Vec<(&str, deck::Memo)> = book
            .decks
            .iter()
            .map(|deck| (&*deck.folder, memos.remove(&deck.folder).unwrap_or_else(|| deck::Memo::new(is_last))))
            .collect();
        let decks: Vec<(Arc<Deck>, Work)> = book
            .decks
            .par_iter()
            .zip(&mut remembered)
            .map(|(deck, (_, memo))| deck::make(deck, &self.documents, &material, ground, memo))
            .collect();
        *memos = remembered.into_iter().map(|(folder, memo)| (folder.to_owned(), memo)).collect();
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
        let mut diagnostics = allow::apply(allows, located(snapshot, diagnostics), &is_laid_out);
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
