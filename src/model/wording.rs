//! Two wordings side by side, with the words that changed marked.

use std::collections::HashSet;

use similar::{DiffTag, TextDiff};

use crate::model::link::push_escaped;

/// The two texts as HTML: what went stands in `<del>`, what came in `<ins>`. A wording that is alone is not marked.
pub fn marked(before: Option<&str>, after: Option<&str>) -> (Option<String>, Option<String>) {
    let (Some(old), Some(new)) = (before, after) else {
        let plain = |text: &str| html(&[(None, tokens(text))]);
        return (before.map(plain), after.map(plain));
    };
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for segment in compare(old, new) {
        match segment {
            Segment::Kept(words) => {
                before.push((None, words.clone()));
                after.push((None, words));
            }
            Segment::Changed { old, new } => {
                before.push((Some("del"), old));
                after.push((Some("ins"), new));
            }
        }
    }
    (Some(html(&before)), Some(html(&after)))
}

/// One text that shows both: what went in `<del>`, what came in `<ins>` after it. `None` where nothing was kept.
pub fn inline(before: &str, after: &str) -> Option<String> {
    let segments = compare(before, after);
    let has_word = |words: &[Token]| words.iter().any(|word| !word.text.chars().all(is_mark));
    if !segments.iter().any(|segment| matches!(segment, Segment::Kept(words) if has_word(words))) {
        return None;
    }
    let mut parts = Vec::new();
    for segment in segments {
        match segment {
            Segment::Kept(words) => parts.push((None, words)),
            Segment::Changed { old, mut new } => {
                if let (false, Some(first)) = (old.is_empty(), new.first_mut()) {
                    first.spaced = true;
                }
                parts.push((Some("del"), old));
                parts.push((Some("ins"), new));
            }
        }
    }
    Some(html(&parts))
}

/// Whether two lists name the same people: their order says nothing.
pub fn is_same_people(before: &[String], now: &[String]) -> bool {
    before.iter().collect::<HashSet<_>>() == now.iter().collect()
}

/// Whether two texts have the same words: punctuation, quotes, dashes and capitals alone are no other wording.
pub fn is_same(before: &str, after: &str) -> bool {
    before == after || bare_words(before).eq(bare_words(after))
}

/// The words of a text in lower case, without the marks around them; quotes and dashes in them as they are typed.
fn bare_words(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace().filter_map(|word| {
        let typed: String = word
            .chars()
            .map(|letter| match letter {
                '’' | '‘' => '\'',
                '‐' | '‑' | '–' | '—' | '−' => '-',
                letter => letter,
            })
            .collect();
        let bare = typed.trim_end_matches(is_around).trim_start_matches(|mark| is_around(mark) && mark != '.');
        let is_dash = bare.chars().all(|letter| letter == '-');
        (!is_dash).then(|| bare.to_lowercase())
    })
}

/// Whether a mark around a word is punctuation, of any script, and no part of a number or a name, as `%`, `$`, `+` and `#` are.
fn is_around(letter: char) -> bool {
    is_mark(letter) || "«»„‚‹›‘…¿¡·、。，！？：；「」『』،؛؟{}*_`".contains(letter)
}

/// A word, or the marks before or behind it.
#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    text: &'a str,
    /// White space stands before it.
    spaced: bool,
}

/// A stretch of two texts.
enum Segment<'a> {
    Kept(Vec<Token<'a>>),
    Changed { old: Vec<Token<'a>>, new: Vec<Token<'a>> },
}

/// Words and marks: of `(by Q1);` the mark `(`, the words, and `);`.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    for word in text.split_whitespace() {
        let bare = word.trim_start_matches(is_mark);
        let (head, rest) = word.split_at(word.len() - bare.len());
        let (bare, tail) = rest.split_at(rest.trim_end_matches(is_mark).len());
        for (number, part) in [head, bare, tail].into_iter().filter(|part| !part.is_empty()).enumerate() {
            found.push(Token { text: part, spaced: number == 0 });
        }
    }
    found
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '(' | ')' | '[' | ']' | '“' | '”' | '"' | '\'' | '’' | ',' | ';' | ':' | '.' | '!' | '?')
}

