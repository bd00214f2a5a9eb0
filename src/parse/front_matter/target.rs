//! Targets: what there is to reach, and whether the declared direction leads there.

use crate::model::diagnostic::Code;
use crate::model::document::Direction;
use crate::model::progress::EPSILON;
use crate::model::quantity::{self, Context, Target, TargetFault};
use crate::parse::front_matter::node::Node;
use crate::parse::front_matter::reader::{Fields, Reader};
use crate::parse::front_matter::units::{high_to_low, mismatch, miswritten, short_form};

/// Reads a target, and tells why it is none that can be computed with. `says_unit` is whether the key result has a `unit:`.
pub fn read(reader: &mut Reader, node: &Node, text: &str, context: &Context, says_unit: bool) -> Target {
    match quantity::read_target(text, context) {
        Ok(Target::Words) => {
            // Of a limit the number, of a band its ends.
            for number in quantity::numbers(text) {
                miswritten(reader, node, number);
            }
            Target::Words
        }
        Ok(target) => {
            quantity::numbers(text).for_each(|number| short_form(reader, node, number, says_unit));
            target
        }
        Err(TargetFault::MissingBaseline) => {
            let message = format!("`{text}` is a change from a baseline, and there is no `baseline:` with a number");
            reader.report(
                Code::MissingBaseline,
                &node.at,
                message,
                "write what it starts from: `baseline: 19 days (June 2019)`",
            );
            Target::Words
        }
        Err(TargetFault::UnitMismatch(said)) => {
            mismatch(reader, node, "the target", &said, context);
            Target::Words
        }
        Err(TargetFault::HighToLow) => {
            high_to_low(reader, node, text);
            Target::Words
        }
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
    let Target::Number { value, .. } = *target else { return };
    if direction == Some(Direction::Maintain) {
        return;
    }
    let way = value - context.baseline.unwrap_or(0.0);
    if way.abs() <= EPSILON {
        let message = match context.baseline {
            Some(_) => "the target is the baseline: there is nothing to reach",
            None => "the target is 0, where it starts: there is nothing to reach",
        };
        reader.report(
            Code::TargetEqualsBaseline,
            &target_node.at,
            message,
            "write `direction: maintain` to keep it, a limit (`at most 3`), or a `baseline:` it starts from",
        );
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
