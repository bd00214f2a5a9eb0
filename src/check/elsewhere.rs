//! What a claim compares with, where a note behind it says so: `40 minutes (-9%), against Q2`.

use crate::model::quarter::{Calendar, month_named};

/// How such notes begin, in the languages that people write them in.
const AGAINST: [&str; 17] = [
    "against ",
    "versus ",
    "vs ",
    "vs. ",
    "since ",
    "than ",
    "compared to ",
    "compared with ",
    "from ",
    "on ",
    "over ",
    "gegenüber ",
    "seit ",
    "im vergleich zu ",
    "depuis ",
    "par rapport à ",
    "par rapport au ",
];
/// What they name.
const TIMES: [&str; 10] =
    ["quarter", "year", "month", "week", "quartal", "jahr", "vorjahr", "trimestre", "année", "mois"];

/// Whether a note says that a claim is about another time than the baseline's.
pub fn names_another_time(note: &str) -> bool {
    let lower = note.to_lowercase();
    lower.split(", ").filter_map(|part| AGAINST.iter().find_map(|beginning| part.strip_prefix(beginning))).any(is_time)
}

/// Whether words begin with the name of a time.
fn is_time(words: &str) -> bool {
    let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
    let names_time = |word: String| {
        TIMES.iter().any(|time| word.starts_with(time))
            || Calendar::read(&word).is_some()
            || month_named(&word).is_some()
    };
    // The first words: what follows is about something else.
    words.split_whitespace().take(3).map(bare).any(names_time)
}

#[cfg(test)]
mod tests {
    use super::names_another_time;

    #[test]
    fn notes_that_say_what_is_compared() {
        for note in [
            "against Q2",
            "vs. Q2",
            "since the last quarter",
            "than a year ago",
            "gegenüber Q2",
            "since March",
            "of waiting, against Q2",
        ] {
            assert!(names_another_time(note), "{note}");
        }
        for note in ["Q2 was better", "against all odds", "since we moved", "so far", "on average and over the quarter"]
        {
            assert!(!names_another_time(note), "{note}");
        }
    }
}
