//! Charts as authors ask for them: in front matter, and in ```` ```chart ```` blocks.

use crate::model::diagnostic::Code;
use crate::model::document::{ChartData, ChartKind, ChartPlaces, ChartSpec, DataCell};
use crate::model::quantity::{self, WrittenQuantity};
use crate::parse::front_matter::fallen::{NO_SPACE, crowded};
use crate::parse::front_matter::node::{Entry, Kind, Node};
use crate::parse::front_matter::reader::{Fields, Reader};

pub const KEYS: &[&str] = &["title", "data", "x", "y", "from", "to", "type", "target", "baseline", "unit"];

/// The ways to draw a chart.
pub const KINDS: &[(&str, ChartKind)] = &[
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
    let data_node = data_node?;
    let data = data(reader, &fields, data_node)?;
    let at = |key: &str| fields.get(key).map(|node| node.at.clone());
    let y = fields.get("y").map(|node| reader.items(node)).unwrap_or_default();
    let places = ChartPlaces {
        data: data_node.at.clone(),
        x: at("x"),
        y: y.iter().map(|node| node.at.clone()).collect(),
        from: at("from"),
        to: at("to"),
        target: at("target"),
        baseline: at("baseline"),
    };
    Some(ChartSpec {
        title: reader.words_of(&fields, "title"),
        data,
        x: reader.string_of(&fields, "x"),
        y: reader.strings_of(&fields, "y"),
        from: reader.string_of(&fields, "from"),
        to: reader.string_of(&fields, "to"),
        kind: fields.get("type").and_then(|node| reader.choice(node, KINDS)).unwrap_or_default(),
        target: number(reader, &fields, "target"),
        baseline: number(reader, &fields, "baseline"),
        unit: reader.string_of(&fields, "unit"),
        places,
    })
}

fn number<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>, key: &str) -> Option<WrittenQuantity> {
    let node = fields.get(key)?;
    let text = reader.string(node)?;
    let written = quantity::read_written(&text);
    if written.number.is_none() {
        // Of a limit the line is its number.
        let number = quantity::numbers(&text).next().unwrap_or_default();
        let hint = match quantity::miswritten(number).map(|found| found.corrected()) {
            Some(meant) => format!("write `{meant}`"),
            None if quantity::read_written(number).number.is_some() => format!("write `{number}`"),
            None => format!(
                "write the number at which its line is to be drawn: `{key}: 18 days`; without one leave `{key}` out"
            ),
        };
        reader.wrong(node, "a number", hint);
        return None;
    }
    Some(written)
}

