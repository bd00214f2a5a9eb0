//! Targets: a number, a change from the baseline, a limit, a band, yes, milestones, or words.

use crate::model::quantity::dated::dated;
use crate::model::quantity::scan::{self, Kind, after_any};
use crate::model::quantity::several::says_several;
use crate::model::quantity::yes_no::answer;
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

impl Target {
    /// The number to reach, or a limit's two ends, the low one first.
    pub fn ends(&self) -> [Option<f64>; 2] {
        match *self {
            Self::Number { value, .. } => [Some(value), None],
            Self::Milestones { count } => [Some(count), None],
            Self::Limit { low, high } => [low, high],
            Self::YesNo | Self::Words => [None, None],
        }
    }

    /// The number to reach; of a limit one end, the low one where there are two.
    pub fn value(&self) -> Option<f64> {
        let [first, second] = self.ends();
        first.or(second)
    }
}

pub const AT_MOST: [&str; 4] = ["at most ", "no more than ", "≤", "<="];
pub const AT_LEAST: [&str; 4] = ["at least ", "no less than ", "≥", ">="];

/// What stands between the ends of a band.
const BANDS: [&str; 3] = ["...", "…", ".."];

/// The two sides of a band.
pub fn ends(text: &str) -> Option<(&str, &str)> {
    BANDS.into_iter().find_map(|between| text.split_once(between))
}

/// Reads a target against the key result's unit and baseline.
pub fn read_target(text: &str, context: &Context) -> Result<Target, TargetFault> {
    let text = text.trim_matches(scan::is_space);
    if is_yes(text) {
        return Ok(Target::YesNo);
    }
    let limits = [(after_any(text, &AT_MOST), true), (after_any(text, &AT_LEAST), false)];
    if let Some((rest, is_most)) = limits.into_iter().find_map(|(rest, is_most)| Some((rest?, is_most))) {
        let Some(lead) = scan::lead(rest).filter(|_| !says_several(rest, context.unit.as_ref())) else {
            return Ok(Target::Words);
        };
        let end = Some(counted(&lead, context)?.value);
        return Ok(if is_most {
            Target::Limit { low: None, high: end }
        } else {
            Target::Limit { low: end, high: None }
        });
    }
    if let Some((low, high)) = BANDS.into_iter().find_map(|between| range(text, between)) {
        let (low, high) = (counted(&as_scaled(low, &high), context)?.value, counted(&high, context)?.value);
        let limit = Target::Limit { low: Some(low), high: Some(high) };
        return if low <= high { Ok(limit) } else { Err(TargetFault::HighToLow) };
    }
    let Some(lead) = scan::lead(text) else { return Ok(Target::Words) };
    // "18 to 20 days" is not 18.
    let is_range = |between| range(text, between).is_some();
    let is_dated = || dated(text, context.unit.as_ref()).is_some();
    if ["–", "—", "-", " to "].into_iter().any(is_range) || says_several(text, context.unit.as_ref()) || is_dated()
    {
        return Ok(Target::Words);
    }
    let number = match lead.kind {
        // Without a baseline it is a change of nothing.
        Kind::Percent if lead.number.signed && context.baseline.is_none() => change(&lead, context)?,
        _ => counted(&lead, context)?,
    };
    if is_count(&lead) {
        return Ok(Target::Milestones { count: number.value });
    }
    Ok(Target::Number { value: number.value, decimals: number.decimals })
}

/// Whether a target, or the number of a limit, is several numbers and no band: `5 to 7 wikis`, `at most 2h 30m`.
pub fn is_several(text: &str, unit: Option<&Unit>) -> bool {
    let text = text.trim_matches(scan::is_space);
    says_several(without_limit(text), unit)
}

/// A target without the words of a limit: `-10%` of `at most -10%`.
pub fn without_limit(text: &str) -> &str {
    after_any(text, &AT_MOST).or_else(|| after_any(text, &AT_LEAST)).unwrap_or(text)
}

/// `yes`, perhaps with a note: `yes (by June)`.
fn is_yes(text: &str) -> bool {
    let (word, _) = answer(text);
    matches!(word.trim_end_matches(['.', '!']).to_lowercase().as_str(), "yes" | "true")
}

/// `4 of 4`.
fn is_count(lead: &scan::Lead) -> bool {
    let Number { value, out_of, .. } = lead.number;
    lead.kind == Kind::Plain && out_of.is_some_and(|all| (all - value).abs() < f64::EPSILON)
}

/// Whether a target's text says milestones.
pub fn is_milestones(text: &str) -> bool {
    scan::lead(text).is_some_and(|lead| is_count(&lead))
}

/// Whether a target's text counts things of a whole: milestones, or some of them.
pub fn is_of_whole(text: &str) -> bool {
    let lead = scan::lead(text.trim_matches(scan::is_space));
    lead.is_some_and(|lead| lead.kind == Kind::Plain && lead.number.out_of.is_some())
}

