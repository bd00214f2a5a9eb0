//! The changes slide: what is otherwise than in the team's previous deck, the best news first.

use std::collections::HashMap;

use crate::model::book::{Change, Deck, What};
use crate::model::document::Status;
use crate::model::link::{self, escape};
use crate::model::page::{ChangeLine, Changed, ChangesData, SlideData};
use crate::model::quantity::Said;
use crate::model::quarter::Calendar;
use crate::model::wording;
use crate::paginate::key_results::without_number;
use crate::paginate::kinds::spread;
use crate::paginate::measure;

/// So much is shown of what a check-in says in words.
const LONGEST_SAID: usize = 100;

/// The changes of a deck, cut so that each part fits a slide; at least one part.
pub fn data(deck: &Deck, calendar: Calendar) -> Vec<SlideData> {
    let since = deck.since().map(|since| calendar.label(since));
    let mut groups: Vec<(u8, Changed)> = Vec::new();
    let mut at: HashMap<(&str, Option<&str>), usize> = HashMap::new();
    let mut lines: Vec<(u8, &Change, ChangeLine)> = Vec::new();
    for change in &deck.changes {
        let (rank, line) = line(change, calendar);
        lines.push((rank, change, line));
    }
    // The sort is stable: what weighs the same stays in running order.
    lines.sort_by_key(|(rank, ..)| *rank);
    for (rank, change, line) in lines {
        let key = (change.objective.as_str(), change.key_result.as_deref());
        let group = *at.entry(key).or_insert_with(|| {
            groups.push((rank, changed(change, deck)));
            groups.len() - 1
        });
        // Where its status changed, too, that tells how good the news is.
        if line.after_status.is_some() {
            groups[group].0 = rank;
        }
        groups[group].1.lines.push(line);
    }
    groups.sort_by_key(|(rank, _)| *rank);
    let groups: Vec<Changed> = groups.into_iter().map(|(_, group)| group).collect();
    let parts = spread(groups, 0.0, 1, |group, room| room.changed(group));
    parts.into_iter().map(|changes| SlideData::Changes(ChangesData { since: since.clone(), changes })).collect()
}

/// What a change is about, without its lines.
fn changed(change: &Change, deck: &Deck) -> Changed {
    let id = match &change.key_result {
        Some(key_result) => format!("{}/{key_result}", change.objective),
        None => change.objective.clone(),
    };
    let gone = matches!(change.what, What::Dropped);
    let objective = deck.files.iter().find(|file| file.id == change.objective).map(|file| file.title.plain.clone());
    Changed {
        title: measure::short(&change.title.plain, 72),
        title_text: change.title.plain.clone(),
        objective: objective.filter(|_| change.key_result.is_some()),
        href: (!gone).then(|| link::fragment(&id)),
        lines: Vec::new(),
    }
}

