//! The plan: a checked scenario with everything built that trials share.

mod contract;
mod ledger;
mod people;

pub(super) use contract::{ContractPlan, PricedSpan, to_pence};
pub(super) use ledger::{CostPlan, LedgerPlan};
pub(super) use people::{LinePlan, PeoplePlan, ShockPlan};

use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::expected::{NoExpectation, effort, expectation_exists};
use crate::model::{CalendarMonth, Problem, Run, Scenario};

/// Steps of all expectations of a run without luck: many minutes.
const MOST_EFFORT: f64 = 1e12;

/// A checked scenario, and what its trials share. Only making one can fail; running it cannot.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) scenario: Scenario,
    pub(super) work: Work,
}

/// What trials share, with nothing that only people read: all that a worker needs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Work {
    pub(super) people: PeoplePlan,
    terms: Terms,
}

/// All of a work but what decides a journey, which is most of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Terms {
    pub(super) run: Run,
    pub(super) contract: ContractPlan,
    pub(super) ledger: LedgerPlan,
}

impl Plan {
    /// Checks the scenario and builds what trials share; fails with every problem at once.
    pub fn new(scenario: &Scenario) -> Result<Plan, Vec<Problem>> {
        let problems = scenario.problems();
        if problems.iter().any(Problem::is_error) {
            return Err(problems);
        }
        let people = PeoplePlan::new(scenario);
        if let (false, Err(reason)) = (scenario.run.luck, expectation_exists(&people)) {
            return Err(vec![needs_luck(scenario, &reason)]);
        }
        if let (false, Ok(effort)) = (scenario.run.luck, effort(&people)) {
            let most = MOST_EFFORT / effort.max(1.0);
            if f64::from(scenario.run.trials) > most {
                let problem = Problem::error(
                    "run.trials",
                    "futures of this many outcomes and months would run for many minutes",
                    format!("write at most {most:.0}, or switch the luck of people on"),
                );
                return Err(vec![problem.with_value(scenario.run.trials)]);
            }
        }
        let contract = ContractPlan::new(scenario, &people);
        let ledger = LedgerPlan::new(scenario, &people);
        let work = Work { people, terms: Terms { run: scenario.run, contract, ledger } };
        Ok(Plan { scenario: scenario.clone(), work })
    }

    pub fn work(&self) -> &Work {
        &self.work
    }

    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// A month of the contract as a calendar month.
    pub(super) fn calendar(&self, month: usize) -> CalendarMonth {
        self.scenario.contract.start.plus(u16::try_from(month).unwrap_or(u16::MAX))
    }
}

impl Work {
    /// The number of trials that the scenario asks for.
    pub fn n_trials(&self) -> u32 {
        self.run.trials
    }

    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The work of the same people under other terms, which are those of a work with the same journeys.
    pub fn under(self, terms: Terms) -> Work {
        Work { people: self.people, terms }
    }
}

impl Deref for Plan {
    type Target = Work;

    fn deref(&self) -> &Work {
        &self.work
    }
}

impl Deref for Work {
    type Target = Terms;

    fn deref(&self) -> &Terms {
        &self.terms
    }
}

/// The problem of a scenario without luck of people whose expected counts have no closed form.
fn needs_luck(scenario: &Scenario, reason: &NoExpectation) -> Problem {
    let problem = match reason {
        NoExpectation::TooLong => Problem::error(
            "run.luck",
            "cannot go with outcomes that wait for any of several so deep within each other",
            "switch the luck of people on, or let more of them come after one outcome",
        ),
        NoExpectation::OncePerPerson => Problem::error(
            "run.luck",
            "cannot go with returners who are claimed once per person",
            "switch the luck of people on, or let outcomes be claimed once per journey",
        ),
        NoExpectation::SharedStep(line) => {
            let name = &scenario.rate_card.outcomes[*line].name;
            Problem::error(
                "run.luck",
                format!(
                    "cannot go with \"{name}\", whose earlier outcomes share some of their steps"
                ),
                "switch the luck of people on, or let it come after one outcome",
            )
        }
    };
    problem.with_value("off")
}
