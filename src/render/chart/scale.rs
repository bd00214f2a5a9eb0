//! From values to heights: an axis that begins and ends at round numbers, and its ticks.

use crate::model::quantity::{Unit, print_number};

/// From values to places in the drawing.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    pub low: f64,
    pub high: f64,
    /// The place of the lowest value, and of the highest.
    pub from: f64,
    pub to: f64,
}

impl Scale {
    /// Where a value stands.
    pub fn at(&self, value: f64) -> f64 {
        let range = self.high - self.low;
        let share = if range > 0.0 { (value - self.low) / range } else { 0.5 };
        self.from + share * (self.to - self.from)
    }
}

/// The round numbers of an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    pub step: f64,
    /// At least two, in order; the first is the axis' low end and the last its high end.
    pub values: Vec<f64>,
}

impl Ticks {
    /// The low end.
    pub fn low(&self) -> f64 {
        self.values[0]
    }

    /// The high end.
    pub fn high(&self) -> f64 {
        self.values[self.values.len() - 1]
    }
}

/// Ticks that hold all values from `low` to `high`, in about `count` steps of 1, 2 or 5 times a power of ten; whole ones where
/// the values are.
pub fn ticks(low: f64, high: f64, count: usize, whole: bool) -> Ticks {
    let (low, high) = match (low, high) {
        (low, high) if high > low => (low, high),
        (0.0, _) => (0.0, 1.0),
        (same, _) => (same.min(0.0), same.max(0.0)),
    };
    let raw = (high - low) / count.max(1) as f64;
    let power = 10f64.powf(raw.log10().floor());
    let factor = [1.0, 2.0, 5.0].into_iter().find(|factor| factor * power >= raw * (1.0 - 1e-9)).unwrap_or(10.0);
    let mut step = factor * power;
    if whole {
        step = step.max(1.0);
    }
    let first = (low / step + 1e-9).floor();
    let last = (high / step - 1e-9).ceil().max(first + 1.0);
    // A range that is tiny beside its values has no steps of its own.
    let steps = (last - first).min(40.0) as usize;
    let values = (0..=steps).map(|number| (first + number as f64) * step).collect();
    Ticks { step, values }
}

/// The ticks as they are printed: all with as many digits, and all in millions where the largest is.
pub fn printed(ticks: &Ticks, unit: Option<&Unit>) -> Vec<String> {
    let largest = ticks.values.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    let (scale, letter) = match largest {
        1e12.. => (1e12, "T"),
        1e9.. => (1e9, "B"),
        1e6.. => (1e6, "M"),
        _ => (1.0, ""),
    };
    let step = ticks.step / scale;
    let decimals = (0..12).find(|digits| {
        let shifted = step * 10f64.powi(*digits);
        (shifted - shifted.round()).abs() < 1e-6
    });
    let decimals = decimals.unwrap_or(12) as u8;
    let print = |value: &f64| {
        let (decimals, letter) = if *value == 0.0 { (0, "") } else { (decimals, letter) };
        let number = print_number(value / scale, decimals);
        match unit {
            Some(Unit::Percent) => number + letter + "%",
            Some(Unit::Currency(sign)) => match number.strip_prefix('\u{2212}') {
                Some(size) => format!("\u{2212}{sign}{size}{letter}"),
                None => format!("{sign}{number}{letter}"),
            },
            _ => number + letter,
        }
    };
    ticks.values.iter().map(print).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::model::quantity::Unit;
    use crate::render::chart::scale::{Scale, printed, ticks};

    fn axis(low: f64, high: f64, whole: bool, unit: Option<Unit>) -> String {
        printed(&ticks(low, high, 4, whole), unit.as_ref()).join(" ")
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(axis(0.0, 34.0, true, None), "0 10 20 30 40");
        assert_eq!(axis(0.0, 2.0, true, None), "0 1 2");
        assert_eq!(axis(0.0, 1.0, false, Some(Unit::Percent)), "0% 0.5% 1.0%");
        assert_eq!(axis(-12.0, 30.0, true, None), "−20 0 20 40");
        assert_eq!(axis(0.0, 87e6, true, None), "0 50M 100M");
        assert_eq!(axis(0.0, 1.2e6, true, Some(Unit::Currency("$".into()))), "$0 $0.5M $1.0M $1.5M");
        assert_eq!(axis(0.0, 0.003, false, None), "0 0.001 0.002 0.003");
        assert_eq!(axis(3.3, 4.0, false, None), "3.2 3.4 3.6 3.8 4.0");
        assert_eq!(axis(0.0, 0.0, true, None), "0 1");
        assert_eq!(axis(5.0, 5.0, true, None), "0 2 4 6");
        assert_eq!(axis(0.0, 250_000.0, true, None), "0 100,000 200,000 300,000");
    }

    proptest! {
        #[test]
        fn ticks_hold_the_values(low in -1e9..1e9_f64, range in 1e-3..1e9_f64, count in 2usize..7) {
            let high = low + range;
            let found = ticks(low, high, count, false);
            let small = (found.high() - found.low()) * 1e-6;
            prop_assert!(found.low() <= low + small && found.high() >= high - small, "{found:?}");
            prop_assert!((2..=count + 3).contains(&found.values.len()), "{found:?}");
            let scale = Scale { low: found.low(), high: found.high(), from: 100.0, to: 0.0 };
            prop_assert!(scale.at(high) <= scale.at(low) + 1e-6);
        }
    }
}
