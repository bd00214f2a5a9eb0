//! Typed access to the tree, which collects mistakes instead of stopping at them.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{Fragment, RawHtml, Role};
use crate::model::html::without_comments;
use crate::model::letters::bare;
use crate::model::nearest::{did_you_mean, nearest};
use crate::model::quarter::{Calendar, WrittenQuarter};
use crate::parse::front_matter::dates::{day, is_no_day, meant_day, meant_quarter, names_month};
use crate::parse::front_matter::node::{Entry, Kind, Node};
use crate::parse::front_matter::unknown;

/// How days are written.
const DAY: &str = "write it like `2021-04-15`";

/// Reads one file's front matter.
pub struct Reader<'a> {
    pub file: &'a Arc<str>,
    pub raw_html: RawHtml,
    pub found: Vec<Diagnostic>,
    /// Links into the site of all texts so far.
    pub links: Vec<Fragment>,
}

/// A mapping, with what was taken from it.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    pub entries: &'a [Entry],
    pub at: &'a Range<usize>,
}

impl<'a> Fields<'a> {
    /// The value of a key; `None` if the key is not there or has an empty value, between quotes or without.
    pub fn get(&self, key: &str) -> Option<&'a Node> {
        self.get_or_null(key).filter(|node| !node.is_null() && !node.is_empty_text())
    }

    /// The value of a key, even if it is empty.
    pub fn get_or_null(&self, key: &str) -> Option<&'a Node> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }
}

impl<'a> Reader<'a> {
    /// Where bytes of this file are.
    pub fn place(&self, at: &Range<usize>) -> Place {
        Place::Bytes(self.file.clone(), at.clone())
    }

    /// Notes a mistake.
    pub fn report(&mut self, code: Code, at: &Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        let place = self.place(at);
        let hint = hint.into();
        let diagnostic = Diagnostic::new(code, place, message);
        self.found.push(if hint.is_empty() { diagnostic } else { diagnostic.hint(hint) });
    }

    /// `wrong-type`: what was expected.
    pub fn wrong(&mut self, node: &Node, expected: &str, hint: impl Into<String>) {
        let is = match &node.kind {
            Kind::Scalar { .. } if node.is_null() => "nothing is here".to_owned(),
            Kind::Scalar { text, .. } => format!("this is `{}`", shortened(text)),
            Kind::List(_) => "this is a list".to_owned(),
            Kind::Map(_) => "this is a mapping".to_owned(),
        };
        self.report(Code::WrongType, &node.at, format!("expected {expected}; {is}"), hint);
    }

