//! References to control characters: `&#1;` is one, though no file of text may hold it.

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::letters;

/// Tells of one at a place.
pub fn told(place: Place) -> Diagnostic {
    let message = "this stands for a control character, which no page can show";
    Diagnostic::new(Code::Encoding, place, message).hint("take it out")
}

/// Whether a text is one character that no page can show: what a reference stands for is a text of its own.
pub fn is_control(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(letters::is_control) && characters.next().is_none()
}
