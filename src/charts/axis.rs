//! Ranges and ticks: the only place that builds them.
//!
//! plotters hangs on an infinite range and draws a number that is not a number in the wrong place without a word,
//! so every range here is finite, not empty and in order, whatever the figures are.

use crate::format;
use crate::model::CalendarMonth;

use super::words;

/// Amounts beyond this are drawn at it: far above any contract, far below where sums lose their meaning.
const FARTHEST: f64 = 1e15;

/// An amount as the charts draw it: absent if it is not finite.
pub(super) fn drawable(pounds: f64) -> Option<f64> {
    pounds.is_finite().then(|| pounds.clamp(-FARTHEST, FARTHEST))
}

/// The unit in which an axis counts money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MoneyUnit {
    Pounds,
    Thousands,
    Millions,
    Billions,
}

impl MoneyUnit {
    /// The unit that keeps the numbers of an axis short.
    fn for_amount(pounds: f64) -> MoneyUnit {
        match pounds {
            most if most >= 2e9 => MoneyUnit::Billions,
            most if most >= 1.5e6 => MoneyUnit::Millions,
            most if most >= 2e4 => MoneyUnit::Thousands,
            _ => MoneyUnit::Pounds,
        }
    }

    fn pounds(self) -> f64 {
        match self {
            MoneyUnit::Pounds => 1.0,
            MoneyUnit::Thousands => 1e3,
            MoneyUnit::Millions => 1e6,
            MoneyUnit::Billions => 1e9,
        }
    }

    /// As it stands beside an axis.
    pub(super) fn label(self) -> String {
        format::in_currency(match self {
            MoneyUnit::Pounds => "£",
            MoneyUnit::Thousands => "£ thousand",
            MoneyUnit::Millions => "£ million",
            MoneyUnit::Billions => "£ billion",
        })
    }
}

/// An axis of money in pounds that always holds zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MoneyAxis {
    pub(super) low: f64,
    pub(super) high: f64,
    /// Pounds between ticks: 1, 2, 2.5 or 5 times a power of ten.
    pub(super) step: f64,
    pub(super) unit: MoneyUnit,
}

