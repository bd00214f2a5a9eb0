//! Calls the stages in their order, which it and the files in `pipeline/` alone know. A build is a pure function of the
//! snapshot and the options.

mod checking;
mod deck;
mod findings;
mod group;
mod grouping;
mod guard;
mod handing;
mod overflows;
mod queue;
mod reading;
pub mod survey;
mod whole;

use std::collections::{HashMap, HashSet};
use std::ops::AddAssign;
use std::sync::Arc;

use rayon::prelude::*;

use crate::assemble::{self, Reader};
use crate::memo::{Key, Table};
use crate::model::artifact::Artifact;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::document::{Audience, Document, Header, RawHtml, SiteHeader};
use crate::model::source::{Snapshot, Source};
use crate::paginate::Scene;
use crate::pipeline::findings::Findings;
use crate::pipeline::group::{Ground, Group, Made};
use crate::pipeline::guard::Guard;
use crate::pipeline::handing::Handing;
use crate::pipeline::queue::Queue;
use crate::pipeline::reading::Read;
use crate::pipeline::whole::Whole;
use crate::render::Engine;
use crate::{check, parse, render, theme};

pub use crate::parse::{Locator, carry, schema};
pub use checking::check;
pub use handing::{Taker, Wanted};
pub use reading::{Struck, naming};

/// What a build is asked for, beside the content. By itself it is for the public, without drafts.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub audience: Audience,
    pub drafts: bool,
    /// Instead of the site's `theme`.
    pub theme: Option<String>,
    /// Instead of the site's `base_url`.
    pub base_url: Option<String>,
    /// Warnings count as errors.
    pub strict: bool,
}

/// What a build comes to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// All files of the site, sorted by path; empty where a diagnostic is an error.
    pub artifacts: Arc<Vec<Artifact>>,
    /// Sorted by file and place.
    pub diagnostics: Arc<Vec<Diagnostic>>,
    pub counts: Counts,
    pub work: Work,
}

/// What a site holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub decks: usize,
    pub objectives: usize,
    pub key_results: usize,
    pub pages: usize,
}

/// What a build had to do anew, beside what it remembered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Content files that were parsed.
    pub parsed: usize,
    /// Decks whose slides were laid out.
    pub laid_out: usize,
    /// Pages that were drawn.
    pub rendered: usize,
}

impl AddAssign for Work {
    fn add_assign(&mut self, more: Self) {
        self.parsed += more.parsed;
        self.laid_out += more.laid_out;
        self.rendered += more.rendered;
    }
}

/// A page as it was drawn, or what is wrong with its templates. There is no page where it was handed on already.
type Drawn = Result<Option<Artifact>, Vec<Diagnostic>>;

/// A theme ready to draw, or what is wrong with it.
type ReadyEngine = Result<Arc<Engine>, Vec<Diagnostic>>;

/// What builds remember of the last one. It makes them faster and changes no byte of what they make.
pub struct Memo {
    read: Table<Arc<Read>>,
    engine: Table<ReadyEngine>,
    names: Table<Arc<Vec<Diagnostic>>>,
    grouping: grouping::Memo,
    groups: HashMap<String, group::Memo>,
    front: whole::Memo,
    guard: guard::Memo,
    diagnostics: Table<Arc<Vec<Diagnostic>>>,
    /// No build follows: there is nothing to remember.
    is_last: bool,
}

impl Default for Memo {
    fn default() -> Self {
        Self::new(false)
    }
}

impl Memo {
    fn new(is_last: bool) -> Self {
        Self {
            read: Table::new(is_last),
            engine: Table::new(is_last),
            names: Table::new(is_last),
            grouping: Table::new(is_last),
            groups: HashMap::new(),
            front: whole::Memo::new(is_last),
            guard: guard::Memo::new(is_last),
            diagnostics: Table::new(is_last),
            is_last,
        }
    }
}

