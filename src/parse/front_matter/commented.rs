//! Headings that are comments of the front matter, as the file begins with the `---` of a slide.

use std::sync::Arc;

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::front_matter::Cut;
use crate::parse::front_matter::header;
use crate::parse::front_matter::reader::shortened;

const MARK: &str = "---";

/// Tells of a heading in front matter in which nothing but comments stands, if its last line is one that begins a slide,
/// below an empty one.
pub fn commented(path: &Arc<str>, cut: &Cut) -> Option<Diagnostic> {
    if !cut.yaml.lines().next_back()?.trim().is_empty() {
        return None;
    }
    let heading = cut.yaml.lines().map(str::trim).find(|line| is_heading(line))?;
    let message =
        format!("this `---` begins front matter, in which `{}` is a comment: it is on no slide", shortened(heading));
    let place = Place::Bytes(path.clone(), 0..MARK.len());
    Some(
        Diagnostic::new(Code::NoSlide, place, message)
            .hint("take it out: the first slide of a file needs none above it"),
    )
}

/// Whether a comment is a heading to Markdown, and neither a key that was taken out nor a word to this program.
fn is_heading(comment: &str) -> bool {
    let text = comment.trim_start_matches('#');
    let is_key = text.split_once(':').is_some_and(|(key, _)| header::is_key(key.trim()) || key.trim() == "quarterdeck");
    comment.len() - text.len() <= 6 && text.starts_with([' ', '\t']) && !is_key
}
