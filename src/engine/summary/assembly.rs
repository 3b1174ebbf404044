//! A summary put together from its parts: names, calendar months and pounds come in here.

use std::collections::BTreeMap;

use crate::model::Money;

use crate::engine::expectation::earned::obstacle;
use crate::engine::people::sums::Sums;
use crate::engine::plan::PreparedScenario;
use crate::engine::plan::caps::CapKind;
use crate::engine::run::columns::{Layout, Section};
use crate::engine::version::ENGINE;

use super::sections::{
    CapPart, CapitalPart, LinePart, Part, PayerPart, PeriodsPart, Places, SpanPart, Totals,
    YearPart,
};
use super::statistics::Quantiles;
use super::{
    CapEffect, CapReached, Capital, ClosedForm, Month, MonthRange, OutcomeTotal, PayerTotal,
    Period, Summary, Value, YearTotal,
};

/// The parts of a summary that are there.
#[derive(Clone, Debug, Default)]
pub struct SummaryParts {
    totals: Option<Box<Totals>>,
    payers: Option<Vec<PayerPart>>,
    periods: Option<PeriodsPart>,
    months: BTreeMap<u16, Vec<Quantiles>>,
    lines: BTreeMap<u16, Vec<LinePart>>,
}

impl SummaryParts {
    /// Puts a part in its place. One of another section is ignored.
    pub fn put(&mut self, section: Section, part: Part) {
        match (section, part) {
            (Section::Totals, Part::Totals(totals)) => self.totals = Some(totals),
            (Section::Payers, Part::Payers(payers)) => self.payers = Some(payers),
            (Section::Periods, Part::Periods(periods)) => self.periods = Some(periods),
            (Section::Months { from, .. }, Part::Months(months)) => {
                self.months.insert(from, months);
            }
            (Section::Lines { from, .. }, Part::Lines(lines)) => {
                self.lines.insert(from, lines);
            }
            _ => {}
        }
    }

    /// Puts the summary of so many trials together. `None` where a part is missing, or is not of the plan.
    ///
    /// `expected` is what [`Expectation::earned`](super::Expectation::earned) found.
    pub fn finish(
        self,
        prepared: &PreparedScenario,
        n_trials: u32,
        sums: &Sums,
        expected: Option<f64>,
    ) -> Option<Summary> {
        let are_whole = self.are_complete(prepared) && sums.fit(&prepared.plan.people);
        are_whole.then(|| self.summary(prepared, n_trials, sums, expected))
    }

    /// Whether every part of a plan's summary is there, and as long as it should be.
    fn are_complete(&self, prepared: &PreparedScenario) -> bool {
        let layout = Layout::new(&prepared.plan);
        let n_months: usize = self.months.values().map(Vec::len).sum();
        let n_lines: usize = self.lines.values().map(Vec::len).sum();
        let years = |years: &[YearPart]| !years.is_empty();
        self.totals.as_ref().is_some_and(|totals| totals.caps.len() == CapKind::ALL.len())
            && self.payers.as_ref().is_some_and(|payers| payers.len() == layout.n_payers)
            && self.periods.as_ref().is_some_and(|periods| {
                years(&periods.years) && periods.periods.len() == layout.n_periods
            })
            && (n_months, n_lines) == (layout.n_months, layout.n_lines)
    }
}

impl SummaryParts {
    /// Puts the summary of so many trials together. What is missing is left at nothing.
    ///
    /// `expected` is what [`expected_earned`] found.
    pub(in crate::engine) fn summary(
        self,
        prepared: &PreparedScenario,
        n_trials: u32,
        sums: &Sums,
        expected: Option<f64>,
    ) -> Summary {
        let SummaryParts { totals, payers, periods, months, lines } = self;
        let (totals, periods) = (*totals.unwrap_or_default(), periods.unwrap_or_default());
        let named = Named { prepared };
        let scenario = &prepared.scenario;
        let earned = totals.earned.spread();
        let closed_form = ClosedForm {
            earned: expected,
            z: expected
                .filter(|_| earned.mean_error > 0.0)
                .map(|expected| (earned.mean - expected) / earned.mean_error),
            obstacle: obstacle(prepared),
        };
        let caps = CapKind::ALL.into_iter().zip(&totals.caps);
        let payer_parts = scenario.contract.payers.iter().zip(payers.unwrap_or_default());
        let lines = lines.into_values().flatten();
        let outcomes = scenario.rate_card.outcomes.iter().zip(lines).enumerate();
        Summary {
            engine: ENGINE,
            seed: prepared.plan.terms.run.seed,
            trials: n_trials,
            fingerprint: format!("{:016x}", totals.fingerprint),
            start: scenario.contract.start,
            earned,
            closed_form,
            paid: totals.paid.spread(),
            unpaid: totals.unpaid.spread(),
            unpaid_by_cap: caps.map(|(cap, part)| named.cap(cap, part)).collect(),
            cap: named.cap_reached(&totals),
            capital: named.capital(&totals.capital),
            people: totals.people,
            payers: payer_parts
                .map(|(payer, part)| PayerTotal {
                    id: payer.id.clone(),
                    name: payer.name.clone(),
                    paid: part.paid.spread(),
                    most: payer.most,
                    years: part.years.iter().map(year_total).collect(),
                })
                .collect(),
            value: value(&totals),
            sources: totals.sources,
            years: periods.years.iter().map(year_total).collect(),
            outcomes: outcomes
                .map(|(index, (outcome, part))| OutcomeTotal {
                    id: outcome.id.clone(),
                    name: outcome.name.clone(),
                    achieved: part.achieved,
                    late: part.late,
                    claimed: part.claimed,
                    earned: part.earned.spread(),
                    paid: part.paid.spread(),
                    achieved_by_month: sums.achieved_by_month(index, n_trials),
                })
                .collect(),
            periods: periods.periods.iter().map(|span| named.period(span)).collect(),
            quarters: periods.quarters.iter().map(|span| named.period(span)).collect(),
            months: months
                .into_values()
                .flatten()
                .enumerate()
                .map(|(month, exposure)| Month {
                    month: prepared.calendar(month),
                    exposure: exposure.fan(),
                    caseload: sums.caseload(month, n_trials),
                })
                .collect(),
        }
    }
}

