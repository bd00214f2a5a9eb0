//! Charts' data: the file that is named, and what stands in its cells.

mod long;
mod units;

use std::ops::Range;
use std::sync::Arc;

use crate::check::{Content, NO_CONTENT, is_no_content};
use crate::model::chart::{self, Fault, Setting, Shape};
use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{ChartData, ChartSpec, Document};
use crate::model::link;
use crate::model::nearest::{did_you_mean, nearest};
use crate::model::quantity;
use crate::model::source::folder;
use crate::model::table::{self, Ragged, Table, TableFault};

/// So many bad rows and cells of a chart are told one by one.
const TOLD: usize = 8;

/// How dates are written.
const DATES: &str = "`2019-07-31`, `2019-07`, `Jul 2019`, `Q3 FY2020-21` or `2019`";

/// `missing-file`, `bad-data`, and `unit-mismatch` of charts.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    for document in content.documents {
        for spec in document.charts() {
            Looked { spec, document, content }.check(found);
        }
    }
}

/// Examples of names.
const NAMES: [&str; 3] = ["month", "days", "visits"];

/// Whether the names of a file's columns are its first row. Years may be names.
fn has_no_names(columns: &[String]) -> bool {
    let Some((first, numbers)) = columns.split_first().filter(|(_, numbers)| !numbers.is_empty()) else { return false };
    let number = |name: &String| name.replace(',', "").parse::<f64>().ok();
    let is_year = |name: &String| number(name).is_some_and(|year| name.len() == 4 && (1900.0..2100.0).contains(&year));
    first.contains(|letter: char| letter.is_ascii_digit())
        && numbers.iter().all(|name| number(name).is_some())
        && !numbers.iter().all(is_year)
}

/// A chart that is looked at.
struct Looked<'a> {
    spec: &'a ChartSpec,
    document: &'a Document,
    content: &'a Content<'a>,
}

