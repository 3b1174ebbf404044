//! Where a run stands: what is being computed, what is shown, and whether it still answers to the scenario.

use std::rc::Rc;

use super::changes::same_figures;
use crate::engine::Summary;
use crate::engine::summary::Change;
use crate::model::Scenario;

/// Tells runs apart. The workers' pool gives them out; events of any other run than the present one are ignored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunId(pub u32);

/// What is heard of one run, from whoever computes it.
#[derive(Clone, Debug, PartialEq)]
pub enum RunEvent {
    /// So many of its futures are done.
    Progress { done: u32, of: u32 },
    /// Figures of some of its futures, on the way.
    Provisional(Rc<Summary>),
    /// The figures of all of its futures: its end.
    Finished(Rc<Summary>),
    /// Stopped on request, with the figures of the futures that were done, if there are any: its end.
    Stopped { done: u32, of: u32, summary: Option<Rc<Summary>> },
    /// It came to nothing, for the reason in the sentence: its end.
    Failed(String),
    /// A worker stopped answering; another one runs its futures.
    LaneReplaced,
    /// Page and workers are of different builds; `Failed` follows.
    NewVersion,
    /// After its end: how its figures differ from those of the scenario as it was opened.
    SinceOpening(SinceOpening),
}

/// How figures differ from those of the scenario as it was opened, on the same dice.
#[derive(Clone, Debug, PartialEq)]
pub enum SinceOpening {
    /// Nothing that decides figures was changed.
    Same,
    Changed(Rc<Change>),
    /// They are not compared.
    Unknown(WhyUnknown),
}

/// Why figures are not compared with those of the scenario as it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyUnknown {
    /// The scenario as it was opened cannot be run.
    CannotRun,
    /// It would have to be run as well, and that would take too long.
    TooLong,
    /// The run was stopped before its last future.
    Stopped,
    /// The workers did not come to an end.
    Failed,
}

/// What the workers are at.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum RunPhase {
    /// Nothing was run yet.
    #[default]
    Idle,
    /// Futures are being simulated.
    Running { run: RunId, done: u32, of: u32 },
    /// The last run came to its end.
    Done { run: RunId },
    /// The last run was stopped by the person.
    Stopped { run: RunId, done: u32, of: u32 },
    /// The last run failed, for the reason in the sentence.
    Failed { run: RunId, sentence: String },
}

/// Figures on the screen.
#[derive(Clone, Debug)]
pub struct Shown {
    pub run: RunId,
    pub summary: Rc<Summary>,
    /// What was run: whoever exports the figures exports these inputs with them.
    pub scenario: Rc<Scenario>,
    /// The scenario as it was opened.
    pub opening: Rc<Scenario>,
    /// How the figures differ from those of the scenario as it was opened; it comes a little later than they do.
    pub since_opening: Option<SinceOpening>,
    /// More futures are still to come.
    pub provisional: bool,
    /// The scenario has changed since in a way that changes figures.
    pub stale: bool,
}

impl Shown {
    /// The scenario's own figures, of all its futures.
    pub fn is_final(&self) -> bool {
        !self.stale && !self.provisional
    }

    /// Whether these are the final figures of this very scenario: the page may be drawing an edit that nobody has told
    /// the run of yet.
    pub fn are_final_of(&self, scenario: &Scenario) -> bool {
        self.is_final() && same_figures(&self.scenario, scenario)
    }

    /// Whether they were made since this scenario was opened.
    pub fn are_since(&self, opening: &Rc<Scenario>) -> bool {
        Rc::ptr_eq(&self.opening, opening)
    }

    /// Whether nothing is left to find out for a scenario that was opened as this one.
    fn is_complete(&self, opening: &Rc<Scenario>) -> bool {
        self.is_final() && self.since_opening.is_some() && Rc::ptr_eq(&self.opening, opening)
    }
}

