//! Addresses that are made of names: a team's pages, and those of its objectives' lives. Each has a place of its own, also
//! on systems that ignore case, and is short enough for a disk.

use std::collections::HashMap;
use std::sync::Arc;

use crate::check::identity::id_place;
use crate::check::value_of;
use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{Content, DeckHeader, Document, Header, SlidesHeader};
use crate::model::script::composed;
use crate::model::source::folder;

/// `output-collision` of teams and of objectives.
pub fn check(documents: &[Arc<Document>], found: &mut Vec<Diagnostic>) {
    let decks = documents.iter().filter_map(|document| match &document.header {
        Header::Deck(deck) if !deck.team.is_empty() => Some((folder(&document.path), &**deck)),
        _ => None,
    });
    let decks: HashMap<&str, &DeckHeader> = decks.collect();
    let mut taken = Taken::default();
    for document in documents {
        let Some(deck) = decks.get(folder(&document.path)) else { continue };
        let collisions = match &document.header {
            Header::Deck(_) => taken.by_team(deck, document),
            Header::Slides(header) if matches!(header.content, Content::Objective(_)) => {
                taken.by_objective(deck, header, document)
            }
            _ => None,
        };
        found.extend(collisions);
    }
}

/// What has its place already, by what the place is called where case is ignored.
#[derive(Default)]
struct Taken<'a> {
    teams: HashMap<String, (String, &'a Document)>,
    /// Teams without an `id:`, by that which their names give.
    named: HashMap<String, (&'a str, &'a Document)>,
    objectives: HashMap<(String, String), &'a str>,
}

impl<'a> Taken<'a> {
    fn by_team(&mut self, deck: &'a DeckHeader, document: &'a Document) -> Option<Diagnostic> {
        let (id, name) = (deck.id_of_team(), deck.team.as_str());
        let place = || value_of(document, "team");
        if id.len() > LONGEST {
            let hint = format!("give it a shorter id, in all of its decks: `team: {{id: …, name: \"{name}\"}}`");
            return Some(too_long("the team's pages", &id, place(), hint));
        }
        let (first, other) = self.teams.entry(id.to_lowercase()).or_insert_with(|| (id.clone(), document));
        if *first != id {
            let message =
                format!("its pages would take the place of the team `{first}`'s, of `{}`, {IGNORED}", other.path);
            return Some(collision(
                place(),
                message,
                [
                    format!("if they are one team give it one id: `team: {{id: {first}, name: \"{name}\"}}`"),
                    "if they are two give one of them another id, in all of its decks".to_owned(),
                ],
            ));
        }
        // Who writes an id means the team that has it, whatever it is called by now.
        if deck.team_id.is_some() {
            return None;
        }
        let (first, other) = self.named.entry(id.clone()).or_insert((name, document));
        (spelled(first) != spelled(name)).then(|| {
            let message = format!("the teams `{name}` and `{first}`, of `{}`, would share the pages in `teams/{id}/`", other.path);
            collision(place(), message, [
                format!("if they are two give one of them another id, in all of its decks: `team: {{id: {id}-2, name: \"{name}\"}}`"),
                format!("if they are one give it one id: `team: {{id: {id}, name: \"{name}\"}}`"),
            ])
        })
    }

    fn by_objective(&mut self, deck: &DeckHeader, header: &'a SlidesHeader, document: &Document) -> Option<Diagnostic> {
        if header.id.len() > LONGEST {
            let hint = "give it a shorter `id:`, or its file a shorter name".to_owned();
            return Some(too_long("the page of its life", &header.id, id_place(document, header), hint));
        }
        let key = (deck.id_of_team(), header.id.to_lowercase());
        let first = *self.objectives.entry(key).or_insert(&header.id);
        (first != header.id).then(|| {
            let message = format!("the page of its life would take the place of that of `{first}` {IGNORED}");
            collision(
                id_place(document, header),
                message,
                [
                    format!("if it is the same objective write `id: {first}`"),
                    "if it is another one give it another `id:`".to_owned(),
                ],
            )
        })
    }
}

/// The longest name that disks take, in bytes.
const LONGEST: usize = 255;

fn too_long(what: &str, id: &str, place: Place, hint: String) -> Diagnostic {
    let message = format!("{what} would be in a folder whose name has {} bytes, and disks take {LONGEST}", id.len());
    Diagnostic::new(Code::OutputCollision, place, message).hint(hint)
}

const IGNORED: &str = "on systems that ignore case";

fn collision(place: Place, message: String, [one, other]: [String; 2]) -> Diagnostic {
    Diagnostic::new(Code::OutputCollision, place, message).hint(one).hint(other)
}

/// Marks between words, which tell no teams apart.
const BETWEEN: &str = "-_–—,.:;·/&()'’\"";

/// A name as far as nobody means another one by it: in any case, in one word or two, its accents written in either way.
fn spelled(name: &str) -> String {
    let counts = |letter: &char| !letter.is_whitespace() && !BETWEEN.contains(*letter);
    composed(name).chars().filter(counts).flat_map(char::to_lowercase).collect()
}
