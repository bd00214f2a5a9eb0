//! A theme's styles, scripts and images, published under names that carry a hash of their content.

use std::collections::BTreeMap;
use std::ops::Range;

use bytes::Bytes;
use percent_encoding::percent_decode_str;

use crate::model::artifact::{Artifact, Rank};
use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::javascript;
use crate::model::link::{encode, has_extension};
use crate::model::nearest::{did_you_mean, nearest};
use crate::model::source::folder;
use crate::model::style::{self, Referrer};
use crate::model::theme::{Theme, ThemeFile};

/// Files of a theme by their names in it.
#[derive(Default)]
pub struct Assets {
    /// `deck.css` to the published path `assets/deck.1f2e3d4c.css` and the bytes.
    files: BTreeMap<String, (String, Bytes)>,
}

impl Assets {
    /// The assets of a theme, and what is wrong with its styles and scripts.
    pub fn of(theme: &Theme) -> (Self, Vec<Diagnostic>) {
        let mut files = theme.below("assets/");
        files.retain(|name, _| !name.starts_with('.'));
        let policy = theme.below("templates/").get("base.html").map(|base| &*base.bytes);
        let has_fonts = policy.is_some_and(|text| memchr::memmem::find(text, b"font-src").is_some());
        let mut publishing =
            Publishing { files: &files, has_fonts, done: Self::default(), open: Vec::new(), wrong: Vec::new() };
        for (name, file) in &files {
            publishing.publish(name, file);
        }
        (publishing.done, publishing.wrong)
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

/// Assets while they are made ready: what a style or script refers to comes before it, because it holds the names they get.
struct Publishing<'t> {
    files: &'t BTreeMap<&'t str, &'t ThemeFile>,
    /// The theme's pages have a policy of its own that lets them load fonts.
    has_fonts: bool,
    done: Assets,
    /// Styles, or scripts, of which one refers to the next.
    open: Vec<&'t str>,
    wrong: Vec<Diagnostic>,
}

/// What is wrong with an address, and the way out.
type Wrong = (String, String);

/// What refers to other assets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Style,
    Script,
}

impl Kind {
    fn of(name: &str) -> Option<Self> {
        match () {
            () if has_extension(name, "css") => Some(Self::Style),
            () if has_extension(name, "js") || has_extension(name, "mjs") => Some(Self::Script),
            () => None,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Style => "style",
            Self::Script => "script",
        }
    }

    /// Where the addresses stand in a text of this kind, and what asks for each.
    fn references(self, text: &str) -> Vec<(Range<usize>, Referrer)> {
        match self {
            Self::Style => style::references(text).into_iter().map(|found| (found.range, found.of)).collect(),
            // What a script imports by a name alone is no address.
            Self::Script => {
                let starts = ["./", "../", "//", "http:", "https:"];
                let is_address =
                    |range: &Range<usize>| starts.iter().any(|start| text[range.clone()].starts_with(start));
                let found = javascript::imports(text).into_iter().filter(is_address);
                found.map(|range| (range, Referrer::Import)).collect()
            }
        }
    }
}

impl<'t> Publishing<'t> {
    fn publish(&mut self, name: &'t str, file: &ThemeFile) {
        if self.done.files.contains_key(name) {
            return;
        }
        let bytes = match Kind::of(name) {
            Some(kind) => {
                self.open.push(name);
                let text = self.text(kind, name, file);
                self.open.pop();
                text.map_or_else(|| Bytes::from_owner(file.bytes.clone()), Bytes::from)
            }
            None => Bytes::from_owner(file.bytes.clone()),
        };
        self.done.files.insert(name.to_owned(), (published(name, &bytes), bytes));
    }

