//! The last look before anything is written: does private text stand in a public page? It trusts none of the stages
//! before it: it compares the words of what is private with the words of what would be published.
//!
//! Private text leaks where a run of eight or more words of it stands in an artifact and in no public content. Words are
//! runs of letters and digits with their accents, compared without case; marks between them do not count. In scripts without
//! spaces between words each letter is one. No run goes on from one block of a page, one string of the data, or one value
//! of a private file's front matter, to the next.

mod places;
mod texts;
mod words;

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use rapidhash::RapidHashMap;

use crate::model::diagnostic::Diagnostic;
use crate::model::document::{Audience, Document, Fragment, Header};
use crate::model::front_matter::Cut;
use crate::model::html::without_comments;
use crate::model::link::{self, push_escaped};
use crate::model::source::Snapshot;
use words::{Run, SHORTEST, Syntax, excerpt, runs};

/// What must not stand in a public site.
#[derive(Debug)]
pub struct Secrets {
    /// By a run's number, the file that holds it.
    runs: RapidHashMap<u64, Arc<str>>,
    /// The fewest bytes that any of them takes, wherever it stands: what is shorter tells none.
    shortest: usize,
    sieve: Sieve,
    hash: OnceLock<u64>,
}

/// What is private in one file.
#[derive(Debug)]
pub struct Private {
    runs: Vec<u64>,
    /// The fewest bytes that one of them takes.
    shortest: usize,
}

/// Private text in an artifact: words in a row.
#[derive(Clone, Debug)]
pub struct Leak {
    /// The file in which it is private.
    pub path: Arc<str>,
    /// The first words of it, as published.
    pub words: String,
    /// Its runs, in their order.
    runs: Vec<u64>,
}

/// A bit for each run, at the place that its number's lowest bits tell. Most runs of a page are not here, and a look at the runs
/// themselves takes long where there are many.
#[derive(Debug)]
struct Sieve(Vec<u64>);

impl Secrets {
    /// All private runs, by the files that hold them.
    pub fn of<'a>(private: impl Iterator<Item = (&'a Arc<str>, &'a Private)> + Clone) -> Self {
        // Nothing else is done meanwhile: the table is not to grow and be filled anew.
        let count = private.clone().map(|(_, private)| private.runs.len()).sum();
        let shortest = private.clone().map(|(_, private)| private.shortest).min().unwrap_or(usize::MAX);
        let mut all = RapidHashMap::default();
        all.reserve(count);
        for (path, private) in private {
            for run in &private.runs {
                all.entry(*run).or_insert_with(|| path.clone());
            }
        }
        Self::of_runs(all, shortest)
    }

    fn of_runs(runs: RapidHashMap<u64, Arc<str>>, shortest: usize) -> Self {
        Self { sieve: Sieve::of(runs.keys()), hash: OnceLock::new(), runs, shortest }
    }

    /// A hash of all runs and files. It is reckoned when it is first asked for: not every build does.
    pub fn hash(&self) -> u64 {
        *self.hash.get_or_init(|| {
            let mut all: Vec<(u64, &str)> = self.runs.iter().map(|(run, path)| (*run, &**path)).collect();
            all.sort_unstable();
            let mut hashed = Vec::new();
            for (run, path) in all {
                hashed.extend_from_slice(&run.to_le_bytes());
                hashed.extend_from_slice(path.as_bytes());
            }
            rapidhash::v3::rapidhash_v3(&hashed)
        })
    }

    fn holder(&self, run: Run) -> Option<&Arc<str>> {
        if self.sieve.passes(run.number) { self.runs.get(&run.number) } else { None }
    }

    /// Which of these runs a document says publicly.
    pub fn shown_by(&self, document: &Document, snapshot: &Snapshot) -> Vec<u64> {
        let mut shown = Vec::new();
        if self.runs.is_empty() {
            return shown;
        }
        let mut each = |run: Run| {
            if self.holder(run).is_some() {
                shown.push(run.number);
            }
        };
        let (seen, _) = seen_and_hidden(document);
        runs(front_matter(text(document, snapshot)).as_bytes(), Syntax::Plain, self.shortest, &mut each);
        runs(seen.as_bytes(), Syntax::Html, self.shortest, &mut each);
        shown
    }

    /// What is left of them if these are no secrets.
    pub fn without<'a>(mut self, shown: impl Iterator<Item = &'a u64>) -> Self {
        let before = self.runs.len();
        for run in shown {
            self.runs.remove(run);
        }
        if self.runs.len() == before { self } else { Self::of_runs(self.runs, self.shortest) }
    }

    /// The secrets that a file of the site tells, or a part of it.
    pub fn told_by(&self, path: &str, bytes: &[u8]) -> Vec<Leak> {
        if self.runs.is_empty() {
            return Vec::new();
        }
        let Some(text) = text_of(path, bytes) else { return Vec::new() };
        let syntax = Syntax::of(path);
        let mut is_told = false;
        runs(&text, syntax, self.shortest, |run| is_told |= self.holder(run).is_some());
        // Most files tell none, and those that do are read once more.
        if is_told { self.leaks(&text, syntax) } else { Vec::new() }
    }

    fn leaks(&self, text: &[u8], syntax: Syntax) -> Vec<Leak> {
        let mut leaks: Vec<Leak> = Vec::new();
        let (mut number, mut last) = (0, None);
        runs(text, syntax, self.shortest, |run| {
            number += 1;
            let Some(path) = self.holder(run) else { return };
            let follows = last.replace(number) == Some(number - 1);
            match leaks.last_mut() {
                Some(leak) if follows && leak.path == *path => leak.runs.push(run.number),
                _ => leaks.push(Leak {
                    path: path.clone(),
                    words: excerpt(&text[run.at..], syntax),
                    runs: vec![run.number],
                }),
            }
        });
        leaks
    }
}

