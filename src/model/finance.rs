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
    /// Before a distribution, the costs of so many coming months are held back.
    #[deserr(default)]
    #[serde(skip_serializing_if = "super::defaults::is_default")]
    pub reserve_months: u16,
    /// Before a distribution, the largest shortfall that the central case still has ahead of it is held back.
    #[deserr(default = true)]
    #[serde(skip_serializing_if = "super::defaults::is_true")]
    pub keep_planned_need: bool,
    /// Whether capital that came back may be drawn again within the commitment.
    #[deserr(default)]
    #[serde(skip_serializing_if = "super::rate_card::is_false")]
    pub redraw: bool,
    /// Sums that are drawn in set months, and nothing else; empty: drawn as needed.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub draws: Vec<SetDraw>,
    /// What the fund takes for its work.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fees: Option<FundFees>,
}

/// A sum that is drawn in a set month, whatever is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SetDraw {
    pub month: u16,
    pub amount: Money,
}

/// Fees of the fund, paid monthly with the costs of delivery and shown apart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FundFees {
    /// Pounds a year.
    pub yearly: Money,
    /// Yearly rate on the most commitment.
    pub on_commitment: AnnualRate,
    /// Yearly rate on capital that is out at the beginning of the month.
    pub on_drawn: AnnualRate,
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
