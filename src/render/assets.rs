//! A theme's styles, scripts and images, published under names that carry a hash of their content.

use std::collections::BTreeMap;

use bytes::Bytes;

use crate::model::artifact::{Artifact, Rank};
use crate::model::theme::Theme;

/// Files of a theme by their names in it.
pub struct Assets {
    /// `deck.css` to the published path `assets/deck.1f2e3d4c.css` and the bytes.
    files: BTreeMap<String, (String, Bytes)>,
}

impl Assets {
    /// The assets of a theme.
    pub fn of(theme: &Theme) -> Self {
        let mut files = BTreeMap::new();
        let shown = |name: &str| !name.starts_with('.');
        let (styles, others): (Vec<_>, Vec<_>) = theme
            .below("assets/")
            .into_iter()
            .filter(|(name, _)| shown(name))
            .partition(|(name, _)| name.ends_with(".css"));
        for (name, file) in others {
            files.insert(name.to_owned(), (published(name, &file.bytes), Bytes::from_owner(file.bytes.clone())));
        }
        // A style refers to images by their names in the theme; it is published with the names they get.
        for (name, file) in styles {
            let text = String::from_utf8_lossy(&file.bytes);
            let bytes = Bytes::from(with_published_urls(&text, &files));
            files.insert(name.to_owned(), (published(name, &bytes), bytes));
        }
        Self { files }
    }

    /// The path below the output of the asset `name`.
    pub fn path(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(|(path, _)| path.as_str())
    }

    /// The names of all assets.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// All assets as files of the site.
    pub fn artifacts(&self) -> Vec<Artifact> {
        let artifacts =
            self.files.values().map(|(path, bytes)| Artifact::new(path.as_str(), bytes.clone(), Rank::Asset));
        artifacts.collect()
    }
}

fn published(name: &str, bytes: &[u8]) -> String {
    let hash = rapidhash::v3::rapidhash_v3(bytes) as u32;
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("assets/{stem}.{hash:08x}.{extension}"),
        None => format!("assets/{name}.{hash:08x}"),
    }
}

/// A style whose `url(name)` lead to published files. What is no asset of the theme stays as it is.
fn with_published_urls(style: &str, files: &BTreeMap<String, (String, Bytes)>) -> String {
    let mut out = String::with_capacity(style.len());
    let mut parts = style.split("url(");
    out.extend(parts.next());
    for part in parts {
        out.push_str("url(");
        let (url, rest) = part.split_once(')').unwrap_or((part, ""));
        let name = url.trim_matches(['"', '\'', ' ']);
        match files.get(name) {
            Some((path, _)) => out.push_str(path.strip_prefix("assets/").unwrap_or(path)),
            None => out.push_str(url),
        }
        if part.contains(')') {
            out.push(')');
        }
        out.push_str(rest);
    }
    out
}
