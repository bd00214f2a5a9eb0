//! Makes what a slide shows fit it: larger where there is little, smaller within limits where there is much, and continued
//! on further slides where that is too much. What then still does not fit is told.

mod blocks;

use crate::model::html::text_of;
use crate::model::page::{Piece, SlideData};
use crate::paginate::changes;
use crate::paginate::fit::blocks::Block;
use crate::paginate::measure::{self, BODY_HEIGHT, BODY_TEXT, BODY_WIDTH, SMALL_TEXT};

/// The sizes of type that a slide may have, as shares of the usual one; the theme's classes `size-…` say the same.
const SIZES: [(&str, f64); 4] = [("plain", 1.0), ("dense", 0.92), ("denser", 0.85), ("densest", 0.79)];

/// Larger sizes, and how full a slide of little text may be with them.
const LARGE: [(&str, f64, f64); 2] = [("grand", 1.4, 0.66), ("roomy", 1.18, 0.8)];

/// The height of a chart with its caption, in slide units.
const CHART: f64 = 640.0;
/// The gap between two halves of a slide.
const GAP: f64 = 72.0;

/// One of the slides that a body is spread over.
pub struct Part {
    pub body: Vec<Piece>,
    /// The class `size-…` without its prefix.
    pub size: &'static str,
    /// How much of the body does not fit, as a share of the room there is.
    pub excess: Option<f64>,
}

/// Spreads a body over as many slides as it needs: mostly one. Slides that reveal steps are not continued.
pub fn arrange(template: &str, data: &SlideData, title: &str, steps: u32, body: Vec<Piece>) -> Vec<Part> {
    let excess = measure::title_excess(title);
    // Tables were cut to fit already.
    match data {
        SlideData::KeyResults(table) => {
            return vec![Part { body, size: if table.dense { "dense" } else { "plain" }, excess: table.excess }];
        }
        SlideData::Title(_) => return vec![Part { body, size: "plain", excess: None }],
        _ => {}
    }
    if may_be_large(template, &body)
        && let Some((size, ..)) = LARGE.iter().find(|(_, share, full)| fill(data, excess, &body, *share) <= *full)
    {
        return vec![Part { body, size, excess: None }];
    }
    for (size, share) in SIZES {
        if fill(data, excess, &body, share) <= 1.0 {
            return vec![Part { body, size, excess: None }];
        }
    }
    let blocks = blocks::of(&body);
    if steps > 0 || blocks.len() < 2 || fill(data, excess, &[], 0.85) > 0.9 {
        let last = SIZES[SIZES.len() - 1];
        let over = fill(data, excess, &body, last.1) - 1.0;
        return vec![Part { body, size: last.0, excess: Some(over) }];
    }
    continued(data, excess, blocks)
}

/// Whether the type of a slide of little text grows: not where slides of a kind should look alike, or a chart fills the room.
fn may_be_large(template: &str, body: &[Piece]) -> bool {
    const ALIKE: [&str; 6] = ["title", "objective", "overview", "drilldown", "status", "slo"];
    !ALIKE.contains(&template) && body.iter().all(|piece| piece.chart.is_none())
}

fn continued(data: &SlideData, excess: f64, blocks: Vec<Block>) -> Vec<Part> {
    let nothing = SlideData::Nothing {};
    let mut parts: Vec<Vec<Block>> = vec![Vec::new()];
    for block in blocks {
        let first = parts.len() == 1;
        let Some(part) = parts.last_mut() else { break };
        part.push(block);
        let data = if first { data } else { &nothing };
        if fill(data, excess, &blocks::join(part), 0.92) > 1.0 && (part.len() > 1 || first) {
            let block = part.pop();
            parts.push(block.into_iter().collect());
        }
    }
    let parts = parts.into_iter().enumerate().map(|(number, part)| {
        let body = blocks::join(&part);
        let data = if number == 0 { data } else { &nothing };
        let fits = SIZES.iter().find(|(_, share)| fill(data, excess, &body, *share) <= 1.0);
        match fits {
            Some((size, _)) => Part { body, size, excess: None },
            None => {
                let (size, share) = SIZES[SIZES.len() - 1];
                let over = fill(data, excess, &body, share) - 1.0;
                Part { body, size, excess: Some(over) }
            }
        }
    });
    parts.collect()
}

