//! The schedule with workers that answer in turn, without any browser.

use std::collections::VecDeque;

use super::*;
use crate::engine::summary::Summary;
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

    /// The same without what is studied.
    fn events_of_run(&mut self) -> Vec<RunEvent> {
        let mut events = self.events();
        events.retain(|event| !matches!(event, RunEvent::SinceOpening(_)));
        events
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
    fn finish_and_study(&mut self, scenario: &Scenario) -> (Summary, SinceOpening) {
        self.start(scenario, false);
        let mut events = self.events();
        match (events.pop(), events.pop()) {
            (Some(RunEvent::SinceOpening(since)), Some(RunEvent::Finished(summary))) => {
                ((*summary).clone(), since)
            }
            other => panic!("{other:?}"),
        }
    }

    /// Goes on until something is studied.
    fn step_to_study(&mut self, scenario: &Scenario) {
        self.start(scenario, false);
        while self.schedule.study.is_none() {
            assert!(self.step().is_some(), "nothing is studied");
        }
    }
}

fn scenario(trials: u32) -> Scenario {
    let opened = open(include_str!("../../../tests/shared/v1-small.json")).unwrap();
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
        match office.events_of_run().pop() {
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
    assert_eq!(
        office.events_of_run().pop(),
        Some(RunEvent::Failed(JobError::NoSuchPlan.to_string()))
    );
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
    let Some(RunEvent::Finished(all)) = office.events_of_run().pop() else {
        panic!("not finished")
    };
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
    let Some(RunEvent::Finished(summary)) = office.events_of_run().pop() else {
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
        match office.events_of_run().pop() {
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
    match office.events_of_run().pop() {
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
fn change_in_place(after: &Scenario, before: &Scenario) -> SinceOpening {
    let collected = |scenario: &Scenario| {
        let prepared = PreparedScenario::new(scenario).unwrap();
        let mut collector = Collector::new(&prepared);
        collector.add(run_batch(prepared.plan(), 0..scenario.run.trials));
        collector
    };
    let before = Scenario { run: after.run, ..before.clone() };
    SinceOpening::Changed(Rc::new(collected(after).change_from(&collected(&before)).unwrap()))
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
        assert_eq!(office.finish_and_study(&opening).1, SinceOpening::Same);
        let (summary, change) = office.finish_and_study(&dearer(&opening));
        assert_eq!(summary, in_place(&dearer(&opening)));
        assert_eq!(change, change_in_place(&dearer(&opening), &opening));
        assert_eq!(office.n_simulated, 900, "people are shared");
        // Other people are simulated, but nobody again for the scenario as it was opened.
        let (summary, change) = office.finish_and_study(&likelier(&opening));
        assert_eq!(summary, in_place(&likelier(&opening)));
        assert_eq!(change, change_in_place(&likelier(&opening), &opening));
        // Whoever has nothing left to do may take the last trials of another worker.
        assert!(office.n_simulated < 1_900, "{n_lanes} lanes: {}", office.n_simulated);
        let n_simulated = office.n_simulated;
        assert_eq!(office.finish_and_study(&opening).1, SinceOpening::Same, "undone");
        assert_eq!(office.n_simulated, n_simulated, "whoever was opened first is still there");
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
    assert_eq!(change, change_in_place(&edited, &opening));
    edited.run.trials = 600;
    let (_, change) = office.finish_and_study(&edited);
    assert_eq!(change, change_in_place(&edited, &opening));
    let (_, change) = office.finish_and_study(&likelier(&edited));
    assert_eq!(change, change_in_place(&likelier(&edited), &opening));
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
        assert_eq!(change, change_in_place(&edited, &opening), "{n_steps}");
    }
}

/// The last word about a run, after its figures.
fn since(events: &[RunEvent]) -> Option<&SinceOpening> {
    match events.last() {
        Some(RunEvent::SinceOpening(since)) => Some(since),
        _ => None,
    }
}

#[test]
fn what_is_not_compared_is_said_with_the_reason() {
    use WhyUnknown::{CannotRun, Failed, Stopped, TooLong};
    let opening = scenario(600);
    let unknown = SinceOpening::Unknown;
    let mut office = Office::new(2);
    assert_eq!(office.finish_and_study(&opening).1, unknown(CannotRun));
    office.opening = Some(opening.clone());
    // A worker is lost while it runs what is missing, or later; or one answers what it was not asked.
    let mut reseeded = dearer(&opening);
    for n_steps in 0..6 {
        reseeded.run.seed += 1;
        office.step_to_study(&reseeded);
        (0..n_steps).for_each(|_| drop(office.step()));
        office.hand_out();
        assert!(office.schedule.study.is_some());
        office.waiting.retain(|(lane, _)| *lane != 1);
        office.workers[1] = WorkerState::default();
        let event = office.schedule.lost(1);
        assert_eq!(event, Some(RunEvent::SinceOpening(unknown(Failed))), "{n_steps}");
        assert_eq!(office.events(), []);
    }
    reseeded.run.seed += 1;
    office.step_to_study(&reseeded);
    office.hand_out();
    let wrong = Reply { plan: None, outcome: Ok(Answer::Expected(None)) };
    let events = office.schedule.answered(0, Message::seal(&wrong, Vec::new()), 1.0);
    assert_eq!(events, [RunEvent::SinceOpening(unknown(Failed))]);
    // A run that was stopped with figures has only some of them.
    let mut office = Office { opening: Some(opening.clone()), ..Office::new(1) };
    for (scenario, expected) in
        [(scenario(5_000), SinceOpening::Same), (dearer(&scenario(5_000)), unknown(Stopped))]
    {
        office.start(&scenario, false);
        (0..6).for_each(|_| drop(office.step()));
        office.schedule.stop();
        assert_eq!(since(&office.events()), Some(&expected));
    }
    // A machine so slow that nobody would wait for it.
    let mut office = Office { opening: Some(opening.clone()), ms: 20_000.0, ..Office::new(1) };
    assert_eq!(office.finish_and_study(&dearer(&opening)).1, unknown(TooLong));
}

#[test]
fn a_stop_ends_a_study_without_a_word() {
    let opening = scenario(600);
    let mut office = Office { opening: Some(opening.clone()), ..Office::new(2) };
    office.step_to_study(&dearer(&opening));
    office.hand_out();
    assert_eq!(office.schedule.stop(), None);
    assert_eq!(office.events(), []);
    // The next run finds everything as it should be.
    let (_, since) = office.finish_and_study(&dearer(&opening));
    assert_eq!(since, change_in_place(&dearer(&opening), &opening));
}

#[test]
fn contracts_that_stop_at_the_cap_are_compared_as_well() {
    let mut opening = scenario(300);
    opening.contract.after_cap = AfterCap::Stop;
    opening.contract.caps.contract = Some(Money::from_pence(10_000_000));
    let mut office = Office { opening: Some(opening.clone()), ..Office::new(2) };
    for edited in [dearer(&opening), likelier(&opening), scenario(300)] {
        let (summary, since) = office.finish_and_study(&edited);
        assert_eq!(summary, in_place(&edited));
        assert_eq!(since, change_in_place(&edited, &opening));
    }
}

#[test]
fn nothing_is_handed_out_that_takes_longer_than_it_should() {
    let opening = scenario(2_000);
    let mut office = Office { opening: Some(opening.clone()), ..Office::new(2) };
    office.finish(&opening);
    // Ever slower, so that ranges of before are too long now.
    office.ms = 400.0;
    let mut edited = likelier(&opening);
    for _ in 0..4 {
        edited.run.seed += 1;
        office.finish(&edited);
    }
    let size = TrialSize::of(&PreparedScenario::new(&opening).unwrap());
    for scenario in [likelier(&opening), dearer(&edited)] {
        office.start(&scenario, false);
        let most = office.schedule.pace.n_at_once(size);
        office.hand_out();
        for lane in &office.schedule.lanes {
            if let Some(Assigned::Run { trials, is_priced: false }) =
                lane.at.as_ref().map(|errand| &errand.assigned)
            {
                assert!(count(trials) <= most, "{} of {most}", count(trials));
            }
        }
        office.schedule.abandon();
        office.events();
    }
}

#[test]
fn a_moving_control_that_has_priced_everything_ends_like_any_run() {
    let opening = scenario(150);
    let mut office = Office { opening: Some(opening.clone()), ..Office::new(2) };
    office.finish(&opening);
    office.start(&dearer(&opening), true);
    let events = office.events();
    assert!(events.iter().any(|event| matches!(event, RunEvent::Finished(_))), "{events:?}");
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