    /// The node's entries, if it is a mapping with none but `known` keys (the others are told).
    pub fn mapping(&mut self, node: &'a Node, known: &[&str], what: &str) -> Option<Fields<'a>> {
        let Kind::Map(entries) = &node.kind else {
            self.wrong(node, what, format!("its keys are {}", known.join(", ")));
            return None;
        };
        self.unknown_keys(entries, known);
        Some(Fields { entries, at: &node.at })
    }

    /// `unknown-key` for every key that is not `known`.
    pub fn unknown_keys(&mut self, entries: &[Entry], known: &[&str]) {
        for (number, entry) in entries.iter().enumerate().filter(|(_, entry)| !known.contains(&entry.key.as_str())) {
            if entry.is_bare {
                self.fell_apart(entry, number == 0);
                continue;
            }
            if self.wide_colon(entry) {
                continue;
            }
            if entry.key.starts_with(char::is_whitespace) {
                let message = "this line begins with a space that is none to YAML";
                self.report(
                    Code::Yaml,
                    &entry.key_at,
                    message,
                    "replace the spaces before it by those of the space bar",
                );
                continue;
            }
            let (message, hint) = unknown::explain(entry, known);
            self.report(Code::UnknownKey, &entry.key_at, message, hint);
        }
    }

    /// The value of a key that is there, though misspelt, as is told already.
    pub fn misspelt(&self, fields: &Fields<'a>, key: &str) -> Option<&'a Node> {
        let meant = did_you_mean(key);
        let is_it = |entry: &&Entry| {
            let place = self.place(&entry.key_at);
            let told = |told: &&Diagnostic| told.code == Code::UnknownKey && told.place == place;
            self.found.iter().rev().find(told).is_some_and(|told| told.hints.contains(&meant))
        };
        if self.found.is_empty() { None } else { fields.entries.iter().find(is_it).map(|entry| &entry.value) }
    }

    /// A required value; `missing-key` at the mapping's first key where it is not there.
    pub fn required(&mut self, fields: &Fields<'a>, key: &str, of: &str, hint: &str) -> Option<&'a Node> {
        let found = fields.get_or_null(key);
        if let Some(node) = found.filter(|node| !node.is_null() && !node.is_empty_text()) {
            return Some(node);
        }
        // Of a key that is there, though misspelt, it is told once.
        if found.is_none() && self.misspelt(fields, key).is_some() {
            return None;
        }
        let at = fields.entries.first().map_or(fields.at, |entry| &entry.key_at).clone();
        self.report(Code::MissingKey, &at, format!("{of} needs `{key}:`"), hint);
        None
    }

    /// A scalar's text as written, trimmed, without HTML comments: those are nobody's but the author's.
    pub fn string(&mut self, node: &Node) -> Option<String> {
        self.string_as(node, "a text", "write it on one line, in quotes if it has `: ` in it")
    }

    /// The same of a text of which it is known what it should be, and how that is written.
    pub fn string_as(&mut self, node: &Node, expected: &str, hint: &str) -> Option<String> {
        let Kind::Scalar { text, .. } = &node.kind else {
            self.wrong(node, expected, hint);
            return None;
        };
        Some(without_comments(text).trim().to_owned())
    }

    /// The text of an optional key; an empty one is none.
    pub fn string_of(&mut self, fields: &Fields<'a>, key: &str) -> Option<String> {
        let node = fields.get(key)?;
        self.string(node).filter(|text| !text.is_empty())
    }

    /// The items of a list; a single value is a list of one.
    pub fn items(&mut self, node: &'a Node) -> &'a [Node] {
        match &node.kind {
            Kind::List(items) => items,
            _ if node.is_null() => &[],
            _ => std::slice::from_ref(node),
        }
    }

    /// What is read of each item of an optional list.
    pub fn each_of<T>(
        &mut self,
        fields: &Fields<'a>,
        key: &str,
        mut read: impl FnMut(&mut Self, &'a Node) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = fields.get(key) else { return Vec::new() };
        self.items(node).iter().filter(|item| !item.is_null()).filter_map(|item| read(self, item)).collect()
    }

    /// The plain texts of an optional list, without empty ones.
    pub fn strings_of(&mut self, fields: &Fields<'a>, key: &str) -> Vec<String> {
        self.each_of(fields, key, |reader, item| reader.string(item).filter(|text| !text.is_empty()))
    }

    /// `true` or `false`; `None` after a mistake, too.
    pub fn boolean(&mut self, node: &Node) -> Option<bool> {
        if let Kind::Scalar { text, plain: true } = &node.kind {
            match text.as_str() {
                "true" | "True" | "TRUE" => return Some(true),
                "false" | "False" | "FALSE" => return Some(false),
                _ => {}
            }
        }
        let said = match &node.kind {
            Kind::Scalar { text, .. } => text.trim().to_lowercase(),
            _ => String::new(),
        };
        let hint = match said.as_str() {
            "true" | "false" => "take the quotes away",
            "yes" | "y" | "on" | "1" => "write `true`",
            "no" | "n" | "off" | "0" => "write `false`",
            _ => "write one of the two",
        };
        self.wrong(node, "`true` or `false`", hint);
        None
    }

    /// A plain number.
    pub fn number(&mut self, node: &Node, code: Code, expected: &str) -> Option<f64> {
        if let Kind::Scalar { text, .. } = &node.kind
            && let Some(number) = bare(text).parse::<f64>().ok().filter(|number| number.is_finite())
        {
            return Some(number);
        }
        let hint = match &node.kind {
            Kind::Scalar { text, .. } if let Some(share) = as_share(text) => format!("write `{share}`"),
            _ => "write it like `0.5`".to_owned(),
        };
        self.report(code, &node.at, format!("expected {expected}"), hint);
        None
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, node: &Node, choices: &[(&str, T)]) -> Option<T> {
        self.choice_or(node, choices, |_| None)
    }

    /// One of a few words. `meant` is the way out from another one, in small letters with hyphens, where it is known.
    pub fn choice_or<T: Copy>(
        &mut self,
        node: &Node,
        choices: &[(&str, T)],
        meant: impl Fn(&str) -> Option<&'static str>,
    ) -> Option<T> {
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        if let Kind::Scalar { text, .. } = &node.kind {
            let folded = bare(text).to_lowercase().replace([' ', '_'], "-");
            if let Some((_, value)) = choices.iter().find(|(word, _)| *word == folded) {
                return Some(*value);
            }
            let near = || nearest(&folded, words.iter().copied()).map(did_you_mean);
            let hint =
                meant(&folded).map(ToOwned::to_owned).or_else(near).unwrap_or_else(|| "write one of them".into());
            self.wrong(node, &format!("one of {}", words.join(", ")), hint);
        } else {
            self.wrong(node, &format!("one of {}", words.join(", ")), "write one of them");
        }
        None
    }

    /// A quarter.
    pub fn quarter(&mut self, node: &Node) -> Option<WrittenQuarter> {
        let Kind::Scalar { text, .. } = &node.kind else {
            self.wrong(node, "a quarter", self.way_of_quarters());
            return None;
        };
        let quarter = Calendar::read(text);
        if quarter.is_none() {
            self.bad_quarter(&node.at, text);
        }
        quarter
    }

    /// `bad-quarter`.
    pub fn bad_quarter(&mut self, at: &Range<usize>, text: &str) {
        let message = format!("`{}` is not a quarter", shortened(text));
        // Of "end of Q2" the quarter is plain.
        let rests = text.match_indices(' ').map(|(at, _)| text[at..].trim());
        let hint = match rests.into_iter().find(|rest| Calendar::read(rest).is_some()) {
            Some(quarter) => format!("write `{quarter}`"),
            None => match meant_quarter(text) {
                // Whether the site's year begins in January is not known here.
                Some(quarter) if text.to_lowercase().contains("cy") || names_month(text) => {
                    format!(
                        "write `{quarter}` if the site's year starts in January, else the fiscal quarter that it is"
                    )
                }
                Some(quarter) => format!("write `{quarter}`"),
                None => match day(text).or_else(|| meant_day(text)) {
                    // Nor which quarter of it a day is in.
                    Some(day) => {
                        let (number, year) = ((day.month() + 2) / 3, day.year());
                        format!(
                            "write the quarter that this day is in: `Q{number} {year}` if the site's year starts in January"
                        )
                    }
                    None => self.way_of_quarters().to_owned(),
                },
            },
        };
        self.report(Code::BadQuarter, at, message, hint);
    }

    /// How quarters are written in this file: the deck's own has its year.
    fn way_of_quarters(&self) -> &'static str {
        if Role::of(self.file) == Role::Deck {
            "write it like `Q3 FY2020-21` or `Q3 2021`"
        } else {
            "write it like `Q3 FY2020-21`, `Q3 2021` or, inside a deck, `Q3`"
        }
    }

    /// The quarter of an optional key.
    pub fn quarter_of(&mut self, fields: &Fields<'a>, key: &str) -> Option<WrittenQuarter> {
        let node = fields.get(key)?;
        self.quarter(node)
    }

    /// A day: `2021-04-15`.
    pub fn date(&mut self, node: &Node) -> Option<Date> {
        let Kind::Scalar { text, .. } = &node.kind else {
            self.wrong(node, "a day", DAY);
            return None;
        };
        let text = bare(text);
        let date = day(text);
        if date.is_none() {
            let (message, hint) = match meant_day(text) {
                Some(day) => {
                    (format!("`{}` is not how a day is written here", shortened(text)), format!("write `{day}`"))
                }
                None => {
                    let is = if is_no_day(text) { "a day of the calendar" } else { "how a day is written here" };
                    (format!("`{}` is not {is}", shortened(text)), DAY.to_owned())
                }
            };
            self.report(Code::BadDate, &node.at, message, hint);
        }
        date
    }
}

/// A percentage as a plain number: 0.5 for `50%`.
fn as_share(text: &str) -> Option<f64> {
    let percent: f64 = text.trim().strip_suffix('%')?.trim().parse().ok()?;
    percent.is_finite().then_some(percent / 100.0)
}

/// A text as a message names it: the beginning of a long one.
pub fn shortened(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() > 40 { text.chars().take(37).chain("…".chars()).collect() } else { text.to_owned() }
}
