//! What the quarters tell beside each other: numbers that turned back, targets long passed, statements that changed.

use std::sync::Arc;

use crate::check::{Content, due_of, folder, is_unread, of_key_result};
use crate::model::book::{Change, Deck, File, FileContent, KeyResult, Measured, QuarterValue, What};
use crate::model::diagnostic::{Code, Diagnostic, Part, Place, Step};
use crate::model::document::{self, Counts, Header};
use crate::model::progress::{EPSILON, Way};
use crate::model::quantity::Unit;
use crate::model::quarter::{Calendar, Quarter};

/// `regressed`, `fell-in-count`, `beaten-target`, `reworded`, `target-moved`, `baseline-moved`, `due-moved`, `dropped`, `restated`,
/// and `unit-mismatch` from one deck to the next.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    for deck in content.book.decks.iter().filter(|deck| deck.has_quarter) {
        for file in &deck.files {
            for of in file.content.key_results() {
                turned_back(file, of, found);
                beaten(file, of, found);
                restated(content, file, of, found);
                other_unit(content, deck, file, of, found);
            }
        }
        changes(content, deck, found);
    }
}

fn turned_back(file: &File, of: &KeyResult, found: &mut Vec<Diagnostic>) {
    let Some(last) = of.quarters.last() else { return };
    let (Some(now), Some(said)) = (last.value(), &last.said) else { return };
    if of.terms.counts == Counts::PerQuarter || said.path != file.path || of.is_yes_no() {
        return;
    }
    let Some(Measured { value: before, decimals, .. }) = of.previous() else { return };
    let back = match of.way {
        Way::Increase | Way::Milestones => now < before - EPSILON,
        Way::Decrease => now > before + EPSILON,
        Way::Maintain | Way::YesNo | Way::Text => false,
    };
    if !back {
        return;
    }
    let place = || Place::Bytes(file.path.clone(), said.check_in.at.clone());
    let forms = of.forms.brief();
    let (from, to) = (forms.print(before, decimals), forms.print(now, said.check_in.reading.decimals));
    let is_explained = said.check_in.reading.note.is_some() || said.check_in.note.is_some();
    let hint = if is_explained {
        "the note beside it says why: nothing more is needed"
    } else {
        "say in a note what happened: `34 days, three reviewers left`"
    };
    found.push(
        Diagnostic::new(Code::Regressed, place(), format!("it moved away from the target: from {from} to {to}"))
            .hint(hint),
    );
    let whole = |value: f64| (value - value.round()).abs() < EPSILON;
    let counts = of.way == Way::Increase && of.terms.baseline.is_none_or(|baseline| baseline.abs() < EPSILON);
    if counts && whole(now) && whole(before) && !matches!(of.unit, Some(Unit::Percent | Unit::Currency(_))) {
        found.push(
            Diagnostic::new(Code::FellInCount, place(), format!("a count fell from {from} to {to}"))
                .hint("if each quarter counts for itself, write `counts: per-quarter`: then the quarters add up"),
        );
    }
}

/// The target was passed two quarters ago and still stands.
fn beaten(file: &File, of: &KeyResult, found: &mut Vec<Diagnostic>) {
    if !matches!(of.way, Way::Increase | Way::Decrease) {
        return;
    }
    let [.., then, _, now] = of.quarters.as_slice() else { return };
    let progress = |quarter: &QuarterValue| quarter.standing.progress.unwrap_or_default();
    let least = progress(then).min(progress(now));
    // What is reached to the point is done.
    if least >= 1.0 - EPSILON && progress(now) > 1.0 + EPSILON {
        let message = "the target was passed two quarters ago and still stands";
        let place = of_key_result(file, of, "target");
        found.push(
            Diagnostic::new(Code::BeatenTarget, place, message)
                .hint("a target that is reached early may be set higher"),
        );
    }
}

fn restated(content: &Content, file: &File, of: &KeyResult, found: &mut Vec<Diagnostic>) {
    for restated in &of.restated {
        let quarter = content.book.site.calendar.label(restated.quarter);
        let message =
            format!("an earlier deck said “{}” of {quarter}, this one says “{}”", restated.before, restated.after);
        let place = Place::Bytes(file.path.clone(), restated.at.clone());
        found.push(
            Diagnostic::new(Code::Restated, place, message)
                .hint("the later statement counts; say why it changed in a note, or correct it"),
        );
    }
}

