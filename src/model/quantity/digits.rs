//! How precisely a number that was computed is printed.

use crate::model::quantity::Unit;

/// The digits after the point that a number has; at most three.
#[must_use]
pub fn digits(value: f64) -> u8 {
    let is_whole = |value: f64| (value - value.round()).abs() < 1e-6;
    (0..3).find(|digits| is_whole(value * 10_f64.powi(i32::from(*digits)))).unwrap_or(3)
}

/// The digits after the point with which a number is printed that nobody wrote: from a million on none.
#[must_use]
pub fn computed_digits(value: f64) -> u8 {
    if value.abs() < MILLION { digits(value) } else { 0 }
}

/// So many digits of a number that nobody wrote: of money two at most, or as many as are `written` beside it.
#[must_use]
pub fn digits_in(unit: Option<&Unit>, computed: u8, written: u8) -> u8 {
    const CENTS: u8 = 2;
    if matches!(unit, Some(Unit::Currency(_))) { computed.min(written.max(CENTS)) } else { computed }
}

const MILLION: f64 = 1e6;

/// A number that nobody wrote, or that has little room: from a million on rounded to what its short form says with two digits after
/// the point.
#[must_use]
pub fn rough(value: f64) -> f64 {
    let step = match value.abs() {
        // What would be rounded up to a thousand million is one.
        999_995_000.0.. => 1e7,
        MILLION.. => 1e4,
        _ => return value,
    };
    (value / step).round() * step
}

/// A number as near as it is printed with so many digits after the point.
#[must_use]
pub fn rounded(value: f64, digits: u8) -> f64 {
    let scale = 10_f64.powi(i32::from(digits));
    (value * scale).round() / scale
}

/// A computed number without what binary sums leave at its end: `-0.40000000000000036` is -0.4, and a third stays one.
#[must_use]
pub fn without_remainder(value: f64) -> f64 {
    // Larger ones have no room for as many digits after the point.
    const DIGITS: u8 = 9;
    let short = rounded(value, DIGITS);
    if value.abs() < MILLION && (short - value).abs() <= 1e-12 * value.abs().max(1.0) { short } else { value }
}

/// The most digits of a written number that mean something: exported data are computed, and end in the noise of that.
const MEANT: i32 = 12;

/// A number as it was meant, with its digits after the point: `21.099999999999998` is 21.1.
#[must_use]
pub fn without_noise(value: f64, decimals: u8) -> (f64, u8) {
    let whole = if value.abs() < 1.0 { 0 } else { value.abs().log10() as i32 + 1 };
    let meant = usize::try_from(MEANT - whole).unwrap_or(0);
    if usize::from(decimals) <= meant {
        return (value, decimals);
    }
    let text = format!("{value:.meant$}");
    let after = text.split_once('.').map_or(0, |(_, after)| after.trim_end_matches('0').len());
    (text.parse().unwrap_or(value), after as u8)
}

#[cfg(test)]
mod tests {
    use crate::model::quantity::digits::{computed_digits, digits, rough, without_noise, without_remainder};

    #[test]
    fn the_noise_of_computed_numbers_is_not_meant() {
        assert_eq!(without_noise(21.099_999_999_999_998, 15), (21.1, 1));
        assert_eq!(without_noise(-0.300_000_000_000_000_04, 17), (-0.3, 1));
        assert_eq!(without_noise(2.999_999_999_999_999_6, 16), (3.0, 0));
        assert_eq!(without_noise(99.950, 3), (99.95, 3), "digits that were written stay");
        assert_eq!(without_noise(0.123_456_789_012, 12), (0.123_456_789_012, 12));
        assert_eq!(without_noise(1_234_567_890_123.0, 0), (1_234_567_890_123.0, 0));
    }

    #[test]
    fn sums_of_decimal_numbers_are_decimal() {
        for (value, is) in [
            (-0.400_000_000_000_000_36, -0.4),
            (0.1 + 0.2, 0.3),
            (1.0 / 3.0, 1.0 / 3.0),
            (1e15 + 0.125, 1e15 + 0.125),
            (0.105_263_157_894_736_84, 0.105_263_157_894_736_84),
        ] {
            assert_eq!(without_remainder(value).to_bits(), f64::to_bits(is), "{value}");
        }
    }

    #[test]
    fn a_number_has_as_many_digits_as_it_has() {
        for (value, has) in [(18.0, 0), (17.1, 1), (4.6 * 75.0 / 100.0, 2), (-0.125, 3), (1.0 / 3.0, 3), (61.2, 1)] {
            assert_eq!(digits(value), has, "{value}");
        }
    }
    #[test]
    fn a_number_that_nobody_wrote_is_rounded_from_a_million_on() {
        for (value, is) in [
            (999_999.4, 999_999.4),
            (1_234_567.8, 1_230_000.0),
            (-2_499_999.0, -2_500_000.0),
            (999_994_999.0, 999_990_000.0),
            (999_995_000.0, 1e9),
            (1_234_567_890.0, 1_230_000_000.0),
        ] {
            assert!((rough(value) - is).abs() < 1e-3, "{value}");
        }
        assert_eq!((computed_digits(999_999.25), computed_digits(1_000_000.25)), (2, 0));
    }
}
