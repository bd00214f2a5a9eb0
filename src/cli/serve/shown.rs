//! What is shown: the files of the last build without errors, and what there is to say of the newest.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

use crate::cli::live::News;
use crate::cli::serve::moves::Moves;
use crate::cli::serve::report::{Edit, Found, Report};
use crate::cli::serve::teams::Teams;
use crate::model::artifact::Artifact;
use crate::model::link;

/// Changes that are remembered for pages that were not there to hear of them.
const REMEMBERED: usize = 100;
/// Where files lie whose names change with their bytes.
const ASSETS: &str = "assets/";
/// Bytes of such files that are kept when they are no longer in the site.
const KEPT: usize = 8 << 20;

/// The files of a site, sorted by their paths.
pub struct Site(Arc<Vec<Artifact>>);

impl Site {
    /// The file at a path below the site.
    pub fn get(&self, path: &str) -> Option<&Artifact> {
        let at = self.0.binary_search_by(|file| (*file.path).cmp(path)).ok()?;
        self.0.get(at)
    }

    /// The files whose paths begin so.
    pub fn below(&self, folder: &str) -> &[Artifact] {
        let files = &self.0[self.0.partition_point(|file| *file.path < *folder)..];
        &files[..files.partition_point(|file| file.path.starts_with(folder))]
    }

    /// The address of the page of the deck that a file of content lies in.
    fn page_of(&self, file: &str) -> Option<String> {
        let file = file.strip_prefix("content/")?;
        let mut folders = file.match_indices('/').rev().map(|(end, _)| &file[..end]);
        let folder = folders.find(|folder| self.has_page(folder))?;
        Some(format!("/{}/", link::encode(folder)))
    }

    fn has_page(&self, folder: &str) -> bool {
        self.get(&format!("{folder}/index.html")).is_some()
    }
}

/// What is shown at one moment.
pub struct Shown {
    /// Counts the builds of this server.
    pub version: u64,
    /// The version with the server's id: no other server's is the same.
    pub id: String,
    /// Absent until a build had no errors.
    pub site: Option<Arc<Site>>,
    replaced: Replaced,
    /// What pages are told.
    pub report: Report,
    moves: Moves,
    teams: Teams,
}

impl Shown {
    /// A file of the site, or of the ones before where a page that was sent right before a save still asks for it.
    pub fn file(&self, path: &str) -> Option<&Artifact> {
        self.site.as_ref()?.get(path).or_else(|| self.replaced.get(path))
    }

    /// The folder whose page shows what the page of `folder` showed, where that is no longer in the site.
    pub fn moved(&self, folder: &str) -> Option<String> {
        let site = self.site.as_ref().filter(|site| !site.has_page(folder))?;
        let has_page = |folder: &str| site.has_page(folder);
        self.moves.to(folder, has_page).map(str::to_owned).or_else(|| self.teams.to(folder, has_page))
    }
}

/// Assets that newer builds have under other names, the newest last.
#[derive(Clone, Default)]
struct Replaced(Arc<Vec<Artifact>>);

impl Replaced {
    fn get(&self, path: &str) -> Option<&Artifact> {
        self.0.iter().find(|file| *file.path == *path)
    }

    /// Takes up what one site had and the next has not, and forgets the oldest of what is more than is kept.
    fn follow(&mut self, before: &Site, now: &Site) {
        let gone: Vec<Artifact> =
            before.below(ASSETS).iter().filter(|file| now.get(&file.path).is_none()).cloned().collect();
        if gone.is_empty() {
            return;
        }
        let all = Arc::make_mut(&mut self.0);
        all.extend(gone);
        let mut bytes = 0;
        let kept = all.iter().rev().take_while(|file| {
            bytes += file.body.len();
            bytes <= KEPT
        });
        all.drain(..all.len() - kept.count());
    }
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
    settings: Arc<Settings>,
    publish: watch::Sender<Option<Arc<Shown>>>,
    /// When it started, which tells it from any other that ran at this address.
    server: Arc<str>,
    version: u64,
    site: Option<Arc<Site>>,
    replaced: Replaced,
    edits: Vec<Edit>,
    moves: Moves,
    teams: Teams,
}

