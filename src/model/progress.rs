//! Progress, pace and status of a key result, and of an objective: the formulas of the content format, as pure arithmetic.

mod roll_up;

use serde::Serialize;

use crate::model::document::{Counts, Direction, Status};
use crate::model::quantity::{Target, without_remainder};
use crate::model::quarter::Quarter;
pub use roll_up::{Part, RollUp, grade, roll_up};

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
                Some(if is_kept(v, value, decimals) { 1.0 } else { 0.0 })
            }
            Target::Number { value, .. } => {
                let way = value - self.from();
                // At the baseline it is 0, not -0, also where the way leads down.
                (way.abs() > EPSILON).then(|| without_remainder((v - self.from()) / way + 0.0))
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
        // A plan is of numbers; of words and of a yes it says nothing that could be expected.
        if !self.plan.is_empty() && matches!(self.target, Target::Number { .. } | Target::Milestones { .. }) {
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
            status: self.status(quarter, value, progress, expected),
            missed_checkpoint: if self.by_deliverables {
                self.is_behind_plan(quarter, progress)
            } else {
                self.missed_checkpoint(quarter, value)
            },
        }
    }

    /// The computed status: the first rule that holds.
    fn status(
        &self,
        quarter: Quarter,
        value: Option<f64>,
        progress: Option<f64>,
        expected: Option<f64>,
    ) -> Option<Status> {
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
        let expected = expected.unwrap_or(0.0);
        // Milestones may begin with some that are done: where they stand at those, nothing is begun.
        let is_at_baseline = !self.by_deliverables && value.is_some_and(|v| (v - self.from()).abs() <= EPSILON);
        Some(if is_at_baseline && expected <= EPSILON { Status::NotStarted } else { at_pace(p, expected) })
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
            (Way::Increase | Way::Milestones | Way::YesNo, _) | (_, Target::Limit { low: Some(_), high: None }) => true,
            (Way::Decrease, _) | (_, Target::Limit { low: None, high: Some(_) }) => false,
            (Way::Maintain, Target::Number { decimals, .. }) => return !is_kept(value, planned, *decimals),
            _ => return false,
        };
        if upwards { value < planned - EPSILON } else { value > planned + EPSILON }
    }

    /// Whether less is done than the last stated value of the plan: of deliverables, which are counted instead of a value.
    fn is_behind_plan(&self, quarter: Quarter, progress: Option<f64>) -> bool {
        let planned = self.planned(quarter).and_then(|value| self.progress(value));
        planned.zip(progress).is_some_and(|(planned, progress)| progress < planned - EPSILON)
    }

    /// The values that progress is computed from, given the quarters' own: per-quarter counts add up from the span's start, and
    /// what was said before it is in no sum.
    pub fn running(&self, own: &[(Quarter, Option<f64>)]) -> Vec<Option<f64>> {
        let mut sum = 0.0;
        let values = own.iter().map(|(quarter, value)| match (self.counts, *value) {
            (Counts::PerQuarter, Some(_)) if *quarter < self.start => None,
            (Counts::PerQuarter, Some(value)) => {
                sum += value;
                Some(sum)
            }
            (_, value) => value,
        });
        values.collect()
    }

    /// The value at `due`, on the straight line through the last two of `values` (the earliest first); with whether it
    /// misses the target. `None` with fewer than two, after `due`, and where there is no number to reach.
    pub fn forecast(&self, values: &[(Quarter, f64)]) -> Option<Forecast> {
        if self.by_deliverables || matches!(self.target, Target::Words | Target::YesNo) {
            return None;
        }
        let [.., (first, before), (last, now)] = values else {
            return None;
        };
        let ahead = self.due.ordinal() - last.ordinal();
        if ahead < 0 {
            return None;
        }
        let slope = (now - before) / f64::from(last.ordinal() - first.ordinal());
        let value = without_remainder(now + slope * f64::from(ahead));
        Some(Forecast { value, misses: self.misses(value) })
    }

    /// Whether a value at `due` misses the target.
    pub fn misses(&self, value: f64) -> bool {
        self.progress(value).is_some_and(|p| p < 1.0 - EPSILON)
    }
}

/// Whether a value is the one to be kept: equal at the precision at which the target is written.
fn is_kept(value: f64, wanted: f64, decimals: u8) -> bool {
    (value - wanted).abs() < 0.5 * 0.1_f64.powi(i32::from(decimals))
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