/// A number of a target in the key result's unit: a change is added to the baseline.
fn counted(lead: &scan::Lead, context: &Context) -> Result<Number, TargetFault> {
    // A signed percentage is a change of the baseline, also of a share; only from nothing or below it is a number itself.
    let is_change = lead.number.signed && context.baseline.is_some_and(|baseline| baseline > 0.0);
    match (lead.kind, context.unit.as_ref()) {
        (Kind::Plain, unit) => mismatch(lead, unit).map_or(Ok(lead.number), Err),
        (Kind::Percent, _) if is_change => change(lead, context),
        (Kind::Percent, Some(Unit::Percent)) => Ok(lead.number),
        (Kind::Percent, _) => change(lead, context),
        (Kind::Points, unit) => {
            let own = unit.is_none_or(unit::is_points);
            match lead.number.signed {
                true if own || unit == Some(&Unit::Percent) => {
                    let baseline = context.baseline.ok_or(TargetFault::MissingBaseline)?;
                    Ok(Number { value: moved(baseline, lead.number.value), ..lead.number })
                }
                false if own => Ok(lead.number),
                _ => Err(TargetFault::UnitMismatch("pp".into())),
            }
        }
    }
}

/// What a percentage of something else comes to: the number behind it, or the baseline changed.
fn change(lead: &scan::Lead, context: &Context) -> Result<Number, TargetFault> {
    // "4% (18 days)" states 18 days.
    let stated = scan::parenthesis(lead.rest).and_then(|(inner, _)| scan::lead(inner));
    if let Some(stated) = stated.filter(|stated| stated.kind == Kind::Plain) {
        return Ok(stated.number);
    }
    if !lead.number.signed {
        return Err(TargetFault::UnitMismatch("%".into()));
    }
    let baseline = context.baseline.ok_or(TargetFault::MissingBaseline)?;
    Ok(Number { value: changed(baseline, lead.number.value), ..lead.number })
}

/// A baseline changed by a percentage. Reckoned in steps of the last digits that they have, so that 7% of 0.7 less is 0.651 exactly.
pub fn changed(baseline: f64, percent: f64) -> f64 {
    let (whole, part) = (scale(baseline), scale(percent));
    let steps = (baseline * whole).round() * ((100.0 + percent) * part).round();
    if is_exact(steps) { steps / (whole * part * 100.0) } else { baseline * (100.0 + percent) / 100.0 }
}

/// A baseline moved by points. Reckoned in steps of the last digit that either has, so that 20.1 and 3.3 more are 23.4 exactly.
pub fn moved(baseline: f64, points: f64) -> f64 {
    let scale = scale(baseline).max(scale(points));
    let steps = (baseline * scale).round() + (points * scale).round();
    if is_exact(steps) { steps / scale } else { baseline + points }
}

/// How many steps of its last digit one has in which a number is told.
fn scale(number: f64) -> f64 {
    let digits = number.to_string().split_once('.').map_or(0, |(_, digits)| digits.len());
    10_f64.powi(digits as i32)
}

/// Whether so many steps are told to the last one. What has too many digits for that has no last one that an author wrote.
fn is_exact(steps: f64) -> bool {
    steps.abs() < 1e15
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

/// The numbers of a target with their units, without the words of a limit: of a band two, the last one first.
pub fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let text = without_limit(text);
    text.rsplit('…').flat_map(|text| text.rsplit(".."))
}

/// The lower end of a band with the letter that stands behind its higher end alone: of `1..2M` it is a million. Not where it would be
/// the higher end: `500..2M`.
fn as_scaled<'a>(low: scan::Lead<'a>, high: &scan::Lead) -> scan::Lead<'a> {
    let value = low.number.value * high.scale;
    if (low.scale - 1.0).abs() > f64::EPSILON || low.kind != Kind::Plain || value > high.number.value {
        return low;
    }
    scan::Lead { number: Number { value, ..low.number }, ..low }
}

/// What makes a number behind a dash a comparison: `80% — 5% more than in 2020`.
const COMPARING: [&str; 11] =
    ["more", "less", "fewer", "higher", "lower", "better", "worse", "above", "below", "up", "down"];

/// `95%..99%`, `18 days..20 days`: two numbers in one unit with nothing but `between` them. Behind a dash more than the unit
/// is a note: `4 services - 1 service in Q1`.
fn range<'a>(text: &'a str, between: &str) -> Option<(scan::Lead<'a>, scan::Lead<'a>)> {
    let (one, other) = text.split_once(between)?;
    let (one, other) = (scan::lead(one)?, scan::lead(other)?);
    let ((unit, rest), (other_unit, other_rest)) = (unit::of_lead(&one), unit::of_lead(&other));
    let is_dash = !BANDS.contains(&between) && between != " to ";
    let compares = other_rest.split_whitespace().next().is_some_and(|word| COMPARING.contains(&word));
    if is_dash && compares {
        return None;
    }
    let length = |unit: &str| unit.split_whitespace().count();
    let is_same = |unit: &Unit| match (unit, &other_unit) {
        (Unit::Words(unit), Some(Unit::Words(other))) => {
            unit::is_same_unit(unit, other) && !(is_dash && length(other) > length(unit))
        }
        (Unit::Words(_), None) if is_dash => false,
        (unit, other) => other.as_ref().is_none_or(|other| other == unit),
    };
    // Words behind a sign may stand at both ends: `40 € per visit..50 € per visit`.
    let is_bare = rest.trim().is_empty() || rest.trim() == scan::words(other_rest).0.trim();
    (is_bare && unit.as_ref().is_none_or(is_same)).then_some((one, other))
}
