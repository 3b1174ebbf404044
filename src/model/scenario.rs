//! The scenario: the one value that determines a run.

use deserr::Deserr;
use serde::{Deserialize, Serialize};

use super::{
    Actuals, AnnualRate, CalendarMonth, Cohort, Contract, Costs, Currency, Investment, OwnTest,
    Problems, Quality, RateCard, Stress, Uncertainty,
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
    /// The currency of every amount, by its ISO 4217 code: how money is written, and nothing else.
    #[deserr(default)]
    #[serde(skip_serializing_if = "super::defaults::is_default")]
    pub currency: Currency,
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
    /// What really happened, and what was planned, to lay over the results; the engine does not read it.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actuals: Option<Actuals>,
    /// Named sets of things that go wrong together; the engine does not read them.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stresses: Vec<Stress>,
    /// What the person who owns the scenario wants to hold; the engine does not read it.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<OwnTest>,
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
    /// How the unknowns of all futures fill their space.
    #[deserr(default)]
    #[cfg_attr(
        not(target_arch = "wasm32"),
        schemars(skip_serializing_if = "super::defaults::is_default")
    )]
    pub sampling: Sampling,
}

/// How what we do not know is drawn over all futures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Deserr)]
#[deserr(error = Problems, rename_all = lowercase)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sampling {
    /// Scrambled Sobol sequences: the futures fill the space of the unknowns evenly.
    #[default]
    Even,
    /// Each future on its own.
    Independent,
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
