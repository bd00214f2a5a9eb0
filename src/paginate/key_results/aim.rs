//! The number to reach, where a target says it as a change of the baseline.

use crate::model::book::KeyResult;
use crate::model::progress::EPSILON;
use crate::model::quantity::{self, Number, Target, Unit};

/// The number that a target comes to, printed, where it says another one: `17.1 days` of `-10%`, `220..240 users` of
/// `+10%..+20%`.
pub fn number(of: &KeyResult) -> Option<String> {
    if !is_computed(of) {
        return None;
    }
    let print = |value: f64| of.forms.print(value, decimals(of, value));
    match of.terms.target {
        Target::Number { value, .. } => Some(print(value)),
        Target::Limit { low: Some(low), high: Some(high) } => {
            let sign = of.forms.many.as_ref().filter(|unit| !matches!(unit, Unit::Words(_)));
            let low = quantity::format_in(of.forms.scale, low, decimals(of, low), sign);
            Some(format!("{low}..{}", print(high)))
        }
        Target::Limit { low, high } => low.or(high).map(print),
        Target::Milestones { .. } | Target::YesNo | Target::Words => None,
    }
}

/// The digits after the point with which the target, or an end of it, is printed: none of a whole number, else as many as it has,
/// and as many as are written.
pub fn decimals(of: &KeyResult, value: f64) -> u8 {
    if value.fract() == 0.0 {
        return 0;
    }
    let written = match of.terms.target {
        _ if is_computed(of) => {
            let computed = quantity::computed_digits(value);
            return quantity::digits_in(of.unit.as_ref(), computed, of.baseline_decimals).max(of.baseline_decimals);
        }
        Target::Number { decimals, .. } => decimals,
        Target::Limit { .. } => {
            let numbers = quantity::numbers(&of.target_text).filter_map(|text| quantity::read_written(text).number);
            numbers.map(|number| number.decimals).max().unwrap_or(0)
        }
        _ => 0,
    };
    quantity::digits(value).max(written)
}

/// Whether the target's text says another number than the one to reach.
pub fn is_computed(of: &KeyResult) -> bool {
    let text = of.target_text.as_str();
    match of.terms.target {
        Target::Number { value, .. } => is_changed(text, value),
        Target::Limit { low: Some(low), high: Some(high) } => quantity::ends(text)
            .is_some_and(|(low_text, high_text)| is_changed(low_text, low) || is_changed(high_text, high)),
        Target::Limit { low, high } => {
            low.or(high).is_some_and(|value| is_changed(quantity::without_limit(text), value))
        }
        Target::Milestones { .. } | Target::YesNo | Target::Words => false,
    }
}

/// Whether a text comes to a value that it does not say, neither as its number nor behind it: `-10% (17.1 days)`. What a `+` stands
/// before is said again, as readers may take it for a change.
fn is_changed(text: &str, value: f64) -> bool {
    let is_it = |number: Option<Number>| {
        number.is_some_and(|said| (said.value - value).abs() <= EPSILON * value.abs().max(1.0))
    };
    let written = quantity::read_written(text);
    let is_said = is_it(written.number) && !text.trim_start().starts_with('+');
    let noted = || written.note.as_deref().and_then(|note| quantity::read_written(note).number);
    !is_said && !is_it(noted())
}
