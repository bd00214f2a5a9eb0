//! The schema knows the keys that are read, and no others.

use std::collections::BTreeSet;

use serde_json::Value;

use super::kinds::OWN;
use super::schema;
use crate::parse::front_matter::{chart, header, key_result, kinds};

/// The schemas of the kinds of files, by their titles.
fn of_file(title: &str) -> Value {
    let schema = schema();
    let files = schema["anyOf"].as_array().expect("there are several kinds of files");
    files.iter().find(|file| file["title"] == title).cloned().unwrap_or_else(|| panic!("there is no schema of {title}"))
}

fn knows(schema: &Value, known: &[&str]) {
    let keys = schema["properties"].as_object().expect("a mapping has keys").keys().map(String::as_str);
    assert_eq!(keys.collect::<BTreeSet<_>>(), known.iter().copied().collect(), "{}", schema["title"]);
    assert_eq!(schema["additionalProperties"], false, "{}", schema["title"]);
}

#[test]
fn the_keys_are_those_that_are_read() {
    knows(&of_file("content/site.md"), header::SITE);
    knows(&of_file("deck.md"), header::DECK);
    knows(&of_file("A file of slides"), header::COMMON);
    for kind in OWN {
        knows(&of_file(&format!("A file of `kind: {kind}`")), &[header::COMMON, kinds::keys(kind)].concat());
    }
    let definitions = &schema()["definitions"];
    knows(&definitions["key-result"], key_result::KEYS);
    knows(&definitions["chart"], chart::KEYS);
    assert!(OWN.iter().all(|kind| kinds::keys(kind).iter().all(|key| kinds::of_key(key).is_some())));
}

/// All that a schema refers to, and all that it says.
fn walk<'a>(of: &'a Value, look: &mut impl FnMut(&'a Value)) {
    look(of);
    match of {
        Value::Object(map) => map.values().for_each(|value| walk(value, look)),
        Value::Array(list) => list.iter().for_each(|value| walk(value, look)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let schema = schema();
    let mut references = 0;
    walk(&schema, &mut |of| {
        if let Some(reference) = of.get("$ref").and_then(Value::as_str) {
            references += 1;
            assert!(schema.pointer(&reference[1..]).is_some(), "{reference}");
        }
    });
    assert!(references > 10);
}
