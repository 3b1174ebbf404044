//! Batches in, in any order; one summary out.

use std::collections::BTreeMap;
use std::task::{Context, Poll, Waker};

use crate::model::{ClaimPeriod, Money};

use super::batch::{Batch, Figure, Layout, LineFigure, TWIN_EVERY};
use super::future::FutureTotals;
use super::plan::{Plan, to_pence};
use super::statistics::{Sorted, chance, range_of, shared_variance};
use super::summary::{
    CapEffect, CapKind, CapReached, Capital, Chance, ClosedForm, Month, MonthRange, OutcomeTotal,
    PayerTotal, People, Period, Spread, SpreadSource, SpreadSources, Summary, Value, YearTotal,
};
use super::{ENGINE, closed_form};

/// Collects the batches of one run. The summary does not depend on how trials were split, nor on the
/// order in which batches came.
#[derive(Clone, Debug)]
pub struct Collector {
    plan: Plan,
    layout: Layout,
    batches: BTreeMap<u32, Batch>,
    n_trials: u32,
}

impl Collector {
    pub fn new(plan: &Plan) -> Collector {
        Collector {
            plan: plan.clone(),
            layout: Layout::new(plan),
            batches: BTreeMap::new(),
            n_trials: 0,
        }
    }

    /// Adds a batch. One that is empty, that holds a trial that is there already, or that another plan made,
    /// is ignored.
    pub fn add(&mut self, batch: Batch) {
        let trials = batch.trials();
        // Batches do not overlap, so the last one that begins before this one's end is the only one to ask.
        let before = self.batches.range(..trials.end).next_back();
        let overlaps = before.is_some_and(|(_, batch)| batch.trials().end > trials.start);
        if batch.fits(&self.layout) && !trials.is_empty() && !overlaps {
            self.n_trials += trials.end - trials.start;
            self.batches.insert(trials.start, batch);
        }
    }

    /// Trials collected so far.
    pub fn n_trials(&self) -> u32 {
        self.n_trials
    }

    /// The summary of what was collected so far.
    pub fn summary(&self) -> Summary {
        let mut summary = std::pin::pin!(self.summary_with_pauses(async || {}));
        loop {
            // Nothing waits, so the first poll is the last.
            if let Poll::Ready(summary) =
                summary.as_mut().poll(&mut Context::from_waker(Waker::noop()))
            {
                return summary;
            }
        }
    }

    /// The same summary, made in short pieces of work with a call of `pause` between them, so that a page
    /// can stay responsive.
    pub async fn summary_with_pauses(&self, pause: impl AsyncFn()) -> Summary {
        let (layout, contract) = (self.layout, &self.plan.contract);
        let figure = |figure: Figure| self.spread(layout.figure(figure));
        let scenario = &self.plan.scenario;
        let mut unpaid_by_cap = Vec::new();
        for cap in CapKind::ALL {
            unpaid_by_cap.push(CapEffect {
                cap,
                taken: self.spread(layout.taken(cap)),
                bites: self.chance(layout.first_bite(cap), |period| period >= 0),
                first: self.months(layout.first_bite(cap), |period| contract.period_ends[period]),
            });
            pause().await;
        }
        let mut payers = Vec::new();
        for (payer, plan) in scenario.contract.payers.iter().enumerate() {
            payers.push(PayerTotal {
                id: plan.id.clone(),
                name: plan.name.clone(),
                paid: self.spread(layout.payer(payer)),
                most: plan.most,
                years: self.years(|period| layout.payer_period(payer, period)),
            });
            pause().await;
        }
        let mut outcomes = Vec::new();
        for (line, outcome) in scenario.rate_card.outcomes.iter().enumerate() {
            let column = async |figure| {
                pause().await;
                self.sorted(layout.line(line, figure))
            };
            outcomes.push(OutcomeTotal {
                id: outcome.id.clone(),
                name: outcome.name.clone(),
                achieved: column(LineFigure::Achieved).await.range(),
                late: column(LineFigure::Late).await.range(),
                claimed: column(LineFigure::Claimed).await.range(),
                earned: column(LineFigure::Earned).await.spread(),
                paid: column(LineFigure::Paid).await.spread(),
                achieved_by_month: (0..=self.plan.people.n_months)
                    .map(|month| self.mean_of_sum(layout.achieved_sum(line, month)))
                    .collect(),
            });
        }
        let is_quarter = |month: usize| self.plan.calendar(month).ends_quarter();
        let periods = self.periods(|_| true, &pause).await;
        let quarters = match scenario.contract.claim_period {
            ClaimPeriod::Month => self.periods(is_quarter, &pause).await,
            ClaimPeriod::Quarter => Vec::new(),
        };
        let mut months = Vec::new();
        for month in 0..self.plan.ledger.n_months {
            months.push(Month {
                month: self.plan.calendar(month),
                exposure: self.sorted(layout.exposure(month)).fan(),
                caseload: if month < self.plan.people.n_months {
                    self.mean_of_sum(layout.caseload_sum(month))
                } else {
                    0.0
                },
            });
            pause().await;
        }
        let earned = figure(Figure::Earned);
        let closed_form = self.closed_form(&earned, &pause).await;
        let (paid, unpaid) = (figure(Figure::Paid), self.unpaid());
        pause().await;
        let (cap, capital) = (self.cap(), self.capital());
        pause().await;
        let value = self.value();
        pause().await;
        let people = People {
            referrals: self.sorted(layout.figure(Figure::Referrals)).range(),
            starts: self.sorted(layout.figure(Figure::Starts)).range(),
            caseload_peak: self.sorted(layout.figure(Figure::PeakCaseload)).range(),
        };
        let years = self.years(|period| layout.period(period));
        pause().await;
        Summary {
            engine: ENGINE,
            seed: self.plan.run.seed,
            trials: self.n_trials,
            fingerprint: self.fingerprint(),
            start: scenario.contract.start,
            earned,
            closed_form,
            paid,
            unpaid,
            unpaid_by_cap,
            cap,
            capital,
            people,
            payers,
            value,
            sources: self.sources(),
            years,
            outcomes,
            periods,
            quarters,
            months,
        }
    }

