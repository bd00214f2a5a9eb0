//! Bars from zero: beside each other, or stacked.

use crate::model::chart::{Chart, Role, Series};
use crate::model::document::ChartKind;
use crate::render::chart::across::Along;
use crate::render::chart::frame::{
    EndLabel, Frame, HALO, Size, Wishes, beside, classes, have_room, level_labels, range, role_text,
};
use crate::render::chart::lying;
use crate::render::chart::printing::Printer;
use crate::render::chart::scene::{Anchor, SIZE, Scene, Text};
use crate::render::words::Words;

/// The widest that a bar is, and the share of its slot that a group takes.
const WIDEST: f64 = 120.0;
const FULL: f64 = 0.72;

/// The class of a number within its bar.
pub const WITHIN: &str = "chart-value within";
/// Room between a number and a line.
const APART: f64 = 4.0;

/// From where to where the bars of a series go, by place.
pub type Spans = Vec<Option<(f64, f64)>>;

/// A series with its class.
pub type Classed<'a> = (&'a Series, &'static str);

/// A chart of bars beside each other, or stacked, ready to draw in any size.
pub struct Bars<'a> {
    pub chart: &'a Chart,
    pub printer: Printer<'a>,
    pub bars: Vec<Classed<'a>>,
    /// What is no value is a line across the bars.
    lines: Vec<Classed<'a>>,
    pub spans: Vec<Spans>,
    labels: Vec<EndLabel>,
    wishes: Wishes<'a>,
    /// The values stand at their bars.
    written: bool,
}

impl<'a> Bars<'a> {
    /// All of the chart that does not depend on a drawing's size.
    pub fn of(chart: &'a Chart, words: &'a Words) -> Self {
        let printer = Printer::of(chart, words);
        let stacked = chart.kind == ChartKind::Stacked;
        let (bars, lines): (Vec<Classed>, Vec<Classed>) =
            chart.series.iter().zip(classes(chart)).partition(|(series, _)| series.role == Role::Value);
        let spans: Vec<Spans> = spans(&bars, chart.x.len(), stacked);
        let ends = spans.iter().flatten().flatten().flat_map(|(from, to)| [*from, *to]);
        let of_lines = lines.iter().flat_map(|(series, _)| series.values.iter().flatten().copied());
        let range = range(chart, ends.chain(of_lines));
        let mut labels = if stacked && bars.len() > 1 { names(&printer, &bars, &spans) } else { Vec::new() };
        labels.extend(level_labels(chart, &printer));
        labels.extend(lines.iter().filter_map(|(series, class)| line_label(&printer, series, class)));
        let written = bars.len() == 1 && chart.x.len() <= 24;
        let wishes = Wishes {
            range,
            along: Along::of(&chart.x, chart.present.as_ref(), words, true),
            above: if written { 24.0 } else { 0.0 },
            below: if written && range.0 < 0.0 { 26.0 } else { 0.0 },
            key: if bars.len() > 1 && !stacked {
                bars.iter().map(|(series, class)| (*class, series.name.as_str())).collect()
            } else {
                Vec::new()
            },
        };
        Self { chart, printer, bars, lines, spans, labels, wishes, written }
    }

    /// The lowest and the highest that it draws.
    pub fn range(&self) -> (f64, f64) {
        self.wishes.range
    }

    /// How many bars stand beside each other at a place.
    pub fn beside(&self) -> usize {
        if self.chart.kind == ChartKind::Stacked { 1 } else { self.bars.len().max(1) }
    }

    /// The labels of the level lines, where no other lines go across the bars.
    pub fn levels(&self) -> Option<&[EndLabel]> {
        let names = self.labels.len().checked_sub(self.chart.levels.len())?;
        self.lines.is_empty().then(|| &self.labels[names..])
    }

