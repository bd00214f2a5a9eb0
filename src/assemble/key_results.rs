//! One key result of a deck: its terms resolved, its quarters filled from history, everything computed.

use std::sync::Arc;

use crate::assemble::history::{self, Life, Row};
use crate::assemble::span::{Span, Stated, year_before};
use crate::assemble::units::{self, Stating};
use crate::model::book::{Deliverable, KeyResult, Measured, QuarterValue, Statement};
use crate::model::document::{Call, Counts, KeyResultHeader, Status};
use crate::model::progress::{EPSILON, Part, Standing, Terms};
use crate::model::quantity::{Said, Target};
use crate::model::quarter::{Quarter, WrittenQuarter};

/// Computes what a deck shows of a key result.
pub fn assemble(written: &KeyResultHeader, stated: &Stated, life: &Life) -> KeyResult {
    let quarter = stated.quarter;
    let earlier = life.key_result(written);
    let span = Span::of(written, stated, &earlier);
    let first = span.row_begins(quarter);
    let statings = units::statings(written, stated, &earlier, first);
    let (mut said, restated) = history::statements(&statings);
    units::settle(&mut said, &statings, first);
    let said_before = said_before(&said, stated, first);
    let now = statings[statings.len() - 1];
    let has_number = said.values().any(|said| said.check_in.reading.value.is_some());
    let terms = terms(written, quarter, span, has_number);

    let own: Vec<_> =
        first.until(quarter).map(|at| (at, said.get(&at).and_then(|said| said.check_in.reading.value))).collect();
    let running = terms.running(&own);
    let before = before(&now, &said, first).filter(|_| goes_on(&terms, own.last().and_then(|last| last.1)));
    let values: Vec<_> =
        own.iter().zip(&running).filter_map(|((at, _), value)| value.map(|value| (*at, value))).collect();
    let mut quarters: Vec<_> = own
        .iter()
        .zip(&running)
        .map(|((at, _), value)| {
            let said = said.get(at);
            let standing = terms.standing(*at, *value);
            let called = said.and_then(|said| said.check_in.call.status);
            let called = called.or_else(|| deck_call(written, &earlier, *at, quarter));
            QuarterValue { quarter: *at, said: said.map(statement), standing, status: called.or(standing.status) }
        })
        .collect();
    let standing = stay_done(&mut quarters, span.due);
    let call = present_call(written, said.get(&quarter));
    KeyResult {
        id: written.id.clone(),
        id_written: written.id_written,
        was: written.was.clone(),
        earlier: earlier.iter().map(|earlier| (Arc::clone(earlier.path), earlier.number)).collect(),
        due_written: written.due.or(stated.due).is_some(),
        due_own: written.due.is_some(),
        due_in_full: matches!(written.due.or(stated.due), Some(WrittenQuarter::Full(_))),
        cycle: stated.cycle,
        title: written.title.clone(),
        unit: now.unit.cloned(),
        unit_said_by: written.unit_said_by,
        forms: units::forms(&now, &said, first, &terms),
        way: terms.way(),
        baseline_text: written.baseline.as_ref().map(|baseline| baseline.text.clone()),
        baseline_note: written.baseline.as_ref().and_then(|baseline| baseline.note.clone()),
        baseline_decimals: written.baseline.as_ref().and_then(|b| b.number).map_or(0, |number| number.decimals),
        target_text: written.target_text.clone(),
        goal: written.goal.clone(),
        weight: written.weight,
        standing,
        status: quarters.last().and_then(|last| last.status),
        call,
        forecast: terms.forecast(&values).filter(|_| quarter <= span.due),
        deliverables: deliverables(written, quarter, span.due),
        quarters,
        said_before,
        before,
        restated,
        at: written.path.clone(),
        terms,
    }
}

/// What was done when it was due, or after, stays done in later quarters of which nothing is said. Returns how it stands in the
/// last quarter: with the progress that it had when it was done, which is no later quarter's own.
fn stay_done(quarters: &mut [QuarterValue], due: Quarter) -> Standing {
    let mut done: Option<Standing> = None;
    let mut present = Standing::default();
    for quarter in quarters {
        let is_silent = quarter.said.as_ref().is_none_or(|said| said.check_in.reading.said == Said::NoData);
        present = quarter.standing;
        if let Some(done) = done.filter(|_| is_silent && present.progress.is_none()) {
            // A human's call stays what is shown.
            if quarter.status == present.status {
                quarter.status = Some(Status::Done);
            }
            quarter.standing.status = done.status;
            present = Standing { progress: done.progress, ..quarter.standing };
        }
        let is_done = quarter.quarter >= due && quarter.status == Some(Status::Done);
        done = Some(present).filter(|standing| is_done && standing.progress.is_some());
    }
    present
}

fn statement(said: &history::Said) -> Statement {
    Statement {
        check_in: said.check_in.clone().into_owned(),
        path: Arc::clone(said.by.path),
        former: said.former.clone(),
    }
}