    /// The totals of each future collected so far, in the order of trials.
    pub fn futures(&self) -> impl Iterator<Item = FutureTotals> {
        self.batches
            .values()
            .flat_map(|batch| FutureTotals::of_batch(&self.plan, self.layout, batch))
    }

    /// Payments over time, in spans of claim periods: a span ends where `ends` holds of a period's last month,
    /// and with the last period.
    async fn periods(&self, ends: impl Fn(usize) -> bool, pause: &impl AsyncFn()) -> Vec<Period> {
        let period_ends = &self.plan.contract.period_ends;
        let mut spans = Vec::new();
        let mut paid = vec![0; self.n_trials as usize];
        let mut cumulative = paid.clone();
        for (period, &end) in period_ends.iter().enumerate() {
            for (paid, more) in paid.iter_mut().zip(self.column(self.layout.period(period))) {
                *paid += more;
            }
            if ends(end) || period + 1 == period_ends.len() {
                for (cumulative, paid) in cumulative.iter_mut().zip(&paid) {
                    *cumulative += paid;
                }
                let fan = Sorted::new(cumulative.clone()).fan();
                let cap = self.plan.contract.contract_cap_in(period);
                let cap = cap.filter(|cap| cap.pence() > 0);
                spans.push(Period {
                    end: self.plan.calendar(end),
                    paid: Sorted::new(std::mem::replace(&mut paid, vec![0; cumulative.len()]))
                        .spread(),
                    cumulative: fan,
                    share_of_cap: cap.map(|cap| fan.p50.pounds() / cap.pounds()),
                });
            }
            pause().await;
        }
        spans
    }

    /// One column over all trials, in the order of trials.
    fn column(&self, column: usize) -> Vec<i64> {
        self.batches.values().flat_map(|batch| batch.columns[column].iter().copied()).collect()
    }

    /// The mean over trials of a figure that batches sum up, in people.
    fn mean_of_sum(&self, place: usize) -> f64 {
        let sum: i64 = self.batches.values().map(|batch| batch.sums[place]).sum();
        sum as f64 / 1000.0 / f64::from(self.n_trials.max(1))
    }

    fn sorted(&self, column: usize) -> Sorted {
        Sorted::new(self.column(column))
    }

    fn spread(&self, column: usize) -> Spread {
        self.sorted(column).spread()
    }

    fn chance(&self, column: usize, is_so: impl Fn(i64) -> bool) -> Chance {
        let column = self.column(column);
        chance(column.iter().filter(|value| is_so(**value)).count(), column.len())
    }

