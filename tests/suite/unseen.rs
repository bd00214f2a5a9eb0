//! A public build is what it would be if nothing private had been written.

use quarterdeck::model::artifact::Artifact;
use quarterdeck::model::document::Audience;
use quarterdeck::model::source::{Snapshot, Source};
use quarterdeck::pipeline::{self, Options};

/// What may stand in private: all of it is of the same names and kinds as what stands around it.
const PRIVATE: [&str; 9] = [
    "### Plan",
    "## Plan {.wide}\n\nWords[^one] of its own.\n\n[^one]: A remark.",
    "# Plan\n\n## Further\n\n### Deep",
    "Words.\n\n---\n\n## Plan\n\nMore words.",
    "Words.\n\n. . .\n\nMore words.",
    "::: incremental\n- one\n- two\n:::",
    "```chart\ndata: {Q1: 1, Q2: 2}\n```",
    "![A map](map.png) and [a file](map.png)",
    "::: columns\n::: column\n## Plan\n:::\n:::",
];

const DECK: &str = "---\nteam: T\nquarter: Q1 2021\n---\n";

/// A file of three slides with something at four places of it.
fn text(at: usize, block: &str) -> String {
    let here = |place: usize| if place == at { block } else { "" };
    format!(
        "---\ntitle: Reviews\n---\n{}\n\n## Start\n\nText[^one].\n\n{}\n\n### Plan\n\n[^one]: Said.\n\n---\n\n{}\n\n## Plan\n\n. . .\n\n\
         ### Deep\n\n```chart\ndata: {{Q1: 3, Q2: 4}}\n```\n\n---\n\nNo title.\n\n{}\n",
        here(0),
        here(1),
        here(2),
        here(3)
    )
}

fn public(text: String, deck: String) -> Vec<Artifact> {
    built(text, deck, Audience::Public)
}

fn built(text: String, deck: String, audience: Audience) -> Vec<Artifact> {
    let file = |path: &str, text: String| Source::new(path, text.into_bytes());
    let files = vec![
        file("content/t/q1/10-reviews.md", text),
        file("content/t/q1/deck.md", deck),
        file("content/t/q1/map.png", "a map".to_owned()),
    ];
    let options = Options { audience, ..Options::default() };
    let built = pipeline::build(&Snapshot::of(files, "2021-04-15".parse().unwrap()), &options);
    assert!(!built.artifacts.is_empty(), "{:?}", built.diagnostics);
    built.artifacts.to_vec()
}

#[test]
fn what_is_private_changes_nothing_in_public() {
    let without = public(text(0, ""), DECK.to_owned());
    for (container, private) in ["internal", "notes"].into_iter().flat_map(|each| PRIVATE.map(|text| (each, text))) {
        let block = format!("::: {container}\n{private}\n:::");
        let decks = [(4, format!("{DECK}{block}\n"))];
        let files = (0..4).map(|at| (at, DECK.to_owned())).chain(decks);
        for (at, deck) in files {
            let with = public(text(at, &block), deck);
            let named = |files: &[Artifact]| files.iter().map(|file| file.path.to_string()).collect::<Vec<_>>();
            assert_eq!(named(&with), named(&without), "place {at}: {block}");
            for (one, other) in with.iter().zip(&without) {
                let (one, other) = (one.body.whole(), other.body.whole());
                let (one, other) = (String::from_utf8_lossy(&one), String::from_utf8_lossy(&other));
                assert_same_lines(&one, &other, &format!("place {at}: {block}"));
            }
        }
    }
}

/// Texts that go on where something private stands in them.
const GOES_ON: &str = "Words\nof two lines.\n\n1. one\n2. two\n   of two lines\n\nBetween.\n\n- a\n  - b\n\n    more\n- c\n\nTerm\n: Said.\n: More.\n\n> Quoted.\n\n| a |\n|---|\n| b |\n\nThe end.\n";

#[test]
fn what_is_private_does_not_part_the_text_around_it() {
    let file = |body: &str| format!("---\ntitle: Reviews\n---\n{body}");
    let without = public(file(GOES_ON), DECK.to_owned());
    let ends = GOES_ON.match_indices('\n').map(|(at, _)| at + 1);
    for at in ends {
        let (before, behind) = GOES_ON.split_at(at);
        for (name, indent) in ["notes", "internal"].into_iter().flat_map(|name| [0, 2, 3].map(|indent| (name, indent)))
        {
            let space = " ".repeat(indent);
            let body = format!("{before}{space}::: {name}\n{space}Why.\n{space}:::\n{behind}");
            for (one, other) in public(file(&body), DECK.to_owned()).iter().zip(&without) {
                let (one, other) = (one.body.whole(), other.body.whole());
                assert_same_lines(&String::from_utf8_lossy(&one), &String::from_utf8_lossy(&other), &body);
            }
        }
    }
}

#[test]
fn what_holds_nothing_but_private_text_is_not_there() {
    let list =
        |more: &str| format!("---\ntitle: Reviews\n---\n- one\n{more}- two\n\n::: incremental\n- a\n{more}- b\n:::\n");
    let columns = |more: &str| {
        let shown = "::: column\nWords.\n:::\n";
        format!("---\ntitle: Reviews\n---\n:::: columns\n{shown}{more}{shown}::::\n\nTerm\n: Said.\n")
    };
    let pairs = [
        (list("- <!-- Why. -->\n"), list("")),
        (list("- [ ] <!-- Why. -->\n"), list("")),
        (list("-\n  ::: internal\n  Why.\n  :::\n"), list("")),
        (list("-\n  ::: notes\n  Why.\n  :::\n"), list("")),
        (columns("::: column\n::: internal\nWhy.\n:::\n:::\n"), columns("")),
        (columns("") + ": <!-- Why. -->\n", columns("")),
    ];
    for (with, without) in pairs {
        let built = public(with.clone(), DECK.to_owned());
        for (one, other) in built.iter().zip(&public(without, DECK.to_owned())) {
            let (one, other) = (one.body.whole(), other.body.whole());
            assert_same_lines(&String::from_utf8_lossy(&one), &String::from_utf8_lossy(&other), &with);
        }
    }
}

#[test]
fn what_holds_nothing_but_internal_text_stands_where_it_is_seen() {
    let text = "---\ntitle: Reviews\n---\n- one\n-\n  ::: internal\n  Why.\n  :::\n- two\n";
    let shown = built(text.to_owned(), DECK.to_owned(), Audience::Internal);
    let page = shown.iter().find(|file| &*file.path == "t/q1/index.html").expect("a deck's page").body.whole();
    let item = "<li>one</li>\n<li>\n<div class=\"internal\">\n<p>Why.</p>\n</div>\n</li>\n<li>two</li>";
    assert!(String::from_utf8_lossy(&page).contains(item));
}

/// The first lines that differ are shown, not whole pages.
fn assert_same_lines(one: &str, other: &str, about: &str) {
    for (one, other) in one.lines().zip(other.lines()) {
        assert_eq!(one, other, "{about}");
    }
    assert_eq!(one.len(), other.len(), "{about}");
}
