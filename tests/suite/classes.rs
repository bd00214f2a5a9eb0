//! A class that a style names is one that something has: a style for nothing is a slip of the pen.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// Classes whose ends are words of the content, of its kinds and its code: `size-{{ slide.size }}`.
const MADE: [&str; 6] = ["alert-", "as-", "board-", "hl-", "said-", "size-"];

/// The texts of all files of the project's themes and source with one of these endings.
fn texts(endings: &[&str]) -> Vec<(String, String)> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = ["themes", "src"].into_iter().flat_map(|folder| WalkDir::new(project.join(folder))).flatten();
    let wanted =
        files.filter(|file| file.path().extension().is_some_and(|found| endings.iter().any(|ending| found == *ending)));
    wanted.map(|file| (file.path().display().to_string(), fs::read_to_string(file.path()).unwrap())).collect()
}

fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || character == '-' || character == '_'
}

/// The classes in the selectors of a style.
fn classes(style: &str) -> BTreeSet<&str> {
    let rules = style.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest));
    let heads = rules.flat_map(|part| {
        let heads: Vec<&str> = part.split('{').collect();
        let (_, heads) = heads.split_last().unwrap();
        heads.iter().map(|head| head.rsplit(['}', ';']).next().unwrap()).collect::<Vec<_>>()
    });
    let names = heads.filter(|head| !head.trim_start().starts_with('@')).flat_map(|head| head.split('.').skip(1));
    names.map(|name| name.split(|each| !is_of_name(each)).next().unwrap()).filter(|name| !name.is_empty()).collect()
}

#[test]
fn classes_are_read_rightly() {
    let style =
        "/* .no { */ a.one, .two:not(.three)::after { inset: .5em } @media (width > 1.5em) { .four-4 > b { x: y; } }";
    assert_eq!(Vec::from_iter(classes(style)), ["four-4", "one", "three", "two"]);
}

#[test]
fn styles_are_for_what_is_there() {
    let sources: Vec<String> = texts(&["html", "js", "rs"]).into_iter().map(|(_, text)| text).collect();
    let words: BTreeSet<&str> = sources.iter().flat_map(|text| text.split(|each| !is_of_name(each))).collect();
    let mut missing = Vec::new();
    for (path, style) in texts(&["css"]) {
        let is_there = |class: &&str| words.contains(class) || MADE.iter().any(|start| class.starts_with(start));
        missing.extend(
            classes(&style).into_iter().filter(|class| !is_there(class)).map(|class| format!("{path}: .{class}")),
        );
    }
    assert!(missing.is_empty(), "nothing has these classes:\n{}", missing.join("\n"));
}