impl PartialEq for Shown {
    fn eq(&self, other: &Shown) -> bool {
        self.run == other.run
            && self.provisional == other.provisional
            && self.stale == other.stale
            && Rc::ptr_eq(&self.summary, &other.summary)
            && Rc::ptr_eq(&self.scenario, &other.scenario)
            && Rc::ptr_eq(&self.opening, &other.opening)
            && self.since_opening == other.since_opening
    }
}

/// Something that happened on the way and that the person should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A worker stopped answering; its futures are run by another.
    LaneReplaced,
    /// The page and its workers are of different versions.
    NewVersion,
}

impl Notice {
    /// The notice as a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Notice::LaneReplaced => {
                "A worker stopped answering and was replaced. The figures are not affected."
            }
            Notice::NewVersion => {
                "A new version of this page is ready. Save your work, then reload the page."
            }
        }
    }
}

/// The state of runs, and what is shown of them.
///
/// Old figures stay on the screen, marked stale, until new ones stand in their place: a stop or a failure
/// takes nothing away.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunState {
    phase: RunPhase,
    shown: Option<Shown>,
    notices: Vec<Notice>,
    /// What the present run runs.
    running: Option<Running>,
}

#[derive(Clone, Debug)]
struct Running {
    scenario: Rc<Scenario>,
    /// The same as it was opened.
    opening: Rc<Scenario>,
    /// The scenario has changed since the run began.
    outdated: bool,
}

impl PartialEq for Running {
    fn eq(&self, other: &Running) -> bool {
        self.outdated == other.outdated
            && Rc::ptr_eq(&self.scenario, &other.scenario)
            && Rc::ptr_eq(&self.opening, &other.opening)
    }
}

impl RunState {
    pub fn phase(&self) -> &RunPhase {
        &self.phase
    }

    pub fn shown(&self) -> Option<&Shown> {
        self.shown.as_ref()
    }

