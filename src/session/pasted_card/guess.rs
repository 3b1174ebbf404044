//! What columns without headings are about, by their cells.

use std::collections::BTreeSet;

use super::cells::{PastedRow, normal};
use super::column::Column;
use super::values;
use crate::format;

/// What each column seems to be about. No two are taken for the same, and what is in doubt is left out.
pub(super) fn columns(rows: &[&PastedRow], n_columns: usize) -> Vec<Column> {
    let contents = contents(rows, n_columns);
    let mut guess = Guess { columns: vec![Column::Other; n_columns], contents: &contents };
    let Some(name) = name(&contents, |_| true) else { return guess.columns };
    guess.columns[name] = Column::Name;
    let names = &contents[name].distinct;
    guess.first(Column::MinMonths, |content| content.is_wait);
    guess.first(Column::After, |content| {
        content.is_text() && content.most(|cell| names.contains(&normal(cell)))
    });
    guess.first(Column::Domain, |content| {
        let has_gaps = content.cells.len() < contents[name].cells.len();
        content.is_text() && (content.distinct.len() < content.cells.len() || has_gaps)
    });
    guess.first(Column::Price, |content| content.is_amount() && content.most(has_sign_of_money));
    guess.first(Column::Price, |content| {
        content.is_amount() && !content.most(is_percentage) && content.cells.iter().any(is_large)
    });
    guess.first(Column::Chance, |content| content.is_amount() && content.most(is_percentage));
    guess.first(Column::Chance, |content| {
        let has_point = content.cells.iter().any(|cell| cell.contains('.'));
        content.is_amount()
            && has_point
            && content.cells.iter().all(|cell| values::is_fraction(cell))
    });
    if guess.columns.contains(&Column::Price) {
        guess.first(Column::Chance, |content| {
            let is_chance = |cell: &&str| format::typed_percent(cell).is_ok();
            content.is_amount() && content.cells.iter().all(is_chance)
        });
    }
    guess.first(Column::Target, |content| {
        let is_whole = |cell: &&str| format::typed_whole(cell).is_ok();
        content.is_amount() && content.cells.iter().all(is_whole)
    });
    guess.columns
}

/// The column, among those that are free, whose texts are mostly distinct and stand in nearly all rows; or else the one
/// with the most different texts.
pub(super) fn name_among(
    rows: &[&PastedRow],
    n_columns: usize,
    is_free: impl Fn(usize) -> bool,
) -> Option<usize> {
    name(&contents(rows, n_columns), is_free)
}

fn name(contents: &[Content<'_>], is_free: impl Fn(usize) -> bool) -> Option<usize> {
    let is_free = |index: &usize| is_free(*index) && !contents[*index].cells.is_empty();
    let has_text = (0..contents.len()).any(|index| is_free(&index) && contents[index].is_text());
    // Below headings a length of time can be all that a line is called.
    let is_text = |index: &usize| {
        let content = &contents[*index];
        is_free(index) && if has_text { content.is_text() } else { content.is_wait }
    };
    let texts = || (0..contents.len()).filter(is_text);
    let fullest = texts().map(|index| contents[index].cells.len()).max()?;
    let is_name = |index: &usize| {
        let content = &contents[*index];
        let n_cells = content.cells.len();
        5 * n_cells >= 4 * fullest && 5 * content.distinct.len() >= 4 * n_cells
    };
    // Of several with as many the first.
    let richest = || texts().rev().max_by_key(|index| contents[*index].distinct.len());
    texts().find(is_name).or_else(richest)
}

/// The columns so far, and what stands in them.
struct Guess<'c> {
    columns: Vec<Column>,
    contents: &'c [Content<'c>],
}

impl Guess<'_> {
    /// Takes the first free column with this content for `column`, if none is yet.
    fn first(&mut self, column: Column, is_it: impl Fn(&Content<'_>) -> bool) {
        if self.columns.contains(&column) {
            return;
        }
        let found = (0..self.columns.len())
            .find(|index| self.columns[*index] == Column::Other && is_it(&self.contents[*index]));
        if let Some(index) = found {
            self.columns[index] = column;
        }
    }
}

/// What stands in one column.
struct Content<'r> {
    /// All that is not empty.
    cells: Vec<&'r str>,
    distinct: BTreeSet<String>,
    is_number: bool,
    /// Times with their unit.
    is_wait: bool,
    /// Numbers of rows, one after another.
    is_numbering: bool,
}

impl Content<'_> {
    fn is_text(&self) -> bool {
        !self.cells.is_empty() && !self.is_number && !self.is_wait
    }

    fn is_amount(&self) -> bool {
        self.is_number && !self.is_numbering
    }

    fn most(&self, is_so: impl Fn(&str) -> bool) -> bool {
        2 * self.cells.iter().filter(|cell| is_so(cell)).count() > self.cells.len()
    }
}

fn contents<'r>(rows: &[&'r PastedRow], n_columns: usize) -> Vec<Content<'r>> {
    let mut columns: Vec<Vec<&str>> = vec![Vec::new(); n_columns];
    for row in rows {
        for (index, cell) in row.filled() {
            columns[index].push(cell);
        }
    }
    columns.into_iter().map(content).collect()
}

fn content(cells: Vec<&str>) -> Content<'_> {
    let mut content = Content {
        distinct: cells.iter().map(|cell| normal(cell)).collect(),
        cells,
        is_number: false,
        is_wait: false,
        is_numbering: false,
    };
    content.is_number = content.most(values::is_number);
    content.is_wait = content.most(values::is_time);
    let whole = |cell: &&str| format::typed_whole(cell).ok();
    let numbers: Option<Vec<u64>> = content.cells.iter().map(whole).collect();
    content.is_numbering = numbers.is_some_and(|numbers| {
        let begins = numbers.first().is_some_and(|first| *first <= 1);
        begins && numbers.len() > 1 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
    });
    content
}

fn has_sign_of_money(cell: &str) -> bool {
    format::typed_number(cell).is_err() && format::typed_money(cell).is_ok()
}

fn is_percentage(cell: &str) -> bool {
    cell.contains('%')
}

fn is_large(cell: &&str) -> bool {
    format::typed_money(cell).is_ok_and(|amount| amount.pounds() > 100.0)
}
