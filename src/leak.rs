//! The last look before anything is written: does private text stand in a public page? It trusts none of the stages
//! before it: it compares the words of what is private with the words of what would be published.
//!
//! Private text leaks where a run of eight or more words of it stands in an artifact and in no public content. Words are
//! runs of letters and digits, compared without case; marks between them do not count.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use crate::model::artifact::Artifact;
use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{Audience, Document, Fragment, Header};
use crate::model::source::Snapshot;

/// How many words make a run that is nobody's chance.
const RUN: usize = 8;

/// Every private run of words that an artifact of a public build would show, told once a file.
pub fn check(
    documents: &[Arc<Document>],
    snapshot: &Snapshot,
    drafts: bool,
    artifacts: &[Artifact],
) -> Vec<Diagnostic> {
    let runs = Runs { hasher: RandomState::new() };
    let mut private: HashMap<u64, (&Arc<str>, usize)> = HashMap::new();
    let mut public: HashSet<u64> = HashSet::new();
    let mut private_texts: Vec<(&Arc<str>, Vec<String>)> = Vec::new();
    let private_decks: HashSet<&str> = documents
        .iter()
        .filter(
            |document| matches!(&document.header, Header::Deck(deck) if is_private(deck.audience, deck.draft, drafts)),
        )
        .map(|document| folder(&document.path))
        .collect();
    for document in documents {
        let whole = private_decks.contains(folder(&document.path))
            || matches!(&document.header, Header::Slides(header) if is_private(header.audience, header.draft, drafts));
        let text = snapshot.get(&document.path).and_then(|source| source.text()).unwrap_or_default();
        if whole {
            private_texts.push((&document.path, vec![text.to_owned()]));
            continue;
        }
        runs.of(&front_matter(text), |run, _| {
            public.insert(run);
        });
        let (mut seen, mut hidden) = (String::new(), Vec::new());
        for slide in &document.slides {
            match &slide.heading {
                Some(heading) if heading.internal => hidden.push(heading.text.plain.clone()),
                Some(heading) => {
                    seen.push_str(&heading.text.plain);
                    seen.push('\n');
                }
                None => {}
            }
            split(&slide.body, &mut seen, &mut hidden);
            let mut notes = String::new();
            split_all(&slide.notes, &mut notes);
            hidden.push(words_of_html(&notes));
            // Slides are set apart: words do not run from one into the next.
            seen.push_str(" \u{1f}x\u{1f} ");
        }
        runs.of(&words_of_html(&seen), |run, _| {
            public.insert(run);
        });
        if !hidden.is_empty() {
            private_texts.push((&document.path, hidden));
        }
    }
    for (number, (path, texts)) in private_texts.iter().enumerate() {
        for text in texts {
            runs.of(text, |run, _| {
                if !public.contains(&run) {
                    private.entry(run).or_insert((path, number));
                }
            });
        }
    }
    if private.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut told: HashSet<&Arc<str>> = HashSet::new();
    for artifact in artifacts {
        let Some(text) = read(&artifact.path, &artifact.bytes) else { continue };
        runs.of(&text, |run, words| {
            let Some((path, _)) = private.get(&run) else { return };
            if told.insert(path) {
                let message = format!("private text would stand in `{}`: “{}…”", artifact.path, words.join(" "));
                found.push(
                    Diagnostic::new(Code::Leak, Place::File((*path).clone()), message)
                        .hint("nothing was written; say it in public content too if it is no secret, else take it out of the public text"),
                );
            }
        });
    }
    found
}

