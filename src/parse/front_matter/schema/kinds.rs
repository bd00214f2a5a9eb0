//! The front matter of the kinds of files of slides.

use serde_json::{Value, json};

use super::{Keys, audience, choice, definition, draft, extra, key_results, many, mapping, scalar, text, texts};

/// The kinds that have keys of their own.
pub const OWN: [&str; 10] =
    ["objective", "overview", "change", "slo", "people", "thanks", "wins", "challenges", "contacts", "status"];

/// A schema for each kind; the last one is of those that have no keys of their own, also of a theme's.
pub fn all() -> Vec<Value> {
    let others = common(json!({
        "type": "string",
        "not": {"enum": OWN},
        "description": "`slides` (by default), `spotlight`, `section`, `drilldown`, `changes`, or a kind of the theme",
    }));
    OWN.into_iter().map(kind).chain([mapping("A file of slides", others, &[])]).collect()
}

fn kind(kind: &str) -> Value {
    let mut keys = common(json!({"const": kind, "description": "What the file holds"}));
    keys.extend(own(kind));
    // An objective is known by its statement.
    let required = if kind == "objective" { "objective" } else { "kind" };
    mapping(&format!("A file of `kind: {kind}`"), keys, &[required])
}

/// What every file of slides may say.
fn common(kind: Value) -> Keys {
    vec![
        ("title", text("What it is called, in Markdown; by default its first heading")),
        ("id", text("By default the file's name without number and ending")),
        ("kind", kind),
        ("audience", audience()),
        ("draft", draft()),
        ("time", scalar("The time that is planned to speak of it: `5m`, `90s`; a number alone is minutes")),
        ("charts", many(definition("chart", "A chart"))),
        ("extra", extra()),
    ]
}

fn own(kind: &str) -> Keys {
    let of_team =
        || mapping("A text about a team", vec![("text", text("In Markdown")), ("team", text("Its team"))], &["text"]);
    match kind {
        "objective" => vec![
            ("objective", text("What will be true, in a sentence of Markdown")),
            ("was", text("Its former id, if it was renamed")),
            ("owner", many(text("Who answers for it"))),
            ("owners", many(text("Who answer for it"))),
            ("outcome", text("The id of the overview it serves, in this deck, or `team/id`")),
            ("due", definition("quarter", "When it is due")),
            ("cycle", choice(&["year", "quarter"], "How long it runs")),
            ("scoring", choice(&["aspirational", "committed"], "How its grade is read: what is committed needs 1.0")),
            ("key_results", key_results()),
            ("initiatives", texts("What is done for it; never counts towards progress")),
        ],
        "overview" => {
            let outcome = vec![("title", text("What is to come of it, in Markdown")), ("metrics", key_results())];
            vec![
                ("outcomes", many(mapping("An outcome with its metrics", outcome, &["title"]))),
                ("progress", texts("What went ahead")),
                ("challenges", texts("What is hard")),
                ("actions", texts("What is done about it")),
            ]
        }
        "change" => vec![
            ("key_result", text("`objective-id/kr-id`: both wordings are found in history")),
            ("before", text("The old wording, where history has none")),
            ("after", text("The new wording, where history has none")),
        ],
        "slo" => {
            let indicator = vec![
                ("name", text("What is measured")),
                ("target", scalar("`99.9%`, or a share within a limit: `99% < 2000 ms`")),
                ("measured", scalar("What was measured, as the target is written; in words it is unknown")),
                ("note", text("In Markdown")),
            ];
            let indicators = json!({"type": "array", "items": mapping("An indicator", indicator, &["name", "target"])});
            let service = vec![("service", text("Its name")), ("indicators", indicators)];
            vec![
                ("period", text("The days that were measured: `2020-12-01..2021-02-28`")),
                ("services", many(mapping("A service with its indicators", service, &["service"]))),
            ]
        }
        "people" => {
            let new_hire =
                mapping("Somebody new", vec![("name", text("Who it is")), ("team", text("The team"))], &["name"]);
            let of_years = json!({"type": "object", "additionalProperties": texts("Names"), "description": "Names by years of service: `8: [Name]`"});
            vec![("anniversaries", of_years), ("new_hires", many(json!({"anyOf": [text("Who it is"), new_hire]})))]
        }
        "thanks" => {
            let thanks = vec![("to", text("Whom")), ("for", text("What for")), ("from", text("Who thanks"))];
            vec![("thanks", json!({"type": "array", "items": mapping("A word of thanks", thanks, &["to"])}))]
        }
        "wins" => vec![("wins", many(json!({"anyOf": [text("What went well"), of_team()]})))],
        "challenges" => vec![("challenges", many(json!({"anyOf": [text("What is hard"), of_team()]})))],
        "contacts" => {
            let contact = vec![("topic", text("What to ask about")), ("people", texts("Whom to ask"))];
            vec![("contacts", json!({"type": "array", "items": mapping("A contact", contact, &["topic"])}))]
        }
        "status" => {
            let order =
                choice(&["deck", "worst-first"], "In which order objectives stand: the deck's, or by their status");
            vec![("order", order)]
        }
        _ => Vec::new(),
    }
}
