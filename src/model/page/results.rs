//! What a table of key results shows, and the board of a deck's status.

use serde::Serialize;

use crate::model::html::text_of;
use crate::model::page::Standing;

/// A table of key results, or of an outcome's metrics.
#[derive(Clone, Debug, Serialize)]
pub struct KeyResultsData {
    pub standing: Option<Standing>,
    pub quarters: Vec<QuarterView>,
    pub rows: Vec<KeyResultRow>,
    /// The rows have their ids: `true` of every table, for themes that show one a second time.
    pub own: bool,
    /// A past quarter's number has no room in columns of the usual width, and a coming one's has none.
    pub wide_past: bool,
    pub wide_coming: bool,
    /// A present value has no room in its usual type.
    pub long_present: bool,
    /// The size of type in which it fits, the slide's `size`: `roomy`, `plain`, `dense`.
    pub size: &'static str,
    /// How much of it does not fit, as a share of the room there is: one row alone is too long.
    pub excess: Option<f64>,
}

/// A column of a table of key results.
#[derive(Clone, Debug, Serialize)]
pub struct QuarterView {
    /// `Q3 FY2020-21`.
    pub label: String,
    /// `Q3`: a table shows one year.
    pub short: String,
    /// `past`, `present`, `coming`.
    pub when: &'static str,
}

/// A key result's row.
#[derive(Clone, Debug, Serialize)]
pub struct KeyResultRow {
    /// `content-integrity/reviews`.
    pub reference: String,
    pub id: String,
    /// HTML.
    pub title: String,
    pub title_text: String,
    /// As written, without its note: `19 days`. Absent where there is none.
    pub baseline: Option<String>,
    /// The unit, where the target says it, too, and `baseline` is the number alone.
    pub baseline_unit: Option<String>,
    pub baseline_note: Option<String>,
    /// As written: `-10%`.
    pub target: String,
    /// The number it comes to, where that is another text: `17.1 days`.
    pub target_number: Option<String>,
    pub goal: Option<String>,
    /// Its weight in the objective's progress, where that is not 1: `3`.
    pub weight: Option<String>,
    /// `Q4 FY2020-21`.
    pub due: String,
    /// `Q4`, with the year where it is another than the deck's.
    pub due_short: String,
    /// `increase`, `decrease`, `maintain`, `yes-no`, `milestones`, `text`.
    pub direction: &'static str,
    /// A share; below 0 and above 1 as it is.
    pub progress: Option<f64>,
    pub expected: Option<f64>,
    /// A bar makes sense: there is a number to reach (not for words, limits).
    pub has_bar: bool,
    /// The status shown (a human's, if given), or `none`.
    pub status: &'static str,
    /// The computed one, where it differs.
    pub computed: Option<&'static str>,
    /// HTML.
    pub reason: Option<String>,
    pub confidence: Option<f64>,
    pub missed_checkpoint: bool,
    /// The forecast at `due`, printed with its unit, and whether it reaches the target.
    pub forecast: Option<Forecast>,
    /// `19 of 24 check-ins`-like counts for limits and bands: how many were inside, of how many.
    pub inside: Option<(usize, usize)>,
    pub movement: Option<Movement>,
    pub cells: Vec<Cell>,
    /// Notes of values that are too long for a cell, the oldest first.
    pub notes: Vec<KeyResultNote>,
    /// The quarters add up: a value is its quarter's own, while plan and target are sums.
    pub adds_up: bool,
    /// For the sparkline, one per quarter up to the present, from the year's first on, or from the key result's start where that is
    /// earlier; sums where the quarters add up; `null` is a gap. Empty of yes and no.
    pub values: Vec<Option<f64>>,
    pub baseline_number: Option<f64>,
    pub target_value: Option<f64>,
    pub deliverables: Vec<DeliverableView>,
    /// Many deliverables stand below their key result's row, across all columns, and may go on on a further slide. Such a row shows them
    /// alone; all else says what the key result's own row says, where they are not.
    pub is_continued: bool,
}

/// What the author said of a quarter's value at length.
#[derive(Clone, Debug, Serialize)]
pub struct KeyResultNote {
    /// `Q2`, or `Q1, Q2` where the same was said of both; with its year where that is another than the table's.
    pub quarter: String,
    /// The value, of a quarter for which the table has no cell: `23%`, or in words.
    pub value: Option<String>,
    pub note: NoteView,
}

/// What the author said beside a value.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NoteView {
    /// Percentages beside the number.
    pub claims: Vec<ClaimView>,
    /// HTML.
    pub words: Option<String>,
}

/// A percentage that the author states beside a number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimView {
    /// Printed, without a sign for percent: `+9.9`.
    pub number: String,
    /// It counts percentage points.
    pub points: bool,
}

