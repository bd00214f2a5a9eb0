//! What all kinds of charts have around their marks: the scale, the grid, the axes, level lines, and labels at the right.

use std::borrow::Cow;

use crate::model::chart::{Chart, Level, Role, Series};
use crate::model::document::ChartKind;
use crate::model::quantity::Unit;
use crate::render::chart::across::{Across, Along};
use crate::render::chart::labels::spread;
use crate::render::chart::printing::Printer;
use crate::render::chart::scale::{self, Scale, Ticks};
use crate::render::chart::scene::{Anchor, LINE, Line, SIZE, Scene, Text, base_line, wrap};
use crate::render::chart::values;
use crate::render::numbers::localized_own;
use crate::render::words::Words;

/// The class of what lies around a line over bars.
pub const HALO: &str = "chart-halo";

/// Room between the plot and what stands beside it.
const GAP: f64 = 12.0;

/// What ends farther from the right than this has its label beside its end, or a line that leads there.
const FAR: f64 = 30.0;

/// How large a drawing is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

/// A label at the end of what it names.
pub struct EndLabel {
    /// The value at whose height it belongs.
    pub value: f64,
    pub text: String,
    pub class: &'static str,
    /// The place at which what it names ends; absent for what goes through the whole chart.
    pub end: Option<usize>,
    /// The number that is all it tells beside the role, with its digits after the point; absent where it has a name, too.
    pub number: Option<(Role, f64, u8)>,
}

impl EndLabel {
    /// Its lines. Where the unit does not fit, the number stands alone, and where its words leave no room for that, below them.
    fn lines(&self, printer: &Printer, room: f64) -> Vec<Line> {
        let is_whole = |lines: &[Line]| !lines.iter().any(|line| line.text.ends_with('…'));
        let lines = wrap(&self.text, room, 2, true);
        let Some((role, value, decimals)) = self.number.filter(|_| !is_whole(&lines)) else { return lines };
        let text = match (printer.unit, role) {
            (Some(Unit::Words(_)), Role::Value) => printer.bare(value, decimals),
            (Some(Unit::Words(_)), _) => role_text(printer.words, role, &printer.bare(value, decimals)),
            _ => self.text.clone(),
        };
        let lines = wrap(&text, room, 2, true);
        if is_whole(&lines) { lines } else { wrap(&text, room, 3, true) }
    }
}

/// A series' name with a number beside it. Behind a name that ends in a digit, which would read as a part of the number, stands a
/// colon: `2019: 340`.
pub fn beside(name: &str, number: &str) -> String {
    let is_apart = number.is_empty() || !name.ends_with(char::is_numeric);
    let colon = if is_apart { "" } else { ":" };
    format!("{name}{colon} {number}").trim().to_owned()
}

/// A plot with its scales, ready for marks.
pub struct Frame<'a> {
    pub chart: &'a Chart,
    pub scene: Scene,
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    pub up: Scale,
    pub across: Across,
    ticks: Ticks,
    printed: Vec<Line>,
    /// What stands at the right, in lines.
    labels: Vec<(&'a EndLabel, Vec<Line>)>,
}

/// What a kind of chart asks of its frame.
pub struct Wishes<'a> {
    /// The lowest and the highest that it draws.
    pub range: (f64, f64),
    /// What stands from left to right.
    pub along: Along<'a>,
    /// Room above the highest mark, and below the lowest, for numbers.
    pub above: f64,
    pub below: f64,
    /// The names of the series, where a key above the plot is to tell them.
    pub key: Vec<(&'static str, &'a str)>,
}

impl<'a> Frame<'a> {
    /// Lays out the frame around the labels that will stand at the right.
    pub fn new(chart: &'a Chart, printer: &Printer, size: Size, wishes: &Wishes, labels: &'a [EndLabel]) -> Self {
        let mut scene = Scene::new(size.width, size.height);
        let count = ((size.height - 110.0) / 64.0).round().clamp(2.0, 6.0) as usize;
        let ticks = ticks(chart, wishes.range, count);
        let printed = scale::printed(&ticks, chart.unit.as_ref());
        let printed: Vec<Line> = printed.into_iter().map(|text| Line::of(localized_own(printer.words, text))).collect();
        let left = printed.iter().map(|line| line.width(false)).fold(0.0, f64::max) + GAP;
        let room = label_room(size.width);
        let labels: Vec<(&EndLabel, Vec<Line>)> =
            labels.iter().map(|label| (label, label.lines(printer, room))).collect();
        let lines = labels.iter().flat_map(|(_, lines)| lines);
        let labelled = lines.map(|line| line.width(true)).fold(0.0, f64::max);
        let right = size.width - if labelled > 0.0 { labelled + GAP + 6.0 } else { GAP };
        // Numbers of a great many digits leave no room between them.
        let right = right.max(left);
        let across = wishes.along.between(left, right);
        let bottom = size.height - across.lines() as f64 * LINE - 12.0;
        let mut top = key(&mut scene, &wishes.key, left);
        if across.present.is_some() || caption(chart).is_some() {
            top += LINE + 6.0;
        }
        let (low, high) = (ticks.low(), ticks.high());
        let up = Scale { low, high, from: bottom - wishes.below, to: top + 10.0 + wishes.above };
        Self { chart, scene, left, right, top, bottom, up, across, ticks, printed, labels }
    }

