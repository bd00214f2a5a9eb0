//! Whatever stands in the files, they are checked to the end, and every diagnostic points into its file.
//!
//! The sites of the cases are damaged at random, always in the same way. `FUZZ=100000 cargo test fuzz` looks further.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use quarterdeck::model::diagnostic::Diagnostic;
use quarterdeck::model::source::{Snapshot, Source};
use quarterdeck::pipeline::{self, Locator, Options};

use crate::case;

/// What is put in at random: marks that mean something somewhere.
const TOKENS: &[&str] = &[
    "---\n",
    "\n---\n\n",
    ":",
    ": ",
    "- ",
    "\t",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    "*a",
    "&a ",
    "!!x ",
    "|\n",
    ">-\n",
    "#",
    "%",
    "(",
    ")",
    "(-79%)",
    "(+4pp)",
    "k",
    "M",
    "1e309",
    "99999999999999999999",
    "-",
    "−",
    "—",
    "Q3",
    "Q4 FY2020-21",
    "2021-Q3",
    "9999",
    "null",
    "~",
    "yes",
    "at most ",
    "..",
    " of ",
    "/0",
    "0",
    "O",
    "\u{feff}",
    "😀",
    "e\u{301}",
    "\u{202e}",
    "\u{85}",
    "\0",
    "\r",
    "\r\n",
    ":::",
    "::: internal\n",
    "::: notes\n",
    ":::\n",
    ". . .\n",
    "Note: ",
    "<!--",
    "-->",
    "```",
    "```chart\n",
    "$",
    "$$",
    "\\frac{",
    "![](",
    "[^1]",
    "[^1]: ",
    "<b>",
    "<script>",
    "|",
    "| a |\n|---|\n",
    "# ",
    "#### ",
    "{.a #b}",
    "> ",
    "> [!NOTE]\n",
    "kind: overview\n",
    "kind: slo\n",
    "was: kr1",
    "due: Q1",
    "start: Q1 1900",
    "weight: 0",
    "counts: per-quarter",
    "direction: maintain",
    "target: 0",
    "baseline: 0",
    "# quarterdeck: allow x -- y\n",
    "<!-- quarterdeck: allow broken-link -- y -->\n",
];

/// Numbers at random, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

#[test]
fn no_damage_stops_a_check() {
    let cases = [case::all("sites"), case::all("markdown")].concat();
    let mut sites: Vec<Vec<Source>> = cases.iter().map(crate::sites::sources).collect();
    sites.push(sample());
    let rounds: usize = std::env::var("FUZZ").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(300);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for round in 0..rounds {
        let mut files = sites[dice.below(sites.len())].clone();
        for _ in 0..=dice.below(4) {
            let (at, other) = (dice.below(files.len()), dice.below(files.len()));
            let bytes = damage(&files[at].bytes, &files[other].bytes, &mut dice);
            files[at] = Source::new(files[at].path.clone(), Arc::<[u8]>::from(bytes));
        }
        let snapshot = Snapshot::of(files, "2021-04-15".parse().unwrap());
        let options = Options { drafts: round % 2 == 0, ..Options::default() };
        let Ok(found) = catch_unwind(AssertUnwindSafe(|| pipeline::check(&snapshot, &options))) else {
            panic!("round {round}:\n{}", shown(&snapshot));
        };
        for diagnostic in &found {
            points_into_its_file(diagnostic, &snapshot);
        }
    }
}

/// A deck of the sample: all kinds of files.
fn sample() -> Vec<Source> {
    let deck = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/technology/fy2020-21-q3");
    let mut paths: Vec<_> = fs::read_dir(deck).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &Path| format!("content/t/q3/{}", path.file_name().unwrap().to_string_lossy());
    paths.iter().map(|path| Source::new(name(path), Arc::<[u8]>::from(fs::read(path).unwrap()))).collect()
}

fn damage(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let at = dice.below(bytes.len() + 1);
    let end = (at + dice.below(12)).min(bytes.len());
    match dice.below(9) {
        0 => drop(bytes.drain(at..end)),
        1 => {
            let again = bytes[at..end].to_vec();
            bytes.splice(at..at, again);
        }
        2 => bytes.insert(at, dice.below(256) as u8),
        3 => bytes.truncate(at),
        4 | 5 => {
            bytes.splice(at..at, TOKENS[dice.below(TOKENS.len())].bytes());
        }
        // Whole lines: one is taken out, doubled, or comes from another file.
        kind => {
            let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            let line = dice.below(lines.len());
            let others: Vec<&[u8]> = other.split_inclusive(|byte| *byte == b'\n').collect();
            match (kind, lines.get(line).copied(), others.get(dice.below(others.len()))) {
                (6, Some(_), _) => drop(lines.remove(line)),
                (7, Some(text), _) => lines.insert(dice.below(lines.len()), text),
                (_, _, Some(text)) => lines.insert(line, text),
                _ => {}
            }
            bytes = lines.concat();
        }
    }
    bytes
}

fn points_into_its_file(diagnostic: &Diagnostic, snapshot: &Snapshot) {
    let Some(source) = snapshot.get(diagnostic.place.file()) else {
        panic!("{diagnostic:?} is about a file that is not there");
    };
    let at = Locator::new(source).locate(&diagnostic.place);
    let length = source.text().map_or(source.bytes.len(), str::len);
    let inside = at.start <= at.end && at.end <= length;
    let whole = source.text().is_none_or(|text| text.is_char_boundary(at.start) && text.is_char_boundary(at.end));
    assert!(inside && whole, "{diagnostic:?} is at {at:?} of {length}:\n{}", shown(snapshot));
}

fn shown(snapshot: &Snapshot) -> String {
    let file = |file: &Source| format!("=== {}\n{}\n", file.path, String::from_utf8_lossy(&file.bytes));
    snapshot.files.iter().map(file).collect()
}
