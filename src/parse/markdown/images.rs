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

/// Whether what an image names is a film, a sound, a document or a picture of other programs by its name, which no page shows in its place.
pub fn is_no_picture(address: &str) -> bool {
    let mut extensions = NO_PICTURES.iter().chain(&PICTURES_OF_OTHERS);
    extensions.any(|extension| link::has_extension(path_of(address), extension))
}

fn path_of(address: &str) -> &str {
    &address[..address.find(['?', '#']).unwrap_or(address.len())]
}

const NO_PICTURES: [&str; 14] =
    ["mp4", "m4v", "mov", "webm", "ogv", "avi", "mkv", "mp3", "m4a", "wav", "ogg", "flac", "pdf", "pptx"];

/// Pictures that cameras and programs write, and that no browser shows, or not every one.
const PICTURES_OF_OTHERS: [&str; 7] = ["heic", "heif", "tif", "tiff", "psd", "ai", "eps"];

/// It is none: a link is shown, or where there can be none its text.
pub fn no_picture(address: &str, place: Place, is_link: bool) -> Diagnostic {
    let shown = if is_link { "a link to it is shown" } else { "its text is shown alone" };
    let shown_address: String = address.chars().take(60).collect();
    let is_picture = PICTURES_OF_OTHERS.iter().any(|extension| link::has_extension(path_of(address), extension));
    let (what, hint) = if is_picture {
        ("no picture that browsers show", "save it as JPEG, PNG, WebP or SVG, and name that")
    } else {
        ("no picture", "write a link, without the `!`: pages show pictures, and play no films or sounds")
    };
    Diagnostic::new(Code::BrokenLink, place, format!("`{shown_address}` is {what}, so {shown}")).hint(hint)
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
