//! YAML as a tree that remembers where everything stands and how it is written: `3.10` stays `3.10`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use crate::model::letters::{is_control, is_mark};
use crate::parse::front_matter::{quotes, traps};

/// How deep mappings and lists may be nested, and how many nodes aliases may add: more is an attack, not a deck.
const DEEPEST: usize = 48;
const MOST_COPIES: usize = 20_000;

/// So many keys are compared one by one, which is faster than a set of them.
const FEW: usize = 32;

/// The way out of most of YAML's traps.
pub const QUOTE: &str = "quote the whole value";
/// Of `<<: *base`.
pub const NO_MERGE: &str = "merge keys are not read";
pub const WRITE_OUT: &str = "write the values out";

/// A value with its place in the text.
#[derive(Clone, Debug)]
pub struct Node {
    pub kind: Kind,
    /// Bytes of the file.
    pub at: Range<usize>,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Kind {
    Scalar { text: String, plain: bool },
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    pub key: String,
    /// Bytes of the file.
    pub key_at: Range<usize>,
    pub value: Node,
    /// No colon follows it: in `{note: one, two}` the key `two`.
    pub is_bare: bool,
}

/// Why the text is no YAML, or none that is accepted here.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub at: Range<usize>,
    pub message: String,
    /// The way out, where it is known here.
    pub hint: &'static str,
}

impl Node {
    /// A plain empty value, `~` or `null`.
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// A text of which nothing would be shown: `""`.
    pub fn is_empty_text(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, .. } if text.trim().is_empty())
    }

    /// Moves this value, and all that is in it, to other bytes.
    pub fn relocate(&mut self, to: &dyn Fn(Range<usize>) -> Range<usize>) {
        self.at = to(self.at.clone());
        match &mut self.kind {
            Kind::Scalar { .. } => {}
            Kind::List(items) => items.iter_mut().for_each(|item| item.relocate(to)),
            Kind::Map(entries) => {
                for entry in entries {
                    entry.key_at = to(entry.key_at.clone());
                    entry.value.relocate(to);
                }
            }
        }
    }

    /// The entry of a key, if this is a mapping that has it.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.kind {
            Kind::Map(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }
}

/// Reads `yaml`, which stands at byte `base` of its file. `None` where there is nothing but comments. Mistakes that
/// leave the rest readable are added to `mistakes`; of keys that stand twice the first one counts.
pub fn read(yaml: &str, base: usize, mistakes: &mut Vec<Fault>) -> Result<Option<Node>, Fault> {
    let mut reader = Reader {
        parser: Parser::new_from_str(yaml),
        offsets: (!yaml.is_ascii()).then(|| yaml.char_indices().map(|(at, _)| at).chain([yaml.len()]).collect()),
        text: yaml,
        base,
        anchors: HashMap::new(),
        unnamed: BTreeMap::new(),
        copies: 0,
        mistakes,
    };
    loop {
        match reader.next()? {
            (Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _) => {}
            (Event::StreamEnd | Event::DocumentEnd, _) => return Ok(None),
            (event, span) => {
                let root = reader.node(event, span, 0)?;
                reader.finish()?;
                let unnamed = reader.unnamed.values().filter_map(|start| traps::anchor(*start, yaml, base));
                reader.mistakes.extend(unnamed);
                return Ok(Some(root));
            }
        }
    }
}

