//! How precisely a number that was computed is printed.

/// The digits after the point that a number has; at most three.
#[must_use]
pub fn digits(value: f64) -> u8 {
    let is_whole = |value: f64| (value - value.round()).abs() < 1e-6;
    (0..3).find(|digits| is_whole(value * 10_f64.powi(i32::from(*digits)))).unwrap_or(3)
}

/// A number as near as it is printed with so many digits after the point.
#[must_use]
pub fn rounded(value: f64, digits: u8) -> f64 {
    let scale = 10_f64.powi(i32::from(digits));
    (value * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use crate::model::quantity::digits::digits;

    #[test]
    fn a_number_has_as_many_digits_as_it_has() {
        for (value, has) in [(18.0, 0), (17.1, 1), (4.6 * 75.0 / 100.0, 2), (-0.125, 3), (1.0 / 3.0, 3), (61.2, 1)] {
            assert_eq!(digits(value), has, "{value}");
        }
    }
}
