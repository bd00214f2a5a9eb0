//! What a deck's page and its slides show.

use serde::Serialize;

use crate::model::chart::Chart;
use crate::model::page::{
    Anniversary, ChangeData, ChangesData, Contact, KeyResultsData, NewHire, OverviewData, ServiceLevelsData, SiteView,
    StatusCount, StatusData, TeamText, ThanksItem,
};

/// A deck's page: all of its slides, in order.
#[derive(Clone, Debug, Serialize)]
pub struct DeckPage {
    pub site: SiteView,
    pub deck: DeckView,
    /// Each as its own template drew it, finished: `{{ slide }}`. What that one was given is a `SlideView`.
    pub slides: Vec<SlideView>,
    /// The entries of the agenda: the first slide of each file, and the slide of the method.
    pub agenda: Vec<AgendaEntry>,
}

/// What is told of a deck as a whole.
#[derive(Clone, Debug, Serialize)]
pub struct DeckView {
    pub title: String,
    /// With team and quarter: `Quarterly check-in · Technology · Q3 FY2020-21`. The same as the title where that is made of them.
    pub full_title: String,
    pub team: String,
    /// The team's page, relative to the deck's.
    pub team_href: String,
    /// Printed: `Q3 FY2020-21`.
    pub quarter: String,
    /// The team's deck before this one.
    pub previous: Option<PreviousDeck>,
    /// ISO dates.
    pub start: String,
    pub end: String,
    pub date: Option<String>,
    pub authors: Vec<String>,
    pub draft: bool,
    pub extra: serde_json::Value,
}

/// The way to the deck before.
#[derive(Clone, Debug, Serialize)]
pub struct PreviousDeck {
    /// Printed: `Q2 FY2020-21`.
    pub quarter: String,
    /// Relative to the deck's page.
    pub href: String,
}

/// An entry of a deck's agenda.
#[derive(Clone, Debug, Serialize)]
pub struct AgendaEntry {
    /// Empty only for the slide of the method, whose title is the theme's.
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
    /// The template that draws it: `slides/<template>.html`. The kind on a file's first slide, and where its lists go on; `slides` on
    /// the further slides of its text; or `key-results`, `outcome`, `title`, `method`.
    pub template: String,
    /// The slide's title as HTML; empty only for the template `method`, whose title is the theme's.
    pub title: String,
    /// The same as text.
    pub title_text: String,
    /// Nobody wrote a title, and a statement or a picture, which is all there is, needs none: this one, the file's id in words, is for
    /// lists of slides and for those who listen.
    pub needs_no_title: bool,
    /// The title of the file it belongs to as HTML, where that is another text than its own title: shown small above it.
    pub eyebrow: Option<String>,
    /// Classes from the heading's attributes.
    pub classes: Vec<String>,
    /// Which one of the slides with this title it is, from the second on: their names tell them apart.
    pub namesake: Option<usize>,
    /// `2 of 3` for a continued slide.
    pub part: Option<Part>,
    /// How large the type is, so that everything fits: `vast`, `grand`, `roomy`, `plain`, `dense`, `denser`, `densest`.
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
    pub chart: Chart,
}

/// What a kind shows beside its Markdown. Templates see it as `slide.data`.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum SlideData {
    Nothing {},
    Title(TitleData),
    /// A divider: the files that follow it, up to the next one; `further` are those that have no room on the slide.
    Section {
        files: Vec<Mark>,
        further: Vec<Mark>,
    },
    Objective(Box<ObjectiveData>),
    KeyResults(KeyResultsData),
    Overview(OverviewData),
    Charts {
        charts: Vec<ChartView>,
    },
    Change(ChangeData),
    ServiceLevels(ServiceLevelsData),
    Status(StatusData),
    People {
        anniversaries: Vec<Anniversary>,
        new_hires: Vec<NewHire>,
    },
    Thanks {
        thanks: Vec<ThanksItem>,
    },
    Wins {
        wins: Vec<TeamText>,
    },
    Challenges {
        challenges: Vec<TeamText>,
    },
    Contacts {
        contacts: Vec<Contact>,
    },
    Changes(ChangesData),
    Method(MethodData),
}

/// The title slide.
#[derive(Clone, Debug, Serialize)]
pub struct TitleData {
    /// How many objectives have each status, the worst first; only those that occur.
    pub counts: Vec<StatusCount>,
    pub objectives: Vec<Mark>,
}

/// How things are computed: the thresholds, and what of the method the deck makes use of.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct MethodData {
    /// The least shares of what is expected, for `on-track` and for `at-risk`.
    pub on_track: f64,
    pub at_risk: f64,
    /// The highest grades that are called low, and fair.
    pub low_grade: f64,
    pub middle_grade: f64,
    pub has_objectives: bool,
    /// An objective is committed: its grade must be 1.
    pub is_committed: bool,
    pub has_plans: bool,
    pub has_deliverables: bool,
    pub has_limits: bool,
    /// A human called a status.
    pub has_calls: bool,
    pub has_forecasts: bool,
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
    /// HTML.
    pub initiatives: Vec<String>,
    /// The page of its life, relative to the deck's.
    pub history: String,
}

/// How an objective stands.
#[derive(Clone, Debug, Serialize)]
pub struct Standing {
    /// A status code, or `none` where nothing can be computed.
    pub status: &'static str,
    /// 0 to 1: the weighted mean over the key results with a number.
    pub progress: Option<f64>,
    /// 0 to 1: the weighted mean of what is expected of the same key results; one of which nothing is expected counts as it stands.
    pub expected: Option<f64>,
    pub reporting: usize,
    /// All key results, also those in words, which report no number.
    pub of: usize,
    /// How many key results make the status worse than the pace of all together is; absent where none do, or all.
    pub held_back_by: Option<usize>,
    pub grade: Option<f64>,
    /// `low`, `middle`, `high`: 0 to 0.3, to 0.6, to 1.
    pub grade_band: Option<&'static str>,
    /// All of it is reached, and not only rounded to it: what was committed is kept.
    pub is_reached: bool,
}