/// What the deck itself says of quarters before the quarter `first`, with which its row begins.
fn said_before(said: &Row, stated: &Stated, first: Quarter) -> Vec<QuarterValue> {
    let own = said.range(..first).filter(|(_, said)| said.by.path == stated.path);
    let value = |(quarter, said): (&Quarter, &history::Said)| QuarterValue {
        quarter: *quarter,
        said: Some(statement(said)),
        standing: Standing::default(),
        status: said.check_in.call.status,
    };
    own.map(value).collect()
}

/// What was said last in the year before the quarter `first`. It is of the same measure where that was called the same then, and
/// its way began elsewhere than at 0 then as now: a count of the year begins anew.
fn before(now: &Stating, said: &Row, first: Quarter) -> Option<Measured> {
    let (quarter, said) = said.range(year_before(first)).rfind(|(_, said)| said.check_in.reading.value.is_some())?;
    let is_level = |header: &KeyResultHeader| {
        header.counts == Counts::Cumulative && header.context.baseline.is_some_and(|baseline| baseline.abs() > EPSILON)
    };
    let (then, written) = (said.by.header, now.header);
    let same_unit = match (said.by.unit, now.unit) {
        (Some(then), Some(now)) => then.is_same(now),
        (then, now) => then.is_none() && now.is_none(),
    };
    let same_name = written.id_written || then.title.plain == written.title.plain;
    let reading = &said.check_in.reading;
    let measured = Measured { quarter: *quarter, value: reading.value?, decimals: reading.decimals };
    (is_level(written) && is_level(then) && same_unit && same_name).then_some(measured)
}

/// Whether a number can follow upon those of the year before: what lies below the whole way was counted from 0 after all.
fn goes_on(terms: &Terms, now: Option<f64>) -> bool {
    let Target::Number { value, .. } = terms.target else { return false };
    now.is_some_and(|now| now >= terms.from().min(value) - EPSILON)
}

/// The deliverables with their quarters resolved; what is to be done after the deck's quarter is not done in it.
fn deliverables(written: &KeyResultHeader, quarter: Quarter, due: Quarter) -> Vec<Deliverable> {
    let each = written.deliverables.iter().map(|deliverable| Deliverable {
        title: deliverable.title.clone(),
        due: deliverable.due.map_or(due, |due| due.resolve(quarter)),
        done: deliverable.done.map(|done| done.resolve(quarter)).filter(|done| *done <= quarter),
    });
    each.collect()
}

/// The terms with every default resolved. Deliverables measure a result of which no number is, or can be, said.
fn terms(written: &KeyResultHeader, quarter: Quarter, Span { start, due }: Span, has_number: bool) -> Terms {
    let mut plan: Vec<(Quarter, f64)> = written.plan.iter().map(|(at, value)| (at.resolve(quarter), *value)).collect();
    plan.sort_by_key(|(at, _)| *at);
    let each = written.deliverables.iter().map(|deliverable| {
        let due = deliverable.due.map_or(due, |due| due.resolve(quarter));
        (due, deliverable.done.map(|done| done.resolve(quarter)))
    });
    let deliverables: Vec<_> = each.collect();
    let may_measure = match written.target {
        Target::Words | Target::YesNo => true,
        Target::Milestones { .. } | Target::Number { .. } => !has_number,
        Target::Limit { .. } => false,
    };
    Terms {
        baseline: written.context.baseline,
        target: written.target.clone(),
        direction: written.direction,
        counts: written.counts,
        plan,
        by_deliverables: may_measure && !deliverables.is_empty(),
        deliverables,
        start,
        due,
    }
}

/// The human call for the deck's own quarter: that of what it says of it, else the key result's.
fn present_call(written: &KeyResultHeader, said: Option<&history::Said>) -> Call {
    let own = said.map(|said| said.check_in.call.clone()).unwrap_or_default();
    Call {
        status: own.status.or(written.call.status),
        reason: own.reason.or_else(|| written.call.reason.clone()),
        confidence: own.confidence.or(written.call.confidence),
    }
}

/// What the deck of the quarter `at` calls it, which may be this one or an earlier one.
fn deck_call(
    written: &KeyResultHeader,
    earlier: &[&history::Earlier],
    at: Quarter,
    present: Quarter,
) -> Option<Status> {
    let of_earlier = || earlier.iter().find(|earlier| earlier.quarter == at).map(|earlier| earlier.header);
    let deck = if at == present { Some(written) } else { of_earlier() }?;
    deck.check_in.as_ref().and_then(|check_in| check_in.call.status).or(deck.call.status)
}

/// A key result's part in its objective's roll-up.
pub fn part(key_result: &KeyResult) -> Part {
    Part {
        weight: key_result.weight,
        way: key_result.way,
        progress: key_result.standing.progress,
        expected: key_result.standing.expected,
        status: key_result.status.filter(|status| *status != Status::NoData),
    }
}
