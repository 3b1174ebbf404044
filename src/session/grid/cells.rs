//! Which rows and columns the grid has, and what stands in its cells.

use super::column::{Column, Columns};
use super::selection::Selection;
use crate::model::{RateCard, Scenario};
use crate::session::fields::{self, Unit};

/// The domains in the order in which they are shown, each with its lines by their places on the card.
pub fn by_domain(card: &RateCard) -> impl Iterator<Item = (&str, impl Iterator<Item = usize>)> {
    card.domains().into_iter().map(move |domain| {
        let lines = card.outcomes.iter().enumerate();
        let of_domain = lines.filter(move |(_, line)| line.domain == domain);
        (domain, of_domain.map(|(index, _)| index))
    })
}

/// The places of the lines on the card, in the order in which they are shown.
pub(super) fn in_order(card: &RateCard) -> Vec<usize> {
    by_domain(card).flat_map(|(_, lines)| lines).collect()
}

/// A scenario's card as rows and columns of cells.
pub struct Cells<'s> {
    pub scenario: &'s Scenario,
    /// The scenario as it was opened.
    pub opened: &'s Scenario,
    pub columns: Columns,
    /// The line of each row.
    lines: Vec<usize>,
}

impl<'s> Cells<'s> {
    pub fn of(scenario: &'s Scenario, opened: &'s Scenario, columns: Columns) -> Cells<'s> {
        Cells { scenario, opened, columns, lines: in_order(&scenario.rate_card) }
    }

    pub fn n_rows(&self) -> usize {
        self.lines.len()
    }

    /// The line in this row, by its place on the card.
    pub fn line(&self, row: usize) -> Option<usize> {
        self.lines.get(row).copied()
    }

    /// The path of the field in a cell; none where it holds a figure, or where there is no cell.
    pub(super) fn path(&self, row: usize, column: usize) -> Option<(Column, String)> {
        let column = self.columns.at(column)?;
        Some((column, column.path(self.line(row)?)?))
    }

    /// What stands in the field of a cell, with numbers as machines write them.
    pub(super) fn plain_text(&self, row: usize, column: usize) -> Option<String> {
        let (_, path) = self.path(row, column)?;
        let found = fields::find(&path)?;
        let text = match found.value(self.scenario) {
            Some(value) => found.field.text(&value),
            None => String::new(),
        };
        Some(if found.field.unit == Unit::Text { text } else { text.replace(',', "") })
    }

    /// The chosen cells as tab-separated text, which spreadsheets read. `figure` tells what stands in a cell of figures.
    pub fn copied(
        &self,
        selection: Selection,
        figure: impl Fn(Column, &str) -> Option<String>,
    ) -> String {
        let text_of = |row: usize, place: usize| {
            let figure = || {
                let line = self.scenario.rate_card.outcomes.get(self.line(row)?)?;
                figure(self.columns.at(place)?, &line.id)
            };
            quoted(self.plain_text(row, place).or_else(figure).unwrap_or_default())
        };
        let rows = selection.rows().map(|row| {
            let cells = selection.columns().map(|place| text_of(row, place));
            cells.collect::<Vec<_>>().join("\t")
        });
        rows.collect::<Vec<_>>().join("\n")
    }
}

/// A cell in quotes where its text would end it.
fn quoted(text: String) -> String {
    if text.contains(['\t', '\n', '\r', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}
