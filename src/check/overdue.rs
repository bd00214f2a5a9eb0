//! `overdue`: what was due by the end of a deck's quarter and has not been done: by its date, by its title, of its deliverables.

use crate::check::outcome::{self, Outcome};
use crate::check::promises::{self, Promise};
use crate::check::{Content, called, due_of, of_key_result};
use crate::model::book::{Deck, File, KeyResult, QuarterValue};
use crate::model::diagnostic::{Code, Diagnostic, EntryPart, Place, Step};
use crate::model::document::{Counts, Status};
use crate::model::progress::{EPSILON, Way};
use crate::model::quantity::{Said, Target, Unit, digits, print_number, read_written, rounded};
use crate::model::quarter::{Calendar, Quarter};

/// What of a key result is overdue in a deck.
pub fn check(content: &Content, deck: &Deck, file: &File, of: &KeyResult, found: &mut Vec<Diagnostic>) {
    if is_settled(of) {
        return;
    }
    let calendar = content.book.site.calendar;
    if of.status != Some(Status::Done) {
        if let Some(message) = past_its_date(deck, of, calendar) {
            found.extend(
                with_others(message, content, deck, file, of).map(|message| late(message, content, deck, file, of)),
            );
        } else if let Some(message) = broken_promise(content, deck, of) {
            found.push(
                Diagnostic::new(Code::Overdue, of_key_result(file, of, "title"), message).hint(
                    "say in the check-in what became of it (`moved to Q4: why`), or call it: `status: postponed`",
                ),
            );
        }
    }
    found.extend(denied(deck, file, of));
    deliverables(content, deck, file, of, found);
}

/// What is told of a written date that has passed.
fn late(message: String, content: &Content, deck: &Deck, file: &File, of: &KeyResult) -> Diagnostic {
    let say = "say in the check-in what became of it";
    let is_told = of.way == Way::Text;
    let hint = if is_newest(content, deck) {
        let first = if is_told { format!("{say}, ") } else { String::new() };
        // The key of a status stands at the key result, also where the date is the objective's.
        let call = if of.due_own { "call it:" } else { "write at the key result" };
        format!("{first}move `due:`, or {call} `status: postponed` or `dropped`")
    } else if is_told {
        format!("{say}, or let it stand: `# quarterdeck: allow overdue -- as it was`")
    } else {
        STANDS.to_owned()
    };
    Diagnostic::new(Code::Overdue, due_of(content, &file.path, &of.at), message).hint(hint)
}

/// The way out in a deck that has been followed by others: what it promised stays as it was.
const STANDS: &str = "a later deck follows, so the date stays: call it `status: postponed` or `dropped` if it was, or let it stand: \
                      `# quarterdeck: allow overdue -- as it was`";

/// Whether it is the team's newest deck: what an earlier one promised is no longer moved.
fn is_newest(content: &Content, deck: &Deck) -> bool {
    !content.book.decks.iter().any(|other| other.team.id == deck.team.id && other.quarter > deck.quarter)
}

/// Its deliverables are done, so that it counts as done, and where it is due the author says no.
fn denied(deck: &Deck, file: &File, of: &KeyResult) -> Option<Diagnostic> {
    let is_due = of.due_written && of.terms.due <= deck.quarter;
    let said = of.quarters.last()?.said.as_ref().filter(|said| said.path == file.path)?;
    let is_no = of.is_yes_no() && said.check_in.reading.value.is_some_and(|value| value < EPSILON);
    let is_done = of.terms.by_deliverables && of.status == Some(Status::Done);
    (is_due && is_no && is_done).then(|| {
        let place = Place::Bytes(file.path.clone(), said.check_in.at.clone());
        Diagnostic::new(
            Code::Overdue,
            place,
            "all of its deliverables are done, so it counts as done, and this says no",
        )
        .hint("write what is still to be done as a deliverable, `{title: …, due: Q4}`; or `yes`")
    })
}

/// A human has taken it out of the quarter's work.
pub fn is_settled(of: &KeyResult) -> bool {
    of.call.status.is_some_and(is_out)
}

fn is_out(status: Status) -> bool {
    matches!(status, Status::Paused | Status::Postponed | Status::Dropped)
}

