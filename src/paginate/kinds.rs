//! What each kind of file shows beside its Markdown; lists too long for one slide are cut into several.

use crate::model::book::{Deck, File, FileContent, Objective, Overview, Wordings};
use crate::model::chart::Shape;
use crate::model::document::{Content, Scoring, Service, Text};
use crate::model::link;
use crate::model::page::{
    Anniversary, ChangeData, Contact, IndicatorView, Mark, NewHire, ObjectiveData, OverviewData, Piece,
    ServiceLevelsData, ServiceView, SlideData, TeamText, ThanksItem,
};
use crate::model::service_level::{self, Met};
use crate::paginate::fit::room::{self, Room};
use crate::paginate::fit::sizes::{LABEL, TABLE_HEAD};
use crate::paginate::{bodies, changes, measure, standing, status, teams};

/// The sizes of type of lists, as shares of the usual one: that in which a list may stay on one slide, and that of one that goes on.
const SIZES: [f64; 2] = [0.85, 0.92];

/// The kind that puts the charts of its front matter beside its text; any other has them below it.
const DRILLDOWN: &str = "drilldown";

/// The data of a file's first slide, and of its continuations.
pub fn data(file: &File, deck: &Deck, context: &mut bodies::Context) -> Vec<SlideData> {
    match &file.content {
        FileContent::Objective(objective) => {
            vec![SlideData::Objective(Box::new(objective_data(objective, file, deck, context)))]
        }
        FileContent::Overview(overview) => overview_data(overview, file, deck, context),
        FileContent::Change(change) => vec![SlideData::Change(change_data(change, deck, context))],
        FileContent::AsWritten(content) => as_written(content, file, deck, context),
    }
}

fn as_written(content: &Content, file: &File, deck: &Deck, context: &mut bodies::Context) -> Vec<SlideData> {
    let mut html = |text: &Text| context.text(&file.path, text);
    match content {
        Content::ServiceLevels { period, services } => {
            let services = services.iter().map(|of| service(of, &mut html));
            let parts = spread(services.flat_map(in_parts).collect(), TABLE_HEAD, 1, |of, room| room.service(of))
                .into_iter()
                .map(|services| ServiceLevelsData {
                    from: period.map(|(from, _)| from.to_string()),
                    to: period.map(|(_, to)| to.to_string()),
                    services,
                });
            parts.map(SlideData::ServiceLevels).collect()
        }
        Content::People { anniversaries, new_hires } => {
            let anniversaries = anniversaries
                .iter()
                .map(|(years, names)| Anniversary { years: *years, names: names.iter().map(&mut html).collect() })
                .collect();
            let new_hires =
                new_hires.iter().map(|(name, team)| NewHire { name: html(name), team: team.as_ref().map(&mut html) });
            people(anniversaries, new_hires.collect())
        }
        Content::Thanks(thanks) => {
            let items = thanks.iter().map(|thanks| ThanksItem {
                to: html(&thanks.to),
                reason: thanks.reason.as_ref().map(&mut html),
                from: thanks.from.as_ref().map(&mut html),
            });
            let parts = spread(items.collect(), 0.0, 2, |item, room| room.thanks(item));
            parts.into_iter().map(|thanks| SlideData::Thanks { thanks }).collect()
        }
        Content::Wins(wins) => {
            let parts = of_teams(wins, html);
            parts.into_iter().map(|wins| SlideData::Wins { wins }).collect()
        }
        Content::Challenges(challenges) => {
            let parts = of_teams(challenges, html);
            parts.into_iter().map(|challenges| SlideData::Challenges { challenges }).collect()
        }
        Content::Contacts(contacts) => {
            let contacts = contact_list(contacts.as_deref(), deck, html);
            let parts = spread(contacts, TABLE_HEAD, 1, |contact, room| room.contact(contact));
            parts.into_iter().map(|contacts| SlideData::Contacts { contacts }).collect()
        }
        Content::Status { worst_first } => status::data(deck, *worst_first, context.material.book.site.calendar),
        Content::Plain if file.kind == "changes" => changes::data(deck, context.material.book.site.calendar),
        _ if file.kind == "section" => vec![divider(file, deck)],
        _ if file.kind == DRILLDOWN => {
            let shape = if file.charts.len() > 1 { Shape::Low } else { Shape::Usual };
            let charts = file.charts.iter().filter_map(|spec| context.chart(&file.path, spec, shape)).collect();
            vec![SlideData::Charts { charts }]
        }
        _ => vec![SlideData::Nothing {}],
    }
}