    /// Draws it.
    pub fn draw(&self, size: Size) -> Scene {
        let mut frame = Frame::new(self.chart, &self.printer, size, &self.wishes, &self.labels);
        if frame.across.shortens()
            && let Some(scene) = lying::draw(self, size)
        {
            return scene;
        }
        frame.behind();
        let beside = self.beside();
        let group = (frame.across.slot * FULL).min(WIDEST * beside as f64);
        let bar = group / beside as f64;
        let gap = if beside > 1 { (bar * 0.08).min(4.0) } else { 0.0 };
        for (number, ((_, class), spans)) in self.bars.iter().zip(&self.spans).enumerate() {
            for (at, span) in spans.iter().enumerate() {
                let Some((from, to)) = span else { continue };
                let offset = if beside > 1 { number as f64 * bar } else { 0.0 };
                let left = frame.across.middles[at] - group / 2.0 + offset;
                let (y1, y2) = (frame.up.at(*from), frame.up.at(*to));
                frame.scene.rect(&["chart-bar", class], (left, y1), (left + bar - gap, y2));
            }
        }
        frame.levels(true);
        for (series, class) in &self.lines {
            for classes in [[HALO, class], ["chart-line", class]] {
                frame.scene.path(&classes, |d| {
                    for (at, value) in series.values.iter().enumerate() {
                        let Some(value) = value else { continue };
                        // A plan has a number for each place: a rung across it.
                        let (x, half) = (frame.across.middles[at], group / 2.0 + 4.0);
                        d.add("M").at(x - half).add(" ").at(frame.up.at(*value)).add("H").at(x + half);
                    }
                });
            }
        }
        frame.named();
        if self.written
            && let Some((series, _)) = self.bars.first()
        {
            self.values(&mut frame, series, bar);
        }
        frame.scene
    }

    /// Writes each value at the end of its bar, where all of them have room; within it where a line would cross it there.
    fn values(&self, frame: &mut Frame, series: &Series, width: f64) {
        let lines = self.printer.at_places(series, frame.across.slot);
        if !have_room(&lines, frame.across.slot) {
            return;
        }
        for (at, (value, line)) in series.values.iter().zip(lines).enumerate() {
            let (Some(value), Some(line)) = (value, line) else { continue };
            let rungs = self.lines.iter().filter_map(|(series, _)| series.values[at]);
            let crossing = self.chart.levels.iter().map(|level| level.value).chain(rungs);
            let crossing: Vec<f64> = crossing.map(|value| frame.up.at(value)).collect();
            let is_free = |text: &Text| {
                let (_, top, _, bottom) = text.bounds();
                !crossing.iter().any(|y| (top - APART..bottom + APART).contains(y))
            };
            let (x, end) = (frame.across.middles[at], frame.up.at(*value));
            let has_room = (frame.up.at(0.0) - end).abs() > SIZE + 20.0 && line.width(false) + 8.0 < width;
            let text =
                |y: f64, class| Text { x, y, anchor: Anchor::Middle, class, of: "", bold: false, line: line.clone() };
            let (beyond, within) = if *value < 0.0 { (end + 24.0, end - 10.0) } else { (end - 8.0, end + 24.0) };
            let (beyond, within) = (text(beyond, "chart-value"), text(within, WITHIN));
            frame.scene.text(if is_free(&beyond) || !has_room || !is_free(&within) { beyond } else { within });
        }
    }
}

/// From where to where each bar goes: from zero, or from the end of the one below it on the same side of zero.
fn spans(bars: &[Classed], places: usize, stacked: bool) -> Vec<Spans> {
    let (mut above, mut below) = (vec![0.0; places], vec![0.0; places]);
    let mut spans = Vec::new();
    for (series, _) in bars {
        let span = |(at, value): (usize, &Option<f64>)| {
            let value = (*value)?;
            if !stacked {
                return Some((0.0, value));
            }
            let end: &mut f64 = if value < 0.0 { &mut below[at] } else { &mut above[at] };
            let from = *end;
            *end += value;
            Some((from, *end))
        };
        spans.push(series.values.iter().enumerate().map(span).collect());
    }
    spans
}

/// The names of stacked bars, beside the last place.
fn names(printer: &Printer, bars: &[Classed], spans: &[Spans]) -> Vec<EndLabel> {
    let label = |((series, class), spans): (&Classed, &Spans)| {
        let last = spans.len().checked_sub(1)?;
        let middle = spans[last].map(|(from, to)| f64::midpoint(from, to));
        let number = series.values[last].map(|value| printer.with_unit(value, series.decimals));
        let text = beside(&series.name, &number.unwrap_or_default());
        Some(EndLabel { value: middle.unwrap_or(0.0), text, class, end: None, number: None })
    };
    bars.iter().zip(spans).filter_map(label).collect()
}

fn line_label(printer: &Printer, series: &Series, class: &'static str) -> Option<EndLabel> {
    let value = series.values.iter().rev().find_map(|value| *value)?;
    let text = role_text(printer.words, series.role, &printer.with_unit(value, series.decimals));
    Some(EndLabel { value, text, class, end: None, number: Some((series.role, value, series.decimals)) })
}
