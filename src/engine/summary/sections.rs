//! The parts of a summary, each made from the columns of one section, wherever these are at hand.

use serde::{Deserialize, Serialize};

use crate::engine::dice::replicates::replicate_of;
use crate::engine::plan::Plan;
use crate::engine::plan::caps::CapKind;
use crate::engine::plan::pence::to_pence;
use crate::engine::run::columns::{Layout, LineFigure, Section};
use crate::engine::run::figures::Figure;
use crate::engine::run::trial::may_have_twin;

use super::all_trials::{AllTrials, ColumnSlice};
use super::column_cache::ColumnCache;
use super::statistics::{chance_of, range_of};
use super::twins::{Pair, shared_variance};
use super::{
    CapEffect, CapReached, Capital, Distributions, Month, OutcomeTotal, PayerTotal, People, Period,
    Spread, SpreadSource, SpreadSources, Value, YearTotal,
};

/// One section of a summary. What only the scenario knows is left empty: names, and means of people by month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Part {
    Totals(Box<Totals>),
    Payers(Vec<PayerTotal>),
    Periods(Periods),
    Months(Vec<Month>),
    Lines(Vec<OutcomeTotal>),
}

/// The figures of a summary that stand alone; see [`Summary`](super::Summary) for each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Totals {
    pub(super) fingerprint: String,
    pub(super) earned: Spread,
    pub(super) paid: Spread,
    pub(super) unpaid: Spread,
    pub(super) distribution: Distributions,
    pub(super) unpaid_by_cap: Vec<CapEffect>,
    pub(super) cap: CapReached,
    pub(super) capital: Capital,
    pub(super) people: People,
    pub(super) value: Value,
    pub(super) sources: SpreadSources,
}

/// Payments over time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Periods {
    pub(super) periods: Vec<Period>,
    /// Empty where the periods are quarters.
    pub(super) quarters: Vec<Period>,
    pub(super) years: Vec<YearTotal>,
}

/// The sections that a plan's summary is made of.
pub fn sections(plan: &Plan) -> Vec<Section> {
    Layout::new(plan).sections()
}

/// How many columns a section has.
pub fn n_columns(plan: &Plan, section: Section) -> usize {
    let layout = Layout::new(plan);
    if layout.holds(section) { layout.columns(section).len() } else { 0 }
}

/// Makes one section of a summary from pieces that do not overlap, in any order. `None` where the section is
/// not one of the plan's, or a piece has another size than its trials ask for.
///
/// `cache` spares what it has seen before, and changes no figure.
pub fn summarise(
    plan: &Plan,
    section: Section,
    pieces: Vec<ColumnSlice<'_>>,
    cache: &mut ColumnCache,
) -> Option<Part> {
    let mut columns = AllTrials::new(plan, section, pieces, cache)?;
    Some(match section {
        Section::Totals => Part::Totals(Box::new(columns.totals())),
        Section::Payers => Part::Payers(columns.payers()),
        Section::Periods => Part::Periods(columns.periods()),
        Section::Months { from, to } => {
            Part::Months((from..to).map(|month| columns.month(usize::from(month))).collect())
        }
        Section::Lines { from, to } => {
            Part::Lines((from..to).map(|line| columns.line(usize::from(line))).collect())
        }
    })
}

