//! The shape of the source: what the compiler does not keep.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// The longest a file may be, in lines: a longer one is perhaps two things.
const LONGEST: usize = 400;

/// A part of the program, and the parts it may use beside itself. `model` uses none; every part that is not named here is
/// a stage, and a stage uses `model` alone.
const ROOMS: &[(&str, Uses)] = &[
    ("lib", Uses::Anything),
    ("main", Uses::Only(&["cli"])),
    ("cli", Uses::Only(&["pipeline", "discover", "write", "model"])),
    ("pipeline", Uses::AllBut(&["cli", "discover", "write"])),
    ("memo", Uses::Only(&["model"])),
    ("model", Uses::Only(&[])),
];
const STAGE: Uses = Uses::Only(&["model"]);

#[derive(Clone, Copy)]
enum Uses {
    Anything,
    Only(&'static [&'static str]),
    AllBut(&'static [&'static str]),
}

impl Uses {
    fn allows(self, room: &str) -> bool {
        match self {
            Self::Anything => true,
            Self::Only(rooms) => rooms.contains(&room),
            Self::AllBut(rooms) => !rooms.contains(&room),
        }
    }
}

struct File {
    /// Relative to the project, with `/`.
    path: String,
    text: String,
}

/// The files under a folder whose extension is one of those.
fn files(folder: &str, extensions: &[&str]) -> Vec<File> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = WalkDir::new(project.join(folder)).sort_by_file_name().into_iter();
    let entries = entries.filter_entry(|entry| entry.file_name() != "node_modules" && entry.file_name() != "failures");
    let paths: Vec<PathBuf> = entries.flatten().map(walkdir::DirEntry::into_path).collect();
    let wanted = |path: &&PathBuf| {
        path.is_file() && path.extension().is_some_and(|found| extensions.iter().any(|wanted| found == *wanted))
    };
    let read = |path: &PathBuf| File {
        path: path.strip_prefix(project).unwrap().to_string_lossy().replace('\\', "/"),
        text: fs::read_to_string(path).unwrap(),
    };
    paths.iter().filter(wanted).map(read).collect()
}

#[test]
fn every_file_says_what_it_is_for() {
    let mut silent: Vec<String> = Vec::new();
    for file in files("src", &["rs"]).into_iter().chain(files("tests/suite", &["rs"])) {
        if !file.text.starts_with("//! ") {
            silent.push(file.path);
        }
    }
    assert!(silent.is_empty(), "begin these with a line `//! …`: {silent:#?}");
}

#[test]
fn no_file_is_too_long() {
    let sources = files("src", &["rs"]);
    let tests = files("tests", &["rs", "mjs", "js"]);
    let themes = files("themes", &["css", "js", "mjs", "html"]);
    let long: Vec<String> = sources
        .into_iter()
        .chain(tests)
        .chain(themes)
        .map(|file| (file.text.lines().count(), file.path))
        .filter(|(lines, _)| *lines > LONGEST)
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "split these by meaning: {long:#?}");
}

#[test]
fn rooms_use_only_what_they_may() {
    let sources = files("src", &["rs"]);
    let rooms: BTreeSet<&str> = sources.iter().map(|file| room_of(&file.path)).collect();
    let mut wrong = Vec::new();
    // Tests may use all there is, in files of their own, too.
    for file in sources.iter().filter(|file| !file.path.ends_with("/tests.rs")) {
        let room = room_of(&file.path);
        let uses = ROOMS.iter().find(|(name, _)| *name == room).map_or(STAGE, |(_, uses)| *uses);
        let code = code(&file.text);
        for used in rooms_used(&code) {
            if used != room && rooms.contains(used) && !uses.allows(used) {
                wrong.push(format!("{} uses {used}", file.path));
            }
        }
    }
    assert!(rooms.len() > 5, "the rooms were not found: {rooms:?}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_is_left_lying_about() {
    let mut found = Vec::new();
    for file in files("src", &["rs"]) {
        let code = code(&file.text);
        for mark in ["use super::*", "todo!(", "unimplemented!(", "dbg!("] {
            if code.contains(mark) {
                found.push(format!("{}: {mark}", file.path));
            }
        }
        if ["utils", "helpers", "manager", "prelude"].iter().any(|name| file.path.contains(name)) {
            found.push(format!("{}: call it by what it does", file.path));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// `cli` of `src/cli/build.rs` and of `src/cli.rs`.
fn room_of(path: &str) -> &str {
    let path = path.strip_prefix("src/").unwrap();
    path.split_once('/').map_or_else(|| path.strip_suffix(".rs").unwrap(), |(room, _)| room)
}

/// The text without its modules of tests, which stand at its end, and its lines of comment.
fn code(text: &str) -> String {
    let code = text.find("\n#[cfg(test)]\nmod ").map_or(text, |tests| &text[..tests]);
    code.split_inclusive('\n').filter(|line| !line.trim_start().starts_with("//")).collect()
}

/// The names after `crate::`, also in braces: `use crate::{discover, write::Written}` uses two rooms.
fn rooms_used(code: &str) -> BTreeSet<&str> {
    let mut used = BTreeSet::new();
    for (at, path) in code.match_indices("crate::").chain(code.match_indices("quarterdeck::")) {
        let after = &code[at + path.len()..];
        let Some(list) = after.strip_prefix('{') else {
            used.insert(name(after));
            continue;
        };
        let mut depth = 0;
        used.insert(name(list));
        for (at, mark) in list.char_indices() {
            match mark {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => _ = used.insert(name(&list[at + 1..])),
                _ => {}
            }
        }
    }
    used
}

/// The identifier that a text begins with.
fn name(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

#[test]
fn imports_are_read_rightly() {
    let code = "use crate::{discover, model::{source, page}, write::Written};\nlet x = crate::parse::parse();\n";
    let used: Vec<&str> = rooms_used(code).into_iter().collect();
    assert_eq!(used, ["discover", "model", "parse", "write"]);
    assert_eq!(room_of("src/cli/build.rs"), "cli");
    assert_eq!(room_of("src/cli.rs"), "cli");
}
