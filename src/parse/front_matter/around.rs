//! Numbers with something before, around or right behind them, so that they are not read, or hardly as they are meant.

use crate::model::diagnostic::Code;
use crate::model::quantity::{self, Context, Enclosed, Target, Unit, What};
use crate::parse::front_matter::node::Node;
use crate::parse::front_matter::otherwise::Measure;
use crate::parse::front_matter::reader::Reader;
use crate::parse::front_matter::target::is_counted;

/// Reports a date before a number, and a number in parentheses.
pub fn before(reader: &mut Reader, node: &Node, text: &str, context: &Context) {
    if let Some(meant) = quantity::dated(text, context.unit.as_ref()) {
        let message = format!("`{text}` begins with a date, so it carries no number");
        let hint = format!("begin with the number: write `{meant}`");
        reader.report(Code::LetterForDigit, &node.at, message, hint);
    }
    let Some(Enclosed { number, below_zero }) = quantity::enclosed(text, context.unit.as_ref()) else { return };
    let message = format!("`{text}` is in parentheses, as a note is, so it carries no number");
    let hint = match below_zero {
        Some(below_zero) => format!("write `{below_zero}`; or, if it is not below 0, `{number}`"),
        None => format!("write `{number}`"),
    };
    reader.report(Code::LetterForDigit, &node.at, message, hint);
}

/// Reports a target or an answer in marks of quotation that are letters to YAML, or in marks of Markdown, where it would be more than
/// words without them.
pub fn in_marks(reader: &mut Reader, node: &Node, text: &str, context: &Context) -> bool {
    let is_read = |inner: &String| {
        !matches!(quantity::read_target(inner, context), Ok(Target::Words)) || quantity::says_yes_or_no(inner)
    };
    let quoted = quantity::quoted(text).map(str::to_owned);
    let is_quoted = quoted.is_some();
    let Some(inner) = quoted.or_else(|| quantity::emphasized(text)).filter(is_read) else { return false };
    let message = if is_quoted {
        format!("the quotation marks of `{text}` are none of YAML's, so they are a part of it, and it is read as words")
    } else {
        format!("`{text}` begins with marks of Markdown, so it is read as words")
    };
    let hint = match quantity::yes_or_no_meant(&inner) {
        Some(meant) => format!("write `{meant}`; pages say it in their language"),
        None if is_quoted => format!("write `{inner}`, or with straight marks: `\"{inner}\"`"),
        None => format!("write `{inner}`"),
    };
    reader.report(Code::LetterForDigit, &node.at, message, hint);
    true
}

/// Whether a text has its number behind a date, or in parentheses, of which it is told.
pub fn is_before(text: &str, unit: Option<&Unit>) -> bool {
    quantity::dated(text, unit).is_some() || quantity::enclosed(text, unit).is_some()
}

/// Reports what goes on right behind a number, and is a note.
pub fn behind(reader: &mut Reader, node: &Node, text: &str, context: &Context) {
    let Some(found) = quantity::glued(text) else { return };
    let (said, meant) = (found.said, found.meant);
    if context.behind.as_ref().is_some_and(|words| found.what == What::Rate && quantity::is_part_of_unit(said, words)) {
        return;
    }
    let message = match found.what {
        What::Roughly => format!("of `{text}` the digits alone are the number, and `{said}` is left out"),
        _ => format!("of `{text}` the number and its unit end before `{said}`, and that is a note"),
    };
    let hint = match found.what {
        What::Parenthesis => {
            format!("write the unit without parentheses: `{meant}`; or part a note from it by a space")
        }
        What::Rate => {
            let sign = text.chars().find(|sign| quantity::is_currency(*sign)).unwrap_or_default();
            format!(
                "the unit is the currency's sign alone: write `{meant}`, and what it is per in the title, or as its `unit: {sign}{said}`"
            )
        }
        What::More => {
            format!("write `{meant}`; that there may be more goes behind a comma, and a limit is `at least {meant}`")
        }
        What::Roughly => format!("write `{meant}`; how sure it is goes behind a comma"),
        What::Points => {
            format!("write a share with its `%` alone, points from the baseline as `+{meant}`, others as `{meant}`")
        }
    };
    reader.report(Code::UnitMismatch, &node.at, message, hint);
}

/// Reports a value with a sign that is read as the number itself: with a plus it lies below the baseline where the way leads up from
/// it, a percentage with a minus below 0, far from where the way leads down to, and one beside a target that is a change of a share.
pub fn signed(reader: &mut Reader, node: &Node, text: &str, value: f64, measure: &Measure) {
    // `+4% (1800)` is a number with a claim.
    if !text.starts_with(['+', '-', '\u{2212}'])
        || quantity::read_written(text).number.is_none_or(|number| number.value != value)
    {
        return;
    }
    let (Target::Number { value: aim, decimals }, Some(baseline)) = (measure.target, measure.context.baseline) else {
        return;
    };
    // Scores and rates of growth have a sign: of those it may be the number itself.
    let has_sign = |text: &str| text.trim_start().starts_with(['+', '-', '\u{2212}']);
    let is_signed = |text: &str| text.trim_start().starts_with('+');
    let is_change = match &measure.context.unit {
        Some(Unit::Percent) => is_signed(measure.target_text),
        unit => is_counted(unit.as_ref()),
    };
    let is_below = value > 0.0 && value < baseline && baseline < *aim;
    let is_beside_change = has_sign(measure.target_text) && !measure.baseline.is_some_and(has_sign);
    if measure.context.unit == Some(Unit::Percent) && (is_beside_change || is_fall(value, baseline, *aim)) {
        let message = format!("`{text}` is read as the number itself, not as a change from the baseline");
        let sign = if value < 0.0 { '-' } else { '+' };
        let points = quantity::print_number(value.abs(), quantity::digits(value));
        let hint = format!("write the share itself, or points from the baseline with their sign: `{sign}{points}pp`");
        reader.report(Code::UnitMismatch, &node.at, message, hint);
        return;
    }
    if !is_change || !is_below || measure.baseline.is_some_and(is_signed) {
        return;
    }
    let message = format!("`{text}` is read as the number itself, not as a change from the baseline");
    let digits = quantity::digits(value);
    let hint = match measure.context.unit {
        Some(Unit::Percent) => {
            let points = quantity::print_number(value, digits);
            format!("write the share itself, or points from the baseline with their sign: `+{points}pp`")
        }
        _ => {
            let sum = quantity::print_number(baseline + value, digits.max(*decimals));
            format!("write the number itself, without a sign: `{sum}`")
        }
    };
    reader.report(Code::UnitMismatch, &node.at, message, hint);
}

/// Whether a percentage below 0 is a fall from the baseline to near the target, rather than five times as far from that.
fn is_fall(value: f64, baseline: f64, aim: f64) -> bool {
    let after = baseline + value;
    value < 0.0 && after >= 0.0 && aim >= 0.0 && aim < baseline && (after - aim).abs() * 5.0 < (value - aim).abs()
}
