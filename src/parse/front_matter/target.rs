//! Targets: what there is to reach, and whether the declared direction leads there.

use crate::model::diagnostic::Code;
use crate::model::document::Direction;
use crate::model::progress::EPSILON;
use crate::model::quantity::{self, Context, Target, TargetFault, Unit, WrittenQuantity};
use crate::parse::front_matter::around::{self, is_before};
use crate::parse::front_matter::mismatch::mismatch;
use crate::parse::front_matter::node::{Kind, Node};
use crate::parse::front_matter::otherwise::number_in_words;
use crate::parse::front_matter::reader::{Fields, Reader};
use crate::parse::front_matter::units::{
    date_for_target, goes_on, high_to_low, limit_in_words, miswritten, number_behind_change, several, several_targets,
    short_form, unit_before, yes_or_no,
};

/// Reads a target, and tells why it is none that can be computed with. `says_unit` is whether the key result has a `unit:`.
/// `said` are the texts of the values.
pub fn read(reader: &mut Reader, node: &Node, text: &str, context: &Context, says_unit: bool, said: &[&str]) -> Target {
    match quantity::read_target(text, context) {
        Ok(Target::Words) => {
            in_words(reader, node, text, context, said);
            Target::Words
        }
        Ok(target) => {
            for number in quantity::numbers(text) {
                short_form(reader, node, number, says_unit);
                goes_on(reader, node, number, context);
                around::behind(reader, node, number, context);
            }
            taken_at_its_word(reader, node, text, &target, context);
            target
        }
        Err(TargetFault::MissingBaseline) => {
            let message = format!("`{text}` is a change from a baseline, and there is no `baseline:` with a number");
            let hint = match context.unit {
                Some(Unit::Percent) => {
                    "write what it starts from: `baseline: 40% (June 2019)`; a share to be reached has no sign: `55%`"
                }
                _ => "write what it starts from: `baseline: 19 days (June 2019)`",
            };
            reader.report(Code::MissingBaseline, &node.at, message, hint);
            Target::Words
        }
        Err(TargetFault::UnitMismatch(said)) => {
            mismatch(reader, node, "the target", &said, context, None);
            Target::Words
        }
        Err(TargetFault::HighToLow) => {
            high_to_low(reader, node, text);
            Target::Words
        }
    }
}

/// Reports a target in words that is hardly meant as one.
fn in_words(reader: &mut Reader, node: &Node, text: &str, context: &Context, said: &[&str]) {
    if around::in_marks(reader, node, text, context) {
        return;
    }
    // Of a limit the number, of a band its ends.
    for number in quantity::numbers(text) {
        miswritten(reader, node, number);
    }
    unit_before(reader, node, text, context);
    date_for_target(reader, node, text);
    around::before(reader, node, text, context);
    let is_done = text.trim().eq_ignore_ascii_case("done");
    let meant = quantity::answer_meant(text).or(is_done.then_some("yes"));
    yes_or_no(reader, node, text, meant, "is a target in words, and nothing is computed for it");
    if let Some((word, rest)) = quantity::yes_by(text) {
        let message = format!("`{text}` says more than `{word}`, so it is a target in words");
        let hint = format!("what else there is to say goes behind a comma: write `{word}, {rest}`");
        reader.report(Code::LetterForDigit, &node.at, message, hint);
    }
    limit_in_words(reader, node, text, said);
    if quantity::is_several_targets(text, context.unit.as_ref()) {
        several_targets(reader, node, text, context);
        return;
    }
    let is_told = quantity::unit_behind(text, None).is_some()
        || quantity::date_alone(text).is_some()
        || is_before(text, context.unit.as_ref())
        || quantity::limit_meant(text).is_some()
        || quantity::numbers(text).any(|number| quantity::miswritten(number).is_some());
    if !is_told {
        number_in_words(reader, node, text, context, said);
    }
}

