//! What is due, and what humans call it: missing check-ins, calls better than the numbers. What is overdue has its own file.

use crate::check::overdue::{self, is_settled};
use crate::check::{Content, called, of_key_result, says};
use crate::model::book::{Deck, File, KeyResult, Statement};
use crate::model::diagnostic::{Code, Diagnostic, EntryPart, Place, Step};
use crate::model::document::{Call, CheckIn, Status};
use crate::model::progress::{EPSILON, Way};
use crate::model::quarter::{Calendar, Quarter};

/// `bad-quarter` of a span, `no-check-in`, `empty-check-in`, `optimistic-status`, `overdue`.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    let calendar = content.book.site.calendar;
    for deck in content.book.decks.iter().filter(|deck| deck.has_quarter) {
        for file in &deck.files {
            for of in file.content.key_results() {
                backwards(content, file, of, found);
                no_check_in(deck, file, of, calendar, found);
                optimistic(file, of, found);
                overdue::check(content, deck, file, of, found);
            }
        }
    }
}

/// It starts, as is said, after it is due: nothing would ever be expected of it.
fn backwards(content: &Content, file: &File, of: &KeyResult, found: &mut Vec<Diagnostic>) {
    let (start, due) = (of.terms.start, of.terms.due);
    if start <= due || !says(content, file, of, |own| own.start.is_some()) {
        return;
    }
    let label = |quarter| content.book.site.calendar.label(quarter);
    let message = format!("it starts in {}, after it is due in {}", label(start), label(due));
    let hint = if of.due_written {
        "write an earlier `start:`, or a later `due:`".to_owned()
    } else {
        format!("write when it is due, `due: {}` or later; where nothing is said that is {}", label(start), label(due))
    };
    found.push(Diagnostic::new(Code::BadQuarter, of_key_result(file, of, "start"), message).hint(hint));
}

fn no_check_in(deck: &Deck, file: &File, of: &KeyResult, calendar: Calendar, found: &mut Vec<Diagnostic>) {
    let Some(last) = of.quarters.last() else { return };
    if of.terms.by_deliverables || is_settled(of) || is_over(of, deck) {
        return;
    }
    let is_due = of.terms.value_is_due(deck.quarter);
    if let Some(said) = &last.said {
        if is_due && said.path == file.path && of.call.status.is_none() && is_empty(&said.check_in) {
            found.push(empty_check_in(file, of));
        }
        return;
    }
    let message = format!("nothing is said of {} for this quarter", called(of));
    let (message, hint) = if is_due {
        (message, "write `check_in:` with the number, `no data`, or `not measured (why)`")
    } else if let Some(yes) = undone_by_silence(of) {
        let message = format!("{message}: in {} it was yes, and now it is not started", calendar.label(yes));
        (message, "write `check_in: yes` again, or `no` if that is over")
    } else if let Some(done) = forgotten_by_silence(of) {
        let message =
            format!("{message}: in {} it was called done, and now it is called nothing", calendar.label(done));
        (message, "write `status: done` again, or what became of it")
    } else {
        return;
    };
    let place = Place::Yaml(file.path.clone(), of.at.clone(), EntryPart::FirstKey);
    found.push(Diagnostic::new(Code::NoCheckIn, place, message).hint(hint));
}

/// A key without anything behind it says `no data`, and is what a new quarter begins with: it may be forgotten.
fn empty_check_in(file: &File, of: &KeyResult) -> Diagnostic {
    let path = [&of.at[..], &[Step::Key("check_in".into())]].concat();
    let place = Place::Yaml(file.path.clone(), path, EntryPart::Key);
    let message = format!("nothing stands here yet of {}, so it says `no data`", called(of));
    Diagnostic::new(Code::EmptyCheckIn, place, message)
        .hint("write the number, `not measured (why)`, or `no data` if that is what is to be said")
}

fn is_empty(check_in: &CheckIn) -> bool {
    check_in.at.is_empty() && check_in.note.is_none() && check_in.call.status.is_none()
}

/// The quarter in which a yes/no was last said to be yes that is not started where nothing is said of it.
fn undone_by_silence(of: &KeyResult) -> Option<Quarter> {
    if of.way != Way::YesNo || of.status != Some(Status::NotStarted) || of.call.status.is_some() {
        return None;
    }
    let (quarter, value) =
        of.quarters.iter().rev().find_map(|quarter| Some((quarter.quarter, quarter.measured()?.value)))?;
    (value > EPSILON).then_some(quarter)
}

/// The quarter for which a target in words was last called anything, where that was done and is not said again.
fn forgotten_by_silence(of: &KeyResult) -> Option<Quarter> {
    if of.way != Way::Text || of.status.is_some() {
        return None;
    }
    let called = of.quarters.iter().rev().find(|quarter| quarter.status.is_some())?;
    (called.status == Some(Status::Done)).then_some(called.quarter)
}

/// It was done when it was due, or after, and that is over.
fn is_over(of: &KeyResult, deck: &Deck) -> bool {
    let due = of.terms.due;
    let last = of.quarters.iter().rev().find(|quarter| quarter.said.is_some());
    due < deck.quarter && last.is_some_and(|last| last.quarter >= due && last.status == Some(Status::Done))
}

/// Of the deck's quarter, and of earlier ones that it tells of under `check_ins:`.
fn optimistic(file: &File, of: &KeyResult, found: &mut Vec<Diagnostic>) {
    let Some((last, earlier)) = of.quarters.split_last() else { return };
    for quarter in earlier {
        if let Some(said) = quarter.said.as_ref().filter(|said| said.path == file.path) {
            let place = || of_call(file, said);
            found.extend(better(&said.check_in.call, quarter.standing.status, place));
        }
    }
    let place = || match &last.said {
        Some(said) if said.path == file.path && said.check_in.call.status.is_some() => of_call(file, said),
        _ => of_key_result(file, of, "status"),
    };
    found.extend(better(&of.call, of.standing.status, place));
}

/// Where a status is called beside the value of a quarter.
fn of_call(file: &File, said: &Statement) -> Place {
    let check_in = &said.check_in;
    Place::Bytes(file.path.clone(), check_in.status_at.as_ref().unwrap_or(&check_in.at).clone())
}

/// A call that is better than the status that the numbers make, and does not say why.
fn better(call: &Call, computed: Option<Status>, place: impl Fn() -> Place) -> Option<Diagnostic> {
    let (called, computed) = (call.status?, computed?);
    if called.rank()? <= computed.rank()? || call.reason.is_some() {
        return None;
    }
    let message = format!("it is called `{}`, and the numbers say `{}`", called.as_str(), computed.as_str());
    let told = Diagnostic::new(Code::OptimisticStatus, place(), message);
    Some(told.hint("say why in `reason:`, or let the numbers speak"))
}
