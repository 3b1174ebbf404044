//! The report's fields on the investors' side.

use serde::Serialize;

use super::spreads::{Amount, MonthRange, Number};
use crate::engine::summary;
use crate::findings::unfunded::returns_rest_on_it;
use crate::model::{CalendarMonth, Money};

/// The investors' side.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Capital {
    /// The least that investors committed, recycled payments excluded.
    pub minimum: Money,
    /// The most that they committed: draws stop there.
    pub maximum: Money,
    /// Whether what the central case still needs is held back before a distribution.
    pub keeps_planned_need: bool,
    /// Highest exposure: drawn less capital returned.
    pub peak: Amount,
    /// Month of the peak, over the futures that use capital.
    pub peak_month: Option<MonthRange>,
    /// Share of the futures whose need (exposure and unfunded need together) passes the minimum.
    pub probability_over_minimum: f64,
    /// Its standard error; null: too few futures to say.
    pub probability_over_minimum_error: Option<f64>,
    /// Share of the futures whose need (exposure and unfunded need together) passes the maximum.
    pub probability_over_maximum: f64,
    /// Its standard error; null: too few futures to say.
    pub probability_over_maximum_error: Option<f64>,
    pub drawn: Amount,
    /// Cash to investors: capital, preferred return and surplus.
    pub distributed: Amount,
    /// Highest unfunded need: what neither cash nor the commitment covers. Nobody has agreed to bear it.
    pub unfunded: Amount,
    /// Share of the futures in which need goes unfunded.
    pub probability_of_unfunded: f64,
    /// Highest unfunded need, over those futures.
    pub unfunded_where_any: Option<Amount>,
    /// First month with unfunded need, over those futures.
    pub unfunded_month: Option<MonthRange>,
    /// Unfunded need at the end: bills that are never paid. Receipts, `drawn` and this are costs, fees, `distributed` and
    /// `to_others`.
    pub unfunded_at_end: Amount,
    /// Share of the futures that end with bills unpaid.
    pub probability_of_unfunded_at_end: f64,
    /// Surplus to the provider and the commissioner.
    pub to_others: Amount,
    /// Share of the futures in which need goes unfunded after capital or profit was distributed.
    pub probability_of_unfunded_after_return: f64,
    /// Whether the returns below rest on unfunded need, in any future: they come only if somebody bears it.
    pub returns_rest_on_unfunded_need: bool,
    /// Month after which no capital is out any more, over the futures that return all that was drawn.
    pub payback: Option<MonthRange>,
    /// The same over all futures that use capital; null: none does.
    pub payback_of_all: Option<Payback>,
    /// Annual effective rate of return (0.05 is 5%), over the futures that use capital; null where none does, and where
    /// one of them has no rate: see `rate_of_return`.
    pub irr: Option<Number>,
    /// The same with the futures whose flows have no rate; null: no future uses capital.
    pub rate_of_return: Option<RateOfReturn>,
    /// Distributed divided by drawn, over the futures that use capital.
    pub multiple: Option<Number>,
    /// Exposure added up over time, in pound-years: one pound that is out for a year is one.
    pub exposure_years: Amount,
    /// Return on capital employed: profit divided by pound-years of exposure, over the futures in which capital is out.
    pub return_on_capital: Option<Number>,
    /// Drawn less distributed, where positive; its mean is the expected loss.
    pub loss: Amount,
    pub probability_of_loss: f64,
    /// Its standard error; null: too few futures to say.
    pub probability_of_loss_error: Option<f64>,
    /// Share of the futures that make a loss and reach the contract cap.
    pub probability_of_loss_at_cap: f64,
    /// The futures that reach the cap in two halves, with less and with more work past it; null: fewer than two do.
    pub loss_by_work_past_cap: Option<LossByWork>,
    /// The loss, over the futures that make one.
    pub loss_where_any: Option<Amount>,
    /// Share of the futures in which some capital or preferred return is unpaid at the end.
    pub probability_below_preferred: f64,
    /// Share of the futures that use no capital; they have no rate of return and no multiple.
    pub probability_of_no_capital: f64,
}

/// When the last capital is back; null: never.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Payback {
    pub p10: Option<CalendarMonth>,
    pub p50: Option<CalendarMonth>,
    pub p90: Option<CalendarMonth>,
    /// Share, among the futures that use capital, of those in which some never comes back.
    pub probability_never: f64,
}

