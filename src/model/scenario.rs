//! The scenario: the one value that determines a run.

use deserr::Deserr;
use serde::{Deserialize, Serialize};

use super::{
    AnnualRate, CalendarMonth, Cohort, Contract, Costs, Investment, Money, Problems, RateCard,
    Uncertainty,
};

/// Everything that a run depends on. Same scenario, same engine version: same figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    pub name: String,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The preset that it began as.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preset: Option<PresetOrigin>,
    pub run: Run,
    pub rate_card: RateCard,
    pub cohort: Cohort,
    pub contract: Contract,
    pub costs: Costs,
    pub investment: Investment,
    pub uncertainty: Uncertainty,
    /// Yearly rate for present values, in real terms.
    pub discount_rate: AnnualRate,
    /// Where figures come from; the engine does not read it.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<Assumption>,
    /// What really happened, to lay over the results; the engine does not read it.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actuals: Option<Actuals>,
}

/// How many futures, on which dice, with which kinds of chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Run {
    pub seed: u32,
    /// Futures to simulate.
    pub trials: u32,
    /// Draw what we do not know; off: every estimate at its central reading, no shocks.
    pub unknowns: bool,
    /// Draw the luck of people; off: expected counts.
    pub luck: bool,
}

/// Which preset a scenario began as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PresetOrigin {
    pub id: String,
    pub version: u32,
}

/// Where one figure comes from and how far to trust it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Assumption {
    /// What it is about: a field's path, or a part of the scenario such as `rate_card`.
    pub field: String,
    pub quality: Quality,
    /// Who says so.
    pub source: String,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// When it was set, as a calendar month.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<CalendarMonth>,
}

/// How sure a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, rename_all = lowercase)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// Read in the source itself.
    Verified,
    /// Read in a third party's copy of the source.
    Mirrored,
    /// Computed from other published figures.
    Derived,
    /// Fitted so that results match published ones.
    Fitted,
    /// Made up, of a plausible size.
    Illustrative,
}

/// What really happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Actuals {
    pub source: String,
    /// Payments by the end of their claim period.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<ActualPayment>,
    /// Achievements counted over a span of months.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<ActualOutcome>,
}

/// A payment that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ActualPayment {
    /// Last month of the claim period.
    pub end: CalendarMonth,
    pub paid: Money,
}

/// A count of achievements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ActualOutcome {
    pub outcome: String,
    pub from: CalendarMonth,
    pub to: CalendarMonth,
    pub achieved: u32,
}
