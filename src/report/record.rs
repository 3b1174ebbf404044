//! Rows for programs: a list of named figures each, and the columns that these come to.

use super::capital::{Payback, RankedRate, RateOfReturn};
use super::cell::Cell;
use super::spreads::{Amount, Fan, MonthRange, Number};
use super::table::{Column, Table};
use crate::model::{CalendarMonth, Money};

/// A row: its figures by name, in order.
pub(super) type Record<'a> = Vec<(&'a str, Figure<'a>)>;

/// A figure of a row: one cell, or one for each of its parts. What does not exist is empty cells.
pub(super) enum Figure<'a> {
    Text(&'a str),
    Count(i64),
    Number(Option<f64>),
    Money(Option<Money>),
    Month(Option<CalendarMonth>),
    Amount(Option<&'a Amount>),
    Range(Option<&'a Number>),
    Months(Option<&'a MonthRange>),
    Payback(Option<&'a Payback>),
    RateOfReturn(Option<&'a RateOfReturn>),
    Fan(&'a Fan),
}

impl Figure<'_> {
    /// The parts of the figure, each with what follows the figure's name in its column.
    fn parts(&self) -> Vec<(&'static str, Cell)> {
        match *self {
            Figure::Text(text) => vec![("", Cell::Text(text.to_owned()))],
            Figure::Count(count) => vec![("", Cell::Count(count))],
            Figure::Number(number) => vec![("", number_cell(number))],
            Figure::Money(money) => vec![("", money_cell(money))],
            Figure::Month(month) => vec![("", month_cell(month))],
            Figure::Amount(amount) => vec![
                ("_mean", number_cell(amount.map(|amount| amount.mean))),
                ("_mean_error", number_cell(amount.and_then(|amount| amount.mean_error))),
                ("_p10", money_cell(amount.map(|amount| amount.p10))),
                ("_p50", money_cell(amount.map(|amount| amount.p50))),
                ("_p90", money_cell(amount.map(|amount| amount.p90))),
            ],
            Figure::Range(range) => vec![
                ("_mean", number_cell(range.map(|range| range.mean))),
                ("_mean_error", number_cell(range.and_then(|range| range.mean_error))),
                ("_p10", number_cell(range.map(|range| range.p10))),
                ("_p50", number_cell(range.map(|range| range.p50))),
                ("_p90", number_cell(range.map(|range| range.p90))),
            ],
            Figure::Months(range) => vec![
                ("_p10", month_cell(range.map(|range| range.p10))),
                ("_p50", month_cell(range.map(|range| range.p50))),
                ("_p90", month_cell(range.map(|range| range.p90))),
            ],
            Figure::Payback(payback) => vec![
                ("_p10", month_cell(payback.and_then(|payback| payback.p10))),
                ("_p50", month_cell(payback.and_then(|payback| payback.p50))),
                ("_p90", month_cell(payback.and_then(|payback| payback.p90))),
                (
                    "_probability_never",
                    number_cell(payback.map(|payback| payback.probability_never)),
                ),
            ],
            Figure::RateOfReturn(rate) => vec![
                ("_p10", rate_cell(rate.map(|rate| rate.p10))),
                ("_p50", rate_cell(rate.map(|rate| rate.p50))),
                ("_p90", rate_cell(rate.map(|rate| rate.p90))),
                (
                    "_futures_without",
                    rate.map_or(Cell::Empty, |rate| Cell::Count(rate.futures_without.into())),
                ),
                ("_probability_without", number_cell(rate.map(|rate| rate.probability_without))),
            ],
            Figure::Fan(fan) => vec![
                ("_mean", Cell::Number(fan.mean)),
                ("_p10", Cell::Money(fan.p10)),
                ("_p25", Cell::Money(fan.p25)),
                ("_p50", Cell::Money(fan.p50)),
                ("_p75", Cell::Money(fan.p75)),
                ("_p90", Cell::Money(fan.p90)),
            ],
        }
    }
}

fn number_cell(number: Option<f64>) -> Cell {
    number.map_or(Cell::Empty, Cell::Number)
}

fn rate_cell(rate: Option<RankedRate>) -> Cell {
    match rate {
        None => Cell::Empty,
        Some(RankedRate::Rate(rate)) => Cell::Number(rate),
        Some(RankedRate::Without(without)) => Cell::Text(without.name().to_owned()),
    }
}

fn money_cell(money: Option<Money>) -> Cell {
    money.map_or(Cell::Empty, Cell::Money)
}

fn month_cell(month: Option<CalendarMonth>) -> Cell {
    month.map_or(Cell::Empty, Cell::Month)
}

/// A table with a row for each record. All have the same figures, whatever does not exist in them; without a record
/// there are no columns either.
pub(super) fn table_of_records<'a>(
    name: &'static str,
    records: impl IntoIterator<Item = Record<'a>>,
) -> Table {
    let mut columns = Vec::new();
    let mut rows = Vec::new();
    for record in records {
        if columns.is_empty() {
            columns = cells(&record).map(|(name, _)| Column::left(name)).collect();
        }
        rows.push(cells(&record).map(|(_, cell)| cell).collect());
    }
    Table { name: name.into(), caption: String::new(), columns, rows }
}

/// A table with a row for each cell of one record: its name, and what it is.
pub(super) fn table_of_figures(name: &'static str, record: &Record<'_>) -> Table {
    Table {
        name: name.into(),
        caption: String::new(),
        columns: vec![Column::left("figure"), Column::left("value")],
        rows: cells(record).map(|(name, cell)| vec![Cell::Text(name), cell]).collect(),
    }
}

/// All cells of a record, by the names of their columns.
fn cells(record: &Record<'_>) -> impl Iterator<Item = (String, Cell)> {
    record.iter().flat_map(|(name, figure)| {
        let parts = figure.parts().into_iter();
        parts.map(move |(part, cell)| (format!("{name}{part}"), cell))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_that_does_not_exist_keeps_its_columns() {
        let range = Number { mean: 2.5, mean_error: Some(0.1), p10: 1.0, p50: 2.0, p90: 4.0 };
        let record = |range| vec![("id", Figure::Text("home")), ("irr", Figure::Range(range))];
        let table = table_of_records("lines", [record(Some(&range)), record(None)]);
        assert_eq!(
            table.csv(),
            "id,irr_mean,irr_mean_error,irr_p10,irr_p50,irr_p90\r\nhome,2.5,0.1,1,2,4\r\nhome,,,,,\r\n"
        );
        let table = table_of_figures("summary", &record(Some(&range)));
        assert!(table.csv().starts_with("figure,value\r\nid,home\r\nirr_mean,2.5\r\n"));
        assert_eq!(table_of_records("lines", []).csv(), "");
    }
}
