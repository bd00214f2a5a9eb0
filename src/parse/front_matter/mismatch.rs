//! Numbers in another unit than their key result's, and what to write instead.

use crate::model::diagnostic::Code;
use crate::model::quantity::{self, Context, Target, Unit};
use crate::parse::front_matter::node::{Kind, Node};
use crate::parse::front_matter::reader::Reader;

/// A key result's unit and another, shortly where they are two so.
fn told_apart(unit: Option<&Unit>, said: &str) -> (Option<String>, String) {
    let brief = (unit.map(|unit| unit.brief().to_string()), Unit::Words(said.to_owned()).brief().to_string());
    if brief.0.as_ref() == Some(&brief.1) { (unit.map(ToString::to_string), said.to_owned()) } else { brief }
}

/// What a unit says of how many of something it counts, the letter for it, and what it counts: `million`, `M` and `pages` of
/// `million pages`, where numbers are `said` in those.
fn scale_in<'a>(unit: &'a str, said: &str) -> Option<(&'a str, &'static str, &'a str)> {
    let sign = unit.chars().next().filter(|sign| quantity::is_currency(*sign)).map_or(0, char::len_utf8);
    let (word, counted) = if sign > 0 {
        (unit[sign..].trim_start(), &unit[..sign])
    } else {
        let end = unit.find(|letter: char| letter.is_whitespace() || quantity::is_currency(letter))?;
        (&unit[..end], unit[end..].trim_start())
    };
    let letter = quantity::multiplier(&format!("{word} {counted}"))?;
    let is_same = quantity::unit_named(counted).is_same(&quantity::unit_named(said));
    is_same.then_some((word, letter, counted))
}

/// Reports that a number is in another unit than its key result. `what` names the number: `the target`.
/// `target` is that of a value.
pub fn mismatch(reader: &mut Reader, node: &Node, what: &str, said: &str, context: &Context, target: Option<&Target>) {
    let (unit, said) = told_apart(context.unit.as_ref(), said);
    let message = match &unit {
        Some(unit) => format!("{what} is in `{said}`, the key result in `{unit}`"),
        None => format!("{what} is in `{said}`, the key result's other numbers are not"),
    };
    let text = match &node.kind {
        Kind::Scalar { text, .. } => text.as_str(),
        _ => "",
    };
    let hint = match (said.as_str(), &unit) {
        (said, Some(unit))
            if let Some(letter) = quantity::multiplier(said)
                && quantity::multiplier(unit).is_none() =>
        {
            format!("write `{letter}` right behind the digits instead of words: `1.5{letter} {unit}`")
        }
        ("k" | "K" | "M" | "B", Some(unit)) if let Some(full) = quantity::full_form(text, false) => {
            format!("write the letter right behind the digits: `{full} {unit}`")
        }
        (said, Some(unit)) if let Some((word, letter, counted)) = scale_in(unit, said) => {
            let number = if unit.starts_with(counted) {
                format!("{counted}1.5{letter}")
            } else {
                format!("1.5{letter} {counted}")
            };
            format!(
                "`{word}` belongs to the number: write `unit: {counted}`, and `{letter}` right behind the digits: `{number}`"
            )
        }
        (said, Some(unit)) if quantity::multiplies(said) => {
            format!("write all of the number in digits, with `k`, `M` or `B` right behind them: `1.5M {unit}`")
        }
        (said, Some(unit))
            if unit == "%" && said != "pp" && quantity::is_points_word(said) && context.baseline.is_some() =>
        {
            points_in_words_hint(text, context)
        }
        ("pp", Some(unit)) if unit == "%" && context.baseline.is_some() => points_hint(text, context),
        ("pp", Some(unit)) if unit == "%" => {
            "points are added to a baseline, and there is none: write the share itself, or a `baseline:`".into()
        }
        (said, Some(unit)) if unit == "%" && said.starts_with("of ") && quantity::share_first(text).is_some() => {
            let share = quantity::share_first(text).unwrap_or_default();
            format!("write the share first: `{share}`")
        }
        _ if let Some(part) = quantity::part_of_whole(text) => {
            format!("between a part and its whole stands `of`, whatever the language: write `{part}`")
        }
        ("%", _) => percentage_hint(text, unit.as_deref(), context.baseline, target),
        (_, Some(unit)) => format!("write all of its numbers in `{unit}`; words that are no unit go behind a comma"),
        (_, None) => "write all of its numbers in one unit; words that are no unit go behind a comma".into(),
    };
    reader.report(Code::UnitMismatch, &node.at, message, hint);
}

