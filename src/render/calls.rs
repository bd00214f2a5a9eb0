//! Where a fault comes from: the call of a component that was given what it cannot show, and the name that leads to nothing.

use std::ops::Range;

use tera::{Context, Error};

/// A component's call on the way to a fault, as the engine tells it.
pub struct Call {
    pub template: String,
    /// From 1.
    pub line: usize,
    pub column: usize,
}

/// The calls that led to the error, the innermost first.
pub fn calls(error: &Error) -> Vec<Call> {
    let text = error.to_string();
    let calls = text.lines().filter_map(|line| {
        let mut place = line.strip_prefix("note: called from ")?.rsplitn(3, ':');
        let column = place.next()?.parse().ok()?;
        let line = place.next()?.parse().ok()?;
        Some(Call { template: place.next()?.to_owned(), line, column })
    });
    calls.collect()
}

/// The whole call that begins at a byte of a template, or shortly before it.
pub fn whole(template: &str, at: usize) -> Range<usize> {
    let from = template[..at].rfind('<').filter(|from| template[*from..at].len() < 2).unwrap_or(at);
    let end = ["/>", "}}", "%}"].iter().filter_map(|end| Some(template[from..].find(end)? + from)).min();
    from..end.map_or(template.len(), |end| end + if template[end..].starts_with("/>") { 2 } else { 0 })
}

/// A name in a template that leads to nothing of what the template is given.
pub struct Missing {
    pub range: Range<usize>,
    pub name: String,
    /// All of it, up to there: `slide.extra.who`.
    pub path: String,
    /// What is there instead.
    pub fields: Vec<String>,
}

/// The first such name in a range of a template, among paths such as `slide.title`. Of those that begin with a name of the
/// template's own nothing is known.
pub fn missing(template: &str, range: &Range<usize>, given: &Context) -> Option<Missing> {
    let range = whole_path(template, range)?;
    let text = &template[range.clone()];
    let paths = text.split(|letter| !is_of_path(letter)).filter(|path| path.contains('.'));
    paths.into_iter().find_map(|path| {
        let at = range.start + (path.as_ptr().addr() - text.as_ptr().addr());
        missing_step(path, at, given)
    })
}

/// A range with all of the paths that it begins and ends in.
pub fn whole_path(template: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let from = template.get(..range.start)?.trim_end_matches(is_of_path).len();
    let behind = template.get(range.end..)?;
    Some(from..template.len() - behind.trim_start_matches(is_of_path).len())
}

fn is_of_path(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '.')
}

fn missing_step(path: &str, at: usize, given: &Context) -> Option<Missing> {
    let (first, mut rest) = path.split_once('.')?;
    let mut value = given.get(first)?;
    let mut from = at + first.len() + 1;
    loop {
        let (name, after) = rest.split_once('.').map_or((rest, None), |(name, after)| (name, Some(after)));
        let fields = value.as_map()?;
        match fields.iter().find(|(key, _)| key.as_str() == Some(name)) {
            Some((_, next)) => value = next,
            None => {
                let mut fields: Vec<String> = fields.keys().filter_map(|key| Some(key.as_str()?.to_owned())).collect();
                fields.sort_unstable();
                let path = path[..from + name.len() - at].to_owned();
                return Some(Missing { range: from..from + name.len(), name: name.to_owned(), path, fields });
            }
        }
        from += name.len() + 1;
        rest = after?;
    }
}
