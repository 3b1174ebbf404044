//! What the central case still needs of capital, month by month: a prudent manager holds it back before paying out.
//!
//! The central case has every estimate at its central reading, no shocks, no luck and expected counts.

use crate::engine::money::ledger::Ledger;
use crate::engine::plan::pence::to_pence;
use crate::engine::plan::{Plan, PreparedScenario};
use crate::model::{Case, Problem, Scenario};

use super::trial::{Trial, TrialKind};

/// Futures that stand in for the central case where it has no expected counts, or these take too long: as many as have
/// about so many people, within limits. The mean of many people needs few futures.
const PEOPLE: f64 = 8_000.0;
const LEAST_FUTURES: f64 = 4.0;
const MOST_FUTURES: f64 = 32.0;

/// Steps of expected counts that are bearable at every change of a price: some tens of milliseconds, which is as long as
/// these futures take.
const MOST_STEPS: f64 = 1e8;

impl PreparedScenario {
    /// Checks the scenario and builds all that trials share; fails with every problem at once.
    pub fn new(scenario: &Scenario) -> Result<PreparedScenario, Vec<Problem>> {
        let mut prepared = PreparedScenario::check(scenario)?;
        prepared.plan.complete();
        Ok(prepared)
    }
}

impl Plan {
    /// Works out what the central case needs, where that is held back and nobody has done so yet. A plan is complete
    /// before its trials are run.
    pub fn complete(&mut self) {
        let ledger = &self.terms.ledger;
        if ledger.asks_for_planned_need() && ledger.planned_need.is_empty() {
            self.terms.ledger.planned_need = planned_need(self);
        }
    }
}

/// Pence of cash that come in and go out in the central case, by month of the ledger.
struct CentralCase {
    receipts: Vec<i64>,
    costs: Vec<i64>,
}

/// Pence that the central case still needs after each month.
fn planned_need(plan: &Plan) -> Vec<i64> {
    let central = CentralCase::new(plan);
    let mut terms = plan.terms.ledger.clone();
    let fixed = (0..terms.n_months).map(|month| terms.fees.in_month(month, 0)).collect();
    terms.planned_need = largest_shortfalls(&central, fixed);
    if terms.fees.are_on_drawn() {
        // Such fees depend on what is held back, and the other way round: a second look settles nearly all of it.
        for _ in 0..2 {
            let mut ledger = Ledger::default();
            ledger.run(&terms, &central.receipts, &central.costs);
            terms.planned_need = largest_shortfalls(&central, ledger.fees_by_month(&terms));
        }
    }
    terms.planned_need
}

impl CentralCase {
    fn new(plan: &Plan) -> CentralCase {
        let mut trial = Trial::default();
        if has_expected_counts(plan) {
            trial.run(plan, TrialKind::Case(Case::Central));
            let account = trial.account;
            return CentralCase { receipts: account.receipts, costs: account.costs.by_month };
        }
        let mut sums = CentralCase { receipts: Vec::new(), costs: Vec::new() };
        let n_futures = n_futures(plan);
        for number in 0..n_futures {
            trial.run(plan, TrialKind::Central(number));
            add_to(&mut sums.receipts, &trial.account.receipts);
            add_to(&mut sums.costs, &trial.account.costs.by_month);
        }
        let mean = |sum: Vec<i64>| {
            sum.into_iter().map(|sum| to_pence(sum as f64 / f64::from(n_futures))).collect()
        };
        CentralCase { receipts: mean(sums.receipts), costs: mean(sums.costs) }
    }
}

fn n_futures(plan: &Plan) -> u32 {
    let people: f64 = plan.people.referrals.iter().sum();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between the least and the most"
    )]
    let n_futures = (PEOPLE / people.max(1.0)).clamp(LEAST_FUTURES, MOST_FUTURES) as u32;
    n_futures
}

/// Whether expected counts can stand in for people here, in bearable time.
fn has_expected_counts(plan: &Plan) -> bool {
    let caps_people = plan.people.keeps_claims;
    let steps = plan.people.effort().unwrap_or(f64::INFINITY);
    !caps_people && plan.people.has_expectation().is_ok() && steps <= MOST_STEPS
}

fn add_to(sums: &mut Vec<i64>, months: &[i64]) {
    sums.resize(months.len(), 0);
    sums.iter_mut().zip(months).for_each(|(sum, month)| *sum += month);
}

/// After each month, the most by which costs and fees of the months up to any later one exceed their receipts.
fn largest_shortfalls(central: &CentralCase, fees: Vec<i64>) -> Vec<i64> {
    let mut shortfalls = vec![0; fees.len()];
    let mut ahead = 0;
    for month in (1..fees.len()).rev() {
        let need = central.costs[month] + fees[month] - central.receipts[month];
        // What is left over later does not meet a shortfall that comes before it.
        ahead = 0.max(need + ahead);
        shortfalls[month - 1] = ahead;
    }
    shortfalls
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortfall_ahead_is_not_met_by_what_comes_after_it() {
        let central =
            CentralCase { receipts: vec![0, 50, 0, 200, 0], costs: vec![100, 10, 70, 40, 30] };
        // After month 0: 40 over, then 70 short: 30 in all. After month 1: 70. After month 2: 160 over, so that the
        // 30 of month 4 are met. After month 3: 30.
        assert_eq!(largest_shortfalls(&central, vec![0; 5]), [30, 70, 0, 30, 0]);
    }
}
