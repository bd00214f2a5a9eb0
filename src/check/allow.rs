//! Diagnostics that an author has silenced, with the reason: a comment above a key, or above a block of Markdown.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::check::nearest;
use crate::model::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::model::source::Source;

/// A comment that silences.
#[derive(Debug)]
pub struct Allow {
    file: Arc<str>,
    /// Bytes of the comment.
    at: Range<usize>,
    /// Bytes in which it silences.
    reach: Range<usize>,
    /// It stands above the first key of the file.
    is_first: bool,
    codes: Vec<String>,
    has_reason: bool,
}

/// Takes out what is silenced, and adds `unused-allow` for what silences nothing. Errors cannot be silenced.
pub fn apply<'a>(
    allows: impl Iterator<Item = &'a Allow>,
    located: Vec<(Diagnostic, Range<usize>)>,
) -> Vec<(Diagnostic, Range<usize>)> {
    let mut by_file: HashMap<&str, Vec<(&Allow, Vec<bool>)>> = HashMap::new();
    for allow in allows {
        by_file.entry(&allow.file).or_default().push((allow, vec![false; allow.codes.len()]));
    }
    let mut kept = Vec::with_capacity(located.len());
    for (diagnostic, at) in located {
        let mut silenced = false;
        let here = by_file.get_mut(&**diagnostic.place.file()).into_iter().flatten();
        for (allow, used) in here.filter(|(allow, _)| allow.has_reason) {
            // What is told of a file as a whole stands at its first byte; a comment above its first key reaches it.
            let inside = allow.reach.contains(&at.start) || (at.start == 0 && allow.is_first);
            let code = allow.codes.iter().position(|code| code == diagnostic.code.as_str());
            if let (true, Some(code), true) = (inside, code, diagnostic.severity < Severity::Error) {
                used[code] = true;
                silenced = true;
            }
        }
        if !silenced {
            kept.push((diagnostic, at));
        }
    }
    let mut unused = Vec::new();
    for (allow, used) in by_file.values().flatten() {
        explain(allow, used, &mut unused);
        kept.extend(unused.drain(..).map(|diagnostic| (diagnostic, allow.at.clone())));
    }
    kept
}

fn explain(allow: &Allow, used: &[bool], found: &mut Vec<Diagnostic>) {
    let place = || Place::Bytes(allow.file.clone(), allow.at.clone());
    if !allow.has_reason {
        found.push(
            Diagnostic::new(Code::UnusedAllow, place(), "this silences nothing: it gives no reason")
                .hint("write why behind two hyphens: `-- as published in 2021`"),
        );
        return;
    }
    for (code, _) in allow.codes.iter().zip(used).filter(|(_, used)| !**used) {
        let known = Code::ALL.iter().find(|known| known.as_str() == code);
        let (message, hint) = match known {
            None => {
                let near = nearest(code, Code::ALL.iter().map(|code| code.as_str()));
                let hint = near.map_or_else(|| "take it out".to_owned(), |near| format!("did you mean `{near}`?"));
                (format!("there is no diagnostic `{code}`"), hint)
            }
            Some(known) if known.severity() == Severity::Error => {
                (format!("`{code}` is an error, which cannot be silenced"), "mend what it is about".to_owned())
            }
            Some(_) => (format!("nothing here is `{code}`"), "take it out".to_owned()),
        };
        found.push(Diagnostic::new(Code::UnusedAllow, place(), message).hint(hint));
    }
}

