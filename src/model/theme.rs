//! A theme: templates, styles, scripts and words, with everything it inherits already in it.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The version of what templates are given and of the functions they may call. A theme states the one it is written for.
pub const API: u64 = 1;

/// A theme with what it inherits. Its own files stand before those of the themes it extends.
#[derive(Clone, Debug)]
pub struct Theme {
    pub name: String,
    /// The theme, the one it extends, and so on; the last one is the default.
    pub layers: Vec<Layer>,
    /// A hash of all names, bytes and places where they were read.
    pub hash: u64,
}

/// The files of one theme alone.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    pub name: String,
    /// By path below the theme: `templates/deck.html`, `assets/deck.css`, `locales/en/theme.ftl`. Words may come twice: where a site's
    /// folder has the name of an embedded theme, its messages come after that theme's.
    pub files: Vec<(String, ThemeFile)>,
}

/// One file of a theme.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    pub bytes: Arc<[u8]>,
    /// Where it was read: `themes/plain/templates/deck.html`. Files of the embedded theme are named as in its source.
    pub origin: Arc<str>,
    /// It is part of the program: there is no such file on the disk.
    pub embedded: bool,
}

impl Theme {
    /// The files below a folder (`assets/`), by their paths below it; of several with one path the first theme's.
    pub fn below<'a>(&'a self, folder: &str) -> BTreeMap<&'a str, &'a ThemeFile> {
        let mut found = BTreeMap::new();
        for layer in self.layers.iter().rev() {
            found.extend(layer.below(folder));
        }
        found
    }
}

impl Layer {
    /// The files below a folder, by their paths below it.
    pub fn below<'a>(&'a self, folder: &str) -> impl Iterator<Item = (&'a str, &'a ThemeFile)> {
        self.files.iter().filter_map(move |(path, file)| Some((path.strip_prefix(folder)?, file)))
    }
}
