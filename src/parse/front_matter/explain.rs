//! What is wrong with YAML that cannot be read, in an author's words.

use std::ops::Range;
use std::sync::Arc;

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::front_matter::Cut;
use crate::parse::front_matter::fallen::NO_SPACE;
use crate::parse::front_matter::indented::{self, Indented};
use crate::parse::front_matter::keys::is_dashes;
use crate::parse::front_matter::misplaced::{END, ENDS};
use crate::parse::front_matter::node::{Fault, NO_MERGE, Node, WRITE_OUT};
use crate::parse::front_matter::quotes;
use crate::parse::front_matter::wide::{self, WIDE};
use crate::parse::merge;

/// What the parser says of a line where an item should begin.
const NO_ITEM: &str = "expected '-' indicator";

/// What went wrong in the YAML, in an author's words, with the usual way out.
pub fn explain(path: &Arc<str>, cut: &Cut, fault: &Fault) -> Diagnostic {
    let at = fault.at.start.saturating_sub(cut.yaml_at).min(cut.yaml.len());
    let line_at = cut.yaml[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = cut.yaml[line_at..].lines().next().unwrap_or_default();
    let mut place = fault.at.clone();
    let (message, hint) = if !fault.hint.is_empty() {
        (fault.message.clone(), fault.hint.to_owned())
    } else if let Some(mark) = merge::start(cut.yaml) {
        place = cut.yaml_at + mark.start..cut.yaml_at + mark.end;
        (merge::MESSAGE.to_owned(), merge::WAY_OUT.to_owned())
    } else if let Some(slip) = slip(cut.yaml, line_at, line).filter(|_| !fault.message.contains("flow")) {
        place = cut.yaml_at + slip.at.start..cut.yaml_at + slip.at.end;
        (slip.message.to_owned(), slip.hint)
    } else if let Some((mark, hint)) = wide_colon(cut.yaml, line_at, at, &fault.message) {
        place = cut.yaml_at + mark.start..cut.yaml_at + mark.end;
        (WIDE.to_owned(), hint)
    } else if fault.message.contains("simple key expect")
        && let Some(above) = line_above(cut.yaml, line_at)
    {
        // The parser notices it in the line that follows.
        place = cut.yaml_at + above.start..cut.yaml_at + above.end;
        no_key(&cut.yaml[above])
    } else if let Some(line) = indented(cut.yaml, at, &fault.message) {
        place = cut.yaml_at + line.at.start..cut.yaml_at + line.at.end;
        (line.message.to_owned(), line.hint)
    } else if let Some(item) = indented::item_without_space(line).filter(|_| fault.message.contains(NO_ITEM)) {
        ("the `-` of an item has a space behind it".to_owned(), format!("write `{item}`"))
    } else if fault.message.contains(NO_ITEM) {
        (
            "this line is indented otherwise than the keys of its item".to_owned(),
            "begin it where the item's other keys begin".to_owned(),
        )
    } else if let Some(tab) = tab_near(cut.yaml, line_at, at, fault) {
        place = cut.yaml_at + tab..cut.yaml_at + tab + 1;
        let is_behind_key = cut.yaml[..tab].ends_with(':');
        let hint = if is_behind_key {
            "write a space behind the colon"
        } else {
            "indent with spaces, as far in as the lines around it"
        };
        ("YAML wants spaces, not tabs".to_owned(), hint.to_owned())
    } else if let Some(escape) = quotes::unknown_escape(line).filter(|_| fault.message.contains("escape")) {
        place = cut.yaml_at + line_at + escape.start..cut.yaml_at + line_at + escape.end;
        (format!("in double quotes `{}` is nothing that YAML knows", &line[escape]), quotes::BACKSLASH.to_owned())
    } else if (fault.message.contains("flow") || fault.message.contains("illegal placement of ':'"))
        && let Some(open) = never_closed(cut.yaml, at)
    {
        place = cut.yaml_at + open.start..cut.yaml_at + open.end;
        let hint = if cut.yaml[open.clone()].contains(" #") {
            "what stands behind ` #` is a comment: quote the value with the `#`"
        } else {
            "close it, or quote the value that it is part of"
        };
        (format!("the `{}` here is never closed", &cut.yaml[open.start..=open.start]), hint.to_owned())
    } else {
        in_line(line, at - line_at, &cut.yaml[at..], &fault.message)
    };
    Diagnostic::new(Code::Yaml, Place::Bytes(path.clone(), place), message).hint(hint)
}

/// A full-width colon in the line above.
fn wide_colon(yaml: &str, line_at: usize, at: usize, fault: &str) -> Option<(Range<usize>, String)> {
    wide::colon_above(yaml, line_above(yaml, line_at)?, at, fault)
}

/// A line that begins in another column than it should.
fn indented(yaml: &str, at: usize, fault: &str) -> Option<Indented> {
    if fault.contains("did not find expected key") {
        indented::no_key(yaml, at)
    } else if fault.contains("mapping values are not allowed") {
        indented::too_near(yaml, at)
    } else {
        None
    }
}

/// What is wrong with a line in which byte `at` stands, before the text `rest`, and its value there; else what the parser says.
fn in_line(line: &str, at: usize, rest: &str, fault: &str) -> (String, String) {
    let value = value_at(line, at);
    let quoted = || format!("quote it: {}", quotes::quoted(value));
    if value == "-" || line.trim_end().ends_with(": -") {
        (
            "a `-` alone begins a list unless it is quoted".to_owned(),
            "write `\"-\"` in quotes for no data, or leave the value empty".to_owned(),
        )
    } else if fault.contains("mapping values are not allowed") && line.get(..at).is_some_and(|key| is_key(key.trim())) {
        (
            "this line is indented further than the key above it".to_owned(),
            "begin it where the keys above it begin".to_owned(),
        )
    } else if let Some(entries) = parted_otherwise(value).filter(|_| line.contains('{')) {
        let message = format!("entries inside `{{ }}` are parted by commas, and this is `{value}`");
        (message, format!("write `{entries}`"))
    } else if line.trim_start().trim_start_matches("- ").starts_with("<<:") {
        (NO_MERGE.to_owned(), WRITE_OUT.to_owned())
    } else if quotes::is_open(value) {
        let mark = &value[..1];
        (format!("the quote `{mark}` is never closed"), format!("write `{value}{mark}`"))
    } else if value.contains(": ") || value.ends_with(':') {
        ("a value with `: ` in it reads as another key unless it is quoted".to_owned(), quoted())
    } else if fault.contains("flow") && rest.starts_with(['[', '{']) {
        let message = "inside `{ }` and `[ ]` a value ends at a bracket unless it is quoted".to_owned();
        (message, "quote all of the value: `{title: \"See [the plan](plan.md)\"}`".to_owned())
    } else if value.starts_with(['%', '@', '`', '&', '*', '!', '|', '>'])
        || value.starts_with("- ")
        || value.starts_with("? ")
        || value.starts_with(['[', '{']) && !value.ends_with([']', '}'])
    {
        let mark = value.chars().next().unwrap_or_default();
        (format!("a value cannot begin with `{mark}` unless it is quoted"), quoted())
    } else if fault.contains("trailing content") {
        (
            "a quoted value ends before its line does".to_owned(),
            format!("quote all of it: {}", quotes::quoted_whole(value)),
        )
    } else if fault.contains("quote") {
        (format!("this is no YAML: {fault}"), "a quoted value ends with the quote it began with".to_owned())
    } else {
        (
            format!("this is no YAML: {fault}"),
            "quote values that hold `: `, `#`, brackets, or begin with a mark".to_owned(),
        )
    }
}

/// A line that one letter keeps from being what it is meant to be.
struct Slip {
    /// Bytes of the YAML.
    at: Range<usize>,
    message: &'static str,
    hint: String,
}

/// What is wrong with a line, or with the one above it: the parser mostly notices it in the line that follows.
fn slip(yaml: &str, line_at: usize, line: &str) -> Option<Slip> {
    let text = line.trim();
    let own = line_at + line.len() - line.trim_start().len();
    if !text.is_empty() && text.bytes().all(|mark| mark == b'`') {
        let message = "a block of code does not end with these marks";
        return Some(Slip {
            at: own..own + text.len(),
            message,
            hint: "end it with as many as it begins with".to_owned(),
        });
    }
    bullet(own, text).or_else(|| unbroken(line_at, line)).or_else(|| {
        let above = line_above(yaml, line_at)?;
        let start = yaml[..above.start].rfind('\n').map_or(0, |newline| newline + 1);
        if let Some(slip) = unbroken(start, &yaml[start..above.end]) {
            return Some(slip);
        }
        let text = &yaml[above.clone()];
        let slip = |message, hint| Some(Slip { at: above.clone(), message, hint });
        if let Some(rest) = text.strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphabetic)) {
            return slip("a `-` that begins an item has a space behind it", format!("write `- {rest}`"));
        }
        if is_key(text) {
            return slip("a key ends with `:`", format!("write `{text}:`"));
        }
        match crowded(text) {
            Some((message, hint)) => slip(message, hint),
            None => bullet(above.start, text),
        }
    })
}

