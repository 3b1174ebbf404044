//! The unit of work: a range of trials, and the figures kept of each.

use std::ops::Range;

use crate::model::Case;

use super::account::Account;
use super::kept::{Kept, KeptTrial};
use super::layout::{Figure, Layout, LineFigure, Section, Sums, whole};
use super::memory::Memory;
use super::plan::{Work, to_pence};
use super::summary::CapKind;
use super::trial::{Trial, Which};

/// Every so many trials one has a twin, to tell what we do not know from luck.
pub(super) const TWIN_EVERY: u32 = 8;

/// The figures of a range of trials, ready to be merged.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    first: u32,
    n_trials: u32,
    /// One number per column and trial, column after column, in the order of [`Layout`].
    columns: Vec<i64>,
    sums: Sums,
}

impl Batch {
    /// The trials that it holds.
    pub fn trials(&self) -> Range<u32> {
        self.first..self.first + self.n_trials
    }

    /// Room for a range of trials, which an earlier batch may lend.
    fn new(layout: &Layout, trials: Range<u32>, sums: Sums, room: Option<Batch>) -> Batch {
        let mut columns = room.map(|room| room.columns).unwrap_or_default();
        columns.resize(layout.n_columns() * trials.len(), 0);
        Batch {
            first: trials.start,
            n_trials: trials.end.saturating_sub(trials.start),
            columns,
            sums,
        }
    }

    /// Whether its columns are those of a plan, as a batch of another plan might not be.
    pub(super) fn fits(&self, layout: &Layout) -> bool {
        self.columns.len() == layout.n_columns() * self.n_trials as usize && self.sums.fit(layout)
    }

    /// Some neighbouring columns, one after another.
    pub(super) fn columns(&self, columns: Range<usize>) -> &[i64] {
        let n = self.n_trials as usize;
        &self.columns[columns.start * n..columns.end * n]
    }

    /// The columns of one section, one after another; none where the section is not one of the plan's.
    pub fn section(&self, plan: &Work, section: Section) -> &[i64] {
        let layout = Layout::new(plan);
        if layout.holds(section) && self.fits(&layout) {
            self.columns(layout.columns(section))
        } else {
            &[]
        }
    }

    /// Sums over its trials.
    pub(super) fn sums(&self) -> &Sums {
        &self.sums
    }

    /// Writes the figures of one trial, and of its twin where it has one: every column has one of them.
    fn write(&mut self, layout: &Layout, plan: &Work, row: usize, own: &Account, twin: &Account) {
        let n = self.n_trials as usize;
        let columns = &mut self.columns;
        let mut put = |column: usize, value: i64| columns[column * n + row] = value;
        let index = |place: Option<usize>| {
            place.map_or(-1, |place| i64::try_from(place).unwrap_or(i64::MAX))
        };
        let Account { headcount, claims, settlement, ledger, .. } = own;
        // What is counted over all lines, in the order of lines.
        let (mut achieved, mut lasting, mut deadweight, mut public) = (0, 0, 0.0, 0.0);
        for (line, worth) in plan.contract.worth.iter().enumerate() {
            let of_line = claims.lines[line];
            let (all, late) = (whole(of_line.achieved), whole(of_line.late));
            let paid = settlement.paid_by_line[line];
            achieved += all - late;
            lasting += if worth.is_lasting { all - late } else { 0 };
            deadweight += paid as f64 * worth.deadweight;
            public += (all - late) as f64 * worth.public.unwrap_or(0.0) * (1.0 - worth.deadweight);
            for (figure, value) in [
                (LineFigure::Achieved, all),
                (LineFigure::Late, late),
                (LineFigure::Claimed, whole(of_line.claimed)),
                (LineFigure::Earned, of_line.earned),
                (LineFigure::Paid, paid),
            ] {
                put(layout.line(line, figure), value);
            }
        }
        for (figure, value) in [
            (Figure::Earned, settlement.earned),
            (Figure::Paid, settlement.paid),
            (Figure::UnpaidAfter, settlement.unpaid_after),
            (Figure::Reached, index(settlement.reached)),
            (Figure::Peak, ledger.peak),
            (Figure::PeakMonth, index((ledger.peak > 0).then_some(ledger.peak_month))),
            (Figure::PeakNeed, ledger.peak_need),
            (Figure::PeakUnfunded, ledger.peak_unfunded),
            (Figure::Drawn, ledger.drawn),
            (Figure::Distributed, ledger.distributed),
            (Figure::Loss, ledger.loss()),
            (Figure::Costs, ledger.costs),
            (Figure::Referrals, whole(headcount.referrals)),
            (Figure::Starts, whole(headcount.started)),
            (Figure::PeakCaseload, whole(headcount.peak_caseload)),
            (Figure::Payback, index(ledger.payback)),
            (Figure::PresentValue, ledger.present_value),
            (Figure::Achieved, achieved),
            (Figure::Lasting, lasting),
            (Figure::Deadweight, to_pence(deadweight)),
            (Figure::PublicValue, public.to_bits().cast_signed()),
            (Figure::Irr, ledger.irr().unwrap_or(f64::NAN).to_bits().cast_signed()),
            (Figure::TwinEarned, twin.settlement.earned),
            (Figure::TwinPaid, twin.settlement.paid),
            (Figure::TwinPeak, twin.ledger.peak),
        ] {
            put(layout.figure(figure), value);
        }
        for cap in CapKind::ALL {
            put(layout.taken(cap), settlement.unpaid[cap as usize]);
            put(layout.first_bite(cap), index(settlement.first_bite[cap as usize]));
        }
        for (payer, paid) in settlement.payers.paid.iter().enumerate() {
            put(layout.payer(payer), *paid);
        }
        let n_payers = settlement.payers.paid.len();
        for (period, paid) in settlement.paid_by_period.iter().enumerate() {
            put(layout.period(period), *paid);
            for payer in 0..n_payers {
                let part = settlement.payer_periods[period * n_payers + payer];
                put(layout.payer_period(payer, period), part);
            }
        }
        for (month, exposure) in ledger.exposure.iter().enumerate() {
            put(layout.exposure(month), *exposure);
        }
    }
}

