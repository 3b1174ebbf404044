//! A batch: a range of trials, and the figures of each.

use std::ops::Range;

use crate::engine::money::account::Account;
use crate::engine::people::sums::Sums;
use crate::engine::plan::Plan;

use super::columns::{Layout, LineFigure, Section};
use super::counts::CountFormat;
use super::figures::{Figure, Finished, LineTotals, read_all};

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

    /// One figure of its trials, in their order.
    pub(in crate::engine) fn figure(&self, figure: Figure) -> &[i64] {
        self.columns(figure as usize..figure as usize + 1)
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
        let Account { claims, settlement, ledger, .. } = own;
        // What is added up over all lines, in the order of lines.
        let mut lines = LineTotals::default();
        let counts = CountFormat::of(&plan.terms);
        for (line, worth) in plan.terms.contract.worth.iter().enumerate() {
            let of_line = claims.lines[line];
            let paid = settlement.paid_by_line[line];
            let in_time = if worth.is_step { 0.0 } else { of_line.achieved - of_line.late };
            lines.achieved += in_time;
            lines.lasting += if worth.is_lasting { in_time } else { 0.0 };
            lines.deadweight += paid as f64 * worth.deadweight;
            lines.public_value += in_time * worth.public.unwrap_or(0.0) * (1.0 - worth.deadweight);
            for (figure, value) in [
                (LineFigure::Achieved, counts.write(of_line.achieved)),
                (LineFigure::Late, counts.write(of_line.late)),
                (LineFigure::Claimed, counts.write(of_line.claimed)),
                (LineFigure::Earned, of_line.earned),
                (LineFigure::Paid, paid),
            ] {
                put(layout.line(line, figure), value);
            }
        }
        let finished = Finished { own, twin, lines, counts };
        read_all(&finished, |figure, value| put(layout.figure(figure), value));
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
