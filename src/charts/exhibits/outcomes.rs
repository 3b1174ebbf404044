//! What each outcome brings, and where the rest of what it is worth stays: steps that multiply from achieved to paid.

use std::rc::Rc;

use crate::charts::bars::{BarPanel, BarPart, BarRow, BarsChart, Ink};
use crate::charts::exhibit::{Exhibit, LazyTable};
use crate::charts::theme::Hue;
use crate::engine::summary::Summary;
use crate::findings::amounts::pounds_in_short;
use crate::findings::outcome_steps::{Steps, outcomes_sentence, outcomes_title, steps};
use crate::format;
use crate::report::{Cell, Table, named_rows};

impl Exhibit {
    /// Paid, unpaid and not claimable, outcome by outcome.
    pub fn outcomes(summary: &Rc<Summary>) -> Exhibit {
        Exhibit {
            id: "outcomes",
            heading: "Payments by outcome",
            title: outcomes_title(summary),
            sentence: outcomes_sentence(summary),
            picture: picture(summary).into(),
            table: LazyTable::of(summary, table),
        }
    }
}

fn picture(summary: &Summary) -> BarsChart {
    let rows = steps(summary).into_iter().map(|step| {
        let (paid, earned) = (step.paid, step.paid + step.unpaid);
        let part = |from: f64, to: f64, ink: Ink| (to > from).then_some(BarPart { from, to, ink });
        let parts = [
            part(0.0, paid, Ink::Full(Hue::Payments)),
            part(paid, earned, Ink::Limit),
            part(earned, earned + step.unclaimed, Ink::Lost),
        ];
        BarRow {
            label: step.name,
            parts: parts.into_iter().flatten().collect(),
            value: pounds_in_short(paid),
            ..BarRow::default()
        }
    });
    BarsChart {
        legend: vec![
            (Ink::Full(Hue::Payments), "paid".to_owned()),
            (Ink::Limit, "taken by caps".to_owned()),
            (Ink::Lost, "too late, or not claimable".to_owned()),
        ],
        panels: vec![BarPanel {
            heading: "On average over all futures, at the prices that are paid".to_owned(),
            rows: rows.collect(),
        }],
    }
}

fn table(summary: &Summary) -> Table {
    let count = |number: f64| Cell::Number((number * 10.0).round() / 10.0);
    let pounds = |pounds: f64| Cell::Number(pounds.round());
    let rows = steps(summary).into_iter().map(|step| {
        let Steps { name, achieved, in_time, claimed, paid, unpaid, unclaimed, .. } = step;
        vec![
            Cell::Text(name),
            count(achieved),
            count(in_time),
            count(claimed),
            pounds(unclaimed),
            pounds(paid + unpaid),
            pounds(unpaid),
            pounds(paid),
        ]
    });
    let columns = [
        "Achieved",
        "In time",
        "Claimed",
        "Not claimable, worth",
        "Earned",
        "Taken by caps",
        "Paid",
    ];
    Table {
        name: "outcomes".into(),
        caption: format!(
            "From achieved to paid by outcome, on average over all futures; amounts in {}",
            format::currency_units()
        ),
        columns: named_rows("Outcome", columns),
        rows: rows.collect(),
    }
}
