//! A theme: templates, styles, scripts and words, with everything it inherits already in it.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The version of what templates are given and of the functions they may call. A theme states the one it is written for.
pub const API: u64 = 1;

/// A theme with the files of the themes it extends; its own stand before theirs.
#[derive(Clone, Debug)]
pub struct Theme {
    pub name: String,
    /// By path below the theme: `templates/deck.html`, `assets/deck.css`, `locales/en/theme.ftl`.
    pub files: BTreeMap<String, ThemeFile>,
    /// A hash of all names, bytes and places where they were read.
    pub hash: u64,
}

/// One file of a theme.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    pub bytes: Arc<[u8]>,
    /// Where it was read: `themes/plain/templates/deck.html`. Files of the embedded theme are named as in its source.
    pub origin: Arc<str>,
}

impl Theme {
    /// The files below a folder (`templates/`), by their paths below it.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a ThemeFile)> {
        self.files.iter().filter_map(move |(path, file)| Some((path.strip_prefix(folder)?, file)))
    }
}
