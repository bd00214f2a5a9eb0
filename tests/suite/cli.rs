//! The program as a user runs it: what it prints, how it exits, what it leaves.
//!
//! `tests/cases/cli/*.md`: the input files, then blocks with the label `$ quarterdeck …`, which hold what the command prints to
//! standard output, then to standard error, and how it exits. An input file after a command is changed before the next. A block
//! with the label `then FILE` holds what stands in that file by now.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::case::{self, Case};
#[cfg(unix)]
use crate::running::{Running, until};

pub fn quarterdeck(folder: &Path) -> Command {
    in_folder(Command::new(PROGRAM), folder)
}

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_quarterdeck");

pub fn in_folder(mut command: Command, folder: &Path) -> Command {
    command.current_dir(folder).env_clear().env("SOURCE_DATE_EPOCH", "1618444800").stdin(Stdio::null());
    command
}

pub fn run(folder: &Path, arguments: &str) -> Output {
    quarterdeck(folder).args(arguments.split_whitespace()).output().unwrap()
}

fn status(folder: &Path, arguments: &str) -> i32 {
    run(folder, arguments).status.code().unwrap()
}

pub fn put(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

pub fn put_deck(folder: &Path, deck: &str) {
    put(folder, &format!("content/{deck}/deck.md"), "---\nteam: Technology\nquarter: Q1 2021\n---\n");
    let objective = "---\nobjective: Readers find what they look for.\nkey_results:\n  - title: Searches that find\n    \
        baseline: 60%\n    target: 80%\n    check_in: 66%\n---\n";
    put(folder, &format!("content/{deck}/10-search.md"), objective);
}

/// A site with one deck.
pub fn site() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "content/site.md", "---\ntitle: OKRs\n---\n");
    put_deck(root.path(), "technology/q1");
    root
}

#[test]
fn cases() {
    case::run_all("cli", run_case);
}

fn run_case(case: &Case) -> Result<Vec<Option<String>>, String> {
    let root = tempfile::tempdir().unwrap();
    let mut bodies = Vec::new();
    for block in &case.blocks {
        if let Some(arguments) = block.label.strip_prefix("$ quarterdeck") {
            bodies.push(Some(transcript(&run(root.path(), arguments))));
        } else if let Some(file) = block.label.strip_prefix("then ") {
            bodies.push(Some(fs::read_to_string(root.path().join(file)).map_err(|cause| format!("{file}: {cause}"))?));
        } else if block.is_input() {
            put(root.path(), &block.label, &block.body);
            bodies.push(None);
        } else {
            return Err(format!("what does the label {:?} mean?", block.label));
        }
    }
    Ok(bodies)
}

fn transcript(output: &Output) -> String {
    let mut text = without_times(&String::from_utf8_lossy(&output.stdout));
    if !output.stderr.is_empty() {
        let _ = write!(text, "--- standard error\n{}", without_times(&String::from_utf8_lossy(&output.stderr)));
    }
    let _ = writeln!(text, "--- exit status {}", output.status.code().unwrap());
    text
}

/// ` in 38 ms` at the end of a line becomes ` in [TIME]`. Spaces at the end of lines go.
fn without_times(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        match line.rsplit_once(" in ") {
            Some((before, time)) if time.ends_with(" ms") || time.ends_with(" s") => {
                let _ = writeln!(out, "{before} in [TIME]");
            }
            _ => {
                let _ = writeln!(out, "{}", line.trim_end());
            }
        }
    }
    out
}

#[test]
fn every_command_is_completed_and_has_a_page_of_the_manual() {
    let here = Path::new(".");
    let said = |arguments: &str| String::from_utf8(run(here, arguments).stdout).unwrap();
    let program = said("man");
    let help = said("--help");
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let commands = commands.lines().map_while(|line| line.split_whitespace().next());
    let commands: Vec<&str> = commands.filter(|command| *command != "help").collect();
    assert!(commands.contains(&"build"));
    for command in commands {
        assert!(program.contains(&format!("quarterdeck\\-{command}(1)")), "{command}");
        assert!(said(&format!("man {command}")).contains(&format!("quarterdeck-{command} 1")), "{command}");
        for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
            assert!(said(&format!("completions {shell}")).contains(command), "{command} in {shell}");
        }
    }
}