fn compare<'a>(before: &'a str, after: &'a str) -> Vec<Segment<'a>> {
    let (old, new) = (tokens(before), tokens(after));
    let texts = |tokens: &[Token<'a>]| tokens.iter().map(|token| token.text).collect::<Vec<_>>();
    let (old_texts, new_texts) = (texts(&old), texts(&new));
    let diff = TextDiff::from_slices(&old_texts, &new_texts);
    let mut segments: Vec<Segment> = Vec::new();
    for op in diff.ops() {
        let (old, new) = (old[op.old_range()].to_vec(), new[op.new_range()].to_vec());
        let is_kept = op.tag() == DiffTag::Equal;
        // A comma that both have between other words ties nothing together.
        let ties = new.iter().any(|token| !token.text.chars().all(is_mark));
        match segments.last_mut() {
            Some(Segment::Changed { old: changed_old, new: changed_new }) if !is_kept || !ties => {
                changed_old.extend(old);
                changed_new.extend(new);
            }
            _ if is_kept => segments.push(Segment::Kept(new)),
            _ => segments.push(Segment::Changed { old, new }),
        }
    }
    segments.into_iter().flat_map(without_common_marks).collect()
}

/// A change that ends with the same marks on both sides ends before them.
fn without_common_marks(segment: Segment) -> Vec<Segment> {
    let Segment::Changed { mut old, mut new } = segment else { return vec![segment] };
    let mut marks = Vec::new();
    while let (Some(a), Some(b)) = (old.last(), new.last())
        && a.text == b.text
    {
        marks.push(*b);
        old.pop();
        new.pop();
    }
    marks.reverse();
    let kept = (!marks.is_empty()).then_some(Segment::Kept(marks));
    let changed = (!old.is_empty() || !new.is_empty()).then_some(Segment::Changed { old, new });
    changed.into_iter().chain(kept).collect()
}

/// Runs of words, each in its element.
fn html(parts: &[(Option<&str>, Vec<Token>)]) -> String {
    let mut html = String::new();
    for (tag, words) in parts.iter().filter(|(_, words)| !words.is_empty()) {
        if words[0].spaced && !html.is_empty() {
            html.push(' ');
        }
        if let Some(tag) = tag {
            html.push_str(&format!("<{tag}>"));
        }
        for (number, word) in words.iter().enumerate() {
            if word.spaced && number > 0 {
                html.push(' ');
            }
            push_escaped(&mut html, word.text);
        }
        if let Some(tag) = tag {
            html.push_str(&format!("</{tag}>"));
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::{inline, is_same, marked};

    #[test]
    fn marks_and_capitals_alone_are_no_other_wording() {
        let same = [
            ("Open clinics", "Open clinics."),
            ("“Open” clinics", "\"Open\" clinics"),
            ("People's clinics", "People’s Clinics"),
            ("Clinics – all of 2–3 – open", "clinics - all of 2-3 - open"),
            ("Open clinics: all (by Q2)", "Open clinics, all, by Q2;"),
            ("Ouvrir « tout »", "Ouvrir «tout»"),
        ];
        for (before, after) in same {
            assert!(is_same(before, after), "{before} | {after}");
        }
        let other = [
            ("Open 4 clinics", "Open 5 clinics"),
            ("Open 1.5 clinics", "Open 15 clinics"),
            ("Grow 10%", "Grow 10"),
            ("At -4 degrees", "At 4 degrees"),
            ("Less than .5", "Less than 5"),
            ("In C", "In C++"),
            ("Open clinics", "Open the clinics"),
        ];
        for (before, after) in other {
            assert!(!is_same(before, after), "{before} | {after}");
        }
    }

    #[test]
    fn marks_stay_where_they_are_and_only_words_change() {
        let (before, after) = marked(Some("Done (by end of Q1) & well"), Some("Done (by end of Q3) & well"));
        assert_eq!(before.as_deref(), Some("Done (by end of <del>Q1</del>) &amp; well"));
        assert_eq!(after.as_deref(), Some("Done (by end of <ins>Q3</ins>) &amp; well"));
        let both = inline("Reviews take a day.", "Reviews take one day, at most.");
        assert_eq!(both.as_deref(), Some("Reviews take <del>a</del> <ins>one</ins> day<ins>, at most</ins>."));
        let both = inline("Four services; two wikis.", "Four services.");
        assert_eq!(both.as_deref(), Some("Four services<del>; two wikis</del>."));
        let both = inline("We write red, green, blue", "We write one, two, three");
        assert_eq!(both.as_deref(), Some("We write <del>red, green, blue</del> <ins>one, two, three</ins>"));
        assert_eq!(inline("Nothing, stays.", "All, goes."), None);
        assert_eq!(marked(None, Some("Alone & new")), (None, Some("Alone &amp; new".into())));
    }
}
