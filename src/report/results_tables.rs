//! The tables of the results: payments by payer and by year, and the card line by line.

use super::cell::Cell;
use super::table::{Column, Table};
use crate::engine::summary::{OutcomeTotal, Range, Spread, Summary};
use crate::model::Scenario;

/// What each payer pays.
pub fn payers_table(summary: &Summary) -> Table {
    let rows = summary.payers.iter().map(|payer| spread_row(&payer.name, &payer.paid));
    spread_table("payers", "Paid by each payer", "Payer", rows.collect())
}

/// What is paid in each financial year.
pub fn years_table(summary: &Summary) -> Table {
    let rows = summary.years.iter().map(|year| spread_row(&year.label, &year.paid));
    spread_table("years", "Paid by financial year (April to March)", "Year", rows.collect())
}

fn spread_table(name: &'static str, caption: &str, rows_are: &str, rows: Vec<Vec<Cell>>) -> Table {
    Table {
        name: name.into(),
        caption: caption.to_owned(),
        columns: vec![
            Column::left(rows_are),
            Column::right("80 of 100 futures"),
            Column::right("Median"),
        ],
        rows,
    }
}

fn spread_row(name: &str, spread: &Spread) -> Vec<Cell> {
    let median = Cell::percentile(spread.p50, spread.p50_interval);
    let range = if spread.p10 == spread.p90 {
        Cell::Money(spread.p50)
    } else {
        Cell::range(
            Cell::percentile(spread.p10, spread.p10_interval),
            Cell::percentile(spread.p90, spread.p90_interval),
        )
    };
    vec![Cell::Text(name.to_owned()), range, median]
}

/// What people achieve and what is paid for it, line by line, beside the targets of the scenario that the summary
/// belongs to; without any target the table has no column for them.
pub fn outcomes_table(summary: &Summary, scenario: &Scenario) -> Table {
    let lines = &scenario.rate_card.outcomes;
    let has_targets = lines.iter().any(|line| line.target.is_some());
    let has_limits = lines.iter().any(|line| line.within_months_of_start.is_some());
    let mut columns = vec![Column::left("Outcome")];
    if has_targets {
        columns.push(Column::right("Target"));
    }
    columns.extend(["Achieved", "Median", "Too late", "Earned", "Paid"].map(Column::right));
    let achievements = summary.outcomes.iter().filter(|total| !total.is_step);
    let rows = achievements.map(|total| {
        let mut row = vec![Cell::Text(total.name.clone())];
        if has_targets {
            let line = lines.iter().find(|line| line.id == total.id);
            let target = line.and_then(|line| line.target);
            row.push(target.map_or(Cell::Empty, |target| Cell::Count(target.into())));
        }
        row.extend(outcome_figures(total));
        row
    });
    Table {
        name: "outcomes".into(),
        caption: format!(
            "Achieved and paid by outcome: the range of 80 of 100 futures, then medians. Too late: after the last \
             claim month{}.",
            if has_limits { ", or too long after the start" } else { "" },
        ),
        columns,
        rows: rows.collect(),
    }
}

fn outcome_figures(total: &OutcomeTotal) -> [Cell; 5] {
    let Range { p10, p50, p90, .. } = total.achieved;
    [
        Cell::range(whole(p10), whole(p90)),
        whole(p50),
        whole(total.late.p50),
        Cell::percentile(total.earned.p50, total.earned.p50_interval),
        Cell::percentile(total.paid.p50, total.paid.p50_interval),
    ]
}

fn whole(number: f64) -> Cell {
    Cell::Number(number.round())
}
