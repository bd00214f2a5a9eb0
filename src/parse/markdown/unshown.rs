//! Elements in a line of text of which nothing is shown, their content as little as their tags.

use pulldown_cmark::{Event, TagEnd};

use crate::model::document::RawHtml;
use crate::parse::markdown::html;

/// Follows the events of a text, and tells which of them stand in such an element. One that is never closed ends with its
/// paragraph, heading, item or cell: what comes after is not lost.
#[derive(Debug)]
pub struct Unshown {
    raw_html: RawHtml,
    /// The element that is open.
    element: Option<&'static str>,
    /// For each open emphasis, link and the like, whether it began inside such an element: then it is left out to its end.
    left_out: Vec<bool>,
}

impl Unshown {
    /// Before the first event. What is trusted is never left out.
    pub fn new(raw_html: RawHtml) -> Self {
        Self { raw_html, element: None, left_out: Vec::new() }
    }

    /// Whether the next event is to be left out.
    pub fn hides(&mut self, event: &Event) -> bool {
        match event {
            Event::Start(tag) if is_inline(tag.to_end()) => {
                self.left_out.push(self.element.is_some());
                self.element.is_some()
            }
            Event::End(tag) if is_inline(*tag) => self.left_out.pop() == Some(true),
            Event::Start(_) | Event::End(_) | Event::Rule => {
                self.element = None;
                false
            }
            Event::InlineHtml(_) if self.raw_html == RawHtml::All => false,
            Event::InlineHtml(tag) => match self.element {
                Some(element) => {
                    if html::closes(tag, element) {
                        self.element = None;
                    }
                    true
                }
                None => {
                    self.element = html::opens_unshown(tag);
                    self.element.is_some()
                }
            },
            _ => self.element.is_some(),
        }
    }
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