#[test]
fn every_page_that_the_manual_names_is_printed() {
    let said = |arguments: &str| {
        let output = run(Path::new("."), arguments);
        assert!(output.status.success(), "{arguments}");
        String::from_utf8(output.stdout).unwrap()
    };
    let names = |page: &str| -> Vec<String> {
        let named = page.lines().filter_map(|line| line.strip_prefix("quarterdeck\\-")?.strip_suffix("(1)"));
        named.map(|name| name.replace('\\', "")).collect()
    };
    let commands = names(&said("man"));
    let within: Vec<String> = commands.iter().flat_map(|command| names(&said(&format!("man {command}")))).collect();
    assert!(within.contains(&"new-site".to_owned()), "{within:?}");
    for name in &within {
        assert!(said(&format!("man {name}")).contains(&format!("quarterdeck-{name} 1")), "{name}");
    }
    assert_eq!(said("man new objective"), said("man new-objective"));
    assert!(said("man new-objective").contains("The team whose newest deck it is"));
}

#[test]
fn exit_statuses() {
    let root = site();
    let root = root.path();
    assert_eq!(status(root, "build"), 0);
    assert_eq!(status(root, "check"), 0);
    assert_eq!(status(root, "--help"), 0);
    assert_eq!(status(root, "--version"), 0);

    for usage in [
        "",
        "bild",
        "build --audience friends",
        "build --today soon",
        "build --base-url okr",
        "build --output content/out",
    ] {
        assert_eq!(status(root, usage), 2, "{usage}");
    }
    let epoch = quarterdeck(root).arg("check").env("SOURCE_DATE_EPOCH", "soon").output().unwrap();
    assert_eq!(epoch.status.code(), Some(2));
    let none = quarterdeck(root).arg("check").env("SOURCE_DATE_EPOCH", "").output().unwrap();
    assert_eq!(none.status.code(), Some(0), "an empty one is none");

    assert_eq!(status(root, "build --root nowhere"), 3);
    assert_eq!(status(root, "check --root nowhere"), 3);
    assert_eq!(status(root, "build --output ."), 3);
    #[cfg(unix)]
    std::os::unix::fs::symlink("content", root.join("linked")).unwrap();
    for inside in ["content/../content", "./content/out", "technology/../content/out", "linked/out"] {
        assert_eq!(status(root, &format!("build --output {inside}")), 2, "{inside}");
    }
    let absolute = root.join("content/out");
    assert_eq!(status(root, &format!("build --output {}", absolute.display())), 2);
    assert_eq!(status(root, "build --output content/../beside"), 0);

    put(root, "content/technology/q1/deck.md", "---\nteam: Technology\nquarter: Q1 2021\ntitel: Check-in\n---\n");
    assert_eq!(status(root, "build"), 1);
    assert_eq!(status(root, "check"), 1);
    assert_eq!(status(root, "check --format json"), 1);
}

#[test]
fn a_file_that_is_not_text_is_told_with_its_line() {
    let root = site();
    let root = root.path();
    fs::write(root.join("content/technology/q1/20-more.md"), b"# More\n\ncaf\xe9\n").unwrap();
    let check = run(root, "check --format json");
    let report: serde_json::Value = serde_json::from_slice(&check.stdout).unwrap();
    assert_eq!(check.status.code(), Some(1));
    assert_eq!(report["diagnostics"][0]["code"], "encoding", "{report}");
    assert_eq!(status(root, "check"), 1, "it can be drawn");
}

#[cfg(unix)]
#[test]
fn a_name_says_nothing_to_terminals_and_services() {
    let root = site();
    put(root.path(), "content/\u{1b}[31mred\n::add-mask::x.md", "# In no deck\n");
    for command in ["check", "build"] {
        let told = run(root.path(), command);
        let told = [told.stdout, told.stderr].concat();
        let told = String::from_utf8_lossy(&told);
        assert!(told.contains(r"content/\u{1b}[31mred\n::add-mask::x.md:1:1") && !told.contains('\u{1b}'), "{told}");
    }
}