    /// A style or script whose addresses lead to published files; nothing where it is as it was.
    fn text(&mut self, kind: Kind, name: &str, file: &ThemeFile) -> Option<String> {
        let text = String::from_utf8_lossy(&file.bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let mut out = String::new();
        let mut from = 0;
        for (range, of) in kind.references(text) {
            match self.address(kind, name, &text[range.clone()], of) {
                Ok(None) => {}
                Ok(Some(address)) => {
                    out.push_str(&text[from..range.start]);
                    out.push_str(&address);
                    from = range.end;
                }
                Err((message, hint)) => {
                    let place = Place::Bytes(file.origin.clone(), range);
                    self.wrong.push(Diagnostic::new(Code::Theme, place, message).hint(hint));
                }
            }
        }
        (from > 0).then(|| out + &text[from..])
    }

    /// Where the address `written` in the file `name` leads once all is published; nothing for what is no file.
    fn address(&mut self, kind: Kind, name: &str, written: &str, of: Referrer) -> Result<Option<String>, Wrong> {
        let scheme = written.split_once(':').map_or("", |(scheme, _)| scheme);
        let is_file = !written.starts_with('#') && !written.is_empty() && !written.contains('\\');
        if is_file && (written.starts_with("//") || ["http", "https"].iter().any(|of| scheme.eq_ignore_ascii_case(of)))
        {
            let hint = "put the file into the theme's `assets/`, and write its name there";
            return Err((
                format!("`{written}` is on another host, and pages ask no other host for anything"),
                hint.into(),
            ));
        }
        if of == Referrer::Font && !self.has_fonts {
            let message =
                format!("the policy of pages lets them load no fonts, so `{}` never comes", shortened(written));
            return Err((message, "name fonts that readers have in `font-family`; `local(…)` finds those, too".into()));
        }
        if !is_file || !scheme.is_empty() && !scheme.contains(['/', '?', '#']) {
            return Ok(None);
        }
        let (path, tail) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
        let folder = folder(name);
        let wanted = percent_decode_str(path).decode_utf8_lossy();
        let found = below(folder, &wanted).and_then(|path| self.files.get_key_value(&*path));
        let Some((target, file)) = found else { return Err(self.missing(kind, folder, written, &wanted)) };
        if self.open.contains(target) {
            let way = [&self.open[..], &[target]].concat().join("` → `");
            let message = format!("the {} `{target}` asks for itself", kind.word());
            return Err((message, format!("`{way}`: one of them must not")));
        }
        self.publish(target, file);
        let path = self.done.path(target).unwrap_or_default();
        let way = encode(&way(folder, path.strip_prefix("assets/").unwrap_or(path)));
        // Without a dot before it a script is asked for by a name.
        let dot = if kind == Kind::Script && !way.starts_with('.') { "./" } else { "" };
        Ok(Some([dot, &way, tail].concat()))
    }

    /// There is no file where the address leads.
    fn missing(&self, kind: Kind, folder: &str, written: &str, wanted: &str) -> Wrong {
        let from_top = wanted.trim_start_matches('/');
        let from_top = from_top.strip_prefix("assets/").unwrap_or(from_top);
        let known = self.files.keys().map(|name| way(folder, name)).collect::<Vec<_>>();
        let near = if self.files.contains_key(from_top) {
            Some(way(folder, from_top))
        } else {
            nearest(wanted, known.iter().map(String::as_str)).map(ToOwned::to_owned)
        };
        let hint = near.map_or_else(
            || {
                let of = kind.word();
                format!(
                    "an address is relative to the folder of its {of}, and leads to a file in the theme's `assets/`"
                )
            },
            |near| did_you_mean(&near),
        );
        (format!("the theme has no asset `{written}`"), hint)
    }
}

/// The path that `way` leads to from a folder, if it is below the same top.
fn below(folder: &str, way: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    if way.starts_with('/') {
        return None;
    }
    for part in way.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The way to a path from a folder below the same top.
fn way(folder: &str, path: &str) -> String {
    let mut folders = folder.split('/').filter(|part| !part.is_empty()).peekable();
    let mut rest = path;
    while let Some((_, inner)) = rest.split_once('/').filter(|(first, _)| folders.peek() == Some(first)) {
        folders.next();
        rest = inner;
    }
    "../".repeat(folders.count()) + rest
}

/// An address that may hold a whole file.
fn shortened(address: &str) -> &str {
    address.split_once(',').filter(|_| address.starts_with("data:")).map_or(address, |(start, _)| start)
}
