//! The text of a catalogue of words: where its messages stand.

use std::collections::HashSet;
use std::ops::Range;

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::theme::{Theme, ThemeFile};

/// A message, or a term, in a catalogue.
pub struct Entry<'t> {
    pub key: &'t str,
    /// From its key to the next entry.
    pub range: Range<usize>,
}

impl Entry<'_> {
    /// Where the key stands.
    pub fn key_range(&self) -> Range<usize> {
        self.range.start..self.range.start + self.key.len()
    }
}

/// All entries of a catalogue: they begin where a line does, while what goes on is indented.
pub fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut found: Vec<Entry> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let key = line.split_once('=').map_or("", |(key, _)| key.trim_end_matches(' '));
        let is_of_key = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
        if !key.is_empty() && key.chars().all(is_of_key) {
            if let Some(last) = found.last_mut() {
                last.range.end = at;
            }
            found.push(Entry { key, range: at..text.len() });
        }
        at += line.len();
    }
    found
}

/// Where an argument stands in a range of a catalogue.
pub fn argument(text: &str, range: &Range<usize>, name: &str) -> Option<Range<usize>> {
    arguments(text, range).into_iter().find(|found| text[found.clone()] == *name)
}

/// The arguments that an entry says, by their names.
pub fn arguments(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let entry = &text[range.clone()];
    let names = entry.match_indices('$').map(|(at, _)| {
        let from = range.start + at + 1;
        let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
        let rest = &text[from..range.end];
        from..range.end - rest.trim_start_matches(is_of_name).len()
    });
    names.collect()
}

/// The messages of one catalogue that stand in it twice.
pub fn repeated(file: &ThemeFile) -> Vec<Diagnostic> {
    let text = String::from_utf8_lossy(&file.bytes);
    let mut known = HashSet::new();
    let entries = entries(&text);
    let again = entries.iter().filter(|entry| !known.insert(entry.key));
    let told = again.map(|entry| {
        let place = Place::Bytes(file.origin.clone(), entry.key_range());
        Diagnostic::new(Code::Theme, place, format!("the message `{}` stands in this file twice", entry.key))
            .hint("only one of the two is said: take the other away")
    });
    told.collect()
}

/// The catalogues of a language, those first in which a message is looked for first.
pub fn of_language<'t>(theme: &'t Theme, language: &str) -> Vec<&'t ThemeFile> {
    let layers = theme.layers.iter().map(|layer| {
        let files = layer.below("locales/").filter(|(path, _)| {
            let (folder, file) = path.split_once('/').unwrap_or_default();
            folder.eq_ignore_ascii_case(language) && file.ends_with(".ftl")
        });
        files.map(|(_, file)| file).collect::<Vec<_>>().into_iter().rev()
    });
    layers.flatten().collect()
}
