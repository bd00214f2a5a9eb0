//! What a page shows: the views that templates see, and nothing beside them. A page's key is a hash of its view.

use serde::Serialize;

/// A page before it is rendered.
#[derive(Clone, Debug)]
pub struct Page {
    /// Below the output folder: `technology/fy2020-21-q3/index.html`.
    pub path: String,
    /// The theme's template for the page: `deck.html`, `archive.html`.
    pub template: &'static str,
    pub view: View,
}

/// The view of one page, by template.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    Deck(Box<DeckPage>),
    Archive(Box<ArchivePage>),
}

/// What every page knows of the site.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    pub title: String,
    pub organization: Option<String>,
    /// A language tag: `en`, `ar`.
    pub language: String,
    /// `../` as often as the page is deep: put before every path of the site. `./` at the top.
    pub root: String,
    /// `base_url`, with a slash at its end.
    pub base_url: Option<String>,
    /// This page's own path in the site: `technology/fy2020-21-q3/`.
    pub path: String,
    /// Whether drafts, notes and internal blocks are shown here.
    pub internal: bool,
    pub extra: serde_json::Value,
}

/// A deck's page: all of its slides, in order.
#[derive(Clone, Debug, Serialize)]
pub struct DeckPage {
    pub site: SiteView,
    pub deck: DeckView,
    pub slides: Vec<SlideView>,
    /// The entries of the agenda: the first slide of each file.
    pub agenda: Vec<AgendaEntry>,
}

/// What is told of a deck as a whole.
#[derive(Clone, Debug, Serialize)]
pub struct DeckView {
    pub title: String,
    pub team: String,
    /// Printed: `Q3 FY2020-21`.
    pub quarter: String,
    /// ISO dates.
    pub start: String,
    pub end: String,
    pub date: Option<String>,
    pub authors: Vec<String>,
    pub draft: bool,
    pub extra: serde_json::Value,
}

/// An entry of a deck's agenda.
#[derive(Clone, Debug, Serialize)]
pub struct AgendaEntry {
    pub title: String,
    /// `#` and the percent-encoded slide id.
    pub href: String,
    pub kind: String,
    pub status: Option<&'static str>,
    /// Planned speaking time in seconds.
    pub time: Option<u32>,
}

/// One slide.
#[derive(Clone, Debug, Serialize)]
pub struct SlideView {
    /// The `id` of its section: `content-integrity/key-results~2`.
    pub id: String,
    /// `#` and the percent-encoded id.
    pub href: String,
    /// The kind of its file (`data-kind`), or `title` for the title slide.
    pub kind: String,
    /// The template that draws it: `slides/<template>.html`. The kind, or `key-results`, `outcome`, `title`.
    pub template: String,
    /// The slide's title as HTML; every slide has one.
    pub title: String,
    /// The same as text.
    pub title_text: String,
    /// The title of the file it belongs to, where that is another text than its own title: shown small above it.
    pub eyebrow: Option<String>,
    /// Classes from the heading's attributes.
    pub classes: Vec<String>,
    /// `2 of 3` for a continued slide.
    pub part: Option<Part>,
    /// How large the type is, so that everything fits: `roomy`, `plain`, `dense`, `denser`, `densest`.
    pub size: &'static str,
    /// In internal builds: `content/…/file.md:LINE`.
    pub source: Option<String>,
    pub draft: bool,
    /// The file is for the internal audience only.
    pub internal: bool,
    pub body: Vec<Piece>,
    /// In internal builds, where the author wrote notes.
    pub notes: Option<Vec<Piece>>,
    pub steps: u32,
    /// Planned speaking time in seconds, on the first slide of a file.
    pub time: Option<u32>,
    /// What the kind shows beside the Markdown; its shape is the template's own.
    pub data: SlideData,
    /// The `extra:` of its file.
    pub extra: serde_json::Value,
}

/// Which part of a continued slide this is.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Part {
    pub number: usize,
    pub of: usize,
}

/// A piece of a body: finished HTML, or a chart that the theme's function `chart` draws. One of the two is set.
#[derive(Clone, Debug, Serialize)]
pub struct Piece {
    pub html: Option<String>,
    pub chart: Option<ChartView>,
}

