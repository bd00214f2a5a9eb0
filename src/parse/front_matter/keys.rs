//! Lines that may be front matter where none is read, and the lines that may be meant to stand around it.

use crate::model::letters::is_unseen;
use crate::parse::front_matter::header;

/// What lines say that may be front matter.
#[derive(Clone, Copy)]
pub struct Keys {
    /// All keys are those of some kind of file, and so is the first one.
    pub are_known: bool,
    pub is_first_known: bool,
    /// No text has this one.
    pub has_results: bool,
    /// It may be meant to be private, or is for sure.
    may_be_private: bool,
    pub is_private: bool,
}

impl Keys {
    /// The keys of some lines, if nothing else stands there.
    pub fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut keys = Self {
            are_known: true,
            is_first_known: false,
            has_results: false,
            may_be_private: false,
            is_private: false,
        };
        let mut is_first = true;
        for line in lines {
            if line.trim().is_empty() || line.starts_with([' ', '\t', '-', '#', '}', ']']) {
                continue;
            }
            let (key, value) = line.trim_end().split_once(':')?;
            let is_word = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
            if !is_word || !(value.is_empty() || value.starts_with(' ')) {
                return None;
            }
            keys.add(key, value, std::mem::take(&mut is_first));
        }
        (!is_first).then_some(keys)
    }

    fn add(&mut self, key: &str, value: &str, is_first: bool) {
        let is_known = header::is_key(key);
        self.are_known &= is_known;
        self.is_first_known |= is_known && is_first;
        self.has_results |= key == "key_results";
        let (public, private): (_, &[&str]) = match key {
            "audience" => ("public", &["internal"]),
            "draft" => ("false", &["true", "yes"]),
            _ => return,
        };
        let value = value.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']).to_lowercase();
        self.is_private |= private.contains(&&*value);
        // Several words are a sentence about an audience.
        self.may_be_private |= value != public && !value.contains(' ');
    }

    /// Whether to be shown is not what these lines are for.
    pub fn keep_private(self) -> bool {
        self.is_private || self.are_known && self.may_be_private
    }
}

/// Whether a line alone says that a file is private: in capitals, or without a space, it is meant as well.
pub fn is_private(line: &str) -> bool {
    /// No such line is longer, in bytes.
    const LONGEST: usize = 40;
    let keys = || Keys::of(std::iter::once(&*line.to_lowercase().replacen(':', ": ", 1)));
    line.len() <= LONGEST && line.contains(':') && keys().is_some_and(|keys| keys.is_private)
}

/// The keys of the lines down to the next one that may end front matter, and whether they stand right between the two.
pub fn keys_above_end(text: &str) -> Option<(Keys, bool)> {
    let lines: Vec<&str> = text.lines().take_while(|line| !is_mark(line)).collect();
    let (first, last) = (lines.first()?, lines.last()?);
    let has_end = text.lines().nth(lines.len()).is_some();
    let is_tight = has_end && !first.trim().is_empty() && !last.trim().is_empty();
    Keys::of(lines.into_iter()).filter(|_| has_end).map(|keys| (keys, is_tight))
}

/// Whether a line begins with a key that is known, before a mark such as `:`.
pub fn is_entry(line: &str, mark: char) -> bool {
    line.split_once(mark).is_some_and(|(key, _)| header::is_key(key.trim_end()))
}

/// Whether a line is one that may begin or end front matter, as programs make it of hyphens, too.
pub fn is_mark(line: &str) -> bool {
    let bare = line.trim_matches(is_unseen);
    bare == "..." || is_dashes(bare) || bare.len() > 2 && bare.bytes().all(|byte| byte == b'+')
}

/// Whether a line is of hyphens or what looks like them, as word processors make dashes of them, and keyboards of other writings
/// have other ones; a single hyphen begins an item.
pub fn is_dashes(line: &str) -> bool {
    let is_dash = |letter| matches!(letter, '-' | '‐'..='―' | '−' | '－' | '﹣' | '─' | '━' | 'ー');
    let is_spaced = line.contains([' ', '\t']);
    // Three spaced hyphens make a line across; of fewer are items.
    let least = if is_spaced { 3 } else { 2 };
    let mut marks = 0;
    for letter in line.chars().filter(|letter| !matches!(letter, ' ' | '\t')) {
        if !is_dash(letter) {
            return false;
        }
        marks += 1;
    }
    marks >= least || marks == 1 && line != "-" && line != "ー" && !is_spaced
}
