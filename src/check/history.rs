//! What the quarters tell beside each other: numbers that turned back, targets long passed, numbers that are said otherwise.

use crate::check::{Content, of_key_result};
use crate::model::book::{Deck, File, KeyResult, Measured, QuarterValue, Restated, What};
use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{CheckIn, Counts, Cycle};
use crate::model::progress::{EPSILON, Way};
use crate::model::quantity::{self, Target, Unit};
use crate::model::quarter::Quarter;

/// `regressed`, `fell-in-count`, `beaten-target`, `restated`, also of what is counted otherwise, and `unit-mismatch` from one deck to the next.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    for deck in content.book.decks.iter().filter(|deck| deck.has_quarter) {
        for file in &deck.files {
            for of in file.content.key_results() {
                turned_back(content, file, of, found);
                beaten(content, deck, file, of, found);
                restated(content, file, of, found);
                other_unit(content, deck, file, of, found);
                counted_otherwise(content, deck, file, of, found);
            }
        }
    }
}

fn turned_back(content: &Content, file: &File, of: &KeyResult, found: &mut Vec<Diagnostic>) {
    let Some(last) = of.quarters.last() else { return };
    let (Some(now), Some(said)) = (last.value(), &last.said) else { return };
    if of.terms.counts == Counts::PerQuarter || said.path != file.path || of.is_yes_no() {
        return;
    }
    let Some(Measured { quarter, value: before, decimals }) = of.previous().filter(|before| is_of_span(of, before))
    else {
        return;
    };
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
    let (mut from, to) = (forms.print(before, decimals), forms.print(now, said.check_in.reading.decimals));
    // With quarters between of which no number is said, it is not clear which one it was.
    if quarter.until(last.quarter).count() > 2 {
        from += &format!(" in {}", content.book.site.calendar.label(quarter));
    }
    let hint = if says_why(&said.check_in) {
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

/// Whether a number was said in the span, which judges it, or, in the first quarter of a year, in the year before. A promise of a single
/// quarter, or of a cycle of quarters, goes on from no other one.
fn is_of_span(of: &KeyResult, before: &Measured) -> bool {
    let is_year = of.cycle == Cycle::Year && of.terms.start < of.terms.due;
    let is_first = matches!(of.quarters.as_slice(), [first] if first.quarter.number == 1);
    before.quarter >= of.terms.start || is_year && is_first
}

/// The target was passed two quarters ago and still stands: what is reached to the point is done, what has fallen short since is
/// told as that, and a target that was moved since is not that one.
fn beaten(content: &Content, deck: &Deck, file: &File, of: &KeyResult, found: &mut Vec<Diagnostic>) {
    if !matches!(of.way, Way::Increase | Way::Decrease) {
        return;
    }
    let [.., then, _, now] = of.quarters.as_slice() else { return };
    let progress = |quarter: &QuarterValue| quarter.standing.progress.unwrap_or_default();
    // What was said before the span was said of another promise.
    let is_beaten = then.quarter >= of.terms.start && progress(then) > 1.0 + EPSILON && progress(now) >= 1.0 - EPSILON;
    if is_beaten && !is_moved_since(content, deck, file, of, then.quarter) {
        let message = "the target was passed two quarters ago and still stands";
        let place = of_key_result(file, of, "target");
        found.push(
            Diagnostic::new(Code::BeatenTarget, place, message)
                .hint("a target that is reached early may be set higher"),
        );
    }
}

/// Whether one of the team's decks since a quarter moved the target.
fn is_moved_since(content: &Content, deck: &Deck, file: &File, of: &KeyResult, then: Quarter) -> bool {
    let is_since =
        |other: &Deck| other.team.id == deck.team.id && then < other.quarter && other.quarter <= deck.quarter;
    let since = content.book.decks.iter().filter(|other| is_since(other));
    since.flat_map(|other| &other.changes).any(|change| {
        let is_it = change.objective == file.id && change.key_result.as_ref() == Some(&of.id);
        is_it && matches!(change.what, What::TargetMoved { .. })
    })
}

fn restated(content: &Content, file: &File, of: &KeyResult, found: &mut Vec<Diagnostic>) {
    for restated in &of.restated {
        let quarter = content.book.site.calendar.label(restated.quarter);
        let message =
            format!("an earlier deck said “{}” of {quarter}, this one says “{}”", restated.before, restated.after);
        let place = Place::Bytes(file.path.clone(), restated.at.clone());
        let hint = if is_explained(of, restated) {
            "the later statement counts, and the note beside it is shown; correct it if it is wrong"
        } else {
            "the later statement counts; say why it changed in a note, or correct it"
        };
        found.push(Diagnostic::new(Code::Restated, place, message).hint(hint));
    }
}

/// Whether the deck has a note beside the number that it gives otherwise.
fn is_explained(of: &KeyResult, restated: &Restated) -> bool {
    let quarter = of.quarters.iter().find(|quarter| quarter.quarter == restated.quarter);
    let said = quarter.and_then(|quarter| quarter.said.as_ref()).map(|said| &said.check_in);
    said.is_some_and(|said| said.at == restated.at && says_why(said))
}

/// Whether a note stands beside a number that is more than a count: `(410 of 455)` and `(410 of 455 calls)` explain nothing.
pub fn says_why(said: &CheckIn) -> bool {
    let is_why = |note: &str| {
        let is_count = quantity::read_written(note).number.is_some_and(|number| number.out_of.is_some());
        let words = note.split(|letter: char| !letter.is_alphabetic());
        let mut words = words.filter(|word| !matches!(*word, "" | "of" | "out"));
        words.nth(usize::from(is_count)).is_some()
    };
    said.full_note().is_some_and(|note| is_why(&note))
}

/// The deck gives a key result another unit than the deck before, and numbers in that one stand in its row.
fn other_unit(content: &Content, deck: &Deck, file: &File, of: &KeyResult, found: &mut Vec<Diagnostic>) {
    let former = of.quarters.iter().filter_map(|quarter| Some((quarter, quarter.said.as_ref()?.former.as_ref()?)));
    let former: Vec<_> = former.filter(|(_, former)| former.is_new && of.way != Way::Text).collect();
    let Some((_, first)) = former.first() else { return };
    let Quarters { values, is_one, keys } = quarters(content, deck, former.iter().map(|(of, _)| of.quarter));
    let are = if is_one { "is" } else { "are" };
    let (before, now) = (measured(first.unit.as_ref(), first.is_yes_no), measured(of.unit.as_ref(), of.is_yes_no()));
    let message =
        format!("{values} {are} {before}, and the key result is {now} now, so no number is carried over from there");
    let hint = format!(
        "say here what was measured then as it is measured now, `check_ins: {{{keys}}}`; or give the key result a new `id:`"
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

/// The deck counts a key result otherwise than the deck before: what was said there as a total is read as a quarter's own number, or
/// the other way round.
fn counted_otherwise(content: &Content, deck: &Deck, file: &File, of: &KeyResult, found: &mut Vec<Diagnostic>) {
    let Some((path, number)) = of.earlier.first() else { return };
    let decks = content.book.decks.iter().filter(|other| other.team.id == deck.team.id && other.quarter < deck.quarter);
    let before = decks.flat_map(|other| &other.files).find(|other| other.path == *path);
    let Some(before) = before.and_then(|before| before.content.key_results().nth(*number)) else { return };
    if before.terms.counts == of.terms.counts || !matches!(of.terms.target, Target::Number { .. }) {
        return;
    }
    // In the first quarter of the span both are the same.
    let is_read_anew = |quarter: &&QuarterValue| {
        let is_earlier = quarter.said.as_ref().is_some_and(|said| said.path != file.path);
        is_earlier && quarter.quarter > of.terms.start && quarter.value().is_some()
    };
    let read_anew: Vec<_> = of.quarters.iter().filter(is_read_anew).map(|quarter| quarter.quarter).collect();
    if read_anew.is_empty() {
        return;
    }
    let Quarters { values, is_one, keys } = quarters(content, deck, read_anew.into_iter());
    let (was, is) = if is_one { ("was", "is") } else { ("were", "are") };
    let (message, hint, key) = if of.terms.counts == Counts::PerQuarter {
        let message = format!("{values} {was} told as the total so far, and {is} added up here as the quarter's own");
        let hint = format!(
            "say here what each quarter had, `check_ins: {{{keys}}}`; if it was that, write `counts: per-quarter` there, too"
        );
        (message, hint, "counts")
    } else {
        let message = format!("{values} {was} told as the quarter's own, and {is} read as the total so far here");
        let hint = format!("write `counts: per-quarter` here, too; or say what the total was, `check_ins: {{{keys}}}`");
        (message, hint, "target")
    };
    found.push(Diagnostic::new(Code::Restated, of_key_result(file, of, key), message).hint(hint));
}

/// Quarters of which something is told.
struct Quarters {
    /// `the values of Q1 2021 and Q2 2021`.
    values: String,
    is_one: bool,
    /// `Q1: …, Q2: …`, as the deck may write them.
    keys: String,
}

fn quarters(content: &Content, deck: &Deck, quarters: impl Iterator<Item = Quarter>) -> Quarters {
    let calendar = content.book.site.calendar;
    let labels = quarters.map(|quarter| (calendar.label(quarter), calendar.short_label(quarter, deck.quarter)));
    let (labels, keys): (Vec<String>, Vec<String>) = labels.map(|(label, key)| (label, format!("{key}: …"))).unzip();
    let values = if labels.len() == 1 { "the value of" } else { "the values of" };
    Quarters { values: format!("{values} {}", labels.join(" and ")), is_one: labels.len() == 1, keys: keys.join(", ") }
}