impl Looked<'_> {
    fn check(&self, found: &mut Vec<Diagnostic>) {
        let read = match self.table() {
            Ok(read) => read,
            Err(diagnostic) => {
                found.push(diagnostic);
                return;
            }
        };
        // By the rows that they are of; of the whole first.
        let mut told: Vec<(usize, Diagnostic)> = Vec::new();
        let table = match read {
            Ok(table) => table,
            Err(TableFault::Ragged(ragged, rest)) => {
                told.extend(ragged.iter().map(|row| (row.line, self.bad_row(*row, rest.columns.len()))));
                rest
            }
            Err(TableFault::NoRows) => {
                let none = self.bad(self.at_data(), format!("{} has no row of numbers", self.what()));
                found.push(none.hint("the first line names the columns, each line below it is a row: `2019-07,19`"));
                return;
            }
            Err(TableFault::SameName(name)) => {
                let same = self.bad(self.at_data(), format!("{} has two columns `{name}`", self.what()));
                found.push(same.hint("each column needs a name of its own"));
                return;
            }
            Err(TableFault::OpenQuote(line)) => {
                let message = format!("{}: the quotation mark in line {line} is never closed", self.what());
                let hint = "write one behind the cell's text, too; one that is text is doubled: `\"2\"\" pipes\"`";
                found.push(self.bad(self.at_data(), message).hint(hint));
                return;
            }
        };
        if matches!(self.spec.data, ChartData::File(_)) && has_no_names(&table.columns) {
            let message = format!("{} begins with a row of numbers, which is read as the columns' names", self.what());
            let hint = format!("write a line of names above it: `{}`", NAMES[..table.columns.len().min(3)].join(","));
            found.push(self.bad(self.at_data(), message).hint(hint));
            return;
        }
        let own = folder(&self.document.path).strip_prefix("content/").unwrap_or_default();
        let deck = self.content.book.decks.iter().find(|deck| deck.folder == own);
        let quarter = deck.map(|deck| deck.quarter);
        let setting = Setting { calendar: self.content.book.site.calendar, quarter, shape: Shape::default() };
        let faults = if table.rows.is_empty() { None } else { chart::read(self.spec, &table, setting).err() };
        // Where rows are missing, what holds of no row may hold of one of them.
        let is_whole = told.is_empty();
        let is_told = |fault: &&Fault| match fault {
            Fault::X(_) | Fault::Y(..) | Fault::NotANumber { .. } | Fault::NotAPlace { .. } => true,
            Fault::NoNumbers(_) | Fault::From(_) | Fault::To(_) | Fault::NothingBetween => is_whole,
        };
        told.extend(faults.iter().flatten().filter(is_told).map(|fault| {
            let line = fault.row().map_or(0, |row| table.rows[row].number);
            (line, self.diagnostic(fault, &table))
        }));
        told.sort_by_key(|(line, _)| *line);
        let more = told.len().saturating_sub(TOLD);
        for (number, (_, diagnostic)) in told.into_iter().take(TOLD).enumerate() {
            let is_last = more > 0 && number + 1 == TOLD;
            let are = if more == 1 { "is" } else { "are" };
            found.push(if is_last { diagnostic.hint(format!("{more} more {are} like that")) } else { diagnostic });
        }
        units::check(self, &table, found);
        long::check(self, &table, found);
        self.cut_short(&table, found);
    }

    /// Tells of cells of which only the first digits are read: `1, 500`.
    fn cut_short(&self, table: &Table, found: &mut Vec<Diagnostic>) {
        let Ok((_, columns)) = chart::columns(self.spec, table) else { return };
        let unit = self.spec.unit.as_deref().map(quantity::unit_named);
        let cells = columns.iter().flat_map(|column| (0..table.rows.len()).map(move |row| (row, *column)));
        let told = cells.filter_map(|(row, column)| {
            let meant = quantity::goes_on(&table.rows[row].cells[column], unit.as_ref())?;
            let what = "is read up to its mark, and the digits behind that are a note";
            let told = self.of_cell(Code::LetterForDigit, table, (row, column), what);
            // A comma might end the cell.
            Some(told.hint(format!("write `{}`; a note goes into the text", meant.replace(',', ""))))
        });
        found.extend(told.take(TOLD));
    }

    /// The chart's table, or what keeps it from being one.
    fn table(&self) -> Result<Result<Table, TableFault>, Diagnostic> {
        match &self.spec.data {
            ChartData::Inline { columns, rows } => Ok(table::of_rows(columns, rows)),
            ChartData::File(name) => {
                let target = link::read(&self.document.path, name).map_err(|link::Outside::Unsafe| {
                    let (message, hint) = link::outside(name);
                    Diagnostic::new(Code::UnsafePath, self.at_data(), message).hint(hint)
                })?;
                let source = self.content.snapshot.get(&target.path).ok_or_else(|| self.missing(&target.path, name))?;
                let text = source.text().ok_or_else(|| {
                    self.bad(self.at_data(), format!("`{name}` is not UTF-8")).hint("save it as CSV in UTF-8")
                })?;
                Ok(table::read_csv(text))
            }
        }
    }

    fn missing(&self, path: &str, name: &str) -> Diagnostic {
        if let Some(unread) = self.content.snapshot.unread(path) {
            return unread.told(Code::MissingFile, self.at_data());
        }
        let own = folder(path);
        let beside = self.content.snapshot.files.iter().filter_map(|file| {
            let rest = file.path.strip_prefix(own)?.strip_prefix('/')?;
            (!rest.contains('/') && !link::has_extension(rest, "md")).then_some(rest)
        });
        let wanted = path.rsplit('/').next().unwrap_or(path);
        let elsewhere = || {
            let mut files = self.content.snapshot.files.iter().map(|file| &*file.path);
            files.find(|file| file.rsplit('/').next() == Some(wanted))
        };
        let hint = match (nearest(wanted, beside), elsewhere()) {
            (Some(near), _) => format!("did you mean `{}`?", link::renamed(name, near)),
            (None, Some(there)) => format!("there is a `{there}`; a path is read from the text's own folder"),
            (None, None) if is_no_content(path) => NO_CONTENT.to_owned(),
            (None, None) => "put the CSV file beside the text, or correct the path".to_owned(),
        };
        Diagnostic::new(Code::MissingFile, self.at_data(), format!("there is no file `{path}`")).hint(hint)
    }

    fn bad_row(&self, row: Ragged, columns: usize) -> Diagnostic {
        let Ragged { line, cells } = row;
        let of = |count: usize, what: &str| if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") };
        let are = if columns == 1 { "is" } else { "are" };
        let message = format!(
            "{}, line {line}: the row has {}, and there {are} {}",
            self.what(),
            of(cells, "cell"),
            of(columns, "column")
        );
        let hint = if columns == 1 {
            "the first line names the columns, and has a comma where the others have one: `month,days`"
        } else if cells > columns {
            "put a cell that has a comma in it in quotes: \"1,234\""
        } else {
            "a cell without data is empty, and has its comma all the same: `2019-07,,19`"
        };
        self.bad(self.at_data(), message).hint(hint)
    }

    fn diagnostic(&self, fault: &Fault, table: &Table) -> Diagnostic {
        let spec = self.spec;
        let columns = || table.columns.iter().map(String::as_str).filter(|name| !name.is_empty());
        let no_column = |at: Option<&Range<usize>>, name: &str| {
            let hint = match nearest(name, columns()) {
                Some(near) => did_you_mean(near),
                None if columns().next().is_none() => "its columns have no names: leave `x` and `y` out".to_owned(),
                None => format!("its columns are `{}`", columns().collect::<Vec<_>>().join("`, `")),
            };
            self.bad(self.at(at), format!("{} has no column `{name}`", self.what())).hint(hint)
        };
        match fault {
            Fault::X(name) => no_column(spec.places.x.as_ref(), name),
            Fault::Y(number, name) => no_column(spec.places.y.get(*number), name),
            Fault::NoNumbers(Some((number, name))) => self
                .bad(
                    self.at(spec.places.y.get(*number)),
                    format!("the column `{name}` of {} has no numbers", self.what()),
                )
                .hint("name a column of numbers in `y`"),
            Fault::NoNumbers(None) => self
                .bad(self.at_data(), format!("{} has no column of numbers", self.what()))
                .hint("a chart needs a column of places and one of numbers"),
            Fault::NotANumber { row, column } => {
                let told = self.bad_cell(table, *row, *column, "is not a number");
                let cell = &table.rows[*row].cells[*column];
                if let Some(part) = quantity::part_in_words(cell, None) {
                    return told.hint(format!("write the share, `{}`", part.percent));
                }
                match (quantity::miswritten(cell), quantity::behind_mark(cell)) {
                    // A comma might end the cell.
                    (Some(found), _) => told.hint(format!("write `{}{}`", found.meant.replace(',', ""), found.rest)),
                    (None, Some(meant)) => told.hint(format!("write `{meant}`")),
                    (None, None) if quantity::says_several(cell, None) => {
                        told.hint("write the one number that holds; what else there is to say goes into the text")
                    }
                    (None, None) => told.hint(
                        "write a number as in a key result, `34 days`; no data is an empty cell, `—` or `no data`",
                    ),
                }
            }
            Fault::NotAPlace { row, column } if table.rows[*row].cells[*column].is_empty() => self
                .bad_cell(table, *row, *column, "names no place for the row's numbers")
                .hint("write a date or a name into it, or take the row out"),
            Fault::NotAPlace { row, column } => {
                let is_word = !table.rows[*row].cells[*column].contains(|letter: char| letter.is_ascii_digit());
                let or_else = if is_word { "; or take the row out: it is no point in time" } else { "" };
                self.bad_cell(table, *row, *column, "is no date, and the others are")
                    .hint(format!("write {DATES}{or_else}"))
            }
            Fault::From(name) => self.bad_end(table, spec.places.from.as_ref(), "from", name),
            Fault::To(name) => self.bad_end(table, spec.places.to.as_ref(), "to", name),
            Fault::NothingBetween => self
                .bad(
                    self.at(spec.places.from.as_ref().or(spec.places.to.as_ref())),
                    "no row is left between `from` and `to`",
                )
                .hint("both are included; `from` is the earlier one"),
        }
    }

    /// A cell that is wrong: in place it stands in the text; a file's is named by its line.
    fn bad_cell(&self, table: &Table, row: usize, column: usize, what: &str) -> Diagnostic {
        self.of_cell(Code::BadData, table, (row, column), what)
    }

    /// What is told of a cell.
    fn of_cell(&self, code: Code, table: &Table, (row, column): (usize, usize), what: &str) -> Diagnostic {
        let number = table.rows[row].number;
        let cell = match table.rows[row].cells[column].as_str() {
            "" => "an empty cell".to_owned(),
            cell => format!("`{cell}`"),
        };
        let name = match &table.columns[column] {
            name if name.is_empty() => format!("column {}", column + 1),
            name => format!("column `{name}`"),
        };
        match &self.spec.data {
            ChartData::File(file) => {
                Diagnostic::new(code, self.at_data(), format!("`{file}`, line {number}, {name}: {cell} {what}"))
            }
            ChartData::Inline { rows, .. } => {
                let at = rows.get(row).and_then(|row| row.get(column)).map(|cell| &cell.at);
                Diagnostic::new(code, self.at(at), format!("row {number}, {name}: {cell} {what}"))
            }
        }
    }

    fn bad_end(&self, table: &Table, at: Option<&Range<usize>>, key: &str, name: &str) -> Diagnostic {
        let message = format!("`{key}`: {} has no place `{name}`", self.what());
        let told = self.bad(self.at(at), message);
        let x = chart::columns(self.spec, table).map_or(0, |(x, _)| x);
        let mut cells = table.rows.iter().map(|row| row.cells[x].as_str());
        // Two marks between digits: so days are written elsewhere.
        let is_day = |cell: &str| {
            let parts: Vec<&str> = cell.split(['/', '.']).collect();
            parts.len() == 3 && parts.iter().all(|part| part.trim().parse::<u16>().is_ok())
        };
        match cells.find(|cell| is_day(cell)) {
            Some(cell) => told.hint(format!("the data's `{cell}` is read as a name, not as a date: write {DATES}")),
            None => told.hint("write it as the data do: a date, or one of the names"),
        }
    }

    fn bad(&self, place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Code::BadData, place, message)
    }

    fn what(&self) -> String {
        match &self.spec.data {
            ChartData::File(name) => format!("`{name}`"),
            ChartData::Inline { .. } => "the data".to_owned(),
        }
    }

    fn at_data(&self) -> Place {
        self.at(None)
    }

    /// The place of a value, else that of the data.
    fn at(&self, at: Option<&Range<usize>>) -> Place {
        Place::Bytes(Arc::clone(&self.document.path), at.unwrap_or(&self.spec.places.data).clone())
    }
}
