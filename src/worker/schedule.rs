//! Who does what next: the page's side of a run, without any browser in it.
//!
//! Workers pull: nothing is ever said to one that is computing. A run has two phases. First its trials are run,
//! each by whichever worker comes first; those whose people a worker has kept are its own, and only priced again.
//! Then the workers summarise (see `exchange`). The page only passes messages on.

use std::ops::Range;
use std::rc::Rc;

use super::exchange::Exchange;
use super::protocol::{Answer, Job, JobError, Message, Packed, Reply, Task};
use super::queue::{Pace, Queue, TrialSize};
use crate::engine::{Plan, Section, Summary, n_columns, sections};

/// Futures after which a run shows its first figures, and how many times more each next time.
const FIRST_FIGURES: u32 = 100;
const NEXT_FIGURES: u32 = 10;

/// A run that is through in so many milliseconds shows no first figures.
const SOON_MS: f64 = 150.0;

/// Workers that may fall silent in one run before the run is given up.
const MOST_LOST: u32 = 3;

/// What came of a message, or of silence. Each is about the run that was started last.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Progress {
        done: u32,
        of: u32,
    },
    /// Figures of some of the futures, on the way.
    Provisional(Box<Summary>),
    Finished(Box<Summary>),
    /// Stopped on request, with the figures of the futures that were finished, if any.
    Stopped {
        done: u32,
        of: u32,
        summary: Option<Box<Summary>>,
    },
    Failed(JobError),
    /// A worker stopped answering; another one runs its trials.
    LaneReplaced,
    /// Too many workers stopped answering.
    GaveUp,
}

/// What a lane is to do, and for how long silence is to be borne.
#[derive(Clone, Debug)]
pub struct Assignment<B> {
    pub message: Message<B>,
    pub patience_ms: u32,
}

/// The work of all lanes. `B` is a buffer of columns: a vector here, and the browser's own array on the page.
#[derive(Debug)]
pub struct Schedule<B> {
    lanes: Vec<Lane>,
    pace: Pace,
    current: Option<Current<B>>,
}

/// What is known of one worker.
#[derive(Clone, Debug, Default)]
struct Lane {
    has_answered: bool,
    /// The run that it was sent last, with its plan: what it keeps is of the same journeys.
    planned: Option<(u32, Rc<Plan>)>,
    /// Trials whose people it keeps.
    kept: Vec<Range<u32>>,
    /// What it is at, and for which run.
    at: Option<(u32, What)>,
}

/// The kinds of task.
#[derive(Clone, Debug)]
enum What {
    Run { trials: Vec<Range<u32>>, is_priced: bool },
    Exchange,
    Expect,
}

/// The run that is going on.
#[derive(Debug)]
struct Current<B> {
    run: u32,
    plan: Rc<Plan>,
    size: TrialSize,
    sections: Vec<Section>,
    /// Trials that somebody has to simulate.
    queue: Queue,
    /// Trials that each lane has kept and has to price, the last first.
    own: Vec<Vec<Range<u32>>>,
    /// Trials that each lane has run.
    done: Vec<Vec<Range<u32>>>,
    /// Trials that lanes have run or are running.
    n_given: u32,
    n_lost: u32,
    /// First figures are made when so many trials are done.
    next_figures: u32,
    /// A control moves: this many trials are enough for now.
    enough: Option<u32>,
    is_stopping: bool,
    expected: Expected,
    exchange: Option<Exchange<B>>,
}

/// The expected earned value without dice.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Expected {
    Unknown,
    Asked,
    Known(Option<f64>),
}

impl<B> Schedule<B> {
    /// A schedule for so many workers.
    pub fn new(n_lanes: u32) -> Schedule<B> {
        let lanes = (0..n_lanes.max(1)).map(|_| Lane::default()).collect();
        Schedule { lanes, pace: Pace::default(), current: None }
    }

    pub fn n_lanes(&self) -> usize {
        self.lanes.len()
    }

