//! What there is to say about a table while it is read.

use super::column::Column;
use super::columns::PastedColumn;
use super::not_understood::{NotUnderstood, shortened};

/// Collects cells that are not understood, and sentences about all else that the person should look at.
pub(super) struct Remarks<'c> {
    columns: &'c [PastedColumn],
    pub not_understood: Vec<NotUnderstood>,
    pub notes: Vec<String>,
}

impl<'c> Remarks<'c> {
    pub(super) fn new(columns: &'c [PastedColumn]) -> Remarks<'c> {
        Remarks { columns, not_understood: Vec::new(), notes: Vec::new() }
    }

    /// A cell changes nothing: in this row, of this outcome where its name was read, in this column of the table.
    pub(super) fn refuse(
        &mut self,
        (row, name): (usize, Option<&str>),
        column: Option<usize>,
        text: &str,
        why: impl Into<String>,
    ) {
        let title = |index: usize| self.columns[index].title(index);
        self.not_understood.push(NotUnderstood {
            row,
            name: name.map(str::to_owned),
            column: column.map_or_else(|| Column::Name.label(), title),
            text: text.to_owned(),
            why: why.into(),
        });
    }

    /// New lines of which the table says no price, or no chance, that was understood: these stand in.
    pub(super) fn stand_ins(&mut self, column: Column, words: &str, names: &[&str]) {
        if names.is_empty() || !self.columns.iter().any(|one| one.column == Column::Name) {
            return;
        }
        let names: Vec<String> = names.iter().map(|name| shortened(name)).collect();
        let what = column.label().to_lowercase();
        self.notes.push(format!("No {what} was understood for {}: {words}.", names.join(", ")));
    }

    /// Whether a cell of a row was refused.
    pub(super) fn is_refused(&self, row: usize, column: usize) -> bool {
        let title = self.columns[column].title(column);
        self.not_understood.iter().any(|cell| cell.row == row && cell.column == title)
    }

    /// A row is no line of the card.
    pub(super) fn leave_out(&mut self, row: usize, text: &str, why: &str) {
        let text = shortened(text);
        self.notes.push(format!("Row {row}, “{text}”, {why} and is left out."));
    }
}
