//! The words a theme says, in the site's language: a catalogue of Fluent messages, with English where a word is missing.

use std::borrow::Cow;
use std::collections::BTreeSet;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::ResolverError;
use fluent_bundle::resolver::errors::ReferenceKind;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use jiff::civil::Date;
use rapidhash::{HashMapExt, RapidHashMap};
use unic_langid::LanguageIdentifier;

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{Alert, AlertTitles};
use crate::model::theme::Theme;
use crate::render::{catalogue, numbers};

/// The language in which every word is known.
const FALLBACK: &str = "en";

/// The folder of a theme's words.
const CATALOGUES: &str = "locales/";

/// Messages by key.
pub struct Words {
    /// The site's language first, then more general ones, then English.
    bundles: Vec<FluentBundle<FluentResource>>,
    /// Messages that are words and arguments, one after the other, taken apart once: nearly all there are.
    simple: RapidHashMap<String, Vec<Piece>>,
    /// Whether numbers stay as the content and the model write them.
    keeps_numbers: bool,
}

/// A part of a message.
enum Piece {
    Words(String),
    /// The argument of this name.
    Argument(String),
}

impl Words {
    /// Reads `locales/<language>/*.ftl` of the theme for the language tag, what is more general than it, and English; and what
    /// is wrong in them. What can be read is known nevertheless.
    pub fn read(theme: &Theme, language: &str) -> (Self, Vec<Diagnostic>) {
        let mut words = Self { bundles: Vec::new(), simple: RapidHashMap::new(), keeps_numbers: false };
        let mut wrong = Vec::new();
        for language in languages(language) {
            words.add(theme, &language, &mut wrong);
        }
        words.keeps_numbers = numbers::are_kept(&words);
        (words, wrong)
    }

    fn add(&mut self, theme: &Theme, language: &str, wrong: &mut Vec<Diagnostic>) {
        let identifier: LanguageIdentifier = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Marks of direction around every argument would stand in attributes and data, too.
        bundle.set_use_isolating(false);
        let mut keys = Vec::new();
        // The most general theme first: a message stands before the same one that was read earlier.
        for file in catalogue::of_language(theme, language).into_iter().rev() {
            wrong.extend(catalogue::repeated(file));
            let text = String::from_utf8_lossy(&file.bytes).into_owned();
            let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
                wrong.extend(errors.iter().map(|error| {
                    let place = Place::Bytes(file.origin.clone(), error.pos.clone());
                    Diagnostic::new(Code::Theme, place, format!("the messages cannot be read: {}", error.kind))
                        .hint("a message is a line `key = words`, in Fluent's syntax")
                }));
                resource
            });
            keys.extend(resource.entries().filter_map(|entry| match entry {
                fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
                _ => None,
            }));
            bundle.add_resource_overriding(resource);
        }
        for key in keys {
            if !self.simple.contains_key(&key)
                && !self.bundles.iter().any(|bundle| bundle.has_message(&key))
                && let Some(pattern) = bundle.get_message(&key).and_then(|message| message.value())
            {
                let mut errors = Vec::new();
                let text = bundle.format_pattern(pattern, None, &mut errors);
                if errors.is_empty() {
                    self.simple.insert(key, vec![Piece::Words(text.into_owned())]);
                } else if let Some(pieces) = pieces(pattern) {
                    self.simple.insert(key, pieces);
                }
            }
        }
        self.bundles.push(bundle);
    }

    /// The message `key` with its arguments. An error says which message no language has, or what a message needs beside its arguments.
    pub fn say(&self, key: &str, arguments: &[(&str, FluentValue)]) -> Result<Cow<'_, str>, String> {
        match self.simple.get(key).map(Vec::as_slice) {
            Some([Piece::Words(text)]) => Ok(Cow::Borrowed(text)),
            Some(pieces) => together(key, pieces, arguments).map(Cow::Owned),
            None => self.resolved(key, arguments).map(Cow::Owned),
        }
    }

    /// A day in words: `31 July 2019`; with `short` without its year: `31 Jul`.
    pub fn day(&self, date: Date, short: bool) -> Result<Cow<'_, str>, String> {
        let (month, day) = if short { ("month-short", "day-month") } else { ("month", "date") };
        let month = self.say(&format!("{month}-{}", date.month()), &[])?;
        // The day is a number, so that a language can say the first of a month otherwise; the year is none: it has no thousands.
        let arguments = [("day", date.day().into()), ("month", month.into()), ("year", date.year().to_string().into())];
        self.say(day, &arguments)
    }

    fn resolved(&self, key: &str, arguments: &[(&str, FluentValue)]) -> Result<String, String> {
        let found = self.bundles.iter().find_map(|bundle| Some((bundle, bundle.get_message(key)?.value()?)));
        let (bundle, pattern) = found.ok_or_else(|| format!("no catalogue of words has the message `{key}`"))?;
        let arguments: FluentArgs = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        match errors.first() {
            None => Ok(text.into_owned()),
            Some(FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { id }))) => {
                Err(needs(key, id))
            }
            Some(error) => Err(format!("the message `{key}` cannot be said: {error}")),
        }
    }

    /// Whether the message is words and arguments, one after the other.
    pub fn is_simple(&self, key: &str) -> bool {
        self.simple.contains_key(key)
    }

    /// Whether numbers stay as the content and the model write them.
    pub fn keeps_numbers(&self) -> bool {
        self.keeps_numbers
    }

    /// What alerts are titled. They stand in what authors write, so no template asks for these messages.
    pub fn alert_titles(&self) -> Result<AlertTitles, String> {
        let title = |alert: Alert| Ok((alert, self.say(&format!("alert-{}", alert.name()), &[])?.into_owned()));
        Alert::ALL.into_iter().map(title).collect()
    }
}

