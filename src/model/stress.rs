//! Named stresses: things that go wrong together.

use deserr::Deserr;
use serde::Serialize;

use super::{Factor, OddsFactor, Problems};

/// A set of things that go wrong together, by name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Stress {
    pub name: String,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Factor on referrals.
    #[deserr(default)]
    #[serde(skip_serializing_if = "super::defaults::is_default")]
    pub referrals: Factor,
    /// Factor on the odds of every outcome.
    #[deserr(default)]
    #[serde(skip_serializing_if = "super::defaults::is_default")]
    pub all_odds: Factor,
    /// Factors on the odds of outcomes, by domain or by outcome, beside the one for all.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub odds: Vec<OddsFactor>,
    /// Factor on costs.
    #[deserr(default)]
    #[serde(skip_serializing_if = "super::defaults::is_default")]
    pub costs: Factor,
    /// Months by which cash comes later.
    #[deserr(default)]
    #[serde(skip_serializing_if = "super::defaults::is_default")]
    pub later_cash_months: u16,
    /// Names of the scenario's shocks that strike for certain.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shocks: Vec<String>,
}
