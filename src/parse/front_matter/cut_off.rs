//! Values that YAML ends at a ` #`, though their text goes on: to it the rest is a comment.

use std::ops::Range;
use std::sync::Arc;

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::front_matter::Cut;
use crate::parse::front_matter::node::{Kind, Node};
use crate::parse::front_matter::reader::shortened;

/// Tells of every value in a tree that is cut off. A comment that is meant as one has a space behind its `#`.
pub fn cut_off(path: &Arc<str>, cut: &Cut, tree: &Node, found: &mut Vec<Diagnostic>) {
    match &tree.kind {
        Kind::List(items) => items.iter().for_each(|item| cut_off(path, cut, item, found)),
        Kind::Map(entries) => {
            for entry in entries {
                if entry.value.is_null() {
                    // Of a value that is nothing but this the place is not known.
                    told(path, cut, entry.key_at.end, found);
                } else {
                    cut_off(path, cut, &entry.value, found);
                }
            }
        }
        Kind::Scalar { plain: true, .. } => told(path, cut, tree.at.end, found),
        Kind::Scalar { .. } => {}
    }
}

/// Tells of what a comment takes from the value that ends at a byte of the file.
fn told(path: &Arc<str>, cut: &Cut, end: usize, found: &mut Vec<Diagnostic>) {
    let Some(at) = rest(cut.yaml, end - cut.yaml_at) else { return };
    let rest = shortened(&cut.yaml[at.clone()]);
    let place = Place::Bytes(path.clone(), cut.yaml_at + at.start..cut.yaml_at + at.end);
    let message = format!("a `#` behind a space begins a comment, so `{rest}` is no part of the value");
    let cut_off = Diagnostic::new(Code::CutOff, place, message);
    found.push(cut_off.hint("put the whole value in quotes, or a space behind the `#` if a comment is meant"));
}

/// The bytes of the text behind a value that a comment begins with: a `#` with a letter or digit right behind it.
fn rest(yaml: &str, end: usize) -> Option<Range<usize>> {
    let line = yaml.get(end..)?.lines().next()?;
    let behind = line.trim_start_matches([':', ' ', '\t']);
    let at = line.len() - behind.len();
    let is_comment = at > 0 && line[..at].ends_with([' ', '\t']);
    let goes_on = behind.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let is_meant = behind.starts_with("#quarterdeck:");
    (is_comment && goes_on && !is_meant).then(|| end + at..end + line.trim_end().len())
}
