//! Links and images of the texts: inside the site, and there.

use std::ops::Range;
use std::sync::Arc;

use crate::check::identity::FILES;
use crate::check::{Content, NO_CONTENT, is_no_content};
use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{Document, Fragment};
use crate::model::goal::{Goals, is_archive};
use crate::model::link;
use crate::model::nearest::nearest;
use crate::model::slug::slug;
use crate::model::source;

/// Among so many names the nearest is looked for.
const COMPARED: usize = 200;

/// The way out from an address without the host that it is meant on.
const ROOTED: &str =
    "write the whole address, `https://…`, or a path from the file that names it, which stays below `content/`";

/// `broken-link`, `unsafe-path`.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    let goals = Goals::of(content.book);
    let site = Site { content, goals };
    for document in content.documents {
        fragments(&document.links, document, &site, found);
        for slide in &document.slides {
            fragments(&slide.links, document, &site, found);
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

/// Of what leads out of the content.
fn outside(place: Place, target: &str, what: &str) -> Diagnostic {
    let (message, hint) = link::outside(target);
    let hint = if what == "file" && target.starts_with('/') { ROOTED.to_owned() } else { hint };
    Diagnostic::new(Code::UnsafePath, place, message).hint(hint)
}

/// Of a link or an image that names nothing.
fn empty(place: Place, is_link: bool) -> Diagnostic {
    let (message, hint) = if is_link {
        (
            "this link leads nowhere, so its words stand alone",
            "write where it leads: an address, a file beside the text, or a heading",
        )
    } else {
        ("this image names no file", "write the path of a file beside the text: `![what it shows](chart.png)`")
    };
    Diagnostic::new(Code::BrokenLink, place, message).hint(hint)
}

fn fragments(fragments: &[Fragment], document: &Document, site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(Fragment::leaves(fragments).filter_map(|fragment| match fragment {
        Fragment::Image { src, at, .. } => site.fault(document, src, at, "image"),
        Fragment::Href { target, at } => site.fault(document, target, at, "file"),
        _ => None,
    }));
}

impl Site<'_> {
    /// What is wrong with what a document names at these bytes: an `image`, or a `file` that a link leads to.
    fn fault(&self, document: &Document, target: &str, at: &Range<usize>, what: &str) -> Option<Diagnostic> {
        let place = Place::Bytes(Arc::clone(&document.path), at.clone());
        let Ok(aim) = link::read(&document.path, target) else {
            return Some(outside(place, target, what));
        };
        let is_link = what == "file";
        if aim.path.is_empty() && (aim.fragment.is_none() || !is_link) {
            return Some(empty(place, is_link));
        }
        let path = if aim.path.is_empty() { &document.path } else { aim.path.as_str() };
        if let Some(taken) = path.strip_prefix("content/").and_then(place_of_page)
            && self.content.snapshot.get(path).is_some()
        {
            let message =
                format!("this file would stand in the place of `{taken}`, which is a page or file of the site");
            return Some(
                Diagnostic::new(Code::OutputCollision, place, message)
                    .hint("give the file, or the folder that it is in, another name"),
            );
        }
        if is_link && let Some(goal) = self.goals.slides(path) {
            let fragment = aim.fragment.as_deref()?;
            let is_there = goal.id(Some(fragment)).is_some() || !self.is_read(path);
            let hint = "a heading is named by its words in small letters: `#what-we-learned`; a key result by its id";
            let message = format!("`{path}` has no slide, heading or key result `{fragment}`");
            return (!is_there).then(|| misnamed(place, message, fragment, goal.names(), hint));
        }
        if let Some(fragment) = aim.fragment.as_deref().filter(|_| is_link && is_archive(path)) {
            let is_there = self.goals.id_on_archive(fragment).is_some() || !self.is_read(path);
            let hint = "a heading is named by its words in small letters: `#what-we-learned`";
            let message = format!("`{path}` has no heading `{fragment}`");
            return (!is_there).then(|| misnamed(place, message, fragment, self.goals.names_on_archive(), hint));
        }
        let is_there = self.content.snapshot.get(path).is_some() || is_link && self.is_page(path);
        (!is_there).then(|| self.missing(document, target, path, place, what))
    }

    /// Whether a page is at a path. A deck that cannot be read is told of itself, and has a page once it can.
    fn is_page(&self, path: &str) -> bool {
        let deck = format!("{}/deck.md", path.strip_suffix("/index.html").unwrap_or(path));
        self.goals.page(path).is_some() || self.content.snapshot.get(&deck).is_some()
    }

    /// What is told where nothing is at the path that a document's `target` stands for, and what was meant perhaps.
    fn missing(&self, document: &Document, target: &str, path: &str, place: Place, what: &str) -> Diagnostic {
        if let Some(unread) = self.content.snapshot.unread(path) {
            return unread.told(Code::BrokenLink, place);
        }
        let is_link = what == "file";
        let is_folder = is_link && path.rsplit('/').next().is_some_and(|name| !name.contains('.'));
        let (what, way) =
            if is_folder { ("deck or page", "name the folder of a deck") } else { (what, "put it beside the text") };
        // As it is written it is the name of a file, but not its address.
        let written = format!("{}/{target}", source::folder(&document.path));
        let is_written = target.contains(['?', '#', '%']) && self.content.snapshot.get(&written).is_some();
        let named = if is_written { target.rsplit('/').next() } else { self.beside(document, path, is_link) };
        let hint = match named {
            None if let Some(meant) = self.in_other_letters(path, target) => format!("did you mean `{meant}`?"),
            Some(near) => format!("did you mean `{}`?", link::renamed(target, near)),
            None if is_no_content(path) => NO_CONTENT.to_owned(),
            None => format!("{way}, or correct the path; `{target}` is read from the text's own folder"),
        };
        Diagnostic::new(Code::BrokenLink, place, format!("there is no {what} `{path}`")).hint(hint)
    }

    /// Whether the content file at a path could be read, if it is one.
    fn is_read(&self, path: &str) -> bool {
        self.content.documents.iter().all(|document| document.readable || *document.path != *path)
    }

    /// `target` as it leads to a file whose path differs from the one that it means in capitals alone.
    fn in_other_letters(&self, path: &str, target: &str) -> Option<String> {
        let (written, rest) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
        let below = written.trim_start_matches("./").trim_start_matches("../");
        let is_it = |there: &&str| there.eq_ignore_ascii_case(path) && !there.ends_with(".md");
        let there = self.content.snapshot.files.iter().map(|file| &*file.path).find(is_it)?;
        // What is encoded or goes up and down on its way stands otherwise in the path.
        let end = path.strip_suffix(below)?.len();
        Some(format!("{}{}{rest}", &written[..written.len() - below.len()], &there[end..]))
    }

    /// The name of a file that is probably meant by a path: of its folder, one of the same id or nearly the same name.
    fn beside(&self, document: &Document, path: &str, is_link: bool) -> Option<&str> {
        let (folder, wanted) = path.rsplit_once('/')?;
        let inside = format!("{folder}/");
        let files = &self.content.snapshot.files;
        let start = files.partition_point(|file| *file.path < *inside);
        let names = files[start..].iter().map_while(|file| file.path.strip_prefix(&*inside)).take(COMPARED);
        // What other decks are made of is not looked at: what is told of this one does not hang on it.
        let is_own = source::folder(&document.path) == folder;
        let is_candidate = |name: &&str| {
            let is_text = name.ends_with(".md");
            !name.contains('/') && (is_own || !is_text) && (is_link || !is_text && !name.ends_with(".csv"))
        };
        let names: Vec<&str> = names.filter(is_candidate).collect();
        let same = |name: &&&str| bare(name).eq_ignore_ascii_case(bare(wanted));
        names.iter().find(same).copied().or_else(|| nearest(wanted, names.iter().copied()))
    }
}

/// A link that names a place which is not there, with the nearest one that is, or else what places are called.
fn misnamed(place: Place, message: String, fragment: &str, names: Vec<&str>, hint: &str) -> Diagnostic {
    let near = if names.len() > COMPARED { None } else { nearest(&slug(fragment), names) };
    let told = Diagnostic::new(Code::BrokenLink, place, message);
    told.hint(near.map_or_else(|| hint.to_owned(), |near| format!("did you mean `#{near}`?")))
}

/// What the site has in the place of a file below `content/`, or of a folder that it is in.
fn place_of_page(below: &str) -> Option<&str> {
    let top = below.split('/').next().unwrap_or(below);
    if FILES.iter().any(|file| file.eq_ignore_ascii_case(top)) {
        return Some(top);
    }
    let ends = below.match_indices('/').map(|(at, _)| at).chain([below.len()]);
    let mut folders = ends.map(|end| &below[..end]);
    folders.find(|folder| folder.rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case("index.html")))
}

/// The name of a content file without the number that sets its order, and without its ending; any other name as it is.
fn bare(name: &str) -> &str {
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let digits = stem.bytes().take_while(u8::is_ascii_digit).count();
    stem[digits..].strip_prefix(['-', '_']).filter(|_| digits > 0).unwrap_or(stem)
}
