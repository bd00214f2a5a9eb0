//! What moved since the last quarter, or of a first value since the baseline.

use crate::model::book::{KeyResult, Measured};
use crate::model::document::Counts;
use crate::model::page::Movement;
use crate::model::progress::{EPSILON, Way};
use crate::model::quantity::{self, Target, Unit};
use crate::model::quarter::{Calendar, Quarter};
use crate::paginate::key_results::aim;

/// What moved since the last quarter with a number, or else since the baseline; where quarters add up, what this one brought
/// the sum to.
pub fn movement(of: &KeyResult, calendar: Calendar) -> Option<Movement> {
    if of.is_yes_no() {
        return None;
    }
    let last = of.quarters.last()?;
    let reading = &last.said.as_ref()?.check_in.reading;
    let now = reading.value?;
    let short = |quarter: Quarter| calendar.short_label(quarter, last.quarter);
    if of.terms.counts == Counts::PerQuarter {
        // What was taken back is no part of the sum.
        return (now >= 0.0).then(|| added(of, now, reading.decimals, short(last.quarter)))?;
    }
    let (since, before, decimals) = match of.previous() {
        Some(Measured { quarter, value, decimals }) => (Some(quarter), value, decimals),
        // From nothing on, what there is now says it all.
        None => (None, of.terms.baseline.filter(|baseline| *baseline != 0.0)?, of.baseline_decimals),
    };
    let by = now - before;
    let better = match of.way {
        Way::Increase | Way::Milestones => Some(by > EPSILON),
        Way::Decrease => Some(by < -EPSILON),
        Way::Maintain | Way::YesNo | Way::Text => None,
    };
    let points = of.unit == Some(Unit::Percent);
    let (target, band) = said_target(of);
    Some(Movement {
        now: in_full(of, now, reading.decimals),
        // Points are said as such.
        by: difference(of, by.abs(), reading.decimals.max(decimals), sign(of).filter(|_| !points)),
        points,
        way: match (since, by) {
            (Some(_), by) if by.abs() <= EPSILON => "same",
            (Some(_), by) if by > 0.0 => "more",
            (Some(_), _) => "less",
            (None, by) if by.abs() <= EPSILON => "same-at-first",
            (None, by) if by > 0.0 => "more-at-first",
            (None, _) => "less-at-first",
        },
        better: better.filter(|_| by.abs() > EPSILON),
        since: since.map_or_else(String::new, short),
        target,
        band,
    })
}

/// What the present quarter's value brought the sum to, as precisely as any of those before it was written.
fn added(of: &KeyResult, now: f64, decimals: u8, since: String) -> Option<Movement> {
    let earlier = &of.quarters[..of.quarters.len() - 1];
    let counted = earlier.iter().filter(|quarter| quarter.quarter >= of.terms.start);
    // A quarter of which nothing is said, or that others see alone, may have brought something, too.
    let is_known = counted.clone().all(|quarter| quarter.value().is_some());
    let written = counted.filter_map(|quarter| {
        let reading = &quarter.said.as_ref()?.check_in.reading;
        reading.value.and(Some(reading.decimals))
    });
    let sum = of.running().last().copied().flatten()?;
    let (target, band) = said_target(of);
    Some(Movement {
        now: of.forms.print(sum, written.max()?.max(decimals)),
        by: difference(of, now, decimals, sign(of)),
        points: false,
        way: if is_known { "added" } else { "added-known" },
        better: None,
        since,
        target,
        band,
    })
}

/// The target as a sentence says it, and the ends of a band. A limit's number alone would read like one to get to.
fn said_target(of: &KeyResult) -> (Option<String>, Option<[String; 2]>) {
    if of.terms.target.value().is_none() {
        return (None, None);
    }
    let written = of.target_printed();
    let target = match aim::number(of) {
        Some(number) if of.way == Way::Maintain => return (Some(format!("{written} ({number})")), None),
        number => number.unwrap_or(written),
    };
    let ends = quantity::ends(&target).map(|(low, high)| [low.trim().to_owned(), high.trim().to_owned()]);
    (Some(target), ends)
}

/// A value as it is said aloud. Milestones say of how many: two bare numbers with a comma between them would be read as one.
fn in_full(of: &KeyResult, value: f64, decimals: u8) -> String {
    match of.terms.target {
        Target::Milestones { count } => {
            format!("{} of {}", difference(of, value, decimals, None), of.forms.print(count, 0))
        }
        _ => of.forms.print(value, decimals),
    }
}

/// What lies between two numbers, or a number without its unit, as it is printed beside others.
fn difference(of: &KeyResult, by: f64, decimals: u8, unit: Option<&Unit>) -> String {
    let printed = quantity::format_in(of.forms.scale.of_difference(by, decimals), by, decimals, unit);
    if unit.is_some() { of.forms.with_stroke(printed) } else { printed }
}

/// A unit that is a sign, which stands beside every number, on whichever side: words are said once in a sentence.
fn sign(of: &KeyResult) -> Option<&Unit> {
    let unit = of.forms.many.as_ref();
    unit.filter(|unit| !matches!(unit, Unit::Words(_)) || matches!(of.unit, Some(Unit::Currency(_))))
}
