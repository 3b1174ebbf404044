//! Figures over all futures, as reports publish them.

use serde::Serialize;

use crate::engine::summary;
use crate::model::{CalendarMonth, Money};

/// An amount of money over all futures, in pounds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Amount {
    pub mean: f64,
    /// Standard error of the mean: how far the mean of a very long run may lie from it; null: too few futures to say.
    pub mean_error: Option<f64>,
    pub p10: Money,
    pub p50: Money,
    pub p90: Money,
    /// What simulation error leaves open of each percentile; null: too few futures to say.
    pub intervals: Option<Intervals>,
}

/// Intervals that hold the percentiles of a very long run in 80 of 100 cases each.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Intervals {
    pub p10: Interval,
    pub p50: Interval,
    pub p90: Interval,
}

/// An interval of amounts, in pounds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Interval {
    pub low: Money,
    pub high: Money,
}

/// A number that is not money over the futures in which it exists.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Number {
    pub mean: f64,
    /// Standard error of the mean: how far the mean of a very long run may lie from it; null: too few futures to say.
    pub mean_error: Option<f64>,
    pub p10: f64,
    pub p50: f64,
    pub p90: f64,
}

/// A month over the futures in which something happens.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct MonthRange {
    pub p10: CalendarMonth,
    pub p50: CalendarMonth,
    pub p90: CalendarMonth,
}

/// An amount of money at one time over all futures, in pounds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Fan {
    pub mean: f64,
    pub p10: Money,
    pub p25: Money,
    pub p50: Money,
    pub p75: Money,
    pub p90: Money,
}

impl From<summary::Spread> for Amount {
    fn from(spread: summary::Spread) -> Amount {
        let intervals = spread.p10_interval.zip(spread.p50_interval).zip(spread.p90_interval);
        let intervals = intervals.map(|((p10, p50), p90)| Intervals {
            p10: p10.into(),
            p50: p50.into(),
            p90: p90.into(),
        });
        let summary::Spread { mean, mean_error, p10, p50, p90, .. } = spread;
        Amount { mean, mean_error, p10, p50, p90, intervals }
    }
}

impl From<summary::Interval> for Interval {
    fn from(interval: summary::Interval) -> Interval {
        let summary::Interval { low, high } = interval;
        Interval { low, high }
    }
}

impl From<summary::Range> for Number {
    fn from(range: summary::Range) -> Number {
        let summary::Range { mean, mean_error, p10, p50, p90 } = range;
        Number { mean, mean_error, p10, p50, p90 }
    }
}

impl From<summary::MonthRange> for MonthRange {
    fn from(range: summary::MonthRange) -> MonthRange {
        let summary::MonthRange { p10, p50, p90 } = range;
        MonthRange { p10, p50, p90 }
    }
}

impl From<summary::Fan> for Fan {
    fn from(fan: summary::Fan) -> Fan {
        let summary::Fan { mean, p10, p25, p50, p75, p90 } = fan;
        Fan { mean, p10, p25, p50, p75, p90 }
    }
}
