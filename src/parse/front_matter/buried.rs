//! Front matter below something else: there it is text, and keeps nothing private.

use std::ops::Range;

use crate::model::front_matter::Cut;
use crate::model::letters::is_unseen;
use crate::parse::front_matter::header;
use crate::parse::front_matter::misplaced::Misplaced;
use crate::parse::markdown::{CodeLine, Fences};

/// The keys that keep a file from readers.
const PRIVATE: [&str; 2] = ["audience:", "draft:"];

/// Front matter that is not where it would be read: at the beginning of a body any, else such as would keep it private.
pub fn buried(text: &str, cut: &Cut) -> Option<Misplaced> {
    let found = |at: Range<usize>, message, hint| Some(Misplaced { at, message, hint });
    let first = "front matter begins in the first line of a file";
    if let Some(at) = below_nothing(text, cut) {
        let is_doubled = cut.yaml_at > 0;
        let hint = if is_doubled { "take out the first `---`" } else { "move what stands above it below its end" };
        return found(at, first, hint);
    }
    if !PRIVATE.iter().any(|key| cut.body.contains(key)) {
        return None;
    }
    if let Some(at) = in_code(text, cut) {
        let message =
            "front matter stands between two lines `---`: in a block of code it is shown, and keeps nothing private";
        return found(
            at,
            message,
            "take out the lines around it that make code of it; what is to be read stands below a title",
        );
    }
    let at = below_text(cut)?;
    if has_keys(cut) {
        let message =
            "a file has its front matter once, in its first lines: here it is text, and keeps nothing private";
        let hint = "write its keys there, or make a file of its own of what follows; keys that are to be read stand in a block of code";
        return found(at, message, hint);
    }
    found(at, first, "move it above all else; keys that are to be read stand in a block of code")
}

fn has_keys(cut: &Cut) -> bool {
    cut.yaml.lines().any(|line| !line.trim().is_empty() && !line.starts_with('#'))
}

/// What lines say that may be front matter.
#[derive(Clone, Copy)]
struct Keys {
    /// All keys are those of some kind of file, and so is the first one.
    are_known: bool,
    is_first_known: bool,
    /// It may be meant to be private, or is for sure.
    may_be_private: bool,
    is_private: bool,
}

impl Keys {
    /// The keys of some lines, if nothing else stands there.
    fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut keys = Self { are_known: true, is_first_known: false, may_be_private: false, is_private: false };
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
        let (public, private) = match key {
            "audience" => ("public", "internal"),
            "draft" => ("false", "true"),
            _ => return,
        };
        let value = value.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']).to_lowercase();
        self.is_private |= value == private;
        // Several words are a sentence about an audience.
        self.may_be_private |= value != public && !value.contains(' ');
    }

    /// Whether to be shown is not what these lines are for.
    fn keep_private(self) -> bool {
        self.is_private || self.are_known && self.may_be_private
    }
}

/// Front matter with nothing above it that would be seen: comments, or the marks of front matter that is empty.
fn below_nothing(text: &str, cut: &Cut) -> Option<Range<usize>> {
    if has_keys(cut) {
        return None;
    }
    let mut below = cut.body.trim_start_matches(is_unseen);
    while let Some((_, after)) = below.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
        below = after.trim_start_matches(is_unseen);
    }
    let at = text.len() - below.len();
    let mut lines = below.lines();
    if cut.yaml_at == 0 {
        lines.next().filter(|line| line.trim_end() == "---")?;
    } else if at > cut.body_at {
        return None;
    }
    let lines: Vec<&str> = lines.collect();
    let end = lines.iter().position(|line| matches!(line.trim_end(), "---" | "..."))?;
    let keys = Keys::of(lines[..end].iter().copied())?;
    // Behind an empty line a mark begins a slide.
    let is_close = !lines[..end].last()?.trim().is_empty();
    (is_close && keys.is_first_known).then(|| at..at + below.lines().next().map_or(0, str::len))
}

/// A block of code at the beginning of a file, in which front matter stands that keeps private.
fn in_code(text: &str, cut: &Cut) -> Option<Range<usize>> {
    let below = text.trim_start_matches(is_unseen);
    let fence = ["```", "~~~"].into_iter().find(|fence| below.starts_with(fence)).filter(|_| cut.yaml_at == 0)?;
    let mut lines = below.lines();
    let first = lines.next()?;
    let inner: Vec<&str> = lines.take_while(|line| !line.starts_with(fence)).collect();
    let keys = Keys::of(inner.into_iter().filter(|line| !is_mark(line)))?;
    let at = text.len() - below.len();
    keys.keep_private().then(|| at..at + first.trim_end().len())
}

/// Front matter that keeps private, between two lines of a body that are no code and in no comment: the bytes of the first one.
fn below_text(cut: &Cut) -> Option<Range<usize>> {
    let mut fences = Fences::default();
    let mut is_comment = false;
    // The line that perhaps begins it, and the byte of the body behind it.
    let mut mark = (cut.yaml_at > 0).then(|| (cut.yaml_range().end..cut.body_at, 0));
    let mut at = 0;
    for line in cut.body.split_inclusive('\n') {
        let bare = line.trim_matches(is_unseen);
        let is_code = fences.read(bare, at..at + line.len()) != CodeLine::Other;
        if !is_code && !is_comment && is_mark(bare) {
            let begins = mark.replace((cut.body_at + at..cut.body_at + at + line.trim_end().len(), at + line.len()));
            if let Some((begins, from)) = begins
                && Keys::of(cut.body[from..at].lines()).is_some_and(Keys::keep_private)
            {
                return Some(begins);
            }
        } else if !is_code {
            let end = line.rfind("-->");
            is_comment =
                line.rfind("<!--").map_or(is_comment && end.is_none(), |start| end.is_none_or(|end| end < start));
        }
        at += line.len();
    }
    None
}

/// Whether a line is one that may begin or end front matter, as programs make it of hyphens, too.
fn is_mark(line: &str) -> bool {
    let bare = line.trim_matches(is_unseen);
    let is_of_marks = |letter: char| matches!(letter, '-' | '–' | '—' | '−' | '‑' | '+');
    !bare.is_empty() && bare.chars().all(is_of_marks) && (bare.len() > 2 || bare == "--") || bare == "..."
}
