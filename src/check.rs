//! Stage 4, documents and the book of them all -> diagnostics: what no file can know of itself. A file per family of rules;
//! each looks at all documents, private ones too, because a mistake in a draft is a mistake.

mod addresses;
pub mod allow;
mod calls;
mod changes;
mod copies;
mod data;
mod elsewhere;
mod far;
mod former;
mod history;
mod identity;
mod language;
mod links;
mod metrics;
mod numbers;
mod outcome;
mod overdue;
pub mod overflow;
mod points;
mod promises;
mod references;
mod shares;
mod sums;
mod teams;

use std::sync::Arc;

use crate::model::book::{Book, File, KeyResult};
use crate::model::diagnostic::{Diagnostic, EntryPart, Place, Step};
use crate::model::document::{self, Document, Header, KeyResultHeader, SlidesHeader};
use crate::model::source::{Snapshot, folder};

/// What the rules look at: documents that refer to no others.
pub struct Content<'a> {
    /// In the order of their paths.
    pub documents: &'a [Arc<Document>],
    /// Assembled from all of them, private ones too.
    pub book: &'a Book,
    pub snapshot: &'a Snapshot,
    /// The languages that the theme speaks; none where there is no theme.
    pub languages: &'a [String],
}

impl Content<'_> {
    /// The document at a path.
    fn document(&self, path: &str) -> Option<&Document> {
        let at = self.documents.binary_search_by(|document| (*document.path).cmp(path)).ok()?;
        Some(&self.documents[at])
    }
}

/// Everything that is wrong in these documents and between them.
pub fn check(content: &Content) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    identity::quarters(content.documents, content.book.site.calendar, &mut found);
    identity::two_decks(content.documents, &mut found);
    far::check(content, &mut found);
    teams::check(content, &mut found);
    language::check(content, &mut found);
    links::check(content, &mut found);
    data::check(content, &mut found);
    numbers::check(content, &mut found);
    points::check(content, &mut found);
    sums::check(content, &mut found);
    calls::check(content, &mut found);
    former::check(content, &mut found);
    history::check(content, &mut found);
    changes::check(content, &mut found);
    metrics::check(content, &mut found);
    found
}

/// What is wrong with the names and places of all documents beside each other. `kinds` are the kinds of slide files that
/// the theme can draw; none where there is no theme.
pub fn check_names(documents: &[Arc<Document>], snapshot: &Snapshot, kinds: &[String]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    identity::unread(snapshot, &mut found);
    identity::check(documents, snapshot, kinds, &mut found);
    copies::check(documents, &mut found);
    addresses::check(documents, &mut found);
    references::check(documents, &mut found);
    found
}

/// What a key result is called in a message.
fn called(of: &KeyResult) -> String {
    if of.title.plain.is_empty() { format!("`{}`", of.id) } else { format!("“{}”", of.title.plain) }
}

/// The value of a key of a key result.
fn of_key_result(file: &File, of: &KeyResult, key: &str) -> Place {
    let mut path = of.at.clone();
    path.push(Step::Key(key.into()));
    Place::Yaml(file.path.clone(), path, EntryPart::Value)
}

/// The same of a key result as it is written.
fn of_header(path: &Arc<str>, of: &KeyResultHeader, key: &str) -> Place {
    Place::Yaml(path.clone(), [&of.path[..], &[Step::Key(key.into())]].concat(), EntryPart::Value)
}

/// Where it is said when the key result at `at` is due: its own `due`, its objective's, else its first key.
fn due_of(content: &Content, path: &Arc<str>, at: &[Step]) -> Place {
    let header = content.document(path).map(|document| &document.header);
    let own = |header: &SlidesHeader| header.content.key_results().any(|of| of.path == at && of.due.is_some());
    match header {
        Some(Header::Slides(header)) if own(header) => {
            Place::Yaml(path.clone(), [at, &[Step::Key("due".into())]].concat(), EntryPart::Value)
        }
        Some(Header::Slides(header)) if matches!(&header.content, document::Content::Objective(objective) if objective.due.is_some()) => {
            Place::Yaml(path.clone(), vec![Step::Key("due".into())], EntryPart::Value)
        }
        _ => Place::Yaml(path.clone(), at.to_vec(), EntryPart::FirstKey),
    }
}

/// Whether something is true of a key result as it is written.
fn says(content: &Content, file: &File, of: &KeyResult, is_said: impl Fn(&KeyResultHeader) -> bool) -> bool {
    content.document(&file.path).is_some_and(|document| match &document.header {
        Header::Slides(header) => header.content.key_results().any(|own| own.path == of.at && is_said(own)),
        Header::Site(_) | Header::Deck(_) => false,
    })
}

/// The way out where something refers to what is no content.
const NO_CONTENT: &str = "names that begin with `_` or `.` are not content: call it otherwise";

/// Whether the name of a file, or of a folder that it lies in, keeps it from being content.
fn is_no_content(path: &str) -> bool {
    path.split('/').any(|name| name.starts_with(['_', '.']))
}

/// Whether a file that would have this id stands in a folder and cannot be read: what is missed may be in it.
fn is_unread(documents: &[Arc<Document>], at: &str, id: &str) -> bool {
    documents
        .iter()
        .filter(|document| !document.readable && folder(&document.path) == at)
        .any(|document| matches!(&document.header, Header::Slides(header) if header.id == id))
}

/// The value of a key at the top of a file's front matter.
fn value_of(document: &Document, key: &str) -> Place {
    Place::Yaml(document.path.clone(), vec![Step::Key(key.into())], EntryPart::Value)
}