#[test]
fn warnings_stop_a_build_only_when_asked_to() {
    let root = site();
    let root = root.path();
    put(root, "content/technology/q1/20-more.md", "# More\n\n![A chart](missing.png)\n");
    assert_eq!(status(root, "check"), 0);
    assert_eq!(status(root, "check --strict"), 1);
    assert_eq!(status(root, "build --strict"), 1);
    assert!(!root.join("output").exists(), "nothing is written");
    assert_eq!(status(root, "build"), 0);
    assert!(root.join("output/index.html").exists());
}

#[test]
fn a_build_does_not_bury_what_is_wrong_under_notes() {
    let site = site();
    put(site.path(), "content/t/q3/deck.md", "---\nteam: T\nquarter: Q3 2021\n---\n");
    let notes = |count: usize| {
        let of = |number: usize| {
            format!(
                "  - {{title: Metric {number}, target: 90%, check_ins: {{Q2: 40%}}, check_in: 3{}%}}\n",
                number % 10
            )
        };
        let list: String = (0..count).map(of).collect();
        let text = format!("---\nobjective: We go back.\nkey_results:\n{list}---\n![](https://example.org/a.png)\n");
        put(site.path(), "content/t/q3/30-back.md", &text);
        ["build", "check"].map(|command| {
            let output = run(site.path(), command);
            let told =
                format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            assert!(told.contains("warning[external-image]"), "{command}: {told}");
            let drawn = told.matches("note[regressed]").count();
            (drawn, told.contains("`quarterdeck check` tells them"), told.contains(&format!("{count} notes")))
        })
    };
    assert_eq!(notes(100), [(100, false, true), (100, false, true)]);
    assert_eq!(notes(101), [(0, true, true), (101, false, true)]);
}

#[test]
fn an_error_leaves_the_last_site_as_it_was() {
    let root = site();
    let root = root.path();
    assert_eq!(status(root, "build"), 0);
    let before = fs::read(root.join("output/technology/q1/index.html")).unwrap();
    put(root, "content/technology/q1/deck.md", "---\nteam: Technology\nquarter: Q1 2021\ntitel: Check-in\n---\n");
    put_deck(root, "technology/q2");
    assert_eq!(status(root, "build"), 1);
    assert_eq!(fs::read(root.join("output/technology/q1/index.html")).unwrap(), before);
    assert!(!root.join("output/technology/q2").exists());
    let left = fs::read_dir(root.join("output")).unwrap().flatten().map(|entry| entry.file_name());
    assert!(!left.into_iter().any(|name| name.to_string_lossy().starts_with(".quarterdeck-tmp")));

    assert_eq!(status(root, "build --output made/elsewhere"), 1);
    assert!(!root.join("made").exists(), "a build that comes to nothing makes no folder");
}

#[cfg(unix)]
#[test]
fn an_interrupted_build_leaves_all_as_it_was() {
    let root = site();
    assert_eq!(status(root.path(), "build"), 0);
    let output = root.path().join("output");
    let names = || {
        let mut names: Vec<_> = fs::read_dir(&output).unwrap().flatten().map(|entry| entry.file_name()).collect();
        names.sort();
        names
    };
    let before = names();
    for number in 0..300 {
        put_deck(root.path(), &format!("team{number}/q1"));
    }
    let hangup = cfg!(target_os = "linux").then_some("HUP");
    for signal in ["INT", "TERM"].into_iter().chain(hangup) {
        let build = Running::start(root.path(), "build");
        until(|| (names() != before).then_some(()), "for files that are laid by");
        assert_eq!(build.end_with(signal), Some(130), "{signal}");
        assert_eq!(names(), before, "{signal}");
    }
}

