//! What changed from a team's previous deck to the next: told by comparing the two, never by the author.

mod deliverables;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::assemble::span::{is_year_end, is_year_later};
use crate::model::book::{Change, Deck, File, FileContent, KeyResult, Objective, Previous, What};
use crate::model::diagnostic::Step;
use crate::model::document::{Scoring, Status};
use crate::model::progress::{EPSILON, Way};
use crate::model::quantity::{Said, Target};
use crate::model::quarter::Quarter;
use crate::model::wording;

/// Fills in every deck's changes. The decks stand with the oldest first. Where the quarter of one of a team's decks is not known,
/// nor is which deck came before which.
pub fn compare_all(decks: &mut [Deck]) {
    let unknown: Vec<String> = decks.iter().filter(|deck| !deck.has_quarter).map(|deck| deck.team.id.clone()).collect();
    let mut latest: HashMap<String, Vec<usize>> = HashMap::new();
    let mut found = Vec::with_capacity(decks.len());
    for (number, deck) in decks.iter().enumerate() {
        let earlier = latest.entry(deck.team.id.clone()).or_default();
        let previous = earlier.iter().rev().find(|at| decks[**at].quarter < deck.quarter).copied();
        let previous = previous.filter(|_| !unknown.contains(&deck.team.id));
        found.push(previous.map(|at| (of_deck(&decks[at]), compare(&decks[at], deck))));
        earlier.push(number);
    }
    for (deck, found) in decks.iter_mut().zip(found) {
        if let Some((previous, changes)) = found {
            deck.previous = Some(previous);
            deck.changes = changes;
        }
    }
}

fn of_deck(deck: &Deck) -> Previous {
    Previous { quarter: deck.quarter, folder: deck.folder.clone() }
}

fn compare(before: &Deck, now: &Deck) -> Vec<Change> {
    let mut changes = Vec::new();
    let by_path: HashMap<&str, &File> = before.lives().map(|file| (&*file.path, file)).collect();
    let mut met: HashSet<&str> = HashSet::new();
    for file in now.lives() {
        let past = file.content.earlier();
        // All that became one with it; the first is what it was itself.
        let mut found = past.iter().filter_map(|path| by_path.get(&**path).copied());
        let earlier = found.next();
        let change = |what| of_file(file, what);
        met.extend(found.chain(earlier).map(|earlier| &*earlier.path));
        let Some(earlier) = earlier else {
            changes.push(change(if past.is_empty() { What::Added } else { What::Returned }));
            continue;
        };
        changes.extend(renamed(earlier, file).map(change));
        if let (FileContent::Objective(old), FileContent::Objective(new)) = (&earlier.content, &file.content) {
            if !wording::is_same(&old.statement.plain, &new.statement.plain) {
                let (before, after) = (old.statement.plain.clone(), new.statement.plain.clone());
                changes.push(change(What::Reworded { before, after }));
            }
            // Who is named where nobody was may have owned it all the time.
            if !old.owners.is_empty() && !wording::is_same_people(&old.owners, &new.owners) {
                changes.push(change(What::Owners { before: old.owners.clone(), after: new.owners.clone() }));
            }
            let is_committed = |of: &Objective| of.scoring == Some(Scoring::Committed);
            if is_committed(old) != is_committed(new) {
                changes.push(change(What::Scoring { committed: is_committed(new) }));
            }
            if old.roll_up.status != new.roll_up.status {
                changes.push(change(What::Status { before: Some(old.roll_up.status), after: new.roll_up.status }));
            }
        }
        compare_key_results(before, earlier, now, file, &mut changes);
    }
    for gone in before.lives().filter(|earlier| !met.contains(&*earlier.path) && goes_on(before, earlier, now)) {
        changes.push(Change {
            objective: gone.id.clone(),
            key_result: None,
            title: gone.title.clone(),
            path: now.path.clone(),
            at: Vec::new(),
            what: What::Dropped,
        });
    }
    changes
}

/// What a file is called otherwise: by its title, else by its id. A heading that stands for a title may be of its quarter alone.
fn renamed(was: &File, now: &File) -> Option<What> {
    if (was.title_written || now.title_written) && !wording::is_same(&was.title.plain, &now.title.plain) {
        return Some(What::Renamed { was: was.title.plain.clone() });
    }
    (was.id != now.id).then(|| What::IdChanged { was: was.id.clone() })
}

fn of_file(file: &File, what: What) -> Change {
    Change {
        objective: file.id.clone(),
        key_result: None,
        title: file.title.clone(),
        path: file.path.clone(),
        at: Vec::new(),
        what,
    }
}

