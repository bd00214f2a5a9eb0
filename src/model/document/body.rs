//! The Markdown of a file, rendered as far as one file alone can be.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::document::{ChartSpec, Text};

/// One slide of a body.
#[derive(Clone, Debug, Default)]
pub struct Slide {
    /// The slide's first heading, if it has one. It is not part of `body`: the theme sets it as the slide's title.
    pub heading: Option<Heading>,
    /// Of a heading without words above it, or above a slide without one.
    pub attributes: Attributes,
    /// Everything but the first heading, in order.
    pub body: Vec<Fragment>,
    /// Links and images of titles, the slide's and its charts': these show the words alone, and where they lead is checked.
    pub links: Vec<Fragment>,
    /// Speaker notes, rendered; in internal builds only.
    pub notes: Vec<Fragment>,
    /// Something stands on it that no slide shows: notes, or a comment that is none.
    pub has_unseen: bool,
    /// Line of the file on which the slide begins, from 1.
    pub line: usize,
    /// How many steps the slide reveals (`. . .`, `::: incremental`).
    pub steps: u32,
    /// How many more where internal blocks are shown.
    pub internal_steps: u32,
}

/// What stands in braces behind a heading that has no words, so that it is no title.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributes {
    /// `{#id}`.
    pub id: Option<String>,
    /// `{.class}`.
    pub classes: Vec<String>,
}

/// The first heading of a slide, which is its title. It is not part of the slide's body.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    pub text: Text,
    /// `{#id}`, else the slug of the plain text.
    pub id: String,
    /// `{.class}`.
    pub classes: Vec<String>,
    /// 1 to 6.
    pub level: u8,
    pub internal: bool,
}

/// A piece of a rendered body. Joined in order they are the slide's HTML; what only a later stage can know stays typed.
#[derive(Clone, Debug)]
pub enum Fragment {
    /// Finished HTML, safe to put into a page.
    Html(String),
    /// Left out of public builds: an internal block, or an element around such blocks that holds nothing else.
    Internal(Vec<Fragment>),
    /// An `<img>`: whether the file exists is known only later.
    Image { src: String, alt: Text, title: Option<String>, at: Range<usize> },
    /// The value of an `href` to something in this site: a file beside the text, another content file, a heading.
    Href { target: String, at: Range<usize> },
    /// The title of an alert, which the theme says.
    AlertTitle(Alert),
    /// A ```` ```chart ```` block.
    Chart { spec: Box<ChartSpec>, at: Range<usize> },
}

impl Fragment {
    /// Where it leads, of the value of an `href`.
    pub fn href(&self) -> Option<&str> {
        if let Self::Href { target, .. } = self { Some(target) } else { None }
    }

    /// The chart that it is.
    pub fn chart(&self) -> Option<&ChartSpec> {
        if let Self::Chart { spec, .. } = self { Some(spec) } else { None }
    }

    /// All of these in order, with what internal blocks hold in the place of these.
    pub fn leaves(fragments: &[Self]) -> impl Iterator<Item = &Self> {
        let mut open = vec![fragments.iter()];
        std::iter::from_fn(move || {
            loop {
                match open.last_mut()?.next() {
                    Some(Self::Internal(inner)) => open.push(inner.iter()),
                    Some(leaf) => return Some(leaf),
                    None => {
                        open.pop();
                    }
                }
            }
        })
    }
}

/// The kind of an alert (`> [!NOTE]`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alert {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

impl Alert {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Note, Self::Tip, Self::Important, Self::Warning, Self::Caution];

    /// The name that pages carry: `note`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

/// What alerts are titled in the site's language.
pub type AlertTitles = BTreeMap<Alert, String>;
