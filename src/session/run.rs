//! Where a run stands: what is being computed, what is shown, and whether it still answers to the scenario.

use std::rc::Rc;

use super::changes::same_figures;
use crate::engine::Summary;
use crate::model::Scenario;

/// Tells runs apart. Messages of any other run than the present one are ignored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunId(pub u32);

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
}

impl PartialEq for Shown {
    fn eq(&self, other: &Shown) -> bool {
        self.run == other.run
            && self.provisional == other.provisional
            && self.stale == other.stale
            && Rc::ptr_eq(&self.summary, &other.summary)
            && Rc::ptr_eq(&self.scenario, &other.scenario)
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
    latest: RunId,
    /// What the present run runs.
    running: Option<Running>,
}

#[derive(Clone, Debug)]
struct Running {
    scenario: Rc<Scenario>,
    /// The scenario has changed since the run began.
    outdated: bool,
}

impl PartialEq for Running {
    fn eq(&self, other: &Running) -> bool {
        self.outdated == other.outdated && Rc::ptr_eq(&self.scenario, &other.scenario)
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

    /// Begins a run, and with that gives up any other; the new run's id goes to the workers.
    pub fn start(&mut self, scenario: Rc<Scenario>) -> RunId {
        self.latest = RunId(self.latest.0.wrapping_add(1));
        let of = scenario.run.trials;
        self.phase = RunPhase::Running { run: self.latest, done: 0, of };
        self.running = Some(Running { scenario, outdated: false });
        // The version of the page does not change with a new run.
        self.notices.retain(|notice| *notice == Notice::NewVersion);
        self.latest
    }

    /// Futures were finished.
    pub fn progress(&mut self, run: RunId, done: u32, of: u32) {
        if let Some(phase) = self.running_phase(run) {
            *phase = RunPhase::Running { run, done, of };
        }
    }

    /// Figures of the first futures of a run, to be shown until the rest are there.
    pub fn provisional(&mut self, run: RunId, summary: Rc<Summary>) {
        if self.running_phase(run).is_some() {
            self.show(run, summary, true);
        }
    }

    /// The figures of all futures.
    pub fn finished(&mut self, run: RunId, summary: Rc<Summary>) {
        if let Some(phase) = self.running_phase(run) {
            *phase = RunPhase::Done { run };
            self.show(run, summary, false);
        }
    }

    /// The person stopped the run. With a summary, the futures so far are shown as provisional figures; a
    /// stop that came after the last future has stopped nothing.
    pub fn stopped(&mut self, run: RunId, done: u32, of: u32, summary: Option<Rc<Summary>>) {
        if let Some(summary) = summary.as_ref().filter(|_| done >= of) {
            return self.finished(run, Rc::clone(summary));
        }
        if let Some(phase) = self.running_phase(run) {
            *phase = RunPhase::Stopped { run, done, of };
            if let Some(summary) = summary {
                self.show(run, summary, true);
            }
        }
    }

    /// The run came to nothing.
    pub fn failed(&mut self, run: RunId, sentence: impl Into<String>) {
        if let Some(phase) = self.running_phase(run) {
            *phase = RunPhase::Failed { run, sentence: sentence.into() };
        }
    }

    /// Something happened that the person should know.
    pub fn notice(&mut self, notice: Notice) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    /// The person has read the notices.
    pub fn dismiss_notices(&mut self) {
        self.notices.clear();
    }

    /// The scenario is now this one: what is shown is stale if it would give other figures, and fresh again
    /// when the change was undone. A run of the undone change is given up then: it must not take the place of
    /// the right figures.
    pub fn scenario_changed(&mut self, scenario: &Scenario) {
        if let Some(shown) = &mut self.shown {
            shown.stale = !same_figures(&shown.scenario, scenario);
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

    /// The phase, when this run is going on.
    fn running_phase(&mut self, run: RunId) -> Option<&mut RunPhase> {
        match self.phase {
            RunPhase::Running { run: present, .. } if present == run => Some(&mut self.phase),
            _ => None,
        }
    }

    fn show(&mut self, run: RunId, summary: Rc<Summary>, provisional: bool) {
        if let Some(Running { scenario, outdated }) = &self.running {
            let scenario = Rc::clone(scenario);
            self.shown = Some(Shown { run, summary, scenario, provisional, stale: *outdated });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Plan, run};
    use crate::model::Money;
    use crate::share::open;

    fn scenario() -> Rc<Scenario> {
        let opened = open(include_str!("../../tests/shared/v1-small.json")).unwrap();
        Rc::new(opened.scenario)
    }

    fn summary(scenario: &Scenario) -> Rc<Summary> {
        Rc::new(run(&Plan::new(scenario).unwrap()))
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
        let run = state.start(Rc::clone(&scenario));
        assert_eq!(state.phase(), &RunPhase::Running { run, done: 0, of: 100 });
        state.progress(run, 60, 100);
        state.provisional(run, Rc::clone(&summary));
        assert!(state.shown().is_some_and(|shown| shown.provisional) && state.is_running());
        state.finished(run, Rc::clone(&summary));
        assert_eq!(state.phase(), &RunPhase::Done { run });
        let shown = state.shown().unwrap();
        assert!(!shown.provisional && !shown.stale && Rc::ptr_eq(&shown.summary, &summary));
    }

    #[test]
    fn messages_of_another_run_are_ignored() {
        let scenario = scenario();
        let summary = summary(&scenario);
        let mut state = RunState::default();
        let old = state.start(Rc::clone(&scenario));
        let new = state.start(Rc::clone(&scenario));
        let expected = state.clone();
        state.progress(old, 5, 100);
        state.provisional(old, Rc::clone(&summary));
        state.finished(old, Rc::clone(&summary));
        state.stopped(old, 5, 100, Some(Rc::clone(&summary)));
        state.failed(old, "no");
        assert_eq!(state, expected);
        state.finished(new, Rc::clone(&summary));
        let expected = state.clone();
        state.progress(new, 5, 100);
        state.failed(new, "no");
        assert_eq!(state, expected, "nothing comes after the end");
    }

    #[test]
    fn figures_are_stale_while_the_scenario_differs_in_what_counts() {
        let scenario = scenario();
        let mut state = RunState::default();
        let run = state.start(Rc::clone(&scenario));
        state.finished(run, summary(&scenario));
        let is_stale = |state: &RunState| state.shown().unwrap().stale;
        state.scenario_changed(&dearer(&scenario));
        assert!(is_stale(&state));
        state.scenario_changed(&scenario);
        assert!(!is_stale(&state), "undone");
        let renamed = Scenario { name: "Another name".to_owned(), ..(*scenario).clone() };
        state.scenario_changed(&renamed);
        assert!(!is_stale(&state));
    }

    #[test]
    fn an_edit_during_a_run_makes_its_figures_stale_when_they_come() {
        let scenario = scenario();
        let mut state = RunState::default();
        let run = state.start(Rc::clone(&scenario));
        state.scenario_changed(&dearer(&scenario));
        state.finished(run, summary(&scenario));
        assert!(state.shown().unwrap().stale);
    }

    #[test]
    fn undoing_an_edit_gives_up_its_run_and_keeps_the_figures() {
        let scenario = scenario();
        let mut state = RunState::default();
        let first = state.start(Rc::clone(&scenario));
        state.finished(first, summary(&scenario));
        let edited = Rc::new(dearer(&scenario));
        state.scenario_changed(&edited);
        let second = state.start(Rc::clone(&edited));
        state.scenario_changed(&edited);
        assert!(state.is_running());
        state.scenario_changed(&scenario);
        assert_eq!(state.phase(), &RunPhase::Done { run: first });
        state.finished(second, summary(&edited));
        assert!(state.shown().is_some_and(|shown| shown.run == first && shown.is_final()));
    }

    #[test]
    fn a_stop_or_a_failure_leaves_the_old_figures() {
        let scenario = scenario();
        let summary = summary(&scenario);
        let mut state = RunState::default();
        let first = state.start(Rc::clone(&scenario));
        state.finished(first, Rc::clone(&summary));
        let second = state.start(Rc::clone(&scenario));
        state.failed(second, "It rained.");
        let failed = RunPhase::Failed { run: second, sentence: "It rained.".to_owned() };
        assert_eq!(state.phase(), &failed);
        assert_eq!(state.shown().unwrap().run, first);
        let third = state.start(Rc::clone(&scenario));
        state.stopped(third, 0, 100, None);
        assert_eq!(state.phase(), &RunPhase::Stopped { run: third, done: 0, of: 100 });
        assert_eq!(state.shown().unwrap().run, first);
        let fourth = state.start(scenario);
        state.stopped(fourth, 40, 100, Some(Rc::clone(&summary)));
        assert!(state.shown().is_some_and(|shown| shown.run == fourth && shown.provisional));
    }

    #[test]
    fn a_stop_after_the_last_future_stops_nothing() {
        let scenario = scenario();
        let mut state = RunState::default();
        let run = state.start(Rc::clone(&scenario));
        state.stopped(run, 100, 100, Some(summary(&scenario)));
        assert_eq!(state.phase(), &RunPhase::Done { run });
    }

    #[test]
    fn each_notice_is_given_once_and_ends_with_its_run() {
        let mut state = RunState::default();
        state.start(scenario());
        state.notice(Notice::LaneReplaced);
        state.notice(Notice::LaneReplaced);
        state.notice(Notice::NewVersion);
        assert_eq!(state.notices(), [Notice::LaneReplaced, Notice::NewVersion]);
        state.start(scenario());
        assert_eq!(state.notices(), [Notice::NewVersion]);
        state.dismiss_notices();
        assert_eq!(state.notices(), []);
        assert!(Notice::LaneReplaced.sentence().ends_with('.'));
    }
}
