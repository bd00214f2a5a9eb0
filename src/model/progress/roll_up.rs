//! An objective's progress, status and grade, from those of its key results.

use super::{EPSILON, Way, at_pace};
use crate::model::document::Status;
use crate::model::quantity::without_remainder;

/// How an objective stands: its key results rolled up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RollUp {
    /// The weighted mean of the clamped progress over the key results with a number.
    pub progress: Option<f64>,
    /// The weighted mean of what is expected of the same ones, where it is of any. What nothing is expected of, such as a limit, counts
    /// as it stands: it is neither ahead nor behind, so that the two means differ by what the others are.
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
    let weight: f64 = reporting.iter().map(|part| part.weight).sum();
    let mean = |share: &dyn Fn(&Part) -> f64| {
        let sum: f64 = reporting.iter().map(|part| share(part) * part.weight).sum();
        (weight > 0.0).then(|| without_remainder(sum / weight))
    };
    let reached = |part: &Part| part.progress.map_or(0.0, |progress| progress.clamp(0.0, 1.0));
    let progress = mean(&reached);
    let status = WORST_FIRST
        .into_iter()
        .find(|status| reporting.iter().any(|part| part.status == Some(*status)))
        .unwrap_or(Status::NoData);
    let is_any_expected = reporting.iter().any(|part| part.expected.is_some());
    let expected = mean(&|part| part.expected.unwrap_or_else(|| reached(part))).filter(|_| is_any_expected);
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
    fn what_nothing_is_expected_of_counts_as_it_stands() {
        let part = |weight, progress, expected| Part {
            weight,
            way: Way::Increase,
            progress: Some(progress),
            expected,
            status: Some(Status::OnTrack),
        };
        let rolled = |parts: &[Part]| (roll_up(parts).progress, roll_up(parts).expected);
        let number = part(1.0, 0.4, Some(0.5));
        assert_eq!(rolled(&[number, part(1.0, 1.0, None)]), (Some(0.7), Some(0.75)), "a limit that is kept");
        assert_eq!(
            rolled(&[number, part(3.0, 0.0, None)]),
            (Some(0.1), Some(0.125)),
            "what is not yet done, by its weight"
        );
        assert_eq!(rolled(&[number, part(1.0, -2.0, None)]), (Some(0.2), Some(0.25)), "never less than nothing");
        assert_eq!(rolled(&[part(1.0, 1.0, None)]), (Some(1.0), None));
        let silent = Part { progress: None, ..number };
        assert_eq!(rolled(&[silent, part(1.0, 1.0, None)]), (Some(1.0), None), "without a number");
    }

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
