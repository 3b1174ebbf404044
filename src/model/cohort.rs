//! The cohort: who is referred, who starts, how long they stay.

use deserr::Deserr;
use serde::Serialize;

use super::{Delay, Estimate, Factor, Probability, Problems, Quantity};

/// Who comes, and how they move through support.
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cohort {
    /// Support needs; their shares of referrals add to 1.
    pub segments: Vec<Segment>,
    /// Expected referrals per month: each step holds until the next one.
    pub referrals: Vec<ReferralStep>,
    /// Whether the number who really come varies around the expected one.
    #[deserr(default)]
    #[serde(skip_serializing_if = "super::defaults::is_default")]
    pub arrivals: Arrivals,
    /// What we do not know of the volume: a log-normal factor on every month.
    pub volume: Estimate<Factor>,
    /// Chance that a referral starts.
    pub engagement: Estimate<Probability>,
    /// Time from referral to start.
    pub start_delay: Delay,
    /// Mean months in support (geometric, at least one).
    pub support_months: Quantity,
    /// Coming back after support ended.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub re_referral: Option<ReReferral>,
    /// A service that is still learning in its first months.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub learning: Option<Learning>,
}

/// How the number of people who come follows from the expected number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Arrivals {
    /// Independent arrivals, as a Poisson number.
    #[default]
    #[deserr(rename = "random")]
    Random,
    /// Fixed places: the expected number itself, rounded so that running totals stay within one person of the plan.
    #[deserr(rename = "as_planned")]
    AsPlanned,
}

/// A support need, with how it changes chances, costs and prices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Segment {
    pub id: String,
    pub name: String,
    /// Share of referrals.
    pub share: Probability,
    /// Factor on the odds of starting.
    pub engagement_odds: Factor,
    /// Factors on the odds of outcomes, by domain or by outcome.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub odds: Vec<OddsFactor>,
    /// Factor on costs per start and per person in support.
    pub cost_factor: Factor,
    /// Factor on every price.
    pub price_factor: Factor,
}

/// A factor on odds, for one domain or one outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OddsFactor {
    /// A domain's name, or an outcome's id; where both match an outcome, both apply.
    pub applies_to: String,
    pub odds: Factor,
}

/// Expected referrals from a month on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReferralStep {
    pub from_month: u16,
    /// Expected referrals per month.
    pub per_month: Quantity,
    /// Go in a straight line to the next step instead of staying level.
    #[deserr(default)]
    #[serde(skip_serializing_if = "super::rate_card::is_false")]
    pub ramp: bool,
}

/// Coming back: a new journey of the same person.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReReferral {
    /// Chance that a person whose support ended comes back.
    pub chance: Estimate<Probability>,
    /// Mean months from the end of support to the new start (geometric, at least one).
    pub mean_gap_months: Quantity,
}

/// Odds that rise in a straight line from a starting factor to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Learning {
    /// Factor on the odds of every outcome in month 0.
    pub starting_odds: Factor,
    /// Month from which the factor is 1.
    pub months: u16,
}

impl Cohort {
    /// Expected referrals in each of the first `months` months, at the central volume.
    pub fn referrals_by_month(&self, months: u16) -> Vec<f64> {
        let volume = self.volume.central.get();
        self.referral_levels(months).into_iter().map(|level| level * volume).collect()
    }

    /// Expected referrals in each of the first `months` months, before the volume factor.
    pub fn referral_levels(&self, months: u16) -> Vec<f64> {
        (0..months).map(|month| self.referral_level(month)).collect()
    }

    fn referral_level(&self, month: u16) -> f64 {
        let steps = &self.referrals;
        let next = steps.iter().position(|step| step.from_month > month).unwrap_or(steps.len());
        let Some(step) = next.checked_sub(1).and_then(|current| steps.get(current)) else {
            return 0.0;
        };
        let level = step.per_month.get();
        match steps.get(next) {
            Some(later) if step.ramp => {
                let span = f64::from(later.from_month - step.from_month);
                let way = f64::from(month - step.from_month) / span;
                level + (later.per_month.get() - level) * way
            }
            _ => level,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_hold_and_ramps_run_to_the_next_step() {
        let step = |from_month, per_month, ramp| ReferralStep {
            from_month,
            per_month: Quantity::new(per_month).unwrap(),
            ramp,
        };
        let cohort = Cohort {
            segments: Vec::new(),
            referrals: vec![step(0, 10.0, false), step(2, 20.0, true), step(6, 40.0, true)],
            arrivals: Arrivals::Random,
            volume: Estimate::known(Factor::ONE),
            engagement: Estimate::known(Probability::ONE),
            start_delay: Delay::default(),
            support_months: Quantity::new(6.0).unwrap(),
            re_referral: None,
            learning: None,
        };
        let expected = [10.0, 10.0, 20.0, 25.0, 30.0, 35.0, 40.0, 40.0];
        for (month, expected) in cohort.referrals_by_month(8).into_iter().zip(expected) {
            assert!((month - expected).abs() < 1e-12);
        }
    }
}
