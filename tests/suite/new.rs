//! What `new` makes, beside its cases: a site in any quarter, and nothing at all where something hinders it.

use std::fs;
use std::path::Path;

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

#[test]
fn a_new_site_is_clean_in_every_quarter() {
    let root = tempfile::tempdir().unwrap();
    for (day, deck) in
        [("2026-01-01", "2026-q1"), ("2026-05-31", "2026-q2"), ("2027-07-09", "2027-q3"), ("2027-12-31", "2027-q4")]
    {
        said(root.path(), &format!("new site {deck} --today {day}"), 0);
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
