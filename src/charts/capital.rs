//! Investors' money at risk, month by month, against what they have committed.

use crate::engine::summary::{Chance, Summary};
use crate::format;
use crate::model::Money;

use super::words;
use super::{FanChart, FanPoint, Hue, Limit, Table};

impl FanChart {
    /// Exposure by month, with the least and the most commitment.
    pub fn exposure(summary: &Summary) -> FanChart {
        let capital = &summary.capital;
        let (least, most) = (capital.commitment_least, capital.commitment_most);
        let limit = |name: &str, amount: Money| Limit {
            label: format!("{name} {}", words::short_money(amount)),
            amount: amount.pounds(),
        };
        let limits = if least == most {
            vec![limit("Commitment", most)]
        } else {
            vec![limit("Least commitment", least), limit("Most commitment", most)]
        };
        FanChart {
            quantity: "of capital out".to_owned(),
            hue: Hue::Capital,
            points: summary
                .months
                .iter()
                .map(|month| FanPoint::new(month.month, &month.exposure))
                .collect(),
            limits,
            overlay: None,
        }
    }
}

/// What the chart of exposure finds, in one sentence.
pub fn exposure_sentence(summary: &Summary) -> String {
    let capital = &summary.capital;
    if capital.no_capital.of > 0 && capital.no_capital.futures == capital.no_capital.of {
        return "Payments cover the costs in every future: no capital is drawn.".to_owned();
    }
    let least = words::in_words(capital.commitment_least);
    let Chance { futures, of, .. } = capital.over_least;
    let need = match futures {
        0 => format!("no future needs more than the least commitment of {least}"),
        all if all >= of => format!("every future needs more than the least commitment of {least}"),
        _ => format!(
            "{} need more than the least commitment of {least}",
            format::futures(futures, of)
        ),
    };
    format!(
        "At their deepest, 80 of 100 futures have {} of capital out{}; {need}.",
        words::spread(&capital.peak),
        words::when(capital.peak_month.as_ref()),
    )
}

/// The figures of the chart of exposure.
pub fn exposure_table(summary: &Summary) -> Table {
    let rows = summary.months.iter();
    Table {
        caption: "Capital out at each month's end, in pounds".to_owned(),
        header: super::table::fan_header("Month"),
        rows: rows.map(|month| super::table::fan_row(month.month, Some(&month.exposure))).collect(),
    }
}
