//! What money is made of: people and achievements counted by month, whichever way they came about.

use std::ops::Range;

use crate::engine::plan::pence::to_pence;

/// What happened to the people of one trial, counted by month.
///
/// Counts are whole numbers where luck was drawn, and expected numbers where it was not.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct MonthlyCounts<'a, C> {
    pub(in crate::engine) headcount: Headcount,
    /// People who started for the first time, by month.
    pub(in crate::engine) first_starts: &'a [C],
    /// Journeys started, by segment and month.
    pub(in crate::engine) starts: &'a [C],
    /// People in support, by segment and month.
    pub(in crate::engine) caseload: &'a [C],
    pub(in crate::engine) cells: Cells<'a, C>,
    /// All achievements, by line.
    pub(in crate::engine) totals: &'a [f64],
}

/// The counts of one trial, as they came about.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) enum Counts<'a> {
    /// Numbers of people, by dice.
    Whole(MonthlyCounts<'a, u32>),
    /// Expected numbers, where there is no luck.
    Expected(MonthlyCounts<'a, f64>),
}

/// Achievements by cell and month: a cell is a line and one of its classes, and after the last month stands what comes
/// later.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Cells<'a, C> {
    achieved: &'a [C],
    /// Those of them that cannot be claimed, laid out alike; empty where there are none.
    barred: &'a [C],
    n_cells: usize,
    /// Months of each cell.
    row: usize,
}

/// Numbers of people in one trial; expected ones where there is no luck.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::engine) struct Headcount {
    pub(in crate::engine) referrals: f64,
    /// People who started at least once.
    pub(in crate::engine) started: f64,
    /// Highest number in support in one month.
    pub(in crate::engine) peak_caseload: f64,
}

/// A number of people.
pub(in crate::engine) trait Count: Copy + Default + PartialEq {
    /// Whether cells lie month by month, and not cell by cell.
    const BY_MONTH: bool;

    fn number(self) -> f64;

    fn less(self, other: Self) -> Self;

    /// Adds counts to a sum, in their order.
    fn add_up(sum: f64, counts: impl Iterator<Item = Self>) -> f64;

    /// The count times a price, to the penny.
    fn priced(self, price: i64) -> i64;

    /// Counts and prices the claims of neighbouring months: adds their pence month by month to `earned`, and
    /// returns what they bring `claimed` to, and their pence in all.
    fn price_all(
        claimed: f64,
        price: i64,
        counts: impl Iterator<Item = Self>,
        earned: &mut [i64],
    ) -> (f64, i64);
}

/// A number of people as trials count them; their cells lie cell by cell.
pub(in crate::engine) trait Counted: Count {
    /// Whether the number fits sixteen bits, and the number in these.
    fn narrow(self) -> (bool, u16);

    /// Adds rows of counts, of `row` months each, to sums in millionths of a person, month by month.
    fn add_millionths(sums: &mut [i64], rows: &[Self], row: usize);
}

/// Whole counts have whole products: no rounding is needed, and so none is done.
macro_rules! count_whole {
    ($($whole:ty, $by_month:literal);*) => {$(
        impl Count for $whole {
            const BY_MONTH: bool = $by_month;

            #[inline]
            fn number(self) -> f64 {
                f64::from(self)
            }

            #[inline]
            fn less(self, other: Self) -> Self {
                self.wrapping_sub(other)
            }

            #[inline]
            fn priced(self, price: i64) -> i64 {
                i64::from(self) * price
            }

            #[inline]
            fn add_up(sum: f64, counts: impl Iterator<Item = Self>) -> f64 {
                sum + counts.map(u64::from).sum::<u64>() as f64
            }

            #[inline]
            fn price_all(
                claimed: f64,
                price: i64,
                counts: impl Iterator<Item = Self>,
                earned: &mut [i64],
            ) -> (f64, i64) {
                let mut sum = 0;
                for (count, earned) in counts.zip(earned) {
                    let count = i64::from(count);
                    sum += count;
                    *earned += count * price;
                }
                (claimed + sum as f64, sum * price)
            }
        }
    )*};
}

// Sixteen bits are for people who are kept: most that is asked of them is asked of few months.
count_whole!(u16, true; u32, false);

impl Counted for u32 {
    #[inline]
    fn narrow(self) -> (bool, u16) {
        #[expect(clippy::cast_possible_truncation, reason = "said beside it")]
        let narrow = self as u16;
        (self <= u32::from(u16::MAX), narrow)
    }

    fn add_millionths(sums: &mut [i64], rows: &[u32], row: usize) {
        for row in rows.chunks(row) {
            for (sum, count) in sums.iter_mut().zip(row) {
                *sum += i64::from(*count) * 1_000_000;
            }
        }
    }
}

impl Count for f64 {
    const BY_MONTH: bool = false;

    #[inline]
    fn number(self) -> f64 {
        self
    }

