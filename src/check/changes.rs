//! What changed from a team's previous deck to the next, and is to be explained.

use std::sync::Arc;

use crate::check::{Content, due_of, former, history, is_unread};
use crate::model::book::{Change, Deck, File, FileContent, KeyResult, What};
use crate::model::diagnostic::{Code, Diagnostic, EntryPart, Place, Step};
use crate::model::document::{self, CheckIn, Header, Status};
use crate::model::quantity::Said;
use crate::model::source::folder;

/// `reworded`, `target-moved`, `baseline-moved`, `due-moved`, `dropped`.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    for deck in content.book.decks.iter().filter(|deck| deck.has_quarter) {
        found.extend(deck.changes.iter().filter_map(|change| told(content, deck, change)));
    }
}

fn told(content: &Content, deck: &Deck, change: &Change) -> Option<Diagnostic> {
    let calendar = content.book.site.calendar;
    let since = deck.since().map(|since| calendar.label(since)).unwrap_or_default();
    let from_to = |before, after| {
        format!("in {since} it was due in {}, now it is in {}", calendar.label(before), calendar.label(after))
    };
    let value = |key: &str| Place::Yaml(change.path.clone(), below(change, [Step::Key(key.into())]), EntryPart::Value);
    // Whoever shows it on a slide has said it.
    let unless_shown = |hint: &str| match said_on_slide(content, deck, change) {
        Some(slide) => format!("the slide `{slide}` shows both: nothing more is needed"),
        None => hint.to_owned(),
    };
    let diagnostic = match &change.what {
        What::Reworded { before, .. } => {
            let key = if change.key_result.is_some() { "title" } else { "objective" };
            let hint = match former::other_id(content, deck, change) {
                Some((was, taken)) => {
                    format!("it was `{was}` there: write `id: {was}` here, or it has the past of `{taken}`")
                }
                None => unless_shown("say why on a slide of `kind: change`, or keep the wording"),
            };
            Diagnostic::new(Code::Reworded, value(key), format!("in {since} it was worded “{before}”")).hint(hint)
        }
        What::TargetMoved { before, reached, .. } => {
            let hint = if *reached {
                "it had been reached: say on a slide that this is a new promise"
            } else {
                "say on a slide why it moved, or keep what was promised"
            };
            Diagnostic::new(Code::TargetMoved, value("target"), format!("in {since} the target was `{before}`"))
                .hint(unless_shown(hint))
        }
        What::BaselineMoved { before, after } => {
            baseline(deck, change, before.as_deref(), after.is_some(), &since, unless_shown)
        }
        What::DueMoved { before, after } => {
            let hint = if says_why(deck, change) {
                "beside it is said why: nothing more is needed"
            } else if after > before {
                "say in a note or on a slide why it takes longer, or keep the date"
            } else {
                "say in a note or on a slide why it comes earlier, or keep the date"
            };
            let place = due_of(content, &change.path, &change.at);
            Diagnostic::new(Code::DueMoved, place, from_to(*before, *after)).hint(unless_shown(hint))
        }
        What::DeliverableMoved { number, title, before, after } => {
            let path = below(change, [Step::Key("deliverables".into()), Step::Index(*number)]);
            let message = format!("“{title}”: {}", from_to(*before, *after));
            Diagnostic::new(Code::DueMoved, Place::Yaml(change.path.clone(), path, EntryPart::Value), message)
                .hint(unless_shown("say in a note or on a slide why its date moved, or keep the date"))
        }
        What::DeliverableDropped { title } => {
            let place = Place::Yaml(change.path.clone(), change.at.clone(), EntryPart::FirstKey);
            let message = format!("the deliverable “{title}” stood in {since}, not done, and is not here");
            Diagnostic::new(Code::Dropped, place, message)
                .hint("keep it until it is done, or say in a note why it was given up")
        }
        What::Dropped if is_unread(content.documents, folder(&deck.path), &change.objective) => return None,
        What::Dropped => dropped(content, deck, change, &since),
        What::Added
        | What::Returned
        | What::Renamed { .. }
        | What::IdChanged { .. }
        | What::Scoring { .. }
        | What::Moved { .. }
        | What::Owners { .. }
        | What::Restated { .. }
        | What::Said { .. }
        | What::Status { .. } => return None,
    };
    Some(diagnostic)
}

/// A baseline that is another one, or was or is not stated.
fn baseline(
    deck: &Deck,
    change: &Change,
    before: Option<&str>,
    is_stated: bool,
    since: &str,
    unless_shown: impl Fn(&str) -> String,
) -> Diagnostic {
    let message = match (before, is_stated) {
        (Some(before), true) => format!("in {since} the baseline was `{before}`"),
        (Some(before), false) => format!("in {since} the baseline was `{before}`, and none is stated here"),
        (None, _) => format!("in {since} no baseline was stated"),
    };
    let hint = match before {
        _ if !is_stated => "keep the baseline: a count without one begins at 0",
        None => "say as of when it is: `1974 maintainers (July)`; or leave it out, as before",
        Some(before) if is_noted(deck, change, before) => {
            "the note beside it is shown: where it says what is counted otherwise, nothing more is needed"
        }
        Some(_) => "say what is counted otherwise: `1974 maintainers (recounted in July)`; or keep the baseline",
    };
    let place = if is_stated {
        Place::Yaml(change.path.clone(), below(change, [Step::Key("baseline".into())]), EntryPart::Value)
    } else {
        Place::Yaml(change.path.clone(), change.at.clone(), EntryPart::FirstKey)
    };
    Diagnostic::new(Code::BaselineMoved, place, message).hint(unless_shown(hint))
}

