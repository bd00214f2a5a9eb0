//! What the search page searches: a script that hands the page one entry per file of slides, so that it works from
//! `file://` and under a policy that lets pages load scripts but nothing else.

use std::borrow::Cow;

use serde::Serialize;

use crate::model::artifact::Chunk;
use crate::model::html::{blocks_of, text_of};
use crate::model::page::{DeckPage, KeyResultRow, SlideData, SlideView};

/// How much of a file's texts an entry holds, in characters: more than most files say, and loaded at once with ten thousand.
/// What was promised, by the titles of its slides and key results and what key results have in words, is there whatever the
/// rest takes.
const LONGEST: usize = 2_000;

#[derive(Serialize)]
struct Entry {
    title: String,
    /// `Technology · Q3 FY2020-21`.
    deck: String,
    /// Relative to the top of the site.
    href: String,
    text: String,
}

/// `search/index.js`, of the decks' [`deck_search`].
pub fn search_index(decks: Vec<Chunk>) -> Vec<Chunk> {
    let (head, end) = (Chunk::new(&b"quarterdeckSearch([\n"[..]), Chunk::new(&b"]);\n"[..]));
    std::iter::once(head).chain(decks).chain([end]).collect()
}

/// The entries of a deck's page, which stands at `path`.
pub fn deck_search(deck: &DeckPage, path: &str) -> Vec<u8> {
    let mut script = Vec::new();
    for entry in entries(deck, path) {
        // Structs of strings can always be written as JSON.
        let _ = serde_json::to_writer(&mut script, &entry);
        script.extend_from_slice(b",\n");
    }
    script
}

fn entries(page: &DeckPage, path: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let folder = path.strip_suffix("index.html").unwrap_or(path);
    let href = crate::model::link::encode(folder);
    let mut left = LONGEST;
    for slide in page.slides.iter().filter(|slide| slide.template != "method") {
        // A file's further slides are found through its first one.
        if slide.id.contains(['/', '~'])
            && let Some(last) = entries.last_mut()
        {
            append(last, &mut left, slide);
            continue;
        }
        let mut entry = Entry {
            title: slide.title_text.clone(),
            deck: format!("{} · {}", page.deck.team, page.deck.quarter),
            href: format!("{href}index.html{}", slide.href),
            text: String::new(),
        };
        left = LONGEST;
        append(&mut entry, &mut left, slide);
        entries.push(entry);
    }
    entries
}

/// Adds a slide's texts, each block on its line: what stands in two blocks is no sentence. So many characters are `left` for
/// what is no title.
fn append(entry: &mut Entry, left: &mut usize, slide: &SlideView) {
    let text = &mut entry.text;
    let mut unbounded = usize::MAX;
    // The slide of an objective's key results is titled as the objective is.
    if slide.id.contains('/') && slide.title_text != entry.title {
        slide.title_text.lines().for_each(|line| add(text, &mut unbounded, line));
    }
    for html in shown_beside(&slide.data) {
        add(text, left, &text_of(html));
    }
    if let SlideData::Objective(of) = &slide.data {
        of.owners.iter().for_each(|owner| add(text, left, owner));
    }
    if let SlideData::KeyResults(table) = &slide.data {
        for row in &table.rows {
            if !row.is_continued {
                add(text, &mut unbounded, &row.title_text);
            }
            promised_by(row).for_each(|promise| add(text, &mut unbounded, &promise));
        }
        for row in table.rows.iter().filter(|row| !row.is_continued) {
            said_of(row).for_each(|html| add(text, left, &text_of(html)));
            in_place_of_values(row).for_each(|words| add(text, left, words));
        }
    }
    let charts = slide.body.iter().filter_map(|piece| piece.chart.as_ref()?.title.as_ref());
    charts.for_each(|title| add(text, left, title));
    let mut blocks = slide.body.iter().filter_map(|piece| piece.html.as_deref()).flat_map(blocks_of);
    // What is not shown any more is not read either.
    while *left > 0
        && let Some(block) = blocks.next()
    {
        add(text, left, &block);
    }
}

/// Adds a line, or as many of its words as there is room `left` for. Where a word does not fit, none does any more.
fn add(text: &mut String, left: &mut usize, line: &str) {
    for (number, word) in line.split_whitespace().enumerate() {
        let needed = word.chars().count() + 1;
        if needed > *left {
            *left = 0;
            return;
        }
        if !text.is_empty() {
            text.push(if number == 0 { '\n' } else { ' ' });
        }
        text.push_str(word);
        *left -= needed;
    }
}

/// What a key result promises in words beside its title: a target without a number, the goal beyond it, what is to be delivered.
fn promised_by(row: &KeyResultRow) -> impl Iterator<Item = Cow<'_, str>> {
    let target = matches!(row.direction, "text" | "milestones").then_some(&row.target);
    let words = target.into_iter().chain(&row.goal).filter(|_| !row.is_continued);
    let words = words.map(|words| Cow::from(words.as_str()));
    words.chain(row.deliverables.iter().map(|each| text_of(&each.title).into()))
}

/// What was said of quarters for which there is no number.
fn in_place_of_values(row: &KeyResultRow) -> impl Iterator<Item = &String> {
    row.cells.iter().filter(|cell| matches!(cell.said, "text" | "not-measured")).filter_map(|cell| cell.text.as_ref())
}

/// What an author says of a key result, as HTML: why it stands as it does, and of its values.
fn said_of(row: &KeyResultRow) -> impl Iterator<Item = &String> {
    let cells = row.cells.iter().filter_map(|cell| cell.note.as_ref());
    let notes = cells.chain(row.notes.iter().map(|note| &note.note));
    row.reason.iter().chain(notes.filter_map(|note| note.words.as_ref()))
}

/// The texts that a kind shows beside its Markdown, as HTML. What is computed, or told of other slides, is found there.
fn shown_beside(data: &SlideData) -> Vec<&String> {
    match data {
        SlideData::Objective(of) => of.objective.iter().chain(&of.initiatives).collect(),
        SlideData::Overview(of) => [&of.progress, &of.challenges, &of.actions].into_iter().flatten().collect(),
        SlideData::Charts { charts } => charts.iter().filter_map(|chart| chart.title.as_ref()).collect(),
        SlideData::Change(of) => of.before.iter().chain(&of.after).collect(),
        SlideData::ServiceLevels(of) => {
            let mut texts = Vec::new();
            for service in &of.services {
                texts.push(&service.service);
                for indicator in &service.indicators {
                    texts.push(&indicator.name);
                    texts.extend(&indicator.note);
                }
            }
            texts
        }
        SlideData::People { anniversaries, new_hires } => {
            let names = anniversaries.iter().flat_map(|each| &each.names);
            names.chain(new_hires.iter().flat_map(|each| [Some(&each.name), each.team.as_ref()]).flatten()).collect()
        }
        SlideData::Thanks { thanks } => thanks
            .iter()
            .flat_map(|each| [Some(&each.to), each.reason.as_ref(), each.from.as_ref()])
            .flatten()
            .collect(),
        SlideData::Wins { wins: items } | SlideData::Challenges { challenges: items } => {
            items.iter().flat_map(|each| [each.team.as_ref(), Some(&each.text)]).flatten().collect()
        }
        SlideData::Contacts { contacts } => {
            contacts.iter().flat_map(|each| std::iter::once(&each.topic).chain(&each.people)).collect()
        }
        _ => Vec::new(),
    }
}
