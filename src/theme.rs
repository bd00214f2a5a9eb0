//! Snapshot -> theme: finds a theme among the site's and the embedded ones, with what it extends.

mod misplaced;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use rust_embed::Embed;
use serde_yaml::Value;

use crate::model::diagnostic::{Code, Diagnostic, EntryPart, Place, Step};
use crate::model::nearest::{did_you_mean, nearest};
use crate::model::source::{Snapshot, Source};
use crate::model::theme::{API, Layer, Theme, ThemeFile};

/// The theme that every other one builds on.
const DEFAULT: &str = "default";

/// The folder of a theme's words.
const CATALOGUES: &str = "locales/";

/// The keys of a `theme.yaml`.
const KEYS: [&str; 4] = ["api", "description", "extends", "name"];

#[derive(Embed)]
#[folder = "themes"]
#[exclude = "*~"]
struct Embedded;

/// The embedded files by their paths as in the source (`themes/default/templates/deck.html`), decoded once.
static EMBEDDED: LazyLock<BTreeMap<String, ThemeFile>> = LazyLock::new(|| {
    let files = Embedded::iter().filter_map(|path| {
        let bytes = Embedded::get(&path)?.data;
        let origin = format!("themes/{path}");
        Some((origin.clone(), ThemeFile { bytes: Arc::from(&*bytes), origin: origin.into(), embedded: true }))
    });
    files.collect()
});

/// What `theme.yaml` says.
struct Manifest {
    extends: Option<String>,
}

/// The theme called `name`, and the files in it that nobody would read. A folder `themes/<name>/` of the site stands before an
/// embedded theme of that name, file by file.
pub fn resolve(snapshot: &Snapshot, name: &str) -> Result<(Theme, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut misplaced = Vec::new();
    let mut next = Some((name.to_owned(), None));
    while let Some((current, asked_by)) = next.take() {
        let layer = layer(snapshot, &current);
        let Some((_, first)) = layer.files.first() else {
            return Err(vec![missing(snapshot, &current, asked_by)]);
        };
        let Some((_, written)) = layer.files.iter().find(|(path, _)| path == "theme.yaml") else {
            let other = layer.files.iter().find(|(path, _)| path.strip_prefix("theme.").is_some_and(is_manifest));
            return Err(vec![other.map_or_else(
                || without_manifest(&current, first),
                |(path, other)| misnamed_manifest(&current, path, other),
            )]);
        };
        let manifest = manifest(written, &current)?;
        let place = value_place(written, "extends");
        layers.push(layer);
        let files = layers.last().into_iter().flat_map(|layer| &layer.files);
        misplaced.extend(files.filter_map(|(path, file)| misplaced::told(path, file, &layers)));
        if current == DEFAULT {
            break;
        }
        let extends = manifest.extends.unwrap_or_else(|| DEFAULT.to_owned());
        if extends == current {
            return Err(vec![extends_itself(&current, place)]);
        }
        if layers.iter().any(|layer| layer.name == extends) {
            let chain: Vec<&str> = layers.iter().map(|layer| layer.name.as_str()).collect();
            let message = format!("the theme `{current}` extends `{extends}`, which extends it in turn");
            let hint =
                format!("`{}` extend each other in a circle; one of them must extend `{DEFAULT}`", chain.join("`, `"));
            return Err(vec![Diagnostic::new(Code::Theme, place, message).hint(hint)]);
        }
        next = Some((extends, Some(place)));
    }
    let mut hashed = Vec::new();
    for (_, file) in layers.iter().flat_map(|layer| &layer.files) {
        hashed.extend_from_slice(file.origin.as_bytes());
        hashed.push(u8::from(file.embedded));
        hashed.extend_from_slice(&rapidhash::v3::rapidhash_v3(&file.bytes).to_le_bytes());
    }
    let hash = rapidhash::v3::rapidhash_v3(&hashed);
    Ok((Theme { name: name.to_owned(), layers, hash }, misplaced))
}

/// A theme that names itself as the one that it extends.
fn extends_itself(name: &str, place: Place) -> Diagnostic {
    let hint = if EMBEDDED.contains_key(&format!("themes/{name}/theme.yaml")) {
        format!("what themes/{name}/ does not hold is as in the program's `{name}` already; write `extends: {DEFAULT}`")
    } else {
        format!("write `extends: {DEFAULT}`, or the name of another theme")
    };
    Diagnostic::new(Code::Theme, place, format!("the theme `{name}` extends itself")).hint(hint)
}

