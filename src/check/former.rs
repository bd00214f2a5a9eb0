//! Former ids: each joins an objective or a key result to its past. A past belongs to one alone, and it must be there.

use std::collections::{HashMap, HashSet};

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
        let names = Names::of(files.iter().map(|file| Named::of(file)).collect());
        let past = Past::of(earlier.iter().map(|file| (&*file.id, was(file))), &names);
        for (number, file) in files.iter().enumerate() {
            let place = || Place::Yaml(file.path.clone(), vec![Step::Key("was".into())], EntryPart::Value);
            found.extend(names.judge(number, "objective", can_be_missed.then_some(&past), place));
            if file.content.key_results().all(|of| of.was.is_none()) {
                continue;
            }
            let kind = if matches!(file.content, FileContent::Overview(_)) { "metric" } else { "key result" };
            let paths: HashSet<&str> = file.content.earlier().iter().map(|path| &**path).collect();
            let before = || earlier.iter().filter(|other| paths.contains(&*other.path));
            let before = || before().flat_map(|file| file.content.key_results());
            let can_be_missed = can_be_missed && before().next().is_some();
            let names = Names::of(Named::of_key_results(file));
            let past = Past::of(before().map(|of| (&*of.id, of.was.as_deref())), &names);
            for (number, of) in file.content.key_results().enumerate() {
                let place = || of_key_result(file, of, "was");
                found.extend(names.judge(number, kind, can_be_missed.then_some(&past), place));
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
        Self { id: &file.id, was: was(file), earlier: file.content.earlier().iter().map(|path| (&**path, 0)).collect() }
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

/// The ids of a deck's objectives, or of a file's key results, in their order.
struct Names<'a> {
    all: Vec<Named<'a>>,
    ids: HashSet<&'a str>,
    /// By where earlier decks state it, the numbers of those that go on from there.
    heirs: HashMap<(&'a str, usize), Vec<usize>>,
}

/// What there was in earlier decks.
struct Past<'a> {
    ids: HashSet<&'a str>,
    /// Ids, and the ones before them.
    said: HashSet<(&'a str, Option<&'a str>)>,
    /// The ids that nothing has now, in their order.
    free: Vec<&'a str>,
}

impl<'a> Past<'a> {
    fn of(all: impl Iterator<Item = (&'a str, Option<&'a str>)>, now: &Names) -> Self {
        let mut past = Self { ids: HashSet::new(), said: HashSet::new(), free: Vec::new() };
        for (id, was) in all {
            if past.ids.insert(id) && !now.ids.contains(id) {
                past.free.push(id);
            }
            past.said.insert((id, was));
        }
        past
    }
}

/// The id that an objective says it had.
fn was(file: &File) -> Option<&str> {
    match &file.content {
        FileContent::Objective(objective) => objective.was.as_deref(),
        _ => None,
    }
}

fn says_what_was(file: &File) -> bool {
    was(file).is_some() || file.content.key_results().any(|of| of.was.is_some())
}

impl<'a> Names<'a> {
    fn of(all: Vec<Named<'a>>) -> Self {
        let ids = all.iter().map(|of| of.id).collect();
        let mut heirs: HashMap<(&str, usize), Vec<usize>> = HashMap::new();
        for (number, of) in all.iter().enumerate() {
            of.earlier.iter().for_each(|at| heirs.entry(*at).or_default().push(number));
        }
        Self { all, ids, heirs }
    }

    /// The first other one that goes on from where `number` does, and stands before it or does not say so.
    fn other_heir(&self, number: usize) -> Option<&Named<'a>> {
        let heirs = self.all[number].earlier.iter().filter_map(|at| self.heirs.get(at)).flatten();
        let others = heirs.filter(|other| **other < number || **other != number && self.all[**other].was.is_none());
        others.min().map(|other| &self.all[*other])
    }

    /// What is wrong with a former id. `past` is absent where it cannot be told.
    fn judge(&self, number: usize, kind: &str, past: Option<&Past>, place: impl Fn() -> Place) -> Option<Diagnostic> {
        let Named { id, was, .. } = self.all[number];
        let was = was.filter(|was| *was != id)?;
        let duplicate = |message: String| Diagnostic::new(Code::DuplicateId, place(), message);
        if self.ids.contains(was) {
            let message =
                format!("`{was}` is the id of another {kind} here, so what `{was}` was before is that one's past");
            return Some(duplicate(message).hint("leave `was:` out, or give the other one another id"));
        }
        if let Some(other) = self.all[..number].iter().find(|other| other.was == Some(was)) {
            let message = format!("`{}` was `{was}`, too: a past belongs to one {kind}", other.id);
            return Some(duplicate(message).hint("leave out one of the two `was:`"));
        }
        // Another took it along in an earlier deck.
        if let Some(other) = self.other_heir(number) {
            let message = format!("`{}` was `{was}` before: a past belongs to one {kind}", other.id);
            return Some(duplicate(message).hint("leave `was:` out: it begins anew here"));
        }
        let past = past?;
        // What was said of it once may be said again when the deck that had it is gone.
        if past.ids.contains(was) || past.said.contains(&(id, Some(was))) {
            return None;
        }
        let near = nearest(was, past.free.iter().copied());
        // What had its present id before may have been renamed before the site.
        if near.is_none() && past.ids.contains(id) {
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
}
