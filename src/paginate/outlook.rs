//! Where a key result is heading, as pages show it. The data has the straight line as it is; readers expect no −2 incidents.

use crate::model::book::{KeyResult, QuarterValue};
use crate::model::document::Status;
use crate::model::page::Forecast;
use crate::model::progress::EPSILON;
use crate::model::quantity::{self, Scale, Target, Unit};
use crate::paginate::key_results::aim;

/// Whether it is heading for anything: what is done has arrived, and what was dropped goes nowhere.
pub fn is_open(of: &KeyResult) -> bool {
    !matches!(of.status, Some(Status::Done | Status::Dropped))
}

/// Where it is heading for, as it is printed, and whether it misses the target, which the number that readers see does, too.
pub fn forecast(of: &KeyResult) -> Option<Forecast> {
    let forecast = of.forecast.filter(|_| is_open(of))?;
    let value = within(forecast.value, bounds(of));
    let misses = |value: f64| of.terms.misses(value);
    // An end at which it is held is no measured number: 0, not 0.00.
    let written = if value == forecast.value { decimals(of) } else { 0 };
    let least = written.max(u8::from(value.fract().abs() > EPSILON));
    let is_said = |decimals: &u8| misses(quantity::rounded(value, *decimals)) == misses(value);
    let decimals = (least..=least.max(MOST_DIGITS)).find(is_said);
    // Rounded to few digits where it reads as a miss, or none, as it is one.
    let few_digits = match of.forms.scale {
        Scale::Thousands if value.abs() >= 1e3 => (value / 10.0).round() * 10.0,
        _ => quantity::rough(value),
    };
    let rough = Some(few_digits).filter(|rough| *rough != value && misses(*rough) == misses(value));
    // A number of few digits is short, also beside those in full.
    let scale = if of.forms.scale == Scale::Full { Scale::Each } else { of.forms.scale };
    Some(match rough {
        Some(rough) => Forecast { text: of.forms.print_in(scale, rough, 0), misses: misses(rough) },
        None => Forecast {
            text: of.forms.print(value, decimals.unwrap_or(least)),
            misses: misses(value) && decimals.is_some(),
        },
    })
}

/// With so many digits after the point at most a forecast says on which side of the target it lies; what they do not say is no miss.
const MOST_DIGITS: u8 = 6;

/// The most digits after the point that any number of the key result is written with: its baseline, its target, its values.
fn decimals(of: &KeyResult) -> u8 {
    let ends = of.terms.target.ends().into_iter().flatten().filter(|_| !aim::is_computed(of));
    let target = ends.map(|end| aim::decimals(of, end));
    let said = of.quarters.iter().filter_map(QuarterValue::measured).map(|measured| measured.decimals);
    target.chain(said).fold(of.baseline_decimals, u8::max)
}

/// Between what a forecast is shown: not below zero where nothing that is stated is, and not beyond the whole of milestones, of
/// `3 of 5`, and of percentages none of which is more than 100.
pub fn bounds(of: &KeyResult) -> (f64, f64) {
    let values = of.quarters.iter().filter_map(QuarterValue::value);
    let stated = of.terms.baseline.into_iter().chain(of.terms.target.ends().into_iter().flatten()).chain(values);
    let (least, most) = stated.fold((0.0_f64, 0.0_f64), |(least, most), value| (least.min(value), most.max(value)));
    let last = of.quarters.iter().rev().find_map(|quarter| quarter.said.as_ref());
    let whole = match (&of.terms.target, last.and_then(|said| said.check_in.reading.out_of), &of.unit) {
        (Target::Milestones { count }, ..) => *count,
        (_, Some(all), _) => all,
        (_, None, Some(Unit::Percent)) => 100.0,
        _ => f64::INFINITY,
    };
    (if least < 0.0 { f64::NEG_INFINITY } else { 0.0 }, if most > whole { f64::INFINITY } else { whole })
}

/// A forecast within its bounds.
pub fn within(value: f64, (low, high): (f64, f64)) -> f64 {
    value.max(low).min(high)
}
