//! A summary put together from its parts: what only the scenario knows, names above all, comes in here.

use crate::engine::expectation::earned::obstacle;
use crate::engine::people::sums::Sums;
use crate::engine::plan::PreparedScenario;
use crate::engine::plan::caps::CapKind;
use crate::engine::run::columns::{Layout, Section};
use crate::engine::version::ENGINE;

use super::sections::{Part, Periods, Totals};
use super::simulation_error::as_if_known;
use super::{ClosedForm, Distributions, Month, OutcomeTotal, PayerTotal, Spread, Summary};

/// The parts of a summary that are there.
#[derive(Clone, Debug, Default)]
pub struct SummaryParts {
    totals: Option<Box<Totals>>,
    payers: Option<Vec<PayerTotal>>,
    periods: Option<Periods>,
    /// Each with the first month that it is about.
    months: Vec<(u16, Vec<Month>)>,
    /// Each with the first line that it is about.
    lines: Vec<(u16, Vec<OutcomeTotal>)>,
}

/// Puts a part in its place among those of the same kind, where another one of it may be.
fn put<T>(parts: &mut Vec<(u16, T)>, from: u16, part: T) {
    let place = parts.partition_point(|(other, _)| *other < from);
    match parts.get_mut(place) {
        Some((other, there)) if *other == from => *there = part,
        _ => parts.insert(place, (from, part)),
    }
}

impl SummaryParts {
    /// Puts a part in its place. One of another section is ignored.
    pub fn put(&mut self, section: Section, part: Part) {
        match (section, part) {
            (Section::Totals, Part::Totals(totals)) => self.totals = Some(totals),
            (Section::Payers, Part::Payers(payers)) => self.payers = Some(payers),
            (Section::Periods, Part::Periods(periods)) => self.periods = Some(periods),
            (Section::Months { from, .. }, Part::Months(months)) => {
                put(&mut self.months, from, months);
            }
            (Section::Lines { from, .. }, Part::Lines(lines)) => {
                put(&mut self.lines, from, lines);
            }
            _ => {}
        }
    }

    /// Puts the summary of so many trials together. `None` where a part is missing, or is not of the plan.
    ///
    /// `expected` is what [`Expectation::earned`](crate::engine::Expectation::earned) found.
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
        let n_months: usize = self.months.iter().map(|(_, months)| months.len()).sum();
        let n_lines: usize = self.lines.iter().map(|(_, lines)| lines.len()).sum();
        let has_all = |totals: &Totals| {
            let Distributions { earned, paid, peak, need } = &totals.distribution;
            totals.unpaid_by_cap.len() == CapKind::ALL.len()
                && [earned, paid, peak, need].into_iter().all(|amounts| amounts.len() == 101)
        };
        self.totals.as_deref().is_some_and(has_all)
            && self.payers.as_ref().is_some_and(|payers| payers.len() == layout.n_payers)
            && self.periods.as_ref().is_some_and(|periods| {
                !periods.years.is_empty() && periods.periods.len() == layout.n_periods
            })
            && (n_months, n_lines) == (layout.n_months, layout.n_lines)
    }

    /// Puts the summary of so many trials together. What is missing is left at nothing.
    pub(super) fn summary(
        self,
        prepared: &PreparedScenario,
        n_trials: u32,
        sums: &Sums,
        expected: Option<f64>,
    ) -> Summary {
        let Totals {
            fingerprint,
            earned,
            paid,
            unpaid,
            distribution,
            unpaid_by_cap,
            cap,
            capital,
            people,
            value,
            sources,
        } = *self.totals.unwrap_or_default();
        let Periods { periods, quarters, years } = self.periods.unwrap_or_default();
        let mut payers = self.payers.unwrap_or_default();
        for (total, payer) in payers.iter_mut().zip(&prepared.scenario.contract.payers) {
            total.id.clone_from(&payer.id);
            total.name.clone_from(&payer.name);
            total.most = payer.most;
        }
        let mut outcomes: Vec<OutcomeTotal> =
            self.lines.into_iter().flat_map(|(_, lines)| lines).collect();
        let card = &prepared.scenario.rate_card.outcomes;
        for (line, (total, outcome)) in outcomes.iter_mut().zip(card).enumerate() {
            total.id.clone_from(&outcome.id);
            total.name.clone_from(&outcome.name);
            total.is_step = outcome.is_step;
            total.achieved_by_month = sums.achieved_by_month(line, n_trials);
        }
        let mut months: Vec<Month> =
            self.months.into_iter().flat_map(|(_, months)| months).collect();
        for (index, month) in months.iter_mut().enumerate() {
            month.caseload = sums.caseload(index, n_trials);
        }
        Summary {
            engine: ENGINE.to_owned(),
            seed: prepared.plan.terms.run.seed,
            trials: n_trials,
            fingerprint,
            start: prepared.scenario.contract.start,
            earned,
            paid,
            unpaid,
            distribution,
            unpaid_by_cap,
            cap,
            capital,
            people,
            value,
            sources,
            payers,
            years,
            outcomes,
            closed_form: closed_form(prepared, earned, expected),
            periods,
            quarters,
            months,
        }
    }
}

/// The expectation of earned value beside its simulated mean.
fn closed_form(prepared: &PreparedScenario, earned: Spread, expected: Option<f64>) -> ClosedForm {
    let error = earned.mean_error.filter(|error| *error > 0.0);
    ClosedForm {
        earned: expected,
        z: expected
            .zip(error)
            .map(|(expected, error)| as_if_known((earned.mean - expected) / error)),
        obstacle: obstacle(prepared),
    }
}
