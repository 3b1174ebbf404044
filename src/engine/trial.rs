//! One possible future, from the dice to the ledger.

use crate::model::{AfterCap, Case};

use super::claims::Claims;
use super::expected::{Expected, expect};
use super::ledger::{Activity, Ledger};
use super::people::{People, Stop, simulate};
use super::plan::Work;
use super::rng::{Key, Purpose};
use super::settlement::Settlement;
use super::unknowns::{Unknowns, World};

/// The results of one trial, in buffers that the next trial reuses.
#[derive(Clone, Debug, Default)]
pub(super) struct Trial {
    /// Counts of people; expected ones where there is no luck.
    pub(super) counts: Counts,
    has_luck: bool,
    people: People,
    expected: Expected,
    pub(super) claims: Claims,
    pub(super) settlement: Settlement,
    pub(super) ledger: Ledger,
    receipts: Vec<i64>,
}

/// Numbers of people in one trial.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) referrals: f64,
    /// People who started at least once.
    pub(super) started: f64,
    /// Highest number in support in one month.
    pub(super) peak_caseload: f64,
}

impl Trial {
    /// Runs the trial of a number; it does not depend on any other.
    pub(super) fn run(&mut self, plan: &Work, trial: u32) {
        let key = Key::trial(plan.run.seed, trial);
        let world = if plan.run.unknowns { World::Drawn(key) } else { World::Case(Case::Central) };
        let luck = plan.run.luck.then_some(key);
        self.run_world(plan, world, luck);
    }

    /// Runs the twin of a trial: the same unknowns, and luck of its own.
    pub(super) fn run_twin(&mut self, plan: &Work, trial: u32) {
        let key = Key::trial(plan.run.seed, trial);
        self.run_world(plan, World::Drawn(key), Some(key.purpose(Purpose::Twin)));
    }

    /// Runs a named case: every estimate at one reading, and no luck of people.
    pub(super) fn run_case(&mut self, plan: &Work, case: Case) {
        self.run_world(plan, World::Case(case), None);
    }

    fn run_world(&mut self, plan: &Work, world: World, luck: Option<Key>) {
        let unknowns = Unknowns::new(&plan.people, plan.ledger.n_months, world);
        self.has_luck = luck.is_some();
        let mut stop = Stop::Never;
        self.deliver(plan, &unknowns, luck, stop);
        if let Some(at_cap) = self.stop_at_cap(plan) {
            // The dice are the same, so all is as before up to the stop.
            stop = at_cap;
            self.deliver(plan, &unknowns, luck, stop);
        }
        self.fund(plan, &unknowns, stop);
    }

    /// People, claims and payments.
    fn deliver(&mut self, plan: &Work, unknowns: &Unknowns, luck: Option<Key>, stop: Stop) {
        let (n_classes, row) = (plan.people.n_classes(), plan.people.row());
        let Trial { people, expected, claims, settlement, .. } = self;
        if let Some(key) = luck {
            simulate(&plan.people, unknowns, key, stop, people);
            claims.take(&plan.contract, n_classes, &people.achieved, &people.barred, row);
            claims.cap_people(&plan.contract, &mut people.claims, people.referrals as usize);
            let starts = |month: usize| f64::from(people.first_starts[month]);
            settlement.settle(&plan.contract, claims, starts);
        } else {
            let chances = unknowns.chances(&plan.people);
            let factors = &unknowns.referrals_by_month;
            // The plan has checked that the expectation exists.
            *expected = expect(&plan.people, factors, &chances, stop).unwrap_or_default();
            claims.take(&plan.contract, n_classes, &expected.achieved, &expected.barred, row);
            let starts = |month: usize| expected.first_starts[month];
            settlement.settle(&plan.contract, claims, starts);
        }
    }

    /// When delivery changes because the contract cap is reached: after the period in which it is.
    fn stop_at_cap(&self, plan: &Work) -> Option<Stop> {
        let month = plan.contract.period_ends[self.settlement.reached?] + 1;
        match plan.contract.after_cap {
            AfterCap::KeepDelivering => None,
            AfterCap::StopStarts => Some(Stop::Starts(month)),
            AfterCap::Stop => Some(Stop::Everything(month)),
        }
    }

    /// Receipts, costs and capital.
    fn fund(&mut self, plan: &Work, unknowns: &Unknowns, stop: Stop) {
        self.receipts.clear();
        self.receipts.resize(plan.ledger.n_months, 0);
        for (end, paid) in plan.contract.period_ends.iter().zip(&self.settlement.paid_by_period) {
            self.receipts[end + plan.ledger.payment_lag] += paid;
        }
        let (row, cost_factors) = (plan.people.row(), &unknowns.costs_by_month);
        let ends = if let Stop::Everything(month) = stop { month } else { usize::MAX };
        let Trial { people, expected, ledger, receipts, .. } = self;
        if self.has_luck {
            let (starts, caseload) = (&people.starts, &people.caseload);
            let activity = Activity { starts, caseload, row, cost_factors, ends };
            ledger.run(&plan.ledger, receipts, activity);
        } else {
            let (starts, caseload) = (&expected.starts, &expected.caseload);
            let activity = Activity { starts, caseload, row, cost_factors, ends };
            ledger.run(&plan.ledger, receipts, activity);
        }
        let (referrals, started) = if self.has_luck {
            (f64::from(self.people.referrals), f64::from(self.people.started))
        } else {
            (self.expected.referrals, self.expected.started)
        };
        let caseloads = (0..plan.people.n_months).map(|month| self.caseload(plan, month));
        self.counts = Counts { referrals, started, peak_caseload: caseloads.fold(0.0, f64::max) };
    }

    /// People in support in a month.
    pub(super) fn caseload(&self, plan: &Work, month: usize) -> f64 {
        let row = plan.people.row();
        if self.has_luck {
            sum_of_rows(&self.people.caseload, row, month)
        } else {
            sum_of_rows(&self.expected.caseload, row, month)
        }
    }

    /// Achievements of a line in a month; the month after the last that is told apart holds all later ones.
    pub(super) fn achieved(&self, plan: &Work, line: usize, month: usize) -> f64 {
        let row = plan.people.row();
        let cells =
            line * plan.people.n_classes() * row..(line + 1) * plan.people.n_classes() * row;
        if self.has_luck {
            sum_of_rows(&self.people.achieved[cells], row, month)
        } else {
            sum_of_rows(&self.expected.achieved[cells], row, month)
        }
    }
}

/// The sum over segments in one month.
fn sum_of_rows<C: Copy + Into<f64>>(rows: &[C], row: usize, month: usize) -> f64 {
    rows.chunks(row).map(|row| row[month].into()).sum()
}
