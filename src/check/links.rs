//! Links and images of the texts: inside the site, and there.

use std::ops::Range;
use std::sync::Arc;

use crate::check::Content;
use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{Document, Fragment};
use crate::model::goal::Goals;
use crate::model::link;

/// `broken-link`, `unsafe-path`.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    let goals = Goals::of(content.book);
    let site = Site { content, goals };
    for document in content.documents {
        fragments(&document.links, document, &site, found);
        for slide in &document.slides {
            fragments(&slide.body, document, &site, found);
            fragments(&slide.notes, document, &site, found);
        }
    }
}

/// What links may lead to.
struct Site<'a> {
    content: &'a Content<'a>,
    goals: Goals<'a>,
}

fn fragments(fragments_of: &[Fragment], document: &Document, site: &Site, found: &mut Vec<Diagnostic>) {
    for fragment in fragments_of {
        match fragment {
            Fragment::Internal(inner) => fragments(inner, document, site, found),
            Fragment::Image { src, at, .. } => found.extend(site.fault(document, src, at, "image")),
            Fragment::Href { target, at } => found.extend(site.fault(document, target, at, "file")),
            Fragment::Html(_) | Fragment::AlertTitle(_) | Fragment::Chart { .. } => {}
        }
    }
}

impl Site<'_> {
    /// What is wrong with what a document names at these bytes: an `image`, or a `file` that a link leads to.
    fn fault(&self, document: &Document, target: &str, at: &Range<usize>, what: &str) -> Option<Diagnostic> {
        let place = Place::Bytes(Arc::clone(&document.path), at.clone());
        let Ok(aim) = link::read(&document.path, target) else {
            let message = format!("`{target}` leads out of the content");
            let hint = "a path is relative to the file that names it, and stays below `content/`";
            return Some(Diagnostic::new(Code::UnsafePath, place, message).hint(hint));
        };
        if aim.path.is_empty() && (aim.fragment.is_none() || what == "image") {
            let (message, hint) = match what {
                "image" => (
                    "this image names no file",
                    "write the path of a file beside the text: `![what it shows](chart.png)`",
                ),
                _ => (
                    "this link leads nowhere, so its words stand alone",
                    "write where it leads: an address, a file beside the text, or a heading",
                ),
            };
            return Some(Diagnostic::new(Code::BrokenLink, place, message).hint(hint));
        }
        let path = if aim.path.is_empty() { &document.path } else { aim.path.as_str() };
        let is_link = what == "file";
        if let Some(goal) = self.goals.slides(path).filter(|_| is_link) {
            let fragment = aim.fragment.as_deref()?;
            if goal.id(Some(fragment)).is_some() {
                return None;
            }
            let message = format!("`{path}` has no slide, heading or key result `{fragment}`");
            let hint = "a heading is named by its words in small letters: `#what-we-learned`; a key result by its id";
            return Some(Diagnostic::new(Code::BrokenLink, place, message).hint(hint));
        }
        // A deck that cannot be read is told of itself, and has a page once it can.
        let deck = format!("{}/deck.md", path.strip_suffix("/index.html").unwrap_or(path));
        let is_page = || self.goals.page(path).is_some() || self.content.snapshot.get(&deck).is_some();
        let is_there = self.content.snapshot.get(path).is_some() || is_link && is_page();
        if is_there {
            return None;
        }
        let is_folder = is_link && path.rsplit('/').next().is_some_and(|name| !name.contains('.'));
        let (what, way) =
            if is_folder { ("deck or page", "name the folder of a deck") } else { (what, "put it beside the text") };
        let message = format!("there is no {what} `{path}`");
        let hint = format!("{way}, or correct the path; `{target}` is read from the text's own folder");
        Some(Diagnostic::new(Code::BrokenLink, place, message).hint(hint))
    }
}
