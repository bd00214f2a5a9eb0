//! The last look before anything is written: does private text stand in a public page? It trusts none of the stages
//! before it: it compares the words of what is private with the words of what would be published.
//!
//! Private text leaks where a run of eight or more words of it stands in an artifact and in no public content. Words are
//! runs of letters and digits with their accents, compared without case; marks between them do not count. In scripts without
//! spaces between words each letter is one. No run goes on from one block of a page, one string of the data, or one value
//! of a private file's front matter, to the next. From one block of a private text to the next it does, over up to three: so they
//! stand in a file to which somebody copied them. In pages that is not looked for, whose lines are made of several texts.

mod bodies;
mod own;
mod places;
mod shown;
mod table;
mod texts;
mod words;

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use crate::leak::bodies::{Bodies, UNITS, without_marks};
use crate::leak::table::{Runs, Table};
use crate::leak::words::{Run, SHORTEST, Syntax, excerpt, runs, runs_across};
use crate::model::artifact::Rank;
use crate::model::diagnostic::Diagnostic;
use crate::model::document::{Audience, Document, Header};
use crate::model::front_matter::Cut;
use crate::model::html::without_comments;
use crate::model::link;
use crate::model::source::{Snapshot, folder};

pub use own::Own;

/// What must not stand in a public site.
#[derive(Debug)]
pub struct Secrets {
    alone: Table,
    /// Of runs that go on from one block to the next.
    across: Table,
    hash: OnceLock<u64>,
}

/// What is private in one file.
#[derive(Debug, Default)]
pub struct Private {
    alone: Runs,
    across: Runs,
}

/// Private text in an artifact: words in a row.
#[derive(Clone, Debug)]
pub struct Leak {
    /// The file in which it is private.
    pub path: Arc<str>,
    /// The words of its runs, in their order, as published.
    said: Vec<String>,
    /// Its runs, in their order.
    runs: Vec<u64>,
    /// It stands in a file beside the texts, and in no page.
    is_beside: bool,
}

impl Leak {
    /// The first words of it, as published.
    fn words(&self) -> &str {
        self.said.first().map_or("", String::as_str)
    }
}

impl Secrets {
    /// All private runs, by the files that hold them.
    pub fn of<'a>(private: impl Iterator<Item = (&'a Arc<str>, &'a Private)> + Clone) -> Self {
        let alone = Table::of(private.clone().map(|(path, private)| (path, &private.alone)));
        Self::of_tables(alone, Table::of(private.map(|(path, private)| (path, &private.across))))
    }

    fn of_tables(alone: Table, across: Table) -> Self {
        Self { alone, across, hash: OnceLock::new() }
    }

    /// A hash of all runs and files. It is reckoned when it is first asked for: not every build does.
    pub fn hash(&self) -> u64 {
        *self.hash.get_or_init(|| {
            let mut hashed = Vec::new();
            for table in [&self.alone, &self.across] {
                table.hash(&mut hashed);
            }
            rapidhash::v3::rapidhash_v3(&hashed)
        })
    }

    /// Which of these runs a document says publicly.
    pub fn shown_by(&self, document: &Document, snapshot: &Snapshot) -> Vec<u64> {
        let mut shown = Vec::new();
        if self.alone.is_empty() && self.across.is_empty() {
            return shown;
        }
        let shortest = self.alone.shortest().min(self.across.shortest());
        let mut each = |run: Run| {
            if self.alone.holder(run).is_some() || self.across.holder(run).is_some() {
                shown.push(run.number);
            }
        };
        let Bodies { seen, .. } = Bodies::of(document);
        runs(front_matter(text(document, snapshot)).as_bytes(), Syntax::Plain, shortest, &mut each);
        runs(seen.as_bytes(), Syntax::Html, shortest, &mut each);
        let bare = without_marks(&seen);
        if bare.len() < seen.len() {
            runs(bare.as_bytes(), Syntax::Html, shortest, &mut each);
        }
        if !self.across.is_empty() {
            bare.split(UNITS).for_each(|unit| runs_across(unit.as_bytes(), &mut each));
        }
        shown
    }

    /// What is left of them if these are no secrets.
    pub fn without<'a>(self, shown: impl Iterator<Item = &'a u64> + Clone) -> Self {
        let (alone, across) = (self.alone.without(shown.clone()), self.across.without(shown));
        Self::of_tables(alone, across)
    }

    /// The secrets that a file of the site tells, or a part of it.
    pub fn told_by(&self, path: &str, rank: Rank, bytes: &[u8]) -> Vec<Leak> {
        // Files that stand beside the texts are of this rank.
        let across = Some(&self.across).filter(|across| rank == Rank::Asset && !across.is_empty());
        if self.alone.is_empty() && across.is_none() {
            return Vec::new();
        }
        let text = text_of(path, bytes);
        let shortest = across.map_or(usize::MAX, Table::shortest).min(self.alone.shortest());
        let holder = |run: Run| self.alone.holder(run).or_else(|| across?.holder(run));
        let is_beside = rank == Rank::Asset;
        let told_in = |syntax| {
            let mut is_told = false;
            runs(&text, syntax, shortest, |run| is_told |= holder(run).is_some());
            // Most files tell none, and those that do are read once more.
            if is_told { leaks(&text, syntax, shortest, is_beside, holder) } else { Vec::new() }
        };
        let syntax = Syntax::of(path);
        let told = told_in(syntax);
        // Comments in what somebody else wrote are no text of a page, but everybody can read them.
        if told.is_empty() && is_beside && syntax != Syntax::Plain { told_in(Syntax::Plain) } else { told }
    }
}

