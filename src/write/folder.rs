//! The output folder on the disk: the few safe steps that everything else is made of.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::model::artifact::Body;

use crate::write::lock::{self, Patience};
use crate::write::{Error, ancestors, manifest};

/// How the names of what is unfinished begin: a folder of files that were not put into their places yet, and the mark.
pub const TEMPORARY: &str = ".quarterdeck-tmp-";
/// Stands in the output folder while a build changes it.
const MARK: &str = ".quarterdeck-tmp-unfinished";

/// An output folder that is quarterdeck's to change. Other builds wait until this is dropped.
pub struct Folder {
    path: PathBuf,
    was_empty: bool,
    is_unfinished: bool,
    /// Where files wait until they are put into their places. Made with the first of them.
    waiting: PathBuf,
    next_waiting: AtomicU64,
    /// Folders that were made for this one, the outermost first.
    made: Vec<PathBuf>,
    _lock: Option<File>,
}

/// A whole file that waits to be put into its place.
#[derive(Debug)]
pub struct Waiting(u64);

impl Folder {
    /// Opens the folder, making it if need be, when no other build has it any longer. Refused is one that holds files but was
    /// not made by quarterdeck.
    pub fn open(output: &Path, patience: &Patience) -> Result<Self, Error> {
        let (made, lock) = lock::made_and_locked(output, patience)?;
        let mut is_unfinished = false;
        let mut is_ours = false;
        let mut is_foreign = false;
        let entries = fs::read_dir(output).map_err(Error::disk("look into", output))?;
        for entry in entries {
            let name = entry.map_err(Error::disk("look into", output))?.file_name();
            let name = name.to_string_lossy();
            let is_temporary = name.starts_with(TEMPORARY);
            is_unfinished |= is_temporary;
            is_ours |= name == manifest::NAME;
            is_foreign |= !is_temporary;
        }
        if is_foreign && !is_ours {
            return Err(Error::Foreign(output.to_owned()));
        }
        let waiting = output.join(format!("{TEMPORARY}{}", std::process::id()));
        Ok(Self {
            path: output.to_owned(),
            was_empty: !is_foreign,
            is_unfinished,
            waiting,
            next_waiting: AtomicU64::new(0),
            made,
            _lock: lock,
        })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it held nothing but what a killed build may have left when it was opened: nothing is in the way of a file.
    pub fn was_empty(&self) -> bool {
        self.was_empty
    }

    /// Whether the last build was killed before it was done with the folder.
    pub fn is_unfinished(&self) -> bool {
        self.is_unfinished
    }

    /// Marks the folder as being changed.
    pub fn begin(&self) -> Result<(), Error> {
        let mark = self.path.join(MARK);
        match create_new(&mark) {
            Err(cause) if cause.kind() != ErrorKind::AlreadyExists => Err(Error::disk("write", mark)(cause)),
            _ => Ok(()),
        }
    }

    /// Takes the mark away: all that was begun is done.
    pub fn finish(&self) -> Result<(), Error> {
        let _ = fs::remove_dir(&self.waiting);
        remove_file(&self.path.join(MARK)).map(drop)
    }

    /// Leaves no trace of a build that comes to nothing: no files that wait, and no folder that was not there before it.
    pub fn give_up(&self) {
        let _ = fs::remove_dir_all(&self.waiting);
        for folder in self.made.iter().rev() {
            // One that holds something by now stays.
            let _ = fs::remove_dir(folder);
        }
    }

    /// Removes what a killed build left half written.
    pub fn sweep(&self) -> Result<(), Error> {
        let entries = fs::read_dir(&self.path).map_err(Error::disk("look into", &self.path))?;
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if !name.starts_with(TEMPORARY) || name == MARK {
                continue;
            }
            let path = entry.path();
            let is_folder = entry.file_type().is_ok_and(|found| found.is_dir());
            if is_folder {
                fs::remove_dir_all(&path).map_err(Error::disk("remove", path))?;
            } else {
                remove_file(&path)?;
            }
        }
        Ok(())
    }

