//! Tables with a row for each value of each series, as databases give them out.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::check::data::Looked;
use crate::model::chart;
use crate::model::diagnostic::Diagnostic;
use crate::model::table::Table;

/// `bad-data`: a column of words that is not shown parts the rows into series, which would be drawn as one.
pub fn check(looked: &Looked, table: &Table, found: &mut Vec<Diagnostic>) {
    let Ok((x, columns)) = chart::columns(looked.spec, table) else { return };
    let unshown = (0..table.columns.len()).filter(|column| *column != x && !columns.contains(column));
    let Some((column, names)) = { unshown }.find_map(|column| Some((column, series(table, x, column)?))) else {
        return;
    };
    let message = format!(
        "{} has several rows of one `{}`, told apart by `{}`, which is not shown: they would be one series",
        looked.what(),
        table.columns[x],
        table.columns[column]
    );
    let named: Vec<String> = names.iter().take(3).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > 3 { ", …" } else { "" };
    let hint =
        format!("write one row for each `{}`, with a column for each of {}{more}", table.columns[x], named.join(", "));
    found.push(looked.bad(looked.at_data(), message).hint(hint));
}

/// What a column calls the series of which each has several places, where at least two have one in common, and none has one twice.
fn series(table: &Table, x: usize, column: usize) -> Option<BTreeSet<&str>> {
    let mut pairs: HashSet<(&str, &str)> = HashSet::new();
    let mut places: HashSet<&str> = HashSet::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &table.rows {
        let (place, name) = (row.cells[x].as_str(), row.cells[column].as_str());
        if name.is_empty() || !pairs.insert((place, name)) {
            return None;
        }
        places.insert(place);
        *counts.entry(name).or_default() += 1;
    }
    let is_shared = places.len() < table.rows.len();
    (is_shared && counts.len() > 1 && counts.values().all(|count| *count > 1)).then(|| counts.into_keys().collect())
}
