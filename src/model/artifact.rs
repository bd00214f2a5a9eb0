//! A finished file of the site: what the writer puts into `output/`.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

/// One file of the output, with its bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Relative to the output folder, with `/` between the parts: `technology/fy2020-21-q3/index.html`.
    pub path: Arc<str>,
    pub body: Body,
    /// A hash of the bytes; of a body in parts also of how they are divided.
    pub hash: u64,
    pub rank: Rank,
}

/// The bytes of a file.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    Whole(Chunk),
    /// One after the other. Large files are made of parts that builds share with the one before.
    Parts(Arc<[Chunk]>),
}

/// Some of a file's bytes, with their hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    pub bytes: Bytes,
    /// A hash of the bytes.
    pub hash: u64,
}

/// When a file is written. Nothing appears before what it refers to, so a reader never sees a page without its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// Styles, scripts, fonts, images: refer to nothing.
    Asset,
    /// `okrs.json`, `okrs.csv` and other data that pages link to.
    Data,
    /// Decks, pages of objectives, redirects, the search.
    Page,
    /// What leads to those pages: the front page, pages of teams, the feed, the site map, and what is shown where no page is.
    Index,
}

impl Rank {
    /// All ranks in the order they are written.
    pub const ALL: [Self; 4] = [Self::Asset, Self::Data, Self::Page, Self::Index];
}

impl Artifact {
    /// A file from its bytes; the hash is computed here.
    pub fn new(path: impl Into<Arc<str>>, bytes: impl Into<Bytes>, rank: Rank) -> Self {
        let part = Chunk::new(bytes);
        Self { path: path.into(), hash: part.hash, body: Body::Whole(part), rank }
    }

    /// A file from its parts.
    pub fn of_parts(path: impl Into<Arc<str>>, parts: Vec<Chunk>, rank: Rank) -> Self {
        let hashes: Vec<u8> = parts.iter().flat_map(|part| part.hash.to_le_bytes()).collect();
        let hash = rapidhash::v3::rapidhash_v3(&hashes);
        Self { path: path.into(), body: Body::Parts(parts.into()), hash, rank }
    }
}

impl Chunk {
    /// Bytes in memory; the hash is computed here.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let hash = rapidhash::v3::rapidhash_v3(&bytes);
        Self { bytes, hash }
    }
}

impl Body {
    /// The parts, one after the other.
    pub fn parts(&self) -> &[Chunk] {
        match self {
            Self::Whole(part) => std::slice::from_ref(part),
            Self::Parts(parts) => parts,
        }
    }

    /// All bytes at once.
    pub fn whole(&self) -> Bytes {
        match self {
            Self::Whole(part) => part.bytes.clone(),
            Self::Parts(parts) => parts.iter().map(|part| &*part.bytes).collect::<Vec<_>>().concat().into(),
        }
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.parts().iter().map(|part| part.bytes.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl fmt::Debug for Artifact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Artifact({}, {:?}, {} bytes)", self.path, self.rank, self.body.len())
    }
}
