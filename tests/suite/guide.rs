//! What the guides show as files of content is content without an error.

use std::fs;
use std::path::Path;

use quarterdeck::model::diagnostic::Severity;
use quarterdeck::model::document::Audience;
use quarterdeck::model::source::{Snapshot, Source};
use quarterdeck::pipeline::{self, Options};

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

/// The errors of an example; that a chart is not shown is one.
fn errors(example: &str) -> Vec<String> {
    let path = path(example);
    let beside = BESIDE.into_iter().filter(|(name, _)| *name != path);
    let files = beside.chain([(path, example)]);
    let mut files: Vec<Source> =
        files.map(|(path, text)| Source::new(format!("content/{path}"), text.as_bytes().to_vec())).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let options = Options { audience: Audience::Internal, drafts: false, theme: None, base_url: None, strict: false };
    let built = pipeline::build(&Snapshot::of(files, "2021-04-15".parse().unwrap()), &options);
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