/// What is told of a key result whose written date has passed. At the end of a cycle that nobody wrote down it may stand where it
/// stands; deliverables have dates of their own.
fn past_its_date(deck: &Deck, of: &KeyResult, calendar: Calendar) -> Option<String> {
    let due = of.terms.due;
    if !of.due_written || due > deck.quarter || of.terms.by_deliverables {
        return None;
    }
    let what = match of.way {
        Way::Text => undone(of, due)?,
        _ if is_short(of) => "the target is not reached",
        _ => only_words(of)?,
    };
    Some(format!("it was due in {}, and {what}", calendar.label(due)))
}

/// What is told at an objective's date of all of its key results that have none of their own: once, with those it is true of.
fn with_others(message: String, content: &Content, deck: &Deck, file: &File, of: &KeyResult) -> Option<String> {
    const NAMED: usize = 3;
    if file.content.key_results().nth(1).is_none() || of.due_own {
        return Some(message);
    }
    let calendar = content.book.site.calendar;
    let is_told = |other: &&KeyResult| {
        let is_open = !is_settled(other) && other.status != Some(Status::Done) && !other.due_own;
        is_open && past_its_date(deck, other, calendar).is_some_and(|told| told == message)
    };
    let told: Vec<&KeyResult> = file.content.key_results().filter(is_told).collect();
    let is_first = told.first().is_some_and(|first| first.at == of.at);
    let mut names: Vec<String> = told.iter().take(NAMED).map(|of| called(of)).collect();
    if told.len() > NAMED {
        names.push(format!("{} more", told.len() - NAMED));
    }
    is_first.then(|| format!("{message}: {}", listed(&names)))
}

/// `a, b and c`.
fn listed(names: &[String]) -> String {
    match names {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => names.concat(),
    }
}

/// Whether a number is short of the target: the present one, else the last one that was said when it was due, or after. Whoever
/// said since that it has moved was not asked for more.
fn is_short(of: &KeyResult) -> bool {
    let is_below = |progress: Option<f64>| progress.is_some_and(|p| p < 1.0 - EPSILON);
    if of.standing.progress.is_some() {
        return is_below(of.standing.progress);
    }
    let is_moved = |known: &QuarterValue| {
        let said = known.said.as_ref().map(|said| &said.check_in.reading.said);
        matches!(said, Some(Said::Moved { .. }))
    };
    let mut since = of.quarters.iter().rev().take_while(|known| known.quarter >= of.terms.due && !is_moved(known));
    let last = since.find(|known| known.value().is_some());
    let is_called_over = |status: Status| status == Status::Done || is_out(status);
    last.is_some_and(|last| is_below(last.standing.progress) && !last.status.is_some_and(is_called_over))
}

/// What the title promises for a quarter that has passed, and what became of it.
fn broken_promise(content: &Content, deck: &Deck, of: &KeyResult) -> Option<String> {
    let calendar = content.book.site.calendar;
    let last = of.quarters.last()?;
    if last.said.as_ref().is_some_and(|said| matches!(said.check_in.reading.said, Said::Moved { .. })) {
        return None;
    }
    let value = of.running().last().copied().flatten();
    let in_words = matches!(of.way, Way::YesNo | Way::Text);
    let (mut missed, mut is_share, mut unkept) = (Vec::new(), false, None);
    let promises = promises::read(&of.title.plain, deck.quarter, calendar);
    for promise in promises.into_iter().filter(|promise| promise.by <= deck.quarter) {
        let by = calendar.label(promise.by);
        match (promise.number, value) {
            (Some(number), Some(value)) if !in_words && is_short_of_share(&promise, of, value) => {
                missed.push(format!("{}% by {by}", print_number(number.value, number.decimals)));
                is_share = true;
            }
            // A checkpoint lies on the way; another number is one of something else.
            (Some(number), Some(value)) if !in_words && promise.fits(of) && is_on_the_way(of, number.value) => {
                let is_missed = match of.way {
                    Way::Increase | Way::Milestones => value < number.value - EPSILON,
                    // "By 20%" is a way to go; only "to 20 days" is where it ends.
                    Way::Decrease => promise.to && value > number.value + EPSILON,
                    Way::Maintain | Way::YesNo | Way::Text => false,
                };
                if is_missed {
                    missed.push(format!("{} by {by}", shown(number.value, number.decimals, of)));
                }
            }
            // A date of its own is that of its number, and the title's is of something else.
            _ if promise.alone && (in_words || promise.is_of(of) && !of.due_own) => {
                unkept = unkept_since(deck, of, promise.by).map(|what| format!("{by}, and {what}")).or(unkept);
            }
            _ => {}
        }
    }
    if let (false, Some(value)) = (missed.is_empty(), value) {
        let now = if is_share { change(of, value)? } else { shown(value, decimals(of), of) };
        return Some(format!("the title promises {}; it is {now}", missed.join(" and ")));
    }
    unkept.map(|by| format!("the title promises it by {by}"))
}

