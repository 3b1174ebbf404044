//! The investors' figures in one table.

use crate::engine::summary::{Capital, MonthRange, Range, RankedRate, Spread, Summary};
use crate::findings::returns::rate_in_words;
use crate::format;
use crate::report::{Cell, Table, named_rows};

/// What investors put in and get back, over all futures: low, middle and high of each figure.
pub(super) fn spreads(summary: &Summary) -> Table {
    let capital = &summary.capital;
    let mut rows = vec![
        amounts("At its deepest", &capital.peak),
        amounts("Drawn in all", &capital.drawn),
        amounts("Distributed in all", &capital.distributed),
        amounts("Loss", &capital.loss),
        amounts("Costs of delivery", &capital.costs),
        amounts("Unfunded need, at its highest", &capital.unfunded),
    ];
    if capital.fees.p90.pence() > 0 {
        rows.push(amounts("Fees of the fund", &capital.fees));
    }
    rows.extend(capital.peak_month.map(|months| of_months("Month of its deepest", &months)));
    rows.extend(capital.multiple.map(|multiple| numbers("Back for each pound drawn", &multiple)));
    rows.extend(rates(capital));
    let on_capital = capital.return_on_capital;
    rows.extend(on_capital.map(|range| shares("Return on capital employed, a year", &range)));
    rows.extend(payback(capital));
    Table {
        name: "investment".to_owned(),
        caption: format!(
            "What investors put in and get back, over all futures; amounts in {}",
            format::currency_units()
        ),
        columns: named_rows("Figure", ["10 of 100 futures are below", "Median", "90 of 100 below"]),
        rows,
    }
}

fn row(name: &str, [low, middle, high]: [Cell; 3]) -> Vec<Cell> {
    vec![Cell::Text(name.to_owned()), low, middle, high]
}

fn amounts(name: &str, spread: &Spread) -> Vec<Cell> {
    row(
        name,
        [
            Cell::percentile(spread.p10, spread.p10_interval),
            Cell::percentile(spread.p50, spread.p50_interval),
            Cell::percentile(spread.p90, spread.p90_interval),
        ],
    )
}

fn of_months(name: &str, MonthRange { p10, p50, p90 }: &MonthRange) -> Vec<Cell> {
    row(name, [p10, p50, p90].map(|month| Cell::Month(*month)))
}

fn numbers(name: &str, range: &Range) -> Vec<Cell> {
    let hundredths = |number: f64| Cell::Number((number * 100.0).round() / 100.0);
    row(name, [range.p10, range.p50, range.p90].map(hundredths))
}

fn shares(name: &str, range: &Range) -> Vec<Cell> {
    row(name, [range.p10, range.p50, range.p90].map(share))
}

fn share(share: f64) -> Cell {
    Cell::Share((share * 1000.0).round() / 1000.0)
}

fn rates(capital: &Capital) -> Option<Vec<Cell>> {
    let irr = capital.irr?;
    let cell = |rate: RankedRate| match rate {
        RankedRate::Rate(rate) => share(rate),
        other => Cell::Text(rate_in_words(other)),
    };
    Some(row("Rate of return, a year", [irr.p10, irr.p50, irr.p90].map(cell)))
}

fn payback(capital: &Capital) -> Option<Vec<Cell>> {
    let range = capital.payback_of_all?;
    let cell = |month: Option<_>| month.map_or(Cell::Text("never".to_owned()), Cell::Month);
    Some(row("All capital is back", [range.p10, range.p50, range.p90].map(cell)))
}