impl MoneyAxis {
    /// The range that shows zero and all amounts, with room above the highest, in at most `most_steps` steps.
    pub(super) fn covering(amounts: impl IntoIterator<Item = f64>, most_steps: usize) -> MoneyAxis {
        // Room for the label of a limit that is the highest thing on the chart.
        const HEADROOM: f64 = 1.05;
        let (low, high) = amounts
            .into_iter()
            .filter_map(drawable)
            .fold((0.0_f64, 0.0_f64), |(low, high), pounds| (low.min(pounds), high.max(pounds)));
        let (low, high) = (low * HEADROOM, high * HEADROOM);
        let (low, high) = if high - low < 1.0 { (0.0, 1000.0) } else { (low, high) };
        // Zero takes part in a range with negative amounts: its two sides are rounded apart.
        let most_steps = most_steps.clamp(2, 12) as f64;
        let step = nice_step(high - low, most_steps);
        let (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
        MoneyAxis { low, high, step, unit: MoneyUnit::for_amount(high.max(-low)) }
    }

    /// The range of all amounts, which need not hold zero: for an axis along which nothing has a length.
    pub(super) fn spanning(amounts: impl IntoIterator<Item = f64>, most_steps: usize) -> MoneyAxis {
        let (low, high) = amounts
            .into_iter()
            .filter_map(drawable)
            .fold((f64::MAX, f64::MIN), |(low, high), pounds| (low.min(pounds), high.max(pounds)));
        if high - low < 1.0 {
            return MoneyAxis::covering([low, high], most_steps);
        }
        let step = nice_step(high - low, most_steps.clamp(2, 12) as f64);
        let (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
        MoneyAxis { low, high, step, unit: MoneyUnit::for_amount(high.max(-low)) }
    }

    /// The same for what is no money: every number in full.
    pub(super) fn in_ones(self) -> MoneyAxis {
        MoneyAxis { unit: MoneyUnit::Pounds, ..self }
    }

    /// A tick with the sign of its unit, for an axis that is not headed by it.
    pub(super) fn tick_with_sign(&self, pounds: f64) -> String {
        if pounds.abs() < self.step / 2.0 {
            return format::in_currency("£0");
        }
        let letter = match self.unit {
            MoneyUnit::Pounds => "",
            MoneyUnit::Thousands => "k",
            MoneyUnit::Millions => "m",
            MoneyUnit::Billions => "bn",
        };
        format::in_currency(&format!("£{}{letter}", self.tick_label(pounds)))
    }

    /// The ticks from low to high, zero among them if it lies between.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let mut ticks = Vec::new();
        let mut index = (self.low / self.step).round();
        // Counting in whole steps keeps rounding errors from adding up, and the bound keeps the count finite.
        while ticks.len() <= 16 && index * self.step <= self.high + self.step / 2.0 {
            ticks.push(index * self.step);
            index += 1.0;
        }
        ticks
    }

    /// A tick in the axis's unit, with as many decimals as its step needs.
    pub(super) fn tick_label(&self, pounds: f64) -> String {
        let step = self.step / self.unit.pounds();
        let decimals = (0..3)
            .find(|&decimals| {
                let shifted = (0..decimals).fold(step, |step, _| step * 10.0);
                (shifted - shifted.round()).abs() < 1e-6
            })
            .unwrap_or(3);
        words::axis_number(pounds / self.unit.pounds(), decimals)
    }

    /// Where an amount lies between the ends, from 0 to 1.
    pub(super) fn share(&self, pounds: f64) -> f64 {
        ((pounds - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// The smallest round step that crosses the span in at most so many steps; whole pounds.
fn nice_step(span: f64, most_steps: f64) -> f64 {
    // Amounts stop at FARTHEST, so a few powers of ten always suffice.
    let mut power = 1.0_f64;
    for _ in 0..20 {
        for factor in [1.0, 2.0, 2.5, 5.0] {
            let step = factor * power;
            if step.fract() < 1e-9 && span / step <= most_steps {
                return step;
            }
        }
        power *= 10.0;
    }
    span
}

/// Months since year 0, so that months can be drawn along a line.
pub(super) fn month_number(month: CalendarMonth) -> i32 {
    i32::from(month.year()) * 12 + i32::from(month.month_of_year())
}

/// An axis of calendar months, at least two months long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MonthAxis {
    /// In months since year 0, as all months here.
    pub(super) first: i32,
    pub(super) last: i32,
    /// Months between ticks.
    pub(super) step: i32,
}

/// A tick of a month axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MonthTick {
    pub(super) month: i32,
    pub(super) label: String,
}

impl MonthAxis {
    /// The months from first to last, with ticks that leave their labels apart; absent if there is no month.
    ///
    /// `length` is how long the axis is drawn, and `label_width` how long a label of a month would be drawn.
    pub(super) fn covering(
        months: impl IntoIterator<Item = i32>,
        length: f64,
        label_width: impl Fn(&str) -> f64,
    ) -> Option<MonthAxis> {
        let (first, last) =
            months.into_iter().fold(None, |range: Option<(i32, i32)>, month| match range {
                Some((first, last)) => Some((first.min(month), last.max(month))),
                None => Some((month, month)),
            })?;
        // A single month stands in the middle of its axis.
        let (first, last) = if first == last { (first - 1, last + 1) } else { (first, last) };
        let room = |step: i32| {
            let sample = if step < 12 { "May 2020" } else { "2020" };
            let apart = f64::from(step) / f64::from(last - first) * length;
            apart >= label_width(sample) * 1.35
        };
        let widest = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000];
        let step = widest.into_iter().find(|&step| room(step)).unwrap_or(120_000);
        Some(MonthAxis { first, last, step })
    }

    /// Ticks on round months (January, or July too, or each quarter's first), never none.
    pub(super) fn ticks(&self) -> Vec<MonthTick> {
        let label = |month: i32| {
            if self.step < 12 { format::month_on_axis(month) } else { (month / 12).to_string() }
        };
        let start = self.first + (-self.first).rem_euclid(self.step);
        let ticks: Vec<MonthTick> = (start..=self.last)
            .step_by(usize::try_from(self.step).unwrap_or(1))
            .map(|month| MonthTick { month, label: label(month) })
            .collect();
        if ticks.is_empty() {
            return vec![MonthTick { month: self.first, label: format::month_on_axis(self.first) }];
        }
        ticks
    }

    /// Where a month lies between the ends, from 0 to 1.
    pub(super) fn share(&self, month: i32) -> f64 {
        (f64::from(month - self.first) / f64::from(self.last - self.first)).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn axis(amounts: &[f64]) -> MoneyAxis {
        MoneyAxis::covering(amounts.iter().copied(), 6)
    }

    fn labels(axis: MoneyAxis) -> Vec<String> {
        axis.ticks().into_iter().map(|tick| axis.tick_label(tick)).collect()
    }

    #[test]
    fn money_runs_from_zero_in_round_steps() {
        assert_eq!(labels(axis(&[22_297_917.0])), ["0", "5", "10", "15", "20", "25"]);
        assert_eq!(axis(&[22_297_917.0]).unit, MoneyUnit::Millions);
        assert_eq!(labels(axis(&[3_470_000.0, -400_000.0])), ["−1", "0", "1", "2", "3", "4"]);
        assert_eq!(labels(axis(&[1_900_000.0])), ["0.0", "0.5", "1.0", "1.5", "2.0"]);
        assert_eq!(labels(axis(&[9_000.0])), ["0", "2,000", "4,000", "6,000", "8,000", "10,000"]);
    }

    #[test]
    fn nothing_at_all_still_has_a_range() {
        for amounts in [&[][..], &[0.0], &[f64::NAN, f64::INFINITY], &[0.2, -0.1]] {
            assert_eq!((axis(amounts).low, axis(amounts).high), (0.0, 1000.0), "{amounts:?}");
        }
    }

    #[test]
    fn months_have_as_many_ticks_as_their_labels_leave_room_for() {
        let months = || ["2019-09", "2024-12"].map(|text| month_number(text.parse().unwrap()));
        let ticks = |length| {
            let axis = MonthAxis::covering(months(), length, |label| label.len() as f64 * 7.0);
            axis.unwrap().ticks().into_iter().map(|tick| tick.label).collect::<Vec<_>>()
        };
        assert_eq!(ticks(300.0), ["2020", "2021", "2022", "2023", "2024"]);
        assert_eq!(ticks(900.0)[..3], ["Jan 2020", "Jul 2020", "Jan 2021"]);
        assert_eq!(ticks(1.0), ["Sep 2019"]);
    }

    #[test]
    fn one_month_stands_in_the_middle_and_none_has_no_axis() {
        let axis = MonthAxis::covering([2020 * 12 + 1], 300.0, |_| 40.0).unwrap();
        assert_eq!(axis.share(2020 * 12 + 1).total_cmp(&0.5), std::cmp::Ordering::Equal);
        assert_eq!(MonthAxis::covering([], 300.0, |_| 40.0), None);
    }

    proptest! {
        #[test]
        fn every_money_axis_is_finite_and_holds_zero_and_its_ticks(
            amounts in prop::collection::vec(prop::num::f64::ANY, 0..20),
            steps in 0_usize..40,
        ) {
            let axis = MoneyAxis::covering(amounts, steps);
            prop_assert!(axis.low.is_finite() && axis.high.is_finite() && axis.low < axis.high);
            prop_assert!(axis.low <= 0.0 && axis.high >= 0.0 && axis.step >= 1.0);
            let ticks = axis.ticks();
            prop_assert!((2..=16).contains(&ticks.len()), "{:?}", ticks);
            prop_assert!(ticks.iter().any(|tick| tick.abs() < axis.step / 2.0));
        }
    }
}
