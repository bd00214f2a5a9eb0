//! The last look for private text, at every file of a public site: as it is made, or when all are there.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use crate::leak::{self, Leak, Own, Private, Secrets};
use crate::memo::{Key, Table};
use crate::model::artifact::{Artifact, Chunk};
use crate::model::diagnostic::Diagnostic;
use crate::model::document::Audience;
use crate::model::source::Snapshot;
use crate::pipeline::Options;
use crate::pipeline::reading::Read;

/// Looks at files, and remembers what they tell.
pub struct Guard {
    /// Absent where nothing is private to those who read.
    secrets: Option<Secrets>,
    told: Mutex<Vec<(Arc<str>, Leak)>>,
    /// Files all of whose text is private.
    private: HashSet<Arc<str>>,
}

/// What the guards of builds remember.
pub struct Memo {
    /// What is private in documents.
    private: Table<Arc<Private>>,
    /// Runs that documents say publicly, and that are private elsewhere.
    shown: Table<Arc<[u64]>>,
    told: Table<Vec<Leak>>,
}

impl Memo {
    /// Remembers nothing if no build follows.
    pub fn new(is_last: bool) -> Self {
        Self { private: Table::new(is_last), shown: Table::new(is_last), told: Table::new(is_last) }
    }
}

impl Guard {
    pub fn of(read: &[Arc<Read>], snapshot: &Snapshot, options: &Options, memo: &mut Memo) -> Self {
        let mut guard = Self { secrets: None, told: Mutex::default(), private: HashSet::new() };
        if options.audience == Audience::Public {
            let all_private = leak::all_private(read.iter().map(|read| &*read.document), options.drafts);
            let private = read.iter().filter(|read| all_private(&read.document));
            guard.private = private.map(|read| read.document.path.clone()).collect();
            guard.secrets = Some(secrets(read, snapshot, &guard.private, memo));
        }
        guard
    }

    /// Looks at one file.
    pub fn look_at(&self, file: &Artifact) {
        let Some(secrets) = &self.secrets else { return };
        for part in file.body.parts() {
            self.remember(&file.path, secrets.told_by(&file.path, file.rank, &part.bytes));
        }
    }

    /// Looks at files that were not looked at in this build; those that were there in the last one are remembered.
    pub fn look_at_all(&self, files: &[Artifact], memo: &mut Memo) {
        let Some(secrets) = &self.secrets else { return };
        let parts: Vec<(&Artifact, &Chunk)> =
            files.iter().flat_map(|file| file.body.parts().iter().map(move |part| (file, part))).collect();
        let (told, _) = memo.told.recall(
            &parts,
            |(file, part)| Key::of((&file.path, part.hash, secrets.hash())),
            |(file, part)| secrets.told_by(&file.path, file.rank, &part.bytes),
        );
        parts.iter().zip(told).for_each(|((file, _), told)| self.remember(&file.path, told));
    }

    fn remember(&self, path: &Arc<str>, told: Vec<Leak>) {
        if !told.is_empty() {
            let mut all = self.told.lock().unwrap_or_else(PoisonError::into_inner);
            all.extend(told.into_iter().map(|leak| (path.clone(), leak)));
        }
    }

    /// What all files tell that were looked at since this was asked last. `theme` are the words that pages say by themselves.
    pub fn diagnostics(&self, snapshot: &Snapshot, theme: &str) -> Vec<Diagnostic> {
        let told = std::mem::take(&mut *self.told.lock().unwrap_or_else(PoisonError::into_inner));
        if told.is_empty() {
            return Vec::new();
        }
        leak::diagnostics(told, snapshot, &mut Own::of(theme, &self.private, snapshot))
    }
}

/// The private runs of all content that stand in no public content.
fn secrets(read: &[Arc<Read>], snapshot: &Snapshot, all_private: &HashSet<Arc<str>>, memo: &mut Memo) -> Secrets {
    let is_all_private = |read: &Read| all_private.contains(&read.document.path);
    let (private, _) = memo.private.recall(
        read,
        |read| Key::of((read.key, is_all_private(read))),
        |read| leak::private(&read.document, snapshot, is_all_private(read)).into(),
    );
    let secrets = Secrets::of(read.iter().zip(&private).map(|(read, private)| (&read.document.path, &**private)));
    let public: Vec<&Read> = read.iter().map(|read| &**read).filter(|read| !is_all_private(read)).collect();
    let (shown, _) = memo.shown.recall(
        &public,
        |read| Key::of((read.key, secrets.hash())),
        |read| secrets.shown_by(&read.document, snapshot).into(),
    );
    secrets.without(shown.iter().flat_map(|runs| runs.iter()))
}