/// The comments of a content file that silence.
pub fn allows_of(source: &Source) -> Vec<Allow> {
    let Some(text) = source.text().filter(|text| text.contains("quarterdeck:")) else { return Vec::new() };
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        lines.push((at, line));
        at += line.len();
    }
    let body = body_line(&lines);
    let mut allows = Vec::new();
    let mut fence: Option<String> = None;
    for (number, (start, line)) in lines.iter().enumerate() {
        let from = start + line.len() - line.trim_start().len();
        if number < body {
            let comment = line.trim().strip_prefix('#');
            let reach = || value_below(&lines[..body], number + 1);
            let is_comment = |(_, line): &(usize, &str)| line.trim().is_empty() || line.trim_start().starts_with('#');
            let is_first = lines[..number].iter().skip(1).all(is_comment);
            let allow = comment.and_then(|comment| read(source, comment, from..from + line.trim().len(), reach));
            allows.extend(allow.map(|allow| Allow { is_first, ..allow }));
            continue;
        }
        // What stands in code is shown, and silences nothing.
        let marks = fence_of(line);
        match &fence {
            Some(open) if marks.starts_with(open.as_str()) => fence = None,
            Some(_) => {}
            None if marks.len() >= 3 => fence = Some(marks),
            None => {
                let comment = text[from..].strip_prefix("<!--").and_then(|rest| rest.split_once("-->"));
                let Some((comment, _)) = comment else { continue };
                let end = from + "<!--".len() + comment.len() + "-->".len();
                let after = lines.partition_point(|(start, _)| *start < end);
                allows.extend(read(source, comment, from..end, || block_below(&lines, after)));
            }
        }
    }
    allows
}

/// What a comment silences, if it is meant to silence something.
fn read(source: &Source, comment: &str, at: Range<usize>, reach: impl Fn() -> Range<usize>) -> Option<Allow> {
    let said = comment.trim().strip_prefix("quarterdeck:")?.trim().strip_prefix("allow")?;
    let (codes, reason) = said.split_once("--").unwrap_or((said, ""));
    let codes: Vec<String> =
        codes.split([',', ' ', '\n']).map(|code| code.trim().to_owned()).filter(|code| !code.is_empty()).collect();
    let has_reason = !reason.trim().is_empty();
    Some(Allow { file: source.path.clone(), at, reach: reach(), is_first: false, codes, has_reason })
}

/// The backticks or tildes that a line begins with.
fn fence_of(line: &str) -> String {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'));
    line.chars().take_while(|letter| Some(*letter) == mark).collect()
}

/// The number of the line at which the body begins.
fn body_line(lines: &[(usize, &str)]) -> usize {
    if lines.first().is_none_or(|(_, line)| line.trim_end() != "---") {
        return 0;
    }
    let end = lines.iter().skip(1).position(|(_, line)| matches!(line.trim_end(), "---" | "..."));
    end.map_or(lines.len(), |end| end + 2)
}

/// The key on the next line that is no comment, with its whole value.
fn value_below(lines: &[(usize, &str)], from: usize) -> Range<usize> {
    let is_text = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let Some(key) = (from..lines.len()).find(|at| is_text(lines[*at].1)) else { return 0..0 };
    let indent = |line: &str| line.len() - line.trim_start().len();
    let column = indent(lines[key].1);
    let is_item = lines[key].1.trim_start().starts_with("- ");
    let mut end = key + 1;
    while end < lines.len() {
        let line = lines[end].1;
        // A list may stand under its key without being indented.
        let list_of_key = !is_item && indent(line) == column && line.trim_start().starts_with('-');
        if is_text(line) && indent(line) <= column && !list_of_key {
            break;
        }
        end += 1;
    }
    let last = lines[end - 1];
    lines[key].0..last.0 + last.1.len()
}

/// The block that begins on the next line with text: up to an empty line, a fence as a whole.
fn block_below(lines: &[(usize, &str)], from: usize) -> Range<usize> {
    let Some(first) = (from..lines.len()).find(|at| !lines[*at].1.trim().is_empty()) else { return 0..0 };
    let fence = fence_of(lines[first].1);
    let mut end = first + 1;
    while end < lines.len() {
        let line = lines[end].1.trim();
        if fence.len() >= 3 {
            end += 1;
            if line.starts_with(&fence) {
                break;
            }
            continue;
        }
        if line.is_empty() {
            break;
        }
        end += 1;
    }
    let last = lines[end - 1];
    lines[first].0..last.0 + last.1.len()
}
