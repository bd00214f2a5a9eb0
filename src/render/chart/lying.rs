//! Bars that lie one below the other, with their names before them: for names that have no room under upright ones.

use crate::model::chart::Places;
use crate::render::chart::bar::{Bars, WITHIN};
use crate::render::chart::frame::{EndLabel, HALO, Size, caption, key, ticks};
use crate::render::chart::scale::{self, Scale};
use crate::render::chart::scene::{Anchor, LINE, Line, SIZE, Scene, Text, base_line, wrap};
use crate::render::chart::svg::Svg;
use crate::render::numbers::localized_own;

/// Room between a name and its bar, and between a bar and its value.
const GAP: f64 = 12.0;
/// How high a row is at most and at least, and the share of it that its bar takes, or several beside each other.
const HIGHEST: f64 = 62.0;
const LOWEST: f64 = LINE + 4.0;
const FULL: f64 = 0.62;
const FULL_OF_SEVERAL: f64 = 0.76;
/// What of a row each of several bars beside each other has at least.
const THINNEST: f64 = 14.0;
/// The share of the width that names may take, in two lines and in one.
const IN_TWO: f64 = 0.38;
const IN_ONE: f64 = 0.56;
/// Room from one number of the scale to the next, and the height of the scale.
const APART: f64 = 120.0;
const SCALE: f64 = LINE + 10.0;

/// Where the rows are.
struct Plot {
    left: f64,
    top: f64,
    bottom: f64,
    row: f64,
}

impl Plot {
    fn middle(&self, row: usize) -> f64 {
        self.top + (row as f64 + 0.5) * self.row
    }

    /// A line through all rows.
    fn upright(&self, d: &mut Svg, x: f64) {
        d.add("M").at(x).add(" ").at(self.top).add("V").at(self.bottom);
    }
}

/// Draws the bars; `None` where they are too many for it or are no names' bars, or lines go across them.
pub fn draw(bars: &Bars, size: Size) -> Option<Scene> {
    let Places::Names(names) = &bars.chart.x.places else { return None };
    let levels = bars.levels()?;
    let several = bars.bars.len() > 1;
    let mut scene = Scene::new(size.width, size.height);
    let entries = bars.bars.iter().filter(|_| several).map(|(series, class)| (*class, series.name.as_str()));
    let keyed = key(&mut scene, &entries.collect::<Vec<_>>(), 0.0);
    let caption = caption(bars.chart);
    let top = keyed + (levels.len() + usize::from(caption.is_some())) as f64 * LINE + 10.0;
    let below = if several { SCALE } else { 0.0 };
    let row = ((size.height - top - below) / names.len() as f64).min(HIGHEST);
    if row < LOWEST.max(bars.beside() as f64 * THINNEST) {
        return None;
    }
    // Names in two lines keep apart from each other.
    let (most, share) = if row < 2.0 * LINE + 8.0 { (1, IN_ONE) } else { (2, IN_TWO) };
    let names: Vec<Vec<Line>> = names.iter().map(|name| wrap(name, size.width * share, most, false)).collect();
    let left = widest(names.iter().flatten()) + GAP;
    let plot = Plot { left, top, bottom: top + row * names.len() as f64, row };
    scene.height = plot.bottom + below + 4.0;

    let mut texts = named(names, &plot);
    let along = if several {
        scaled(bars, &plot, &mut scene, &mut texts)
    } else {
        written(bars, &plot, size.width, &mut texts)
    };
    rects(bars, &plot, along, &mut scene);
    for level in levels {
        for classes in [[HALO, level.class], ["chart-level", level.class]] {
            let x = along.at(level.value);
            scene.path(&classes, |d| {
                d.add("M").at(x).add(" ").at(top - 6.0).add("V").at(plot.bottom);
            });
        }
    }
    scene.path(&["chart-grid zero"], |d| plot.upright(d, along.at(0.0)));
    texts.extend(above(caption, levels, along, (size.width, keyed)));
    for text in texts {
        scene.text(text);
    }
    Some(scene)
}

fn widest<'a>(lines: impl Iterator<Item = &'a Line>) -> f64 {
    lines.map(|line| line.width(false)).fold(0.0, f64::max)
}

/// The names before their rows.
fn named(names: Vec<Vec<Line>>, plot: &Plot) -> Vec<Text> {
    let mut texts = Vec::new();
    for (row, name) in names.into_iter().enumerate() {
        let above = plot.middle(row) - name.len() as f64 * LINE / 2.0;
        for (at, line) in name.into_iter().enumerate() {
            let (x, y) = (plot.left - GAP, base_line(above + (at as f64 + 0.5) * LINE));
            texts.push(Text { x, y, anchor: Anchor::End, class: "chart-axis", of: "", bold: false, line });
        }
    }
    texts
}

