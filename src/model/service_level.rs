//! Service levels: was the objective met, and how much of the error budget is spent?

mod amount;
mod share;

use crate::model::letters::bare;
use crate::model::progress::EPSILON;
use crate::model::quantity::{self, Unit};
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
        Level::Amount(_) | Level::Several => return Some(Doubt::Target),
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
            if unit.is_empty() && !is_ratio && (0.0..=100.0).contains(&value) =>
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
        return None;
    }
    let bound = bound(rest).ok()?;
    Some(Level::Share(Share { percent: share, bound, rest: rest.to_owned() }))
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
mod tests {
    use super::*;

    fn met(target: &str, measured: &str) -> (Met, Option<f64>) {
        let verdict = judge(target, Some(measured));
        (verdict.met, verdict.budget_spent.map(|spent| (spent * 1000.0).round() / 1000.0))
    }

    #[test]
    fn measures_are_judged() {
        assert_eq!(met("99.9%", "99.988%"), (Met::Yes, Some(0.12)));
        assert_eq!(met("99.9% of requests proxied", "99.8%"), (Met::No, Some(2.0)));
        assert_eq!(met("99.9%", "100%"), (Met::Yes, Some(0.0)));
        assert_eq!(met("100%", "100%"), (Met::Yes, None));
        assert_eq!(met("99% < 2000 ms", "99% < 480 ms"), (Met::Yes, Some(1.0)));
        assert_eq!(met("99% of read requests under 2000 ms", "99% < 480 ms *"), (Met::Yes, Some(1.0)));
        assert_eq!(met("99% < 2 s", "99% < 2500 ms"), (Met::No, Some(1.0)));
        assert_eq!(met("99% < 2 s", "98% < 480 ms"), (Met::No, Some(2.0)));
        assert_eq!(met("99% in less than 1,500 ms", "99.5%"), (Met::Yes, Some(0.5)));
        assert_eq!(met("At least 99.9%", "99.5%"), (Met::No, Some(5.0)));
        assert_eq!(met("99% < 1500 ms", "insufficient data"), (Met::Unknown, None));
        assert_eq!(met("99% < 1500 ms", "480 ms"), (Met::Unknown, None));
        assert_eq!(met("99% < 1500 ms", "99% < a lot"), (Met::Unknown, None));
        assert_eq!(met("99% < 1500 ms", "99% > a lot"), (Met::Unknown, None));
        assert_eq!(met("99% < 2 MB", "99% < 1.5 MB"), (Met::Yes, Some(1.0)));
        assert_eq!(met("99% within the EU", "99.5%"), (Met::Yes, Some(0.5)));
        assert_eq!(met("99%", "99% < 480 ms"), (Met::Unknown, None));
        assert_eq!(met("no errors", "100%"), (Met::Unknown, None));
        assert_eq!(judge("99%", None).met, Met::Unknown);
        assert_eq!(met("99.9%", "99.95"), (Met::Yes, Some(0.5)));
        assert_eq!(met("99.9", "99.8%"), (Met::No, Some(2.0)));
        assert_eq!(met("99% < 2000 ms", "99.5"), (Met::Yes, Some(0.5)));
        assert_eq!(met("99.9", "99.95"), (Met::Unknown, None));
        assert_eq!(met("99.9%", "480"), (Met::Unknown, None));
    }

    #[test]
    fn what_leaves_it_unknown_is_known() {
        for (target, measured, why) in [
            ("99.9", Some("99.95"), Some(Doubt::Target)),
            ("99.9", None, Some(Doubt::Target)),
            ("3 incidents", Some("as before"), Some(Doubt::Target)),
            ("99.9", Some("99.95%"), None),
            ("99% < 2000 ms", Some("480 ms"), Some(Doubt::Measured)),
            ("at most 3 failed requests", Some("2 failed logins"), Some(Doubt::Measured)),
            ("99.9%", Some("480"), Some(Doubt::Measured)),
            ("99.9%", Some("insufficient data"), None),
            ("99.9%", None, None),
            ("no errors", Some("100%"), None),
            ("300 ms", Some("480 ms"), None),
            ("p95 < 300 ms", Some("280 ms"), Some(Doubt::Percentile("95% < 300 ms".into()))),
            ("P99.9: 2 s", None, Some(Doubt::Percentile("99.9% < 2 s".into()))),
            ("p95 within two seconds", Some("280 ms"), None),
            ("95% < 300 ms", Some("p95 280 ms"), Some(Doubt::Measured)),
            ("phase 2", Some("p95 280 ms"), None),
            ("0.1% errors", Some("0.05% errors"), Some(Doubt::Failures)),
            ("at most 0.1% errors", Some("0.05% errors"), None),
        ] {
            assert_eq!(doubt(target, measured), why, "{target}, {measured:?}");
        }
    }

