//! Charts that have nothing beside them.

use crate::model::chart::Shape;
use crate::model::page::{Piece, SlideData};
use crate::paginate::measure;

/// Gives charts the whole width where nothing stands beside them: in the text of a plain slide, or alone on one, where they have its
/// height, too.
pub fn broaden(template: &str, title: &str, data: &mut SlideData, body: &mut [Piece]) {
    let title_excess = measure::title_excess(title);
    match data {
        SlideData::Charts { charts } if body.is_empty() => {
            if let [only] = charts.as_mut_slice() {
                only.chart.shape = alone(title_excess);
            }
        }
        SlideData::Nothing {} if template == "slides" => charts_of_text(body, title_excess),
        _ => {}
    }
}

/// The same of a text, below a title that takes so much of its room.
pub fn charts_of_text(body: &mut [Piece], title_excess: f64) {
    let is_seen = |piece: &&Piece| piece.html.as_deref().is_none_or(|html| !html.trim().is_empty());
    let shape = if body.iter().filter(is_seen).count() == 1 { alone(title_excess) } else { Shape::Broad };
    // In a column, an item or a quotation it has less.
    let mut depth = 0;
    for piece in body {
        depth += piece.html.as_deref().map_or(0, measure::depth_after);
        if let Some(view) = piece.chart.as_mut().filter(|_| depth <= 0) {
            view.chart.shape = shape;
        }
    }
}

/// The shape of what is alone on a slide: below a title of more than one line it has not all of the height.
fn alone(title_excess: f64) -> Shape {
    if title_excess > 0.0 { Shape::Broad } else { Shape::Alone }
}
