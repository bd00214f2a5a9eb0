//! What a human says of how a key result stands, beside its numbers.

use crate::model::document::{Call, Status};
use crate::model::letters::bare;
use crate::parse::front_matter::node::Kind;
use crate::parse::front_matter::reader::{Fields, Reader};

/// The statuses that an author may call.
pub const STATUSES: &[(&str, Status)] = &[
    ("on-track", Status::OnTrack),
    ("at-risk", Status::AtRisk),
    ("off-track", Status::OffTrack),
    ("done", Status::Done),
    ("not-started", Status::NotStarted),
    ("no-data", Status::NoData),
    ("paused", Status::Paused),
    ("postponed", Status::Postponed),
    ("dropped", Status::Dropped),
];

/// A human's call; the same keys stand in key results and in check-ins.
pub fn read<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>) -> Call {
    let confidence = fields.get("confidence").and_then(|node| {
        let number = match &node.kind {
            Kind::Scalar { text, .. } => bare(text).parse().ok().filter(|number| (0.0..=1.0).contains(number)),
            _ => None,
        };
        if number.is_none() {
            let text = match &node.kind {
                Kind::Scalar { text, .. } => text.as_str(),
                _ => "",
            };
            reader.wrong(node, "a confidence from 0 to 1", confidence_hint(text));
        }
        number
    });
    Call {
        status: fields.get("status").and_then(|node| reader.choice_or(node, STATUSES, status_meant)),
        reason: reader.text_of(fields, "reason").map(Box::new),
        confidence,
    }
}

/// What to write for a confidence in percent, or out of ten.
fn confidence_hint(text: &str) -> String {
    let of = |text: &str, all: f64| text.trim().parse().ok().filter(|number: &f64| (0.0..=all).contains(number));
    let text = text.strip_suffix("/10").unwrap_or(text);
    if let Some(number) = of(text, 10.0).filter(|number| number.fract() == 0.0) {
        return format!("write {number} out of 10 as `{}`", number / 10.0);
    }
    if of(text, 10.0).is_some() {
        return "write `1` for certain, `0.5` for as likely as not".to_owned();
    }
    let percent = of(text.strip_suffix('%').unwrap_or(text), 100.0).unwrap_or(40.0);
    format!("write {percent}% as `{}`", percent / 100.0)
}

/// What to write for a status as other tools call it, where it is clear.
fn status_meant(word: &str) -> Option<&'static str> {
    Some(match word {
        "complete" | "completed" | "finished" | "achieved" | "met" => "write `done`",
        "cancelled" | "canceled" | "abandoned" => "write `dropped`",
        "green" | "on-target" | "on-schedule" => "write `on-track`",
        "amber" | "yellow" | "needs-attention" => "write `at-risk`",
        "red" => "write `off-track`",
        "on-hold" => "write `paused`",
        "deferred" => "write `postponed`",
        "in-progress" => "write `on-track`, `at-risk` or `off-track`, or leave it to the numbers",
        "blocked" => "write `off-track`, or `paused` while nobody works on it",
        _ => return None,
    })
}
