//! Where a link in a text leads, and how addresses are written.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use wide::u8x16;

use crate::model::script::composed;

/// What needs no encoding in a path or fragment of ours.
const KEEP: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/').remove(b'!').remove(b',');

/// A path must not begin like a scheme; a fragment may hold colons, and say `page=3` of a file.
const KEEP_IN_FRAGMENTS: &AsciiSet = &KEEP.remove(b':').remove(b'=');

/// A path or fragment as it stands in an address.
pub fn encode(text: &str) -> String {
    Cow::from(utf8_percent_encode(text, KEEP)).into_owned()
}

/// `#` and the encoded id of a slide.
pub fn fragment(id: &str) -> String {
    let mut fragment = String::with_capacity(id.len() + 1);
    fragment.push('#');
    fragment.extend(utf8_percent_encode(id, KEEP_IN_FRAGMENTS));
    fragment
}

/// The way from a page in `folder` (below the output, without slashes at its ends) up to the top: `./` or `../../`.
pub fn root_of(folder: &str) -> String {
    if folder.is_empty() { "./".into() } else { "../".repeat(folder.split('/').count()) }
}

/// A link's target relative to the site: a path below the root and a fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// `content/technology/team.jpg`; empty for a fragment of the same page.
    pub path: String,
    /// Decoded, without `#`.
    pub fragment: Option<String>,
}

/// Why a target is none of this site's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside {
    /// It climbs out of `content/`, or is absolute.
    Unsafe,
}

/// Reads `target` as written in the file at `from` (`content/…/x.md`).
pub fn read(from: &str, target: &str) -> Result<Target, Outside> {
    let (path, fragment) = target.split_once('#').map_or((target, None), |(path, fragment)| (path, Some(fragment)));
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    // As ids are.
    let fragment = fragment.map(|fragment| composed(&decode(fragment)).into_owned()).filter(|of| !of.is_empty());
    if path.is_empty() {
        return Ok(Target { path: String::new(), fragment });
    }
    let path = decode(path);
    if path.starts_with('/') || path.contains(['\\', '\0', ':']) {
        return Err(Outside::Unsafe);
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.len() > 1 => {
                parts.pop();
            }
            ".." => return Err(Outside::Unsafe),
            part => parts.push(part),
        }
    }
    Ok(Target { path: composed_name(&parts.join("/")).into_owned(), fragment })
}

/// A path with the name at its end composed: texts and disks may write its accents in two ways.
pub fn composed_name(path: &str) -> Cow<'_, str> {
    let (folder, name) = path.split_at(path.rfind('/').map_or(0, |slash| slash + 1));
    match composed(name) {
        Cow::Borrowed(_) => path.into(),
        Cow::Owned(name) => format!("{folder}{name}").into(),
    }
}

/// What is wrong with a target that is none of this site's, and the way out.
pub fn outside(target: &str) -> (String, String) {
    let name = target.rsplit(['\\', '/']).next().unwrap_or(target);
    let is_drive =
        target.as_bytes().get(1) == Some(&b':') && target.starts_with(|letter: char| letter.is_ascii_alphabetic());
    if is_drive || target.starts_with('\\') {
        let hint = format!("put the file beside the text, and write its name alone: `{}`", name.replace(' ', "%20"));
        return (format!("`{target}` is a place on one computer"), hint);
    }
    if target.contains('\\') {
        return (
            format!("`{target}` has backslashes between its names"),
            format!("write `{}`", target.replace('\\', "/")),
        );
    }
    if target.contains(':') || percent_decode_str(target).any(|byte| byte == b':') {
        let hint = "give the file a name without it, for on some systems there can be none with one";
        return (format!("`{target}` has a colon in its name"), hint.to_owned());
    }
    let hint = "a path is relative to the file that names it, and stays below `content/`";
    (format!("`{target}` leads out of the content"), hint.to_owned())
}

/// `target` with another name at the end of its path.
pub fn renamed(target: &str, name: &str) -> String {
    let (path, rest) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
    // Where the name has such a mark it was perhaps meant as one of the name's own.
    let rest = if name.contains(['?', '#']) { "" } else { rest };
    // An address has no spaces.
    let name = [('%', "%25"), (' ', "%20"), ('?', "%3F"), ('#', "%23")]
        .into_iter()
        .fold(name.to_owned(), |name, (mark, encoded)| name.replace(mark, encoded));
    let path = path.trim_end_matches('/');
    let folder = path.rfind('/').map_or("", |end| &path[..=end]);
    format!("{folder}{name}{rest}")
}

/// Whether a path has this extension, without regard to capitals.
pub fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(extension))
}

/// `text` with everything that HTML would read as its own escaped.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_escaped(&mut html, text);
    html
}

/// Appends `text`, escaped.
pub fn push_escaped(html: &mut String, text: &str) {
    for piece in escaped(text) {
        html.push_str(piece);
    }
}

/// The pieces of `text`, escaped: what stands as it is, and what stands for the marks between.
pub fn escaped(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let reference = match rest.as_bytes().first()? {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => {
                let (plain, after) = rest.split_at(plain_length(rest.as_bytes()));
                rest = after;
                return Some(plain);
            }
        };
        rest = &rest[1..];
        Some(reference)
    })
}

/// How many bytes there are before the first one that is to be escaped. Sixteen are compared at a time, because whatever pages
/// say comes by here.
fn plain_length(text: &[u8]) -> usize {
    let marks_in = |compared: [u8; 16]| {
        let compared = u8x16::new(compared);
        b"&<>\"".iter().fold(0, |found, mark| found | compared.simd_eq(*mark).to_bitmask())
    };
    let mut at = 0;
    while let Some(sixteen) = text[at..].first_chunk() {
        let marks = marks_in(*sixteen);
        if marks != 0 {
            return at + marks.trailing_zeros() as usize;
        }
        at += sixteen.len();
    }
    let rest = &text[at..];
    let mut last = [0; 16];
    last[..rest.len()].copy_from_slice(rest);
    at + rest.len().min(marks_in(last).trailing_zeros() as usize)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Target, escape, read};

    #[test]
    fn names_and_places_are_composed() {
        let target = read("content/a/e\u{301}/b.md", "cafe\u{301}.png#de\u{301}ja\u{300}");
        let path = "content/a/e\u{301}/café.png".to_owned();
        assert_eq!(target, Ok(Target { path, fragment: Some("déjà".into()) }), "folders are called as on the disk");
    }

    proptest! {
        #[test]
        fn every_mark_is_escaped_wherever_it_stands(text in "[a-c ä東&<>\"']{0,70}") {
            let wanted = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
            prop_assert_eq!(escape(&text), wanted);
        }
    }
}
