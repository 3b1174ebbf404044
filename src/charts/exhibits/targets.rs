//! What is achieved, against what was promised.

use std::rc::Rc;

use crate::charts::bars::{BarPanel, BarPart, BarRow, BarsChart, Ink};
use crate::charts::exhibit::{Exhibit, LazyTable};
use crate::charts::theme::Hue;
use crate::engine::summary::{OutcomeTotal, Summary};
use crate::findings::ladder::{targets_sentence, targets_title};
use crate::format;
use crate::model::Scenario;
use crate::report::{Cell, Table, named_rows};

impl Exhibit {
    /// Achievements by outcome beside their targets; none where the card has no target.
    pub fn targets(summary: &Rc<Summary>, scenario: &Scenario) -> Option<Exhibit> {
        let promised = promised(summary, scenario);
        Some(Exhibit {
            id: "targets",
            heading: "Achieved against targets",
            title: targets_title(summary, scenario)?,
            sentence: targets_sentence(summary, scenario),
            picture: picture(&promised).into(),
            table: LazyTable::new(move || table(&promised)),
        })
    }
}

/// An outcome with what was promised of it.
struct Promised {
    total: OutcomeTotal,
    target: u32,
}

fn promised(summary: &Summary, scenario: &Scenario) -> Vec<Promised> {
    let lines = &scenario.rate_card.outcomes;
    let totals = summary.outcomes.iter().filter(|total| !total.is_step);
    let promised = totals.filter_map(|total| {
        let target = lines.iter().find(|line| line.id == total.id)?.target?;
        Some(Promised { total: total.clone(), target })
    });
    promised.collect()
}

fn picture(promised: &[Promised]) -> BarsChart {
    let rows = promised.iter().map(|Promised { total, target }| BarRow {
        label: total.name.clone(),
        parts: vec![BarPart { from: 0.0, to: total.achieved.p50, ink: Ink::Pale(Hue::Payments) }],
        range: Some((total.achieved.p10, total.achieved.p90)),
        mark: Some(f64::from(*target)),
        value: format!(
            "{} of {}",
            format::number(total.achieved.p50.round()),
            format::count(u64::from(*target))
        ),
        ..BarRow::default()
    });
    let panel = BarPanel { heading: String::new(), rows: rows.collect() };
    BarsChart {
        legend: vec![
            (Ink::Pale(Hue::Payments), "achieved in the median future".to_owned()),
            (Ink::Limit, "target".to_owned()),
        ],
        panels: vec![panel],
    }
}

fn table(promised: &[Promised]) -> Table {
    let number = |number: f64| Cell::Number(number.round());
    let rows = promised.iter().map(|Promised { total, target }| {
        vec![
            Cell::Text(total.name.clone()),
            Cell::Count(i64::from(*target)),
            number(total.achieved.p10),
            number(total.achieved.p50),
            number(total.achieved.p90),
        ]
    });
    Table {
        name: "targets".into(),
        caption: "Achievements by outcome, late ones included, beside their targets".to_owned(),
        columns: named_rows(
            "Outcome",
            ["Target", "10 of 100 futures are below", "Median", "90 of 100 below"],
        ),
        rows: rows.collect(),
    }
}