    #[inline]
    fn less(self, other: Self) -> Self {
        self - other
    }

    #[inline]
    fn priced(self, price: i64) -> i64 {
        to_pence(self * price as f64)
    }

    fn add_up(sum: f64, counts: impl Iterator<Item = f64>) -> f64 {
        counts.fold(sum, |sum, count| sum + count)
    }

    fn price_all(
        mut claimed: f64,
        price: i64,
        counts: impl Iterator<Item = f64>,
        earned: &mut [i64],
    ) -> (f64, i64) {
        let mut pence = 0;
        for (count, earned) in counts.zip(earned) {
            claimed += count;
            pence += count.priced(price);
            *earned += count.priced(price);
        }
        (claimed, pence)
    }
}

impl Counted for f64 {
    /// Expected numbers are not whole.
    fn narrow(self) -> (bool, u16) {
        (false, 0)
    }

    fn add_millionths(sums: &mut [i64], rows: &[f64], row: usize) {
        for (month, sum) in sums.iter_mut().enumerate() {
            *sum += whole(sum_of_rows(rows, row, month) * 1e6);
        }
    }
}

impl<'a, C: Count> Cells<'a, C> {
    /// Cells of so many months each.
    pub(in crate::engine) fn new(achieved: &'a [C], barred: &'a [C], row: usize) -> Cells<'a, C> {
        Cells { achieved, barred, n_cells: achieved.len() / row.max(1), row }
    }

    /// Achievements of a cell that can be claimed, in a month.
    #[inline]
    pub(in crate::engine) fn claimable(&self, cell: usize, month: usize) -> C {
        let place = if C::BY_MONTH { month * self.n_cells + cell } else { cell * self.row + month };
        match self.barred.get(place) {
            Some(barred) => self.achieved[place].less(*barred),
            None => self.achieved[place],
        }
    }

    /// Achievements of a cell from a month on, and later ones.
    pub(in crate::engine) fn since(
        &self,
        cell: usize,
        month: usize,
    ) -> impl Iterator<Item = C> + use<'a, C> {
        self.some(self.achieved, cell, month..self.row)
    }

    pub(in crate::engine) fn are_any_barred(&self) -> bool {
        !self.barred.is_empty()
    }

    /// Achievements of a cell in some months.
    #[inline]
    pub(in crate::engine) fn achieved(
        &self,
        cell: usize,
        months: Range<usize>,
    ) -> impl Iterator<Item = C> + use<'a, C> {
        self.some(self.achieved, cell, months)
    }

    /// Those of them that can be claimed, where some cannot.
    #[inline]
    pub(in crate::engine) fn verified(
        &self,
        cell: usize,
        months: Range<usize>,
    ) -> impl Iterator<Item = C> + use<'a, C> {
        let achieved = self.some(self.achieved, cell, months.clone());
        let barred = self.some(self.barred, cell, months);
        achieved.zip(barred).map(|(count, barred)| count.less(barred))
    }

    #[inline]
    fn some(
        &self,
        counts: &'a [C],
        cell: usize,
        months: Range<usize>,
    ) -> impl Iterator<Item = C> + use<'a, C> {
        let (first, step) = if C::BY_MONTH {
            (months.start * self.n_cells + cell, self.n_cells.max(1))
        } else {
            (cell * self.row + months.start, 1)
        };
        counts.get(first..).unwrap_or_default().iter().copied().step_by(step).take(months.len())
    }
}

impl<'a, C: Counted> Cells<'a, C> {
    /// All achievements, cell by cell, and those of them that cannot be claimed.
    pub(in crate::engine) fn rows(&self) -> (&'a [C], &'a [C]) {
        (self.achieved, self.barred)
    }
}

/// The sum over classes or segments in one month.
pub(in crate::engine) fn sum_of_rows<C: Count>(rows: &[C], row: usize, month: usize) -> f64 {
    rows.chunks(row).map(|row| row[month].number()).sum()
}

/// All achievements by line, and the highest caseload.
pub(in crate::engine) fn totals_by_line<C: Count>(
    achieved: &[C],
    cells_of_line: usize,
    totals: &mut Vec<f64>,
) {
    totals.clear();
    let lines = achieved.chunks(cells_of_line.max(1));
    totals.extend(lines.map(|cells| C::add_up(0.0, cells.iter().copied())));
}

/// The highest number of people in support in one of so many months.
pub(in crate::engine) fn peak<C: Count>(caseload: &[C], row: usize, n_months: usize) -> f64 {
    (0..n_months).map(|month| sum_of_rows(caseload, row, month)).fold(0.0, f64::max)
}

/// A count as a whole number.
pub(in crate::engine) fn whole(count: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "counts of people are bounded")]
    let (cut, round) = (count as i64, |count: f64| libm::round(count) as i64);
    // Most counts are whole already.
    if (cut as f64).to_bits() == count.to_bits() { cut } else { round(count) }
}
