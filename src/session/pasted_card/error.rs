//! Why a text is no rate card.

use std::fmt;

use crate::format;
use crate::model::LIMITS;

/// Why a pasted text was not read. Its `Display` is a sentence or two for the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasteError {
    /// There is no text in it.
    Empty,
    /// It is longer than any rate card.
    TooLarge,
    /// It has more rows with text than any rate card.
    TooManyRows(usize),
    /// It has more columns than any rate card.
    TooManyColumns(usize),
    /// It names more outcomes than a card may have.
    TooManyLines(usize),
    /// No column of it holds names of outcomes.
    NoNames,
    /// It is parted by commas, and a row has another number of them than the first.
    UnevenCommas {
        /// Counted from 1.
        row: usize,
        n_commas: usize,
        n_first: usize,
    },
}

impl PasteError {
    /// Bytes of text that are read at most.
    pub(super) const MOST_BYTES: usize = 200_000;
    /// Rows with text, headings and sums among them.
    pub(super) const MOST_ROWS: usize = 1_000;
    /// Columns of a table.
    pub(super) const MOST_COLUMNS: usize = 100;
}

impl fmt::Display for PasteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |n: usize| format::count(n as u64);
        match self {
            PasteError::Empty => f.write_str("There is no text to read: copy the table again."),
            PasteError::TooLarge => f.write_str(
                "This is longer than any rate card. Copy only the table with the outcomes.",
            ),
            PasteError::TooManyRows(n) => write!(
                f,
                "This has {} rows, and at most {} are read. Copy only the table with the outcomes.",
                count(*n),
                count(PasteError::MOST_ROWS)
            ),
            PasteError::TooManyColumns(n) => write!(
                f,
                "This has {} columns, and at most {} are read. Copy only the table with the outcomes.",
                count(*n),
                count(PasteError::MOST_COLUMNS)
            ),
            PasteError::TooManyLines(n) => write!(
                f,
                "This names {} outcomes, and a card holds at most {}. Copy fewer rows.",
                count(*n),
                count(LIMITS.outcomes)
            ),
            PasteError::UnevenCommas { row, n_commas, n_first } => write!(
                f,
                "Row {row} has {}, and the first row has {}. Put amounts such as \"1,500\" in quotation marks or write them \
                 without commas; or copy the cells in the spreadsheet itself.",
                format::counted(*n_commas as u64, "comma"),
                format::counted(*n_first as u64, "comma")
            ),
            PasteError::NoNames => f.write_str(
                "No column of this holds names of outcomes. Copy the column with their names as well.",
            ),
        }
    }
}
