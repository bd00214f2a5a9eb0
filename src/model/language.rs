//! Language tags, as browsers read them.

use std::collections::HashSet;

/// Whether a text is a language tag: a language, perhaps with its script, its region, its variants and what extends it, in this
/// order, and each of them once. A browser throws away the program that asks it for the words of any other.
pub fn is_tag(text: &str) -> bool {
    let tag = text.to_ascii_lowercase();
    let mut parts = tag.split('-').peekable();
    let language = parts.next().unwrap_or_default();
    if !is_word(language) || !matches!(language.len(), 2 | 3) {
        return false;
    }
    let is_script = |part: &&str| part.len() == 4 && is_word(part);
    let is_region = |part: &&str| (part.len() == 2 && is_word(part)) || (part.len() == 3 && is_number(part));
    parts.next_if(is_script);
    parts.next_if(is_region);
    let mut said = HashSet::new();
    while let Some(variant) = parts.next_if(|part| is_variant(part)) {
        if !said.insert(variant) {
            return false;
        }
    }
    while let Some(kind) = parts.next() {
        if kind.len() != 1 || !is_alphanumeric(kind) || !said.insert(kind) {
            return false;
        }
        let shortest = if kind == "x" { 1 } else { 2 };
        let is_value = |part: &&str| (shortest..=8).contains(&part.len()) && is_alphanumeric(part);
        if parts.next_if(is_value).is_none() {
            return false;
        }
        while parts.next_if(is_value).is_some() {}
        // What is agreed upon in private ends a tag.
        if kind == "x" {
            return parts.next().is_none();
        }
    }
    true
}

/// Languages by the names that people call them, in English and in themselves.
const NAMES: [(&str, &[&str]); 12] = [
    ("ar", &["arabic"]),
    ("de", &["german", "deutsch"]),
    ("en", &["english"]),
    ("es", &["spanish", "español", "espanol", "castellano"]),
    ("fr", &["french", "français", "francais"]),
    ("he", &["hebrew"]),
    ("it", &["italian", "italiano"]),
    ("ja", &["japanese"]),
    ("nl", &["dutch", "nederlands"]),
    ("pl", &["polish", "polski"]),
    ("pt", &["portuguese", "português", "portugues"]),
    ("zh", &["chinese"]),
];

/// The tag that is probably meant by what is none: `en-US` by `en_US`, `de` by `Deutsch`.
pub fn tag_meant(text: &str) -> Option<String> {
    let name = text.trim().to_lowercase();
    let named = NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(tag, _)| (*tag).to_owned());
    named.or_else(|| Some(text.trim().replace('_', "-")).filter(|tag| is_tag(tag)))
}

fn is_variant(part: &str) -> bool {
    let is_year = part.len() == 4 && part.starts_with(|first: char| first.is_ascii_digit());
    is_alphanumeric(part) && (is_year || (5..=8).contains(&part.len()))
}

fn is_word(part: &str) -> bool {
    part.bytes().all(|letter| letter.is_ascii_alphabetic())
}

fn is_number(part: &str) -> bool {
    part.bytes().all(|letter| letter.is_ascii_digit())
}

fn is_alphanumeric(part: &str) -> bool {
    part.bytes().all(|letter| letter.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::is_tag;

    #[test]
    fn tags_are_told_from_what_is_none() {
        for tag in [
            "en",
            "pt-BR",
            "FR-ca",
            "sr-Latn",
            "de-Latn-CH",
            "es-419",
            "de-DE-1996",
            "sl-rozaj-biske",
            "yue",
            "en-u-ca-buddhist",
            "en-a-bb-cc-b-dd",
            "de-DE-x-y",
            "dr-CH",
        ] {
            assert!(is_tag(tag), "{tag}");
        }
        for text in [
            "",
            "e",
            "-",
            "en-",
            "en_GB",
            "de-DE-DE",
            "de-CH-Latn",
            "de-1996-1996",
            "abcd",
            "zh-yue",
            "en-a",
            "en-u-x-y",
            "en-a-bb-a-cc",
            "x-foo",
            "english language",
            "de-ü",
        ] {
            assert!(!is_tag(text), "{text}");
        }
    }
}
