//! What single edits make builds do that remember the one before, and what they change.

use quarterdeck::model::diagnostic::Code;
use quarterdeck::model::document::Audience;
use quarterdeck::pipeline::{self, Memo, Outcome};

use crate::memo::{Files, differs, options, pristine, snapshot};

/// What a build of the changed site draws after one of the pristine site, by the pages' paths.
fn work_after(change: impl Fn(&mut Files)) -> (pipeline::Work, Vec<String>) {
    let reader = options(Audience::Internal, true);
    let mut files = pristine();
    let mut memo = Memo::default();
    let before = pipeline::rebuild(&snapshot(&files), &reader, &mut memo);
    change(&mut files);
    let after = pipeline::rebuild(&snapshot(&files), &reader, &mut memo);
    assert!(!after.artifacts.is_empty(), "{:?}", after.diagnostics);
    let is_other = |path: &str, hash| !before.artifacts.iter().any(|old| &*old.path == path && old.hash == hash);
    let changed = after.artifacts.iter().filter(|artifact| is_other(&artifact.path, artifact.hash));
    (after.work, changed.map(|artifact| artifact.path.to_string()).collect())
}

fn change_in(file: &str, from: &str, to: &str) -> impl Fn(&mut Files) {
    move |files| {
        let text = files.get_mut(file).unwrap();
        assert!(text.contains(from));
        *text = text.replace(from, to);
    }
}

#[test]
fn an_edit_of_a_text_parses_one_file_lays_out_one_deck_and_draws_one_page() {
    let (work, changed) = work_after(change_in("content/borealis/2021-q2/00-lenses.md", "More of them.", "Fewer."));
    assert_eq!((work.parsed, work.laid_out, work.rendered), (1, 1, 1));
    assert_eq!(changed, ["borealis/2021-q2/index.html", "search/index.js"]);
}

/// A link into another deck's body is one while the body has what it leads to.
#[test]
fn an_edit_of_a_text_is_seen_where_a_link_leads_to_it() {
    let reader = options(Audience::Internal, true);
    let mut files = pristine();
    let [aim, from] = ["content/borealis/2021-q2/00-lenses.md", "content/borealis/2021-q3/00-lenses.md"];
    files.get_mut(from).unwrap().push_str("\n[Dust](../2021-q2/00-lenses.md#dust)\n");
    let mut memo = Memo::default();
    pipeline::rebuild(&snapshot(&files), &reader, &mut memo);
    files.get_mut(aim).unwrap().push_str("\n### Dust\n\nWas everywhere.\n");
    let after = pipeline::rebuild(&snapshot(&files), &reader, &mut memo);
    assert_eq!(after.work.laid_out, 2);
    assert_eq!(differs(&after, &pipeline::build(&snapshot(&files), &reader)), None);
}

/// Front matter that leads into a body is shown by the pages of a team, too.
#[test]
fn an_edit_of_a_text_is_seen_where_front_matter_leads_to_it() {
    let reader = options(Audience::Internal, true);
    let mut files = pristine();
    let [aim, from] = ["content/borealis/2021-q2/00-lenses.md", "content/borealis/2021-q3/00-lenses.md"];
    change_in(from, "Number of lenses", "Number of [lenses](../2021-q2/00-lenses.md#dust)")(&mut files);
    let mut memo = Memo::default();
    pipeline::rebuild(&snapshot(&files), &reader, &mut memo);
    files.get_mut(aim).unwrap().push_str("\n### Dust\n\nWas everywhere.\n");
    let after = pipeline::rebuild(&snapshot(&files), &reader, &mut memo);
    assert_eq!(differs(&after, &pipeline::build(&snapshot(&files), &reader)), None);
}

/// A note on a quarter leads into a body from the pages of later decks, too, whose own texts say nothing of it.
#[test]
fn an_edit_of_a_text_is_seen_where_a_note_of_an_earlier_deck_leads_to_it() {
    let reader = options(Audience::Internal, true);
    let mut files = pristine();
    let mut memo = Memo::default();
    let before = pipeline::rebuild(&snapshot(&files), &reader, &mut memo);
    change_in("content/cygnus/2021-q2/10-mirrors.md", "### Dust", "### Sand")(&mut files);
    let after = pipeline::rebuild(&snapshot(&files), &reader, &mut memo);
    assert_eq!(differs(&after, &pipeline::build(&snapshot(&files), &reader)), None);
    let later = |of: &Outcome| of.artifacts.iter().find(|page| &*page.path == "cygnus/2021-q3/index.html").cloned();
    assert_ne!(later(&before), later(&after));
}

/// The introduction of the front page leads into bodies, too.
#[test]
fn an_edit_of_a_text_is_seen_where_the_introduction_leads_to_it() {
    let reader = options(Audience::Internal, true);
    let mut files = pristine();
    files.get_mut("content/site.md").unwrap().push_str("\n[Dust](borealis/2021-q2/00-lenses.md#dust)\n");
    let mut memo = Memo::default();
    pipeline::rebuild(&snapshot(&files), &reader, &mut memo);
    files.get_mut("content/borealis/2021-q2/00-lenses.md").unwrap().push_str("\n### Dust\n\nWas everywhere.\n");
    let after = pipeline::rebuild(&snapshot(&files), &reader, &mut memo);
    assert_eq!(differs(&after, &pipeline::build(&snapshot(&files), &reader)), None);
}