/// A space that is none to YAML, among those that a line begins with.
fn unbroken(line_at: usize, line: &str) -> Option<Slip> {
    let indent = line.len() - line.trim_start().len();
    line[..indent].contains(|space| !matches!(space, ' ' | '\t')).then(|| Slip {
        at: line_at..line_at + indent,
        message: "this line begins with a space that is none to YAML",
        hint: "replace the spaces before it by those of the space bar".to_owned(),
    })
}

/// An item of a list that begins with another mark than `-`.
fn bullet(at: usize, text: &str) -> Option<Slip> {
    let item = text.strip_prefix(['*', '•', '·', '–', '—', '−'])?;
    item.starts_with([' ', '\u{a0}']).then(|| Slip {
        at: at..at + text.len() - item.len(),
        message: "an item of a list begins with `-`",
        hint: format!("write `- {}`", item.trim()),
    })
}

/// `yaml`: front matter of one text, or of a list.
pub fn no_mapping(path: &Arc<str>, cut: &Cut, node: &Node) -> Diagnostic {
    let mut at = node.at.clone();
    let line = cut.yaml[at.start.saturating_sub(cut.yaml_at)..].lines().next().unwrap_or_default();
    let (message, hint) = match crowded(line) {
        Some((message, hint)) => (message.to_owned(), hint),
        None if let Some((mark, hint)) = wide::colon(line) => {
            at = at.start + mark.start..at.start + mark.end;
            (WIDE.to_owned(), hint)
        }
        None => (
            "front matter is a list of keys with values".to_owned(),
            "write each on its line: `title: Content Integrity`".to_owned(),
        ),
    };
    Diagnostic::new(Code::Yaml, Place::Bytes(path.clone(), at), message).hint(hint)
}

