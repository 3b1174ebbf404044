//! One future over the whole contract, for whoever wants more than the summary: files for other programs.

use crate::engine::plan::Terms;
use crate::engine::run::batch::Batch;
use crate::engine::run::counts::CountFormat;
use crate::engine::run::figures::{FigureInfo, Unit};
use crate::model::{CalendarMonth, Money};

/// One future that was collected.
#[derive(Clone, Copy, Debug)]
pub struct Future<'c> {
    /// Its number; on one seed it is the same future in every scenario.
    pub trial: u32,
    terms: &'c Terms,
    batch: &'c Batch,
    /// Where it stands in the batch.
    row: usize,
}

/// A figure of one future.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FigureValue {
    Money(Money),
    /// A whole number of people; an expected one, where there is no luck, is a number.
    Count(i64),
    /// Absent where what it dates does not happen.
    Month(Option<CalendarMonth>),
    /// Absent where there is none.
    Number(Option<f64>),
}

impl<'c> Future<'c> {
    /// The futures of a batch that fits the plan of these terms.
    pub(super) fn of_batch(terms: &'c Terms, batch: &'c Batch) -> impl Iterator<Item = Future<'c>> {
        batch.trials().enumerate().map(move |(row, trial)| Future { trial, terms, batch, row })
    }

    /// One of its figures.
    pub fn value(&self, info: &FigureInfo) -> FigureValue {
        let value = self.batch.figure(info.figure)[self.row];
        let place = usize::try_from(value).ok();
        match info.unit {
            Unit::Money => FigureValue::Money(Money::from_pence(value)),
            Unit::Count => match CountFormat::of(self.terms) {
                CountFormat::Whole => FigureValue::Count(value),
                counts @ CountFormat::Fractions => FigureValue::Number(Some(counts.read(value))),
            },
            Unit::Month => {
                FigureValue::Month(place.map(|month| self.terms.contract.calendar(month)))
            }
            Unit::ClaimPeriod => {
                FigureValue::Month(place.map(|period| self.terms.contract.period_end(period)))
            }
            Unit::Number => {
                let number = f64::from_bits(value.cast_unsigned());
                FigureValue::Number(number.is_finite().then_some(number))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::run::figures::{FIGURES, Figure};
    use crate::engine::{Collector, PreparedScenario, run_batch};
    use crate::share::PRESETS;

    #[test]
    fn futures_come_in_order_and_add_up_to_the_summary() {
        let mut scenario = PRESETS[0].open().unwrap().scenario;
        scenario.run.trials = 40;
        let prepared = PreparedScenario::new(&scenario).unwrap();
        let mut collector = Collector::new(&prepared);
        for batch in [25..40, 0..25] {
            collector.add(run_batch(prepared.plan(), batch));
        }
        let futures: Vec<_> = collector.futures().collect();
        let summary = collector.summary();
        let value = |future: &Future<'_>, figure: usize| future.value(&FIGURES[figure]);
        let money = |future: &Future<'_>, figure: usize| match value(future, figure) {
            FigureValue::Money(money) => money,
            other => panic!("{other:?} is not money"),
        };

        assert!(futures.iter().map(|future| future.trial).eq(0..40));
        for future in &futures {
            let unpaid = (Figure::UnpaidPerson as usize..=Figure::UnpaidContract as usize)
                .map(|cap| money(future, cap))
                .sum();
            let earned = money(future, Figure::Earned as usize);
            assert_eq!(earned, money(future, Figure::Paid as usize) + unpaid);
            if value(future, Figure::Multiple as usize) == FigureValue::Number(None) {
                assert_eq!(value(future, Figure::Irr as usize), FigureValue::Number(None));
            }
        }
        let is_reached = |future: &&Future<'_>| {
            value(future, Figure::CapReached as usize) != FigureValue::Month(None)
        };
        let reached = futures.iter().filter(is_reached).count();
        assert_eq!(u32::try_from(reached), Ok(summary.cap.probability.futures));
        let mut paid: Vec<Money> =
            futures.iter().map(|future| money(future, Figure::Paid as usize)).collect();
        paid.sort();
        assert_eq!(paid[19], summary.paid.p50);
    }
}
