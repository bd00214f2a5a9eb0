//! Numbers for people: grouped digits, a real minus, big numbers short.

use crate::model::quantity::Unit;

/// The number with `decimals` digits after the point, thousands grouped, and a real minus. From a million on, short: `87M`.
pub fn print_number(value: f64, decimals: u8) -> String {
    let size = value.abs();
    let minus = if value < 0.0 { "\u{2212}" } else { "" };
    for (unit, letter) in [(1e9, "B"), (1e6, "M")] {
        if size >= unit {
            let short = format!("{:.2}", size / unit);
            return format!("{minus}{}{letter}", short.trim_end_matches('0').trim_end_matches('.'));
        }
    }
    let plain = plain(size, decimals);
    let (whole, fraction) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let mut printed = String::with_capacity(minus.len() + plain.len() + 1);
    if plain.bytes().any(|digit| matches!(digit, b'1'..=b'9')) {
        printed.push_str(minus);
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            printed.push(',');
        }
        printed.push(digit);
    }
    printed + fraction
}

/// The size of a number with `decimals` digits after the point.
fn plain(size: f64, decimals: u8) -> String {
    let power = 10f64.powi(decimals.into());
    let shifted = (size * power).round();
    // Nearly all numbers were written with no more digits than these; only others need the costly exact rounding.
    if decimals > 9 || shifted / power != size {
        return format!("{size:.*}", usize::from(decimals));
    }
    let (shifted, power) = (shifted as u64, power as u64);
    match decimals {
        0 => shifted.to_string(),
        _ => format!("{}.{:0width$}", shifted / power, shifted % power, width = decimals.into()),
    }
}

/// The number with its unit: `34 days`, `23%`, `$1.2M`, `1 day`.
pub fn format_quantity(value: f64, decimals: u8, unit: Option<&Unit>) -> String {
    let number = print_number(value, decimals);
    match unit {
        None => number,
        Some(Unit::Percent) => format!("{number}%"),
        Some(Unit::Currency(sign)) => match number.strip_prefix('\u{2212}') {
            Some(size) => format!("\u{2212}{sign}{size}"),
            None => format!("{sign}{number}"),
        },
        Some(Unit::Words(words)) => {
            let one = number == "1" && words.ends_with('s') && !words.ends_with("ss") && !words.contains(' ');
            let words = if one { words.strip_suffix('s').unwrap_or(words) } else { words };
            format!("{number}\u{a0}{words}")
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::model::quantity::print::plain;

    proptest! {
        #[test]
        fn numbers_are_rounded_exactly(tenths in 0..10_000_000_u32, size in 0.0..1e6_f64, decimals in 0_u8..12) {
            for size in [f64::from(tenths) / 10.0, f64::from(tenths) / 2.0, size] {
                prop_assert_eq!(plain(size, decimals), format!("{size:.*}", usize::from(decimals)));
            }
        }
    }
}