/// The files of one theme alone, by their paths below its folder.
fn layer(snapshot: &Snapshot, name: &str) -> Layer {
    let folder = format!("themes/{name}/");
    let own: Vec<&Source> = snapshot.files.iter().filter(|source| source.path.starts_with(&folder)).collect();
    let embedded = EMBEDDED.range(folder.clone()..).take_while(|(path, _)| path.starts_with(&folder));
    // Words are overridden message by message, everything else file by file.
    let embedded = embedded.map(|(_, file)| file).filter(|file| {
        file.origin[folder.len()..].starts_with(CATALOGUES) || own.iter().all(|source| source.path != file.origin)
    });
    let own = own.iter().map(|source| ThemeFile {
        bytes: source.bytes.clone(),
        origin: source.path.clone(),
        embedded: false,
    });
    let files = embedded.cloned().chain(own).map(|file| (file.origin[folder.len()..].to_owned(), file));
    Layer { name: name.to_owned(), files: files.collect() }
}

fn without_manifest(name: &str, first: &ThemeFile) -> Diagnostic {
    let message = format!("the theme `{name}` has no theme.yaml");
    Diagnostic::new(Code::Theme, Place::File(first.origin.clone()), message)
        .hint(format!("write themes/{name}/theme.yaml with `api: {API}` and, if you like, `extends: {DEFAULT}`"))
}

/// Whether an extension is one that a manifest may be thought to have.
fn is_manifest(extension: &str) -> bool {
    ["yml", "toml", "json"].iter().any(|other| extension.eq_ignore_ascii_case(other))
}

fn misnamed_manifest(name: &str, path: &str, file: &ThemeFile) -> Diagnostic {
    let message = format!("the theme `{name}` has no theme.yaml, but a {path}");
    Diagnostic::new(Code::Theme, Place::File(file.origin.clone()), message)
        .hint(format!("call it theme.yaml, and write `api: {API}` in it"))
}

/// What the manifest of the theme `name` says, or everything that is wrong with it.
fn manifest(file: &ThemeFile, name: &str) -> Result<Manifest, Vec<Diagnostic>> {
    let value = value(file).map_err(|found| vec![found])?;
    let keys = value.as_mapping().into_iter().flat_map(|map| map.keys()).filter_map(Value::as_str);
    let mut wrong: Vec<Diagnostic> =
        keys.filter(|key| !KEYS.contains(key)).map(|unknown| unknown_key(file, unknown)).collect();
    wrong.extend(wrong_version(file, &value, name));
    let extends = match value.get("extends") {
        None => None,
        Some(Value::String(extends)) => Some(extends.clone()),
        Some(_) => {
            let message = format!("the theme `{name}` extends something that is not a theme's name");
            wrong.push(told(value_place(file, "extends"), message, format!("write `extends: {DEFAULT}`")));
            None
        }
    };
    if wrong.is_empty() { Ok(Manifest { extends }) } else { Err(wrong) }
}

fn told(place: Place, message: String, hint: String) -> Diagnostic {
    Diagnostic::new(Code::Theme, place, message).hint(hint)
}

/// A manifest as YAML.
fn value(file: &ThemeFile) -> Result<Value, Diagnostic> {
    if let Err(error) = std::str::from_utf8(&file.bytes) {
        let at = error.valid_up_to();
        let place = Place::Bytes(file.origin.clone(), at..at + 1);
        return Err(told(place, "theme.yaml is not UTF-8 text".to_owned(), "save the file as UTF-8".to_owned()));
    }
    let text = text(file);
    serde_yaml::from_str(text).map_err(|error| {
        let at = error.location().map_or(0, |location| location.index().min(text.len()));
        let place = Place::Bytes(file.origin.clone(), at..at);
        told(place, format!("theme.yaml cannot be read: {error}"), format!("a theme states `api: {API}`"))
    })
}

