//! Where pages have gone whose folders got another name: most of what such a folder held stands in another one now.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::cli::live::changes::Change;
use crate::model::source::Snapshot;

/// Folders that are remembered after they went.
const REMEMBERED: usize = 1000;
const CONTENT: &str = "content/";

/// The folders that went, and where what they held may be. Folders are named without `content/`, as pages are.
#[derive(Clone, Default)]
pub struct Moves {
    gone: Arc<Vec<Gone>>,
    /// The newest look without errors.
    now: Option<Arc<Snapshot>>,
}

/// A folder that files went from.
#[derive(Clone)]
struct Gone {
    folder: String,
    /// Hashes of the files it held.
    held: BTreeSet<u64>,
    /// Folders that held most of the same already before it went.
    copies: Vec<String>,
}

impl Moves {
    /// Takes up a look without errors, and what changed since the last one.
    pub fn follow(&mut self, now: &Arc<Snapshot>, changes: &[Change]) {
        let gone = changes.iter().filter(|change| now.get(&change.file).is_none());
        let folders: BTreeSet<&str> = gone.filter_map(|change| folder_of(&change.file)).collect();
        if let Some(before) = self.now.replace(now.clone())
            && !folders.is_empty()
        {
            let places = Places::of(&before);
            let known = Arc::make_mut(&mut self.gone);
            known.retain(|gone| !folders.contains(&*gone.folder));
            known.extend(folders.into_iter().map(|folder| Gone::of(folder, &before, &places)));
            known.drain(..known.len().saturating_sub(REMEMBERED));
        }
    }

    /// The folder that holds now what another one held, of those that have a page. Of several it is one that held it not before.
    pub fn to(&self, folder: &str, has_page: impl Fn(&str) -> bool) -> Option<&str> {
        let gone = self.gone.iter().find(|gone| gone.folder == folder)?;
        let holders = gone.holders(&Places::of(self.now.as_ref()?));
        let others = holders.into_iter().filter(|(holder, _)| *holder != folder && has_page(holder));
        let best = others.max_by_key(|(holder, files)| (!gone.copies.iter().any(|copy| copy == holder), *files));
        best.map(|(holder, _)| holder)
    }
}

impl Gone {
    fn of(folder: &str, before: &Snapshot, places: &Places) -> Self {
        let prefix = format!("{CONTENT}{folder}/");
        let first = before.files.partition_point(|file| *file.path < *prefix);
        let below = before.files[first..].iter().take_while(|file| file.path.starts_with(&prefix));
        let held = below.filter(|file| folder_of(&file.path) == Some(folder)).map(|file| file.hash).collect();
        let mut gone = Self { folder: folder.to_owned(), held, copies: Vec::new() };
        let copies = gone.holders(places).into_keys().filter(|holder| *holder != folder);
        gone.copies = copies.map(str::to_owned).collect();
        gone
    }

    /// The folders with more than half of the files, and how many they have.
    fn holders<'a>(&self, places: &Places<'a>) -> BTreeMap<&'a str, usize> {
        let mut holders = BTreeMap::new();
        for folder in self.held.iter().filter_map(|file| places.0.get(file)).flatten() {
            *holders.entry(*folder).or_default() += 1;
        }
        holders.retain(|_, files| *files * 2 > self.held.len());
        holders
    }
}

/// The folders that hold a file, by its hash.
struct Places<'a>(HashMap<u64, BTreeSet<&'a str>>);

impl<'a> Places<'a> {
    fn of(snapshot: &'a Snapshot) -> Self {
        let mut places: HashMap<u64, BTreeSet<&str>> = HashMap::new();
        for file in &snapshot.files {
            if let Some(folder) = folder_of(&file.path) {
                places.entry(file.hash).or_default().insert(folder);
            }
        }
        Self(places)
    }
}

fn folder_of(file: &str) -> Option<&str> {
    Some(file.strip_prefix(CONTENT)?.rsplit_once('/')?.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::live::changes;
    use crate::model::source::Source;

    /// Looks at folders of files one after the other, each file with its name for its text.
    fn moves(looks: &[&[(&str, &[&str])]]) -> Moves {
        let mut moves = Moves::default();
        for look in looks {
            let files = look.iter().flat_map(|(folder, names)| {
                names.iter().map(move |name| Source::new(format!("content/{folder}/{name}"), name.as_bytes()))
            });
            let mut files: Vec<Source> = files.collect();
            files.sort_by(|a, b| a.path.cmp(&b.path));
            let now = Arc::new(Snapshot::of(files, jiff::civil::date(2021, 4, 15)));
            let changes = moves.now.as_ref().map(|before| changes::between(before, &now)).unwrap_or_default();
            moves.follow(&now, &changes);
        }
        moves
    }

    const ALL: &[&str] = &["deck", "one", "two"];

    #[test]
    fn a_folder_is_found_under_its_new_name_and_the_next_one() {
        let renamed = moves(&[&[("a/q1", ALL)], &[("a/q2", ALL)]]);
        assert_eq!(renamed.to("a/q1", |_| true), Some("a/q2"));
        assert_eq!(renamed.to("a/q1", |_| false), None, "it leads to pages only");
        assert_eq!(renamed.to("a/q2", |_| true), None, "it is there");
        let twice = moves(&[&[("a/q1", ALL)], &[("a/q2", ALL)], &[("b/q2", ALL)]]);
        assert_eq!((twice.to("a/q1", |_| true), twice.to("a/q2", |_| true)), (Some("b/q2"), Some("b/q2")));
        let apart = moves(&[&[("a/q1", ALL)], &[("b", &["x"])], &[("b", &["x"]), ("a/q2", ALL)]]);
        assert_eq!(apart.to("a/q1", |_| true), Some("a/q2"), "it was away for a while");
    }

    #[test]
    fn most_of_it_must_be_there() {
        let edited = moves(&[&[("q1", ALL)], &[("q2", &["deck of q2", "one", "two"])]]);
        assert_eq!(edited.to("q1", |_| true), Some("q2"));
        let another = moves(&[&[("q1", ALL)], &[("q2", &["deck of q2", "three", "two"])]]);
        assert_eq!(another.to("q1", |_| true), None);
        let gone = moves(&[&[("q1", ALL), ("q2", &["x"])], &[("q2", &["x"])]]);
        assert_eq!(gone.to("q1", |_| true), None);
    }

    #[test]
    fn what_was_a_copy_before_comes_last() {
        let copied = moves(&[&[("q1", ALL), ("q9", ALL)], &[("q2", &["deck of q2", "one", "two"]), ("q9", ALL)]]);
        assert_eq!(copied.to("q1", |_| true), Some("q2"));
        let deleted_after_copying = moves(&[&[("q1", ALL)], &[("q1", ALL), ("q2", ALL)], &[("q2", ALL)]]);
        assert_eq!(deleted_after_copying.to("q1", |_| true), Some("q2"));
    }
}
