//! Yes and no: with notes behind them, and in other languages.

use crate::model::quantity::scan;

/// What ends a yes or no besides commas, semicolons and parentheses: behind dashes, colons and points stands a note, too.
const ENDS: [&str; 9] = ["–", "—", " - ", ": ", ". ", "! ", "(", "（", "\u{2212} "];

/// A yes or no as it is written, and the note behind it.
pub fn answer(text: &str) -> (&str, &str) {
    let text = text.trim_matches(scan::is_space);
    let marks = ENDS.iter().filter_map(|mark| text.find(mark)).chain(text.find(scan::is_comma));
    let (word, note) = text.split_at(marks.min().unwrap_or(text.len()));
    let is_mark = |letter: char| scan::is_space(letter) || "–—-\u{2212}:.!".contains(letter);
    (word.trim_matches(scan::is_space), note.trim_start_matches(is_mark))
}

/// How words begin that tell when, where or why an answer holds.
const CIRCUMSTANCES: [&str; 17] = [
    "in", "on", "by", "at", "as", "since", "until", "till", "before", "after", "from", "not", "but", "because", "due",
    "this", "next",
];

/// `yes` and what stands behind it without a mark between them: `Yes signed in June`, `no in May`. Behind a no its noun may stand.
pub fn answer_and_more(text: &str) -> Option<(&str, &str)> {
    let (word, rest) = text.trim_matches(scan::is_space).split_once(scan::is_space)?;
    let rest = rest.trim_start_matches(scan::is_space);
    let is_answer = match word.to_lowercase().as_str() {
        "yes" | "true" | "done" => rest.starts_with(char::is_alphanumeric),
        "no" | "false" => begins_circumstances(rest),
        _ => false,
    };
    is_answer.then_some((word, rest))
}

/// `yes` as a target, and when it is to be so: `yes by Q3`.
pub fn yes_by(text: &str) -> Option<(&str, &str)> {
    let (word, rest) = answer_and_more(text)?;
    (matches!(word.to_lowercase().as_str(), "yes" | "true") && begins_circumstances(rest)).then_some((word, rest))
}

fn begins_circumstances(text: &str) -> bool {
    let first = text.split(scan::is_space).next().unwrap_or_default().to_lowercase();
    CIRCUMSTANCES.contains(&first.as_str())
}

/// Yes and no as the program's themes say them in other languages than that of the format, and as they are ticked.
const WORDS: [(&str, &str); 18] = [
    ("oui", "yes"),
    ("non", "no"),
    ("ja", "yes"),
    ("nein", "no"),
    ("نعم", "yes"),
    ("لا", "no"),
    ("on", "yes"),
    ("off", "no"),
    ("y", "yes"),
    ("n", "no"),
    ("✓", "yes"),
    ("✔", "yes"),
    ("✅", "yes"),
    ("☑", "yes"),
    ("✗", "no"),
    ("✘", "no"),
    ("❌", "no"),
    // In some countries it ticks a box, in others it says that the answer is wrong.
    ("x", "yes` or `no"),
];

/// What to write for a text that says yes or no otherwise than the format does: `yes` for `oui (en mars)`.
pub fn yes_or_no_meant(text: &str) -> Option<&'static str> {
    let (word, _) = scan::words(text.trim_matches(scan::is_space));
    let word = word.trim_end_matches(['.', '!', '\u{fe0f}']).to_lowercase();
    WORDS.iter().find(|(said, _)| *said == word).map(|(_, meant)| *meant)
}

/// What to write for a value that says yes or no otherwise than the format does, also where a tick stands beside the answer, or that
/// says of something that it is done.
pub fn answer_meant(text: &str) -> Option<&'static str> {
    const TICKS: [char; 5] = ['✓', '✔', '✅', '☑', '\u{fe0f}'];
    let (word, _) = scan::words(text.trim_matches(scan::is_space));
    let bare = word.trim_matches(|letter| scan::is_space(letter) || TICKS.contains(&letter));
    let is_ticked = bare.len() < word.len();
    let is_done = match bare.trim_end_matches(['.', '!']).to_lowercase().as_str() {
        "yes" | "done" => is_ticked,
        "complete" | "completed" | "finished" | "shipped" | "delivered" | "launched" => true,
        _ => false,
    };
    yes_or_no_meant(text).or(is_done.then_some("yes"))
}

/// Whether a text says yes or no, as the format does or otherwise.
pub fn says_yes_or_no(text: &str) -> bool {
    let word = answer(text).0.trim_end_matches(['.', '!']).to_lowercase();
    matches!(word.as_str(), "yes" | "no" | "true" | "false" | "done") || yes_or_no_meant(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::{answer, answer_and_more, answer_meant, says_yes_or_no, yes_by, yes_or_no_meant};

    #[test]
    fn behind_a_mark_is_a_note() {
        for (text, word, note) in [
            ("yes", "yes", ""),
            ("Yes.", "Yes.", ""),
            ("Yes – signed on 3 June", "Yes", "signed on 3 June"),
            ("Yes — signed, at last", "Yes", "signed, at last"),
            ("yes—signed", "yes", "signed"),
            ("No - not yet (why)", "No", "not yet (why)"),
            ("Yes. Signed", "Yes", "Signed"),
            ("yes: signed", "yes", "signed"),
            ("yes, but - as said - late", "yes", ", but - as said - late"),
            ("yes (by June)", "yes", "(by June)"),
            ("no-one knows", "no-one knows", ""),
        ] {
            assert_eq!(answer(text), (word, note), "{text}");
        }
        assert_eq!(answer_and_more("Yes signed in June"), Some(("Yes", "signed in June")));
        assert_eq!(answer_and_more("no in May"), Some(("no", "in May")));
        for text in ["yes", "yes, signed", "yes (signed)", "No contract yet", "yesterday it was", "no"] {
            assert_eq!(answer_and_more(text), None, "{text}");
        }
        assert_eq!(yes_by("yes by Q3"), Some(("yes", "by Q3")));
        for text in ["yes signed in June", "yes, by Q3", "no in May", "done by Q3"] {
            assert_eq!(yes_by(text), None, "{text}");
        }
    }

    #[test]
    fn a_note_may_stand_behind() {
        assert_eq!(yes_or_no_meant("Oui, en mars"), Some("yes"));
        assert_eq!(yes_or_no_meant("Nein."), Some("no"));
        assert_eq!(yes_or_no_meant("✔\u{fe0f} (signed)"), Some("yes"));
        for text in ["yes", "no", "ouistiti", "ja wohl", "non-lucratif", ""] {
            assert_eq!(yes_or_no_meant(text), None, "{text}");
        }
        for text in ["✅ Done", "Yes ✔\u{fe0f}, signed", "Shipped", "Complete.", "oui"] {
            assert_eq!(answer_meant(text), Some("yes"), "{text}");
        }
        for text in ["yes", "done", "no ✅", "completed half", "✅ Signed", ""] {
            assert_eq!(answer_meant(text), None, "{text}");
        }
        assert!(["Yes.", "no, not yet", "done", "ja"].into_iter().all(says_yes_or_no));
        assert!(!["Contract signed", "north", ""].into_iter().any(says_yes_or_no));
    }
}