/// A chart to draw.
#[derive(Clone, Debug, Serialize)]
pub struct ChartView {
    /// Unique in its page.
    pub id: String,
    pub title: Option<String>,
    /// Ready to draw; handed to the function `chart` as it is.
    pub chart: serde_json::Value,
}

/// What a kind shows beside its Markdown. Templates see it as `slide.data`.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum SlideData {
    Nothing {},
    Title(TitleData),
    Objective(Box<ObjectiveData>),
    KeyResults(KeyResultsData),
    Overview(OverviewData),
    Charts { charts: Vec<ChartView> },
    Change(ChangeData),
    ServiceLevels(ServiceLevelsData),
    Status(StatusData),
    People { anniversaries: Vec<Anniversary>, new_hires: Vec<NewHire> },
    Thanks { thanks: Vec<ThanksItem> },
    Wins { wins: Vec<TeamText> },
    Challenges { challenges: Vec<TeamText> },
    Contacts { contacts: Vec<Contact> },
    Changes(ChangesData),
}

/// The title slide.
#[derive(Clone, Debug, Serialize)]
pub struct TitleData {
    pub objectives: Vec<Mark>,
}

/// A mark of status that leads somewhere.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    pub title: String,
    /// Relative to the page.
    pub href: String,
    /// A status code (`on-track`), or `none`.
    pub status: &'static str,
}

/// An objective's statement slide.
#[derive(Clone, Debug, Serialize)]
pub struct ObjectiveData {
    /// The statement as HTML; only the first slide of the file shows it.
    pub objective: Option<String>,
    pub owners: Vec<String>,
    pub outcome: Option<Mark>,
    pub due: String,
    /// `aspirational`, `committed`.
    pub scoring: Option<&'static str>,
    pub standing: Standing,
    pub initiatives: Vec<String>,
}

/// How an objective stands.
#[derive(Clone, Debug, Serialize)]
pub struct Standing {
    /// A status code, or `none` where nothing can be computed.
    pub status: &'static str,
    /// 0 to 1: the weighted mean over the key results with a number.
    pub progress: Option<f64>,
    /// 0 to 1: the weighted mean of what is expected of the same key results.
    pub expected: Option<f64>,
    pub reporting: usize,
    /// Key results for which a number is possible.
    pub of: usize,
    pub grade: Option<f64>,
    /// `low`, `middle`, `high`: 0 to 0.3, to 0.6, to 1.
    pub grade_band: Option<&'static str>,
}

/// A table of key results, or of an outcome's metrics.
#[derive(Clone, Debug, Serialize)]
pub struct KeyResultsData {
    pub standing: Option<Standing>,
    pub quarters: Vec<QuarterView>,
    pub rows: Vec<KeyResultRow>,
    /// The rows' ids are set: this is the objective's own table.
    pub own: bool,
    /// It fits with smaller type.
    pub dense: bool,
    /// How much of it does not fit, as a share of the room there is: one row alone is too long.
    pub excess: Option<f64>,
}

/// A column of a table of key results.
#[derive(Clone, Debug, Serialize)]
pub struct QuarterView {
    /// `Q3 FY2020-21`.
    pub label: String,
    /// `Q3`, with the year where the table spans more than one: `Q3 FY2020-21`.
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
    pub baseline_note: Option<String>,
    /// As written: `-10%`.
    pub target: String,
    /// The number it comes to, where that is another text: `17.1 days`.
    pub target_number: Option<String>,
    pub goal: Option<String>,
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
    /// For the sparkline, as long as the columns up to the present; `null` is a gap.
    pub values: Vec<Option<f64>>,
    pub baseline_number: Option<f64>,
    pub target_value: Option<f64>,
    pub deliverables: Vec<DeliverableView>,
}

/// What the author said of a quarter's value at length.
#[derive(Clone, Debug, Serialize)]
pub struct KeyResultNote {
    /// `Q2`.
    pub quarter: String,
    /// HTML.
    pub note: String,
}

/// A forecast.
#[derive(Clone, Debug, Serialize)]
pub struct Forecast {
    pub text: String,
    pub misses: bool,
}

