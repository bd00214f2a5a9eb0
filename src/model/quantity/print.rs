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
    let plain = format!("{size:.*}", usize::from(decimals));
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::with_capacity(plain.len() + 4);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let nothing = plain.chars().all(|digit| matches!(digit, '0' | '.'));
    let minus = if nothing { "" } else { minus };
    match fraction {
        Some(fraction) => format!("{minus}{grouped}.{fraction}"),
        None => format!("{minus}{grouped}"),
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
