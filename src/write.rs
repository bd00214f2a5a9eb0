//! Stage 7, artifacts -> disk: makes the output folder exactly the artifacts, so that a kill at any moment leaves a
//! site that works.
//!
//! Files are taken as they are made. What differs from the file in its place is written to a hidden folder, so that a site
//! need not be held in memory until all of it is known to be right. Only then files are renamed into their places: after what
//! they refer to, rank by rank; what is gone is removed last. Before anything changes, the manifest names every file of the old
//! and of the new site, and a mark says that work is under way: so the next build knows every file that is quarterdeck's, and
//! sweeps up.
#![expect(clippy::disallowed_methods, reason = "this stage is where the disk is written")]

mod folder;
mod fresh;
mod lock;
mod manifest;
mod single;
mod stop;
mod succession;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::model::artifact::{Artifact, Body, Rank};
use crate::write::folder::{Folder, Waiting};
use crate::write::manifest::Manifest;

pub use fresh::{NewFile, create, create_in_empty};
pub use lock::Patience;
pub use single::{check_place, replace};
pub use stop::Stop;
pub use succession::Succession;

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
    #[error("will not write a file in the place of {}: it is a folder", .0.display())]
    AFolder(PathBuf),
    #[error("will not write into {}: it is not empty", .0.display())]
    NotEmpty(PathBuf),
    #[error("will not write over {}: it is there already", .0.display())]
    Occupied(PathBuf),
    #[error("will not write over {}: quarterdeck did not make it", .0.display())]
    InTheWay(PathBuf),
    #[error("will not write through {}: it is a symbolic link", .0.display())]
    Link(PathBuf),
    #[error("cannot understand {}, which lists the files of the last build", .0.display())]
    Manifest(PathBuf),
    #[error("will not write a file called {0:?}")]
    Path(String),
    #[error("interrupted before anything in the output folder was changed")]
    Stopped,
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Disk { .. } => "check that you may write there and that the disk is not full, then try again",
            Self::Foreign(_) | Self::NotAFolder(_) => "name another folder with --output, or empty this one first",
            Self::AFolder(_) => "name a file in it with --output",
            Self::NotEmpty(_) => "name a folder that is not there yet, or an empty one",
            Self::Occupied(_) => "name another one, or move this one away first",
            Self::InTheWay(_) => "move it away, or name another folder with --output; if it is a copy, delete it",
            Self::Link(_) => "remove the link, then build again",
            Self::Manifest(_) => "delete the output folder, then build again",
            Self::Path(_) => "rename what it comes from",
            Self::Stopped => "build again",
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
    let writer = Writer::new(output, Stop::default());
    artifacts.par_iter().for_each(|artifact| writer.take(artifact));
    writer.finish()
}

/// Takes the files of a site, from any thread and in any order. The site in the output folder does not change before
/// [`Writer::finish`]; where that is not called, nothing is left of all that was taken.
pub struct Writer {
    output: PathBuf,
    patience: Patience,
    /// Opened when the first file comes.
    opened: OnceLock<Result<Opened, Error>>,
    taken: Mutex<Taken>,
}

/// The output folder, and the files of the site in it, sorted.
struct Opened {
    folder: Folder,
    old: Vec<String>,
    /// Those of them that only stay for readers of the version before.
    leaving: Vec<String>,
}

#[derive(Default)]
struct Taken {
    files: Vec<File>,
    /// What went wrong first.
    fault: Option<Error>,
}

/// A file that was taken.
struct File {
    path: Arc<str>,
    rank: Rank,
    /// Absent where the file in its place is the same.
    waiting: Option<Waiting>,
}

impl Opened {
    fn open(output: &Path, patience: &Patience) -> Result<Self, Error> {
        let folder = Folder::open(output, patience)?;
        let manifest = match Manifest::read(folder.path()) {
            Ok(manifest) => manifest,
            Err(error) => {
                folder.give_up();
                return Err(error);
            }
        };
        let [mut old, mut leaving] = manifest.map(|old| [old.files, old.leaving]).unwrap_or_default();
        old.sort_unstable();
        leaving.sort_unstable();
        if folder.is_unfinished() {
            folder.sweep()?;
        }
        Ok(Self { folder, old, leaving })
    }
}

impl Opened {
    /// Whether the file is one of the old site's.
    fn made(&self, path: &str) -> bool {
        self.old.binary_search_by(|old| old.as_str().cmp(path)).is_ok()
    }

    /// Lays a file by that differs from the one in its place. What somebody else put there is not written over.
    fn lay_by(&self, artifact: &Artifact) -> Result<Option<Waiting>, Error> {
        let place = self.folder.path().join(&*artifact.path);
        let is_there = || fs::symlink_metadata(&place).is_ok_and(|found| !found.is_dir());
        let is_foreign = || is_there() && !holds(&place, &artifact.body) && !self.made_in_other_case(&artifact.path);
        match self.made(&artifact.path) {
            true if holds(&place, &artifact.body) => Ok(None),
            false if is_foreign() => Err(Error::InTheWay(place)),
            _ => self.folder.lay_by(&artifact.body).map(Some),
        }
    }

    /// Whether the file at `path` is one of the old site's by a name in other letters: where upper and lower case are the same.
    fn made_in_other_case(&self, path: &str) -> bool {
        let place = |path: &str| fs::canonicalize(self.folder.path().join(path)).ok();
        self.old.iter().filter(|old| old.eq_ignore_ascii_case(path)).any(|old| place(old) == place(path))
    }
}

