//! Which outcomes go unpaid: what caps take of each, on average over all futures.

use std::rc::Rc;

use crate::charts::bars::{BarPanel, BarPart, BarRow, BarsChart, Ink};
use crate::charts::exhibit::{Exhibit, LazyTable};
use crate::engine::summary::Summary;
use crate::findings::amounts::pounds_in_short;
use crate::findings::where_it_goes::{losing, losing_sentence, losing_title};
use crate::format;
use crate::report::{Cell, Table, named_rows};

/// So many outcomes are drawn; the table has all.
const SHOWN: usize = 10;

impl Exhibit {
    /// The outcomes that lose most to caps; none where none loses anything.
    pub fn losing(summary: &Rc<Summary>) -> Option<Exhibit> {
        (!losing(summary).is_empty()).then(|| Exhibit {
            id: "losing",
            heading: "Which outcomes go unpaid",
            title: losing_title(summary),
            sentence: losing_sentence(summary),
            picture: picture(summary).into(),
            table: LazyTable::of(summary, table),
        })
    }
}

fn picture(summary: &Summary) -> BarsChart {
    let lost = losing(summary);
    let rows = lost.iter().take(SHOWN).map(|lost| BarRow {
        label: lost.name.clone(),
        parts: vec![BarPart { from: 0.0, to: lost.unpaid, ink: Ink::Limit }],
        value: format!(
            "{} ({})",
            pounds_in_short(lost.unpaid),
            format::percent((lost.unpaid / lost.earned * 100.0).round() / 100.0)
        ),
        ..BarRow::default()
    });
    let heading = match lost.len() {
        n if n > SHOWN => format!(
            "Unpaid on average, and its part of what the outcome earns; the {SHOWN} of {n} outcomes that lose most"
        ),
        _ => "Unpaid on average, and its part of what the outcome earns".to_owned(),
    };
    BarsChart { legend: Vec::new(), panels: vec![BarPanel { heading, rows: rows.collect() }] }
}

fn table(summary: &Summary) -> Table {
    let rows = losing(summary).into_iter().map(|lost| {
        vec![
            Cell::Text(lost.name),
            Cell::Number(lost.earned.round()),
            Cell::Number(lost.unpaid.round()),
            Cell::Share((lost.unpaid / lost.earned * 1000.0).round() / 1000.0),
        ]
    });
    Table {
        name: "losing".into(),
        caption: format!(
            "What caps take of each outcome, on average over all futures, in {}",
            format::currency_units()
        ),
        columns: named_rows("Outcome", ["Earned", "Unpaid", "Part of what it earns"]),
        rows: rows.collect(),
    }
}
