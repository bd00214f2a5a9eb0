//! Progress, pace and status of a key result: the formulas of the content format, as pure arithmetic.

use serde::Serialize;

use crate::model::document::{Counts, Direction, Status};
use crate::model::quantity::Target;
use crate::model::quarter::Quarter;

/// Numbers closer than this are equal: three of four quarters is exactly on pace.
pub const EPSILON: f64 = 1e-9;

/// The least shares of what is expected by now that are `on-track`, and `at-risk`.
pub const ON_TRACK: f64 = 0.95;
pub const AT_RISK: f64 = 0.70;

/// The highest grades that are called low, and fair.
pub const LOW_GRADE: f64 = 0.3;
pub const MIDDLE_GRADE: f64 = 0.6;

/// The terms of a key result in one deck, every default resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// As stated; 0 is meant where it is absent.
    pub baseline: Option<f64>,
    pub target: Target,
    pub direction: Option<Direction>,
    pub counts: Counts,
    /// Expected values by quarter, the earliest first.
    pub plan: Vec<(Quarter, f64)>,
    /// When each deliverable is due, and when it was done.
    pub deliverables: Vec<(Quarter, Option<Quarter>)>,
    /// Progress is the share of the deliverables that are done; otherwise they only say what is expected.
    pub by_deliverables: bool,
    /// The span: from the first to the last quarter in which it is worked on.
    pub start: Quarter,
    pub due: Quarter,
}

/// What kind of result it is, as data and themes name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    Increase,
    Decrease,
    Maintain,
    YesNo,
    Milestones,
    Text,
}

impl Way {
    /// As it is written to data: `yes-no`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Increase => "increase",
            Self::Decrease => "decrease",
            Self::Maintain => "maintain",
            Self::YesNo => "yes-no",
            Self::Milestones => "milestones",
            Self::Text => "text",
        }
    }
}

/// How it stands in one quarter.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Standing {
    /// (v−b)/(t−b), not clamped; absent without a number.
    pub progress: Option<f64>,
    /// The share that should be reached by now; absent for yes/no, limits and bands.
    pub expected: Option<f64>,
    /// Absent where no number is possible.
    pub status: Option<Status>,
    /// The last stated value of the plan is not reached.
    pub missed_checkpoint: bool,
}

impl Terms {
    /// What kind of result it is.
    pub fn way(&self) -> Way {
        if self.by_deliverables {
            return Way::Milestones;
        }
        match self.target {
            Target::Limit { .. } => Way::Maintain,
            Target::YesNo => Way::YesNo,
            Target::Milestones { .. } => Way::Milestones,
            Target::Words => Way::Text,
            Target::Number { value, .. } => match self.direction {
                Some(Direction::Maintain) => Way::Maintain,
                Some(Direction::Increase) => Way::Increase,
                Some(Direction::Decrease) => Way::Decrease,
                None if value < self.from() => Way::Decrease,
                None => Way::Increase,
            },
        }
    }

    /// Where progress begins: the baseline, 0 without one.
    pub fn from(&self) -> f64 {
        self.baseline.unwrap_or(0.0)
    }

    /// Progress at the value `v`, not clamped; `None` where nothing is computed.
    pub fn progress(&self, v: f64) -> Option<f64> {
        match self.target {
            Target::Number { value, decimals } if self.direction == Some(Direction::Maintain) => {
                // Kept means: equal at the precision at which the target is written.
                let slack = 0.5 * 0.1_f64.powi(i32::from(decimals));
                Some(if (v - value).abs() < slack { 1.0 } else { 0.0 })
            }
            Target::Number { value, .. } => {
                let way = value - self.from();
                // At the baseline it is 0, not -0, also where the way leads down.
                (way.abs() > EPSILON).then(|| (v - self.from()) / way + 0.0)
            }
            Target::Limit { low, high } => {
                let inside = low.is_none_or(|low| v >= low - EPSILON) && high.is_none_or(|high| v <= high + EPSILON);
                Some(if inside { 1.0 } else { 0.0 })
            }
            Target::YesNo => Some(if v >= 1.0 - EPSILON { 1.0 } else { 0.0 }),
            Target::Milestones { count } => (count.abs() > EPSILON).then(|| v / count),
            Target::Words => None,
        }
    }

    /// Whether the result is kept inside something instead of being brought somewhere.
    fn is_limit(&self) -> bool {
        self.way() == Way::Maintain
    }

    /// The share expected at the end of `quarter`.
    pub fn expected(&self, quarter: Quarter) -> Option<f64> {
        if matches!(self.way(), Way::YesNo | Way::Maintain | Way::Text) {
            return None;
        }
        if !self.plan.is_empty() && !self.by_deliverables {
            return match self.planned(quarter) {
                Some(value) => self.progress(value),
                None => Some(0.0),
            };
        }
        if !self.deliverables.is_empty() {
            let due = self.deliverables.iter().filter(|(due, _)| *due <= quarter).count();
            return Some(due as f64 / self.deliverables.len() as f64);
        }
        let all = (self.due.ordinal() - self.start.ordinal() + 1).max(1);
        let passed = (quarter.ordinal() - self.start.ordinal() + 1).clamp(0, all);
        Some(f64::from(passed) / f64::from(all))
    }

