//! Content to measure with, of the shape that quarterdeck is made for: an objective is about sixty lines, with three key
//! results, some paragraphs, a list, a table, a note, and code in one of three. Always the same for the same size.

use std::fmt::Write as _;

use quarterdeck::model::source::{Snapshot, Source};

/// How much content.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub name: &'static str,
    departments: usize,
    quarters: usize,
    /// In a deck.
    objectives: usize,
}

/// 12 objectives in one deck; 480 in 40; 10,000 in 1,000.
pub const SIZES: [Size; 3] = [
    Size { name: "12 objectives", departments: 1, quarters: 1, objectives: 12 },
    Size { name: "480 objectives", departments: 10, quarters: 4, objectives: 12 },
    Size { name: "10,000 objectives", departments: 50, quarters: 20, objectives: 10 },
];

const VERBS: [&str; 8] = ["Cut", "Raise", "Ship", "Automate", "Simplify", "Launch", "Measure", "Unify"];
const THINGS: [&str; 9] = [
    "checkout latency",
    "the self-serve trial",
    "incident response",
    "the pricing page",
    "first-week retention",
    "the release train",
    "support backlog",
    "data freshness",
    "audit readiness",
];
const METRICS: [&str; 7] = [
    "Conversion rate",
    "Tickets per week",
    "Change failure rate",
    "Accounts migrated",
    "Days to close",
    "Training hours",
    "Open vacancies",
];
const UNITS: [&str; 6] = ["ms", "%", "tickets", "days", "hours", "people"];
const WORDS: &str = "we drop what does not move this number since small steady releases beat one large change where people \
                     depend on the flow every day and partners ask for a clear date so each review starts from the value as \
                     it was measured and ends with one decision on scope people or risk the baseline is of four weeks with the \
                     season taken out and the target is what a group can reach that is left to its work";

/// Numbers that only look like chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    /// So many words in a row, some of them marked.
    fn sentence(&mut self, least: usize, most: usize) -> String {
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        let count = least + self.below(most - least);
        let at = self.below(words.len() - count);
        let mut words: Vec<String> = words[at..at + count].iter().map(|word| (*word).to_owned()).collect();
        let marked = self.below(count);
        words[marked] = match self.below(8) {
            0 => format!("**{}**", words[marked]),
            1 => format!("*{}*", words[marked]),
            2 => format!("`{}`", words[marked]),
            3 => format!("[{0}](https://example.org/{0})", words[marked]),
            _ => std::mem::take(&mut words[marked]),
        };
        let sentence = words.join(" ");
        let mut letters = sentence.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        first.into_iter().chain(letters).chain(['.']).collect()
    }

    fn paragraph(&mut self) -> String {
        (0..3).map(|_| self.sentence(10, 22)).collect::<Vec<_>>().join(" ")
    }
}

/// The content of a size.
pub fn snapshot(size: Size) -> Snapshot {
    let mut files = vec![Source::new("content/site.md", *b"---\ntitle: Archive\norganization: Example\n---\n")];
    for department in 0..size.departments {
        for quarter in 0..size.quarters {
            let (year, number) = (2021 + quarter / 4, 1 + quarter % 4);
            let folder = format!("content/department-{department:02}/{year}-q{number}");
            let deck = format!("---\nteam: Department {department:02}\nquarter: Q{number} {year}\n---\n");
            files.push(Source::new(format!("{folder}/deck.md"), deck.into_bytes()));
            for at in 0..size.objectives {
                let text = objective(department, year, number, at);
                files.push(Source::new(format!("{folder}/{at:02}-objective-{at}.md"), text.into_bytes()));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Snapshot::of(files, "2026-01-01".parse().expect("a date"))
}

/// An objective of a year, in one of its quarters: what is promised stays, what is said of it goes on.
fn objective(department: usize, year: usize, quarter: usize, at: usize) -> String {
    let mut promise = Chance((department * 1009 + year * 31 + at) as u64);
    let title = format!("{} {}", promise.of(&VERBS), promise.of(&THINGS));
    let mut text =
        format!("---\ntitle: {title}\nobjective: {title} for everybody\nowner: Owner {}\nkey_results:\n", at % 13);
    for _ in 0..3 {
        let (metric, unit) = (promise.of(&METRICS), promise.of(&UNITS));
        let (baseline, gain) = (5 + promise.below(395), 2 + promise.below(200));
        let _ = writeln!(
            text,
            "  - title: \"{metric}: from {baseline} to {}\"\n    baseline: {baseline} {unit}\n    target: {} {unit}\n    check_in: {:.1} {unit}\n    confidence: 0.7",
            baseline + gain,
            baseline + gain,
            baseline as f64 + gain as f64 * quarter as f64 / 4.3
        );
    }
    text.push_str("---\n");
    let mut said = Chance((department * 7919 + year * 127 + quarter * 17 + at) as u64);
    let _ = writeln!(text, "{}\n", said.paragraph());
    for _ in 0..4 {
        let _ = writeln!(text, "- {}", said.sentence(5, 10));
    }
    let _ = writeln!(text, "\n{}\n\n| Measure | Lead | Value |\n|---|---|---:|", said.paragraph());
    for _ in 0..6 {
        let _ = writeln!(text, "| {} | Owner {} | {} |", said.of(&METRICS), said.below(13), said.below(500));
    }
    if at.is_multiple_of(3) {
        text.push_str("\n```rust\nfn on_track(value: f64, target: f64) -> bool {\n    value >= target * 0.9\n}\n```\n");
    }
    let _ = writeln!(text, "\n::: notes\n{}\n:::", said.paragraph());
    text
}

/// The snapshot with one file in the middle of it changed.
pub fn edited(snapshot: &Snapshot, edit: impl Fn(&str) -> String) -> Snapshot {
    let mut edited = snapshot.clone();
    let is_objective = |file: &Source| file.path.contains("-objective-");
    let middle = edited.files.len() / 2;
    let at = (middle..edited.files.len()).find(|at| is_objective(&edited.files[*at])).expect("an objective");
    let file = &edited.files[at];
    edited.files[at] = Source::new(file.path.clone(), edit(file.text().expect("UTF-8")).into_bytes());
    edited
}