/// How full a slide is, with type of a share of the usual size: 1 is full.
fn fill(data: &SlideData, title_excess: f64, body: &[Piece], share: f64) -> f64 {
    // Smaller type on the same slide is the same type on a larger one.
    let (width, room, small) = (BODY_WIDTH / share, (BODY_HEIGHT - title_excess) / share, SMALL_TEXT / share);
    let text = |body: &[Piece], width: f64| -> f64 {
        body.iter()
            .map(|piece| piece.html.as_deref().map_or(CHART, |html| measure::prose(html, BODY_TEXT, small, width)))
            .sum()
    };
    let half = (width - GAP) / 2.0;
    let list = |items: &[String], width: f64| -> f64 {
        let items: f64 = items.iter().map(|item| paragraph(&text_of(item), width - 32.0) + 10.0).sum();
        if items > 0.0 { items + 75.0 } else { 0.0 }
    };
    let height = match data {
        SlideData::Objective(of) => {
            let statement = of.objective.as_deref().map(text_of).unwrap_or_default();
            let statement = measure::height(&statement, 38.0, 1.32, (44.0 * 38.0_f64).min(width));
            statement + 230.0 + text(body, width) + list(&of.initiatives, width)
        }
        SlideData::Overview(of) => {
            let left = text(body, half) + list(&of.progress, half);
            let marks = if of.objectives.is_empty() { 0.0 } else { 75.0 + 50.0 * of.objectives.len() as f64 };
            left.max(list(&of.challenges, half) + list(&of.actions, half) + marks)
        }
        SlideData::Charts { charts } if !charts.is_empty() => {
            let beside = if body.is_empty() { 0.0 } else { text(body, (width - 64.0) / 2.55) };
            let each = if charts.len() > 1 { CHART / 2.0 } else { CHART };
            beside.max(each * charts.len() as f64)
        }
        SlideData::Change(of) => {
            let wording = |html: &Option<String>| paragraph(&text_of(html.as_deref().unwrap_or_default()), half - 56.0);
            wording(&of.before).max(wording(&of.after)) + 130.0 + text(body, width)
        }
        SlideData::ServiceLevels(of) => {
            let rows = of.services.iter().flat_map(|service| &service.indicators).map(|each| {
                let name = measure::height(&text_of(&each.name), BODY_TEXT, 1.3, width * 0.25);
                let note =
                    each.note.as_deref().map_or(0.0, |note| measure::height(&text_of(note), small, 1.3, width * 0.25));
                let budget = if each.budget_spent.is_some() { 60.0 } else { 0.0 };
                (name + note).max(measure::height(&each.target, BODY_TEXT, 1.3, width * 0.12)).max(budget) + 24.0
            });
            rows.sum::<f64>() + 45.0 + text(body, width)
        }
        SlideData::Status(of) => {
            let rows = of.objectives.iter().map(|objective| {
                let lines = objective.key_results.len().div_ceil(of.columns.max(1)) as f64;
                (lines * 110.0).max(110.0) + 24.0
            });
            rows.sum::<f64>() + 75.0 + text(body, width)
        }
        SlideData::People { anniversaries, new_hires } => {
            let names =
                anniversaries.iter().map(|each| paragraph(&each.names.join(", "), half - 6.0 * 28.0 - 28.0) + 14.0);
            let left = names.sum::<f64>() + 55.0;
            left.max(55.0 + new_hires.len() as f64 * 49.0) + text(body, width)
        }
        SlideData::Thanks { thanks } => {
            let items = thanks.iter().map(|each| {
                paragraph(&text_of(&each.to), half)
                    + paragraph(&text_of(each.reason.as_deref().unwrap_or_default()), half)
                    + if each.from.is_some() { 40.0 } else { 0.0 }
            });
            two_columns(items) + text(body, width)
        }
        SlideData::Wins { wins: items } | SlideData::Challenges { challenges: items } => {
            let items = items
                .iter()
                .map(|each| paragraph(&text_of(&each.text), half) + if each.team.is_some() { 40.0 } else { 0.0 });
            two_columns(items) + text(body, width)
        }
        SlideData::Contacts { contacts } => contacts.len() as f64 * 60.0 + 45.0 + text(body, width),
        SlideData::Changes(of) => of.changes.iter().map(changes::height).sum::<f64>() + text(body, width),
        SlideData::Charts { .. } | SlideData::Nothing {} | SlideData::Title(_) | SlideData::KeyResults(_) => {
            text(body, width)
        }
    };
    height / room
}

fn paragraph(text: &str, width: f64) -> f64 {
    measure::height(text, BODY_TEXT, 1.42, width)
}

/// The height of items in two balanced columns.
fn two_columns(items: impl Iterator<Item = f64>) -> f64 {
    let (sum, tallest) = items.fold((0.0, 0.0_f64), |(sum, tallest), item| (sum + item + 22.0, tallest.max(item)));
    sum / 2.0 + tallest / 2.0
}
