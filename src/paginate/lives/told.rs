//! What is known of a quarter of a key result's life: the number that was said last, judged by the promise of the quarter's own deck.

use std::borrow::Cow;
use std::sync::Arc;

use crate::model::book::{KeyResult, QuarterValue};
use crate::model::document::{Call, CheckIn, Counts, Status};
use crate::model::progress::{EPSILON, Standing};
use crate::model::quantity::Said;
use crate::model::quarter::Quarter;
use crate::paginate::lives::{Appearance, KeyResultLife};

/// A quarter of a key result's life.
pub struct Told<'a> {
    /// The deck by whose promise it is judged: the quarter's own where that has the key result, else the one that says it, or
    /// the last one before where none does.
    pub at: Appearance<'a>,
    /// The key result as that deck states it.
    pub of: &'a KeyResult,
    pub known: Cow<'a, QuarterValue>,
    pub status: Option<Status>,
    /// What a human said of how it stood, with the file that says so.
    pub call: Option<(&'a Call, &'a Arc<str>)>,
    /// Who gave another number of it before.
    pub restated: Option<(&'a KeyResult, &'a QuarterValue)>,
}

/// What one deck knows of a quarter.
type Known<'a> = (Appearance<'a>, &'a KeyResult, &'a QuarterValue);

impl<'a> KeyResultLife<'a> {
    /// What is known of a quarter: the last deck that says something of it wins. One that only repeats what the quarter's own deck
    /// said changes nothing, and one that says otherwise changes no promise: what was to be reached then stands in the own deck.
    pub fn at(&self, quarter: Quarter) -> Option<Told<'a>> {
        let Some((own, last)) = self.known(quarter) else { return self.between(quarter) };
        if std::ptr::eq(own.2, last.2) || repeats(last.2, own.2) {
            return Some(if self.adds_up_otherwise(&own) { self.restated(own, own) } else { as_known(own) });
        }
        if !own.1.measure().is_same(last.1.measure()) {
            return Some(as_known(last));
        }
        let told = if own.0.deck.quarter == quarter { self.restated(own, last) } else { as_known(last) };
        Some(Told { restated: is_otherwise(last.2, own.2).then_some((own.1, own.2)), ..told })
    }

    /// Whether a quarter before may count otherwise in its sum than its own deck knew.
    fn adds_up_otherwise(&self, (at, of, own): &Known) -> bool {
        let is_later = |(later, _): &&(Appearance, &KeyResult)| later.deck.quarter > own.quarter;
        let restated = self.appearances.iter().filter(is_later).flat_map(|(_, later)| &later.restated);
        of.terms.counts == Counts::PerQuarter
            && at.deck.quarter == own.quarter
            && own.value().is_some()
            && restated.into_iter().any(|restated| restated.quarter < own.quarter)
    }

    /// What the quarter's own deck knows of it, or else the first one that does; and what was said last.
    fn known(&self, quarter: Quarter) -> Option<(Known<'a>, Known<'a>)> {
        let later = self.appearances.iter().filter(|(appearance, _)| appearance.deck.quarter >= quarter);
        let mut known = later.filter_map(|(appearance, of)| Some((*appearance, *of, of.known(quarter)?)));
        let mut own = known.next()?;
        let mut last = own;
        for (appearance, of, value) in known {
            let says_so = value.said.as_ref().is_some_and(|said| said.path == appearance.file.path);
            if says_so && !repeats(value, last.2) {
                last = (appearance, of, value);
                if appearance.deck.quarter == quarter {
                    own = last;
                }
            }
        }
        Some((own, last))
    }

    /// A quarter of which no deck tells, with decks before and after it: nothing is said of what was promised for it by the one before.
    fn between(&self, quarter: Quarter) -> Option<Told<'a>> {
        let after = self.appearances.partition_point(|(at, _)| at.deck.quarter < quarter);
        let (at, of) = *self.appearances.get(after.checked_sub(1)?).filter(|_| after < self.appearances.len())?;
        // What was done when it was due stays done.
        let is_done = at.deck.quarter >= of.terms.due && of.status == Some(Status::Done);
        let standing = if is_done {
            Standing { status: of.standing.status, ..Standing::default() }
        } else if quarter <= of.terms.due {
            of.terms.standing(quarter, None)
        } else {
            Standing::default()
        };
        let status = if is_done { Some(Status::Done) } else { standing.status };
        let known = QuarterValue { quarter, said: None, standing, status };
        Some(Told { at, of, known: Cow::Owned(known), status, call: None, restated: None })
    }

    /// What is said last of a quarter, and of those that add up to it, judged by the terms of its own deck. What humans called it then stays, with why and how
    /// sure they were, unless the later one says that otherwise, too.
    fn restated(&self, (at, of, own): Known<'a>, (_, _, last): Known<'a>) -> Told<'a> {
        let value = |known: &QuarterValue| {
            let said = self.known(known.quarter).filter(|(_, last)| last.1.measure().is_same(of.measure()));
            (known.quarter, said.map_or_else(|| known.value(), |(_, last)| last.2.value()))
        };
        let values: Vec<_> = of.quarters.iter().map(value).collect();
        let running = of.terms.running(&values);
        let standing = of.terms.standing(own.quarter, running.last().copied().flatten());
        let later = last.said.as_ref().filter(|_| !std::ptr::eq(own, last));
        let later = later.map(|said| (&said.check_in.call, &said.path));
        let call = later.filter(|(call, _)| **call != Call::default()).unwrap_or((&of.call, &at.file.path));
        let status = call.0.status.or(of.call.status).or(standing.status);
        let known = QuarterValue { quarter: own.quarter, said: last.said.clone(), standing, status };
        Told { at, of, known: Cow::Owned(known), status, call: Some(call), restated: None }
    }
}

/// A quarter as a deck knows it.
fn as_known((at, of, known): Known) -> Told {
    let is_own = at.deck.quarter == known.quarter;
    let said = known.said.as_ref().map(|said| (&said.check_in.call, &said.path));
    Told {
        at,
        of,
        known: Cow::Borrowed(known),
        status: if is_own { known.status } else { of.status_in(known) },
        call: if is_own { Some((&of.call, &at.file.path)) } else { said },
        restated: None,
    }
}

/// Whether no more is said of a quarter than before, however it is written: a number that is given again without the words beside it,
/// or what a human called it, takes none of them back.
fn repeats(now: &QuarterValue, before: &QuarterValue) -> bool {
    let (Some(now), Some(before)) = (&now.said, &before.said) else { return now.said.is_none() };
    let (now, before) = (&now.check_in, &before.check_in);
    let said = |check_in: &CheckIn| {
        let reading = &check_in.reading;
        (reading.value, reading.value.is_none().then(|| reading.said.clone()))
    };
    let (reading, then) = (&now.reading, &before.reading);
    let is_text = reading.said == Said::Text;
    let note = now.full_note();
    said(now) == said(before)
        && (reading.out_of.is_none() || reading.out_of == then.out_of)
        && (reading.claims.is_empty() || reading.claims == then.claims)
        && (note.is_none() || note == before.full_note())
        && (!is_text || reading.text == then.text)
        && (now.call == Call::default() || now.call == before.call)
}

/// Whether a number is another one now, or is taken back.
fn is_otherwise(now: &QuarterValue, before: &QuarterValue) -> bool {
    let Some(before) = before.value() else { return false };
    now.value().is_none_or(|now| (now - before).abs() > EPSILON * before.abs().max(1.0))
}
