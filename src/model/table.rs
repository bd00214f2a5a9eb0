//! Tables of text under a line of names: the data of charts, from a CSV file or written in place.

use std::collections::HashSet;

use crate::model::document::DataCell;

/// Names of columns, and rows of as many cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Trimmed. Empty where the author gave none.
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Counts from 1: of a file the line on which the row begins, else the row among the rows.
    pub number: usize,
    /// Trimmed.
    pub cells: Vec<String>,
}

/// Why a CSV file is no table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableFault {
    /// There is no row below the names.
    NoRows,
    /// Rows have more or fewer cells than there are names. With the table of all others.
    Ragged(Vec<Ragged>, Table),
    /// Two columns have one name.
    SameName(String),
    /// A cell begins with a quotation mark in this line of the file, from 1, and none ends it: it would hold all that follows.
    OpenQuote(usize),
}

/// A row that has more or fewer cells than there are names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ragged {
    /// The line of the file on which the row begins, from 1.
    pub line: usize,
    /// How many cells it has.
    pub cells: usize,
}

/// Reads a CSV file: cells apart by commas, or by semicolons or tabs where the first line has more of those; in quotes where
/// they hold such a mark. The first line holds the names of the columns; before it may stand which mark it is, as
/// spreadsheets write it: `sep=;`. Empty lines are passed over.
pub fn read_csv(text: &str) -> Result<Table, TableFault> {
    let mut filled = text.lines().filter(|line| !line.trim().is_empty());
    let first = filled.next().unwrap_or_default();
    let said = separator(first);
    let names = if said.is_some() { filled.next().unwrap_or_default() } else { first };
    let mark = said.unwrap_or_else(|| usual(names));
    if let Some(line) = open_quote(text, mark) {
        return Err(TableFault::OpenQuote(line));
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(mark)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut table = Table { columns: Vec::new(), rows: Vec::new() };
    let mut ragged = Vec::new();
    let (mut line, mut counted) = (1, 0);
    // Text in memory is UTF-8 and is read to its end: no record fails.
    let records = reader.records().flatten().filter(|record| record.len() != 1 || !record[0].is_empty());
    for record in records.skip(usize::from(said.is_some())) {
        let cells: Vec<String> = record.iter().map(ToOwned::to_owned).collect();
        if table.columns.is_empty() {
            table.columns = cells;
            continue;
        }
        // A record begins after the one before it, and empty lines may stand between the two.
        let at = record.position().map_or(0, |at| at.byte() as usize);
        let rest = text[at..].trim_start_matches(['\r', '\n']);
        let start = text.len() - rest.len();
        line += text[counted..start].matches('\n').count();
        counted = start;
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if cells.len() == table.columns.len() {
            table.rows.push(Row { number: line, cells });
        } else {
            ragged.push(Ragged { line, cells: cells.len() });
        }
    }
    let mut known = HashSet::new();
    let named = table.columns.iter().filter(|name| !name.is_empty());
    if let Some(name) = named.into_iter().find(|name| !known.insert(*name)) {
        return Err(TableFault::SameName(name.clone()));
    }
    match (ragged.is_empty(), table.rows.is_empty()) {
        (false, _) => Err(TableFault::Ragged(ragged, table)),
        (true, true) => Err(TableFault::NoRows),
        (true, false) => Ok(table),
    }
}

/// The line, from 1, of the quotation mark that a cell begins with and that nothing ends, where cells are apart by `mark`.
fn open_quote(text: &str, mark: u8) -> Option<usize> {
    let (mut line, mut opened) = (1, None);
    let mut begins = true;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        line += usize::from(byte == b'\n');
        match (byte, opened) {
            // Two of them are one of the text.
            (b'"', Some(_)) if bytes.peek() == Some(&b'"') => {
                bytes.next();
            }
            (b'"', Some(_)) => opened = None,
            (b'"', None) if begins => opened = Some(line),
            _ => {}
        }
        begins = byte == mark || matches!(byte, b'\n' | b'\r');
    }
    opened
}

/// The mark between cells that a line of its own says: `sep=;`.
fn separator(line: &str) -> Option<u8> {
    let line = line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).unwrap_or(line);
    let mark = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?.as_bytes();
    matches!(mark, [b',' | b';' | b'\t' | b'|' | b':']).then(|| mark[0])
}

