//! Investors' money at risk, month by month, against what they have committed.

use std::rc::Rc;

use super::fan_table::{fan_columns, fan_row};
use crate::charts::exhibit::{Exhibit, LazyTable};
use crate::charts::fan::{FanChart, FanPoint};
use crate::charts::frame::Limit;
use crate::charts::theme::Hue;
use crate::engine::summary::Summary;
use crate::findings::amounts::in_short;
use crate::findings::capital::{exposure_sentence, exposure_title};
use crate::format;
use crate::model::Money;
use crate::report::Table;

impl Exhibit {
    /// Exposure by month, with the least and the most commitment.
    pub fn exposure(summary: &Rc<Summary>) -> Exhibit {
        Exhibit {
            id: "capital",
            heading: "Investors’ money over time",
            title: exposure_title(summary),
            sentence: exposure_sentence(summary),
            picture: picture(summary).into(),
            table: LazyTable::of(summary, table),
        }
    }
}

fn picture(summary: &Summary) -> FanChart {
    let capital = &summary.capital;
    let (least, most) = (capital.commitment_least, capital.commitment_most);
    let limit = |name: &str, amount: Money| Limit {
        label: format!("{name} {}", in_short(amount)),
        amount: amount.pounds(),
    };
    let limits = if least == most {
        vec![limit("Commitment", most)]
    } else {
        vec![limit("Least commitment", least), limit("Most commitment", most)]
    };
    let months = summary.months.iter();
    FanChart {
        quantity: "of capital out".to_owned(),
        hue: Hue::Capital,
        points: months.map(|month| FanPoint::new(month.month, &month.exposure)).collect(),
        limits,
        overlay: None,
    }
}

fn table(summary: &Summary) -> Table {
    let months = summary.months.iter();
    Table {
        name: "capital".into(),
        caption: format!("Capital out at each month's end, in {}", format::currency_units()),
        columns: fan_columns("Month"),
        rows: months.map(|month| fan_row(month.month, Some(&month.exposure))).collect(),
    }
}