fn is_on_the_way(of: &KeyResult, number: f64) -> bool {
    of.terms.progress(number).is_some_and(|p| p > EPSILON && p <= 1.0 + EPSILON)
}

/// The change from the baseline that a target asks for, in percent: 10 of `target: -10%`.
fn change_asked(of: &KeyResult) -> Option<f64> {
    if of.unit == Some(Unit::Percent) || !matches!(of.terms.target, Target::Number { .. }) {
        return None;
    }
    of.terms.baseline?;
    let written = read_written(&of.target_text);
    let number = written.number.filter(|number| number.signed && written.unit == Some(Unit::Percent))?;
    Some(number.value.abs()).filter(|asked| *asked > EPSILON)
}

/// The share of the way that a promised percentage is, where the target is a change in percent: `10% more riders (4% by end of Q2)`.
/// "To 4%" is where something ends.
fn as_share(promise: &Promise, of: &KeyResult) -> Option<f64> {
    let asked = change_asked(of)?;
    let number = promise.number.filter(|_| promise.unit == Some(Unit::Percent) && !promise.to)?;
    Some(number.value / asked).filter(|share| *share > EPSILON && *share <= 1.0 + EPSILON)
}

/// Whether a value is short of what is promised so, also when it is rounded as the promise is.
fn is_short_of_share(promise: &Promise, of: &KeyResult, value: f64) -> bool {
    let (Some(share), Some(number), Some(asked)) = (as_share(promise, of), promise.number, change_asked(of)) else {
        return false;
    };
    let slack = 0.5 * 0.1_f64.powi(i32::from(number.decimals)) / asked;
    of.terms.progress(value).is_some_and(|p| p < share - slack - EPSILON)
}

/// How far a value has come, in percent of the baseline, as the target says it.
fn change(of: &KeyResult, value: f64) -> Option<String> {
    let percent = rounded(of.terms.progress(value)? * change_asked(of)?, 1);
    Some(format!("{}%", print_number(percent, digits(percent))))
}

/// So many digits a value is said with. A sum is as precise as the most precise of its quarters.
fn decimals(of: &KeyResult) -> u8 {
    let said = of.quarters.iter().rev().filter_map(QuarterValue::measured);
    let counted = if of.terms.counts == Counts::PerQuarter { of.quarters.len() } else { 1 };
    said.take(counted).map(|measured| measured.decimals).max().unwrap_or(0)
}

/// A number of a key result, without the words of its unit.
fn shown(value: f64, decimals: u8, of: &KeyResult) -> String {
    match of.unit {
        Some(Unit::Percent | Unit::Currency(_)) => of.forms.print(value, decimals),
        Some(Unit::Words(_)) | None => print_number(value, decimals),
    }
}

/// What is told of a result whose title promises it for the quarter `by`, where it is not done. Numbers say that, or, where there
/// are none, words.
fn unkept_since(deck: &Deck, of: &KeyResult, by: Quarter) -> Option<&'static str> {
    match (of.way, of.standing.progress) {
        (Way::Maintain, _) => None,
        (Way::Text, _) => undone(of, by),
        // Of a yes or no that is missing where it is due that alone is told.
        (Way::YesNo, None) if !of.terms.value_is_due(deck.quarter) => undone(of, by),
        (_, progress) => progress.is_some_and(|p| p < 1.0 - EPSILON).then_some("it is not done"),
    }
}

