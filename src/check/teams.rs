//! Teams without a past where another one has its decks: mostly a slip in a name, or a new one, which cuts off all history.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::check::{Content, value_of};
use crate::model::diagnostic::{Code, Diagnostic};
use crate::model::document::{self, DeckHeader, Document, Header};
use crate::model::nearest::nearest;
use crate::model::source::folder;

/// A deck's document, and what it says.
type Stated<'a> = (&'a Document, &'a DeckHeader);

/// `other-team`: the only deck of a team lies among those of one other team and goes on where these end, with most of their objectives,
/// or with nearly their name. A team whose `id:` is written is meant.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    let mut folders: BTreeMap<&str, Vec<Stated>> = BTreeMap::new();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for document in content.documents {
        let Header::Deck(deck) = &document.header else { continue };
        *counts.entry(deck.id_of_team()).or_default() += 1;
        folders.entry(folder(folder(&document.path))).or_default().push((document, deck));
    }
    // There teams have their decks side by side.
    for shared in ["", "content"] {
        folders.remove(shared);
    }
    for decks in folders.values() {
        let teams: HashSet<String> = decks.iter().map(|(_, deck)| deck.id_of_team()).collect();
        if teams.len() != 2 {
            continue;
        }
        for stated in decks.iter().filter(|(_, deck)| deck.team_id.is_none() && counts[&deck.id_of_team()] == 1) {
            found.extend(judge(content, *stated, decks));
        }
    }
}

fn judge(content: &Content, (document, deck): Stated, decks: &[Stated]) -> Option<Diagnostic> {
    let others = || decks.iter().filter(|(other, _)| other.path != document.path);
    let is_after_all = deck.has_quarter && others().all(|(_, other)| other.quarter < deck.quarter);
    let (last, other) = others().max_by_key(|(_, other)| other.quarter).filter(|_| is_after_all)?;
    let before = objectives(content, last);
    let now = objectives(content, document);
    let shared = now.intersection(&before).count();
    let is_near = nearest(&deck.team, [other.team.as_str()]).or_else(|| nearest(&other.team, [deck.team.as_str()]));
    if is_near.is_none() && (shared == 0 || 2 * shared < now.len()) {
        return None;
    }
    let (name, was, id) = (&deck.team, &other.team, other.id_of_team());
    let message = format!(
        "no deck before this is of the team `{name}`, and all others in `{}/` are of `{was}`: nothing goes on from there",
        folder(folder(&document.path))
    );
    let hint = format!(
        "write `team: {was}`; with another name since, `team: {{id: {id}, name: {name}}}`; a team of its own says so, `team: {{id: {}, name: {name}}}`",
        deck.id_of_team()
    );
    Some(Diagnostic::new(Code::OtherTeam, value_of(document, "team"), message).hint(hint))
}

/// The ids of the objectives of a deck.
fn objectives<'a>(content: &'a Content, deck: &Document) -> HashSet<&'a str> {
    let at = folder(&deck.path);
    let of_deck = |document: &&Arc<Document>| folder(&document.path) == at;
    let ids = content.documents.iter().filter(of_deck).filter_map(|document| match &document.header {
        Header::Slides(header) if matches!(header.content, document::Content::Objective(_)) => Some(&*header.id),
        _ => None,
    });
    ids.collect()
}
