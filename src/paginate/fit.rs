//! Makes what a slide shows fit it: larger where there is little, smaller within limits where there is much, and continued
//! on further slides where that is too much. What then still does not fit is told.

mod blocks;
pub mod room;

use crate::model::page::{Piece, SlideData};
use crate::paginate::fit::blocks::Block;
use crate::paginate::fit::room::Room;
use crate::paginate::measure;

/// The sizes of type that a slide may have, as shares of the usual one; the theme's classes `size-…` say the same.
const SIZES: [(&str, f64); 4] = [("plain", 1.0), ("dense", 0.92), ("denser", 0.85), ("densest", 0.79)];

/// Larger sizes, and how full a slide of little text may be with them.
const LARGE: [(&str, f64, f64); 2] = [("grand", 1.4, 0.66), ("roomy", 1.18, 0.8)];

/// One of the slides that a body is spread over.
pub struct Part {
    pub body: Vec<Piece>,
    /// The class `size-…` without its prefix.
    pub size: &'static str,
    /// How much of the body does not fit, as a share of the room there is.
    pub excess: Option<f64>,
}

/// Spreads a body over as many slides as it needs: mostly one. Slides that reveal steps are not continued. The type of a
/// slide that `is_part` of a list is not enlarged: it would differ from the other parts'.
pub fn arrange(
    template: &str,
    data: &SlideData,
    title: &str,
    steps: u32,
    is_part: bool,
    body: Vec<Piece>,
) -> Vec<Part> {
    // Tables were cut to fit already.
    match data {
        SlideData::KeyResults(table) => {
            return vec![Part { body, size: if table.dense { "dense" } else { "plain" }, excess: table.excess }];
        }
        SlideData::Method(_) => return vec![Part { body, size: "plain", excess: None }],
        _ => {}
    }
    let title_excess = if template == "title" { room::deck_title(title) } else { measure::title_excess(title) };
    let sheet = Sheet { template, data, title_excess };
    if !is_part
        && may_be_large(template, &body)
        && let Some((size, ..)) = LARGE.iter().find(|(_, share, full)| sheet.fill(&body, *share) <= *full)
    {
        return vec![Part { body, size, excess: None }];
    }
    let blocks = blocks::of(&body);
    let part = sheet.part(body);
    // A single block, and what is full without any, is not helped by a further slide.
    if part.excess.is_none() || steps > 0 || blocks.len() < 2 || sheet.fill(&[], 0.85) > 0.9 {
        return vec![part];
    }
    continued(&sheet, blocks)
}

/// Whether the type of a slide of little text grows: not where slides of a kind should look alike, or a chart fills the room.
fn may_be_large(template: &str, body: &[Piece]) -> bool {
    const ALIKE: [&str; 6] = ["title", "objective", "overview", "drilldown", "status", "slo"];
    !ALIKE.contains(&template) && body.iter().all(|piece| piece.chart.is_none())
}

fn continued(first: &Sheet, blocks: Vec<Block>) -> Vec<Part> {
    let further = Sheet { template: "slides", data: &SlideData::Nothing {}, title_excess: first.title_excess };
    let mut parts: Vec<Vec<Block>> = vec![Vec::new()];
    for block in blocks {
        let is_first = parts.len() == 1;
        let Some(part) = parts.last_mut() else { break };
        part.push(block);
        let sheet = if is_first { first } else { &further };
        if sheet.fill(&blocks::join(part), 0.92) > 1.0 && (part.len() > 1 || is_first) {
            let block = part.pop();
            parts.push(block.into_iter().collect());
        }
    }
    let parts = parts.into_iter().enumerate();
    parts.map(|(number, part)| if number == 0 { first } else { &further }.part(blocks::join(&part))).collect()
}

/// A slide that a body is to fit.
struct Sheet<'a> {
    template: &'a str,
    data: &'a SlideData,
    title_excess: f64,
}

impl Sheet<'_> {
    /// The body on one slide, with the largest of the usual sizes that fits.
    fn part(&self, body: Vec<Piece>) -> Part {
        let fitting = SIZES.iter().find(|(_, share)| self.fill(&body, *share) <= 1.0);
        let (size, share) = *fitting.unwrap_or(&SIZES[SIZES.len() - 1]);
        let excess = fitting.is_none().then(|| self.fill(&body, share) - 1.0);
        Part { body, size, excess }
    }

    /// How full it is, with type of a share of the usual size: 1 is full.
    fn fill(&self, body: &[Piece], share: f64) -> f64 {
        let room = Room::of(share);
        // The title of a spotlight stands beside the text.
        let title = if self.template == "spotlight" { 0.0 } else { self.title_excess / share };
        room.height_of(self.template, self.data, body) / (room.height - title)
    }
}
