//! How likely it is that more than an amount is earned, against the cap.

use std::rc::Rc;

use crate::charts::curve::CurveChart;
use crate::charts::exhibit::{Exhibit, LazyTable};
use crate::charts::frame::Limit;
use crate::charts::theme::Hue;
use crate::engine::summary::Summary;
use crate::findings::amounts::in_short;
use crate::findings::chances::in_100;
use crate::findings::exceedance::{come_to, earned_sentence, earned_title};
use crate::format;
use crate::model::Money;
use crate::report::{Cell, Column, Table};

impl Exhibit {
    /// The falling curve of what is earned before caps, with the contract's cap, and an amount that somebody asks about.
    pub fn earned_curve(summary: &Rc<Summary>, asked: Option<Money>) -> Exhibit {
        Exhibit {
            id: "curve",
            heading: "How likely more than an amount is",
            title: earned_title(summary),
            sentence: earned_sentence(summary),
            picture: picture(summary, asked).into(),
            table: LazyTable::of(summary, table),
        }
    }
}

fn picture(summary: &Summary, asked: Option<Money>) -> CurveChart {
    let earned = &summary.distribution.earned;
    let over = in_100(summary.cap.earned_over);
    let limit = summary.cap.amount.map(|cap| Limit {
        label: format!("cap: {}", over.trim_end_matches(" futures")),
        amount: cap.pounds(),
    });
    let asked = asked.filter(|asked| Some(*asked) != summary.cap.amount);
    let asked = asked.map(|amount| Limit { label: in_short(amount), amount: amount.pounds() });
    let middle = earned.get(50).copied().unwrap_or_default();
    CurveChart {
        quantity: "of 100 futures earn so much or more".to_owned(),
        hue: Hue::Payments,
        amounts: earned.iter().map(|amount| amount.pounds()).collect(),
        limits: limit.into_iter().chain(asked).collect(),
        middle_label: format!("half: {}", in_short(middle)),
    }
}

fn table(summary: &Summary) -> Table {
    let rows = come_to(&summary.distribution.earned, 5).into_iter().map(|(amount, above)| {
        vec![Cell::Pounds(amount), Cell::Count(i64::try_from(above).unwrap_or_default())]
    });
    Table {
        name: "curve".into(),
        caption: format!("Earned before caps, in {}", format::currency_units()),
        columns: vec![
            Column::left(format::in_currency("So much or more (£)")),
            Column::right("Of 100 futures"),
        ],
        rows: rows.collect(),
    }
}
