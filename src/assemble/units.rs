//! The unit of a key result from deck to deck. Where a deck does not say it, it is that of the values before; a value in another
//! one than the present deck's has no number in it.

use std::borrow::Cow;
use std::sync::Arc;

use crate::assemble::history::{Earlier, Row, Said};
use crate::assemble::span::Stated;
use crate::model::book::{Deck, FileContent, Former, KeyResult};
use crate::model::document::{CheckIn, KeyResultHeader, Text};
use crate::model::link::escape;
use crate::model::progress::Terms;
use crate::model::quantity::{self, Context, Forms, Measure, Reading, Scale, Target, Unit};
use crate::model::quarter::Quarter;

/// A deck's statement of a key result.
#[derive(Clone, Copy)]
pub struct Stating<'a> {
    pub header: &'a KeyResultHeader,
    pub quarter: Quarter,
    pub path: &'a Arc<str>,
    /// As the deck says it, else as those before it in the row did.
    pub unit: Option<&'a Unit>,
}

impl<'a> Stating<'a> {
    /// What its numbers are measured in.
    fn measure(&self) -> Measure<'a> {
        match &self.header.check_in {
            Some(check_in) => self.measure_of(&check_in.reading),
            None => Measure::of(&self.header.target, self.unit),
        }
    }

    /// What a number that it gives is measured in: one `of 5` of which nothing else is said is a count.
    pub fn measure_of(&self, reading: &Reading) -> Measure<'a> {
        match Measure::of(&self.header.target, self.unit) {
            Measure::Unsaid if reading.out_of.is_some() => Measure::Count,
            measure => measure,
        }
    }

    /// Whether numbers of both can be compared, where these are measured so.
    fn is_like(&self, measure: Measure, other: &Self) -> bool {
        let is_said_once = self.unit.xor(other.unit).is_some_and(is_written);
        measure.is_same(other.measure()) && !(is_said_once && are_apart(self.header, other.header))
    }
}

/// Whether nobody leaves it out who writes it otherwise.
fn is_written(unit: &Unit) -> bool {
    matches!(unit, Unit::Percent | Unit::Currency(_))
}

/// Whether all numbers of one deck are at least twice as large as all of the other's: they hardly measure the same.
fn are_apart(one: &KeyResultHeader, other: &KeyResultHeader) -> bool {
    let (Some((low, high)), Some((lowest, highest))) = (ends(one), ends(other)) else { return false };
    let is_above = |low: f64, high: f64| high > 0.0 && low >= 2.0 * high;
    is_above(low, highest) || is_above(lowest, high)
}

/// The smallest and the largest number of a deck's statement.
fn ends(header: &KeyResultHeader) -> Option<(f64, f64)> {
    let said = header.check_in.iter().chain(header.check_ins.iter().map(|(_, said)| said));
    let said = said.filter_map(|said| said.reading.value);
    let baseline = header.baseline.as_ref().and_then(|baseline| baseline.number).map(|number| number.value);
    let all = said.chain(baseline).chain(header.target.ends().into_iter().flatten());
    all.fold(None, |ends, value| {
        let (low, high) = ends.unwrap_or((value, value));
        Some((value.min(low), value.max(high)))
    })
}

/// All statements of a key result, the earliest first and the present one last. The row of the present deck begins with the quarter
/// `first`.
pub fn statings<'a>(
    written: &'a KeyResultHeader,
    stated: &Stated<'a>,
    earlier: &[&'a Earlier<'a>],
    first: Quarter,
) -> Vec<Stating<'a>> {
    let mut before: Option<(&Unit, &KeyResultHeader)> = None;
    let earlier = earlier.iter().rev().map(|earlier| (earlier.header, earlier.quarter, earlier.path));
    let all = earlier.chain([(written, stated.quarter, stated.path)]).map(|(header, quarter, path)| {
        let unit = unit(header, before);
        if quarter >= first {
            before = unit.map(|unit| (unit, header)).or(before);
        }
        Stating { header, quarter, path, unit }
    });
    all.collect()
}

