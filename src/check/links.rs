//! Links and images of the texts: inside the site, and there.

use std::collections::HashMap;
use std::sync::Arc;

use crate::check::Content;
use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{Document, Fragment};
use crate::model::goal::{self, Goal};
use crate::model::link;

/// `broken-link`, `unsafe-path`.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    let goals = goal::all(content.book);
    let site = Site { content, goals };
    for document in content.documents {
        for slide in &document.slides {
            fragments(&slide.body, document, &site, found);
            fragments(&slide.notes, document, &site, found);
        }
    }
}

/// What links may lead to.
struct Site<'a> {
    content: &'a Content<'a>,
    goals: HashMap<&'a str, Goal<'a>>,
}

fn fragments(fragments_of: &[Fragment], document: &Document, site: &Site, found: &mut Vec<Diagnostic>) {
    for fragment in fragments_of {
        let (target, at, what) = match fragment {
            Fragment::Internal(inner) => {
                fragments(inner, document, site, found);
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
            Ok(aim) if aim.path.is_empty() || site.content.snapshot.get(&aim.path).is_some() => {
                let path = if aim.path.is_empty() { &document.path } else { aim.path.as_str() };
                let goal = site.goals.get(path).filter(|_| what == "file");
                if let (Some(fragment), Some(goal)) = (&aim.fragment, goal)
                    && goal.id(Some(fragment)).is_none()
                {
                    let message = format!("`{path}` has no slide, heading or key result `{fragment}`");
                    found.push(Diagnostic::new(Code::BrokenLink, place, message).hint(
                        "a heading is named by its words in small letters: `#what-we-learned`; a key result by its id",
                    ));
                }
            }
            Ok(missing) => {
                let message = format!("there is no {what} `{}`", missing.path);
                found.push(Diagnostic::new(Code::BrokenLink, place, message).hint(format!(
                    "put it beside the text, or correct the path; `{target}` is read from the text's own folder"
                )));
            }
        }
    }
}
