//! Links and images of the texts: inside the site, and there.

use std::sync::Arc;

use crate::check::Content;
use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{Document, Fragment};
use crate::model::link;

/// `broken-link`, `unsafe-path`.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    for document in content.documents {
        for slide in &document.slides {
            fragments(&slide.body, document, content, found);
            fragments(&slide.notes, document, content, found);
        }
    }
}

fn fragments(fragments_of: &[Fragment], document: &Document, content: &Content, found: &mut Vec<Diagnostic>) {
    for fragment in fragments_of {
        let (target, at, what) = match fragment {
            Fragment::Internal(inner) => {
                fragments(inner, document, content, found);
                continue;
            }
            Fragment::Image { src, at, .. } => (src, at, "image"),
            Fragment::Href { target, at } => (target, at, "file"),
            Fragment::Html(_) | Fragment::Chart { .. } => continue,
        };
        let place = Place::Bytes(Arc::clone(&document.path), at.clone());
        match link::read(&document.path, target) {
            Err(link::Outside::Unsafe) => {
                let message = format!("`{target}` leads out of the content");
                found.push(
                    Diagnostic::new(Code::UnsafePath, place, message)
                        .hint("a path is relative to the file that names it, and stays below `content/`"),
                );
            }
            Ok(target) if target.path.is_empty() || content.snapshot.get(&target.path).is_some() => {}
            Ok(missing) => {
                let message = format!("there is no {what} `{}`", missing.path);
                found.push(Diagnostic::new(Code::BrokenLink, place, message).hint(format!(
                    "put it beside the text, or correct the path; `{target}` is read from the text's own folder"
                )));
            }
        }
    }
}