/// A deck's unit, where `before` is that of the decks before it, and the last of them to say so.
fn unit<'a>(header: &'a KeyResultHeader, before: Option<(&'a Unit, &KeyResultHeader)>) -> Option<&'a Unit> {
    let own = header.context.unit.as_ref();
    let Some((before, stated)) = before.filter(|_| header.unit_said_by.is_none()) else { return own };
    if own.is_none() && is_written(before) && are_apart(header, stated) {
        return None;
    }
    let is_of = || header.check_in.as_ref().is_some_and(|check_in| check_in.reading.out_of.is_some());
    let can_be = match header.target {
        Target::YesNo => false,
        // What is counted is no share.
        Target::Milestones { .. } => *before != Unit::Percent,
        _ => *before != Unit::Percent || !is_of(),
    };
    // What the values say behind the unit is note.
    if can_be && own.is_none_or(|own| before.begins(own)) { Some(before) } else { own }
}

/// Reads what the decks said in the present one's unit: a number in another unit is none here.
pub fn settle<'a>(row: &mut Row<'a>, statings: &[Stating<'a>], first: Quarter) {
    let [earlier @ .., now] = statings else { return };
    for said in row.range_mut(first..).map(|(_, said)| said).filter(|said| said.check_in.reading.value.is_some()) {
        let by = said.by;
        let measure = by.measure_of(&said.check_in.reading);
        if !by.is_like(measure, now) {
            let is_new = earlier.last().is_some_and(|before| by.is_like(measure, before));
            set_apart(said, is_new);
        } else if let (None, Some(unit)) = (by.header.unit_said_by, now.unit)
            && by.header.context.unit.as_ref().is_none_or(|own| unit.begins(own))
        {
            read_again(&mut said.check_in, unit, by.header);
        }
    }
}

fn set_apart(said: &mut Said, is_new: bool) {
    let by = said.by;
    let reading = said.check_in.reading.clone();
    let former = Former {
        unit: by.unit.cloned(),
        forms: if by.unit == by.header.context.unit.as_ref() { by.header.forms.clone() } else { Forms::plain(by.unit) },
        is_yes_no: by.header.target == Target::YesNo,
        is_new,
        reading,
    };
    let reading = &mut said.check_in.to_mut().reading;
    (reading.said, reading.value, reading.out_of) = (quantity::Said::Text, None, None);
    said.former = Some(Box::new(former));
}

/// Reads a value in a unit that its own deck did not know: what its words hold behind the unit is note.
fn read_again(check_in: &mut Cow<CheckIn>, unit: &Unit, by: &KeyResultHeader) {
    let context = Context { unit: Some(unit.clone()), ..by.context.clone() };
    let again = quantity::read_value(&check_in.reading.text, &context, &by.target);
    let is_more = again.value == check_in.reading.value && again.note != check_in.reading.note;
    // A note with a link stays as its author wrote it.
    if is_more && check_in.own_note.as_ref().is_none_or(|note| note.links.is_empty()) {
        let check_in = check_in.to_mut();
        check_in.own_note = again.note.as_ref().map(|note| {
            Box::new(Text { source: note.clone(), html: escape(note), plain: note.clone(), ..Text::default() })
        });
        check_in.reading = again;
    }
}

/// How the numbers are printed: in the forms of the present deck's unit that all that is said in the row has, and in one scale.
pub fn forms(now: &Stating, row: &Row, first: Quarter, terms: &Terms) -> Forms {
    let header = now.header;
    let is_named = header.unit_said_by == Some("unit");
    let texts: Vec<&str> = row.range(first..).map(|(_, said)| said.check_in.reading.text.as_str()).collect();
    let mut forms = Forms::of_key_result(now.unit, is_named, header.baseline.as_ref(), &header.target_text, &texts);
    forms.behind.clone_from(&header.context.behind);
    let said = row.range(first..).map(|(_, said)| &said.check_in.reading);
    let said = said.filter_map(|reading| Some((reading.value?, reading.decimals)));
    let baseline = header.baseline.as_ref().and_then(|baseline| baseline.number);
    let baseline = baseline.map(|number| (number.value, number.decimals));
    let planned = terms.plan.iter().map(|(_, value)| *value);
    let computed = terms.target.ends().into_iter().flatten().chain(planned);
    let numbers: Vec<_> = computed.map(|value| (value, quantity::digits(value))).chain(baseline).chain(said).collect();
    let promise = header.baseline.as_ref().map(|baseline| baseline.text.as_str());
    let promise: Vec<&str> = promise.into_iter().chain(quantity::numbers(header.target_text.trim())).collect();
    forms.scale = Scale::of(&promise, &texts, &numbers);
    forms
}

/// In a language that makes no singular as English does, units are printed beside 1 as they are written.
pub fn keep_plurals(decks: &mut [Deck]) {
    for file in decks.iter_mut().flat_map(|deck| &mut deck.files) {
        match &mut file.content {
            FileContent::Objective(objective) => objective.key_results.iter_mut().for_each(keep_plural),
            FileContent::Overview(overview) => {
                overview.outcomes.iter_mut().flat_map(|outcome| &mut outcome.metrics).for_each(keep_plural);
            }
            FileContent::Change(_) | FileContent::AsWritten(_) => {}
        }
    }
}

fn keep_plural(of: &mut KeyResult) {
    of.forms.keep_plural();
    let said = of.said_before.iter_mut().chain(&mut of.quarters).filter_map(|quarter| quarter.said.as_mut());
    said.filter_map(|said| said.former.as_mut()).for_each(|former| former.forms.keep_plural());
}
