//! Cases of whole sites, built in memory: `tests/cases/sites/*.md`.
//!
//! Labels: `diagnostics` (all of them; without this block there must be none), `files` (the paths of the output),
//! `output PATH` (the file's text), `in PATH` (lines that stand in it, in this order), `not in PATH` and `nowhere` (lines that do
//! not). Options: those of `build`, `--today`, and `--check` to check instead of building.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Mutex;

use percent_encoding::percent_decode_str;
use quarterdeck::model::artifact::Artifact;
use quarterdeck::model::diagnostic::{Diagnostic, Severity};
use quarterdeck::model::document::Audience;
use quarterdeck::model::position::Lines;
use quarterdeck::model::source::{Snapshot, Source};
use quarterdeck::pipeline::{self, Locator, Memo, Options, Outcome};

use crate::case::{self, Case};

#[test]
fn sites() {
    case::run_all("sites", run);
}

pub fn run(case: &Case) -> Result<Vec<Option<String>>, String> {
    let (snapshot, options, outcome) = build(case, pipeline::build)?;
    if !checks_only(case) {
        piece_by_piece(&snapshot, &options, &outcome)?;
    }
    ids_are_sound(&outcome.artifacts)?;
    let listed = list(&snapshot, &outcome.diagnostics);
    if !listed.is_empty() && !case.blocks.iter().any(|block| block.label == "diagnostics") {
        return Err(format!("diagnostics, but no block for them:\n{listed}"));
    }
    case.blocks.iter().map(|block| expect(block.label.as_str(), &block.body, &listed, &outcome.artifacts)).collect()
}

/// In no page two things are called the same, and what its links lead to in it is there.
fn ids_are_sound(artifacts: &[Artifact]) -> Result<(), String> {
    for page in artifacts.iter().filter(|artifact| artifact.path.ends_with(".html")) {
        let html = page.body.whole();
        let html = String::from_utf8_lossy(&html);
        let values = |start| html.split(start).skip(1).filter_map(|rest: &str| rest.split('"').next());
        let mut known = HashSet::new();
        if let Some(id) = values(" id=\"").find(|id| !known.insert(*id)) {
            return Err(format!("{}: the id {id} stands twice", page.path));
        }
        let lost = |id: &&str| !known.contains(&*percent_decode_str(id).decode_utf8_lossy());
        // On how many slides one goes on only their layout tells.
        if let Some(id) = values(" href=\"#").filter(|id| !id.contains('~')).find(lost) {
            return Err(format!("{}: nothing is called {id}", page.path));
        }
    }
    Ok(())
}

/// What a block's body should be; `None` where it is input, or holds what it says.
fn expect(label: &str, body: &str, listed: &str, artifacts: &[Artifact]) -> Result<Option<String>, String> {
    let text_of = |path: &str| {
        let found = artifacts.iter().find(|artifact| &*artifact.path == path);
        let found = found.ok_or_else(|| format!("there is no {path}; diagnostics:\n{listed}"))?;
        String::from_utf8(found.body.whole().to_vec()).map_err(|_| format!("{path} is not text"))
    };
    let lines = body.lines().map(str::trim).filter(|line| !line.is_empty());
    if label == "diagnostics" {
        return Ok(Some(listed.to_owned()));
    }
    if label == "files" {
        return Ok(Some(artifacts.iter().map(|artifact| format!("{}\n", artifact.path)).collect()));
    }
    if let Some(path) = label.strip_prefix("output ") {
        return text_of(path).and_then(|text| one_form(path, text)).map(Some);
    }
    if let Some(path) = label.strip_prefix("in ") {
        let text = text_of(path)?;
        let mut from = 0;
        for line in lines {
            let at = text[from..].find(line).ok_or_else(|| {
                let place = if text.contains(line) { " in this order" } else { "" };
                format!("{path} does not hold{place}: {line}")
            })?;
            from += at + line.len();
        }
    } else if let Some(path) = label.strip_prefix("not in ") {
        let text = text_of(path)?;
        if let Some(line) = lines.into_iter().find(|line| text.contains(line)) {
            return Err(format!("{path} holds: {line}"));
        }
    } else if label == "nowhere" {
        for artifact in artifacts {
            let bytes = artifact.body.whole();
            let text = String::from_utf8_lossy(&bytes);
            if let Some(line) = lines.clone().find(|line| text.contains(line) || artifact.path.contains(line)) {
                return Err(format!("{} holds: {line}", artifact.path));
            }
        }
    } else if !(label.starts_with("content/") || label.starts_with("themes/")) {
        return Err(format!("what does the label {label:?} mean?"));
    }
    Ok(None)
}

/// The text with the line ends of this file; a CSV file's own, as RFC 4180 wants them, are looked for here.
fn one_form(path: &str, text: String) -> Result<String, String> {
    if !path.ends_with(".csv") {
        return Ok(text);
    }
    let lines = text.replace("\r\n", "\n");
    if lines.matches('\n').count() == text.matches("\r\n").count() {
        Ok(lines)
    } else {
        Err(format!("{path} has other line ends"))
    }
}

fn checks_only(case: &Case) -> bool {
    case.options().contains(&"--check")
}