/// A chart may read any file, also one that is a slide of another deck, of another team's, or of none.
#[test]
fn an_edit_of_a_text_is_seen_where_a_chart_reads_it() {
    const TABLES: [&str; 3] = ["content/apollo/2021-q2/70-n.md", "content/borealis/2021-q3/70-n.md", "content/site.md"];
    let chart = |data: &str| format!("\n\n```chart\ntitle: Nights\ndata: {data}\n```\n");
    let reader = options(Audience::Internal, true);
    for table in TABLES {
        let mut files = pristine();
        files.insert(table.into(), "month,nights\n2021-07,19\n2021-08,22\n".into());
        let data = table.replace("content/", "../../");
        files.get_mut("content/apollo/2021-q3/00-lenses.md").unwrap().push_str(&chart(&data));
        if table != "content/site.md" {
            files.get_mut("content/site.md").unwrap().push_str(&chart(&table.replace("content/", "")));
        }
        let mut memo = Memo::default();
        for number in ["23", "n/a", "24"] {
            pipeline::rebuild(&snapshot(&files), &reader, &mut memo);
            files.insert(table.into(), format!("month,nights\n2021-07,19\n2021-08,{number}\n"));
            let after = pipeline::rebuild(&snapshot(&files), &reader, &mut memo);
            assert_eq!(after.artifacts.is_empty(), number == "n/a", "{:?}", after.diagnostics);
            assert_eq!(differs(&after, &pipeline::build(&snapshot(&files), &reader)), None, "{table}, {number}");
        }
    }
}

#[test]
fn an_edit_of_the_introduction_draws_the_front_page() {
    let (work, changed) = work_after(change_in("content/site.md", "See [the newest]", "Look at [the newest]"));
    assert_eq!((work.parsed, work.laid_out, work.rendered), (1, 0, 1));
    assert_eq!(changed, ["index.html"]);
}

/// Whether a text is a secret is told by files that were not edited, too.
#[test]
fn what_is_private_is_known_after_each_edit() {
    const SECRET: &str = "The old dome is sold to a circus before the winter.";
    let (reader, mut memo) = (options(Audience::Public, false), Memo::default());
    let (mut is_said, mut is_noted) = (false, false);
    for changes_what_is_said in [false, true, true, false, true, false, false, true] {
        *if changes_what_is_said { &mut is_said } else { &mut is_noted } ^= true;
        let mut files = pristine();
        files.insert("content/apollo/2021-q3/plan.txt".into(), SECRET.into());
        let mut append = |file: &str, text: &str| files.get_mut(&format!("content/{file}")).unwrap().push_str(text);
        append("apollo/2021-q3/10-mirrors.md", "\n[The plan](plan.txt)\n");
        append("borealis/2021-q2/00-lenses.md", if is_said { SECRET } else { "" });
        append("cygnus/2021-q3/00-lenses.md", &if is_noted { format!("\nNote: {SECRET}\n") } else { String::new() });
        let snapshot = snapshot(&files);
        let warm = pipeline::rebuild(&snapshot, &reader, &mut memo);
        assert_eq!(warm.diagnostics.iter().any(|found| found.code == Code::Leak), is_noted && !is_said);
        assert_eq!(differs(&warm, &pipeline::build(&snapshot, &reader)), None);
    }
}

/// The archive, other teams, and the decks before it do not show the number.
#[test]
fn an_edit_of_a_number_draws_the_pages_that_show_it() {
    let (work, changed) =
        work_after(change_in("content/borealis/2021-q2/00-lenses.md", "check_in: 11", "check_in: 12"));
    assert_eq!(work.parsed, 1);
    let expected = [
        "borealis/2021-q2/index.html",
        "borealis/2021-q3/index.html",
        "okrs.csv",
        "okrs.json",
        "teams/borealis/index.html",
        "teams/borealis/lenses/index.html",
    ];
    assert_eq!(changed, expected);
    assert_eq!(work.rendered, 4);
}

#[test]
fn nothing_is_done_where_nothing_changed() {
    let (work, changed) = work_after(|_| {});
    assert_eq!((work.parsed, work.laid_out, work.rendered, changed.len()), (0, 0, 0, 0));
}

#[test]
fn an_edit_of_the_theme_draws_all_pages_and_parses_none() {
    let (work, _) = work_after(|files| {
        files.insert("content/site.md".into(), "---\ntitle: Observatory\ntheme: own\n---\n".into());
    });
    let (all, _) = work_after(|files| *files = pristine());
    assert_eq!((work.parsed, all.rendered), (1, 0));
    assert!(work.rendered >= 20, "{work:?}");
}

/// A site without a title goes by its only team. A deck's page knows of its own team alone.
#[test]
fn another_team_changes_nothing_in_a_deck() {
    let reader = options(Audience::Public, false);
    let deck = |team: &str| {
        let text = format!("---\nteam: {team}\nquarter: Q3 2021\n---\nIt went well.\n");
        (format!("content/{team}/2021-q3/deck.md"), text)
    };
    let page = |teams: &[&str]| {
        let files: Files = teams.iter().map(|team| deck(team)).collect();
        let built = pipeline::build(&snapshot(&files), &reader);
        built.artifacts.iter().find(|page| &*page.path == "apollo/2021-q3/index.html").cloned()
    };
    let alone = page(&["apollo"]);
    assert!(alone.is_some());
    assert_eq!(alone, page(&["apollo", "borealis"]));
}
