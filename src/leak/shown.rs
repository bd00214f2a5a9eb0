//! Markdown as it is read, with the places of what is read. It is looked at only when there is a leak.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The words of a text, without what parts or changes them in the source: references to letters, comments, marks within a word, links.
#[derive(Debug, Default)]
pub struct Shown {
    pub text: String,
    /// Where pieces of the text begin, and their bytes in the source.
    pieces: Vec<(usize, Range<usize>)>,
}

impl Shown {
    /// What is read of Markdown.
    pub fn of(markdown: &str) -> Self {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_DEFINITION_LIST;
        let mut shown = Self::default();
        for (event, at) in Parser::new_ext(markdown, options).into_offset_iter() {
            match event {
                Event::Text(text) | Event::Code(text) | Event::Html(text) => shown.push(markdown, &text, at),
                Event::InlineHtml(tag) if !tag.starts_with("<br") => {}
                Event::FootnoteReference(_)
                | Event::Start(
                    Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. },
                )
                | Event::End(
                    TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image,
                ) => {}
                _ => shown.text.push(' '),
            }
        }
        shown
    }

    fn push(&mut self, markdown: &str, text: &str, at: Range<usize>) {
        // Code stands between marks.
        let start = markdown[at.clone()].find(text).map(|before| at.start + before);
        self.pieces.push((self.text.len(), start.map_or(at, |start| start..start + text.len())));
        self.text.push_str(text);
    }

    /// Where bytes of the text stand in the source.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let last = range.end.saturating_sub(1).max(range.start);
        self.piece(range.start).start..self.piece(last).end
    }

    /// Where the byte of the text stands: of a letter that is written otherwise all of it.
    fn piece(&self, byte: usize) -> Range<usize> {
        let after = self.pieces.partition_point(|(start, _)| *start <= byte);
        let Some((start, at)) = self.pieces[..after].last() else { return 0..0 };
        let end = self.pieces.get(after).map_or(self.text.len(), |(next, _)| *next);
        let is_written = self.text[*start..end].trim_end().len() <= at.len() && at.len() <= end - start;
        let place = at.start + (byte - start);
        if is_written && place < at.end { place..place + 1 } else { at.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::Shown;

    #[test]
    fn words_are_found_however_they_are_written() {
        let shown = |markdown: &str, words: &str| {
            let shown = Shown::of(markdown);
            let at = shown.text.find(words).map(|at| shown.source(at..at + words.len()));
            at.map(|at| markdown[at].to_owned())
        };
        let found = |markdown: &str, words: &str, source: &str| {
            assert_eq!(shown(markdown, words).as_deref(), Some(source), "{markdown}");
        };
        found("a bud**get** b", "budget", "bud**get");
        found("a b&uuml;dget b", "büdget", "b&uuml;dget");
        found("&uuml;ber b", "über b", "&uuml;ber b");
        found("ein Men&uuml; b", "ein Menü", "ein Men&uuml;");
        found("it falls <!-- c --> by half", "falls  by", "falls <!-- c --> by");
        found("the [budget falls][q] by half\n\n[q]: x.md", "falls by", "falls][q] by");
        found("by half[^1] in next\n\n[^1]: x", "half in", "half[^1] in");
        found("- cut `the` budget\n- *move* both", "the budget", "the` budget");
        assert_eq!(shown("- cut budget\n- move both", "budgetmove"), None);
    }
}
