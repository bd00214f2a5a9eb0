//! A content file as it was read, and what of it matters to whom.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, OnceLock};

use crate::check::allow::{self, Allow};
use crate::memo::Key;
use crate::model::diagnostic::Diagnostic;
use crate::model::document::{Audience, ChartData, Document, Fragment, Header, RawHtml};
use crate::model::link;
use crate::model::source::Source;
use crate::parse;

/// A content file as it was read, with all that it says of itself.
pub struct Read {
    pub document: Arc<Document>,
    /// Of its source and of how it is read.
    pub key: Key,
    key_without_bodies: OnceLock<Key>,
    /// A hash of the text before the body.
    head: u64,
    pub diagnostics: Vec<Diagnostic>,
    pub allows: Vec<Allow>,
    /// Paths of the content files that it leads to.
    pub leads_to: Vec<String>,
    /// Paths of the documents that its charts read as tables.
    pub tables: Vec<String>,
    /// What the pages of all decks show of it leads into bodies.
    pub leads_into_bodies: bool,
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
            allows: allow::allows_of(source, slides),
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
            let headings: Vec<_> = slides.iter().map(|slide| (&slide.heading, &slide.attributes)).collect();
            Key::of((path, self.head, format!("{headings:?}"), readable))
        })
    }
}

/// What a panic brings along that was met while a file was read.
pub struct Struck {
    /// The file's path.
    pub file: String,
    /// What the panic brought along itself.
    pub panic: Box<dyn Any + Send>,
}

/// Reads a file; a panic goes on from here with the file's name. Of what it leaves nothing is used: it goes on.
pub fn naming<T>(file: &str, read: impl FnOnce() -> T) -> T {
    panic::catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|panic| panic::resume_unwind(Box::new(Struck { file: file.to_owned(), panic })))
}

fn hrefs(fragments: &[Fragment], path: &str, found: &mut Vec<String>) {
    let targets = Fragment::leaves(fragments).filter_map(Fragment::href);
    found.extend(targets.filter_map(|target| Some(link::read(path, target).ok()?.path)));
}

/// Whether links lead to what stands in a page, which is asked of bodies.
fn names_places(fragments: &[Fragment]) -> bool {
    Fragment::leaves(fragments).filter_map(Fragment::href).any(|target| target.contains('#'))
}

/// Paths of the content files that a document's charts read.
fn tables(document: &Document) -> Vec<String> {
    let names = document.charts().filter_map(|spec| match &spec.data {
        ChartData::File(name) => Some(link::read(&document.path, name).ok()?.path),
        ChartData::Inline { .. } => None,
    });
    names.filter(|path| path.ends_with(".md")).collect()
}