/// The mark that stands most often between the names of a line, a comma where none does; what is in quotes is a name.
fn usual(names: &str) -> u8 {
    let count = |mark: u8| {
        let outside = names.split('"').step_by(2);
        outside.flat_map(str::bytes).filter(|byte| *byte == mark).count()
    };
    // Of equals the last one is taken.
    [b'\t', b';', b','].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

/// The table of rows that are written in place; each has a cell for every name.
pub fn of_rows(columns: &[String], rows: &[Vec<DataCell>]) -> Result<Table, TableFault> {
    if rows.is_empty() {
        return Err(TableFault::NoRows);
    }
    let columns: Vec<String> = columns.iter().map(|name| name.trim().to_owned()).collect();
    let rows = rows.iter().enumerate().map(|(at, cells)| {
        let mut cells: Vec<String> = cells.iter().map(|cell| cell.text.trim().to_owned()).collect();
        cells.resize(columns.len(), String::new());
        Row { number: at + 1, cells }
    });
    Ok(Table { rows: rows.collect(), columns })
}

#[cfg(test)]
mod tests {
    use crate::model::table::{Ragged, TableFault, read_csv};

    fn cells(text: &str) -> Vec<Vec<String>> {
        read_csv(text).expect("a table").rows.into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn cells_are_apart_by_what_the_first_line_has() {
        let wanted = [["2019-07", "1,234"], ["2019-08", ""]];
        for text in [
            "month,days\n2019-07,\"1,234\"\n2019-08,\n",
            "month;days\r\n2019-07;1,234\r\n\r\n2019-08;\r\n",
            "month\tdays\n2019-07\t1,234\n2019-08\t",
            "\"month, so far\";days\n2019-07;1,234\n2019-08;\n",
            "sep=;\r\nmonth;days, as measured\r\n2019-07;1,234\r\n2019-08;\r\n",
            "sep=\t\nmonth\tdays\n2019-07\t1,234\n2019-08\t\n",
            "\"sep=,\"\nmonth,days\n2019-07,\"1,234\"\n2019-08,\n",
            "  \nsep=|\n \nmonth|days\n2019-07|1,234\n2019-08|\n",
        ] {
            assert_eq!(cells(text), wanted, "{text}");
        }
    }

    #[test]
    fn the_mark_that_stands_most_often_counts() {
        assert_eq!(cells("month;days, as measured;waits\n2019-07;19;4\n"), [["2019-07", "19", "4"]]);
        assert_eq!(cells("month,days; as measured,waits\n2019-07,19,4\n"), [["2019-07", "19", "4"]]);
    }

    #[test]
    fn quotation_marks_within_a_cell_are_text() {
        assert_eq!(
            cells("a,b\n\"x \"\"y\"\"\",5\" pipes\n\"two\nlines\",\"\"\n"),
            [["x \"y\"", "5\" pipes"], ["two\nlines", ""]]
        );
    }

    #[test]
    fn rows_know_their_line() {
        let table = read_csv("a,b\n\n1,\"two\nlines\"\n\n2,3\n").expect("a table");
        assert_eq!(table.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 6]);
        let table = read_csv("sep=;\na;b\n1;2\n").expect("a table");
        assert_eq!(table.rows[0].number, 3);
    }

    #[test]
    fn what_is_no_table() {
        assert_eq!(read_csv(""), Err(TableFault::NoRows));
        assert_eq!(read_csv("a,b\n"), Err(TableFault::NoRows));
        let Err(TableFault::Ragged(ragged, rest)) = read_csv("a,b\n1,1,234\n\n2,2\n3\n") else { panic!("a table") };
        assert_eq!(ragged, [Ragged { line: 2, cells: 3 }, Ragged { line: 5, cells: 1 }]);
        assert_eq!(rest.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [4]);
        assert_eq!(read_csv("a,a\n1,2\n"), Err(TableFault::SameName("a".into())));
        assert_eq!(read_csv("a,b\n1,\"2\n3,4\n"), Err(TableFault::OpenQuote(2)));
        assert_eq!(read_csv("a;b\n1;\"2 \"\"so\"\"\n\n3;4\n"), Err(TableFault::OpenQuote(2)));
    }
}
