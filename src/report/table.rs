//! A table of typed cells: one value behind the page, paper, files and the terminal.

use serde::{Deserialize, Serialize};

use crate::format;

use super::cell::Cell;

/// Letters of the longest row's name that a terminal shows whole.
const LONGEST_NAME: usize = 44;

/// A table whose first column names its rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// What its file is called, without the ending.
    pub name: String,
    /// What the table holds, with its unit, for the page; empty where the table is shown without.
    pub caption: String,
    pub columns: Vec<Column>,
    /// Each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub heading: String,
    /// Stands at the right, over its figures.
    pub is_at_right: bool,
}

impl Column {
    /// A heading at the left.
    pub fn left(heading: impl Into<String>) -> Column {
        Column { heading: heading.into(), is_at_right: false }
    }

    /// A heading at the right, over its figures.
    pub fn right(heading: impl Into<String>) -> Column {
        Column { heading: heading.into(), is_at_right: true }
    }
}

/// The heads of a table that names its rows at the left and has figures in all other columns.
pub fn named_rows<const N: usize>(rows: &str, figures: [&str; N]) -> Vec<Column> {
    std::iter::once(Column::left(rows)).chain(figures.map(Column::right)).collect()
}

impl Table {
    /// The table as comma-separated values: its headings, then a line for each row. Without columns it is empty.
    pub fn csv(&self) -> String {
        if self.columns.is_empty() {
            return String::new();
        }
        let mut csv = format::csv_row(self.columns.iter().map(|column| &column.heading));
        for row in &self.rows {
            csv.push_str(&format::csv_row(row.iter().map(Cell::plain)));
        }
        csv
    }

    /// The table as cells for a spreadsheet: tabs between cells, and no formulas.
    pub fn cells(&self) -> String {
        let line = |cells: &mut dyn Iterator<Item = String>| {
            let cells: Vec<String> =
                cells.map(|cell| cell.replace(['\t', '\n', '\r'], " ")).collect();
            format!("{}\n", cells.join("\t"))
        };
        let mut headings = self.columns.iter().map(|column| format::csv_text(&column.heading));
        let mut text = line(&mut headings);
        for row in &self.rows {
            text.push_str(&line(&mut row.iter().map(Cell::plain)));
        }
        text
    }

    /// The table as lines for a terminal: the first column to the left and shortened, figures to the right.
    pub fn lines(&self) -> Vec<String> {
        let mut rows: Vec<Vec<String>> =
            vec![self.columns.iter().map(|column| column.heading.clone()).collect()];
        rows.extend(self.rows.iter().map(|row| {
            let mut cells: Vec<String> = row.iter().map(Cell::text).collect();
            if let Some(name) = cells.first_mut() {
                *name = shortened(name);
            }
            cells
        }));
        let width =
            |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..self.columns.len()).map(width).collect();
        let line = |row: &Vec<String>| {
            let mut line = String::new();
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                if column == 0 {
                    line.push_str(&format!("{cell:<width$}"));
                } else {
                    line.push_str(&format!("  {cell:>width$}"));
                }
            }
            line
        };
        rows.iter().map(line).collect()
    }
}

/// A name that fits beside its figures, cut between letters.
fn shortened(name: &str) -> String {
    match name.char_indices().nth(LONGEST_NAME - 1) {
        Some((end, last)) if end + last.len_utf8() < name.len() => {
            format!("{}…", name[..end].trim_end())
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: &[&str], rows: Vec<Vec<Cell>>) -> Table {
        let columns = columns.iter().map(|&heading| Column::left(heading)).collect();
        Table { name: "paid".into(), caption: String::new(), columns, rows }
    }

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn columns_stand_under_each_other() {
        let rows = vec![vec![text("Home"), text("£1,500")], vec![text("A job"), text("£20")]];
        assert_eq!(
            table(&["Line", "paid"], rows).lines(),
            ["Line     paid", "Home   £1,500", "A job     £20"]
        );
    }

    #[test]
    fn fields_with_commas_or_quotes_are_quoted() {
        let rows = vec![vec![text("2020-03"), text("say \"nil\"")]];
        assert_eq!(
            table(&["Period, ending", "Median"], rows).csv(),
            "\"Period, ending\",Median\r\n2020-03,\"say \"\"nil\"\"\"\r\n"
        );
        assert_eq!(table(&[], Vec::new()).csv(), "");
    }

    #[test]
    fn long_names_are_cut_between_letters() {
        assert_eq!(shortened("Six months at home"), "Six months at home");
        let long = "ü".repeat(LONGEST_NAME + 1);
        assert_eq!(shortened(&long).chars().count(), LONGEST_NAME);
        assert_eq!(shortened(&long[2..]), long[2..]);
    }
}
