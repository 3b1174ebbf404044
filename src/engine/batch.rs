//! The unit of work: a range of trials, and the figures kept of each.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::model::Case;

use super::plan::Work;
use super::summary::CapKind;
use super::trial::Trial;

/// The figures of a range of trials, ready to be sent and merged. Each column holds one number per trial.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Batch {
    first: u32,
    /// Columns of whole numbers, in the order of [`Layout`].
    pub(super) columns: Vec<Vec<i64>>,
    /// Annual rates of return; NaN where there is none.
    pub(super) irr: Vec<f64>,
    /// Sums over the batch's trials, in thousandths of a person, in the order of [`Layout`]: whole
    /// numbers, so that they do not depend on how trials were split.
    pub(super) sums: Vec<i64>,
}

impl Batch {
    /// The trials that it holds.
    pub fn trials(&self) -> Range<u32> {
        self.first..self.first + u32::try_from(self.irr.len()).unwrap_or(0)
    }

    fn empty(layout: &Layout, first: u32, room: usize) -> Batch {
        Batch {
            first,
            columns: (0..layout.n_columns()).map(|_| Vec::with_capacity(room)).collect(),
            irr: Vec::with_capacity(room),
            sums: vec![0; layout.n_sums()],
        }
    }

    /// Whether its columns are those of a plan, as a batch from another build might not be.
    pub(super) fn fits(&self, layout: &Layout) -> bool {
        self.columns.len() == layout.n_columns()
            && self.columns.iter().all(|column| column.len() == self.irr.len())
            && self.sums.len() == layout.n_sums()
    }
}

/// Simulates a range of trials. Trials do not depend on the range they are in.
pub fn run_batch(plan: &Work, trials: Range<u32>) -> Batch {
    let layout = Layout::new(plan);
    let mut batch = Batch::empty(&layout, trials.start, trials.len());
    let mut trial = Trial::default();
    let mut other = Trial::default();
    for number in trials {
        trial.run(plan, number);
        let has_twin = number % TWIN_EVERY == 0 && plan.run.luck && plan.run.unknowns;
        if has_twin {
            other.run_twin(plan, number);
        }
        layout.write(plan, &trial, if has_twin { &other } else { &trial }, &mut batch);
    }
    batch
}

/// Runs one named case, as a batch of a single trial.
pub(super) fn run_case(plan: &Work, case: Case) -> Batch {
    let layout = Layout::new(plan);
    let mut trial = Trial::default();
    trial.run_case(plan, case);
    let mut batch = Batch::empty(&layout, 0, 1);
    layout.write(plan, &trial, &trial, &mut batch);
    batch
}

/// Where each figure of a trial stands among the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    n_lines: usize,
    n_payers: usize,
    n_periods: usize,
    n_months: usize,
    /// Months in which achievements are told apart; later ones share one more place.
    n_people_months: usize,
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
    /// Figures of the trial's twin, which has other luck; the trial's own where it has no twin.
    TwinEarned,
    TwinPaid,
    TwinPeak,
}

const N_FIGURES: usize = Figure::TwinPeak as usize + 1;

/// Every so many trials one has a twin, to tell what we do not know from luck.
pub(super) const TWIN_EVERY: u32 = 8;
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

impl Layout {
    pub(super) fn new(plan: &Work) -> Layout {
        Layout {
            n_lines: plan.contract.n_lines(),
            n_payers: plan.contract.payer_shares.len(),
            n_periods: plan.contract.n_periods(),
            n_months: plan.ledger.n_months,
            n_people_months: plan.people.n_months,
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

    /// The place among the sums of a line's achievements in a month.
    pub(super) fn achieved_sum(&self, line: usize, month: usize) -> usize {
        line * (self.n_people_months + 1) + month
    }

    /// The place among the sums of people in support in a month.
    pub(super) fn caseload_sum(&self, month: usize) -> usize {
        self.achieved_sum(self.n_lines, month)
    }

    fn n_sums(&self) -> usize {
        self.caseload_sum(self.n_people_months)
    }

    fn write(&self, plan: &Work, trial: &Trial, twin: &Trial, batch: &mut Batch) {
        let Trial { counts, claims, settlement, ledger, .. } = trial;
        let mut put = |column: usize, value: i64| batch.columns[column].push(value);
        let index = |place: Option<usize>| {
            place.map_or(-1, |place| i64::try_from(place).unwrap_or(i64::MAX))
        };
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
            (Figure::Referrals, whole(counts.referrals)),
            (Figure::Starts, whole(counts.started)),
            (Figure::PeakCaseload, whole(counts.peak_caseload)),
            (Figure::Payback, index(ledger.payback)),
            (Figure::PresentValue, ledger.present_value),
            (Figure::TwinEarned, twin.settlement.earned),
            (Figure::TwinPaid, twin.settlement.paid),
            (Figure::TwinPeak, twin.ledger.peak),
        ] {
            put(self.figure(figure), value);
        }
        for cap in CapKind::ALL {
            put(self.taken(cap), settlement.unpaid[cap as usize]);
            put(self.first_bite(cap), index(settlement.first_bite[cap as usize]));
        }
        for (payer, paid) in settlement.payers.paid.iter().enumerate() {
            put(self.payer(payer), *paid);
        }
        for (period, paid) in settlement.paid_by_period.iter().enumerate() {
            put(self.period(period), *paid);
            for payer in 0..self.n_payers {
                let part = settlement.payer_periods[period * self.n_payers + payer];
                put(self.payer_period(payer, period), part);
            }
        }
        for (month, exposure) in ledger.exposure.iter().enumerate() {
            put(self.exposure(month), *exposure);
        }
        for line in 0..self.n_lines {
            let claimed = claims.claimed(line, plan.contract.claim_months);
            for (figure, value) in [
                (LineFigure::Achieved, whole(claims.achieved[line])),
                (LineFigure::Late, whole(claims.late[line])),
                (LineFigure::Claimed, whole(claimed)),
                (LineFigure::Earned, settlement.earned_by_line[line]),
                (LineFigure::Paid, settlement.paid_by_line[line]),
            ] {
                put(self.line(line, figure), value);
            }
        }
        for line in 0..self.n_lines {
            for month in 0..=self.n_people_months {
                batch.sums[self.achieved_sum(line, month)] +=
                    thousandths(trial.achieved(plan, line, month));
            }
        }
        for month in 0..self.n_people_months {
            batch.sums[self.caseload_sum(month)] += thousandths(trial.caseload(plan, month));
        }
        batch.irr.push(ledger.irr.unwrap_or(f64::NAN));
    }
}

/// A count in thousandths of a person.
fn thousandths(count: f64) -> i64 {
    whole(count * 1000.0)
}

/// A count as a whole number.
fn whole(count: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "counts of people are bounded")]
    let whole = libm::round(count) as i64;
    whole
}
