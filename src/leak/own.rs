//! What pages say by themselves: the theme's words, with the numbers and the words of public front matter between them. A note that
//! reads out what stands beside it (`heading for 254 minutes by Q4, missing the target`) is no secret.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::leak::{Leak, front_matter};
use crate::model::script;
use crate::model::source::Snapshot;

/// Words, in small letters.
type Words = HashSet<String>;

/// What the pages of a site say by themselves.
pub struct Own<'a> {
    of_theme: Words,
    /// Files all of whose text is private: nothing of them is public front matter.
    private: &'a HashSet<Arc<str>>,
    snapshot: &'a Snapshot,
    of_files: HashMap<Arc<str>, Words>,
}

impl<'a> Own<'a> {
    /// That of a theme with these words.
    pub fn of(theme: &str, private: &'a HashSet<Arc<str>>, snapshot: &'a Snapshot) -> Self {
        Self { of_theme: words(theme).collect(), private, snapshot, of_files: HashMap::new() }
    }

    /// Whether private text that was found in a page holds no run but of such words.
    pub fn says(&mut self, leak: &Leak) -> bool {
        if leak.is_beside {
            return false;
        }
        let of_file = self.of_files.entry(leak.path.clone()).or_insert_with(|| {
            let source = self.snapshot.get(&leak.path).filter(|_| !self.private.contains(&leak.path));
            words(&front_matter(source.and_then(|source| source.text()).unwrap_or_default())).collect()
        });
        let is_number = |word: &str| word.chars().all(char::is_numeric);
        let is_own = |word: String| is_number(&word) || self.of_theme.contains(&word) || of_file.contains(&word);
        leak.said.iter().all(|run| words(run).all(is_own))
    }
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = String> {
    script::words(text).map(|word| script::composed(&text[word]).to_lowercase())
}
