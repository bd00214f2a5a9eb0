//! Slides that are too full, and of which it is known.

use std::sync::Arc;

use rayon::prelude::*;

use crate::assemble::{self, Reader};
use crate::check;
use crate::model::diagnostic::Diagnostic;
use crate::model::document::{Audience, Document, Header};
use crate::model::source::folder;
use crate::paginate::{self, Material, Overflow, Overfull, Scene};
use crate::parse;
use crate::pipeline::group::Ground;
use crate::pipeline::naming;

/// What is told of a group's slides. `laid_out` are those that the reader sees; where all is checked, presenters' are laid out instead:
/// they show all of that, and more.
pub fn told<'a>(
    laid_out: impl Iterator<Item = &'a Overflow>,
    documents: &[Arc<Document>],
    ground: &Ground,
) -> Vec<Diagnostic> {
    if !ground.checks_all || assemble::sees_all(documents, ground.reader) {
        return laid_out.map(|overflow| diagnostic(overflow, documents, ground.reader, ground)).collect();
    }
    let snapshot = ground.scene.snapshot;
    // For presenters slides begin within private text, too.
    let parse = |document: &Arc<Document>| {
        let source = snapshot.get(&document.path)?;
        Some(naming(&document.path, || parse::parse(source, ground.site.raw_html, Audience::Internal).document))
    };
    let documents: Vec<Arc<Document>> = documents.par_iter().filter_map(parse).collect();
    let (book, backstage) = assemble::assemble(ground.site, &documents, Reader::EVERYTHING);
    let scene = Scene { audience: Audience::Internal, ..ground.scene };
    let material = Material::of(&book, &backstage, &scene);
    let overflows = |deck| paginate::deck(deck, &material).0.overflows;
    let found: Vec<Vec<Overflow>> = book.decks.par_iter().map(|deck| overflows(deck)).collect();
    found.iter().flatten().map(|overflow| diagnostic(overflow, &documents, Reader::EVERYTHING, ground)).collect()
}

fn diagnostic(overflow: &Overflow, documents: &[Arc<Document>], reader: Reader, ground: &Ground) -> Diagnostic {
    let Overflow { path, number, how } = overflow;
    // They are sorted by path.
    let document = documents.binary_search_by(|document| document.path.cmp(path)).ok().map(|at| &documents[at]);
    let slide = document.and_then(|document| assemble::shown_slides(document, reader).nth(*number));
    let line = slide.map_or(1, |slide| slide.line.max(1));
    let message = match how {
        Overfull::Excess(excess) => check::overflow::too_full(*excess),
        Overfull::Slides(count) => check::overflow::goes_on(*count),
    };
    check::overflow::diagnostic(ground.scene.snapshot, path, line, message)
}

/// Whether all slides of a file are laid out: for the reader, or because all is checked.
pub fn is_laid_out(file: &str, documents: &[Arc<Document>], ground: &Ground) -> bool {
    let is_deck = |document: &Document| matches!(document.header, Header::Deck(_));
    let of_file: Vec<Arc<Document>> = documents
        .iter()
        .filter(|document| *document.path == *file || is_deck(document) && folder(&document.path) == folder(file))
        .cloned()
        .collect();
    ground.checks_all || assemble::sees_all(&of_file, ground.reader)
}
