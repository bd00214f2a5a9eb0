//! Service levels: was the objective met, and how much of the error budget is spent?

mod amount;
mod share;

use crate::model::letters::bare;
use crate::model::progress::EPSILON;
use crate::model::quantity::{self, Unit, WrittenQuantity};
use crate::model::quarter::{Calendar, month_named};
use amount::{Amount, amount};
use share::{FLOORS, LIMITS, Share, bound};

/// What a measurement comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    pub met: Met,
    /// (100−measured)/(100−target); absent where the target leaves no budget or is no share, or nothing was measured.
    pub budget_spent: Option<f64>,
}

/// Whether a service-level objective was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    Yes,
    No,
    /// Nothing was measured, or it was said in words: never "met".
    Unknown,
}

/// What a text says of a service level.
#[derive(Clone, Debug, PartialEq)]
enum Level {
    /// A share in percent, perhaps of what stays within a limit: `99% < 2000 ms`.
    Share(Share),
    /// A limit alone: `< 2000 ms`.
    Limit(Amount),
    /// A lower limit alone: `at least 500 requests per second`.
    Floor(Amount),
    /// Something else than a share.
    Amount(Amount),
    /// Several numbers where one belongs: `280 to 410 ms`.
    Several,
    /// A number that is not read: `~99.95%`, `999%`, `max. 3 incidents`.
    Unread,
}

/// Why it cannot be told whether a number meets a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The target is neither a share nor a limit: `99.9`, `3 incidents`.
    Target,
    /// It is one, and the number is something else: `480 ms` of `99% < 2000 ms`.
    Measured,
    /// The target begins with a percentile, so that it is words: `p95 < 300 ms`; as it is probably meant, `95% < 300 ms`.
    Percentile(String),
    /// The target is a share of what went wrong: `0.1% errors` would be met from there upwards.
    Failures,
}

/// Why a target with a number, or the number that was measured, leaves it unknown; words are no fault.
pub fn doubt(target: &str, measured: Option<&str>) -> Option<Doubt> {
    if let Some(share) = percentile(target) {
        return Some(Doubt::Percentile(share));
    }
    let (target_level, measured_level) = levels(target, measured);
    match target_level? {
        Level::Amount(_) | Level::Several | Level::Unread => return Some(Doubt::Target),
        Level::Share(share) if share.is_small_share_of_failures() => return Some(Doubt::Failures),
        _ if measured.and_then(percentile).is_some() => return Some(Doubt::Measured),
        _ => {}
    }
    measured_level?;
    (judge(target, measured).met == Met::Unknown).then_some(Doubt::Measured)
}

/// `95% < 300 ms` for `p95 < 300 ms` and `p95: 300 ms`.
fn percentile(text: &str) -> Option<String> {
    let number = text.trim().strip_prefix(['p', 'P'])?;
    let end = number.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(number.len());
    let (share, rest) = number.split_at(end);
    share.parse::<f64>().ok().filter(|share| *share < 100.0)?;
    let limit = rest.trim_start_matches([' ', ':', '=']);
    let limit = quantity::after_any(limit, &LIMITS).unwrap_or(limit).trim();
    amount(limit).map(|_| format!("{share}% < {limit}"))
}

/// What the two texts say. A number alone is a share where the other one is, and of a duration alone it is plain that it is a
/// limit.
fn levels(target: &str, measured: Option<&str>) -> (Option<Level>, Option<Level>) {
    let level = |text| level(bare(&quantity::plainly_spaced(text)));
    let (target, measured) = (level(target), measured.and_then(level));
    let as_share = |one: Option<Level>, other: &Option<Level>| match (one, other) {
        (Some(Level::Amount(Amount { value, unit, is_ratio, .. })), Some(Level::Share(_)))
            if unit.is_empty()
                && !is_ratio
                && (0.0..=100.0).contains(&value)
                && !is_part_of_one(value, other.as_ref()) =>
        {
            Some(Level::Share(Share { percent: value, bound: None, rest: String::new() }))
        }
        (one, _) => one,
    };
    let measured = as_share(measured, &target);
    let target = match as_share(target, &measured) {
        Some(Level::Amount(limit)) if limit.is_duration() => Some(Level::Limit(limit)),
        target => target,
    };
    (target, measured)
}

/// Whether a number alone is rather a part of 1 than a percentage: `0.9995` beside `99.9%`.
fn is_part_of_one(value: f64, beside: Option<&Level>) -> bool {
    let Some(Level::Share(share)) = beside else { return false };
    value <= 1.0 && (value * 100.0 - share.percent).abs() < (value - share.percent).abs()
}

/// `99.95%` for a measured `0.9995`, where the target is a share.
pub fn share_meant(target: &str, measured: &str) -> Option<String> {
    let WrittenQuantity { number, unit: None, note: None, .. } = quantity::read_written(measured) else { return None };
    let number = number.filter(|number| number.out_of.is_none() && !number.signed)?;
    let is_part = is_part_of_one(number.value, level(bare(target)).as_ref());
    is_part.then(|| format!("{}%", quantity::print_number(number.value * 100.0, number.decimals.saturating_sub(2))))
}

