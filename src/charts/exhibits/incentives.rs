//! What the card pays for one person of each segment, and what that person costs.

use crate::analysis::incentives::{Incentives, SegmentPay};
use crate::charts::bars::{BarPanel, BarPart, BarRow, BarsChart, Ink};
use crate::charts::exhibit::{Exhibit, LazyTable};
use crate::charts::theme::Hue;
use crate::findings::incentives::{incentives_sentence, incentives_title};
use crate::format;
use crate::report::{Cell, Table, named_rows};

impl Exhibit {
    /// Pay less cost of one person who starts, by segment.
    pub fn incentives(incentives: Incentives) -> Exhibit {
        Exhibit {
            id: "incentives",
            heading: "Whom the card rewards helping",
            title: incentives_title(&incentives),
            sentence: incentives_sentence(&incentives),
            picture: picture(&incentives).into(),
            table: LazyTable::new(move || table(&incentives)),
        }
    }
}

fn picture(incentives: &Incentives) -> BarsChart {
    let bar = |label: &str, amount: f64, ink: Ink| BarRow {
        label: label.to_owned(),
        depth: 1,
        parts: vec![BarPart { from: 0.0, to: amount, ink }],
        value: format::whole_money(amount.round()),
        ..BarRow::default()
    };
    let of_segment = |segment: &SegmentPay| {
        [
            BarRow { label: segment.name.clone(), ..BarRow::default() },
            bar("Pay", segment.pay, Ink::Full(Hue::Payments)),
            bar("Cost", segment.cost, Ink::Pale(Hue::Capital)),
            bar("Left", segment.left(), Ink::Full(Hue::Capital)),
        ]
    };
    let some = incentives.segments.iter().filter(|segment| segment.share_of_starts > 0.0);
    let mut rows: Vec<BarRow> = some.flat_map(of_segment).collect();
    if !rows.is_empty() {
        rows.push(BarRow { label: "Everybody".to_owned(), ..BarRow::default() });
        rows.push(bar("Set-up and running", incentives.shared_cost, Ink::Pale(Hue::Capital)));
    }
    let heading = "For one person who starts, on average, before caps on totals".to_owned();
    BarsChart { legend: Vec::new(), panels: vec![BarPanel { heading, rows }] }
}

fn table(incentives: &Incentives) -> Table {
    let pounds = |amount: f64| Cell::Number(amount.round());
    let rows = incentives.segments.iter().map(|segment| {
        vec![
            Cell::Text(segment.name.clone()),
            Cell::Share((segment.share_of_starts * 1000.0).round() / 1000.0),
            pounds(segment.pay),
            pounds(segment.cost),
            pounds(segment.left()),
        ]
    });
    Table {
        name: "incentives".into(),
        caption: format!(
            "Pay and cost of one person who starts, in {}, on average and before caps on totals",
            format::currency_units()
        ),
        columns: named_rows("Segment", ["Of all who start", "Pay", "Cost", "Left"]),
        rows: rows.collect(),
    }
}
