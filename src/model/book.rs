//! The site as one audience may see it: decks with everything computed. It has no place for notes, drafts' marks or
//! internal text; what can't be held can't leak. What only presenters see is kept apart, in [`Backstage`].

mod backstage;
mod change;
mod deck;

use std::ops::Range;
use std::sync::Arc;

pub use backstage::{Backstage, BackstageSlide};
pub use change::{Change, Restated, What};
pub use deck::{Deck, Previous, Team};

use crate::model::diagnostic::Step;
use crate::model::document::{
    Alert, Attributes, Call, ChartSpec, CheckIn, Content, Cycle, Heading, Scoring, SiteHeader, Status, Text,
};
use crate::model::progress::{Forecast, RollUp, Standing, Terms, Way};
use crate::model::quantity::{self, Forms, Measure, Reading, Target, Unit};
use crate::model::quarter::{Calendar, Quarter};

/// Everything that is shown, for one audience.
#[derive(Clone, Debug)]
pub struct Book {
    pub site: Site,
    /// The newest first, then by folder.
    pub decks: Vec<Arc<Deck>>,
}

/// The site as a whole.
#[derive(Clone, Debug)]
pub struct Site {
    pub header: SiteHeader,
    pub calendar: Calendar,
    /// The introduction of the archive's front page.
    pub body: Vec<Piece>,
}

/// A piece of a body that this audience may see.
#[derive(Clone, Debug)]
pub enum Piece {
    /// Finished HTML.
    Html(String),
    Image {
        src: String,
        alt: Text,
        title: Option<String>,
        at: Range<usize>,
    },
    /// The value of an `href` that leads to something in this site.
    Href {
        target: String,
        at: Range<usize>,
    },
    AlertTitle(Alert),
    Chart {
        spec: Box<ChartSpec>,
        at: Range<usize>,
    },
}

/// A file of slides.
#[derive(Clone, Debug)]
pub struct File {
    pub path: Arc<str>,
    pub id: String,
    pub title: Text,
    /// The title is the author's, not the first heading's.
    pub title_written: bool,
    pub kind: String,
    /// Planned speaking time in seconds.
    pub time: Option<u32>,
    pub charts: Vec<ChartSpec>,
    pub extra: serde_json::Value,
    pub slides: Vec<Slide>,
    pub content: FileContent,
}

/// One slide of a body.
#[derive(Clone, Debug)]
pub struct Slide {
    pub heading: Option<Heading>,
    pub attributes: Attributes,
    pub body: Vec<Piece>,
    pub steps: u32,
}

/// What a file holds beside its Markdown.
#[derive(Clone, Debug)]
pub enum FileContent {
    Objective(Box<Objective>),
    Overview(Overview),
    Change(Wordings),
    /// Kinds that show what their front matter says, as it is.
    AsWritten(Content),
}

impl FileContent {
    /// The files that state an objective or an overview in earlier quarters, the latest first.
    pub fn earlier(&self) -> &[Arc<str>] {
        match self {
            Self::Objective(objective) => &objective.earlier,
            Self::Overview(overview) => &overview.earlier,
            Self::Change(_) | Self::AsWritten(_) => &[],
        }
    }

    /// The key results of an objective, or the metrics of an overview through all outcomes.
    pub fn key_results(&self) -> impl Iterator<Item = &KeyResult> {
        let (objective, overview) = match self {
            Self::Objective(objective) => (Some(objective), None),
            Self::Overview(overview) => (None, Some(overview)),
            Self::Change(_) | Self::AsWritten(_) => (None, None),
        };
        let metrics = overview.into_iter().flat_map(|of| &of.outcomes).flat_map(|outcome| &outcome.metrics);
        objective.into_iter().flat_map(|of| &of.key_results).chain(metrics)
    }
}

/// A wording that changed, with the quarter that states it where that is known.
#[derive(Clone, Debug)]
pub struct Wordings {
    /// `objective-id/kr-id` of the key result whose change it is.
    pub key_result: Option<String>,
    pub before: Option<(Option<Quarter>, String)>,
    pub after: Option<(Option<Quarter>, String)>,
}

