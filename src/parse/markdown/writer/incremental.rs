//! `::: incremental` around what is no list: its blocks come one by one.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::options;
use crate::parse::markdown::structure::SlidePart;

/// The parts of such a container with a pause before each block; `None` where its author says what comes one by one: there is a
/// list, or a pause. A heading comes with what stands below it.
pub fn each_block(parts: &[SlidePart], text: &str) -> Option<Vec<SlidePart>> {
    let mut paused = Vec::new();
    for part in parts {
        match part {
            SlidePart::Markdown(range) => {
                for block in blocks(&text[range.clone()])? {
                    paused.push(SlidePart::Pause);
                    paused.push(SlidePart::Markdown(range.start + block.start..range.start + block.end));
                }
            }
            SlidePart::Pause => return None,
            SlidePart::Comment(_) => paused.push(part.clone()),
            SlidePart::Container { parts, .. } => {
                each_block(parts, text)?;
                paused.extend([SlidePart::Pause, part.clone()]);
            }
        }
    }
    Some(paused)
}

/// Where the blocks of a text stand in it, with all that lies between; `None` where there is a list.
fn blocks(text: &str) -> Option<Vec<Range<usize>>> {
    let (mut blocks, mut start, mut depth) = (Vec::new(), 0, 0);
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::List(_)) => return None,
            Event::Start(_) => depth += 1,
            Event::End(tag) => {
                depth -= 1;
                if depth == 0 && !matches!(tag, TagEnd::Heading(_)) {
                    blocks.push(start..range.end);
                    start = range.end;
                }
            }
            _ => {}
        }
    }
    match blocks.last_mut() {
        Some(last) => last.end = text.len(),
        None if text.trim().is_empty() => {}
        None => blocks.push(0..text.len()),
    }
    Some(blocks)
}