/// A path; numbers by label; lists by the name of their column, where `x` or `y` is such a name; a list of rows, each a
/// mapping by column or a list of cells under a first row of names.
fn data(reader: &mut Reader, fields: &Fields, node: &Node) -> Option<ChartData> {
    let named = |key: &str| ["x", "y"].iter().filter_map(|of| fields.get(of)).any(|of| names(of, key));
    let names_column = |entries: &[Entry]| {
        entries.iter().all(|entry| matches!(entry.value.kind, Kind::List(_)))
            && entries.iter().any(|entry| named(&entry.key))
    };
    let cell = |reader: &mut Reader, node: &Node| {
        let text = if node.is_null() { Some(String::new()) } else { reader.string(node) };
        text.map(|text| DataCell { text, at: node.at.clone() })
    };
    match &node.kind {
        Kind::Scalar { text, .. } if let Some((label, number)) = first_number(text) => {
            reader.report(Code::Yaml, &node.at, NO_SPACE, format!("write `{label}: {number}`"));
            None
        }
        Kind::Scalar { text, .. } => Some(ChartData::File(text.trim().to_owned())),
        Kind::Map(entries) if names_column(entries) => by_column(reader, entries, cell),
        Kind::Map(entries) => {
            reader.labels_with_numbers(entries);
            whole(reader, entries)?;
            let mut rows = Vec::new();
            for entry in entries {
                let mut row = vec![DataCell { text: entry.key.clone(), at: entry.key_at.clone() }];
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

/// Tells of values that a comma took apart: then the numbers are others than were written.
fn whole(reader: &mut Reader, entries: &[Entry]) -> Option<()> {
    let mut is_whole = true;
    for pair in entries.windows(2).filter(|pair| pair[1].is_bare && is_rest(&pair[0], &pair[1].key)) {
        reader.fell_apart(&pair[1], false);
        is_whole = false;
    }
    is_whole.then_some(())
}

/// Whether a key without a value is rather the rest of the value before it: of `1,234`, of `20,5`, or of `20 days, two off`. Else it is
/// a label without data, as `5` is among labels that are numbers.
fn is_rest(before: &Entry, key: &str) -> bool {
    let Kind::Scalar { text, .. } = &before.value.kind else { return false };
    let digits = key.bytes().take_while(u8::is_ascii_digit).count();
    let is_decimal = (1..3).contains(&digits)
        && !key[digits..].starts_with(char::is_alphanumeric)
        && !before.key.bytes().all(|byte| byte.is_ascii_digit());
    let is_of_number = (digits == 3 || is_decimal) && text.ends_with(|last: char| last.is_ascii_digit());
    let is_of_words = key.contains(' ') && key.starts_with(char::is_lowercase) && text.contains(' ');
    let is_label_alike = before.key.starts_with(char::is_lowercase);
    is_of_number && !before.is_bare || is_of_words && !is_label_alike
}

/// The first of lines that are a label and a number without a space between them, which no path of a file is.
fn first_number(text: &str) -> Option<(&str, &str)> {
    let (label, number) = crowded(text.split_whitespace().next()?)?;
    quantity::read_written(number).number.map(|_| (label, number))
}

/// Whether a value of `x` or `y` names this column.
fn names(node: &Node, column: &str) -> bool {
    reader_items(node).iter().any(|item| matches!(&item.kind, Kind::Scalar { text, .. } if text.trim() == column))
}

/// Columns with their cells below each other; short ones have no data at their end.
fn by_column(
    reader: &mut Reader,
    entries: &[Entry],
    cell: impl Fn(&mut Reader, &Node) -> Option<DataCell>,
) -> Option<ChartData> {
    let columns = entries.iter().map(|entry| entry.key.clone()).collect();
    let height = entries.iter().map(|entry| reader_items(&entry.value).len()).max().unwrap_or(0);
    let row = |at: usize| {
        let cells = entries.iter().map(|entry| match reader_items(&entry.value).get(at) {
            Some(node) => cell(reader, node),
            None => Some(DataCell { text: String::new(), at: entry.value.at.clone() }),
        });
        cells.collect::<Option<Vec<DataCell>>>()
    };
    let rows = (0..height).map(row).collect::<Option<Vec<_>>>()?;
    Some(ChartData::Inline { columns, rows })
}

fn reader_items(node: &Node) -> &[Node] {
    match &node.kind {
        Kind::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

fn rows(
    reader: &mut Reader,
    items: &[Node],
    cell: impl Fn(&mut Reader, &Node) -> Option<DataCell>,
) -> Option<ChartData> {
    let mut columns: Vec<String> = Vec::new();
    let mut rows: Vec<Vec<DataCell>> = Vec::new();
    for (number, item) in items.iter().enumerate() {
        // A cell that is not written stands where its row does.
        let nothing = DataCell { text: String::new(), at: item.at.clone() };
        match &item.kind {
            Kind::Map(entries) => {
                whole(reader, entries)?;
                let mut row = vec![nothing.clone(); columns.len()];
                for entry in entries {
                    let at = columns.iter().position(|column| *column == entry.key).unwrap_or_else(|| {
                        columns.push(entry.key.clone());
                        row.push(nothing.clone());
                        columns.len() - 1
                    });
                    row[at] = cell(reader, &entry.value)?;
                }
                rows.push(row);
            }
            Kind::List(cells) => {
                let row: Option<Vec<DataCell>> = cells.iter().map(|node| cell(reader, node)).collect();
                if number == 0 {
                    columns = row?.into_iter().map(|cell| cell.text).collect();
                } else {
                    rows.push(row?);
                }
            }
            Kind::Scalar { .. } => {
                if number == 0 {
                    columns = vec![String::new(), String::new()];
                }
                let counted = DataCell { text: (number + 1).to_string(), at: item.at.clone() };
                rows.push(vec![counted, cell(reader, item)?]);
            }
        }
    }
    let items = &items[items.len() - rows.len()..];
    for (row, item) in rows.iter_mut().zip(items) {
        if row.len() > columns.len() {
            let message = format!("this row has {} cells, and there are {} names of columns", row.len(), columns.len());
            reader.report(Code::BadData, &item.at, message, "quote a number that has a comma in it: \"1,234\"");
        }
        row.resize(columns.len(), DataCell { text: String::new(), at: item.at.clone() });
    }
    Some(ChartData::Inline { columns, rows })
}
