//! Stage 4, documents -> diagnostics: what no file can know of itself. A file per family of rules; each looks at all
//! documents, private ones too, because a mistake in a draft is a mistake.

mod data;
mod identity;
mod links;
mod references;

use std::sync::Arc;

use crate::model::diagnostic::{Diagnostic, Part, Place, Step};
use crate::model::document::Document;
use crate::model::source::Snapshot;

/// What the rules look at.
pub struct Content<'a> {
    pub documents: &'a [Arc<Document>],
    pub snapshot: &'a Snapshot,
    /// Kinds of slide files that the theme can draw.
    pub kinds: &'a [String],
}

/// Everything that is wrong between the files.
pub fn check(content: &Content) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    identity::check(content, &mut found);
    references::check(content, &mut found);
    links::check(content, &mut found);
    data::check(content, &mut found);
    found
}

/// The folder of a path, without a slash at its end.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The value of a key at the top of a file's front matter.
fn value_of(document: &Document, key: &str) -> Place {
    Place::Yaml(document.path.clone(), vec![Step::Key(key.into())], Part::Value)
}

/// The nearest of `known` to `wanted`, if it is near enough to be what was meant.
fn nearest<'a>(wanted: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let best = known.map(|name| (strsim::damerau_levenshtein(wanted, name), name)).min()?;
    (best.0 <= wanted.chars().count().div_ceil(3)).then_some(best.1)
}