/// What to write instead of points without a sign, of which it is not known whether they are a change of the baseline.
fn points_hint(text: &str, context: &Context) -> String {
    let is_less = quantity::change_meant(text, context, None).is_some_and(|change| change.by < 0.0);
    let number = quantity::read_written(quantity::without_limit(text)).number;
    let (sign, by) = if is_less { ('-', -1.0) } else { ('+', 1.0) };
    let shares = number.zip(context.baseline).map(|(number, baseline)| {
        let sum = baseline + by * number.value;
        let digits = quantity::digits(sum).min(number.decimals.max(quantity::digits(baseline)));
        (quantity::print_number(number.value, number.decimals), quantity::print_number(sum, digits))
    });
    let (points, share) = shares.unwrap_or_else(|| ("5".to_owned(), "25".to_owned()));
    format!("points from the baseline have their sign: write `{sign}{points}pp`, or the share itself: `{share}%`")
}

/// What to write instead of points that are called otherwise than `pp`.
fn points_in_words_hint(text: &str, context: &Context) -> String {
    match quantity::read_written(text).number {
        Some(number) if number.signed => {
            let sign = if number.value < 0.0 { '-' } else { '+' };
            format!("write points as `{sign}{}pp`", quantity::print_number(number.value.abs(), number.decimals))
        }
        _ => points_hint(text, context),
    }
}

/// What to write instead of a percentage that is no number in the key result's unit.
fn percentage_hint(text: &str, unit: Option<&str>, baseline: Option<f64>, target: Option<&Target>) -> String {
    const LESS: [&str; 7] = ["decrease", "less", "fewer", "reduc", "drop", "lower", "decline"];
    const MORE: [&str; 6] = ["increase", "more", "growth", "higher", "grow", "rise"];
    let (number, words) = text.split_once('%').unwrap_or_default();
    let (number, words) = (number.trim(), words.to_lowercase());
    let says = |known: &[&str]| known.iter().any(|word| words.contains(word));
    let has_baseline = baseline.is_some();
    let of_what = if has_baseline { "" } else { ", and its `baseline:`" };
    let signs = match baseline.zip(target.and_then(Target::value)) {
        Some((baseline, target)) if target < baseline => format!("`-{number}%`"),
        Some(_) => format!("`+{number}%`"),
        None => format!("`+{number}%` or `-{number}%`"),
    };
    let change = |sign| format!("a change from the baseline has its sign: write `{sign}{number}%`{of_what}");
    let with_number = match unit {
        Some(unit) => format!("write the number in `{unit}`, with the percentage in parentheses behind it"),
        None => "write the number, with the percentage in parentheses behind it: `2033 (8%)`".to_owned(),
    };
    if number.starts_with(['+', '-', '\u{2212}', '–']) {
        return if has_baseline {
            with_number
        } else {
            format!("a change is one of a baseline, and there is none: write its `baseline:`; or {with_number}")
        };
    }
    match (says(&LESS), says(&MORE)) {
        (true, false) => change('-'),
        (false, true) => change('+'),
        _ if words.trim().is_empty() => {
            format!("{with_number}; or, if it is a change from the baseline, its sign: {signs}{of_what}")
        }
        _ => with_number,
    }
}
