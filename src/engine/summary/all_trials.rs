//! Columns over all trials, put together from the pieces in which trials were run.

use std::ops;

use crate::engine::plan::{Plan, Terms};
use crate::engine::run::columns::{Layout, Section};
use crate::engine::run::counts::CountFormat;
use crate::engine::run::figures::Figure;
use crate::model::CalendarMonth;

use super::column_cache::{Column, ColumnCache, SectionCache};
use super::dealt::Dealt;
use super::statistics::{Sorted, range_of};
use super::{MonthRange, Range, Spread};

/// The columns of one section over a range of trials, one after another.
#[derive(Clone, Debug)]
pub struct ColumnSlice<'a> {
    pub trials: ops::Range<u32>,
    pub columns: &'a [i64],
}

/// The columns of one section over all trials.
pub(super) struct AllTrials<'a> {
    pub(super) terms: &'a Terms,
    pub(super) layout: Layout,
    first_column: usize,
    pieces: Vec<ColumnSlice<'a>>,
    pub(super) n_trials: usize,
    pub(super) cache: SectionCache<'a>,
}

impl<'a> AllTrials<'a> {
    /// Puts pieces that do not overlap in the order of their trials. `None` where the section is not one of the
    /// plan's, or a piece has another size than its trials ask for.
    pub(super) fn new(
        plan: &'a Plan,
        section: Section,
        mut pieces: Vec<ColumnSlice<'a>>,
        cache: &'a mut ColumnCache,
    ) -> Option<AllTrials<'a>> {
        let layout = Layout::new(plan);
        if !layout.holds(section) {
            return None;
        }
        let columns = layout.columns(section);
        let fits =
            |piece: &ColumnSlice<'_>| piece.columns.len() == columns.len() * piece.trials.len();
        if !pieces.iter().all(fits) {
            return None;
        }
        pieces.sort_by_key(|piece| piece.trials.start);
        let dealt = Dealt::new(pieces.iter().map(|piece| piece.trials.clone()));
        Some(AllTrials {
            terms: &plan.terms,
            layout,
            first_column: columns.start,
            n_trials: pieces.iter().map(|piece| piece.trials.len()).sum(),
            cache: cache.section(section, dealt),
            pieces,
        })
    }

    /// The numbers of all trials, in order.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.pieces.iter().flat_map(|piece| piece.trials.clone())
    }
}

impl AllTrials<'_> {
    /// One column in the order of trials.
    pub(super) fn column(&self, column: usize) -> Vec<i64> {
        let place = column - self.first_column;
        let mut values = Vec::with_capacity(self.n_trials);
        for ColumnSlice { trials, columns } in &self.pieces {
            values.extend_from_slice(&columns[place * trials.len()..(place + 1) * trials.len()]);
        }
        values
    }

    pub(super) fn figure(&self, figure: Figure) -> Vec<i64> {
        self.column(self.layout.figure(figure))
    }

    /// A column that holds the bits of floats.
    pub(super) fn reals(&self, figure: Figure) -> Vec<f64> {
        let bits = self.figure(figure);
        bits.into_iter().map(|bits| f64::from_bits(bits.cast_unsigned())).collect()
    }

    /// A column, with what the cache knows of it.
    pub(super) fn known(&mut self, column: usize) -> &mut Column {
        let values = self.column(column);
        self.cache.column(values)
    }

    /// Which replicate each trial belongs to.
    pub(super) fn dealt(&self) -> &Dealt {
        &self.cache.dealt
    }

    pub(super) fn spread(&mut self, figure: Figure) -> Spread {
        self.known(self.layout.figure(figure)).spread()
    }

    /// The range of a number of people.
    pub(super) fn range(&mut self, column: usize) -> Range {
        match CountFormat::of(self.terms) {
            CountFormat::Whole => self.known(column).range(),
            CountFormat::Fractions => {
                range_of(&self.counts(column), self.dealt()).unwrap_or_default()
            }
        }
    }

    /// A column that holds numbers of people.
    pub(super) fn counts(&self, column: usize) -> Vec<f64> {
        let counts = CountFormat::of(self.terms);
        self.column(column).into_iter().map(|value| counts.read(value)).collect()
    }

    /// Percentiles of a month of the contract, over the trials that have one.
    pub(super) fn months(&self, column: Vec<i64>) -> Option<MonthRange> {
        month_range(column, |month| self.terms.contract.calendar(month))
    }

    /// Percentiles of the end of a claim period, over the trials that have one.
    pub(super) fn period_ends(&self, column: Vec<i64>) -> Option<MonthRange> {
        month_range(column, |period| self.terms.contract.period_end(period))
    }
}

/// Percentiles of a place in time, over the trials that have one.
fn month_range(
    mut column: Vec<i64>,
    calendar: impl Fn(usize) -> CalendarMonth,
) -> Option<MonthRange> {
    column.retain(|place| *place >= 0);
    let sorted = Sorted::new(column);
    let at = |percent| calendar(usize::try_from(sorted.percentile(percent)).unwrap_or(0));
    (!sorted.is_empty()).then(|| MonthRange { p10: at(10), p50: at(50), p90: at(90) })
}
