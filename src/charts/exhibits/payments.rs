//! Payments so far, period by period, against the contract's cap and what was actually paid.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::fan_table::{fan_columns, fan_row};
use crate::charts::exhibit::{Exhibit, LazyTable};
use crate::charts::fan::{FanChart, FanPoint, Series};
use crate::charts::frame::Limit;
use crate::charts::theme::Hue;
use crate::engine::summary::{Fan, Summary};
use crate::findings::amounts::in_short;
use crate::findings::payments::{payments_sentence, payments_title};
use crate::format;
use crate::model::{Actuals, CalendarMonth, Money};
use crate::report::{Cell, Column, Table};

/// Amounts by month.
type Published = BTreeMap<CalendarMonth, Money>;

impl Exhibit {
    /// Cumulative payments by claim period, with the cap and the published payments.
    pub fn payments(summary: &Rc<Summary>, actuals: Option<&Actuals>) -> Exhibit {
        let published = published(actuals);
        Exhibit {
            id: "payments",
            heading: "Payments over time",
            title: payments_title(summary),
            sentence: payments_sentence(summary),
            picture: picture(summary, &published).into(),
            table: LazyTable::of(summary, move |summary| table(summary, &published)),
        }
    }
}

fn picture(summary: &Summary, published: &Published) -> FanChart {
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
        label: format!("Cap {}", in_short(amount)),
        amount: amount.pounds(),
    });
    FanChart {
        quantity: "paid so far".to_owned(),
        hue: Hue::Payments,
        points,
        limits: limits.into_iter().collect(),
        overlay: (!published.is_empty()).then(|| Series {
            label: "actually paid".to_owned(),
            points: published.iter().map(|(&month, amount)| (month, amount.pounds())).collect(),
        }),
    }
}

fn table(summary: &Summary, published: &Published) -> Table {
    let mut columns = fan_columns("Claim period to");
    if !published.is_empty() {
        columns.push(Column::left(format::in_currency("Actually paid (£)")));
    }
    let mut months: BTreeMap<CalendarMonth, Option<&Fan>> =
        published.keys().map(|&month| (month, None)).collect();
    months.extend(summary.periods.iter().map(|period| (period.end, Some(&period.cumulative))));
    let rows = months.into_iter().map(|(month, fan)| {
        let mut row = fan_row(month, fan);
        if !published.is_empty() {
            row.push(published.get(&month).map_or(Cell::Empty, |&amount| Cell::Pounds(amount)));
        }
        row
    });
    Table {
        name: "payments".into(),
        caption: format!("Payments so far by claim period, in {}", format::currency_units()),
        columns,
        rows: rows.collect(),
    }
}

/// What was actually paid up to and with each month that has a payment.
fn published(actuals: Option<&Actuals>) -> Published {
    let mut by_month = Published::new();
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
