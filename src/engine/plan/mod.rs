//! The plan: a checked scenario with everything built that trials share.

mod contract;
mod ledger;
mod people;

pub(super) use contract::{ContractPlan, to_pence};
pub(super) use ledger::LedgerPlan;
pub(super) use people::PeoplePlan;

use crate::model::{Problem, Run, Scenario};

/// What every trial of a run shares. Only making one can fail; running it cannot.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) scenario: Scenario,
    pub(super) run: Run,
    pub(super) people: PeoplePlan,
    pub(super) contract: ContractPlan,
    pub(super) ledger: LedgerPlan,
}

impl Plan {
    /// Checks the scenario and builds what trials share; fails with every problem at once.
    pub fn new(scenario: &Scenario) -> Result<Plan, Vec<Problem>> {
        let mut problems = scenario.problems();
        if !scenario.run.luck {
            problems.push(
                Problem::error(
                    "run.luck",
                    "cannot be switched off in this version",
                    "switch the luck of people on",
                )
                .with_value("off"),
            );
        }
        if problems.iter().any(Problem::is_error) {
            return Err(problems);
        }
        let people = PeoplePlan::new(scenario);
        let contract = ContractPlan::new(scenario, &people);
        let ledger = LedgerPlan::new(scenario, &people);
        Ok(Plan { scenario: scenario.clone(), run: scenario.run, people, contract, ledger })
    }

    /// The number of trials that the scenario asks for.
    pub fn n_trials(&self) -> u32 {
        self.run.trials
    }

    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }
}
