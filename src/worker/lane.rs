//! What the page knows of one worker: what it holds, and what it is at.

use std::collections::BTreeMap;
use std::ops::Range;

use super::by_range::are_apart;
use super::plans::{KnownPlan, PeopleId, PlanId};
use super::protocol::{PackedPlan, Ran, Span, Task};

/// One worker, as the page sees it.
#[derive(Clone, Debug, Default)]
pub(super) struct Lane {
    pub(super) has_answered: bool,
    /// The plans that it holds.
    plans: BTreeMap<PlanId, HeldPlan>,
    /// Trials whose people it keeps.
    kept: BTreeMap<PeopleId, Vec<Range<u32>>>,
    /// What it is at.
    pub(super) at: Option<Errand>,
}

/// A plan that a worker holds.
#[derive(Clone, Debug)]
struct HeldPlan {
    people: PeopleId,
    /// Trials of it that the worker has run.
    ran: Vec<Range<u32>>,
}

/// A task that a worker is at.
#[derive(Clone, Debug)]
pub(super) struct Errand {
    pub(super) plan: PlanId,
    pub(super) people: PeopleId,
    /// Counts what is given up: an answer to an earlier agenda than the present one is late.
    pub(super) agenda: u32,
    pub(super) is_study: bool,
    pub(super) assigned: Assigned,
}

/// What a worker was asked.
#[derive(Clone, Debug)]
pub(super) enum Assigned {
    Run {
        trials: Vec<Range<u32>>,
        is_priced: bool,
    },
    /// A part of making a summary.
    Exchange,
    Expect,
}

/// A task for a worker, and the buffers that go with it.
#[derive(Debug)]
pub(super) struct Assignment<B> {
    pub(super) assigned: Assigned,
    pub(super) task: Task,
    pub(super) buffers: Vec<B>,
}

impl Lane {
    pub(super) fn holds(&self, plan: PlanId) -> bool {
        self.plans.contains_key(&plan)
    }

    /// Trials of a plan that the worker has run.
    pub(super) fn ran(&self, plan: PlanId) -> &[Range<u32>] {
        self.plans.get(&plan).map_or(&[], |held| &held.ran)
    }

    /// Trials whose people the worker keeps.
    pub(super) fn kept(&self, people: PeopleId) -> &[Range<u32>] {
        self.kept.get(&people).map_or(&[], Vec::as_slice)
    }

    /// A plan as this worker has to be sent it; nothing for one that it holds. From now on it holds it.
    pub(super) fn pack(&mut self, plan: &KnownPlan) -> Option<PackedPlan> {
        if self.holds(plan.id) {
            return None;
        }
        let same = self.plans.iter().find(|(_, held)| held.people == plan.people);
        let packed = match same {
            Some((id, _)) => PackedPlan::terms(plan.prepared.plan(), *id),
            None => PackedPlan::whole(plan.prepared.plan(), plan.people),
        };
        self.plans.insert(plan.id, HeldPlan { people: plan.people, ran: Vec::new() });
        Some(packed)
    }

    /// From now on the worker holds only some plans, with people whom one of these shares.
    pub(super) fn hold_only(&mut self, plans: &[PlanId]) {
        self.plans.retain(|plan, _| plans.contains(plan));
        let held = &self.plans;
        self.kept.retain(|people, _| held.values().any(|held| held.people == *people));
    }

    /// Nobody knows what the worker has: the next job tells it everything.
    pub(super) fn is_unknown(&mut self) {
        self.plans.clear();
        self.kept.clear();
    }

    /// Notes that the worker has run trials, and what it keeps of people.
    pub(super) fn note(&mut self, errand: &Errand, trials: &[Range<u32>], ran: &Ran) {
        for people in &ran.dropped {
            self.kept.remove(people);
        }
        if let Some(held) = self.plans.get_mut(&errand.plan) {
            replace(&mut held.ran, trials);
        }
        if ran.is_kept {
            replace(self.kept.entry(errand.people).or_default(), trials);
        }
    }
}

/// Adds ranges to others, in place of those that they overlap.
fn replace(ranges: &mut Vec<Range<u32>>, by: &[Range<u32>]) {
    for range in by {
        ranges.retain(|other| are_apart(other, range));
        ranges.push(range.clone());
    }
}

/// How many trials ranges hold.
pub(super) fn count(ranges: &[Range<u32>]) -> u32 {
    ranges.iter().map(|range| range.end - range.start).sum()
}

/// Ranges as messages hold them.
pub(super) fn spans(ranges: &[Range<u32>]) -> Vec<Span> {
    ranges.iter().map(|range| (range.start, range.end)).collect()
}