/// What is wrong with a line that should have been a key with its value.
fn no_key(line: &str) -> (String, String) {
    if is_dashes(line.trim()) {
        return (ENDS.to_owned(), END.to_owned());
    }
    match crowded(line) {
        Some((message, hint)) => (message.to_owned(), hint),
        None => (
            "this line is no key with a value".to_owned(),
            "give it a key, indent it if it belongs to the value above it, or write `---` above it if it is text"
                .to_owned(),
        ),
    }
}

/// What is wrong with a line such as `title:Faster`, and how it was meant.
fn crowded(line: &str) -> Option<(&'static str, String)> {
    let (key, value) = line.trim().trim_start_matches("- ").split_once(':')?;
    if !is_key(key) || value.is_empty() || value.starts_with([' ', '/']) {
        return None;
    }
    let meant = format!("`{key}: {}`", value.trim_start());
    if value.starts_with(char::is_whitespace) {
        let message = "a space that is none to YAML, such as a no-break space, stands behind the colon of this key";
        return Some((message, format!("write {meant} with the space of the space bar")));
    }
    Some((NO_SPACE, format!("write {meant}")))
}

/// From the bracket that is still open at a byte to the end of its line, if that is a line above.
fn never_closed(yaml: &str, at: usize) -> Option<Range<usize>> {
    let mut open = Vec::new();
    let mut line_at = 0;
    for line in yaml[..yaml[..at].rfind('\n')?].split_inclusive('\n') {
        // What a text left open is no matter of the next key.
        if line.starts_with(char::is_alphabetic) {
            open.clear();
        }
        let seen = line.find(" #").map_or(line, |comment| &line[..comment]);
        for (place, letter) in seen.char_indices() {
            match letter {
                '{' | '[' => open.push(line_at + place..line_at + line.trim_end().len()),
                '}' | ']' => _ = open.pop(),
                _ => {}
            }
        }
        line_at += line.len();
    }
    open.into_iter().next()
}

