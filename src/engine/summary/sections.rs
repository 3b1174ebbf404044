//! The parts of a summary: each is made from the columns of one section, wherever these are at hand.
//!
//! Parts hold numbers only. Names, calendar months and pounds come in when a summary is put together.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::engine::plan::Plan;
use crate::engine::plan::caps::CapKind;
use crate::engine::plan::pence::to_pence;
use crate::engine::run::columns::{Figure, Layout, LineFigure, Section};
use crate::engine::run::trial::TWIN_EVERY;

use super::column_cache::{Column, ColumnCache, Recall};
use super::statistics::{Amounts, Quantiles, Sorted, chance, range_of, shared_variance};
use super::{Chance, People, SpreadSource, SpreadSources};

/// One section of a summary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Part {
    Totals(Box<Totals>),
    Payers(Vec<PayerPart>),
    Periods(PeriodsPart),
    Months(Vec<Quantiles>),
    Lines(Vec<LinePart>),
}

/// Percentiles of places in time: months, or claim periods.
pub(in crate::engine) type Places = [u16; 3];

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Totals {
    pub(in crate::engine) fingerprint: u64,
    pub(in crate::engine) earned: Amounts,
    pub(in crate::engine) paid: Amounts,
    pub(in crate::engine) unpaid: Amounts,
    /// By [`CapKind`].
    pub(in crate::engine) caps: Vec<CapPart>,
    pub(in crate::engine) reached: Chance,
    /// Claim period.
    pub(in crate::engine) reached_in: Option<Places>,
    pub(in crate::engine) unpaid_after: Amounts,
    pub(in crate::engine) months_after: Option<super::Range>,
    pub(in crate::engine) capital: CapitalPart,
    pub(in crate::engine) people: People,
    pub(in crate::engine) value: ValuePart,
    pub(in crate::engine) sources: SpreadSources,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct CapPart {
    pub(in crate::engine) taken: Amounts,
    pub(in crate::engine) bites: Chance,
    /// Claim period.
    pub(in crate::engine) first: Option<Places>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct CapitalPart {
    pub(in crate::engine) peak: Amounts,
    pub(in crate::engine) peak_month: Option<Places>,
    pub(in crate::engine) over_least: Chance,
    pub(in crate::engine) over_most: Chance,
    pub(in crate::engine) drawn: Amounts,
    pub(in crate::engine) distributed: Amounts,
    pub(in crate::engine) unfunded: Amounts,
    pub(in crate::engine) loss: Amounts,
    pub(in crate::engine) loss_chance: Chance,
    pub(in crate::engine) no_capital: Chance,
    pub(in crate::engine) payback: Option<Places>,
    pub(in crate::engine) irr: Option<super::Range>,
    pub(in crate::engine) multiple: Option<super::Range>,
    pub(in crate::engine) costs: Amounts,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct ValuePart {
    pub(in crate::engine) present_value: Amounts,
    pub(in crate::engine) cost_per_start: Option<super::Range>,
    pub(in crate::engine) cost_per_achievement: Option<super::Range>,
    pub(in crate::engine) cost_per_lasting: Option<super::Range>,
    pub(in crate::engine) paid_for_deadweight: Amounts,
    pub(in crate::engine) public_value: Option<Amounts>,
    pub(in crate::engine) benefit_cost: Option<super::Range>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PayerPart {
    pub(in crate::engine) paid: Amounts,
    pub(in crate::engine) years: Vec<YearPart>,
}

/// Payments of one financial year, by the calendar year of its April.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct YearPart {
    pub(in crate::engine) year: u16,
    pub(in crate::engine) paid: Amounts,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PeriodsPart {
    pub(in crate::engine) periods: Vec<SpanPart>,
    /// Empty where the periods are quarters.
    pub(in crate::engine) quarters: Vec<SpanPart>,
    pub(in crate::engine) years: Vec<YearPart>,
}

/// Some claim periods together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct SpanPart {
    /// The last of them.
    pub(in crate::engine) period: u16,
    pub(in crate::engine) paid: Amounts,
    pub(in crate::engine) cumulative: Quantiles,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinePart {
    pub(in crate::engine) achieved: super::Range,
    pub(in crate::engine) late: super::Range,
    pub(in crate::engine) claimed: super::Range,
    pub(in crate::engine) earned: Amounts,
    pub(in crate::engine) paid: Amounts,
}

/// The columns of one section over a range of trials, one after another.
#[derive(Clone, Debug)]
pub struct ColumnSlice<'a> {
    pub trials: Range<u32>,
    pub columns: &'a [i64],
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
/// `memo` spares what it has seen before, and changes no figure.
pub fn summarise(
    plan: &Plan,
    section: Section,
    mut pieces: Vec<ColumnSlice<'_>>,
    memo: &mut ColumnCache,
) -> Option<Part> {
    let layout = Layout::new(plan);
    if !layout.holds(section) {
        return None;
    }
    let columns = layout.columns(section);
    let fits = |piece: &ColumnSlice<'_>| piece.columns.len() == columns.len() * piece.trials.len();
    if !pieces.iter().all(fits) {
        return None;
    }
    pieces.sort_by_key(|piece| piece.trials.start);
    let n_trials = pieces.iter().map(|piece| piece.trials.len()).sum();
    let memo = memo.section(section);
    let mut table = Table { plan, layout, first_column: columns.start, pieces, n_trials, memo };
    Some(match section {
        Section::Totals => Part::Totals(Box::new(table.totals())),
        Section::Payers => Part::Payers(table.payers()),
        Section::Periods => Part::Periods(table.periods()),
        Section::Months { from, to } => Part::Months(
            (from..to)
                .map(|month| table.known(layout.exposure(usize::from(month))).quantiles())
                .collect(),
        ),
        Section::Lines { from, to } => {
            Part::Lines((from..to).map(|line| table.line(usize::from(line))).collect())
        }
    })
}

/// Columns over all trials.
struct Table<'a> {
    plan: &'a Plan,
    layout: Layout,
    first_column: usize,
    pieces: Vec<ColumnSlice<'a>>,
    n_trials: usize,
    memo: Recall<'a>,
}

impl Table<'_> {
    /// One column in the order of trials.
    fn column(&self, column: usize) -> Vec<i64> {
        let place = column - self.first_column;
        let mut values = Vec::with_capacity(self.n_trials);
        for ColumnSlice { trials, columns } in &self.pieces {
            values.extend_from_slice(&columns[place * trials.len()..(place + 1) * trials.len()]);
        }
        values
    }

    fn figure(&self, figure: Figure) -> Vec<i64> {
        self.column(self.layout.figure(figure))
    }

    /// A column that holds the bits of floats.
    fn reals(&self, figure: Figure) -> Vec<f64> {
        let bits = self.figure(figure);
        bits.into_iter().map(|bits| f64::from_bits(bits.cast_unsigned())).collect()
    }

    /// A column, with what the memo knows of it.
    fn known(&mut self, column: usize) -> &mut Column {
        let values = self.column(column);
        self.memo.column(values)
    }

    fn amounts(&mut self, figure: Figure) -> Amounts {
        self.known(self.layout.figure(figure)).amounts()
    }

    fn range(&mut self, column: usize) -> super::Range {
        self.known(column).range()
    }

    fn totals(&mut self) -> Totals {
        let layout = self.layout;
        let (earned, paid) = (self.figure(Figure::Earned), self.figure(Figure::Paid));
        let unpaid = earned.iter().zip(&paid).map(|(earned, paid)| earned - paid).collect();
        let reached = self.figure(Figure::Reached);
        let contract = &self.plan.terms.contract;
        let last_month = contract.claim_months - 1;
        let months_after = reached
            .iter()
            .filter_map(|period| usize::try_from(*period).ok())
            .filter_map(|period| i64::try_from(last_month - contract.period_ends[period]).ok());
        let months_after = Sorted::new(months_after.collect());
        Totals {
            fingerprint: self.fingerprint(),
            value: self.value(&paid),
            sources: self.sources(&earned, &paid),
            earned: self.memo.column(earned).amounts(),
            paid: self.memo.column(paid).amounts(),
            unpaid: self.memo.column(unpaid).amounts(),
            caps: CapKind::ALL
                .iter()
                .map(|cap| {
                    let first = self.column(layout.first_bite(*cap));
                    CapPart {
                        taken: self.known(layout.taken(*cap)).amounts(),
                        bites: chance_of(&first, |period| period >= 0),
                        first: places(first),
                    }
                })
                .collect(),
            reached: chance_of(&reached, |period| period >= 0),
            reached_in: places(reached),
            unpaid_after: self.amounts(Figure::UnpaidAfter),
            months_after: (!months_after.is_empty()).then(|| months_after.range()),
            capital: self.capital(),
            people: People {
                referrals: self.range(layout.figure(Figure::Referrals)),
                starts: self.range(layout.figure(Figure::Starts)),
                caseload_peak: self.range(layout.figure(Figure::PeakCaseload)),
            },
        }
    }

    fn capital(&mut self) -> CapitalPart {
        let plan = &self.plan.terms.ledger;
        let (drawn, distributed) = (self.figure(Figure::Drawn), self.figure(Figure::Distributed));
        let multiples: Vec<f64> = drawn
            .iter()
            .zip(&distributed)
            .filter(|(drawn, _)| **drawn > 0)
            .map(|(drawn, distributed)| *distributed as f64 / *drawn as f64)
            .collect();
        let loss = self.figure(Figure::Loss);
        let need = self.figure(Figure::PeakNeed);
        CapitalPart {
            peak: self.amounts(Figure::Peak),
            peak_month: places(self.figure(Figure::PeakMonth)),
            over_least: chance_of(&need, |need| need > plan.commitment_least),
            over_most: chance_of(&self.figure(Figure::PeakUnfunded), |unfunded| unfunded > 0),
            no_capital: chance_of(&drawn, |drawn| drawn == 0),
            drawn: self.memo.column(drawn).amounts(),
            distributed: self.memo.column(distributed).amounts(),
            unfunded: self.amounts(Figure::PeakUnfunded),
            loss_chance: chance_of(&loss, |loss| loss > 0),
            loss: self.memo.column(loss).amounts(),
            payback: places(self.figure(Figure::Payback)),
            irr: range_of(self.reals(Figure::Irr)),
            multiple: range_of(multiples),
            costs: self.amounts(Figure::Costs),
        }
    }

    /// What the commissioner gets for the money.
    fn value(&mut self, paid: &[i64]) -> ValuePart {
        let per = |figure| {
            let counts = self.figure(figure);
            let counts = paid.iter().zip(&counts).filter(|(_, count)| **count > 0);
            range_of(counts.map(|(paid, count)| *paid as f64 / 100.0 / *count as f64).collect())
        };
        let has_public_value =
            self.plan.terms.contract.worth.iter().any(|worth| worth.public.is_some());
        let public = if has_public_value { self.reals(Figure::PublicValue) } else { Vec::new() };
        let by_payments = public.iter().zip(paid).filter(|(_, paid)| **paid > 0);
        let [cost_per_start, cost_per_achievement, cost_per_lasting] =
            [Figure::Starts, Figure::Achieved, Figure::Lasting].map(per);
        ValuePart {
            present_value: self.amounts(Figure::PresentValue),
            cost_per_start,
            cost_per_achievement,
            cost_per_lasting,
            paid_for_deadweight: self.amounts(Figure::Deadweight),
            benefit_cost: range_of(
                by_payments.map(|(public, paid)| public / *paid as f64).collect(),
            ),
            public_value: has_public_value.then(|| {
                let pence = public.iter().map(|pence| to_pence(*pence)).collect();
                self.memo.column(pence).amounts()
            }),
        }
    }

    /// How much of the spread comes from what we do not know: trials against their twins.
    fn sources(&self, earned: &[i64], paid: &[i64]) -> SpreadSources {
        let run = self.plan.terms.run;
        let of = |own: &[i64], twin: Figure| {
            let numbers = self.pieces.iter().flat_map(|piece| piece.trials.clone());
            let pairs: Vec<(i64, i64)> = numbers
                .zip(own.iter().copied().zip(self.figure(twin)))
                .filter(|(number, _)| number.is_multiple_of(TWIN_EVERY))
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
            earned: of(earned, Figure::TwinEarned),
            paid: of(paid, Figure::TwinPaid),
            peak: of(&self.figure(Figure::Peak), Figure::TwinPeak),
        }
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

    fn payers(&mut self) -> Vec<PayerPart> {
        let layout = self.layout;
        (0..layout.n_payers)
            .map(|payer| PayerPart {
                paid: self.known(layout.payer(payer)).amounts(),
                years: self.years(|period| layout.payer_period(payer, period)),
            })
            .collect()
    }

    fn periods(&mut self) -> PeriodsPart {
        let (layout, plan) = (self.layout, self.plan);
        let quarters = &plan.terms.contract.quarter_ends;
        PeriodsPart {
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
    fn spans(&mut self, ends: impl Fn(usize) -> bool) -> Vec<SpanPart> {
        let mut spans = Vec::new();
        let mut paid = vec![0; self.n_trials];
        let mut cumulative = paid.clone();
        for period in 0..self.layout.n_periods {
            add_to(&mut paid, &self.column(self.layout.period(period)));
            if ends(period) || period + 1 == self.layout.n_periods {
                add_to(&mut cumulative, &paid);
                let of_span = std::mem::replace(&mut paid, vec![0; self.n_trials]);
                spans.push(SpanPart {
                    period: u16::try_from(period).unwrap_or(u16::MAX),
                    paid: self.memo.column(of_span).amounts(),
                    cumulative: self.memo.column(cumulative.clone()).quantiles(),
                });
            }
        }
        spans
    }

    /// Totals by financial year of columns by claim period.
    fn years(&mut self, column: impl Fn(usize) -> usize) -> Vec<YearPart> {
        let plan = self.plan;
        let financial_years = &plan.terms.contract.financial_years;
        let mut years = Vec::new();
        let mut paid = vec![0; self.n_trials];
        for (period, year) in financial_years.iter().enumerate() {
            add_to(&mut paid, &self.column(column(period)));
            if financial_years.get(period + 1) != Some(year) {
                let of_year = std::mem::replace(&mut paid, vec![0; self.n_trials]);
                years.push(YearPart { year: *year, paid: self.memo.column(of_year).amounts() });
            }
        }
        years
    }

    fn line(&mut self, line: usize) -> LinePart {
        let layout = self.layout;
        let column = |figure| layout.line(line, figure);
        LinePart {
            achieved: self.range(column(LineFigure::Achieved)),
            late: self.range(column(LineFigure::Late)),
            claimed: self.range(column(LineFigure::Claimed)),
            earned: self.known(column(LineFigure::Earned)).amounts(),
            paid: self.known(column(LineFigure::Paid)).amounts(),
        }
    }
}

fn add_to(sums: &mut [i64], column: &[i64]) {
    for (sum, more) in sums.iter_mut().zip(column) {
        *sum += more;
    }
}

fn chance_of(column: &[i64], is_so: impl Fn(i64) -> bool) -> Chance {
    chance(column.iter().filter(|value| is_so(**value)).count(), column.len())
}

/// Percentiles of a place in time, over the trials that have one.
fn places(mut column: Vec<i64>) -> Option<Places> {
    column.retain(|place| *place >= 0);
    let sorted = Sorted::new(column);
    let at = |percent| u16::try_from(sorted.percentile(percent)).unwrap_or(0);
    (!sorted.is_empty()).then(|| [at(10), at(50), at(90)])
}
