//! Numbers for people: grouped digits, a real minus, big numbers short.

use std::borrow::Cow;

use crate::model::quantity::word::beside_one;
use crate::model::quantity::{Scale, Unit, target};

const MINUS: char = '\u{2212}';

/// The number with `decimals` digits after the point, thousands grouped, and a real minus. From a million on it is
/// short where that says all of it: `87M`, `1.995M`, but `2,499,999`.
pub fn print_number(value: f64, decimals: u8) -> String {
    let mut text = String::with_capacity(16);
    push_number(value, decimals, Scale::Each, &mut text);
    text
}

/// The number with its unit: `34 days`, `23%`, `$1.2M`, `1 day`.
pub fn format_quantity(value: f64, decimals: u8, unit: Option<&Unit>) -> String {
    format_in(Scale::Each, value, decimals, unit)
}

/// The same in a scale.
pub fn format_in(scale: Scale, value: f64, decimals: u8, unit: Option<&Unit>) -> String {
    let mut text = String::with_capacity(24);
    push_number(value, decimals, scale, &mut text);
    match unit {
        None => {}
        Some(Unit::Percent) => text.push('%'),
        Some(Unit::Currency(sign)) => {
            let at = if text.starts_with(MINUS) { MINUS.len_utf8() } else { 0 };
            text.insert_str(at, sign);
        }
        Some(Unit::Words(words)) => {
            let is_one = text == "1";
            text.push('\u{a0}');
            if is_one && !words.contains(' ') {
                text.push_str(&beside_one(words));
            } else {
                text.push_str(words);
            }
        }
    }
    text
}

/// An author's value as values are printed: thousands grouped, a real minus. `-1500 users` is `−1,500 users`; both numbers of
/// `1500 of 2000` are. What is written with a short form or grouped stays so: `1.2M`, `1 500`.
pub fn as_printed(text: &str) -> String {
    let is_digit = |letter: char| letter.is_ascii_digit();
    // Few texts are shares, and a search takes longer than this look.
    if text.as_bytes().windows(" of ".len()).any(|part| part == b" of ") {
        for of in [" out of ", " of "] {
            if let Some((part, whole)) = text.split_once(of)
                && part.ends_with(is_digit)
                && whole.starts_with(is_digit)
            {
                return format!("{}{of}{}", as_printed(part), as_printed(whole));
            }
        }
    }
    // `at most -10%`.
    if let Some(words) = text.strip_suffix(target::without_limit(text)).filter(|words| !words.is_empty()) {
        return format!("{words}{}", as_printed(&text[words.len()..]));
    }
    let text = with_minus(text);
    let Some(at) = text.find(is_digit) else { return text.into_owned() };
    let (before, from) = text.split_at(at);
    let digits = from.bytes().take_while(u8::is_ascii_digit).count();
    let (whole, after) = from.split_at(digits);
    let mut next = after.chars();
    let goes_on = next.next().is_some_and(|mark| !matches!(mark, '.' | '%') && !mark.is_alphanumeric())
        && next.next().is_some_and(|digit| digit.is_ascii_digit());
    if whole.len() < 4 || whole.starts_with('0') || goes_on {
        return text.into_owned();
    }
    let mut printed = before.to_owned();
    push_grouped(whole, &mut printed);
    printed + after
}

/// The text with a real minus where it begins with a hyphen and a number: `-10%`, `-$5`.
pub fn with_minus(text: &str) -> Cow<'_, str> {
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().take(2).any(|letter| letter.is_ascii_digit()) => format!("{MINUS}{rest}").into(),
        _ => text.into(),
    }
}

fn push_grouped(whole: &str, text: &mut String) {
    let first = (whole.len() - 1) % 3 + 1;
    text.push_str(&whole[..first]);
    for at in (first..whole.len()).step_by(3) {
        text.push(',');
        text.push_str(&whole[at..at + 3]);
    }
}