struct Reader<'a> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    /// Byte offsets of all characters, where they are not the characters' numbers.
    offsets: Option<Vec<usize>>,
    text: &'a str,
    base: usize,
    anchors: HashMap<usize, (Node, usize)>,
    /// The bytes at which texts begin that have an anchor which no alias names so far.
    unnamed: BTreeMap<usize, usize>,
    copies: usize,
    mistakes: &'a mut Vec<Fault>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<(Event<'a>, Span), Fault> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(self.fault(&error)),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    /// Nothing may be left behind the value that is all of the text.
    fn finish(&mut self) -> Result<(), Fault> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(()),
                (Event::DocumentStart(_), span) => {
                    let start = self.byte(span.start.index());
                    let line = self.text[start - self.base..].lines().next().unwrap_or_default();
                    return Err(fault(
                        start..start + line.trim_end().len(),
                        "to YAML another text begins here, of which nothing would be read",
                        "take out the `---` or `...` that ends the one above, or indent it if it belongs to a value",
                    ));
                }
                _ => {}
            }
        }
    }

    fn byte(&self, index: usize) -> usize {
        let at = match &self.offsets {
            Some(offsets) => offsets.get(index).copied().unwrap_or(self.text.len()),
            None => index.min(self.text.len()),
        };
        self.base + at
    }

    fn range(&self, span: Span) -> Range<usize> {
        self.byte(span.start.index())..self.byte(span.end.index())
    }

    /// The parser counts comments behind a quoted text, and line breaks behind others, to the text.
    fn without_tail(&self, at: Range<usize>, style: ScalarStyle) -> Range<usize> {
        let Some(text) = self.text.get(at.start - self.base..at.end - self.base) else { return at };
        let length = match style {
            ScalarStyle::DoubleQuoted | ScalarStyle::SingleQuoted => quoted(text).unwrap_or(text.len()),
            _ => text.trim_end().len(),
        };
        at.start..at.start + length
    }

    fn fault(&self, error: &ScanError) -> Fault {
        let start = self.byte(error.marker().index());
        let rest = &self.text[start - self.base..];
        let end =
            start + rest.find('\n').unwrap_or(rest.len()).min(1.max(rest.chars().next().map_or(0, char::len_utf8)));
        Fault { at: start..end, message: error.info().to_owned(), hint: "" }
    }

    /// An escape in a value in double quotes that is not meant as one.
    fn lost_backslash(&self, at: &Range<usize>, text: &str) -> Option<Fault> {
        quotes::lost_backslash(&self.text[at.start - self.base..at.end - self.base], text, at.start)
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<Node, Fault> {
        let at = self.range(span);
        if depth > DEEPEST {
            return Err(fault(at, "the values are nested too deep", "write them flatter"));
        }
        let (node, anchor) = match event {
            Event::Scalar(_, _, _, Some(tag)) if !tag.is_yaml_core_schema() => {
                let word = if tag.suffix == "!" { "" } else { &tag.suffix };
                return Err(fault(at, format!("a value cannot begin with `!`: `!{word}` would be lost"), QUOTE));
            }
            Event::Scalar(text, ..)
                if text.contains(|letter: char| {
                    letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{85}') || is_control(letter)
                }) =>
            {
                let unseen = || fault(at.clone(), "no page can show a control character", "take it out");
                return Err(self.lost_backslash(&at, &text).unwrap_or_else(unseen));
            }
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                if style == ScalarStyle::DoubleQuoted
                    && let Some(fault) = self.lost_backslash(&at, &text)
                {
                    return Err(fault);
                }
                let at = self.without_tail(at, style);
                let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                if is_block
                    && text.is_empty()
                    && let Some(fault) = traps::of_no_text(&at, self.text, self.base)
                {
                    return Err(fault);
                }
                if anchor > 0 {
                    self.unnamed.insert(anchor, at.start);
                }
                (Node { kind: Kind::Scalar { text: text.into_owned(), plain }, at }, anchor)
            }
            Event::SequenceStart(anchor, _) => {
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, end) => break self.list(items, &at, end, anchor),
                        (event, span) => {
                            let item = self.node(event, span, depth + 1)?;
                            self.mistakes.extend(traps::glued(&item, self.text, self.base));
                            items.push(item);
                        }
                    }
                }
            }
            Event::MappingStart(anchor, _) => {
                let mut entries: Vec<Entry> = Vec::new();
                let mut keys = HashSet::new();
                loop {
                    match self.next()? {
                        (Event::MappingEnd, end) => break self.map(entries, &at, end, anchor),
                        (event, span) => self.entry(event, span, depth, &mut entries, &mut keys)?,
                    }
                }
            }
            Event::Alias(anchor) => {
                self.unnamed.remove(&anchor);
                let Some((node, size)) = self.anchors.get(&anchor).cloned() else {
                    return Err(fault(at, "this alias names an anchor that is not there", "write the value out"));
                };
                self.copies += size;
                if self.copies > MOST_COPIES {
                    return Err(fault(at, "the aliases repeat too much", "write the values out"));
                }
                (Node { at, ..node }, 0)
            }
            _ => return Err(fault(at, "a value is missing here", "write one, or take the key out")),
        };
        if anchor > 0 {
            let size = size(&node);
            self.anchors.insert(anchor, (node.clone(), size));
        }
        Ok(node)
    }

    fn list(&self, items: Vec<Node>, at: &Range<usize>, end: Span, anchor: usize) -> (Node, usize) {
        let end = self.end(items.last().map(|item| item.at.end), end, at);
        (Node { kind: Kind::List(items), at: at.start..end }, anchor)
    }

    fn map(&self, entries: Vec<Entry>, at: &Range<usize>, end: Span, anchor: usize) -> (Node, usize) {
        let end = self.end(entries.last().map(|entry| entry.value.at.end.max(entry.key_at.end)), end, at);
        let start = entries.first().map_or(at.start, |entry| entry.key_at.start.min(at.start.max(at.end)));
        let start = if at.is_empty() { start } else { at.start };
        (Node { kind: Kind::Map(entries), at: start..end }, anchor)
    }

    /// Where a collection ends: with its bracket, or with its last item in block style.
    fn end(&self, last: Option<usize>, end: Span, at: &Range<usize>) -> usize {
        if end.is_empty() { last.unwrap_or(at.end) } else { self.byte(end.end.index()) }
    }

    /// Reads an entry of a mapping. `keys` are those before it, once there are many.
    fn entry(
        &mut self,
        event: Event<'a>,
        span: Span,
        depth: usize,
        entries: &mut Vec<Entry>,
        keys: &mut HashSet<String>,
    ) -> Result<(), Fault> {
        let key_at = self.range(span);
        let Event::Scalar(key, style, ..) = event else {
            // `{{ placeholder }}`, as templates of other programs have it.
            if self.text[..key_at.start - self.base].ends_with('{') {
                return Err(fault(key_at, "a value cannot begin with `{{` unless it is quoted", QUOTE));
            }
            return Err(fault(key_at, "a key is a plain text", "quote a key that begins with a bracket"));
        };
        let key_at = self.without_tail(key_at, style);
        let key = key.trim_matches(is_mark);
        let (event, span) = self.next()?;
        let value = self.node(event, span, depth + 1)?;
        if key == "<<" {
            return Err(fault(key_at, NO_MERGE, WRITE_OUT));
        }
        let is_twice = if entries.len() < FEW {
            entries.iter().any(|entry| entry.key == key)
        } else {
            if keys.is_empty() {
                keys.extend(entries.iter().map(|entry| entry.key.clone()));
            }
            !keys.insert(key.to_owned())
        };
        let after = self.text[key_at.end - self.base..].trim_start();
        let is_bare = value.is_null() && !after.starts_with(':');
        // Of `{Q1: 1,000, Q2: 2,000}` each part that a comma cut off is told, the second `000`, too.
        if is_twice && !is_bare {
            let message = format!("the key `{key}` stands here twice");
            // With these an item begins.
            let is_item = matches!(key, "id" | "title") && self.text[..key_at.start - self.base].ends_with(' ');
            let hint = if is_item {
                "take one of the two out; or, where a further item of the list begins, put a `-` and a space before it"
            } else {
                "take one of the two out"
            };
            self.mistakes.push(fault(key_at, message, hint));
            return Ok(());
        }
        entries.push(Entry { key: key.to_owned(), key_at, value, is_bare });
        Ok(())
    }
}

/// What is wrong at some bytes of the file, and the way out.
pub fn fault(at: Range<usize>, message: impl Into<String>, hint: &'static str) -> Fault {
    Fault { at, message: message.into(), hint }
}

/// How long the quoted text is that these bytes begin with.
fn quoted(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let quote = *bytes.first().filter(|quote| matches!(quote, b'"' | b'\''))?;
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'\\' if quote == b'"' => 2,
            // Two single quotes stand for one.
            b'\'' if quote == b'\'' && bytes.get(at + 1) == Some(&quote) => 2,
            byte if *byte == quote => return Some(at + 1),
            _ => 1,
        };
    }
    None
}

fn size(node: &Node) -> usize {
    1 + match &node.kind {
        Kind::Scalar { .. } => 0,
        Kind::List(items) => items.iter().map(size).sum(),
        Kind::Map(entries) => entries.iter().map(|entry| size(&entry.value)).sum(),
    }
}