    /// Starts a run; whatever ran before is given up. While a control moves, only first figures are wanted:
    /// the rest waits for [`Schedule::go_on`].
    pub fn start(&mut self, run: u32, plan: Plan, is_moving: bool) {
        let scenario = plan.scenario();
        let of = plan.n_trials();
        let size = TrialSize {
            work: scenario.work() / f64::from(of.max(1)),
            n_outcomes: scenario.rate_card.outcomes.len() as f64,
        };
        let mut own: Vec<Vec<Range<u32>>> = Vec::new();
        for lane in &self.lanes {
            let mut mine = Vec::new();
            if lane.keeps_journeys_of(&plan) {
                // Two lanes may keep the same trials, when one of them was too late.
                let is_free = |range: &&Range<u32>| {
                    let mut others = own.iter().flatten();
                    range.end <= of && others.all(|other| are_apart(other, range))
                };
                mine.extend(lane.kept.iter().filter(is_free).cloned());
                mine.sort_by_key(|range| std::cmp::Reverse(range.start));
            }
            own.push(mine);
        }
        let n_lanes = u32::try_from(self.lanes.len()).unwrap_or(u32::MAX);
        let is_priced = own.iter().all(|own| !own.is_empty());
        let per_lane = self.pace.n_moving(size, is_priced).saturating_mul(n_lanes);
        self.current = Some(Current {
            run,
            size,
            sections: sections(&plan),
            queue: Queue::new(of, own.iter().flatten(), n_lanes),
            own,
            done: vec![Vec::new(); self.lanes.len()],
            n_given: 0,
            n_lost: 0,
            next_figures: FIRST_FIGURES,
            enough: is_moving.then(|| per_lane.clamp(FIRST_FIGURES.min(of), of)),
            is_stopping: false,
            expected: Expected::Unknown,
            exchange: None,
            plan: Rc::new(plan),
        });
    }

    /// The control rests: all trials are wanted.
    pub fn go_on(&mut self) {
        if let Some(current) = &mut self.current {
            current.enough = None;
        }
    }

    /// Stops the run. Its end follows at once if nothing was finished, and otherwise with the figures.
    pub fn stop(&mut self) -> Option<Event> {
        let current = self.current.as_mut()?;
        current.is_stopping = true;
        let (done, of) = (current.n_done(), current.of());
        (done == 0).then(|| {
            self.current = None;
            Event::Stopped { done, of, summary: None }
        })
    }

    /// Gives the run up without a word.
    pub fn abandon(&mut self) {
        self.current = None;
    }

    /// What a lane is to do next; none while it is busy, or where there is nothing for it.
    pub fn next(&mut self, index: usize) -> Option<Assignment<B>> {
        let Schedule { lanes, pace, current } = self;
        let current = current.as_mut()?;
        let lane = lanes.get_mut(index).filter(|lane| lane.at.is_none())?;
        current.open_exchange(pace);
        let (what, task, buffers) = current.next(index, pace)?;
        let knows_work = lane.planned.as_ref().is_some_and(|(run, _)| *run == current.run);
        let work = if knows_work {
            Packed::Known
        } else if lane.keeps_journeys_of(&current.plan) {
            Packed::terms(&current.plan)
        } else {
            lane.kept.clear();
            Packed::whole(&current.plan)
        };
        let job = Job { run: current.run, work, task };
        let n_trials = match &what {
            What::Run { trials, .. } => count(trials),
            What::Exchange | What::Expect => current.of(),
        };
        let patience_ms = pace.patience_ms(current.size, n_trials, !lane.has_answered);
        if !knows_work {
            lane.planned = Some((current.run, Rc::clone(&current.plan)));
        }
        lane.at = Some((current.run, what));
        Some(Assignment { message: Message::seal(&job, buffers), patience_ms })
    }

