//! What the other kinds of slide files show beside their Markdown.

use serde::Serialize;

use crate::model::page::Mark;

/// An overview's first slide. Its continuations list further objectives alone.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OverviewData {
    /// HTML, as the two that follow.
    pub progress: Vec<String>,
    pub challenges: Vec<String>,
    pub actions: Vec<String>,
    /// Those that serve it: of its own deck, then other teams' of the same quarter, whose titles begin with the team.
    pub objectives: Vec<Mark>,
}

/// A change of wording, or of the terms of a key result.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeData {
    /// HTML with `<del>` around what went; absent where no earlier wording is known, as of what was never reworded.
    pub before: Option<String>,
    /// HTML with `<ins>` around what came.
    pub after: Option<String>,
    pub before_quarter: Option<String>,
    pub after_quarter: Option<String>,
    /// The quarter of the team's previous deck.
    pub since: Option<String>,
    /// What of its target, baseline, date and deliverables is otherwise than in that deck.
    pub lines: Vec<ChangeLine>,
}

/// What changed since the team's previous deck.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesData {
    /// The quarter of that deck; absent where this is the first one.
    pub since: Option<String>,
    /// The best news first.
    pub changes: Vec<Changed>,
}

/// An objective or a key result of which something changed.
#[derive(Clone, Debug, Serialize)]
pub struct Changed {
    /// Its title, cut at a word where it is long.
    pub title: String,
    pub title_text: String,
    /// The title of the objective whose key result it is.
    pub objective: Option<String>,
    /// Absent for what is no longer there.
    pub href: Option<String>,
    /// The best first.
    pub lines: Vec<ChangeLine>,
}

/// One thing that changed. Which sentence is made of it is the theme's affair.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeLine {
    /// `added`, `returned`, `dropped`, `renamed`, `reworded`, `target-moved`, `baseline-moved`, `baseline-added`,
    /// `baseline-dropped`, `due-later`, `due-earlier`, `deliverable-later`, `deliverable-earlier`, `deliverable-dropped`,
    /// `moved`, `owners` (handed over), `owners-joined`, `owners-left`, `owners-none` (nobody is),
    /// `restated`, `said` (in words), `said-first`, `status`, `status-first` (nobody had called it anything).
    pub what: &'static str,
    /// The deliverable's title, of those that are about one.
    pub deliverable: Option<String>,
    /// Of what is `restated`: the quarter of which it was said.
    pub quarter: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
    /// `no-data`, `not-measured` (`after` says why), `moved` (to the quarter that is `after`), where such a thing stands for a number now.
    pub after_said: Option<&'static str>,
    /// Status codes.
    pub before_status: Option<&'static str>,
    pub after_status: Option<&'static str>,
    /// HTML: both wordings in one text, with `<del>` and `<ins>`.
    pub wording: Option<String>,
}

/// Service levels.
#[derive(Clone, Debug, Serialize)]
pub struct ServiceLevelsData {
    /// ISO dates.
    pub from: Option<String>,
    pub to: Option<String>,
    pub services: Vec<ServiceView>,
}

/// A service.
#[derive(Clone, Debug, Serialize)]
pub struct ServiceView {
    /// HTML.
    pub service: String,
    pub indicators: Vec<IndicatorView>,
}

/// A service-level indicator.
#[derive(Clone, Debug, Serialize)]
pub struct IndicatorView {
    /// HTML.
    pub name: String,
    pub target: String,
    pub measured: Option<String>,
    /// `yes`, `no`, `unknown`.
    pub met: &'static str,
    /// Share of the error budget spent; over 1 where it is overspent.
    pub budget_spent: Option<f64>,
    /// HTML.
    pub note: Option<String>,
}

/// People who have been here so many years.
#[derive(Clone, Debug, Serialize)]
pub struct Anniversary {
    pub years: u32,
    /// HTML.
    pub names: Vec<String>,
}

/// Somebody new; HTML.
#[derive(Clone, Debug, Serialize)]
pub struct NewHire {
    pub name: String,
    pub team: Option<String>,
}

/// A word of thanks; HTML.
#[derive(Clone, Debug, Serialize)]
pub struct ThanksItem {
    pub to: String,
    pub reason: Option<String>,
    pub from: Option<String>,
}

/// A text with the team it is about; HTML.
#[derive(Clone, Debug, Serialize)]
pub struct TeamText {
    pub team: Option<String>,
    pub text: String,
}

/// Whom to ask; HTML.
#[derive(Clone, Debug, Serialize)]
pub struct Contact {
    pub topic: String,
    pub people: Vec<String>,
    /// The objective's slide, where the entry was filled from one.
    pub href: Option<String>,
}
