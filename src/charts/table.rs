//! The figures of a chart as rows and columns, for the page and for other programs.

use crate::engine::summary::Fan;
use crate::format;
use crate::model::{CalendarMonth, Money};

/// A table whose first column names its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What the table holds, with its unit.
    pub caption: String,
    pub header: Vec<String>,
    /// Each as long as the header.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell, for people and for programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// As on the page: "22,297,917".
    pub text: String,
    /// As in a file: "22297917.07".
    pub plain: String,
}

impl Table {
    /// The table as comma-separated values, a line for each row, with its header.
    pub fn to_csv(&self) -> String {
        let mut csv = format::csv_row(&self.header);
        for row in &self.rows {
            csv.push_str(&format::csv_row(row.iter().map(|cell| &cell.plain)));
        }
        csv
    }
}

impl Cell {
    /// For a figure that does not exist.
    pub(super) fn empty() -> Cell {
        Cell { text: "–".to_owned(), plain: String::new() }
    }

    pub(super) fn money(amount: Money) -> Cell {
        Cell { text: format::number(amount.pounds().round()), plain: format::money_plain(amount) }
    }

    fn month(month: CalendarMonth) -> Cell {
        Cell { text: format::month(month), plain: month.to_string() }
    }
}

/// The header of a fan's table; percentiles in words, since few people read "P10".
pub(super) fn fan_header(month: &str) -> Vec<String> {
    let columns = [
        "10 of 100 futures are below (£)",
        "25 of 100 below (£)",
        "Median (£)",
        "75 of 100 below (£)",
        "90 of 100 below (£)",
    ];
    std::iter::once(month).chain(columns).map(str::to_owned).collect()
}

/// One row of a fan's table.
pub(super) fn fan_row(month: CalendarMonth, fan: Option<&Fan>) -> Vec<Cell> {
    let amounts = fan.map(|fan| [fan.p10, fan.p25, fan.p50, fan.p75, fan.p90].map(Cell::money));
    let cells = amounts.unwrap_or_else(|| std::array::from_fn(|_| Cell::empty()));
    std::iter::once(Cell::month(month)).chain(cells).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_lose_nothing_on_the_way_to_other_programs() {
        let cell = Cell::money(Money::from_pence(-2_229_791_707));
        assert_eq!((cell.text.as_str(), cell.plain.as_str()), ("-22,297,917", "-22297917.07"));
    }

    #[test]
    fn fields_with_commas_or_quotes_are_quoted() {
        let cell = |plain: &str| Cell { text: String::new(), plain: plain.to_owned() };
        let table = Table {
            caption: String::new(),
            header: vec!["Period, ending".to_owned(), "Median".to_owned()],
            rows: vec![vec![cell("2020-03"), cell("say \"nil\"")]],
        };
        assert_eq!(table.to_csv(), "\"Period, ending\",Median\r\n2020-03,\"say \"\"nil\"\"\"\r\n");
    }
}
