//! What we do not know, beside the estimates of single figures.

use deserr::Deserr;
use serde::Serialize;

use super::{Factor, OddsFactor, Probability, Problems};

/// How the unknowns hang together, and what may strike.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Uncertainty {
    /// Dependence of the chances: 0 independent, 1 all rise and fall together.
    pub dependence: Probability,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shocks: Vec<Shock>,
}

/// An event that may strike once, such as a lockdown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Shock {
    pub name: String,
    /// Chance that it happens.
    pub chance: Probability,
    /// Its first month lies between these, each equally likely.
    pub earliest_month: u16,
    pub latest_month: u16,
    pub months: u16,
    /// Factor on referrals while it lasts.
    pub referrals: Factor,
    /// Factors on the odds of outcomes, by domain or outcome, for steps that open while it lasts.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub odds: Vec<OddsFactor>,
    /// Factor on costs while it lasts.
    pub costs: Factor,
}
