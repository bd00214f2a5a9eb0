//! Slides that show more than fits them.

use std::sync::Arc;

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::source::Snapshot;

/// What is told of a slide of which a share of the room there is does not fit.
pub fn too_full(excess: f64) -> String {
    let percent = (excess * 100.0).ceil().max(1.0);
    format!("this slide is too full to be read: it shows {percent:.0}% more than fits, with the smallest type")
}

/// What is told of a slide that goes on over so many.
pub fn goes_on(slides: usize) -> String {
    format!("this slide is too full to be read at once: it goes on over {slides} slides")
}

/// `overflow`, for the slide that begins in a line of the file at `path`.
pub fn diagnostic(snapshot: &Snapshot, path: &Arc<str>, line: usize, message: String) -> Diagnostic {
    let text = snapshot.get(path).and_then(|source| source.text()).unwrap_or_default();
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let start = start + comments(&text[start..]);
    let length = text[start..].lines().next().map_or(0, str::len);
    let place = Place::Bytes(path.clone(), start..start + length);
    Diagnostic::new(Code::Overflow, place, message)
        .hint("shorten it, or begin a further slide with `---` on a line of its own")
}

/// The bytes of white space and comments that a text begins with: a comment that allows stands above what it is about.
fn comments(text: &str) -> usize {
    let mut rest = text.trim_start();
    while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|rest| rest.split_once("-->")) {
        rest = after.trim_start();
    }
    if rest.is_empty() { 0 } else { text.len() - rest.len() }
}
