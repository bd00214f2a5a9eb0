//! Names for addresses: `Content Integrity` becomes `content-integrity`.

use crate::model::script::{Part, composed, part};

/// Stands behind the slug of a heading that not everybody may see. No slug has a point.
pub const PRIVATE: &str = ".private";

/// Lower-case letters and digits of any script, with their marks, joined by single hyphens; `section` where nothing is left.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match part(letter) {
            // The one that `İ` leaves above its small letter, which has one.
            Part::Mark if letter == '\u{307}' && slug.ends_with('i') => {}
            Part::Mark if slug.is_empty() || slug.ends_with('-') => {}
            Part::Letter | Part::Word | Part::Mark => slug.push(letter),
            Part::Joiner => {}
            Part::Between if letter == '_' => slug.push('_'),
            Part::Between if slug.is_empty() || slug.ends_with('-') => {}
            Part::Between => slug.push('-'),
        }
    }
    if slug.ends_with('-') {
        slug.pop();
    }
    if slug.is_empty() { "section".into() } else { composed(&slug).into_owned() }
}

/// Whether a text has nothing but what ids are made of: letters with their marks, digits, `-`, `_` and `.`.
pub fn is_of_ids(text: &str) -> bool {
    let mut before = Part::Between;
    text.chars().all(|letter| {
        let was = std::mem::replace(&mut before, part(letter));
        match before {
            Part::Letter | Part::Word => true,
            Part::Mark => was != Part::Between,
            Part::Joiner => false,
            Part::Between => matches!(letter, '-' | '_' | '.'),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{is_of_ids, slug};

    #[test]
    fn letters_of_all_scripts_keep_their_marks() {
        for (text, expected) in [
            ("Content Integrity (Q3)", "content-integrity-q3"),
            ("Café déjà Ärger ß ﬁ", "café-déjà-ärger-ß-ﬁ"),
            ("Cafe\u{301} de\u{301}ja\u{300}", "café-déjà"),
            ("क्षेत्रीय स्वास्थ्य केन्द्र", "क्षेत्रीय-स्वास्थ्य-केन्द्र"),
            ("ภาษาไทยที่ดี", "ภาษาไทยที่ดี"),
            ("مُحَمَّد، سَلَام", "مُحَمَّد-سَلَام"),
            ("第2四半期", "第2四半期"),
            ("İstanbul I\u{307}stanbul", "istanbul-istanbul"),
            ("⚠\u{fe0f} Risks 1\u{fe0f}\u{20e3} First", "risks-1-first"),
            ("\u{301} \u{94d}", "section"),
            ("snake_case", "snake_case"),
        ] {
            assert_eq!(slug(text), expected);
            assert_eq!(slug(expected), expected);
            assert!(is_of_ids(expected), "{expected}");
        }
    }

    #[test]
    fn a_mark_without_its_letter_is_in_no_id() {
        for text in ["\u{94d}a", "a-\u{301}", "a b", "a/b", "a\u{200d}"] {
            assert!(!is_of_ids(text), "{text:?}");
        }
    }
}
