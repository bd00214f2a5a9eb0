//! Every warning and note can be silenced where it stands: in the front matter above its key, in Markdown above its block.

use std::collections::{BTreeMap, BTreeSet};

use quarterdeck::model::diagnostic::{Code, Diagnostic, Severity};
use quarterdeck::model::position::Lines;
use quarterdeck::model::source::Snapshot;
use quarterdeck::pipeline::{self, Locator, Memo};

use crate::case;
use crate::sites;

/// The codes to silence above each line (from 0) of each file.
type Comments = BTreeMap<String, BTreeMap<usize, BTreeSet<&'static str>>>;

#[test]
fn every_warning_and_note_can_be_silenced_where_it_stands() {
    let mut left = Vec::new();
    let mut silenced = BTreeSet::new();
    // Most cases have the same theme, which takes longest.
    let mut memo = Memo::default();
    let mut build =
        |case: &_| sites::build(case, |snapshot, options| pipeline::rebuild(snapshot, options, &mut memo)).unwrap();
    for mut case in case::all("sites") {
        let name = case.path.file_stem().unwrap().to_string_lossy().into_owned();
        let (snapshot, _, outcome) = build(&case);
        let told: Vec<&Diagnostic> = outcome.diagnostics.iter().filter(|told| can_be_silenced(told)).collect();
        silenced.extend(told.iter().map(|told| told.code.as_str()));
        let comments = comments(&snapshot, &told);
        for block in case.blocks.iter_mut().filter(|block| block.is_input()) {
            let path = block.label.split(' ').next().unwrap_or_default();
            if let Some(comments) = comments.get(path) {
                block.body = with_comments(&block.body, comments);
            }
        }
        let (_, _, again) = build(&case);
        let unused = |diagnostics: &[Diagnostic]| diagnostics.iter().filter(|d| d.code == Code::UnusedAllow).count();
        left.extend(
            again.diagnostics.iter().filter(|told| can_be_silenced(told)).map(|told| format!("{name}: {told:?}")),
        );
        if unused(&again.diagnostics) != unused(&outcome.diagnostics) {
            left.push(format!("{name}: an allow that silences nothing"));
        }
    }
    assert!(left.is_empty(), "{left:#?}");
    for code in Code::ALL.iter().filter(|code| code.severity() < Severity::Error && **code != Code::UnusedAllow) {
        assert!(silenced.contains(code.as_str()), "no case has {} to silence", code.as_str());
    }
}

fn can_be_silenced(told: &Diagnostic) -> bool {
    told.code.severity() < Severity::Error && told.code != Code::UnusedAllow
}

fn comments(snapshot: &Snapshot, told: &[&Diagnostic]) -> Comments {
    let mut comments = Comments::new();
    for diagnostic in told {
        let file = diagnostic.place.file();
        let source = snapshot.get(file).unwrap();
        let text = source.text().unwrap();
        let range = Locator::new(source).locate(&diagnostic.place);
        let line = Lines::new(text).position(range.start).line - 1;
        let line = above(&text.lines().collect::<Vec<_>>(), line);
        comments.entry(file.to_string()).or_default().entry(line).or_default().insert(diagnostic.code.as_str());
    }
    comments
}

/// The line above which a comment reaches what stands at `line`: its key's, or its block's first.
fn above(lines: &[&str], line: usize) -> usize {
    let body = front_matter(lines);
    // What is told of a file as a whole is silenced above its first key.
    if line == 0 && body > 0 {
        return 1;
    }
    if line >= body {
        return (body..=line).rev().take_while(|at| !lines[*at].trim().is_empty()).last().unwrap_or(line);
    }
    let indent = |line: &str| line.len() - line.trim_start().len();
    let has_key = |line: &str| {
        let start = line.trim_start().trim_start_matches("- ").trim_start_matches(['{', '"', '\'', ' ']);
        let word = start.split([':', ' ']).next().unwrap_or_default();
        start[word.len()..].starts_with(": ") || start.ends_with(':') || start.contains("\":") || start.contains("':")
    };
    let mut at = line;
    while at > 1 && !has_key(lines[at]) {
        at = (1..at).rev().find(|above| indent(lines[*above]) < indent(lines[at])).unwrap_or(1);
    }
    at
}

/// How many lines the front matter takes, with its marks.
fn front_matter(lines: &[&str]) -> usize {
    if lines.first().is_none_or(|first| first.trim_end() != "---") {
        return 0;
    }
    lines.iter().skip(1).position(|line| line.trim_end() == "---").map_or(0, |end| end + 2)
}

fn with_comments(text: &str, comments: &BTreeMap<usize, BTreeSet<&'static str>>) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let body = front_matter(&lines.iter().map(|line| line.trim_start_matches('\u{feff}')).collect::<Vec<_>>());
    let mut written = String::new();
    for (number, line) in lines.iter().enumerate() {
        if let Some(codes) = comments.get(&number) {
            let indent = &line[..line.len() - line.trim_start().len()];
            let codes = codes.iter().copied().collect::<Vec<_>>().join(", ");
            written.push_str(&if number < body {
                format!("{indent}# quarterdeck: allow {codes} -- it is well\n")
            } else {
                format!("{indent}<!-- quarterdeck: allow {codes} -- it is well -->\n")
            });
        }
        written.push_str(line);
        written.push('\n');
    }
    written
}
