//! From left to right: where the places of a chart's axis stand, and how they are named below it.

use crate::model::chart::{Axis, Grain, Moment, Places, Present};
use crate::model::quarter::Calendar;
use crate::render::chart::scene::{Anchor, LINE, Line, SIZE, Scene, Text, width, wrap};
use crate::render::chart::time::{Steps, Tick, Time};
use crate::render::words::Words;

/// The least room for which names are shortened, and times: of these some can be left out, since they follow from the others. Bars
/// whose names are left out are nobody's.
const LEAST_NAME: f64 = 62.0;
const LEAST_TIME: f64 = 90.0;

/// An axis with all of it that does not depend on a drawing's size.
pub enum Along<'a> {
    Names(&'a [String]),
    /// Moments beside each other, with how fine each is where they are not all alike.
    Slots(Time<'a>, &'a [Moment], &'a [Grain], Option<&'a Present>),
    Even(Even<'a>),
}

/// Time that runs evenly from the first moment that is shown to the last. All of it is in days.
pub struct Even<'a> {
    middles: Vec<f64>,
    ends: (f64, f64),
    present: Option<(f64, f64)>,
    steps: Steps<'a>,
}

impl<'a> Along<'a> {
    /// The axis of a chart. `slots` gives every place as much room as the next, as bars need it; without it time runs evenly.
    pub fn of(axis: &'a Axis, present: Option<&'a Present>, words: &'a Words, slots: bool) -> Self {
        match &axis.places {
            Places::Names(names) => Self::Names(names),
            Places::Time { grain, fiscal_year_starts, moments, grains, first, last } => {
                let calendar = Calendar { fiscal_year_starts: *fiscal_year_starts };
                let time = Time { grain: *grain, calendar, words };
                if slots {
                    return Self::Slots(time, moments, grains, present);
                }
                let mut middles: Vec<f64> =
                    time.each(moments, grains).map(|(own, moment)| own.middle(moment)).collect();
                // The middle of a year may lie behind those of its months.
                if !middles.is_sorted() {
                    middles = moments.iter().map(|moment| time.middle(*moment)).collect();
                }
                // The middle of a quarter lies behind that of its first month.
                let end = middles.iter().copied().fold(time.middle(*last), f64::max);
                let last = if grains.is_empty() { *last } else { Moment(end as i32) };
                Self::Even(Even {
                    middles,
                    ends: (time.middle(*first), end),
                    present: present.map(|present| (f64::from(present.first.0), f64::from(present.last.0) + 1.0)),
                    steps: Steps::new(time, *first, last),
                })
            }
        }
    }

    /// Lays the axis out between two ends.
    pub fn between(&self, left: f64, right: f64) -> Across {
        match self {
            Self::Names(names) => {
                let mut across = in_slots((0..names.len()).collect(), left, right);
                let named = |(at, name): (&f64, &String)| Tick { at: *at, text: name.clone(), below: None };
                across.ticks = across.middles.iter().zip(*names).map(named).collect();
                across.least = LEAST_NAME;
                across
            }
            Self::Slots(time, moments, grains, present) => {
                let span = present.map(|present| (present.first, present.last));
                time_in_slots(*time, (moments, grains), span, left, right)
            }
            Self::Even(even) => even.between(left, right),
        }
    }
}

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
    /// The least room for which a name is shortened; with less, others are left out.
    least: f64,
    /// From where to where the present quarter goes.
    pub present: Option<(f64, f64)>,
}

impl Across {
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
        let mut text = |x: f64, number: usize, line: Line, bold: bool| {
            let y = y + SIZE + 8.0 + number as f64 * LINE;
            let class = "chart-axis";
            scene.text(Text { x, y, anchor: Anchor::Middle, class, of: "", bold, line })
        };
        if !self.scale {
            for (x, lines) in self.named() {
                for (number, line) in lines.into_iter().enumerate() {
                    text(x, number, line, is_present(x) && self.present.is_some());
                }
            }
            return;
        }
        for tick in &self.ticks {
            if text(tick.at, 0, Line::of(tick.text.clone()), false)
                && let Some(below) = &tick.below
            {
                text(tick.at, 1, Line::of(below.clone()), false);
            }
        }
    }

    /// The ticks of a scale, for its marks.
    pub fn marks(&self) -> impl Iterator<Item = f64> {
        self.ticks.iter().filter(|_| self.scale).map(|tick| tick.at)
    }

    /// Whether there is too little room for all names as they are.
    pub fn shortens(&self) -> bool {
        let named = self.named();
        let is_cut = |line: &Line| line.text.ends_with('…');
        !self.scale && (named.len() < self.ticks.len() || named.iter().flat_map(|(_, lines)| lines).any(is_cut))
    }

    /// Names in lines; every second or third one where there is no room for all.
    fn named(&self) -> Vec<(f64, Vec<Line>)> {
        let widest_word = |tick: &Tick| tick.text.split(' ').map(|word| width(word, true)).fold(0.0, f64::max);
        let widest = self.ticks.iter().map(widest_word).fold(0.0, f64::max);
        let every = ((widest.min(self.least) + 8.0) / self.slot).ceil().max(1.0) as usize;
        let room = self.slot * every as f64 - 8.0;
        let lines = |tick: &Tick| {
            let mut lines = wrap(&tick.text, room, 3, true);
            lines.extend(tick.below.clone().map(Line::of));
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
    Across { middles, slot, ticks: Vec::new(), scale: false, least: LEAST_TIME, present: None }
}

fn time_in_slots(
    time: Time,
    (moments, grains): (&[Moment], &[Grain]),
    present: Option<(Moment, Moment)>,
    left: f64,
    right: f64,
) -> Across {
    let first = moments.first().map_or(0, |moment| time.number(*moment));
    let last = moments.last().map_or(0, |moment| time.number(*moment));
    // Months without a row are empty places; where most are empty, as between days, rows stand beside each other.
    let even = (last - first + 1) as usize <= moments.len() * 3;
    let number = |(row, moment): (usize, &Moment)| if even { (time.number(*moment) - first) as usize } else { row };
    let mut across = in_slots(moments.iter().enumerate().map(number).collect(), left, right);
    let mut year: Option<String> = None;
    for (at, (own, moment)) in across.middles.iter().zip(time.each(moments, grains)) {
        let mut tick = Tick { at: *at, ..own.short(moment) };
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

impl Even<'_> {
    fn between(&self, left: f64, right: f64) -> Across {
        let (low, high) = self.ends;
        let per_day = if high > low { (right - left) / (high - low) } else { 0.0 };
        let x = |day: f64| if per_day > 0.0 { left + (day - low) * per_day } else { f64::midpoint(left, right) };
        let middles = self.middles.iter().map(|day| x(*day)).collect();
        let ticks = self.steps.ticks(per_day).into_iter().map(|tick| Tick { at: x(tick.at), ..tick }).collect();
        let span = self.present.map(|(from, to)| (x(from).clamp(left, right), x(to).clamp(left, right)));
        let present = span.filter(|(from, to)| per_day > 0.0 && to - from > 1.0);
        Across { middles, slot: right - left, ticks, scale: true, least: LEAST_TIME, present }
    }
}