    /// The last value of the plan that is stated for `quarter` or before.
    pub fn planned(&self, quarter: Quarter) -> Option<f64> {
        self.plan.iter().take_while(|(at, _)| *at <= quarter).last().map(|(_, value)| *value)
    }

    /// How it stands at the end of `quarter`. `value` is the value of that quarter, already summed for per-quarter counts.
    pub fn standing(&self, quarter: Quarter, value: Option<f64>) -> Standing {
        let expected = self.expected(quarter);
        let progress = if self.by_deliverables {
            let done = self.deliverables.iter().filter(|(_, done)| done.is_some_and(|done| done <= quarter)).count();
            Some(done as f64 / self.deliverables.len() as f64)
        } else {
            value.and_then(|v| self.progress(v))
        };
        Standing {
            progress,
            expected,
            status: self.status(quarter, progress, expected),
            missed_checkpoint: self.missed_checkpoint(quarter, value),
        }
    }

    /// The computed status: the first rule that holds.
    fn status(&self, quarter: Quarter, progress: Option<f64>, expected: Option<f64>) -> Option<Status> {
        let way = self.way();
        if way == Way::Text {
            return None;
        }
        let Some(p) = progress else {
            return Some(if self.value_is_due(quarter) { Status::NoData } else { Status::NotStarted });
        };
        if self.is_limit() {
            return Some(match (p >= 1.0, quarter >= self.due) {
                (true, true) => Status::Done,
                (true, false) => Status::OnTrack,
                (false, _) => Status::OffTrack,
            });
        }
        if p >= 1.0 - EPSILON {
            return Some(Status::Done);
        }
        if p < -EPSILON {
            return Some(Status::OffTrack);
        }
        if way == Way::YesNo {
            return Some(if quarter >= self.due { Status::OffTrack } else { Status::NotStarted });
        }
        Some(at_pace(p, expected.unwrap_or(0.0)))
    }

    /// Whether something is to be said of `quarter`: it lies in the span and something is expected by its end.
    pub fn value_is_due(&self, quarter: Quarter) -> bool {
        match self.way() {
            Way::Text => false,
            Way::YesNo => quarter >= self.due,
            _ => quarter >= self.start && self.expected(quarter).is_none_or(|e| e > EPSILON),
        }
    }

    /// Whether the last stated value of the plan is not reached.
    fn missed_checkpoint(&self, quarter: Quarter, value: Option<f64>) -> bool {
        let (Some(planned), Some(value)) = (self.planned(quarter), value) else {
            return false;
        };
        let upwards = match (self.way(), &self.target) {
            (Way::Increase | Way::Milestones, _) | (_, Target::Limit { low: Some(_), high: None }) => true,
            (Way::Decrease, _) | (_, Target::Limit { low: None, high: Some(_) }) => false,
            _ => return false,
        };
        if upwards { value < planned - EPSILON } else { value > planned + EPSILON }
    }

    /// The values that progress is computed from, given the quarters' own: per-quarter counts add up from the span's start.
    pub fn running(&self, own: &[(Quarter, Option<f64>)]) -> Vec<Option<f64>> {
        let mut sum = 0.0;
        let values = own.iter().map(|(quarter, value)| match (self.counts, *value) {
            (Counts::PerQuarter, Some(value)) if *quarter >= self.start => {
                sum += value;
                Some(sum)
            }
            (_, value) => value,
        });
        values.collect()
    }

    /// The value at `due`, on the straight line through the last two of `values` (the earliest first); with whether it
    /// misses the target. `None` with fewer than two, after `due`, and where there is no number to reach. What was said before
    /// the span is in no sum, so no line leads from there.
    pub fn forecast(&self, values: &[(Quarter, f64)]) -> Option<Forecast> {
        if self.by_deliverables || matches!(self.target, Target::Words | Target::YesNo) {
            return None;
        }
        let begins = values.partition_point(|(at, _)| self.counts == Counts::PerQuarter && *at < self.start);
        let [.., (first, before), (last, now)] = &values[begins..] else {
            return None;
        };
        let ahead = self.due.ordinal() - last.ordinal();
        if ahead < 0 {
            return None;
        }
        let slope = (now - before) / f64::from(last.ordinal() - first.ordinal());
        let value = now + slope * f64::from(ahead);
        Some(Forecast { value, misses: self.misses(value) })
    }

