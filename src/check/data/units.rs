//! Units of a chart's numbers: they share an axis, so they share a unit.

use crate::check::data::Looked;
use crate::model::chart;
use crate::model::diagnostic::{Code, Diagnostic};
use crate::model::quantity::{self, Unit};
use crate::model::table::Table;

/// What columns of numbers are called that are in these units.
const DURATIONS: [&str; 8] = ["ms", "seconds", "minutes", "hours", "days", "weeks", "months", "years"];

/// `unit-mismatch`: a target, a baseline or a column that is in another unit than the chart, its values or their name.
pub fn check(looked: &Looked, table: &Table, found: &mut Vec<Diagnostic>) {
    let spec = looked.spec;
    let Ok((_, columns)) = chart::columns(spec, table) else { return };
    let written = spec.unit.as_deref().map(str::trim).filter(|unit| !unit.is_empty()).map(quantity::unit_named);
    let mut own = written.map(|unit| (unit, "the chart"));
    // Of each column the first cell that differs stands for all.
    for column in &columns {
        for (row, of) in table.rows.iter().enumerate() {
            let Some(said) = quantity::read_written(&of.cells[*column]).unit else { continue };
            let (unit, what) = own.get_or_insert_with(|| (said.clone(), "the values before it"));
            if !said.is_same(unit) {
                let what = format!("is in `{}`, {what} in `{}`", said.brief(), unit.brief());
                let told = looked.of_cell(Code::UnitMismatch, table, (row, *column), &what);
                found.push(told.hint(way_out(unit)));
                break;
            }
        }
    }
    own = own.map(|(unit, what)| (unit, if what == "the chart" { what } else { "the values" }));
    let mut named = columns.iter().filter_map(|column| named(&table.columns[*column]));
    let mut own = own.or_else(|| Some((named.next()?, "the values")));
    for (what, level, at) in
        [("baseline", &spec.baseline, &spec.places.baseline), ("target", &spec.target, &spec.places.target)]
    {
        let Some(said) = level.as_ref().and_then(|level| level.unit.as_ref()) else { continue };
        let (unit, of) = own.get_or_insert_with(|| (said.clone(), "the baseline"));
        if !said.is_same(unit) {
            let message = format!("the {what} is in `{}`, {of} in `{}`", said.brief(), unit.brief());
            let told = Diagnostic::new(Code::UnitMismatch, looked.at(at.as_ref()), message);
            found.push(told.hint(way_out(unit)));
        }
    }
}

fn way_out(unit: &Unit) -> String {
    format!("write all of a chart's numbers in `{}`: they stand on one axis", unit.brief())
}

/// The unit that a column is called by, or that stands in parentheses behind its name, where that can be told with confidence.
fn named(column: &str) -> Option<Unit> {
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
