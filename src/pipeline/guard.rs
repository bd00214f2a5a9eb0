//! The last look for private text, at every file of a public site: as it is made, or when all are there.

use std::sync::{Arc, Mutex, PoisonError};

use crate::leak::{self, Leak, Secrets};
use crate::memo::{Key, Table};
use crate::model::artifact::{Artifact, Part};
use crate::model::diagnostic::Diagnostic;
use crate::model::document::{Audience, Document};
use crate::model::source::Snapshot;
use crate::pipeline::Options;

/// Looks at files, and remembers what they tell.
pub struct Guard {
    /// Absent where nothing is private to those who read.
    secrets: Option<Secrets>,
    told: Mutex<Vec<(Arc<str>, Leak)>>,
}

impl Guard {
    pub fn of(documents: &[Arc<Document>], snapshot: &Snapshot, options: &Options) -> Self {
        let is_public = options.audience == Audience::Public;
        let secrets = is_public.then(|| Secrets::of(documents, snapshot, options.drafts));
        Self { secrets, told: Mutex::default() }
    }

    /// Looks at one file.
    pub fn look_at(&self, file: &Artifact) {
        let Some(secrets) = &self.secrets else { return };
        for part in file.body.parts() {
            self.remember(&file.path, secrets.told_by(&file.path, &part.bytes));
        }
    }

    /// Looks at files that were not looked at in this build; those that were there in the last one are remembered.
    pub fn look_at_all(&self, files: &[Artifact], memo: &mut Table<Vec<Leak>>) {
        let Some(secrets) = &self.secrets else { return };
        let parts: Vec<(&Arc<str>, &Part)> =
            files.iter().flat_map(|file| file.body.parts().iter().map(move |part| (&file.path, part))).collect();
        let (told, _) = memo.recall(
            &parts,
            |(path, part)| Key::of((path, part.hash, secrets.hash)),
            |(path, part)| secrets.told_by(path, &part.bytes),
        );
        parts.iter().zip(told).for_each(|((path, _), told)| self.remember(path, told));
    }

    fn remember(&self, path: &Arc<str>, told: Vec<Leak>) {
        if !told.is_empty() {
            let mut all = self.told.lock().unwrap_or_else(PoisonError::into_inner);
            all.extend(told.into_iter().map(|leak| (path.clone(), leak)));
        }
    }

    /// What all files tell.
    pub fn diagnostics(self) -> Vec<Diagnostic> {
        leak::diagnostics(self.told.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}
