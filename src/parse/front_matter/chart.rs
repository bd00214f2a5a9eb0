//! Charts as authors ask for them: in front matter, and in ```` ```chart ```` blocks.

use crate::model::document::{ChartData, ChartKind, ChartSpec};
use crate::model::quantity;
use crate::parse::front_matter::node::{Kind, Node};
use crate::parse::front_matter::reader::{Fields, Reader};

const KEYS: &[&str] = &["title", "data", "x", "y", "from", "to", "type", "target", "baseline", "unit"];

const KINDS: &[(&str, ChartKind)] = &[
    ("line", ChartKind::Line),
    ("bar", ChartKind::Bar),
    ("stacked", ChartKind::Stacked),
    ("stacked-bar", ChartKind::Stacked),
    ("area", ChartKind::Area),
];

/// The `charts:` of a file.
pub fn list<'a>(reader: &mut Reader<'a>, node: &'a Node) -> Vec<ChartSpec> {
    let items = reader.items(node);
    items.iter().filter_map(|item| spec(reader, item)).collect()
}

/// One chart.
pub fn spec<'a>(reader: &mut Reader<'a>, node: &'a Node) -> Option<ChartSpec> {
    let fields = reader.mapping(node, KEYS, "a chart: `{title: …, data: file.csv}`")?;
    let data_node = reader.required(
        &fields,
        "data",
        "a chart",
        "name a CSV file beside the text, or write numbers: `data: {Q1: 20, Q2: 22}`",
    );
    let (data, data_at) = match data_node {
        Some(node) => (data(reader, node)?, node.at.clone()),
        None => return None,
    };
    Some(ChartSpec {
        title: reader.string_of(&fields, "title"),
        data,
        data_at,
        x: reader.string_of(&fields, "x"),
        y: reader.strings_of(&fields, "y"),
        from: reader.string_of(&fields, "from"),
        to: reader.string_of(&fields, "to"),
        kind: fields.get("type").and_then(|node| reader.choice(node, KINDS)).unwrap_or_default(),
        target: number(reader, &fields, "target"),
        baseline: number(reader, &fields, "baseline"),
        unit: reader.string_of(&fields, "unit"),
    })
}

fn number<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>, key: &str) -> Option<f64> {
    let node = fields.get(key)?;
    let text = reader.string(node)?;
    let number = quantity::read_written(&text).number;
    if number.is_none() {
        reader.wrong(node, "a number", "");
    }
    number.map(|number| number.value)
}

/// A path; numbers by label; a list of rows, each a mapping by column or a list of cells under a first row of names.
fn data(reader: &mut Reader, node: &Node) -> Option<ChartData> {
    let cell = |reader: &mut Reader, node: &Node| {
        if node.is_null() { Some(String::new()) } else { reader.string(node) }
    };
    match &node.kind {
        Kind::Scalar { text, .. } => Some(ChartData::File(text.trim().to_owned())),
        Kind::Map(entries) => {
            let mut rows = Vec::new();
            for entry in entries {
                let mut row = vec![entry.key.clone()];
                let values = reader_items(&entry.value);
                for value in values {
                    row.push(cell(reader, value)?);
                }
                rows.push(row);
            }
            let width = rows.iter().map(Vec::len).max().unwrap_or(2);
            let mut columns = vec![String::new()];
            columns.extend((1..width).map(|number| if width == 2 { String::new() } else { number.to_string() }));
            Some(ChartData::Inline { columns, rows })
        }
        Kind::List(items) => rows(reader, items, cell),
    }
}

fn reader_items(node: &Node) -> &[Node] {
    match &node.kind {
        Kind::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

fn rows(reader: &mut Reader, items: &[Node], cell: impl Fn(&mut Reader, &Node) -> Option<String>) -> Option<ChartData> {
    let mut columns: Vec<String> = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (number, item) in items.iter().enumerate() {
        match &item.kind {
            Kind::Map(entries) => {
                let mut row = vec![String::new(); columns.len()];
                for entry in entries {
                    let at = columns.iter().position(|column| *column == entry.key).unwrap_or_else(|| {
                        columns.push(entry.key.clone());
                        row.push(String::new());
                        columns.len() - 1
                    });
                    row[at] = cell(reader, &entry.value)?;
                }
                rows.push(row);
            }
            Kind::List(cells) => {
                let row: Option<Vec<String>> = cells.iter().map(|node| cell(reader, node)).collect();
                if number == 0 { columns = row? } else { rows.push(row?) }
            }
            Kind::Scalar { .. } => {
                if number == 0 {
                    columns = vec![String::new(), String::new()];
                }
                rows.push(vec![(number + 1).to_string(), cell(reader, item)?]);
            }
        }
    }
    for row in &mut rows {
        row.resize(columns.len(), String::new());
    }
    Some(ChartData::Inline { columns, rows })
}
