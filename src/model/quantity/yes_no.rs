//! What was meant by a yes or no in another language.

use crate::model::quantity::scan;

/// Yes and no as the program's themes say them in other languages than that of the format.
const WORDS: [(&str, &str); 6] =
    [("oui", "yes"), ("non", "no"), ("ja", "yes"), ("nein", "no"), ("نعم", "yes"), ("لا", "no")];

/// What to write for a text that says yes or no otherwise than the format does: `yes` for `oui (en mars)`.
pub fn yes_or_no_meant(text: &str) -> Option<&'static str> {
    let (word, _) = scan::words(text.trim_matches(scan::is_space));
    let word = word.trim_end_matches(['.', '!']).to_lowercase();
    WORDS.iter().find(|(said, _)| *said == word).map(|(_, meant)| *meant)
}

#[cfg(test)]
mod tests {
    use super::yes_or_no_meant;

    #[test]
    fn a_note_may_stand_behind() {
        assert_eq!(yes_or_no_meant("Oui, en mars"), Some("yes"));
        assert_eq!(yes_or_no_meant("Nein."), Some("no"));
        for text in ["yes", "no", "ouistiti", "ja wohl", "non-lucratif", ""] {
            assert_eq!(yes_or_no_meant(text), None, "{text}");
        }
    }
}