/// Makes the site. Every file's mistakes are told; artifacts come only where none of them is an error.
pub fn build(snapshot: &Snapshot, options: &Options) -> Outcome {
    make(snapshot, options, &mut Memo::new(true), Handing::None)
}

/// Makes the site as [`build`] does, but hands every file on as soon as it is made, so that no more of them are in memory
/// than are being made. Whether the site is as it should be is known in the end: where a diagnostic is an error, what was
/// taken is worth nothing, and some files may not have come. The outcome's artifacts are empty.
pub fn build_into(snapshot: &Snapshot, options: &Options, take: &Taker) -> Outcome {
    make(snapshot, options, &mut Memo::new(true), Handing::On { take, checks_all: false })
}

/// Makes the site as [`build`] does, and does anew only what was not done for the build before.
pub fn rebuild(snapshot: &Snapshot, options: &Options, memo: &mut Memo) -> Outcome {
    make(snapshot, options, memo, Handing::None)
}

/// Makes the site as [`rebuild`] does, and shows pages and what they are drawn with as soon as they are made, first those
/// that are wanted. Shown is only what stands where no mistake was found before; others may be found later.
pub fn rebuild_showing(
    snapshot: &Snapshot,
    options: &Options,
    memo: &mut Memo,
    show: &Taker,
    wanted: &Wanted,
) -> Outcome {
    make(snapshot, options, memo, Handing::Early(show, wanted))
}

fn make(snapshot: &Snapshot, options: &Options, memo: &mut Memo, handing: Handing) -> Outcome {
    let Start { header, read, parsed, engine, files, guard, diagnostics } = Start::of(snapshot, options, memo);
    let reader = Reader { audience: options.audience, drafts: options.drafts };
    let decks = read.iter().filter(|read| read.is_deck).map(|read| &*read.document);
    let only_team = assemble::only_team(decks, reader);
    let alert_titles = engine.as_ref().map(|(engine, _)| engine.alert_titles().clone()).unwrap_or_default();
    let only_team = only_team.as_deref();
    let scene = Scene { snapshot, audience: options.audience, only_team, alert_titles: &alert_titles };
    let engine = engine.as_ref().map(|(engine, key)| (&**engine, *key));
    let hand_on = |page: &Artifact| handing.hand_on(page, &guard);
    let ground = Ground {
        site: &header,
        reader,
        scene,
        engine,
        key: ground_key(files, options, &header, &scene, engine),
        take_page: if handing.takes_pages(|| is_sound(&diagnostics)) { Some(&hand_on) } else { None },
        keeps_pages: handing.keeps_pages(),
        checks_all: handing.checks_all(),
    };
    if let (Handing::Early(show, _), Some((engine, _))) = (handing, engine) {
        engine.assets().iter().for_each(show);
    }
    let groups = grouping::groups(&read, &mut memo.grouping);
    // What a group read is let go with it.
    drop(read);
    let (made, mut work) = make_groups(groups, &ground, handing.wanted(), memo);
    work.parsed += parsed;

    let mut findings = Findings::new(&made, group::located(snapshot, diagnostics), options.strict);
    let mut outcome = Outcome { work, ..Outcome::default() };
    if let Some((engine, _)) = engine {
        let is_wrong = findings.stop();
        // Nobody gets a site that has mistakes; what its templates and pages tell is told with the others.
        let only_looked_at = (Ground { take_page: None, keeps_pages: true, ..ground }, Handing::None);
        let (ground, handing) = if is_wrong { only_looked_at } else { (ground, handing) };
        let mut site = Whole::of(&made, &ground);
        site.artifacts.extend(engine.assets());
        outcome.work.rendered += add_front(&mut site, &ground, &guard, handing, memo);
        if is_wrong {
            site.forgive_inherited();
        }
        site.faults.extend(guard.diagnostics(snapshot, engine.own_words()));
        findings.add(group::located(snapshot, site.faults));
        outcome.counts = site.counts;
        if ground.keeps_pages && !findings.stop() {
            site.artifacts.sort_by(|a, b| a.path.cmp(&b.path));
            outcome.artifacts = Arc::new(site.artifacts);
        }
    }
    outcome.diagnostics = findings.told(&mut memo.diagnostics);
    outcome
}

