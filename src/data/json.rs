//! `okrs.json`, in the shape that `quarterdeck/1` promises. The order of the fields is the order of the keys.

mod indented;

use serde::{Serialize, Serializer};

use crate::data::json::indented::Indented;
use crate::model::artifact::Chunk;
use crate::model::book::{Deck, FileContent, KeyResult, Objective, QuarterValue};
use crate::model::document::{Audience, CheckIn, Scoring, SiteHeader, Status};
use crate::model::quantity::Target;
use crate::model::quarter::Calendar;

#[derive(Serialize)]
struct SiteData {
    title: Option<String>,
    organization: Option<String>,
    language: String,
}

#[derive(Serialize)]
struct DeckData {
    path: String,
    team: TeamData,
    title: String,
    quarter: String,
    start: String,
    end: String,
    date: Option<String>,
    objectives: Vec<ObjectiveData>,
    metrics: Vec<MetricData>,
}

#[derive(Serialize)]
struct TeamData {
    id: String,
    name: String,
}

#[derive(Serialize)]
struct ObjectiveData {
    id: String,
    title: String,
    objective: String,
    owners: Vec<String>,
    outcome: Option<String>,
    due: String,
    scoring: Option<&'static str>,
    progress: Option<Number>,
    reporting: usize,
    status: &'static str,
    grade: Option<Number>,
    key_results: Vec<KeyResultData>,
}

#[derive(Serialize)]
struct KeyResultData {
    id: String,
    title: String,
    unit: Option<String>,
    direction: &'static str,
    baseline: Option<Number>,
    baseline_text: Option<String>,
    target: Option<Number>,
    target_low: Option<Number>,
    target_high: Option<Number>,
    target_text: String,
    goal: Option<String>,
    start: String,
    due: String,
    weight: Number,
    progress: Option<Number>,
    expected: Option<Number>,
    status: Option<&'static str>,
    computed_status: Option<&'static str>,
    missed_checkpoint: bool,
    forecast: Option<Number>,
    confidence: Option<Number>,
    quarters: Vec<QuarterData>,
}

#[derive(Serialize)]
struct MetricData {
    #[serde(flatten)]
    metric: KeyResultData,
    outcome: String,
    outcome_title: String,
}

#[derive(Serialize)]
struct QuarterData {
    quarter: String,
    value: Option<Number>,
    text: Option<String>,
    note: Option<String>,
    progress: Option<Number>,
    expected: Option<Number>,
    status: Option<&'static str>,
    source: Option<String>,
}

