//! A pasted table, and what its columns are taken for.

use super::cells::{self, PastedRow};
use super::column::Column;
use super::columns::{self, PastedColumn};
use super::error::PasteError;
use super::lines;
use crate::model::LIMITS;

/// The text of a table, read as lines of a rate card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedCard {
    columns: Vec<PastedColumn>,
    rows: Vec<PastedRow>,
    /// Which of the rows holds the headings.
    header: Option<usize>,
}

impl PastedCard {
    /// Reads a pasted text.
    ///
    /// # Errors
    /// Where it is empty, larger than any rate card, or without names of outcomes.
    pub fn read(text: &str) -> Result<PastedCard, PasteError> {
        if text.len() > PasteError::MOST_BYTES {
            return Err(PasteError::TooLarge);
        }
        let rows = cells::rows(text);
        let n_columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        if rows.is_empty() {
            return Err(PasteError::Empty);
        }
        if rows.len() > PasteError::MOST_ROWS {
            return Err(PasteError::TooManyRows(rows.len()));
        }
        if n_columns > PasteError::MOST_COLUMNS {
            return Err(PasteError::TooManyColumns(n_columns));
        }
        let columns::Layout { header, columns } = columns::layout(&rows, n_columns);
        let card = PastedCard { columns, rows, header };
        match lines::count(&card.columns, &card.rows, card.header) {
            0 => Err(cells::uneven_commas(text).unwrap_or(PasteError::NoNames)),
            n if n > LIMITS.outcomes => Err(PasteError::TooManyLines(n)),
            _ => Ok(card),
        }
    }

    /// The card with another meaning of one column, counted from 0. A column that had this meaning before is left out
    /// from now on; all others stay.
    #[must_use]
    pub fn with_column(&self, index: usize, column: Column) -> PastedCard {
        let mut card = self.clone();
        if index < card.columns.len() {
            for other in card.columns.iter_mut().filter(|other| other.column == column) {
                other.column = Column::Other;
            }
            card.columns[index].column = column;
        }
        card
    }

    /// What each column is taken for.
    pub fn columns(&self) -> &[PastedColumn] {
        &self.columns
    }

    /// All rows with text, headings and sums among them.
    pub fn rows(&self) -> &[PastedRow] {
        &self.rows
    }

    /// Which of the rows holds the headings, counted from 0.
    pub fn header(&self) -> Option<usize> {
        self.header
    }
}
