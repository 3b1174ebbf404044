//! Runs: when they start, how far they are, and the figures on the screen.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::{use_announce, use_scenario};
use crate::format;
use crate::model::{Problem, Scenario};
use crate::session::{Notice, RunId, RunPhase, RunState, Shown, same_figures};
use crate::ui::browser::clock;
use crate::ui::wording::in_100;
use crate::worker::{Pool, PoolEvent};

/// Quiet time after an edit before a run starts.
const QUIET_MS: u32 = 300;

/// What components see of runs.
#[derive(Clone, PartialEq)]
pub struct RunView {
    pub state: Rc<RunState>,
    /// An edit was made, and a run follows when the typing pauses.
    pub is_waiting: bool,
    /// The scenario has errors, so it was not run.
    pub is_refused: bool,
    /// How long the last finished run took.
    pub milliseconds: Option<f64>,
}

/// The figures on the screen.
pub type Figures = Shown;

impl RunView {
    pub fn figures(&self) -> Option<&Figures> {
        self.state.shown()
    }

    pub fn is_stale(&self) -> bool {
        self.figures().is_some_and(|shown| shown.stale)
    }

    /// Whether the figures on the screen are the scenario's, from all of its futures.
    pub fn is_up_to_date(&self) -> bool {
        !self.is_waiting && self.figures().is_some_and(Shown::is_final)
    }
}

#[derive(Clone, PartialEq)]
struct RunStore {
    view: RunView,
    began: f64,
}

enum Action {
    /// The scenario is another one now; a run is to follow, or not.
    Changed {
        scenario: Rc<Scenario>,
        is_other: bool,
    },
    Started {
        id: RunId,
        scenario: Rc<Scenario>,
        now: f64,
    },
    Refused,
    Event {
        event: PoolEvent,
        now: f64,
    },
}

impl Reducible for RunStore {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        let state = Rc::make_mut(&mut next.view.state);
        match action {
            Action::Changed { scenario, is_other } => {
                state.scenario_changed(&scenario);
                // After an undo the figures on the screen may be the right ones again.
                let is_shown = state.shown().is_some_and(Shown::is_final);
                if is_other {
                    next.view.is_waiting = !is_shown;
                    next.view.is_refused = false;
                }
            }
            Action::Refused => {
                next.view.is_waiting = false;
                next.view.is_refused = true;
            }
            Action::Started { id, scenario, now } => {
                let begun = state.start(scenario);
                debug_assert_eq!(begun, id, "ids are given out in the same order");
                next.view.is_waiting = false;
                next.view.is_refused = false;
                next.began = now;
            }
            Action::Event { event, now } => {
                note(state, event);
                if matches!(state.phase(), RunPhase::Done { .. }) && self.view.state.is_running() {
                    next.view.milliseconds = Some(now - self.began);
                }
            }
        }
        if next == *self { self } else { Rc::new(next) }
    }
}

/// Hands on what the pool says; the state drops what belongs to an earlier run.
fn note(state: &mut RunState, event: PoolEvent) {
    match event {
        PoolEvent::Progress { run, done, of } => state.progress(run, done, of),
        PoolEvent::Finished { run, summary } => state.finished(run, summary),
        // First figures are better than none, but not than older ones of all futures: those stay, dimmed.
        PoolEvent::Provisional { run, summary } => {
            if state.shown().is_none() {
                state.provisional(run, summary);
            }
        }
        PoolEvent::Stopped { run, done, of, summary } => state.stopped(run, done, of, summary),
        PoolEvent::Failed { run, sentence } => state.failed(run, sentence),
        PoolEvent::LaneReplaced { .. } => state.notice(Notice::LaneReplaced),
        PoolEvent::NewVersion => state.notice(Notice::NewVersion),
    }
}

/// Starts and stops runs.
#[derive(Clone, PartialEq)]
pub struct RunControl {
    pub start: Callback<()>,
    pub stop: Callback<()>,
}

#[derive(PartialEq, Properties)]
pub struct RunProviderProps {
    pub children: Html,
}