/// What is told where words that do not say that it was done are all that stands for a number, or for a yes or no, since it was due.
fn only_words(of: &KeyResult) -> Option<&'static str> {
    let mut since = of.quarters.iter().rev().take_while(|known| known.quarter >= of.terms.due);
    let last = since.find(|known| known.said.is_some())?;
    let said = last.said.as_ref().filter(|said| said.former.is_none())?;
    let is_words = said.check_in.reading.said == Said::Text && !said.check_in.reading.text.is_empty();
    let is_open = of.standing.progress.is_none() && outcome(of, last) != Some(Outcome::Done);
    let what = if of.is_yes_no() { "its check-in says neither yes nor no" } else { "its check-in says no number" };
    (is_words && is_open).then_some(what)
}

/// What is told of a result that was to be done by then, where words say that it is not done, or nothing says that it is.
fn undone(of: &KeyResult, by: Quarter) -> Option<&'static str> {
    let outcomes: Vec<Outcome> = of.quarters.iter().rev().filter_map(|quarter| outcome(of, quarter)).collect();
    if outcomes.contains(&Outcome::Done) {
        return None;
    }
    match outcomes.first() {
        Some(Outcome::Undone) => Some("it is not done"),
        Some(Outcome::Done | Outcome::Unknown) => None,
        // What was said in quarters of which this deck knows nothing is not known.
        None => of.quarters.first().is_some_and(|first| first.quarter <= by).then_some("nothing says that it is done"),
    }
}

/// What a quarter says of a result that is told in words; `None` where it says nothing.
fn outcome(of: &KeyResult, quarter: &QuarterValue) -> Option<Outcome> {
    let called = quarter.status.filter(|status| of.way == Way::Text || is_out(*status) || *status == Status::Done);
    match called {
        Some(Status::Done) => return Some(Outcome::Done),
        Some(status) if is_out(status) => return Some(Outcome::Unknown),
        _ => {}
    }
    let said = &quarter.said.as_ref()?.check_in;
    let note = said.note.as_ref().map(|note| note.plain.as_str()).unwrap_or_default();
    let text = match said.reading.said {
        Said::Number if of.way == Way::YesNo => {
            let is_yes = said.reading.value.is_some_and(|value| value > EPSILON);
            return Some(if is_yes { Outcome::Done } else { Outcome::Undone });
        }
        Said::Number | Said::Text => format!("{}; {note}", said.reading.text),
        Said::NoData if note.is_empty() => return None,
        Said::NoData => note.to_owned(),
        Said::NotMeasured(_) | Said::Moved { .. } => return Some(Outcome::Unknown),
    };
    match outcome::read(&text, &of.title.plain, &of.target_text) {
        // Of what nobody calls done at its end a human says then that it is not.
        Outcome::Unknown if matches!(called, Some(Status::NotStarted | Status::OffTrack | Status::AtRisk)) => {
            Some(Outcome::Undone)
        }
        outcome => Some(outcome),
    }
}

fn deliverables(content: &Content, deck: &Deck, file: &File, of: &KeyResult, found: &mut Vec<Diagnostic>) {
    let calendar = content.book.site.calendar;
    let hint = if is_newest(content, deck) {
        "write `done:` with the quarter in which it was done, or move `due:`"
    } else {
        "a later deck follows, so the date stays: write `done:` with the quarter if it was done, or let it stand: \
         `# quarterdeck: allow overdue -- as it was`"
    };
    for (number, deliverable) in of.deliverables.iter().enumerate() {
        // Of one without a title it is told that it has none.
        let is_told = deliverable.title.plain.is_empty();
        if deliverable.due > deck.quarter || deliverable.done.is_some() || is_told {
            continue;
        }
        let mut path = of.at.clone();
        path.extend([Step::Key("deliverables".into()), Step::Index(number), Step::Key("due".into())]);
        let message = format!("“{}” was due in {}", deliverable.title.plain, calendar.label(deliverable.due));
        let place = Place::Yaml(file.path.clone(), path, EntryPart::Value);
        found.push(Diagnostic::new(Code::Overdue, place, message).hint(hint));
    }
}