    /// Whether its line at zero is drawn.
    pub fn shows_zero(&self) -> bool {
        self.ticks.values.contains(&0.0)
    }

    /// What lies behind the marks: the present quarter and the grid.
    pub fn behind(&mut self) {
        let (left, right) = (self.left, self.right);
        if let Some((from, to)) = self.across.present {
            self.scene.rect(&["chart-present"], (from, self.top), (to, self.bottom));
        }
        let (zero, others): (Vec<f64>, Vec<f64>) = self.ticks.values.iter().partition(|value| **value == 0.0);
        for (class, values) in [("chart-grid zero", zero), ("chart-grid", others)] {
            levels(&mut self.scene, &[class], values.into_iter().map(|value| self.up.at(value)), (left, right));
        }
        self.scene.path(&["chart-tick"], |d| {
            for at in self.across.marks() {
                d.add("M").at(at).add(" ").at(self.bottom).add("v6");
            }
        });
    }

    /// The level lines. What is solid would hide them: they lie over it, each in a halo that parts it from what it crosses.
    pub fn levels(&mut self, over_bars: bool) {
        let ends = (self.left, self.right);
        for of in &self.chart.levels {
            let y = self.up.at(of.value);
            let class = role_class(of.role);
            if over_bars {
                levels(&mut self.scene, &[HALO, class], std::iter::once(y), ends);
            }
            levels(&mut self.scene, &["chart-level", class], std::iter::once(y), ends);
        }
    }

    /// What names the axes, the present quarter, and the ends; labels that have no room are left out, the last ones first.
    pub fn named(&mut self) {
        self.ends();
        self.across.draw(&mut self.scene, self.bottom);
        for (value, line) in self.ticks.values.iter().zip(std::mem::take(&mut self.printed)) {
            let (x, y) = (self.left - GAP, base_line(self.up.at(*value)));
            self.scene.text(Text { x, y, anchor: Anchor::End, class: "chart-axis", of: "", bold: false, line });
        }
        let y = self.top - 8.0;
        if let (Some((from, to)), Some(present)) = (self.across.present, &self.chart.present) {
            let (x, line) = (f64::midpoint(from, to), Line::of(present.label.clone()));
            let half = line.width(false) / 2.0;
            let x = x.clamp(self.left + half, (self.right - half).max(self.left + half));
            self.scene.text(Text { x, y, anchor: Anchor::Middle, class: "chart-axis now", of: "", bold: false, line });
        }
        if let Some(text) = caption(self.chart) {
            let line = wrap(&text, self.right - self.left, 1, false).pop().unwrap_or_default();
            self.scene.text(Text { x: 0.0, y, anchor: Anchor::Start, class: "chart-axis", of: "", bold: false, line });
        }
    }

    fn ends(&mut self) {
        let (top, bottom) = (self.top - LINE / 2.0, self.bottom + LINE / 2.0);
        let mut free = bottom - top;
        let mut kept = std::mem::take(&mut self.labels);
        kept.retain(|(label, lines)| !self.stands_at_its_end(label, lines));
        kept.retain(|(_, lines)| {
            let height = lines.len() as f64 * LINE;
            let fits = height > 0.0 && height <= free;
            if fits {
                free -= height;
            }
            fits
        });
        let wanted: Vec<(f64, f64)> =
            kept.iter().map(|(label, lines)| (self.up.at(label.value), lines.len() as f64 * LINE)).collect();
        let middles = spread(&wanted, top, bottom);
        for (((label, lines), middle), (y, height)) in kept.into_iter().zip(middles).zip(&wanted) {
            let x = self.right + GAP + 4.0;
            let end = label.end.map_or(self.right, |place| self.across.middles[place]);
            if (middle - y).abs() > LINE * 0.6 || self.right - end > FAR {
                self.scene.path(&["chart-leader"], |d| {
                    d.add("M").at(end + 8.0).add(" ").at(*y);
                    d.add("L").at(self.right).add(" ").at(middle).add("H").at(x - 5.0);
                });
            }
            for (number, line) in lines.into_iter().enumerate() {
                let y = base_line(middle - height / 2.0 + (number as f64 + 0.5) * LINE);
                let (class, of) = ("chart-label", label.class);
                self.scene.text(Text { x, y, anchor: Anchor::Start, class, of, bold: true, line });
            }
        }
    }

    /// Writes the label of what ends far from the right beside its last dot, unless lines would cross it; whether it could.
    fn stands_at_its_end(&mut self, label: &EndLabel, lines: &[Line]) -> bool {
        let ([line], Some(place)) = (lines, label.end) else { return false };
        let (x, y) = (self.across.middles[place], self.up.at(label.value));
        if self.right - x <= FAR {
            return false;
        }
        let places = values::behind_dot(self, (x, y), line, label.class);
        places.into_iter().any(|text| self.scene.text(text))
    }
}

