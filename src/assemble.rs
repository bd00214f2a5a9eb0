//! Stage 3, documents -> book: decks in order, each key result with the history of its team's earlier decks, progress,
//! roll-ups. It sees only what the audience may see, so nothing private has a way in.

mod changes;
mod history;
mod key_results;
mod lineage;
mod span;
mod units;
mod visible;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use crate::model::book::{
    Backstage, Book, Deck, File, FileContent, Link, Objective, Outcome, Overview, Site, Team, Wordings,
};
use crate::model::document::{
    Audience, Content, Cycle, Document, Header, ObjectiveHeader, OverviewHeader, RawHtml, SiteHeader, Text,
};
use crate::model::link::escape;
use crate::model::progress::{Part, roll_up};
use crate::model::quarter::Calendar;
use crate::model::source::folder;

use history::Past;
use span::Stated;
use visible::{VisibleDeck, VisibleFile};

pub use visible::{sees_all, shown_slides};

/// Whose book it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    pub audience: Audience,
    pub drafts: bool,
}

impl Reader {
    /// Who sees everything.
    pub const EVERYTHING: Self = Self { audience: Audience::Internal, drafts: true };
}

/// The header of a site that has no `site.md`.
pub fn default_site() -> SiteHeader {
    SiteHeader {
        title: None,
        organization: None,
        fiscal_year_starts: 1,
        cycle: Cycle::Year,
        base_url: None,
        language: "en".into(),
        theme: "default".into(),
        raw_html: RawHtml::Safe,
        extra: serde_json::Value::Object(serde_json::Map::new()),
    }
}

/// Makes the book of these documents, which refer to no others. Of public books the backstage is empty.
pub fn assemble(header: &SiteHeader, documents: &[Arc<Document>], reader: Reader) -> (Book, Backstage) {
    let site_document = documents.iter().find(|document| matches!(document.header, Header::Site(_)));
    let header = header.clone();
    let calendar = Calendar { fiscal_year_starts: header.fiscal_year_starts };
    let mut backstage = Backstage::default();
    let body = site_document.map(|document| visible::site_body(document, reader)).unwrap_or_default();

    let mut visible = visible::decks(documents, reader, &mut backstage);
    // Oldest first while history is read; turned round at the end.
    visible.sort_by(|a, b| (a.header.quarter, &a.folder).cmp(&(b.header.quarter, &b.folder)));

    let mut pasts: HashMap<String, Past> = HashMap::new();
    let mut decks = Vec::with_capacity(visible.len());
    let mut at = 0;
    while at < visible.len() {
        // Decks of one quarter do not see each other as history.
        let quarter = visible[at].header.quarter;
        let same = visible[at..].iter().take_while(|deck| deck.header.quarter == quarter).count();
        for deck in &visible[at..at + same] {
            let past = pasts.entry(team_of(deck).id).or_default();
            decks.push(assemble_deck(deck, &header, calendar, past));
        }
        for deck in &visible[at..at + same] {
            pasts.entry(team_of(deck).id).or_default().remember(deck, header.cycle);
        }
        at += same;
    }
    link_outcomes(&mut decks);
    if !is_english(&header.language) {
        units::keep_plurals(&mut decks);
    }
    changes::compare_all(&mut decks);
    decks.sort_by(|a, b| b.quarter.cmp(&a.quarter).then_with(|| a.folder.cmp(&b.folder)));
    let decks = decks.into_iter().map(Arc::new).collect();
    (Book { site: Site { header, calendar, body }, decks }, backstage)
}

/// Whether a language tag is of English.
fn is_english(tag: &str) -> bool {
    tag.split(['-', '_']).next().is_some_and(|language| language.eq_ignore_ascii_case("en"))
}