/// Gives parts the names and calendar months of their plan.
struct Named<'p> {
    prepared: &'p PreparedScenario,
}

impl Named<'_> {
    fn months(&self, places: Option<Places>) -> Option<MonthRange> {
        let [p10, p50, p90] = places?.map(|month| self.prepared.calendar(usize::from(month)));
        Some(MonthRange { p10, p50, p90 })
    }

    /// The ends of claim periods.
    fn ends(&self, places: Option<Places>) -> Option<MonthRange> {
        let [p10, p50, p90] = places?.map(|period| self.end(period));
        Some(MonthRange { p10, p50, p90 })
    }

    fn end(&self, period: u16) -> crate::model::CalendarMonth {
        let end = self.prepared.plan.terms.contract.period_ends.get(usize::from(period));
        self.prepared.calendar(end.copied().unwrap_or(0))
    }

    fn cap(&self, cap: CapKind, part: &CapPart) -> CapEffect {
        CapEffect {
            cap,
            taken: part.taken.spread(),
            bites: part.bites,
            first: self.ends(part.first),
        }
    }

    fn cap_reached(&self, totals: &Totals) -> CapReached {
        let contract = &self.prepared.plan.terms.contract;
        CapReached {
            amount: contract.contract_cap_in(contract.n_periods() - 1),
            probability: totals.reached,
            month: self.ends(totals.reached_in),
            unpaid_after: totals.unpaid_after.spread(),
            months_after: totals.months_after,
        }
    }

    fn capital(&self, part: &CapitalPart) -> Capital {
        let plan = &self.prepared.plan.terms.ledger;
        Capital {
            commitment_least: Money::from_pence(plan.commitment_least),
            commitment_most: Money::from_pence(plan.commitment_most),
            peak: part.peak.spread(),
            peak_month: self.months(part.peak_month),
            over_least: part.over_least,
            over_most: part.over_most,
            drawn: part.drawn.spread(),
            distributed: part.distributed.spread(),
            unfunded: part.unfunded.spread(),
            loss: part.loss.spread(),
            loss_chance: part.loss_chance,
            no_capital: part.no_capital,
            payback: self.months(part.payback),
            irr: part.irr,
            multiple: part.multiple,
            costs: part.costs.spread(),
        }
    }

    fn period(&self, span: &SpanPart) -> Period {
        let cap = self.prepared.plan.terms.contract.contract_cap_in(usize::from(span.period));
        let cap = cap.filter(|cap| cap.pence() > 0);
        let cumulative = span.cumulative.fan();
        Period {
            end: self.end(span.period),
            paid: span.paid.spread(),
            cumulative,
            share_of_cap: cap.map(|cap| cumulative.p50.pounds() / cap.pounds()),
        }
    }
}

fn value(totals: &Totals) -> Value {
    let part = &totals.value;
    Value {
        present_value: part.present_value.spread(),
        cost_per_start: part.cost_per_start,
        cost_per_achievement: part.cost_per_achievement,
        cost_per_lasting: part.cost_per_lasting,
        paid_for_deadweight: part.paid_for_deadweight.spread(),
        public_value: part.public_value.as_ref().map(|value| value.spread()),
        benefit_cost: part.benefit_cost,
    }
}

fn year_total(part: &YearPart) -> YearTotal {
    let year = part.year;
    YearTotal { label: format!("{year}/{:02}", (year + 1) % 100), paid: part.paid.spread() }
}
