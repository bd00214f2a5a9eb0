//! What front matter may say, as a JSON Schema: editors complete its keys by it and say what they mean, scripts can hold files to it.
//! It tells what is written, not what is meant by it: numbers are texts here, which `quarterdeck check` reads.

use serde_json::{Map, Value, json};

use crate::parse::front_matter::call::STATUSES;
use crate::parse::front_matter::{chart, header};

mod kinds;

/// Keys with what may stand behind them.
type Keys = Vec<(&'static str, Value)>;

/// The schema of the front matter of all files: of `site.md`, of `deck.md`, and of each kind of file of slides.
pub fn schema() -> Value {
    let mut of_files = vec![mapping("content/site.md", site(), &[]), mapping("deck.md", deck(), &["team", "quarter"])];
    of_files.extend(kinds::all());
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "The front matter of quarterdeck's content",
        "description": format!("Of format {}; `quarterdeck check` tells all mistakes, also those of meaning", header::FORMAT),
        "anyOf": of_files,
        "definitions": {
            "key-result": mapping("A key result, or a metric", key_result(), &["title", "target"]),
            "value": value(),
            "status": choice(&STATUSES.iter().map(|(name, _)| *name).collect::<Vec<_>>(), "A human call, shown beside the computed status"),
            "chart": mapping("A chart", chart(), &["data"]),
            "quarter": text("`Q3 FY2020-21`, `2021-Q3` or `Q3 2021`; `Q1` to `Q4` alone mean that quarter of the deck's year"),
        },
    })
}

fn site() -> Keys {
    vec![
        ("format", json!({"enum": [1, "1"], "description": "The version of the format"})),
        ("title", text("The name of the site")),
        ("organization", text("Whose OKRs these are")),
        ("fiscal_year_starts", scalar("The month in which the fiscal year starts: `july`; by default January")),
        (
            "cycle",
            choice(&["year", "quarter"], "How long an objective runs unless it says otherwise; by default a year"),
        ),
        ("base_url", text("The address of the site, for feeds, canonical links and social cards")),
        ("language", text("The language of the texts: `en`, `pt-BR`")),
        ("theme", text("The name of the theme; by default `default`")),
        (
            "raw_html",
            choice(&["safe", "all"], "Whether HTML in the texts is sanitised, which it is by default, or trusted"),
        ),
        ("extra", extra()),
    ]
}

fn deck() -> Keys {
    let id = ("id", text("It stays when the name changes, and so do the team's pages"));
    let team = mapping("A team with an id", vec![id, ("name", text("Its name"))], &["name"]);
    vec![
        ("title", text("What the deck is called; by default its team and quarter")),
        ("team", json!({"anyOf": [text("The team's name"), team], "description": "Whose deck this is"})),
        ("quarter", text("The quarter, with its year: `Q3 FY2020-21`, `2021-Q3` or `Q3 2021`")),
        ("date", text("The day of the check-in: `2021-04-15`")),
        ("authors", many(text("Who wrote it"))),
        ("cycle", choice(&["year", "quarter"], "How long the deck's objectives run unless they say otherwise")),
        ("draft", draft()),
        ("audience", audience()),
        ("extra", extra()),
    ]
}

fn key_result() -> Keys {
    let quarters = |of: Value, what: &str| json!({"type": "object", "additionalProperties": of, "description": what});
    let due = ("due", definition("quarter", "When it is due"));
    let deliverable =
        vec![("title", text("What is delivered")), due, ("done", definition("quarter", "When it was done"))];
    let deliverable = mapping("A deliverable", deliverable, &["title"]);
    vec![
        (
            "id",
            text("It stays from quarter to quarter: history is found by it. By default `kr1`, `kr2`, … by position"),
        ),
        ("was", text("Its former id, if it was renamed")),
        ("title", text("What is to be reached, in a line of Markdown")),
        ("baseline", scalar("What it starts from, and as of when: `19 days (June 2019)`")),
        (
            "target",
            scalar("`18 days`, `-10%` of the baseline, `at most 3 incidents`, `95%..99%`, `yes`, `4 of 4`, or words"),
        ),
        ("goal", scalar("A longer-term target: `-25% by FY2022-23`")),
        ("unit", text("The unit of its numbers, where no number says it")),
        (
            "direction",
            choice(&["increase", "decrease", "maintain"], "Where it goes, if baseline and target do not say"),
        ),
        ("start", definition("quarter", "When it begins; by default with the year")),
        ("due", definition("quarter", "When it is due; by default with its objective")),
        (
            "plan",
            quarters(scalar("The value that is expected"), "Expected values by quarter, instead of a linear pace"),
        ),
        ("check_in", definition("value", "What is said in this deck's quarter: `34 days, two reviewers on leave`")),
        ("check_ins", quarters(definition("value", "What was said"), "Earlier quarters that no earlier deck holds")),
        ("status", definition("status", "A human call, shown beside the computed status")),
        ("reason", text("Why the call is better than the computed status")),
        ("confidence", scalar("From 0 to 1")),
        ("weight", scalar("Its weight in the objective's progress; by default 1")),
        ("counts", choice(&["cumulative", "per-quarter"], "Whether values are totals so far, or the quarters add up")),
        ("deliverables", many(deliverable)),
    ]
}

