//! Lengths as drawings write them. There are a hundred in a chart, so they are written digit by digit.

use std::fmt;

/// A length to a tenth of a unit, as short as it can be written.
#[derive(Clone, Copy, Debug)]
pub struct Length(f64);

/// A length to a tenth of a unit, as short as it can be written.
pub fn short(length: f64) -> Length {
    Length(length)
}

/// Below it all whole numbers are themselves as floating-point numbers.
const WHOLE: f64 = 1e15;

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round();
        if tenths.abs() < WHOLE {
            let mut room = [0; 24];
            f.write_str(std::str::from_utf8(digits(tenths as i64, &mut room)).unwrap_or_default())
        } else {
            write!(f, "{}", tenths / 10.0)
        }
    }
}

/// So many tenths, written at the end of the room.
fn digits(tenths: i64, room: &mut [u8; 24]) -> &[u8] {
    let mut start = room.len();
    let mut push = |letter: u8| {
        start -= 1;
        room[start] = letter;
    };
    let digit = |number: u64| b'0' + (number % 10) as u8;
    let size = tenths.unsigned_abs();
    if !size.is_multiple_of(10) {
        push(digit(size));
        push(b'.');
    }
    let mut rest = size / 10;
    push(digit(rest));
    while rest >= 10 {
        rest /= 10;
        push(digit(rest));
    }
    if tenths < 0 {
        push(b'-');
    }
    &room[start..]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::render::chart::length::short;

    #[test]
    fn lengths_are_short() {
        let written = [3.0, 2.25, 2.04, -0.01, -7.96, -0.5, 1e20].map(|length| short(length).to_string());
        assert_eq!(written, ["3", "2.3", "2", "0", "-8", "-0.5", "100000000000000000000"]);
    }

    proptest! {
        #[test]
        fn a_length_is_the_number_to_a_tenth(length in -1e6..1e6_f64) {
            prop_assert_eq!(short(length).to_string(), format!("{}", (length * 10.0).round() / 10.0 + 0.0));
        }
    }
}
