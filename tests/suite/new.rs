//! What `new` makes, beside its cases: a site in any quarter, the sample's next deck, and nothing at all where something hinders it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::cli::{put, run};

fn said(folder: &Path, arguments: &str, status: i32) -> String {
    let output = run(folder, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(status), "{arguments}: {said}");
    assert!(!arguments.starts_with("new") || output.stdout.is_empty(), "{arguments}");
    said
}

/// Every file and folder below a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter().flatten();
    entries.map(|entry| entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/")).collect()
}

/// The content of the sample.
fn sample() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in names(&project.join("content")) {
        let from = project.join("content").join(&name);
        if from.is_file() {
            put(root.path(), &format!("content/{name}"), &fs::read_to_string(from).unwrap());
        }
    }
    root
}

#[test]
fn a_new_site_is_clean_in_every_quarter() {
    let root = tempfile::tempdir().unwrap();
    for (day, deck) in
        [("2026-01-01", "2026-q1"), ("2026-05-31", "2026-q2"), ("2027-07-09", "2027-q3"), ("2027-12-31", "2027-q4")]
    {
        said(root.path(), &format!("new site {deck} --today {day}"), 0);
        said(root.path(), &format!("new objective fair-prices --root {deck} --today {day}"), 0);
        assert!(root.path().join(format!("{deck}/content/web-shop/{deck}/30-fair-prices.md")).is_file());
        for command in ["check --strict", "build --strict", "build --strict --audience internal --output internal"] {
            said(root.path(), &format!("{command} --root {deck} --today {day}"), 0);
        }
        let page = |output: &str| {
            let page = root.path().join(format!("{deck}/{output}/web-shop/{deck}/index.html"));
            fs::read_to_string(page).unwrap()
        };
        assert!(page("internal").contains("a lower fee"), "the internal block");
        assert!(!page("output").contains("a lower fee"));
    }
}

#[test]
fn a_new_site_needs_an_empty_folder() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("repository/.git")).unwrap();
    said(&root.path().join("repository"), "new site .", 0);
    assert!(root.path().join("repository/content/site.md").is_file());

    put(root.path(), "full/notes.txt", "mine");
    put(root.path(), "file", "mine");
    for folder in ["full", "file", "file/below"] {
        said(root.path(), &format!("new site {folder}"), 3);
    }
    assert_eq!(names(&root.path().join("full")), ["notes.txt"]);
}

#[test]
fn the_samples_next_deck_has_its_history_and_nothing_private() {
    let root = sample();
    let root = root.path();
    said(root, "new quarter Q4 FY2020-21", 0);
    let report = run(root, "check --format json");
    let report: serde_json::Value = serde_json::from_slice(&report.stdout).unwrap();
    assert_eq!(report["errors"], 0, "{report}");
    said(root, "build", 0);
    let data: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(root.join("output/okrs.json")).unwrap()).unwrap();
    let deck = &data["decks"][0];
    assert_eq!(deck["quarter"], "Q4 FY2020-21");
    let objectives = deck["objectives"].as_array().unwrap();
    assert_eq!(objectives.len(), 5);
    let integrity = objectives.iter().find(|objective| objective["id"] == "content-integrity").unwrap();
    let quarters = integrity["key_results"][0]["quarters"].as_array().unwrap();
    let values: Vec<Option<f64>> = quarters.iter().map(|quarter| quarter["value"].as_f64()).collect();
    assert_eq!(values, [Some(1.0), Some(2.0), Some(3.0), None]);
    let page = fs::read_to_string(root.join("output/technology/fy2020-21-q4/index.html")).unwrap();
    for quarter in ["Q1", "Q2", "Q3"] {
        assert!(page.contains(&format!("data-quarter=\"{quarter} FY2020-21\"")), "{quarter}");
    }

    let last = root.join("content/technology/fy2020-21-q3");
    let next = root.join("content/technology/fy2020-21-q4");
    for name in names(&next) {
        let made = fs::read_to_string(next.join(&name)).unwrap();
        assert!(made.ends_with("\n---\n"), "{name} has a body");
        let (_, body) = fs::read_to_string(last.join(&name))
            .unwrap()
            .split_once("\n---\n")
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .unwrap();
        for line in body.lines().filter(|line| line.len() > 20) {
            assert!(!made.contains(line), "{name}: {line}");
        }
        for key in ["status:", "reason:", "confidence:", "check_ins:", "was:"] {
            assert!(!made.lines().any(|line| line.trim_start_matches([' ', '-']).starts_with(key)), "{name}: {key}");
        }
    }
}

#[test]
fn an_objective_goes_into_the_deck_one_stands_in() {
    let root = sample();
    let older = root.path().join("content/technology/fy2020-21-q1");
    let told = said(&older, "new objective looking-back", 0);
    assert!(older.join("75-looking-back.md").is_file(), "{told}");
    said(root.path(), "new objective looking-ahead", 0);
    assert!(root.path().join("content/technology/fy2020-21-q3/71-looking-ahead.md").is_file());
    said(root.path(), "check", 0);
}

#[test]
fn where_one_file_cannot_be_made_none_is() {
    let root = sample();
    let root = root.path();
    fs::create_dir_all(root.join("content/technology/fy2020-21-q4/70-production-quality.md")).unwrap();
    let before = names(root);
    let told = said(root, "new quarter Q4 FY2020-21", 3);
    assert!(told.contains("70-production-quality.md: it is there already"), "{told}");
    assert_eq!(names(root), before);

    fs::remove_dir_all(root.join("content/technology/fy2020-21-q4")).unwrap();
    put(root, "content/technology/fy2020-21-q4", "a file");
    let before = names(root);
    said(root, "new quarter Q4 FY2020-21", 3);
    assert_eq!(names(root), before);
}
