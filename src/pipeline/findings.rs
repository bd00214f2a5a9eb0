//! All that a build has to tell: of the whole site, and of each group.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use crate::memo::{Key, Table};
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::pipeline::group::Made;

/// A diagnostic, and the bytes of its file that are meant.
pub type Located = (Diagnostic, Range<usize>);

/// What was found so far.
pub struct Findings<'a> {
    groups: &'a [Arc<Made>],
    of_site: Vec<Located>,
    /// Warnings count as errors.
    strict: bool,
}

impl<'a> Findings<'a> {
    pub fn new(groups: &'a [Arc<Made>], of_site: Vec<Located>, strict: bool) -> Self {
        Self { groups, of_site, strict }
    }

    /// Adds what was found in the whole site.
    pub fn add(&mut self, found: Vec<Located>) {
        self.of_site.extend(found);
    }

    /// Whether there can be no site.
    pub fn stop(&self) -> bool {
        let least = if self.strict { Severity::Warning } else { Severity::Error };
        self.all().any(|(diagnostic, _)| diagnostic.severity >= least)
    }

    /// All of it, sorted by file, place and code, each once.
    pub fn told(&self, memo: &mut Table<Arc<Vec<Diagnostic>>>) -> Arc<Vec<Diagnostic>> {
        let key = || {
            let of_groups: Vec<Key> = self.groups.iter().map(|made| made.findings_key()).collect();
            Key::of((&self.of_site, of_groups, self.strict))
        };
        memo.recall_one(key, || Arc::new(self.sorted()))
    }

    fn sorted(&self) -> Vec<Diagnostic> {
        let mut all: Vec<&Located> = self.all().collect();
        all.sort_by(|a, b| order(a, b));
        // What is wrong with a template is met on many slides, which only the hints name.
        let is_same = |a: &Diagnostic, b: &Diagnostic| a.code == b.code && a.place == b.place && a.message == b.message;
        all.dedup_by(|a, b| is_same(&a.0, &b.0));
        let told = all.into_iter().map(|(diagnostic, _)| match diagnostic.severity {
            Severity::Warning if self.strict => Diagnostic { severity: Severity::Error, ..diagnostic.clone() },
            _ => diagnostic.clone(),
        });
        told.collect()
    }

    fn all(&self) -> impl Iterator<Item = &Located> {
        self.of_site.iter().chain(self.groups.iter().flat_map(|made| &made.diagnostics))
    }
}

/// The order in which diagnostics are told: by file, place and code, then by their messages, in which line 9 comes before
/// line 10.
pub fn order(a: &Located, b: &Located) -> Ordering {
    let place = |(of, at): &Located| (at.start, at.end, of.code);
    let files = a.0.place.file().cmp(b.0.place.file());
    files.then_with(|| place(a).cmp(&place(b))).then_with(|| by_numbers(&a.0.message, &b.0.message))
}

/// Compares texts letter by letter, and by their numbers where they first differ in one.
fn by_numbers(a: &str, b: &str) -> Ordering {
    let (x, y) = (a.as_bytes(), b.as_bytes());
    let same = x.iter().zip(y).take_while(|(x, y)| x == y).count();
    let before = x[..same].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let digits = |text: &[u8]| text[same - before..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_number = digits(x) > 0 && digits(y) > 0;
    let sizes = if is_number { digits(x).cmp(&digits(y)) } else { Ordering::Equal };
    sizes.then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_in_the_order_of_their_numbers() {
        let mut messages = ["line 10: a", "line 9: b", "line 9: a", "line 101", "line", "number 2"];
        messages.sort_by(|a, b| by_numbers(a, b));
        assert_eq!(messages, ["line", "line 9: a", "line 9: b", "line 10: a", "line 101", "number 2"]);
    }
}
