//! Stage 7, artifacts -> disk: makes the output folder exactly the artifacts, so that a kill at any moment leaves a
//! site that works.
//!
//! A changed file is written beside its place and renamed into it. Files appear after what they refer to, rank by rank;
//! what is gone is removed last. Before anything changes, the manifest names every file of the old and of the new site,
//! and a mark says that work is under way: so the next build knows every file that is quarterdeck's, and sweeps up.
#![expect(clippy::disallowed_methods, reason = "this stage is where the disk is written")]

mod folder;
mod manifest;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use crate::model::artifact::{Artifact, Rank};
use crate::write::folder::Folder;
use crate::write::manifest::Manifest;

/// What writing came to, in files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}

/// Why the output folder could not be made what it should be. Always the machine or the folder, never the content.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("cannot {attempt} {}: {cause}", path.display())]
    Disk { attempt: &'static str, path: PathBuf, cause: io::Error },
    #[error("will not write into {}: it is not empty, and quarterdeck did not make it", .0.display())]
    Foreign(PathBuf),
    #[error("will not write into {}: it is not a folder", .0.display())]
    NotAFolder(PathBuf),
    #[error("will not write through {}: it is a symbolic link", .0.display())]
    Link(PathBuf),
    #[error("cannot understand {}, which lists the files of the last build", .0.display())]
    Manifest(PathBuf),
    #[error("will not write a file called {0:?}")]
    Path(String),
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Disk { .. } => "check that you may write there and that the disk is not full, then build again",
            Self::Foreign(_) | Self::NotAFolder(_) => "name another folder with --output, or empty this one first",
            Self::Link(_) => "remove the link, then build again",
            Self::Manifest(_) => "delete the output folder, then build again",
            Self::Path(_) => "rename what it comes from",
        }
    }

    fn disk(attempt: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Disk { attempt, path: path.into(), cause }
    }
}

/// Whether `output` is `folder` or lies in it, on whatever way and through whatever links; neither need be there.
pub fn lies_in(output: &Path, folder: &Path) -> bool {
    resolved(output).starts_with(resolved(folder))
}

/// The place a path means: of what is there the real path, behind it the names as written.
fn resolved(path: &Path) -> PathBuf {
    let there = path.ancestors().find_map(|head| {
        let named = if head.as_os_str().is_empty() { Path::new(".") } else { head };
        Some((head, fs::canonicalize(named).ok()?))
    });
    let Some((head, mut place)) = there else { return path.to_owned() };
    for part in path.strip_prefix(head).unwrap_or(path).components() {
        match part {
            Component::ParentDir => {
                place.pop();
            }
            Component::Normal(name) => place.push(name),
            _ => {}
        }
    }
    place
}

/// Makes the folder `output` hold exactly the artifacts, beside files that were never quarterdeck's. Files that are as
/// they should be are not touched.
pub fn write(output: &Path, artifacts: &[Artifact]) -> Result<Written, Error> {
    let new: BTreeSet<&str> = artifacts.iter().map(|artifact| &*artifact.path).collect();
    let parents = folders_of(&new);
    let is_misplaced = |path: &&&str| !manifest::is_safe(path) || parents.contains(**path);
    if let Some(path) = new.iter().find(is_misplaced) {
        return Err(Error::Path((*path).to_owned()));
    }

    let folder = Folder::open(output)?;
    let old = Manifest::read(folder.path())?;
    let old: BTreeSet<&str> = old.iter().flat_map(|old| old.files.iter().map(String::as_str)).collect();
    folder.refuse_links(&folders_of(&new.union(&old).copied().collect()))?;
    if folder.is_unfinished() {
        folder.sweep(&folders_of(&old))?;
    }

    let changed: Vec<&Artifact> = artifacts
        .par_iter()
        .map_init(Vec::new, |buffer, artifact| {
            let is_same = holds(&folder.path().join(&*artifact.path), &artifact.bytes, buffer);
            (!is_same).then_some(artifact)
        })
        .flatten_iter()
        .collect();
    let gone: BTreeSet<&str> = old.difference(&new).copied().collect();
    let counts = Written { written: changed.len(), unchanged: artifacts.len() - changed.len(), removed: gone.len() };
    if changed.is_empty() && gone.is_empty() && old == new && !folder.is_unfinished() && !old.is_empty() {
        return Ok(counts);
    }

    folder.begin()?;
    Manifest::replace(&folder, old.union(&new).copied())?;
    let (in_the_way, gone): (Vec<&str>, Vec<&str>) =
        gone.into_iter().partition(|path| parents.contains(path) || ancestors(path).any(|folder| new.contains(folder)));
    folder.remove(&in_the_way, &parents)?;
    for rank in Rank::ALL {
        let of_rank = changed.par_iter().filter(|artifact| artifact.rank == rank);
        of_rank.try_for_each(|artifact| folder.put(&artifact.path, &artifact.bytes))?;
    }
    folder.remove(&gone, &parents)?;
    Manifest::replace(&folder, new.iter().copied())?;
    folder.finish()?;
    Ok(counts)
}

/// The folders that a path lies in, the nearest first: `a/b` and `a` of `a/b/c`.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(path.rsplit_once('/'), |(folder, _)| folder.rsplit_once('/')).map(|(folder, _)| folder)
}

/// Every folder that holds one of the files, at any depth.
fn folders_of<'a>(files: &BTreeSet<&'a str>) -> BTreeSet<&'a str> {
    files.iter().flat_map(|path| ancestors(path)).collect()
}

/// Whether a regular file with just these bytes is there. Whatever hinders a look at it will be told by writing it.
fn holds(path: &Path, bytes: &[u8], buffer: &mut Vec<u8>) -> bool {
    let is_candidate = |found: &fs::Metadata| found.is_file() && found.len() == bytes.len() as u64;
    if !fs::symlink_metadata(path).is_ok_and(|found| is_candidate(&found)) {
        return false;
    }
    buffer.clear();
    File::open(path).and_then(|mut file| file.read_to_end(buffer)).is_ok() && buffer == bytes
}