/// Whether anything in a file was still to be done after its deck's quarter. What had come to its end was not dropped.
fn goes_on(deck: &Deck, file: &File, now: &Deck) -> bool {
    match &file.content {
        FileContent::Objective(objective) if objective.key_results.is_empty() => objective.due >= now.quarter,
        _ => file.content.key_results().any(|of| is_open(of, deck, now)),
    }
}

/// What somebody called dropped was dropped in its own deck.
fn is_open(of: &KeyResult, deck: &Deck, now: &Deck) -> bool {
    let is_over = matches!(of.status, Some(Status::Done | Status::Dropped));
    of.terms.due > deck.quarter && of.terms.due >= now.quarter && !is_over
}

fn compare_key_results(old_deck: &Deck, old: &File, deck: &Deck, file: &File, changes: &mut Vec<Change>) {
    let earlier: Vec<&KeyResult> = old.content.key_results().collect();
    let mut met: Vec<&str> = Vec::new();
    for of in file.content.key_results() {
        let mut push = |what| {
            changes.push(Change {
                objective: file.id.clone(),
                key_result: Some(of.id.clone()),
                title: of.title.clone(),
                path: file.path.clone(),
                at: of.at.clone(),
                what,
            });
        };
        // What it says to have been is gone into it, also where it has a past of its own.
        met.extend(of.was.as_deref());
        let was = of.earlier.iter().find_map(|(path, number)| earlier.get(*number).filter(|_| *path == old.path));
        let Some(was) = was else {
            push(if of.earlier.is_empty() { What::Added } else { What::Returned });
            continue;
        };
        met.push(&was.id);
        if was.id != of.id {
            push(What::IdChanged { was: was.id.clone() });
        }
        differences(was, of, old_deck, deck).into_iter().for_each(&mut push);
    }
    for gone in earlier.iter().filter(|gone| !met.contains(&gone.id.as_str()) && is_open(gone, old_deck, deck)) {
        changes.push(Change {
            objective: file.id.clone(),
            key_result: Some(gone.id.clone()),
            title: gone.title.clone(),
            path: Arc::clone(&file.path),
            at: vec![Step::Key(match file.content {
                FileContent::Overview(_) => "outcomes".into(),
                _ => "key_results".into(),
            })],
            what: What::Dropped,
        });
    }
}

fn differences(was: &KeyResult, of: &KeyResult, old_deck: &Deck, deck: &Deck) -> Vec<What> {
    let mut found = Vec::new();
    if !wording::is_same(&was.title.plain, &of.title.plain) {
        found.push(What::Reworded { before: was.title.plain.clone(), after: of.title.plain.clone() });
    }
    let due_moved = is_due_moved(was, of, old_deck, deck);
    let goes_on = goes_on_from(was, of, due_moved);
    if goes_on && !same_target(was, of) {
        let (before, after) = (was.target_text.clone(), of.target_text.clone());
        found.push(What::TargetMoved { before, after, reached: is_reached(was) });
    }
    if goes_on && !same_baseline(was, of) {
        found.push(What::BaselineMoved { before: was.baseline_text.clone(), after: of.baseline_text.clone() });
    }
    if due_moved {
        found.push(What::DueMoved { before: was.terms.due, after: of.terms.due });
    }
    if goes_on {
        found.extend(deliverables::differences(was, of));
    }
    for restated in &of.restated {
        let (before, after) = (restated.before.clone(), restated.after.clone());
        found.push(What::Restated { quarter: restated.quarter, before, after, said: restated.said.clone() });
    }
    let put_off = moved_to(of, deck).filter(|to| moved_to(was, old_deck) != Some(*to));
    // A later due date says as much.
    let is_due_then =
        |to: &Quarter| found.iter().any(|what| matches!(what, What::DueMoved { after, .. } if after == to));
    if let Some(to) = put_off.filter(|to| !is_due_then(to)) {
        found.push(What::Moved { to });
    }
    found.extend(said(was, of));
    if let Some(after) = of.status
        && was.status != Some(after)
        && (put_off.is_none() || after != Status::NoData)
    {
        found.push(What::Status { before: was.status, after });
    }
    found
}

/// What the check-in of a target in words says now, where that is something else.
fn said(was: &KeyResult, of: &KeyResult) -> Option<What> {
    let said = |of: &KeyResult| {
        let reading = &of.quarters.last()?.said.as_ref()?.check_in.reading;
        matches!(reading.said, Said::Text | Said::Number).then(|| reading.text.clone())
    };
    let (before, after) = (said(was), said(of).filter(|_| of.way == Way::Text)?);
    let is_same = before.as_ref().is_some_and(|before| folded(before).to_lowercase() == folded(&after).to_lowercase());
    (!is_same).then_some(What::Said { before, after })
}

