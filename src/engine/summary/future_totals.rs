//! The totals of one possible future, for whoever wants more than the summary: files for other programs.

use crate::model::{CalendarMonth, Money};

use crate::engine::plan::PreparedScenario;
use crate::engine::plan::caps::CapKind;
use crate::engine::run::batch::Batch;
use crate::engine::run::columns::{Figure, Layout};

/// What happened in one future, over the whole contract.
#[derive(Clone, Debug, PartialEq)]
pub struct FutureTotals {
    /// Its number; on one seed it is the same future in every scenario.
    pub trial: u32,
    /// Claims times prices, with grants and fees, before caps.
    pub earned: Money,
    pub paid: Money,
    /// Payments at the month of cash, discounted to the contract's first month.
    pub present_value: Money,
    /// What each cap took, in the order of [`CapKind::ALL`]. Together with `paid` it makes `earned`, to the penny.
    pub unpaid_by_cap: [Money; CapKind::ALL.len()],
    /// End of the claim period in which the contract cap is reached; absent: it is not.
    pub cap_month: Option<CalendarMonth>,
    /// Earned in or after that period and not paid.
    pub unpaid_after: Money,
    /// Highest exposure: drawn less capital returned.
    pub peak: Money,
    /// Month of the peak; absent: no capital is used.
    pub peak_month: Option<CalendarMonth>,
    /// Highest exposure and unfunded need together.
    pub peak_need: Money,
    /// Highest unfunded need.
    pub unfunded: Money,
    pub drawn: Money,
    /// Cash to investors: capital, preferred return and surplus.
    pub distributed: Money,
    /// Drawn less distributed, where positive.
    pub loss: Money,
    /// All delivery costs.
    pub costs: Money,
    /// Month after which no capital is out; absent: not all that was drawn comes back.
    pub payback: Option<CalendarMonth>,
    /// Annual effective rate; absent: no capital is used, or its flows have no rate.
    pub irr: Option<f64>,
    pub referrals: i64,
    /// People who started at least once.
    pub starts: i64,
    /// Highest number in support in one month.
    pub caseload_peak: i64,
}

impl FutureTotals {
    /// Distributed divided by drawn; absent: no capital is used.
    pub fn multiple(&self) -> Option<f64> {
        let (distributed, drawn) = (self.distributed.pence(), self.drawn.pence());
        (drawn > 0).then(|| distributed as f64 / drawn as f64)
    }

    /// Reads the futures of a batch that fits the plan.
    pub(in crate::engine) fn of_batch(
        prepared: &PreparedScenario,
        layout: Layout,
        batch: &Batch,
    ) -> impl Iterator<Item = FutureTotals> {
        batch.trials().enumerate().map(move |(row, trial)| {
            let at = |column: usize| batch.columns(column..column + 1)[row];
            let count = |figure| at(layout.figure(figure));
            let money = |figure| Money::from_pence(count(figure));
            let place = |figure| usize::try_from(count(figure)).ok();
            let irr = f64::from_bits(count(Figure::Irr).cast_unsigned());
            FutureTotals {
                trial,
                earned: money(Figure::Earned),
                paid: money(Figure::Paid),
                present_value: money(Figure::PresentValue),
                unpaid_by_cap: CapKind::ALL.map(|cap| Money::from_pence(at(layout.taken(cap)))),
                cap_month: place(Figure::Reached).map(|period| {
                    prepared.calendar(prepared.plan.terms.contract.period_ends[period])
                }),
                unpaid_after: money(Figure::UnpaidAfter),
                peak: money(Figure::Peak),
                peak_month: place(Figure::PeakMonth).map(|month| prepared.calendar(month)),
                peak_need: money(Figure::PeakNeed),
                unfunded: money(Figure::PeakUnfunded),
                drawn: money(Figure::Drawn),
                distributed: money(Figure::Distributed),
                loss: money(Figure::Loss),
                costs: money(Figure::Costs),
                payback: place(Figure::Payback).map(|month| prepared.calendar(month)),
                irr: irr.is_finite().then_some(irr),
                referrals: count(Figure::Referrals),
                starts: count(Figure::Starts),
                caseload_peak: count(Figure::PeakCaseload),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::{Collector, PreparedScenario, run_batch};
    use crate::model::Money;
    use crate::share::PRESETS;

    #[test]
    fn futures_come_in_order_and_add_up_to_the_summary() {
        let mut scenario = PRESETS[0].open().unwrap().scenario;
        scenario.run.trials = 40;
        let plan = PreparedScenario::new(&scenario).unwrap();
        let mut collector = Collector::new(&plan);
        for batch in [25..40, 0..25] {
            collector.add(run_batch(plan.plan(), batch));
        }
        let futures: Vec<_> = collector.futures().collect();
        let summary = collector.summary();

        assert!(futures.iter().map(|future| future.trial).eq(0..40));
        for future in &futures {
            let unpaid: Money = future.unpaid_by_cap.iter().copied().sum();
            assert_eq!(future.earned, future.paid + unpaid, "future {}", future.trial);
            assert!(future.irr.is_none() || future.multiple().is_some());
        }
        let reached = futures.iter().filter(|future| future.cap_month.is_some()).count();
        assert_eq!(u32::try_from(reached), Ok(summary.cap.probability.futures));
        let mut paid: Vec<Money> = futures.iter().map(|future| future.paid).collect();
        paid.sort();
        assert_eq!(paid[19], summary.paid.p50);
    }
}