/// Makes the site of a case with `build`, as its options say.
pub fn build(
    case: &Case,
    build: impl FnOnce(&Snapshot, &Options) -> Outcome,
) -> Result<(Snapshot, Options, Outcome), String> {
    let mut options = Options::default();
    let mut today = "2021-04-15";
    let mut written = case.options().into_iter();
    while let Some(option) = written.next() {
        let mut value = || written.next().ok_or_else(|| format!("{option} needs a value"));
        match option {
            "--audience" => {
                options.audience = match value()? {
                    "public" => Audience::Public,
                    "internal" => Audience::Internal,
                    other => return Err(format!("no audience is called {other}")),
                }
            }
            "--drafts" => options.drafts = true,
            "--strict" => options.strict = true,
            "--theme" => options.theme = Some(value()?.to_owned()),
            "--base-url" => options.base_url = Some(value()?.to_owned()),
            "--today" => today = value()?,
            "--check" => {}
            other => return Err(format!("what does the option {other} mean?")),
        }
    }
    let files = sources(case);
    let today = today.parse().map_err(|error| format!("{today}: {error}"))?;
    let snapshot = Snapshot::of(files, today);
    let outcome = if checks_only(case) {
        Outcome { diagnostics: pipeline::check(&snapshot, &options).into(), ..Outcome::default() }
    } else {
        build(&snapshot, &options)
    };
    Ok((snapshot, options, outcome))
}

/// A build that hands its files on as they are made comes to the same, and so does one that shows them early.
fn piece_by_piece(snapshot: &Snapshot, options: &Options, whole: &Outcome) -> Result<(), String> {
    let handed_on = Mutex::new(Vec::new());
    let take = |file: &Artifact| handed_on.lock().unwrap().push(file.clone());
    let handing = pipeline::build_into(snapshot, options, &take);
    let handed_on = std::mem::take(&mut *handed_on.lock().unwrap());

    let shown = Mutex::new(Vec::new());
    let show = |file: &Artifact| shown.lock().unwrap().push(file.clone());
    let wanted = || vec!["technology/q1/index.html".to_owned()];
    let showing = pipeline::rebuild_showing(snapshot, options, &mut Memo::default(), &show, &wanted);
    let shown = std::mem::take(&mut *shown.lock().unwrap());

    let is_wrong = whole.diagnostics.iter().any(|each| each.severity == Severity::Error);
    for (name, mut taken, outcome) in [("handed on", handed_on, handing), ("shown early", shown, showing)] {
        if outcome.diagnostics != whole.diagnostics {
            let listed = list(snapshot, &outcome.diagnostics);
            return Err(format!("{name}, there are other diagnostics:\n{listed}"));
        }
        taken.sort_by(|a, b| a.path.cmp(&b.path));
        let is_less = name == "handed on" && taken != *whole.artifacts || outcome.counts != whole.counts;
        if !is_wrong && (is_less || taken.iter().any(|file| !whole.artifacts.contains(file))) {
            return Err(format!("{name}, the files are others: {taken:?}"));
        }
    }
    Ok(())
}

#[test]
fn what_is_waited_for_is_made_first() {
    let deck = |team: &str| {
        let text = format!("---\nteam: {team}\nquarter: Q1 2021\n---\n");
        Source::new(format!("content/{}/q1/deck.md", team.to_lowercase()), text.into_bytes())
    };
    let snapshot =
        Snapshot::of(["Analytics", "Finance", "Legal", "Security"].map(deck).into(), "2021-03-01".parse().unwrap());
    let options = Options { audience: Audience::Internal, drafts: true, ..Options::default() };
    let shown = Mutex::new(Vec::new());
    let show = |file: &Artifact| shown.lock().unwrap().push(file.path.to_string());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    for path in ["legal/q1/index.html", "teams/legal/index.html"] {
        let wanted = || vec![path.to_owned()];
        pool.install(|| pipeline::rebuild_showing(&snapshot, &options, &mut Memo::default(), &show, &wanted));
        let shown = std::mem::take(&mut *shown.lock().unwrap());
        let first = shown.iter().find(|path| path.ends_with("index.html"));
        assert!(first.is_some_and(|first| first.contains("legal")), "{path} is waited for: {shown:?}");
        assert!(shown.iter().any(|path| path.starts_with("assets/")), "pages need them: {shown:?}");
    }
}

/// The input files, sorted by path.
pub fn sources(case: &Case) -> Vec<Source> {
    let mut files: Vec<Source> = case.blocks.iter().filter(|block| block.is_input()).map(source).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// An input file. `content/… in Latin-1` is a file that is not UTF-8, `content/… with CRLF` has the line ends of Windows.
fn source(block: &case::Block) -> Source {
    let (path, form) = block.label.split_once(' ').unwrap_or((&block.label, ""));
    let bytes: Vec<u8> = match form {
        "in Latin-1" => block.body.chars().map(|letter| u8::try_from(letter).unwrap()).collect(),
        "with CRLF" => block.body.replace('\n', "\r\n").into_bytes(),
        _ => block.body.clone().into_bytes(),
    };
    Source::new(path, bytes)
}

/// `CODE file:line:column-line:column message`, and each hint on a line of its own.
fn list(snapshot: &Snapshot, diagnostics: &[Diagnostic]) -> String {
    let mut listed = String::new();
    for diagnostic in diagnostics {
        let file = diagnostic.place.file();
        let source = snapshot.get(file);
        let range = source.map_or(0..0, |source| Locator::new(source).locate(&diagnostic.place));
        let text = source.map(|source| source.text().map_or_else(|| String::from_utf8_lossy(&source.bytes), Cow::from));
        let text = text.as_deref().unwrap_or_default();
        let lines = Lines::new(text);
        let (start, end) = (lines.position(range.start), lines.position(text.ceil_char_boundary(range.end)));
        let code = diagnostic.code.as_str();
        let message = &diagnostic.message;
        let place = format!("{file}:{}:{}-{}:{}", start.line, start.column, end.line, end.column);
        let _ = writeln!(listed, "{code} {place} {message}");
        for hint in &diagnostic.hints {
            let _ = writeln!(listed, "    help: {hint}");
        }
    }
    listed
}
