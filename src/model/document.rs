//! A content file as it was understood: what the parser tells the later stages. Nothing here is optional because YAML
//! is; what is absent here is absent in the author's meaning.

mod body;
mod chart;
mod content;
mod text;

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

pub use body::{Alert, AlertTitles, Attributes, Fragment, Heading, Slide};
pub use chart::{ChartData, ChartKind, ChartPlaces, ChartSpec, DataCell};
pub use content::Content;
pub use text::{Text, TextImage, TextLink};

use crate::model::quantity::{Context, Forms, Reading, Target, WrittenQuantity};
use crate::model::quarter::WrittenQuarter;

/// One Markdown file of the content, parsed.
#[derive(Clone, Debug)]
pub struct Document {
    /// Relative to the root: `content/technology/fy2020-21-q3/30-content-integrity.md`.
    pub path: Arc<str>,
    pub header: Header,
    /// Links into the site and images of the front matter's texts, each at the bytes of its value.
    pub links: Vec<Fragment>,
    /// The body cut into slides; a file without a body has none.
    pub slides: Vec<Slide>,
    /// The front matter could be read. Where it could not, the header is a private stand-in.
    pub readable: bool,
}

impl Document {
    /// Its charts: those of the front matter, then those of its slides, in notes, too.
    pub fn charts(&self) -> impl Iterator<Item = &ChartSpec> {
        let of_header = if let Header::Slides(header) = &self.header { header.charts.as_slice() } else { &[] };
        let bodies = self.slides.iter().flat_map(|slide| [&slide.body, &slide.notes]);
        of_header.iter().chain(bodies.flat_map(|body| Fragment::leaves(body)).filter_map(Fragment::chart))
    }
}

/// The front matter, by the role of the file.
#[derive(Clone, Debug)]
pub enum Header {
    Site(Box<SiteHeader>),
    Deck(Box<DeckHeader>),
    Slides(Box<SlidesHeader>),
}

/// What a file tells of, which its name says. Names in other letters than these say it, too: that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// `content/site.md`.
    Site,
    /// A deck's `deck.md`.
    Deck,
    Slides,
}

impl Role {
    pub fn of(path: &str) -> Self {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        if folder == "content" && name.eq_ignore_ascii_case("site.md") {
            Self::Site
        } else if name.eq_ignore_ascii_case("deck.md") {
            Self::Deck
        } else {
            Self::Slides
        }
    }

    /// What a file of this role is called.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Site => Some("site.md"),
            Self::Deck => Some("deck.md"),
            Self::Slides => None,
        }
    }
}

/// Who may see something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Audience {
    #[default]
    Public,
    Internal,
}

/// How long an objective runs unless it says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cycle {
    Year,
    Quarter,
}

/// What to do with HTML in Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RawHtml {
    Safe,
    All,
}

/// `content/site.md`.
#[derive(Clone, Debug)]
pub struct SiteHeader {
    pub title: Option<String>,
    pub organization: Option<String>,
    /// 1 (January) to 12.
    pub fiscal_year_starts: u8,
    pub cycle: Cycle,
    pub base_url: Option<String>,
    pub language: String,
    pub theme: String,
    pub raw_html: RawHtml,
    /// The theme's own keys, handed to templates as they are.
    pub extra: serde_json::Value,
}

/// `deck.md`.
#[derive(Clone, Debug)]
pub struct DeckHeader {
    pub title: Option<String>,
    /// The `id` of `{id, name}`, if that was written.
    pub team_id: Option<String>,
    pub team: String,
    /// The quarter could be read. Where it could not, another one stands in for it, of which nothing is to be told.
    pub has_quarter: bool,
    /// Always a full quarter: `Q3` alone is `bad-quarter` here.
    pub quarter: crate::model::quarter::Quarter,
    pub date: Option<Date>,
    pub authors: Vec<String>,
    pub cycle: Option<Cycle>,
    pub draft: bool,
    pub audience: Audience,
    pub extra: serde_json::Value,
}

impl DeckHeader {
    /// The team's id as written, else its name slugged.
    pub fn id_of_team(&self) -> String {
        self.team_id.clone().unwrap_or_else(|| crate::model::slug::slug(&self.team))
    }
}

/// A file of slides in a deck.
#[derive(Clone, Debug)]
pub struct SlidesHeader {
    /// `id:`, else the file's name without prefix and extension.
    pub id: String,
    /// The id is the key's, not the file name's.
    pub id_written: bool,
    /// The key `title`, if it was written.
    pub title: Option<Text>,
    /// `objective`, `slides`, … or a kind the theme brings.
    pub kind: String,
    pub audience: Audience,
    pub draft: bool,
    /// Planned speaking time in seconds.
    pub time: Option<u32>,
    /// The charts of the front matter (`charts:`), for every kind.
    pub charts: Vec<ChartSpec>,
    pub extra: serde_json::Value,
    pub content: Content,
}

/// `objective-id/kr-id`, or an objective's id alone; a team's id may stand before an outcome's id.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference(pub String);

/// An objective's front matter.
#[derive(Clone, Debug)]
pub struct ObjectiveHeader {
    pub objective: Text,
    /// The objective's former id.
    pub was: Option<String>,
    pub owners: Vec<String>,
    pub outcome: Option<Reference>,
    pub due: Option<WrittenQuarter>,
    pub cycle: Option<Cycle>,
    pub scoring: Option<Scoring>,
    pub key_results: Vec<KeyResultHeader>,
    pub initiatives: Vec<Text>,
}

/// How a grade is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scoring {
    Aspirational,
    Committed,
}

/// A direction an author declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    Increase,
    Decrease,
    Maintain,
}

