//! Numbers for people: grouped digits, a real minus, big numbers short.

use crate::model::quantity::Unit;

const MINUS: char = '\u{2212}';

/// The number with `decimals` digits after the point, thousands grouped, and a real minus. From a million on, short: `87M`.
pub fn print_number(value: f64, decimals: u8) -> String {
    let mut text = String::with_capacity(16);
    push_number(value, decimals, &mut text);
    text
}

/// The number with its unit: `34 days`, `23%`, `$1.2M`, `1 day`.
pub fn format_quantity(value: f64, decimals: u8, unit: Option<&Unit>) -> String {
    let mut text = String::with_capacity(24);
    push_number(value, decimals, &mut text);
    match unit {
        None => {}
        Some(Unit::Percent) => text.push('%'),
        Some(Unit::Currency(sign)) => {
            let at = if text.starts_with(MINUS) { MINUS.len_utf8() } else { 0 };
            text.insert_str(at, sign);
        }
        Some(Unit::Words(words)) => {
            let one = text == "1" && words.ends_with('s') && !words.ends_with("ss") && !words.contains(' ');
            let words = if one { words.strip_suffix('s').unwrap_or(words) } else { words };
            text.push('\u{a0}');
            text.push_str(words);
        }
    }
    text
}

fn push_number(value: f64, decimals: u8, text: &mut String) {
    let size = value.abs();
    let (size, decimals, letter) = match size {
        1e9.. => (size / 1e9, 2, Some('B')),
        1e6.. => (size / 1e6, 2, Some('M')),
        _ => (size, usize::from(decimals), None),
    };
    let mut buffer = [0; 24];
    let exact;
    let (whole, fraction) = match few_digits(size, decimals, &mut buffer) {
        Some(digits) => digits.split_at(digits.len() - decimals),
        None => {
            exact = format!("{size:.decimals$}");
            exact.split_once('.').unwrap_or((&exact, ""))
        }
    };
    let is_nothing = || whole == "0" && fraction.bytes().all(|digit| digit == b'0');
    if value < 0.0 && !is_nothing() {
        text.push(MINUS);
    }
    // From a million on there are no thousands.
    let first = if letter.is_some() { whole.len() } else { (whole.len() - 1) % 3 + 1 };
    text.push_str(&whole[..first]);
    for at in (first..whole.len()).step_by(3) {
        text.push(',');
        text.push_str(&whole[at..at + 3]);
    }
    let fraction = if letter.is_some() { fraction.trim_end_matches('0') } else { fraction };
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    if let Some(letter) = letter {
        text.push(letter);
    }
}

/// The digits of a number that is not negative, rounded to `decimals` of them after the point, which is left out; `None` where
/// there are many.
fn few_digits(size: f64, decimals: usize, buffer: &mut [u8; 24]) -> Option<&str> {
    const SCALES: [f64; 5] = [1.0, 10.0, 100.0, 1e3, 1e4];
    let scale = *SCALES.get(decimals)?;
    let scaled = size * scale;
    // Up to here the product is off by less than a millionth.
    if scaled >= 1e9 {
        return None;
    }
    let mut left = (scaled + 0.5) as u64;
    // Near the middle between two numbers the product may lie on the wrong side of it, or on it. In one step with the
    // difference it is exact; from the middle itself rounding goes to the even number.
    if (scaled - left as f64).abs() > 0.499_999 {
        let lower = scaled.floor();
        let above = size.mul_add(scale, -(lower + 0.5));
        left = lower as u64;
        left += u64::from(above > 0.0 || (above == 0.0 && left % 2 == 1));
    }
    let mut at = buffer.len();
    // A digit before the point at least.
    while left > 0 || buffer.len() - at <= decimals {
        at -= 1;
        buffer[at] = b'0' + (left % 10) as u8;
        left /= 10;
    }
    str::from_utf8(&buffer[at..]).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::model::quantity::print::few_digits;

    proptest! {
        #[test]
        fn numbers_are_rounded_exactly(tenths in 0..10_000_000_u32, size in 0.0..2e9_f64, decimals in 0_usize..6) {
            // Halves of the last digit, too, which are as near to the one number as to the other, or nearly so.
            let half = f64::from(tenths) / [2.0, 20.0, 200.0, 2e3, 2e4, 2e5][decimals];
            for size in [f64::from(tenths) / 10.0, f64::from(tenths) / 2000.0, size, f64::from(tenths), half] {
                let mut buffer = [0; 24];
                let exact = format!("{size:.decimals$}").replace('.', "");
                let digits = few_digits(size, decimals, &mut buffer).unwrap_or(&exact);
                prop_assert_eq!(digits, exact.as_str());
            }
            prop_assert!(few_digits(f64::from(tenths), 0, &mut [0; 24]).is_some());
        }
    }
}
