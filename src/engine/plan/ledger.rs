//! The money side as trials see it: costs per unit by month, and the investors' terms.

use serde::{Deserialize, Serialize};

use crate::engine::dice::unsure::FactorPlan;
use crate::model::Scenario;

use super::contract::ContractPlan;
use super::discounting::discount_factors;
use super::people::PeoplePlan;

/// Costs, and what investors are owed: all that decides how deep their money goes in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct LedgerPlan {
    /// Months of the ledger, from month 0 to the last payment.
    pub(in crate::engine) n_months: usize,
    pub(in crate::engine) payment_lag: usize,
    pub(in crate::engine) costs: CostPlan,
    /// Factor that discounts a month's cash to month 0.
    pub(in crate::engine) discounts: Vec<f64>,
    pub(in crate::engine) commitment_least: i64,
    pub(in crate::engine) commitment_most: i64,
    pub(in crate::engine) buffer: i64,
    pub(in crate::engine) distributions_from: usize,
    pub(in crate::engine) distribution_months: usize,
    /// Preferred return for one month.
    pub(in crate::engine) monthly_return: f64,
    pub(in crate::engine) surplus_bp: [u32; 3],
}

/// All that decides what the same people cost to serve.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct CostPlan {
    /// Months in which support can cost anything.
    pub(in crate::engine) service_months: usize,
    /// Pence in month 0.
    pub(in crate::engine) set_up: f64,
    /// Pence in each delivery month: fixed costs and the personalisation fund.
    pub(in crate::engine) monthly: f64,
    pub(in crate::engine) delivery_months: usize,
    /// Pence per start, by segment.
    pub(in crate::engine) per_start: Vec<f64>,
    /// Pence per person in support and month, by segment.
    pub(in crate::engine) per_person: Vec<f64>,
    /// The trial's own factor on costs.
    pub(in crate::engine) uncertainty: FactorPlan,
    /// Factor on costs while a shock strikes, by shock.
    pub(in crate::engine) shocks: Vec<f64>,
    /// Factor of inflation by month of the ledger.
    pub(in crate::engine) inflation: Vec<f64>,
}

impl LedgerPlan {
    /// Resolves a scenario without errors.
    pub(super) fn new(
        scenario: &Scenario,
        people: &PeoplePlan,
        contract: &ContractPlan,
    ) -> LedgerPlan {
        let Scenario { costs, investment, cohort, .. } = scenario;
        let payment_lag = usize::from(scenario.contract.payment_lag_months);
        let last_payment = contract.n_payment_months() - 1 + payment_lag;
        let n_months = people.n_months.max(last_payment + 1);
        let fund = costs.personalisation_fund.pence() as f64 / people.delivery_months as f64;
        let factors = || cohort.segments.iter().map(|segment| segment.cost_factor.get());
        let per_person = costs.caseworker_monthly.pence() as f64 / costs.caseload.get();
        let surplus = investment.surplus;
        LedgerPlan {
            n_months,
            payment_lag,
            costs: CostPlan {
                service_months: people.n_months,
                set_up: costs.set_up.pence() as f64,
                monthly: costs.fixed_monthly.pence() as f64 + fund,
                delivery_months: people.delivery_months,
                per_start: factors()
                    .map(|factor| costs.per_start.pence() as f64 * factor)
                    .collect(),
                per_person: factors().map(|factor| per_person * factor).collect(),
                uncertainty: FactorPlan::new(costs.uncertainty),
                shocks: scenario.uncertainty.shocks.iter().map(|shock| shock.costs.get()).collect(),
                inflation: (0..n_months)
                    .map(|month| libm::pow(1.0 + costs.inflation.get(), (month / 12) as f64))
                    .collect(),
            },
            discounts: discount_factors(scenario.discount_rate, n_months),
            commitment_least: investment.commitment.least.pence(),
            commitment_most: investment.commitment.most.pence(),
            buffer: investment.buffer.pence(),
            distributions_from: usize::from(investment.distributions_from),
            distribution_months: usize::from(investment.distribution_months),
            monthly_return: libm::pow(1.0 + investment.preferred_return.get(), 1.0 / 12.0) - 1.0,
            surplus_bp: [surplus.investors_bp, surplus.provider_bp, surplus.commissioner_bp],
        }
    }
}