/// Judges what was measured against the target.
pub fn judge(target: &str, measured: Option<&str>) -> Verdict {
    let unknown = Verdict { met: Met::Unknown, budget_spent: None };
    let (Some(target), Some(measured)) = levels(target, measured) else { return unknown };
    let met = |is_met| if is_met { Met::Yes } else { Met::No };
    match (target, measured) {
        (Level::Share(target), Level::Share(reached)) => {
            // What went wrong is not to be reached, and says nothing of what went well.
            let is_other = target.is_small_share_of_failures() || reached.is_of_failures(&target);
            let is_within = reached.is_within(&target).filter(|_| !is_other);
            let Some(is_within) = is_within else { return unknown };
            let budget = 100.0 - target.percent;
            let budget_spent = (budget > EPSILON).then(|| (100.0 - reached.percent) / budget);
            Verdict { met: met(is_within && reached.percent >= target.percent - EPSILON), budget_spent }
        }
        // A limit leaves no budget to spend.
        (Level::Limit(limit), Level::Limit(reached) | Level::Amount(reached)) => {
            reached.is_within(&limit).map_or(unknown, |is_met| Verdict { met: met(is_met), ..unknown })
        }
        (Level::Floor(floor), Level::Floor(reached) | Level::Amount(reached)) => {
            floor.is_within(&reached).map_or(unknown, |is_met| Verdict { met: met(is_met), ..unknown })
        }
        (Level::Limit(limit), Level::Share(Share { percent, bound: None, .. })) if limit.unit == "%" => {
            Verdict { met: met(percent <= limit.value + EPSILON), ..unknown }
        }
        _ => unknown,
    }
}

/// `99.9%`, `at least 99.9% of requests`, `99% < 2000 ms`, `99% of reads under 2 s`, `< 2000 ms`, `at most 3 incidents`, `300 ms`.
fn level(text: &str) -> Option<Level> {
    if has_several(text) {
        return Some(Level::Several);
    }
    if let Some(limit) = quantity::after_any(text, &LIMITS) {
        return amount(limit).map(Level::Limit);
    }
    let floor = quantity::after_any(text, &FLOORS);
    if floor.is_none() && meant(text).is_some() {
        return Some(Level::Unread);
    }
    let Some((share, rest)) = floor.unwrap_or(text).split_once('%') else {
        return match floor {
            Some(floor) => amount(floor).map(Level::Floor),
            None => amount(text).map(Level::Amount),
        };
    };
    let Ok(share) = bare(share).parse() else {
        // The percentage stands in a note: `1850 ms (99%)`.
        return amount(text).map(Level::Amount);
    };
    if !(0.0..=100.0).contains(&share) {
        return Some(Level::Unread);
    }
    let bound = bound(rest).ok()?;
    Some(Level::Share(Share { percent: share, bound, rest: rest.to_owned() }))
}

/// What a level is probably meant as whose number is not read for what stands before it: `at most 3 incidents` for `max. 3
/// incidents`, `99.95%` for `~99.95%`.
pub fn meant(text: &str) -> Option<String> {
    quantity::limit_meant(text).or_else(|| quantity::behind_mark(text)).or_else(|| quantity::unit_behind(text, None))
}

/// Whether a text says several numbers where one belongs, and no band: `280 to 410 ms`, `1 in 500 requests`.
pub fn says_several(text: &str) -> bool {
    has_several(text) && quantity::ends(text).is_none()
}

/// Whether several numbers in one unit are each of a time of its own: `99.97% in December, 99.9% in January`.
fn is_series(text: &str) -> bool {
    let is_time = |word: &str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        month_named(word).is_some() || Calendar::read(word).is_some()
    };
    let of_a_time = |part: &str| amount(part).filter(|_| part.split_whitespace().any(is_time));
    let mut parts = text.split([',', ';']);
    let first = parts.next().and_then(of_a_time);
    first.is_some_and(|first| parts.filter_map(of_a_time).any(|other| other.unit == first.unit))
}

fn has_several(text: &str) -> bool {
    let marks = [LIMITS.as_slice(), FLOORS.as_slice()];
    let number = marks.iter().find_map(|marks| quantity::after_any(text, marks)).unwrap_or(text);
    let number = bare(number);
    let is_share = number.split(['(', ',', ';']).next().is_some_and(|said| said.contains('%'));
    let bound = || number.split_once('%').and_then(|(_, rest)| share::behind_mark(rest));
    is_series(number)
        || quantity::says_several(number, Some(Unit::Percent).filter(|_| is_share).as_ref())
        || bound().is_some_and(|bound| quantity::says_several(bound, None))
}

#[cfg(test)]
mod tests;
