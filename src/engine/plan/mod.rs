//! The plan: everything that trials share, built from a checked scenario.

mod amended;
pub(super) mod caps;
mod classes;
pub(super) mod contract;
mod discounting;
mod independence;
pub(super) mod ledger;
pub(super) mod lines;
pub(super) mod openings;
pub(super) mod payers;
pub(super) mod pence;
pub(super) mod people;
pub(super) mod person_caps;
pub(super) mod prerequisites;
pub(super) mod prices;
mod years;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{AfterCap, Problem, Run, Scenario};

use contract::ContractPlan;
use ledger::LedgerPlan;
use openings::NoExpectation;
use people::PeoplePlan;

/// Steps of all expectations of a run without luck: many minutes.
const MOST_EFFORT: f64 = 1e12;

/// A checked scenario, and the plan of its trials. Only making one can fail; running it cannot.
#[derive(Clone, Debug)]
pub struct PreparedScenario {
    pub(super) scenario: Scenario,
    pub(super) plan: Plan,
}

/// All that trials share, with nothing that only people read: what a worker needs, and nothing more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Shared by the plans of the same people.
    pub(super) people: Arc<PeoplePlan>,
    pub(super) terms: Terms,
}

/// Prices, caps, costs and capital: the small part of a plan that can change without simulating anyone again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Terms {
    pub(super) run: Run,
    pub(super) contract: ContractPlan,
    pub(super) ledger: LedgerPlan,
}

impl PreparedScenario {
    /// Checks the scenario and builds what trials share, but for what asks for people and money: whoever runs the trials
    /// completes it (see [`Plan::complete`]). Fails with every problem at once.
    pub fn check(scenario: &Scenario) -> Result<PreparedScenario, Vec<Problem>> {
        let problems = scenario.problems();
        if problems.iter().any(Problem::is_error) {
            return Err(problems);
        }
        let people = PeoplePlan::new(scenario);
        if !scenario.run.luck {
            check_expectation(scenario, &people)?;
        }
        let contract = ContractPlan::new(scenario, &people);
        let ledger = LedgerPlan::new(scenario, &people, &contract);
        let people = Arc::new(people);
        let plan = Plan { people, terms: Terms { run: scenario.run, contract, ledger } };
        Ok(PreparedScenario { scenario: scenario.clone(), plan })
    }

    /// What its trials share.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The scenario that was checked.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }
}

impl Terms {
    /// Whether delivery changes if the contract cap is reached; it never is where there is none.
    pub(super) fn may_stop_at_cap(&self) -> bool {
        self.contract.after_cap != AfterCap::KeepDelivering && self.contract.caps.contract.is_some()
    }
}

impl Plan {
    /// The number of trials that the scenario asks for.
    pub fn n_trials(&self) -> u32 {
        self.terms.run.trials
    }

    /// What can change without simulating anyone again.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The plan of the same people under other terms, which are those of a plan with the same people.
    pub fn under(&self, terms: Terms) -> Plan {
        Plan { people: Arc::clone(&self.people), terms }
    }

    /// Whether people can be kept at all. They cannot where money reaches back into delivery, which stops at
    /// the cap, nor where a cap per person asks for every claim of every person.
    pub fn keeps_people(&self) -> bool {
        !self.terms.may_stop_at_cap() && !self.people.keeps_claims
    }

    /// Whether each trial has the very people and achievements that it has under another plan.
    pub fn has_same_people_as(&self, other: &Plan) -> bool {
        let dice = |plan: &Plan| {
            let Run { seed, trials: _, unknowns, luck, sampling } = plan.terms.run;
            (seed, unknowns, luck, sampling)
        };
        // Who achieves what may depend on when the cap is reached.
        let may_stop = self.terms.may_stop_at_cap() || other.terms.may_stop_at_cap();
        dice(self) == dice(other) && self.people == other.people && !may_stop
    }

    /// Whether people who were kept under another plan can be priced under this one.
    pub fn shares_kept_people_with(&self, other: &Plan) -> bool {
        self.keeps_people() && other.keeps_people() && self.has_same_people_as(other)
    }
}

/// Whether a scenario without luck of people has expected counts to stand in for them, in bearable time.
fn check_expectation(scenario: &Scenario, people: &PeoplePlan) -> Result<(), Vec<Problem>> {
    let needs_luck = |reason: NoExpectation| vec![needs_luck(scenario, &reason)];
    people.has_expectation().map_err(needs_luck)?;
    let most = MOST_EFFORT / people.effort().map_err(needs_luck)?.max(1.0);
    if f64::from(scenario.run.trials) > most {
        let problem = Problem::error(
            "run.trials",
            "futures of this many outcomes and months would run for many minutes",
            format!("write at most {most:.0}, or switch the luck of people on"),
        );
        return Err(vec![problem.with_value(scenario.run.trials)]);
    }
    Ok(())
}

/// The problem of a scenario without luck of people whose expected counts have no closed form.
fn needs_luck(scenario: &Scenario, reason: &NoExpectation) -> Problem {
    let problem = match reason {
        NoExpectation::TooLong => Problem::error(
            "run.luck",
            "cannot go with outcomes that depend on several others so deep within each other",
            "switch the luck of people on, or let more of them come after one outcome",
        ),
        NoExpectation::OncePerPerson => Problem::error(
            "run.luck",
            "cannot go with returners who are claimed once per person",
            "switch the luck of people on, or let outcomes be claimed once per journey",
        ),
        NoExpectation::RuledOutByReturn(line) => {
            let name = &scenario.rate_card.outcomes[*line].name;
            Problem::error(
                "run.luck",
                format!(
                    "cannot go with people who come back where other outcomes rule out \"{name}\""
                ),
                "switch the luck of people on, or take out people who come back",
            )
        }
        NoExpectation::SharedStep(line) => {
            let name = &scenario.rate_card.outcomes[*line].name;
            Problem::error(
                "run.luck",
                format!(
                    "cannot go with \"{name}\", which depends on outcomes that share some of their steps"
                ),
                "switch the luck of people on, let it come after one outcome, or put what any of several opens into a step of \
                 its own (is_step)",
            )
        }
    };
    problem.with_value("off")
}