/// Reports a number that is probably meant as a limit, or as a change from the baseline.
fn taken_at_its_word(reader: &mut Reader, node: &Node, text: &str, target: &Target, context: &Context) {
    if let Some(band) = quantity::band_meant(text).filter(|_| matches!(target, Target::Limit { .. })) {
        let message = format!("of `{text}` only the first limit is read");
        reader.report(Code::LetterForDigit, &node.at, message, format!("write both as a band: `{band}`"));
    }
    let Target::Number { value, decimals } = *target else { return };
    number_behind_change(reader, node, text, context);
    if let Some(meant) = quantity::band_begun(text) {
        let message = format!("of `{text}` only the first number is read, and the points behind it say nothing");
        reader.report(Code::LetterForDigit, &node.at, message, format!("write `{meant}`"));
        return;
    }
    let (message, hint) = match (context.baseline, quantity::limit_behind(text)) {
        // No time is less than none, but for what is early or late; nor are there less than none of most things.
        (Some(baseline), _) if is_counted(context.unit.as_ref()) && value < 0.0 && baseline > 0.0 && is_plain(text) => {
            let what = if is_time(context.unit.as_ref()) { "time" } else { "number" };
            let message = format!("`{text}` is read as the {what} to reach, and that is less than none");
            let unit = context.unit.as_ref().map(ToString::to_string).unwrap_or_default();
            let hint = "write what is to be reached, without a sign".to_owned();
            let left = Some(baseline + value).filter(|left| *left > 0.0);
            let left = left.map(|left| format!("{hint}: `{} {unit}`", quantity::print_number(left, decimals)));
            (message, left.unwrap_or(hint))
        }
        _ if let Some(all) = less_than_said(text) => {
            (format!("`{text}` is more than all {all} of them"), format!("write `{all} of {all}`, or the number alone"))
        }
        _ if let Some(all) = quantity::part_of_whole(text).filter(|all| quantity::is_milestones(all)) => {
            let message = format!("`{text}` is read as a number to get to, not as milestones");
            (
                message,
                format!("between the two stands `of`, whatever the language: write `{all}`, and its values so, too"),
            )
        }
        (Some(baseline), _)
            if is_counted(context.unit.as_ref()) && value < 0.0 && baseline > 0.0 && text.contains('%') =>
        {
            let reached = quantity::print_number(value, quantity::digits(value));
            let message = format!("`{text}` comes to {reached}, and that is less than none");
            (message, "a change leads down to none with `-100%`; write it, or what is to be reached".to_owned())
        }
        (None, Some(meant)) => {
            let message = format!("`{text}` is read as a number to get to from 0, not as a limit");
            // Less is no way to go from 0; more is one. From a baseline both are.
            let hint = match meant.strip_prefix("at least ") {
                Some(number) => format!("write `{meant}`, or `{number}` for what is to be reached step by step"),
                None => format!("write `{meant}`"),
            };
            (message, hint)
        }
        (Some(baseline), _) if text.trim_start().starts_with('+') && is_plain(text) && value < baseline => {
            let sum = quantity::print_number(baseline + value, decimals);
            let message = format!("`{text}` is read as the number to reach, and the baseline is above it");
            (message, format!("write what is to be reached, without a sign: `{sum}`"))
        }
        _ => return,
    };
    reader.report(Code::LetterForDigit, &node.at, message, hint);
}

/// The whole of which a target says that more is to be reached: 4 of `40 of 4 audits`.
fn less_than_said(text: &str) -> Option<String> {
    let number = quantity::read_written(text).number?;
    let all = number.out_of.filter(|all| *all < number.value)?;
    Some(quantity::print_number(all, quantity::digits(all)))
}

/// Whether it is a unit of time and no more: `days`. `m` may be metres.
fn is_time(unit: Option<&Unit>) -> bool {
    matches!(unit, Some(Unit::Words(unit)) if unit != "m" && quantity::is_time(unit))
}

/// Whether it is a unit in one word of which there are hardly less than none: there are negative scores and temperatures, and
/// `days late`.
pub fn is_counted(unit: Option<&Unit>) -> bool {
    const SIGNED: [&str; 9] = ["m", "point", "points", "score", "scores", "degrees", "pp", "index", "dB"];
    let Some(Unit::Words(words)) = unit else { return false };
    !words.starts_with('°') && !words.contains(' ') && !SIGNED.contains(&words.as_str())
}

/// Whether a number is no percentage.
fn is_plain(text: &str) -> bool {
    !text.contains('%') && !["pp", "PP"].iter().any(|points| text.contains(points))
}

