//! Payments so far, period by period, against the contract's cap and what was actually paid.

use std::collections::BTreeMap;

use crate::engine::summary::{Chance, Fan, Summary};
use crate::format;
use crate::model::{Actuals, CalendarMonth, Money};

use super::words;
use super::{Cell, FanChart, FanPoint, Hue, Limit, Series, Table};

impl FanChart {
    /// Cumulative payments by claim period, with the cap and the published payments.
    pub fn payments(summary: &Summary, actuals: Option<&Actuals>) -> FanChart {
        let mut points: Vec<FanPoint> = summary
            .periods
            .iter()
            .map(|period| FanPoint::new(period.end, &period.cumulative))
            .collect();
        // Nothing is paid when the contract begins: the fan starts at a point.
        if points.first().is_some_and(|first| first.month > summary.start) {
            points.insert(0, FanPoint::new(summary.start, &Fan::default()));
        }
        let limits = summary.cap.amount.map(|amount| Limit {
            label: format!("Cap {}", words::short_money(amount)),
            amount: amount.pounds(),
        });
        let published = published(actuals);
        FanChart {
            quantity: "paid so far".to_owned(),
            hue: Hue::Payments,
            points,
            limits: limits.into_iter().collect(),
            overlay: (!published.is_empty()).then(|| Series {
                label: "actually paid".to_owned(),
                points: published
                    .into_iter()
                    .map(|(month, amount)| (month, amount.pounds()))
                    .collect(),
            }),
        }
    }
}

/// What was actually paid up to and with each month that has a payment.
fn published(actuals: Option<&Actuals>) -> BTreeMap<CalendarMonth, Money> {
    let mut by_month: BTreeMap<CalendarMonth, Money> = BTreeMap::new();
    for payment in actuals.map_or(&[][..], |actuals| &actuals.payments) {
        *by_month.entry(payment.end).or_default() += payment.paid;
    }
    let mut sum = Money::ZERO;
    for amount in by_month.values_mut() {
        sum += *amount;
        *amount = sum;
    }
    by_month
}

/// What the chart of payments finds, in one sentence.
pub fn payments_sentence(summary: &Summary) -> String {
    let paid = format!("80 of 100 futures pay {}", words::spread(&summary.paid));
    let Some(cap) = summary.cap.amount.map(words::in_words) else {
        return format!("{paid}; there is no cap on payments.");
    };
    let Chance { futures, of, .. } = summary.cap.probability;
    let when = words::when(summary.cap.month.as_ref());
    if futures == 0 {
        return format!("Every future stays under the cap of {cap}: {paid}.");
    }
    if futures >= of {
        return format!("Every future reaches the cap of {cap}{when}.");
    }
    format!(
        "{} reach the cap of {cap}{when}; {} stay under it.",
        words::capitalised(&format::futures(futures, of)),
        format::futures(of - futures, of),
    )
}

/// The figures of the chart of payments.
pub fn payments_table(summary: &Summary, actuals: Option<&Actuals>) -> Table {
    let published = published(actuals);
    let mut header = super::table::fan_header("Claim period to");
    if !published.is_empty() {
        header.push("Actually paid (£)".to_owned());
    }
    let mut months: BTreeMap<CalendarMonth, Option<&Fan>> =
        published.keys().map(|&month| (month, None)).collect();
    months.extend(summary.periods.iter().map(|period| (period.end, Some(&period.cumulative))));
    let rows = months.into_iter().map(|(month, fan)| {
        let mut row = super::table::fan_row(month, fan);
        if !published.is_empty() {
            row.push(published.get(&month).map_or(Cell::empty(), |&amount| Cell::money(amount)));
        }
        row
    });
    Table {
        caption: "Payments so far by claim period, in pounds".to_owned(),
        header,
        rows: rows.collect(),
    }
}
