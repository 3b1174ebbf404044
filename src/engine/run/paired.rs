//! What comparisons are made of: a few figures of each future, and how they differ from those that the same future has
//! under another plan.
//!
//! Draws belong to a future's number and to what they are for, never to prices or to other outcomes. So a future is the
//! same one under every plan on the same seed, and the difference of its figures is what the plans make of it; the luck
//! that both share falls out.

use std::ops::Range;

use crate::engine::plan::Plan;

use super::batch::Batch;
use super::figures::Figure;

/// The amounts that are compared, in pence.
pub(in crate::engine) const AMOUNTS: [Figure; 10] = [
    Figure::Earned,
    Figure::Paid,
    Figure::UnpaidAfter,
    Figure::Peak,
    Figure::Drawn,
    Figure::Distributed,
    Figure::Loss,
    Figure::PeakUnfunded,
    Figure::Costs,
    Figure::Fees,
];

/// Things that happen in a future or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) enum Happening {
    CapReached,
    OverLeast,
    OverMost,
    Loss,
    Unfunded,
    UnfundedAfterReturn,
}

impl Happening {
    pub(in crate::engine) const ALL: [Happening; 6] = [
        Happening::CapReached,
        Happening::OverLeast,
        Happening::OverMost,
        Happening::Loss,
        Happening::Unfunded,
        Happening::UnfundedAfterReturn,
    ];

    /// Its bit among those of a future under one plan.
    const fn bit(self) -> i64 {
        1 << self as i64
    }

    /// Whether it happens under the plan before, and under the one after, by the bits of both.
    pub(in crate::engine) fn in_both(self, bits: i64) -> (bool, bool) {
        (bits >> N_BITS & self.bit() != 0, bits & self.bit() != 0)
    }
}

/// Bits of one plan's happenings.
const N_BITS: usize = Happening::ALL.len();

/// Columns of differences: one for each amount, two rates, and what happens under either plan.
pub const N_DIFFERENCES: usize = AMOUNTS.len() + RATES.len() + 1;

/// The rates that are compared: their bits, which are no number where one of both futures has none.
pub(in crate::engine) const RATES: [Figure; 2] = [Figure::Irr, Figure::ReturnOnCapital];
/// Where the columns of rates begin, and that of happenings stands.
pub(in crate::engine) const FIRST_RATE: usize = AMOUNTS.len();
pub(in crate::engine) const HAPPENINGS: usize = FIRST_RATE + RATES.len();

/// Of the futures of a range of trials, what is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct PairedFigures {
    trials: Range<u32>,
    /// Amounts, the bits of rates, and those of what happens: column after column, as differences are.
    columns: Vec<i64>,
}

impl PairedFigures {
    /// Takes out of a batch what is compared.
    pub fn of(plan: &Plan, batch: &Batch) -> PairedFigures {
        let column = |figure| batch.figure(figure);
        let mut columns = Vec::with_capacity(N_DIFFERENCES * batch.trials().len());
        for figure in AMOUNTS.into_iter().chain(RATES) {
            columns.extend_from_slice(column(figure));
        }
        let (reached, need) = (column(Figure::CapReached), column(Figure::PeakNeed));
        let (unfunded, loss) = (column(Figure::PeakUnfunded), column(Figure::Loss));
        let after_return = column(Figure::UnfundedAfterReturn);
        let ledger = &plan.terms.ledger;
        let (least, most) = (ledger.commitment_least, ledger.commitment_most);
        columns.extend((0..batch.trials().len()).map(|row| {
            [
                (Happening::CapReached, reached[row] >= 0),
                (Happening::OverLeast, need[row] > least),
                (Happening::OverMost, need[row] > most),
                (Happening::Loss, loss[row] > 0),
                (Happening::Unfunded, unfunded[row] > 0),
                (Happening::UnfundedAfterReturn, after_return[row] > 0),
            ]
            .into_iter()
            .filter(|(_, happens)| *happens)
            .fold(0, |bits, (happening, _)| bits | happening.bit())
        }));
        PairedFigures { trials: batch.trials(), columns }
    }

    /// The trials that it holds.
    pub fn trials(&self) -> Range<u32> {
        self.trials.clone()
    }

    fn at(&self, column: usize, row: usize) -> i64 {
        self.columns[column * self.trials.len() + row]
    }
}

/// What the futures of some trials have more than under a plan before, column after column; `before` holds that plan's
/// figures, in any order. `None` where one of the trials is not among them.
pub fn differences(after: &PairedFigures, before: &[PairedFigures]) -> Option<Vec<i64>> {
    let n_trials = after.trials.len();
    let mut columns = vec![0; N_DIFFERENCES * n_trials];
    let mut other = before.first()?;
    for (row, trial) in after.trials().enumerate() {
        if !other.trials.contains(&trial) {
            other = before.iter().find(|other| other.trials.contains(&trial))?;
        }
        let place = (trial - other.trials.start) as usize;
        for column in 0..AMOUNTS.len() {
            columns[column * n_trials + row] = after.at(column, row) - other.at(column, place);
        }
        for column in FIRST_RATE..HAPPENINGS {
            let rate = |figures: &PairedFigures, row| {
                f64::from_bits(figures.at(column, row).cast_unsigned())
            };
            // Not a number where one of them has none.
            let difference = rate(after, row) - rate(other, place);
            columns[column * n_trials + row] = difference.to_bits().cast_signed();
        }
        columns[HAPPENINGS * n_trials + row] =
            other.at(HAPPENINGS, place) << N_BITS | after.at(HAPPENINGS, row);
    }
    Some(columns)
}
