//! The contract stage of one trial: from what people achieved to what investors get back.

use super::claims::Claims;
use super::costs::Costs;
use super::journeys::{Count, Headcount, Journeys};
use super::ledger::Ledger;
use super::memory::Known;
use super::people::{PersonClaims, Stop};
use super::plan::Work;
use super::settlement::Settlement;
use super::unknowns::World;
use crate::model::AfterCap;

/// What happened to the money of one trial, in buffers that the next trial reuses.
#[derive(Clone, Debug, Default)]
pub(super) struct Account {
    pub(super) headcount: Headcount,
    pub(super) claims: Claims,
    pub(super) settlement: Settlement,
    pub(super) ledger: Ledger,
    pub(super) costs: Costs,
    receipts: Vec<i64>,
}

impl Account {
    /// Claims and payments. `one_by_one` holds each person's claims where the plan keeps them.
    pub(super) fn settle<C: Count>(
        &mut self,
        plan: &Work,
        journeys: Journeys<'_, C>,
        one_by_one: Option<&mut PersonClaims>,
    ) {
        let n_classes = plan.people.n_classes();
        self.claims.take(&plan.contract, n_classes, journeys);
        if let Some(claims) = one_by_one {
            self.claims.cap_people(&plan.contract, claims);
        }
        self.pay(plan, journeys);
    }

    /// Runs the whole stage for people whose delivery does not change at the cap. Claims and costs hold what is known
    /// of them from before.
    pub(super) fn run<C: Count>(
        &mut self,
        plan: &Work,
        journeys: Journeys<'_, C>,
        world: World,
        known: &Known,
    ) {
        let n_classes = plan.people.n_classes();
        match known.claims() {
            Some(changed) => {
                self.claims.take_again(&plan.contract, n_classes, journeys, changed);
            }
            None => self.claims.take(&plan.contract, n_classes, journeys),
        }
        self.pay(plan, journeys);
        if !known.are_costs {
            self.costs.take(plan, journeys, world, Stop::Never);
        }
        self.balance(plan);
    }

    /// Payments, after claims.
    fn pay<C: Count>(&mut self, plan: &Work, journeys: Journeys<'_, C>) {
        let n_classes = plan.people.n_classes();
        self.headcount = journeys.headcount;
        self.settlement.settle(&plan.contract, n_classes, &self.claims, journeys);
    }

    /// When delivery changes because the contract cap is reached: after the period in which it is.
    pub(super) fn stop_at_cap(&self, plan: &Work) -> Option<Stop> {
        let month = plan.contract.period_ends[self.settlement.reached?] + 1;
        match plan.contract.after_cap {
            AfterCap::KeepDelivering => None,
            AfterCap::StopStarts => Some(Stop::Starts(month)),
            AfterCap::Stop => Some(Stop::Everything(month)),
        }
    }

    /// Receipts, costs and capital, after [`Account::settle`].
    pub(super) fn fund<C: Count>(
        &mut self,
        plan: &Work,
        journeys: Journeys<'_, C>,
        world: World,
        stop: Stop,
    ) {
        self.costs.take(plan, journeys, world, stop);
        self.balance(plan);
    }

    /// Receipts and capital, after payments and costs.
    fn balance(&mut self, plan: &Work) {
        let Account { settlement, ledger, costs, receipts, .. } = self;
        receipts.clear();
        receipts.resize(plan.ledger.n_months, 0);
        for (end, paid) in plan.contract.period_ends.iter().zip(&settlement.paid_by_period) {
            receipts[end + plan.ledger.payment_lag] += paid;
        }
        ledger.run(&plan.ledger, receipts, &costs.by_month);
    }
}
