//! What a build remembers never shows: after every edit the warm build is the cold one, byte for byte. That it does no more than
//! an edit asks for is held in `edits.rs`.
//!
//! Edits are made at random, always the same ones. `EDITS=1000 cargo test memo` goes on longer, as `tests/run` does, `SEED=7` goes another way.

use std::collections::BTreeMap;
use std::env;

use quarterdeck::model::document::Audience;
use quarterdeck::model::source::{Snapshot, Source};
use quarterdeck::pipeline::{self, Memo, Options, Outcome};

/// A site in memory, by path.
pub type Files = BTreeMap<String, String>;

const TEAMS: [&str; 3] = ["apollo", "borealis", "cygnus"];
const QUARTERS: [&str; 2] = ["2021-q2", "2021-q3"];

pub fn pristine() -> Files {
    let mut files = Files::new();
    files.insert(
        "content/site.md".into(),
        "---\ntitle: Observatory\n---\nSee [the newest](apollo/2021-q3/deck.md).\n".into(),
    );
    for (number, team) in TEAMS.iter().enumerate() {
        for (turn, quarter) in QUARTERS.iter().enumerate() {
            let folder = format!("content/{team}/{quarter}");
            let label = format!("Q{} 2021", turn + 2);
            files.insert(
                format!("{folder}/deck.md"),
                format!("---\nteam: {team}\nquarter: {label}\n---\nWhat {team} did in {label}.\n"),
            );
            files.insert(
                format!("{folder}/05-sky.md"),
                "---\nkind: overview\ntitle: A clear sky\noutcomes:\n  - title: Seeing\n    metrics:\n      - title: Arcseconds\n        \
                 baseline: 2.5\n        target: 0.9\n        check_in: 1.4\n---\n"
                    .into(),
            );
            for (at, id) in ["lenses", "mirrors"].iter().enumerate() {
                let value = 10 + 7 * turn + at + number;
                files.insert(
                    format!("{folder}/{at}0-{id}.md"),
                    format!(
                        "---\ntitle: Better {id}\nobjective: The {id} are better.\nowner: Team {team}\noutcome: 05-sky\nkey_results:\n  \
                         - id: count\n    title: Number of {id}\n    baseline: 5\n    target: 60\n    check_in: {value}\n  - title: \
                         Errors\n    baseline: 40\n    target: 4\n    check_in: {}\n---\n## How it went\n\nWe ground **{value}** {id} by hand.\n\n\
                         ::: notes\nNobody outside may know that the {id} of {team} came from a flea market.\n:::\n\n---\n\n\
                         ## What is next\n\nMore of them.\n",
                        40 - 9 * turn
                    )
                    .replace("05-sky", "sky"),
                );
            }
            files.insert(format!("{folder}/80-status.md"), "---\nkind: status\ntitle: Status\n---\n".into());
            files.insert(format!("{folder}/90-changes.md"), "---\nkind: changes\ntitle: Changes\n---\n".into());
        }
    }
    // A note that later decks show, too.
    let noting = files.get_mut("content/cygnus/2021-q2/00-lenses.md").unwrap();
    *noting = noting.replace("check_in: 12\n", "check_in: {value: 12, note: \"why: [dust](10-mirrors.md#dust)\"}\n");
    files.get_mut("content/cygnus/2021-q2/10-mirrors.md").unwrap().push_str("\n### Dust\n\nIt was everywhere.\n");
    files.insert("content/apollo/2021-q3/data.csv".into(), "month,nights\n2021-07,19\n2021-08,22\n".into());
    files.insert(
        "content/apollo/2021-q3/70-nights.md".into(),
        "---\nkind: drilldown\ntitle: Clear nights\ncharts:\n  - title: Nights\n    data: data.csv\n---\n![A mirror](mirror.png)\n".into(),
    );
    files.insert("content/apollo/2021-q3/mirror.png".into(), "not really an image".into());
    files.insert("themes/own/theme.yaml".into(), "api: 1\n".into());
    files.insert("themes/own/assets/own.css".into(), ".slide { color: black }\n".into());
    files
}

pub fn snapshot(files: &Files) -> Snapshot {
    let files = files.iter().map(|(path, text)| Source::new(path.as_str(), text.as_bytes())).collect();
    Snapshot::of(files, "2021-10-15".parse().unwrap())
}

pub fn options(audience: Audience, drafts: bool) -> Options {
    Options { audience, drafts, theme: None, base_url: Some("https://example.org".into()), strict: false }
}

