//! What is wrong with a site, told without making it.

use std::collections::HashSet;

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::Audience;
use crate::model::source::Snapshot;
use crate::pipeline::{Handing, Memo, Options, findings, group, make};

/// Tells what is wrong: with every file, private ones too, and with what a public build would show.
pub fn check(snapshot: &Snapshot, options: &Options) -> Vec<Diagnostic> {
    let options = Options { audience: Audience::Public, ..options.clone() };
    // Nobody wants the files, so none is kept.
    let look = |options: &Options, checks_all| {
        let handing = Handing::On { take: &|_| {}, checks_all };
        make(snapshot, options, &mut Memo::new(true), handing).diagnostics.to_vec()
    };
    let mut told = look(&options, true);
    let is_leak = |diagnostic: &Diagnostic| diagnostic.code == Code::Leak;
    if options.drafts && may_have_drafts(snapshot) {
        // Drafts were read as if they were public. Until they are, their text is as private as any other.
        let unpublished = look(&Options { drafts: false, ..options }, false).into_iter().filter(is_leak);
        let known: HashSet<Place> = told.iter().filter(|told| is_leak(told)).map(|told| told.place.clone()).collect();
        told.extend(unpublished.filter(|leak| !known.contains(&leak.place)));
        let mut located = group::located(snapshot, told);
        located.sort_by(findings::order);
        told = located.into_iter().map(|(diagnostic, _)| diagnostic).collect();
    }
    told
}

/// Whether a content file has the key `draft`, as far as that is seen without reading it.
fn may_have_drafts(snapshot: &Snapshot) -> bool {
    let is_behind_key = |letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'');
    let has_key = |text: &str| {
        let mut rests = text.split("draft").skip(1);
        rests.any(|rest| rest.trim_start_matches(is_behind_key).starts_with(':'))
    };
    let mut documents = snapshot.files.iter().filter(|file| file.path.ends_with(".md"));
    documents.any(|file| file.text().is_some_and(has_key))
}