impl Publisher {
    pub fn new(settings: Settings, publish: watch::Sender<Option<Arc<Shown>>>) -> Self {
        let started = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let server = format!("{:x}", started.as_nanos()).into();
        Self {
            settings: Arc::new(settings),
            publish,
            server,
            version: 0,
            site: None,
            replaced: Replaced::default(),
            edits: Vec::new(),
            moves: Moves::default(),
            teams: Teams::default(),
        }
    }

    /// Whether there was a build without errors, so that a site is shown.
    pub fn has_site(&self) -> bool {
        self.site.is_some()
    }

    /// Shows what is new. The last good site stays if the newest has errors.
    pub fn publish(&mut self, news: &News) {
        self.version += 1;
        if let News::Built(build) = news
            && !build.outcome.artifacts.is_empty()
        {
            let site = Arc::new(Site(build.outcome.artifacts.clone()));
            self.moves.follow(build.snapshot, build.changes);
            // Of more than are remembered only the last ones are looked up.
            let changes = &build.changes[build.changes.len().saturating_sub(REMEMBERED)..];
            self.edits.extend(changes.iter().map(|change| Edit {
                version: self.version,
                change: change.clone(),
                page: site.page_of(&change.file),
            }));
            self.edits.drain(..self.edits.len().saturating_sub(REMEMBERED));
            if let Some(before) = self.site.replace(site.clone()) {
                self.replaced.follow(&before, &site);
                self.teams.follow(&before, &site);
            }
        }
        let report = Report {
            server: self.server.clone(),
            version: self.version,
            settings: self.settings.clone(),
            edits: self.edits.clone(),
            found: Found::of(news),
        };
        let id = format!("{}-{}", self.server, self.version);
        let shown = Shown {
            version: self.version,
            id,
            site: self.site.clone(),
            replaced: self.replaced.clone(),
            report,
            moves: self.moves.clone(),
            teams: self.teams.clone(),
        };
        self.publish.send_replace(Some(Arc::new(shown)));
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use anyhow::{Context, Result};

    use super::*;
    use crate::cli::bug::guarded;
    use crate::cli::live::Build;
    use crate::model::artifact::Rank;
    use crate::model::source::Snapshot;
    use crate::pipeline::Outcome;

    #[test]
    fn of_assets_that_were_replaced_the_newest_are_kept() {
        let site = |name: &str| Site(Arc::new(vec![Artifact::new(name, vec![0; KEPT / 2], Rank::Asset)]));
        let names = ["assets/a.1.css", "assets/a.2.css", "assets/a.3.css", "a/film.webm", "assets/a.4.css"];
        let mut replaced = Replaced::default();
        for pair in names.windows(2) {
            replaced.follow(&site(pair[0]), &site(pair[1]));
        }
        assert_eq!(names.map(|name| replaced.get(name).is_some()), [false, true, true, false, false]);
    }

    #[test]
    fn after_a_panic_the_last_good_site_is_shown_and_pages_are_told_whose_fault_it_is() -> Result<()> {
        let (publish, shown) = watch::channel(None);
        let settings = Settings { follow: true, editor: String::new() };
        let mut publisher = Publisher::new(settings, publish);
        let artifacts = Arc::new(vec![Artifact::new("index.html", "good", Rank::Index)]);
        let outcome = Outcome { artifacts, ..Outcome::default() };
        let snapshot = Arc::new(Snapshot::of(Vec::new(), "2021-02-01".parse()?));
        let took = Duration::ZERO;
        let good = News::Built(Build { snapshot: &snapshot, outcome: &outcome, changes: &[], took });
        let fault = || -> Result<serde_json::Value> {
            let shown = shown.borrow().clone().context("nothing is shown")?;
            let site = shown.site.as_ref().context("no site is shown")?;
            assert!(site.get("index.html").is_some());
            Ok(serde_json::from_slice::<serde_json::Value>(&shown.report.json(""))?["fault"].take())
        };
        publisher.publish(&good);
        assert!(fault()?.is_null());
        publisher.publish(&News::Failed(&guarded(|| panic!("no way")).err().context("it did not panic")?));
        let told = fault()?;
        assert_eq!(told["title"], "A fault of quarterdeck");
        assert!(told["message"].to_string().contains("quarterdeck itself failed: no way (src/"), "{told}");
        assert!(told["hint"].to_string().contains("not of your text"), "{told}");
        publisher.publish(&good);
        assert!(fault()?.is_null());
        Ok(())
    }
}
