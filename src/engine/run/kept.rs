//! People that were simulated, kept so that another price, cap or cost need not simulate them again.

use std::ops::Range;

use crate::engine::money::repricing::LastPricing;
use crate::engine::people::monthly_counts::{
    Cells, Count, Counted, Counts, Headcount, MonthlyCounts,
};
use crate::engine::people::sums::Sums;
use crate::engine::plan::Plan;

/// What pricing needs of the people of a range of trials, twins included.
#[derive(Clone, Debug)]
pub struct KeptPeople {
    trials: Range<u32>,
    shape: Shape,
    counts: KeptCounts,
    /// In the order in which they were simulated: a twin follows its trial.
    futures: Vec<KeptFuture>,
    totals: Vec<f64>,
    pub(in crate::engine) sums: Sums,
    /// A count was too large to keep.
    is_broken: bool,
    pub(in crate::engine) last_pricing: LastPricing,
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
enum KeptCounts {
    /// Numbers of people.
    Whole(Vec<u16>),
    /// Expected numbers, where there is no luck.
    Expected(Vec<f64>),
}

#[derive(Clone, Copy, Debug)]
struct KeptFuture {
    headcount: Headcount,
    /// Where its counts begin.
    at: usize,
    has_barred: bool,
}

/// One trial that was kept.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) enum KeptTrial<'k> {
    Whole(MonthlyCounts<'k, u16>),
    Expected(MonthlyCounts<'k, f64>),
}

impl KeptPeople {
    /// Room for a range of trials; none where the plan does not allow to keep people.
    pub(in crate::engine) fn new(plan: &Plan, trials: Range<u32>) -> Option<KeptPeople> {
        let shape = Shape {
            row: plan.people.row(),
            n_segments: plan.people.segments.len(),
            n_cells: plan.terms.contract.n_lines() * plan.people.n_classes() * plan.people.row(),
            n_lines: plan.terms.contract.n_lines(),
        };
        let counts = if plan.terms.run.luck {
            KeptCounts::Whole(Vec::with_capacity(shape.n_counts() * trials.len() * 9 / 8))
        } else {
            KeptCounts::Expected(Vec::new())
        };
        plan.keeps_people().then(|| KeptPeople {
            trials,
            shape,
            counts,
            futures: Vec::new(),
            totals: Vec::new(),
            sums: Sums::none(&plan.people),
            is_broken: false,
            last_pricing: LastPricing::default(),
        })
    }

    /// The trials that it holds.
    pub fn trials(&self) -> Range<u32> {
        self.trials.clone()
    }

    /// About how much memory it takes, in bytes, once it has been priced.
    pub fn bytes(&self) -> usize {
        let memory = LastPricing::bytes(self.shape.n_lines, self.shape.row) * self.futures.len();
        let counts = match &self.counts {
            KeptCounts::Whole(counts) => counts.capacity() * size_of::<u16>(),
            KeptCounts::Expected(counts) => counts.capacity() * size_of::<f64>(),
        };
        counts
            + memory
            + self.futures.capacity() * size_of::<KeptFuture>()
            + self.totals.capacity() * size_of::<f64>()
    }

    /// Whether every count found room.
    pub(in crate::engine) fn is_whole(&self) -> bool {
        !self.is_broken
    }

    /// How many futures it holds, twins included.
    pub(in crate::engine) fn n_futures(&self) -> usize {
        self.futures.len()
    }

    /// Whether its people are whole, and not expected numbers.
    pub(in crate::engine) fn are_whole(&self) -> bool {
        matches!(self.counts, KeptCounts::Whole(_))
    }

    /// The trials in order, each followed by its twin where it has one.
    pub(in crate::engine) fn iter(&self) -> impl Iterator<Item = KeptTrial<'_>> {
        let totals = self.totals.chunks(self.shape.n_lines.max(1));
        self.futures.iter().zip(totals).map(|(future, totals)| match &self.counts {
            KeptCounts::Whole(counts) => {
                KeptTrial::Whole(self.shape.counts_of(counts, future, totals))
            }
            KeptCounts::Expected(counts) => {
                KeptTrial::Expected(self.shape.counts_of(counts, future, totals))
            }
        })
    }
}

impl Shape {
    /// KeptCounts of one trial, without those that are barred.
    fn n_counts(self) -> usize {
        self.row * (1 + 2 * self.n_segments) + self.n_cells
    }

    fn counts_of<'k, C: Count>(
        self,
        counts: &'k [C],
        future: &KeptFuture,
        totals: &'k [f64],
    ) -> MonthlyCounts<'k, C> {
        let mut rest = &counts[future.at..];
        let mut take = |n: usize| {
            let (taken, others) = rest.split_at(n);
            rest = others;
            taken
        };
        MonthlyCounts {
            headcount: future.headcount,
            first_starts: take(self.row),
            starts: take(self.row * self.n_segments),
            caseload: take(self.row * self.n_segments),
            cells: Cells::new(
                take(self.n_cells),
                take(if future.has_barred { self.n_cells } else { 0 }),
                self.row,
            ),
            totals,
        }
    }
}

impl KeptPeople {
    /// Keeps the people of the next future.
    pub(in crate::engine) fn keep(&mut self, counts: Counts<'_>) {
        match counts {
            Counts::Whole(counts) => self.keep_counts(counts),
            Counts::Expected(counts) => self.keep_counts(counts),
        }
    }

    fn keep_counts<C: Counted>(&mut self, counts: MonthlyCounts<'_, C>) {
        let at = match &self.counts {
            KeptCounts::Whole(kept) => kept.len(),
            KeptCounts::Expected(kept) => kept.len(),
        };
        let has_barred = counts.cells.are_any_barred();
        self.futures.push(KeptFuture { headcount: counts.headcount, at, has_barred });
        self.totals.extend(counts.totals);
        let MonthlyCounts { first_starts, starts, caseload, cells, .. } = counts;
        [first_starts, starts, caseload].into_iter().for_each(|row| self.keep_rows(row, row.len()));
        let (achieved, barred) = cells.rows();
        [achieved, barred].into_iter().for_each(|rows| self.keep_rows(rows, self.shape.row));
    }

    /// Keeps rows of counts, whole ones in the order of columns.
    fn keep_rows<C: Counted>(&mut self, rows: &[C], row: usize) {
        match &mut self.counts {
            KeptCounts::Whole(counts) => {
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
            KeptCounts::Expected(counts) => counts.extend(rows.iter().map(|count| count.number())),
        }
    }
}