/// What of a key result's terms is otherwise than in the deck before, the best news first.
pub fn of_terms(reference: &str, deck: &Deck, calendar: Calendar) -> Vec<ChangeLine> {
    let is_its = |change: &&Change| {
        reference
            .split_once('/')
            .is_some_and(|(objective, id)| change.objective == objective && change.key_result.as_deref() == Some(id))
    };
    let is_term = |change: &&Change| {
        matches!(
            change.what,
            What::TargetMoved { .. }
                | What::BaselineMoved { .. }
                | What::DueMoved { .. }
                | What::DeliverableMoved { .. }
                | What::DeliverableDropped { .. }
                | What::Moved { .. }
        )
    };
    let mut lines: Vec<_> =
        deck.changes.iter().filter(is_its).filter(is_term).map(|change| line(change, calendar)).collect();
    lines.sort_by_key(|(rank, _)| *rank);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Who left, and who joined: those who stay own it as before.
fn owners(before: &[String], after: &[String]) -> (&'static str, Option<String>, Option<String>) {
    let only = |these: &[String], others: &[String]| {
        let only: Vec<&str> = these.iter().filter(|owner| !others.contains(owner)).map(String::as_str).collect();
        (!only.is_empty()).then(|| only.join(", "))
    };
    let (left, joined) = (only(before, after), only(after, before));
    let what = match (&left, &joined) {
        (Some(_), Some(_)) => "owners",
        (None, _) => "owners-joined",
        (_, None) if after.is_empty() => "owners-none",
        (_, None) => "owners-left",
    };
    (what, left, joined)
}

fn line(change: &Change, calendar: Calendar) -> (u8, ChangeLine) {
    let mut line = ChangeLine {
        what: "added",
        deliverable: None,
        quarter: None,
        before: None,
        after: None,
        after_said: None,
        before_status: None,
        after_status: None,
        wording: None,
    };
    let rank = match &change.what {
        What::Added => 3,
        What::Returned => {
            line.what = "returned";
            3
        }
        What::Dropped => {
            line.what = "dropped";
            9
        }
        What::Renamed { was } => {
            line.what = "renamed";
            line.before = Some(was.clone());
            5
        }
        What::IdChanged { was } => {
            (line.what, line.before) = ("id-changed", Some(was.clone()));
            5
        }
        What::Scoring { committed } => {
            line.what = if *committed { "committed" } else { "not-committed" };
            4
        }
        What::Reworded { before, after } => {
            line.what = "reworded";
            line.wording = Some(inline(before, after));
            6
        }
        What::TargetMoved { before, after, .. } => {
            (line.what, line.before, line.after) = ("target-moved", Some(before.clone()), Some(after.clone()));
            4
        }
        What::BaselineMoved { before, after } => {
            line.what = match (before, after) {
                (None, _) => "baseline-added",
                (_, None) => "baseline-dropped",
                _ => "baseline-moved",
            };
            (line.before, line.after) = (before.clone(), after.clone());
            4
        }
        What::DueMoved { before, after } => {
            line.what = if after > before { "due-later" } else { "due-earlier" };
            (line.before, line.after) = (Some(calendar.label(*before)), Some(calendar.label(*after)));
            if after > before { 7 } else { 2 }
        }
        What::DeliverableMoved { title, before, after, .. } => {
            line.what = if after > before { "deliverable-later" } else { "deliverable-earlier" };
            (line.before, line.after) = (Some(calendar.label(*before)), Some(calendar.label(*after)));
            line.deliverable = Some(title.clone());
            if after > before { 7 } else { 2 }
        }
        What::DeliverableDropped { title } => {
            (line.what, line.deliverable) = ("deliverable-dropped", Some(title.clone()));
            7
        }
        What::Moved { to } => {
            (line.what, line.after) = ("moved", Some(calendar.label(*to)));
            7
        }
        What::Owners { before, after } => {
            (line.what, line.before, line.after) = owners(before, after);
            5
        }
        What::Restated { quarter, before, after, said } => {
            (line.what, line.quarter, line.before) = ("restated", Some(calendar.label(*quarter)), Some(before.clone()));
            (line.after_said, line.after) = match said {
                Said::Number => (None, Some(after.clone())),
                said => {
                    let (kind, text) = without_number(said, after, calendar);
                    (Some(kind).filter(|kind| *kind != "text"), text)
                }
            };
            6
        }
        What::Said { before, after } => {
            line.what = if before.is_some() { "said" } else { "said-first" };
            let brief = |text: &String| measure::short(text, LONGEST_SAID);
            (line.before, line.after) = (before.as_ref().map(brief), Some(brief(after)));
            4
        }
        What::Status { before, after } => {
            line.what = if before.is_some() { "status" } else { "status-first" };
            (line.before_status, line.after_status) = (before.map(Status::as_str), Some(after.as_str()));
            news(*before, *after)
        }
    };
    (rank, line)
}

/// How good the news of a change of status is: 0 the best. That a number is missing now, or was and is a bad one, is none.
fn news(before: Option<Status>, after: Status) -> u8 {
    match (before.and_then(Status::rank), after.rank()) {
        (_, Some(4)) => 0,
        (Some(then), Some(now)) if now > then => 1,
        (None, Some(now)) if now >= 2 => 1,
        (_, None) if matches!(after, Status::Paused | Status::Postponed) => 7,
        _ => 8,
    }
}

/// The new wording with what went and what came marked in it: all of both where nothing was kept.
fn inline(before: &str, after: &str) -> String {
    let both = || format!("<del>{}</del> <ins>{}</ins>", escape(before), escape(after));
    wording::inline(before, after).unwrap_or_else(both)
}
