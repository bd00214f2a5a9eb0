//! The marks of which bodies are made, as they stand in a line.

use std::ops::Range;

use crate::model::letters::is_unseen;
use crate::parse::markdown::nearly_note;
use crate::parse::markdown::structure::NAMES;

/// The colon, and the wide one that keyboards for Chinese and Japanese write.
pub const COLONS: [char; 2] = [':', '：'];

/// Whether a line begins or ends a container.
pub fn is_container(bare: &str) -> bool {
    bare.chars().take_while(|letter| COLONS.contains(letter)).take(3).count() == 3
}

/// The bytes of a container's mark and name where they stand behind another mark in a line, of which the container is none.
pub fn container_behind(line: &str) -> Option<Range<usize>> {
    // Most lines have no such mark.
    if !line.contains(COLONS) {
        return None;
    }
    let indent = line.len() - line.trim_start_matches(is_unseen).len();
    let mut start = indent + nearly_note::behind_marks(&line[indent..]);
    let heading = line[start..].trim_start_matches('#');
    if is_heading(&line[start..]) {
        start = line.len() - heading.trim_start_matches(is_unseen).len();
    }
    let text = line[start..].trim_end();
    let name = text.trim_start_matches(COLONS).trim_start().trim_start_matches(['{', '.']);
    let is_quoted = line[..start].chars().all(is_of_quote);
    (!is_quoted && is_container(text) && name.starts_with(char::is_alphabetic)).then(|| start..start + text.len())
}

/// So many lines below its mark a private container within words may end.
const LINES: usize = 50;

/// The length of a private container's mark and name that stand behind words and begin a text, where the container's end stands behind
/// the last words of a line, this one or one below in the paragraph. What only speaks of containers ends otherwise.
pub fn private_in_words(text: &str) -> Option<usize> {
    let name = text.trim_start_matches(COLONS).trim_start_matches([' ', '{', '.']);
    let name = ["internal", "notes"].into_iter().find_map(|known| name.strip_prefix(known))?;
    let behind = name.trim_start_matches('}');
    let mut lines = behind.lines();
    let is_end = |line: &str| line.trim_end().strip_suffix(":::").is_some_and(|words| !words.trim().is_empty());
    let goes_on = |line: &&str| {
        let bare = line.trim();
        !bare.is_empty() && !is_container(bare) && !is_heading(bare) && nearly_note::behind_marks(bare) == 0
    };
    // Of a paragraph that holds many such marks no more than some lines are looked at for each.
    let is_ended = lines.next().is_some_and(is_end) || lines.take(LINES).take_while(goes_on).any(is_end);
    (behind.starts_with(char::is_whitespace) && is_ended).then(|| text.len() - behind.len())
}

/// The container that a line names behind two colons, with nothing else on it.
pub fn short_of_a_colon(bare: &str) -> Option<&'static str> {
    // Most lines begin with a letter.
    let name = bare.strip_prefix(COLONS)?.strip_prefix(COLONS)?.trim();
    NAMES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(known, _)| *known)
}

/// What makes a heading of the line before these: the bytes of a line that is all `=` or all `-`.
pub fn underline(rest: &str) -> Option<Range<usize>> {
    let line = rest.lines().next()?;
    let mark = line.trim();
    let start = line.len() - line.trim_start().len();
    let is_mark = !mark.is_empty() && [b'=', b'-'].iter().any(|of| mark.bytes().all(|byte| byte == *of));
    is_mark.then(|| start..start + mark.len())
}

/// Whether a letter may stand before the text of a quote.
pub fn is_of_quote(letter: char) -> bool {
    letter == '>' || is_unseen(letter)
}

/// Whether a line is a heading by its own mark.
pub fn is_heading(bare: &str) -> bool {
    let marks = bare.bytes().take_while(|byte| *byte == b'#').count();
    (1..=6).contains(&marks) && bare[marks..].starts_with([' ', '\t'])
}
