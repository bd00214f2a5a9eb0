//! Targets: a number, a change from the baseline, a limit, a band, yes, milestones, or words.

use crate::model::quantity::scan::{self, Kind};
use crate::model::quantity::{Context, Number, Target, Unit, unit};

/// Why a target cannot be computed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetFault {
    /// It is a change from a baseline that is not there.
    MissingBaseline,
    /// Its unit, as written, is not the key result's.
    UnitMismatch(String),
    /// A band whose higher end stands first: it may be meant as a way down.
    HighToLow,
}

const AT_MOST: [&str; 4] = ["at most ", "no more than ", "≤", "<="];
const AT_LEAST: [&str; 4] = ["at least ", "no less than ", "≥", ">="];

/// Reads a target against the key result's unit and baseline.
pub fn read_target(text: &str, context: &Context) -> Result<Target, TargetFault> {
    let text = text.trim_matches(scan::is_space);
    if matches!(text.to_lowercase().as_str(), "yes" | "true") {
        return Ok(Target::YesNo);
    }
    if let Some(rest) = after_any(text, &AT_MOST) {
        return Ok(limit(rest).map_or(Target::Words, |high| Target::Limit { low: None, high: Some(high) }));
    }
    if let Some(rest) = after_any(text, &AT_LEAST) {
        return Ok(limit(rest).map_or(Target::Words, |low| Target::Limit { low: Some(low), high: None }));
    }
    if let Some((low, high)) = band(text) {
        let limit = Target::Limit { low: Some(low), high: Some(high) };
        return if low <= high { Ok(limit) } else { Err(TargetFault::HighToLow) };
    }
    let Some(lead) = scan::lead(text) else { return Ok(Target::Words) };
    let number = lead.number;
    let absolute = Target::Number { value: number.value, decimals: number.decimals };
    let percent_unit = context.unit == Some(Unit::Percent);
    match lead.kind {
        // A signed percentage is a change of the baseline, also of a share; only from nothing or below it is a number itself.
        Kind::Percent
            if percent_unit && !(number.signed && context.baseline.is_some_and(|baseline| baseline > 0.0)) =>
        {
            Ok(absolute)
        }
        Kind::Percent => {
            // "4% (18 days)" states 18 days.
            let stated = scan::parenthesis(lead.rest).and_then(|(inner, _)| scan::lead(inner));
            if let Some(stated) = stated.filter(|stated| stated.kind == Kind::Plain) {
                let Number { value, decimals, .. } = stated.number;
                return Ok(Target::Number { value, decimals });
            }
            if number.signed {
                let baseline = context.baseline.ok_or(TargetFault::MissingBaseline)?;
                return Ok(Target::Number { value: changed(baseline, number.value), decimals: number.decimals });
            }
            Err(TargetFault::UnitMismatch("%".into()))
        }
        Kind::Points if number.signed => {
            let baseline = context.baseline.ok_or(TargetFault::MissingBaseline)?;
            Ok(Target::Number { value: baseline + number.value, decimals: number.decimals })
        }
        Kind::Points => Ok(absolute),
        Kind::Plain => {
            if let Some(fault) = mismatch(&lead, context.unit.as_ref()) {
                return Err(fault);
            }
            match number.out_of {
                Some(all) if (all - number.value).abs() < f64::EPSILON => Ok(Target::Milestones { count: all }),
                _ => Ok(absolute),
            }
        }
    }
}

/// A baseline changed by a percentage. Multiplied before it is divided, so that 10% of 1974 more is 2171.4 exactly.
pub fn changed(baseline: f64, percent: f64) -> f64 {
    baseline * (100.0 + percent) / 100.0
}

/// The number's unit is another one than the key result's.
fn mismatch(lead: &scan::Lead, unit: Option<&Unit>) -> Option<TargetFault> {
    let (said, _) = unit::of_lead(lead);
    match (said?, unit?) {
        (Unit::Words(words), Unit::Words(unit)) if unit::after_unit(&words, unit).is_some() => None,
        (said, unit) if said == *unit => None,
        (said, _) => Some(TargetFault::UnitMismatch(said.to_string())),
    }
}

fn after_any<'a>(text: &'a str, beginnings: &[&str]) -> Option<&'a str> {
    beginnings.iter().find_map(|beginning| {
        let head = text.get(..beginning.len())?;
        head.eq_ignore_ascii_case(beginning).then(|| &text[beginning.len()..])
    })
}

/// The numbers of a target with their units, without the words of a limit: of a band two, the last one first.
pub fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let text = after_any(text, &AT_MOST).or_else(|| after_any(text, &AT_LEAST)).unwrap_or(text);
    text.rsplit("..")
}

fn limit(text: &str) -> Option<f64> {
    scan::lead(text).map(|lead| lead.number.value)
}

/// `95%..99%`, `18 days..20 days`: two numbers in one unit.
fn band(text: &str) -> Option<(f64, f64)> {
    let (one, other) = text.split_once("..")?;
    let (one, other) = (scan::lead(one)?, scan::lead(other)?);
    let ((unit, rest), (other_unit, _)) = (unit::of_lead(&one), unit::of_lead(&other));
    let is_same = |unit: &Unit| match (unit, &other_unit) {
        (Unit::Words(unit), Some(Unit::Words(other))) => unit::is_same_unit(unit, other),
        (unit, other) => other.as_ref().is_none_or(|other| other == unit),
    };
    let is_band = rest.trim().is_empty() && unit.as_ref().is_none_or(is_same);
    let (one, other) = (one.number.value, other.number.value);
    is_band.then_some((one, other))
}
