//! Teams' pages, and the pages of their objectives' lives.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::model::book::Deck;
use crate::model::document::{Counts, Cycle, Status};
use crate::model::link::{self, escape};
use crate::model::page::{
    GridCell, GridCells, GridSlot, LifeKeyResult, LifePage, LifeQuarter, LifeRow, OwnersView, RedirectPage,
    TeamKeyResult, TeamObjective, TeamPage, TeamQuarter, TermsView, View, WordingView,
};
use crate::model::quantity::{Scale, Target, Unit};
use crate::model::quarter::{Calendar, Quarter};
use crate::model::wording;
use crate::paginate::lives::{self, Appearance, KeyResultLife, Life, Told};
use crate::paginate::{Material, Pages, bodies, burn_up, key_results, measure, standing, status_code};

/// Adds the pages of every team.
pub fn pages(material: &Material, pages: &mut Pages) {
    let mut teams: BTreeMap<&str, Vec<&Deck>> = BTreeMap::new();
    for deck in &material.book.decks {
        teams.entry(&deck.team.id).or_default().push(deck);
    }
    for (id, mut decks) in teams {
        decks.sort_by(|a, b| a.quarter.cmp(&b.quarter).then_with(|| a.folder.cmp(&b.folder)));
        let lives = lives::of_team(&decks);
        let folder = format!("teams/{id}");
        let view = team(&folder, &decks, &lives, material);
        pages.push(format!("{folder}/index.html"), "team.html", View::Team(Box::new(view)));
        for life in &lives {
            let view = self::life(&format!("{folder}/{}", life.id), life, &decks, material, &mut pages.files);
            pages.push(format!("{folder}/{}/index.html", life.id), "life.html", View::Life(Box::new(view)));
        }
        for (former, life) in redirects(&lives) {
            let mut site = material.site(&format!("{folder}/{former}"));
            // What it calls its own address is the one that counts.
            site.path = format!("{}/", link::encode(&format!("{folder}/{}", life.id)));
            let title = life.last().file.title.plain.clone();
            let view = RedirectPage { site, title, href: format!("../{}/index.html", link::encode(life.id)) };
            pages.push(format!("{folder}/{former}/index.html"), "redirect.html", View::Redirect(view));
        }
    }
}

/// Former ids that no objective has now, with the one that had it last.
fn redirects<'a, 'b>(lives: &'b [Life<'a>]) -> BTreeMap<&'a str, &'b Life<'a>> {
    let taken: HashSet<&str> = lives.iter().map(|life| life.id).collect();
    let former = lives.iter().flat_map(|life| life.former.iter().map(move |(id, last)| (*id, *last, life)));
    let mut former: Vec<_> = former.filter(|(id, ..)| !taken.contains(id)).collect();
    former.sort_by_key(|(_, last, _)| *last);
    former.into_iter().map(|(id, _, life)| (id, life)).collect()
}

