//! Where leaked words stand in what authors wrote. It is looked for only when there is a leak.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use crate::leak::Leak;
use crate::leak::shown::Shown;
use crate::leak::texts::texts;
use crate::leak::words::{RUN, SHORTEST, Syntax, runs};
use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::script;
use crate::model::source::Snapshot;

/// So many artifacts are named that show a passage.
const NAMED: usize = 3;

/// No target of a link and no tag is longer than so many bytes.
const LONGEST: usize = 2000;

/// A private passage, and who shows it.
pub struct Fact<'a> {
    place: Place,
    words: &'a str,
    artifacts: BTreeSet<&'a str>,
}

/// Where a run is for the first time in one of a file's texts.
struct Spot {
    /// The text's number: the body is the first.
    text: usize,
    /// Bytes of the file.
    at: Range<usize>,
}

/// By its number, where a run is, in each text at most once.
type Spots = HashMap<u64, Vec<Spot>>;

/// The passages that leak of one file. `leaks` are in the order of the artifacts.
pub fn facts<'a>(leaks: &'a [(Arc<str>, Leak)], snapshot: &Snapshot) -> Vec<Fact<'a>> {
    let Some((_, Leak { path, .. })) = leaks.first() else { return Vec::new() };
    let text = snapshot.get(path).and_then(|source| source.text()).unwrap_or_default();
    let places = places(text, leaks.iter().flat_map(|(_, leak)| &leak.runs));
    let mut found: Vec<(Option<Range<usize>>, &str, &str)> =
        leaks.iter().map(|(artifact, leak)| (range(&leak.runs, &places), &**artifact, leak.words())).collect();
    // Those without a place are told apart by their words.
    found.sort_by_key(|(at, _, words)| {
        let (start, words) = at.as_ref().map_or((usize::MAX, *words), |at| (at.start, ""));
        (start, words)
    });
    let mut facts: Vec<Fact> = Vec::new();
    for (at, artifact, words) in found {
        if let Some(fact) = facts.last_mut() {
            let is_same = match (&mut fact.place, &at) {
                // What one artifact shows more of than another is told once.
                (Place::Bytes(_, before), Some(at)) if at.start < before.end => {
                    before.end = before.end.max(at.end);
                    true
                }
                (Place::File(_), None) => fact.words == words,
                _ => false,
            };
            if is_same {
                fact.artifacts.insert(artifact);
                continue;
            }
        }
        let place = at.map_or_else(|| Place::File(path.clone()), |at| Place::Bytes(path.clone(), at));
        facts.push(Fact { place, words, artifacts: BTreeSet::from([artifact]) });
    }
    facts
}

impl Fact<'_> {
    /// As it is told.
    pub fn diagnostic(self) -> Diagnostic {
        let Self { place, words, artifacts } = self;
        let named: Vec<String> = artifacts.iter().take(NAMED).map(|path| format!("`{path}`")).collect();
        let shown = match artifacts.len().saturating_sub(NAMED) {
            0 => listed(&named),
            1 => format!("{} and one more file", named.join(", ")),
            more => format!("{} and {more} more files", named.join(", ")),
        };
        let message = format!("private text would stand in {shown}: “{words}…”");
        Diagnostic::new(Code::Leak, place, message).hint(
            "nothing was written; say it in public content too if it is no secret, else take it out of the public text",
        )
    }
}

/// `a`, `b` and `c`.
fn listed(names: &[String]) -> String {
    match names {
        [before @ .., one, last] => [before, &[format!("{one} and {last}")]].concat().join(", "),
        names => names.concat(),
    }
}

/// Where each of the wanted runs is in the texts of a file. A comment in the front matter says nothing, so the body is
/// the first of them.
fn places<'a>(text: &str, wanted: impl Iterator<Item = &'a u64>) -> Spots {
    let mut places: Spots = wanted.map(|run| (*run, Vec::new())).collect();
    let mut front_matter = texts(text);
    let body = front_matter.pop().unwrap_or_default().start;
    let mut look = |number: usize, text: &str, place: &dyn Fn(Range<usize>) -> Range<usize>| {
        runs(text.as_bytes(), Syntax::Plain, SHORTEST, |run| {
            let Some(spots) = places.get_mut(&run.number) else { return };
            if spots.last().is_none_or(|last| last.text != number) {
                spots.push(Spot { text: number, at: place(run.at..run.at + run_length(&text[run.at..])) });
            }
        });
    };
    let from = |base: usize| move |at: Range<usize>| base + at.start..base + at.end;
    look(0, &text[body..], &from(body));
    look(0, &without_targets(&text[body..]), &from(body));
    let shown = Shown::of(&text[body..]);
    look(0, &shown.text, &|at| from(body)(shown.source(at)));
    for (number, at) in front_matter.into_iter().enumerate() {
        look(1 + number, &text[at.clone()], &from(at.start));
    }
    places
}