    /// Percentiles of a place in time, over the trials that have one.
    fn months(&self, column: usize, month_of: impl Fn(usize) -> usize) -> Option<MonthRange> {
        let places = self.column(column).into_iter().filter(|place| *place >= 0).collect();
        let sorted = Sorted::new(places);
        let at = |percent| {
            let place = usize::try_from(sorted.percentile(percent)).unwrap_or(0);
            self.plan.calendar(month_of(place))
        };
        (!sorted.is_empty()).then(|| MonthRange { p10: at(10), p50: at(50), p90: at(90) })
    }

    fn unpaid(&self) -> Spread {
        let earned = self.column(self.layout.figure(Figure::Earned));
        let paid = self.column(self.layout.figure(Figure::Paid));
        Sorted::new(earned.iter().zip(paid).map(|(earned, paid)| earned - paid).collect()).spread()
    }

    fn cap(&self) -> CapReached {
        let contract = &self.plan.contract;
        let reached = self.layout.figure(Figure::Reached);
        let last_month = contract.claim_months - 1;
        let months_after = self
            .column(reached)
            .into_iter()
            .filter_map(|period| usize::try_from(period).ok())
            .filter_map(|period| i64::try_from(last_month - contract.period_ends[period]).ok());
        let months_after = Sorted::new(months_after.collect());
        CapReached {
            amount: contract.contract_cap_in(contract.n_periods() - 1),
            probability: self.chance(reached, |period| period >= 0),
            month: self.months(reached, |period| contract.period_ends[period]),
            unpaid_after: self.spread(self.layout.figure(Figure::UnpaidAfter)),
            months_after: (!months_after.is_empty()).then(|| months_after.range()),
        }
    }

    fn capital(&self) -> Capital {
        let (layout, plan) = (self.layout, &self.plan.ledger);
        let figure = |figure: Figure| self.spread(layout.figure(figure));
        let over = |most: i64| self.chance(layout.figure(Figure::PeakNeed), |need| need > most);
        let drawn = self.column(layout.figure(Figure::Drawn));
        let distributed = self.column(layout.figure(Figure::Distributed));
        let multiples: Vec<f64> = drawn
            .iter()
            .zip(distributed)
            .filter(|(drawn, _)| **drawn > 0)
            .map(|(drawn, distributed)| distributed as f64 / *drawn as f64)
            .collect();
        let irr: Vec<f64> =
            self.batches.values().flat_map(|batch| batch.irr.iter().copied()).collect();
        Capital {
            commitment_least: Money::from_pence(plan.commitment_least),
            commitment_most: Money::from_pence(plan.commitment_most),
            peak: figure(Figure::Peak),
            peak_month: self.months(layout.figure(Figure::PeakMonth), |month| month),
            over_least: over(plan.commitment_least),
            over_most: self.chance(layout.figure(Figure::PeakUnfunded), |unfunded| unfunded > 0),
            drawn: figure(Figure::Drawn),
            distributed: figure(Figure::Distributed),
            unfunded: figure(Figure::PeakUnfunded),
            loss: figure(Figure::Loss),
            loss_chance: self.chance(layout.figure(Figure::Loss), |loss| loss > 0),
            no_capital: self.chance(layout.figure(Figure::Drawn), |drawn| drawn == 0),
            payback: self.months(layout.figure(Figure::Payback), |month| month),
            irr: range_of(&irr),
            multiple: range_of(&multiples),
            costs: figure(Figure::Costs),
        }
    }

