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
        all.dedup_by(|a, b| a.0 == b.0);
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

/// The order in which diagnostics are told: by file, place and code.
pub fn order(a: &Located, b: &Located) -> Ordering {
    let place = |(of, at): &Located| (at.start, at.end, of.code);
    let files = a.0.place.file().cmp(b.0.place.file());
    files.then_with(|| place(a).cmp(&place(b))).then_with(|| a.0.message.cmp(&b.0.message))
}
