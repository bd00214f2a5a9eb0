//! Bodies: Markdown cut into slides, rendered as far as one file can know. Private parts stay apart, as fragments.

mod broken_comment;
mod code;
mod controls;
mod fences;
mod html;
mod images;
mod inline;
mod latest;
mod linked;
mod links;
mod marks;
mod math;
mod money;
mod nearly_note;
mod slips;
mod spaced;
mod structure;
mod unshown;
mod writer;

use std::ops::Range;
use std::sync::Arc;

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{Audience, ChartSpec, Fragment, RawHtml, Slide};
use crate::model::nearest::nearest;
use crate::parse::merge;
use structure::{Fault, NAMES};

pub use fences::{Fences, Line as CodeLine};
pub use images::forbidden;
pub use inline::{Setting, inline, single_spaced};
pub use linked::{Linked, linked, unmarked};

/// The Markdown of a file.
pub struct Body<'a> {
    pub file: &'a Arc<str>,
    /// Put before the ids of headings and footnotes: slides of several files share a page.
    pub file_id: &'a str,
    /// Its first slide has a title that is none of its headings.
    pub has_title: bool,
    /// It is the text of a page that has a title of its own: no heading is the title of a slide.
    pub is_page: bool,
    pub text: &'a str,
    /// Byte of the file at which the text begins.
    pub base: usize,
    /// Line of the file at which the text begins, from 1.
    pub first_line: usize,
    pub raw_html: RawHtml,
    pub audience: Audience,
}

/// Tells the bytes of a file that a range of bytes of a text in it means.
pub type InFile<'a> = dyn Fn(Range<usize>) -> Range<usize> + 'a;

/// A chart block as it was read.
pub struct Chart {
    /// What to draw, as far as it can be read: its data is looked at though a key is wrong.
    pub spec: Option<ChartSpec>,
    /// Links of its title.
    pub links: Vec<Fragment>,
    pub found: Vec<Diagnostic>,
}

/// Reads the YAML of a chart block, of which a function tells where in the file a range of it stands.
pub type ReadChart<'a> = dyn Fn(&str, &InFile) -> Chart + 'a;

/// The body's slides, and everything that is wrong with them. A body of nothing but white space has none.
pub fn read_body(body: &Body, read_chart: &ReadChart) -> (Vec<Slide>, Vec<Diagnostic>) {
    if body.text.trim().is_empty() {
        return (Vec::new(), Vec::new());
    }
    let (parts, faults) = structure::read(body.text, body.audience);
    let mut found: Vec<Diagnostic> = faults.iter().map(|fault| explain(body, fault)).collect();
    let mut slides = writer::slides(body, &parts, read_chart, &mut found);
    let mut line = body.first_line;
    let mut at = 0;
    for (slide, parts) in slides.iter_mut().zip(&parts) {
        line += body.text[at..parts.at].matches('\n').count();
        at = parts.at;
        // A slide begins with its text, not with the empty lines before it.
        let rest = &body.text[at..];
        let blank = rest.len() - rest.trim_start().len();
        slide.line = line + rest[..blank].matches('\n').count();
    }
    (slides, found)
}

/// Said of what was meant as a comment.
pub const NO_COMMENT: &str = "this comment is not one to Markdown, which would show its text";

/// How a comment is written.
pub const WAY_OF_COMMENTS: &str = "begin it with `<!--`, with two hyphens and no space, and end it with `-->`; what is to be read stands between backticks";

/// Whether a text that is one line holds a comment that is none to Markdown.
pub fn has_broken_comment(text: &str) -> bool {
    nearly_note::comment_in(text).is_some() || broken_comment::in_line(text, || false).is_some()
}

/// What other programs have containers for.
const ALERTS: [&str; 4] = ["tip", "important", "warning", "caution"];

