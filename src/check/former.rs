//! Former ids: each joins an objective or a key result to its past. A past belongs to one alone, and it must be there.

use std::collections::HashSet;

use crate::check::{Content, of_key_result};
use crate::model::book::{Change, Deck, File, FileContent, KeyResult};
use crate::model::diagnostic::{Code, Diagnostic, EntryPart, Place, Step};
use crate::model::nearest::{did_you_mean, nearest};

/// `duplicate-id` and `unknown-reference` of `was:`.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    // What cannot be read may be what is meant.
    let all_are_read = content.documents.iter().all(|document| document.readable);
    for deck in content.book.decks.iter().filter(|deck| deck.lives().any(says_what_was)) {
        let is_earlier = |other: &&Deck| other.team.id == deck.team.id && other.quarter < deck.quarter;
        let earlier = content.book.decks.iter().map(AsRef::as_ref).filter(is_earlier);
        let earlier: Vec<&File> = earlier.flat_map(Deck::lives).collect();
        // The first deck of a team, or of an objective, may name what was before the site.
        let can_be_missed = all_are_read && !earlier.is_empty();
        let files: Vec<&File> = deck.lives().collect();
        let names: Vec<Named> = files.iter().map(|file| Named::of(file)).collect();
        let past = Past::of(earlier.iter().map(|file| Named::of(file)).collect(), &names);
        for (number, file) in files.iter().enumerate() {
            let place = || Place::Yaml(file.path.clone(), vec![Step::Key("was".into())], EntryPart::Value);
            found.extend(judge(&names, number, "objective", can_be_missed.then_some(&past), place));
            if file.content.key_results().all(|of| of.was.is_none()) {
                continue;
            }
            let kind = if matches!(file.content, FileContent::Overview(_)) { "metric" } else { "key result" };
            let is_past = |other: &&&File| file.content.earlier().contains(&other.path);
            let before: Vec<Named> =
                earlier.iter().filter(is_past).flat_map(|file| Named::of_key_results(file)).collect();
            let can_be_missed = can_be_missed && !before.is_empty();
            let names = Named::of_key_results(file);
            let past = Past::of(before, &names);
            for (number, of) in file.content.key_results().enumerate() {
                let place = || of_key_result(file, of, "was");
                found.extend(judge(&names, number, kind, can_be_missed.then_some(&past), place));
            }
        }
    }
}

/// Another id under which the previous quarter had exactly the title that a key result has now, and the one that it goes on: ids by
/// position move up where one is taken out.
pub fn other_id<'a>(content: &'a Content, deck: &'a Deck, change: &Change) -> Option<(&'a str, &'a str)> {
    let file = deck.files.iter().find(|file| file.path == change.path)?;
    let of = file.content.key_results().find(|of| Some(&of.id) == change.key_result.as_ref())?;
    let (path, number) = of.earlier.first()?;
    let before = content.book.decks.iter().flat_map(|deck| &deck.files).find(|file| file.path == *path)?;
    let was = before.content.key_results().nth(*number)?;
    let same = |other: &&KeyResult| other.id != was.id && other.title.plain == of.title.plain;
    Some((&before.content.key_results().find(same)?.id, &was.id))
}

/// The id of the key result that has exactly the title of one that is missing, and the past of another.
pub fn present_id<'a>(deck: &'a Deck, missing: &Change) -> Option<&'a str> {
    missing.key_result.as_ref()?;
    let file = deck.files.iter().find(|file| file.path == missing.path && file.id == missing.objective)?;
    let same = |of: &&KeyResult| of.title.plain == missing.title.plain && !of.earlier.is_empty();
    Some(&file.content.key_results().find(same)?.id)
}

/// An id, and the one before it.
struct Named<'a> {
    id: &'a str,
    was: Option<&'a str>,
    /// Where earlier decks state it: the file, and the number there of a key result.
    earlier: Vec<(&'a str, usize)>,
}

impl<'a> Named<'a> {
    fn of(file: &'a File) -> Self {
        let was = match &file.content {
            FileContent::Objective(objective) => objective.was.as_deref(),
            _ => None,
        };
        Self { id: &file.id, was, earlier: file.content.earlier().iter().map(|path| (&**path, 0)).collect() }
    }

    fn of_key_results(file: &'a File) -> Vec<Self> {
        let named = |of: &'a KeyResult| Self {
            id: &of.id,
            was: of.was.as_deref(),
            earlier: of.earlier.iter().map(|(path, number)| (&**path, *number)).collect(),
        };
        file.content.key_results().map(named).collect()
    }
}

/// What there was in earlier decks.
struct Past<'a> {
    all: Vec<Named<'a>>,
    /// The ids in it that nothing has now.
    free: Vec<&'a str>,
}

impl<'a> Past<'a> {
    fn of(all: Vec<Named<'a>>, now: &[Named]) -> Self {
        let taken: HashSet<&str> = now.iter().map(|of| of.id).collect();
        let free = all.iter().map(|of| of.id).filter(|id| !taken.contains(id)).collect();
        Self { all, free }
    }
}

fn says_what_was(file: &File) -> bool {
    Named::of(file).was.is_some() || file.content.key_results().any(|of| of.was.is_some())
}

/// What is wrong with the former id of `all[number]`. `past` is absent where it cannot be told.
fn judge(
    all: &[Named],
    number: usize,
    kind: &str,
    past: Option<&Past>,
    place: impl Fn() -> Place,
) -> Option<Diagnostic> {
    let Named { id, was, ref earlier } = all[number];
    let was = was.filter(|was| *was != id)?;
    let duplicate = |message: String| Diagnostic::new(Code::DuplicateId, place(), message);
    if all.iter().any(|other| other.id == was) {
        let message =
            format!("`{was}` is the id of another {kind} here, so what `{was}` was before is that one's past");
        return Some(duplicate(message).hint("leave `was:` out, or give the other one another id"));
    }
    if let Some(other) = all[..number].iter().find(|other| other.was == Some(was)) {
        let message = format!("`{}` was `{was}`, too: a past belongs to one {kind}", other.id);
        return Some(duplicate(message).hint("leave out one of the two `was:`"));
    }
    // Another took it along in an earlier deck.
    let has_it = |other: &Named| other.earlier.iter().any(|at| earlier.contains(at));
    let mut others = all.iter().enumerate().filter(|(at, other)| *at < number || other.was.is_none());
    if let Some((_, other)) = others.find(|(at, other)| *at != number && has_it(other)) {
        let message = format!("`{}` was `{was}` before: a past belongs to one {kind}", other.id);
        return Some(duplicate(message).hint("leave `was:` out: it begins anew here"));
    }
    let past = past?;
    // What was said of it once may be said again when the deck that had it is gone.
    let was_said = |earlier: &Named| earlier.id == was || (earlier.id == id && earlier.was == Some(was));
    if past.all.iter().any(was_said) {
        return None;
    }
    let near = nearest(was, past.free.iter().copied());
    // What had its present id before may have been renamed before the site.
    if near.is_none() && past.all.iter().any(|earlier| earlier.id == id) {
        return None;
    }
    let (message, hint) = match kind {
        "objective" => (
            format!("no earlier deck of the team has an objective `{was}`"),
            "name the id that it had before, or leave `was:` out if it is new",
        ),
        _ => (
            format!("its file had no {kind} `{was}` in an earlier deck"),
            "name the id that it had there, or leave `was:` out if it is new",
        ),
    };
    let hint = near.map_or_else(|| hint.to_owned(), did_you_mean);
    Some(Diagnostic::new(Code::UnknownReference, place(), message).hint(hint))
}
