//! Parts of a slide that stand in an item of a list, a footnote or a definition.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::parse::markdown::structure::{Name, SlidePart};
use crate::parse::markdown::writer::Place;
use crate::parse::markdown::writer::blocks::{Blocks, Capture};
use crate::parse::markdown::writer::output::Output;

impl Blocks<'_, '_> {
    /// Writes the part for which an event stands that is not of the author's; whether it is one.
    pub fn part(&mut self, event: &Event, range: &Range<usize>, parts: &[(usize, SlidePart)]) -> bool {
        if self.is_mark {
            self.is_mark = *event != Event::End(TagEnd::HtmlBlock);
            return true;
        }
        let next = parts.partition_point(|(at, _)| *at < range.start);
        let Some((_, part)) = parts.get(next).filter(|(at, _)| *at < range.end) else { return false };
        // What holds it has its mark within it, too.
        self.is_mark = *event == Event::Start(Tag::HtmlBlock);
        if self.is_mark {
            self.nested(part);
        }
        self.is_mark
    }

    fn nested(&mut self, part: &SlidePart) {
        self.close_tags();
        // What stood before it on a line does not run into what stands behind it.
        self.html("\n");
        match part {
            SlidePart::Pause => return self.pause(),
            SlidePart::Comment(_) | SlidePart::Container { name: Name::Notes, .. } => {}
            _ => self.close_label(),
        }
        let mut output = Output::default();
        self.writer.part(part, &mut output, Place { title: false, ..self.place }, self.footnotes);
        self.out().append(output);
    }

    /// Begins a step, which goes to the end of what the pause stands in. A footnote stands elsewhere, and has none.
    fn pause(&mut self) {
        if self.captures.iter().any(|capture| matches!(capture, Capture::Footnote { .. })) {
            return;
        }
        self.end_step();
        self.close_label();
        self.html("<div class=\"step\">\n");
        self.steps.push(self.nesting());
        self.writer.step(self.place);
    }

    /// Ends the author's elements, and the step, that began at this depth and are still open.
    pub fn end_step(&mut self) {
        self.close_holders();
        let depth = self.nesting();
        if self.steps.pop_if(|begun| *begun == depth).is_some() {
            self.html("</div>\n");
        }
    }
}
