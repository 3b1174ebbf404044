//! The figures of a fan chart as rows and columns.

use crate::engine::summary::Fan;
use crate::format;
use crate::model::CalendarMonth;
use crate::report::{Cell, Column};

/// The columns of a fan's table; percentiles in words, since few people read "P10".
pub(super) fn fan_columns(month: &str) -> Vec<Column> {
    let columns = [
        "10 of 100 futures are below (£)",
        "25 of 100 below (£)",
        "Median (£)",
        "75 of 100 below (£)",
        "90 of 100 below (£)",
    ];
    let columns = columns.map(format::in_currency);
    std::iter::once(month.to_owned()).chain(columns).map(Column::left).collect()
}

/// One row of a fan's table.
pub(super) fn fan_row(month: CalendarMonth, fan: Option<&Fan>) -> Vec<Cell> {
    let amounts = fan.map(|fan| [fan.p10, fan.p25, fan.p50, fan.p75, fan.p90].map(Cell::Pounds));
    let cells = amounts.unwrap_or_else(|| std::array::from_fn(|_| Cell::Empty));
    std::iter::once(Cell::Month(month)).chain(cells).collect()
}