/// The book and backstage of these documents for a reader. `all` is what [`assemble`] makes of them for one who sees
/// everything: where nothing is hidden from the reader it is the same book.
pub fn narrow(
    header: &SiteHeader,
    documents: &[Arc<Document>],
    reader: Reader,
    all: (Book, Backstage),
) -> (Book, Backstage) {
    if !visible::sees_all(documents, reader) {
        return assemble(header, documents, reader);
    }
    let (book, backstage) = all;
    (book, if reader.audience == Audience::Internal { backstage } else { Backstage::default() })
}

/// The newest name of the only team that has decks which may be seen: a site goes by it that has no other name.
pub fn only_team<'a>(decks: impl Iterator<Item = &'a Document>, reader: Reader) -> Option<String> {
    let decks = decks.filter_map(|document| match &document.header {
        Header::Deck(deck) if visible::may_see(deck.audience, deck.draft, reader) => Some((deck, &document.path)),
        _ => None,
    });
    let decks: Vec<_> = decks.collect();
    let (newest, _) = decks.iter().min_by_key(|(deck, path)| (Reverse(deck.quarter), folder(path)))?;
    let team = newest.id_of_team();
    decks.iter().all(|(deck, _)| deck.id_of_team() == team).then(|| newest.team.clone())
}

fn team_of(deck: &VisibleDeck) -> Team {
    Team { id: deck.header.id_of_team(), name: deck.header.team.clone() }
}

fn assemble_deck(deck: &VisibleDeck, site: &SiteHeader, calendar: Calendar, past: &Past) -> Deck {
    let team = team_of(deck);
    let quarter = deck.header.quarter;
    let title = deck.header.title.clone().unwrap_or_else(|| format!("{} {}", team.name, calendar.label(quarter)));
    let deck_cycle = deck.header.cycle.unwrap_or(site.cycle);
    let files = deck.files.iter().map(|file| assemble_file(file, deck, deck_cycle, past)).collect();
    Deck {
        folder: deck.folder.clone(),
        team,
        title,
        quarter,
        has_quarter: deck.header.has_quarter,
        date: deck.header.date,
        authors: deck.header.authors.clone(),
        path: deck.path.clone(),
        extra: deck.header.extra.clone(),
        slides: deck.slides.clone(),
        files,
        previous: None,
        changes: Vec::new(),
    }
}

fn assemble_file(file: &VisibleFile, deck: &VisibleDeck, cycle: Cycle, past: &Past) -> File {
    let header = file.header;
    let content = match &header.content {
        Content::Objective(written) => {
            FileContent::Objective(Box::new(assemble_objective(written, file, deck, cycle, past)))
        }
        Content::Overview(written) => FileContent::Overview(assemble_overview(written, file, deck, cycle, past)),
        Content::Change { key_result, before, after } => {
            let found = key_result.as_ref().map(|reference| past.wording(&reference.0, deck));
            let (old, new) = found.unwrap_or_default();
            FileContent::Change(Wordings {
                key_result: key_result.as_ref().map(|reference| reference.0.clone()),
                before: before.as_ref().map(|text| (None, text.plain.clone())).or(old),
                after: after.as_ref().map(|text| (None, text.plain.clone())).or(new),
            })
        }
        other => FileContent::AsWritten(other.clone()),
    };
    File {
        path: file.path.clone(),
        id: header.id.clone(),
        title: title_of(file),
        title_written: header.title.is_some(),
        kind: header.kind.clone(),
        time: header.time,
        charts: header.charts.clone(),
        extra: header.extra.clone(),
        slides: file.slides.clone(),
        content,
    }
}

/// An objective with its key results and what they come to; `cycle` is its deck's.
fn assemble_objective(
    written: &ObjectiveHeader,
    file: &VisibleFile,
    deck: &VisibleDeck,
    cycle: Cycle,
    past: &Past,
) -> Objective {
    let cycle = written.cycle.unwrap_or(cycle);
    let stated = Stated { path: file.path, quarter: deck.header.quarter, cycle, due: written.due };
    let life = past.objective(&file.header.id, written.was.as_deref());
    let key_results: Vec<_> =
        written.key_results.iter().map(|key_result| key_results::assemble(key_result, &stated, &life)).collect();
    let parts: Vec<Part> = key_results.iter().map(key_results::part).collect();
    Objective {
        statement: written.objective.clone(),
        was: written.was.clone(),
        earlier: life.files().cloned().collect(),
        owners: written.owners.clone(),
        outcome: None,
        outcome_reference: written.outcome.as_ref().map(|reference| reference.0.clone()),
        due: stated.due(None),
        scoring: written.scoring,
        initiatives: written.initiatives.clone(),
        roll_up: roll_up(&parts),
        key_results,
    }
}

