//! What the guides show as files of content is content without an error.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use quarterdeck::model::diagnostic::Severity;
use quarterdeck::model::document::Audience;
use quarterdeck::model::source::{Snapshot, Source};
use quarterdeck::pipeline::{self, Options, Outcome};
use serde_json::Value;

use crate::cli::{put, run};

/// Beside each example: what the examples refer to.
const BESIDE: [(&str, &str); 4] = [
    ("site.md", "---\nfiscal_year_starts: july\n---\n"),
    ("t/q/20-platform-evolution.md", "---\nkind: overview\ntitle: Platform evolution\n---\n"),
    ("t/q/code-review-time.csv", "month,days\n2020-09,20 days\n2020-10,\n2020-11,\"1,234\"\n"),
    ("t/q/deck.md", "---\nteam: Technology\nquarter: Q3 FY2020-21\n---\n"),
];

/// The blocks of a page that are indented by four spaces, without the indentation.
fn blocks(page: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    let mut blanks = 0;
    for line in page.lines() {
        let last = blocks.last_mut().unwrap();
        match line.strip_prefix("    ") {
            Some(line) => {
                last.push_str(&"\n".repeat(std::mem::take(&mut blanks)));
                last.push_str(line);
                last.push('\n');
            }
            None if line.trim().is_empty() => blanks += usize::from(!last.is_empty()),
            None => {
                blanks = 0;
                blocks.push(String::new());
            }
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// An example as a file of content: key results alone are those of an objective. Any other example is a part of something.
fn as_file(example: &str) -> Option<String> {
    if example.starts_with("key_results:\n") {
        return Some(format!("---\nobjective: People find answers.\n{example}---\n"));
    }
    (example.starts_with("---\n") || example.starts_with("```chart")).then(|| example.to_owned())
}

/// Where an example stands: a file of a deck, unless it is the deck or the site itself.
fn path(example: &str) -> &'static str {
    if example.contains("\nteam:") {
        "t/q/deck.md"
    } else if example.contains("\nfiscal_year_starts:") {
        "site.md"
    } else {
        "t/q/30-example.md"
    }
}

/// What is built of an example in its place.
fn built(path: &str, example: &str) -> Outcome {
    let beside = BESIDE.into_iter().filter(|(name, _)| *name != path);
    let files = beside.chain([(path, example)]);
    let mut files: Vec<Source> =
        files.map(|(path, text)| Source::new(format!("content/{path}"), text.as_bytes().to_vec())).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let options = Options { audience: Audience::Internal, ..Options::default() };
    pipeline::build(&Snapshot::of(files, "2021-04-15".parse().unwrap()), &options)
}

/// The errors of an example; that a chart is not shown is one.
fn errors(example: &str) -> Vec<String> {
    let built = built(path(example), example);
    let told = built.diagnostics.iter().filter(|told| told.severity == Severity::Error);
    let mut told: Vec<String> = told.map(|told| format!("{}: {}", told.code.as_str(), told.message)).collect();
    if told.is_empty() {
        let page = built.artifacts.iter().find(|file| &*file.path == "t/q/index.html").unwrap().body.whole();
        let charts = String::from_utf8_lossy(&page).matches("class=\"chart-figure\"").count();
        let wanted = example.matches("```chart").count() + example.matches("    data: code-review-time.csv").count();
        if charts != wanted {
            told.push(format!("{charts} charts, not {wanted}"));
        }
    }
    told
}

#[test]
fn examples_are_content() {
    let mut count = 0;
    for page in ["README.md", "docs/content-format.md", "docs/charts.md"] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
        for example in blocks(&text).iter().filter_map(|block| as_file(block)) {
            count += 1;
            assert_eq!(errors(&example), Vec::<String>::new(), "{page}:\n{example}");
        }
    }
    assert!(count > 12, "the guides have lost their examples: {count}");
}

/// The codes whose examples are of more than one file, or of a theme.
const OF_MORE_FILES: [&str; 16] = [
    "encoding",
    "output-collision",
    "bad-data",
    "orphan-file",
    "copied-file",
    "theme",
    "leak",
    "two-decks",
    "other-team",
    "reworded",
    "target-moved",
    "baseline-moved",
    "due-moved",
    "dropped",
    "restated",
    "overflow",
];

/// Where a part of a file may stand: as keys of a key result, as an item of their list, as keys of an objective, of any file, of the deck and
/// of the site, and as a text.
fn places(part: &str) -> Vec<(&'static str, String)> {
    let says = |key: &str| part.lines().any(|line| line.starts_with(key));
    let deeper = |by: &str| part.lines().map(|line| format!("{by}{line}\n")).collect::<String>();
    let title = if says("title:") { "" } else { "    title: Pages\n" };
    let target = if says("target:") { "" } else { "    target: 900\n" };
    let quarter = if says("quarter:") { "" } else { "quarter: Q3 FY2020-21\n" };
    let objective = "---\nobjective: People find answers.\n";
    let (file, deck) = ("t/q/30-example.md", "t/q/deck.md");
    vec![
        (file, format!("{objective}key_results:\n  - id: pages\n{title}{target}{}---\n", deeper("    "))),
        (file, format!("{objective}key_results:\n{}---\n", deeper("  "))),
        (file, format!("{objective}{part}---\n")),
        (file, format!("---\n{part}---\n")),
        (deck, format!("---\nteam: Technology\n{quarter}{part}---\n")),
        ("site.md", format!("---\n{part}---\n")),
        (file, format!("## What we learned\n\n{part}")),
    ]
}

#[test]
fn examples_of_diagnostics_are_told() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md")).unwrap();
    let mut silent = Vec::new();
    for section in text.split("\n### ").skip(1) {
        let (code, section) = section.split_once('\n').unwrap();
        let section = section.split("\n## ").next().unwrap_or_default();
        let example = blocks(section).into_iter().next().unwrap();
        let tells =
            |(path, text): &(&str, String)| built(path, text).diagnostics.iter().any(|told| told.code.as_str() == code);
        if !places(&example).iter().any(tells) {
            silent.push(code);
        }
    }
    assert_eq!(silent, OF_MORE_FILES, "what else the guide shows is told under its code");
}

