//! The list of the files that quarterdeck made in an output folder: nothing else there is ever deleted.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use crate::model::artifact::{Body, Chunk};
use crate::write::folder::{Folder, TEMPORARY};
use crate::write::{Error, holds};

/// The manifest's name in the output folder.
pub const NAME: &str = ".quarterdeck-manifest";
const FORMAT: &str = "quarterdeck-manifest/1";

/// What the last build made, and what it was about to make if it was killed.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    format: String,
    /// Sorted, relative to the output folder, with `/` between the parts.
    pub files: Vec<String>,
    /// Those of them that are of no version any longer, and stay for those who read the last one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leaving: Vec<String>,
}

impl Manifest {
    /// The manifest in a folder; `None` if there is none. One that could lead outside the folder is an error.
    pub fn read(output: &Path) -> Result<Option<Self>, Error> {
        let path = output.join(NAME);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(Error::disk("read", path)(cause)),
        };
        serde_json::from_slice(&bytes)
            .ok()
            .filter(|read: &Self| read.format == FORMAT && read.files.iter().all(|file| is_safe(file)))
            .map(Some)
            .ok_or(Error::Manifest(path))
    }

    /// Puts a manifest of these files, which are sorted, into the place of the one before.
    pub fn replace<'a>(folder: &Folder, files: impl Iterator<Item = &'a str>, leaving: &[&str]) -> Result<(), Error> {
        let manifest = Self {
            format: FORMAT.to_owned(),
            files: files.map(str::to_owned).collect(),
            leaving: leaving.iter().map(|file| (*file).to_owned()).collect(),
        };
        let mut bytes = serde_json::to_vec_pretty(&manifest).map_err(|cause| Error::Disk {
            attempt: "compose",
            path: folder.path().join(NAME),
            cause: cause.into(),
        })?;
        bytes.push(b'\n');
        let body = Body::Whole(Chunk::new(bytes));
        if holds(&folder.path().join(NAME), &body) {
            return Ok(());
        }
        folder.place(&folder.lay_by(&body)?, NAME)
    }
}

/// Whether a path names a file inside the output folder on every system, and none of quarterdeck's own.
pub fn is_safe(path: &str) -> bool {
    let is_plain = |part: &str| !matches!(part, "" | "." | "..") && part != NAME && !part.starts_with(TEMPORARY);
    let stays_inside = || Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    !path.contains(['\\', '\0']) && path.split('/').all(is_plain) && stays_inside()
}
