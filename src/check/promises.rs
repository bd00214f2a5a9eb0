//! Promises with a date in a title: `4 services by end of Q4`. Only what can be read with confidence is one.

use crate::model::book::KeyResult;
use crate::model::quantity::Unit;
use crate::model::quarter::{Calendar, Quarter};

/// Something that a title promises for a quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// The number promised, where it stands right before the date.
    pub number: Option<f64>,
    pub decimals: u8,
    pub percent: bool,
    /// A word of the unit that stands behind the number.
    pub words: String,
    /// The number is where it ends, not how far it goes: "to 20 days by end of Q2".
    pub to: bool,
    pub by: Quarter,
    /// The title names no other quarter.
    pub alone: bool,
}

impl Promise {
    /// Whether the number can be compared with the key result's values.
    pub fn fits(&self, of: &KeyResult) -> bool {
        match &of.unit {
            Some(Unit::Percent) => self.percent,
            Some(Unit::Words(unit)) => {
                !self.percent && (self.words.is_empty() || crate::model::quantity::is_same_unit(&self.words, unit))
            }
            _ => false,
        }
    }
}

/// The promises of a title in a deck of the quarter `deck`.
pub fn read(title: &str, deck: Quarter) -> Vec<Promise> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let mut promises = Vec::new();
    let mut quarters = 0;
    let mut at = 0;
    while at < words.len() {
        let Some((quarter, length)) = quarter_at(&words[at..], deck) else {
            at += 1;
            continue;
        };
        quarters += 1;
        if let Some((start, says_by)) = before_date(&words[..at]) {
            let number = number_before(&words[..start]);
            if says_by || number.as_ref().is_some_and(|(_, _, percent, _)| *percent) {
                let to = ends_at(&words[..start]);
                let (number, decimals, percent, words) = match number {
                    Some((number, decimals, percent, words)) => (Some(number), decimals, percent, words),
                    None => (None, 0, false, String::new()),
                };
                // Without a number, only "by" is a promise; "in Q3" may tell when something is looked at.
                if number.is_some() || says_by {
                    promises.push(Promise { number, decimals, percent, words, to, by: quarter, alone: false });
                }
            }
        }
        at += length;
    }
    if let [only] = promises.as_mut_slice()
        && quarters == 1
        && !lists_several(title)
    {
        only.alone = true;
    }
    promises
}

/// Whether "to", "under" or "below" stands before the number at the end of these words.
fn ends_at(words: &[&str]) -> bool {
    let before = |back: usize| words.len().checked_sub(back).and_then(|at| words.get(at)).copied().unwrap_or_default();
    [2, 3].into_iter().any(|back| matches!(before(back), "to" | "under" | "below" | "least" | "most"))
}

/// Words that say that something is not done yet.
const UNFINISHED: [&str; 14] = [
    "not done",
    "not yet",
    "not completed",
    "not finished",
    "not started",
    "in progress",
    "delayed",
    "pending",
    "behind",
    "still",
    "blocked",
    "paused",
    "slipped",
    "late",
];

/// Words that say that something is done.
const FINISHED: [&str; 12] = [
    "done",
    "completed",
    "finished",
    "launched",
    "released",
    "shipped",
    "delivered",
    "live",
    "opened",
    "published",
    "rolled out",
    "achieved",
];

/// Whether a check-in in words, in lower case, says that it is not done.
pub fn is_unfinished(text: &str) -> bool {
    UNFINISHED.iter().any(|words| has_words(text, words))
}

/// Whether it says that it is done, or may.
pub fn is_finished(text: &str) -> bool {
    let without = UNFINISHED.iter().fold(text.to_owned(), |text, words| text.replace(words, " "));
    FINISHED.iter().any(|words| has_words(&without, words))
}

/// Whether whole words stand in a text.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        !is_letter(text[..at].chars().next_back()) && !is_letter(text[at + words.len()..].chars().next())
    })
}

/// A title that lists several things promises the date for one of them only.
fn lists_several(title: &str) -> bool {
    title.contains(['(', ';', ',']) || title.contains(" and ")
}