/// A check-in in its short or its long form.
fn value() -> Value {
    let long = vec![
        ("value", scalar("The number, or words such as `not measured (why)`")),
        ("note", text("What is to be said of it, in Markdown")),
        ("status", definition("status", "A human call")),
        ("reason", text("Why the call is better than the computed status")),
        ("confidence", scalar("From 0 to 1")),
    ];
    json!({"anyOf": [scalar("The number and what is to be said of it; nothing where there is no data"), mapping("A check-in", long, &[])]})
}

fn chart() -> Keys {
    let names = chart::KINDS.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    let line = |what: &str| scalar(&format!("{what}, drawn as a line"));
    vec![
        ("title", text("What it shows")),
        ("data", json!({"description": "A CSV file beside the text, or numbers: `{Q1: 20, Q2: 22}`"})),
        ("x", text("The column along the bottom; by default the first")),
        ("y", many(text("The columns that are drawn; by default all that hold numbers"))),
        ("from", scalar("The first label that is drawn")),
        ("to", scalar("The last label that is drawn")),
        ("type", choice(&names, "By default lines")),
        ("target", line("The target")),
        ("baseline", line("The baseline")),
        ("unit", text("The unit of the numbers")),
    ]
}

/// Keys that are never left empty, beside those that must be there: what is private is said plainly.
const NEVER_EMPTY: [&str; 2] = ["audience", "draft"];

/// A mapping with none but these keys.
fn mapping(title: &str, keys: Keys, required: &[&str]) -> Value {
    let is_full = |key: &str| required.contains(&key) || NEVER_EMPTY.contains(&key);
    let property = |(key, of): (&str, Value)| (key.to_owned(), if is_full(key) { of } else { or_nothing(of) });
    let properties: Map<String, Value> = keys.into_iter().map(property).collect();
    json!({"title": title, "type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

/// The same, or nothing behind the key, between quotes or without: then nothing is said.
fn or_nothing(mut of: Value) -> Value {
    if let Some(kinds) = of.get_mut("type").and_then(Value::as_array_mut) {
        kinds.retain(|kind| kind != "null");
        kinds.push("null".into());
        return of;
    }
    let nothing = json!({"type": ["string", "null"], "maxLength": 0});
    if let Some(either) = of.get_mut("anyOf").and_then(Value::as_array_mut) {
        either.push(nothing);
        return of;
    }
    let description = of["description"].take();
    json!({"anyOf": [of, nothing], "description": description})
}

/// A text; some titles and ids are numbers to YAML.
fn text(description: &str) -> Value {
    json!({"type": ["string", "number"], "description": description})
}

/// A value: YAML reads `12` as a number and `12 days` as a text.
fn scalar(description: &str) -> Value {
    json!({"type": ["string", "number", "boolean", "null"], "description": description})
}

/// One of a few words, for which capitals make no difference, nor what parts them.
fn choice(names: &[&str], description: &str) -> Value {
    let letter = |letter: char| match letter {
        '-' => "[-_ ]".to_owned(),
        letter => format!("[{letter}{}]", letter.to_ascii_uppercase()),
    };
    let names_folded: Vec<String> = names.iter().map(|name| name.chars().map(letter).collect()).collect();
    let folded = json!({"type": "string", "pattern": format!("^({})$", names_folded.join("|"))});
    json!({"anyOf": [{"enum": names}, folded], "description": description})
}

/// Inline Markdown, once or in a list.
fn texts(description: &str) -> Value {
    many(text(description))
}

fn key_results() -> Value {
    json!({"type": "array", "items": {"$ref": "#/definitions/key-result"}})
}

/// One, or a list of them.
fn many(of: Value) -> Value {
    let list = json!({"type": "array", "items": of.clone()});
    json!({"anyOf": [of, list]})
}

fn definition(name: &str, description: &str) -> Value {
    json!({"allOf": [{"$ref": format!("#/definitions/{name}")}], "description": description})
}

fn draft() -> Value {
    json!({"type": "boolean", "description": "Whether it is left out unless drafts are asked for"})
}

fn audience() -> Value {
    choice(&["public", "internal"], "For whom it is: what is internal is left out of public builds")
}

fn extra() -> Value {
    json!({"type": "object", "description": "The theme's own keys"})
}

#[cfg(test)]
mod tests;
