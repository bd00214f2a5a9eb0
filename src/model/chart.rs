//! Charts: what an author asks for and the table it is about, read into dates and numbers that are ready to draw.

mod date;
mod read;
mod units;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use date::{Grain, Moment};
pub use read::{Fault, Setting, columns, read};
pub use units::{of_column as unit_of_column, written as unit_written};

use crate::model::document::ChartKind;
use crate::model::quantity::Unit;

/// A chart that is ready to draw.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Chart {
    pub title: Option<String>,
    pub kind: ChartKind,
    /// Of all values.
    pub unit: Option<Unit>,
    pub x: Axis,
    /// At least one, each with as many values as the axis has places.
    pub series: Vec<Series>,
    /// Level lines: the target and the baseline.
    pub levels: Vec<Level>,
    /// The quarter that is told of, which an axis of time shows.
    pub present: Option<Present>,
    pub shape: Shape,
}

/// How wide and how high a chart is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    #[default]
    Usual,
    /// It shares its slide with others: half as high.
    Low,
    /// Nothing stands beside it: as wide as its slide.
    Broad,
    /// It is alone on its slide: as wide as that, and as high.
    Alone,
}

/// Where values stand from left to right.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Axis {
    /// The column's name; may be empty.
    pub name: String,
    pub places: Places,
}

/// The places of an axis.
#[derive(Clone, Debug, PartialEq)]
pub enum Places {
    /// In time, in order, on an axis that shows the time from `first` to `last`, both included.
    /// As fine as `grain`, or as their own in `grains` where they are not all alike.
    Time { grain: Grain, fiscal_year_starts: u8, moments: Vec<Moment>, grains: Vec<Grain>, first: Moment, last: Moment },
    /// Names, in the order of the table.
    Names(Vec<String>),
}

/// A column of values.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Series {
    /// The column's name; may be empty.
    pub name: String,
    pub role: Role,
    /// `None` is a gap: no data, which is never zero.
    pub values: Vec<Option<f64>>,
    /// The most digits after the point that a value is written with.
    pub decimals: u8,
    /// A status code per value, where its mark stands for the value; empty where there is none.
    #[serde(default)]
    pub marks: Vec<Option<String>>,
    /// A value holds until the next one takes its place: steps, no slopes.
    #[serde(default)]
    pub stepped: bool,
    /// Places at which something else begins: the line goes to none of them from the place before.
    #[serde(default)]
    pub begins: Vec<usize>,
}

/// What a line is, beside the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Value,
    /// What its author planned.
    Plan,
    /// What is computed as expected where nothing is planned.
    Expected,
    Forecast,
    Target,
    /// The low end of a target that is a limit or a band, and the high one.
    AtLeast,
    AtMost,
    Baseline,
}

/// A number that is drawn as a line through the whole chart.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Level {
    pub role: Role,
    pub value: f64,
    pub decimals: u8,
}

/// The quarter that is told of.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Present {
    /// `Q3 FY2020-21`.
    pub label: String,
    pub first: Moment,
    pub last: Moment,
}

impl Axis {
    /// How many places there are.
    pub fn len(&self) -> usize {
        match &self.places {
            Places::Time { moments, .. } => moments.len(),
            Places::Names(names) => names.len(),
        }
    }

    /// Whether there is no place at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A chart goes through a page's view from the build to the function that draws it, and nobody reads it in between: its parts
/// are written as lists of their fields, which takes less than maps do.
macro_rules! written_as_lists {
    ($($part:ident { $($field:ident),* })*) => {
        $(impl Serialize for $part {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                ($(&self.$field,)*).serialize(serializer)
            }
        })*
    };
}

written_as_lists! {
    Chart { title, kind, unit, x, series, levels, present, shape }
    Axis { name, places }
    Series { name, role, values, decimals, marks, stepped, begins }
    Level { role, value, decimals }
    Present { label, first, last }
}

/// The fields of places in time, or no field, and the names.
type PlacesAsLists = (Option<(Grain, u8, Vec<Moment>, Vec<Grain>, Moment, Moment)>, Vec<String>);

impl Serialize for Places {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Time { grain, fiscal_year_starts, moments, grains, first, last } => {
                (Some((grain, fiscal_year_starts, moments, grains, first, last)), [(); 0]).serialize(serializer)
            }
            Self::Names(names) => ((), names).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Places {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match PlacesAsLists::deserialize(deserializer)? {
            (Some((grain, fiscal_year_starts, moments, grains, first, last)), _) => {
                Self::Time { grain, fiscal_year_starts, moments, grains, first, last }
            }
            (None, names) => Self::Names(names),
        })
    }
}
