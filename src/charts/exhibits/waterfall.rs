//! From what is earned to what is paid, cap by cap, on average over all futures.

use std::rc::Rc;

use crate::charts::bars::{BarPanel, BarPart, BarRow, BarsChart, Ink};
use crate::charts::exhibit::{Exhibit, LazyTable};
use crate::charts::theme::Hue;
use crate::engine::summary::{CapEffect, Spread, Summary};
use crate::findings::amounts::{in_short, pounds_in_short};
use crate::findings::chances::in_100;
use crate::findings::names::cap_words;
use crate::findings::where_it_goes::{biting, waterfall_sentence, waterfall_title};
use crate::format;
use crate::report::{Cell, Table, named_rows};

impl Exhibit {
    /// Earned, less what each cap takes, is paid.
    pub fn waterfall(summary: &Rc<Summary>) -> Exhibit {
        Exhibit {
            id: "waterfall",
            heading: "From earned to paid",
            title: waterfall_title(summary),
            sentence: waterfall_sentence(summary),
            picture: picture(summary).into(),
            table: LazyTable::of(summary, table),
        }
    }
}

fn picture(summary: &Summary) -> BarsChart {
    let mut steps = BarPanel {
        heading: format::in_currency("On average over all futures, from £0"),
        rows: vec![whole("Earned", summary.earned.mean, Ink::Pale(Hue::Payments))],
    };
    let mut left = summary.earned.mean;
    for effect in biting(summary) {
        let (from, to) = (left - effect.taken.mean, left);
        steps.rows.push(BarRow {
            label: format::capital(cap_words(effect.cap)),
            parts: vec![BarPart { from, to, ink: Ink::Limit }],
            value: format!("−{}", pounds_in_short(effect.taken.mean)),
            ..BarRow::default()
        });
        left = from;
    }
    steps.rows.push(whole("Paid", summary.paid.mean, Ink::Full(Hue::Payments)));
    // Beside all that is earned what a cap takes can be too little to see.
    let cuts: Vec<BarRow> = biting(summary).map(cut).collect();
    let mut panels = vec![steps];
    if !cuts.is_empty() {
        let heading =
            "What each cap takes, on a scale of its own; thin lines hold 80 of 100 futures";
        panels.push(BarPanel { heading: heading.to_owned(), rows: cuts });
    }
    BarsChart { legend: Vec::new(), panels }
}

fn whole(label: &str, amount: f64, ink: Ink) -> BarRow {
    BarRow {
        label: label.to_owned(),
        parts: vec![BarPart { from: 0.0, to: amount, ink }],
        value: pounds_in_short(amount),
        ..BarRow::default()
    }
}

fn cut(effect: &CapEffect) -> BarRow {
    let Spread { mean, p10, p90, .. } = effect.taken;
    BarRow {
        label: format::capital(cap_words(effect.cap)),
        parts: vec![BarPart { from: 0.0, to: mean, ink: Ink::Limit }],
        range: Some((p10.pounds(), p90.pounds())),
        value: format!("{} to {}", in_short(p10), in_short(p90)),
        ..BarRow::default()
    }
}

fn table(summary: &Summary) -> Table {
    let row = |name: String, spread: &Spread, anything: Cell| {
        vec![
            Cell::Text(name),
            Cell::SimulatedPounds { value: spread.mean, error: spread.mean_error.unwrap_or(0.0) },
            Cell::percentile(spread.p10, spread.p10_interval),
            Cell::percentile(spread.p50, spread.p50_interval),
            Cell::percentile(spread.p90, spread.p90_interval),
            anything,
        ]
    };
    let mut rows = vec![row("Earned".to_owned(), &summary.earned, Cell::Empty)];
    rows.extend(biting(summary).map(|effect| {
        let name = format!("Less {}", cap_words(effect.cap));
        row(name, &effect.taken, Cell::Text(in_100(effect.bites)))
    }));
    rows.push(row("Paid".to_owned(), &summary.paid, Cell::Empty));
    Table {
        name: "waterfall".into(),
        caption: format!(
            "From earned to paid, in {}. Only the averages add up: percentiles are each of another future.",
            format::currency_units()
        ),
        columns: named_rows(
            "Step",
            ["Average", "10 of 100 below", "Median", "90 of 100 below", "Takes anything in"],
        ),
        rows,
    }
}