/// The round numbers of a chart's scale, about so many. Where all that was measured is whole, so are they, whatever a plan that is drawn
/// through it comes to.
pub fn ticks(chart: &Chart, (low, high): (f64, f64), count: usize) -> Ticks {
    let mut measured = chart.series.iter().filter(|series| series.role == Role::Value);
    let whole = measured.all(|series| series.decimals == 0)
        && chart.levels.iter().all(|level| level.decimals == 0)
        && chart.unit != Some(Unit::Percent);
    scale::ticks(low, high, count, whole)
}

/// Lines of some classes from left to right, as one path.
fn levels(scene: &mut Scene, classes: &[&str], ys: impl Iterator<Item = f64>, (left, right): (f64, f64)) {
    scene.path(classes, |d| {
        for y in ys {
            d.add("M").at(left).add(" ").at(y).add("H").at(right);
        }
    });
}

/// How wide a label at the right may be.
fn label_room(width: f64) -> f64 {
    width * 0.28
}

/// A key of the series above the plot, in as many lines as it takes; how high it is.
pub fn key(scene: &mut Scene, entries: &[(&str, &str)], left: f64) -> f64 {
    let (mut x, mut y) = (left, 0.0);
    for (class, name) in entries {
        let line = wrap(name, scene.width - left - 30.0, 1, false).pop().unwrap_or_default();
        let wide = 28.0 + line.width(false);
        if x > left && x + wide > scene.width {
            (x, y) = (left, y + LINE + 4.0);
        }
        scene.rect(&["chart-bar", class], (x, y + 6.0), (x + 18.0, y + 24.0));
        let text =
            Text { x: x + 28.0, y: y + SIZE, anchor: Anchor::Start, class: "chart-key", of: "", bold: false, line };
        scene.text(text);
        x += wide + 28.0;
    }
    if entries.is_empty() { 0.0 } else { y + LINE + 12.0 }
}

/// What the numbers of the scale are: the unit in words, else the one column's name.
pub fn caption(chart: &Chart) -> Option<String> {
    match &chart.unit {
        Some(Unit::Words(words)) => Some(words.clone()),
        _ => match chart.series.as_slice() {
            [only] if !only.name.is_empty() => Some(only.name.clone()),
            _ => None,
        },
    }
}

/// The class of a line that is no series of values.
pub fn role_class(role: Role) -> &'static str {
    match role {
        Role::Value => "value",
        Role::Plan => "plan",
        Role::Expected => "expected",
        Role::Forecast => "forecast",
        Role::Target | Role::AtLeast | Role::AtMost => "target",
        Role::Baseline => "baseline",
    }
}

/// The classes of each series: `s1`, `s2`, … for values, else what it is.
pub fn classes(chart: &Chart) -> Vec<&'static str> {
    let mut of_values = ["s1", "s2", "s3", "s4", "s5", "s6"].into_iter().cycle();
    let class = |series: &Series| match series.role {
        Role::Value => of_values.next().unwrap_or_default(),
        role => role_class(role),
    };
    chart.series.iter().map(class).collect()
}

/// Whether numbers in a row do not touch.
pub fn have_room(lines: &[Option<Line>], slot: f64) -> bool {
    lines.iter().flatten().all(|line| line.width(false) <= slot - 4.0)
}

/// A number as it is said of a line: of a limit as one.
pub fn bounded(words: &Words, role: Role, number: String) -> String {
    let key = match role {
        Role::AtLeast => "at-least",
        Role::AtMost => "at-most",
        _ => return number,
    };
    let said = words.say(key, &[("number", number.as_str().into())]).map(Cow::into_owned);
    said.unwrap_or(number)
}

/// What is said of a line at its end, by what it is.
pub fn role_text(words: &Words, role: Role, value: &str) -> String {
    let value = bounded(words, role, value.to_owned());
    let said = words.say(&format!("chart-{}", role_class(role)), &[("value", value.as_str().into())]);
    said.map_or(value.clone(), Cow::into_owned)
}

/// The labels of the level lines.
pub fn level_labels(chart: &Chart, printer: &Printer) -> Vec<EndLabel> {
    let label = |level: &Level| EndLabel {
        value: level.value,
        text: role_text(printer.words, level.role, &printer.with_unit(level.value, level.decimals)),
        class: role_class(level.role),
        end: None,
        number: Some((level.role, level.value, level.decimals)),
    };
    chart.levels.iter().map(label).collect()
}

/// The lowest and the highest of all values and level lines; bars and areas begin at zero, and so do lines that come near it.
pub fn range(chart: &Chart, values: impl Iterator<Item = f64>) -> (f64, f64) {
    let all = values.chain(chart.levels.iter().map(|level| level.value));
    let (low, high) =
        all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if low > high {
        return (0.0, 1.0);
    }
    let near_zero =
        chart.kind != ChartKind::Line || (low > 0.0 && low < high * 0.6) || (high < 0.0 && high > low * 0.6);
    if near_zero { (low.min(0.0), high.max(0.0)) } else { (low, high) }
}
