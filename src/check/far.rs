//! Quarters far from their deck's, and decks far from their team's others: mostly a slip of the century, and pages would have a
//! column for each quarter between the two.

use std::collections::{BTreeMap, HashMap};

use crate::check::{Content, value_of};
use crate::model::diagnostic::{Code, Diagnostic, EntryPart, Place, Step};
use crate::model::document::{self, Document, Header, KeyResultHeader};
use crate::model::quarter::{Calendar, Quarter, WrittenQuarter};
use crate::model::source::folder;

/// Nobody remembers or promises in quarters beyond so many years.
const MOST: u16 = 50;

/// A deck's document with its quarter.
type Dated<'a> = (&'a Document, Quarter);

/// `bad-quarter` of what is beyond these years.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    let calendar = content.book.site.calendar;
    let mut decks: HashMap<&str, Quarter> = HashMap::new();
    let mut teams: BTreeMap<String, Vec<Dated>> = BTreeMap::new();
    for document in content.documents {
        let Header::Deck(deck) = &document.header else { continue };
        if deck.has_quarter {
            decks.insert(folder(&document.path), deck.quarter);
            teams.entry(deck.id_of_team()).or_default().push((document, deck.quarter));
        }
    }
    for document in content.documents {
        let (Header::Slides(header), Some(deck)) = (&document.header, decks.get(folder(&document.path))) else {
            continue;
        };
        let mut tell = |quarter: WrittenQuarter, place: &dyn Fn() -> Place| {
            let quarter = quarter.resolve(*deck);
            if is_far(quarter, *deck) {
                found.push(told(calendar, quarter, *deck, "the deck's", place()));
            }
        };
        if let document::Content::Objective(objective) = &header.content {
            objective.due.iter().for_each(|due| tell(*due, &|| value_of(document, "due")));
        }
        for of in header.content.key_results() {
            for (quarter, at) in quarters(of) {
                tell(quarter, &|| at.place(document, of));
            }
        }
    }
    for team in teams.into_values() {
        alone(calendar, team, found);
    }
}

/// Whether two quarters are too far apart.
pub fn is_far(quarter: Quarter, other: Quarter) -> bool {
    quarter.year.abs_diff(other.year) > MOST
}

/// Where a key result names a quarter.
enum At<'a> {
    Value(&'static str),
    /// A key in the mapping under another.
    Key(&'static str, &'a str),
    /// When a deliverable is due.
    Deliverable(usize),
}

impl At<'_> {
    fn place(&self, document: &Document, of: &KeyResultHeader) -> Place {
        let key = |key: &str| Step::Key(key.into());
        let (steps, part) = match self {
            Self::Value(name) => (vec![key(name)], EntryPart::Value),
            Self::Key(mapping, name) => (vec![key(mapping), key(name)], EntryPart::Key),
            Self::Deliverable(number) => {
                (vec![key("deliverables"), Step::Index(*number), key("due")], EntryPart::Value)
            }
        };
        Place::Yaml(document.path.clone(), [&of.path[..], &steps].concat(), part)
    }
}

/// The quarters that a key result names.
fn quarters(of: &KeyResultHeader) -> impl Iterator<Item = (WrittenQuarter, At<'_>)> {
    let own = [("start", of.start), ("due", of.due)];
    let own = own.into_iter().filter_map(|(name, quarter)| Some((quarter?, At::Value(name))));
    let keys = of.quarter_keys.iter().map(|key| (key.quarter, At::Key(key.of, &key.text)));
    let parts = of.deliverables.iter().enumerate();
    own.chain(keys).chain(parts.filter_map(|(number, of)| Some((of.due?, At::Deliverable(number)))))
}

/// Tells of a team's decks of which the nearest other one is far.
fn alone(calendar: Calendar, mut team: Vec<Dated>, found: &mut Vec<Diagnostic>) {
    team.sort_by_key(|(_, quarter)| *quarter);
    for (number, (document, quarter)) in team.iter().enumerate() {
        let beside = [number.checked_sub(1), Some(number + 1)].into_iter().flatten().filter_map(|at| team.get(at));
        let nearest = beside.min_by_key(|(_, other)| quarter.ordinal().abs_diff(other.ordinal()));
        if let Some((_, other)) = nearest.filter(|(_, other)| is_far(*quarter, *other)) {
            found.push(told(
                calendar,
                *quarter,
                *other,
                "the team's nearest other deck,",
                value_of(document, "quarter"),
            ));
        }
    }
}

fn told(calendar: Calendar, quarter: Quarter, other: Quarter, whose: &str, place: Place) -> Diagnostic {
    let years = quarter.year.abs_diff(other.year);
    let way = if quarter < other { "before" } else { "after" };
    let message = format!("{} is {years} years {way} {whose} {}", calendar.label(quarter), calendar.label(other));
    Diagnostic::new(Code::BadQuarter, place, message).hint(format!("correct the year: {MOST} years are the most"))
}
