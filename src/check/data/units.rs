//! Units of a chart's numbers: they share an axis, so they share a unit.

use crate::check::data::Looked;
use crate::model::chart;
use crate::model::diagnostic::{Code, Diagnostic};
use crate::model::quantity::{self, Unit};
use crate::model::table::Table;

/// `unit-mismatch`: a target, a baseline or a column that is in another unit than the chart, its values or their name.
pub fn check(looked: &Looked, table: &Table, found: &mut Vec<Diagnostic>) {
    let spec = looked.spec;
    let Ok((_, columns)) = chart::columns(spec, table) else { return };
    let mut own = chart::unit_written(spec).map(|unit| (unit, "the chart"));
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
    let mut named = columns.iter().filter_map(|column| chart::unit_of_column(&table.columns[*column]));
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
