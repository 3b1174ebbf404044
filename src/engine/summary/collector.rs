//! The collector: batches in, in any order; one summary out.

use std::collections::BTreeMap;

use crate::engine::expectation::earned::expected_earned;
use crate::engine::people::sums::Sums;
use crate::engine::plan::PreparedScenario;
use crate::engine::run::batch::Batch;
use crate::engine::run::columns::Layout;
use crate::engine::run::paired::{PairedFigures, differences};

use super::Summary;
use super::all_trials::ColumnSlice;
use super::assembly::SummaryParts;
use super::change::{Change, summarise_change};
use super::column_cache::ColumnCache;
use super::future_totals::Future;
use super::sections::summarise;

/// Collects the batches of one run. The summary does not depend on how trials were split, nor on the
/// order in which batches came.
#[derive(Clone, Debug)]
pub struct Collector {
    prepared: PreparedScenario,
    layout: Layout,
    batches: BTreeMap<u32, Batch>,
    n_trials: u32,
}

impl Collector {
    pub fn new(prepared: &PreparedScenario) -> Collector {
        Collector {
            prepared: prepared.clone(),
            layout: Layout::new(&prepared.plan),
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
        if batch.fits(&self.prepared.plan, &self.layout) && !trials.is_empty() && !overlaps {
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
        let mut cache = ColumnCache::default();
        let mut parts = SummaryParts::default();
        for section in self.layout.sections() {
            let columns = self.layout.columns(section);
            let pieces = self
                .batches
                .values()
                .map(|batch| ColumnSlice {
                    trials: batch.trials(),
                    columns: batch.columns(columns.clone()),
                })
                .collect();
            if let Some(part) = summarise(&self.prepared.plan, section, pieces, &mut cache) {
                parts.put(section, part);
            }
        }
        let plan = &self.prepared.plan;
        let sums = Sums::of(plan, self.batches.values().map(Batch::sums));
        parts.summary(&self.prepared, self.n_trials, &sums, expected_earned(plan))
    }

    /// How the figures differ from those collected of another plan, future by future. `None` where that one has not all
    /// of these futures.
    pub fn change_from(&self, before: &Collector) -> Option<Change> {
        let figures = |collector: &Collector| -> Vec<PairedFigures> {
            let plan = &collector.prepared.plan;
            collector.batches.values().map(|batch| PairedFigures::of(plan, batch)).collect()
        };
        let (after, other) = (figures(self), figures(before));
        let columns: Vec<Vec<i64>> =
            after.iter().map(|figures| differences(figures, &other)).collect::<Option<_>>()?;
        let trials = after.iter().map(PairedFigures::trials);
        let slices = trials.zip(&columns).map(|(trials, columns)| ColumnSlice { trials, columns });
        let has_same_people = self.prepared.plan.has_same_people_as(&before.prepared.plan);
        summarise_change(slices.collect(), has_same_people)
    }

    /// Each future collected so far, in the order of trials.
    pub fn futures(&self) -> impl Iterator<Item = Future<'_>> {
        let terms = &self.prepared.plan.terms;
        self.batches.values().flat_map(move |batch| Future::of_batch(terms, batch))
    }
}
