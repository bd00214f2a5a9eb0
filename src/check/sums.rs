//! Quarters that add up, measured from a baseline.

use crate::check::{Content, of_header};
use crate::model::diagnostic::{Code, Diagnostic};
use crate::model::document::{Counts, Header};
use crate::model::progress::EPSILON;
use crate::model::quantity::{Target, digits};

/// `baseline-of-sum`: a sum begins at nothing, and its progress at the baseline.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    for document in content.documents {
        let Header::Slides(header) = &document.header else { continue };
        for of in header.content.key_results().filter(|of| of.counts == Counts::PerQuarter) {
            let (Some(baseline), Some(from)) = (&of.baseline, of.context.baseline) else { continue };
            if from.abs() < EPSILON || matches!(of.target, Target::Words | Target::YesNo | Target::Limit { .. }) {
                continue;
            }
            let message =
                format!("the quarters add up from 0, and progress counts from the baseline, `{}`", baseline.text);
            let target = match of.target {
                Target::Number { value, .. } => format!("`target: {}`", of.forms.print(value, digits(value))),
                _ => "the target".to_owned(),
            };
            let hint = format!("write {target} without a baseline; what it was before may stand in a note");
            let place = of_header(&document.path, of, "baseline");
            found.push(Diagnostic::new(Code::BaselineOfSum, place, message).hint(hint));
        }
    }
}
