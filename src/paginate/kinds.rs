//! What each kind of file shows beside its Markdown; lists too long for one slide are cut into several.

use crate::model::book::{Deck, File, FileContent, Objective, Overview, Wordings};
use crate::model::document::{Content, Scoring, Service, Text};
use crate::model::link;
use crate::model::page::{
    Anniversary, ChangeData, Contact, IndicatorView, Mark, NewHire, ObjectiveData, OverviewData, ServiceLevelsData,
    ServiceView, SlideData, TeamText, ThanksItem,
};
use crate::model::service_level::{self, Met};
use crate::paginate::{bodies, changes, standing, status, teams};

/// How many lines of a list fit on a slide, at about 40 characters to a line in two columns.
const LIST_LINES: usize = 22;

/// The data of a file's first slide, and of its continuations.
pub fn data(file: &File, deck: &Deck, context: &mut bodies::Context) -> Vec<SlideData> {
    match &file.content {
        FileContent::Objective(objective) => {
            vec![SlideData::Objective(Box::new(objective_data(objective, file, deck, context)))]
        }
        FileContent::Overview(overview) => vec![SlideData::Overview(overview_data(overview, file, deck))],
        FileContent::Change(change) => vec![SlideData::Change(change_data(change, context))],
        FileContent::AsWritten(content) => as_written(content, file, deck, context),
    }
}

fn as_written(content: &Content, file: &File, deck: &Deck, context: &mut bodies::Context) -> Vec<SlideData> {
    let html = |text: &Text| text.html.clone();
    match content {
        Content::ServiceLevels { period, services } => {
            vec![SlideData::ServiceLevels(ServiceLevelsData {
                from: period.map(|(from, _)| from.to_string()),
                to: period.map(|(_, to)| to.to_string()),
                services: services.iter().map(service).collect(),
            })]
        }
        Content::People { anniversaries, new_hires } => {
            let anniversaries = anniversaries
                .iter()
                .map(|(years, names)| Anniversary { years: *years, names: names.iter().map(html).collect() });
            let new_hires =
                new_hires.iter().map(|(name, team)| NewHire { name: html(name), team: team.as_ref().map(html) });
            vec![SlideData::People { anniversaries: anniversaries.collect(), new_hires: new_hires.collect() }]
        }
        Content::Thanks(thanks) => {
            let items = thanks.iter().map(|thanks| ThanksItem {
                to: html(&thanks.to),
                reason: thanks.reason.as_ref().map(html),
                from: thanks.from.as_ref().map(html),
            });
            let chunks = chunks(items.collect(), |item| {
                lines(&item.to) + item.reason.as_deref().map_or(0, lines) + item.from.as_deref().map_or(0, lines)
            });
            chunks.into_iter().map(|thanks| SlideData::Thanks { thanks }).collect()
        }
        Content::Wins(wins) => {
            let items = wins.iter().map(|(team, text)| TeamText { team: team.as_ref().map(html), text: html(text) });
            let chunks = chunks(items.collect(), team_text_lines);
            chunks.into_iter().map(|wins| SlideData::Wins { wins }).collect()
        }
        Content::Challenges(challenges) => {
            let items =
                challenges.iter().map(|(text, team)| TeamText { team: team.as_ref().map(html), text: html(text) });
            let chunks = chunks(items.collect(), team_text_lines);
            chunks.into_iter().map(|challenges| SlideData::Challenges { challenges }).collect()
        }
        Content::Contacts(contacts) => vec![SlideData::Contacts { contacts: contact_list(contacts.as_deref(), deck) }],
        Content::Plain if file.kind == "status" => status::data(deck, context.material.book.site.calendar),
        Content::Plain if file.kind == "changes" => changes::data(deck, context.material.book.site.calendar),
        Content::Plain if !file.charts.is_empty() => {
            let low = file.charts.len() > 1;
            let charts = file.charts.iter().filter_map(|spec| context.chart(&file.path, spec, low)).collect();
            vec![SlideData::Charts { charts }]
        }
        _ if file.kind == "drilldown" => vec![SlideData::Charts { charts: Vec::new() }],
        _ => vec![SlideData::Nothing {}],
    }
}