fn team(folder: &str, decks: &[&Deck], lives: &[Life], material: &Material) -> TeamPage {
    let calendar = material.book.site.calendar;
    let root = link::root_of(folder);
    let last = decks[decks.len() - 1];
    let known = lives.iter().flat_map(Life::key_results).map(|life| life.span().0);
    let first = known.chain(decks.iter().map(|deck| deck.quarter)).min().unwrap_or(last.quarter);
    let quarters: Vec<Quarter> = first.until(last.quarter).collect();
    let has_deck: Vec<bool> =
        quarters.iter().map(|quarter| decks.iter().any(|deck| deck.quarter == *quarter)).collect();
    let columns = quarters.iter().enumerate().map(|(number, quarter)| TeamQuarter {
        label: calendar.label(*quarter),
        short: format!("Q{}", quarter.number),
        year: (number == 0 || quarter.number == 1).then(|| calendar.year_label(*quarter)),
        href: decks.iter().find(|deck| deck.quarter == *quarter).map(|deck| deck_href(&root, deck)),
    });
    let objectives = lives.iter().map(|life| {
        let newest = life.last();
        let cells = quarters.iter().map(|quarter| {
            let found = life.appearances.iter().rev().find(|appearance| appearance.deck.quarter == *quarter);
            let quarter = calendar.label(*quarter);
            let Some(at) = found else { return GridSlot::Absent(quarter) };
            GridSlot::Cell(GridCell {
                quarter,
                status: at.objective.roll_up.status.as_str(),
                said: None,
                text: None,
                progress: at.objective.roll_up.progress,
                href: slide_href(&root, at.deck, &at.file.id),
            })
        });
        let key_results = life.key_results();
        let key_results = key_results.iter().map(|life| {
            let (at, of) = life.last();
            // The newest number says its unit, and an earlier one where it is another.
            let mut unit = None;
            let scale = life.scale();
            let newest_first =
                quarters.iter().rev().map(|quarter| grid_cell(life, *quarter, scale, &mut unit, &root, calendar));
            let mut cells: Vec<GridSlot> = newest_first.collect();
            cells.reverse();
            TeamKeyResult {
                reference: format!("{}/{}", at.file.id, of.id),
                short: measure::short(&of.title.plain, 80),
                title_text: of.title.plain.clone(),
                status: status_code(of.status),
                cells: parted(cells, &has_deck),
            }
        });
        TeamObjective {
            title: newest.file.title.plain.clone(),
            href: format!("{}/index.html", link::encode(life.id)),
            present: newest.deck.quarter == last.quarter,
            cells: parted(cells.collect(), &has_deck),
            key_results: key_results.collect(),
        }
    });
    TeamPage {
        site: material.site(folder),
        team: last.team.name.clone(),
        quarters: columns.collect(),
        objectives: objectives.collect(),
    }
}

/// A row's places, by whether it was there yet, and whether a deck has it no more.
fn parted(mut slots: Vec<GridSlot>, has_deck: &[bool]) -> GridCells {
    let is_there = |slot: &GridSlot| matches!(slot, GridSlot::Cell(_));
    let label = |slot| match slot {
        GridSlot::Absent(quarter) => Some(quarter),
        GridSlot::Cell(_) => None,
    };
    let first = slots.iter().position(is_there).unwrap_or(0);
    let end = slots.iter().rposition(is_there).map_or(0, |last| last + 1);
    let gone = has_deck[end..].iter().position(|has_deck| *has_deck).map_or(slots.len(), |gone| end + gone);
    let after = slots.drain(gone..).filter_map(label).collect();
    let before = slots.drain(..first).filter_map(label).collect();
    GridCells { before, there: slots, after }
}

/// A key result's cell; `unit` is the one that a later cell has said.
fn grid_cell(
    life: &KeyResultLife,
    quarter: Quarter,
    scale: Scale,
    unit: &mut Option<Unit>,
    root: &str,
    calendar: Calendar,
) -> GridSlot {
    let (first, last) = life.span();
    let known = life.at(quarter).filter(|_| (first..=last).contains(&quarter));
    let Some(Told { at, of, known, status, .. }) = known else { return GridSlot::Absent(calendar.label(quarter)) };
    let cell = key_results::cell(&known, of, scale, at.deck.quarter.max(quarter), calendar);
    let text = match (&cell.text, &cell.unit) {
        (Some(text), Some(own)) => {
            let said = unit.replace(Unit::Words(own.clone()));
            let is_said = said.zip(unit.as_ref()).is_some_and(|(said, own)| said.is_same(own));
            Some(if is_said { text.clone() } else { [text, " ", own].concat() })
        }
        // Why there is no number is too long for a grid.
        _ if cell.said == "not-measured" => None,
        (Some(text), None) if cell.said == "text" => Some(measure::short(text, 40)),
        (text, _) => text.clone(),
    };
    GridSlot::Cell(GridCell {
        quarter: cell.quarter,
        status: status_code(status),
        said: Some(cell.said),
        text,
        progress: of.judged(&known).progress,
        href: slide_href(root, at.deck, &[&*at.file.id, "/", &of.id].concat()),
    })
}

