//! Charts as authors ask for them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::model::quantity::WrittenQuantity;

/// A chart as an author asks for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChartSpec {
    pub title: Option<String>,
    /// A CSV file beside the text, or numbers written in place.
    pub data: ChartData,
    /// The column of the x axis; the first one unless written.
    pub x: Option<String>,
    /// The columns of values; all numeric ones unless written.
    pub y: Vec<String>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub kind: ChartKind,
    pub target: Option<WrittenQuantity>,
    pub baseline: Option<WrittenQuantity>,
    pub unit: Option<String>,
    pub places: ChartPlaces,
}

/// Bytes of the file at which a chart's values stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChartPlaces {
    /// The data, or their path.
    pub data: Range<usize>,
    pub x: Option<Range<usize>>,
    /// One for each of the columns.
    pub y: Vec<Range<usize>>,
    pub from: Option<Range<usize>>,
    pub to: Option<Range<usize>>,
    pub target: Option<Range<usize>>,
    pub baseline: Option<Range<usize>>,
}

/// Where a chart's numbers are.
#[derive(Clone, Debug, PartialEq)]
pub enum ChartData {
    /// The path as written, relative to the folder of the file.
    File(String),
    /// Column names, then rows of cells.
    Inline { columns: Vec<String>, rows: Vec<Vec<DataCell>> },
}

/// A cell of data that are written in place.
#[derive(Clone, Debug, PartialEq)]
pub struct DataCell {
    /// As written.
    pub text: String,
    /// Bytes of the file.
    pub at: Range<usize>,
}

impl Default for ChartData {
    fn default() -> Self {
        Self::Inline { columns: Vec::new(), rows: Vec::new() }
    }
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChartKind {
    #[default]
    Line,
    Bar,
    Stacked,
    Area,
}
