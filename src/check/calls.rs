//! What is due, and what humans call it: missing check-ins, calls better than the numbers, things overdue.

use crate::check::{Content, due_of, of_key_result, promises};
use crate::model::book::{Deck, File, KeyResult, QuarterValue};
use crate::model::diagnostic::{Code, Diagnostic, Part, Place, Step};
use crate::model::document::{Call, Counts, Header, Status};
use crate::model::progress::{EPSILON, Way};
use crate::model::quantity::{Said, Unit, format_quantity};
use crate::model::quarter::{Calendar, Quarter};

/// `bad-quarter` of a span, `no-check-in`, `optimistic-status`, `overdue`.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    let calendar = content.book.site.calendar;
    for deck in content.book.decks.iter().filter(|deck| deck.has_quarter) {
        for file in &deck.files {
            for of in file.content.key_results() {
                backwards(content, file, of, found);
                no_check_in(deck, file, of, calendar, found);
                optimistic(file, of, found);
                overdue(content, deck, file, of, found);
                deliverables(deck, file, of, calendar, found);
            }
        }
    }
}

/// It starts, as is said, after it is due, as is said: nothing would ever be expected of it.
fn backwards(content: &Content, file: &File, of: &KeyResult, found: &mut Vec<Diagnostic>) {
    let (start, due) = (of.terms.start, of.terms.due);
    if start <= due || !of.due_written || !says_start(content, file, of) {
        return;
    }
    let label = |quarter| content.book.site.calendar.label(quarter);
    let message = format!("it starts in {}, after it is due in {}", label(start), label(due));
    found.push(
        Diagnostic::new(Code::BadQuarter, of_key_result(file, of, "start"), message)
            .hint("write an earlier `start:`, or a later `due:`"),
    );
}

fn says_start(content: &Content, file: &File, of: &KeyResult) -> bool {
    let document = content.documents.iter().find(|document| document.path == file.path);
    document.is_some_and(|document| match &document.header {
        Header::Slides(header) => header.content.key_results().any(|own| own.path == of.at && own.start.is_some()),
        Header::Site(_) | Header::Deck(_) => false,
    })
}

