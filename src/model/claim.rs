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
    /// a of b.
    Ratio,
    /// (v−b)/(t−b).
    Progress,
}

impl Reading {
    /// In words, after "as".
    pub fn words(self) -> &'static str {
        match self {
            Self::Change => "change from the baseline",
            Self::Points => "points from the baseline",
            Self::ShareOfTarget => "share of the target",
            Self::Left => "what is left of the limit",
            Self::Ratio => "the ratio of the two numbers",
            Self::Progress => "progress from baseline to target",
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
    pub baseline: Option<f64>,
}

/// Judges a claim in a key result with this target.
pub fn judge(claim: &Claim, beside: Beside, target: &Target) -> Verdict {
    let readings = readings(claim, beside, target);
    let stated = claim.percent.abs();
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
    let nearest = readings.iter().copied().min_by(|(a, _), (b, _)| {
        let distance = |x: &f64| (x.abs() - stated).abs();
        distance(a).total_cmp(&distance(b))
    });
    let near = |x: f64| (x.abs() - stated).abs();
    let (x, reading) = nearest.filter(|best| near(best.0) * 4.0 < near(first.0)).unwrap_or(first);
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
    if let Some(all) = beside.out_of {
        add(share(v, all), Reading::Ratio);
        add(share(all - v, all), Reading::Left);
    }
    if let Some(b) = beside.baseline {
        add(share(v - b, b), Reading::Change);
        if beside.of_percent {
            add(v - b, Reading::Points);
        }
    }
    match *target {
        Target::Number { value, .. } => {
            add(share(v, value), Reading::ShareOfTarget);
            add(share(v - from, value - from), Reading::Progress);
        }
        Target::Milestones { count } => add(share(v, count), Reading::ShareOfTarget),
        Target::Limit { low, high } => {
            for limit in [low, high].into_iter().flatten() {
                add(share(v, limit), Reading::ShareOfTarget);
                add(share(limit - v, limit), Reading::Left);
            }
        }
        Target::YesNo | Target::Words => {}
    }
    found
}