#[test]
fn a_rebuild_writes_what_changed_and_removes_what_is_gone() {
    let root = site();
    let root = root.path();
    put_deck(root, "research/q1");
    assert_eq!(status(root, "build"), 0);
    let again = run(root, "build");
    let summary = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(summary.contains("0 files written"), "{summary}");

    fs::remove_dir_all(root.join("content/research")).unwrap();
    let less = run(root, "build");
    let summary = String::from_utf8_lossy(&less.stderr).into_owned();
    assert!(summary.contains("removed"), "{summary}");
    assert!(!root.join("output/research").exists());
    assert!(root.join("output/technology/q1/index.html").exists());
}

#[test]
fn the_same_site_is_the_same_bytes() {
    let root = site();
    let root = root.path();
    assert_eq!(status(root, "build --output one"), 0);
    assert_eq!(status(root, "build --output other"), 0);
    let same = Command::new("diff").args(["-r", "one", "other"]).current_dir(root).output().unwrap();
    assert!(same.status.success(), "{}", String::from_utf8_lossy(&same.stdout));
}

#[test]
fn a_reader_that_stops_reading_is_no_fault() {
    let root = site();
    for number in 0..2000 {
        put(root.path(), &format!("content/technology/q1/{number}.md"), "![x](missing.png)\n");
    }
    for (arguments, status) in [(vec!["check"], 0), (vec!["check", "--strict"], 1)] {
        let mut check = quarterdeck(root.path());
        let mut check = check.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(check.stdout.take());
        let ended = check.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(status), "{said}");
    }
}

#[test]
fn other_tools_are_told_the_way_from_the_current_folder() {
    let above = tempfile::tempdir().unwrap();
    put(above.path(), "my sites/tech/content/a,b.md", "# No deck\n");
    let check = |folder: &Path, root: &str, format: &str| {
        let output = quarterdeck(folder).args(["check", "--root", root, "--format", format]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let github = check(above.path(), "my sites/tech", "github");
    assert!(github.starts_with("::error file=my sites/tech/content/a%2Cb.md,line=1,"), "{github}");
    let sarif = check(above.path(), "my sites/tech", "sarif");
    assert!(sarif.contains("\"uri\": \"my%20sites/tech/content/a,b.md\""), "{sarif}");
    let json = check(above.path(), "my sites/tech", "json");
    assert!(json.contains("\"file\": \"content/a,b.md\""), "{json}");
    let elsewhere = tempfile::tempdir().unwrap();
    let github = check(elsewhere.path(), above.path().join("my sites/tech").to_str().unwrap(), "github");
    assert!(github.starts_with("::error file=content/a%2Cb.md,"), "{github}");
}

/// Where the front page's links lead, as far as they stay in the site.
fn links(page: &str) -> Vec<&str> {
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(link, _)| link);
    let links = links.map(|link| link.split(['#', '?']).next().unwrap_or_default());
    links.filter(|link| !link.is_empty() && !link.contains(':')).collect()
}

#[test]
fn a_kill_while_building_leaves_a_site_that_works() {
    let root = site();
    let root = root.path();
    for number in 0..30 {
        put_deck(root, &format!("stays/q{number}"));
    }
    let began = Instant::now();
    assert_eq!(status(root, "build"), 0);
    let whole = began.elapsed();
    for round in 0..24_u32 {
        for number in 0..10 {
            let _ = fs::remove_dir_all(root.join(format!("content/comes/q{}", (round + number) % 20)));
            put_deck(root, &format!("comes/q{}", (round * 3 + number) % 20));
        }
        let mut build = quarterdeck(root).arg("build").stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(500) + whole * round / 20);
        let _ = build.kill();
        build.wait().unwrap();
        let front = fs::read_to_string(root.join("output/index.html")).unwrap();
        for link in links(&front) {
            let target = root.join("output").join(link);
            let target = if link.ends_with('/') { target.join("index.html") } else { target };
            assert!(target.is_file(), "round {round}: the front page leads to {link}, which is not there");
        }
    }
    assert_eq!(status(root, "build"), 0);
    assert_eq!(status(root, "build --output fresh"), 0);
    let same = Command::new("diff").args(["-r", "output", "fresh"]).current_dir(root).output().unwrap();
    assert!(same.status.success(), "{}", String::from_utf8_lossy(&same.stdout));
}
