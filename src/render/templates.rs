//! A theme's templates, read, and made known to the engine.

use std::collections::BTreeSet;
use std::ops::Range;

use tera::{ErrorKind, Tera};

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::theme::{Theme, ThemeFile};
use crate::render::faults::Faults;
use crate::render::marks::Marks;
use crate::render::policy;

/// Templates of slides that no file asks for by `kind:`: a deck's first and last, and the tables of a file.
const NOT_KINDS: [&str; 4] = ["title", "key-results", "outcome", "method"];

/// Makes a theme's templates known to the engine. A template is known by its theme and name (`default/slide.html`); asked for by
/// its name alone, the first theme's is taken. What is wrong with them is told: everything that each says by itself, and if all
/// of them can be read, how they refer to each other.
pub fn add(tera: &mut Tera, theme: &Theme, faults: &Faults) -> Vec<Diagnostic> {
    let mut templates = Vec::new();
    let mut wrong = Vec::new();
    let mut all_are_read = true;
    for layer in &theme.layers {
        for (name, file) in layer.below("templates/") {
            let name = format!("{}/{name}", layer.name);
            let Ok(text) = std::str::from_utf8(&file.bytes) else {
                wrong.push(not_text(file));
                all_are_read = false;
                continue;
            };
            if !file.embedded {
                let unread = syntax_error(&name, text, faults);
                all_are_read &= unread.is_none();
                wrong.extend(unread);
                wrong.extend(stopped(&name, text, file));
            }
            templates.push((name, text.to_owned()));
        }
    }
    // Others would miss those that cannot be read.
    if all_are_read {
        templates.extend(Marks::templates());
        wrong.extend(add_all(tera, theme, templates, faults));
    }
    wrong
}

/// The kinds of slide files that a theme has a template for.
pub fn kinds(theme: &Theme) -> Vec<String> {
    let names = theme.layers.iter().flat_map(|layer| layer.below("templates/slides/")).map(|(name, _)| name);
    let kinds: BTreeSet<&str> = names.filter_map(|name| name.strip_suffix(".html")).collect();
    kinds.into_iter().filter(|kind| !NOT_KINDS.contains(kind)).map(ToOwned::to_owned).collect()
}

fn not_text(file: &ThemeFile) -> Diagnostic {
    Diagnostic::new(Code::Theme, Place::File(file.origin.clone()), "the template is not UTF-8").hint("save it as UTF-8")
}

/// Why a template cannot be read. The engine tells it of the first one alone if it is given all.
fn syntax_error(name: &str, text: &str, faults: &Faults) -> Option<Diagnostic> {
    let error = Tera::new().add_raw_template(name, text).err()?;
    matches!(error.kind(), ErrorKind::SyntaxError(_)).then(|| faults.diagnostic(&error, None, None))
}

/// What the policy of pages would stop.
fn stopped(name: &str, text: &str, file: &ThemeFile) -> Vec<Diagnostic> {
    let stopped = if name.ends_with(".xml") { Vec::new() } else { policy::stopped(text) };
    let told = stopped.into_iter().map(|each| {
        let place = Place::Bytes(file.origin.clone(), each.range);
        Diagnostic::new(Code::Theme, place, each.message).hint(each.hint)
    });
    told.collect()
}

/// Gives the engine all templates. Of those that extend or include what they cannot it tells one at a time: such a tag is told, left
/// out, and all are given again.
fn add_all(tera: &mut Tera, theme: &Theme, mut templates: Vec<(String, String)>, faults: &Faults) -> Vec<Diagnostic> {
    let mut wrong = Vec::new();
    let prefixes = theme.layers.iter().map(|layer| format!("{}/", layer.name));
    if let Err(error) = tera.set_fallback_prefixes(prefixes) {
        wrong.extend(faults.diagnostics(&error));
    }
    while let Err(error) = tera.add_raw_templates(templates.iter().map(|(name, text)| (name, text))) {
        let mut told = faults.diagnostics(&error);
        // A block may be one of what is left out.
        told.retain(|told| wrong.is_empty() || !told.message.starts_with("block "));
        wrong.extend(told);
        let Some((template, names)) = faults.misled(&error) else { break };
        let Some((_, text)) = templates.iter_mut().find(|(name, _)| *name == template) else { break };
        let Some(tag) = tags(text).into_iter().find(|tag| names.iter().any(|name| name == tag.name)) else { break };
        let tag = tag.range;
        text.replace_range(tag.clone(), &" ".repeat(tag.len()));
    }
    wrong
}

/// A tag that extends or includes another template.
pub struct Tag<'t> {
    /// From its first bracket to its last.
    pub range: Range<usize>,
    /// The other's name, without quotation marks.
    pub name: &'t str,
    /// Where that stands.
    pub name_range: Range<usize>,
}

/// The tags of a template that extend or include others.
pub fn tags(text: &str) -> Vec<Tag<'_>> {
    let tags = text.match_indices("{%").filter_map(|(start, _)| {
        let end = start + text[start..].find("%}")? + 2;
        let inner = text[start + 2..end - 2].trim_start_matches('-').trim_start();
        let rest = ["extends", "include"].iter().find_map(|word| inner.strip_prefix(word))?.trim_start();
        let mark = rest.chars().next().filter(|mark| ['"', '\'', '`'].contains(mark))?;
        let name = rest[1..].split(mark).next()?;
        let from = name.as_ptr().addr() - text.as_ptr().addr();
        Some(Tag { range: start..end, name, name_range: from..from + name.len() })
    });
    tags.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_that_name_others_are_found() {
        let text = "é{%- extends 'a.html' -%}{% include \"b/c.html\" %}{% block extends %}{% include %}{%extends `d`%}{% extends \"";
        let found: Vec<_> =
            tags(text).into_iter().map(|tag| (&text[tag.range], &text[tag.name_range], tag.name)).collect();
        let wanted = [
            ("{%- extends 'a.html' -%}", "a.html", "a.html"),
            ("{% include \"b/c.html\" %}", "b/c.html", "b/c.html"),
            ("{%extends `d`%}", "d", "d"),
        ];
        assert_eq!(found, wanted);
    }
}
