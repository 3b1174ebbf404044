//! The engine: scenario to summary; same input, same figures, on every machine.
//!
//! ```text
//! Scenario -> Plan::new        checked; everything that trials share
//!          -> run_batch        a range of trials:
//!               unknowns         what is drawn once per trial
//!               people           referrals, starts, achievements by month
//!               claims           what can be claimed, priced
//!               settlement       caps and payers
//!               ledger           costs, draws, distributions, returns
//!          -> Collector        batches in any order
//!          -> Summary
//! ```

mod batch;
mod chance;
mod claims;
mod closed_form;
mod collector;
mod expected;
mod future;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod laws;
mod ledger;
mod payers;
mod people;
mod plan;
mod poisson;
mod returns;
mod rng;
mod settlement;
mod sharing;
mod statistics;
pub mod summary;
mod trial;
mod unknowns;
mod waiting;

pub use batch::{Batch, run_batch};
pub use collector::Collector;
pub use future::FutureTotals;
pub use plan::{Plan, Work};
#[cfg(feature = "count-words")]
pub use rng::words_drawn;
pub use summary::Summary;

use crate::model::{Case, Problem, Scenario};

/// The engine's version: figures of one version never move. A change of meaning or of dice is a new one.
pub const ENGINE: &str = "1";

/// Runs all trials of a plan here and now.
pub fn run(plan: &Plan) -> Summary {
    let mut collector = Collector::new(plan);
    collector.add(run_batch(plan, 0..plan.n_trials()));
    collector.summary()
}

/// Runs one named case: every estimate at one reading, and no luck of people. Its percentiles all agree.
///
/// Fails when expected counts have no closed form, or when a cap per person is set, which limits people
/// and not averages.
pub fn run_case(scenario: &Scenario, case: Case) -> Result<Summary, Vec<Problem>> {
    collect_case(scenario, case).map(|collector| collector.summary())
}

/// Runs one named case as [`run_case`] does, for whoever wants its one future beside its summary.
pub fn collect_case(scenario: &Scenario, case: Case) -> Result<Collector, Vec<Problem>> {
    let mut scenario = scenario.clone();
    scenario.run.luck = false;
    scenario.run.unknowns = false;
    let plan = Plan::new(&scenario)?;
    let mut collector = Collector::new(&plan);
    collector.add(batch::run_case(&plan, case));
    Ok(collector)
}