fn life(
    folder: &str,
    life: &Life,
    decks: &[&Deck],
    material: &Material,
    files: &mut BTreeMap<String, Arc<str>>,
) -> LifePage {
    let mut context = bodies::Context { material, folder, page: "life", files, charts: 0, quarter: None };
    let calendar = material.book.site.calendar;
    let root = link::root_of(folder);
    let newest = life.last();
    let quarters = life.appearances.iter().map(|at| LifeQuarter {
        quarter: calendar.label(at.deck.quarter),
        href: slide_href(&root, at.deck, &at.file.id),
        standing: standing(&at.objective.roll_up),
    });
    let statements = life.appearances.iter().map(|at| (at.deck.quarter, at.objective.statement.plain.as_str()));
    let mut owners: Vec<OwnersView> = Vec::new();
    for at in &life.appearances {
        let now = &at.objective.owners;
        let before = owners.last().map(|last| last.owners.as_slice()).unwrap_or_default();
        if !wording::is_same_people(before, now) {
            owners.push(OwnersView { quarter: calendar.label(at.deck.quarter), owners: now.clone() });
        }
    }
    // A heading that stands for a title may be of its quarter alone: one after another is no new name.
    let is_name = |(number, at): &(usize, &Appearance)| {
        at.file.title_written || *number == 0 || life.appearances[number - 1].file.title_written
    };
    let named = life.appearances.iter().enumerate().filter(is_name);
    let titles = named.map(|(_, at)| (at.deck.quarter, at.file.title.plain.as_str()));
    let gone = gone(newest.deck, decks.iter().copied());
    let results = life.key_results();
    let key_results = results.iter().zip(chart_ids(&results)).map(|(of, id)| {
        let own = self::gone(of.last().0.deck, life.appearances.iter().map(|at| at.deck));
        let mut view = key_result(of, &root, &mut context);
        view.chart = burn_up::chart(of, id, own.or(gone).is_some(), calendar);
        view.gone = own.map(|quarter| calendar.label(quarter));
        view
    });
    let key_results = key_results.collect();
    LifePage {
        site: material.site(folder),
        team: newest.deck.team.name.clone(),
        team_href: "../index.html".to_owned(),
        id: life.id.to_owned(),
        title: newest.file.title.plain.clone(),
        statement: context.text(&newest.file.path, &newest.objective.statement),
        quarters: quarters.collect(),
        titles: wordings(titles, calendar),
        wordings: wordings(statements, calendar),
        owners,
        gone: gone.map(|quarter| calendar.label(quarter)),
        key_results,
    }
}

/// The quarter of the first of the decks, the oldest first, after the one that had it last.
fn gone<'a>(last: &Deck, mut decks: impl Iterator<Item = &'a Deck>) -> Option<Quarter> {
    decks.find(|deck| deck.quarter > last.quarter).map(|deck| deck.quarter)
}

/// The ids of their charts: a key result's own, and a number where another has the same.
fn chart_ids(lives: &[KeyResultLife]) -> Vec<String> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    let mut ids = Vec::with_capacity(lives.len());
    for (_, of) in lives.iter().map(KeyResultLife::last) {
        let time = times.entry(&of.id).and_modify(|time| *time += 1).or_insert(1);
        ids.push(if *time > 1 { format!("life:chart-{}~{time}", of.id) } else { format!("life:chart-{}", of.id) });
    }
    ids
}