/// An overview with the metrics of its outcomes; `cycle` is its deck's.
fn assemble_overview(
    written: &OverviewHeader,
    file: &VisibleFile,
    deck: &VisibleDeck,
    cycle: Cycle,
    past: &Past,
) -> Overview {
    let stated = Stated { path: file.path, quarter: deck.header.quarter, cycle, due: None };
    let life = past.objective(&file.header.id, None);
    let outcomes = written.outcomes.iter().map(|outcome| Outcome {
        title: outcome.title.clone(),
        metrics: outcome.metrics.iter().map(|metric| key_results::assemble(metric, &stated, &life)).collect(),
    });
    Overview {
        earlier: life.files().cloned().collect(),
        outcomes: outcomes.collect(),
        progress: written.progress.clone(),
        challenges: written.challenges.clone(),
        actions: written.actions.clone(),
    }
}

/// A file's title: as written, else its first heading, else its id in words.
fn title_of(file: &VisibleFile) -> Text {
    let heading = || file.slides.iter().find_map(|slide| slide.heading.as_ref()).map(|heading| heading.text.clone());
    file.header.title.clone().or_else(heading).unwrap_or_else(|| {
        let words = file.header.id.replace(['-', '_'], " ");
        let mut letters = words.trim().chars();
        let plain: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        Text { source: plain.clone(), html: escape(&plain), plain, ..Text::default() }
    })
}

/// Joins objectives to the overview they serve: in the same deck, or in another team's newest deck of that quarter or
/// before. What this audience cannot see is not there.
fn link_outcomes(decks: &mut [Deck]) {
    let mut overviews: HashMap<(String, String), Vec<(usize, String)>> = HashMap::new();
    for (number, deck) in decks.iter().enumerate() {
        for file in deck.files.iter().filter(|file| matches!(file.content, FileContent::Overview(_))) {
            let key = (deck.team.id.clone(), file.id.clone());
            overviews.entry(key).or_default().push((number, file.title.plain.clone()));
        }
    }
    for number in 0..decks.len() {
        let (team, quarter) = (decks[number].team.id.clone(), decks[number].quarter);
        let mut links = Vec::new();
        for (at, file) in decks[number].files.iter().enumerate() {
            let FileContent::Objective(objective) = &file.content else {
                continue;
            };
            let Some(reference) = &objective.outcome_reference else {
                continue;
            };
            let link = match reference.split_once('/') {
                None => overviews.get(&(team.clone(), reference.clone())).and_then(|found| {
                    found
                        .iter()
                        .find(|(at, _)| *at == number)
                        .map(|(at, title)| (*at, reference.clone(), title.clone()))
                }),
                Some((other, id)) => overviews.get(&(other.to_owned(), id.to_owned())).and_then(|found| {
                    let newest = found.iter().filter(|(at, _)| decks[*at].quarter <= quarter);
                    newest
                        .max_by_key(|(at, _)| decks[*at].quarter)
                        .map(|(at, title)| (*at, id.to_owned(), title.clone()))
                }),
            };
            let link = link.map(|(deck, slide, title)| Link { folder: decks[deck].folder.clone(), slide, title });
            links.push((at, link));
        }
        for (at, link) in links {
            if let FileContent::Objective(objective) = &mut decks[number].files[at].content {
                if link.is_none() {
                    objective.outcome_reference = None;
                }
                objective.outcome = link;
            }
        }
    }
}
