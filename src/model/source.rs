//! What was read from the disk: the bytes of every file, and the day of the build.

use std::fmt;
use std::sync::Arc;

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

/// Everything a build depends on, taken at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Sorted by path, without duplicates.
    pub files: Vec<Source>,
    /// The day of the build; never read from the clock after this point.
    pub today: jiff::civil::Date,
}

impl Snapshot {
    /// The file at `path`, if the snapshot holds it.
    pub fn get(&self, path: &str) -> Option<&Source> {
        let at = self.files.binary_search_by(|file| (*file.path).cmp(path)).ok()?;
        self.files.get(at)
    }
}
