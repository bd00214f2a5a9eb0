//! Files of a size that nobody writes by hand are read and told of while one waits, to the last mistake. Time in proportion to
//! these sizes is seconds; time that grows with their square is minutes, and whoever runs the tests sees where they stay. That is
//! all that is held of time: no test looks at a clock, which tells more of the machine than of the code. `cargo bench` does.

use std::fmt::Write as _;

use quarterdeck::cli::report;
use quarterdeck::model::diagnostic::{Code, Diagnostic};
use quarterdeck::model::source::{Snapshot, Source};
use quarterdeck::pipeline::{self, Options};

const DECK: &str = "---\nteam: Technology\nquarter: Q3 2021\n---\n";

/// Checks a deck with these files, and draws what is told.
fn checked(files: &[(&str, &str)]) -> (Vec<Diagnostic>, String) {
    let mut all = vec![Source::new("content/t/q3/deck.md", DECK.as_bytes())];
    let place = |path: &str| {
        path.strip_prefix("../").map_or_else(|| format!("content/t/q3/{path}"), |path| format!("content/t/{path}"))
    };
    all.extend(files.iter().map(|(path, text)| Source::new(place(path), text.as_bytes())));
    all.sort_by(|a, b| a.path.cmp(&b.path));
    let snapshot = Snapshot::of(all, "2021-10-15".parse().unwrap());
    let options = Options::default();
    let told = pipeline::check(&snapshot, &options);
    let mut drawn = anstream::AutoStream::never(Vec::new());
    report::draw(&mut drawn, &snapshot, &told).unwrap();
    (told, String::from_utf8(drawn.into_inner()).unwrap())
}

fn count(told: &[Diagnostic], code: Code) -> usize {
    told.iter().filter(|told| told.code == code).count()
}

#[test]
fn mistakes_in_one_line() {
    let text = format!("# Links\n\n{}\n", "語 [a](no.md) ".repeat(10_000));
    let (told, drawn) = checked(&[("10-links.md", &text)]);
    assert_eq!(count(&told, Code::BrokenLink), 10_000);
    assert!(drawn.contains(":3:129990\n"), "the last one has its column");
    assert!(drawn.lines().all(|line| line.chars().count() < 1000), "no line is shown in full");
}

#[test]
fn rows_of_charts() {
    let mut rows = "place,days,open\n".to_owned();
    for row in 0..8_000 {
        let _ = writeln!(rows, "place {row},{},{}", row * 7919 % 1000, row % 77);
    }
    for kind in ["line", "bar", "stacked", "area"] {
        let text = format!("# Rows\n\n```chart\ndata: rows.csv\ntype: {kind}\n```\n");
        let (told, _) = checked(&[("10-rows.md", &text), ("rows.csv", &rows)]);
        assert_eq!(count(&told, Code::BadData), 0, "{kind}");
    }
}

#[test]
fn comments_that_silence() {
    let yaml = "  # quarterdeck: allow regressed -- so\n".repeat(8_000);
    let lines = "a <!-- quarterdeck: allow broken-link -- so --> [a](no.md)\n".repeat(10_000);
    let text = format!(
        "---\nextra:\n{yaml}  a: 1\n---\n{lines}\n{}\n\n{}",
        "<!-- quarterdeck: ".repeat(20_000),
        "`<!--".repeat(20_000)
    );
    let (told, _) = checked(&[("10-comments.md", &text)]);
    assert_eq!(count(&told, Code::UnusedAllow), 8_000);
    assert_eq!(count(&told, Code::BrokenLink), 0);
}

#[test]
fn comments_in_comments() {
    for text in ["<!-- x\n".repeat(5_000), "<!-- ".repeat(5_000)] {
        let (told, _) = checked(&[("10-comments.md", &text)]);
        assert!(count(&told, Code::UnknownKind) > 0, "a comment that is none is told: {told:?}");
    }
    let closed = format!("{}{}", "<!-- x\n".repeat(600), "-->\n".repeat(600));
    checked(&[("10-comments.md", &closed)]);
}

#[test]
fn keys_key_results_and_slides() {
    let many = |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<String>();
    let keys = format!("---\ntitle: Keys\nextra:\n{}---\n", many(60_000, &|at| format!("  k{at}: 1\n")));
    checked(&[("10-keys.md", &keys)]);
    let result = |at| format!("  - {{title: R{at}, baseline: 1 a, target: 9 a, check_in: 2 a (80%)}}\n");
    let results = format!("---\nobjective: Many\nkey_results:\n{}---\n", many(6_000, &result));
    let (told, _) = checked(&[("10-results.md", &results)]);
    assert_eq!(count(&told, Code::ClaimMismatch), 6_000);
    checked(&[("10-slides.md", &"# Same\n\nText\n\n---\n\n".repeat(6_000))]);
}