/// From the first to the last of runs that follow each other, as far as they are found in this order: in the text that holds
/// the most of them, for none goes on from one text to the next.
fn range(runs: &[u64], places: &Spots) -> Option<Range<usize>> {
    let spots = || runs.iter().filter_map(|run| places.get(run)).flatten();
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for spot in spots() {
        *counts.entry(spot.text).or_default() += 1;
    }
    let (most, _) = counts.into_iter().max_by_key(|(number, count)| (*count, Reverse(*number)))?;
    let mut found = spots().filter(|spot| spot.text == most).map(|spot| &spot.at);
    let first = found.next()?;
    let last = found.fold(first, |last, at| if at.start > last.start { at } else { last });
    Some(first.start..last.end)
}

/// How many bytes the run takes that a text begins with.
fn run_length(text: &str) -> usize {
    script::words(text).nth(RUN - 1).map_or(text.len(), |last| last.end)
}

/// Markdown with spaces for what it does not show: where links lead, tags, references to letters.
fn without_targets(markdown: &str) -> String {
    let mut shown = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(at) = rest.find([']', '<', '&']) {
        shown.push_str(&rest[..at]);
        rest = &rest[at..];
        let close = |mark: u8| rest.bytes().take(LONGEST).position(|byte| byte == mark);
        let is_name = |end: &usize| rest[1..*end].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
        let end = match rest.as_bytes() {
            [b']', b'(', ..] => close(b')'),
            [b'<', b'/' | b'a'..=b'z' | b'A'..=b'Z', ..] => close(b'>'),
            [b'&', ..] => close(b';').filter(is_name),
            _ => None,
        };
        let length = end.map_or(1, |end| end + 1);
        shown.extend(std::iter::repeat_n(' ', length));
        rest = &rest[length..];
    }
    shown.push_str(rest);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::source::Source;

    const SECRET: &str = "the whole search team moves to Lisbon in spring";

    fn told(text: &str, leaks: &[(&str, &str)]) -> Vec<(Range<usize>, String)> {
        let source = Source::new("content/a.md", text.as_bytes());
        let path = source.path.clone();
        let snapshot = Snapshot::of(vec![source], jiff::civil::date(2021, 4, 15));
        let leak = |(artifact, words): &(&str, &str)| {
            let mut found = Vec::new();
            runs(words.as_bytes(), Syntax::Plain, SHORTEST, |run| found.push(run.number));
            (
                Arc::from(*artifact),
                Leak { path: path.clone(), said: vec![(*words).to_owned()], runs: found, is_beside: true },
            )
        };
        let leaks: Vec<(Arc<str>, Leak)> = leaks.iter().map(leak).collect();
        let told = facts(&leaks, &snapshot).into_iter().map(Fact::diagnostic);
        told.map(|told| match told.place {
            Place::Bytes(_, at) => (at, told.message),
            _ => (0..0, told.message),
        })
        .collect()
    }

    #[test]
    fn a_passage_is_told_once_with_all_that_show_it() {
        let text = format!("Note: {SECRET}, he says.\n");
        let at = 6..6 + SECRET.len();
        let part = &SECRET[4..];
        let shown = |paths: &[&str]| {
            let told = told(&text, &paths.iter().map(|path| (*path, SECRET)).collect::<Vec<_>>());
            assert_eq!(told.len(), 1, "{told:?}");
            assert_eq!(told[0].0, at);
            told[0]
                .1
                .split_once(": ")
                .map(|(shown, _)| shown.replace("private text would stand in ", ""))
                .unwrap_or_default()
        };
        assert_eq!(shown(&["a"]), "`a`");
        assert_eq!(shown(&["a", "b"]), "`a` and `b`");
        assert_eq!(shown(&["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(shown(&["a", "b", "c", "d"]), "`a`, `b`, `c` and one more file");
        assert_eq!(shown(&["a", "b", "c", "d", "e"]), "`a`, `b`, `c` and 2 more files");
        let both = told(&text, &[("a", part), ("b", SECRET)]);
        assert_eq!(both.iter().map(|(at, _)| at.clone()).collect::<Vec<_>>(), [at]);
    }

    #[test]
    fn what_cannot_be_found_is_told_of_the_file() {
        let text = "Note: the whole se**arch** team moves to Lis**bon** in spring\n";
        let found = told(text, &[("a", SECRET), ("b", SECRET)]);
        assert!(matches!(&found[..], [(at, _)] if *at == (6..text.len() - 1)), "{found:?}");
        let text = "Note: the whole <b title=\"search\">x</b> team moves to Lisbon in spring\n";
        let found = told(text, &[("a", SECRET), ("b", SECRET)]);
        assert!(matches!(&found[..], [(at, _)] if at.is_empty()), "{found:?}");
    }

    #[test]
    fn a_text_is_as_long_without_what_it_does_not_show() {
        let text = "see [the <em>new</em> plan](plan.md \"P\") &amp; [x], a < b & c;](";
        let shown = without_targets(text);
        let words: Vec<&str> = shown.split_whitespace().collect();
        assert_eq!(words, ["see", "[the", "new", "plan", "[x", ",", "a", "b", "c;", "("]);
        assert_eq!((shown.len(), shown.find("plan")), (text.len(), text.find("plan]")));
    }
}
