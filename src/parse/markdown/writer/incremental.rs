//! `::: incremental` around what is no list: its blocks come one by one.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::options;
use crate::parse::markdown::html::without_comments;
use crate::parse::markdown::structure::{Name, SlidePart};

/// The parts of such a container with a pause before each block; `None` where its author says what comes one by one: there is a
/// list, or a pause. A heading comes with what stands below it. Notes are no blocks, and what is private comes one by one for
/// those who see it.
pub fn each_block(parts: &[SlidePart], text: &str) -> Option<Vec<SlidePart>> {
    let mut paused = Vec::new();
    let step = |block: SlidePart| [SlidePart::Pause, block];
    for part in parts {
        match part {
            SlidePart::Markdown(range) => {
                let block = |at: &Range<usize>| SlidePart::Markdown(range.start + at.start..range.start + at.end);
                match &*blocks(&text[range.clone()])? {
                    [] => paused.push(part.clone()),
                    blocks => paused.extend(blocks.iter().map(block).flat_map(step)),
                }
            }
            SlidePart::Nested(nested) => match &*blocks(&nested.text)? {
                [] => paused.push(part.clone()),
                blocks => {
                    let block = |at: &Range<usize>| SlidePart::Nested(nested.slice(at.clone()));
                    paused.extend(blocks.iter().map(block).flat_map(step));
                }
            },
            SlidePart::Pause => return None,
            SlidePart::Comment(_) | SlidePart::Container { name: Name::Notes, .. } => paused.push(part.clone()),
            SlidePart::Container { name: Name::Internal, parts } => {
                let parts = vec![SlidePart::Container { name: Name::Incremental, parts: parts.clone() }];
                paused.push(SlidePart::Container { name: Name::Internal, parts });
            }
            SlidePart::Container { parts, .. } => {
                each_block(parts, text)?;
                paused.extend(step(part.clone()));
            }
        }
    }
    Some(paused)
}

/// Where the blocks of a text that are shown stand in it, with all that lies between; `None` where there is a list.
fn blocks(text: &str) -> Option<Vec<Range<usize>>> {
    let (mut blocks, mut start, mut depth) = (Vec::new(), 0, 0);
    let mut ends_with_heading = false;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::List(_)) => return None,
            Event::Start(_) => depth += 1,
            Event::End(tag) => {
                depth -= 1;
                let is_shown = match tag {
                    TagEnd::HtmlBlock => !without_comments(&text[range.clone()]).0.trim().is_empty(),
                    TagEnd::FootnoteDefinition => false,
                    _ => true,
                };
                // A block that went on in a line to the left of it may be said to end behind the next one's beginning.
                if depth > 0 || !is_shown || range.end <= start {
                    continue;
                }
                // It comes with what follows it.
                ends_with_heading = matches!(tag, TagEnd::Heading(_));
                if !ends_with_heading {
                    blocks.push(start..range.end);
                    start = range.end;
                }
            }
            _ => {}
        }
    }
    match blocks.last_mut() {
        Some(last) => last.end = text.len(),
        None if ends_with_heading => blocks.push(0..text.len()),
        None => {}
    }
    Some(blocks)
}
