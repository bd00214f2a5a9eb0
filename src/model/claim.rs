//! Does a percentage that an author states beside a number follow from the numbers? It is called wrong only if no
//! reading that an author could mean agrees with it.

use crate::model::quantity::{Claim, Target};

/// What arithmetic says of a claim.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Some reading agrees, or there is nothing to compare with.
    Holds,
    /// It agrees only if digits are cut off; holds what rounding gives.
    Truncated(Expected),
    /// No reading agrees; holds what the reading nearest to the claim gives.
    Wrong(Expected),
}

/// What a claim should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// In percent (or percentage points), unsigned, at full precision.
    pub percent: f64,
    pub reading: Reading,
}

/// How a percentage beside a number can be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// (v−b)/b; in the other sign, improvement of a decreasing metric.
    Change,
    /// v−b, of percentages.
    Points,
    /// v/t.
    ShareOfTarget,
    /// What is left of a limit: (t−v)/t.
    Left,
    /// How far off the target: (v−t)/t.
    Variance,
    /// a of b.
    Ratio,
    /// (v−b)/(t−b).
    Progress,
    /// v itself, where it is worked out: 24% of `+4pp (24%)`.
    Result,
}

impl Reading {
    /// In words, after "as".
    pub fn words(self) -> &'static str {
        match self {
            Self::Change => "change from the baseline",
            Self::Points => "points from the baseline",
            Self::ShareOfTarget => "share of the target",
            Self::Left => "what is left of the limit",
            Self::Variance => "difference from the target",
            Self::Ratio => "the ratio of the two numbers",
            Self::Progress => "progress from baseline to target",
            Self::Result => "what the points come to",
        }
    }
}

/// The number that a claim stands beside, and the baseline of its key result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beside {
    pub value: f64,
    /// The b of `a of b`.
    pub out_of: Option<f64>,
    /// The key result's unit is %.
    pub of_percent: bool,
    /// The value is told in points, and is what they come to: `+4pp`.
    pub in_points: bool,
    /// Less is better: a limit, a target below the baseline, or a title that says so.
    pub less_is_better: bool,
    pub baseline: Option<f64>,
}

/// Judges a claim in a key result with this target.
pub fn judge(claim: &Claim, beside: Beside, target: &Target) -> Verdict {
    let stated = claim.percent.abs();
    // `+8%` where no baseline is stated is a change from something that is not told: last quarter, or last year.
    if claim.signed && beside.baseline.is_none() && beside.out_of.is_none() {
        return Verdict::Holds;
    }
    let readings = readings(claim, beside, target);
    let unit = 0.1_f64.powi(i32::from(claim.decimals));
    // Half a unit either way: a tie may be rounded up or down. The slack covers binary fractions, no more.
    let slack = 1e-9 * (1.0 + stated);
    if readings.is_empty() || readings.iter().any(|(x, _)| (x.abs() - stated).abs() <= unit / 2.0 + slack) {
        return Verdict::Holds;
    }
    let cut = readings.iter().find(|(x, _)| x.abs() >= stated - slack && x.abs() < stated + unit - slack);
    if let Some((x, reading)) = cut {
        return Verdict::Truncated(Expected { percent: x.abs(), reading: *reading });
    }
    // Change is what a percentage beside a number nearly always means; another reading is named only if it is much nearer.
    let first = readings[0];
    let near = |x: f64| (x.abs() - stated).abs();
    let meant = readings.iter().copied().filter(|(_, reading)| *reading != Reading::Variance);
    let nearest = meant.min_by(|(a, _), (b, _)| near(*a).total_cmp(&near(*b)));
    let (x, reading) = nearest.filter(|best| near(best.0) * 8.0 < near(first.0)).unwrap_or(first);
    Verdict::Wrong(Expected { percent: x.abs(), reading })
}

/// Every reading that can be computed, the likeliest first, in percent.
fn readings(claim: &Claim, beside: Beside, target: &Target) -> Vec<(f64, Reading)> {
    let (v, from) = (beside.value, beside.baseline.unwrap_or(0.0));
    let mut found = Vec::new();
    let mut add = |x: f64, reading| {
        if x.is_finite() {
            found.push((x, reading));
        }
    };
    let share = |a: f64, b: f64| a / b * 100.0;
    if claim.points {
        if let Some(b) = beside.baseline {
            add(v - b, Reading::Points);
        }
        return found;
    }
    if beside.in_points && !claim.signed {
        add(v, Reading::Result);
    }
    if let Some(all) = beside.out_of {
        add(share(v, all), Reading::Ratio);
        if beside.less_is_better {
            add(share(all - v, all), Reading::Left);
        }
    }
    if let Some(b) = beside.baseline {
        add(share(v - b, b), Reading::Change);
        if beside.of_percent {
            add(v - b, Reading::Points);
        }
    }
    let aims: Vec<f64> = match *target {
        Target::Number { value, .. } => vec![value],
        Target::Milestones { count } => vec![count],
        Target::Limit { low, high } => [low, high].into_iter().flatten().collect(),
        Target::YesNo | Target::Words => Vec::new(),
    };
    for aim in aims {
        add(share(v, aim), Reading::ShareOfTarget);
        if matches!(target, Target::Number { .. }) {
            add(share(v - from, aim - from), Reading::Progress);
        } else if beside.less_is_better {
            add(share(aim - v, aim), Reading::Left);
        }
        // `-7.5%` and `0%` are how far off the target it is; `93%` is a share of it.
        if claim.signed || claim.percent == 0.0 {
            add(share(v - aim, aim), Reading::Variance);
        }
    }
    found
}
