//! The change since the scenario was opened: how the figures of each future differ from those that the same future has
//! under the scenario as it was.
//!
//! A worker that has run a future of the present plan has, nearly always, run the same one for the plan as it was
//! opened, and otherwise runs it now. So nothing but differences has to cross between workers: all hand theirs to one,
//! which summarises them.

use std::ops::Range;
use std::rc::Rc;

use crate::engine::summary::Change;
use crate::worker::lane::{Assigned, Assignment, Lane};
use crate::worker::pace::Pace;
use crate::worker::plans::KnownPlan;
use crate::worker::protocol::{Answer, JobError, Span, Task};
use crate::worker::ranges::{count, is_covered, sort_last_first, spans, take};

/// The study of one run's figures. `B` is a buffer of columns.
#[derive(Debug)]
pub(crate) struct SinceOpeningStudy<B> {
    /// The plan of the run.
    pub(crate) after: KnownPlan,
    /// The plan of the scenario as it was opened, on the same dice.
    pub(crate) before: KnownPlan,
    /// By lane; those without trials take no part.
    members: Vec<Member<B>>,
}

#[derive(Debug)]
struct Member<B> {
    /// The trials that it has run for the present plan.
    trials: Vec<Span>,
    /// Those of them that it has to run for the other; the last first.
    missing: Vec<Range<u32>>,
    stage: Stage,
    differences: Option<B>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Trials may be missing.
    Running,
    /// Everything was asked of it, and the answer is to come.
    LastTask,
    Done,
}

impl<B> SinceOpeningStudy<B> {
    /// Compares the trials that each lane has run for one plan with those for another, given what each lane has.
    pub(crate) fn new(
        after: KnownPlan,
        before: KnownPlan,
        done: &[Vec<Range<u32>>],
        lanes: &[Lane],
    ) -> SinceOpeningStudy<B> {
        let members = done.iter().zip(lanes).map(|(done, lane)| {
            let ran = lane.ran(before.id);
            let has_ran = |range: &&Range<u32>| is_covered(range, ran);
            let mut missing: Vec<Range<u32>> =
                done.iter().filter(|range| !has_ran(range)).cloned().collect();
            sort_last_first(&mut missing);
            let stage = if done.is_empty() { Stage::Done } else { Stage::Running };
            Member { trials: spans(done), missing, stage, differences: None }
        });
        SinceOpeningStudy { members: members.collect(), after, before }
    }

    /// Milliseconds that it should take to run what is missing: those of the lane that misses most.
    pub(crate) fn ms(&self, pace: &Pace) -> f64 {
        let missing = self.members.iter().map(|member| count(&member.missing)).max();
        pace.ms(self.before.size, 0, missing.unwrap_or(0))
    }

    /// The lane that summarises.
    fn summariser(&self) -> Option<usize> {
        self.members.iter().position(|member| !member.trials.is_empty())
    }

    /// Whether every lane but the one that summarises has handed out its differences.
    fn are_others_done(&self) -> bool {
        let summariser = self.summariser();
        let mut members = self.members.iter().enumerate();
        members.all(|(lane, member)| Some(lane) == summariser || member.stage == Stage::Done)
    }

    /// The next task of a lane, with the plan that it is about, if there is one for it now.
    pub(crate) fn next(&mut self, lane: usize, pace: &Pace) -> Option<(KnownPlan, Assignment<B>)> {
        let is_summariser = self.summariser() == Some(lane);
        let are_others_done = self.are_others_done();
        let before = self.before.id;
        let member = self.members.get_mut(lane).filter(|member| member.stage == Stage::Running)?;
        if let Some(range) = take(&mut member.missing, pace.n_at_once(self.before.size)) {
            let trials = vec![range];
            let task = Task::RunToCompare(spans(&trials));
            let assigned = Assigned::Run { trials, is_priced: false };
            return Some((self.before.clone(), Assignment { assigned, task, buffers: Vec::new() }));
        }
        if is_summariser && !are_others_done {
            return None;
        }
        member.stage = Stage::LastTask;
        let trials = member.trials.clone();
        let (task, buffers) = if is_summariser {
            let others = self
                .members
                .iter_mut()
                .filter_map(|member| Some((member.trials.clone(), member.differences.take()?)));
            let (others, buffers) = others.unzip();
            let (one, other) = (self.after.prepared.plan(), self.before.prepared.plan());
            let has_same_people = one.has_same_people_as(other);
            (Task::SummariseChange { before, own: trials, others, has_same_people }, buffers)
        } else {
            (Task::HandOutChange { before, trials }, Vec::new())
        };
        Some((self.after.clone(), Assignment { assigned: Assigned::Exchange, task, buffers }))
    }

    /// Takes in what came of a task, which may be the end; fails where it is not an answer to it.
    pub(crate) fn take(
        &mut self,
        lane: usize,
        assigned: Assigned,
        answer: Answer,
        buffers: Vec<B>,
    ) -> Result<Option<Rc<Change>>, JobError> {
        let n_trials = self.after.prepared.plan().n_trials();
        let is_summariser = self.summariser() == Some(lane);
        let member = self.members.get_mut(lane).ok_or(JobError::Damaged)?;
        match (assigned, answer) {
            (Assigned::Run { .. }, Answer::Ran(_)) => Ok(None),
            (Assigned::Exchange, Answer::HandedOutChange) if !is_summariser => {
                let [buffer] = <[B; 1]>::try_from(buffers).map_err(|_| JobError::Damaged)?;
                member.stage = Stage::Done;
                member.differences = Some(buffer);
                Ok(None)
            }
            (Assigned::Exchange, Answer::SummarisedChange(change))
                if is_summariser && change.trials == n_trials =>
            {
                Ok(Some(Rc::from(change)))
            }
            _ => Err(JobError::Damaged),
        }
    }
}