/// Whether it is the same promise still. What was due before the present span began is over, and a new one moves nothing; but what
/// was not reached then and is put off is what was promised. A year's end that becomes the next one's may be a new promise of the
/// new year, unless less is asked for.
fn goes_on_from(was: &KeyResult, of: &KeyResult, due_moved: bool) -> bool {
    let is_put_off = due_moved && is_unreached(was) && of.terms.due > was.terms.due;
    let is_next_year = is_year_later(of.terms.due, was.terms.due);
    was.terms.due >= of.terms.start || is_put_off && (!is_next_year || asks_less(was, of))
}

fn is_unreached(of: &KeyResult) -> bool {
    !is_reached(of) && of.status != Some(Status::Dropped)
}

fn is_reached(of: &KeyResult) -> bool {
    of.status == Some(Status::Done)
}

/// Whether a number that is nearer is to be reached now.
fn asks_less(was: &KeyResult, of: &KeyResult) -> bool {
    match (&was.terms.target, &of.terms.target) {
        (Target::Number { value: before, .. }, Target::Number { value: now, .. }) => match of.way {
            Way::Increase => now < before && was.way == Way::Increase,
            Way::Decrease => now > before && was.way == Way::Decrease,
            _ => false,
        },
        _ => false,
    }
}

/// Whether a promise has another date now. One that nobody wrote goes on to the end of the present cycle, and is over where the
/// cycle is: neither was moved. What was reached is no more put off, nor is what is reached now by its date: its next date is that of
/// a new promise. At the turn of the year the year's end goes on to the next one's, unless the year was written too.
fn is_due_moved(was: &KeyResult, of: &KeyResult, old_deck: &Deck, deck: &Deck) -> bool {
    let is_over = !was.due_written && (!of.due_written || was.terms.due < deck.quarter);
    let year_ends = is_year_end(was.terms.due, old_deck.quarter) && is_year_end(of.terms.due, deck.quarter);
    let is_put_off = was.due_in_full && of.due_in_full && is_unreached(was);
    let is_kept = is_reached(of) && deck.quarter <= was.terms.due && was.terms.due < of.terms.due;
    was.terms.due != of.terms.due && !is_reached(was) && !is_kept && !is_over && (!year_ends || is_put_off)
}

/// Whether the way begins where it did. A baseline that is stated now, or no more, matters where a number is reached from it; a
/// count without one begins at 0.
fn same_baseline(was: &KeyResult, of: &KeyResult) -> bool {
    let text = |of: &KeyResult| of.baseline_text.clone().unwrap_or_default();
    let near = |a: f64, b: f64| (a - b).abs() <= EPSILON * a.abs().max(1.0);
    let is_way = |of: &KeyResult| matches!(of.terms.target, Target::Number { .. });
    match (was.terms.baseline, of.terms.baseline) {
        (Some(a), Some(b)) => near(a, b) && !is_in_other_unit(was, of, text),
        (None, None) => true,
        _ => !is_way(was) || !is_way(of) || near(was.terms.from(), of.terms.from()),
    }
}

/// Whether what is written so is measured in something else now.
fn is_in_other_unit(was: &KeyResult, of: &KeyResult, text: impl Fn(&KeyResult) -> String) -> bool {
    !was.measure().is_same(of.measure()) && folded(&text(was)) != folded(&text(of))
}

/// The quarter to which a deck says that a key result has moved.
fn moved_to(of: &KeyResult, deck: &Deck) -> Option<Quarter> {
    let said = of.quarters.last()?.said.as_ref()?;
    match said.check_in.reading.said {
        Said::Moved { to, .. } => Some(to.resolve(deck.quarter)),
        _ => None,
    }
}

/// A text with its white space folded.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn same_target(was: &KeyResult, of: &KeyResult) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= EPSILON * a.abs().max(1.0);
    if is_in_other_unit(was, of, |of| of.target_text.clone()) {
        return false;
    }
    match (&was.terms.target, &of.terms.target) {
        (Target::Number { value: a, .. }, Target::Number { value: b, .. }) => {
            // A relative target that follows its baseline was not moved itself.
            near(*a, *b) || was.target_text == of.target_text
        }
        // Words are also what cannot be computed from its baseline.
        (Target::Words, Target::Words | Target::Number { .. }) | (Target::Number { .. }, Target::Words) => {
            folded(&was.target_text).to_lowercase() == folded(&of.target_text).to_lowercase()
        }
        (a, b) => a == b,
    }
}
