//! Which column is about what: by headings, or without any by cells.

use super::cells::{PastedRow, single_spaced};
use super::column::Column;
use super::{guess, headings, values};

/// A column of the pasted table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedColumn {
    /// Its heading, where the table has one for it.
    pub heading: Option<String>,
    /// What it is taken for.
    pub column: Column,
}

impl PastedColumn {
    /// What the column is called in a sentence: its heading, or its number.
    pub(super) fn title(&self, index: usize) -> String {
        self.heading.clone().unwrap_or_else(|| format!("column {}", index + 1))
    }
}

/// Which of the rows holds the headings, and what each column is about.
pub(super) struct Layout {
    pub header: Option<usize>,
    pub columns: Vec<PastedColumn>,
}

/// Finds the headings and what the columns are about. No two are about the same.
pub(super) fn layout(rows: &[PastedRow], n_columns: usize) -> Layout {
    let is_broad = |row: &PastedRow| n_columns == 1 || row.filled().nth(1).is_some();
    // What stands alone in a row above is a title or a domain.
    let first = rows.iter().position(is_broad);
    let header = first.filter(|first| is_header(&rows[*first]));
    let below = &rows[header.map_or(0, |header| header + 1)..];
    let below: Vec<&PastedRow> = below.iter().filter(|row| is_broad(row)).collect();
    let columns = match header {
        Some(header) => {
            let texts: Vec<String> =
                (0..n_columns).map(|index| single_spaced(rows[header].cell(index))).collect();
            let known = by_headings(&texts, &below);
            let heading = |text: String| (!text.is_empty()).then_some(text);
            let columns = texts.into_iter().zip(known);
            columns.map(|(text, column)| PastedColumn { heading: heading(text), column }).collect()
        }
        None => {
            let guessed = guess::columns(&below, n_columns).into_iter();
            guessed.map(|column| PastedColumn { heading: None, column }).collect()
        }
    };
    Layout { header, columns }
}

/// Whether a row holds headings: known words, and no number.
fn is_header(row: &PastedRow) -> bool {
    let has_digit = |cell: &str| cell.bytes().any(|byte| byte.is_ascii_digit());
    let known = || {
        let cells = row.filled().map(|(_, cell)| cell);
        cells.filter(|cell| !has_digit(cell) && headings::meaning(cell).is_some())
    };
    let is_told = known().any(headings::is_nothing_else) || known().count() > 1;
    is_told && !row.filled().any(|(_, cell)| values::is_number(cell))
}

fn by_headings(texts: &[String], below: &[&PastedRow]) -> Vec<Column> {
    let meanings: Vec<_> = texts.iter().map(|text| headings::meaning(text)).collect();
    let mut columns = vec![Column::Other; texts.len()];
    for column in Column::ALL {
        let claims = meanings.iter().enumerate().filter_map(|(index, meaning)| {
            let (meant, rank) = (*meaning)?;
            (meant == column).then_some((rank, index))
        });
        if let Some((_, index)) = claims.min() {
            columns[index] = column;
        }
    }
    // Names stand below all sorts of headings, or below none.
    if !columns.contains(&Column::Name) {
        let is_free = |index: usize| meanings[index].is_none();
        if let Some(index) = guess::name_among(below, texts.len(), is_free) {
            columns[index] = Column::Name;
        }
    }
    columns
}
