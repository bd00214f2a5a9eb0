//! Braces at the end of a heading. Markdown takes what stands in them for the heading's attributes, though it be words of it:
//! `Solve for {n}`, `Use \{name}`.

use crate::model::link::escape;
use crate::parse::markdown::writer::blocks::{Blocks, Capture};

/// The braces that a heading ends with, if they hold no attributes.
pub struct Braces {
    /// With the space before them.
    words: String,
    /// A backslash stands before them: they are no attributes, whatever they hold.
    are_escaped: bool,
    /// How many closing braces the whole heading has.
    closing: usize,
}

impl Braces {
    /// Those of a heading as it is written. `are_attributes` of one to which Markdown gave an id, classes or values.
    pub fn of(written: &str, are_attributes: bool) -> Option<Self> {
        let written = written.trim_end();
        // Below a heading that is underlined stands its line.
        let line = match written.rsplit_once('\n') {
            Some((heading, _)) => heading.trim_end(),
            None => written,
        };
        let start = line.rfind('{').filter(|_| line.ends_with('}'))?;
        let before = line[..start].trim_end_matches('\\');
        let are_escaped = (start - before.len()) % 2 == 1;
        if are_attributes && !are_escaped {
            return None;
        }
        // Markdown takes the space before attributes with them.
        let space = if line[..start].ends_with(char::is_whitespace) { " " } else { "" };
        let words = format!("{space}{}", &line[start..]);
        Some(Self { words, are_escaped, closing: line.matches('}').count() })
    }
}

impl Blocks<'_, '_> {
    /// Gives the heading that ends here the words back that stood in braces behind it.
    pub fn end_braces(&mut self) {
        let Some(Capture::Heading { braces, plain, output, id, classes, .. }) = self.captures.last_mut() else {
            return;
        };
        // Some braces Markdown leaves alone.
        let Some(braces) = braces.take().filter(|braces| plain.matches('}').count() < braces.closing) else { return };
        if braces.are_escaped {
            (*id, *classes) = (None, Vec::new());
            for text in [&mut *plain, output.buffer()] {
                if let Some(without) = text.strip_suffix('\\').map(str::len) {
                    text.truncate(without);
                }
            }
        }
        let words = if plain.is_empty() { braces.words.trim_start() } else { &braces.words };
        self.plain(words);
        self.html(&escape(words));
    }
}
