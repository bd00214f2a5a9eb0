//! Stage 1, disk -> snapshot: finds and reads every file of the site. What a name or a link leaves out is decided here.
#![expect(clippy::disallowed_methods, reason = "this stage is where the disk is read")]

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::model::source::{Snapshot, Source};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Why a site could not be read. Always the machine or the folder, never the content.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no folder {}", .0.display())]
    NoContent(PathBuf),
    #[error("cannot look into {}: {cause}", path.display())]
    Walk { path: PathBuf, cause: io::Error },
    #[error("cannot read {}: {cause}", path.display())]
    Read { path: PathBuf, cause: io::Error },
    #[error("cannot read {}: it is larger than {} MiB", .0.display(), LARGEST / 1024 / 1024)]
    TooLarge(PathBuf),
    #[error("cannot read {}: its name is not UTF-8", .0.display())]
    Name(PathBuf),
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoContent(_) => "run quarterdeck in the folder that holds content/, or name it with --root",
            Self::Walk { .. } | Self::Read { .. } => "check that it exists and that you may read it",
            Self::TooLarge(_) => "move it out of content/ and link to it instead",
            Self::Name(_) => "rename it, or let its name begin with _ to leave it out",
        }
    }
}

/// Reads `content/` and `themes/` under the root. Files that vanish meanwhile count as absent; symbolic links are
/// followed only to places inside the root.
pub fn discover(root: &Path, today: Date) -> Result<Snapshot, Error> {
    let within = |name: &str| if root == Path::new(".") { PathBuf::from(name) } else { root.join(name) };
    let content = within("content");
    let inside = match fs::canonicalize(root) {
        Ok(inside) if content.is_dir() => inside,
        _ => return Err(Error::NoContent(content)),
    };
    let mut found = walk(&content, "content", &inside)?;
    let themes = within("themes");
    if themes.is_dir() {
        found.extend(walk(&themes, "themes", &inside)?);
    }
    let read: Result<Vec<Option<Source>>, Error> = found.into_par_iter().map(read).collect();
    let mut files: Vec<Source> = read?.into_iter().flatten().collect();
    files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(Snapshot { files, today })
}

/// A file to be read, and its name in the site.
struct Found {
    disk: PathBuf,
    path: String,
}

/// Lists the regular files under a folder that is called `name` in the site.
fn walk(folder: &Path, name: &str, inside: &Path) -> Result<Vec<Found>, Error> {
    let mut found = Vec::new();
    let entries = WalkDir::new(folder).follow_links(true).into_iter();
    for entry in entries.filter_entry(|entry| is_wanted(entry, name == "content", inside)) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if is_absent(&error) => continue,
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                return Err(Error::Walk { path, cause: error.into() });
            }
        };
        if entry.file_type().is_file() {
            let disk = entry.into_path();
            let Some(path) = site_path(folder, name, &disk) else {
                return Err(Error::Name(disk));
            };
            found.push(Found { disk, path });
        }
    }
    Ok(found)
}

/// Whether a file, or a folder with all it holds, belongs to the site.
fn is_wanted(entry: &DirEntry, is_content: bool, inside: &Path) -> bool {
    if entry.depth() == 0 {
        return true;
    }
    let name = entry.file_name().as_encoded_bytes();
    let is_left_out = name.starts_with(b".") || is_content && (name.starts_with(b"_") || name == b"README.md");
    let leads_out =
        || entry.path_is_symlink() && !fs::canonicalize(entry.path()).is_ok_and(|target| target.starts_with(inside));
    !is_left_out && !leads_out()
}

/// Whether a fault of walking means that there is nothing: a file that vanished, or a link that leads nowhere, to
/// itself or to a folder that holds it.
fn is_absent(error: &walkdir::Error) -> bool {
    error.io_error().is_none_or(|cause| vanished(cause.kind())) || error.path().is_some_and(Path::is_symlink)
}

fn vanished(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// `content/technology/deck.md`, on every system; `None` if the name is not UTF-8.
fn site_path(folder: &Path, name: &str, disk: &Path) -> Option<String> {
    let mut path = name.to_owned();
    for part in disk.strip_prefix(folder).ok()?.components() {
        path.push('/');
        path.push_str(part.as_os_str().to_str()?);
    }
    Some(path)
}

fn read(found: Found) -> Result<Option<Source>, Error> {
    let Found { disk, path } = found;
    let mut bytes = Vec::new();
    let read = File::open(&disk).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    match read {
        Ok(length) if length as u64 > LARGEST => Err(Error::TooLarge(disk)),
        Ok(_) => Ok(Some(Source::new(path, bytes))),
        Err(cause) if vanished(cause.kind()) => Ok(None),
        Err(cause) => Err(Error::Read { path: disk, cause }),
    }
}
