//! The deliverables of a key result: what is due when, and when it was done.

use crate::model::diagnostic::Code;
use crate::model::document::{Deliverable, Text};
use crate::model::quarter::WrittenQuarter;
use crate::parse::front_matter::node::{Kind, Node};
use crate::parse::front_matter::reader::{Fields, Reader};

/// Reads the key `deliverables`.
pub fn read<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>) -> Vec<Deliverable> {
    let Some(node) = fields.get("deliverables") else { return Vec::new() };
    let items = reader.items(node);
    let mut found = Vec::new();
    for item in items {
        let Some(fields) =
            reader.mapping(item, &["title", "due", "done"], "a deliverable: `{title: Model live, due: Q3}`")
        else {
            continue;
        };
        let title = reader.required(&fields, "title", "a deliverable", "say what is delivered");
        let title: Text = title.and_then(|node| reader.text(node)).unwrap_or_default();
        let due = reader.quarter_of(&fields, "due");
        let done = fields.get("done").and_then(|node| done(reader, node, due));
        found.push(Deliverable { title, due, done });
    }
    found
}

/// When a deliverable was done. What was done in a quarter that cannot be read was done in time: no more is told of it.
fn done(reader: &mut Reader, node: &Node, due: Option<WrittenQuarter>) -> Option<WrittenQuarter> {
    // Of one that is due whenever its key result is, any quarter is in time.
    let in_time = due.unwrap_or(WrittenQuarter::OfDeckYear(1));
    let word = match &node.kind {
        Kind::Scalar { text, .. } => text.to_lowercase(),
        _ => String::new(),
    };
    let (is_done, hint) = match word.as_str() {
        "yes" | "true" | "done" => (true, "write the one in which it was done: `done: Q3`"),
        "no" | "false" => (false, "leave `done:` out until it is done"),
        _ => return Some(reader.quarter(node).unwrap_or(in_time)),
    };
    reader.report(Code::BadQuarter, &node.at, format!("`{word}` is not a quarter"), hint);
    is_done.then_some(in_time)
}
