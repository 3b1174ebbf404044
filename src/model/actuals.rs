//! What really happened so far, and what was planned to be paid.

use deserr::Deserr;
use serde::Serialize;

use super::{CalendarMonth, Money, Problems, Quality};

/// What really happened, and what was planned. Periods may have any length, from a month to the whole contract.
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Actuals {
    pub source: String,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality: Option<Quality>,
    /// The last month that the data cover: what is not in them by then did not happen.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut_off: Option<CalendarMonth>,
    /// Payments by claim period, or by longer spans.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<ActualPayment>,
    /// Payments as they were planned or forecast before.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub payment_plans: Vec<PaymentPlan>,
    /// Achievements or accepted claims over a span of months.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<ActualOutcome>,
    /// People referred over a span of months.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub referrals: Vec<ActualPeople>,
    /// People who started over a span of months.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub starts: Vec<ActualPeople>,
}

/// A payment that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ActualPayment {
    /// First month of the span; absent: the claim period that ends with it.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<CalendarMonth>,
    /// Last month of the span.
    pub end: CalendarMonth,
    pub paid: Money,
    /// Who says so, where it is not the source of all.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality: Option<Quality>,
}

/// Payments as they were planned or forecast at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PaymentPlan {
    pub name: String,
    /// Who planned it, and when.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    pub payments: Vec<PlannedPayment>,
}

/// A payment that was planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlannedPayment {
    /// Last month of the claim period.
    pub end: CalendarMonth,
    pub amount: Money,
}

/// A count of one outcome over a span of months, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ActualOutcome {
    /// Id of the outcome.
    pub outcome: String,
    pub from: CalendarMonth,
    pub to: CalendarMonth,
    pub achieved: u32,
    /// What was counted.
    #[deserr(default)]
    #[serde(skip_serializing_if = "super::defaults::is_default")]
    pub counts: Counted,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality: Option<Quality>,
}

/// What a count of an outcome counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// People who reached it.
    #[default]
    #[deserr(rename = "achievements")]
    Achievements,
    /// Claims that were accepted for payment.
    #[deserr(rename = "accepted_claims")]
    AcceptedClaims,
}

/// A count of people over a span of months, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ActualPeople {
    pub from: CalendarMonth,
    pub to: CalendarMonth,
    pub people: u32,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality: Option<Quality>,
}