fn push_number(value: f64, decimals: u8, scale: Scale, text: &mut String) {
    if let Some((short, decimals, letter)) = scale.short(value.abs(), decimals) {
        push_number(short.copysign(value), decimals, Scale::Full, text);
        text.push(letter);
        return;
    }
    let (size, decimals) = (value.abs(), usize::from(decimals));
    let mut buffer = [0; 24];
    let exact;
    let (whole, fraction) = match few_digits(size, decimals, &mut buffer) {
        Some(digits) => digits.split_at(digits.len() - decimals),
        None => {
            exact = format!("{size:.decimals$}");
            exact.split_once('.').unwrap_or((&exact, ""))
        }
    };
    let is_nothing = |digits: &str| digits.bytes().all(|digit| digit == b'0');
    if value < 0.0 && !(is_nothing(whole) && is_nothing(fraction)) {
        text.push(MINUS);
    }
    let short = if scale == Scale::Each && is_nothing(fraction) { short(whole) } else { None };
    if let Some((whole, fraction, letter)) = short {
        // There are no thousands from a million on.
        text.push_str(whole);
        push_fraction(fraction, text);
        text.push(letter);
    } else {
        push_grouped(whole, text);
        push_fraction(fraction, text);
    }
}

fn push_fraction(fraction: &str, text: &mut String) {
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
}

/// The short form of a whole number from a million on, where it has all of its digits and three of them at most after the point:
/// `1` and `25`, in `M`, of 1250000.
fn short(whole: &str) -> Option<(&str, &str, char)> {
    const DIGITS: usize = 3;
    // What is a number of thousand millions with more digits may be one of millions with few; but who reads 1234.567M?
    let (at, letter) = match whole.len() {
        10.. => (whole.len() - 9, 'B'),
        7.. => (whole.len() - 6, 'M'),
        _ => return None,
    };
    let (whole, fraction) = whole.split_at(at);
    let fraction = fraction.trim_end_matches('0');
    (fraction.len() <= DIGITS).then_some((whole, fraction, letter))
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

    use crate::model::quantity::print::{as_printed, few_digits, print_number, with_minus};

    #[test]
    fn numbers_from_a_million_on_are_short_where_that_says_all_of_them() {
        for (value, decimals, printed) in [
            (999_999.0, 0, "999,999"),
            (999_999.6, 0, "1M"),
            (1e6, 2, "1M"),
            (1_995_000.0, 0, "1.995M"),
            (-1_234_500.0, 0, "\u{2212}1,234,500"),
            (2_499_999.0, 0, "2,499,999"),
            (1_234_567.8, 2, "1,234,567.80"),
            (87_100_000.0, 0, "87.1M"),
            (999_999_000.0, 0, "999.999M"),
            (999_999_999.0, 0, "999,999,999"),
            (1_500_000_000.0, 1, "1.5B"),
            (1_234_500_000.0, 0, "1,234,500,000"),
            (2e12, 0, "2000B"),
        ] {
            assert_eq!(print_number(value, decimals), printed);
        }
    }

    #[test]
    fn what_authors_write_is_printed_as_values_are() {
        for (written, printed) in [
            ("1880", "1,880"),
            ("at least 12500 users", "at least 12,500 users"),
            ("-1043.5 reviews", "\u{2212}1,043.5 reviews"),
            ("-$5", "\u{2212}$5"),
            ("at most -10%", "at most \u{2212}10%"),
            ("4000 of 9000 users", "4,000 of 9,000 users"),
            ("1500 users of 2019", "1,500 users of 2019"),
            ("2500 users, from 2019..2020", "2,500 users, from 2019..2020"),
            ("40000%", "40,000%"),
        ] {
            assert_eq!(as_printed(written), printed);
        }
        for kept in ["1,880", "1 880 users", "$1.2M", "18 days", "0042", "4 of 4", "1'000", "ten", "+15%"] {
            assert_eq!(as_printed(kept), kept);
        }
        assert_eq!(with_minus("-10% by 2024"), "\u{2212}10% by 2024");
        assert_eq!(with_minus("- of 2024"), "- of 2024");
    }

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
