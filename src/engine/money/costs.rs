//! Costs of delivery in one trial, month by month. No price and no cap has a part in it.

use crate::engine::people::monthly_counts::{Count, MonthlyCounts};
use crate::engine::people::stop::Stop;
use crate::engine::people::unknowns::{WorldSource, cost_factors};
use crate::engine::plan::Plan;
use crate::engine::plan::ledger::CostPlan;
use crate::engine::plan::pence::to_pence;

/// Costs of one trial, in a buffer that the next trial reuses.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Costs {
    /// Pence by month of the ledger.
    pub(in crate::engine) by_month: Vec<i64>,
    /// Factor on costs by month.
    factors: Vec<f64>,
}

impl Costs {
    /// Works out the costs of every month.
    pub(in crate::engine) fn take<C: Count>(
        &mut self,
        plan: &Plan,
        counts: MonthlyCounts<'_, C>,
        world: WorldSource,
        stop: Stop,
    ) {
        let Costs { by_month, factors } = self;
        cost_factors(plan, world, factors);
        // Nothing is delivered any more from this month on.
        let end = if let Stop::Everything(month) = stop { month } else { usize::MAX };
        by_month.clear();
        by_month.extend(factors.iter().enumerate().map(|(month, factor)| {
            if month >= end {
                return 0;
            }
            let costs = &plan.terms.ledger.costs;
            to_pence(
                cost_in(costs, month, counts, plan.people.row()) * costs.inflation[month] * factor,
            )
        }));
    }
}

/// Costs of one month before inflation and what we do not know, in pence.
fn cost_in<C: Count>(
    plan: &CostPlan,
    month: usize,
    counts: MonthlyCounts<'_, C>,
    row: usize,
) -> f64 {
    let mut cost = 0.0;
    if month == 0 {
        cost += plan.set_up;
    }
    if month < plan.delivery_months {
        cost += plan.monthly;
    }
    if month < plan.service_months {
        for (segment, (per_start, per_person)) in
            plan.per_start.iter().zip(&plan.per_person).enumerate()
        {
            cost += counts.starts[segment * row + month].number() * per_start;
            cost += counts.caseload[segment * row + month].number() * per_person;
        }
    }
    cost
}
