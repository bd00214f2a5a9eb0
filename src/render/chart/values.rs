//! Numbers beside the dots of a line, where no line crosses them.

use crate::model::chart::Series;
use crate::render::chart::frame::Frame;
use crate::render::chart::line::{corners, is_valley};
use crate::render::chart::printing::Printer;
use crate::render::chart::scene::{Anchor, Bounds, Line, SIZE, Text, base_line};

/// From a dot to the base line of a number above it, and of one below; a status mark is larger.
const ABOVE: f64 = 14.0;
const BELOW: f64 = 29.0;
const OF_MARKS: f64 = 4.0;
/// From a dot to a number that stands to its side.
const ASIDE: f64 = 4.0;

/// What crosses no more than the edge of a number leaves it legible.
const TOUCH: f64 = 2.0;

/// A piece of a line, from end to end.
type Piece = ((f64, f64), (f64, f64));

/// Writes the values beside their dots: above, in a valley below, and elsewhere around it where lines would cross them. The last one
/// stands at the end of the line.
pub fn write(frame: &mut Frame, printer: &Printer, series: &Series) {
    let last = series.values.iter().rposition(Option::is_some).filter(|_| series.values.len() > 1);
    let apart = frame.across.middles.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(f64::INFINITY, f64::min);
    let lines = printer.at_places(series, apart);
    let pieces = pieces(frame);
    for ((at, value), line) in series.values.iter().enumerate().zip(lines) {
        let Some((value, line)) = value.zip(line).filter(|_| Some(at) != last) else { continue };
        let dot = (frame.across.middles[at], frame.up.at(value));
        let mut places = places(frame, series, at, dot, &line);
        let crossed = |text: &Text| (crossed(text.bounds(), &pieces) - TOUCH).max(0.0);
        places.sort_by(|a, b| crossed(a).total_cmp(&crossed(b)));
        // The first one that lies on no other text.
        let _ = places.into_iter().any(|text| frame.scene.text(text));
    }
}

/// Where the number at a dot may stand, the best places first.
fn places(frame: &Frame, series: &Series, at: usize, (x, y): (f64, f64), line: &Line) -> Vec<Text> {
    let away = if series.marks.is_empty() { 0.0 } else { OF_MARKS };
    let (above, below) = (y - ABOVE - away, y + BELOW + away);
    let sides = if is_valley(series, at) { [below, above] } else { [above, below] };
    // At the axis a middled number would lie on the numbers of the scale.
    let is_at_axis = x - frame.left < 20.0;
    let middle = if is_at_axis { (frame.left + 2.0, Anchor::Start) } else { (x, Anchor::Middle) };
    let aside = [(x + ASIDE, Anchor::Start), (x - ASIDE, Anchor::End)];
    let anchors = [&[middle][..], if is_at_axis { &aside[..1] } else { &aside }].concat();
    let is_inside = |y: &f64| *y - SIZE > frame.top - 30.0 && *y < frame.bottom;
    let text = |y: f64, (x, anchor): (f64, Anchor)| Text {
        x,
        y,
        anchor,
        class: "chart-value",
        of: "",
        bold: false,
        line: line.clone(),
    };
    anchors.iter().flat_map(|anchor| sides.iter().filter(|y| is_inside(y)).map(|y| text(*y, *anchor))).collect()
}

/// Where what is said of a line may stand behind its last dot with no line through it, the best places first.
pub fn behind_dot(frame: &Frame, (x, y): (f64, f64), line: &Line, of: &'static str) -> Vec<Text> {
    let x = x + ASIDE + ABOVE;
    if x + line.width(true) > frame.scene.width {
        return Vec::new();
    }
    let pieces = pieces(frame);
    let text = |y: f64| Text { x, y, anchor: Anchor::Start, class: "chart-label", of, bold: true, line: line.clone() };
    let is_inside = |text: &Text| text.y - SIZE > frame.top - 30.0 && text.y < frame.bottom + 4.0;
    let texts = [base_line(y), y - ABOVE, y + BELOW].map(text).into_iter();
    texts.filter(|text| is_inside(text) && crossed(text.bounds(), &pieces) <= TOUCH).collect()
}

/// The pieces of all lines of a chart.
fn pieces(frame: &Frame) -> Vec<Piece> {
    let of_series = frame.chart.series.iter().flat_map(|series| corners(frame, series, &series.values));
    let level = |value: f64| {
        let y = frame.up.at(value);
        vec![(frame.left, y), (frame.right, y)]
    };
    let of_levels = frame.chart.levels.iter().map(|of| level(of.value));
    // The line at zero is as dark as numbers are.
    let zero = frame.shows_zero().then(|| level(0.0));
    let mut pieces = Vec::new();
    for corners in of_series.chain(of_levels).chain(zero) {
        pieces.extend(corners.windows(2).map(|ends| (ends[0], ends[1])));
    }
    pieces
}

/// How long the pieces are that lie within the letters of a text.
fn crossed((left, top, right, bottom): Bounds, pieces: &[Piece]) -> f64 {
    pieces.iter().map(|piece| within((left, top, right, bottom), *piece)).sum()
}

/// How much of a piece lies within bounds, after Liang and Barsky: from and to which share of it are what no side cuts off.
fn within((left, top, right, bottom): Bounds, ((x1, y1), (x2, y2)): Piece) -> f64 {
    let (dx, dy) = (x2 - x1, y2 - y1);
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for (step, room) in [(-dx, x1 - left), (dx, right - x1), (-dy, y1 - top), (dy, bottom - y1)] {
        if step < 0.0 {
            from = from.max(room / step);
        } else if step > 0.0 {
            to = to.min(room / step);
        } else if room < 0.0 {
            return 0.0;
        }
    }
    (to - from).max(0.0) * dx.hypot(dy)
}

#[cfg(test)]
mod tests {
    use crate::render::chart::values::within;

    #[test]
    fn what_lies_within_bounds() {
        let bounds = (10.0, 10.0, 30.0, 20.0);
        assert!((within(bounds, ((0.0, 15.0), (100.0, 15.0))) - 20.0).abs() < 1e-9);
        assert!((within(bounds, ((15.0, 0.0), (15.0, 12.0))) - 2.0).abs() < 1e-9);
        assert!((within(bounds, ((10.0, 10.0), (20.0, 20.0))) - 200.0_f64.sqrt()).abs() < 1e-9);
        assert!(within(bounds, ((0.0, 0.0), (100.0, 9.0))).abs() < 1e-9);
        assert!(within(bounds, ((0.0, 5.0), (100.0, 5.0))).abs() < 1e-9);
    }
}