/// One slide goes on over as many as it takes.
#[test]
fn paragraphs_and_headings_of_a_slide() {
    let rows = "| a | b |\n|---|---|\n| 1 | 2 |\n\n".repeat(4_000);
    for (name, text) in
        [("words", "Words.\n\n".repeat(30_000)), ("headings", "### H\n\n".repeat(8_000)), ("rows", rows)]
    {
        let (told, _) = checked(&[("10-long.md", &format!("# {name}\n\n{text}"))]);
        let all: Vec<&str> =
            told.iter().filter(|told| told.code == Code::Overflow).map(|told| &*told.message).collect();
        assert!(matches!(all[..], [one] if one.contains("it goes on over ")), "{name}: {all:?}");
    }
}

#[test]
fn values_of_key_results() {
    let result = |at: usize| {
        // One odd value is of all.
        let values = format!("check_ins: {{Q1: {at}.5, Q2: 7.75}}, check_in: {at}.875");
        format!("  - {{title: V{at}, target: 99k a, {values}}}\n")
    };
    let file = |number: usize| {
        let results: String = (number * 2_000..(number + 1) * 2_000).map(result).collect();
        (format!("{number}.md"), format!("---\nobjective: Many\nkey_results:\n{results}---\n"))
    };
    let mut files: Vec<(String, String)> = (1..3).map(file).collect();
    files.push((
        "3.md".to_owned(),
        format!("---\nobjective: One\nkey_results:\n{}---\n", result(3_000).replace("99k", "9k")),
    ));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (told, _) = checked(&files);
    assert_eq!(count(&told, Code::TwoBaselines), 1);
}

#[test]
fn formulas() {
    let deep = |depth: usize| format!("# Deep\n\n${}{}$\n", "{".repeat(depth), "}".repeat(depth));
    checked(&[("10-deep.md", &deep(100_000))]);
}

#[test]
fn footnotes() {
    let (mut uses, mut texts) = (String::new(), String::new());
    for at in 0..8_000 {
        let _ = write!(uses, "w[^n{at}] ");
        let _ = writeln!(texts, "[^n{at}]: note");
    }
    checked(&[("10-footnotes.md", &format!("{uses}\n\n{texts}"))]);
    checked(&[("10-footnotes.md", &format!("{}\n\n[^a]: b\n", "[^".repeat(100_000)))]);
}

#[test]
fn definitions() {
    let (mut slides, mut texts) = (String::new(), String::new());
    for at in 0..6_000 {
        let _ = write!(slides, "See [Plan {at}] and.[^n{at}]\n\n---\n\n");
        let _ = writeln!(texts, "[plan {at}]: plan-{at}.md\n\n[^n{at}]: note\n");
    }
    let (told, _) = checked(&[("10-definitions.md", &format!("{slides}{texts}"))]);
    assert_eq!(count(&told, Code::BrokenLink), 6_000);
}

#[test]
fn lines_of_code() {
    let code = "const a: B<C> = (d) => e; ".repeat(20_000);
    checked(&[("10-code.md", &format!("# Code\n\n```ts\n{code}\n```\n"))]);
}

#[test]
fn links_within_a_file() {
    let mut text = "# Links\n\n".to_owned();
    for at in 0..20_000 {
        let _ = write!(text, "### H{at}\n\n[There](#h{}) [nowhere](#no)\n\n", at * 7919 % 20_000);
    }
    let (told, _) = checked(&[("10-links.md", &text)]);
    assert_eq!(count(&told, Code::BrokenLink), 20_000);
}

#[test]
fn arrows_at_ends_of_lines() {
    let (told, _) = checked(&[("10-arrows.md", &"a -->\n".repeat(100_000))]);
    assert_eq!(count(&told, Code::UnknownKind), 0);
}

/// What a deck says of the one before, objective by objective.
#[test]
fn decks_that_follow_each_other() {
    let objective = |name: &str, was: &str| {
        format!("---\nobjective: {name}.\n{was}key_results: [{{title: A, target: 9 a, check_in: 2 a}}]\n---\n")
    };
    let mut files = vec![("../q4/deck.md".to_owned(), DECK.replace("Q3", "Q4"))];
    for at in 0..700 {
        files.push((format!("old{at}.md"), objective("Old", "")));
        files.push((format!("../q4/new{at}.md"), objective("New", &format!("was: gone{at}\n"))));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (told, _) = checked(&files);
    assert_eq!(count(&told, Code::UnknownReference), 700);
    assert_eq!(count(&told, Code::Dropped), 700);
}
