//! Who does what next: the page's side, without any browser in it.
//!
//! Workers pull: nothing is ever said to one that is computing. The agenda is the live run (see `active_run`), and when
//! it has its figures, what is studied about them (see `study`). Workers hold the plans of both; the page says which,
//! and only passes messages on.

use std::ops::Range;
use std::rc::Rc;

use super::active_run::{ActiveRun, Spared, waiting};
use super::lane::{Assigned, Assignment, Errand, Lane};
use super::pace::Pace;
use super::plans::{KnownPlan, PlanId, PlanRegistry};
use super::protocol::{Answer, Job, JobError, Message, Reply};
use super::ranges::count;
use super::settings::{MOST_LOST, MOST_STUDY_MS};
use super::study::SinceOpeningStudy;
use crate::engine::PreparedScenario;
use crate::session::{RunEvent, SinceOpening, WhyUnknown};

/// A message for a lane, and for how long silence is to be borne.
#[derive(Clone, Debug)]
pub struct Order<B> {
    pub message: Message<B>,
    pub patience_ms: u32,
}

/// The work of all lanes. `B` is a buffer of columns: a vector here, and the browser's own array on the page.
#[derive(Debug)]
pub struct Schedule<B> {
    lanes: Vec<Lane>,
    pace: Pace,
    plans: PlanRegistry,
    /// Counts runs: an answer that was asked for by an earlier one changes nothing but what is known of its lane.
    run: u32,
    live: Option<ActiveRun<B>>,
    study: Option<SinceOpeningStudy<B>>,
    /// The plan of the scenario as it was opened, on the dice of the present run.
    opening: Option<KnownPlan>,
    n_lost: u32,
}

impl<B> Schedule<B> {
    /// A schedule for so many workers.
    pub fn new(n_lanes: u32) -> Schedule<B> {
        Schedule {
            lanes: (0..n_lanes.max(1)).map(|_| Lane::default()).collect(),
            pace: Pace::default(),
            plans: PlanRegistry::default(),
            run: 0,
            live: None,
            study: None,
            opening: None,
            n_lost: 0,
        }
    }

    /// Starts a run; whatever was on the agenda before is given up. While a control moves, only first figures are wanted:
    /// the rest waits for [`Schedule::go_on`]. `opening` is the scenario as it was opened, on the same dice, where it
    /// can be run.
    pub fn start(
        &mut self,
        prepared: &Rc<PreparedScenario>,
        opening: Option<&Rc<PreparedScenario>>,
        is_moving: bool,
    ) {
        self.abandon();
        self.run = self.run.wrapping_add(1);
        self.n_lost = 0;
        let Schedule { lanes, plans, .. } = self;
        plans.retain(|plan| lanes.iter().any(|lane| lane.holds(plan)));
        let plan = plans.register(prepared);
        let opening = opening.map(|opening| plans.register(opening));
        let of = plan.prepared.plan().n_trials();
        let ran = |lane| opening.as_ref().map_or(&[][..], |opening| Lane::ran(lane, opening.id));
        let spared = |lane| Spared { kept: Lane::kept(lane, plan.people), ran: ran(lane) };
        let lanes: Vec<Spared<'_>> = lanes.iter().map(spared).collect();
        let waiting = waiting(of, &lanes);
        self.live = Some(ActiveRun::new(plan, waiting, &self.pace, is_moving));
        self.opening = opening;
    }

    /// The control rests: all trials are wanted.
    pub fn go_on(&mut self) {
        if let Some(live) = &mut self.live {
            live.go_on();
        }
    }

    /// Stops the run. Its end follows at once if nothing was finished, and otherwise with the figures. What is studied
    /// is given up without a word.
    pub fn stop(&mut self) -> Option<RunEvent> {
        self.study = None;
        let event = self.live.as_mut()?.stop();
        if event.is_some() {
            self.live = None;
        }
        event
    }

    /// Gives everything up without a word.
    pub fn abandon(&mut self) {
        self.live = None;
        self.study = None;
    }

    /// What a lane is to do next; none while it is busy, or where there is nothing for it.
    pub fn next(&mut self, index: usize) -> Option<Order<B>> {
        let Schedule { lanes, pace, live, study, opening, run, .. } = self;
        let lane = lanes.get_mut(index).filter(|lane| lane.at.is_none())?;
        let of_run = live.as_mut().and_then(|live| {
            let assignment = live.next(index, pace)?;
            Some((live.plan.clone(), assignment, false))
        });
        let (plan, assignment, is_study) = match of_run {
            Some(of_run) => of_run,
            None => {
                let (plan, assignment) = study.as_mut()?.next(index, pace)?;
                (plan, assignment, true)
            }
        };
        let Assignment { assigned, task, buffers } = assignment;
        let packed = lane.pack(&plan);
        let hold = held(&plan, opening.as_ref(), study.as_ref());
        lane.hold_only(&hold);
        let n_trials = match &assigned {
            Assigned::Run { trials, .. } => count(trials),
            Assigned::Exchange | Assigned::Expect => plan.prepared.plan().n_trials(),
        };
        let patience_ms = pace.patience_ms(plan.size, n_trials, !lane.has_answered);
        let message = Message::seal(&Job { plan: plan.id, packed, hold, task }, buffers);
        lane.at =
            Some(Errand { plan: plan.id, people: plan.people, run: *run, is_study, assigned });
        Some(Order { message, patience_ms })
    }

