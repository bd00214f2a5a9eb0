//! SVG in the making: markup and lengths, one after the other. There are hundreds of pieces in a chart, so each is
//! appended by itself, without the machinery of format strings.

use std::fmt::Write as _;

use crate::model::link::push_escaped;

/// The whole numbers below a thousand, with three digits each.
const WHOLE: &str = match std::str::from_utf8(&DIGITS) {
    Ok(digits) => digits,
    Err(_) => unreachable!(),
};
static DIGITS: [u8; 3000] = {
    let mut digits = [b'0'; 3000];
    let mut at = 0;
    while at < digits.len() {
        let number = at / 3;
        digits[at] += (number / 100) as u8;
        digits[at + 1] += (number / 10 % 10) as u8;
        digits[at + 2] += (number % 10) as u8;
        at += 3;
    }
    digits
};

/// The tenths, with the point before each.
const TENTHS: &str = ".0.1.2.3.4.5.6.7.8.9";

/// A text of SVG that grows at its end.
#[derive(Clone, Debug, Default)]
pub struct Svg(String);

impl Svg {
    /// An empty text with room for so many bytes.
    pub fn with_capacity(capacity: usize) -> Self {
        Self(String::with_capacity(capacity))
    }

    /// The start of a drawing that says in `label` what it shows, or of one for the eyes alone. Its height and width are the theme's,
    /// each by itself.
    pub fn stretched(class: &str, status: &str, label: &str, width: f64, height: f64) -> Self {
        let mut svg = Self::with_capacity(768);
        svg.add("<svg class=\"").add(class);
        if !status.is_empty() {
            svg.add(" ").text(status);
        }
        if label.is_empty() {
            svg.add("\" aria-hidden=\"true");
        } else {
            svg.add("\" role=\"img\" aria-label=\"").text(label);
        }
        svg.add("\" viewBox=\"0 0 ").at(width).add(" ").at(height).add("\" preserveAspectRatio=\"none\">");
        svg
    }

    /// Adds markup as it is.
    // Most of it is constant and short: in its place it is one or two stores.
    #[inline]
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
        // Half a tenth more, and without what is behind the point: that is what rounding is, and much faster.
        let rounded = (tenths.abs() + 0.5) as u32;
        let is_within = tenths.abs() < 9999.5;
        if !is_within {
            // Far out of any drawing.
            let _ = write!(self.0, "{}", tenths.round() / 10.0);
            return self;
        }
        if tenths < 0.0 && rounded > 0 {
            self.0.push('-');
        }
        let (whole, tenth) = ((rounded / 10) as usize, (rounded % 10) as usize);
        let leading = if whole >= 100 { 0 } else { 1 + usize::from(whole < 10) };
        self.0.push_str(&WHOLE[whole * 3 + leading..whole * 3 + 3]);
        if tenth > 0 {
            self.0.push_str(&TENTHS[tenth * 2..tenth * 2 + 2]);
        }
        self
    }

    /// Adds a rectangle that lies between two ends, at a height from the top and so high.
    pub fn bar(&mut self, class: &str, from: f64, to: f64, (top, height): (f64, f64)) {
        self.add("<rect class=\"").add(class).add("\" x=\"").at(from).add("\" y=\"").at(top);
        self.add("\" width=\"").at(to - from).add("\" height=\"").at(height).add("\"/>");
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::render::chart::svg::Svg;

    fn written(length: f64) -> String {
        Svg::default().at(length).as_str().to_owned()
    }

    #[test]
    fn lengths_are_short() {
        let lengths = [3.0, 2.25, 2.04, -0.01, -7.96, -0.5, 34.0, 999.94, 999.95, 1e20].map(written);
        assert_eq!(lengths, ["3", "2.3", "2", "0", "-8", "-0.5", "34", "999.9", "1000", "100000000000000000000"]);
    }

    proptest! {
        #[test]
        fn a_length_is_the_number_to_a_tenth(length in -1e6..1e6_f64) {
            for length in [length, length / 1e3, length / 1e5] {
                prop_assert_eq!(written(length), format!("{}", (length * 10.0).round() / 10.0 + 0.0));
            }
        }
    }
}
