//! What other programs, and people, call the keys.

use unicase::UniCase;

/// What a remark is called.
const REMARKS: &[&str] = &["comment", "comments", "note", "notes", "remark", "remarks"];

/// Keys, and what else they are called. Of a name that several have, the first key that its place knows is meant.
const ALSO: [(&str, &[&str]); 12] = [
    ("check_in", &["actual", "current", "latest", "now", "progress", "result", "value"]),
    ("value", &["actual", "current", "latest", "now", "progress", "result"]),
    ("note", REMARKS),
    ("key_results", &["krs", "measures", "metrics", "results"]),
    ("objective", &["name"]),
    ("title", &["description", "key_result", "kr", "metric", "name", "text"]),
    ("baseline", &["from", "initial", "start_value"]),
    ("target", &["to"]),
    ("due", &["deadline", "due_date", "end"]),
    ("owner", &["assignee", "dri", "lead", "responsible"]),
    ("team", &["department"]),
    ("kind", &["layout", "type"]),
];

/// The key of its place that is meant by what is none there: `check_in` by `current`.
pub fn called(key: &str, known: &[&str]) -> Option<&'static str> {
    ALSO.into_iter().find(|(meant, names)| known.contains(meant) && is_among(key, names)).map(|(meant, _)| meant)
}

/// Whether a key that a key result does not have is a remark on it.
pub fn is_remark(key: &str, known: &[&str]) -> bool {
    known.contains(&"check_in") && is_among(key, REMARKS)
}

fn is_among(key: &str, names: &[&str]) -> bool {
    names.iter().any(|name| UniCase::new(*name) == UniCase::new(key))
}

#[cfg(test)]
mod tests {
    use super::called;
    use crate::parse::front_matter::{header, key_result, kinds};

    #[test]
    fn other_names_mean_what_their_place_has() {
        let of_check_in: &[&str] = &["value", "note", "status"];
        for (key, known, meant) in [
            ("Value", key_result::KEYS, Some("check_in")),
            ("current", key_result::KEYS, Some("check_in")),
            ("current", of_check_in, Some("value")),
            ("comment", of_check_in, Some("note")),
            ("name", key_result::KEYS, Some("title")),
            ("name", kinds::keys("objective"), Some("objective")),
            ("krs", kinds::keys("objective"), Some("key_results")),
            ("department", header::DECK, Some("team")),
            ("type", header::COMMON, Some("kind")),
            ("comment", key_result::KEYS, None),
            ("budget", key_result::KEYS, None),
        ] {
            assert_eq!(called(key, known), meant, "{key}");
        }
    }
}