    /// Takes a lane's answer, which took so many milliseconds.
    pub fn answered(&mut self, index: usize, message: Message<B>, ms: f64) -> Vec<RunEvent> {
        let Some(lane) = self.lanes.get_mut(index) else { return Vec::new() };
        let Some(errand) = lane.at.take() else { return Vec::new() };
        // The first answer is late because the worker had to load.
        let is_typical = std::mem::replace(&mut lane.has_answered, true);
        let answer = message.open::<Reply>().and_then(|reply| match reply.plan {
            Some(plan) if plan != errand.plan => Err(JobError::Damaged),
            _ => reply.outcome,
        });
        match (&errand.assigned, &answer) {
            (Assigned::Run { trials, .. }, Ok(Answer::Ran(ran))) => lane.note(&errand, trials, ran),
            (_, Err(_)) => lane.forget_all(),
            _ => {}
        }
        if errand.run != self.run {
            return Vec::new();
        }
        if errand.is_study {
            return self.take_of_study(index, errand.assigned, answer, message.buffers);
        }
        let Some(live) = &mut self.live else { return Vec::new() };
        if let Assigned::Run { trials, is_priced } = &errand.assigned
            && is_typical
        {
            self.pace.measured(live.plan.size, count(trials), *is_priced, ms);
        }
        let taken =
            answer.and_then(|answer| live.take(index, errand.assigned, answer, message.buffers));
        let mut events = taken.unwrap_or_else(failure);
        let since = self.conclude(&events);
        events.extend(since.map(RunEvent::SinceOpening));
        events
    }

    /// Goes on from the end of the run to what is studied of it. What is known without any study is said at once.
    fn conclude(&mut self, events: &[RunEvent]) -> Option<SinceOpening> {
        match events.last()? {
            RunEvent::Finished(_) => {
                let live = self.live.take()?;
                self.study(live.plan.clone(), &live.into_done()).err()
            }
            RunEvent::Stopped { .. } => {
                let live = self.live.take()?;
                Some(match &self.opening {
                    Some(opening) if opening.id == live.plan.id => SinceOpening::Same,
                    _ => SinceOpening::Unknown(WhyUnknown::Stopped),
                })
            }
            RunEvent::Failed(_) => {
                self.live = None;
                None
            }
            _ => None,
        }
    }

    /// Begins to compare the figures of a run with those of the scenario as it was opened, unless there is nothing to
    /// find out or it would take too long.
    fn study(&mut self, plan: KnownPlan, done: &[Vec<Range<u32>>]) -> Result<(), SinceOpening> {
        let opening = self.opening.clone();
        let opening = opening.ok_or(SinceOpening::Unknown(WhyUnknown::CannotRun))?;
        if opening.id == plan.id {
            return Err(SinceOpening::Same);
        }
        let study = SinceOpeningStudy::new(plan, opening, done, &self.lanes);
        if study.ms(&self.pace) > MOST_STUDY_MS {
            return Err(SinceOpening::Unknown(WhyUnknown::TooLong));
        }
        self.study = Some(study);
        Ok(())
    }

    fn take_of_study(
        &mut self,
        index: usize,
        assigned: Assigned,
        answer: Result<Answer, JobError>,
        buffers: Vec<B>,
    ) -> Vec<RunEvent> {
        let Some(study) = &mut self.study else { return Vec::new() };
        let taken = answer.and_then(|answer| study.take(index, assigned, answer, buffers));
        let since = match taken {
            Ok(None) => return Vec::new(),
            Ok(Some(change)) => SinceOpening::Changed(change),
            // The figures stand without it.
            Err(_) => SinceOpening::Unknown(WhyUnknown::Failed),
        };
        self.study = None;
        vec![RunEvent::SinceOpening(since)]
    }

    /// A lane fell silent. A new worker takes its place, which knows nothing, and its trials are run again; what was
    /// studied is given up.
    pub fn lost(&mut self, index: usize) -> Option<RunEvent> {
        let lost = std::mem::take(self.lanes.get_mut(index)?);
        if self.study.take().is_some() {
            return Some(RunEvent::SinceOpening(SinceOpening::Unknown(WhyUnknown::Failed)));
        }
        let live = self.live.as_mut()?;
        let errand = lost.at.filter(|errand| errand.run == self.run);
        live.lost(index, errand.as_ref().map(|errand| &errand.assigned));
        self.n_lost += 1;
        if self.n_lost > MOST_LOST {
            self.live = None;
            return Some(RunEvent::Failed(GAVE_UP.to_owned()));
        }
        Some(RunEvent::LaneReplaced)
    }
}

const GAVE_UP: &str = "The workers stopped answering, so the run was given up. Close other heavy pages, or run fewer \
                       futures, and try again.";

/// The plans that a lane has to hold for a job.
fn held<B>(
    plan: &KnownPlan,
    opening: Option<&KnownPlan>,
    study: Option<&SinceOpeningStudy<B>>,
) -> Vec<PlanId> {
    let mut held = vec![plan.id];
    held.extend(opening.map(|opening| opening.id));
    held.extend(study.map(|study| study.after.id));
    held.sort_unstable();
    held.dedup();
    held
}

/// What the page is told of a run that came to nothing.
fn failure(error: JobError) -> Vec<RunEvent> {
    let notice = (error == JobError::NewVersion).then_some(RunEvent::NewVersion);
    notice.into_iter().chain([RunEvent::Failed(error.to_string())]).collect()
}

#[cfg(test)]
mod tests;