    /// What the commissioner gets for the money.
    fn value(&self) -> Value {
        let layout = self.layout;
        let n = self.n_trials as usize;
        let paid = self.column(layout.figure(Figure::Paid));
        let starts = self.column(layout.figure(Figure::Starts));
        let (mut achieved, mut lasting) = (vec![0; n], vec![0; n]);
        let (mut deadweight, mut public) = (vec![0.0; n], vec![0.0; n]);
        let outcomes = &self.plan.scenario.rate_card.outcomes;
        for (line, outcome) in outcomes.iter().enumerate() {
            let column = |figure| self.column(layout.line(line, figure));
            let anyway = outcome.deadweight.map_or(0.0, |share| share.get());
            let worth = outcome.public_value.map_or(0.0, |value| value.pence() as f64);
            let figures = column(LineFigure::Achieved)
                .into_iter()
                .zip(column(LineFigure::Late))
                .zip(column(LineFigure::Paid));
            for (trial, ((all, late), paid)) in figures.enumerate() {
                achieved[trial] += all - late;
                lasting[trial] += if outcome.lasting { all - late } else { 0 };
                deadweight[trial] += paid as f64 * anyway;
                public[trial] += (all - late) as f64 * worth * (1.0 - anyway);
            }
        }
        let per = |counts: &[i64]| {
            let counts = paid.iter().zip(counts).filter(|(_, count)| **count > 0);
            let costs = counts.map(|(paid, count)| *paid as f64 / 100.0 / *count as f64);
            range_of(&costs.collect::<Vec<f64>>())
        };
        let spread = |pence: &[f64]| {
            Sorted::new(pence.iter().map(|pence| to_pence(*pence)).collect()).spread()
        };
        let has_public_value = outcomes.iter().any(|outcome| outcome.public_value.is_some());
        let benefit_cost = has_public_value.then(|| {
            let pairs = public.iter().zip(&paid).filter(|(_, paid)| **paid > 0);
            range_of(&pairs.map(|(public, paid)| public / *paid as f64).collect::<Vec<f64>>())
        });
        Value {
            present_value: self.spread(layout.figure(Figure::PresentValue)),
            cost_per_start: per(&starts),
            cost_per_achievement: per(&achieved),
            cost_per_lasting: per(&lasting),
            paid_for_deadweight: spread(&deadweight),
            public_value: has_public_value.then(|| spread(&public)),
            benefit_cost: benefit_cost.flatten(),
        }
    }

    /// How much of the spread comes from what we do not know: trials against their twins.
    fn sources(&self) -> SpreadSources {
        let run = self.plan.run;
        let of = |own: Figure, twin: Figure| {
            let own = self.column(self.layout.figure(own));
            let twin = self.column(self.layout.figure(twin));
            let numbers = self.batches.values().flat_map(Batch::trials);
            let pairs: Vec<(i64, i64)> = numbers
                .zip(own.into_iter().zip(twin))
                .filter(|(number, _)| number % TWIN_EVERY == 0)
                .map(|(_, pair)| pair)
                .collect();
            let (unknowns, error) = match (run.unknowns, run.luck) {
                (true, true) => shared_variance(&pairs)?,
                (true, false) => (1.0, 0.0),
                (false, true) => (0.0, 0.0),
                (false, false) => return None,
            };
            let pairs = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
            Some(SpreadSource { unknowns, error, pairs })
        };
        SpreadSources {
            earned: of(Figure::Earned, Figure::TwinEarned),
            paid: of(Figure::Paid, Figure::TwinPaid),
            peak: of(Figure::Peak, Figure::TwinPeak),
        }
    }

    async fn closed_form(&self, earned: &Spread, pause: &impl AsyncFn()) -> ClosedForm {
        let expected = closed_form::expected_earned(&self.plan, pause).await;
        ClosedForm {
            earned: expected,
            z: expected
                .filter(|_| earned.mean_error > 0.0)
                .map(|expected| (earned.mean - expected) / earned.mean_error),
            obstacle: closed_form::obstacle(&self.plan),
        }
    }

    /// Totals by financial year of columns by claim period.
    fn years(&self, column: impl Fn(usize) -> usize) -> Vec<YearTotal> {
        let mut years: BTreeMap<u16, Vec<i64>> = BTreeMap::new();
        for (period, end) in self.plan.contract.period_ends.iter().enumerate() {
            let year = self.plan.calendar(*end).financial_year();
            let paid = self.column(column(period));
            let total = years.entry(year).or_insert_with(|| vec![0; paid.len()]);
            for (total, paid) in total.iter_mut().zip(paid) {
                *total += paid;
            }
        }
        years
            .into_iter()
            .map(|(year, paid)| YearTotal {
                label: format!("{year}/{:02}", (year + 1) % 100),
                paid: Sorted::new(paid).spread(),
            })
            .collect()
    }

    /// FNV-1a over the figures of all trials in order.
    fn fingerprint(&self) -> String {
        let figures = [
            Figure::Earned,
            Figure::Paid,
            Figure::UnpaidAfter,
            Figure::Peak,
            Figure::Drawn,
            Figure::Distributed,
            Figure::Costs,
            Figure::Starts,
        ];
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for figure in figures {
            for value in self.column(self.layout.figure(figure)) {
                for byte in value.to_le_bytes() {
                    hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
                }
            }
        }
        format!("{hash:016x}")
    }
}
