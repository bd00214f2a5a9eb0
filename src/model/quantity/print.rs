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
    let plain = match few_digits(size, decimals, &mut buffer) {
        Some(digits) => digits,
        None => {
            exact = format!("{size:.decimals$}");
            exact.as_str()
        }
    };
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let is_nothing = plain.bytes().all(|digit| matches!(digit, b'0' | b'.'));
    if value < 0.0 && !is_nothing {
        text.push(MINUS);
    }
    for (at, digit) in whole.char_indices() {
        if letter.is_none() && at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    let fraction = if letter.is_some() { fraction.trim_end_matches('0') } else { fraction };
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text.extend(letter);
}

/// A number that is not negative with `decimals` digits after the point, rounded; `None` where it has many digits, or lies
/// too near to the middle between two others to tell in this way which of them is nearer.
fn few_digits(size: f64, decimals: usize, buffer: &mut [u8; 24]) -> Option<&str> {
    const SCALES: [f64; 5] = [1.0, 10.0, 100.0, 1e3, 1e4];
    let scaled = size * SCALES.get(decimals)?;
    let rounded = scaled.round();
    // Up to here the product is off by less than a millionth.
    let is_plain = scaled < 1e9 && (scaled - rounded).abs() < 0.499_999;
    let mut left = is_plain.then_some(rounded as u64)?;
    let (mut at, mut digits) = (buffer.len(), 0);
    // A digit before the point at least.
    while left > 0 || digits <= decimals {
        if digits == decimals && decimals > 0 {
            at -= 1;
            buffer[at] = b'.';
        }
        at -= 1;
        buffer[at] = b'0' + (left % 10) as u8;
        left /= 10;
        digits += 1;
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
            for size in [f64::from(tenths) / 10.0, f64::from(tenths) / 2000.0, size, f64::from(tenths)] {
                let mut buffer = [0; 24];
                let exact = format!("{size:.decimals$}");
                let digits = few_digits(size, decimals, &mut buffer).unwrap_or(&exact);
                prop_assert_eq!(digits, exact.as_str());
            }
            prop_assert!(few_digits(f64::from(tenths), 0, &mut [0; 24]).is_some());
        }
    }
}
