//! How many people are in support, month by month.

use std::rc::Rc;

use crate::charts::columns::{ColumnsChart, SpanColumn};
use crate::charts::exhibit::{Exhibit, LazyTable};
use crate::charts::frame::Measure;
use crate::charts::theme::Hue;
use crate::engine::summary::{Month, Summary};
use crate::findings::caseload::{caseload_sentence, caseload_title};
use crate::model::Scenario;
use crate::report::{Cell, Table, named_rows};

impl Exhibit {
    /// People in support by month, with the caseworkers that they need.
    pub fn caseload(summary: &Rc<Summary>, scenario: &Scenario) -> Exhibit {
        let each = scenario.costs.caseload.get();
        Exhibit {
            id: "caseload",
            heading: "Caseload",
            title: caseload_title(summary),
            sentence: caseload_sentence(summary, scenario),
            picture: picture(summary).into(),
            table: LazyTable::of(summary, move |summary| table(summary, each)),
        }
    }
}

/// Up to the last month in which anybody is in support: payments run on after it.
fn months(summary: &Summary) -> &[Month] {
    let last = summary.months.iter().rposition(|month| month.caseload > 0.0);
    &summary.months[..last.map_or(0, |last| last + 1)]
}

fn picture(summary: &Summary) -> ColumnsChart {
    let columns = months(summary).iter().map(|month| SpanColumn {
        from: month.month,
        to: month.month,
        amount: month.caseload,
        range: None,
    });
    ColumnsChart {
        quantity: "people in support, on average".to_owned(),
        measure: Measure::Count,
        hue: Hue::Payments,
        columns: columns.collect(),
        limits: Vec::new(),
    }
}

fn table(summary: &Summary, each: f64) -> Table {
    let rows = months(summary).iter().map(|month| {
        let workers =
            if each > 0.0 { Cell::Number((month.caseload / each).ceil()) } else { Cell::Empty };
        vec![
            Cell::Month(month.month),
            Cell::Number((month.caseload * 10.0).round() / 10.0),
            workers,
        ]
    });
    Table {
        name: "caseload".into(),
        caption: "People in support by month, on average, and the caseworkers that they need"
            .to_owned(),
        columns: named_rows("Month", ["People in support", "Caseworkers"]),
        rows: rows.collect(),
    }
}
