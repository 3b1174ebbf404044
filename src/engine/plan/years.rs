//! The years that yearly limits go by: contract years or financial years.

use crate::model::{CalendarMonth, Contract, Money, YearKind};

/// To which year each claim period belongs, by the month in which it ends, and when each year begins.
pub(super) struct Years {
    /// By claim period, from 0.
    pub(super) of_period: Vec<usize>,
    /// First contract month, by year.
    pub(super) begins: Vec<usize>,
}

impl Years {
    pub(super) fn new(contract: &Contract, kind: YearKind, period_ends: &[usize]) -> Years {
        let start = contract.start;
        // Months of the first year that lie before month 0.
        let before = match kind {
            YearKind::Contract => 0,
            YearKind::Financial => months_since_april(start),
        };
        let of_period: Vec<usize> = period_ends.iter().map(|end| (end + before) / 12).collect();
        let n_years = of_period.last().map_or(0, |last| last + 1);
        let begins = (0..n_years).map(|year| (year * 12).saturating_sub(before)).collect();
        Years { of_period, begins }
    }

    /// A list of amounts by year, whose last stands for all later years, in pence.
    pub(super) fn amounts(&self, listed: &[Money]) -> Vec<i64> {
        let amount = |year: usize| listed.get(year).or(listed.last()).copied();
        (0..self.begins.len()).map(|year| amount(year).map_or(i64::MAX, Money::pence)).collect()
    }
}

fn months_since_april(month: CalendarMonth) -> usize {
    (usize::from(month.month_of_year()) + 12 - 3) % 12
}
