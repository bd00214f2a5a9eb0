//! Snapshot -> theme: finds a theme among the site's and the embedded one, with what it extends.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use rust_embed::Embed;
use serde_yaml::Value;

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::source::{Snapshot, Source};
use crate::model::theme::{API, Theme, ThemeFile};

/// The theme that every other one builds on.
const DEFAULT: &str = "default";

#[derive(Embed)]
#[folder = "themes"]
#[exclude = "*~"]
struct Embedded;

/// The embedded files by their paths as in the source (`themes/default/templates/deck.html`), decoded once.
static EMBEDDED: LazyLock<BTreeMap<String, ThemeFile>> = LazyLock::new(|| {
    let files = Embedded::iter().filter_map(|path| {
        let bytes = Embedded::get(&path)?.data;
        let origin = format!("themes/{path}");
        Some((origin.clone(), ThemeFile { bytes: Arc::from(&*bytes), origin: origin.into() }))
    });
    files.collect()
});

/// What `theme.yaml` says.
struct Manifest {
    extends: Option<String>,
}

/// The theme called `name`. A folder `themes/<name>/` of the site stands before an embedded theme of that name, file by file.
pub fn resolve(snapshot: &Snapshot, name: &str) -> Result<Theme, Vec<Diagnostic>> {
    let mut files: BTreeMap<String, ThemeFile> = BTreeMap::new();
    let mut chain: Vec<String> = Vec::new();
    let mut next = Some((name.to_owned(), None));
    while let Some((current, asked_by)) = next.take() {
        let layer = layer(snapshot, &current);
        if layer.is_empty() {
            return Err(vec![missing(snapshot, &current, asked_by)]);
        }
        let manifest = manifest(&layer, &current)?;
        for (path, file) in layer {
            files.entry(path).or_insert(file);
        }
        chain.push(current.clone());
        if current == DEFAULT {
            break;
        }
        let extends = manifest.extends.unwrap_or_else(|| DEFAULT.to_owned());
        let place = Place::File(format!("themes/{current}/theme.yaml").into());
        if chain.contains(&extends) {
            let message = format!("the theme `{current}` extends `{extends}`, which extends it in turn");
            let hint =
                format!("`{}` extend each other in a circle; one of them must extend `{DEFAULT}`", chain.join("`, `"));
            return Err(vec![Diagnostic::new(Code::Theme, place, message).hint(hint)]);
        }
        next = Some((extends, Some(place)));
    }
    let mut hashed = Vec::new();
    for (path, file) in &files {
        hashed.extend_from_slice(path.as_bytes());
        hashed.extend_from_slice(file.origin.as_bytes());
        hashed.extend_from_slice(&rapidhash::v3::rapidhash_v3(&file.bytes).to_le_bytes());
    }
    Ok(Theme { name: name.to_owned(), files, hash: rapidhash::v3::rapidhash_v3(&hashed) })
}

/// The files of one theme alone, by their paths below its folder.
fn layer(snapshot: &Snapshot, name: &str) -> BTreeMap<String, ThemeFile> {
    let folder = format!("themes/{name}/");
    let mut files = BTreeMap::new();
    for (path, file) in EMBEDDED.range(folder.clone()..).take_while(|(path, _)| path.starts_with(&folder)) {
        files.insert(path[folder.len()..].to_owned(), file.clone());
    }
    for Source { path, bytes, .. } in &snapshot.files {
        if let Some(below) = path.strip_prefix(folder.as_str()) {
            files.insert(below.to_owned(), ThemeFile { bytes: bytes.clone(), origin: path.clone() });
        }
    }
    files
}

fn manifest(layer: &BTreeMap<String, ThemeFile>, name: &str) -> Result<Manifest, Vec<Diagnostic>> {
    let Some(file) = layer.get("theme.yaml") else {
        let first = layer.values().next().map_or_else(|| "themes".into(), |file| file.origin.clone());
        let message = format!("the theme `{name}` has no theme.yaml");
        return Err(vec![Diagnostic::new(Code::Theme, Place::File(first), message).hint(format!(
            "write themes/{name}/theme.yaml with `api: {API}` and, if you like, `extends: {DEFAULT}`"
        ))]);
    };
    let wrong = |message: String, hint: String| vec![Diagnostic::new(Code::Theme, key_place(file), message).hint(hint)];
    let text = String::from_utf8_lossy(&file.bytes);
    let value: Value = match serde_yaml::from_str(&text) {
        Ok(value) => value,
        Err(error) => {
            return Err(wrong(format!("theme.yaml cannot be read: {error}"), format!("a theme states `api: {API}`")));
        }
    };
    if let Some(unknown) = value
        .as_mapping()
        .into_iter()
        .flat_map(|map| map.keys())
        .filter_map(Value::as_str)
        .find(|key| !["api", "extends", "name", "description"].contains(key))
    {
        let hint = "a theme has `api`, `extends`, `name` and `description`".to_owned();
        return Err(wrong(format!("nobody knows the key `{unknown}` of a theme"), hint));
    }
    match value.get("api").and_then(Value::as_u64) {
        Some(API) => {}
        Some(other) => {
            let message =
                format!("the theme `{name}` is written for version {other} of the themes' API; this is version {API}");
            let way_out = if other > API {
                "a newer quarterdeck reads it".to_owned()
            } else {
                format!("see docs/themes.md for what is new, and write `api: {API}`")
            };
            return Err(wrong(message, way_out));
        }
        None => {
            return Err(wrong(
                format!("the theme `{name}` does not say for which version of the API it is written"),
                format!("write `api: {API}`"),
            ));
        }
    }
    Ok(Manifest { extends: value.get("extends").and_then(Value::as_str).map(ToOwned::to_owned) })
}

/// The first line of a manifest that says something.
fn key_place(file: &ThemeFile) -> Place {
    let length = file.bytes.iter().position(|byte| *byte == b'\n').unwrap_or(file.bytes.len());
    Place::Bytes(file.origin.clone(), 0..length)
}

fn missing(snapshot: &Snapshot, name: &str, asked_by: Option<Place>) -> Diagnostic {
    let site: Arc<str> = "content/site.md".into();
    let place = asked_by.unwrap_or_else(|| {
        match snapshot.get(&site).and_then(Source::text).and_then(|text| text.find("theme:")) {
            Some(at) => Place::Bytes(site.clone(), at..at + "theme:".len()),
            None => Place::File(site.clone()),
        }
    });
    let mut known: Vec<&str> = EMBEDDED
        .keys()
        .map(String::as_str)
        .chain(snapshot.files.iter().map(|file| &*file.path))
        .filter_map(theme_of)
        .collect();
    known.sort_unstable();
    known.dedup();
    let diagnostic = Diagnostic::new(Code::Theme, place, format!("there is no theme `{name}`"));
    diagnostic.hint(format!(
        "there are `{}`; a theme of your own is a folder `themes/{name}/` with a theme.yaml",
        known.join("`, `")
    ))
}

fn theme_of(path: &str) -> Option<&str> {
    path.strip_prefix("themes/")?.split_once('/').map(|(name, _)| name)
}
