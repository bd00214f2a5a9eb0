//! Front matter for the next quarter: the same promises without what was said of them. The text is cut and mended in its places, so
//! that order, quotes and comments stay the author's.

use std::ops::Range;

use crate::model::diagnostic::Step;
use crate::model::front_matter::Cut;
use crate::model::quarter::{Calendar, Quarter, WrittenQuarter};
use crate::parse::front_matter::node::{self, Entry, Kind, Node};

/// What a file leaves behind. An objective's `was` is read from its earlier decks from now on.
const FILE: &[&str] = &["was", "charts", "progress", "challenges", "actions"];
/// What a key result leaves behind beside its check-in, which is there to be filled in.
const KEY_RESULT: &[&str] = &["was", "check_ins", "status", "reason", "confidence"];
/// What a deck leaves behind.
const DECK: &[&str] = &["date"];

/// From which quarter to which, and what is known of the key results on the way.
#[derive(Clone, Debug)]
pub struct Carry {
    pub from: Quarter,
    pub to: Quarter,
    pub calendar: Calendar,
    /// The places of key results that do not come along.
    pub left: Vec<Vec<Step>>,
    /// The ids of key results that have none of their own, by their places: where another goes, their position no longer tells.
    pub ids: Vec<(Vec<Step>, String)>,
}

/// The front matter of an objective or an overview for the next quarter, between its lines `---`, and nothing after it. `None` if
/// it cannot be read.
pub fn file(text: &str, carry: &Carry) -> Option<String> {
    let (cut, root) = read(text)?;
    let mut mend = Mend::new(text, carry);
    let entries = entries(&root)?;
    mend.leave(&root, entries, FILE);
    for entry in entries {
        match entry.key.as_str() {
            "due" => mend.quarter(&entry.value),
            "key_results" => mend.key_results(&entry.value, &[Step::Key("key_results".into())]),
            "outcomes" => {
                for (number, outcome) in items(&entry.value).iter().enumerate() {
                    if let Some(metrics) = outcome.entry("metrics") {
                        let at = [Step::Key("outcomes".into()), Step::Index(number), Step::Key("metrics".into())];
                        mend.key_results(&metrics.value, &at);
                    }
                }
            }
            _ => {}
        }
    }
    Some(mend.finish(&cut))
}

/// The front matter of a deck for the next quarter, as [`file`] has it.
pub fn deck(text: &str, carry: &Carry) -> Option<String> {
    let (cut, root) = read(text)?;
    let mut mend = Mend::new(text, carry);
    let entries = entries(&root)?;
    mend.leave(&root, entries, DECK);
    for entry in entries {
        match entry.key.as_str() {
            "quarter" => mend.replace(entry.value.at.clone(), carry.calendar.label(carry.to)),
            "title" => {
                let written = &text[entry.value.at.clone()];
                mend.replace(entry.value.at.clone(), renamed(written, carry));
            }
            _ => {}
        }
    }
    Some(mend.finish(&cut))
}

/// A text that names the quarter itself, with the next one in its place: `Check-in Q3 FY2020-21`, `Q3 check-in`.
fn renamed(text: &str, carry: &Carry) -> String {
    let Carry { from, to, calendar, .. } = carry;
    let text = text.replace(&calendar.label(*from), &calendar.label(*to));
    let (old, new) = (format!("Q{}", from.number), format!("Q{}", to.number));
    let is_word = |letter: char| letter.is_alphanumeric();
    let mut renamed = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(&old) {
        let (before, after) = (&rest[..at], &rest[at + old.len()..]);
        let stands_alone = !before.ends_with(is_word) && !after.starts_with(is_word);
        // `Q3 2020` is another quarter than this one, or the label would have been found.
        let is_another = after.trim_start().starts_with(|letter: char| letter.is_ascii_digit())
            || after.trim_start().starts_with("FY");
        renamed.push_str(before);
        renamed.push_str(if stands_alone && !is_another { &new } else { &old });
        rest = after;
    }
    renamed + rest
}

fn read(text: &str) -> Option<(Cut<'_>, Node)> {
    let cut = Cut::of(text)?;
    let root = node::read(cut.yaml, cut.yaml_at, &mut Vec::new()).ok()??;
    Some((cut, root))
}

fn entries(node: &Node) -> Option<&[Entry]> {
    match &node.kind {
        Kind::Map(entries) => Some(entries),
        _ => None,
    }
}