    /// What happened in the present run, each thing once.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    pub fn is_running(&self) -> bool {
        matches!(self.phase, RunPhase::Running { .. })
    }

    /// Whether all that there is to find out of the present scenario is on the screen, given how it was opened.
    pub fn is_complete(&self, opening: &Rc<Scenario>) -> bool {
        self.shown.as_ref().is_some_and(|shown| shown.is_complete(opening))
    }

    /// Begins a run of a scenario that was opened as `opening`, and with that gives up any other.
    pub fn start(&mut self, run: RunId, scenario: Rc<Scenario>, opening: Rc<Scenario>) {
        let of = scenario.run.trials;
        self.phase = RunPhase::Running { run, done: 0, of };
        self.running = Some(Running { scenario, opening, outdated: false });
        // The version of the page does not change with a new run.
        self.notices.retain(|notice| *notice == Notice::NewVersion);
    }

    /// Takes in what is heard of a run. Only what is about figures or workers may come after a run's end; all else that
    /// does, or that belongs to another run than the present one, is dropped.
    pub fn take(&mut self, run: RunId, event: RunEvent) {
        match event {
            RunEvent::LaneReplaced => self.notice(Notice::LaneReplaced),
            RunEvent::NewVersion => self.notice(Notice::NewVersion),
            RunEvent::SinceOpening(since) => self.since_opening(run, since),
            _ if !self.is_going_on(run) => {}
            RunEvent::Progress { done, of } => self.phase = RunPhase::Running { run, done, of },
            RunEvent::Provisional(summary) => self.show(run, summary, true),
            RunEvent::Finished(summary) => self.finish(run, summary),
            // A stop that came after the last future has stopped nothing.
            RunEvent::Stopped { done, of, summary: Some(summary) } if done >= of => {
                self.finish(run, summary);
            }
            RunEvent::Stopped { done, of, summary } => {
                self.phase = RunPhase::Stopped { run, done, of };
                summary.into_iter().for_each(|summary| self.show(run, summary, true));
            }
            RunEvent::Failed(sentence) => {
                self.phase = RunPhase::Failed { run, sentence };
                // Figures of some of its futures may be on the screen: nothing more comes of them.
                self.since_opening(run, SinceOpening::Unknown(WhyUnknown::Failed));
            }
        }
    }

    fn finish(&mut self, run: RunId, summary: Rc<Summary>) {
        self.phase = RunPhase::Done { run };
        self.show(run, summary, false);
    }

    fn notice(&mut self, notice: Notice) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    /// Puts the change beside the figures that it is about, if they are still on the screen.
    fn since_opening(&mut self, run: RunId, since: SinceOpening) {
        if let Some(shown) = self.shown.as_mut().filter(|shown| shown.run == run) {
            shown.since_opening = Some(since);
        }
    }

    /// The scenario is now this one: what is shown is stale if it would give other figures, and fresh again
    /// when the change was undone. A run of the undone change is given up then: it must not take the place of
    /// the right figures.
    pub fn scenario_changed(&mut self, scenario: &Rc<Scenario>) {
        if let Some(shown) = &mut self.shown {
            shown.stale = !same_figures(&shown.scenario, scenario);
            // Sources, names of the whole and what really happened move no figure and stand beside them all the same.
            if !shown.stale {
                shown.scenario = Rc::clone(scenario);
            }
        }
        if let Some(running) = &mut self.running {
            running.outdated = !same_figures(&running.scenario, scenario);
        }
        let is_outdated = self.running.as_ref().is_some_and(|running| running.outdated);
        if let Some(shown) = self.shown.as_ref().filter(|shown| shown.is_final())
            && is_outdated
            && self.is_running()
        {
            self.phase = RunPhase::Done { run: shown.run };
        }
    }

    fn is_going_on(&self, run: RunId) -> bool {
        matches!(self.phase, RunPhase::Running { run: present, .. } if present == run)
    }

    fn show(&mut self, run: RunId, summary: Rc<Summary>, provisional: bool) {
        if let Some(Running { scenario, opening, outdated }) = &self.running {
            self.shown = Some(Shown {
                run,
                summary,
                scenario: Rc::clone(scenario),
                opening: Rc::clone(opening),
                since_opening: None,
                provisional,
                stale: *outdated,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{PreparedScenario, run};
    use crate::model::Money;
    use crate::share::open;

    fn scenario() -> Rc<Scenario> {
        let opened = open(include_str!("../../tests/shared/v1-small.json")).unwrap();
        Rc::new(opened.scenario)
    }

    fn summary(scenario: &Scenario) -> Rc<Summary> {
        Rc::new(run(&PreparedScenario::new(scenario).unwrap()))
    }

    /// Begins a run as the pool would, with an id of its own.
    fn start(state: &mut RunState, scenario: Rc<Scenario>) -> RunId {
        let before = match state.phase() {
            RunPhase::Idle => 0,
            RunPhase::Running { run, .. }
            | RunPhase::Done { run }
            | RunPhase::Stopped { run, .. }
            | RunPhase::Failed { run, .. } => run.0,
        };
        let run = RunId(before + 1);
        state.start(run, scenario, self::scenario());
        run
    }

    fn dearer(scenario: &Scenario) -> Scenario {
        let mut scenario = scenario.clone();
        scenario.rate_card.outcomes[0].price = Money::from_pence(1);
        scenario
    }

    #[test]
    fn a_run_goes_from_idle_to_done() {
        let scenario = scenario();
        let summary = summary(&scenario);
        let mut state = RunState::default();
        assert_eq!(state.phase(), &RunPhase::Idle);
        let run = start(&mut state, Rc::clone(&scenario));
        assert_eq!(state.phase(), &RunPhase::Running { run, done: 0, of: 100 });
        state.take(run, RunEvent::Progress { done: 60, of: 100 });
        state.take(run, RunEvent::Provisional(Rc::clone(&summary)));
        assert!(state.shown().is_some_and(|shown| shown.provisional) && state.is_running());
        state.take(run, RunEvent::Finished(Rc::clone(&summary)));
        assert_eq!(state.phase(), &RunPhase::Done { run });
        let shown = state.shown().unwrap();
        assert!(!shown.provisional && !shown.stale && Rc::ptr_eq(&shown.summary, &summary));
        assert!(shown.are_final_of(&shown.scenario));
        let mut other = (*shown.scenario).clone();
        other.run.seed += 1;
        assert!(!shown.are_final_of(&other), "an edit that the run has not heard of");
    }

    #[test]
    fn messages_of_another_run_are_ignored() {
        let scenario = scenario();
        let summary = summary(&scenario);
        let mut state = RunState::default();
        let old = start(&mut state, Rc::clone(&scenario));
        let new = start(&mut state, Rc::clone(&scenario));
        let expected = state.clone();
        state.take(old, RunEvent::Progress { done: 5, of: 100 });
        state.take(old, RunEvent::Provisional(Rc::clone(&summary)));
        state.take(old, RunEvent::Finished(Rc::clone(&summary)));
        state.take(old, RunEvent::Stopped { done: 5, of: 100, summary: Some(Rc::clone(&summary)) });
        state.take(old, RunEvent::Failed("no".to_owned()));
        assert_eq!(state, expected);
        state.take(new, RunEvent::Finished(Rc::clone(&summary)));
        let expected = state.clone();
        state.take(new, RunEvent::Progress { done: 5, of: 100 });
        state.take(new, RunEvent::Failed("no".to_owned()));
        assert_eq!(state, expected, "nothing comes after the end");
    }

    #[test]
    fn figures_are_stale_while_the_scenario_differs_in_what_counts() {
        let scenario = scenario();
        let mut state = RunState::default();
        let run = start(&mut state, Rc::clone(&scenario));
        state.take(run, RunEvent::Finished(summary(&scenario)));
        let is_stale = |state: &RunState| state.shown().unwrap().stale;
        state.scenario_changed(&Rc::new(dearer(&scenario)));
        assert!(is_stale(&state));
        state.scenario_changed(&scenario);
        assert!(!is_stale(&state), "undone");
        let renamed = Scenario { name: "Another name".to_owned(), ..(*scenario).clone() };
        state.scenario_changed(&Rc::new(renamed.clone()));
        assert!(!is_stale(&state));
    }

    #[test]
    fn an_edit_during_a_run_makes_its_figures_stale_when_they_come() {
        let scenario = scenario();
        let mut state = RunState::default();
        let run = start(&mut state, Rc::clone(&scenario));
        state.scenario_changed(&Rc::new(dearer(&scenario)));
        state.take(run, RunEvent::Finished(summary(&scenario)));
        assert!(state.shown().unwrap().stale);
    }

    #[test]
    fn undoing_an_edit_gives_up_its_run_and_keeps_the_figures() {
        let scenario = scenario();
        let mut state = RunState::default();
        let first = start(&mut state, Rc::clone(&scenario));
        state.take(first, RunEvent::Finished(summary(&scenario)));
        let edited = Rc::new(dearer(&scenario));
        state.scenario_changed(&edited);
        let second = start(&mut state, Rc::clone(&edited));
        state.scenario_changed(&edited);
        assert!(state.is_running());
        state.scenario_changed(&scenario);
        assert_eq!(state.phase(), &RunPhase::Done { run: first });
        state.take(second, RunEvent::Finished(summary(&edited)));
        assert!(state.shown().is_some_and(|shown| shown.run == first && shown.is_final()));
    }

    #[test]
    fn a_stop_or_a_failure_leaves_the_old_figures() {
        let scenario = scenario();
        let summary = summary(&scenario);
        let mut state = RunState::default();
        let first = start(&mut state, Rc::clone(&scenario));
        state.take(first, RunEvent::Finished(Rc::clone(&summary)));
        let second = start(&mut state, Rc::clone(&scenario));
        state.take(second, RunEvent::Failed("It rained.".to_owned()));
        let failed = RunPhase::Failed { run: second, sentence: "It rained.".to_owned() };
        assert_eq!(state.phase(), &failed);
        assert_eq!(state.shown().unwrap().run, first);
        let third = start(&mut state, Rc::clone(&scenario));
        state.take(third, RunEvent::Stopped { done: 0, of: 100, summary: None });
        assert_eq!(state.phase(), &RunPhase::Stopped { run: third, done: 0, of: 100 });
        assert_eq!(state.shown().unwrap().run, first);
        let fourth = start(&mut state, scenario);
        state.take(
            fourth,
            RunEvent::Stopped { done: 40, of: 100, summary: Some(Rc::clone(&summary)) },
        );
        assert!(state.shown().is_some_and(|shown| shown.run == fourth && shown.provisional));
    }

    #[test]
    fn a_stop_after_the_last_future_stops_nothing() {
        let scenario = scenario();
        let mut state = RunState::default();
        let run = start(&mut state, Rc::clone(&scenario));
        state
            .take(run, RunEvent::Stopped { done: 100, of: 100, summary: Some(summary(&scenario)) });
        assert_eq!(state.phase(), &RunPhase::Done { run });
    }

    #[test]
    fn the_change_since_opening_joins_the_figures_that_it_is_about() {
        let (scenario, opening) = (scenario(), scenario());
        let same = || RunEvent::SinceOpening(SinceOpening::Same);
        let mut state = RunState::default();
        let (first, second) = (RunId(1), RunId(2));
        state.start(first, Rc::clone(&scenario), Rc::clone(&opening));
        state.take(first, same());
        assert_eq!(state.shown(), None, "there are no figures yet");
        state.take(first, RunEvent::Finished(summary(&scenario)));
        assert!(!state.is_complete(&opening));
        state.take(first, same());
        assert!(state.is_complete(&opening));
        assert!(!state.is_complete(&scenario), "another one was opened since");
        state.start(second, Rc::clone(&scenario), Rc::clone(&opening));
        assert!(state.is_complete(&opening), "old figures keep what is said of them");
        state.take(second, RunEvent::Finished(summary(&scenario)));
        state.take(first, same());
        assert!(!state.is_complete(&opening), "a change of other figures");
    }

    #[test]
    fn figures_of_a_run_that_failed_on_the_way_wait_for_nothing() {
        let scenario = scenario();
        let mut state = RunState::default();
        let run = start(&mut state, Rc::clone(&scenario));
        state.take(run, RunEvent::Provisional(summary(&scenario)));
        state.take(run, RunEvent::Failed("It rained.".to_owned()));
        let since = state.shown().and_then(|shown| shown.since_opening.clone());
        assert_eq!(since, Some(SinceOpening::Unknown(WhyUnknown::Failed)));
        // Older figures keep what was said of them.
        let next = start(&mut state, scenario);
        let before = state.shown().cloned();
        state.take(next, RunEvent::Failed("It rained again.".to_owned()));
        assert_eq!(state.shown().cloned(), before);
    }

    #[test]
    fn each_notice_is_given_once_and_ends_with_its_run() {
        let mut state = RunState::default();
        start(&mut state, scenario());
        state.take(RunId(1), RunEvent::LaneReplaced);
        state.take(RunId(1), RunEvent::LaneReplaced);
        state.take(RunId(1), RunEvent::NewVersion);
        assert_eq!(state.notices(), [Notice::LaneReplaced, Notice::NewVersion]);
        start(&mut state, scenario());
        assert_eq!(state.notices(), [Notice::NewVersion]);
        assert!(Notice::LaneReplaced.sentence().ends_with('.'));
    }
}