    /// Takes a lane's answer, which took so many milliseconds.
    pub fn answered(&mut self, index: usize, message: Message<B>, ms: f64) -> Vec<Event> {
        let Schedule { lanes, pace, current } = self;
        let Some(lane) = lanes.get_mut(index) else { return Vec::new() };
        let Some((run, what)) = lane.at.take() else { return Vec::new() };
        // The first answer is late because the worker had to load.
        let is_typical = std::mem::replace(&mut lane.has_answered, true);
        let answer = message.open::<Reply>().and_then(|reply| reply.outcome);
        if answer.is_err() {
            // Nobody knows what the worker has: the next job tells it everything.
            lane.planned = None;
        }
        if let (What::Run { trials, .. }, Ok(Answer::Ran { is_kept: true })) = (&what, &answer) {
            lane.keep(trials);
        }
        let Some(of_run) = current.as_mut().filter(|current| current.run == run) else {
            return Vec::new();
        };
        if let What::Run { trials, is_priced } = &what
            && is_typical
        {
            pace.measured(of_run.size, count(trials), *is_priced, ms);
        }
        let taken = answer.and_then(|answer| of_run.take(index, what, answer, message.buffers));
        let events: Vec<Event> = match taken {
            Ok(event) => event.into_iter().chain(of_run.conclude()).collect(),
            Err(error) => vec![Event::Failed(error)],
        };
        if events.iter().any(Event::is_last) {
            *current = None;
        }
        events
    }

    /// A lane fell silent. A new worker takes its place, which knows nothing, and its trials are run again.
    pub fn lost(&mut self, index: usize) -> Option<Event> {
        let lost = std::mem::take(self.lanes.get_mut(index)?);
        let current = self.current.as_mut()?;
        let mut again = std::mem::take(&mut current.own[index]);
        let mut of_lane = std::mem::take(&mut current.done[index]);
        match lost.at {
            Some((run, What::Run { trials, .. })) if run == current.run => of_lane.extend(trials),
            Some((run, What::Expect)) if run == current.run => current.expected = Expected::Unknown,
            _ => {}
        }
        current.n_given -= count(&of_lane);
        again.extend(of_lane);
        again.into_iter().for_each(|range| current.queue.give_back(range));
        current.exchange = None;
        current.n_lost += 1;
        if current.n_lost > MOST_LOST {
            self.current = None;
            return Some(Event::GaveUp);
        }
        Some(Event::LaneReplaced)
    }
}

impl Event {
    /// Whether the run is over with it.
    fn is_last(&self) -> bool {
        matches!(self, Event::Finished(_) | Event::Stopped { .. } | Event::Failed(_))
    }
}

impl Lane {
    /// Whether people that it keeps are those of a plan.
    fn keeps_journeys_of(&self, plan: &Plan) -> bool {
        self.planned.as_ref().is_some_and(|(_, before)| plan.has_journeys_of(before))
    }

    /// Notes that the worker keeps the people of these trials, and forgets those that it kept with others.
    fn keep(&mut self, trials: &[Range<u32>]) {
        for range in trials {
            self.kept.retain(|kept| are_apart(kept, range));
            self.kept.push(range.clone());
        }
    }
}

impl<B> Current<B> {
    fn of(&self) -> u32 {
        self.plan.n_trials()
    }

    fn n_done(&self) -> u32 {
        self.done.iter().map(|trials| count(trials)).sum()
    }

    /// Trials that are wanted for now.
    fn n_wanted(&self) -> u32 {
        self.enough.unwrap_or(u32::MAX).min(self.of())
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
        let members = (0..self.done.len()).filter(|lane| !self.done[*lane].is_empty());
        let columns = self.sections.iter().map(|section| n_columns(&self.plan, *section));
        self.exchange = Some(Exchange::new(members, &columns.collect::<Vec<usize>>()));
    }