impl NoteView {
    /// The text as it is shown in English, for measuring.
    pub fn text(&self) -> String {
        let claim = |claim: &ClaimView| format!("{}{}", claim.number, if claim.points { "\u{202f}pp" } else { "%" });
        let words = self.words.as_deref().map(text_of);
        self.claims.iter().map(claim).chain(words).collect::<Vec<_>>().join(" · ")
    }
}

/// A forecast.
#[derive(Clone, Debug, Serialize)]
pub struct Forecast {
    pub text: String,
    pub misses: bool,
}

/// What moved since the last quarter that has a number, or of a first value since the baseline; where the quarters add up, what
/// they make so far.
#[derive(Clone, Debug, Serialize)]
pub struct Movement {
    /// The present value, or the sum so far, printed: `34 days`.
    pub now: String,
    /// The absolute difference, or what the present quarter added, printed without a unit of words: `12`, `$12`. Of percentages the
    /// points of a difference: `5`.
    pub by: String,
    /// The difference is one of percentages.
    pub points: bool,
    /// `more`, `less`, `same`; with `-at-first` behind it, since the baseline; `added` where the quarters add up, `added-known` where one of them is
    /// missing.
    pub way: &'static str,
    /// Whether it moved towards the target; absent where it cannot be told.
    pub better: Option<bool>,
    /// The quarter compared with, or that added: `Q2`; empty of the baseline.
    pub since: String,
    /// The target as a sentence says it: `17.1 days`, `at most 20 days`. Absent where it has no number.
    pub target: Option<String>,
    /// Of a band the two ends of that: `45`, `60 days`.
    pub band: Option<[String; 2]>,
}

/// A quarter's cell in a row.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// `Q3 FY2020-21`.
    pub quarter: String,
    /// `past`, `present`, `coming`.
    pub when: &'static str,
    /// `number`, `no-data`, `not-measured`, `moved`, `text`, `nothing` (not a word was said), `plan` (a coming quarter's plan).
    pub said: &'static str,
    /// The value's number printed (`34`, `23 %`), the words, or the plan's number.
    pub text: Option<String>,
    /// The words of a number's unit: `days`.
    pub unit: Option<String>,
    /// What the author said beside it.
    pub note: Option<NoteView>,
    /// In a life, where a later deck gave another number or took it back: the one before, printed with its unit.
    pub restated: Option<String>,
    /// The number is longer than a table's column: it goes on in another line.
    pub long: bool,
    /// It moved away from the target, beyond the baseline.
    pub wrong_way: bool,
    /// A status code, or `none`.
    pub status: &'static str,
}

/// A deliverable.
#[derive(Clone, Debug, Serialize)]
pub struct DeliverableView {
    /// HTML.
    pub title: String,
    /// `Q4`, with the year where it is another than the deck's.
    pub due: String,
    /// The quarter in which it was done, if it was by the deck's quarter.
    pub done: Option<String>,
    pub overdue: bool,
}

/// The whole deck's status.
#[derive(Clone, Debug, Serialize)]
pub struct StatusData {
    /// How many key results stand beside each other: as many as the objective with the most has, at most 5.
    pub columns: usize,
    /// How many of them stand beside each other at most on this slide: further columns hold nothing.
    pub filled: usize,
    /// How many objectives have each status, the worst first; only those that occur.
    pub counts: Vec<StatusCount>,
    pub quarters: Vec<QuarterView>,
    pub objectives: Vec<StatusObjective>,
}

/// How often a status occurs.
#[derive(Clone, Debug, Serialize)]
pub struct StatusCount {
    pub status: &'static str,
    pub count: usize,
}

/// An objective on the status slide.
#[derive(Clone, Debug, Serialize)]
pub struct StatusObjective {
    pub title: String,
    pub href: String,
    pub standing: Standing,
    pub key_results: Vec<StatusKeyResult>,
}

/// A key result on the status slide.
#[derive(Clone, Debug, Serialize)]
pub struct StatusKeyResult {
    pub reference: String,
    /// The title, cut at a word where it is long.
    pub short: String,
    pub title_text: String,
    pub href: String,
    pub status: &'static str,
    pub progress: Option<f64>,
    /// One per quarter up to the present.
    pub cells: Vec<StatusCell>,
}

/// A quarter of a key result on the status slide, where there is room for its mark alone.
#[derive(Clone, Debug, Serialize)]
pub struct StatusCell {
    /// `Q3 FY2020-21`.
    pub quarter: String,
    /// `past`, `present`.
    pub when: &'static str,
    /// A status code, or `none`.
    pub status: &'static str,
}
