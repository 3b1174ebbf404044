//! What delivery costs, and on what terms investors fund it.

use deserr::Deserr;
use serde::Serialize;

use super::{AnnualRate, Estimate, Factor, Money, Problems, Quantity};

/// Delivery costs, at prices of month 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Costs {
    /// One-off, in month 0.
    pub set_up: Money,
    /// Each delivery month.
    pub fixed_monthly: Money,
    /// For each person who starts.
    pub per_start: Money,
    /// Monthly cost of one caseworker.
    pub caseworker_monthly: Money,
    /// People in support for each caseworker.
    pub caseload: Quantity,
    /// A personalisation fund, spent evenly over the delivery months.
    pub personalisation_fund: Money,
    /// Rise of all costs, once each contract year.
    pub inflation: AnnualRate,
    /// What we do not know of costs: a log-normal factor on all of them.
    pub uncertainty: Estimate<Factor>,
}

/// The investors' terms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Investment {
    pub commitment: Commitment,
    /// Cash that the ledger keeps at least.
    pub buffer: Money,
    /// First month of distributions.
    pub distributions_from: u16,
    /// Months between distributions.
    pub distribution_months: u16,
    /// Preferred return a year, compounded monthly on capital not yet returned.
    pub preferred_return: AnnualRate,
    pub surplus: SurplusShares,
}

/// What investors have committed, recycled payments excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    pub least: Money,
    /// Draws stop here.
    pub most: Money,
}

/// Who takes what is left after capital and preferred return, in basis points that add to 10,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SurplusShares {
    pub investors_bp: u32,
    pub provider_bp: u32,
    pub commissioner_bp: u32,
}
