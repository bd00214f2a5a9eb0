//! One version of a site after the other, while somebody reads it: what the pages of a version name outlives it for a while.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::model::artifact::{Artifact, Rank};
use crate::write::manifest::Manifest;
use crate::write::{Error, File, Opened, Patience, Writer, Written, exchange};

/// Where a theme's files are published. Their names carry a hash of what they hold, so that a version of the site that
/// differs in one names another file.
const ASSETS: &str = "assets/";

/// Writes the versions of a site into one folder. Whoever has read a page still finds the style and the scripts that it
/// names after the next version was written. The manifest knows which files stay for that reason alone.
pub struct Succession {
    output: PathBuf,
    stay: Duration,
    patience: Patience,
    /// When each file that stays was found to be of no version any longer.
    since: BTreeMap<String, Instant>,
}

impl Succession {
    /// Of versions in the folder `output`, whose assets stay for so long, until it is stopped.
    pub fn new(output: &Path, stay: Duration, patience: impl Into<Patience>) -> Self {
        Self { output: output.to_owned(), stay, patience: patience.into(), since: BTreeMap::new() }
    }

    /// Writes a version as [`write`](crate::write::write) does, but leaves what pages of the versions before may name.
    pub fn write(&mut self, artifacts: &[Artifact], now: Instant) -> Result<Written, Error> {
        let writer = Writer::new(&self.output, self.patience.clone());
        artifacts.par_iter().for_each(|artifact| writer.take(artifact));
        let mut since = BTreeMap::new();
        let written = writer.finish_leaving(|path| {
            let began = self.since.get(path).copied().unwrap_or(now);
            let stays = path.starts_with(ASSETS) && now.saturating_duration_since(began) < self.stay;
            if stays {
                since.insert(path.to_owned(), began);
            }
            stays
        })?;
        self.since = since;
        Ok(written)
    }

    /// Removes what only stays for readers, if this is still what the folder holds: then it is as a build leaves it.
    pub fn end(&mut self) -> Result<(), Error> {
        if std::mem::take(&mut self.since).is_empty() {
            return Ok(());
        }
        // A folder that was removed meanwhile, or is somebody else's by now, is not made the site's again for that.
        if Manifest::read(&self.output)?.is_none_or(|manifest| manifest.leaving.is_empty()) {
            return Ok(());
        }
        let opened = match Opened::open(&self.output, &self.patience) {
            // A build has the folder, and leaves it as builds do.
            Err(Error::Stopped) => return Ok(()),
            opened => opened?,
        };
        let stays = opened.old.iter().filter(|path| opened.leaving.binary_search(path).is_err());
        // All others are as they are.
        let files: Vec<File> =
            stays.map(|path| File { path: path.as_str().into(), rank: Rank::Asset, waiting: None }).collect();
        exchange(&opened, &files, |_| false).map(drop)
    }
}
