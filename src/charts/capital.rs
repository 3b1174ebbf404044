//! Investors' money at risk, month by month, against what they have committed.

use crate::engine::summary::Summary;

use super::words;
use super::{FanChart, FanPoint, Hue, Limit, Table};

impl FanChart {
    /// Exposure by month, with the least and the most commitment.
    pub fn exposure(summary: &Summary) -> FanChart {
        let capital = &summary.capital;
        let (least, most) = (capital.commitment_least, capital.commitment_most);
        let limit = |name: &str, amount: crate::model::Money| Limit {
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
    let when = capital
        .peak_month
        .as_ref()
        .map_or(String::new(), |month| format!(", typically {}", words::month_range(month)));
    let least = words::long_money(capital.commitment_least);
    let need = match capital.over_least.futures {
        0 => format!("the need stays within the least commitment of {least} in every future"),
        all if all == capital.over_least.of => {
            format!("the need passes the least commitment of {least} in every future")
        }
        _ => format!(
            "the need passes the least commitment of {least} in {}",
            words::in_100(&capital.over_least)
        ),
    };
    format!(
        "At its deepest{when}, between {} and {} of capital is out in 80 in 100 futures (median {}); {need}.",
        words::long_money(capital.peak.p10),
        words::long_money(capital.peak.p90),
        words::long_money(capital.peak.p50),
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
