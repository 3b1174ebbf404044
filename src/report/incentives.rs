//! Whom the card rewards helping, in the published shape.

use serde::Serialize;

use crate::analysis::incentives;

/// What the card pays for one person of each segment, and what that person costs, in the scenario's currency.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Incentives {
    /// In the order of the scenario.
    pub segments: Vec<SegmentPay>,
    /// What set-up, fixed costs and the personalisation fund come to for each person who starts.
    pub shared_cost: f64,
}

/// One person of a segment who starts, on average.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct SegmentPay {
    pub id: String,
    pub name: String,
    /// Of all who start, the part of this segment.
    pub share_of_starts: f64,
    /// Claims times prices, after limits per person and before all other caps.
    pub pay: f64,
    /// What is spent for each start and each month in support.
    pub cost: f64,
    /// Pay less cost.
    pub left: f64,
}

impl From<&incentives::Incentives> for Incentives {
    fn from(from: &incentives::Incentives) -> Incentives {
        let segments = from.segments.iter().map(|segment| SegmentPay {
            id: segment.id.clone(),
            name: segment.name.clone(),
            share_of_starts: segment.share_of_starts,
            pay: segment.pay,
            cost: segment.cost,
            left: segment.left(),
        });
        Incentives { segments: segments.collect(), shared_cost: from.shared_cost }
    }
}