fn explain(body: &Body, fault: &Fault) -> Diagnostic {
    let names = NAMES.map(|(name, _)| name);
    let (range, code, message, hint) = match fault {
        Fault::Unknown(range, name) => {
            let hint = match nearest(name, names.iter().copied()) {
                Some(near) => format!("did you mean `::: {near}`?"),
                _ if ALERTS.contains(&&*name.to_lowercase()) => {
                    format!("what stands out is a quote that begins with `> [!{}]`", name.to_uppercase())
                }
                _ => format!("the containers are {}", names.join(", ")),
            };
            (range, Code::UnknownKind, format!("there is no container `{name}`"), hint)
        }
        Fault::Unclosed(range, name) => {
            let name = NAMES.iter().find(|(_, known)| known == name).map_or("", |(name, _)| name);
            let message = format!("`::: {name}` is never closed");
            (range, Code::UnknownKind, message, "end it with a line `:::`".to_owned())
        }
        Fault::TwoColons(range, name) => {
            let message = "two colons begin no container: its text would be shown to everybody".to_owned();
            (range, Code::UnknownKind, message, format!("write `::: {name}`, with three, and end it with a line `:::`"))
        }
        Fault::ClosesNothing(range) => {
            let hint =
                format!("begin a container with its name: {}", names.map(|name| format!("`::: {name}`")).join(", "));
            (range, Code::UnknownKind, "this `:::` closes nothing".to_owned(), hint)
        }
        Fault::InQuote(range) => {
            let hint = "take it out of the quote".to_owned();
            (range, Code::UnknownKind, "a container cannot stand in a quote".to_owned(), hint)
        }
        Fault::BehindMark(range) => {
            let message =
                "behind another mark this begins no container: its text would be shown to everybody".to_owned();
            let hint = "write it on a line of its own, with nothing before it, and end it with a line `:::`".to_owned();
            (range, Code::UnknownKind, message, hint)
        }
        Fault::TooDeep(range) => {
            let message = "too many containers stand in each other".to_owned();
            (range, Code::UnknownKind, message, "end those before it with lines `:::`".to_owned())
        }
        Fault::UnclosedCode { opens, hides_private } => {
            let hint = "end it with a line of the marks that it begins with".to_owned();
            if *hides_private {
                let message =
                    "this block of code does not end where it should, so private text may be shown as code".to_owned();
                (opens, Code::UnknownKind, message, hint)
            } else {
                let message = "this block of code never ends, so no `---` below it begins a slide".to_owned();
                (opens, Code::NoSlide, message, hint)
            }
        }
        Fault::EndsNote(range) => {
            let message =
                "this `---` begins no slide: it makes a heading of the note above it, which everybody sees".to_owned();
            let hint = "leave an empty line above and below it; a heading is plain as `## Text`".to_owned();
            (range, Code::NoSlide, message, hint)
        }
        Fault::NearlyNote(range) => {
            let message = "this line does not begin speaker notes: it is shown to everybody".to_owned();
            let hint = if body.text[range.clone()] == *nearly_note::MARK {
                "begin a line of its own with it, behind no other mark, if it is for the speaker alone"
            } else {
                "write `Note:` if it is for the speaker alone"
            };
            (range, Code::PublicNote, message, hint.to_owned())
        }
        Fault::Slip(range, slip) => {
            let (code, message, hint) = slip.explain(&body.text[range.clone()]);
            (range, code, message, hint)
        }
        Fault::Unmerged(range) => (range, Code::UnfinishedMerge, merge::MESSAGE.to_owned(), merge::WAY_OUT.to_owned()),
        Fault::Comment(range) => {
            let hint = if body.text[range.clone()].starts_with("<!--") {
                "begin it on a line of its own, and end it with `-->`"
            } else {
                WAY_OF_COMMENTS
            };
            (range, Code::UnknownKind, NO_COMMENT.to_owned(), hint.to_owned())
        }
    };
    let place = Place::Bytes(body.file.clone(), body.base + range.start..body.base + range.end);
    Diagnostic::new(code, place, message).hint(hint)
}