/// The keys of all mappings of a schema.
fn keys(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(entries) => {
            if let Some(Value::Object(properties)) = entries.get("properties") {
                found.extend(properties.keys().cloned());
            }
            entries.values().for_each(|inner| keys(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| keys(inner, found)),
        _ => {}
    }
}

#[test]
fn the_guide_to_the_format_lists_every_key() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let schema = run(root, "schema").stdout;
    let mut known = BTreeSet::new();
    keys(&serde_json::from_slice(&schema).unwrap(), &mut known);
    assert!(known.len() > 40, "the schema has lost its keys: {known:?}");
    let text = fs::read_to_string(root.join("docs/content-format.md")).unwrap();
    let rows: String = text.lines().filter(|line| line.starts_with("| `")).collect();
    let is_of_key = |letter: char| letter.is_ascii_lowercase() || letter == '_';
    let listed: BTreeSet<&str> =
        rows.split('`').skip(1).step_by(2).flat_map(|code| code.split(|l| !is_of_key(l))).collect();
    known.retain(|key| !listed.contains(key.as_str()));
    assert!(known.is_empty(), "no row of docs/content-format.md has {known:?}");
}

#[test]
fn the_first_example_goes_on_in_the_next_quarter() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "content/site.md", "---\ntitle: Our goals\n---\n");
    for example in blocks(&text).iter().filter(|block| block.starts_with("---\n")) {
        let name = if example.contains("\nteam:") { "deck.md" } else { "10-faster-reviews.md" };
        put(root.path(), &format!("content/platform/2026-q4/{name}"), example);
    }
    let made = run(root.path(), "new quarter Q1 2027 --today 2027-01-11");
    assert!(made.status.success());
    let next = fs::read_to_string(root.path().join("content/platform/2027-q1/10-faster-reviews.md")).unwrap();
    assert!(next.contains("title: Faster reviews"), "{next}");
}

#[test]
fn an_error_in_an_example_is_told() {
    assert!(!errors("---\nobjctive: Reviews are quick.\n---\n").is_empty());
    assert!(!errors("```chart\ndata: lost.csv\n```\n").is_empty());
}