/// Runs the scenario at once when the page opens, and again whenever it changed and the typing paused.
#[component]
pub fn RunProvider(props: &RunProviderProps) -> Html {
    let scenario = use_scenario();
    let store = use_reducer(|| RunStore {
        view: RunView {
            state: Rc::default(),
            is_waiting: true,
            is_refused: false,
            milliseconds: None,
        },
        began: 0.0,
    });
    let pool = {
        let dispatcher = store.dispatcher();
        use_memo((), move |()| {
            Pool::new(move |event| dispatcher.dispatch(Action::Event { event, now: clock::now() }))
        })
    };
    let start = use_start(store.dispatcher(), pool.clone());
    let timer = use_mut_ref(|| None::<Timeout>);
    {
        let (start, timer, pool) = (start.clone(), timer.clone(), pool.clone());
        let store = store.clone();
        let asked = use_mut_ref(|| None::<Rc<Scenario>>);
        use_effect_with(scenario.clone(), move |scenario| {
            let scenario = scenario.clone();
            let before = asked.borrow_mut().replace(scenario.clone());
            let Some(before) = before else {
                start.emit(scenario);
                return;
            };
            let is_other = !same_figures(&before, &scenario);
            store.dispatch(Action::Changed { scenario: scenario.clone(), is_other });
            if is_other {
                // A run under way goes on until the next one takes its place: its figures count as stale.
                // Where undo brought back what is on the screen, none takes its place, and it is given up.
                let start = start.clone();
                // The handle reads the store as it is after the dispatch.
                *timer.borrow_mut() = store
                    .view
                    .is_waiting
                    .then(|| Timeout::new(QUIET_MS, move || start.emit(scenario)));
                if !store.view.is_waiting {
                    pool.stop();
                }
            }
        });
    }
    let view = store.view.clone();
    let announce = use_announce();
    use_effect_with(announcement(&view), move |words| {
        if let Some(words) = words {
            announce.emit(words.clone());
        }
    });
    let control = use_memo((scenario, start), move |(scenario, start)| {
        let (scenario, start) = (scenario.clone(), start.clone());
        RunControl {
            start: Callback::from(move |()| {
                *timer.borrow_mut() = None;
                start.emit(scenario.clone());
            }),
            stop: Callback::from(move |()| pool.stop()),
        }
    });
    html! {
        <ContextProvider<RunControl> context={(*control).clone()}>
            <ContextProvider<RunView> context={view}>
                { props.children.clone() }
            </ContextProvider<RunView>>
        </ContextProvider<RunControl>>
    }
}

/// Begins a run. It lives as long as the page, so it holds the dispatcher and is handed each scenario.
#[hook]
fn use_start(dispatcher: UseReducerDispatcher<RunStore>, pool: Rc<Pool>) -> Callback<Rc<Scenario>> {
    let last = use_mut_ref(RunId::default);
    let start = use_memo((), move |()| {
        Callback::from(move |scenario: Rc<Scenario>| {
            if scenario.problems().iter().any(Problem::is_error) {
                pool.stop();
                dispatcher.dispatch(Action::Refused);
                return;
            }
            let id = RunId(last.borrow().0.wrapping_add(1));
            *last.borrow_mut() = id;
            let now = clock::now();
            dispatcher.dispatch(Action::Started { id, scenario: scenario.clone(), now });
            pool.run(id, &scenario);
        })
    });
    (*start).clone()
}

/// Start and finish in words, and nothing in between.
fn announcement(view: &RunView) -> Option<AttrValue> {
    if view.is_waiting || view.is_refused {
        return None;
    }
    match view.state.phase() {
        RunPhase::Running { of, .. } => {
            Some(format!("Simulating {} futures.", format::count(u64::from(*of))).into())
        }
        RunPhase::Done { .. } => {
            let cap = &view.figures()?.summary.cap;
            let finding = match cap.amount {
                Some(_) => format!("The cap is reached in {}.", in_100(cap.probability)),
                None => String::new(),
            };
            Some(format!("Results are up to date. {finding}").into())
        }
        RunPhase::Stopped { .. } => Some("The run was stopped.".into()),
        RunPhase::Failed { sentence, .. } => Some(sentence.clone().into()),
        RunPhase::Idle => None,
    }
}

#[hook]
pub fn use_run() -> RunView {
    use_context::<RunView>().expect("inside <RunProvider>")
}

#[hook]
pub fn use_run_control() -> RunControl {
    use_context::<RunControl>().expect("inside <RunProvider>")
}