/// How a count's quarters relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Counts {
    Cumulative,
    PerQuarter,
}

/// A status, computed or called by a human.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    OnTrack,
    AtRisk,
    OffTrack,
    Done,
    NotStarted,
    NoData,
    Paused,
    Postponed,
    Dropped,
}

impl Status {
    pub const ALL: [Self; 9] = [
        Self::OnTrack,
        Self::AtRisk,
        Self::OffTrack,
        Self::Done,
        Self::NotStarted,
        Self::NoData,
        Self::Paused,
        Self::Postponed,
        Self::Dropped,
    ];

    /// As authors and data write it: `on-track`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OnTrack => "on-track",
            Self::AtRisk => "at-risk",
            Self::OffTrack => "off-track",
            Self::Done => "done",
            Self::NotStarted => "not-started",
            Self::NoData => "no-data",
            Self::Paused => "paused",
            Self::Postponed => "postponed",
            Self::Dropped => "dropped",
        }
    }

    /// How good it is, from 0, the worst, to 4; `None` of those that do not judge numbers.
    pub fn rank(self) -> Option<u8> {
        match self {
            Self::OffTrack => Some(0),
            Self::AtRisk => Some(1),
            Self::NotStarted => Some(2),
            Self::OnTrack => Some(3),
            Self::Done => Some(4),
            Self::NoData | Self::Paused | Self::Postponed | Self::Dropped => None,
        }
    }
}

/// A key result, or a metric of an overview, as one deck states it.
#[derive(Clone, Debug)]
pub struct KeyResultHeader {
    /// `id:`, else `kr1`, `kr2`, … by position (`m1`, … for metrics).
    pub id: String,
    /// The id is the key's, not the position's.
    pub id_written: bool,
    pub was: Option<String>,
    pub title: Text,
    /// The unit (of the key result) and the baseline its values are read against.
    pub context: Context,
    /// The key that says the unit: `unit`, `baseline` or `target`; `None` where the first value does, if anything.
    pub unit_said_by: Option<&'static str>,
    pub forms: Forms,
    pub baseline: Option<WrittenQuantity>,
    /// `target:` as written.
    pub target_text: String,
    pub target: Target,
    pub goal: Option<String>,
    pub direction: Option<Direction>,
    pub start: Option<WrittenQuarter>,
    pub due: Option<WrittenQuarter>,
    /// Expected values by quarter, in the key result's unit, in the order written.
    pub plan: Vec<(WrittenQuarter, f64)>,
    /// This deck's quarter; `None` where the key is not there at all.
    pub check_in: Option<CheckIn>,
    /// Other quarters, in the order written.
    pub check_ins: Vec<(WrittenQuarter, CheckIn)>,
    /// The keys of `plan` and of `check_ins`, in the order written.
    pub quarter_keys: Vec<QuarterKey>,
    pub call: Call,
    /// Not negative; 1 unless written.
    pub weight: f64,
    pub counts: Counts,
    pub deliverables: Vec<Deliverable>,
    /// Where the mapping stands in the front matter, for diagnostics: `key_results[1]`.
    pub path: Vec<crate::model::diagnostic::Step>,
}

/// A key that names a quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct QuarterKey {
    /// The mapping that it stands in: `plan`, `check_ins`.
    pub of: &'static str,
    /// As written.
    pub text: String,
    pub quarter: WrittenQuarter,
}

/// What a human says of how it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Call {
    pub status: Option<Status>,
    pub reason: Option<Box<Text>>,
    /// 0 to 1.
    pub confidence: Option<f64>,
}

/// What was said of one quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckIn {
    pub reading: Reading,
    /// The value's own note, with its links; its words are in the reading, too.
    pub own_note: Option<Box<Text>>,
    /// The note of the long form `{value, note, …}`.
    pub note: Option<Box<Text>>,
    pub call: Call,
    /// Bytes of the file at which the value stands.
    pub at: Range<usize>,
    /// And the note of the long form.
    pub note_at: Option<Range<usize>>,
    /// And its status.
    pub status_at: Option<Range<usize>>,
}

impl CheckIn {
    /// The value's own note and the long form's note, as one text.
    pub fn full_note(&self) -> Option<String> {
        match (&self.reading.note, &self.note) {
            (Some(own), Some(long)) => Some(format!("{own}, {}", long.plain)),
            (own, long) => own.clone().or_else(|| long.as_ref().map(|long| long.plain.clone())),
        }
    }
}

/// A part of a result of the kind "A by Q2 and B by Q4".
#[derive(Clone, Debug, PartialEq)]
pub struct Deliverable {
    pub title: Text,
    pub due: Option<WrittenQuarter>,
    pub done: Option<WrittenQuarter>,
}

/// An overview's front matter.
#[derive(Clone, Debug)]
pub struct OverviewHeader {
    pub outcomes: Vec<Outcome>,
    pub progress: Vec<Text>,
    pub challenges: Vec<Text>,
    pub actions: Vec<Text>,
}

/// An outcome of an overview, with its metrics.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub title: Text,
    pub metrics: Vec<KeyResultHeader>,
}

/// A service with its service-level indicators.
#[derive(Clone, Debug)]
pub struct Service {
    pub service: Text,
    pub indicators: Vec<Indicator>,
}

/// One service-level indicator; what target and measure mean is read by the model's `service_level`.
#[derive(Clone, Debug)]
pub struct Indicator {
    pub name: Text,
    pub target: String,
    pub measured: Option<String>,
    pub note: Option<Text>,
}

/// A word of thanks.
#[derive(Clone, Debug)]
pub struct Thanks {
    pub to: Text,
    pub reason: Option<Text>,
    pub from: Option<Text>,
}
