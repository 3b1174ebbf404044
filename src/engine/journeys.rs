//! What the contract stage sees of people: counts, whichever way they came about.

/// What happened to the people of one trial, counted by month.
///
/// Counts are whole numbers where luck was drawn, and expected numbers where it was not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Journeys<'a, C> {
    pub(super) headcount: Headcount,
    /// People who started for the first time, by month.
    pub(super) first_starts: &'a [C],
    /// Journeys started, by segment and month.
    pub(super) starts: &'a [C],
    /// People in support, by segment and month.
    pub(super) caseload: &'a [C],
    /// Achievements by line, class and month; a last place in each row holds what comes later.
    pub(super) achieved: &'a [C],
    /// Those of them that cannot be claimed, laid out alike; empty where there are none.
    pub(super) barred: &'a [C],
    /// All achievements, by line.
    pub(super) totals: &'a [f64],
}

/// Numbers of people in one trial; expected ones where there is no luck.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Headcount {
    pub(super) referrals: f64,
    /// People who started at least once.
    pub(super) started: f64,
    /// Highest number in support in one month.
    pub(super) peak_caseload: f64,
}

/// A number of people.
pub(super) trait Count: Copy + Default + PartialEq {
    fn number(self) -> f64;

    fn less(self, other: Self) -> Self;

    /// Adds counts to a sum, in their order.
    fn add_up(sum: f64, counts: impl Iterator<Item = Self>) -> f64;

    /// The count times a price, to the penny.
    fn priced(self, price: i64) -> i64;

    /// Counts times a price in all, each to the penny.
    fn worth(price: i64, counts: impl Iterator<Item = Self>) -> i64 {
        counts.map(|count| count.priced(price)).sum()
    }

    /// Counts and prices the claims of neighbouring months: adds their pence month by month to `earned`, and
    /// returns what they bring `claimed` to, and their pence in all.
    fn price_all(
        claimed: f64,
        price: i64,
        counts: impl Iterator<Item = Self>,
        earned: &mut [i64],
    ) -> (f64, i64);

    /// Appends counts as sixteen bits; false where one of them does not fit.
    fn narrow_all(counts: &[Self], narrow: &mut Vec<u16>) -> bool;

    /// Adds rows of counts, of `row` months each, to sums in thousandths of a person, month by month.
    fn add_thousandths(sums: &mut [i64], rows: &[Self], row: usize);
}

/// Whole counts have whole products: no rounding is needed, and so none is done.
macro_rules! count_whole {
    ($($whole:ty),*) => {$(
        impl Count for $whole {
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
            fn worth(price: i64, counts: impl Iterator<Item = Self>) -> i64 {
                counts.map(i64::from).sum::<i64>() * price
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

            fn narrow_all(counts: &[Self], narrow: &mut Vec<u16>) -> bool {
                let fits = |count: &$whole| u16::try_from(u32::from(*count)).unwrap_or(u16::MAX);
                narrow.extend(counts.iter().map(fits));
                counts.iter().fold(0, |all, count| all | *count) <= <$whole>::from(u16::MAX)
            }

            fn add_thousandths(sums: &mut [i64], rows: &[Self], row: usize) {
                for row in rows.chunks(row) {
                    for (sum, count) in sums.iter_mut().zip(row) {
                        *sum += i64::from(*count) * 1000;
                    }
                }
            }
        }
    )*};
}

count_whole!(u16, u32);

impl Count for f64 {
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
        super::plan::to_pence(self * price as f64)
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

    /// Expected numbers are not whole.
    fn narrow_all(_: &[f64], _: &mut Vec<u16>) -> bool {
        false
    }

    fn add_thousandths(sums: &mut [i64], rows: &[f64], row: usize) {
        for (month, sum) in sums.iter_mut().enumerate() {
            *sum += super::layout::whole(sum_of_rows(rows, row, month) * 1000.0);
        }
    }
}

impl<C: Count> Journeys<'_, C> {
    /// Achievements of one line and class that can be claimed, in a month.
    pub(super) fn claimable(&self, place: usize) -> C {
        match self.barred.get(place) {
            Some(barred) => self.achieved[place].less(*barred),
            None => self.achieved[place],
        }
    }
}

/// The sum over classes or segments in one month.
pub(super) fn sum_of_rows<C: Count>(rows: &[C], row: usize, month: usize) -> f64 {
    rows.chunks(row).map(|row| row[month].number()).sum()
}

/// All achievements by line, and the highest caseload.
pub(super) fn totals_by_line<C: Count>(
    achieved: &[C],
    cells_of_line: usize,
    totals: &mut Vec<f64>,
) {
    totals.clear();
    let lines = achieved.chunks(cells_of_line.max(1));
    totals.extend(lines.map(|cells| C::add_up(0.0, cells.iter().copied())));
}

/// The highest number of people in support in one of the months that are told apart.
pub(super) fn peak<C: Count>(caseload: &[C], row: usize) -> f64 {
    (0..row - 1).map(|month| sum_of_rows(caseload, row, month)).fold(0.0, f64::max)
}