    /// Refuses the folder if one of the folders in it is a symbolic link: what is written there would land elsewhere.
    pub fn refuse_links(&self, folders: &BTreeSet<&str>) -> Result<(), Error> {
        folders.par_iter().try_for_each(|folder| {
            let path = self.path.join(folder);
            let is_link = fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink());
            if is_link { Err(Error::Link(path)) } else { Ok(()) }
        })
    }

    /// Refuses the folder if one holds something of somebody else's that stands where a file is to go.
    pub fn refuse_foreign_folders(&self, files: &[&str], old: &BTreeSet<&str>) -> Result<(), Error> {
        files.par_iter().try_for_each(|file| {
            let place = self.path.join(file);
            let is_folder = fs::symlink_metadata(&place).is_ok_and(|found| found.is_dir());
            if is_folder && !goes(&place, file, old) { Err(Error::InTheWay(place)) } else { Ok(()) }
        })
    }

    /// Makes folders in the folder, those first that hold others.
    pub fn make(&self, folders: &[&str]) -> Result<(), Error> {
        let depth = |folder: &str| folder.bytes().filter(|byte| *byte == b'/').count();
        let mut by_depth: Vec<(usize, &str)> = folders.iter().map(|folder| (depth(folder), *folder)).collect();
        by_depth.sort_unstable();
        by_depth.chunk_by(|a, b| a.0 == b.0).try_for_each(|of_depth| {
            of_depth.par_iter().try_for_each(|(_, folder)| {
                let path = self.path.join(folder);
                match fs::create_dir(&path) {
                    Err(cause) if cause.kind() != ErrorKind::AlreadyExists => {
                        Err(Error::disk("make the folder", path)(cause))
                    }
                    _ => Ok(()),
                }
            })
        })
    }

    /// Writes a file that is to be put into a place later.
    pub fn lay_by(&self, body: &Body) -> Result<Waiting, Error> {
        let waiting = Waiting(self.next_waiting.fetch_add(1, Ordering::Relaxed));
        let path = self.path_of(&waiting);
        let mut opened = create_new(&path);
        if opened.as_ref().is_err_and(|cause| cause.kind() == ErrorKind::NotFound) {
            match fs::create_dir(&self.waiting) {
                Err(cause) if cause.kind() != ErrorKind::AlreadyExists => {
                    return Err(Error::disk("make the folder", &self.waiting)(cause));
                }
                _ => opened = create_new(&path),
            }
        }
        opened.and_then(|file| write_to(file, body)).map_err(Error::disk("write", path))?;
        Ok(waiting)
    }

    /// Puts a whole file into its place at once: whoever reads it sees the old bytes or the new ones.
    pub fn place(&self, waiting: &Waiting, file: &str) -> Result<(), Error> {
        let (from, path) = (self.path_of(waiting), self.path.join(file));
        let mut done = fs::rename(&from, &path);
        if done.as_ref().is_err_and(|cause| cause.kind() == ErrorKind::NotFound) {
            let parent = path.parent().unwrap_or(&self.path);
            fs::create_dir_all(parent).map_err(Error::disk("make the folder", parent))?;
            done = fs::rename(&from, &path);
        }
        done.map_err(Error::disk("write", path))
    }

    fn path_of(&self, waiting: &Waiting) -> PathBuf {
        self.waiting.join(waiting.0.to_string())
    }

    /// Removes files, pages before what they show, and then the folders that are empty without them and not needed.
    pub fn remove(&self, files: &[&str], needed: &BTreeSet<&str>) -> Result<(), Error> {
        let (pages, others): (Vec<&str>, Vec<&str>) = files.iter().partition(|file| is_page(file));
        for kind in [pages, others] {
            kind.par_iter().try_for_each(|file| remove_file(&self.path.join(file)).map(drop))?;
        }
        let emptied: BTreeSet<&str> = files.iter().flat_map(|file| ancestors(file)).collect();
        // The deepest first: a folder sorts before those in it.
        for folder in emptied.into_iter().rev().filter(|folder| !needed.contains(folder)) {
            // A folder that holds someone else's file stays; so does one that is gone already.
            let _ = fs::remove_dir(self.path.join(folder));
        }
        Ok(())
    }
}

/// Whether a folder goes with the old files: all it holds is theirs.
fn goes(folder: &Path, path: &str, old: &BTreeSet<&str>) -> bool {
    let within = format!("{path}/");
    let holds_old = old.range(&*within..).next().is_some_and(|file| file.starts_with(&within));
    let Ok(mut entries) = fs::read_dir(folder) else { return false };
    holds_old
        && entries.all(|entry| {
            let Ok(entry) = entry else { return false };
            let path = within.clone() + &entry.file_name().to_string_lossy();
            let is_folder = entry.file_type().is_ok_and(|found| found.is_dir());
            if is_folder { goes(&entry.path(), &path, old) } else { old.contains(&*path) }
        })
}

fn is_page(file: &str) -> bool {
    Path::new(file).extension().is_some_and(|extension| extension == "html")
}

fn write_to(mut file: File, body: &Body) -> io::Result<()> {
    if let [whole] = body.parts() {
        return file.write_all(&whole.bytes);
    }
    let mut file = BufWriter::new(file);
    body.parts().iter().try_for_each(|part| file.write_all(&part.bytes))?;
    file.flush()
}

/// Makes a file that must not be there yet.
pub fn create_new(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Removes a file, or a link in its place; one that is gone already, became a folder, or never was because its name is too
/// long, is no fault.
fn remove_file(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(cause) if is_absence(cause.kind()) => Ok(()),
        Err(_) if path.is_dir() && !path.is_symlink() => Ok(()),
        done => done.map_err(Error::disk("remove", path)),
    }
}

fn is_absence(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename)
}