/// One for each private passage that leaks, at its place, with the artifacts that show it.
pub fn diagnostics(mut leaks: Vec<(Arc<str>, Leak)>, snapshot: &Snapshot) -> Vec<Diagnostic> {
    // By files, then by artifacts.
    leaks.sort_by(|(a, of_a), (b, of_b)| (&of_a.path, a).cmp(&(&of_b.path, b)));
    let of_files = leaks.chunk_by(|(_, a), (_, b)| a.path == b.path);
    of_files.flat_map(|leaks| places::facts(leaks, snapshot)).map(places::Fact::diagnostic).collect()
}

impl Sieve {
    /// Bits for each run, at least: one of so many runs that are not here passes.
    const SPARSE: usize = 16;

    fn of<'a>(runs: impl ExactSizeIterator<Item = &'a u64>) -> Self {
        let bits = (runs.len() * Self::SPARSE).next_power_of_two().max(64);
        let mut sieve = Self(vec![0; bits / 64]);
        for run in runs {
            let (word, bit) = sieve.place(*run);
            sieve.0[word] |= bit;
        }
        sieve
    }

    fn passes(&self, run: u64) -> bool {
        let (word, bit) = self.place(run);
        self.0[word] & bit != 0
    }

    /// The word of a run's bit, and the bit.
    fn place(&self, run: u64) -> (usize, u64) {
        ((run >> 6) as usize & (self.0.len() - 1), 1 << (run & 63))
    }
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
    let mut private = Private { runs: Vec::new(), shortest: usize::MAX };
    let mut hide = |text: &str, syntax| {
        runs(text.as_bytes(), syntax, SHORTEST, |run| {
            private.runs.push(run.number);
            private.shortest = private.shortest.min(run.shortest());
        });
    };
    if is_all_private {
        let file = text(document, snapshot);
        for at in texts::texts(file) {
            hide(&file[at], Syntax::Plain);
        }
        return private;
    }
    for heading in document.slides.iter().filter_map(|slide| slide.heading.as_ref()).filter(|heading| heading.internal)
    {
        hide(&heading.text.plain, Syntax::Plain);
    }
    let (_, hidden) = seen_and_hidden(document);
    hide(&hidden, Syntax::Html);
    private
}

/// What the slides of a document show, and what they hide: HTML. Internal headings are in neither.
fn seen_and_hidden(document: &Document) -> (String, String) {
    let (mut seen, mut hidden) = (String::new(), String::new());
    for slide in &document.slides {
        if let Some(heading) = slide.heading.as_ref().filter(|heading| !heading.internal) {
            seen.push_str(&heading.text.html);
        }
        seen.push_str(BLOCK);
        split(&slide.body, &mut seen, &mut hidden);
        all(&slide.notes, &mut hidden);
        hidden.push_str(BLOCK);
        // Slides are set apart: words do not run from one into the next.
        seen.push_str(BLOCK);
    }
    (seen, hidden)
}

fn text<'a>(document: &Document, snapshot: &'a Snapshot) -> &'a str {
    snapshot.get(&document.path).and_then(|source| source.text()).unwrap_or_default()
}