fn items(node: &Node) -> &[Node] {
    match &node.kind {
        Kind::List(items) => items,
        _ => &[],
    }
}

/// Changes of a text, by their places.
struct Mend<'a> {
    text: &'a str,
    carry: &'a Carry,
    line_end: &'static str,
    changes: Vec<(Range<usize>, String)>,
}

impl<'a> Mend<'a> {
    fn new(text: &'a str, carry: &'a Carry) -> Self {
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Self { text, carry, line_end, changes: Vec::new() }
    }

    fn replace(&mut self, at: Range<usize>, with: impl Into<String>) {
        self.changes.push((at, with.into()));
    }

    /// A bare `Q3` means a quarter of the deck's year; in a deck of another year it has to say which.
    fn quarter(&mut self, node: &Node) {
        let Carry { from, to, calendar, .. } = self.carry;
        let Kind::Scalar { text, .. } = &node.kind else { return };
        if let Some(WrittenQuarter::OfDeckYear(number)) = Calendar::read(text).filter(|_| from.year != to.year) {
            self.replace(node.at.clone(), calendar.label(Quarter { number, ..*from }));
        }
    }

    fn key_results(&mut self, list: &Node, path: &[Step]) {
        let is_flow = self.text[list.at.clone()].starts_with('[');
        let items = items(list);
        let places: Vec<Vec<Step>> = (0..items.len()).map(|at| [path, &[Step::Index(at)]].concat()).collect();
        let left: Vec<bool> = places.iter().map(|at| self.carry.left.contains(at)).collect();
        let ranges: Vec<Range<usize>> = items.iter().map(|item| item.at.clone()).collect();
        for (number, item) in items.iter().enumerate() {
            if !left[number] {
                self.key_result(item, &places[number]);
            } else if is_flow {
                self.leave_in_flow(number, &ranges, &left);
            } else {
                self.leave_lines(number, &ranges, "");
            }
        }
    }

    fn key_result(&mut self, of: &Node, path: &[Step]) {
        let Some(entries) = entries(of) else { return };
        if let (Some((_, id)), Some(first)) = (self.carry.ids.iter().find(|(at, _)| at == path), entries.first()) {
            let next = if self.is_flow(of) { ", ".to_owned() } else { self.new_line(first) };
            self.replace(first.key_at.start..first.key_at.start, format!("id: {id}{next}"));
        }
        self.leave(of, entries, KEY_RESULT);
        for entry in entries {
            match entry.key.as_str() {
                "start" | "due" => self.quarter(&entry.value),
                "plan" => {
                    for quarter in self::entries(&entry.value).unwrap_or_default() {
                        let text = quarter.key.clone();
                        let key = Node { kind: Kind::Scalar { text, plain: true }, at: quarter.key_at.clone() };
                        self.quarter(&key);
                    }
                }
                "deliverables" => {
                    for deliverable in items(&entry.value) {
                        for quarter in ["due", "done"].into_iter().filter_map(|key| deliverable.entry(key)) {
                            self.quarter(&quarter.value);
                        }
                    }
                }
                _ => {}
            }
        }
        let has = |key: &str| entries.iter().any(|entry| entry.key == key);
        match entries.iter().position(|entry| entry.key == "check_in") {
            Some(number) => self.empty_check_in(of, entries, number),
            // What deliverables tell, nobody needs to say.
            None if has("deliverables") => {}
            None => self.add_check_in(of, entries),
        }
    }

    /// Takes out what was said; the key stays where it is.
    fn empty_check_in(&mut self, of: &Node, entries: &[Entry], number: usize) {
        let entry = &entries[number];
        if self.is_flow(of) {
            self.replace(entry.key_at.start..self.end_of(entry), "check_in: no data");
        } else if self.begins_line(entry) {
            let empty = format!("{}check_in:{}", self.indent(entry), self.line_end);
            self.leave_lines(number, &self.ranges(entries), &empty);
        } else {
            let next = entries[1..].iter().find(|next| !KEY_RESULT.contains(&next.key.as_str()));
            let end = next.map_or_else(|| self.end_of(entry), |next| next.key_at.start);
            let next = next.map_or_else(String::new, |_| self.new_line(entry));
            self.replace(entry.key_at.start..end, format!("check_in:{next}"));
        }
    }