/// What moved since the last quarter that has a number.
#[derive(Clone, Debug, Serialize)]
pub struct Movement {
    /// The present value, printed: `34 days`.
    pub now: String,
    /// The absolute difference, printed without a unit: `12`. Absent where nothing is earlier.
    pub by: Option<String>,
    /// `more`, `less`, `same`; absent with `by`.
    pub way: Option<&'static str>,
    /// Whether it moved towards the target; absent where it cannot be told.
    pub better: Option<bool>,
    /// The quarter compared with: `Q2`.
    pub since: Option<String>,
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
    /// HTML of the author's note, claims included: `(−79 %), three reviewers left`.
    pub note: Option<String>,
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
    pub due: Option<String>,
    /// The quarter in which it was done, if it was by the deck's quarter.
    pub done: Option<String>,
    pub overdue: bool,
}

/// An overview's first slide.
#[derive(Clone, Debug, Serialize)]
pub struct OverviewData {
    pub progress: Vec<String>,
    pub challenges: Vec<String>,
    pub actions: Vec<String>,
    pub objectives: Vec<Mark>,
}

/// A change of wording.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeData {
    /// HTML with `<del>` around what went; absent where no earlier wording is known.
    pub before: Option<String>,
    /// HTML with `<ins>` around what came.
    pub after: Option<String>,
    pub before_quarter: Option<String>,
    pub after_quarter: Option<String>,
}

/// What changed since the team's previous deck.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesData {
    /// The quarter of that deck; absent where this is the first one.
    pub since: Option<String>,
    /// The best news first.
    pub changes: Vec<ChangeLine>,
}

/// One thing that changed. Which sentence is made of it is the theme's affair.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeLine {
    /// `added`, `dropped`, `renamed`, `reworded`, `target-moved`, `baseline-moved`, `due-later`, `due-earlier`, `owners`,
    /// `restated`, `status`.
    pub what: &'static str,
    /// What it is about, cut at a word where it is long.
    pub title: String,
    pub title_text: String,
    /// Absent for what is no longer there.
    pub href: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
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
    pub service: String,
    pub indicators: Vec<IndicatorView>,
}

/// A service-level indicator.
#[derive(Clone, Debug, Serialize)]
pub struct IndicatorView {
    pub name: String,
    pub target: String,
    pub measured: Option<String>,
    /// `yes`, `no`, `unknown`.
    pub met: &'static str,
    /// Share of the error budget spent; over 1 where it is overspent.
    pub budget_spent: Option<f64>,
    pub note: Option<String>,
}

/// The whole deck's status.
#[derive(Clone, Debug, Serialize)]
pub struct StatusData {
    /// How many key results stand beside each other: 3 to 5.
    pub columns: usize,
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
    pub cells: Vec<Cell>,
}

/// People who have been here so many years.
#[derive(Clone, Debug, Serialize)]
pub struct Anniversary {
    pub years: u32,
    pub names: Vec<String>,
}

/// Somebody new.
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

/// The archive's front page.
#[derive(Clone, Debug, Serialize)]
pub struct ArchivePage {
    pub site: SiteView,
    /// The Markdown of `site.md`.
    pub body: Vec<Piece>,
    /// The newest first.
    pub years: Vec<ArchiveYear>,
}

/// A year on the shelf.
#[derive(Clone, Debug, Serialize)]
pub struct ArchiveYear {
    /// `FY2020-21`, or `2021`.
    pub label: String,
    /// The newest first.
    pub quarters: Vec<ArchiveQuarter>,
}

/// A quarter on the shelf.
#[derive(Clone, Debug, Serialize)]
pub struct ArchiveQuarter {
    /// `Q3 FY2020-21`.
    pub label: String,
    pub decks: Vec<ArchiveDeck>,
}

/// A deck on the shelf.
#[derive(Clone, Debug, Serialize)]
pub struct ArchiveDeck {
    pub title: String,
    pub team: String,
    /// Relative to the archive: `technology/fy2020-21-q3/index.html`.
    pub href: String,
    pub date: Option<String>,
    pub draft: bool,
    pub objectives: Vec<Mark>,
    pub counts: Vec<StatusCount>,
    pub key_results: usize,
}
