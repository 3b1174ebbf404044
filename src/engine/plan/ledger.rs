//! The money side as trials see it: costs per unit by month, and the investors' terms.

use serde::{Deserialize, Serialize};

use crate::engine::dice::unsure::FactorPlan;
use crate::model::{Investment, Scenario};

use super::contract::ContractPlan;
use super::discounting::discount_factors;
use super::pence::to_pence;
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
    /// Months whose costs are held back before a distribution.
    pub(in crate::engine) reserve_months: usize,
    /// Whether what the central case still needs is held back before a distribution.
    pub(in crate::engine) keeps_planned_need: bool,
    /// Pence that the central case still needs after each month; empty where none of it is held back.
    pub(in crate::engine) planned_need: Vec<i64>,
    /// Whether capital that came back may be drawn again.
    pub(in crate::engine) may_redraw: bool,
    /// Pence drawn in each month, whatever is needed; empty where capital is drawn as needed.
    pub(in crate::engine) set_draws: Vec<i64>,
    pub(in crate::engine) fees: FeePlan,
}

/// What the fund takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct FeePlan {
    /// Pence by month of the ledger; empty where there are none.
    fixed: Vec<i64>,
    /// Rate for one month on capital that is out when it begins.
    on_drawn: f64,
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
            reserve_months: usize::from(investment.reserve_months),
            keeps_planned_need: investment.keep_planned_need,
            planned_need: Vec::new(),
            may_redraw: investment.redraw,
            set_draws: set_draws(investment, n_months),
            fees: FeePlan::new(investment, n_months),
        }
    }

    /// Whether what the central case still needs can matter: only before distributions that come ahead of the last
    /// month, in which everything goes.
    pub(in crate::engine) fn asks_for_planned_need(&self) -> bool {
        self.keeps_planned_need && self.distributions_from + 1 < self.n_months
    }
}

impl FeePlan {
    fn new(investment: &Investment, n_months: usize) -> FeePlan {
        let Some(fees) = investment.fees else {
            return FeePlan { fixed: Vec::new(), on_drawn: 0.0 };
        };
        let most = investment.commitment.most.pence() as f64;
        let yearly = fees.yearly.pence() as f64 + most * fees.on_commitment.get();
        // Rounded as a running total, so that twelve months make the year's fee to the penny.
        let until = |month: usize| to_pence(yearly * month as f64 / 12.0);
        FeePlan {
            fixed: (0..n_months).map(|month| until(month + 1) - until(month)).collect(),
            on_drawn: fees.on_drawn.get() / 12.0,
        }
    }

    /// Pence of one month that begins with so much capital out.
    pub(in crate::engine) fn in_month(&self, month: usize, capital: i64) -> i64 {
        self.fixed.get(month).map_or(0, |fixed| fixed + to_pence(capital as f64 * self.on_drawn))
    }

    /// Whether fees depend on the capital that is out.
    pub(in crate::engine) fn are_on_drawn(&self) -> bool {
        self.on_drawn > 0.0
    }
}

/// Pence drawn in each month where the terms set them; draws after the last month never come.
fn set_draws(investment: &Investment, n_months: usize) -> Vec<i64> {
    if investment.draws.is_empty() {
        return Vec::new();
    }
    let mut months = vec![0; n_months];
    for draw in &investment.draws {
        if let Some(month) = months.get_mut(usize::from(draw.month)) {
            *month += draw.amount.pence();
        }
    }
    months
}
