//! Ids that pass from one thing to another: which of the statements of a row of decks are of the same thing.

use std::collections::HashMap;

use crate::model::quarter::Quarter;

/// Statements by what they state. A past belongs to the one that says `was:`; an id that is used again after that begins anew.
#[derive(Default)]
pub struct Lineages<'a> {
    /// The statements of each thing, the earliest first; of those of one quarter the one that counts is the last.
    statements: Vec<Vec<(Quarter, usize)>>,
    names: HashMap<&'a str, Name>,
}

/// What an id stands for.
#[derive(Clone, Copy)]
struct Name {
    lineage: usize,
    /// Since when the thing is called otherwise.
    given_up: Option<Quarter>,
}

impl<'a> Lineages<'a> {
    /// Adds a statement of the thing `id`, formerly `was`. Those of earlier quarters are added before it.
    pub fn add(&mut self, statement: (Quarter, usize), id: &'a str, was: Option<&'a str>) {
        let was = was.filter(|was| *was != id);
        // Of two that say to have been the same, the first was it.
        let is_taken = |name: &&Name| name.given_up == Some(statement.0);
        let past = was.and_then(|was| self.names.get(was)).filter(|name| !is_taken(name)).map(|name| name.lineage);
        let lineage = self.present(id).or(past).unwrap_or(self.statements.len());
        if lineage == self.statements.len() {
            self.statements.push(Vec::new());
        }
        if let Some(past) = past.filter(|past| *past != lineage) {
            self.statements[lineage] = self.joined(past, lineage);
            self.statements[past].clear();
            for name in self.names.values_mut().filter(|name| name.lineage == past) {
                name.lineage = lineage;
            }
        }
        self.statements[lineage].push(statement);
        // A name from before the first deck is nobody's here.
        if let (Some(was), Some(_)) = (was, past) {
            self.names.insert(was, Name { lineage, given_up: Some(statement.0) });
        }
        self.names.insert(id, Name { lineage, given_up: None });
    }

    /// The statements so far of what is called `id` now, formerly `was`: the latest first, and of those of one quarter the one that
    /// counts.
    pub fn of(&self, id: &str, was: Option<&str>) -> Vec<(Quarter, usize)> {
        let past = was.filter(|was| *was != id).and_then(|was| self.names.get(was)).map(|name| name.lineage);
        let mut found = match (self.present(id), past) {
            (Some(own), Some(past)) if own != past => self.joined(past, own),
            (Some(lineage), _) | (None, Some(lineage)) => self.statements[lineage].clone(),
            (None, None) => Vec::new(),
        };
        found.reverse();
        found
    }

    fn present(&self, id: &str) -> Option<usize> {
        self.names.get(id).filter(|name| name.given_up.is_none()).map(|name| name.lineage)
    }

    /// The statements of both: where a quarter has some of each, its own count.
    fn joined(&self, past: usize, own: usize) -> Vec<(Quarter, usize)> {
        let mut all = [&*self.statements[past], &*self.statements[own]].concat();
        all.sort_by_key(|(quarter, _)| *quarter);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::Lineages;
    use crate::model::quarter::Quarter;

    /// The statements of the last one of `row`, a statement a quarter but for those of the same number.
    fn of_last(row: &[(i32, &'static str, Option<&'static str>)]) -> Vec<usize> {
        let mut lineages = Lineages::default();
        let [earlier @ .., (_, id, was)] = row else { return Vec::new() };
        for (number, (quarter, id, was)) in earlier.iter().enumerate() {
            lineages.add((Quarter::from_ordinal(*quarter), number), id, *was);
        }
        lineages.of(id, *was).into_iter().map(|(_, number)| number).collect()
    }

    #[test]
    fn a_past_goes_with_the_one_that_says_so() {
        assert_eq!(of_last(&[(1, "a", None), (2, "b", Some("a")), (3, "b", None)]), [1, 0]);
        assert_eq!(of_last(&[(1, "a", None), (2, "b", Some("a")), (3, "b", Some("a"))]), [1, 0], "said again");
        assert_eq!(of_last(&[(1, "a", None), (2, "b", None), (3, "b", Some("a"))]), [1, 0], "said late");
        assert_eq!(of_last(&[(1, "a", None), (2, "b", Some("a")), (3, "c", Some("b"))]), [1, 0]);
        assert_eq!(of_last(&[(1, "a", None), (2, "b", Some("a")), (3, "a", Some("b"))]), [1, 0], "and back");
        assert_eq!(of_last(&[(1, "a", None), (2, "b", Some("a")), (3, "c", Some("a"))]), [1, 0], "the first name");
    }

    #[test]
    fn an_id_that_is_used_again_begins_anew() {
        let begins = [(1, "a", None), (2, "b", Some("a")), (3, "a", None)];
        assert_eq!(of_last(&begins), [] as [usize; 0]);
        assert_eq!(of_last(&[&begins[..], &[(4, "a", None)]].concat()), [2]);
        assert_eq!(of_last(&[&begins[..], &[(4, "b", None)]].concat()), [1, 0]);
        assert_eq!(of_last(&[&begins[..], &[(4, "c", Some("a"))]].concat()), [2], "the new one gets another name");
        // A name from before the first deck is nobody's.
        assert_eq!(of_last(&[(1, "b", Some("a")), (2, "a", None)]), [] as [usize; 0]);
        assert_eq!(of_last(&[(1, "b", Some("a")), (2, "c", Some("a"))]), [] as [usize; 0]);
    }

    #[test]
    fn of_two_that_become_one_each_quarter_has_its_own_first() {
        let two = [(1, "x", None), (1, "y", None), (2, "x", Some("y"))];
        assert_eq!(of_last(&two), [0, 1]);
        assert_eq!(of_last(&[&two[..], &[(3, "x", None)]].concat()), [2, 0, 1]);
        assert_eq!(of_last(&[&two[..], &[(3, "y", None)]].concat()), [] as [usize; 0]);
        assert_eq!(of_last(&[(1, "y", None), (2, "y", None), (2, "x", None), (3, "x", Some("y"))]), [2, 1, 0]);
    }
}
