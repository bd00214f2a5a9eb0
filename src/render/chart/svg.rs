//! SVG in the making: markup and lengths, one after the other. There are hundreds of pieces in a chart, so each is
//! appended by itself, without the machinery of format strings.

use std::fmt::Write as _;

use crate::model::link::push_escaped;

/// Below it all whole numbers are themselves as floating-point numbers.
const WHOLE: f64 = 1e15;

/// A text of SVG that grows at its end.
#[derive(Clone, Debug, Default)]
pub struct Svg(String);

impl Svg {
    /// An empty text with room for so many bytes.
    pub fn with_capacity(capacity: usize) -> Self {
        Self(String::with_capacity(capacity))
    }

    /// Adds markup as it is.
    pub fn add(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds a text, escaped.
    pub fn text(&mut self, text: &str) -> &mut Self {
        push_escaped(&mut self.0, text);
        self
    }

    /// Adds a length to a tenth of a unit, as short as it can be written.
    pub fn at(&mut self, length: f64) -> &mut Self {
        let tenths = length * 10.0;
        if tenths.abs() < WHOLE {
            let mut room = [0; 24];
            // Half a tenth more, and without what is behind the point: that is what rounding is, and much faster.
            let rounded = (tenths + 0.5_f64.copysign(tenths)) as i64;
            self.0.push_str(std::str::from_utf8(digits(rounded, &mut room)).unwrap_or_default());
        } else {
            let _ = write!(self.0, "{}", tenths.round() / 10.0);
        }
        self
    }

    /// Its length in bytes.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes away what was added since it had this length.
    pub fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The whole text.
    pub fn into_string(self) -> String {
        self.0
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

    use crate::render::chart::svg::Svg;

    fn written(length: f64) -> String {
        Svg::default().at(length).as_str().to_owned()
    }

    #[test]
    fn lengths_are_short() {
        let lengths = [3.0, 2.25, 2.04, -0.01, -7.96, -0.5, 1e20].map(written);
        assert_eq!(lengths, ["3", "2.3", "2", "0", "-8", "-0.5", "100000000000000000000"]);
    }

    proptest! {
        #[test]
        fn a_length_is_the_number_to_a_tenth(length in -1e6..1e6_f64) {
            prop_assert_eq!(written(length), format!("{}", (length * 10.0).round() / 10.0 + 0.0));
        }
    }
}
