//! Short texts: those of the front matter, and titles.

use std::ops::Range;

/// A short text of the front matter: inline Markdown.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Text {
    /// As written, white space folded.
    pub source: String,
    /// Rendered, safe to put into a page and into a link: of its own links and images it has the words.
    pub html: String,
    /// Without marks: for titles, data and comparisons.
    pub plain: String,
    /// In order.
    pub links: Vec<TextLink>,
    /// In order.
    pub images: Vec<TextImage>,
}

impl Text {
    /// Whether nothing of it is shown.
    pub fn is_blank(&self) -> bool {
        self.html.trim().is_empty() && self.images.is_empty()
    }
}

/// A link of a short text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TextLink {
    /// As written, where it leads into this site; else the whole address.
    pub target: String,
    pub is_elsewhere: bool,
    /// Bytes of the text's HTML: the link's words.
    pub at: Range<usize>,
}

/// An image of a short text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TextImage {
    /// As written: the path of a file, or an address that holds the image itself.
    pub src: String,
    pub title: Option<String>,
    /// Bytes of the text's HTML: the words that stand for it.
    pub at: Range<usize>,
    /// Which of the text's links it stands in.
    pub link: Option<usize>,
}

impl TextImage {
    /// Whether its address holds the image itself, so that there is no file.
    pub fn is_inline(&self) -> bool {
        self.src.starts_with("data:")
    }
}
