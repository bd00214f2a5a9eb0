//! What the search page searches: a script that hands the page one entry per file of slides, so that it works from
//! `file://` and under a policy that lets pages load scripts but nothing else.

use serde::Serialize;

use crate::model::artifact::Part;
use crate::model::html::{blocks_of, text_of};
use crate::model::page::{DeckPage, SlideData, SlideView};

/// The longest text of an entry, in characters: enough to find it by, and small with ten thousand objectives.
const LONGEST: usize = 400;

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
pub fn search_index(decks: Vec<Part>) -> Vec<Part> {
    let (head, end) = (Part::new(&b"quarterdeckSearch([\n"[..]), Part::new(&b"]);\n"[..]));
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
    for slide in page.slides.iter().filter(|slide| slide.template != "method") {
        // A file's further slides are found through its first one.
        if slide.id.contains(['/', '~'])
            && let Some(last) = entries.last_mut()
        {
            append(&mut last.text, slide);
            continue;
        }
        let mut entry = Entry {
            title: slide.title_text.clone(),
            deck: format!("{} · {}", page.deck.team, page.deck.quarter),
            href: format!("{href}index.html{}", slide.href),
            text: String::new(),
        };
        append(&mut entry.text, slide);
        entries.push(entry);
    }
    entries
}

/// Adds a slide's texts, each block on its line: what stands in two blocks is no sentence. A word is never cut.
fn append(text: &mut String, slide: &SlideView) {
    let mut left = LONGEST.saturating_sub(text.chars().count());
    let mut add = |line: &str| {
        for (number, word) in line.split_whitespace().enumerate() {
            let needed = word.chars().count() + 1;
            if needed > left {
                return false;
            }
            if !text.is_empty() {
                text.push(if number == 0 { '\n' } else { ' ' });
            }
            text.push_str(word);
            left -= needed;
        }
        true
    };
    let mut goes_on = !slide.id.contains('/') || slide.title_text.lines().all(&mut add);
    match &slide.data {
        SlideData::Objective(of) => goes_on = goes_on && add(&of.objective.as_deref().map(text_of).unwrap_or_default()),
        SlideData::KeyResults(table) => goes_on = goes_on && table.rows.iter().all(|row| add(&row.title_text)),
        _ => {}
    }
    let mut blocks = slide.body.iter().filter_map(|piece| piece.html.as_deref()).flat_map(blocks_of);
    // What is not shown any more is not read either.
    while goes_on && let Some(block) = blocks.next() {
        goes_on = add(&block);
    }
}
