//! What was read from the disk: the bytes of every file, and the day of the build.

use std::fmt;
use std::sync::Arc;

use crate::model::diagnostic::{Code, Diagnostic, Place};

/// The folder of a path, without a slash at its end; nothing of a file at the top.
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// One file of the site as it was read.
#[derive(Clone)]
pub struct Source {
    /// Relative to the root, with `/` between the parts: `content/technology/fy2020-21-q3/deck.md`.
    pub path: Arc<str>,
    pub bytes: Arc<[u8]>,
    /// A hash of the bytes. Later keys combine it instead of hashing the contents again.
    pub hash: u64,
}

impl Source {
    /// A source from bytes in memory; the hash is computed here.
    pub fn new(path: impl Into<Arc<str>>, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let hash = rapidhash::v3::rapidhash_v3(&bytes);
        Self { path: path.into(), bytes, hash }
    }

    /// The text, if the file is UTF-8. A byte order mark is not part of it.
    pub fn text(&self) -> Option<&str> {
        let text = std::str::from_utf8(&self.bytes).ok()?;
        Some(text.strip_prefix('\u{feff}').unwrap_or(text))
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({}, {} bytes)", self.path, self.bytes.len())
    }
}

/// What lies in the site under a name that would be read, and is not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unread {
    /// As a file's.
    pub path: Arc<str>,
    pub why: Why,
}

/// Why something is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It is a symbolic link to a file that is not in the site's folder.
    LeadsOut,
    /// It is a symbolic link to nothing, or to itself.
    LeadsNowhere,
    /// It is neither file nor folder: a pipe, a socket, a device.
    NoFile,
}

impl Unread {
    /// What is wrong with it, and the way out, told under a code at the place where it is missed.
    pub fn told(&self, code: Code, place: Place) -> Diagnostic {
        const COPY: &str =
            "put a copy of the file in its place; a link is followed only to what is in the site's folder";
        let (is, hint) = match self.why {
            Why::LeadsOut => ("a symbolic link that leads out of the site's folder", COPY),
            Why::LeadsNowhere => ("a symbolic link that leads to no file", "correct the link, or take it out"),
            Why::NoFile => ("no file, but a pipe, a socket or a device", "put a file in its place"),
        };
        Diagnostic::new(code, place, format!("`{}` is {is}, so it is not read", self.path)).hint(hint)
    }
}

/// Everything a build depends on, taken at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Sorted by path, without duplicates.
    pub files: Vec<Source>,
    /// Sorted by path.
    pub unread: Vec<Unread>,
    /// The day of the build; never read from the clock after this point.
    pub today: jiff::civil::Date,
}

impl Snapshot {
    /// Files that are sorted by path, without duplicates, beside which nothing lies that is not read.
    pub fn of(files: Vec<Source>, today: jiff::civil::Date) -> Self {
        Self { files, unread: Vec::new(), today }
    }

    /// The file at `path`, if the snapshot holds it.
    pub fn get(&self, path: &str) -> Option<&Source> {
        let at = self.files.binary_search_by(|file| (*file.path).cmp(path)).ok()?;
        self.files.get(at)
    }

    /// What is not read at `path`, if something is there.
    pub fn unread(&self, path: &str) -> Option<&Unread> {
        self.unread.iter().find(|unread| *unread.path == *path)
    }
}