/// The deck gives a key result another unit than the deck before, and numbers in that one stand in its row.
fn other_unit(content: &Content, deck: &Deck, file: &File, of: &KeyResult, found: &mut Vec<Diagnostic>) {
    let former = of.quarters.iter().filter_map(|quarter| Some((quarter, quarter.said.as_ref()?.former.as_ref()?)));
    let former: Vec<_> = former.filter(|(_, former)| former.is_new && of.way != Way::Text).collect();
    let Some((_, first)) = former.first() else { return };
    let calendar = content.book.site.calendar;
    let labels: Vec<String> = former.iter().map(|(of, _)| calendar.label(of.quarter)).collect();
    let (quarters, are) = match labels.as_slice() {
        [quarter] => (format!("the value of {quarter}"), "is"),
        _ => (format!("the values of {}", labels.join(" and ")), "are"),
    };
    let (before, now) = (measured(first.unit.as_ref(), first.is_yes_no), measured(of.unit.as_ref(), of.is_yes_no()));
    let message =
        format!("{quarters} {are} {before}, and the key result is {now} now, so no number is carried over from there");
    let keys: Vec<String> = former.iter().map(|(known, _)| key_of(known.quarter, deck.quarter, calendar)).collect();
    let hint = format!(
        "say here what was measured then as it is measured now, `check_ins: {{{}: …}}`; or give the key result a new `id:`",
        keys.join(": …, ")
    );
    let own = of.quarters.iter().rev().filter_map(|quarter| quarter.said.as_ref());
    let mut own = own.filter(|said| said.path == file.path && said.former.is_none());
    let place = match (of.unit_said_by, own.find(|said| said.check_in.reading.value.is_some())) {
        (Some(key), _) => of_key_result(file, of, key),
        (None, Some(said)) if !of.is_yes_no() => Place::Bytes(file.path.clone(), said.check_in.at.clone()),
        _ => of_key_result(file, of, "target"),
    };
    found.push(Diagnostic::new(Code::UnitMismatch, place, message).hint(hint));
}

/// What numbers are measured in, in words.
fn measured(unit: Option<&Unit>, is_yes_no: bool) -> String {
    match unit {
        _ if is_yes_no => "a yes or no".to_owned(),
        Some(unit) => format!("in `{}`", unit.brief()),
        None => "a count".to_owned(),
    }
}

/// A quarter as a key of `check_ins`.
fn key_of(quarter: Quarter, present: Quarter, calendar: Calendar) -> String {
    if quarter.year == present.year { format!("Q{}", quarter.number) } else { calendar.label(quarter) }
}

fn changes(content: &Content, deck: &Deck, found: &mut Vec<Diagnostic>) {
    let calendar = content.book.site.calendar;
    let since = deck.since.map(|since| calendar.label(since)).unwrap_or_default();
    for change in &deck.changes {
        let at = |key: &str| {
            let mut path = change.at.clone();
            path.push(Step::Key(key.into()));
            Place::Yaml(change.path.clone(), path, Part::Value)
        };
        let title = &change.title.plain;
        let diagnostic = match &change.what {
            What::Reworded { before, .. } => {
                let key = if change.key_result.is_some() { "title" } else { "objective" };
                let told = Diagnostic::new(Code::Reworded, at(key), format!("in {since} it was worded “{before}”"));
                match said_on_slide(content, deck, change) {
                    Some(slide) => told.hint(format!("the slide `{slide}` shows both: nothing more is needed")),
                    None => told.hint("say why on a slide of `kind: change`, or keep the wording"),
                }
            }
            What::TargetMoved { before, .. } => {
                Diagnostic::new(Code::TargetMoved, at("target"), format!("in {since} the target was `{before}`"))
                    .hint("say on a slide why it moved, or keep what was promised")
            }
            What::BaselineMoved { before, .. } => {
                Diagnostic::new(Code::BaselineMoved, at("baseline"), format!("in {since} the baseline was `{before}`"))
                    .hint("say what is counted otherwise: `1974 maintainers (recounted in July)`; or keep the baseline")
            }
            What::DueMoved { before, after } => {
                let message = format!(
                    "in {since} it was due in {}, now it is in {}",
                    calendar.label(*before),
                    calendar.label(*after)
                );
                Diagnostic::new(Code::DueMoved, due_of(content, &change.path, &change.at), message)
                    .hint("say in a note or on a slide why it takes longer, or keep the date")
            }
            What::Dropped if is_unread(content.documents, folder(&deck.path), &change.objective) => continue,
            What::Dropped => {
                let place = if change.at.is_empty() {
                    Place::File(change.path.clone())
                } else {
                    Place::Yaml(change.path.clone(), change.at.clone(), Part::Key)
                };
                let id = change.key_result.as_ref().unwrap_or(&change.objective);
                let message = format!("“{title}” (`{id}`) stood in {since} and is not here");
                let told = Diagnostic::new(Code::Dropped, place, message).hint(format!(
                    "if it has a new id, write `was: {id}` there; if it was dropped, keep it once with `status: dropped`"
                ));
                match elsewhere(content, deck, id).filter(|_| change.key_result.is_none()) {
                    Some(team) => told.hint(format!(
                        "“{team}” has an objective `{id}` now: if it is this one, its past stays here, so link to it there"
                    )),
                    None => told,
                }
            }
            What::Added
            | What::Returned
            | What::Renamed { .. }
            | What::Moved { .. }
            | What::Owners { .. }
            | What::Restated { .. }
            | What::Status { .. } => {
                continue;
            }
        };
        found.push(diagnostic);
    }
}

/// The id of a slide of the deck that shows both wordings of a key result.
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