/// A service; one with more indicators than a slide has room for several times, with some of them each.
fn in_parts(mut service: ServiceView) -> Vec<ServiceView> {
    let fits = |share| TABLE_HEAD + Room::of(share).service(&service) <= Room::of(share).height;
    if SIZES.into_iter().any(fits) {
        return vec![service];
    }
    let room = Room::of(SIZES[1]);
    let heights: Vec<f64> = service.indicators.iter().map(|each| room.indicator(each)).collect();
    let mut indicators = std::mem::take(&mut service.indicators).into_iter();
    let part =
        |count| ServiceView { service: service.service.clone(), indicators: indicators.by_ref().take(count).collect() };
    measure::pack_evenly(&heights, TABLE_HEAD, 1, |_| room.height).into_iter().map(part).collect()
}

/// Texts, each perhaps of a team, cut so that each part fits a slide.
fn of_teams(items: &[(Option<Text>, Text)], mut html: impl FnMut(&Text) -> String) -> Vec<Vec<TeamText>> {
    let items = items.iter().map(|(team, text)| TeamText { team: team.as_ref().map(&mut html), text: html(text) });
    spread(items.collect(), 0.0, 2, |item, room| room.team_text(item))
}

/// The charts of the front matter that stand below a file's text.
pub fn charts_below(file: &File, context: &mut bodies::Context) -> Vec<Piece> {
    let specs = if file.kind == DRILLDOWN { &[] } else { file.charts.as_slice() };
    let charts = specs.iter().filter_map(|spec| context.chart(&file.path, spec, Shape::Usual));
    charts.map(|chart| Piece { html: None, chart: Some(chart) }).collect()
}

/// Those who are new stand beside the anniversaries as far as there is room, and by themselves on the slides behind them.
fn people(anniversaries: Vec<Anniversary>, new_hires: Vec<NewHire>) -> Vec<SlideData> {
    let (has_years, has_new) = (!anniversaries.is_empty(), !new_hires.is_empty());
    let years = spread(anniversaries, LABEL, 2, |each, room| room.anniversary(each, room.years(has_new)));
    let mut hires = spread(new_hires, LABEL, 1, |each, room| room.new_hire(each, true));
    let beside = if has_years { years.len().min(hires.len()) } else { 0 };
    let alone: Vec<NewHire> = hires.split_off(beside).into_iter().flatten().collect();
    if !alone.is_empty() {
        hires.extend(spread(alone, LABEL, 2, |each, room| room.new_hire(each, false)));
    }
    let (mut years, mut hires) = (years.into_iter(), hires.into_iter());
    let parts = std::iter::from_fn(|| match (years.next(), hires.next()) {
        (None, None) => None,
        (anniversaries, new_hires) => Some(SlideData::People {
            anniversaries: anniversaries.unwrap_or_default(),
            new_hires: new_hires.unwrap_or_default(),
        }),
    });
    parts.collect()
}

/// What stands between a divider and the next one.
fn divider(divider: &File, deck: &Deck) -> SlideData {
    let after = deck.files.iter().skip_while(|file| file.id != divider.id).skip(1);
    let files = after.take_while(|file| file.kind != "section").map(|file| Mark {
        title: file.title.plain.clone(),
        href: link::fragment(&file.id),
        status: match &file.content {
            FileContent::Objective(objective) => objective.roll_up.status.as_str(),
            _ => "none",
        },
    });
    let mut files: Vec<Mark> = files.collect();
    let further = files.split_off(room::on_divider(&files));
    SlideData::Section { files, further }
}

fn objective_data(objective: &Objective, file: &File, deck: &Deck, context: &mut bodies::Context) -> ObjectiveData {
    let calendar = context.material.book.site.calendar;
    ObjectiveData {
        objective: Some(context.text(&file.path, &objective.statement)),
        owners: objective.owners.clone(),
        outcome: objective.outcome.as_ref().map(|link| Mark {
            title: link.title.clone(),
            href: slide_href(&deck.folder, &link.folder, &link.slide),
            status: "none",
        }),
        due: calendar.label(objective.due),
        scoring: objective.scoring.map(|scoring| match scoring {
            Scoring::Aspirational => "aspirational",
            Scoring::Committed => "committed",
        }),
        standing: standing(&objective.roll_up),
        history: teams::life_href(&link::root_of(&deck.folder), deck, &file.id),
        initiatives: objective.initiatives.iter().map(|text| context.text(&file.path, text)).collect(),
    }
}

/// The most objectives that an overview lists beside its text, and on each of its continuations.
const SERVING: (usize, usize) = (6, 12);

/// Of what another team serves it with, as many letters as stand in two lines.
const LONGEST_SERVING: usize = 80;