/// A JSON number at full precision; a whole one is written without a point.
#[derive(Clone, Copy)]
struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Up to here every whole number is itself.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() < EXACT {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// The site's numbers as JSON, of the decks' [`deck_json`].
pub fn okrs_json(site: &SiteHeader, decks: Vec<Chunk>) -> Vec<Chunk> {
    let site = SiteData {
        title: site.title.clone(),
        organization: site.organization.clone(),
        language: site.language.clone(),
    };
    let mut head = b"{\n  \"format\": \"quarterdeck/1\",\n  \"site\": ".to_vec();
    write_at(1, &site, &mut head);
    head.extend_from_slice(b",\n  \"decks\": [");
    let mut json = vec![Chunk::new(head)];
    let end: &[u8] = if decks.is_empty() { b"]\n}\n" } else { b"\n  ]\n}\n" };
    for (number, deck) in decks.into_iter().enumerate() {
        let before: &[u8] = if number == 0 { b"\n    " } else { b",\n    " };
        json.extend([Chunk::new(before), deck]);
    }
    json.push(Chunk::new(end));
    json
}

/// A deck's part of `okrs.json`; `source` is told to the internal audience only.
pub fn deck_json(deck: &Deck, calendar: Calendar, audience: Audience) -> Vec<u8> {
    let mut json = Vec::new();
    write_at(2, &deck_data(deck, calendar, audience), &mut json);
    json
}

/// Writes a value that stands so deep in others.
fn write_at(depth: usize, value: &impl Serialize, json: &mut Vec<u8>) {
    let mut serializer = serde_json::Serializer::with_formatter(json, Indented { depth, is_empty: false });
    // Structs of strings and numbers can always be written as JSON.
    let _ = value.serialize(&mut serializer);
}

fn deck_data(deck: &Deck, calendar: Calendar, audience: Audience) -> DeckData {
    let mut objectives = Vec::new();
    let mut metrics = Vec::new();
    for file in &deck.files {
        match &file.content {
            FileContent::Objective(objective) => {
                let title = file.title.plain.clone();
                objectives.push(objective_data(&file.id, title, objective, calendar, audience));
            }
            FileContent::Overview(overview) => {
                for outcome in &overview.outcomes {
                    metrics.extend(outcome.metrics.iter().map(|metric| MetricData {
                        metric: key_result_data(metric, calendar, audience),
                        outcome: file.id.clone(),
                        outcome_title: outcome.title.plain.clone(),
                    }));
                }
            }
            FileContent::Change(_) | FileContent::AsWritten(_) => {}
        }
    }
    DeckData {
        path: format!("{}/", deck.folder),
        team: TeamData { id: deck.team.id.clone(), name: deck.team.name.clone() },
        title: deck.title.clone(),
        quarter: calendar.label(deck.quarter),
        start: calendar.start(deck.quarter).to_string(),
        end: calendar.end(deck.quarter).to_string(),
        date: deck.date.map(|date| date.to_string()),
        objectives,
        metrics,
    }
}

fn objective_data(id: &str, title: String, of: &Objective, calendar: Calendar, audience: Audience) -> ObjectiveData {
    ObjectiveData {
        id: id.to_owned(),
        title,
        objective: of.statement.plain.clone(),
        owners: of.owners.clone(),
        outcome: of.outcome_reference.clone(),
        due: calendar.label(of.due),
        scoring: of.scoring.map(|scoring| match scoring {
            Scoring::Aspirational => "aspirational",
            Scoring::Committed => "committed",
        }),
        progress: of.roll_up.progress.map(Number),
        reporting: of.roll_up.reporting,
        status: of.roll_up.status.as_str(),
        grade: of.roll_up.grade.map(Number),
        key_results: of.key_results.iter().map(|of| key_result_data(of, calendar, audience)).collect(),
    }
}

fn key_result_data(of: &KeyResult, calendar: Calendar, audience: Audience) -> KeyResultData {
    let (target, target_low, target_high) = match of.terms.target {
        Target::Number { value, .. } => (Some(value), None, None),
        Target::Milestones { count } => (Some(count), None, None),
        Target::Limit { low, high } => (None, low, high),
        Target::YesNo | Target::Words => (None, None, None),
    };
    KeyResultData {
        id: of.id.clone(),
        title: of.title.plain.clone(),
        unit: of.unit.as_ref().map(ToString::to_string),
        direction: of.way.as_str(),
        baseline: of.terms.baseline.map(Number),
        baseline_text: of.baseline_text.clone(),
        target: target.map(Number),
        target_low: target_low.map(Number),
        target_high: target_high.map(Number),
        target_text: of.target_text.clone(),
        goal: of.goal.clone(),
        start: calendar.label(of.terms.start),
        due: calendar.label(of.terms.due),
        weight: Number(of.weight),
        progress: of.standing.progress.map(Number),
        expected: of.standing.expected.map(Number),
        status: of.status.map(Status::as_str),
        computed_status: of.standing.status.map(Status::as_str),
        missed_checkpoint: of.standing.missed_checkpoint,
        forecast: of.forecast.map(|forecast| Number(forecast.value)),
        confidence: of.call.confidence.map(Number),
        quarters: of.quarters.iter().map(|of| quarter_data(of, calendar, audience)).collect(),
    }
}

fn quarter_data(of: &QuarterValue, calendar: Calendar, audience: Audience) -> QuarterData {
    let check_in = of.said.as_ref().map(|said| &said.check_in);
    QuarterData {
        quarter: calendar.label(of.quarter),
        value: of.value().map(Number),
        text: check_in.map(|check_in| check_in.reading.text.clone()).filter(|text| !text.is_empty()),
        note: check_in.and_then(CheckIn::full_note),
        progress: of.standing.progress.map(Number),
        expected: of.standing.expected.map(Number),
        status: of.status.map(Status::as_str),
        source: match (audience, &of.said) {
            (Audience::Internal, Some(said)) => Some(said.path.to_string()),
            _ => None,
        },
    }
}
