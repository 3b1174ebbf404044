//! How likely it is that more than an amount is needed at once, of investors or beyond them, against both commitments.

use std::rc::Rc;

use crate::charts::curve::CurveChart;
use crate::charts::exhibit::{Exhibit, LazyTable};
use crate::charts::frame::Limit;
use crate::charts::theme::Hue;
use crate::engine::summary::Summary;
use crate::findings::amounts::in_short;
use crate::findings::exceedance::{come_to, need_sentence, need_title};
use crate::format;
use crate::report::{Cell, Column, Table};

impl Exhibit {
    /// The falling curve of need at its deepest; none where nothing is needed.
    pub fn need(summary: &Rc<Summary>) -> Option<Exhibit> {
        let deepest = summary.distribution.need.last()?;
        (deepest.pence() > 0).then(|| Exhibit {
            id: "need",
            heading: "How deep the need for money goes",
            title: need_title(summary),
            sentence: need_sentence(summary),
            picture: picture(summary).into(),
            table: LazyTable::of(summary, table),
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
    let need = &summary.distribution.need;
    let middle = need.get(50).copied().unwrap_or_default();
    CurveChart {
        quantity: "of 100 futures need so much or more at once".to_owned(),
        hue: Hue::Capital,
        amounts: need.iter().map(|amount| amount.pounds()).collect(),
        limits,
        middle_label: format!("half: {}", in_short(middle)),
    }
}

fn table(summary: &Summary) -> Table {
    let rows = come_to(&summary.distribution.need, 5).into_iter().map(|(amount, above)| {
        vec![Cell::Pounds(amount), Cell::Count(i64::try_from(above).unwrap_or_default())]
    });
    Table {
        name: "need".to_owned(),
        caption: format!(
            "Investors’ money and what goes unfunded, at its deepest, in {}",
            format::currency_units()
        ),
        columns: vec![
            Column::left(format::in_currency("So much or more (£)")),
            Column::right("Of 100 futures"),
        ],
        rows: rows.collect(),
    }
}
