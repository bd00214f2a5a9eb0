//! A file on its own, that somebody has asked for at a place of their choice.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::write::Error;
use crate::write::folder::{TEMPORARY, create_new};

/// Says what keeps a file, or a folder for files, from being made at a place, before work is done for it.
pub fn check_place(path: &Path, is_folder: bool) -> Result<(), Error> {
    let found = fs::metadata(path);
    let names_folder = path.as_os_str().as_encoded_bytes().ends_with(b"/");
    let is_there = |wanted: fn(&Metadata) -> bool| found.as_ref().is_ok_and(wanted);
    if is_folder && is_there(|found| !found.is_dir()) {
        return Err(Error::NotAFolder(path.to_owned()));
    }
    if !is_folder && (names_folder || is_there(Metadata::is_dir)) {
        return Err(Error::AFolder(path.to_owned()));
    }
    Ok(())
}

/// Writes a file at once: whoever reads it sees the old bytes or the new ones. Folders that are missing on the way are made. A link
/// stays, and what it leads to is written; a file keeps what it is allowed to whom. What is no file, such as a pipe, is written into,
/// and so is what cannot be replaced, such as a file that is a mount.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    check_place(path, false)?;
    let there = fs::metadata(path).ok();
    if there.as_ref().is_some_and(|found| !found.is_file()) || is_open_file(path) {
        return write_into(path, bytes).map_err(Error::disk("write", path));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder {
        fs::create_dir_all(folder).map_err(Error::disk("make the folder", folder))?;
    }
    let place = if path.is_symlink() { target(path) } else { path.to_owned() };
    let waiting = tempfile::Builder::new().prefix(TEMPORARY).make_in(place.with_file_name(""), create_new);
    let written = waiting.and_then(|waiting| write_as(waiting.as_file(), bytes, there.as_ref()).map(|()| waiting));
    let placed = match written {
        Ok(waiting) => waiting.persist(&place).map(drop).or_else(|unplaced| match there {
            Some(_) => write_into(path, bytes),
            None => Err(unplaced.error),
        }),
        Err(cause) if there.is_some() && is_closed(cause.kind()) => write_into(path, bytes),
        Err(cause) => Err(cause),
    };
    placed.map_err(Error::disk("write", path))
}

/// Whether a path leads to what a process has open, as `/dev/stderr` and `/dev/fd/3` do: another file in its place would not be
/// that.
fn is_open_file(path: &Path) -> bool {
    let leads_to = fs::read_link(path).unwrap_or_default();
    let lies_in = path.parent().and_then(|folder| fs::canonicalize(folder).ok()).unwrap_or_default();
    leads_to.starts_with("/proc") || lies_in.starts_with("/proc")
}

/// Whether a fault is that of a folder in which nothing may be made, though what is there may be written.
fn is_closed(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

/// Where a link leads, though nothing may be there yet.
fn target(link: &Path) -> PathBuf {
    let named = || link.with_file_name(fs::read_link(link).unwrap_or_default());
    fs::canonicalize(link).unwrap_or_else(|_| named())
}

/// Writes into what is there, and leaves it what it is.
fn write_into(path: &Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new().write(true).truncate(true).open(path)?.write_all(bytes)
}

/// Writes a new file that is to take the place of another one.
fn write_as(mut file: &File, bytes: &[u8], other: Option<&Metadata>) -> io::Result<()> {
    if let Some(other) = other {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};
            // Few may give files away. Who may not makes it their own.
            let _ = fchown(file, Some(other.uid()), Some(other.gid()));
        }
        file.set_permissions(other.permissions())?;
    }
    file.write_all(bytes)
}
