//! The engine: scenario to summary; same input, same figures, on every machine.
//!
//! ```text
//! Scenario -> Plan::new        checked; everything that trials share
//!          -> run_and_keep     a range of trials:
//!               unknowns         what is drawn once per trial
//!               people           referrals, starts, achievements by month
//!               account          claims, caps and payers, costs and capital
//!          -> Batch            the figures of each trial
//!          -> summarise        each section of the summary, from columns over all trials
//!          -> Summary
//! Kept     -> price            another batch of the same people under other terms
//! ```

mod account;
mod batch;
mod chance;
mod claims;
mod closed_form;
mod collector;
mod costs;
mod expected;
mod future;
mod journeys;
mod kept;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod laws;
mod layout;
mod ledger;
mod memo;
mod memory;
mod parts;
mod payers;
mod people;
mod plan;
mod poisson;
mod returns;
mod rng;
mod settlement;
mod sharing;
mod sorting;
mod statistics;
pub mod summary;
mod trial;
mod unknowns;
mod waiting;
mod whole;

pub use batch::{Batch, price, run_and_keep, run_batch};
pub use closed_form::Expectation;
pub use collector::Collector;
pub use future::FutureTotals;
pub use kept::Kept;
pub use layout::{Section, Sums};
pub use memo::Memo;
pub use parts::{Part, Piece, n_columns, sections, summarise};
pub use plan::{Plan, Terms, Work};
#[cfg(feature = "count-words")]
pub use rng::words_drawn;
pub use summary::Summary;
pub use whole::Parts;

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