/// A path in the front matter below that of what changed.
fn below(change: &Change, steps: impl IntoIterator<Item = Step>) -> Vec<Step> {
    change.at.iter().cloned().chain(steps).collect()
}

fn dropped(content: &Content, deck: &Deck, change: &Change, since: &str) -> Diagnostic {
    let place = if change.at.is_empty() {
        Place::File(change.path.clone())
    } else {
        Place::Yaml(change.path.clone(), change.at.clone(), EntryPart::Key)
    };
    let id = change.key_result.as_ref().unwrap_or(&change.objective);
    let message = format!("“{}” (`{id}`) stood in {since} and is not here", change.title.plain);
    let hint = if was_postponed(content, deck, change) {
        format!(
            "it was called postponed in {since}: nothing more is needed until it goes on; if it was dropped, keep it once with \
             `status: dropped`"
        )
    } else if let Some(present) = former::present_id(deck, change) {
        format!("its title has the id `{present}` here: write `id: {id}` beside it")
    } else if change.key_result.is_some() {
        format!("if it has a new id, write `was: {id}` there; if it was dropped, keep it once with `status: dropped`")
    } else {
        format!(
            "if it has a new id, write `was: {id}` there, or in an overview `id: {id}`; if it was dropped, keep it once with \
             `status: dropped` at its key results"
        )
    };
    let told = Diagnostic::new(Code::Dropped, place, message).hint(hint);
    match elsewhere(content, deck, id).filter(|_| change.key_result.is_none()) {
        Some(team) => told.hint(format!(
            "“{team}” has an objective `{id}` now: if it is this one, its past stays here, so link to it there"
        )),
        None => told,
    }
}

/// Whether the deck before called what is not here any more postponed: the key result, or all that was left of the objective.
fn was_postponed(content: &Content, deck: &Deck, change: &Change) -> bool {
    let is_before = |other: &&Arc<Deck>| other.team.id == deck.team.id && Some(other.quarter) == deck.since();
    let files = content.book.decks.iter().filter(is_before).flat_map(|before| &before.files);
    let was = former_id(deck, change);
    let is_stated = |file: &&File| file.id == change.objective || Some(&file.id) == was;
    files.filter(is_stated).any(|file| {
        let is_it = |of: &&KeyResult| change.key_result.as_ref().is_none_or(|id| of.id == *id);
        let statuses: Vec<_> = file.content.key_results().filter(is_it).map(|of| of.status).collect();
        let is_closed =
            |status: &Option<Status>| matches!(status, Some(Status::Done | Status::Dropped | Status::Postponed));
        statuses.contains(&Some(Status::Postponed)) && statuses.iter().all(is_closed)
    })
}

/// The former id of the objective that a change is about.
fn former_id<'a>(deck: &'a Deck, change: &Change) -> Option<&'a String> {
    deck.files.iter().filter(|file| file.id == change.objective).find_map(|file| match &file.content {
        FileContent::Objective(objective) => objective.was.as_ref(),
        _ => None,
    })
}

/// Whether a note stands beside a baseline that did not stand beside the one before.
fn is_noted(deck: &Deck, change: &Change, before: &str) -> bool {
    let note = key_result(deck, change).and_then(|of| of.baseline_note.as_deref());
    note.is_some_and(|note| !before.contains(note))
}

/// Whether its reason, or what is said of this quarter, says why a key result has another date: a note, or `moved to Q4: why`.
fn says_why(deck: &Deck, change: &Change) -> bool {
    let Some(of) = key_result(deck, change) else { return false };
    let said = of.quarters.last().and_then(|last| last.said.as_ref()).map(|said| &said.check_in);
    let is_why =
        |said: &CheckIn| matches!(said.reading.said, Said::Moved { why: Some(_), .. }) || history::says_why(said);
    of.call.reason.is_some() || said.is_some_and(is_why)
}

/// The key result that changed, as the deck states it.
fn key_result<'a>(deck: &'a Deck, change: &Change) -> Option<&'a KeyResult> {
    let file = deck.files.iter().find(|file| file.id == change.objective)?;
    file.content.key_results().find(|of| Some(&of.id) == change.key_result.as_ref())
}

/// The id of a slide of the deck that shows what was and what is of a key result.
fn said_on_slide<'a>(content: &'a Content, deck: &Deck, change: &Change) -> Option<&'a str> {
    let wanted = format!("{}/{}", change.objective, change.key_result.as_ref()?);
    content.documents.iter().find_map(|document| {
        let Header::Slides(header) = &document.header else { return None };
        let document::Content::Change { key_result: Some(said), .. } = &header.content else { return None };
        (folder(&document.path) == folder(&deck.path) && said.0 == wanted).then_some(header.id.as_str())
    })
}

/// The name of another team that has an objective of this id in the deck's quarter.
fn elsewhere<'a>(content: &'a Content, deck: &Deck, id: &str) -> Option<&'a str> {
    let mut others =
        content.book.decks.iter().filter(|other| other.quarter == deck.quarter && other.team.id != deck.team.id);
    let has_it = |other: &&Arc<Deck>| {
        other.files.iter().any(|file| file.id == id && matches!(file.content, FileContent::Objective(_)))
    };
    others.find(has_it).map(|other| other.team.name.as_str())
}
