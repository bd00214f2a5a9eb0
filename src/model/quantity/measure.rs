//! What numbers are measured in: those of different measures cannot be compared.

use crate::model::quantity::{Target, Unit};

/// What a number is measured in, as far as it is said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure<'a> {
    /// Yes and no.
    YesNo,
    /// It is counted, and not said what: `2 of 5`.
    Count,
    In(&'a Unit),
    /// It is a number alone, in whatever the others are.
    Unsaid,
}

impl<'a> Measure<'a> {
    /// What the numbers of a result with this target and unit are measured in.
    pub fn of(target: &Target, unit: Option<&'a Unit>) -> Self {
        match (target, unit) {
            (Target::YesNo, _) => Self::YesNo,
            (_, Some(unit)) => Self::In(unit),
            (Target::Milestones { .. }, None) => Self::Count,
            (_, None) => Self::Unsaid,
        }
    }

    /// Whether numbers of both can be compared.
    #[must_use]
    pub fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::In(unit), Self::In(other)) => unit.is_same(other),
            (Self::Count, Self::In(unit)) | (Self::In(unit), Self::Count) => *unit != Unit::Percent,
            (Self::YesNo, other) | (other, Self::YesNo) => other == Self::YesNo,
            (Self::Unsaid | Self::Count, _) | (_, Self::Unsaid) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::quantity::measure::Measure::{Count, In, Unsaid, YesNo};
    use crate::model::quantity::unit::named;

    #[test]
    fn numbers_are_compared_in_one_unit() {
        let (days, day, weeks, share) = (named("days"), named("Day"), named("weeks"), named("%"));
        for (one, other) in
            [(In(&days), In(&day)), (In(&days), Unsaid), (In(&days), Count), (Count, Count), (YesNo, YesNo)]
        {
            assert!(one.is_same(other) && other.is_same(one), "{one:?} {other:?}");
        }
        for (one, other) in [(In(&days), In(&weeks)), (In(&share), Count), (YesNo, Unsaid), (YesNo, In(&days))] {
            assert!(!one.is_same(other) && !other.is_same(one), "{one:?} {other:?}");
        }
    }
}
