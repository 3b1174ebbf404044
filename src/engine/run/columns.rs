//! Columns: where the numbers of a trial stand, and which sections of a summary are made from which of them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::engine::plan::Plan;
use crate::engine::plan::caps::CapKind;

use super::figures::{FIGURES, Figure};

/// Where each number of a trial stands among the columns of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) struct Layout {
    pub(in crate::engine) n_lines: usize,
    pub(in crate::engine) n_payers: usize,
    pub(in crate::engine) n_periods: usize,
    pub(in crate::engine) n_months: usize,
}

/// Columns of single figures, which come first.
const N_FIGURES: usize = FIGURES.len();

/// Figures of one line in a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(in crate::engine) enum LineFigure {
    Achieved,
    Late,
    Claimed,
    Earned,
    Paid,
}

const N_LINE_FIGURES: usize = LineFigure::Paid as usize + 1;

/// A part of a summary that can be made on its own, from neighbouring columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Section {
    /// Single figures, caps and the fingerprint.
    Totals,
    Payers,
    Periods,
    /// Exposure in some of the ledger's months.
    Months {
        from: u16,
        to: u16,
    },
    /// Some of the card's lines.
    Lines {
        from: u16,
        to: u16,
    },
}

/// Months and lines that one section holds at most: pieces small enough to share out evenly.
const MOST_MONTHS: usize = 24;
const MOST_LINES: usize = 8;

impl Layout {
    pub(in crate::engine) fn new(plan: &Plan) -> Layout {
        Layout {
            n_lines: plan.terms.contract.n_lines(),
            n_payers: plan.terms.contract.payers.n_payers(),
            n_periods: plan.terms.contract.n_periods(),
            n_months: plan.terms.ledger.n_months,
        }
    }

    pub(in crate::engine) fn figure(&self, figure: Figure) -> usize {
        figure as usize
    }

    /// What a cap took.
    pub(in crate::engine) fn taken(&self, cap: CapKind) -> usize {
        Figure::UnpaidPerson as usize + cap as usize
    }

    /// Claim period in which a cap first took something.
    pub(in crate::engine) fn first_bite(&self, cap: CapKind) -> usize {
        Figure::FirstPerson as usize + cap as usize
    }

    pub(in crate::engine) fn payer(&self, payer: usize) -> usize {
        N_FIGURES + payer
    }

    /// What a payer paid for a claim period.
    pub(in crate::engine) fn payer_period(&self, payer: usize, period: usize) -> usize {
        self.payer(self.n_payers) + payer * self.n_periods + period
    }

    pub(in crate::engine) fn period(&self, period: usize) -> usize {
        self.payer_period(self.n_payers, 0) + period
    }

    pub(in crate::engine) fn exposure(&self, month: usize) -> usize {
        self.period(self.n_periods) + month
    }

    pub(in crate::engine) fn line(&self, line: usize, figure: LineFigure) -> usize {
        self.exposure(self.n_months) + line * N_LINE_FIGURES + figure as usize
    }

    pub(in crate::engine) fn n_columns(&self) -> usize {
        self.line(self.n_lines, LineFigure::Achieved)
    }

    /// The columns that a section is made from.
    pub(in crate::engine) fn columns(&self, section: Section) -> Range<usize> {
        match section {
            Section::Totals => 0..self.payer(0),
            Section::Payers => self.payer(0)..self.period(0),
            Section::Periods => self.period(0)..self.exposure(0),
            Section::Months { from, to } => {
                self.exposure(usize::from(from))..self.exposure(usize::from(to))
            }
            Section::Lines { from, to } => {
                let first = |line: u16| self.line(usize::from(line), LineFigure::Achieved);
                first(from)..first(to)
            }
        }
    }

    /// Whether a section is one of this layout's, as one from elsewhere might not be.
    pub(in crate::engine) fn holds(&self, section: Section) -> bool {
        let within = |from: u16, to: u16, n: usize| from <= to && usize::from(to) <= n;
        match section {
            Section::Totals | Section::Payers | Section::Periods => true,
            Section::Months { from, to } => within(from, to, self.n_months),
            Section::Lines { from, to } => within(from, to, self.n_lines),
        }
    }

    /// All sections of a summary.
    pub(in crate::engine) fn sections(&self) -> Vec<Section> {
        let months = pieces(self.n_months, MOST_MONTHS);
        let lines = pieces(self.n_lines, MOST_LINES);
        [Section::Totals, Section::Payers, Section::Periods]
            .into_iter()
            .chain(months.map(|(from, to)| Section::Months { from, to }))
            .chain(lines.map(|(from, to)| Section::Lines { from, to }))
            .collect()
    }
}

/// `n` things in pieces of at most `most`.
fn pieces(n: usize, most: usize) -> impl Iterator<Item = (u16, u16)> {
    let narrow = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
    (0..n).step_by(most).map(move |from| (narrow(from), narrow(n.min(from + most))))
}