    /// Whether what is left is so little that first figures would only hold up the last.
    fn is_soon_over(&self, pace: &Pace) -> bool {
        let n_priced: u32 = self.own.iter().map(|own| count(own)).sum();
        pace.ms(self.size, n_priced, self.queue.n_left()) < SOON_MS * self.done.len() as f64
    }

    /// The next task of a lane.
    fn next(&mut self, lane: usize, pace: &Pace) -> Option<(What, Task, Vec<B>)> {
        if let Some((task, buffers)) = self.exchange.as_mut().and_then(|all| all.next(lane)) {
            return Some((What::Exchange, task, buffers));
        }
        if self.is_stopping {
            return None;
        }
        // First figures do not wait for it. The first lane has found it before, if any has.
        let are_all_wanted = self.n_wanted() == self.of();
        let is_time = are_all_wanted && self.n_done() >= FIRST_FIGURES.min(self.of());
        if lane == 0 && is_time && self.expected == Expected::Unknown {
            self.expected = Expected::Asked;
            return Some((What::Expect, Task::Expect, Vec::new()));
        }
        let left = self.n_wanted().saturating_sub(self.n_given);
        let (trials, is_priced) = self.next_trials(lane, left, pace)?;
        self.n_given += count(&trials);
        let spans = trials.iter().map(|range| (range.start, range.end)).collect();
        Some((What::Run { trials, is_priced }, Task::Run(spans), Vec::new()))
    }

    /// Trials for a lane to run, its own first; `left` of all are still wanted.
    fn next_trials(
        &mut self,
        lane: usize,
        left: u32,
        pace: &Pace,
    ) -> Option<(Vec<Range<u32>>, bool)> {
        if left == 0 {
            return None;
        }
        let most = pace.n_priced_at_once(self.size).min(left);
        let mut trials = Vec::new();
        while count(&trials) < most
            && let Some(range) = self.own[lane].pop()
        {
            trials.push(range);
        }
        if !trials.is_empty() {
            return Some((trials, true));
        }
        self.queue.take(pace, self.size).map(|range| (vec![range], false))
    }

    /// Takes in what came of a task; fails where it is not an answer to it.
    fn take(
        &mut self,
        lane: usize,
        what: What,
        answer: Answer,
        buffers: Vec<B>,
    ) -> Result<Option<Event>, JobError> {
        match (what, answer) {
            (What::Run { trials, .. }, Answer::Ran { .. }) => {
                self.done[lane].extend(trials);
                Ok(Some(Event::Progress { done: self.n_done(), of: self.of() }))
            }
            (What::Expect, Answer::Expected(value)) => {
                self.expected = Expected::Known(value);
                Ok(None)
            }
            (What::Exchange, Answer::Shared { trials, sums }) => {
                // An exchange that was broken off has nothing to take in.
                match &mut self.exchange {
                    Some(exchange) => exchange.shared(lane, trials, sums, buffers).map(|()| None),
                    None => Ok(None),
                }
            }
            (What::Exchange, Answer::Summarised(parts)) => {
                if let Some(exchange) = &mut self.exchange {
                    exchange.summarised(lane, parts, &self.sections);
                }
                Ok(None)
            }
            _ => Err(JobError::Damaged),
        }
    }

    /// Puts the summary together once all of it is there.
    fn conclude(&mut self) -> Option<Event> {
        let n_trials = self.exchange.as_ref().filter(|exchange| exchange.is_done())?.n_trials();
        let (of, is_all) = (self.of(), n_trials >= self.of());
        let expected = match self.expected {
            Expected::Known(expected) => expected,
            // The last figures wait for it; first ones go without.
            _ if is_all && !self.is_stopping => return None,
            _ => None,
        };
        let Exchange { parts, sums, .. } = self.exchange.take()?;
        let Some(summary) =
            sums.and_then(|sums| parts.finish(&self.plan, n_trials, &sums, expected))
        else {
            return Some(Event::Failed(JobError::Damaged));
        };
        let summary = Box::new(summary);
        Some(if is_all {
            Event::Finished(summary)
        } else if self.is_stopping {
            Event::Stopped { done: n_trials, of, summary: Some(summary) }
        } else {
            Event::Provisional(summary)
        })
    }
}

