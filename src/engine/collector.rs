//! Batches in, in any order; one summary out.

use std::collections::BTreeMap;

use super::batch::Batch;
use super::closed_form;
use super::future::FutureTotals;
use super::layout::{Layout, Sums};
use super::memo::Memo;
use super::parts::{Piece, summarise};
use super::plan::Plan;
use super::summary::Summary;
use super::whole::Parts;

/// Collects the batches of one run. The summary does not depend on how trials were split, nor on the
/// order in which batches came.
#[derive(Clone, Debug)]
pub struct Collector {
    plan: Plan,
    layout: Layout,
    batches: BTreeMap<u32, Batch>,
    n_trials: u32,
}

impl Collector {
    pub fn new(plan: &Plan) -> Collector {
        Collector {
            plan: plan.clone(),
            layout: Layout::new(plan),
            batches: BTreeMap::new(),
            n_trials: 0,
        }
    }

    /// Adds a batch. One that is empty, that holds a trial that is there already, or that another plan made,
    /// is ignored.
    pub fn add(&mut self, batch: Batch) {
        let trials = batch.trials();
        // Batches do not overlap, so the last one that begins before this one's end is the only one to ask.
        let before = self.batches.range(..trials.end).next_back();
        let overlaps = before.is_some_and(|(_, batch)| batch.trials().end > trials.start);
        if batch.fits(&self.layout) && !trials.is_empty() && !overlaps {
            self.n_trials += trials.end - trials.start;
            self.batches.insert(trials.start, batch);
        }
    }

    /// Trials collected so far.
    pub fn n_trials(&self) -> u32 {
        self.n_trials
    }

    /// The summary of what was collected so far.
    pub fn summary(&self) -> Summary {
        // A summary has no column twice.
        let mut memo = Memo::default();
        let mut parts = Parts::default();
        for section in self.layout.sections() {
            let columns = self.layout.columns(section);
            let pieces = self
                .batches
                .values()
                .map(|batch| Piece {
                    trials: batch.trials(),
                    columns: batch.columns(columns.clone()),
                })
                .collect();
            if let Some(part) = summarise(&self.plan, section, pieces, &mut memo) {
                parts.put(section, part);
            }
        }
        let sums = Sums::of(&self.plan, self.batches.values());
        parts.summary(&self.plan, self.n_trials, &sums, closed_form::expected_earned(&self.plan))
    }

    /// The totals of each future collected so far, in the order of trials.
    pub fn futures(&self) -> impl Iterator<Item = FutureTotals> {
        self.batches
            .values()
            .flat_map(|batch| FutureTotals::of_batch(&self.plan, self.layout, batch))
    }
}