    #[test]
    fn what_a_share_is_within_counts_however_it_is_written() {
        for (target, measured, is_met) in [
            ("99% < 2000 ms", "99.5% > 2500 ms", Met::Unknown),
            ("99% < 2000 ms", "99.5% > 1500 ms", Met::Unknown),
            ("99% < 2000 ms", "99.5% in 2500 ms", Met::No),
            ("99% < 2000 ms", "99.5% in 1500 ms", Met::Yes),
            ("99% < 2000 ms", "99.5% (2500 ms)", Met::Unknown),
            ("99% < 2000 ms", "99.5% (480 ms)", Met::Yes),
            ("99% < 2000 ms", "99.5%, 2500 ms", Met::Unknown),
            ("99% < 2000 ms", "99.5%, up from 98% in 2020", Met::Yes),
            ("99% < 2000 ms", "99.5% over 30 days", Met::Yes),
            ("99% under 2 s", "99.5% over 2 s", Met::Unknown),
            ("99% in 2 s", "99.5% in 3 s", Met::No),
            ("99% in 2 s", "99.5% in 1500 ms", Met::Yes),
            ("99% of tickets in 2 days", "99.5% in 3 days", Met::Unknown),
            ("99% of tickets in 2 days", "99.5% in 2 days", Met::Yes),
            ("99% in the EU", "99.5%", Met::Yes),
            ("99.9%", "99.95% in 30 days", Met::Yes),
            ("99.9% over 30 days", "99.95% over 28 days", Met::Yes),
            ("99% > 10 MB/s", "99.5% > 8 MB/s", Met::No),
            ("99% > 10 MB/s", "99.5% > 12 MB/s", Met::Yes),
            ("99% > 10 MB/s", "99.5% < 8 MB/s", Met::Unknown),
            ("99% > 10 MB/s", "99.5% (8 MB/s)", Met::Unknown),
            ("99% > 10 MB/s", "99.5%", Met::Yes),
            ("99.9%", "0.05% errors", Met::Unknown),
            ("99.9%", "0.05% of requests failed", Met::Unknown),
            ("99.9%", "99.95% (0.05% errors)", Met::Yes),
            ("99% of failed logins told", "40% of failed logins", Met::No),
            ("95%..99%", "97%", Met::Unknown),
            ("99.9%", "99.9 to 99.95%", Met::Unknown),
            ("99.9%", "99.95% / 99.2%", Met::Unknown),
            ("99.9%", "99.95%, 99.2% in August", Met::Yes),
            ("99.95%", "99.97% in December, 99.9% in January", Met::Unknown),
            ("99.95%", "99.97% (Q1); 99.9% (Q2)", Met::Unknown),
            ("99.95%", "99.97% in December, 3 outages in January", Met::Yes),
            ("0.1% errors", "0.05% errors", Met::Unknown),
            ("0.1% failed requests", "99.95%", Met::Unknown),
            ("40% of failed logins traced", "45% of failed logins", Met::Yes),
            ("at most 0.1% errors", "0.05% errors", Met::Yes),
            ("99.9%", "99.95% over 28 to 30 days", Met::Unknown),
            ("99% < 2000 ms", "99% < 480 to 2500 ms", Met::Unknown),
            ("99.9%", "99 of 100", Met::Unknown),
            ("99.9%", "99.5%–99.95%", Met::Unknown),
            ("99.9%", "99.95% - 3 regions", Met::Yes),
        ] {
            assert_eq!(met(target, measured).0, is_met, "{target}, {measured}");
        }
        assert_eq!(doubt("95%..99%", Some("97%")), Some(Doubt::Target));
        assert_eq!(doubt("99.9%", Some("0.05% errors")), Some(Doubt::Measured));
    }

