//! What a team's page and the page of an objective's life show.

use serde::Serialize;

use crate::model::page::{Cell, ChartView, SiteView, Standing};

/// A team's history: all of its objectives and key results, by quarter.
#[derive(Clone, Debug, Serialize)]
pub struct TeamPage {
    pub site: SiteView,
    pub team: String,
    /// The oldest first, without gaps.
    pub quarters: Vec<TeamQuarter>,
    /// Those of the newest deck first, in running order, then those that are over, the latest first.
    pub objectives: Vec<TeamObjective>,
}

/// A column of a team's grid.
#[derive(Clone, Debug, Serialize)]
pub struct TeamQuarter {
    /// `Q3 FY2020-21`.
    pub label: String,
    /// `Q3`.
    pub short: String,
    /// `FY2020-21`, where the year begins or the grid does.
    pub year: Option<String>,
    /// The team's deck of the quarter, relative to the page.
    pub href: Option<String>,
}

/// An objective's rows.
#[derive(Clone, Debug, Serialize)]
pub struct TeamObjective {
    pub title: String,
    /// The page of its life, relative to the page.
    pub href: String,
    /// Whether the newest deck has it.
    pub present: bool,
    pub cells: GridCells,
    pub key_results: Vec<TeamKeyResult>,
}

/// A key result's row.
#[derive(Clone, Debug, Serialize)]
pub struct TeamKeyResult {
    /// `content-integrity/reviews`.
    pub reference: String,
    pub short: String,
    pub title_text: String,
    /// Its status code in the latest deck that has it: `on-track`; or `none`.
    pub status: &'static str,
    pub cells: GridCells,
}

/// A row's cells, one per quarter. Most of a long history are empty: of those in which it was not there stands the quarter's label alone.
#[derive(Clone, Debug, Serialize)]
pub struct GridCells {
    /// Before it was there first: labels.
    pub before: Vec<String>,
    /// From then on: cells, and the labels of quarters in between that say nothing of it, or have no deck.
    pub there: Vec<GridSlot>,
    /// From the first quarter on whose deck has it no more: labels.
    pub after: Vec<String>,
}

/// A place of a row from when it was there first.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum GridSlot {
    Cell(GridCell),
    /// The label of a quarter in which it was not there.
    Absent(String),
}

/// A quarter of a row.
#[derive(Clone, Debug, Serialize)]
pub struct GridCell {
    pub quarter: String,
    /// A status code, or `none`.
    pub status: &'static str,
    /// Of a key result what its `Cell` says, as `number`, `not-measured` or `moved`; nothing of an objective.
    pub said: Option<&'static str>,
    /// The value as printed, or words; the quarter to which it was moved.
    pub text: Option<String>,
    /// A share: of an objective from 0 to 1, of a key result as it is, also below and above.
    pub progress: Option<f64>,
    /// The slide of its own deck, or else of the one that says so, relative to the page.
    pub href: String,
}

/// An objective's life across all quarters.
#[derive(Clone, Debug, Serialize)]
pub struct LifePage {
    pub site: SiteView,
    pub team: String,
    /// The team's page, relative to the page.
    pub team_href: String,
    pub id: String,
    pub title: String,
    /// The present statement, as HTML.
    pub statement: String,
    /// How it stood in each deck, the oldest first.
    pub quarters: Vec<LifeQuarter>,
    /// Its titles, each with what the next one changed; the oldest first. Empty where it was always called so.
    pub titles: Vec<WordingView>,
    /// Earlier statements, each with what the next one changed; the oldest first. Empty where nothing changed.
    pub wordings: Vec<WordingView>,
    /// Who owned it from when on; more than one entry where it was handed over.
    pub owners: Vec<OwnersView>,
    /// The first quarter in which it was not there any more.
    pub gone: Option<String>,
    pub key_results: Vec<LifeKeyResult>,
}

/// An objective in one deck.
#[derive(Clone, Debug, Serialize)]
pub struct LifeQuarter {
    pub quarter: String,
    pub href: String,
    pub standing: Standing,
}

/// A wording and the quarter that states it first.
#[derive(Clone, Debug, Serialize)]
pub struct WordingView {
    pub quarter: String,
    /// HTML; what is new in it in `<ins>`, what went in `<del>`.
    pub html: String,
}

/// Owners from a quarter on; none where nobody is named any more.
#[derive(Clone, Debug, Serialize)]
pub struct OwnersView {
    pub quarter: String,
    pub owners: Vec<String>,
}

/// A key result's life.
#[derive(Clone, Debug, Serialize)]
pub struct LifeKeyResult {
    pub reference: String,
    /// HTML.
    pub title: String,
    pub title_text: String,
    /// The status of the last quarter in which it was there, or `none`.
    pub status: &'static str,
    /// The first quarter in which its objective went on without it.
    pub gone: Option<String>,
    pub wordings: Vec<WordingView>,
    /// Baseline, target and due date: as stated first, and whenever they moved.
    pub terms: Vec<TermsView>,
    pub chart: Option<ChartView>,
    /// The quarters add up: a value is its quarter's own, while plan and target are sums.
    pub adds_up: bool,
    /// A plan says what one of the quarters was to reach.
    pub has_plans: bool,
    /// In one of the quarters something was expected of it.
    pub is_expected: bool,
    pub rows: Vec<LifeRow>,
}

/// The terms of a key result from a quarter on.
#[derive(Clone, Debug, Serialize)]
pub struct TermsView {
    pub quarter: String,
    pub baseline: Option<String>,
    pub target: String,
    /// The target is in words: digits in it are no numbers.
    pub in_words: bool,
    /// The number it comes to, where that is another text: `17.1 days`.
    pub target_number: Option<String>,
    pub due: String,
    /// The weight in the objective's progress, where that is not 1: `3`.
    pub weight: Option<String>,
}

/// A quarter of a key result's life.
#[derive(Clone, Debug, Serialize)]
pub struct LifeRow {
    /// The slide of its own deck, or else of the one that says so, relative to the page.
    pub href: String,
    pub cell: Cell,
    /// The plan's value, printed.
    pub plan: Option<String>,
    pub progress: Option<f64>,
    pub expected: Option<f64>,
    /// The computed status, where the one that somebody called differs.
    pub computed: Option<&'static str>,
    /// Why somebody called it so, as HTML.
    pub reason: Option<String>,
    /// A share: how sure the team was of reaching the target.
    pub confidence: Option<f64>,
}
