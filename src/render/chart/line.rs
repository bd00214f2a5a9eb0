//! Lines and areas: a run of values is a line, what has no data is a gap.

use crate::model::chart::{Chart, Role, Series};
use crate::model::document::ChartKind;
use crate::render::chart::across::Along;
use crate::render::chart::frame::{EndLabel, Frame, Size, Wishes, beside, classes, level_labels, range, role_text};
use crate::render::chart::printing::Printer;
use crate::render::chart::scene::Scene;
use crate::render::chart::values;
use crate::render::words::Words;

/// So many values are dots on their line; of more, the line alone is drawn.
const DOTS: usize = 24;
/// So many values are written beside their dots, where there is one series.
const WRITTEN: usize = 8;
/// How long the line of a value alone is that has no dot.
const RUNG: f64 = 20.0;
/// Marks of a shape for each series, so that they are told apart without colour; drawn from their middle.
const DOT: [&str; 4] = [
    "m-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z",
    "m-5.5 -5.5h11v11h-11z",
    "m0 -7.5l7.5 7.5l-7.5 7.5l-7.5 -7.5z",
    "m0 -7l7 12.5h-14z",
];

/// A chart of lines, or of areas on each other, ready to draw in any size.
pub struct Lines<'a> {
    chart: &'a Chart,
    printer: Printer<'a>,
    classes: Vec<&'static str>,
    /// The heights of the lines, by series.
    tops: Vec<Vec<Option<f64>>>,
    labels: Vec<EndLabel>,
    /// The one series whose values are written beside their dots.
    written: Option<&'a Series>,
    wishes: Wishes<'a>,
}

impl<'a> Lines<'a> {
    /// All of the chart that does not depend on a drawing's size.
    pub fn of(chart: &'a Chart, words: &'a Words) -> Self {
        let printer = Printer::of(chart, words);
        let classes = classes(chart);
        let tops = tops(chart);
        let labels = labels(chart, &printer, &tops, &classes);
        let written = written(chart);
        let room = if written.is_some() { 26.0 } else { 0.0 };
        let range = range(chart, tops.iter().flatten().flatten().copied());
        // Below a valley near the axis, too.
        let near = range.0 + (range.1 - range.0) * 0.2;
        let is_low = |series: &Series| {
            (0..series.values.len())
                .any(|at| is_valley(series, at) && series.values[at].is_some_and(|value| value < near))
        };
        let wishes = Wishes {
            range,
            along: Along::of(&chart.x, chart.present.as_ref(), words, false),
            above: room,
            below: if written.is_some_and(is_low) { room } else { 0.0 },
            key: Vec::new(),
        };
        Self { chart, printer, classes, tops, labels, written, wishes }
    }

    /// Draws it.
    pub fn draw(&self, size: Size) -> Scene {
        let mut frame = Frame::new(self.chart, &self.printer, size, &self.wishes, &self.labels);
        frame.behind();
        if self.chart.kind == ChartKind::Area {
            areas(&mut frame, &self.tops, &self.classes);
        }
        frame.levels(false);
        let series = self.chart.series.iter().zip(&self.tops).zip(&self.classes);
        for (number, ((series, tops), class)) in series.enumerate() {
            line(&mut frame, series, tops, class, number);
        }
        frame.named();
        if let Some(series) = self.written {
            values::write(&mut frame, &self.printer, series);
        }
        frame.scene
    }
}

/// The heights of the lines: the values, or for areas the sums of those up to each series. What is no value is not summed.
fn tops(chart: &Chart) -> Vec<Vec<Option<f64>>> {
    let mut sums = vec![Some(0.0); chart.x.len()];
    let top = |series: &Series| {
        if chart.kind != ChartKind::Area || series.role != Role::Value {
            return series.values.clone();
        }
        for (sum, value) in sums.iter_mut().zip(&series.values) {
            *sum = sum.zip(*value).map(|(sum, value)| sum + value);
        }
        sums.clone()
    };
    chart.series.iter().map(top).collect()
}

/// The one series whose values are written beside their dots.
fn written(chart: &Chart) -> Option<&Series> {
    let mut of_values = chart.series.iter().filter(|series| series.role == Role::Value);
    let only = of_values.next().filter(|_| of_values.next().is_none())?;
    (only.values.iter().flatten().count() <= WRITTEN).then_some(only)
}