/// Whether a trial has a twin.
fn has_twin(plan: &Work, number: u32) -> bool {
    number.is_multiple_of(TWIN_EVERY) && plan.run.luck && plan.run.unknowns
}

/// Simulates a range of trials. Trials do not depend on the range they are in.
pub fn run_batch(plan: &Work, trials: Range<u32>) -> Batch {
    simulate(plan, trials, None)
}

/// Simulates a range of trials, and keeps their people where the plan allows it.
pub fn run_and_keep(plan: &Work, trials: Range<u32>) -> (Batch, Option<Kept>) {
    let mut kept = Kept::new(plan, trials.clone());
    let batch = simulate(plan, trials, kept.as_mut());
    if let Some(kept) = &mut kept {
        kept.sums.clone_from(&batch.sums);
    }
    (batch, kept.filter(Kept::is_whole))
}

fn simulate(plan: &Work, trials: Range<u32>, mut kept: Option<&mut Kept>) -> Batch {
    let layout = Layout::new(plan);
    let mut batch = Batch::new(&layout, trials.clone(), Sums::none(&layout), None);
    let (mut own, mut twin) = (Trial::default(), Trial::default());
    for (row, number) in trials.enumerate() {
        own.run(plan, Which::Own(number), (&mut batch.sums, kept.as_deref_mut()));
        let has_twin = has_twin(plan, number);
        if has_twin {
            twin.run(plan, Which::Twin(number), kept.as_deref_mut());
        }
        let twin = if has_twin { &twin } else { &own };
        batch.write(&layout, plan, row, &own.account, &twin.account);
    }
    batch
}

/// Prices people that were kept: the same batch as a simulation of their trials would give. An earlier batch may
/// lend its room.
///
/// `plan` must have the same journeys as the one they were kept of (see [`Work::has_journeys_of`]).
pub fn price(plan: &Work, kept: &mut Kept, room: Option<Batch>) -> Batch {
    let layout = Layout::new(plan);
    let mut batch = Batch::new(&layout, kept.trials(), kept.sums.clone(), room);
    let mut memory = std::mem::take(&mut kept.memory);
    let known = memory.turn_to(plan, kept.n_futures(), kept.are_whole());
    let (mut own, mut twin) = (Account::default(), Account::default());
    let mut trials = kept.iter().enumerate();
    let mut price_next = |memory: &mut Memory, which: Which, account: &mut Account| {
        // A kept range is whole.
        let (number, trial) = trials.next()?;
        memory.exchange(number, account);
        match trial {
            KeptTrial::Whole(journeys) => account.run(plan, journeys, which.world(plan), &known),
            KeptTrial::Expected(journeys) => account.run(plan, journeys, which.world(plan), &known),
        }
        Some(number)
    };
    for (row, number) in kept.trials().enumerate() {
        let of_own = price_next(&mut memory, Which::Own(number), &mut own);
        let has_twin = has_twin(plan, number);
        let of_twin = has_twin.then(|| price_next(&mut memory, Which::Twin(number), &mut twin));
        batch.write(&layout, plan, row, &own, if has_twin { &twin } else { &own });
        of_own.into_iter().for_each(|number| memory.exchange(number, &mut own));
        of_twin.flatten().into_iter().for_each(|number| memory.exchange(number, &mut twin));
    }
    drop(trials);
    kept.memory = memory;
    batch
}

/// Runs one named case, as a batch of a single trial.
pub(super) fn run_case(plan: &Work, case: Case) -> Batch {
    let layout = Layout::new(plan);
    let mut batch = Batch::new(&layout, 0..1, Sums::none(&layout), None);
    let mut trial = Trial::default();
    trial.run(plan, Which::Case(case), &mut batch.sums);
    batch.write(&layout, plan, 0, &trial.account, &trial.account);
    batch
}
