//! Front matter below something else: there it is text, and keeps nothing private.

use std::ops::Range;

use crate::model::front_matter::Cut;
use crate::model::letters::is_unseen;
use crate::parse::front_matter::keys::{Keys, is_mark, is_private, keys_above_end};
use crate::parse::front_matter::misplaced::Misplaced;
use crate::parse::markdown::{CodeLine, Fences};

/// The keys that keep a file from readers.
const PRIVATE: [&str; 2] = ["audience:", "draft:"];

/// The way out where it stands below something else.
const ABOVE_ALL: &str = "move it above all else; keys that are to be read stand in a block of code";

/// Front matter that is not where it would be read: at the beginning of a body any, else such as would keep it private.
pub fn buried(text: &str, cut: &Cut) -> Option<Misplaced> {
    let found = |at: Range<usize>, message, hint| Some(Misplaced { at, message, hint });
    let first = "front matter begins in the first line of a file";
    if let Some(at) = below_nothing(text, cut) {
        let is_doubled = cut.yaml_at > 0;
        let hint = if is_doubled { "take out the first `---`" } else { "move what stands above it below its end" };
        return found(at, first, hint);
    }
    if let Some(at) = below_title(cut) {
        return found(at, first, ABOVE_ALL);
    }
    if let Some(at) = as_text(cut) {
        let message = "in a text this keeps nothing private";
        return found(at, message, "write it in front matter, between two lines `---` above all else");
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
    found(at, first, ABOVE_ALL)
}

fn has_keys(cut: &Cut) -> bool {
    cut.yaml.lines().any(|line| !line.trim().is_empty() && !line.starts_with('#'))
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

/// Front matter between two lines of a file that has a title above them, and perhaps a line more.
fn below_title(cut: &Cut) -> Option<Range<usize>> {
    const MOST_LINES: usize = 2;
    if cut.yaml_at > 0 {
        return None;
    }
    let (mut at, mut lines) = (0, 0);
    for line in cut.body.split_inclusive('\n') {
        let bare = line.trim();
        if lines > 0 && line.trim_end() == "---" {
            let (keys, is_tight) = keys_above_end(&cut.body[at + line.len()..])?;
            // Behind an empty line a mark begins a slide, which may have words with colons.
            return (keys.has_results || is_tight && keys.are_known).then(|| at..at + bare.len());
        }
        let is_comment = bare.starts_with("<!--") && bare.ends_with("-->");
        lines += usize::from(!bare.is_empty());
        let is_above =
            bare.is_empty() || is_comment || bare.starts_with('#') || bare.starts_with(char::is_alphanumeric);
        if !is_above || lines > MOST_LINES {
            return None;
        }
        at += line.len();
    }
    None
}

/// A line of the first paragraph below a file's title that would keep it private, as other programs save the properties of a page:
/// `Audience: Internal`, `**Draft:** yes`.
fn as_text(cut: &Cut) -> Option<Range<usize>> {
    let is_said = cut.yaml.lines().any(|line| PRIVATE.iter().any(|key| line.starts_with(key)));
    if is_said {
        return None;
    }
    let is_above = |bare: &str| bare.is_empty() || bare.starts_with('#') || bare.starts_with("<!--");
    let mut at = cut.body_at;
    let mut is_first = true;
    for line in cut.body.split_inclusive('\n') {
        let bare = line.trim();
        let is_code = bare.starts_with("```") || bare.starts_with("~~~") || line.starts_with([' ', '\t']);
        if is_code || !is_first && is_above(bare) {
            return None;
        }
        is_first &= is_above(bare);
        if !is_first && bare.contains(':') && is_private(&bare.replace(['*', '_'], "")) {
            return Some(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    None
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
        if !is_code && !is_comment && (is_mark(bare) || bare.starts_with("---")) {
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
