//! First lines of a file that were meant to begin front matter, and begin text.

use crate::model::letters::is_unseen;
use crate::parse::front_matter::keys::{Keys, is_dashes, is_entry, is_private, keys_above_end};

/// Front matter that is there, but not between its marks.
const UNMARKED: &str = "front matter stands between two lines `---`";

/// What is wrong with the first line of a text, and the way out, if what follows reads like front matter.
pub fn opening(text: &str) -> Option<(&'static str, &'static str)> {
    let (first, below) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim_end();
    if is_dashes(first) && reads_as_keys(below) || is_line(first) && is_private_between(first, below) {
        return Some(("front matter begins with a line `---`", "write three hyphens, here and below the last key"));
    }
    // Programs that save what was typed in them put a backslash before its marks.
    if first.starts_with('\\') && is_dashes(&first.replace('\\', "")) && reads_as_keys(below) {
        return Some((
            "front matter begins with a line `---`",
            "write it without a backslash, here and below the last key",
        ));
    }
    if let Some(behind) = first.strip_prefix("---") {
        return followed(behind, below).map(|way_out| ("front matter begins with a line that is `---` alone", way_out));
    }
    if first.len() > 2 && first.bytes().all(|mark| mark == b'+') {
        let message = "front matter is YAML, `key: value`, between two lines `---`";
        let is_toml = next(below).is_some_and(|line| is_entry(line, '='));
        return (is_toml || reads_as_keys(below)).then_some((message, "write `---`, and `:` for `=`"));
    }
    if first.starts_with('{') {
        return is_json(text).then_some((UNMARKED, "write `---` above this line, and below the closing `}`"));
    }
    let goes_on = || next(below).is_some_and(|next| is_entry(next, ':') || next.starts_with([' ', '-']));
    let is_unmarked = is_entry(first, ':') && goes_on() || is_private_alone(first, below);
    is_unmarked.then_some((UNMARKED, "write `---` above this line, and below the last key"))
}

/// Whether a line is of other marks than hyphens, which make a line across or the like.
fn is_line(first: &str) -> bool {
    first.len() > 2 && ["*", "_", "="].iter().any(|mark| first.trim_start_matches(mark).is_empty())
}

/// Whether keys that keep a file private stand right below its first line, above another one like it.
fn is_private_between(first: &str, below: &str) -> bool {
    let keys = below.lines().take_while(|line| !line.trim().is_empty() && line.trim_end() != first);
    Keys::of(keys).is_some_and(|keys| keys.is_private)
}

/// The next line that is not empty.
fn next(below: &str) -> Option<&str> {
    below.lines().find(|line| !line.trim().is_empty())
}

/// Whether the lines below a first one are those of front matter.
fn reads_as_keys(below: &str) -> bool {
    let is_front_matter = |(keys, is_tight): (Keys, bool)| keys.is_private || is_tight && keys.are_known;
    next(below).is_some_and(|line| is_entry(line.trim_start(), ':'))
        || keys_above_end(below).is_some_and(is_front_matter)
}

/// The way out where something stands behind the `---` of front matter: a comment, a key, or a word for programs.
fn followed(behind: &str, below: &str) -> Option<&'static str> {
    let bare = behind.trim_matches(is_unseen);
    let is_private = Keys::of(std::iter::once(bare)).is_some_and(Keys::keep_private) || is_json(bare);
    let is_known = is_entry(bare.trim_start_matches(['{', ' ']), ':');
    let is_first_entry = is_private || is_known && next(below).is_some_and(|line| is_dashes(line.trim()));
    if !is_first_entry && !reads_as_keys(below) {
        return None;
    }
    Some(if bare.is_empty() {
        "take out what stands behind the three hyphens, though it may not be seen"
    } else if is_first_entry || bare.starts_with('#') || is_known {
        "write what stands behind the three hyphens in a line of its own below"
    } else {
        "take out what stands behind the three hyphens"
    })
}

/// Whether a text begins with an object of JSON, or one in YAML that would keep private.
fn is_json(text: &str) -> bool {
    let Some((key, _)) = text.strip_prefix('{').and_then(|inner| inner.split_once(':')) else { return false };
    let key = key.trim();
    let inner = key.strip_prefix('"').and_then(|key| key.strip_suffix('"'));
    let is_private = || {
        let object = text.split('}').next().unwrap_or_default();
        ["\"audience\":", "\"draft\":"].iter().any(|key| object.contains(key))
    };
    match inner {
        Some(key) => is_entry(&format!("{key}:"), ':') || is_private(),
        None => matches!(key, "audience" | "draft"),
    }
}

/// Whether a first line alone says that a file is private, or may say so.
fn is_private_alone(first: &str, below: &str) -> bool {
    let is_alone = || below.lines().next().is_none_or(|line| line.trim().is_empty());
    let keeps_private = || Keys::of(std::iter::once(first)).is_some_and(Keys::keep_private);
    is_private(first) || first.starts_with("audience: ") && keeps_private() && is_alone()
}