fn leaks<'a>(
    text: &[u8],
    syntax: Syntax,
    shortest: usize,
    is_beside: bool,
    holder: impl Fn(Run) -> Option<&'a Arc<str>>,
) -> Vec<Leak> {
    let mut leaks: Vec<Leak> = Vec::new();
    let (mut number, mut last) = (0, None);
    runs(text, syntax, shortest, |run| {
        number += 1;
        let Some(path) = holder(run) else { return };
        let follows = last.replace(number) == Some(number - 1);
        if !follows || leaks.last().is_none_or(|last| last.path != *path) {
            leaks.push(Leak { path: path.clone(), said: Vec::new(), runs: Vec::new(), is_beside });
        }
        if let Some(leak) = leaks.last_mut() {
            leak.said.push(excerpt(&text[run.at..], syntax));
            leak.runs.push(run.number);
        }
    });
    leaks
}

/// One for each private passage that leaks, at its place, with the artifacts that show it; none of what pages say by themselves.
pub fn diagnostics(mut leaks: Vec<(Arc<str>, Leak)>, snapshot: &Snapshot, own: &mut Own) -> Vec<Diagnostic> {
    leaks.retain(|(_, leak)| !own.says(leak));
    // By files, then by artifacts.
    leaks.sort_by(|(a, of_a), (b, of_b)| (&of_a.path, a).cmp(&(&of_b.path, b)));
    let of_files = leaks.chunk_by(|(_, a), (_, b)| a.path == b.path);
    of_files.flat_map(|leaks| places::facts(leaks, snapshot)).map(places::Fact::diagnostic).collect()
}

/// Tells which documents are private as a whole: by their own word or their deck's.
pub fn all_private<'a>(
    documents: impl Iterator<Item = &'a Document>,
    drafts: bool,
) -> impl Fn(&Document) -> bool + Sync + 'a {
    let decks = documents.filter(
        move |document| matches!(&document.header, Header::Deck(deck) if is_private(deck.audience, deck.draft, drafts)),
    );
    let folders: HashSet<&str> = decks.map(|document| folder(&document.path)).collect();
    move |document| {
        folders.contains(folder(&document.path))
            || matches!(&document.header, Header::Slides(header) if is_private(header.audience, header.draft, drafts))
    }
}

