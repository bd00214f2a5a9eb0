//! The catalogues of words: templates and catalogues fit each other, and every translation says what the English one says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use quarterdeck::model::quantity::{
    aim_meant, is_points_word, limit_behind, limit_meant, part_of_whole, read_written, yes_or_no_meant,
};
use walkdir::WalkDir;

const LANGUAGES: [&str; 3] = ["ar", "de", "fr"];

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The messages of a language of the default theme, each with the variables that it names.
fn catalogue(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(project(&format!("themes/default/locales/{language}/theme.ftl"))).unwrap();
    let resource = parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{language}: {errors:?}"));
    let mut messages = BTreeMap::new();
    for entry in resource.body {
        if let Entry::Message(message) = entry {
            let mut variables = BTreeSet::new();
            variables_of(&message.value.unwrap(), &mut variables);
            let twice = messages.insert(message.id.name.clone(), variables);
            assert!(twice.is_none(), "{language}: {} stands twice", message.id.name);
        }
    }
    messages
}

fn variables_of(pattern: &Pattern<String>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        let inline = match expression {
            Expression::Inline(inline) => inline,
            Expression::Select { selector, variants } => {
                for variant in variants {
                    variables_of(&variant.value, found);
                }
                selector
            }
        };
        if let InlineExpression::VariableReference { id } = inline {
            found.insert(id.name.clone());
        }
    }
}

/// All templates of all themes.
fn templates() -> Vec<String> {
    let files = WalkDir::new(project("themes")).into_iter().flatten();
    let files =
        files.filter(|entry| entry.path().to_string_lossy().contains("/templates/") && entry.file_type().is_file());
    files.map(|entry| fs::read_to_string(entry.path()).unwrap()).collect()
}

/// What templates ask `t` for: whole keys, and beginnings of keys that are put together.
fn asked() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut keys, mut beginnings) = (BTreeSet::new(), BTreeSet::new());
    for text in templates() {
        // `"key" | t`, `("beginning-" ~ end) | t`, either with arguments
        let ends_here = |rest: &str| !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_');
        let filters = text.match_indices(" | t").filter(|(at, filter)| ends_here(&text[at + filter.len()..]));
        for (at, _) in filters {
            let before = &text[..at];
            match before.strip_suffix('"') {
                Some(before) => keys.insert(before[before.rfind('"').unwrap() + 1..].to_owned()),
                None => {
                    let expression = &before[before.rfind('(').unwrap()..];
                    assert!(expression.contains(" ~ ") && expression.ends_with(')'), "{expression}");
                    beginnings.insert(expression.split('"').nth(1).unwrap().to_owned())
                }
            };
        }
        for call in text.split("t(key=").skip(1) {
            let expression = &call[..call.find([',', ')']).unwrap()];
            let quoted = expression.split('"').skip(1).step_by(2).map(ToOwned::to_owned);
            if expression.contains('~') {
                beginnings.extend(quoted.take(1));
            } else {
                let compared = |word: &String| expression.contains(&format!("== \"{word}\""));
                keys.extend(quoted.filter(|word| !compared(word)));
            }
        }
    }
    (keys, beginnings)
}

/// What a language of the default theme says for a key, without the marks that nobody sees, and with these for its variables.
fn said(language: &str, key: &str, variables: &[(&str, &str)]) -> String {
    let text = fs::read_to_string(project(&format!("themes/default/locales/{language}/theme.ftl"))).unwrap();
    let said = text.lines().find_map(|line| line.strip_prefix(&format!("{key} = "))).unwrap();
    let plain = said.replace(['\u{2066}', '\u{2068}', '\u{2069}'], "").replace(char::is_whitespace, " ");
    variables.iter().fold(plain, |said, (name, value)| said.replace(&format!("{{ ${name} }}"), value))
}

#[test]
fn yes_and_no_of_every_language_are_told_where_those_of_the_format_belong() {
    for language in LANGUAGES {
        for meant in ["yes", "no"] {
            assert_eq!(yes_or_no_meant(&said(language, meant, &[])), Some(meant), "{language}");
        }
    }
}

