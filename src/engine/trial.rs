//! One possible future, from the dice to the ledger.

use crate::model::{AfterCap, Case};

use super::claims::Claims;
use super::ledger::{Activity, Ledger};
use super::people::{People, Stop, simulate};
use super::plan::Plan;
use super::rng::Key;
use super::settlement::Settlement;
use super::unknowns::{Unknowns, World};

/// The results of one trial, in buffers that the next trial reuses.
#[derive(Clone, Debug, Default)]
pub(super) struct Trial {
    pub(super) people: People,
    pub(super) claims: Claims,
    pub(super) settlement: Settlement,
    pub(super) ledger: Ledger,
    receipts: Vec<i64>,
}

impl Trial {
    /// Runs the trial of a number; it does not depend on any other.
    pub(super) fn run(&mut self, plan: &Plan, trial: u32) {
        let key = Key::trial(plan.run.seed, trial);
        let world = if plan.run.unknowns { World::Drawn(key) } else { World::Case(Case::Central) };
        let unknowns = Unknowns::new(&plan.people, plan.ledger.n_months, world);
        self.deliver(plan, &unknowns, key, Stop::Never);
        if let Some(stop) = self.stop_at_cap(plan) {
            // The dice are the same, so all is as before up to the stop.
            self.deliver(plan, &unknowns, key, stop);
            self.fund(plan, &unknowns, stop);
        } else {
            self.fund(plan, &unknowns, Stop::Never);
        }
    }

    /// People, claims and payments.
    fn deliver(&mut self, plan: &Plan, unknowns: &Unknowns, key: Key, stop: Stop) {
        let people = &mut self.people;
        simulate(&plan.people, unknowns, key, stop, people);
        self.claims.take(
            &plan.contract,
            plan.people.n_classes(),
            &people.achieved,
            &people.barred,
            plan.people.row(),
        );
        self.claims.cap_people(&plan.contract, &mut people.claims, people.referrals as usize);
        let row = plan.people.row();
        let starts_in =
            |month: usize| people.starts.chunks(row).map(|starts| f64::from(starts[month])).sum();
        self.settlement.settle(&plan.contract, &self.claims, starts_in);
    }

    /// When delivery changes because the contract cap is reached: after the period in which it is.
    fn stop_at_cap(&self, plan: &Plan) -> Option<Stop> {
        let month = plan.contract.period_ends[self.settlement.reached?] + 1;
        match plan.contract.after_cap {
            AfterCap::KeepDelivering => None,
            AfterCap::StopStarts => Some(Stop::Starts(month)),
            AfterCap::Stop => Some(Stop::Everything(month)),
        }
    }

    /// Receipts, costs and capital.
    fn fund(&mut self, plan: &Plan, unknowns: &Unknowns, stop: Stop) {
        self.receipts.clear();
        self.receipts.resize(plan.ledger.n_months, 0);
        for (end, paid) in plan.contract.period_ends.iter().zip(&self.settlement.paid_by_period) {
            self.receipts[end + plan.ledger.payment_lag] += paid;
        }
        let activity = Activity {
            starts: &self.people.starts,
            caseload: &self.people.caseload,
            row: plan.people.row(),
            cost_factors: &unknowns.costs_by_month,
            ends: if let Stop::Everything(month) = stop { month } else { usize::MAX },
        };
        self.ledger.run(&plan.ledger, &self.receipts, activity);
    }

    /// Highest number of people in support in one month.
    pub(super) fn peak_caseload(&self, plan: &Plan) -> u32 {
        let row = plan.people.row();
        (0..plan.people.n_months)
            .map(|month| self.people.caseload.chunks(row).map(|row| row[month]).sum())
            .max()
            .unwrap_or(0)
    }
}
