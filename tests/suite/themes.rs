//! Cases of themes: `tests/cases/themes/*.md`, sites that bring their own. What stands in them is as in `sites.rs`. And the guide to themes.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::case::{self, Case};
use crate::sites;

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn themes() {
    case::run_all("themes", sites::run);
}

#[test]
fn the_guide_shows_a_theme_that_works() {
    let guide = Case::read(project("docs/themes.md"));
    assert!(guide.blocks.len() > 8, "the guide has lost its example");
    let verdict = sites::run(&guide).and_then(|bodies| case::compare(&guide, &bodies));
    assert!(verdict.is_ok(), "{}", verdict.unwrap_err());
}

/// `docs/theme-views.md` is made of the views' own comments; `UPDATE=1` writes it anew.
#[test]
fn the_guide_lists_all_that_templates_see() {
    let mut should = String::from(
        "# What templates see\n\nEvery field of every page, made from the source of version 1 of the themes' API. How they come to a template is in\n\
         [themes.md](themes.md). A field that may be missing is tested with `{% if row.goal %}`, a number that may be with `is not none`.\n",
    );
    for (file, page) in [
        ("page", "Every page, and those without a file of their own"),
        ("page/archive", "`archive.html`: ArchivePage"),
        ("page/team", "`team.html`: TeamPage, and `life.html`: LifePage"),
        ("page/slide", "`deck.html`: DeckPage, and its slides"),
        ("page/results", "Tables of key results, and the status"),
        ("page/kinds", "Other kinds of slides"),
    ] {
        let _ = writeln!(should, "\n## {page}");
        let source = fs::read_to_string(project(&format!("src/model/{file}.rs"))).unwrap();
        list_structs(&source, &mut should);
    }
    let path = project("docs/theme-views.md");
    let text = fs::read_to_string(&path).unwrap_or_default();
    let verdict = case::unchanged(&path, &text, &should);
    assert!(verdict.is_ok(), "{}\n(UPDATE=1 rewrites docs/theme-views.md)", verdict.unwrap_err());
}

/// A table for each struct of a source that templates are given: field, what it is, and its comment.
fn list_structs(source: &str, list: &mut String) {
    let mut comment = String::new();
    let mut is_inside = false;
    let mut is_given = false;
    for line in source.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            comment.push_str(text);
            continue;
        }
        if line.starts_with("#[derive") {
            is_given = line.contains("Serialize");
            continue;
        }
        if let Some(name) = line.strip_prefix("pub struct ").and_then(|line| line.strip_suffix(" {")) {
            is_inside = is_given;
            if is_inside {
                let _ = writeln!(list, "\n### {name}\n\n{}\n\n| field | is | |\n|---|---|---|", comment.trim());
            }
        } else if let Some((field, kind)) =
            line.strip_prefix("pub ").filter(|_| is_inside).and_then(|line| line.split_once(": "))
        {
            let meaning = comment.trim().replace('|', "\\|");
            let _ = writeln!(list, "| `{field}` | {} | {meaning} |", in_words(kind.trim_end_matches(',')));
        } else if line == "}" {
            is_inside = false;
        }
        comment.clear();
    }
}

/// A type as an author of templates says it.
fn in_words(kind: &str) -> String {
    let inner = |wrapper: &str| kind.strip_prefix(wrapper).and_then(|kind| kind.strip_suffix('>'));
    if let Some(kind) = inner("Option<") {
        return format!("{}, or nothing", in_words(kind));
    }
    // Those of a deck are drawn before its template.
    if let Some((kind, _)) = kind.strip_prefix('[').and_then(|kind| kind.split_once(';')) {
        return format!("list of {}", in_words(kind));
    }
    if kind == "Vec<SlideView>" {
        return "list of HTML".into();
    }
    if let Some(kind) = inner("Vec<") {
        return format!("list of {}", in_words(kind));
    }
    match kind {
        "String" | "&'static str" => "text".into(),
        "bool" => "yes or no".into(),
        "u32" | "usize" | "f64" => "number".into(),
        "serde_json::Value" => "what the author or the build put there".into(),
        "Chart" => "a chart".into(),
        "GridSlot" => "GridCell, or text".into(),
        "(usize, usize)" => "two numbers".into(),
        name => name.into(),
    }
}
