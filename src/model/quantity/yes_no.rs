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
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn yes_and_no_are_known_in_all_languages_of_the_themes() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/locales");
        for language in
            fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|language| language.file_name() != "en")
        {
            let words = fs::read_to_string(language.path().join("theme.ftl")).unwrap();
            for meant in ["yes", "no"] {
                let said = words.lines().find_map(|line| line.strip_prefix(&format!("{meant} = "))).unwrap();
                assert_eq!(yes_or_no_meant(said), Some(meant), "{language:?}");
            }
        }
    }

    #[test]
    fn a_note_may_stand_behind() {
        assert_eq!(yes_or_no_meant("Oui, en mars"), Some("yes"));
        assert_eq!(yes_or_no_meant("Nein."), Some("no"));
        for text in ["yes", "no", "ouistiti", "ja wohl", "non-lucratif", ""] {
            assert_eq!(yes_or_no_meant(text), None, "{text}");
        }
    }
}
