//! All futures of a scenario on all cores, or the one of a named case.

use std::num::NonZero;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::thread;

use ratecard::engine::{Collector, PreparedScenario, collect_case, run_batch};
use ratecard::model::{Case, Problem, Scenario};

use super::progress::Progress;

/// Futures that are ready to be simulated: all of a scenario, or the one of the named case.
pub(crate) enum Futures {
    All { prepared: Box<PreparedScenario>, n_threads: u32 },
    OfCase(Box<Collector>),
}

impl Futures {
    /// Fails with all that is wrong with the scenario. `threads` are the cores to work on; none: all.
    pub(crate) fn of(
        scenario: &Scenario,
        case: Option<Case>,
        threads: Option<u32>,
    ) -> Result<Futures, Vec<Problem>> {
        if let Some(case) = case {
            return collect_case(scenario, case).map(|one| Futures::OfCase(Box::new(one)));
        }
        let prepared = Box::new(PreparedScenario::new(scenario)?);
        let n_threads = threads.unwrap_or_else(cores);
        Ok(Futures::All { prepared, n_threads })
    }

    /// Simulates them.
    pub(crate) fn collect(self) -> Collector {
        match self {
            Futures::All { prepared, n_threads } => collect(&prepared, n_threads),
            Futures::OfCase(collector) => *collector,
        }
    }
}

/// Simulates all futures of a plan. Which thread takes which batch does not matter for any figure.
fn collect(plan: &PreparedScenario, n_threads: u32) -> Collector {
    let n_trials = plan.plan().n_trials();
    // Small enough that all threads end at about the same time, large enough that handing over costs nothing.
    let size = (n_trials / (n_threads * 8)).clamp(1, 64);
    let next = AtomicU32::new(0);
    let mut collector = Collector::new(plan);
    let mut progress = Progress::new(n_trials);
    thread::scope(|scope| {
        let (batches, collected) = mpsc::channel();
        for _ in 0..n_threads.min(n_trials) {
            let (batches, next) = (batches.clone(), &next);
            scope.spawn(move || {
                loop {
                    let first = next.fetch_add(size, Ordering::Relaxed);
                    if first >= n_trials {
                        break;
                    }
                    let batch = run_batch(plan.plan(), first..n_trials.min(first + size));
                    if batches.send(batch).is_err() {
                        break;
                    }
                }
            });
        }
        // The last sender must go, or the loop below would wait for ever.
        drop(batches);
        for batch in collected {
            collector.add(batch);
            progress.show(collector.n_trials());
        }
    });
    collector
}

fn cores() -> u32 {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    u32::try_from(cores).unwrap_or(1)
}