/// An objective in one deck.
#[derive(Clone, Debug)]
pub struct Objective {
    pub statement: Text,
    /// The objective's former id.
    pub was: Option<String>,
    /// The files that state it in earlier quarters, under this name or former ones, and what became one with it; the latest first,
    /// and of those of one quarter the one that counts.
    pub earlier: Vec<Arc<str>>,
    pub owners: Vec<String>,
    pub outcome: Option<Link>,
    /// `outcome:` as written, where what it names is visible.
    pub outcome_reference: Option<String>,
    pub due: Quarter,
    pub scoring: Option<Scoring>,
    pub initiatives: Vec<Text>,
    pub key_results: Vec<KeyResult>,
    pub roll_up: RollUp,
}

/// A link to a slide of a deck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The deck's folder.
    pub folder: String,
    /// The slide's id.
    pub slide: String,
    pub title: String,
}

/// A longer-term priority.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The files that state it in earlier quarters, the latest first.
    pub earlier: Vec<Arc<str>>,
    pub outcomes: Vec<Outcome>,
    pub progress: Vec<Text>,
    pub challenges: Vec<Text>,
    pub actions: Vec<Text>,
}

/// An outcome with its metrics.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub title: Text,
    pub metrics: Vec<KeyResult>,
}

/// A key result (or metric) in one deck, with its history and everything computed from it.
#[derive(Clone, Debug)]
pub struct KeyResult {
    pub id: String,
    /// The id is the author's, not the position's.
    pub id_written: bool,
    pub was: Option<String>,
    /// Where earlier quarters state it: the file, and the number of the key result there; the latest first.
    pub earlier: Vec<(Arc<str>, usize)>,
    /// The due date is the author's, not the cycle's end.
    pub due_written: bool,
    /// And it is written for the key result itself, not for its objective.
    pub due_own: bool,
    /// It is written with its year.
    pub due_in_full: bool,
    /// From when to when promises are made.
    pub cycle: Cycle,
    pub title: Text,
    pub unit: Option<Unit>,
    /// The key that says the unit; `None` where the values do, if anything.
    pub unit_said_by: Option<&'static str>,
    /// The unit as it is printed.
    pub forms: Forms,
    pub terms: Terms,
    pub way: Way,
    pub baseline_text: Option<String>,
    pub baseline_note: Option<String>,
    /// Digits after the point of the baseline as written.
    pub baseline_decimals: u8,
    pub target_text: String,
    pub goal: Option<String>,
    pub weight: f64,
    pub standing: Standing,
    /// A human's call for this quarter, else the computed status.
    pub status: Option<Status>,
    pub call: Call,
    pub forecast: Option<Forecast>,
    pub deliverables: Vec<Deliverable>,
    /// From Q1 of the deck's year (or the span's start, where that is earlier) to the deck's quarter, without gaps.
    pub quarters: Vec<QuarterValue>,
    /// What this deck says of quarters before these: shown in the key result's life, and not judged.
    pub said_before: Vec<QuarterValue>,
    /// What was said last before these quarters, where the numbers go on from one year to the next.
    pub before: Option<Measured>,
    /// What this deck says of quarters of which an earlier deck gave another number.
    pub restated: Vec<Restated>,
    /// Where it stands in its file, for diagnostics.
    pub at: Vec<Step>,
}

/// A number that was said of a quarter.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    pub quarter: Quarter,
    pub value: f64,
    /// Digits after the point as written.
    pub decimals: u8,
}

