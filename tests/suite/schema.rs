//! The schema of front matter, held to what is read.

use std::fs;
use std::path::Path;

use serde_json::Value;
use walkdir::WalkDir;

use crate::cli::run;

/// Whether a value fits a schema, of the words of JSON Schema that are used here.
fn fits(of: &Value, root: &Value, value: &Value) -> bool {
    let is = |kind: &Value| match kind.as_str() {
        Some("string") => value.is_string(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        Some("null") => value.is_null(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        _ => false,
    };
    let all = |word: &str| of[word].as_array().map(Vec::as_slice).unwrap_or_default();
    let keys = value.as_object();
    let is_known = |key: &str, value: &Value| match (of["properties"].get(key), of.get("additionalProperties")) {
        (Some(known), _) | (None, Some(known @ Value::Object(_))) => fits(known, root, value),
        (None, further) => further != Some(&Value::Bool(false)),
    };
    let text = value.as_str().unwrap_or_default();
    let kinds = of.get("type").map(|kind| kind.as_array().cloned().unwrap_or_else(|| vec![kind.clone()]));
    let reference = of.get("$ref").and_then(Value::as_str);
    kinds.is_none_or(|kinds| kinds.iter().any(is))
        && of.get("enum").is_none_or(|_| all("enum").contains(value))
        && of.get("pattern").is_none_or(|pattern| matches(pattern.as_str().unwrap_or_default(), text))
        && of.get("maxLength").is_none_or(|most| text.len() as u64 <= most.as_u64().unwrap_or_default())
        && of.get("const").is_none_or(|only| only == value)
        && of.get("not").is_none_or(|not| !fits(not, root, value))
        && of.get("anyOf").is_none_or(|_| all("anyOf").iter().any(|of| fits(of, root, value)))
        && all("allOf").iter().all(|of| fits(of, root, value))
        && reference.is_none_or(|to| fits(root.pointer(&to[1..]).expect("it leads somewhere"), root, value))
        && of
            .get("items")
            .is_none_or(|of| value.as_array().is_none_or(|items| items.iter().all(|item| fits(of, root, item))))
        && keys.is_none_or(|keys| keys.iter().all(|(key, value)| is_known(key, value)))
        && keys.is_none_or(|keys| all("required").iter().filter_map(Value::as_str).all(|key| keys.contains_key(key)))
}

/// Whether a text is one of the words of a pattern `^([aA][bB]|[cC])$`.
fn matches(pattern: &str, text: &str) -> bool {
    let words = pattern.strip_prefix("^(").and_then(|words| words.strip_suffix(")$")).expect("it is of whole words");
    words.split('|').any(|word| {
        let letters: Vec<&str> = word.split_terminator(']').filter_map(|of| of.strip_prefix('[')).collect();
        letters.len() == text.len() && letters.iter().zip(text.chars()).all(|(of, letter)| of.contains(letter))
    })
}

#[test]
fn what_is_read_fits_and_what_is_told_does_not() {
    let printed = run(Path::new("."), "schema");
    let schema: Value = serde_json::from_slice(&printed.stdout).expect("it is JSON");
    let fits_schema = |yaml: &str| fits(&schema, &schema, &serde_yaml::from_str(yaml).expect("this is YAML"));
    let mut files = 0;
    for entry in WalkDir::new("content").into_iter().flatten() {
        let Some(yaml) = fs::read_to_string(entry.path()).ok().and_then(|text| {
            let text = text.strip_prefix("---\n")?;
            Some(text.split_once("\n---")?.0.to_owned())
        }) else {
            continue;
        };
        files += 1;
        assert!(fits_schema(&yaml), "{}", entry.path().display());
    }
    assert!(files > 20, "the sample was read");
    for yaml in [
        "{kind: people, anniversaries: {8: [A, B]}, new_hires: [C, {name: D, team: E}]}",
        "{kind: roadmap, title: A kind of the theme}",
        "{objective: It is, key_results: [{title: A, target: 4 of 4, check_in: , check_ins: {Q1: 2, Q2: {value: 3}}}]}",
        "{audience: Public, objective: It is, due: , scoring: Committed, owner: , charts: , key_results: [{title: A, target: 1, status: On track}]}",
        "{objective: It is, title: '', key_results: [{title: A, target: 1, status: , plan: , check_ins: '', deliverables: , unit: }]}",
        "{kind: status, order: Worst_First, extra: }",
        "{title: , cycle: Year, base_url: , extra: }",
    ] {
        assert!(fits_schema(yaml), "{yaml}");
    }
    for yaml in [
        "{team: A}",
        "{team: A, quarter: Q1 2021, titel: B}",
        "{objective: It is, key_results: [{title: A}]}",
        "{objective: It is, key_results: [{title: A, target: 1, status: gone}]}",
        "{kind: slo, services: [{service: A, indicators: [{name: B}]}]}",
        "{kind: people, thanks: []}",
        "{title: A, audience: }",
        "{objective: It is, audience: '', draft: true}",
        "{objective: It is, cycle: yearly}",
        "{team: A, quarter: }",
    ] {
        assert!(!fits_schema(yaml), "{yaml}");
    }
}