/// What is known before any group is made.
struct Start {
    header: SiteHeader,
    read: Vec<Arc<Read>>,
    /// How many files were read anew.
    parsed: usize,
    /// Draws pages, with a key of all that it draws with; absent where the theme cannot be read.
    engine: Option<(Arc<Engine>, Key)>,
    /// See [`files_key`].
    files: Key,
    guard: Guard,
    /// What is wrong with the theme, and with names and places.
    diagnostics: Vec<Diagnostic>,
}

impl Start {
    fn of(snapshot: &Snapshot, options: &Options, memo: &mut Memo) -> Self {
        let mut header = header_of(snapshot);
        let (read, engine) = rayon::join(
            || read(snapshot, header.raw_html, options.audience, &mut memo.read),
            || engine(snapshot, options.theme.as_ref().unwrap_or(&header.theme), &header.language, &mut memo.engine),
        );
        let (read, parsed) = read;
        let mut diagnostics = Vec::new();
        let engine = engine.map_err(|found| diagnostics.extend(found)).ok();
        let kinds = engine.as_ref().map(|(engine, _)| engine.kinds()).unwrap_or_default();
        let files = files_key(snapshot, &read);
        let (names, guard) = rayon::join(
            || names(&read, snapshot, &kinds, files, &mut memo.names),
            || Guard::of(&read, snapshot, options, &mut memo.guard),
        );
        diagnostics.extend(names.iter().cloned());
        if options.base_url.is_some() {
            header.base_url.clone_from(&options.base_url);
        }
        Self { header, read, parsed, engine, files, guard, diagnostics }
    }
}

/// Adds the pages of all groups together, looks at everything that is not yet looked at, and says how many pages were drawn.
fn add_front(site: &mut Whole, ground: &Ground, guard: &Guard, handing: Handing, memo: &mut Memo) -> usize {
    let Memo { front, guard: looked_at, .. } = memo;
    let (pages, rendered) = if let Handing::On { take, .. } = handing {
        // The pages are looked at and handed on as they are drawn, and everything else meanwhile.
        let hand_on = || site.artifacts.par_iter().for_each(take);
        let look = || guard.look_at_all(&site.artifacts, looked_at);
        rayon::join(|| site.front(ground, front), || rayon::join(look, hand_on)).0
    } else {
        site.front(ground, front)
    };
    site.add_front(pages);
    if ground.keeps_pages {
        guard.look_at_all(&site.artifacts, looked_at);
    }
    rendered
}

/// What is wrong with the names and places of all files together.
fn names(
    read: &[Arc<Read>],
    snapshot: &Snapshot,
    kinds: &[String],
    files_key: Key,
    memo: &mut Table<Arc<Vec<Diagnostic>>>,
) -> Arc<Vec<Diagnostic>> {
    memo.recall_one(
        || Key::of((files_key, read.iter().map(|read| read.key_without_bodies()).collect::<Vec<_>>(), kinds)),
        || {
            let documents: Vec<Arc<Document>> = read.iter().map(|read| Arc::clone(&read.document)).collect();
            Arc::new(check::check_names(&documents, snapshot, kinds))
        },
    )
}

/// What all groups come to, those first that somebody waits for, and what was done for it now.
fn make_groups(
    groups: Vec<Group>,
    ground: &Ground,
    wanted: Option<&Wanted>,
    memo: &mut Memo,
) -> (Vec<Arc<Made>>, Work) {
    let is_last = memo.is_last;
    let mut known = std::mem::take(&mut memo.groups);
    let groups = groups.into_iter().map(|group| {
        let memo = known.remove(&group.name).unwrap_or_else(|| group::Memo::new(is_last));
        (group, memo)
    });
    let made = Queue::new(groups.collect(), wanted).make(|group, mut memo| {
        let (made, work) = group.make(ground, &mut memo);
        (made, work, group.name, memo)
    });
    let mut work = Work::default();
    let made = made.into_iter().map(|(made, of_group, name, known)| {
        work += of_group;
        memo.groups.insert(name, known);
        made
    });
    (made.collect(), work)
}