/// Numbers that only look like chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }

    fn of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }
}

/// What is written into texts.
const WORDS: [&str; 10] = [
    "\n\nOne more sentence.\n",
    "\n\n---\n\n## A further slide\n\n- first\n- second\n",
    "\n\n[The other team's mirrors](../../borealis/2021-q2/10-mirrors.md#what-is-next)\n",
    "\n\n[Lenses](../2021-q2/00-lenses.md) and [the table](#key-results)\n",
    "\n\n[Data](../../apollo/2021-q3/data.csv)\n",
    "\n\n![A mirror](../../apollo/2021-q3/mirror.png)\n",
    "\n\n::: internal\nFor our own eyes.\n:::\n",
    "\n\nNobody outside may know that the lenses of apollo came from a flea market.\n",
    "\n\n<b>raw</b> and <script>alert(1)</script>\n",
    "\n\n```rust\nfn main() {}\n```\n",
];

/// What is put between the lines of front matter.
const KEYS: [&str; 12] = [
    "draft: true\n",
    "audience: internal\n",
    "id: other\n",
    "was: lenses\n",
    "title: Another title\n",
    "outcome: borealis/sky\n",
    "outcome: nowhere/sky\n",
    "kind: spotlight\n",
    "nonsense: 1\n",
    "time: 3m\n",
    "due: Q4 2021\n",
    "# quarterdeck: allow overdue, no-check-in -- it is so\n",
];

const SITES: [&str; 7] = [
    "---\ntitle: Observatory\ntheme: own\n---\n",
    "---\ntitle: Observatory\nfiscal_year_starts: 7\n---\n",
    "---\nraw_html: trusted\n---\n[Mirrors](cygnus/2021-q3/10-mirrors.md)\n",
    "---\nlanguage: de\n---\n# Willkommen\n",
    "---\ntheme: nowhere\n---\n",
    "---\ncycle: quarter\norganization: Sky\n---\n",
    "",
];

const THEMES: [(&str, &str); 6] = [
    ("themes/own/assets/own.css", ".slide { color: white }\n"),
    ("themes/own/templates/slides/spotlight.html", "<p>{{ slide.title_text }}</p>"),
    ("themes/own/templates/slides/spotlight.html", "<p>{{ slide.title_text"),
    ("themes/own/theme.yaml", "api: 1\nextends: default\n"),
    ("themes/own/theme.yaml", "api: 7\n"),
    ("themes/own/locales/en/theme.ftl", "archive = Shelf\n"),
];

/// Makes one edit, and says which.
fn edit(files: &mut Files, chance: &mut Chance) -> String {
    let texts: Vec<String> = files.keys().filter(|path| path.ends_with(".md")).cloned().collect();
    let path = if texts.is_empty() { "content/apollo/new.md".to_owned() } else { chance.of(&texts) };
    let mut text = files.get(&path).cloned().unwrap_or_default();
    let what = match chance.below(14) {
        0 | 1 => {
            text.push_str(chance.of(&WORDS));
            "a text"
        }
        2 | 3 => {
            let number = chance.below(90).to_string();
            text = text.replace("check_in: 1", &format!("check_in: {number}"));
            "a number"
        }
        4 => {
            text = text.replacen("---\n", &format!("---\n{}", chance.of(&KEYS)), 1);
            "a key"
        }
        5 => {
            let at = chance.below(text.len() + 1);
            let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            text.insert_str(at, chance.of(&["\n---\n", "\t", "]", ": ", "{", "ä", "\"", "::: notes\n"]));
            "a slip"
        }
        6 => {
            files.remove(&path);
            return format!("{path} is gone");
        }
        7 => {
            files.remove(&path);
            let (folder, name) = path.rsplit_once('/').unwrap();
            let name = format!(
                "{folder}/{}{}",
                chance.below(90),
                name.trim_start_matches(|letter: char| letter.is_ascii_digit())
            );
            files.insert(name.clone(), text);
            return format!("{path} is called {name}");
        }
        8 => {
            let (folder, _) = path.rsplit_once('/').unwrap();
            let to = format!("content/{}/2021-q{}", chance.of(&TEAMS), 1 + chance.below(4));
            let moved: Vec<String> =
                files.keys().filter(|path| path.starts_with(&format!("{folder}/"))).cloned().collect();
            for path in moved.iter().filter(|path| *path != "content/site.md") {
                let text = files.remove(path).unwrap();
                files.insert(format!("{to}/{}", path.rsplit('/').next().unwrap()), text);
            }
            return format!("{folder} is moved to {to}");
        }
        9 => {
            let copy = format!("{}/{}-new-{}.md", path.rsplit_once('/').unwrap().0, chance.below(99), chance.below(9));
            files.insert(copy.clone(), text);
            return format!("{path} is copied to {copy}");
        }
        10 => {
            files.insert("content/site.md".into(), chance.of(&SITES).to_owned());
            return "the site is another".into();
        }
        11 => {
            let (path, text) = chance.of(&THEMES);
            files.insert(path.to_owned(), text.to_owned());
            return format!("the theme's {path} is another");
        }
        12 => {
            let path = "content/cygnus/2021-q2/10-mirrors.md";
            if let Some(text) = files.get_mut(path) {
                let [from, to] = chance.of(&[["### Dust", "### Sand"], ["### Sand", "### Dust"]]);
                *text = text.replace(from, to);
            }
            return format!("a heading of {path} is another");
        }
        _ => {
            let number = chance.below(40);
            files.insert(
                "content/apollo/2021-q3/data.csv".into(),
                format!("month,nights\n2021-07,{number}\n2021-08,x\n"),
            );
            return "the data are others".into();
        }
    };
    files.insert(path.clone(), text);
    format!("{what} in {path}")
}