impl Writer {
    /// Of a site that goes into the folder `output`, unless it is stopped while files are taken.
    pub fn new(output: &Path, patience: impl Into<Patience>) -> Self {
        let patience = patience.into();
        Self { output: output.to_owned(), patience, opened: OnceLock::new(), taken: Mutex::default() }
    }

    /// Takes a file. What hinders it is told in the end.
    pub fn take(&self, artifact: &Artifact) {
        if self.patience.stop.is_said() {
            return;
        }
        let Ok(opened) = self.opened.get_or_init(|| Opened::open(&self.output, &self.patience)) else { return };
        let waiting = if manifest::is_safe(&artifact.path) {
            opened.lay_by(artifact)
        } else {
            Err(Error::Path(artifact.path.to_string()))
        };
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        match waiting {
            Ok(waiting) => {
                taken.files.push(File { path: artifact.path.clone(), rank: artifact.rank, waiting });
            }
            Err(fault) => {
                taken.fault.get_or_insert(fault);
            }
        }
    }

    /// Makes the site of the output folder the one that was taken. This is not stopped any more: it does not take long, and half
    /// of it is no site.
    pub fn finish(self) -> Result<Written, Error> {
        self.finish_leaving(|_| false)
    }

    /// As [`Self::finish`], but leaves those files of the old site that stay, where nothing new needs their places.
    fn finish_leaving(mut self, stays: impl FnMut(&str) -> bool) -> Result<Written, Error> {
        if self.patience.stop.is_said() {
            return Err(Error::Stopped);
        }
        let opened = self.opened.take().unwrap_or_else(|| Opened::open(&self.output, &self.patience))?;
        let taken = std::mem::take(self.taken.get_mut().unwrap_or_else(PoisonError::into_inner));
        let done = match taken.fault {
            Some(fault) => Err(fault),
            None => exchange(&opened, &taken.files, stays),
        };
        if done.is_err() {
            opened.folder.give_up();
        }
        done
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if let Some(Ok(opened)) = self.opened.get() {
            opened.folder.give_up();
        }
    }
}

/// Puts new files into the places of the old ones. Of those that are gone, some stay for a while.
fn exchange(opened: &Opened, files: &[File], mut stays: impl FnMut(&str) -> bool) -> Result<Written, Error> {
    let folder = &opened.folder;
    let new: BTreeSet<&str> = files.iter().map(|file| &*file.path).collect();
    let old: BTreeSet<&str> = opened.old.iter().map(String::as_str).collect();
    let parents = folders_of(&new);
    if let Some(path) = new.iter().find(|path| parents.contains(**path)) {
        return Err(Error::Path((*path).to_owned()));
    }
    let changed: Vec<(&File, &Waiting)> =
        files.iter().filter_map(|file| Some((file, file.waiting.as_ref()?))).collect();
    if !folder.was_empty() {
        let is_file = |path: &&&str| !old.contains(**path) && folder.path().join(path).is_file();
        if let Some(path) = parents.iter().find(is_file) {
            return Err(Error::InTheWay(folder.path().join(path)));
        }
        folder.refuse_links(&folders_of(&new.union(&old).copied().collect()))?;
        folder.refuse_foreign_folders(&changed.iter().map(|(file, _)| &*file.path).collect::<Vec<_>>(), &old)?;
    }
    let (in_the_way, gone): (Vec<&str>, Vec<&str>) = old
        .difference(&new)
        .partition(|path| parents.contains(**path) || ancestors(path).any(|folder| new.contains(folder)));
    let (leaving, gone): (Vec<&str>, Vec<&str>) = gone.into_iter().partition(|path| stays(path));
    let removed = in_the_way.len() + gone.len();
    let counts = Written { written: changed.len(), unchanged: files.len() - changed.len(), removed };
    let kept: BTreeSet<&str> = new.iter().chain(&leaving).copied().collect();
    let is_as_it_was = changed.is_empty() && removed == 0 && old == kept && opened.leaving == leaving;
    if is_as_it_was && !folder.is_unfinished() && !old.is_empty() {
        return Ok(counts);
    }

    folder.begin()?;
    Manifest::replace(folder, old.union(&new).copied(), &[])?;
    let needed = folders_of(&kept);
    folder.remove(&in_the_way, &needed)?;
    folder.make(&parents.difference(&folders_of(&old)).copied().collect::<Vec<_>>())?;
    for rank in Rank::ALL {
        let of_rank = changed.par_iter().filter(|(file, _)| file.rank == rank);
        of_rank.try_for_each(|(file, waiting)| folder.place(waiting, &file.path))?;
    }
    folder.remove(&gone, &needed)?;
    Manifest::replace(folder, kept.into_iter(), &leaving)?;
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
fn holds(path: &Path, body: &Body) -> bool {
    let is_candidate = |found: &fs::Metadata| found.is_file() && found.len() == body.len() as u64;
    if !fs::symlink_metadata(path).is_ok_and(|found| is_candidate(&found)) {
        return false;
    }
    let Ok(mut file) = fs::File::open(path) else { return false };
    let mut buffer = [0; 16 * 1024];
    let mut is_next = |expected: &[u8]| {
        file.read_exact(&mut buffer[..expected.len()]).is_ok() && buffer[..expected.len()] == *expected
    };
    body.parts().iter().all(|part| part.bytes.chunks(16 * 1024).all(&mut is_next))
}