#[test]
fn limits_bands_parts_and_points_of_every_language_are_told_where_those_of_the_format_belong() {
    for language in LANGUAGES {
        let said = |key, variables: &[_]| said(language, key, variables);
        let limit = |said: &str| limit_meant(said).or_else(|| limit_behind(said));
        assert_eq!(limit(&said("at-most", &[("number", "3")])).as_deref(), Some("at most 3"), "{language}");
        let at_least = said("at-least", &[("number", "3")]);
        // Behind its number nobody need know it: from 0 that is to be reached.
        assert!(at_least.starts_with('3') || limit(&at_least).as_deref() == Some("at least 3"), "{at_least}");
        let band = aim_meant(&said("between", &[("low", "80%"), ("high", "90%")]), None);
        assert_eq!(band.map(|band| band.target).as_deref(), Some("80%..90%"), "{language}");
        let part = said("part", &[("number", "3"), ("of", "4")]);
        assert_eq!(part_of_whole(&part).as_deref(), Some("3 of 4"), "{language}");
        let points = said("points", &[("number", "5")]).replace("5 ", "");
        let is_read = read_written(&format!("+5 {points}")).unit.is_some_and(|unit| unit.as_str() == "%");
        assert!(is_read || is_points_word(&points), "{language}: {points}");
    }
}

#[test]
fn french_marks_stay_beside_the_words_that_they_belong_to() {
    let text = fs::read_to_string(project("themes/default/locales/fr/theme.ftl")).unwrap();
    let said = |line: &str| line.split_once(" = ").map_or(line.to_owned(), |(_, said)| said.to_owned());
    let is_broken = |said: &String| [" :", " ;", " !", " ?", " »", " %", "« "].iter().any(|mark| said.contains(mark));
    let broken: Vec<String> = text.lines().filter(|line| !line.starts_with('#')).map(said).filter(is_broken).collect();
    assert!(broken.is_empty(), "{broken:?}");
}

#[test]
fn numbers_of_the_archive_stay_with_what_they_count() {
    for language in ["en"].into_iter().chain(LANGUAGES) {
        let text = fs::read_to_string(project(&format!("themes/default/locales/{language}/theme.ftl"))).unwrap();
        let (_, message) = text.split_once("\ndeck-facts = ").unwrap();
        let (message, _) = message.split_once("\n}\n").unwrap();
        assert!(message.contains('\u{a0}') && !message.contains("} ") && !message.contains("\u{2069} "), "{language}");
    }
}

#[test]
fn templates_ask_only_for_messages_that_exist() {
    let english = catalogue("en");
    let (keys, beginnings) = asked();
    assert!(keys.len() > 50 && beginnings.len() > 3, "{keys:?} {beginnings:?}");
    let missing: Vec<&String> = keys.iter().filter(|key| !english.contains_key(*key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let begun = |beginning: &&String| english.keys().any(|key| key.starts_with(beginning.as_str()));
    let missing: Vec<&String> = beginnings.iter().filter(|beginning| !begun(beginning)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_message_is_asked_for() {
    let (keys, beginnings) = asked();
    let source = |entry: walkdir::DirEntry| fs::read_to_string(entry.path()).unwrap_or_default();
    let sources: String = WalkDir::new(project("src/render")).into_iter().flatten().map(source).collect();
    // The source puts some together: `"chart-{what}"`.
    let is_put_together =
        |key: &str| key.match_indices('-').any(|(at, _)| sources.contains(&format!("\"{}-{{", &key[..at])));
    let is_used = |key: &String| {
        keys.contains(key)
            || is_put_together(key)
            || beginnings.iter().any(|beginning| key.starts_with(beginning.as_str()))
            || sources.contains(&format!("\"{key}\""))
    };
    let unused: Vec<String> = catalogue("en").into_keys().filter(|key| !is_used(key)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn translations_say_what_the_english_catalogue_says() {
    let english = catalogue("en");
    // A language may take another of the arguments that a template gives.
    let templates = templates();
    let is_given = |key: &str, variable: &String| {
        let forms = [format!("t(key=\"{key}\""), format!("\"{key}\" | t(")];
        let mut calls = templates.iter().flat_map(|text| text.split("{{"));
        calls.any(|call| forms.iter().any(|form| call.contains(form)) && call.contains(&format!("{variable}=")))
    };
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        let translated = catalogue(language);
        let untold = english.keys().filter(|key| !translated.contains_key(*key));
        wrong.extend(untold.map(|key| format!("{language}: {key} is not translated")));
        for (key, variables) in &translated {
            match english.get(key) {
                None => wrong.push(format!("{language}: {key} is nothing that English says")),
                Some(known) => {
                    let unknown = variables.difference(known).filter(|variable| !is_given(key, variable));
                    wrong.extend(
                        unknown.map(|variable| format!("{language}: {key} names {variable}, English does not")),
                    );
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
