//! Makes what a slide shows fit it: larger where there is little, smaller within limits where there is much, and continued
//! on further slides where that is too much. What then still does not fit is told.

mod blocks;
mod body;
pub mod room;

use crate::model::page::{Piece, SlideData};
use crate::paginate::fit::blocks::Block;
use crate::paginate::fit::body::Whole;
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
    let wholes = body::read(&body);
    if !is_part
        && may_be_large(template, &body)
        && let Some((size, ..)) = LARGE.iter().find(|(_, share, full)| sheet.fill(&wholes, *share) <= *full)
    {
        return vec![Part { body, size, excess: None }];
    }
    let (size, excess) = sheet.fit(&wholes);
    if excess.is_some() && steps == 0 && sheet.fill(&[], 0.85) <= 0.9 {
        let (blocks, wholes): (Vec<_>, Vec<_>) = blocks::of(&body, &wholes).into_iter().unzip();
        let further = sheet.further();
        // A single block is helped where what stands beside it takes its room.
        if blocks.len() > 1 || sheet.fill(&[], 1.0) > 0.0 && further.fit(&wholes).1.is_none() {
            return continued(&sheet, &further, &blocks, &wholes);
        }
    }
    vec![Part { body, size, excess }]
}

/// Whether the type of a slide of little text grows: not where slides of a kind should look alike, or a chart fills the room.
fn may_be_large(template: &str, body: &[Piece]) -> bool {
    const ALIKE: [&str; 6] = ["title", "objective", "overview", "drilldown", "status", "slo"];
    !ALIKE.contains(&template) && body.iter().all(|piece| piece.chart.is_none())
}

fn continued(first: &Sheet, further: &Sheet, blocks: &[Block], wholes: &[Whole]) -> Vec<Part> {
    // Where each part but the first begins.
    let mut cuts = Vec::new();
    for at in 0..blocks.len() {
        let (start, sheet) = cuts.last().map_or((0, first), |start| (*start, further));
        if sheet.fill(&wholes[start..=at], 0.92) > 1.0 && (at > start || cuts.is_empty()) {
            cuts.push(at);
        }
    }
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([blocks.len()]);
    let parts = starts.zip(ends).enumerate().map(|(number, (start, end))| {
        let (size, excess) = if number == 0 { first } else { further }.fit(&wholes[start..end]);
        Part { body: blocks::join(&blocks[start..end]), size, excess }
    });
    parts.collect()
}

/// A slide that a body is to fit.
struct Sheet<'a> {
    template: &'a str,
    data: &'a SlideData,
    title_excess: f64,
}

impl Sheet<'_> {
    /// The slide on which it goes on.
    fn further(&self) -> Self {
        Self { template: "slides", data: &SlideData::Nothing {}, title_excess: self.title_excess }
    }

    /// The largest of the usual sizes with which the body fits on one slide, else the smallest and how much does not fit.
    fn fit(&self, body: &[Whole]) -> (&'static str, Option<f64>) {
        let mut least = ("", f64::INFINITY);
        for (size, share) in SIZES {
            least = (size, self.fill(body, share));
            if least.1 <= 1.0 {
                return (size, None);
            }
        }
        (least.0, Some(least.1 - 1.0))
    }

    /// How full it is, with type of a share of the usual size: 1 is full.
    fn fill(&self, body: &[Whole], share: f64) -> f64 {
        let room = Room::of(share);
        // The title of a spotlight stands beside the text.
        let title = if self.template == "spotlight" { 0.0 } else { self.title_excess / share };
        room.height_of(self.template, self.data, body) / (room.height - title)
    }
}
