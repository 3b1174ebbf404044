//! What is paid quarter by quarter.

use std::rc::Rc;

use crate::charts::columns::{ColumnsChart, SpanColumn};
use crate::charts::exhibit::{Exhibit, LazyTable};
use crate::charts::frame::Measure;
use crate::charts::theme::Hue;
use crate::engine::summary::{Period, Summary};
use crate::findings::payments::{quarters_sentence, quarters_title};
use crate::format;
use crate::report::{Cell, Table, named_rows};

impl Exhibit {
    /// Payments by calendar quarter.
    pub fn quarters(summary: &Rc<Summary>) -> Exhibit {
        Exhibit {
            id: "quarters",
            heading: "Payments by quarter",
            title: quarters_title(summary),
            sentence: quarters_sentence(summary),
            picture: picture(summary).into(),
            table: LazyTable::of(summary, table),
        }
    }
}

fn picture(summary: &Summary) -> ColumnsChart {
    let mut from = summary.start;
    let columns = summary.by_quarter().iter().map(|Period { end, paid, .. }| {
        let column = SpanColumn {
            from,
            to: *end,
            amount: paid.p50.pounds(),
            range: Some((paid.p10.pounds(), paid.p90.pounds())),
        };
        from = end.plus(1);
        column
    });
    ColumnsChart {
        quantity: "paid for a quarter: median, and where 80 of 100 futures lie".to_owned(),
        measure: Measure::Money,
        hue: Hue::Payments,
        columns: columns.collect(),
        limits: Vec::new(),
    }
}

fn table(summary: &Summary) -> Table {
    let rows = summary.by_quarter().iter().map(|Period { end, paid, share_of_cap, .. }| {
        vec![
            Cell::Month(*end),
            Cell::percentile(paid.p10, paid.p10_interval),
            Cell::percentile(paid.p50, paid.p50_interval),
            Cell::percentile(paid.p90, paid.p90_interval),
            share_of_cap
                .map_or(Cell::Empty, |share| Cell::Share((share * 1000.0).round() / 1000.0)),
        ]
    });
    Table {
        name: "quarters".into(),
        caption: format!("Paid for each quarter, in {}", format::currency_units()),
        columns: named_rows(
            "Quarter to",
            ["10 of 100 futures are below", "Median", "90 of 100 below", "Paid so far, of the cap"],
        ),
        rows: rows.collect(),
    }
}
