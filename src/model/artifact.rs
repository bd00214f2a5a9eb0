//! A finished file of the site: what the writer puts into `output/`.

use std::fmt;
use std::sync::Arc;

/// One file of the output, with its bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Relative to the output folder, with `/` between the parts: `technology/fy2020-21-q3/index.html`.
    pub path: Arc<str>,
    pub bytes: Arc<[u8]>,
    /// A hash of the bytes.
    pub hash: u64,
    pub rank: Rank,
}

/// When a file is written. Nothing appears before what it refers to, so a reader never sees a page without its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// Styles, scripts, fonts, images: refer to nothing.
    Asset,
    /// `okrs.json`, `okrs.csv` and other data that pages link to.
    Data,
    /// Every page but the front page.
    Page,
    /// What leads to the pages: the front page, the feed, the site map.
    Index,
}

impl Rank {
    /// All ranks in the order they are written.
    pub const ALL: [Self; 4] = [Self::Asset, Self::Data, Self::Page, Self::Index];
}

impl Artifact {
    /// A file from its bytes; the hash is computed here.
    pub fn new(path: impl Into<Arc<str>>, bytes: impl Into<Arc<[u8]>>, rank: Rank) -> Self {
        let bytes = bytes.into();
        let hash = rapidhash::v3::rapidhash_v3(&bytes);
        Self { path: path.into(), bytes, hash, rank }
    }
}

impl fmt::Debug for Artifact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Artifact({}, {:?}, {} bytes)", self.path, self.rank, self.bytes.len())
    }
}
