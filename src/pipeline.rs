//! The only file that knows the order of the stages. A build is a pure function of the snapshot and the options.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::assemble::{self, Reader};
use crate::check::Content;
use crate::memo::{Key, Table};
use crate::model::artifact::{Artifact, Rank};
use crate::model::book::{Book, FileContent};
use crate::model::diagnostic::{Diagnostic, Place, Severity};
use crate::model::document::{Audience, Document, Header, RawHtml, SiteHeader};
use crate::model::page::Page;
use crate::model::source::{Snapshot, Source};
use crate::model::theme::Theme;
use crate::parse::Parsed;
use crate::render::Engine;

use crate::{data, leak, paginate, parse, render, theme};

/// What a build is asked for, beside the content.
#[derive(Clone, Debug)]
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
    /// All files of the site; empty where a diagnostic is an error.
    pub artifacts: Vec<Artifact>,
    /// Sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
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
    /// Pages that were drawn.
    pub rendered: usize,
}

/// What builds remember of the last one. It makes them faster and changes no byte of what they make.
#[derive(Default)]
pub struct Memo {
    parsed: Table<Arc<Parsed>>,
    engine: Table<Result<Arc<Engine>, Vec<Diagnostic>>>,
    rendered: Table<Result<Artifact, Diagnostic>>,
}

/// Makes the site. Every file's mistakes are told; artifacts come only where none of them is an error.
pub fn build(snapshot: &Snapshot, options: &Options) -> Outcome {
    rebuild(snapshot, options, &mut Memo::default())
}

/// Makes the site as [`build`] does, and does anew only what was not done for the build before.
pub fn rebuild(snapshot: &Snapshot, options: &Options, memo: &mut Memo) -> Outcome {
    let mut work = Work::default();
    let (documents, mut diagnostics) = read(snapshot, memo, &mut work);
    let site = site_header(&documents);
    let theme_name = options.theme.clone().unwrap_or_else(|| site.theme.clone());
    let theme = theme::resolve(snapshot, &theme_name);
    let engine = match theme.and_then(|theme| engine(&theme, &site.language, memo)) {
        Ok(engine) => Some(engine),
        Err(found) => {
            diagnostics.extend(found);
            None
        }
    };
    let kinds = engine.as_ref().map(|(engine, _)| engine.kinds()).unwrap_or_default();
    let everything = Reader { audience: Audience::Internal, drafts: true };
    let (book, _) = assemble::assemble(&documents, everything);
    let content = Content { documents: &documents, book: &book, snapshot, kinds: &kinds };
    diagnostics.extend(crate::check::check(&content));
    let reader = Reader { audience: options.audience, drafts: options.drafts };
    let (mut book, backstage) = assemble::assemble(&documents, reader);
    if options.base_url.is_some() {
        book.site.header.base_url.clone_from(&options.base_url);
    }
    let pages = paginate::paginate(&book, &backstage, snapshot, options.audience);
    diagnostics.extend(pages.overflows.iter().map(|overflow| {
        crate::check::overflow::diagnostic(snapshot, &documents, &overflow.path, overflow.number, overflow.excess)
    }));
    let mut diagnostics = allowed(snapshot, diagnostics);
    let mut outcome = Outcome::default();
    if let Some((engine, engine_key)) = engine.filter(|_| !stops(&diagnostics, options)) {
        outcome.counts = counts(&book, pages.pages.len());
        let mut artifacts = engine.assets();
        artifacts.extend(pages.files.iter().filter_map(|(path, source)| {
            let source = snapshot.get(source)?;
            Some(Artifact::new(path.as_str(), source.bytes.clone(), Rank::Asset))
        }));
        let key = |page: &Page| Key::of_written((engine_key, &page.path, page.template), &page.view);
        let rendered;
        (rendered, work.rendered) = memo.rendered.recall(&pages.pages, key, |page| engine.render(page));
        for page in rendered {
            match page {
                Ok(page) => artifacts.push(page),
                Err(found) => diagnostics.push(found),
            }
        }
        artifacts.push(Artifact::new("okrs.json", data::okrs_json(&book, options.audience), Rank::Data));
        artifacts.push(Artifact::new("okrs.csv", data::okrs_csv(&book), Rank::Data));
        artifacts.push(Artifact::new("search/index.js", data::search_index(&pages.pages), Rank::Data));
        if options.audience == Audience::Public {
            let secrets = leak::Secrets::of(&documents, snapshot, options.drafts);
            let tell = |artifact: &Artifact| {
                secrets.told_by(artifact).into_iter().map(|leak| (artifact.path.clone(), leak)).collect::<Vec<_>>()
            };
            diagnostics.extend(leak::diagnostics(artifacts.par_iter().flat_map_iter(tell).collect()));
        }
        artifacts.sort_by(|a, b| a.path.cmp(&b.path));
        if !stops(&diagnostics, options) {
            outcome.artifacts = artifacts;
        }
    }
    if options.strict {
        for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.severity == Severity::Warning) {
            diagnostic.severity = Severity::Error;
        }
    }
    outcome.diagnostics = sorted(snapshot, diagnostics);
    outcome.work = work;
    outcome
}

