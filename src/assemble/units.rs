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
}

/// All statements of a key result, the earliest first and the present one last. The row of the present deck begins with the quarter
/// `first`.
pub fn statings<'a>(
    written: &'a KeyResultHeader,
    stated: &Stated<'a>,
    earlier: &[&'a Earlier<'a>],
    first: Quarter,
) -> Vec<Stating<'a>> {
    let mut before: Option<&Unit> = None;
    let earlier = earlier.iter().rev().map(|earlier| (earlier.header, earlier.quarter, earlier.path));
    let all = earlier.chain([(written, stated.quarter, stated.path)]).map(|(header, quarter, path)| {
        let unit = unit(header, before);
        if quarter >= first {
            before = unit.or(before);
        }
        Stating { header, quarter, path, unit }
    });
    all.collect()
}

/// A deck's unit, where `before` is that of the decks before it.
fn unit<'a>(header: &'a KeyResultHeader, before: Option<&'a Unit>) -> Option<&'a Unit> {
    let own = header.context.unit.as_ref();
    let Some(before) = before.filter(|_| header.unit_said_by.is_none()) else { return own };
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
        if !measure.is_same(now.measure()) {
            let is_new = earlier.last().is_some_and(|before| measure.is_same(before.measure()));
            set_apart(said, is_new);
        } else if let (None, Some(own), Some(unit)) = (by.header.unit_said_by, &by.header.context.unit, now.unit)
            && unit.begins(own)
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