    #[test]
    fn limits_have_no_budget() {
        for (target, measured, is_met) in [
            ("< 2000 ms", "1850 ms", Met::Yes),
            ("< 2,000 ms", "2.1 s (median)", Met::No),
            ("< 2000 ms", "1850 ms (at 99%)", Met::Yes),
            ("< 2000 ms", "150%", Met::Unknown),
            ("under 2 s", "2000 ms", Met::Yes),
            ("300 ms at the 99th percentile", "0.25 s", Met::Yes),
            ("at most 4 hours", "5 h", Met::No),
            ("at most 0.1%", "0.05% of requests", Met::Yes),
            ("at most 3 incidents", "1 incident, in May", Met::Yes),
            ("at most 3 incidents", "1 outage", Met::Unknown),
            ("at most 3 incidents", "2", Met::Yes),
            ("at most 3", "2 incidents", Met::Yes),
            ("at most 3", "2 hours", Met::Unknown),
            ("at most 3", "2%", Met::Unknown),
            ("at most 3%", "2", Met::Unknown),
            ("at most 3 failed requests", "2 failed logins", Met::Unknown),
            ("at most 3 failed requests", "2 requests", Met::Yes),
            ("at most 3 major incidents", "2 minor incidents", Met::Unknown),
            ("at most 3 incidents per quarter", "2 incidents per month", Met::Unknown),
            ("at most 3 incidents per quarter", "2 incidents so far", Met::Yes),
            ("at most 3 incidents per quarter", "4 incidents in May", Met::No),
            ("at most 3 incidents/quarter", "4 incidents", Met::No),
            ("34 days", "34 days of 90", Met::Yes),
            ("34 days of 90", "35 days", Met::No),
            ("at most 4 hours per month", "10 hours per quarter", Met::Unknown),
            ("at most 4 hours per month", "180 min", Met::Yes),
            ("at most 4 h/month", "5 h per month", Met::No),
            ("< 2000 ms", "1850", Met::Yes),
            ("under 2 s", "3", Met::No),
            ("< 2000 ms", "99% < 1850 ms", Met::Unknown),
            ("< 2000 ms", "1 min 30 s", Met::Unknown),
            ("< 2000 ms", "about 2 s", Met::Unknown),
            ("< 2000 ms", "fast enough", Met::Unknown),
            ("3 incidents", "3 incidents", Met::Unknown),
            ("at least 500 requests per second", "520 requests per second", Met::Yes),
            ("≥ 500 requests", "480", Met::No),
            ("at least 30 days", "2 days", Met::No),
            ("at least 500 requests", "520 logins", Met::Unknown),
            ("at least 500 requests", "many", Met::Unknown),
            ("at most 300 ms", "280 to 410 ms", Met::Unknown),
            ("at most 300 ms", "280-410 ms", Met::Unknown),
            ("at most 300 ms", "280..410 ms", Met::Unknown),
            ("at most 300 ms", "280 ms, 410 ms at night", Met::Yes),
            ("at most 1 in 1,000 requests", "1 in 500 requests", Met::Unknown),
            ("< 1 in 1000", "1 in 400", Met::Unknown),
            ("at most 2 incidents", "1 in 2026", Met::Yes),
            ("at most 1 of 1,000 requests", "1 of 500 requests", Met::No),
            ("at most 2 of 1,000 requests", "1 of 200 requests", Met::No),
            ("at most 2 of 1,000 requests", "3 of 2,000 requests", Met::Yes),
            ("at most 2 of 1,000 requests", "1 of 200 logins", Met::Unknown),
            ("at most 2 of 1,000 requests", "1 request", Met::Unknown),
            ("at most 2 incidents", "1 of 3 incidents", Met::Unknown),
            ("at least 3 of 4 nodes", "7 of 8 nodes", Met::Yes),
            ("at least 3 of 4 nodes", "0 of 0 nodes", Met::Unknown),
            ("at most 5 errors per 1000 requests", "9 errors per 1000 requests", Met::No),
            ("at most 5 errors per 1,000 requests", "4 errors per 1000 requests", Met::Yes),
            ("at most 5 errors per 1000 requests", "4 errors per 10000 requests", Met::Unknown),
            ("at most 5 errors per 1000 requests", "4 errors", Met::Yes),
            ("at most 5 errors per 1000 requests", "4 requests", Met::Unknown),
            ("at most 5 errors in 1000 requests", "9 errors in 10,000 requests", Met::Unknown),
            ("at most 5 errors in 1000 requests", "9 errors per 1000 requests", Met::No),
            ("at most 5 per 1,000", "9 per 1,000", Met::No),
            ("at most 5 per 1,000", "9 per 10,000", Met::Unknown),
            ("at most 3 incidents per quarter", "2 quarters", Met::Unknown),
            ("at most 3 incidents in 30 days", "4 incidents in 28 days", Met::No),
            ("at most 3 incidents", "2 incidents in 3 regions", Met::Yes),
        ] {
            assert_eq!(met(target, measured), (is_met, None), "{target}, {measured}");
        }
    }
}
