//! A batch: a range of trials, and the figures of each.

use std::ops::Range;

use crate::engine::money::account::Account;
use crate::engine::people::monthly_counts::whole;
use crate::engine::people::sums::Sums;
use crate::engine::plan::Plan;
use crate::engine::plan::caps::CapKind;
use crate::engine::plan::pence::to_pence;

use super::columns::{Figure, Layout, LineFigure, Section};

/// The figures of a range of trials, ready to be merged.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    first: u32,
    n_trials: u32,
    /// One number per column and trial, column after column, in the order of [`Layout`].
    columns: Vec<i64>,
    pub(super) sums: Sums,
}

impl Batch {
    /// The trials that it holds.
    pub fn trials(&self) -> Range<u32> {
        self.first..self.first + self.n_trials
    }

    /// Room for a range of trials, which an earlier batch may lend.
    pub(super) fn new(
        layout: &Layout,
        trials: Range<u32>,
        sums: Sums,
        room: Option<Batch>,
    ) -> Batch {
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
    pub(in crate::engine) fn fits(&self, plan: &Plan, layout: &Layout) -> bool {
        self.columns.len() == layout.n_columns() * self.n_trials as usize
            && self.sums.fit(&plan.people)
    }

    /// Some neighbouring columns, one after another.
    pub(in crate::engine) fn columns(&self, columns: Range<usize>) -> &[i64] {
        let n = self.n_trials as usize;
        &self.columns[columns.start * n..columns.end * n]
    }

    /// The columns of one section, one after another; none where the section is not one of the plan's.
    pub fn section(&self, plan: &Plan, section: Section) -> &[i64] {
        let layout = Layout::new(plan);
        if layout.holds(section) && self.fits(plan, &layout) {
            self.columns(layout.columns(section))
        } else {
            &[]
        }
    }

    /// Sums over its trials.
    pub fn sums(&self) -> &Sums {
        &self.sums
    }

    /// Writes the figures of one trial, and of its twin where it has one: every column has one of them.
    pub(super) fn write(
        &mut self,
        layout: &Layout,
        plan: &Plan,
        row: usize,
        own: &Account,
        twin: &Account,
    ) {
        let n = self.n_trials as usize;
        let columns = &mut self.columns;
        let mut put = |column: usize, value: i64| columns[column * n + row] = value;
        let index = |place: Option<usize>| {
            place.map_or(-1, |place| i64::try_from(place).unwrap_or(i64::MAX))
        };
        let Account { headcount, claims, settlement, ledger, .. } = own;
        // What is counted over all lines, in the order of lines.
        let (mut achieved, mut lasting, mut deadweight, mut public) = (0, 0, 0.0, 0.0);
        for (line, worth) in plan.terms.contract.worth.iter().enumerate() {
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