/// What an overview says, and who serves it: its own deck first, then other teams' decks of the same quarter. A deck of a later
/// quarter may serve it, too, and is not shown: this page stays as it is.
fn overview_data(overview: &Overview, file: &File, deck: &Deck, context: &mut bodies::Context) -> Vec<SlideData> {
    let mut html = |texts: &[Text]| texts.iter().map(|text| context.text(&file.path, text)).collect();
    let (progress, challenges, actions) =
        (html(&overview.progress), html(&overview.challenges), html(&overview.actions));
    let others = context.material.book.decks.iter().map(AsRef::as_ref);
    let others = others.filter(|other| other.quarter == deck.quarter && other.folder != deck.folder);
    let serving = std::iter::once(deck).chain(others).flat_map(|other| serving(other, file, deck));
    let mut objectives: Vec<Mark> = serving.collect();
    let further = objectives.split_off(objectives.len().min(SERVING.0));
    let further =
        further.chunks(SERVING.1).map(|chunk| OverviewData { objectives: chunk.to_vec(), ..Default::default() });
    let first = OverviewData { progress, challenges, actions, objectives };
    std::iter::once(first).chain(further).map(SlideData::Overview).collect()
}

/// The objectives of a deck that serve an overview in the deck `of`; another team's stand with its name.
fn serving<'a>(deck: &'a Deck, overview: &'a File, of: &'a Deck) -> impl Iterator<Item = Mark> + 'a {
    deck.files.iter().filter_map(move |file| {
        let FileContent::Objective(objective) = &file.content else { return None };
        let link = objective.outcome.as_ref()?;
        let is_other = deck.team != of.team;
        (link.folder == of.folder && link.slide == overview.id).then(|| Mark {
            title: if is_other {
                measure::short(&format!("{} · {}", deck.team.name, file.title.plain), LONGEST_SERVING)
            } else {
                file.title.plain.clone()
            },
            href: slide_href(&of.folder, &deck.folder, &file.id),
            status: objective.roll_up.status.as_str(),
        })
    })
}

/// The way from a deck's page to a slide, which may be its own.
fn slide_href(from: &str, folder: &str, slide: &str) -> String {
    if from == folder {
        return link::fragment(slide);
    }
    format!("{}{}/index.html{}", link::root_of(from), link::encode(folder), link::fragment(slide))
}

fn change_data(change: &Wordings, deck: &Deck, context: &bodies::Context) -> ChangeData {
    let calendar = context.material.book.site.calendar;
    let text = |wording: &Option<(Option<_>, String)>| wording.as_ref().map(|(_, text)| text.clone());
    let quarter = |wording: &Option<(Option<_>, String)>| {
        wording.as_ref().and_then(|(quarter, _)| *quarter).map(|quarter| calendar.label(quarter))
    };
    let (before, after) =
        crate::model::wording::marked(text(&change.before).as_deref(), text(&change.after).as_deref());
    let reference = change.key_result.as_deref().unwrap_or_default();
    ChangeData {
        before,
        after,
        before_quarter: quarter(&change.before),
        after_quarter: quarter(&change.after),
        since: deck.since().map(|since| calendar.label(since)),
        lines: changes::of_terms(reference, deck, calendar),
    }
}

fn service(service: &Service, html: &mut impl FnMut(&Text) -> String) -> ServiceView {
    let indicators = service.indicators.iter().map(|indicator| {
        let verdict = service_level::judge(&indicator.target, indicator.measured.as_deref());
        IndicatorView {
            name: html(&indicator.name),
            target: indicator.target.clone(),
            measured: indicator.measured.clone(),
            met: match verdict.met {
                Met::Yes => "yes",
                Met::No => "no",
                Met::Unknown => "unknown",
            },
            budget_spent: verdict.budget_spent,
            note: indicator.note.as_ref().map(&mut *html),
        }
    });
    let indicators = indicators.collect();
    ServiceView { service: html(&service.service), indicators }
}

/// Whom to ask: as written, else every objective's owners.
fn contact_list(
    written: Option<&[(Text, Vec<Text>)]>,
    deck: &Deck,
    mut html: impl FnMut(&Text) -> String,
) -> Vec<Contact> {
    if let Some(written) = written {
        let contacts = written.iter().map(|(topic, people)| Contact {
            topic: html(topic),
            people: people.iter().map(&mut html).collect(),
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

/// Spreads a list over as many slides as it needs below a head, in one column or more; items are as high as the gap to the next
/// makes them. What fits one slide with dense type is not cut.
pub fn spread<T>(items: Vec<T>, head: f64, columns: usize, height: impl Fn(&T, Room) -> f64) -> Vec<Vec<T>> {
    let mut counts = Vec::new();
    for share in SIZES {
        let room = Room::of(share);
        let heights: Vec<f64> = items.iter().map(|item| height(item, room)).collect();
        counts = measure::pack_evenly(&heights, head, columns, |_| room.height);
        if counts.len() <= columns {
            break;
        }
    }
    let mut items = items.into_iter();
    counts.chunks(columns).map(|columns| items.by_ref().take(columns.iter().sum()).collect()).collect()
}