impl KeyResult {
    /// What its numbers are measured in: one `of 5` of which nothing else is said is a count.
    pub fn measure(&self) -> Measure<'_> {
        let said = self.quarters.last().and_then(|last| last.said.as_ref());
        match Measure::of(&self.terms.target, self.unit.as_ref()) {
            Measure::Unsaid if said.is_some_and(|said| said.check_in.reading.out_of.is_some()) => Measure::Count,
            measure => measure,
        }
    }

    /// Its values are yes and no, also where deliverables measure it.
    pub fn is_yes_no(&self) -> bool {
        self.terms.target == Target::YesNo
    }

    /// What this deck knows of a quarter.
    pub fn known(&self, quarter: Quarter) -> Option<&QuarterValue> {
        self.said_before.iter().chain(&self.quarters).find(|known| known.quarter == quarter)
    }

    /// How it stood in one of its quarters, as pages show it: a number from before the span is not judged by the span's terms.
    pub fn judged(&self, known: &QuarterValue) -> Standing {
        if self.is_judged(known) { known.standing } else { Standing::default() }
    }

    /// The status of one of its quarters, as pages show it: one before the span has only what somebody called it.
    pub fn status_in(&self, known: &QuarterValue) -> Option<Status> {
        known.status.filter(|status| self.is_judged(known) || known.standing.status != Some(*status))
    }

    fn is_judged(&self, known: &QuarterValue) -> bool {
        known.quarter >= self.terms.start || known.value().is_none()
    }

    /// The last number before the deck's quarter that the quarter's own can be compared with. A count of several quarters is compared
    /// with none from before its span, in which it begins at 0; of two quarters by themselves each has its own.
    pub fn previous(&self) -> Option<Measured> {
        let (_, earlier) = self.quarters.split_last()?;
        let counts = match self.terms.target {
            Target::Milestones { .. } => true,
            Target::Number { .. } => self.way != Way::Maintain && self.terms.from() == 0.0,
            Target::Limit { .. } | Target::YesNo | Target::Words => false,
        };
        let begins_anew = counts && self.cycle == Cycle::Year;
        let mut comparable = earlier.iter().rev().filter(|known| !begins_anew || known.quarter >= self.terms.start);
        comparable.find_map(QuarterValue::measured).or(self.before)
    }

    /// The values that progress is computed from, one per quarter: sums where the quarters add up.
    pub fn running(&self) -> Vec<Option<f64>> {
        let own: Vec<_> = self.quarters.iter().map(|quarter| (quarter.quarter, quarter.value())).collect();
        self.terms.running(&own)
    }

    /// The baseline as written, its number as values are printed.
    pub fn baseline_printed(&self) -> Option<String> {
        let text = self.baseline_text.as_ref()?;
        Some(if self.terms.baseline.is_some() { quantity::as_printed(text) } else { text.clone() })
    }

    /// The target as written, its number as values are printed.
    pub fn target_printed(&self) -> String {
        match self.terms.target {
            Target::Limit { low: Some(_), high: Some(_) } => {
                let (low, high) = quantity::ends(&self.target_text).unwrap_or_default();
                format!("{}..{}", quantity::as_printed(low), quantity::as_printed(high))
            }
            Target::Number { .. } | Target::Limit { .. } | Target::Milestones { .. } => {
                quantity::as_printed(&self.target_text)
            }
            Target::YesNo | Target::Words => self.target_text.clone(),
        }
    }
}

/// A deliverable, with its quarters resolved.
#[derive(Clone, Debug)]
pub struct Deliverable {
    pub title: Text,
    pub due: Quarter,
    /// Only if it was done by the deck's quarter.
    pub done: Option<Quarter>,
}

/// What is known of one quarter of a key result.
#[derive(Clone, Debug)]
pub struct QuarterValue {
    pub quarter: Quarter,
    /// The last that was said of it, if anything was.
    pub said: Option<Statement>,
    pub standing: Standing,
    /// A human's call for that quarter, else the computed status; absent where no number is possible.
    pub status: Option<Status>,
}

/// What a deck said of a quarter.
#[derive(Clone, Debug)]
pub struct Statement {
    pub check_in: CheckIn,
    /// The file that says it.
    pub path: Arc<str>,
    /// It said a number in another unit than the key result's is now; there is none in the check-in.
    pub former: Option<Box<Former>>,
}

/// A number in the unit that a key result had when it was said.
#[derive(Clone, Debug)]
pub struct Former {
    pub reading: Reading,
    pub unit: Option<Unit>,
    pub forms: Forms,
    pub is_yes_no: bool,
    /// The deck before this one had that unit still.
    pub is_new: bool,
}

impl QuarterValue {
    /// The quarter's own number, if one was said.
    pub fn value(&self) -> Option<f64> {
        self.measured().map(|measured| measured.value)
    }

    /// The same with how precisely it was said.
    pub fn measured(&self) -> Option<Measured> {
        let reading = &self.said.as_ref()?.check_in.reading;
        Some(Measured { quarter: self.quarter, value: reading.value?, decimals: reading.decimals })
    }
}