/// A key of which files of content there are, and of what stands in those that are no documents, or that charts read as if
/// they were none.
fn files_key(snapshot: &Snapshot, read: &[Arc<Read>]) -> Key {
    let tables: HashSet<&str> = read.iter().flat_map(|read| &read.tables).map(String::as_str).collect();
    let is_document = |file: &Source| file.path.ends_with(".md") && !tables.contains(&*file.path);
    let content = snapshot.files.iter().filter(|file| file.path.starts_with("content/"));
    let files = content.map(|file| (&*file.path, if is_document(file) { 0 } else { file.hash }));
    Key::of((files.collect::<Vec<_>>(), &snapshot.unread))
}

/// A key of what every group may see beside its documents: the site's header, who reads, the other files, and what
/// pages are drawn with.
fn ground_key(files: Key, options: &Options, site: &SiteHeader, scene: &Scene, engine: Option<(&Engine, Key)>) -> Key {
    let written = format!("{site:?} {:?} {}", options.audience, options.drafts);
    Key::of((files, written, scene.only_team, engine.map(|(_, key)| key), scene.snapshot.today))
}

/// What `site.md` says, which comes before all others: how HTML in them is to be read, and what they are drawn with.
fn header_of(snapshot: &Snapshot) -> SiteHeader {
    let site = snapshot
        .get("content/site.md")
        .map(|source| naming(&source.path, || parse::parse(source, RawHtml::Safe, Audience::Public).document));
    match site.as_ref().map(|site| &site.header) {
        Some(Header::Site(header)) => (**header).clone(),
        _ => assemble::default_site(),
    }
}

/// Reads every content file, and says how many were read anew.
fn read(
    snapshot: &Snapshot,
    raw_html: RawHtml,
    audience: Audience,
    memo: &mut Table<Arc<Read>>,
) -> (Vec<Arc<Read>>, usize) {
    let is_content = |source: &&Source| source.path.starts_with("content/") && source.path.ends_with(".md");
    let mut sources: Vec<&Source> = snapshot.files.iter().filter(is_content).collect();
    // What colours code is made ready when it is first needed, and all who need it then wait. Files with code come first, so
    // that one thread meets them while the others read on.
    sources.par_sort_by_cached_key(|source| memchr::memmem::find(&source.bytes, b"```").is_none());
    let key = |source: &&Source| Read::key(source, raw_html, audience);
    let read_anew = |source: &&Source| naming(&source.path, || Arc::new(Read::new(source, raw_html, audience)));
    let (mut read, parsed) = memo.recall(&sources, key, read_anew);
    read.sort_unstable_by(|a, b| a.document.path.cmp(&b.document.path));
    (read, parsed)
}

/// A theme ready to draw in one language, and the key of all that it draws with.
fn engine(
    snapshot: &Snapshot,
    theme: &str,
    language: &str,
    memo: &mut Table<ReadyEngine>,
) -> Result<(Arc<Engine>, Key), Vec<Diagnostic>> {
    let (theme, mut wrong) = theme::resolve(snapshot, theme)?;
    let key = Key::of((&theme.name, theme.hash, language));
    match memo.recall_one(|| key, || render::engine(&theme, language).map(Arc::new)) {
        Ok(engine) if wrong.is_empty() => Ok((engine, key)),
        made => {
            wrong.extend(made.err().into_iter().flatten());
            Err(wrong)
        }
    }
}

/// Whether there is no error so far.
fn is_sound<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> bool {
    diagnostics.into_iter().all(|diagnostic| diagnostic.severity < Severity::Error)
}
