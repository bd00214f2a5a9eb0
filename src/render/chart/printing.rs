//! How a chart's numbers are printed: all of them in one scale, as those of a key result are.

use crate::model::chart::{Chart, Level, Role, Series};
use crate::model::quantity::{self, Scale, Unit};
use crate::render::chart::frame::have_room;
use crate::render::chart::scene::Line;
use crate::render::numbers::localized_own;
use crate::render::words::Words;

/// Prints the numbers of a chart.
pub struct Printer<'a> {
    pub words: &'a Words,
    pub unit: Option<&'a Unit>,
    scale: Scale,
}

impl<'a> Printer<'a> {
    /// That of a chart.
    pub fn of(chart: &'a Chart, words: &'a Words) -> Self {
        Self { words, unit: chart.unit.as_ref(), scale: scale(chart) }
    }

    /// A number with its unit.
    pub fn with_unit(&self, value: f64, decimals: u8) -> String {
        localized_own(self.words, quantity::format_in(self.scale, value, decimals, self.unit))
    }

    /// A number without its unit.
    pub fn bare(&self, value: f64, decimals: u8) -> String {
        localized_own(self.words, quantity::format_in(self.scale, value, decimals, None))
    }

    /// The numbers of a series, each at its place in a row: with all of their digits where those have room, else from a million on with
    /// few of them.
    pub fn at_places(&self, series: &Series, slot: f64) -> Vec<Option<Line>> {
        let each = |rounded: fn(f64) -> f64| -> Vec<Option<Line>> {
            let line = |value: f64| Line::of(self.bare(rounded(value), series.decimals));
            series.values.iter().map(|value| value.map(line)).collect()
        };
        let in_full = each(|value| value);
        if have_room(&in_full, slot) { in_full } else { each(quantity::rough) }
    }
}

/// Millions or thousand millions where the largest number is one and they say all that is measured or promised, as the axis does.
fn scale(chart: &Chart) -> Scale {
    let measured = chart.series.iter().filter(|series| series.role == Role::Value);
    let values = measured.flat_map(|series| series.values.iter().flatten().map(|value| (*value, series.decimals)));
    let numbers = || values.clone().chain(chart.levels.iter().map(|Level { value, decimals, .. }| (*value, *decimals)));
    let scale = match numbers().fold(0.0_f64, |largest, (value, _)| largest.max(value.abs())) {
        1e9.. => Scale::Billions,
        1e6.. => Scale::Millions,
        _ => return Scale::Each,
    };
    match scale.holding(&numbers().collect::<Vec<_>>()) {
        // What no letter says is long enough where it must be.
        Scale::Full => Scale::Each,
        scale => scale,
    }
}
