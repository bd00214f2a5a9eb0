//! Full-width colons behind keys, as East Asian keyboards write them: to YAML they are letters.

use std::ops::Range;

use crate::model::diagnostic::Code;
use crate::parse::front_matter::explain::is_key;
use crate::parse::front_matter::node::Entry;
use crate::parse::front_matter::reader::Reader;

/// Said of such a colon.
pub const WIDE: &str = "a full-width colon stands behind this key, which is no colon to YAML";

const MARK: char = '：';

/// Where in a line its key has such a colon behind it, and what to write instead.
pub fn colon(line: &str) -> Option<(Range<usize>, String)> {
    let at = line.find(MARK)?;
    let (key, value) = (line[..at].trim_start_matches(INDENT).trim_end(), line[at + MARK.len_utf8()..].trim());
    let meant = format!("{key}: {value}");
    is_key(key).then(|| (at..at + MARK.len_utf8(), format!("write `{}`", meant.trim_end())))
}

/// The same in the line `above` the one in which the parser noticed the `fault` at byte `at`: of a key in the same column, which it
/// takes for more of a text that begins above, or of anything that it misses a key before.
pub fn colon_above(yaml: &str, above: Range<usize>, at: usize, fault: &str) -> Option<(Range<usize>, String)> {
    let start = |at: usize| yaml[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let column = |line: &str| line.len() - line.trim_start_matches(INDENT).len();
    let (line, key) = (&yaml[start(above.start)..above.end], &yaml[start(at)..at]);
    let is_beside = || is_key(key[column(key)..].trim_end()) && column(key) == column(line);
    let misses_key = fault.contains("simple key expect") || fault.contains("<document start>");
    let (mark, hint) = colon(line).filter(|_| misses_key || is_beside())?;
    let line_at = start(above.start);
    Some((line_at + mark.start..line_at + mark.end, hint))
}

/// What may stand before a key in its line.
const INDENT: [char; 2] = ['-', ' '];

impl Reader<'_> {
    /// `yaml`: an entry whose key has such a colon in it. Whether it has one.
    pub fn wide_colon(&mut self, entry: &Entry) -> bool {
        let Some((mark, hint)) = colon(&entry.key) else { return false };
        let quoted = "write `: ` in its place, and the value in quotes: there is a `: ` in it";
        let hint = if entry.is_bare { hint } else { quoted.to_owned() };
        let start = entry.key_at.start;
        self.report(Code::Yaml, &(start + mark.start..start + mark.end), WIDE, hint);
        true
    }
}
