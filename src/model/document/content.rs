//! What the kinds of files hold.

use jiff::civil::Date;

use crate::model::document::{KeyResultHeader, ObjectiveHeader, OverviewHeader, Reference, Service, Text, Thanks};

/// What a kind of file holds beside its Markdown.
#[derive(Clone, Debug)]
pub enum Content {
    Objective(Box<ObjectiveHeader>),
    Overview(Box<OverviewHeader>),
    Change {
        key_result: Option<Reference>,
        before: Option<Box<Text>>,
        after: Option<Box<Text>>,
    },
    ServiceLevels {
        period: Option<(Date, Date)>,
        services: Vec<Service>,
    },
    /// Years of service, the most first, and the names in the order written.
    People {
        anniversaries: Vec<(u32, Vec<Text>)>,
        new_hires: Vec<(Text, Option<Text>)>,
    },
    Thanks(Vec<Thanks>),
    /// Team and text.
    Wins(Vec<(Option<Text>, Text)>),
    /// Team and text.
    Challenges(Vec<(Option<Text>, Text)>),
    /// Topic and people; `None` where the key was not written.
    Contacts(Option<Vec<(Text, Vec<Text>)>>),
    Status {
        /// Objectives stand by their status, the worst first; else in the deck's order.
        worst_first: bool,
    },
    /// `slides`, `spotlight`, `section`, `drilldown` (its charts are in the header), `changes`, and kinds of the theme.
    Plain,
}

impl Content {
    /// The key results of an objective, or the metrics of an overview through all outcomes.
    pub fn key_results(&self) -> impl Iterator<Item = &KeyResultHeader> {
        let (objective, overview) = match self {
            Self::Objective(objective) => (Some(objective), None),
            Self::Overview(overview) => (None, Some(overview)),
            _ => (None, None),
        };
        let metrics = overview.into_iter().flat_map(|of| &of.outcomes).flat_map(|outcome| &outcome.metrics);
        objective.into_iter().flat_map(|of| &of.key_results).chain(metrics)
    }
}
