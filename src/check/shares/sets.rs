//! The words by which shares are known.

use crate::model::quarter::month_named;

/// Words that exclude each other. With `true` they are also read before their percentage: `green: 40%`. Of groups of
/// people that would be a rate: `girls 74%, boys 68%`.
pub const SETS: &[(bool, &[&str])] = &[
    (true, &["agree", "disagree", "do not", "don't", "neutral", "undecided", "not sure"]),
    (true, &["yes", "no", "maybe", "abstained"]),
    (true, &["green", "amber", "yellow", "orange", "red"]),
    (true, &["on track", "at risk", "off track", "behind", "postponed", "dropped"]),
    (
        true,
        &[
            "done",
            "complete",
            "completed",
            "finished",
            "closed",
            "open",
            "pending",
            "in review",
            "planned",
            "in progress",
            "under way",
            "not started",
            "to do",
            "todo",
            "blocked",
        ],
    ),
    // What is exceeded is met, too.
    (true, &["met", "missed", "partly met", "partially met", "not met"]),
    (true, &["passed", "failed", "skipped"]),
    (true, &["promoters", "passives", "detractors"]),
    (true, &["satisfied", "dissatisfied", "unsatisfied"]),
    (true, &["positive", "negative"]),
    (true, &["in favour", "in favor", "against", "abstaining"]),
    (false, &["women", "men", "female", "male", "girls", "boys", "non-binary"]),
    (false, &["high", "medium", "low", "none"]),
];

/// Words that say the same state.
const FINISHED: [&str; 4] = ["complete", "completed", "finished", "closed"];

/// One word for all that say the same.
pub fn state(part: &'static str) -> &'static str {
    if FINISHED.contains(&part) { "done" } else { part }
}

/// A number behind them tells one from the other. But for levels, something is at one of them only where it is said to be:
/// `60% at stage 2`. `Phase 2: 60%` is how far that phase is.
pub const STEPS: [&str; 8] = ["level", "stage", "tier", "phase", "step", "grade", "class", "priority"];

/// Words that say that shares overlap.
pub const OVERLAP: [&str; 14] = [
    "or above",
    "or higher",
    "or better",
    "or more",
    "and above",
    "and higher",
    "and up",
    "at least",
    "up to",
    "overlap",
    "cumulative",
    "several answers",
    "multiple answers",
    "more than one",
];

/// Words between two shares that are part of neither.
pub const BETWEEN: [&str; 8] = ["and", "while", "but", "then", "are", "is", "were", "was"];

/// Words that part what is told of one share from what is told of the next.
pub const JOINTS: [&str; 7] = [" and ", " while ", " but ", " of which ", " of whom ", " up from ", " down from "];

/// Words before a share that say nothing of what it is of.
pub const OPENING: [&str; 17] = [
    "the",
    "a",
    "remaining",
    "another",
    "other",
    "others",
    "further",
    "only",
    "about",
    "around",
    "roughly",
    "some",
    "still",
    "now",
    "with",
    "namely",
    "so",
];

/// Words with which more is told of a part: `60% agree with the plan`. Another word behind it makes it something of its own:
/// `80% open rate`.
pub const MORE: [&str; 18] = [
    "of", "in", "on", "at", "with", "by", "so", "as", "to", "for", "from", "now", "yet", "today", "since", "until",
    "that", "already",
];

/// Labels that are all that is left of the share before them.
pub const REST: [&str; 9] =
    ["not", "not yet", "remaining", "remain", "left", "to go", "outstanding", "missing", "the rest"];

/// Words that lead to a list of shares; so does a colon.
pub const LEADING: [&str; 6] = ["of these", "of those", "of them", "of which", "with", "namely"];

/// Whether a label is one of the words that exclude each other, and nothing more.
pub fn is_state(label: &[String]) -> bool {
    let label = label.join(" ");
    SETS.iter().any(|(either_side, parts)| *either_side && parts.contains(&label.as_str()))
}

/// Whether a label with this word is no part's: it says of what the share is, of which day, or how something changed.
pub fn is_no_part(word: &str) -> bool {
    // `q1`, `2021`, `w14`.
    let is_numbered = word.starts_with(['q', 'w', '2']) && word.ends_with(|last: char| last.is_ascii_digit());
    month_named(word).is_some() || is_numbered || COMPARED.contains(&word) || NO_PARTS.contains(&word)
}

/// Words that say how something is beside what it was.
const COMPARED: [&str; 32] = [
    "faster", "slower", "quicker", "fewer", "higher", "lower", "better", "greater", "larger", "bigger", "smaller",
    "longer", "shorter", "later", "earlier", "sooner", "older", "newer", "cheaper", "stronger", "weaker", "safer",
    "cleaner", "easier", "harder", "warmer", "cooler", "happier", "lighter", "heavier", "richer", "deeper",
];

/// Words of wholes, of times and of changes.
pub const NO_PARTS: [&str; 22] = [
    "of",
    "last",
    "this",
    "week",
    "month",
    "quarter",
    "year",
    "today",
    "yesterday",
    "now",
    "before",
    "more",
    "less",
    "up",
    "down",
    "growth",
    "increase",
    "decrease",
    "reduction",
    "drop",
    "rate",
    "coverage",
];

/// Whether a word says what became of something, so that a percentage beside it may be a rate: `Fixed: 80% high`.
pub fn is_outcome(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") || matches!(word, "done" | "complete" | "open" | "met")
}
