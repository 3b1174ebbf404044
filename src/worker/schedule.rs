//! Who does what next: the page's side, without any browser in it.
//!
//! Workers pull: nothing is ever said to one that is computing. The agenda is the live run (see `active_run`), and when
//! it has its figures, what is studied about them (see `study`). Workers hold the plans of both; the page says which,
//! and only passes messages on.

use std::rc::Rc;

use super::active_run::{ActiveRun, waiting};
use super::lane::{Assigned, Assignment, Errand, Lane, count};
use super::pace::Pace;
use super::plans::{KnownPlan, PlanId, PlanRegistry};
use super::protocol::{Answer, Job, JobError, Message, Reply};
use super::settings::MOST_LOST;
use super::study::SinceOpening;
use crate::engine::PreparedScenario;
use crate::session::RunEvent;

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
    agenda: u32,
    live: Option<ActiveRun<B>>,
    study: Option<SinceOpening<B>>,
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
            agenda: 0,
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
        self.agenda = self.agenda.wrapping_add(1);
        self.n_lost = 0;
        let Schedule { lanes, plans, .. } = self;
        plans.retain(|plan| lanes.iter().any(|lane| lane.holds(plan)));
        let plan = plans.register(prepared);
        let opening = opening.map(|opening| plans.register(opening));
        let of = plan.prepared.plan().n_trials();
        let home = opening.as_ref().map(|opening| opening.id);
        let ranges = lanes.iter().map(|lane| {
            (lane.kept(plan.people), home.map_or(&[][..], |opening| lane.ran(opening)))
        });
        let waiting = waiting(of, ranges);
        self.live = Some(ActiveRun::new(plan, waiting, &self.pace, is_moving));
        self.opening = opening;
    }

    /// The control rests: all trials are wanted.
    pub fn go_on(&mut self) {
        if let Some(live) = &mut self.live {
            live.go_on();
        }
    }

    /// Stops the run. Its end follows at once if nothing was finished, and otherwise with the figures.
    pub fn stop(&mut self) -> Option<RunEvent> {
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
        let Schedule { lanes, pace, live, study, opening, agenda, .. } = self;
        let lane = lanes.get_mut(index).filter(|lane| lane.at.is_none())?;
        let of_run = live.as_mut().and_then(|live| {
            let assignment = live.next(index, pace)?;
            Some((live.plan.clone(), assignment, false))
        });
        let (plan, assignment, is_study) = match of_run {
            Some(of_run) => of_run,
            None => {
                let (plan, assignment) = study.as_mut()?.next(index)?;
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
        lane.at = Some(Errand {
            plan: plan.id,
            people: plan.people,
            agenda: *agenda,
            is_study,
            assigned,
        });
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
            (_, Err(_)) => lane.is_unknown(),
            _ => {}
        }
        if errand.agenda != self.agenda {
            return Vec::new();
        }
        if errand.is_study {
            return self.take_of_study(index, answer, message.buffers);
        }
        let Some(live) = &mut self.live else { return Vec::new() };
        if let Assigned::Run { trials, is_priced } = &errand.assigned
            && is_typical
        {
            self.pace.measured(live.plan.size, count(trials), *is_priced, ms);
        }
        let taken =
            answer.and_then(|answer| live.take(index, errand.assigned, answer, message.buffers));
        let events = taken.unwrap_or_else(failure);
        self.conclude(&events);
        events
    }

    /// Goes on to what is studied when the run has its figures, and to nothing when it has come to nothing.
    fn conclude(&mut self, events: &[RunEvent]) {
        if events.iter().any(|event| matches!(event, RunEvent::Finished(_)))
            && let Some(live) = self.live.take()
            && let Some(opening) = self.opening.clone().filter(|opening| opening.id != live.plan.id)
        {
            let after = live.plan.clone();
            self.study = Some(SinceOpening::new(after, opening, &live.into_done(), &self.lanes));
        }
        if events
            .iter()
            .any(|event| matches!(event, RunEvent::Stopped { .. } | RunEvent::Failed(_)))
        {
            self.live = None;
        }
    }

    /// A study that came to nothing says nothing: the figures stand without it.
    fn take_of_study(
        &mut self,
        index: usize,
        answer: Result<Answer, JobError>,
        buffers: Vec<B>,
    ) -> Vec<RunEvent> {
        let Some(study) = &mut self.study else { return Vec::new() };
        let taken = answer.and_then(|answer| study.take(index, answer, buffers));
        if taken.is_err() || study.is_over() {
            self.study = None;
        }
        taken.ok().flatten().into_iter().collect()
    }

    /// A lane fell silent. A new worker takes its place, which knows nothing, and its trials are run again; what was
    /// studied is given up.
    pub fn lost(&mut self, index: usize) -> Option<RunEvent> {
        let lost = std::mem::take(self.lanes.get_mut(index)?);
        self.study = None;
        let live = self.live.as_mut()?;
        let errand = lost.at.filter(|errand| errand.agenda == self.agenda);
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
    study: Option<&SinceOpening<B>>,
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
mod tests {
    use std::collections::VecDeque;

    use super::*;
    use crate::engine::summary::{Change, Summary};
    use crate::engine::{Collector, run, run_batch};
    use crate::model::{AfterCap, Money, Probability, Scenario};
    use crate::share::open;
    use crate::worker::pace::TrialSize;
    use crate::worker::worker_state::WorkerState;

    type Columns = Vec<i64>;

    /// Workers that answer in turn, one message at a time.
    struct Office {
        schedule: Schedule<Columns>,
        workers: Vec<WorkerState>,
        waiting: VecDeque<(usize, Message<Columns>)>,
        n_simulated: u32,
        /// What each answer takes.
        ms: f64,
        /// The scenario as it was opened.
        opening: Option<Scenario>,
    }

    impl Office {
        fn new(n_lanes: u32) -> Office {
            Office {
                schedule: Schedule::new(n_lanes),
                workers: (0..n_lanes).map(|_| WorkerState::default()).collect(),
                waiting: VecDeque::new(),
                n_simulated: 0,
                ms: 1.0,
                opening: None,
            }
        }

        fn hand_out(&mut self) {
            for lane in 0..self.workers.len() {
                if let Some(order) = self.schedule.next(lane) {
                    let errand = self.schedule.lanes[lane].at.as_ref().unwrap();
                    if let Assigned::Run { trials, is_priced: false } = &errand.assigned {
                        self.n_simulated += count(trials);
                    }
                    self.waiting.push_back((lane, order.message));
                }
            }
        }

        /// One worker answers.
        fn step(&mut self) -> Option<Vec<RunEvent>> {
            self.hand_out();
            let (lane, question) = self.waiting.pop_front()?;
            let answer = self.workers[lane].answer(question);
            Some(self.schedule.answered(lane, answer, self.ms))
        }

        /// Everything that happens until nobody has anything to do.
        fn events(&mut self) -> Vec<RunEvent> {
            std::iter::from_fn(|| self.step()).flatten().collect()
        }

        fn start(&mut self, scenario: &Scenario, is_moving: bool) {
            let prepared = |scenario: &Scenario| Rc::new(PreparedScenario::new(scenario).unwrap());
            let opening = self
                .opening
                .as_ref()
                .map(|opening| prepared(&Scenario { run: scenario.run, ..opening.clone() }));
            self.schedule.start(&prepared(scenario), opening.as_ref(), is_moving);
        }

        /// Runs a scenario to its end.
        fn finish(&mut self, scenario: &Scenario) -> Summary {
            self.finish_and_study(scenario).0
        }

        /// Runs a scenario to its end, and on to what is studied of it.
        fn finish_and_study(&mut self, scenario: &Scenario) -> (Summary, Option<Change>) {
            self.start(scenario, false);
            let mut events = self.events();
            let change = events.pop_if(|event| matches!(event, RunEvent::SinceOpening(_)));
            match (events.pop(), change) {
                (Some(RunEvent::Finished(summary)), None) => ((*summary).clone(), None),
                (Some(RunEvent::Finished(summary)), Some(RunEvent::SinceOpening(change))) => {
                    ((*summary).clone(), Some((*change).clone()))
                }
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
        run(&PreparedScenario::new(scenario).unwrap())
    }

    #[test]
    fn any_number_of_workers_gives_the_figures_of_a_run_in_place() {
        let scenario = scenario(730);
        let expected = in_place(&scenario);
        for n_lanes in [1, 2, 3, 8] {
            assert_eq!(Office::new(n_lanes).finish(&scenario), expected, "{n_lanes} lanes");
        }
    }

    #[test]
    fn another_price_simulates_nobody_again() {
        let mut scenario = scenario(900);
        let mut office = Office::new(2);
        office.finish(&scenario);
        assert_eq!(office.n_simulated, 900);
        scenario.rate_card.outcomes[0].price = Money::from_pence(12_345);
        scenario.costs.fixed_monthly = Money::from_pence(100_000);
        assert_eq!(office.finish(&scenario), in_place(&scenario));
        assert_eq!(office.n_simulated, 900);
        // More futures simulate only those that are new.
        scenario.run.trials = 1_000;
        assert_eq!(office.finish(&scenario), in_place(&scenario));
        assert_eq!(office.n_simulated, 1_000);
        // Fewer simulate only those of a range that is cut.
        scenario.run.trials = 400;
        assert_eq!(office.finish(&scenario), in_place(&scenario));
        assert!(office.n_simulated < 1_400);
        scenario.run.seed += 1;
        let before = office.n_simulated;
        assert_eq!(office.finish(&scenario), in_place(&scenario));
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
            office.start(&scenario, run % 4 == 0);
            // Some runs are given up on the way, at whatever point, and some lose a worker.
            let is_given_up = run % 5 == 0;
            if is_given_up || run % 7 == 0 {
                (0..run % 11).for_each(|_| drop(office.step()));
            }
            if run % 7 == 0 {
                office.waiting.retain(|(lane, _)| *lane != 1);
                office.workers[1] = WorkerState::default();
                office.schedule.lost(1);
            }
            if is_given_up {
                continue;
            }
            office.schedule.go_on();
            if office.schedule.live.is_none() {
                continue;
            }
            match office.events().pop() {
                Some(RunEvent::Finished(summary)) => {
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
        office.finish(&scenario);
        scenario.rate_card.outcomes[0].price = Money::from_pence(777);
        office.workers[0] = WorkerState::default();
        office.start(&scenario, false);
        assert_eq!(office.events().pop(), Some(RunEvent::Failed(JobError::NoSuchPlan.to_string())));
        assert_eq!(office.finish(&scenario), in_place(&scenario));
    }

    #[test]
    fn first_figures_come_before_the_last() {
        let mut office = Office { ms: 40.0, ..Office::new(2) };
        let scenario = scenario(3_000);
        office.start(&scenario, false);
        let summaries: Vec<Summary> = office
            .events()
            .into_iter()
            .filter_map(|event| match event {
                RunEvent::Provisional(summary) | RunEvent::Finished(summary) => {
                    Some((*summary).clone())
                }
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
        office.finish(&scenario);
        // A slow machine: a trial takes a tenth of a millisecond to price.
        office.schedule.pace = Pace::default();
        let size = TrialSize { work: 1.0, n_outcomes: scenario.rate_card.outcomes.len() as f64 };
        office.schedule.pace.measured(size, 1_000, true, 100.0);
        scenario.rate_card.outcomes[0].price = Money::from_pence(500);
        office.start(&scenario, true);
        let events = office.events();
        let Some(RunEvent::Provisional(some)) = events.last() else { panic!("{events:?}") };
        assert!((100..2_000).contains(&some.trials), "{}", some.trials);
        office.schedule.go_on();
        let Some(RunEvent::Finished(all)) = office.events().pop() else { panic!("not finished") };
        assert_eq!(*all, in_place(&scenario));
        assert_eq!(office.n_simulated, 2_000);
    }

    #[test]
    fn a_newer_run_takes_the_place_of_an_older_one() {
        let (old, mut new) = (scenario(2_000), scenario(500));
        new.run.seed = 99;
        let mut office = Office::new(2);
        office.start(&old, false);
        office.step();
        office.start(&new, false);
        let Some(RunEvent::Finished(summary)) = office.events().pop() else {
            panic!("not finished")
        };
        assert_eq!(*summary, in_place(&new));
    }

    #[test]
    fn a_lost_worker_takes_no_trial_with_it() {
        let scenario = scenario(1_500);
        let expected = in_place(&scenario);
        // At whatever point of the run it is lost.
        for n_steps in [0, 1, 4, 9, 14, 16, 17, 18, 19, 20, 21, 22, 23, 24] {
            let mut office = Office::new(2);
            office.start(&scenario, false);
            for _ in 0..n_steps {
                office.step();
            }
            office.hand_out();
            if office.schedule.live.is_none() {
                continue;
            }
            office.waiting.retain(|(lane, _)| *lane != 1);
            office.workers[1] = WorkerState::default();
            assert_eq!(office.schedule.lost(1), Some(RunEvent::LaneReplaced));
            match office.events().pop() {
                Some(RunEvent::Finished(summary)) => assert_eq!(*summary, expected, "{n_steps}"),
                other => panic!("{n_steps}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_run_whose_workers_keep_falling_silent_is_given_up() {
        let mut office = Office::new(2);
        office.start(&scenario(500), false);
        let events: Vec<Option<RunEvent>> = (0..4)
            .map(|_| {
                office.hand_out();
                office.schedule.lost(0)
            })
            .collect();
        assert_eq!(events[..3], [const { Some(RunEvent::LaneReplaced) }; 3]);
        assert_eq!(events[3], Some(RunEvent::Failed(GAVE_UP.to_owned())));
    }

    #[test]
    fn a_stop_gives_the_figures_of_what_was_done() {
        let scenario = scenario(3_000);
        let mut office = Office::new(2);
        office.start(&scenario, false);
        let stopped = office.schedule.stop();
        assert_eq!(stopped, Some(RunEvent::Stopped { done: 0, of: 3_000, summary: None }));
        assert_eq!(office.events(), []);
        office.start(&scenario, false);
        for _ in 0..6 {
            office.step();
        }
        assert_eq!(office.schedule.stop(), None);
        match office.events().pop() {
            Some(RunEvent::Stopped { done, of: 3_000, summary: Some(summary) }) => {
                assert!(done > 0 && done < 3_000 && summary.trials == done);
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn another_build_is_told() {
        let mut office = Office::new(1);
        office.start(&scenario(100), false);
        office.hand_out();
        let events =
            office.schedule.answered(0, Message { head: vec![1, 1, 65], buffers: vec![] }, 1.0);
        let sentence = JobError::NewVersion.to_string();
        assert_eq!(events, [RunEvent::NewVersion, RunEvent::Failed(sentence)]);
    }

    /// The change as one thread works it out.
    fn change_in_place(after: &Scenario, before: &Scenario) -> Change {
        let collected = |scenario: &Scenario| {
            let prepared = PreparedScenario::new(scenario).unwrap();
            let mut collector = Collector::new(&prepared);
            collector.add(run_batch(prepared.plan(), 0..scenario.run.trials));
            collector
        };
        let before = Scenario { run: after.run, ..before.clone() };
        collected(after).change_from(&collected(&before)).unwrap()
    }

    fn dearer(scenario: &Scenario) -> Scenario {
        let mut dearer = scenario.clone();
        dearer.rate_card.outcomes[0].price = Money::from_pence(12_345);
        dearer
    }

    fn likelier(scenario: &Scenario) -> Scenario {
        let mut likelier = scenario.clone();
        let chance = &mut likelier.rate_card.outcomes[0].chance;
        chance.central = Probability::new(0.9).unwrap();
        chance.high = Probability::new(0.95).unwrap();
        likelier
    }

    #[test]
    fn the_change_since_opening_follows_every_edit_and_nothing_is_simulated_for_it() {
        let opening = scenario(900);
        for n_lanes in [1, 2, 3] {
            let mut office = Office { opening: Some(opening.clone()), ..Office::new(n_lanes) };
            assert_eq!(office.finish_and_study(&opening).1, None, "nothing was edited");
            let (summary, change) = office.finish_and_study(&dearer(&opening));
            assert_eq!(summary, in_place(&dearer(&opening)));
            assert_eq!(change, Some(change_in_place(&dearer(&opening), &opening)));
            assert_eq!(office.n_simulated, 900, "people are shared");
            // Other people are simulated, but nobody again for the scenario as it was opened.
            let (summary, change) = office.finish_and_study(&likelier(&opening));
            assert_eq!(summary, in_place(&likelier(&opening)));
            assert_eq!(change, Some(change_in_place(&likelier(&opening), &opening)));
            assert_eq!(office.n_simulated, 1_800, "{n_lanes} lanes");
            assert_eq!(office.finish_and_study(&opening).1, None, "undone");
            assert_eq!(office.n_simulated, 1_800, "whoever was opened first is still there");
        }
    }

    #[test]
    fn on_other_dice_the_opening_is_run_as_well() {
        let opening = scenario(400);
        let mut office = Office { opening: Some(opening.clone()), ..Office::new(2) };
        office.finish(&opening);
        let mut edited = dearer(&opening);
        edited.run.seed += 1;
        let (_, change) = office.finish_and_study(&edited);
        assert_eq!(change, Some(change_in_place(&edited, &opening)));
        edited.run.trials = 600;
        let (_, change) = office.finish_and_study(&edited);
        assert_eq!(change, Some(change_in_place(&edited, &opening)));
        let (_, change) = office.finish_and_study(&likelier(&edited));
        assert_eq!(change, Some(change_in_place(&likelier(&edited), &opening)));
    }

    #[test]
    fn whatever_happens_on_the_way_a_change_is_right_or_not_told() {
        let opening = scenario(600);
        // At whatever point a worker is lost, or another edit comes.
        for n_steps in 0..24 {
            let mut office = Office { opening: Some(opening.clone()), ..Office::new(2) };
            office.finish(&opening);
            office.start(&likelier(&opening), false);
            (0..n_steps).for_each(|_| drop(office.step()));
            if n_steps % 2 == 0 {
                office.hand_out();
                office.waiting.retain(|(lane, _)| *lane != 1);
                office.workers[1] = WorkerState::default();
                office.schedule.lost(1);
            }
            let mut edited = dearer(&likelier(&opening));
            edited.run.trials = 700;
            let (summary, change) = office.finish_and_study(&edited);
            assert_eq!(summary, in_place(&edited), "{n_steps}");
            assert_eq!(change, Some(change_in_place(&edited, &opening)), "{n_steps}");
        }
    }

    #[test]
    fn a_worker_holds_no_more_plans_than_the_agenda_asks_for() {
        let mut scenario = scenario(300);
        let mut office = Office { opening: Some(scenario.clone()), ..Office::new(2) };
        for pence in 1..9 {
            scenario.rate_card.outcomes[0].price = Money::from_pence(1_000 * pence);
            scenario.run.seed += u32::from(pence % 3 == 0);
            office.finish_and_study(&scenario);
            for worker in &office.workers {
                assert!(worker.n_plans() <= 2, "{}", worker.n_plans());
            }
        }
    }
}
