//! How likely it is that more than an amount of investors' money is out at once, against both commitments.

use std::rc::Rc;

use crate::charts::curve::CurveChart;
use crate::charts::exhibit::{Exhibit, LazyTable};
use crate::charts::frame::Limit;
use crate::charts::theme::Hue;
use crate::engine::summary::Summary;
use crate::findings::amounts::in_short;
use crate::findings::exceedance::{peak_sentence, peak_title};
use crate::format;
use crate::report::{Cell, Column, Table};

impl Exhibit {
    /// The falling curve of the investors' money at its deepest; none where no capital is drawn.
    pub fn peak(summary: &Rc<Summary>) -> Option<Exhibit> {
        let deepest = summary.distribution.peak.last()?;
        (deepest.pence() > 0).then(|| Exhibit {
            id: "peak",
            heading: "How deep the investors’ money goes",
            title: peak_title(summary),
            sentence: peak_sentence(summary),
            picture: picture(summary).into(),
            table: {
                let summary = summary.clone();
                LazyTable::new(move || table(&summary))
            },
        })
    }
}

fn picture(summary: &Summary) -> CurveChart {
    let capital = &summary.capital;
    let (least, most) = (capital.commitment_least, capital.commitment_most);
    let limit = |words: &str, amount: crate::model::Money| Limit {
        label: format!("{words} {}", in_short(amount)),
        amount: amount.pounds(),
    };
    let limits = if least == most {
        vec![limit("commitment", most)]
    } else {
        vec![limit("least commitment", least), limit("most", most)]
    };
    let peak = &summary.distribution.peak;
    let middle = peak.get(50).copied().unwrap_or_default();
    CurveChart {
        quantity: "of 100 futures have so much or more out at once".to_owned(),
        hue: Hue::Capital,
        amounts: peak.iter().map(|amount| amount.pounds()).collect(),
        limits,
        middle_label: format!("half: {}", in_short(middle)),
    }
}

fn table(summary: &Summary) -> Table {
    const STEP: usize = 5;
    let told = summary.distribution.peak.iter().enumerate().step_by(STEP);
    let rows = told.map(|(percent, amount)| {
        let above = i64::try_from(100 - percent.min(100)).unwrap_or_default();
        vec![Cell::Pounds(*amount), Cell::Count(above)]
    });
    Table {
        name: "peak".into(),
        caption: format!(
            "Investors’ money out at once, at its deepest, in {}",
            format::currency_units()
        ),
        columns: vec![
            Column::left(format::in_currency("So much or more (£)")),
            Column::right("Of 100 futures"),
        ],
        rows: rows.collect(),
    }
}