/// Brings some of what was changed back.
fn repair(files: &mut Files, chance: &mut Chance) {
    let before = pristine();
    if chance.below(3) == 0 {
        *files = before;
        return;
    }
    files.retain(|path, _| before.contains_key(path) || chance.below(3) == 0);
    for (path, text) in before {
        if chance.below(4) > 0 {
            files.insert(path, text);
        }
    }
}

pub fn differs(warm: &Outcome, cold: &Outcome) -> Option<String> {
    for (a, b) in warm.artifacts.iter().zip(cold.artifacts.iter()) {
        if a != b {
            return Some(format!("{} (cold: {})", a.path, b.path));
        }
    }
    let counts = (warm.artifacts.len(), cold.artifacts.len());
    if counts.0 != counts.1 {
        return Some(format!("the number of files: {counts:?}"));
    }
    if warm.counts != cold.counts {
        return Some(format!("the counts: {:?} {:?}", warm.counts, cold.counts));
    }
    let mut pairs = warm.diagnostics.iter().zip(cold.diagnostics.iter());
    if let Some((a, b)) = pairs.find(|(a, b)| a != b) {
        return Some(format!("{a:?}\n(cold: {b:?})"));
    }
    (warm.diagnostics.len() != cold.diagnostics.len()).then(|| "the number of diagnostics".to_owned())
}

fn number_of(variable: &str) -> Option<u64> {
    env::var(variable).ok()?.parse().ok()
}

#[test]
fn a_warm_build_is_a_cold_one() {
    let seed = number_of("SEED").unwrap_or(2021);
    let steps = number_of("EDITS").unwrap_or(200);
    let mut chance = Chance(seed);
    let mut files = pristine();
    let mut memo = Memo::default();
    let mut reader = options(Audience::Public, false);
    let (mut shown, mut remembered, mut is_shown) = (0, 0, true);
    for step in 0..steps {
        let mut edits = Vec::new();
        // A site with errors is not shown: it is mended before long.
        if chance.below(if is_shown { 6 } else { 2 }) == 0 {
            repair(&mut files, &mut chance);
            edits.push("something is as it was".to_owned());
        }
        for _ in 0..=chance.below(2) {
            edits.push(edit(&mut files, &mut chance));
        }
        if chance.below(12) == 0 {
            reader = chance.of(&[
                options(Audience::Public, false),
                options(Audience::Internal, true),
                options(Audience::Public, true),
            ]);
        }
        let snapshot = snapshot(&files);
        let warm = pipeline::rebuild(&snapshot, &reader, &mut memo);
        let cold = pipeline::build(&snapshot, &reader);
        is_shown = !cold.artifacts.is_empty();
        shown += usize::from(is_shown);
        remembered += usize::from(warm.work.rendered < cold.work.rendered);
        if let Some(difference) = differs(&warm, &cold) {
            panic!("SEED={seed}, step {step}, {edits:?}, {:?}: {difference}", reader.audience);
        }
    }
    // Or nothing was tried.
    assert!(shown as u64 > steps / 4, "only {shown} of {steps} sites could be shown");
    assert!(remembered as u64 > steps / 3, "only {remembered} of {steps} builds remembered a page");
}
