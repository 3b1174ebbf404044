//! What the page knows of one worker: what it holds, and what it is at.

use std::ops::Range;

use super::plans::{KnownPlan, PeopleId, PlanId};
use super::protocol::{PackedPlan, Ran, Task};
use super::ranges::replace;

/// One worker, as the page sees it.
#[derive(Clone, Debug, Default)]
pub(super) struct Lane {
    pub(super) has_answered: bool,
    /// The plans that it holds.
    plans: Vec<LanePlan>,
    /// Trials whose people it keeps.
    kept: Vec<(PeopleId, Range<u32>)>,
    /// What it is at.
    pub(super) at: Option<Errand>,
}

/// A plan that a worker holds.
#[derive(Clone, Debug)]
struct LanePlan {
    id: PlanId,
    people: PeopleId,
    /// Trials of it that the worker has run.
    ran: Vec<Range<u32>>,
}

/// A task that a worker is at.
#[derive(Clone, Debug)]
pub(super) struct Errand {
    pub(super) plan: PlanId,
    pub(super) people: PeopleId,
    /// The run that it is for, counted from the first: an answer for an earlier one than the present is late.
    pub(super) run: u32,
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
        self.plan(plan).is_some()
    }

    fn plan(&self, plan: PlanId) -> Option<&LanePlan> {
        self.plans.iter().find(|held| held.id == plan)
    }

    /// Trials of a plan that the worker has run.
    pub(super) fn ran(&self, plan: PlanId) -> &[Range<u32>] {
        self.plan(plan).map_or(&[], |held| &held.ran)
    }

    /// Trials whose people the worker keeps.
    pub(super) fn kept(&self, people: PeopleId) -> Vec<Range<u32>> {
        let kept = self.kept.iter().filter(|(of, _)| *of == people);
        kept.map(|(_, trials)| trials.clone()).collect()
    }

    /// A plan as this worker has to be sent it; nothing for one that it holds. From now on it holds it.
    pub(super) fn pack(&mut self, plan: &KnownPlan) -> Option<PackedPlan> {
        if self.holds(plan.id) {
            return None;
        }
        let packed = match self.plans.iter().find(|held| held.people == plan.people) {
            Some(same) => PackedPlan::terms(plan.prepared.plan(), same.id),
            None => PackedPlan::whole(plan.prepared.plan(), plan.people),
        };
        self.plans.push(LanePlan { id: plan.id, people: plan.people, ran: Vec::new() });
        Some(packed)
    }

    /// From now on the worker holds only some plans, with people whom one of these shares.
    pub(super) fn hold_only(&mut self, plans: &[PlanId]) {
        let Lane { plans: held, kept, .. } = self;
        held.retain(|plan| plans.contains(&plan.id));
        kept.retain(|(people, _)| held.iter().any(|held| held.people == *people));
    }

    /// Nobody knows what the worker has: the next job tells it everything.
    pub(super) fn forget_all(&mut self) {
        self.plans.clear();
        self.kept.clear();
    }

    /// Notes that the worker has run trials, and what it keeps of people.
    pub(super) fn note(&mut self, errand: &Errand, trials: &[Range<u32>], ran: &Ran) {
        self.kept.retain(|(people, _)| !ran.dropped.contains(people));
        if let Some(held) = self.plans.iter_mut().find(|held| held.id == errand.plan) {
            replace(&mut held.ran, trials);
        }
        if ran.is_kept {
            let mut kept = self.kept(errand.people);
            replace(&mut kept, trials);
            self.kept.retain(|(people, _)| *people != errand.people);
            self.kept.extend(kept.into_iter().map(|trials| (errand.people, trials)));
        }
    }
}