/// The scale of a single series, whose values are written behind their bars.
fn written(bars: &Bars, plot: &Plot, width: f64, texts: &mut Vec<Text>) -> Scale {
    let Some((series, _)) = bars.bars.first() else { return Scale { low: 0.0, high: 1.0, from: plot.left, to: width } };
    let number = |value: &Option<f64>| value.map(|value| Line::of(bars.printer.bare(value, series.decimals)));
    let numbers: Vec<Option<Line>> = series.values.iter().map(number).collect();
    let room = widest(numbers.iter().flatten()) + GAP;
    let (low, high) = bars.range();
    let along = Scale {
        low,
        high: if high > low { high } else { low + 1.0 },
        from: plot.left + if low < 0.0 { room } else { 0.0 },
        to: width - room,
    };
    for (row, (value, number)) in series.values.iter().zip(numbers).enumerate() {
        let (Some(value), Some(line)) = (value, number) else { continue };
        let (end, y) = (along.at(*value), base_line(plot.middle(row)));
        let (away, anchor, back) = if *value < 0.0 {
            (-GAP * 0.7, Anchor::End, Anchor::Start)
        } else {
            (GAP * 0.7, Anchor::Start, Anchor::End)
        };
        let text = |x: f64, anchor, class| Text { x, y, anchor, class, of: "", bold: false, line: line.clone() };
        let (beyond, within) = (text(end + away, anchor, "chart-value"), text(end - away, back, WITHIN));
        // Within the bar where a line would cross it behind that.
        let is_free = |text: &Text| {
            let (left, _, right, _) = text.bounds();
            !bars.chart.levels.iter().any(|level| (left - 2.0..right + 2.0).contains(&along.at(level.value)))
        };
        let has_room = (end - along.at(0.0)).abs() > line.width(false) + 2.0 * GAP;
        texts.push(if is_free(&beyond) || !has_room || !is_free(&within) { beyond } else { within });
    }
    along
}

/// The scale of several series, which is read by numbers below the rows.
fn scaled(bars: &Bars, plot: &Plot, scene: &mut Scene, texts: &mut Vec<Text>) -> Scale {
    let count = ((scene.width - plot.left) / APART).round().clamp(2.0, 6.0) as usize;
    let ticks = ticks(bars.chart, bars.range(), count);
    let printed = scale::printed(&ticks, bars.chart.unit.as_ref());
    let lines: Vec<Line> = printed.into_iter().map(|text| Line::of(localized_own(bars.printer.words, text))).collect();
    let to = scene.width - widest(lines.iter()) / 2.0;
    let along = Scale { low: ticks.low(), high: ticks.high(), from: plot.left, to };
    scene.path(&["chart-grid"], |d| ticks.values.iter().for_each(|value| plot.upright(d, along.at(*value))));
    for (value, line) in ticks.values.iter().zip(lines) {
        let (x, y) = (along.at(*value), plot.bottom + 8.0 + SIZE);
        texts.push(Text { x, y, anchor: Anchor::Middle, class: "chart-axis", of: "", bold: false, line });
    }
    along
}

fn rects(bars: &Bars, plot: &Plot, along: Scale, scene: &mut Scene) {
    let beside = bars.beside();
    let group = plot.row * if beside > 1 { FULL_OF_SEVERAL } else { FULL };
    let bar = group / beside as f64;
    for (number, ((_, class), spans)) in bars.bars.iter().zip(&bars.spans).enumerate() {
        for (row, span) in spans.iter().enumerate() {
            let Some((from, to)) = span else { continue };
            let y = plot.middle(row) - group / 2.0 + if beside > 1 { number as f64 * bar } else { 0.0 };
            scene.rect(&["chart-bar", class], (along.at(*from), y), (along.at(*to), y + bar));
        }
    }
}

/// What stands above the rows and below the key: what is measured, then the level lines' labels, each at its line.
fn above(
    caption: Option<String>,
    levels: &[EndLabel],
    along: Scale,
    (width, key): (f64, f64),
) -> impl Iterator<Item = Text> {
    let line_at = move |number: usize| key + SIZE + number as f64 * LINE;
    let before = usize::from(caption.is_some());
    let caption = caption.map(|words| {
        let line = wrap(&words, width, 1, false).pop().unwrap_or_default();
        Text { x: 0.0, y: line_at(0), anchor: Anchor::Start, class: "chart-axis", of: "", bold: false, line }
    });
    caption.into_iter().chain(levels.iter().enumerate().map(move |(number, level)| {
        let line = wrap(&level.text, width, 1, true).pop().unwrap_or_default();
        let (x, y, of) = (along.at(level.value), line_at(before + number), level.class);
        Text { x, y, anchor: Anchor::Middle, class: "chart-label", of, bold: true, line }
    }))
}
