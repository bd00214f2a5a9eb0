//! Files of a theme that nobody reads where they are, though it is clear what they were meant for. All others may lie in a theme as they like.

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::theme::{Layer, ThemeFile};
use crate::theme::{CATALOGUES, DEFAULT, EMBEDDED, is_manifest, text};

/// Folders in which others keep templates, parts of templates, what they publish, and words.
const TEMPLATES: [&str; 3] = ["layout", "layouts", "views"];
const PARTS: [&str; 2] = ["includes", "partials"];
const PUBLISHED: [&str; 4] = ["css", "js", "public", "static"];
const WORDS: [&str; 4] = ["i18n", "lang", "languages", "translations"];

/// How files end that pages load.
const LOADED: [&str; 9] = ["avif", "css", "gif", "jpeg", "jpg", "js", "png", "svg", "webp"];
/// How styles end that are made into CSS first, and templates elsewhere.
const STYLES: [&str; 3] = ["less", "sass", "scss"];
const OF_ENGINES: [&str; 5] = ["htm", "j2", "jinja", "jinja2", "tera"];

/// What is told of such a file.
pub fn told(path: &str, file: &ThemeFile, layers: &[Layer]) -> Option<Diagnostic> {
    if file.embedded {
        return None;
    }
    let place = its_place(path)
        .or_else(|| place_of_slide(path, file, layers))
        .or_else(|| place_of_template(path, file, layers))
        .or_else(|| place_of_others(path).filter(|place| !has(layers, place)));
    let way_out = place.map(|place| format!("its place is `{place}`")).or_else(|| way_out(path, layers))?;
    let message = format!("nobody reads `{path}` of a theme");
    Some(Diagnostic::new(Code::Theme, Place::File(file.origin.clone()), message).hint(way_out))
}

/// Where it belongs.
fn its_place(path: &str) -> Option<String> {
    let (folder, rest) = path.split_once('/').unwrap_or(("", path));
    let is_of_words = folder.is_empty() || folder == "locales";
    if is_of_words && path.ends_with(".ftl") {
        let language = rest.split_once('/').map_or("", |(language, _)| language);
        let name = rest.rsplit('/').next().unwrap_or_default();
        let tag = if language.is_empty() { "en".to_owned() } else { language.replace('_', "-") };
        return (language.is_empty() || language.contains('_')).then(|| format!("{CATALOGUES}{tag}/{name}"));
    }
    if folder.is_empty() && [".css", ".js"].iter().any(|end| path.ends_with(end)) {
        return Some(format!("assets/{path}"));
    }
    if folder == "slides" && path.ends_with(".html") {
        return Some(format!("templates/{path}"));
    }
    let near = ["assets", "locales", "templates"].into_iter().find(|known| known.strip_suffix('s') == Some(folder))?;
    Some(format!("{near}/{rest}"))
}

/// Where a template of a kind of slides belongs that lies among those of pages, and of which no other one says its name.
fn place_of_slide(path: &str, file: &ThemeFile, layers: &[Layer]) -> Option<String> {
    let name = path.strip_prefix("templates/").filter(|name| name.ends_with(".html") && !name.contains('/'))?;
    let is_of_program = EMBEDDED.contains_key(&format!("themes/{DEFAULT}/{path}"));
    let is_slide = text(file).contains("extends \"slide.html\"");
    (is_slide && !is_of_program && !is_named(name, file, layers)).then(|| format!("templates/slides/{name}"))
}

/// Where a template belongs that is called as another engine's are, and that no other one names so.
fn place_of_template(path: &str, file: &ThemeFile, layers: &[Layer]) -> Option<String> {
    let (name, _) = path.strip_prefix("templates/")?.rsplit_once('.').filter(|_| ends_in(path, &OF_ENGINES))?;
    let is_meant = !is_named(&path["templates/".len()..], file, layers);
    is_meant.then(|| format!("templates/{}.html", name.strip_suffix(".html").unwrap_or(name)))
}

/// Whether another file of the theme, or of those that it extends, says the name of a template.
fn is_named(name: &str, file: &ThemeFile, layers: &[Layer]) -> bool {
    let mut others = layers.iter().flat_map(|layer| &layer.files).filter(|(_, other)| other.origin != file.origin);
    others.any(|(_, other)| text(other).contains(name))
}

/// Where a file belongs that lies as in another program's themes.
fn place_of_others(path: &str) -> Option<String> {
    let (folder, rest) = path.split_once('/')?;
    let is = |folders: &[&str], ends: &[&str]| folders.contains(&folder) && ends_in(rest, ends);
    if is(&TEMPLATES, &["html"]) {
        Some(format!("templates/{rest}"))
    } else if is(&PARTS, &["html"]) {
        Some(format!("templates/{path}"))
    } else if is(&PUBLISHED, &LOADED) {
        Some(format!("assets/{rest}"))
    } else {
        None
    }
}

/// What to do with a file that needs more than another place.
fn way_out(path: &str, layers: &[Layer]) -> Option<String> {
    let (folder, rest) = path.split_once('/').unwrap_or(("", path));
    let (stem, _) = path.rsplit_once('.')?;
    if stem == "theme" && is_manifest(&path["theme.".len()..]) {
        return Some("what a theme says of itself stands in its theme.yaml".to_owned());
    }
    if WORDS.contains(&folder) && ends_in(rest, &["ftl", "json", "po", "toml", "yaml", "yml"]) {
        return Some(format!(
            "words are messages in Fluent's format, a folder per language: `{CATALOGUES}en/theme.ftl`"
        ));
    }
    if folder == "assets" && ends_in(rest, &STYLES) {
        let is_part = rest.rsplit('/').next().is_some_and(|name| name.starts_with('_'));
        let style = format!("{stem}.css");
        return (!is_part && !has(layers, &style)).then(|| format!("browsers read CSS alone: make `{style}` from it"));
    }
    let (language, name) = rest.split_once('/').filter(|_| folder == "locales" && ends_in(rest, &["ftl"]))?;
    let primary = language.split('-').next().unwrap_or_default();
    let is_tag = matches!(primary.len(), 2..=3) && primary.chars().all(|letter| letter.is_ascii_alphabetic());
    (!is_tag).then(|| {
        format!("its place is `{CATALOGUES}<language>/{name}`, with a tag as `site.md` writes it: `de`, `pt-BR`")
    })
}

/// Whether a path ends in a dot and one of these.
fn ends_in(path: &str, ends: &[&str]) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| ends.iter().any(|other| end.eq_ignore_ascii_case(other)))
}

/// Whether the theme that was read last has a file of this path.
fn has(layers: &[Layer], path: &str) -> bool {
    layers.last().is_some_and(|layer| layer.files.iter().any(|(other, _)| other == path))
}