/// A message of words and arguments alone, taken apart.
fn pieces(pattern: &Pattern<&str>) -> Option<Vec<Piece>> {
    let piece = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => Some(Piece::Words((*value).to_owned())),
        PatternElement::Placeable { expression: Expression::Inline(InlineExpression::VariableReference { id }) } => {
            Some(Piece::Argument(id.name.to_owned()))
        }
        PatternElement::Placeable { .. } => None,
    };
    pattern.elements.iter().map(piece).collect()
}

/// The message that consists of the pieces.
fn together(key: &str, pieces: &[Piece], arguments: &[(&str, FluentValue)]) -> Result<String, String> {
    let mut text = String::with_capacity(64);
    for piece in pieces {
        match piece {
            Piece::Words(words) => text.push_str(words),
            Piece::Argument(wanted) => {
                let (_, value) = arguments.iter().find(|(name, _)| name == wanted).ok_or_else(|| needs(key, wanted))?;
                match value {
                    FluentValue::String(value) => text.push_str(value),
                    FluentValue::Number(number) => text.push_str(&number.as_string()),
                    FluentValue::Custom(_) | FluentValue::None | FluentValue::Error => {}
                }
            }
        }
    }
    Ok(text)
}

fn needs(key: &str, argument: &str) -> String {
    format!("the message `{key}` needs `{argument}`")
}

/// The language asked for, what is ever more general than it, and English: `de-Latn-CH`, `de-Latn`, `de`, `en`.
pub fn languages(tag: &str) -> Vec<String> {
    let mut languages = Vec::new();
    let mut rest = Some(tag);
    while let Some(language) = rest {
        languages.push(language.to_owned());
        rest = language.rsplit_once('-').map(|(general, _)| general);
    }
    if !languages.iter().any(|language| language == FALLBACK) {
        languages.push(FALLBACK.to_owned());
    }
    languages
}

/// The languages that a theme has words in: `ar`, `de`, `en`.
pub fn languages_of(theme: &Theme) -> Vec<String> {
    let catalogues = theme.below(CATALOGUES).into_keys().filter(|path| path.ends_with(".ftl"));
    let folders: BTreeSet<&str> = catalogues.filter_map(|path| Some(path.split_once('/')?.0)).collect();
    folders.into_iter().map(ToOwned::to_owned).collect()
}

/// The messages that a theme says in a language, and what it falls back to: their text without comments.
pub fn text_of(theme: &Theme, language: &str) -> String {
    let mut text = String::new();
    for file in languages(language).iter().flat_map(|language| catalogue::of_language(theme, language)) {
        let file = String::from_utf8_lossy(&file.bytes);
        file.lines().filter(|line| !line.starts_with('#')).for_each(|line| text.extend([line, "\n"]));
    }
    text
}