fn objective_data(objective: &Objective, file: &File, deck: &Deck, context: &bodies::Context) -> ObjectiveData {
    let calendar = context.material.book.site.calendar;
    ObjectiveData {
        objective: Some(objective.statement.html.clone()),
        owners: objective.owners.clone(),
        outcome: objective.outcome.as_ref().map(|link| Mark {
            title: link.title.clone(),
            href: if link.folder == deck.folder {
                link::fragment(&link.slide)
            } else {
                let root = link::root_of(&deck.folder);
                format!("{root}{}/index.html{}", link::encode(&link.folder), link::fragment(&link.slide))
            },
            status: "none",
        }),
        due: calendar.label(objective.due),
        scoring: objective.scoring.map(|scoring| match scoring {
            Scoring::Aspirational => "aspirational",
            Scoring::Committed => "committed",
        }),
        standing: standing(&objective.roll_up),
        history: teams::life_href(&link::root_of(&deck.folder), deck, &file.id),
        initiatives: objective.initiatives.iter().map(|text| text.html.clone()).collect(),
    }
}

fn overview_data(overview: &Overview, file: &File, deck: &Deck) -> OverviewData {
    let html = |texts: &[Text]| texts.iter().map(|text| text.html.clone()).collect();
    let serving = deck.files.iter().filter_map(|other| match &other.content {
        FileContent::Objective(objective) => {
            let link = objective.outcome.as_ref()?;
            (link.folder == deck.folder && link.slide == file.id).then(|| Mark {
                title: other.title.plain.clone(),
                href: link::fragment(&other.id),
                status: objective.roll_up.status.as_str(),
            })
        }
        _ => None,
    });
    OverviewData {
        progress: html(&overview.progress),
        challenges: html(&overview.challenges),
        actions: html(&overview.actions),
        objectives: serving.collect(),
    }
}

fn change_data(change: &Wordings, context: &bodies::Context) -> ChangeData {
    let calendar = context.material.book.site.calendar;
    let text = |wording: &Option<(Option<_>, String)>| wording.as_ref().map(|(_, text)| text.clone());
    let quarter = |wording: &Option<(Option<_>, String)>| {
        wording.as_ref().and_then(|(quarter, _)| *quarter).map(|quarter| calendar.label(quarter))
    };
    let (before, after) =
        crate::model::wording::marked(text(&change.before).as_deref(), text(&change.after).as_deref());
    ChangeData { before, after, before_quarter: quarter(&change.before), after_quarter: quarter(&change.after) }
}

fn service(service: &Service) -> ServiceView {
    let indicators = service.indicators.iter().map(|indicator| {
        let verdict = service_level::judge(&indicator.target, indicator.measured.as_deref());
        IndicatorView {
            name: indicator.name.html.clone(),
            target: indicator.target.clone(),
            measured: indicator.measured.clone(),
            met: match verdict.met {
                Met::Yes => "yes",
                Met::No => "no",
                Met::Unknown => "unknown",
            },
            budget_spent: verdict.budget_spent,
            note: indicator.note.as_ref().map(|note| note.html.clone()),
        }
    });
    ServiceView { service: service.service.html.clone(), indicators: indicators.collect() }
}

/// Whom to ask: as written, else every objective's owners.
fn contact_list(written: Option<&[(Text, Vec<Text>)]>, deck: &Deck) -> Vec<Contact> {
    if let Some(written) = written {
        let contacts = written.iter().map(|(topic, people)| Contact {
            topic: topic.html.clone(),
            people: people.iter().map(|person| person.html.clone()).collect(),
            href: None,
        });
        return contacts.collect();
    }
    let owned = deck.files.iter().filter_map(|file| match &file.content {
        FileContent::Objective(objective) if !objective.owners.is_empty() => Some(Contact {
            topic: file.title.html.clone(),
            people: objective.owners.iter().map(|owner| crate::model::link::escape(owner)).collect(),
            href: Some(link::fragment(&file.id)),
        }),
        _ => None,
    });
    owned.collect()
}

fn team_text_lines(item: &TeamText) -> usize {
    lines(&item.text) + item.team.as_deref().map_or(0, lines)
}

/// About how many lines a text takes in one of two columns.
fn lines(text: &str) -> usize {
    text.chars().count().div_ceil(46).max(1)
}

/// Cuts a list so that each part fits a slide; an empty list is one empty part.
fn chunks<T>(items: Vec<T>, cost: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut parts = vec![Vec::new()];
    let mut used = 0;
    for item in items {
        let lines = cost(&item) + 1;
        // Two columns of LIST_LINES / 2 … a part is full when both are.
        if used + lines > LIST_LINES * 2 && parts.last().is_some_and(|part: &Vec<T>| !part.is_empty()) {
            parts.push(Vec::new());
            used = 0;
        }
        used += lines;
        if let Some(part) = parts.last_mut() {
            part.push(item);
        }
    }
    parts
}