/// The target, as far as it can be computed from a baseline in words. One that holds a number is where it begins, and counting
/// from 0 would be wrong.
pub fn from_baseline(
    reader: &mut Reader,
    fields: &Fields,
    baseline: Option<&WrittenQuantity>,
    direction: Option<Direction>,
    target: Target,
    unit: Option<&Unit>,
) -> Target {
    let Some(WrittenQuantity { text, number: None, .. }) = baseline else { return target };
    let needs_none = !matches!(target, Target::Number { .. }) || direction == Some(Direction::Maintain);
    let is_told = quantity::miswritten(text).is_some()
        || quantity::behind_mark(text).or_else(|| quantity::unit_behind(text, None)).is_some()
        || is_before(text, unit);
    if needs_none || !is_told && !quantity::holds_number(text) {
        return target;
    }
    let node = fields.get("baseline").filter(|_| !is_told);
    if let Some(node) = node.filter(|_| quantity::says_several(text, None)) {
        several(reader, node, text, None);
    } else if let Some(node) = node {
        let message =
            format!("`{text}` does not begin with its number, so it carries none, and progress is not computed");
        let hint = "begin with a single number, `19 days`; how sure it is, and as of when, goes behind a comma";
        reader.report(Code::LetterForDigit, &node.at, message, hint);
    }
    Target::Words
}

/// The target beside a baseline that is there and cannot be counted with: with nothing to measure from there is no way to it, nor
/// a change to be made. What stands for itself stays.
pub fn without_baseline(text: &str, direction: Option<Direction>, context: &Context) -> Target {
    match quantity::read_target(text, context) {
        Ok(Target::Number { .. }) if direction != Some(Direction::Maintain) => Target::Words,
        read => read.unwrap_or(Target::Words),
    }
}

/// Whether the target is somewhere to go, and the declared direction goes there.
pub fn judge_direction<'a>(
    reader: &mut Reader<'a>,
    fields: &Fields<'a>,
    target_node: &Node,
    direction: Option<Direction>,
    target: &Target,
    context: &Context,
) {
    // Without a baseline a limit is nowhere to go from.
    let value = match (target, context.baseline) {
        (Target::Number { value, .. }, _) => *value,
        (Target::Milestones { count }, _) => *count,
        (Target::Limit { low: Some(end), high: None }, Some(baseline)) if baseline < end - EPSILON => *end,
        (Target::Limit { low: None, high: Some(end) }, Some(baseline)) if baseline > end + EPSILON => *end,
        // To stay above it nothing need go down to it.
        (Target::Limit { low: Some(end), high: None }, None) if *end > 0.0 => *end,
        _ => return,
    };
    if direction == Some(Direction::Maintain) {
        return;
    }
    let way = value - context.baseline.unwrap_or(0.0);
    if way.abs() <= EPSILON {
        let message = match context.baseline {
            Some(_) => "the target is the baseline: there is nothing to reach",
            None => "the target is 0, where it starts: there is nothing to reach",
        };
        let hint = "write `direction: maintain` to keep it, a limit (`at most 3`), or a `baseline:` it starts from";
        let text = match &target_node.kind {
            Kind::Scalar { text, .. } => text.trim_start(),
            _ => "",
        };
        let sum = context.baseline.filter(|baseline| text.starts_with('+') && is_plain(text) && *baseline > 0.0);
        let sum = sum.map(|baseline| quantity::print_number(baseline + value, quantity::digits(baseline + value)));
        let hint = sum.map_or_else(
            || hint.to_owned(),
            |sum| format!("`{text}` is read as the number to reach: write that without a sign, `{sum}`; or {hint}"),
        );
        reader.report(Code::TargetEqualsBaseline, &target_node.at, message, hint);
        return;
    }
    let Some(node) = fields.get("direction") else { return };
    match direction {
        Some(Direction::Decrease) if way > 0.0 && context.baseline.is_none() => reader.report(
            Code::ContradictoryDirection,
            &node.at,
            "without a `baseline:` with a number it begins at 0, and from there to the target the number goes up",
            "write what it starts from: `baseline: 19 days (June 2019)`",
        ),
        Some(declared) if (declared == Direction::Increase) != (way > 0.0) => {
            let goes = if way > 0.0 { "up" } else { "down" };
            let message = format!("from the baseline to the target the number goes {goes}");
            reader.report(
                Code::ContradictoryDirection,
                &node.at,
                message,
                "correct the direction, or leave it out: it is told from the two",
            );
        }
        _ => {}
    }
}
