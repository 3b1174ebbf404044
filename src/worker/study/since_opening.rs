//! The change since the scenario was opened: how the figures of each future differ from those that the same future has
//! under the scenario as it was.
//!
//! A worker that has run a future of the present plan has, nearly always, run the same one for the plan as it was
//! opened, and otherwise runs it now. So nothing but differences has to cross between workers: all hand theirs to one,
//! which summarises them.

use std::ops::Range;
use std::rc::Rc;

use crate::session::RunEvent;
use crate::worker::by_range::are_apart;
use crate::worker::lane::{Assigned, Assignment, Lane, spans};
use crate::worker::plans::KnownPlan;
use crate::worker::protocol::{Answer, JobError, Span, Task};

/// The study of one run's figures. `B` is a buffer of columns.
#[derive(Debug)]
pub(crate) struct SinceOpening<B> {
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
    /// At its last task.
    Busy,
    Done,
}

impl<B> SinceOpening<B> {
    /// Compares the trials that each lane has run for one plan with those for another, given what each lane has.
    pub(crate) fn new(
        after: KnownPlan,
        before: KnownPlan,
        done: &[Vec<Range<u32>>],
        lanes: &[Lane],
    ) -> SinceOpening<B> {
        let members = done.iter().zip(lanes).map(|(done, lane)| {
            let ran = lane.ran(before.id);
            let has_ran = |range: &Range<u32>| is_covered(range, ran);
            let mut missing: Vec<Range<u32>> =
                done.iter().filter(|range| !has_ran(range)).cloned().collect();
            missing.sort_by_key(|range| std::cmp::Reverse(range.start));
            let stage = if done.is_empty() { Stage::Done } else { Stage::Running };
            Member { trials: spans(done), missing, stage, differences: None }
        });
        SinceOpening { members: members.collect(), after, before }
    }

    /// The lane that summarises.
    fn collector(&self) -> Option<usize> {
        self.members.iter().position(|member| !member.trials.is_empty())
    }

    /// Whether every lane but the one that summarises has handed out its differences.
    fn are_others_done(&self) -> bool {
        let collector = self.collector();
        let mut members = self.members.iter().enumerate();
        members.all(|(lane, member)| Some(lane) == collector || member.stage == Stage::Done)
    }

    /// The next task of a lane, with the plan that it is about, if there is one for it now.
    pub(crate) fn next(&mut self, lane: usize) -> Option<(KnownPlan, Assignment<B>)> {
        let is_collector = self.collector() == Some(lane);
        let are_others_done = self.are_others_done();
        let before = self.before.id;
        let member = self.members.get_mut(lane).filter(|member| member.stage == Stage::Running)?;
        if let Some(range) = member.missing.pop() {
            let trials = vec![range];
            let task = Task::RunToCompare(spans(&trials));
            let assigned = Assigned::Run { trials, is_priced: false };
            return Some((self.before.clone(), Assignment { assigned, task, buffers: Vec::new() }));
        }
        if is_collector && !are_others_done {
            return None;
        }
        member.stage = Stage::Busy;
        let trials = member.trials.clone();
        let (task, buffers) = if is_collector {
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

    /// Takes in what came of a task; fails where it is not an answer to it.
    pub(crate) fn take(
        &mut self,
        lane: usize,
        answer: Answer,
        buffers: Vec<B>,
    ) -> Result<Option<RunEvent>, JobError> {
        let member = self.members.get_mut(lane).ok_or(JobError::Damaged)?;
        match answer {
            Answer::Ran(_) => Ok(None),
            Answer::HandedOutChange => {
                member.stage = Stage::Done;
                member.differences = buffers.into_iter().next();
                Ok(None)
            }
            Answer::SummarisedChange(change) => {
                member.stage = Stage::Done;
                Ok(Some(RunEvent::SinceOpening(Rc::from(change))))
            }
            _ => Err(JobError::Damaged),
        }
    }

    /// Whether there is nothing left to do.
    pub(crate) fn is_over(&self) -> bool {
        self.members.iter().all(|member| member.stage == Stage::Done)
    }
}

/// Whether every trial of a range is in some of others, which do not overlap.
fn is_covered(range: &Range<u32>, others: &[Range<u32>]) -> bool {
    let overlap = |other: &Range<u32>| {
        let (from, to) = (other.start.max(range.start), other.end.min(range.end));
        if are_apart(other, range) { 0 } else { to - from }
    };
    others.iter().map(overlap).sum::<u32>() == range.end - range.start
}
