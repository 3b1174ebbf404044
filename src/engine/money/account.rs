//! The account of one trial: from what people achieved to what investors get back.

use crate::engine::people::monthly_counts::{Count, Headcount, MonthlyCounts};
use crate::engine::people::simulated::PersonClaims;
use crate::engine::people::stop::Stop;
use crate::engine::people::unknowns::WorldSource;
use crate::engine::plan::Plan;
use crate::model::AfterCap;

use super::claims::Claims;
use super::costs::Costs;
use super::ledger::Ledger;
use super::repricing::StillValid;
use super::settlement::Settlement;

/// What happened to the money of one trial, in buffers that the next trial reuses.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Account {
    pub(in crate::engine) headcount: Headcount,
    pub(in crate::engine) claims: Claims,
    pub(in crate::engine) settlement: Settlement,
    pub(in crate::engine) ledger: Ledger,
    pub(in crate::engine) costs: Costs,
    /// Pence that come in, by month of the ledger.
    pub(in crate::engine) receipts: Vec<i64>,
}

impl Account {
    /// Claims and payments of people whose delivery stops so. `one_by_one` holds each person's claims where the plan
    /// keeps them.
    pub(in crate::engine) fn settle<C: Count>(
        &mut self,
        plan: &Plan,
        counts: MonthlyCounts<'_, C>,
        one_by_one: Option<&mut PersonClaims>,
        stop: Stop,
    ) {
        let n_classes = plan.people.n_classes();
        self.claims.take(&plan.terms.contract, n_classes, counts);
        if let Some(claims) = one_by_one {
            self.claims.cap_people(&plan.terms.contract, claims);
        }
        self.pay(plan, counts, stop);
    }

    /// Runs the whole account of people whose delivery does not change at the cap. Claims and costs hold what is
    /// still valid of them from the last pricing.
    pub(in crate::engine) fn run<C: Count>(
        &mut self,
        plan: &Plan,
        counts: MonthlyCounts<'_, C>,
        world: WorldSource,
        valid: &StillValid,
    ) {
        let n_classes = plan.people.n_classes();
        match valid.claims() {
            Some(changed) => {
                self.claims.take_again(&plan.terms.contract, n_classes, counts, changed);
            }
            None => self.claims.take(&plan.terms.contract, n_classes, counts),
        }
        self.pay(plan, counts, Stop::Never);
        if !valid.are_costs {
            self.costs.take(plan, counts, world, Stop::Never);
        }
        self.balance(plan);
    }

    /// Payments, after claims.
    fn pay<C: Count>(&mut self, plan: &Plan, counts: MonthlyCounts<'_, C>, stop: Stop) {
        let n_classes = plan.people.n_classes();
        self.headcount = counts.headcount;
        self.settlement.settle(&plan.terms.contract, n_classes, &self.claims, counts, stop);
    }

    /// When delivery changes because the contract cap is reached: after the period in which it is.
    pub(in crate::engine) fn stop_at_cap(&self, plan: &Plan) -> Option<Stop> {
        let month = plan.terms.contract.period_ends[self.settlement.reached?] + 1;
        match plan.terms.contract.after_cap {
            AfterCap::KeepDelivering => None,
            AfterCap::StopStarts => Some(Stop::Starts(month)),
            AfterCap::Stop => Some(Stop::Everything(month)),
        }
    }

    /// Receipts, costs and capital, after [`Account::settle`].
    pub(in crate::engine) fn fund<C: Count>(
        &mut self,
        plan: &Plan,
        counts: MonthlyCounts<'_, C>,
        world: WorldSource,
        stop: Stop,
    ) {
        self.costs.take(plan, counts, world, stop);
        self.balance(plan);
    }

    /// Receipts and capital, after payments and costs.
    fn balance(&mut self, plan: &Plan) {
        let Account { settlement, ledger, costs, receipts, .. } = self;
        receipts.clear();
        receipts.resize(plan.terms.ledger.n_months, 0);
        for (end, paid) in plan.terms.contract.period_ends.iter().zip(&settlement.paid_by_period) {
            receipts[end + plan.terms.ledger.payment_lag] += paid;
        }
        ledger.run(&plan.terms.ledger, receipts, &costs.by_month);
    }
}