/// A quarter written at the beginning of these words, and how many words it takes.
fn quarter_at(words: &[&str], deck: Quarter) -> Option<(Quarter, usize)> {
    let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
    let first = bare(words.first()?);
    if !first.starts_with(['Q', 'q']) && !first.chars().any(|letter| matches!(letter, 'Q' | 'q')) {
        return None;
    }
    // A comma or parenthesis after the quarter ends it; a year may follow otherwise.
    if !words[0].ends_with([',', ';', ')', '.', ':'])
        && let Some(next) = words.get(1)
        && let Some(quarter) = Calendar::read(&format!("{first} {}", bare(next)))
    {
        return Some((quarter.resolve(deck), 2));
    }
    Calendar::read(&first).map(|quarter| (quarter.resolve(deck), 1))
}

/// Where the words of the date (`by`, `by the end of`, `in`) begin, and whether they say "by".
fn before_date(words: &[&str]) -> Option<(usize, bool)> {
    let lower = |at: usize| words.get(at).map(|word| word.trim_start_matches('(').to_lowercase()).unwrap_or_default();
    let n = words.len();
    for length in (1..=4).rev().filter(|length| *length <= n) {
        let phrase: Vec<String> = (n - length..n).map(lower).collect();
        match phrase.join(" ").as_str() {
            "by" | "by end of" | "by the end of" => return Some((n - length, true)),
            "in" => return Some((n - length, false)),
            _ => {}
        }
    }
    None
}

/// `4`, `70%`, `2 services` at the end of these words, as value, decimals, whether it is a share, and the unit's words.
fn number_before(words: &[&str]) -> Option<(f64, u8, bool, String)> {
    let last = words.last()?;
    // Something that ends before the date is no part of the promise.
    if last.ends_with([',', ';', ')']) {
        return None;
    }
    let number = |word: &str| {
        let word = word.trim_start_matches(['(', '“', '"']);
        let (digits, percent) = word.strip_suffix('%').map_or((word, false), |digits| (digits, true));
        let value: f64 = digits.parse().ok()?;
        let decimals = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        Some((value, u8::try_from(decimals).unwrap_or(0), percent))
    };
    if let Some((value, decimals, percent)) = number(last) {
        return Some((value, decimals, percent, String::new()));
    }
    let before = words.len().checked_sub(2).and_then(|at| words.get(at))?;
    let (value, decimals, percent) = number(before)?;
    Some((value, decimals, percent, (*last).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(title: &str) -> Vec<String> {
        let deck = Quarter { year: 2021, number: 3 };
        let number = |promise: &Promise| promise.number.map_or("-".into(), |number| number.to_string());
        let promises = read(title, deck);
        promises
            .iter()
            .map(|p| {
                format!(
                    "{}{} {} Q{} {}{}",
                    number(p),
                    if p.percent { "%" } else { "" },
                    p.words,
                    p.by.number,
                    p.by.year,
                    if p.alone { " alone" } else { "" }
                )
            })
            .collect()
    }

    #[test]
    fn only_plain_promises_are_read() {
        assert_eq!(shown("Launch the forum by end of Q2"), ["-  Q2 2021 alone"]);
        assert_eq!(shown("4 services by the end of Q4"), ["4 services Q4 2021"].map(|s| s.to_owned() + " alone"));
        assert_eq!(
            shown("1 service by end of Q2, 2 by end of Q3, and 4 by end of Q4"),
            ["1 service Q2 2021", "2  Q3 2021", "4  Q4 2021"]
        );
        assert_eq!(shown("Coverage (20% in Q1, 40% in Q2)"), ["20%  Q1 2021", "40%  Q2 2021"]);
        assert_eq!(shown("Plan Q1, prototype Q2, launch Q4"), Vec::<String>::new());
        assert_eq!(shown("Survey engineers in Q1"), Vec::<String>::new());
        assert_eq!(shown("A model (by Q3) and 4 milestones (by Q4)").len(), 2);
        assert_eq!(shown("Serve users by Q1 FY2021-22"), ["-  Q1 2022 alone"]);
        assert_eq!(shown("Grow by 10% (4% by end of Q2)"), ["4%  Q2 2021"]);
    }
}