fn unknown_key(file: &ThemeFile, unknown: &str) -> Diagnostic {
    let hint = nearest(unknown, KEYS.iter().copied())
        .map_or_else(|| format!("a theme has `{}`", KEYS.join("`, `")), did_you_mean);
    told(key_place(file, unknown), format!("nobody knows the key `{unknown}` of a theme"), hint)
}

/// What is wrong with the version that a manifest states.
fn wrong_version(file: &ThemeFile, value: &Value, name: &str) -> Option<Diagnostic> {
    let (message, way_out) = match (value.get("api"), value.get("api").and_then(Value::as_u64)) {
        (_, Some(API)) => return None,
        (_, Some(other)) => {
            let way_out = if other > API {
                "a newer quarterdeck reads it".to_owned()
            } else {
                format!("see docs/themes.md for what is new, and write `api: {API}`")
            };
            let message =
                format!("the theme `{name}` is written for version {other} of the themes' API; this is version {API}");
            (message, way_out)
        }
        (Some(_), None) => (
            format!("the version of the API in the theme `{name}` is no number"),
            format!("write `api: {API}`, without quotation marks"),
        ),
        (None, None) => (
            format!("the theme `{name}` does not say for which version of the API it is written"),
            format!("write `api: {API}`"),
        ),
    };
    Some(told(value_place(file, "api"), message, way_out))
}

/// A manifest's text, without a byte order mark.
fn text(file: &ThemeFile) -> &str {
    let text = std::str::from_utf8(&file.bytes).unwrap_or_default();
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Where a key of a manifest stands, without quotation marks; its first line where there is no such key.
fn key_place(file: &ThemeFile, key: &str) -> Place {
    let at = entry(text(file), key).map(|(key, _)| key);
    Place::Bytes(file.origin.clone(), at.unwrap_or_else(|| first_line(file)))
}

/// Where the value of a key of a manifest stands; its key where it is empty, its first line where there is no such key.
fn value_place(file: &ThemeFile, key: &str) -> Place {
    let at = entry(text(file), key).map(|(key, value)| if value.is_empty() { key } else { value });
    Place::Bytes(file.origin.clone(), at.unwrap_or_else(|| first_line(file)))
}

fn first_line(file: &ThemeFile) -> Range<usize> {
    0..text(file).find('\n').unwrap_or(text(file).len())
}

/// The bytes of a key of a manifest, and those of its value on the same line.
fn entry(text: &str, key: &str) -> Option<(Range<usize>, Range<usize>)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some((name, value)) = line.split_once(':') {
            let bare = name.trim().trim_matches(['"', '\'']);
            if bare == key {
                let start = at + name.find(bare).unwrap_or_default();
                let value_at = at + line.len() - value.trim_start().len();
                let value = value.split(" #").next().unwrap_or_default().trim();
                return Some((start..start + bare.len(), value_at..value_at + value.len()));
            }
        }
        at += line.len();
    }
    None
}

/// There is no theme `name`: pointed at where it is asked for.
fn missing(snapshot: &Snapshot, name: &str, asked_by: Option<Place>) -> Diagnostic {
    let site: Arc<str> = "content/site.md".into();
    let text = snapshot.get(&site).and_then(Source::text).unwrap_or_default();
    let names_it = |line: &str| line.contains("theme") && line.contains(name);
    // What no file asks for was asked for on the command line.
    let asks = if asked_by.is_none() && !text.lines().any(names_it) { ", which `--theme` asks for" } else { "" };
    let place = asked_by.unwrap_or_else(|| {
        if asks.is_empty() {
            Place::Yaml(site.clone(), vec![Step::Key("theme".into())], EntryPart::Value)
        } else {
            Place::File(site)
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
    let mut diagnostic = Diagnostic::new(Code::Theme, place, format!("there is no theme `{name}`{asks}"));
    let folder = name.trim_end_matches('/').rsplit('/').next().filter(|folder| known.contains(folder));
    diagnostic.hints.extend(folder.or_else(|| nearest(name, known.iter().copied())).map(did_you_mean));
    diagnostic.hint(format!(
        "there are `{}`; a theme of your own is a folder `themes/{name}/` with a theme.yaml",
        known.join("`, `")
    ))
}

fn theme_of(path: &str) -> Option<&str> {
    path.strip_prefix("themes/")?.split_once('/').map(|(name, _)| name)
}