/// Annual effective rates of return over all futures that use capital. Flows that change sign more than once may have
/// none: such a future is counted where its total puts it, a loss below every rate and a gain above.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct RateOfReturn {
    pub p10: RankedRate,
    pub p50: RankedRate,
    pub p90: RankedRate,
    /// Futures that use capital and have no rate.
    pub futures_without: u32,
    /// Their share among those that use capital.
    pub probability_without: f64,
}

/// A rate of return (0.05 is 5%), or where a future without one stands.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum RankedRate {
    Rate(f64),
    Without(WithoutRate),
}

/// Where a future without a rate of return stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WithoutRate {
    /// It loses.
    BelowEveryRate,
    /// It gains.
    AboveEveryRate,
}

/// How often futures lose, by what is earned after the cap and not paid.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct LossByWork {
    /// Share of those that lose in the half with less of it.
    pub probability_with_less: f64,
    pub probability_with_more: f64,
}

impl From<&summary::Capital> for Capital {
    fn from(capital: &summary::Capital) -> Capital {
        Capital {
            minimum: capital.commitment_least,
            maximum: capital.commitment_most,
            keeps_planned_need: capital.keeps_planned_need,
            peak: capital.peak.into(),
            peak_month: capital.peak_month.map(Into::into),
            probability_over_minimum: capital.over_least.probability,
            probability_over_minimum_error: capital.over_least.error,
            probability_over_maximum: capital.over_most.probability,
            probability_over_maximum_error: capital.over_most.error,
            drawn: capital.drawn.into(),
            distributed: capital.distributed.into(),
            unfunded: capital.unfunded.into(),
            probability_of_unfunded: capital.unfunded_chance.probability,
            unfunded_where_any: capital.unfunded_where_any.map(Into::into),
            unfunded_month: capital.unfunded_month.map(Into::into),
            unfunded_at_end: capital.unfunded_at_end.into(),
            probability_of_unfunded_at_end: capital.unfunded_at_end_chance.probability,
            to_others: capital.to_others.into(),
            probability_of_unfunded_after_return: capital.unfunded_after_return.probability,
            returns_rest_on_unfunded_need: returns_rest_on_it(capital),
            payback: capital.payback.map(Into::into),
            payback_of_all: capital.payback_of_all.map(Into::into),
            irr: capital.irr.and_then(|irr| irr.range).map(Into::into),
            rate_of_return: capital.irr.map(Into::into),
            multiple: capital.multiple.map(Into::into),
            exposure_years: capital.exposure_years.into(),
            return_on_capital: capital.return_on_capital.map(Into::into),
            loss: capital.loss.into(),
            probability_of_loss: capital.loss_chance.probability,
            probability_of_loss_error: capital.loss_chance.error,
            probability_of_loss_at_cap: capital.loss_at_cap.probability,
            loss_by_work_past_cap: capital.loss_by_work_past_cap.map(|halves| LossByWork {
                probability_with_less: halves.less.probability,
                probability_with_more: halves.more.probability,
            }),
            loss_where_any: capital.loss_where_any.map(Into::into),
            probability_below_preferred: capital.below_preferred.probability,
            probability_of_no_capital: capital.no_capital.probability,
        }
    }
}

impl From<summary::PaybackRange> for Payback {
    fn from(range: summary::PaybackRange) -> Payback {
        let summary::PaybackRange { p10, p50, p90, never } = range;
        Payback { p10, p50, p90, probability_never: never.probability }
    }
}

impl From<summary::RateOfReturn> for RateOfReturn {
    fn from(rate: summary::RateOfReturn) -> RateOfReturn {
        let summary::RateOfReturn { p10, p50, p90, without, .. } = rate;
        RateOfReturn {
            p10: p10.into(),
            p50: p50.into(),
            p90: p90.into(),
            futures_without: without.futures,
            probability_without: without.probability,
        }
    }
}

impl From<summary::RankedRate> for RankedRate {
    fn from(rate: summary::RankedRate) -> RankedRate {
        match rate {
            summary::RankedRate::BelowEveryRate => RankedRate::Without(WithoutRate::BelowEveryRate),
            summary::RankedRate::Rate(rate) => RankedRate::Rate(rate),
            summary::RankedRate::AboveEveryRate => RankedRate::Without(WithoutRate::AboveEveryRate),
        }
    }
}

impl WithoutRate {
    /// As the report's fields write it.
    pub(super) fn name(self) -> &'static str {
        match self {
            WithoutRate::BelowEveryRate => "below_every_rate",
            WithoutRate::AboveEveryRate => "above_every_rate",
        }
    }
}
