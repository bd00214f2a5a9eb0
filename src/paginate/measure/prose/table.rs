//! How the columns of a table share its width: as browsers do it, by what their texts need.

/// The columns of a table.
#[derive(Debug, Default)]
pub struct Table {
    columns: Vec<Column>,
}

/// What a column asks for without the space behind it, as shares of the type's size.
#[derive(Clone, Copy, Debug, Default)]
struct Column {
    /// With a word of it in a line.
    least: f64,
    /// With each of its cells in one line.
    most: f64,
}

impl Table {
    /// The space behind each column.
    const SPACE: f64 = 1.2;

    /// Adds a cell: in which column it stands, its widest word, and its width in one line.
    pub fn add(&mut self, at: usize, word: f64, line: f64) {
        if self.columns.len() <= at {
            self.columns.resize(at + 1, Column::default());
        }
        let column = &mut self.columns[at];
        *column = Column { least: column.least.max(word), most: column.most.max(line) };
    }

    /// The width that it has at least.
    pub fn least(&self) -> f64 {
        self.columns.iter().map(|column| column.least + Self::SPACE).sum()
    }

    /// How much of the way from the least that they ask for to the most its columns come in a width; nothing where they come so
    /// far that each cell has one line.
    pub fn share(&self, width: f64) -> Option<f64> {
        let least = self.least();
        let more: f64 = self.columns.iter().map(|column| column.most - column.least).sum();
        (least + more > width).then(|| ((width - least) / more).max(0.0))
    }

    /// The width of a column's text where the columns come a share of that way.
    pub fn room(&self, at: usize, share: f64) -> f64 {
        // The widest word has room whatever is lost in reckoning.
        self.columns.get(at).map_or(0.0, |column| 1e-6 + column.least + share * (column.most - column.least))
    }
}

#[cfg(test)]
mod tests {
    use crate::paginate::measure::Prose;

    #[test]
    fn cells_break_where_the_widest_of_all_columns_have_no_room_beside_each_other() {
        let (long, short) = ("long words of a cell that is wide", "short");
        let row = |cells: [&str; 2]| format!("<tr><td>{}</td><td>{}</td></tr>", cells[0], cells[1]);
        let table = |rows: &[String]| format!("<table><tbody>{}</tbody></table>", rows.concat());
        let height = |rows: &[String]| Prose::of(&table(rows)).extent(28.0, 22.0, 700.0).height;
        let (one, two) = (row([long, short]), row([short, long]));
        let line = height(std::slice::from_ref(&one));
        assert!(line < 28.0 * 2.2, "{line}: one line");
        let lines = height(&[one, two]);
        assert!(lines > 2.0 * line + 2.0 * 28.0, "{lines}: two lines in each row, with both cells wide");
    }
}
