//! The engine: scenario to summary; same input, same figures, on every machine.
//!
//! ```text
//! Scenario     -> PreparedScenario  checked, with the plan: everything that trials share
//!              -> run_and_keep      a range of trials:
//!                   people::unknowns  what is drawn once per trial
//!                   people::simulate  referrals, starts, achievements by month
//!                   money::account    claims, caps and payers, costs and capital
//!              -> Batch             the figures of each trial
//!              -> summarise         each section of the summary, from columns over all trials
//!              -> Summary
//! KeptPeople   -> price             another batch of the same people under other terms
//! two Batches  -> differences       of the same futures under two plans
//!              -> summarise_change
//!              -> Change
//! ```
//!
//! Its folders are floors, each of which uses only those before it: `dice`, `plan`, `people`, `money`,
//! `expectation` (what follows without dice), `run` and `summary`.

mod dice;
mod expectation;
mod money;
mod people;
mod plan;
mod run;
pub mod summary;
mod version;

#[cfg(feature = "count-words")]
pub use dice::rng::words_drawn;
pub use expectation::earned::Expectation;
pub use people::sums::Sums;
pub use plan::{Plan, PreparedScenario, Terms};
pub use run::batch::Batch;
pub use run::columns::Section;
pub use run::figures::{FIGURES, Figure, FigureInfo, Unit, published_figures};
pub use run::kept::KeptPeople;
pub use run::paired::{N_DIFFERENCES, PairedFigures, differences};
pub use run::replay::{Achievement, Claim, Journey, Person, Replay, ReplayedMonth, replay};
pub use run::{price, run_and_keep, run_batch};
pub use summary::Summary;
pub use summary::all_trials::ColumnSlice;
pub use summary::assembly::SummaryParts;
pub use summary::change::summarise_change;
pub use summary::collector::Collector;
pub use summary::column_cache::ColumnCache;
pub use summary::future_totals::{FigureValue, Future};
pub use summary::sections::{Part, n_columns, sections, summarise};
pub use version::ENGINE;

use crate::model::{Case, Problem, Scenario};

/// Runs all trials of a scenario here and now.
pub fn run(prepared: &PreparedScenario) -> Summary {
    let mut collector = Collector::new(prepared);
    collector.add(run_batch(&prepared.plan, 0..prepared.plan.n_trials()));
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
    let prepared = PreparedScenario::new(&scenario)
        .map_err(|problems| problems.into_iter().map(about_the_case).collect::<Vec<Problem>>())?;
    let mut collector = Collector::new(&prepared);
    collector.add(run::run_case(&prepared.plan, case));
    Ok(collector)
}

/// A named case has no luck, whatever the scenario says: what stands in its way is not the scenario's own switch.
fn about_the_case(problem: Problem) -> Problem {
    if problem.path != "run.luck" {
        return problem;
    }
    let wrong =
        problem.wrong.replacen("cannot go", "is what a named case needs, which cannot go", 1);
    let mend = "run all futures instead of a named case".to_owned();
    Problem { wrong, mend, value: "no luck".to_owned(), ..problem }
}
