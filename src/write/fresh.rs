//! New files for an author to go on with: all of them or none, and never in the place of another.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::write::Error;
use crate::write::folder::{TEMPORARY, create_new};

/// A file that is to be made, with its path below the folder, with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    pub path: String,
    pub text: String,
}

/// Makes new files in a folder, which is made with them if need be. Where one cannot be made, none is left.
pub fn create(folder: &Path, files: &[NewFile]) -> Result<(), Error> {
    let mut work = Work::default();
    let done = work.create(folder, files);
    work.tidy_up(done.is_ok());
    done
}

/// As [`create`], in a folder that is empty or not there. One that holds a repository and nothing else is empty, too.
pub fn create_in_empty(folder: &Path, files: &[NewFile]) -> Result<(), Error> {
    match fs::read_dir(folder) {
        Ok(entries) => {
            for entry in entries {
                let entry = entry.map_err(Error::disk("look into", folder))?;
                if entry.file_name() != ".git" {
                    return Err(Error::NotEmpty(folder.to_owned()));
                }
            }
        }
        Err(cause) if cause.kind() == ErrorKind::NotFound => {}
        Err(cause) if cause.kind() == ErrorKind::NotADirectory => return Err(Error::Occupied(folder.to_owned())),
        Err(cause) => return Err(Error::disk("look into", folder)(cause)),
    }
    create(folder, files)
}

/// What was made so far.
#[derive(Default)]
struct Work {
    /// The outermost first.
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
    /// Where files are written whole before they get their names.
    waiting: Option<TempDir>,
}

impl Work {
    fn create(&mut self, folder: &Path, files: &[NewFile]) -> Result<(), Error> {
        self.make_folders(folder)?;
        let waiting = tempfile::Builder::new().prefix(TEMPORARY).tempdir_in(folder);
        let waiting = self.waiting.insert(waiting.map_err(Error::disk("make a folder in", folder))?).path().to_owned();
        let mut whole = Vec::with_capacity(files.len());
        for (number, file) in files.iter().enumerate() {
            let path = waiting.join(number.to_string());
            write_new(&path, &file.text).map_err(Error::disk("write", &path))?;
            whole.push((path, folder.join(&file.path)));
        }
        for (from, path) in whole {
            if let Some(parent) = path.parent() {
                self.make_folders(parent)?;
            }
            place(&from, &path).map_err(|cause| match cause.kind() {
                ErrorKind::AlreadyExists => Error::Occupied(path.clone()),
                _ => Error::disk("write", &path)(cause),
            })?;
            self.files.push(path);
        }
        Ok(())
    }

    /// Makes a folder and those that it lies in, as far as they are not there.
    fn make_folders(&mut self, folder: &Path) -> Result<(), Error> {
        let missing = folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        let missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(&folder) {
                Ok(()) => self.folders.push(folder),
                // Somebody else has just made it, or it is a way to one that is there: `new/..`.
                Err(_) if folder.is_dir() => {}
                Err(cause) => return Err(Error::disk("make the folder", folder)(cause)),
            }
        }
        if folder.as_os_str().is_empty() || folder.is_dir() { Ok(()) } else { Err(Error::Occupied(folder.to_owned())) }
    }

    /// Removes what nobody needs any more; all of it, unless it is done.
    fn tidy_up(self, is_done: bool) {
        // What cannot be removed hinders nobody.
        drop(self.waiting);
        if is_done {
            return;
        }
        for file in self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.into_iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Gives a whole file its name, unless another one has it.
fn place(from: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(from, path) {
        Ok(()) => Ok(()),
        Err(cause) if cause.kind() == ErrorKind::AlreadyExists => Err(cause),
        // Some file systems give a file one name only.
        Err(_) => write_new(path, &fs::read_to_string(from)?),
    }
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    create_new(path)?.write_all(text.as_bytes())
}
