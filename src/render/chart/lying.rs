//! Bars that lie one below the other, with their names before them: for names that have no room under upright ones.

use crate::model::chart::{Chart, Places};
use crate::render::chart::frame::{EndLabel, HALO, Size, bare, caption};
use crate::render::chart::scale::Scale;
use crate::render::chart::scene::{Anchor, LINE, Line, SIZE, Scene, Text, base_line, wrap};
use crate::render::words::Words;

/// Room between a name and its bar, and between a bar and its value.
const GAP: f64 = 12.0;
/// How high a row is at most and at least, and the share of it that its bar takes.
const HIGHEST: f64 = 62.0;
const LOWEST: f64 = LINE + 4.0;
const FULL: f64 = 0.62;
/// The share of the width that names may take, in two lines and in one.
const IN_TWO: f64 = 0.38;
const IN_ONE: f64 = 0.46;

/// Draws the bars of a chart's only series; `None` where they are too many for it, or are no names' bars. `levels` are the labels of the
/// level lines.
pub fn draw(chart: &Chart, words: &Words, size: Size, (low, high): (f64, f64), levels: &[EndLabel]) -> Option<Scene> {
    let (Places::Names(names), [series]) = (&chart.x.places, chart.series.as_slice()) else { return None };
    let caption = caption(chart);
    let top = (levels.len() + usize::from(caption.is_some())) as f64 * LINE + 10.0;
    let row = ((size.height - top) / names.len() as f64).min(HIGHEST);
    if row < LOWEST {
        return None;
    }
    let bottom = top + row * names.len() as f64;
    let mut scene = Scene::new(size.width, bottom + 4.0);
    // Names in two lines keep apart from each other.
    let (most, share) = if row < 2.0 * LINE + 8.0 { (1, IN_ONE) } else { (2, IN_TWO) };
    let names: Vec<Vec<Line>> = names.iter().map(|name| wrap(name, size.width * share, most, false)).collect();
    let number = |value: &Option<f64>| value.map(|value| Line::of(bare(words, value, series.decimals)));
    let numbers: Vec<Option<Line>> = series.values.iter().map(number).collect();
    let widest = |lines: &mut dyn Iterator<Item = &Line>| lines.map(|line| line.width(false)).fold(0.0, f64::max);
    let left = widest(&mut names.iter().flatten()) + GAP;
    let room = widest(&mut numbers.iter().flatten()) + GAP;
    let along = Scale {
        low,
        high: if high > low { high } else { low + 1.0 },
        from: left + if low < 0.0 { room } else { 0.0 },
        to: size.width - room,
    };

    let mut text = Vec::new();
    let middles = (0..names.len()).map(|number| top + (number as f64 + 0.5) * row);
    for (((value, number), name), middle) in series.values.iter().zip(numbers).zip(names).zip(middles) {
        let above = middle - name.len() as f64 * LINE / 2.0;
        for (at, line) in name.into_iter().enumerate() {
            let y = base_line(above + (at as f64 + 0.5) * LINE);
            text.push(Text { x: left - GAP, y, anchor: Anchor::End, class: "chart-axis", of: "", bold: false, line });
        }
        let (Some(value), Some(line)) = (value, number) else { continue };
        let (from, to, half) = (along.at(0.0), along.at(*value), row * FULL / 2.0);
        scene.rect(&["chart-bar", "s1"], (from, middle - half), (to, middle + half));
        let (x, anchor) = if *value < 0.0 { (to - GAP * 0.7, Anchor::End) } else { (to + GAP * 0.7, Anchor::Start) };
        text.push(Text { x, y: base_line(middle), anchor, class: "chart-value", of: "", bold: false, line });
    }
    for level in levels {
        let x = along.at(level.value);
        for classes in [&[HALO][..], &["chart-level", level.class]] {
            scene.path(classes, |d| {
                d.add("M").at(x).add(" ").at(top - 6.0).add("V").at(bottom);
            });
        }
    }
    let zero = along.at(0.0);
    scene.path(&["chart-grid zero"], |d| {
        d.add("M").at(zero).add(" ").at(top).add("V").at(bottom);
    });
    let mut y = SIZE;
    if let Some(words) = caption {
        let line = wrap(&words, size.width, 1, false).pop().unwrap_or_default();
        text.push(Text { x: 0.0, y, anchor: Anchor::Start, class: "chart-axis", of: "", bold: false, line });
        y += LINE;
    }
    for level in levels {
        let line = wrap(&level.text, size.width, 1, true).pop().unwrap_or_default();
        let (x, of) = (along.at(level.value), level.class);
        text.push(Text { x, y, anchor: Anchor::Middle, class: "chart-label", of, bold: true, line });
        y += LINE;
    }
    for text in text {
        scene.text(text);
    }
    Some(scene)
}
