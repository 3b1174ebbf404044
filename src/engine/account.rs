//! The contract stage of one trial: from what people achieved to what investors get back.

use super::claims::{Claims, Earlier};
use super::journeys::{Count, Headcount, Journeys};
use super::ledger::{Activity, Ledger};
use super::people::{PersonClaims, Stop};
use super::plan::Work;
use super::settlement::Settlement;
use super::unknowns::{World, cost_factors};
use crate::model::AfterCap;

/// What happened to the money of one trial, in buffers that the next trial reuses.
#[derive(Clone, Debug, Default)]
pub(super) struct Account {
    pub(super) headcount: Headcount,
    pub(super) claims: Claims,
    pub(super) settlement: Settlement,
    pub(super) ledger: Ledger,
    receipts: Vec<i64>,
    cost_factors: Vec<f64>,
}

impl Account {
    /// Claims and payments. `one_by_one` holds each person's claims where the plan keeps them, and `earlier` what
    /// the same people earned under other prices.
    pub(super) fn settle<C: Count>(
        &mut self,
        plan: &Work,
        journeys: Journeys<'_, C>,
        one_by_one: Option<&mut PersonClaims>,
        earlier: Option<Earlier<'_>>,
    ) {
        let (n_classes, row) = (plan.people.n_classes(), plan.people.row());
        self.headcount = journeys.headcount;
        self.claims.take(&plan.contract, n_classes, row, journeys, earlier);
        if let Some(claims) = one_by_one {
            self.claims.cap_people(&plan.contract, claims);
        }
        self.settlement.settle(&plan.contract, n_classes, row, &self.claims, journeys);
    }

    /// Runs the whole stage for people whose delivery does not change at the cap.
    pub(super) fn run<C: Count>(
        &mut self,
        plan: &Work,
        journeys: Journeys<'_, C>,
        world: World,
        earlier: Option<Earlier<'_>>,
    ) {
        self.settle(plan, journeys, None, earlier);
        self.fund(plan, journeys, world, Stop::Never);
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
        let Account { settlement, ledger, receipts, cost_factors: factors, .. } = self;
        receipts.clear();
        receipts.resize(plan.ledger.n_months, 0);
        for (end, paid) in plan.contract.period_ends.iter().zip(&settlement.paid_by_period) {
            receipts[end + plan.ledger.payment_lag] += paid;
        }
        cost_factors(plan, world, factors);
        let activity = Activity {
            starts: journeys.starts,
            caseload: journeys.caseload,
            row: plan.people.row(),
            cost_factors: factors,
            ends: if let Stop::Everything(month) = stop { month } else { usize::MAX },
        };
        ledger.run(&plan.ledger, receipts, activity);
    }
}
