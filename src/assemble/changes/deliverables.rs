//! What became of a key result's deliverables from one deck to the next. They have no ids: their titles tell which is which.

use std::collections::HashSet;

use crate::model::book::{Deliverable, KeyResult, What};
use crate::model::wording;

/// Those that were not done and are due in another quarter, or are not there any more.
pub fn differences(was: &KeyResult, of: &KeyResult) -> Vec<What> {
    let mut found = Vec::new();
    for (before, now) in pairs(&was.deliverables, &of.deliverables) {
        if before.done.is_some() {
            continue;
        }
        let title = before.title.plain.clone();
        let Some(number) = now else {
            found.push(What::DeliverableDropped { title });
            continue;
        };
        let now = &of.deliverables[number];
        // What is due with its key result moves with it.
        let is_with_all = before.due == was.terms.due && now.due == of.terms.due;
        if before.due != now.due && !is_with_all {
            found.push(What::DeliverableMoved { number, title, before: before.due, after: now.due });
        }
    }
    found
}

/// Each deliverable of the deck before with the number of the one that it is now: that of the same title, else one that nothing else
/// is and most of whose words are the same.
fn pairs<'a>(before: &'a [Deliverable], now: &[Deliverable]) -> Vec<(&'a Deliverable, Option<usize>)> {
    let mut taken = HashSet::new();
    let mut found: Vec<Option<usize>> = vec![None; before.len()];
    for is_one in [wording::is_same, has_most_words] {
        for (old, place) in before.iter().zip(&mut found).filter(|(_, place)| place.is_none()) {
            let mut free = (0..now.len()).filter(|number| !taken.contains(number));
            *place = free.find(|number| is_one(&old.title.plain, &now[*number].title.plain));
            taken.extend(*place);
        }
    }
    before.iter().zip(found).filter(|(old, _)| !old.title.plain.is_empty()).collect()
}

/// Whether more than half of the words of both texts are the same.
fn has_most_words(before: &str, now: &str) -> bool {
    let words = |text: &str| -> HashSet<String> { text.to_lowercase().split_whitespace().map(str::to_owned).collect() };
    let (before, now) = (words(before), words(now));
    2 * before.intersection(&now).count() > before.len().max(now.len())
}