    /// A key result of which nothing was due yet gets the key behind its target.
    fn add_check_in(&mut self, of: &Node, entries: &[Entry]) {
        let Some(target) = entries.iter().find(|entry| entry.key == "target") else { return };
        let end = self.end_of(target);
        if self.is_flow(of) {
            return self.replace(end..end, ", check_in: no data");
        }
        let at = self.after_line(end);
        let indent = self.indent(target);
        self.replace(at..at, format!("{indent}check_in:{}", self.line_end));
    }

    /// Takes entries out of a mapping.
    fn leave(&mut self, of: &Node, entries: &[Entry], keys: &[&str]) {
        let is_left = |entry: &Entry| keys.contains(&entry.key.as_str());
        let ranges = self.ranges(entries);
        let left: Vec<bool> = entries.iter().map(is_left).collect();
        for (number, entry) in entries.iter().enumerate().filter(|(_, entry)| is_left(entry)) {
            if self.is_flow(of) {
                self.leave_in_flow(number, &ranges, &left);
            } else if self.begins_line(entry) {
                self.leave_lines(number, &ranges, "");
            } else if let Some(next) = entries.iter().find(|entry| !is_left(entry)) {
                // Behind a dash the first key that stays takes its place.
                self.replace(entry.key_at.start..next.key_at.start, "");
            }
        }
    }

    /// Puts something in the place of the lines of one of several, with the comments right above it, which speak of it.
    fn leave_lines(&mut self, number: usize, all: &[Range<usize>], instead: &str) {
        let floor = number.checked_sub(1).map_or(0, |before| all[before].end);
        let mut from = self.line_start(all[number].start);
        while from > floor {
            let above = self.line_start(from - 1);
            if above < floor || !self.text[above..from].trim_start().starts_with('#') {
                break;
            }
            from = above;
        }
        self.replace(from..self.after_line(all[number].end), instead);
    }

    /// Takes one of several out of what stands between brackets, with a comma.
    fn leave_in_flow(&mut self, number: usize, all: &[Range<usize>], left: &[bool]) {
        let own = &all[number];
        let range = if left[..number].contains(&false) {
            all[number - 1].end..own.end
        } else {
            own.start..all.get(number + 1).map_or(own.end, |next| next.start)
        };
        self.replace(range, "");
    }

    /// Where an entry ends; one without a value ends with its colon.
    fn end_of(&self, entry: &Entry) -> usize {
        if !entry.value.at.is_empty() {
            return entry.value.at.end.max(entry.key_at.end);
        }
        let after = &self.text[entry.key_at.end..];
        let rest = after.trim_start().strip_prefix(':').filter(|_| !entry.is_bare).unwrap_or(after);
        self.text.len() - rest.len()
    }

    fn ranges(&self, entries: &[Entry]) -> Vec<Range<usize>> {
        entries.iter().map(|entry| entry.key_at.start..self.end_of(entry)).collect()
    }

    /// Whether nothing but space stands before the entry in its line.
    fn begins_line(&self, entry: &Entry) -> bool {
        self.text[self.line_start(entry.key_at.start)..entry.key_at.start].trim().is_empty()
    }

    fn is_flow(&self, mapping: &Node) -> bool {
        self.text[mapping.at.clone()].starts_with('{')
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    fn after_line(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |end| at + end + 1)
    }

    /// As many spaces as stand, or would stand, before the entry's key.
    fn indent(&self, entry: &Entry) -> String {
        let before = &self.text[self.line_start(entry.key_at.start)..entry.key_at.start];
        " ".repeat(before.chars().count())
    }

    fn new_line(&self, entry: &Entry) -> String {
        format!("{}{}", self.line_end, self.indent(entry))
    }

    /// The text with its changes, as far as the front matter goes.
    fn finish(mut self, cut: &Cut) -> String {
        self.changes.sort_by_key(|(at, _)| (at.start, at.end));
        let mut mended = String::with_capacity(cut.body_at);
        let mut done = 0;
        for (at, with) in self.changes {
            // What an alias repeats is changed once; what stands in something that goes is gone.
            if at.start >= done {
                mended.push_str(&self.text[done..at.start]);
                mended.push_str(&with);
                done = at.end;
            }
        }
        mended.push_str(&self.text[done..cut.body_at]);
        if !mended.ends_with('\n') {
            mended.push_str(self.line_end);
        }
        mended
    }
}