/// Whether a text may be a key.
pub fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The last line above that is neither empty nor a comment, without the spaces around it.
fn line_above(yaml: &str, line_at: usize) -> Option<Range<usize>> {
    let (mut at, mut last) = (0, None);
    for line in yaml[..line_at].split_inclusive('\n') {
        let text = line.trim();
        if !text.is_empty() && !text.starts_with('#') {
            let start = at + line.len() - line.trim_start().len();
            last = Some(start..start + text.len());
        }
        at += line.len();
    }
    last
}

/// The value of a line in which byte `at` stands: of `{Q1: 5, Q2: -}` the entry's own.
fn value_at(line: &str, at: usize) -> &str {
    let at = line.floor_char_boundary(at.min(line.len()));
    let before = &line[..at];
    let is_inside = [('{', '}'), ('[', ']')]
        .iter()
        .any(|(open, close)| before.matches(*open).count() > before.matches(*close).count());
    let entry = if is_inside {
        let start = before.rfind(['{', '[', ',']).map_or(0, |mark| mark + 1);
        let end = line[at..].find([',', '}', ']']).map_or(line.len(), |mark| at + mark);
        &line[start..end]
    } else {
        line
    };
    entry.split_once(": ").map_or("", |(_, value)| value).trim()
}

/// The rest of entries that semicolons part, or commas that are none to YAML, with the commas they need: of `4; Q2: 10`.
fn parted_otherwise(value: &str) -> Option<String> {
    let mark = value.chars().find(|letter| matches!(letter, ';' | '，' | '；' | '،' | '؛' | '、'))?;
    let parts: Vec<&str> = value.split(mark).map(str::trim).collect();
    let is_entry = |part: &&str| part.split_once(':').is_some_and(|(key, _)| is_key(key));
    (parts.len() > 1 && parts[1..].iter().all(is_entry)).then(|| parts.join(", "))
}

/// The tab that made the fault, if one did: in the line up to it, or at the beginning of the next line, or of the one above.
fn tab_near(yaml: &str, line_at: usize, at: usize, fault: &Fault) -> Option<usize> {
    let in_line = yaml[line_at..].find(['\t', '\n']).map(|tab| line_at + tab);
    let in_line = in_line.filter(|tab| yaml[*tab..].starts_with('\t') && *tab <= at);
    let in_next = || {
        let next = at + yaml[at..].find('\n')? + 1;
        let blank = yaml[next..].find(|letter| letter != ' ')?;
        (yaml[next + blank..].starts_with('\t') && fault.message.contains("tab")).then_some(next + blank)
    };
    // Behind a first key that is indented so, another one begins.
    let above = || {
        let above = line_above(yaml, line_at).filter(|_| fault.message.contains("<document start>"))?;
        yaml[..above.start].ends_with('\t').then(|| above.start - 1)
    };
    in_line.or_else(in_next).or_else(above)
}