/// The labels at the ends of the lines, those of values first.
fn labels(chart: &Chart, printer: &Printer, tops: &[Vec<Option<f64>>], classes: &[&'static str]) -> Vec<EndLabel> {
    let several = chart.series.iter().filter(|series| series.role == Role::Value).count() > 1;
    let mut labels: Vec<(u8, EndLabel)> = Vec::new();
    for ((series, tops), class) in chart.series.iter().zip(tops).zip(classes) {
        // A single value is written at its dot.
        if chart.x.len() == 1 && series.role == Role::Value && !several {
            continue;
        }
        let Some((at, top)) = tops.iter().enumerate().rev().find_map(|(at, top)| Some((at, (*top)?))) else { continue };
        let value = series.values[at].unwrap_or(top);
        // Of a pace, which is computed, a whole number is one.
        let is_whole = series.role != Role::Value && value.fract() == 0.0;
        let decimals = if is_whole { 0 } else { series.decimals };
        let number = printer.with_unit(value, decimals);
        let text = match series.role {
            Role::Value if several => beside(&series.name, &number),
            Role::Value => number,
            role => role_text(printer.words, role, &number),
        };
        // The name of an area stands in its middle.
        let height = if several && chart.kind == ChartKind::Area { top - value / 2.0 } else { top };
        let is_named = series.role == Role::Value && several;
        let number = (!is_named).then_some((series.role, value, decimals));
        labels.push((rank(series.role), EndLabel { value: height, text, class, end: Some(at), number }));
    }
    labels.extend(
        level_labels(chart, printer).into_iter().zip(&chart.levels).map(|(label, level)| (rank(level.role), label)),
    );
    labels.sort_by_key(|(rank, _)| *rank);
    labels.into_iter().map(|(_, label)| label).collect()
}

fn rank(role: Role) -> u8 {
    match role {
        Role::Value => 0,
        Role::Target | Role::AtLeast | Role::AtMost => 1,
        Role::Forecast => 2,
        Role::Plan | Role::Expected => 3,
        Role::Baseline => 4,
    }
}

fn areas(frame: &mut Frame, tops: &[Vec<Option<f64>>], classes: &[&str]) {
    let xs = &frame.across.middles;
    let mut below = vec![0.0; xs.len()];
    for ((series, tops), class) in frame.chart.series.iter().zip(tops).zip(classes) {
        if series.role != Role::Value {
            continue;
        }
        for run in runs(tops, &[]) {
            frame.scene.path(&["chart-area", class], |d| {
                for at in run.clone() {
                    let pen = if at == run.start { "M" } else { "L" };
                    d.add(pen).at(xs[at]).add(" ").at(frame.up.at(tops[at].unwrap_or_default()));
                }
                for at in run.rev() {
                    d.add("L").at(xs[at]).add(" ").at(frame.up.at(below[at]));
                }
                d.add("z");
            });
        }
        for (below, top) in below.iter_mut().zip(tops) {
            *below = top.unwrap_or(*below);
        }
    }
}

fn line(frame: &mut Frame, series: &Series, values: &[Option<f64>], class: &str, number: usize) {
    let xs = &frame.across.middles;
    let runs = corners(frame, series, values);
    frame.scene.path(&["chart-line", class], |d| {
        for corners in runs {
            for (at, (x, y)) in corners.into_iter().enumerate() {
                d.add(if at == 0 { "M" } else { "L" }).at(x).add(" ").at(y);
            }
        }
    });
    if series.role != Role::Value {
        return;
    }
    let alone = |at: usize| {
        let known = |at: Option<usize>| at.and_then(|at| values.get(at)).is_some_and(Option::is_some);
        !known(at.checked_sub(1)) && !known(Some(at + 1))
    };
    let last = values.iter().rposition(Option::is_some);
    for (at, value) in values.iter().enumerate() {
        let Some(value) = value else { continue };
        let (x, y) = (xs[at], frame.up.at(*value));
        match series.marks.get(at).and_then(Option::as_deref) {
            Some(status) => frame.scene.mark(status, x, y, 22.0),
            None if values.len() <= DOTS || Some(at) == last || alone(at) => {
                frame.scene.path(&["chart-dot", class], |d| {
                    d.add("M").at(x).add(" ").at(y).add(DOT[number % DOT.len()]);
                });
            }
            None => {}
        }
    }
}

/// The corners of a line, by the runs in which it is drawn.
pub fn corners(frame: &Frame, series: &Series, values: &[Option<f64>]) -> Vec<Vec<(f64, f64)>> {
    let xs = &frame.across.middles;
    let height = |at: usize| frame.up.at(values[at].unwrap_or_default());
    let of_run = |run: std::ops::Range<usize>| {
        if run.len() == 1 && series.role != Role::Value {
            // What has no dots has a rung, beside the numbers of the scale.
            let (x, y) = ((xs[run.start] - RUNG / 2.0).min(frame.right - RUNG).max(frame.left), height(run.start));
            return vec![(x, y), (x + RUNG, y)];
        }
        let mut corners = Vec::with_capacity(run.len());
        for at in run.clone() {
            if series.stepped && at > run.start && values[at] != values[at - 1] {
                let x = f64::midpoint(xs[at - 1], xs[at]);
                corners.extend([(x, height(at - 1)), (x, height(at))]);
            }
            corners.push((xs[at], height(at)));
        }
        corners
    };
    runs(values, &series.begins).into_iter().map(of_run).collect()
}

/// Whether the line goes up on both sides of a value.
pub fn is_valley(series: &Series, at: usize) -> bool {
    let Some(value) = series.values[at] else { return false };
    let before = series.values[..at].iter().flatten().next_back();
    let after = series.values[at + 1..].iter().flatten().next();
    match (before, after) {
        (Some(before), Some(after)) => *before >= value && *after > value,
        (None, Some(after)) => *after > value,
        _ => false,
    }
}

/// Runs of values without a gap, as ranges of places; at those in `begins` a new one begins.
fn runs(values: &[Option<f64>], begins: &[usize]) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, value) in values.iter().enumerate() {
        match runs.last_mut() {
            _ if value.is_none() => {}
            Some(run) if run.end == at && !begins.contains(&at) => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use crate::render::chart::line::runs;

    #[test]
    fn no_data_parts_a_line() {
        assert_eq!(runs(&[None, Some(1.0), Some(2.0), None, Some(3.0)], &[]), [1..3, 4..5]);
        assert!(runs(&[None], &[]).is_empty());
    }

    #[test]
    fn what_begins_anew_is_not_joined_with_what_was() {
        assert_eq!(runs(&[Some(1.0), Some(2.0), Some(1.0), None, Some(3.0)], &[2, 3, 4]), [0..2, 2..3, 4..5]);
    }
}
