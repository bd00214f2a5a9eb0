//! What there is to tell of an image wherever one stands.

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::link;

/// The image has no alternative text.
pub fn without_text(place: Place) -> Diagnostic {
    Diagnostic::new(Code::MissingAlt, place, "the image has no text for those who cannot see it")
        .hint("say in the brackets what it shows: `![Code review takes longer each quarter](chart.png)`")
}

/// The image lies on another host; a link is shown, or where there can be none its text.
pub fn elsewhere(place: Place, is_link: bool) -> Diagnostic {
    let shown = if is_link { "it is shown as a link" } else { "its text is shown alone" };
    let message = format!("the image lies on another host, so {shown}");
    Diagnostic::new(Code::ExternalImage, place, message)
        .hint("put a copy beside the text: pages ask no other host for anything")
}

/// It is written in HTML.
pub fn in_html(place: Place) -> Diagnostic {
    let message = "a picture in HTML is left out; its `alt` stands in its place";
    Diagnostic::new(Code::RawHtml, place, message).hint("write `![what it shows](file.png)`")
}

/// An address of an image or a link that may not be followed.
pub fn forbidden(address: &str, place: Place) -> Diagnostic {
    let shown: String = address.chars().take(60).collect();
    let is_name = address.contains('.') && !address.contains(['/', '(', ',']);
    let (message, hint) = if address.contains('\\') || is_name {
        link::outside(&shown)
    } else {
        let hint = "link to `https:`, `http:`, `mailto:`, `tel:`, or to a file beside the text";
        (format!("`{shown}` may not be linked to"), hint.to_owned())
    };
    Diagnostic::new(Code::UnsafePath, place, message).hint(hint)
}
