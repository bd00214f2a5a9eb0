//! Files of a site that is being made for the first time: whoever waits for one gets it as soon as it is there.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::cli::live::Onlooker;
use crate::model::artifact::Artifact;

/// What is there of the first build, and what is waited for. Empty as soon as that build is done.
pub struct Early {
    state: Mutex<State>,
    /// Counts the files that have come while somebody waited.
    came: watch::Sender<u64>,
    begin: Box<dyn Fn() + Send + Sync>,
}

#[derive(Default)]
struct State {
    files: HashMap<String, Artifact>,
    /// Paths below the site.
    wanted: Vec<String>,
}

impl Early {
    /// Of a build that has not begun; `begin` is called when it does.
    pub fn new(begin: impl Fn() + Send + Sync + 'static) -> Self {
        Self { state: Mutex::default(), came: watch::channel(0).0, begin: Box::new(begin) }
    }

    /// The file at a path below the site, once it is there. Never ends for one that does not come.
    pub async fn get(&self, path: &str) -> Artifact {
        let mut came = self.came.subscribe();
        self.state().wanted.push(path.to_owned());
        loop {
            if let Some(file) = self.state().files.get(path) {
                return file.clone();
            }
            if came.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first build is done: what there is, the whole site has.
    pub fn end(&self) {
        *self.state() = State::default();
    }
}

impl Onlooker for Early {
    fn begin(&self) {
        (self.begin)();
    }

    fn show(&self, file: &Artifact) {
        let mut state = self.state();
        let is_wanted = state.wanted.iter().any(|path| **path == *file.path);
        state.wanted.retain(|path| **path != *file.path);
        state.files.insert(file.path.to_string(), file.clone());
        drop(state);
        if is_wanted {
            self.came.send_modify(|count| *count += 1);
        }
    }

    fn wanted(&self) -> Vec<String> {
        self.state().wanted.clone()
    }
}
