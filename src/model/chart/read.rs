//! From a table of text to a chart: which columns, which rows, and what is wrong with a cell.

use std::ops::Range;

use crate::model::chart::date::{self, Grain, Moment};
use crate::model::chart::{Axis, Chart, Level, Places, Present, Role, Series, Shape, units};
use crate::model::document::{ChartKind, ChartSpec};
use crate::model::quantity::{self, Context, Said, Target, WrittenQuantity};
use crate::model::quarter::{Calendar, Quarter};
use crate::model::table::Table;

/// The circumstances of a chart.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub calendar: Calendar,
    /// The deck's.
    pub quarter: Option<Quarter>,
    pub shape: Shape,
}

/// Why a table does not make the chart that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `x` names a column that the table does not have.
    X(String),
    /// So does the value of `y` with this number.
    Y(usize, String),
    /// The column of the value of `y` with this number holds no numbers; without one, no column does.
    NoNumbers(Option<(usize, String)>),
    /// A value is no number. The row counts from 0.
    NotANumber { row: usize, column: usize },
    /// The place of a value is empty, or is no date where the others are.
    NotAPlace { row: usize, column: usize },
    /// `from` is neither a date nor one of the names.
    From(String),
    /// So is `to`.
    To(String),
    /// No row is left between `from` and `to`.
    NothingBetween,
}

impl Fault {
    /// The row of the table whose cell it is about, from 0.
    pub fn row(&self) -> Option<usize> {
        match self {
            Self::NotANumber { row, .. } | Self::NotAPlace { row, .. } => Some(*row),
            _ => None,
        }
    }
}