/// Ends a run of words in HTML.
const BLOCK: &str = "<p>";

fn is_private(audience: Audience, draft: bool, drafts: bool) -> bool {
    audience == Audience::Internal || (draft && !drafts)
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The front matter of a file without comments of either kind: nothing shows them.
fn front_matter(text: &str) -> String {
    let lines = Cut::of(text).map_or("", |cut| cut.yaml).lines().filter(|line| !line.trim_start().starts_with('#'));
    without_comments(&lines.collect::<Vec<_>>().join("\n")).into_owned()
}

/// The text of an artifact, in UTF-8 as far as it is text; `None` of pictures and the like. A file beside the texts may be in
/// any encoding.
fn text_of<'a>(path: &str, bytes: &'a [u8]) -> Option<Cow<'a, [u8]>> {
    let is_text = ["html", "json", "js", "xml", "csv", "tsv", "txt", "svg"]
        .iter()
        .any(|extension| link::has_extension(path, extension));
    match bytes {
        _ if !is_text => std::str::from_utf8(bytes).ok().map(|text| text.as_bytes().into()),
        [0xff, 0xfe, rest @ ..] => Some(utf16(rest, u16::from_le_bytes).into_bytes().into()),
        [0xfe, 0xff, rest @ ..] => Some(utf16(rest, u16::from_be_bytes).into_bytes().into()),
        bytes => Some(bytes.into()),
    }
}

fn utf16(bytes: &[u8], order: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks().0.iter().map(|pair| order(*pair));
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Separates what a body shows from what it hides.
fn split(fragments: &[Fragment], seen: &mut String, hidden: &mut String) {
    for fragment in fragments {
        match fragment {
            Fragment::Internal(inner) => {
                hidden.push_str(BLOCK);
                all(inner, hidden);
                hidden.push_str(BLOCK);
            }
            other => all(std::slice::from_ref(other), seen),
        }
    }
}

/// All of a body's text, as HTML.
fn all(fragments: &[Fragment], html: &mut String) {
    for fragment in fragments {
        match fragment {
            Fragment::Html(text) => html.push_str(text),
            Fragment::Internal(inner) => all(inner, html),
            Fragment::Image { alt, title, .. } => {
                html.push_str(&alt.html);
                if let Some(title) = title {
                    // A value is a text of its own, and the tag ends no run around it.
                    html.push_str("<b title=\"");
                    push_escaped(html, title);
                    html.push_str("\">");
                }
            }
            Fragment::Href { target, .. } => html.push_str(target),
            Fragment::AlertTitle(_) => {}
            Fragment::Chart { spec, .. } => {
                html.push_str(BLOCK);
                push_escaped(html, spec.title.as_deref().unwrap_or_default());
                html.push_str(BLOCK);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::leak::words::{SHORTEST, Syntax, runs};
    use crate::leak::{Sieve, text_of};

    #[test]
    fn a_file_is_read_in_any_encoding() {
        let words = "Über fünf Ärzte sahen später öfter müde Gäste";
        let latin: Vec<u8> = words.chars().filter_map(|letter| u8::try_from(letter).ok()).collect();
        let utf16 =
            |order: fn(u16) -> [u8; 2]| "\u{feff}".encode_utf16().chain(words.encode_utf16()).flat_map(order).collect();
        let found = |path: &str, bytes: &[u8]| {
            let mut found = Vec::new();
            let text = text_of(path, bytes).unwrap_or_default();
            runs(&text, Syntax::Plain, SHORTEST, |run| found.push(run.number));
            found
        };
        let wanted = found("a.md", words.as_bytes());
        assert_eq!(wanted.len(), 1);
        for bytes in [latin, utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)] {
            assert_eq!(found("a.CSV", &bytes), wanted);
            assert!(found("a.png", &bytes).is_empty(), "no text");
        }
    }

    #[test]
    fn a_sieve_lets_its_own_runs_through_and_few_others() {
        let run = |number: u64| rapidhash::v3::rapidhash_v3(&number.to_le_bytes());
        for count in [0, 1, 7, 5000] {
            let own: Vec<u64> = (0..count).map(run).collect();
            let sieve = Sieve::of(own.iter());
            assert!(own.iter().all(|run| sieve.passes(*run)), "of {count}");
            let others = (10_000..20_000).filter(|number| sieve.passes(run(*number))).count();
            assert!(others < 1000, "{others} of 10,000 others pass a sieve of {count}");
        }
    }
}