/// How many trials ranges hold.
fn count(ranges: &[Range<u32>]) -> u32 {
    ranges.iter().map(|range| range.end - range.start).sum()
}

fn are_apart(one: &Range<u32>, other: &Range<u32>) -> bool {
    one.end <= other.start || other.end <= one.start
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::*;
    use crate::engine::run;
    use crate::model::{AfterCap, Money, Scenario};
    use crate::share::open;
    use crate::worker::protocol::Answerer;

    type Columns = Vec<i64>;

    /// Workers that answer in turn, one message at a time.
    struct Office {
        schedule: Schedule<Columns>,
        workers: Vec<Answerer>,
        waiting: VecDeque<(usize, Message<Columns>)>,
        n_simulated: u32,
        /// What each answer takes.
        ms: f64,
    }

    impl Office {
        fn new(n_lanes: u32) -> Office {
            Office {
                schedule: Schedule::new(n_lanes),
                workers: (0..n_lanes).map(|_| Answerer::default()).collect(),
                waiting: VecDeque::new(),
                n_simulated: 0,
                ms: 1.0,
            }
        }

        fn hand_out(&mut self) {
            for lane in 0..self.workers.len() {
                if let Some(assignment) = self.schedule.next(lane) {
                    if let Some((_, What::Run { trials, is_priced: false })) =
                        &self.schedule.lanes[lane].at
                    {
                        self.n_simulated += count(trials);
                    }
                    self.waiting.push_back((lane, assignment.message));
                }
            }
        }

        /// One worker answers.
        fn step(&mut self) -> Option<Vec<Event>> {
            self.hand_out();
            let (lane, question) = self.waiting.pop_front()?;
            let answer = self.workers[lane].answer(question);
            Some(self.schedule.answered(lane, answer, self.ms))
        }

        /// Everything that happens until nobody has anything to do.
        fn events(&mut self) -> Vec<Event> {
            std::iter::from_fn(|| self.step()).flatten().collect()
        }

        fn start(&mut self, run: u32, scenario: &Scenario, is_moving: bool) {
            self.schedule.start(run, Plan::new(scenario).unwrap(), is_moving);
        }

        /// Runs a scenario to its end.
        fn finish(&mut self, run: u32, scenario: &Scenario) -> Summary {
            self.start(run, scenario, false);
            match self.events().pop() {
                Some(Event::Finished(summary)) => *summary,
                other => panic!("{other:?}"),
            }
        }
    }

    fn scenario(trials: u32) -> Scenario {
        let opened = open(include_str!("../../tests/shared/v1-small.json")).unwrap();
        let mut scenario = opened.scenario;
        scenario.contract.after_cap = AfterCap::KeepDelivering;
        scenario.run.trials = trials;
        scenario
    }

    fn in_place(scenario: &Scenario) -> Summary {
        run(&Plan::new(scenario).unwrap())
    }

    #[test]
    fn any_number_of_workers_gives_the_figures_of_a_run_in_place() {
        let scenario = scenario(730);
        let expected = in_place(&scenario);
        for n_lanes in [1, 2, 3, 8] {
            assert_eq!(Office::new(n_lanes).finish(1, &scenario), expected, "{n_lanes} lanes");
        }
    }

    #[test]
    fn another_price_simulates_nobody_again() {
        let mut scenario = scenario(900);
        let mut office = Office::new(2);
        office.finish(1, &scenario);
        assert_eq!(office.n_simulated, 900);
        scenario.rate_card.outcomes[0].price = Money::from_pence(12_345);
        scenario.costs.fixed_monthly = Money::from_pence(100_000);
        assert_eq!(office.finish(2, &scenario), in_place(&scenario));
        assert_eq!(office.n_simulated, 900);
        // More futures simulate only those that are new.
        scenario.run.trials = 1_000;
        assert_eq!(office.finish(3, &scenario), in_place(&scenario));
        assert_eq!(office.n_simulated, 1_000);
        // Fewer simulate only those of a range that is cut.
        scenario.run.trials = 400;
        assert_eq!(office.finish(4, &scenario), in_place(&scenario));
        assert!(office.n_simulated < 1_400);
        scenario.run.seed += 1;
        let before = office.n_simulated;
        assert_eq!(office.finish(5, &scenario), in_place(&scenario));
        assert_eq!(office.n_simulated - before, 400);
    }

    #[test]
    fn whatever_was_priced_before_figures_are_those_of_a_run_in_place() {
        let price = |scenario: &mut Scenario, line: usize, pence: i64| {
            let n_lines = scenario.rate_card.outcomes.len();
            scenario.rate_card.outcomes[line % n_lines].price = Money::from_pence(pence);
        };
        let mut scenario = scenario(900);
        let mut office = Office::new(3);
        for run in 1..40_u32 {
            match run % 9 {
                1 => price(&mut scenario, 0, 100 * i64::from(run)),
                2 => price(&mut scenario, 1, 70_000 - i64::from(run)),
                3 => {
                    let cap = Money::from_pence(i64::from(run) << 20);
                    scenario.contract.caps.contract = Some(cap);
                }
                4 => scenario.costs.fixed_monthly = Money::from_pence(1_000 * i64::from(run)),
                // Nothing at all.
                5 => {}
                6 => scenario.run.trials = 700 + 10 * run,
                7 => scenario.run.seed += run / 20,
                8 => scenario.contract.payment_lag_months = u16::try_from(run / 9).unwrap(),
                // Back to what was there before.
                _ => price(&mut scenario, 0, 100),
            }
            office.start(run, &scenario, run % 4 == 0);
            // Some runs are given up on the way, at whatever point, and some lose a worker.
            let is_given_up = run % 5 == 0;
            if is_given_up || run % 7 == 0 {
                (0..run % 11).for_each(|_| drop(office.step()));
            }
            if run % 7 == 0 {
                office.waiting.retain(|(lane, _)| *lane != 1);
                office.workers[1] = Answerer::default();
                office.schedule.lost(1);
            }
            if is_given_up {
                continue;
            }
            office.schedule.go_on();
            if office.schedule.current.is_none() {
                continue;
            }
            match office.events().pop() {
                Some(Event::Finished(summary)) => {
                    assert_eq!(*summary, in_place(&scenario), "run {run}");
                }
                other => panic!("run {run}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_worker_that_understood_nothing_is_told_everything() {
        let mut scenario = scenario(300);
        let mut office = Office::new(1);
        office.finish(1, &scenario);
        scenario.rate_card.outcomes[0].price = Money::from_pence(777);
        office.workers[0] = Answerer::default();
        office.start(2, &scenario, false);
        assert_eq!(office.events().pop(), Some(Event::Failed(JobError::NoSuchWork)));
        assert_eq!(office.finish(3, &scenario), in_place(&scenario));
    }

    #[test]
    fn first_figures_come_before_the_last() {
        let mut office = Office { ms: 40.0, ..Office::new(2) };
        let scenario = scenario(3_000);
        office.start(1, &scenario, false);
        let summaries: Vec<Summary> = office
            .events()
            .into_iter()
            .filter_map(|event| match event {
                Event::Provisional(summary) | Event::Finished(summary) => Some(*summary),
                _ => None,
            })
            .collect();
        let trials: Vec<u32> = summaries.iter().map(|summary| summary.trials).collect();
        assert!(trials.len() >= 2 && trials[0] >= 100 && trials[0] < 1_500, "{trials:?}");
        assert_eq!(summaries.last(), Some(&in_place(&scenario)));
    }

    #[test]
    fn a_moving_control_gets_some_futures_and_the_rest_when_it_rests() {
        let mut scenario = scenario(2_000);
        let mut office = Office::new(2);
        office.finish(1, &scenario);
        // A slow machine: a trial takes a tenth of a millisecond to price.
        office.schedule.pace = Pace::default();
        let size = TrialSize { work: 1.0, n_outcomes: scenario.rate_card.outcomes.len() as f64 };
        office.schedule.pace.measured(size, 1_000, true, 100.0);
        scenario.rate_card.outcomes[0].price = Money::from_pence(500);
        office.start(2, &scenario, true);
        let events = office.events();
        let Some(Event::Provisional(some)) = events.last() else { panic!("{events:?}") };
        assert!((100..2_000).contains(&some.trials), "{}", some.trials);
        office.schedule.go_on();
        let Some(Event::Finished(all)) = office.events().pop() else { panic!("not finished") };
        assert_eq!(*all, in_place(&scenario));
        assert_eq!(office.n_simulated, 2_000);
    }

    #[test]
    fn a_newer_run_takes_the_place_of_an_older_one() {
        let (old, mut new) = (scenario(2_000), scenario(500));
        new.run.seed = 99;
        let mut office = Office::new(2);
        office.start(1, &old, false);
        office.step();
        office.start(2, &new, false);
        let Some(Event::Finished(summary)) = office.events().pop() else { panic!("not finished") };
        assert_eq!(*summary, in_place(&new));
    }

    #[test]
    fn a_lost_worker_takes_no_trial_with_it() {
        let scenario = scenario(1_500);
        let expected = in_place(&scenario);
        // At whatever point of the run it is lost.
        for n_steps in [0, 1, 4, 9, 14, 16, 17, 18, 19, 20, 21, 22, 23, 24] {
            let mut office = Office::new(2);
            office.start(1, &scenario, false);
            for _ in 0..n_steps {
                office.step();
            }
            office.hand_out();
            if office.schedule.current.is_none() {
                continue;
            }
            office.waiting.retain(|(lane, _)| *lane != 1);
            office.workers[1] = Answerer::default();
            assert_eq!(office.schedule.lost(1), Some(Event::LaneReplaced));
            match office.events().pop() {
                Some(Event::Finished(summary)) => assert_eq!(*summary, expected, "{n_steps}"),
                other => panic!("{n_steps}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_run_whose_workers_keep_falling_silent_is_given_up() {
        let mut office = Office::new(2);
        office.start(1, &scenario(500), false);
        let events: Vec<Option<Event>> = (0..4)
            .map(|_| {
                office.hand_out();
                office.schedule.lost(0)
            })
            .collect();
        assert_eq!(events[..3], [const { Some(Event::LaneReplaced) }; 3]);
        assert_eq!(events[3], Some(Event::GaveUp));
    }

    #[test]
    fn a_stop_gives_the_figures_of_what_was_done() {
        let scenario = scenario(3_000);
        let mut office = Office::new(2);
        office.start(1, &scenario, false);
        let stopped = office.schedule.stop();
        assert_eq!(stopped, Some(Event::Stopped { done: 0, of: 3_000, summary: None }));
        assert_eq!(office.events(), []);
        office.start(2, &scenario, false);
        for _ in 0..6 {
            office.step();
        }
        assert_eq!(office.schedule.stop(), None);
        match office.events().pop() {
            Some(Event::Stopped { done, of: 3_000, summary: Some(summary) }) => {
                assert!(done > 0 && done < 3_000 && summary.trials == done);
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn another_build_is_told() {
        let mut office = Office::new(1);
        office.start(1, &scenario(100), false);
        office.hand_out();
        let events =
            office.schedule.answered(0, Message { head: vec![1, 1, 65], buffers: vec![] }, 1.0);
        assert_eq!(events, [Event::Failed(JobError::NewVersion)]);
    }
}
