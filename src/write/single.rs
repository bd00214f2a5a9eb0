//! A file on its own, that somebody has asked for at a place of their choice.

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::Path;

use crate::write::Error;
use crate::write::folder::{TEMPORARY, create_new};

/// Writes a file at once: whoever reads it sees the old bytes or the new ones. Folders that are missing on the way are made.
/// What is no file, such as a pipe, is written into.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        let mut opened = fs::OpenOptions::new().write(true).open(path).map_err(Error::disk("open", path))?;
        return opened.write_all(bytes).map_err(Error::disk("write", path));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder {
        fs::create_dir_all(folder).map_err(Error::disk("make the folder", folder))?;
    }
    let mut name = OsString::from(format!("{TEMPORARY}{}-", std::process::id()));
    name.push(path.file_name().unwrap_or_default());
    let waiting = path.with_file_name(name);
    let written = create_new(&waiting).and_then(|mut file| file.write_all(bytes));
    let placed = written.and_then(|()| fs::rename(&waiting, path));
    if placed.is_err() {
        let _ = fs::remove_file(&waiting);
    }
    placed.map_err(Error::disk("write", path))
}
