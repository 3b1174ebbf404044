//! The run that is going on: which of its trials are done, who does what next, and when its figures are due.
//!
//! First its trials are run. Those whose people a worker keeps are its own, and only priced again. Those that a worker
//! ran for the scenario as it was opened are at home there: whoever has both futures can tell how they differ. All
//! others go to whoever comes first. Then the workers summarise (see `exchange`).

use std::ops::Range;
use std::rc::Rc;

use super::exchange::SummaryExchange;
use super::lane::{Assigned, Assignment};
use super::pace::Pace;
use super::plans::KnownPlan;
use super::protocol::{Answer, JobError, Task};
use super::queue::Queue;
use super::ranges::{are_apart, count, sort_last_first, spans, take};
use super::settings::{FIRST_FIGURES, NEXT_FIGURES, SOON_MS};
use crate::engine::{Section, n_columns, sections};
use crate::session::RunEvent;

/// Trials that wait for one lane.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting {
    /// Their people are kept there, so that they only have to be priced; the last first.
    own: Vec<Range<u32>>,
    /// They were run there for the scenario as it was opened; the last first.
    home: Vec<Range<u32>>,
}

/// The run that is going on. `B` is a buffer of columns.
#[derive(Debug)]
pub(super) struct ActiveRun<B> {
    pub(super) plan: KnownPlan,
    sections: Vec<Section>,
    /// Trials that anybody may take.
    queue: Queue,
    /// By lane.
    waiting: Vec<Waiting>,
    /// Trials that each lane has run.
    done: Vec<Vec<Range<u32>>>,
    /// Trials that lanes have run or are running.
    n_given: u32,
    /// First figures are made when so many trials are done.
    next_figures: u32,
    /// A control moves: this many trials are enough for now.
    enough: Option<u32>,
    is_stopping: bool,
    expected: Expected,
    exchange: Option<SummaryExchange<B>>,
}

/// The expected earned value without dice.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Expected {
    Unknown,
    Asked,
    Known(Option<f64>),
}

/// What a lane has that spares work in a run.
#[derive(Debug)]
pub(super) struct Spared<'l> {
    /// Trials whose people it keeps.
    pub(super) kept: Vec<Range<u32>>,
    /// Trials that it ran for the scenario as it was opened.
    pub(super) ran: &'l [Range<u32>],
}