/// Tells what is wrong: with every file, private ones too, and with what a public build would show.
pub fn check(snapshot: &Snapshot, options: &Options) -> Vec<Diagnostic> {
    build(snapshot, &Options { audience: Audience::Public, ..options.clone() }).diagnostics
}

/// Parses every content file. `site.md` comes first: it says how HTML in the others is to be read.
fn read(snapshot: &Snapshot, memo: &mut Memo, work: &mut Work) -> (Vec<Arc<Document>>, Vec<Diagnostic>) {
    let content = |source: &&Source| source.path.starts_with("content/") && source.path.ends_with(".md");
    let sources: Vec<&Source> = snapshot.files.iter().filter(content).collect();
    let site = sources.iter().find(|source| &*source.path == "content/site.md");
    let site = site.map(|source| parse::parse(source, RawHtml::Safe).document);
    let raw_html = match site.as_ref().map(|site| &site.header) {
        Some(Header::Site(site)) => site.raw_html,
        _ => RawHtml::Safe,
    };
    let key = |source: &&Source| Key::of((&source.path, source.hash, raw_html));
    let parse = |source: &&Source| Arc::new(parse::parse(source, raw_html));
    let parsed;
    (parsed, work.parsed) = memo.parsed.recall(&sources, key, parse);
    let diagnostics = parsed.iter().flat_map(|parsed| parsed.diagnostics.iter().cloned()).collect();
    (parsed.iter().map(|parsed| Arc::clone(&parsed.document)).collect(), diagnostics)
}

/// The theme ready to draw in one language, and the key of all that it draws with.
fn engine(theme: &Theme, language: &str, memo: &mut Memo) -> Result<(Arc<Engine>, Key), Vec<Diagnostic>> {
    let key = Key::of((&theme.name, theme.hash, language));
    let engine = memo.engine.recall_one(key, || render::engine(theme, language).map(Arc::new))?;
    Ok((engine, key))
}

fn site_header(documents: &[Arc<Document>]) -> SiteHeader {
    let site = documents.iter().find_map(|document| match &document.header {
        Header::Site(site) => Some((**site).clone()),
        _ => None,
    });
    site.unwrap_or_else(assemble::default_site)
}

/// Without what an author has silenced.
fn allowed(snapshot: &Snapshot, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let located = diagnostics.into_iter().map(|diagnostic| {
        let source = snapshot.get(diagnostic.place.file());
        let at = source.map_or(0..0, |source| locate(source, &diagnostic.place));
        (diagnostic, at)
    });
    crate::check::allow::apply(snapshot, located.collect())
}

fn stops(diagnostics: &[Diagnostic], options: &Options) -> bool {
    let least = if options.strict { Severity::Warning } else { Severity::Error };
    diagnostics.iter().any(|diagnostic| diagnostic.severity >= least)
}

/// Sorted by file, place and code, each once.
fn sorted(snapshot: &Snapshot, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_cached_key(|diagnostic| {
        let file = diagnostic.place.file().clone();
        let range = snapshot.get(&file).map_or(0..0, |source| locate(source, &diagnostic.place));
        (file, range.start, range.end, diagnostic.code, diagnostic.message.clone())
    });
    diagnostics.dedup();
    diagnostics
}

/// The bytes of the source's text that a place means.
pub fn locate(source: &Source, place: &Place) -> Range<usize> {
    parse::locate(source, place)
}

fn counts(book: &Book, pages: usize) -> Counts {
    let mut counts = Counts { decks: book.decks.len(), pages, ..Counts::default() };
    for file in book.decks.iter().flat_map(|deck| &deck.files) {
        if let FileContent::Objective(objective) = &file.content {
            counts.objectives += 1;
            counts.key_results += objective.key_results.len();
        }
    }
    counts
}
