//! What stands in a site, for commands that go on with it.

use std::sync::Arc;

use crate::assemble::{self, Reader};
use crate::memo::Table;
use crate::model::book::Book;
use crate::model::document::{Audience, Document};
use crate::model::source::Snapshot;
use crate::pipeline::{header_of, read};

/// The book of all files, drafts and internal ones too. What cannot be read is not in it, or a stand-in; nothing is told of that.
pub fn book(snapshot: &Snapshot) -> Book {
    let header = header_of(snapshot);
    let (read, _) = read(snapshot, header.raw_html, Audience::Internal, &mut Table::new(true));
    let documents: Vec<Arc<Document>> = read.iter().map(|read| Arc::clone(&read.document)).collect();
    assemble::assemble(&header, &documents, Reader { audience: Audience::Internal, drafts: true }).0
}
