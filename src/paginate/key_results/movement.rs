//! What moved since the last quarter.

use crate::model::book::KeyResult;
use crate::model::document::Counts;
use crate::model::page::Movement;
use crate::model::progress::{EPSILON, Way};
use crate::model::quantity::{self, Unit};
use crate::model::quarter::{Calendar, Quarter};
use crate::paginate::key_results::running;

/// What moved since the last quarter with a number; where quarters add up, what this one brought the sum to.
pub fn movement(of: &KeyResult, calendar: Calendar) -> Option<Movement> {
    let (last, earlier) = of.quarters.split_last()?;
    let reading = &last.said.as_ref()?.check_in.reading;
    let now = reading.value?;
    let unit = of.unit.as_ref();
    let short = |quarter: Quarter| {
        if quarter.year == last.quarter.year { format!("Q{}", quarter.number) } else { calendar.label(quarter) }
    };
    if of.terms.counts == Counts::PerQuarter {
        let counted = earlier.iter().filter(|quarter| quarter.quarter >= of.terms.start);
        let written = counted.filter_map(|quarter| {
            let reading = &quarter.said.as_ref()?.check_in.reading;
            reading.value.and(Some(reading.decimals))
        });
        let sum = running(of).last().copied().flatten()?;
        let decimals = written.max()?.max(reading.decimals);
        // What was taken back is no part of the sum.
        if now < 0.0 {
            return None;
        }
        return Some(Movement {
            now: quantity::format_quantity(sum, decimals, unit),
            by: quantity::format_quantity(now, reading.decimals, unit.filter(|unit| is_sign(unit))),
            points: false,
            way: "added",
            better: None,
            since: short(last.quarter),
        });
    }
    let before = earlier.iter().rev().find_map(|quarter| {
        let reading = &quarter.said.as_ref()?.check_in.reading;
        Some((quarter.quarter, reading.value?, reading.decimals))
    });
    let printed = quantity::format_quantity(now, reading.decimals, unit);
    let (since, value, decimals) = before.filter(|_| of.way != Way::YesNo)?;
    let by = now - value;
    let better = match of.way {
        Way::Increase | Way::Milestones => Some(by > EPSILON),
        Way::Decrease => Some(by < -EPSILON),
        Way::Maintain | Way::YesNo | Way::Text => None,
    };
    Some(Movement {
        now: printed,
        // Points are said as such.
        by: quantity::format_quantity(
            by.abs(),
            reading.decimals.max(decimals),
            unit.filter(|unit| is_sign(unit) && !matches!(unit, Unit::Percent)),
        ),
        points: matches!(unit, Some(Unit::Percent)),
        way: if by.abs() <= EPSILON {
            "same"
        } else if by > 0.0 {
            "more"
        } else {
            "less"
        },
        better: better.filter(|_| by.abs() > EPSILON),
        since: short(since),
    })
}

/// Whether a unit is a sign, which stands beside every number: words are said once in a sentence.
fn is_sign(unit: &Unit) -> bool {
    !matches!(unit, Unit::Words(_))
}