fn is_private(audience: Audience, draft: bool, drafts: bool) -> bool {
    audience == Audience::Internal || (draft && !drafts)
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The text between the `---` lines, without comments of either kind: nothing shows them.
fn front_matter(text: &str) -> String {
    let Some(rest) = text.strip_prefix("---") else { return String::new() };
    let yaml = rest.split("\n---").next().unwrap_or(rest);
    let lines = yaml.lines().filter(|line| !line.trim_start().starts_with('#'));
    let mut shown = lines.collect::<Vec<_>>().join("\n");
    while let Some(start) = shown.find("<!--") {
        let end = shown[start..].find("-->").map_or(shown.len(), |end| start + end + "-->".len());
        shown.replace_range(start..end, " ");
    }
    shown
}

/// The words of an artifact; `None` of pictures and the like. A file beside the texts may be in any encoding.
fn read(path: &str, bytes: &[u8]) -> Option<String> {
    let is = |endings: &[&str]| endings.iter().any(|ending| path.to_lowercase().ends_with(ending));
    let text = match (std::str::from_utf8(bytes), bytes) {
        (Ok(text), _) => text.to_owned(),
        (Err(_), _) if !is(&[".csv", ".tsv", ".txt", ".svg", ".html", ".xml", ".json"]) => return None,
        (Err(_), [0xff, 0xfe, rest @ ..]) => utf16(rest, u16::from_le_bytes),
        (Err(_), [0xfe, 0xff, rest @ ..]) => utf16(rest, u16::from_be_bytes),
        (Err(_), bytes) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    };
    Some(if is(&[".html", ".svg", ".xml"]) { words_of_html(&text) } else { text })
}

fn utf16(bytes: &[u8], order: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks().0.iter().map(|pair| order(*pair));
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Separates what a body shows from what it hides.
fn split(fragments: &[Fragment], seen: &mut String, hidden: &mut Vec<String>) {
    for fragment in fragments {
        match fragment {
            Fragment::Internal(inner) => {
                let mut text = String::new();
                split_all(inner, &mut text);
                hidden.push(words_of_html(&text));
            }
            other => split_all(std::slice::from_ref(other), seen),
        }
    }
}

/// All of a body's text.
fn split_all(fragments: &[Fragment], text: &mut String) {
    for fragment in fragments {
        match fragment {
            Fragment::Html(html) => text.push_str(html),
            Fragment::Internal(inner) => split_all(inner, text),
            Fragment::Image { alt, .. } => text.push_str(&alt.plain),
            Fragment::Href { target, .. } => text.push_str(target),
            Fragment::Chart { spec, .. } => text.push_str(spec.title.as_deref().unwrap_or_default()),
        }
    }
}

/// The text of HTML: tags are gaps, but the words of attributes that are read or followed (alt, title, href, …) stay.
fn words_of_html(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('>') else {
            rest = &rest[open + 1..];
            break;
        };
        let tag = &rest[open..=open + close];
        if is_inline(tag) {
            text.push('\u{200b}');
        } else {
            text.push_str(" \n ");
        }
        for (number, value) in tag.split('"').enumerate() {
            if number % 2 == 1 && value.contains(' ') {
                text.push_str(value);
                text.push_str(" \n ");
            }
        }
        rest = &rest[open + close + 1..];
    }
    text.push_str(rest);
    without_entities(&text)
}

/// The text with the letters that entities stand for.
fn without_entities(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        let end = rest[at..].find(';').filter(|end| *end <= 10);
        let letter = end.and_then(|end| match &rest[at + 1..at + end] {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "nbsp" => Some(' '),
            name => {
                let digits = name.strip_prefix('#')?;
                let code = match digits.strip_prefix(['x', 'X']) {
                    Some(digits) => u32::from_str_radix(digits, 16),
                    None => digits.parse(),
                };
                char::from_u32(code.ok()?)
            }
        });
        plain.push(letter.unwrap_or('&'));
        rest = &rest[at + letter.and(end).map_or(1, |end| end + 1)..];
    }
    plain.push_str(rest);
    plain
}

/// Tags inside a sentence, which do not end a word run.
fn is_inline(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let name = name.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
    matches!(
        name,
        "a" | "b"
            | "i"
            | "u"
            | "s"
            | "em"
            | "strong"
            | "code"
            | "span"
            | "mark"
            | "del"
            | "ins"
            | "sub"
            | "sup"
            | "abbr"
            | "small"
            | "kbd"
    )
}

/// Runs of eight words, as hashes.
struct Runs {
    hasher: RandomState,
}

impl Runs {
    /// Calls `each` with the hash and the words of every run of `text`. No run crosses a line that breaks blocks.
    fn of<'t>(&self, text: &'t str, mut each: impl FnMut(u64, &[&'t str])) {
        let words: Vec<&str> = text
            .split(|letter: char| !letter.is_alphanumeric() && letter != '\u{200b}')
            .filter(|word| !word.trim_matches('\u{200b}').is_empty())
            .collect();
        let hashes: Vec<u64> = words
            .iter()
            .map(|word| {
                let plain: String =
                    word.chars().filter(|letter| *letter != '\u{200b}').flat_map(char::to_lowercase).collect();
                self.hasher.hash_one(plain)
            })
            .collect();
        for (at, run) in hashes.windows(RUN).enumerate() {
            each(self.hasher.hash_one(run), &words[at..at + RUN]);
        }
    }
}