/// What is private in a document: all its text, or what its slides do not show.
pub fn private(document: &Document, snapshot: &Snapshot, is_all_private: bool) -> Private {
    let mut private = Private::default();
    if is_all_private {
        let file = text(document, snapshot);
        for at in texts::texts(file) {
            private.hide(&file[at], Syntax::Plain);
        }
        return private;
    }
    for heading in document.slides.iter().filter_map(|slide| slide.heading.as_ref()).filter(|heading| heading.internal)
    {
        private.hide(&heading.text.plain, Syntax::Plain);
    }
    private.hide_bodies(&Bodies::of(document).hidden);
    private
}

impl Private {
    fn hide(&mut self, text: &str, syntax: Syntax) {
        runs(text.as_bytes(), syntax, SHORTEST, |run| self.alone.push(run));
    }

    fn hide_bodies(&mut self, hidden: &str) {
        self.hide(hidden, Syntax::Html);
        let bare = without_marks(hidden);
        if bare.len() < hidden.len() {
            self.hide(&bare, Syntax::Html);
        }
        bare.split(UNITS).for_each(|unit| runs_across(unit.as_bytes(), |run| self.across.push(run)));
    }
}

fn text<'a>(document: &Document, snapshot: &'a Snapshot) -> &'a str {
    snapshot.get(&document.path).and_then(|source| source.text()).unwrap_or_default()
}

fn is_private(audience: Audience, draft: bool, drafts: bool) -> bool {
    audience == Audience::Internal || (draft && !drafts)
}

/// The front matter of a file without comments of either kind: nothing shows them.
fn front_matter(text: &str) -> String {
    let lines = Cut::of(text).map_or("", |cut| cut.yaml).lines().filter(|line| !line.trim_start().starts_with('#'));
    without_comments(&lines.collect::<Vec<_>>().join("\n")).into_owned()
}

/// The text of an artifact, in UTF-8 as far as it is text: a file beside the texts may be in any encoding. Of pictures and the like the
/// bytes as they are, among which there may be a caption or who made them.
fn text_of<'a>(path: &str, bytes: &'a [u8]) -> Cow<'a, [u8]> {
    let is_text = ["html", "json", "js", "xml", "csv", "tsv", "txt", "svg"]
        .iter()
        .any(|extension| link::has_extension(path, extension));
    match bytes {
        [0xff, 0xfe, rest @ ..] if is_text => utf16(rest, u16::from_le_bytes).into_bytes().into(),
        [0xfe, 0xff, rest @ ..] if is_text => utf16(rest, u16::from_be_bytes).into_bytes().into(),
        bytes => bytes.into(),
    }
}

fn utf16(bytes: &[u8], order: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks().0.iter().map(|pair| order(*pair));
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use crate::leak::text_of;
    use crate::leak::words::{SHORTEST, Syntax, runs};

    #[test]
    fn a_file_is_read_in_any_encoding() {
        let words = "Über fünf Ärzte sahen später öfter müde Gäste";
        let latin: Vec<u8> = words.chars().filter_map(|letter| u8::try_from(letter).ok()).collect();
        let utf16 =
            |order: fn(u16) -> [u8; 2]| "\u{feff}".encode_utf16().chain(words.encode_utf16()).flat_map(order).collect();
        let found = |path: &str, bytes: &[u8]| {
            let mut found = Vec::new();
            let text = text_of(path, bytes);
            runs(&text, Syntax::Plain, SHORTEST, |run| found.push(run.number));
            found
        };
        let wanted = found("a.md", words.as_bytes());
        assert_eq!(wanted.len(), 1);
        for bytes in [latin, utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)] {
            assert_eq!(found("a.CSV", &bytes), wanted);
        }
        let caption = [b"\x89PNG\r\n\x1a\n\0\0tEXtComment\0".as_slice(), words.as_bytes(), b"\0\xff\xd9"].concat();
        assert!(found("a.png", &caption).contains(&wanted[0]), "a picture's caption");
    }
}
