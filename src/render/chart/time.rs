//! Time on an axis: where moments stand, and ticks at the beginnings of days, months, quarters or years, as fine as there is room.

use std::cell::OnceCell;

use fluent_bundle::FluentValue;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::chart::{Grain, Moment};
use crate::model::quarter::{Calendar, Quarter};
use crate::render::chart::scene::width;
use crate::render::words::Words;

/// A tick, named in one line or two.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// A place in days, or in the drawing.
    pub at: f64,
    pub text: String,
    /// The year, where it begins or the axis does.
    pub below: Option<String>,
}

/// How to name moments, and how fine they are.
#[derive(Clone, Copy)]
pub struct Time<'a> {
    pub grain: Grain,
    pub calendar: Calendar,
    pub words: &'a Words,
}

/// The distances that ticks may have.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Days(i32),
    Months(i8),
    Quarters(i32),
    Years(i16),
}

/// Room between the names of two ticks.
const GAP: f64 = 16.0;

impl Time<'_> {
    /// Moments, each with the time that is as fine as itself: one of `grains`, where they are not all alike.
    pub fn each(self, moments: &[Moment], grains: &[Grain]) -> impl Iterator<Item = (Self, Moment)> {
        let own = move |at: usize| Self { grain: grains.get(at).copied().unwrap_or(self.grain), ..self };
        moments.iter().enumerate().map(move |(at, moment)| (own(at), *moment))
    }

    /// How many months a place is long; none where it is a day.
    fn months(self) -> i32 {
        match self.grain {
            Grain::Day => 0,
            Grain::Month => 1,
            Grain::Quarter => 3,
            Grain::Year => 12,
        }
    }

    /// The middle of the day, month, quarter or year that begins at a moment, in days.
    pub fn middle(self, moment: Moment) -> f64 {
        let start = moment.date();
        let end = start.saturating_add(self.months().months());
        f64::midpoint(f64::from(moment.0), f64::from(Moment::of(end).0))
    }

    /// The number of the place that begins at a moment among all such places, so that neighbours differ by 1.
    pub fn number(self, moment: Moment) -> i32 {
        let date = moment.date();
        match self.months() {
            0 => moment.0,
            months => (i32::from(date.year()) * 12 + i32::from(date.month()) - 1).div_euclid(months),
        }
    }

    /// The whole name: `31 July 2019`, `July 2019`, `Q3 FY2020-21`, `2019`.
    pub fn name(self, moment: Moment) -> String {
        let date = moment.date();
        match self.grain {
            Grain::Day => self.words.day(date, false).unwrap_or_default().into_owned(),
            Grain::Month => {
                let month = self.say(&format!("month-{}", date.month()), &[]);
                self.say("month-year", &[("month", month.into()), ("year", year(date))])
            }
            Grain::Quarter => self.calendar.label(self.quarter(date)),
            Grain::Year => self.year_of(date),
        }
    }

    /// A short name in two lines: `Jul` over `2019`.
    pub fn short(self, moment: Moment) -> Tick {
        let date = moment.date();
        let (text, below) = match self.grain {
            Grain::Day => (self.day(date), Some(date.year().to_string())),
            Grain::Month => (self.month(date), Some(date.year().to_string())),
            Grain::Quarter => {
                let quarter = self.quarter(date);
                (number_of(quarter), Some(self.calendar.year_label(quarter)))
            }
            Grain::Year => (self.year_of(date), None),
        };
        Tick { at: 0.0, text, below }
    }

    fn at_step(self, step: Step, first: Moment, last: Moment) -> Vec<Tick> {
        let mut ticks = Vec::new();
        let mut at = first;
        while at <= last && ticks.len() < 500 {
            let date = at.date();
            let tick = |text: String, year: Option<String>| Tick { at: self.middle(at), text, below: year };
            let next = match step {
                Step::Days(days) => {
                    // Weeks begin on Mondays: 5 January 1970 was one.
                    if (at.0 - 4).rem_euclid(days) == 0 {
                        ticks.push(tick(self.day(date), Some(date.year().to_string())));
                    }
                    date.saturating_add(1.days())
                }
                Step::Months(months) => {
                    if date.day() == 1 && (date.month() - 1) % months == 0 {
                        ticks.push(tick(self.month(date), Some(date.year().to_string())));
                    }
                    date.first_of_month().saturating_add(1.months())
                }
                Step::Quarters(quarters) => {
                    let quarter = self.quarter(date);
                    if self.calendar.start(quarter) == date && quarter.ordinal() % quarters == 0 {
                        ticks.push(tick(number_of(quarter), Some(self.calendar.year_label(quarter))));
                    }
                    self.calendar.start(Quarter::from_ordinal(quarter.ordinal() + 1))
                }
                Step::Years(years) => {
                    let begins = match self.grain {
                        Grain::Year => true,
                        Grain::Quarter => self.quarter(date).number == 1,
                        Grain::Month | Grain::Day => date.day_of_year() == 1,
                    };
                    let number = if self.grain == Grain::Quarter { self.quarter(date).year } else { date.year() };
                    if begins && number % years == 0 {
                        let name = if self.grain == Grain::Quarter {
                            self.calendar.year_label(self.quarter(date))
                        } else {
                            self.year_of(date)
                        };
                        ticks.push(tick(name, None));
                    }
                    match self.grain {
                        Grain::Year => date.saturating_add(1.years()),
                        Grain::Quarter => date.saturating_add(3.months()),
                        Grain::Month | Grain::Day => date.first_of_month().saturating_add(1.months()),
                    }
                }
            };
            at = Moment::of(next);
        }
        ticks
    }

    /// `2019`, or `FY2020-21` of a year that begins with the fiscal one.
    fn year_of(self, date: Date) -> String {
        let starts = i8::try_from(self.calendar.fiscal_year_starts).unwrap_or(1);
        if date.month() == starts && starts != 1 {
            self.calendar.year_label(self.quarter(date))
        } else {
            date.year().to_string()
        }
    }

    fn quarter(self, date: Date) -> Quarter {
        self.calendar.quarter_of(date)
    }

    fn day(self, date: Date) -> String {
        self.words.day(date, true).unwrap_or_default().into_owned()
    }

    fn month(self, date: Date) -> String {
        self.say(&format!("month-short-{}", date.month()), &[])
    }

    fn say(self, key: &str, arguments: &[(&str, FluentValue)]) -> String {
        self.words.say(key, arguments).unwrap_or_default().into_owned()
    }
}