/// Reads the chart that `spec` asks for.
pub fn read(spec: &ChartSpec, table: &Table, setting: Setting) -> Result<Chart, Vec<Fault>> {
    let (x, ys) = columns(spec, table)?;
    let mut faults = Vec::new();
    let (mut places, mut order) = read_places(table, x, spec.kind, setting, &mut faults);
    let mut series: Vec<Series> = ys.iter().map(|at| read_series(table, *at, &order, &mut faults)).collect();
    let kept = cut(spec, &places, setting, &mut faults);
    if faults.is_empty() && kept.is_empty() {
        faults.push(Fault::NothingBetween);
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    order = order[kept.clone()].to_vec();
    match &mut places {
        Places::Time { grain, moments, grains, first, last, .. } => {
            *moments = moments[kept.clone()].to_vec();
            *grains = grains.get(kept.clone()).unwrap_or_default().to_vec();
            let date = |text: &Option<String>| date::read(text.as_deref()?, setting.calendar, setting.quarter);
            let ends = (moments.first().copied(), moments.last().copied());
            *first = date(&spec.from).map(|date| Moment::of(date.first)).or(ends.0).unwrap_or(*first);
            let to = date(&spec.to).map(|date| Moment::of(grain.start(date.last, setting.calendar)));
            *last = to.or(ends.1).unwrap_or(*last);
        }
        Places::Names(names) => *names = names[kept.clone()].to_vec(),
    }
    for each in &mut series {
        each.values = each.values[kept.clone()].to_vec();
    }
    let cells: Vec<&str> =
        ys.iter().flat_map(|at| order.iter().map(|row| table.rows[*row].cells[*at].as_str())).collect();
    let lines = units::lines(spec, &cells, ys.iter().map(|at| table.columns[*at].as_str()));
    Ok(Chart {
        title: spec.title.clone(),
        kind: spec.kind,
        unit: units::of_chart(spec, &cells, &lines),
        x: Axis { name: table.columns[x].clone(), places },
        series,
        levels: lines.into_iter().filter_map(|(role, written)| level(role, written)).collect(),
        present: setting.quarter.map(|quarter| Present {
            label: setting.calendar.label(quarter),
            first: Moment::of(setting.calendar.start(quarter)),
            last: Moment::of(setting.calendar.end(quarter)),
        }),
        shape: setting.shape,
    })
}

/// The column of places, and those of numbers.
pub fn columns(spec: &ChartSpec, table: &Table) -> Result<(usize, Vec<usize>), Vec<Fault>> {
    let mut faults = Vec::new();
    let column = |name: &str| table.columns.iter().position(|column| column == name.trim());
    let x = match spec.x.as_deref() {
        Some(name) => column(name).unwrap_or_else(|| {
            faults.push(Fault::X(name.to_owned()));
            0
        }),
        None => 0,
    };
    let mut ys = Vec::new();
    for (number, name) in spec.y.iter().enumerate() {
        match column(name) {
            Some(at) if has_numbers(table, at) => ys.push(at),
            Some(_) => faults.push(Fault::NoNumbers(Some((number, name.clone())))),
            None => faults.push(Fault::Y(number, name.clone())),
        }
    }
    if spec.y.is_empty() {
        let others: Vec<usize> = (0..table.columns.len()).filter(|at| *at != x).collect();
        let numeric = |at: &usize| others.len() == 1 || is_numeric(table, *at);
        ys = others.iter().copied().filter(numeric).collect();
        if ys.is_empty() {
            faults.push(Fault::NoNumbers(None));
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok((x, ys))
}

/// So many dates make a line through time of a chart, of which a word is no part.
const FEW: usize = 3;

/// The places in order, and which row of the table each of them is.
fn read_places(
    table: &Table,
    x: usize,
    kind: ChartKind,
    setting: Setting,
    faults: &mut Vec<Fault>,
) -> (Places, Vec<usize>) {
    let cells = || table.rows.iter().enumerate().map(|(row, of)| (row, of.cells[x].as_str()));
    for (row, _) in cells().filter(|(_, cell)| cell.is_empty()) {
        faults.push(Fault::NotAPlace { row, column: x });
    }
    let dates = |deck| -> Vec<(usize, Option<date::WrittenDate>)> {
        cells().map(|(row, cell)| (row, date::read(cell, setting.calendar, deck))).collect()
    };
    // A quarter without a year is of the deck's year, unless the rows run over the year's end; beside a name it is one.
    let mut read = dates(setting.quarter);
    let starts = |read: &[(usize, Option<date::WrittenDate>)]| {
        read.iter().map(|(_, date)| Some(date.as_ref()?.first)).collect::<Vec<_>>()
    };
    let count = |read: &[(usize, Option<date::WrittenDate>)]| read.iter().filter(|(_, date)| date.is_some()).count();
    let known_in_deck = count(&read);
    if known_in_deck < read.len() || !starts(&read).is_sorted() {
        read = dates(None);
    }
    let known = count(&read);
    if known == read.len() {
        let mut read: Vec<(usize, date::WrittenDate)> =
            read.into_iter().filter_map(|(row, date)| Some((row, date?))).collect();
        read.sort_by_key(|(_, date)| (date.first, date.grain));
        let grain = read.iter().map(|(_, date)| date.grain).min().unwrap_or(Grain::Day);
        let is_alike = read.iter().all(|(_, date)| date.grain == grain);
        let grains = if is_alike { Vec::new() } else { read.iter().map(|(_, date)| date.grain).collect() };
        let moments: Vec<Moment> = read.iter().map(|(_, date)| Moment::of(date.first)).collect();
        let (first, last) = (moments[0], moments[moments.len() - 1]);
        let fiscal_year_starts = setting.calendar.fiscal_year_starts;
        let order = read.into_iter().map(|(row, _)| row).collect();
        return (Places::Time { grain, fiscal_year_starts, moments, grains, first, last }, order);
    }
    // Most are dates: what looks like one among the others is mistyped. A word keeps a line from running through time; a bar may
    // stand for it beside those of some quarters.
    let is_time = known >= FEW && matches!(kind, ChartKind::Line | ChartKind::Area);
    let are_most = |known: usize| known * 2 > read.len();
    let is_mistyped = |cell: &str| {
        let is_date = is_time || cell.contains(|letter: char| letter.is_ascii_digit());
        (are_most(known) && is_date) || (are_most(known_in_deck) && is_no_quarter(cell))
    };
    for (row, cell) in cells().filter(|(row, cell)| read[*row].1.is_none() && !cell.is_empty()) {
        if is_mistyped(cell) {
            faults.push(Fault::NotAPlace { row, column: x });
        }
    }
    (Places::Names(cells().map(|(_, cell)| cell.to_owned()).collect()), (0..table.rows.len()).collect())
}

/// Whether a place is written as a quarter that no year has: `Q5`.
fn is_no_quarter(cell: &str) -> bool {
    let number = cell.strip_prefix(['Q', 'q']).unwrap_or_default();
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number && !matches!(number, "1" | "2" | "3" | "4")
}

fn read_series(table: &Table, column: usize, order: &[usize], faults: &mut Vec<Fault>) -> Series {
    let name = table.columns[column].clone();
    let mut series = Series {
        role: role(&name),
        name,
        values: Vec::new(),
        decimals: 0,
        marks: Vec::new(),
        stepped: false,
        begins: Vec::new(),
    };
    for row in order {
        match number(&table.rows[*row].cells[column]) {
            Cell::Number { value, decimals } => {
                series.values.push(Some(value));
                series.decimals = series.decimals.max(decimals);
            }
            Cell::NoData => series.values.push(None),
            Cell::Other => {
                series.values.push(None);
                faults.push(Fault::NotANumber { row: *row, column });
            }
        }
    }
    series
}

/// Columns with these names are lines of their own kind.
fn role(name: &str) -> Role {
    match name.to_lowercase().as_str() {
        "plan" | "planned" => Role::Plan,
        "expected" => Role::Expected,
        "forecast" => Role::Forecast,
        "target" => Role::Target,
        "baseline" => Role::Baseline,
        _ => Role::Value,
    }
}

enum Cell {
    Number { value: f64, decimals: u8 },
    NoData,
    Other,
}

fn number(cell: &str) -> Cell {
    let reading = quantity::read_value(cell, &Context::default(), &Target::Words);
    match (reading.said, reading.value) {
        (Said::Number, Some(value)) if value.is_finite() => {
            let (value, decimals) = meant(value, reading.decimals);
            Cell::Number { value, decimals }
        }
        (Said::NoData | Said::NotMeasured(_) | Said::Moved { .. }, _) => Cell::NoData,
        _ => Cell::Other,
    }
}

fn has_numbers(table: &Table, column: usize) -> bool {
    table.rows.iter().any(|row| {
        let cell = &row.cells[column];
        matches!(number(cell), Cell::Number { .. }) || seems_number(cell)
    })
}

/// Whether a cell would be a number if it were written as it must be, or is several.
fn seems_number(cell: &str) -> bool {
    quantity::miswritten(cell).is_some() || quantity::says_several(cell, None)
}

/// How tables say that there is no number, though not as a chart's data do.
const ABSENT: [&str; 16] =
    ["n/a", "n.a.", "n. a.", "na", "#n/a", "nan", "null", "none", "nil", "?", "-", "–", "--", "tbd", "tba", "unknown"];

/// Whether most of what a column says are numbers, or would be if they were written as they must be. What only says that there
/// is none hides no number from view: it is told where the column is read.
fn is_numeric(table: &Table, column: usize) -> bool {
    let (mut numbers, mut others) = (0, 0);
    for row in &table.rows {
        let cell = &row.cells[column];
        match number(cell) {
            Cell::Number { .. } => numbers += 1,
            Cell::NoData => {}
            Cell::Other if seems_number(cell) => numbers += 1,
            Cell::Other if ABSENT.contains(&cell.to_lowercase().as_str()) => {}
            Cell::Other => others += 1,
        }
    }
    numbers > others
}

fn level(role: Role, written: &WrittenQuantity) -> Option<Level> {
    let number = written.number?;
    let (value, decimals) = meant(number.value, number.decimals);
    Some(Level { role, value, decimals })
}

/// A number with its digits after the point; `87.5M` has its own before the letter.
fn meant(value: f64, decimals: u8) -> (f64, u8) {
    if value.fract() == 0.0 { (value, 0) } else { quantity::without_noise(value, decimals) }
}

/// The places from `from` to `to`, both included.
fn cut(spec: &ChartSpec, places: &Places, setting: Setting, faults: &mut Vec<Fault>) -> Range<usize> {
    let date = |text: &str| date::read(text, setting.calendar, setting.quarter);
    let all = match places {
        Places::Time { moments, .. } => moments.len(),
        Places::Names(names) => names.len(),
    };
    let (mut start, mut end) = (0, all);
    if let Some(from) = &spec.from {
        let found = match places {
            Places::Time { moments, .. } => {
                date(from).map(|date| moments.partition_point(|moment| *moment < Moment::of(date.first)))
            }
            Places::Names(names) => names.iter().position(|name| name == from),
        };
        match found {
            Some(at) => start = at,
            None => faults.push(Fault::From(from.clone())),
        }
    }
    if let Some(to) = &spec.to {
        let found = match places {
            Places::Time { moments, .. } => {
                date(to).map(|date| moments.partition_point(|moment| *moment <= Moment::of(date.last)))
            }
            Places::Names(names) => names.iter().rposition(|name| name == to).map(|at| at + 1),
        };
        match found {
            Some(at) => end = at,
            None => faults.push(Fault::To(to.clone())),
        }
    }
    start.min(end)..end
}
