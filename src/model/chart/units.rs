//! The unit of a chart's numbers: they share an axis, so they share it. What is written in another one is not drawn as if it were in
//! this.

use crate::model::chart::Role;
use crate::model::document::ChartSpec;
use crate::model::quantity::{self, Forms, Unit, WrittenQuantity};

/// What columns of numbers are called that are in these units.
const DURATIONS: [&str; 8] = ["ms", "seconds", "minutes", "hours", "days", "weeks", "months", "years"];

/// The unit that a chart's author gives it.
pub fn written(spec: &ChartSpec) -> Option<Unit> {
    spec.unit.as_deref().map(str::trim).filter(|unit| !unit.is_empty()).map(quantity::unit_named)
}

/// The unit that a column is called by, or that stands in parentheses behind its name, where that can be told with confidence.
pub fn of_column(column: &str) -> Option<Unit> {
    let column = column.trim();
    let name =
        column.strip_suffix(')').and_then(|column| column.rsplit_once('(')).map_or(column, |(_, unit)| unit.trim());
    let unit = quantity::unit_named(&name.to_lowercase());
    let is_known = match &unit {
        Unit::Words(words) => DURATIONS.contains(&words.as_str()),
        Unit::Percent | Unit::Currency(_) => true,
    };
    is_known.then_some(unit)
}

/// The target and the baseline, as far as they can be drawn: those in the unit of the chart, of its first value, or of a column's
/// name. Where none of these has one, it is the baseline's.
pub(super) fn lines<'a>(
    spec: &'a ChartSpec,
    cells: &[&str],
    mut columns: impl Iterator<Item = &'a str>,
) -> Vec<(Role, &'a WrittenQuantity)> {
    let own = written(spec).or_else(|| of_cells(cells)).or_else(|| columns.find_map(of_column));
    let baseline = spec.baseline.as_ref().filter(|baseline| fits(baseline, own.as_ref()));
    let own = own.as_ref().or(baseline.and_then(|baseline| baseline.unit.as_ref()));
    let target = spec.target.as_ref().filter(|target| fits(target, own));
    let lines = [(Role::Target, target), (Role::Baseline, baseline)];
    lines.into_iter().filter_map(|(role, line)| Some((role, line?))).collect()
}

fn fits(line: &WrittenQuantity, own: Option<&Unit>) -> bool {
    line.unit.as_ref().zip(own).is_none_or(|(unit, own)| unit.is_same(own))
}

fn of_cells(cells: &[&str]) -> Option<Unit> {
    cells.iter().find_map(|cell| quantity::read_written(cell).unit)
}

/// The chart's unit: its own, else that of its lines, which is the values' own, else that of the first value that has one. The sign of
/// a currency stands on the side on which it is written.
pub(super) fn of_chart(spec: &ChartSpec, cells: &[&str], lines: &[(Role, &WrittenQuantity)]) -> Option<Unit> {
    let of_lines = || lines.iter().find_map(|(_, line)| line.unit.clone());
    let unit = written(spec).or_else(of_lines).or_else(|| of_cells(cells))?;
    if !matches!(unit, Unit::Currency(_)) {
        return Some(unit);
    }
    let target = spec.target.as_ref().map_or("", |target| target.text.as_str());
    Forms::of_key_result(Some(&unit), false, spec.baseline.as_ref(), target, cells).many
}
