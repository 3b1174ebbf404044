//! People that were simulated, kept so that another price, cap or cost need not simulate them again.

use std::ops::Range;

use crate::model::AfterCap;

use super::journeys::{Cells, Count, Counted, Headcount, Journeys};
use super::layout::{Layout, Sums};
use super::memory::Memory;
use super::plan::Work;
use super::trial::Observer;

/// What the contract stage needs of the people of a range of trials, twins included.
#[derive(Clone, Debug)]
pub struct Kept {
    trials: Range<u32>,
    shape: Shape,
    counts: Counts,
    /// In the order in which they were seen: a twin follows its trial.
    seen: Vec<Seen>,
    totals: Vec<f64>,
    pub(super) sums: Sums,
    /// A count was too large to keep.
    is_broken: bool,
    /// Of when it was priced last.
    pub(super) memory: Memory,
}

/// Sizes of the parts of one trial's counts.
#[derive(Clone, Copy, Debug)]
struct Shape {
    row: usize,
    n_segments: usize,
    n_cells: usize,
    n_lines: usize,
}

/// The counts of all trials, one after another.
#[derive(Clone, Debug)]
enum Counts {
    /// Numbers of people.
    Whole(Vec<u16>),
    /// Expected numbers, where there is no luck.
    Expected(Vec<f64>),
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    headcount: Headcount,
    /// Where its counts begin.
    at: usize,
    has_barred: bool,
}

/// One trial that was kept.
#[derive(Clone, Copy, Debug)]
pub(super) enum KeptTrial<'k> {
    Whole(Journeys<'k, u16>),
    Expected(Journeys<'k, f64>),
}

impl Work {
    /// Whether people can be kept at all. They cannot where money reaches back into delivery, which stops at
    /// the cap, nor where a cap per person asks for every claim of every person.
    fn keeps_people(&self) -> bool {
        self.contract.after_cap == AfterCap::KeepDelivering && !self.people.keeps_claims
    }

    /// Whether each trial has the very people and achievements that it has under another plan, so that what
    /// was kept under one can be priced under the other.
    pub fn has_journeys_of(&self, other: &Work) -> bool {
        let dice = |work: &Work| (work.run.seed, work.run.luck, work.run.unknowns);
        self.keeps_people()
            && other.keeps_people()
            && dice(self) == dice(other)
            && self.people == other.people
    }
}

impl Kept {
    /// Room for a range of trials; none where the plan does not allow to keep people.
    pub(super) fn new(plan: &Work, trials: Range<u32>) -> Option<Kept> {
        let shape = Shape {
            row: plan.people.row(),
            n_segments: plan.people.segments.len(),
            n_cells: plan.contract.n_lines() * plan.people.n_classes() * plan.people.row(),
            n_lines: plan.contract.n_lines(),
        };
        let counts = if plan.run.luck {
            Counts::Whole(Vec::with_capacity(shape.n_counts() * trials.len() * 9 / 8))
        } else {
            Counts::Expected(Vec::new())
        };
        plan.keeps_people().then(|| Kept {
            trials,
            shape,
            counts,
            seen: Vec::new(),
            totals: Vec::new(),
            sums: Sums::none(&Layout::new(plan)),
            is_broken: false,
            memory: Memory::default(),
        })
    }

    /// The trials that it holds.
    pub fn trials(&self) -> Range<u32> {
        self.trials.clone()
    }

    /// About how much memory it takes, in bytes, once it has been priced.
    pub fn bytes(&self) -> usize {
        let memory = Memory::bytes(self.shape.n_lines, self.shape.row) * self.seen.len();
        let counts = match &self.counts {
            Counts::Whole(counts) => counts.capacity() * size_of::<u16>(),
            Counts::Expected(counts) => counts.capacity() * size_of::<f64>(),
        };
        counts
            + memory
            + self.seen.capacity() * size_of::<Seen>()
            + self.totals.capacity() * size_of::<f64>()
    }

    /// Whether every count found room.
    pub(super) fn is_whole(&self) -> bool {
        !self.is_broken
    }

    /// How many futures it holds, twins included.
    pub(super) fn n_futures(&self) -> usize {
        self.seen.len()
    }

    /// Whether its people are whole, and not expected numbers.
    pub(super) fn are_whole(&self) -> bool {
        matches!(self.counts, Counts::Whole(_))
    }

    /// The trials in order, each followed by its twin where it has one.
    pub(super) fn iter(&self) -> impl Iterator<Item = KeptTrial<'_>> {
        let totals = self.totals.chunks(self.shape.n_lines.max(1));
        self.seen.iter().zip(totals).map(|(seen, totals)| match &self.counts {
            Counts::Whole(counts) => KeptTrial::Whole(self.shape.journeys(counts, seen, totals)),
            Counts::Expected(counts) => {
                KeptTrial::Expected(self.shape.journeys(counts, seen, totals))
            }
        })
    }
}

impl Shape {
    /// Counts of one trial, without those that are barred.
    fn n_counts(self) -> usize {
        self.row * (1 + 2 * self.n_segments) + self.n_cells
    }

    fn journeys<'k, C: Count>(
        self,
        counts: &'k [C],
        seen: &Seen,
        totals: &'k [f64],
    ) -> Journeys<'k, C> {
        let mut rest = &counts[seen.at..];
        let mut take = |n: usize| {
            let (taken, others) = rest.split_at(n);
            rest = others;
            taken
        };
        Journeys {
            headcount: seen.headcount,
            first_starts: take(self.row),
            starts: take(self.row * self.n_segments),
            caseload: take(self.row * self.n_segments),
            cells: Cells::new(
                take(self.n_cells),
                take(if seen.has_barred { self.n_cells } else { 0 }),
                self.row,
            ),
            totals,
        }
    }
}

impl Observer for Kept {
    fn see<C: Counted>(&mut self, journeys: Journeys<'_, C>) {
        let at = match &self.counts {
            Counts::Whole(counts) => counts.len(),
            Counts::Expected(counts) => counts.len(),
        };
        let has_barred = journeys.cells.are_any_barred();
        self.seen.push(Seen { headcount: journeys.headcount, at, has_barred });
        self.totals.extend(journeys.totals);
        let Journeys { first_starts, starts, caseload, cells, .. } = journeys;
        [first_starts, starts, caseload].into_iter().for_each(|row| self.keep(row, row.len()));
        let (achieved, barred) = cells.rows();
        [achieved, barred].into_iter().for_each(|rows| self.keep(rows, self.shape.row));
    }
}

impl Kept {
    /// Keeps rows of counts, whole ones in the order of columns.
    fn keep<C: Counted>(&mut self, rows: &[C], row: usize) {
        match &mut self.counts {
            Counts::Whole(counts) => {
                let (first, row) = (counts.len(), row.max(1));
                let n_rows = rows.len() / row;
                counts.resize(first + rows.len(), 0);
                let mut fit = true;
                for (index, row) in rows.chunks(row).enumerate() {
                    let column = counts[first + index..].iter_mut().step_by(n_rows);
                    for (kept, count) in column.zip(row) {
                        let (fits, narrow) = count.narrow();
                        fit &= fits;
                        *kept = narrow;
                    }
                }
                self.is_broken |= !fit;
            }
            Counts::Expected(counts) => counts.extend(rows.iter().map(|count| count.number())),
        }
    }
}