impl AllTrials<'_> {
    fn totals(&mut self) -> Totals {
        let layout = self.layout;
        let (earned, paid) = (self.figure(Figure::Earned), self.figure(Figure::Paid));
        let unpaid = earned.iter().zip(&paid).map(|(earned, paid)| earned - paid).collect();
        let (value, sources) = (self.value(&paid), self.sources(&earned, &paid));
        let (earned, earned_percentiles) = self.cache.column(earned).spread_with_percentiles();
        let (paid, paid_percentiles) = self.cache.column(paid).spread_with_percentiles();
        let (_, peak_percentiles) =
            self.known(layout.figure(Figure::Peak)).spread_with_percentiles();
        let (_, need_percentiles) =
            self.known(layout.figure(Figure::PeakNeed)).spread_with_percentiles();
        Totals {
            fingerprint: format!("{:016x}", self.fingerprint()),
            value,
            sources,
            earned,
            paid,
            distribution: Distributions {
                earned: earned_percentiles,
                paid: paid_percentiles,
                peak: peak_percentiles,
                need: need_percentiles,
            },
            unpaid: self.cache.column(unpaid).spread(),
            unpaid_by_cap: CapKind::ALL.into_iter().map(|cap| self.cap_effect(cap)).collect(),
            cap: self.cap_reached(),
            capital: self.capital(),
            people: People {
                referrals: self.range(layout.figure(Figure::Referrals)),
                starts: self.range(layout.figure(Figure::Starts)),
                caseload_peak: self.range(layout.figure(Figure::PeakCaseload)),
            },
        }
    }

    fn cap_effect(&mut self, cap: CapKind) -> CapEffect {
        let first = self.column(self.layout.first_bite(cap));
        CapEffect {
            cap,
            taken: self.known(self.layout.taken(cap)).spread(),
            bites: chance_of(&first, self.dealt(), |period| period >= 0),
            first: self.period_ends(first),
        }
    }

    fn cap_reached(&mut self) -> CapReached {
        let reached = self.figure(Figure::CapReached);
        let contract = &self.terms.contract;
        let last_month = contract.claim_months - 1;
        let left_after = |period: usize| last_month.saturating_sub(contract.period_ends[period]);
        let months_after: Vec<f64> = reached
            .iter()
            .map(|period| usize::try_from(*period).map_or(f64::NAN, |at| left_after(at) as f64))
            .collect();
        let amount = contract.caps.contract_in(contract.n_periods() - 1);
        let earned_over = amount.map(|cap| {
            chance_of(&self.figure(Figure::Earned), self.dealt(), |earned| earned > cap.pence())
        });
        CapReached {
            amount,
            earned_over: earned_over.unwrap_or_default(),
            probability: chance_of(&reached, self.dealt(), |period| period >= 0),
            month: self.period_ends(reached),
            unpaid_after: self.spread(Figure::UnpaidAfter),
            months_after: range_of(&months_after, self.dealt()),
        }
    }

    /// What the commissioner gets for the money.
    fn value(&mut self, paid: &[i64]) -> Value {
        let per = |figure| {
            let counts = self.counts(self.layout.figure(figure));
            let each = paid.iter().zip(&counts).map(|(paid, count)| {
                if *count > 0.0 { *paid as f64 / 100.0 / count } else { f64::NAN }
            });
            range_of(&each.collect::<Vec<f64>>(), self.dealt())
        };
        let has_public_value = self.terms.contract.worth.iter().any(|worth| worth.public.is_some());
        let public = if has_public_value { self.reals(Figure::PublicValue) } else { Vec::new() };
        let by_payments = public
            .iter()
            .zip(paid)
            .map(|(public, paid)| if *paid > 0 { public / *paid as f64 } else { f64::NAN });
        let [cost_per_start, cost_per_achievement, cost_per_lasting] =
            [Figure::Starts, Figure::Achieved, Figure::Lasting].map(per);
        Value {
            present_value: self.spread(Figure::PresentValue),
            cost_per_start,
            cost_per_achievement,
            cost_per_lasting,
            paid_for_deadweight: self.spread(Figure::Deadweight),
            benefit_cost: range_of(&by_payments.collect::<Vec<f64>>(), self.dealt()),
            public_value: has_public_value.then(|| {
                let pence = public.iter().map(|pence| to_pence(*pence)).collect();
                self.cache.column(pence).spread()
            }),
        }
    }

    /// How much of the spread comes from what we do not know: trials against their twins.
    fn sources(&self, earned: &[i64], paid: &[i64]) -> SpreadSources {
        let run = self.terms.run;
        let of = |own: &[i64], twin: Figure| match (run.unknowns, run.luck) {
            (true, true) => shared_variance(&self.pairs(own, twin)),
            (true, false) => Some(SpreadSource { unknowns: 1.0, error: 0.0, pairs: 0 }),
            (false, true) => Some(SpreadSource { unknowns: 0.0, error: 0.0, pairs: 0 }),
            (false, false) => None,
        };
        SpreadSources {
            earned: of(earned, Figure::TwinEarned),
            paid: of(paid, Figure::TwinPaid),
            peak: of(&self.figure(Figure::Peak), Figure::TwinPeak),
        }
    }

    /// A figure of the trials that have twins, beside the twins'.
    fn pairs(&self, own: &[i64], twin: Figure) -> Vec<Pair> {
        let twins = self.figure(twin);
        let pairs = self.numbers().zip(own.iter().zip(twins));
        pairs
            .filter(|(number, _)| may_have_twin(*number))
            .map(|(number, (own, twin))| Pair { replicate: replicate_of(number), own: *own, twin })
            .collect()
    }

    /// FNV-1a over the figures of all trials in order.
    fn fingerprint(&self) -> u64 {
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
            for value in self.figure(figure) {
                for byte in value.to_le_bytes() {
                    hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
                }
            }
        }
        hash
    }

    fn payers(&mut self) -> Vec<PayerTotal> {
        let (layout, terms) = (self.layout, self.terms);
        (0..layout.n_payers)
            .map(|payer| PayerTotal {
                at_most: terms.contract.payers.most_of(payer).map(|most| {
                    let paid = self.column(layout.payer(payer));
                    chance_of(&paid, self.dealt(), |paid| paid >= most)
                }),
                paid: self.known(layout.payer(payer)).spread(),
                years: self.years(|period| layout.payer_period(payer, period)),
                ..PayerTotal::default()
            })
            .collect()
    }

    fn periods(&mut self) -> Periods {
        let (layout, terms) = (self.layout, self.terms);
        let quarters = &terms.contract.quarter_ends;
        Periods {
            periods: self.spans(|_| true),
            quarters: if quarters.is_empty() {
                Vec::new()
            } else {
                self.spans(|period| quarters[period])
            },
            years: self.years(|period| layout.period(period)),
        }
    }

    /// Payments over time, in spans of claim periods: a span ends where `ends` holds, and with the last period.
    fn spans(&mut self, ends: impl Fn(usize) -> bool) -> Vec<Period> {
        let contract = &self.terms.contract;
        let mut spans = Vec::new();
        let mut paid = vec![0; self.n_trials];
        let mut cumulative = paid.clone();
        for period in 0..self.layout.n_periods {
            add_to(&mut paid, &self.column(self.layout.period(period)));
            if ends(period) || period + 1 == self.layout.n_periods {
                add_to(&mut cumulative, &paid);
                let of_span = std::mem::replace(&mut paid, vec![0; self.n_trials]);
                let paid = self.cache.column(of_span).spread();
                let cumulative = self.cache.column(cumulative.clone()).fan();
                let cap = contract.caps.contract_in(period).filter(|cap| cap.pence() > 0);
                spans.push(Period {
                    end: contract.period_end(period),
                    paid,
                    cumulative,
                    share_of_cap: cap.map(|cap| cumulative.p50.pounds() / cap.pounds()),
                });
            }
        }
        spans
    }

    /// Totals by financial year of columns by claim period.
    fn years(&mut self, column: impl Fn(usize) -> usize) -> Vec<YearTotal> {
        let financial_years = &self.terms.contract.financial_years;
        let mut years = Vec::new();
        let mut paid = vec![0; self.n_trials];
        for (period, year) in financial_years.iter().enumerate() {
            add_to(&mut paid, &self.column(column(period)));
            if financial_years.get(period + 1) != Some(year) {
                let of_year = std::mem::replace(&mut paid, vec![0; self.n_trials]);
                years.push(YearTotal {
                    label: format!("{year}/{:02}", (year + 1) % 100),
                    paid: self.cache.column(of_year).spread(),
                });
            }
        }
        years
    }

    fn month(&mut self, month: usize) -> Month {
        Month {
            month: self.terms.contract.calendar(month),
            exposure: self.known(self.layout.exposure(month)).fan(),
            caseload: 0.0,
        }
    }

    fn line(&mut self, line: usize) -> OutcomeTotal {
        let layout = self.layout;
        let column = |figure| layout.line(line, figure);
        OutcomeTotal {
            achieved: self.range(column(LineFigure::Achieved)),
            late: self.range(column(LineFigure::Late)),
            claimed: self.range(column(LineFigure::Claimed)),
            earned: self.known(column(LineFigure::Earned)).spread(),
            paid: self.known(column(LineFigure::Paid)).spread(),
            ..OutcomeTotal::default()
        }
    }
}

fn add_to(sums: &mut [i64], column: &[i64]) {
    for (sum, more) in sums.iter_mut().zip(column) {
        *sum += more;
    }
}