    /// Whether a value at `due` misses the target.
    pub fn misses(&self, value: f64) -> bool {
        self.progress(value).is_some_and(|p| p < 1.0 - EPSILON)
    }
}

/// Where the last two values lead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// In the key result's unit.
    pub value: f64,
    pub misses: bool,
}

/// The status that a share of the way makes where another is expected by now: `progress` is neither reached nor backwards.
fn at_pace(progress: f64, expected: f64) -> Status {
    // A plan may go down before it goes up: then less than nothing is expected.
    if expected <= EPSILON {
        return if progress > EPSILON { Status::OnTrack } else { Status::NotStarted };
    }
    let pace = progress.clamp(0.0, 1.0) / expected;
    if pace >= ON_TRACK - EPSILON {
        Status::OnTrack
    } else if pace >= AT_RISK - EPSILON {
        Status::AtRisk
    } else {
        Status::OffTrack
    }
}

/// How an objective stands: its key results rolled up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RollUp {
    /// The weighted mean of the clamped progress over the key results with a number.
    pub progress: Option<f64>,
    /// The weighted mean of what is expected of the same ones.
    pub expected: Option<f64>,
    /// How many have a number.
    pub reporting: usize,
    /// Of how many: all of the objective, those in words too, which the progress says nothing of.
    pub of: usize,
    pub status: Status,
    /// How many key results have that status, where it is worse than the pace of all together: without them it reads like a
    /// mistake.
    pub held_back_by: Option<usize>,
    pub grade: Option<f64>,
}

/// A key result's part in a roll-up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    pub weight: f64,
    pub way: Way,
    pub progress: Option<f64>,
    pub expected: Option<f64>,
    /// The status shown: a human's call, else the computed one.
    pub status: Option<Status>,
}

/// From the worst to the best; the calls that are no judgement of the numbers come after.
const WORST_FIRST: [Status; 8] = [
    Status::OffTrack,
    Status::AtRisk,
    Status::NotStarted,
    Status::OnTrack,
    Status::Done,
    Status::Postponed,
    Status::Paused,
    Status::Dropped,
];

/// Rolls the key results of an objective up.
pub fn roll_up(parts: &[Part]) -> RollUp {
    let reporting: Vec<&Part> = parts.iter().filter(|part| part.progress.is_some()).collect();
    let mean = |share: &dyn Fn(&Part) -> Option<f64>| {
        let known: Vec<(f64, f64)> =
            reporting.iter().filter_map(|part| share(part).map(|s| (s, part.weight))).collect();
        let weight: f64 = known.iter().map(|(_, weight)| weight).sum();
        (weight > 0.0).then(|| known.iter().map(|(share, weight)| share * weight).sum::<f64>() / weight)
    };
    let progress = mean(&|part| part.progress.map(|p| p.clamp(0.0, 1.0)));
    let status = WORST_FIRST
        .into_iter()
        .find(|status| reporting.iter().any(|part| part.status == Some(*status)))
        .unwrap_or(Status::NoData);
    let expected = mean(&|part| part.expected);
    let place = |status: Status| WORST_FIRST.iter().position(|other| *other == status);
    let of_all = progress.zip(expected).map(|(progress, expected)| at_pace(progress, expected));
    let held_back_by = of_all
        .filter(|of_all| place(status) < place(*of_all))
        .map(|_| reporting.iter().filter(|part| part.status == Some(status)).count());
    RollUp {
        progress,
        expected,
        reporting: reporting.len(),
        of: parts.len(),
        status,
        held_back_by: held_back_by.filter(|holding| (1..reporting.len()).contains(holding)),
        grade: progress.map(grade),
    }
}

/// Progress rounded half up to one decimal.
pub fn grade(progress: f64) -> f64 {
    (progress * 10.0 + 0.5 + EPSILON).floor() / 10.0
}

#[cfg(test)]
mod tests {
    use super::{Part, Way, roll_up};
    use crate::model::document::Status;

    #[test]
    fn what_holds_an_objective_back_is_counted_where_its_pace_does_not_say_so() {
        let part = |progress, status| Part {
            weight: 1.0,
            way: Way::Increase,
            progress: Some(progress),
            expected: Some(0.5),
            status: Some(status),
        };
        let (ahead, behind) = (part(0.9, Status::OnTrack), part(0.0, Status::OffTrack));
        assert_eq!(roll_up(&[ahead, behind, ahead]).held_back_by, Some(1));
        assert_eq!(roll_up(&[behind, behind, ahead]).held_back_by, None, "the numbers say so");
        assert_eq!(roll_up(&[part(0.9, Status::AtRisk)]).held_back_by, None, "a human's call of all");
        assert_eq!(roll_up(&[ahead, ahead]).held_back_by, None);
        let unknown = part(0.9, Status::NoData);
        assert_eq!(roll_up(&[unknown, unknown]).held_back_by, None, "a human's call that there is nothing to judge");
    }
}
