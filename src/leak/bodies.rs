//! What the slides of a document show, and what they hide: HTML.

use std::borrow::Cow;

use crate::model::document::{Document, Fragment};
use crate::model::link::push_escaped;

/// Ends a run of words in HTML.
const BLOCK: &str = "<p>";
/// Stands between private texts, and between slides: words do not run from one into the next at all.
pub const UNITS: &str = "<hr>";

/// A footnote's mark.
const MARK: &str = "<sup class=\"footnote-ref\">";
const MARK_END: &str = "</sup>";

/// Both. An internal heading is hidden.
#[derive(Debug, Default)]
pub struct Bodies {
    pub seen: String,
    pub hidden: String,
}

impl Bodies {
    /// Those of a document.
    pub fn of(document: &Document) -> Self {
        let mut bodies = Self::default();
        for slide in &document.slides {
            if let Some(heading) = &slide.heading {
                let shows = if heading.internal { &mut bodies.hidden } else { &mut bodies.seen };
                shows.push_str(&heading.text.html);
                shows.push_str(BLOCK);
            }
            bodies.split(&slide.body);
            bodies.hidden.push_str(UNITS);
            all(&slide.notes, &mut bodies.hidden);
            bodies.hidden.push_str(UNITS);
            bodies.seen.push_str(UNITS);
        }
        bodies
    }

    /// Separates what a body shows from what it hides.
    fn split(&mut self, fragments: &[Fragment]) {
        for fragment in fragments {
            match fragment {
                Fragment::Internal(inner) => {
                    all(inner, &mut self.hidden);
                    self.hidden.push_str(UNITS);
                }
                other => all(std::slice::from_ref(other), &mut self.seen),
            }
        }
    }
}

/// HTML without the marks of its footnotes, which stand at a word's end and are none of it.
pub fn without_marks(html: &str) -> Cow<'_, str> {
    let Some((first, mut rest)) = html.split_once(MARK) else { return html.into() };
    let mut bare = first.to_owned();
    while let Some((_, after)) = rest.split_once(MARK_END) {
        let (text, next) = after.split_once(MARK).unwrap_or((after, ""));
        bare.push_str(text);
        rest = next;
    }
    bare.into()
}

/// All of a body's text, as HTML.
fn all(fragments: &[Fragment], html: &mut String) {
    for fragment in Fragment::leaves(fragments) {
        match fragment {
            Fragment::Html(text) => html.push_str(text),
            Fragment::Image { alt, title, .. } => {
                html.push_str(&alt.html);
                if let Some(title) = title {
                    // A value is a text of its own, and the tag ends no run around it.
                    html.push_str("<b title=\"");
                    push_escaped(html, title);
                    html.push_str("\">");
                }
            }
            Fragment::Href { target, .. } => html.push_str(target),
            Fragment::AlertTitle(_) | Fragment::Internal(_) => {}
            Fragment::Chart { spec, .. } => {
                html.push_str(BLOCK);
                push_escaped(html, spec.title.as_deref().unwrap_or_default());
                html.push_str(BLOCK);
            }
        }
    }
}