/// The ticks that an axis may have for the moments from the first to the last, from fine to coarse, in days. They are the
/// same in each of a chart's drawings, and made when one first asks for them.
pub struct Steps<'a> {
    time: Time<'a>,
    first: Moment,
    last: Moment,
    steps: Vec<(Step, OnceCell<Vec<Tick>>)>,
}

impl<'a> Steps<'a> {
    /// The steps of an axis.
    pub fn new(time: Time<'a>, first: Moment, last: Moment) -> Self {
        let steps: &[Step] = match time.grain {
            Grain::Day => {
                &[Step::Days(1), Step::Days(2), Step::Days(7), Step::Days(14), Step::Months(1), Step::Months(3)]
            }
            Grain::Month => &[Step::Months(1), Step::Months(2), Step::Months(3), Step::Months(6)],
            Grain::Quarter => &[Step::Quarters(1), Step::Quarters(2)],
            Grain::Year => &[],
        };
        let years = [1, 2, 5, 10, 20, 50, 100].map(Step::Years);
        let steps = steps.iter().copied().chain(years).map(|step| (step, OnceCell::new())).collect();
        Self { time, first, last, steps }
    }

    /// Ticks with names that stand apart on an axis of so many units a day.
    pub fn ticks(&self, per_day: f64) -> Vec<Tick> {
        let (time, first, last) = (self.time, self.first, self.last);
        for (step, ticks) in &self.steps {
            let ticks = ticks.get_or_init(|| without_repeated_years(time.at_step(*step, first, last)));
            if ticks.len() < 2 {
                break;
            }
            if stand_apart(ticks, per_day) {
                return ticks.clone();
            }
            // A year that has only just time to end gives way to the next.
            if ticks[1].below.is_some() {
                let mut ticks = ticks.clone();
                ticks[0].below = None;
                if stand_apart(&ticks, per_day) {
                    return ticks;
                }
            }
        }
        // Too short or too narrow for a scale: the first and the last place.
        let mut ends = vec![first, last];
        ends.dedup();
        ends.into_iter().map(|end| Tick { at: time.middle(end), ..time.short(end) }).collect()
    }
}

/// A year stands under its first tick.
fn without_repeated_years(mut ticks: Vec<Tick>) -> Vec<Tick> {
    let mut before: Option<String> = None;
    for tick in &mut ticks {
        let year = tick.below.take();
        if year != before {
            tick.below.clone_from(&year);
            before = year;
        }
    }
    ticks
}

/// Whether no name of a tick comes near the next one's.
fn stand_apart(ticks: &[Tick], per_day: f64) -> bool {
    let room =
        |tick: &Tick| width(&tick.text, false).max(tick.below.as_deref().map_or(0.0, |below| width(below, false)));
    ticks
        .windows(2)
        .all(|pair| (pair[1].at - pair[0].at) * per_day >= f64::midpoint(room(&pair[0]), room(&pair[1])) + GAP)
}

fn number_of(quarter: Quarter) -> String {
    ["Q1", "Q2", "Q3", "Q4"][usize::from(quarter.number) - 1].to_owned()
}

fn year(date: Date) -> FluentValue<'static> {
    // As text: a year has no thousands.
    FluentValue::from(date.year().to_string())
}