/// The trials of a run that wait for each of some lanes.
pub(super) fn waiting(of: u32, lanes: &[Spared<'_>]) -> Vec<Waiting> {
    let mut taken: Vec<Range<u32>> = Vec::new();
    // Two lanes may have run the same trials, when one of them was too late.
    let mut free = |ranges: &[Range<u32>]| {
        let is_free = |range: &&Range<u32>| {
            range.end <= of && taken.iter().all(|other| are_apart(other, range))
        };
        let mut free: Vec<Range<u32>> = ranges.iter().filter(is_free).cloned().collect();
        taken.extend(free.iter().cloned());
        sort_last_first(&mut free);
        free
    };
    // Whoever keeps people comes before whoever only ran these trials once.
    let own: Vec<Vec<Range<u32>>> = lanes.iter().map(|lane| free(&lane.kept)).collect();
    own.into_iter().zip(lanes).map(|(own, lane)| Waiting { own, home: free(lane.ran) }).collect()
}

impl<B> ActiveRun<B> {
    /// A run of a plan, given the trials that wait for each lane. While a control moves, only first figures are
    /// wanted.
    pub(super) fn new(
        plan: KnownPlan,
        waiting: Vec<Waiting>,
        pace: &Pace,
        is_moving: bool,
    ) -> ActiveRun<B> {
        let of = plan.prepared.plan().n_trials();
        let n_lanes = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
        let is_priced = waiting.iter().all(|lane| !lane.own.is_empty());
        let per_lane = pace.n_moving(plan.size, is_priced).saturating_mul(n_lanes);
        let assigned = waiting.iter().flat_map(|lane| lane.own.iter().chain(&lane.home));
        ActiveRun {
            sections: sections(plan.prepared.plan()),
            queue: Queue::new(of, assigned, n_lanes),
            done: vec![Vec::new(); waiting.len()],
            waiting,
            n_given: 0,
            next_figures: FIRST_FIGURES,
            enough: is_moving.then(|| per_lane.clamp(FIRST_FIGURES.min(of), of)),
            is_stopping: false,
            expected: Expected::Unknown,
            exchange: None,
            plan,
        }
    }

    /// The control rests: all trials are wanted.
    pub(super) fn go_on(&mut self) {
        self.enough = None;
    }

    /// No more trials are wanted. The run ends at once if none is done, and otherwise with their figures.
    pub(super) fn stop(&mut self) -> Option<RunEvent> {
        self.is_stopping = true;
        let (done, of) = (self.n_done(), self.of());
        (done == 0).then_some(RunEvent::Stopped { done, of, summary: None })
    }

    pub(super) fn of(&self) -> u32 {
        self.plan.prepared.plan().n_trials()
    }

    fn n_done(&self) -> u32 {
        self.done.iter().map(|trials| count(trials)).sum()
    }

    /// Trials that are wanted for now.
    fn n_wanted(&self) -> u32 {
        self.enough.unwrap_or(u32::MAX).min(self.of())
    }

    /// The next task of a lane, if there is one for it now.
    pub(super) fn next(&mut self, lane: usize, pace: &Pace) -> Option<Assignment<B>> {
        self.open_exchange(pace);
        if let Some((task, buffers)) = self.exchange.as_mut().and_then(|all| all.next(lane)) {
            return Some(Assignment { assigned: Assigned::Exchange, task, buffers });
        }
        if self.is_stopping {
            return None;
        }
        // First figures do not wait for it. The first lane has found it before, if any has.
        let (done, of) = (self.n_done(), self.of());
        let are_all_wanted = self.n_wanted() == of || done >= of;
        let is_time = are_all_wanted && done >= FIRST_FIGURES.min(of);
        if lane == 0 && is_time && self.expected == Expected::Unknown {
            self.expected = Expected::Asked;
            return Some(Assignment {
                assigned: Assigned::Expect,
                task: Task::Expect,
                buffers: Vec::new(),
            });
        }
        let left = self.n_wanted().saturating_sub(self.n_given);
        let (trials, is_priced) = self.next_trials(lane, left, pace)?;
        self.n_given += count(&trials);
        let task = Task::Run(spans(&trials));
        Some(Assignment {
            assigned: Assigned::Run { trials, is_priced },
            task,
            buffers: Vec::new(),
        })
    }

    /// Begins to summarise when it is time.
    fn open_exchange(&mut self, pace: &Pace) {
        let (done, wanted) = (self.n_done(), self.n_wanted());
        let are_first = match self.enough {
            // Once for each move of the control.
            Some(_) => done >= wanted && self.next_figures <= done,
            None => done >= self.next_figures && done < self.of() / 2 && !self.is_soon_over(pace),
        };
        let is_time = done >= self.of() || are_first || self.is_stopping;
        if done == 0 || !is_time || self.exchange.is_some() {
            return;
        }
        while self.next_figures <= done {
            self.next_figures = self.next_figures.saturating_mul(NEXT_FIGURES);
        }
        let plan = self.plan.prepared.plan();
        let n_columns: Vec<usize> =
            self.sections.iter().map(|section| n_columns(plan, *section)).collect();
        let members = self.done.iter().enumerate().filter(|(_, trials)| !trials.is_empty());
        self.exchange = Some(SummaryExchange::new(
            members.map(|(lane, trials)| (lane, spans(trials))),
            &n_columns,
        ));
    }

    /// Whether what is left is so little that first figures would only hold up the last.
    fn is_soon_over(&self, pace: &Pace) -> bool {
        let waiting = |ranges: fn(&Waiting) -> &[Range<u32>]| -> u32 {
            self.waiting.iter().map(|lane| count(ranges(lane))).sum()
        };
        let n_priced = waiting(|lane| &lane.own);
        let n_simulated = waiting(|lane| &lane.home) + self.queue.n_left();
        pace.ms(self.plan.size, n_priced, n_simulated) < SOON_MS * self.done.len() as f64
    }

    /// Trials for a lane to run, and whether they are only priced: its own first, then those at home there, then any;
    /// `left` of all are still wanted.
    fn next_trials(
        &mut self,
        lane: usize,
        left: u32,
        pace: &Pace,
    ) -> Option<(Vec<Range<u32>>, bool)> {
        if left == 0 {
            return None;
        }
        let most = pace.n_priced_at_once(self.plan.size).min(left);
        let mut trials = Vec::new();
        while count(&trials) < most
            && let Some(range) = self.waiting[lane].own.pop()
        {
            trials.push(range);
        }
        if !trials.is_empty() {
            return Some((trials, true));
        }
        let at_once = pace.n_at_once(self.plan.size);
        let range = take(&mut self.waiting[lane].home, at_once)
            .or_else(|| self.queue.take(pace, self.plan.size))
            .or_else(|| self.take_from_another_home(at_once))?;
        Some((vec![range], false))
    }

    /// Trials that are at home on the lane with most of them left, for one that has nothing else to do.
    fn take_from_another_home(&mut self, most: u32) -> Option<Range<u32>> {
        take(&mut self.waiting.iter_mut().max_by_key(|lane| count(&lane.home))?.home, most)
    }

    /// Takes in what came of a task, and what follows; fails where it is not an answer to it.
    pub(super) fn take(
        &mut self,
        lane: usize,
        assigned: Assigned,
        answer: Answer,
        buffers: Vec<B>,
    ) -> Result<Vec<RunEvent>, JobError> {
        let mut events = Vec::new();
        match (assigned, answer) {
            (Assigned::Run { trials, .. }, Answer::Ran(_)) => {
                self.done[lane].extend(trials);
                events.push(RunEvent::Progress { done: self.n_done(), of: self.of() });
            }
            (Assigned::Expect, Answer::Expected(value)) => self.expected = Expected::Known(value),
            // An exchange that was broken off has nothing to take in.
            (Assigned::Exchange, Answer::HandedOut(sums)) => {
                if let Some(exchange) = &mut self.exchange {
                    exchange.handed_out(lane, sums, buffers)?;
                }
            }
            (Assigned::Exchange, Answer::Summarised(parts)) => {
                if let Some(exchange) = &mut self.exchange {
                    exchange.summarised(lane, parts, &self.sections);
                }
            }
            _ => return Err(JobError::Damaged),
        }
        events.extend(self.conclude()?);
        Ok(events)
    }

    /// Puts the summary together once all of it is there.
    fn conclude(&mut self) -> Result<Option<RunEvent>, JobError> {
        let Some(exchange) = self.exchange.take_if(|exchange| exchange.is_done()) else {
            return Ok(None);
        };
        let n_trials = exchange.n_trials();
        let (of, is_all) = (self.of(), n_trials >= self.of());
        let expected = match self.expected {
            Expected::Known(expected) => expected,
            // The last figures wait for it; first ones go without.
            _ if is_all && !self.is_stopping => {
                self.exchange = Some(exchange);
                return Ok(None);
            }
            _ => None,
        };
        let prepared = &self.plan.prepared;
        let summary = exchange.summary(prepared, expected).ok_or(JobError::Damaged)?;
        let summary = Rc::new(summary);
        Ok(Some(if is_all {
            RunEvent::Finished(summary)
        } else if self.is_stopping {
            RunEvent::Stopped { done: n_trials, of, summary: Some(summary) }
        } else {
            RunEvent::Provisional(summary)
        }))
    }

    /// The trials that each lane has run.
    pub(super) fn into_done(self) -> Vec<Vec<Range<u32>>> {
        self.done
    }

    /// A lane fell silent at a task of this run, or at another: its trials are run again.
    pub(super) fn lost(&mut self, lane: usize, at: Option<&Assigned>) {
        let mut of_lane = std::mem::take(&mut self.done[lane]);
        match at {
            Some(Assigned::Run { trials, .. }) => of_lane.extend(trials.iter().cloned()),
            Some(Assigned::Expect) => self.expected = Expected::Unknown,
            _ => {}
        }
        self.n_given -= count(&of_lane);
        let Waiting { own, home } = std::mem::take(&mut self.waiting[lane]);
        let again = own.into_iter().chain(home).chain(of_lane);
        again.for_each(|range| self.queue.give_back(range));
        self.exchange = None;
    }
}
