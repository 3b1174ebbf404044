//! Which cells are chosen, and how keys choose others.

use std::ops::RangeInclusive;

/// A cell by its place: row and column, each counted from 0 among those that are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub row: usize,
    pub column: usize,
}

/// Where a key leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Up,
    Down,
    Left,
    Right,
    /// The first or last cell of the row.
    RowStart,
    RowEnd,
    /// The first or last cell of the column.
    Top,
    Bottom,
    /// The very first or last cell.
    First,
    Last,
    PageUp,
    PageDown,
}

/// So many rows are a screenful.
const PAGE: usize = 10;

/// A rectangle of cells: from where it was begun to where the focus is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub anchor: Cell,
    /// The cell with the focus.
    pub cursor: Cell,
}

impl Selection {
    pub fn cell(cell: Cell) -> Selection {
        Selection { anchor: cell, cursor: cell }
    }

    pub fn rows(self) -> RangeInclusive<usize> {
        let (one, other) = (self.anchor.row, self.cursor.row);
        one.min(other)..=one.max(other)
    }

    pub fn columns(self) -> RangeInclusive<usize> {
        let (one, other) = (self.anchor.column, self.cursor.column);
        one.min(other)..=one.max(other)
    }

    pub fn n_cells(self) -> usize {
        self.rows().count() * self.columns().count()
    }

    /// From the same beginning to another cell.
    #[must_use]
    pub fn to(self, cursor: Cell) -> Selection {
        Selection { cursor, ..self }
    }

    /// After a key, in a grid of so many rows and columns. It stops at the edges; `extends` keeps where it was begun.
    #[must_use]
    pub fn moved(self, way: Way, n_rows: usize, n_columns: usize, extends: bool) -> Selection {
        let Cell { row, column } = self.cursor;
        let (last_row, last_column) = (n_rows.saturating_sub(1), n_columns.saturating_sub(1));
        let cell = |row: usize, column: usize| Cell {
            row: row.min(last_row),
            column: column.min(last_column),
        };
        let cursor = match way {
            Way::Up => cell(row.saturating_sub(1), column),
            Way::Down => cell(row + 1, column),
            Way::Left => cell(row, column.saturating_sub(1)),
            Way::Right => cell(row, column + 1),
            Way::RowStart => cell(row, 0),
            Way::RowEnd => cell(row, last_column),
            Way::Top => cell(0, column),
            Way::Bottom => cell(last_row, column),
            Way::First => cell(0, 0),
            Way::Last => cell(last_row, last_column),
            Way::PageUp => cell(row.saturating_sub(PAGE), column),
            Way::PageDown => cell(row + PAGE, column),
        };
        if extends { self.to(cursor) } else { Selection::cell(cursor) }
    }

    /// All rows of what is chosen, from edge to edge.
    #[must_use]
    pub fn whole_rows(self, n_columns: usize) -> Selection {
        let mut all = self;
        all.anchor.column = n_columns.saturating_sub(1);
        all.cursor.column = 0;
        all
    }

    /// All columns of what is chosen, from top to bottom.
    #[must_use]
    pub fn whole_columns(self, n_rows: usize) -> Selection {
        let mut all = self;
        all.anchor.row = n_rows.saturating_sub(1);
        all.cursor.row = 0;
        all
    }

    /// What is left of it in a grid of so many rows and columns.
    #[must_use]
    pub fn within(self, n_rows: usize, n_columns: usize) -> Selection {
        let cell = |cell: Cell| Cell {
            row: cell.row.min(n_rows.saturating_sub(1)),
            column: cell.column.min(n_columns.saturating_sub(1)),
        };
        Selection { anchor: cell(self.anchor), cursor: cell(self.cursor) }
    }
}
