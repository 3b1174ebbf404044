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
mod collector;
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
pub use plan::Plan;
pub use summary::Summary;

/// The engine's version: figures of one version never move. A change of meaning or of dice is a new one.
pub const ENGINE: &str = "1";

/// Runs all trials of a plan here and now.
pub fn run(plan: &Plan) -> Summary {
    let mut collector = Collector::new(plan);
    collector.add(run_batch(plan, 0..plan.n_trials()));
    collector.summary()
}
