//! What is shown: the files of the last build without errors, and what there is to say of the newest.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use hyper::body::Bytes;
use tokio::sync::watch;

use crate::cli::live::News;
use crate::cli::live::changes::Change;
use crate::cli::serve::report::{self, Report};
use crate::model::artifact::Artifact;

/// Changes that are remembered for pages that were not there to hear of them.
const REMEMBERED: usize = 100;

/// The files of a site by their paths.
pub type Site = HashMap<Arc<str>, Artifact>;

/// What is shown at one moment.
pub struct Shown {
    /// Counts the builds of this server.
    pub version: u64,
    /// The version with the server's id: no other server's is the same.
    pub id: String,
    /// Absent until a build had no errors.
    pub site: Option<Arc<Site>>,
    /// What the page is told: JSON.
    pub report: Bytes,
}

/// What pages are told of how they should behave.
pub struct Settings {
    /// Whether pages show what is being written.
    pub follow: bool,
    /// The address that opens an editor, with `{file}`, relative to the root, `{line}` and `{column}`.
    pub editor: String,
}

/// Makes what is shown of what is built.
pub struct Publisher {
    settings: Settings,
    publish: watch::Sender<Option<Arc<Shown>>>,
    /// When it started, which tells it from any other that ran at this address.
    server: String,
    version: u64,
    site: Option<Arc<Site>>,
    changes: Vec<(u64, Change)>,
}

impl Publisher {
    pub fn new(settings: Settings, publish: watch::Sender<Option<Arc<Shown>>>) -> Self {
        let started = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let server = format!("{:x}", started.as_nanos());
        Self { settings, publish, server, version: 0, site: None, changes: Vec::new() }
    }

    /// Shows what is new. The last good site stays if the newest has errors.
    pub fn publish(&mut self, news: &News) {
        self.version += 1;
        if let News::Built(build) = news
            && !build.outcome.artifacts.is_empty()
        {
            let files = build.outcome.artifacts.iter().map(|artifact| (artifact.path.clone(), artifact.clone()));
            self.site = Some(Arc::new(files.collect()));
            self.changes.extend(build.changes.iter().map(|change| (self.version, change.clone())));
            self.changes.drain(..self.changes.len().saturating_sub(REMEMBERED));
        }
        let report =
            Report { server: &self.server, version: self.version, settings: &self.settings, changes: &self.changes };
        let shown = Shown {
            version: self.version,
            id: format!("{}-{}", self.server, self.version),
            site: self.site.clone(),
            report: report::json(&report, news).into(),
        };
        self.publish.send_replace(Some(Arc::new(shown)));
    }
}
