//! Addresses with spaces, which keep them from being any: the link or image is shown as it is written.

use std::ops::Range;

use crate::model::diagnostic::Code;
use crate::model::link;

/// The address of a link that spaces keep from being one: behind a text that ends with `]`, the path of a file in parentheses.
pub fn address(text: &str, range: &Range<usize>, piece: &str) -> Option<Range<usize>> {
    let inner = piece[range.end..].strip_prefix('(').filter(|_| text == "]")?;
    let inner = &inner[..inner.find([')', '\n']).filter(|end| inner[*end..].starts_with(')'))?];
    let is_plain = inner.trim() == inner && inner.contains(' ') && !inner.contains(['"', '\'', '<', '`']);
    let is_path = is_file(inner) || size_behind(inner).is_some() || next_link(inner).is_some();
    (is_plain && is_path).then(|| range.end + "(".len()..range.end + "(".len() + inner.len())
}

/// The braces that a text of a piece begins with right behind a link or an image, with what other tools take for its width or class.
pub fn attributes(text: &str, range: &Range<usize>, piece: &str) -> Option<Range<usize>> {
    // An underscore may end the text before the braces do.
    let inner = piece[range.start..].strip_prefix('{').filter(|_| text.starts_with('{'))?;
    let inner = inner.lines().next()?.split_once('}')?.0;
    let is_attribute = |word: &str| word.contains('=') || word.starts_with(['.', '#', ':']);
    let are_attributes = inner.split_whitespace().next().is_some_and(is_attribute);
    (are_attributes && piece[..range.start].ends_with(')')).then(|| range.start..range.start + inner.len() + 2)
}

/// What is wrong with an address as it is written, and the way out.
pub fn explain(written: &str) -> (Code, String, String) {
    if written.contains('\\') {
        let (message, hint) = link::outside(written);
        return (Code::UnsafePath, message, hint);
    }
    if let Some(file) = next_link(written) {
        let message = "the `)` behind this address is missing, so this is no link and is shown as it is written";
        return (Code::BrokenLink, message.to_owned(), format!("write `({file})`"));
    }
    if let Some(file) = size_behind(written) {
        let message = "an image has no size here, so this is none and is shown as it is written";
        return (Code::BrokenLink, message.to_owned(), format!("write `{file}` alone"));
    }
    let meant = match written.split_once("://") {
        Some((scheme, rest)) => format!("{scheme}://{}", rest.trim_start()),
        None => written.to_owned(),
    };
    let message = format!("`{written}` has spaces, so this is no link and is shown as it is written");
    (Code::BrokenLink, message, format!("write `{}`", meant.replace(' ', "%20")))
}

/// The address before the words and the link that a lost `)` made parts of it: of `[a](b.md and [c](d.md)`.
fn next_link(inner: &str) -> Option<&str> {
    let (file, rest) = inner.split_once(' ')?;
    (rest.contains("](") && is_file(file)).then_some(file)
}

/// The address before the size that other programs give an image: `=200x`.
fn size_behind(inner: &str) -> Option<&str> {
    let (file, size) = inner.rsplit_once(" =")?;
    let is_size = size.contains('x') && size.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'x' | b'%'));
    (is_size && is_file(file)).then_some(file)
}

fn is_file(path: &str) -> bool {
    let is_extension = |end: &str| (2..=5).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_alphanumeric());
    path.rsplit_once('.').is_some_and(|(_, end)| is_extension(end))
}