/// A key result's life, but for its chart and its end.
fn key_result(life: &KeyResultLife, root: &str, context: &mut bodies::Context) -> LifeKeyResult {
    let calendar = context.material.book.site.calendar;
    let (newest, of) = life.last();
    let titles = life.appearances.iter().map(|(at, of)| (at.deck.quarter, of.title.plain.as_str()));
    let mut terms: Vec<TermsView> = Vec::new();
    let mut was_each_quarter = false;
    for (at, of) in &life.appearances {
        let now = TermsView {
            quarter: calendar.label(at.deck.quarter),
            baseline: of.baseline_printed(),
            target: of.target_printed(),
            in_words: matches!(of.terms.target, Target::Words),
            target_number: key_results::aim::number(of),
            due: calendar.label(of.terms.due),
            weight: key_results::weight(of),
        };
        // Where each quarter's end is what is due without being said, no promise moves with it.
        let is_each_quarter = !of.due_written && of.cycle == Cycle::Quarter;
        let is_moved = |last: &TermsView| last.due != now.due && !(was_each_quarter && is_each_quarter);
        let is_same = |last: &&mut TermsView| {
            (&last.baseline, &last.target, &last.weight) == (&now.baseline, &now.target, &now.weight) && !is_moved(last)
        };
        match terms.last_mut().filter(is_same) {
            Some(last) => last.due = now.due,
            None => terms.push(now),
        }
        was_each_quarter = is_each_quarter;
    }
    let (first, last) = life.span();
    let scale = life.scale();
    let rows = first.until(last).filter_map(|quarter| {
        let Told { at, of, known, status, call, restated } = life.at(quarter)?;
        let standing = of.judged(&known);
        let mut cell = key_results::cell(&known, of, scale, at.deck.quarter.max(quarter), calendar);
        cell.note = key_results::linked_note(&known, context);
        cell.restated = restated.and_then(|(of, before)| key_results::printed(before, of, scale));
        cell.status = status_code(status);
        Some(LifeRow {
            href: slide_href(root, at.deck, &format!("{}/{}", at.file.id, of.id)),
            plan: key_results::planned(of, scale, quarter),
            progress: standing.progress,
            expected: standing.expected,
            computed: standing.status.map(Status::as_str).filter(|computed| *computed != cell.status),
            reason: call.and_then(|(call, path)| Some(context.text(path, call.reason.as_ref()?))),
            confidence: call.and_then(|(call, _)| call.confidence),
            cell,
        })
    });
    let rows: Vec<LifeRow> = rows.collect();
    LifeKeyResult {
        reference: format!("{}/{}", newest.file.id, of.id),
        title: context.text(&newest.file.path, &of.title),
        title_text: of.title.plain.clone(),
        status: status_code(of.status),
        wordings: wordings(titles, calendar),
        terms,
        adds_up: of.terms.counts == Counts::PerQuarter,
        gone: None,
        chart: None,
        has_plans: rows.iter().any(|row| row.plan.is_some()),
        is_expected: rows.iter().any(|row| row.expected.is_some()),
        rows,
    }
}

/// All wordings, each but the first with what changed in it; empty where there was only one.
fn wordings<'a>(texts: impl Iterator<Item = (Quarter, &'a str)>, calendar: Calendar) -> Vec<WordingView> {
    let mut found: Vec<WordingView> = Vec::new();
    let mut last: Option<String> = None;
    for (quarter, text) in texts {
        let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if last.as_deref().is_some_and(|last| wording::is_same(last, &folded)) {
            continue;
        }
        let html = last.as_deref().and_then(|before| wording::inline(before, &folded));
        found.push(WordingView { quarter: calendar.label(quarter), html: html.unwrap_or_else(|| escape(&folded)) });
        last = Some(folded);
    }
    if found.len() > 1 { found } else { Vec::new() }
}

fn deck_href(root: &str, deck: &Deck) -> String {
    [root, &link::encode(&deck.folder), "/index.html"].concat()
}

fn slide_href(root: &str, deck: &Deck, slide: &str) -> String {
    [root, &link::encode(&deck.folder), "/index.html", &link::fragment(slide)].concat()
}

/// The page of the deck's team, as a page finds it that puts `root` before the site's paths.
pub fn team_href(root: &str, deck: &Deck) -> String {
    format!("{root}teams/{}/index.html", link::encode(&deck.team.id))
}

/// The page of the life of the deck's objective `id`. It is named as the deck names it: if it gets another name later, the
/// page of the old name leads to the new one, and the deck's page stays as it is.
pub fn life_href(root: &str, deck: &Deck, id: &str) -> String {
    format!("{root}teams/{}/{}/index.html", link::encode(&deck.team.id), link::encode(id))
}
