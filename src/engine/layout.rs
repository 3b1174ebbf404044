//! Where each figure of a trial stands, and which sections of a summary are made from which columns.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::batch::Batch;
use super::journeys::{Counted, Journeys};
use super::plan::Work;
use super::summary::CapKind;
use super::trial::Observer;

/// Where each figure of a trial stands among the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) n_lines: usize,
    pub(super) n_payers: usize,
    pub(super) n_periods: usize,
    pub(super) n_months: usize,
    /// Length of a row of people counts: months in which achievements are told apart, and one for later ones.
    row: usize,
    n_classes: usize,
}

/// Single figures of a trial. Amounts are in pence; an absent month or period is -1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Figure {
    Earned,
    Paid,
    UnpaidAfter,
    /// Claim period.
    Reached,
    Peak,
    PeakMonth,
    PeakNeed,
    PeakUnfunded,
    Drawn,
    Distributed,
    Loss,
    Costs,
    Referrals,
    Starts,
    PeakCaseload,
    /// Month after which no capital is out.
    Payback,
    PresentValue,
    /// Achievements within the contract, and those of lasting outcomes among them.
    Achieved,
    Lasting,
    /// Paid for what would have happened anyway.
    Deadweight,
    /// Pence of public value, as the bits of a float.
    PublicValue,
    /// Annual rate of return, as the bits of a float; not a number where there is none.
    Irr,
    /// Figures of the trial's twin, which has other luck; the trial's own where it has no twin.
    TwinEarned,
    TwinPaid,
    TwinPeak,
}

const N_FIGURES: usize = Figure::TwinPeak as usize + 1;
const N_CAPS: usize = CapKind::ALL.len();

/// Figures of one line in a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum LineFigure {
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
    pub(super) fn new(plan: &Work) -> Layout {
        Layout {
            n_lines: plan.contract.n_lines(),
            n_payers: plan.contract.payer_shares.len(),
            n_periods: plan.contract.n_periods(),
            n_months: plan.ledger.n_months,
            row: plan.people.row(),
            n_classes: plan.people.n_classes(),
        }
    }

    pub(super) fn figure(&self, figure: Figure) -> usize {
        figure as usize
    }

    /// What a cap took.
    pub(super) fn taken(&self, cap: CapKind) -> usize {
        N_FIGURES + cap as usize
    }

    /// Claim period in which a cap first took something.
    pub(super) fn first_bite(&self, cap: CapKind) -> usize {
        N_FIGURES + N_CAPS + cap as usize
    }

    pub(super) fn payer(&self, payer: usize) -> usize {
        N_FIGURES + 2 * N_CAPS + payer
    }

    /// What a payer paid for a claim period.
    pub(super) fn payer_period(&self, payer: usize, period: usize) -> usize {
        self.payer(self.n_payers) + payer * self.n_periods + period
    }

    pub(super) fn period(&self, period: usize) -> usize {
        self.payer_period(self.n_payers, 0) + period
    }

    pub(super) fn exposure(&self, month: usize) -> usize {
        self.period(self.n_periods) + month
    }

    pub(super) fn line(&self, line: usize, figure: LineFigure) -> usize {
        self.exposure(self.n_months) + line * N_LINE_FIGURES + figure as usize
    }

    pub(super) fn n_columns(&self) -> usize {
        self.line(self.n_lines, LineFigure::Achieved)
    }

    /// The columns that a section is made from.
    pub(super) fn columns(&self, section: Section) -> Range<usize> {
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
    pub(super) fn holds(&self, section: Section) -> bool {
        let within = |from: u16, to: u16, n: usize| from <= to && usize::from(to) <= n;
        match section {
            Section::Totals | Section::Payers | Section::Periods => true,
            Section::Months { from, to } => within(from, to, self.n_months),
            Section::Lines { from, to } => within(from, to, self.n_lines),
        }
    }

    /// All sections of a summary.
    pub(super) fn sections(&self) -> Vec<Section> {
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

/// Sums over trials of numbers of people, in thousandths of a person: whole numbers, so that they do not
/// depend on how trials were split.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sums {
    row: usize,
    n_classes: usize,
    /// By line and month.
    achieved: Vec<i64>,
    /// By month.
    caseload: Vec<i64>,
}

impl Sums {
    /// Sums over no trials.
    pub(super) fn none(layout: &Layout) -> Sums {
        Sums {
            row: layout.row,
            n_classes: layout.n_classes,
            achieved: vec![0; layout.n_lines * layout.row],
            caseload: vec![0; layout.row],
        }
    }

    /// Sums over the trials of some batches of a plan.
    pub fn of<'b>(plan: &Work, batches: impl Iterator<Item = &'b Batch>) -> Sums {
        let mut sums = Sums::none(&Layout::new(plan));
        batches.for_each(|batch| sums.add(batch.sums()));
        sums
    }

    pub(super) fn fit(&self, layout: &Layout) -> bool {
        let Layout { n_lines, row, n_classes, .. } = *layout;
        (self.row, self.n_classes) == (row, n_classes)
            && (self.achieved.len(), self.caseload.len()) == (n_lines * row, row)
    }

    /// Adds the sums over other trials.
    pub fn add(&mut self, other: &Sums) {
        for (sum, more) in self.achieved.iter_mut().zip(&other.achieved) {
            *sum += more;
        }
        for (sum, more) in self.caseload.iter_mut().zip(&other.caseload) {
            *sum += more;
        }
    }

    /// Mean achievements of a line by month over so many trials; the last place holds later ones.
    pub(super) fn achieved_by_month(&self, line: usize, n_trials: u32) -> Vec<f64> {
        let row = &self.achieved[line * self.row..(line + 1) * self.row];
        row.iter().map(|sum| mean(*sum, n_trials)).collect()
    }

    /// Mean number of people in support in a month; none is told apart after the last.
    pub(super) fn caseload(&self, month: usize, n_trials: u32) -> f64 {
        if month + 1 < self.row { mean(self.caseload[month], n_trials) } else { 0.0 }
    }
}

fn mean(sum: i64, n_trials: u32) -> f64 {
    sum as f64 / 1000.0 / f64::from(n_trials.max(1))
}

impl Observer for Sums {
    fn see<C: Counted>(&mut self, journeys: Journeys<'_, C>) {
        let (row, cells) = (self.row, self.row * self.n_classes);
        let lines = self.achieved.chunks_mut(row).zip(journeys.cells.rows().0.chunks(cells));
        lines.for_each(|(sums, rows)| C::add_thousandths(sums, rows, row));
        C::add_thousandths(&mut self.caseload[..row - 1], journeys.caseload, row);
    }
}

/// A count as a whole number.
pub(super) fn whole(count: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "counts of people are bounded")]
    let (cut, round) = (count as i64, |count: f64| libm::round(count) as i64);
    // Most counts are whole already.
    if (cut as f64).to_bits() == count.to_bits() { cut } else { round(count) }
}