fn no_check_in(deck: &Deck, file: &File, of: &KeyResult, calendar: Calendar, found: &mut Vec<Diagnostic>) {
    let silent = of.quarters.last().is_some_and(|last| last.said.is_none());
    let measured_otherwise = of.terms.by_deliverables || of.way == Way::Text;
    if !silent || measured_otherwise || is_settled(of) || is_over(of, deck) {
        return;
    }
    let name = if of.title.plain.is_empty() { format!("`{}`", of.id) } else { format!("“{}”", of.title.plain) };
    let message = format!("nothing is said of {name} for this quarter");
    let (message, hint) = if of.terms.value_is_due(deck.quarter) {
        (message, "write `check_in:` with the number, `no data`, or `not measured (why)`")
    } else if let Some(yes) = undone_by_silence(of) {
        let message = format!("{message}: in {} it was yes, and now it is not started", calendar.label(yes));
        (message, "write `check_in: yes` again, or `no` if that is over")
    } else {
        return;
    };
    let place = Place::Yaml(file.path.clone(), of.at.clone(), Part::FirstKey);
    found.push(Diagnostic::new(Code::NoCheckIn, place, message).hint(hint));
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

/// It was done when it was due, or after, and that is over.
fn is_over(of: &KeyResult, deck: &Deck) -> bool {
    let due = of.terms.due;
    let last = of.quarters.iter().rev().find(|quarter| quarter.said.is_some());
    due < deck.quarter && last.is_some_and(|last| last.quarter >= due && last.status == Some(Status::Done))
}

/// A human has taken it out of the quarter's work.
fn is_settled(of: &KeyResult) -> bool {
    matches!(of.call.status, Some(Status::Paused | Status::Postponed | Status::Dropped))
}

/// Of the deck's quarter, and of earlier ones that it tells of under `check_ins:`.
fn optimistic(file: &File, of: &KeyResult, found: &mut Vec<Diagnostic>) {
    let Some((last, earlier)) = of.quarters.split_last() else { return };
    for quarter in earlier {
        if let Some(said) = quarter.said.as_ref().filter(|said| said.path == file.path) {
            let place = || Place::Bytes(file.path.clone(), said.check_in.at.clone());
            found.extend(better(&said.check_in.call, quarter.standing.status, place));
        }
    }
    let place = || match &last.said {
        Some(said) if said.path == file.path && said.check_in.call.status.is_some() => {
            let mut path = of.at.clone();
            path.extend(["check_in", "status"].map(|key| Step::Key(key.into())));
            Place::Yaml(file.path.clone(), path, Part::Value)
        }
        _ => of_key_result(file, of, "status"),
    };
    found.extend(better(&of.call, of.standing.status, place));
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

fn overdue(content: &Content, deck: &Deck, file: &File, of: &KeyResult, found: &mut Vec<Diagnostic>) {
    let calendar = content.book.site.calendar;
    if is_settled(of) || of.status == Some(Status::Done) {
        return;
    }
    let unreached = of.standing.progress.is_some_and(|p| p < 1.0 - EPSILON);
    // At the end of a cycle that nobody wrote down a number may stand where it stands.
    let dated = of.due_written && of.terms.due <= deck.quarter;
    if dated && unreached && !of.terms.by_deliverables {
        let message = format!("it was due in {}, and the target is not reached", calendar.label(of.terms.due));
        found.push(
            Diagnostic::new(Code::Overdue, due_of(content, &file.path, &of.at), message)
                .hint("move `due:`, or call it: `status: postponed` or `dropped`"),
        );
    } else if let Some(message) = broken_promise(deck, of, calendar) {
        found.push(
            Diagnostic::new(Code::Overdue, of_key_result(file, of, "title"), message)
                .hint("say in the check-in what became of it (`moved to Q4: why`), or call it: `status: postponed`"),
        );
    }
}

/// What the title promises for a quarter that has passed, and what became of it.
fn broken_promise(deck: &Deck, of: &KeyResult, calendar: Calendar) -> Option<String> {
    let last = of.quarters.last()?;
    if last.said.as_ref().is_some_and(|said| matches!(said.check_in.reading.said, Said::Moved { .. })) {
        return None;
    }
    let value = of.running().last().copied().flatten();
    let in_words = matches!(of.way, Way::YesNo | Way::Text);
    let (mut numbers, mut unkept) = (Vec::new(), None);
    let promises = promises::read(&of.title.plain, deck.quarter, calendar);
    for promise in promises.into_iter().filter(|promise| promise.by <= deck.quarter) {
        let by = calendar.label(promise.by);
        match (promise.number, value) {
            // A checkpoint lies on the way; another number is one of something else.
            (Some(number), Some(value)) if !in_words && promise.fits(of) && is_on_the_way(of, number.value) => {
                let missed = match of.way {
                    Way::Increase | Way::Milestones => value < number.value - EPSILON,
                    // "By 20%" is a way to go; only "to 20 days" is where it ends.
                    Way::Decrease => promise.to && value > number.value + EPSILON,
                    Way::Maintain | Way::YesNo | Way::Text => false,
                };
                if missed {
                    numbers.push(format!("{} by {by}", shown(number.value, number.decimals, of)));
                }
            }
            _ if promise.alone && (in_words || promise.bare) && is_unkept(of) => unkept = Some(by),
            _ => {}
        }
    }
    if let (false, Some(value)) = (numbers.is_empty(), value) {
        // A sum is as precise as the most precise of its quarters.
        let said = of.quarters.iter().rev().filter_map(QuarterValue::measured);
        let counted = if of.terms.counts == Counts::PerQuarter { of.quarters.len() } else { 1 };
        let decimals = said.take(counted).map(|measured| measured.decimals).max().unwrap_or(0);
        return Some(format!("the title promises {}; it is {}", numbers.join(" and "), shown(value, decimals, of)));
    }
    unkept.map(|by| format!("the title promises it by {by}, and it is not done"))
}

fn is_on_the_way(of: &KeyResult, number: f64) -> bool {
    of.terms.progress(number).is_some_and(|p| p > EPSILON && p <= 1.0 + EPSILON)
}

/// A number of a key result, without the words of its unit.
fn shown(value: f64, decimals: u8, of: &KeyResult) -> String {
    let unit = of.unit.as_ref().filter(|unit| !matches!(unit, Unit::Words(_)));
    format_quantity(value, decimals, unit)
}

/// Whether numbers say that it is not done, or, where there are none, the words of the last check-in.
fn is_unkept(of: &KeyResult) -> bool {
    if of.way != Way::Text {
        return of.way != Way::Maintain && of.standing.progress.is_some_and(|p| p < 1.0 - EPSILON);
    }
    let said = |quarter: &QuarterValue| quarter.said.as_ref().map(|said| said.check_in.reading.text.to_lowercase());
    let last = of.quarters.last().and_then(said);
    last.is_some_and(|text| promises::is_unfinished(&text))
        && !of.quarters.iter().filter_map(said).any(|text| promises::is_finished(&text))
}

fn deliverables(deck: &Deck, file: &File, of: &KeyResult, calendar: Calendar, found: &mut Vec<Diagnostic>) {
    if is_settled(of) {
        return;
    }
    for (number, deliverable) in of.deliverables.iter().enumerate() {
        // Of one without a title it is told that it has none.
        let is_told = deliverable.title.plain.is_empty();
        if deliverable.due > deck.quarter || deliverable.done.is_some() || is_told {
            continue;
        }
        let mut path = of.at.clone();
        path.extend([Step::Key("deliverables".into()), Step::Index(number)]);
        let message = format!("“{}” was due in {}", deliverable.title.plain, calendar.label(deliverable.due));
        let place = Place::Yaml(file.path.clone(), path, Part::Value);
        found.push(
            Diagnostic::new(Code::Overdue, place, message)
                .hint("write `done:` with the quarter in which it was done, or move `due:`"),
        );
    }
}
