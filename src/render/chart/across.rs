//! From left to right: where the places of a chart's axis stand, and how they are named below it.

use crate::model::chart::{Axis, Moment, Places, Present};
use crate::model::quarter::Calendar;
use crate::render::chart::scene::{Anchor, LINE, SIZE, Scene, Text, width, wrap};
use crate::render::chart::time::{Tick, Time};
use crate::render::words::Words;

/// The axis laid out between two ends.
#[derive(Debug)]
pub struct Across {
    /// The middle of every place.
    pub middles: Vec<f64>,
    /// How wide a place is, where places are beside each other.
    pub slot: f64,
    ticks: Vec<Tick>,
    /// Ticks are places in time, not names of what stands above them.
    scale: bool,
    /// From where to where the present quarter goes.
    pub present: Option<(f64, f64)>,
}

impl Across {
    /// Lays the axis out. `slots` gives every place as much room as the next, as bars need it; without it time runs evenly.
    pub fn new(axis: &Axis, present: Option<&Present>, words: &Words, (left, right): (f64, f64), slots: bool) -> Self {
        match &axis.places {
            Places::Names(names) => {
                let mut across = in_slots((0..names.len()).collect(), left, right);
                let named = |(at, name): (&f64, &String)| Tick { at: *at, text: name.clone(), below: None };
                across.ticks = across.middles.iter().zip(names).map(named).collect();
                across
            }
            Places::Time { grain, fiscal_year_starts, moments, first, last } => {
                let calendar = Calendar { fiscal_year_starts: *fiscal_year_starts };
                let time = Time { grain: *grain, calendar, words };
                let span = present.map(|present| (present.first, present.last));
                let ends = (*first, *last);
                if slots {
                    time_in_slots(time, moments, span, left, right)
                } else {
                    evenly(time, moments, ends, span, left, right)
                }
            }
        }
    }

    /// How many lines the names below the axis take, in the room that each has.
    pub fn lines(&self) -> usize {
        if self.scale {
            1 + usize::from(self.ticks.iter().any(|tick| tick.below.is_some()))
        } else {
            self.named().iter().map(|(_, lines)| lines.len()).max().unwrap_or(1)
        }
    }

    /// Names the places below `y`; says them in bold that belong to the present.
    pub fn draw(&self, scene: &mut Scene, y: f64) {
        let is_present = |at: f64| self.present.is_some_and(|(from, to)| from <= at && at <= to);
        let mut text = |x: f64, line: usize, text: &str, bold: bool| {
            let y = y + SIZE + 8.0 + line as f64 * LINE;
            let class = "chart-axis";
            scene.text(Text { x, y, anchor: Anchor::Middle, class, of: "", bold, text: text.to_owned() })
        };
        if !self.scale {
            for (x, lines) in self.named() {
                for (number, line) in lines.iter().enumerate() {
                    text(x, number, line, is_present(x) && self.present.is_some());
                }
            }
            return;
        }
        for tick in &self.ticks {
            if text(tick.at, 0, &tick.text, false)
                && let Some(below) = &tick.below
            {
                text(tick.at, 1, below, false);
            }
        }
    }

    /// The ticks of a scale, for its marks.
    pub fn marks(&self) -> impl Iterator<Item = f64> {
        self.ticks.iter().filter(|_| self.scale).map(|tick| tick.at)
    }

    /// Names in lines; every second or third one where there is no room for all.
    fn named(&self) -> Vec<(f64, Vec<String>)> {
        let widest_word = |tick: &Tick| tick.text.split(' ').map(|word| width(word, true)).fold(0.0, f64::max);
        let widest = self.ticks.iter().map(widest_word).fold(0.0, f64::max);
        // Rather shorten names than leave most of them out.
        let every = ((widest.min(90.0) + 8.0) / self.slot.max(1.0)).ceil().max(1.0) as usize;
        let room = self.slot * every as f64 - 8.0;
        let lines = |tick: &Tick| {
            let mut lines = wrap(&tick.text, room, 3, true);
            lines.extend(tick.below.clone());
            (tick.at, lines)
        };
        self.ticks.iter().step_by(every).map(lines).collect()
    }
}

/// Places in slots of one width, at numbers that count from the first of them.
fn in_slots(numbers: Vec<usize>, left: f64, right: f64) -> Across {
    let count = numbers.iter().max().map_or(1, |last| last + 1);
    let slot = (right - left) / count as f64;
    let middles = numbers.into_iter().map(|number| left + (number as f64 + 0.5) * slot).collect();
    Across { middles, slot, ticks: Vec::new(), scale: false, present: None }
}

fn time_in_slots(time: Time, moments: &[Moment], present: Option<(Moment, Moment)>, left: f64, right: f64) -> Across {
    let first = moments.first().map_or(0, |moment| time.number(*moment));
    let last = moments.last().map_or(0, |moment| time.number(*moment));
    // Months without a row are empty places; where most are empty, as between days, rows stand beside each other.
    let even = (last - first + 1) as usize <= moments.len() * 3;
    let number = |(row, moment): (usize, &Moment)| if even { (time.number(*moment) - first) as usize } else { row };
    let mut across = in_slots(moments.iter().enumerate().map(number).collect(), left, right);
    let mut year: Option<String> = None;
    for (at, moment) in across.middles.iter().zip(moments) {
        let mut tick = Tick { at: *at, ..time.short(*moment) };
        if tick.below == year {
            tick.below = None;
        } else {
            year.clone_from(&tick.below);
        }
        across.ticks.push(tick);
    }
    let inside = |moment: &Moment| present.is_some_and(|(from, to)| from <= *moment && *moment <= to);
    let of_present: Vec<f64> =
        across.middles.iter().zip(moments).filter(|(_, moment)| inside(moment)).map(|(at, _)| *at).collect();
    let ends = of_present.first().zip(of_present.last());
    across.present = ends.map(|(first, last)| (first - across.slot / 2.0, last + across.slot / 2.0));
    across
}

/// Time runs evenly from the first moment that is shown to the last.
fn evenly(
    time: Time,
    moments: &[Moment],
    (first, last): (Moment, Moment),
    present: Option<(Moment, Moment)>,
    left: f64,
    right: f64,
) -> Across {
    let (low, high) = (time.middle(first), time.middle(last));
    let per_day = if high > low { (right - left) / (high - low) } else { 0.0 };
    let x = |day: f64| if per_day > 0.0 { left + (day - low) * per_day } else { f64::midpoint(left, right) };
    let middles = moments.iter().map(|moment| x(time.middle(*moment))).collect();
    let ticks = time.ticks(first, last, per_day).into_iter().map(|tick| Tick { at: x(tick.at), ..tick }).collect();
    let span = present.map(|(from, to)| {
        let (from, to) = (x(f64::from(from.0)), x(f64::from(to.0) + 1.0));
        (from.clamp(left, right), to.clamp(left, right))
    });
    let present = span.filter(|(from, to)| per_day > 0.0 && to - from > 1.0);
    Across { middles, slot: right - left, ticks, scale: true, present }
}
