//! Runs: when they start, how far they are, and the figures on the screen.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::{use_afterwards, use_announce, use_beginning, use_is_moving, use_scenario};
use crate::findings::chances::in_100;
use crate::format;
use crate::model::{Problem, Scenario};
use crate::session::{RunEvent, RunId, RunPhase, RunState, Shown, same_figures};
use crate::ui::ByPointer;
use crate::ui::browser::clock;
use crate::worker::Pool;

/// Quiet time after which a control that is still held counts as resting.
const QUIET_MS: u32 = 150;

/// How long a state lasts before it is announced.
const ANNOUNCE_MS: u32 = 500;

/// Futures that are enough to take the place of older figures of all futures.
const ENOUGH: u32 = 1_000;

/// What components see of runs.
#[derive(Clone, PartialEq)]
pub struct RunView {
    pub state: Rc<RunState>,
    /// An edit was made, and a run follows when the typing pauses.
    pub is_waiting: bool,
    /// Why the scenario was not run, if it was not.
    pub refused: Option<Refusal>,
    /// What the change in figures is measured from: the scenario as it was opened, or, where that cannot be run, the first
    /// version since that could.
    pub baseline: ByPointer<Scenario>,
    /// How long the last finished run took.
    pub milliseconds: Option<f64>,
}

/// Why a scenario is not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Its card has no outcome yet, which is no mistake.
    Blank,
    Errors,
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
    /// The present run follows a control that was moving when it began.
    is_moving: bool,
}

enum Action {
    /// The scenario is another one now; a run is to follow, or not.
    Changed {
        asked: Asked,
        is_other: bool,
    },
    Started {
        id: RunId,
        asked: Asked,
        is_moving: bool,
        now: f64,
    },
    Refused(Refusal),
    Event {
        run: RunId,
        event: RunEvent,
        now: f64,
    },
}

impl Reducible for RunStore {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        let state = Rc::make_mut(&mut next.view.state);
        match action {
            Action::Changed { asked, is_other } => {
                state.scenario_changed(&asked.scenario.0);
                if is_other {
                    // After an undo the figures on the screen may be the right ones again.
                    next.view.is_waiting = !state.is_complete(&asked.opening.0);
                    next.view.refused = None;
                }
            }
            Action::Refused(refusal) => {
                next.view.is_waiting = false;
                next.view.refused = Some(refusal);
            }
            Action::Started { id, asked, is_moving, now } => {
                state.start(id, asked.scenario.0, asked.opening.0);
                next.view.is_waiting = false;
                next.view.refused = None;
                next.began = now;
                next.is_moving = is_moving;
            }
            Action::Event { run, event, now } => {
                if is_worth_showing(&event, state, self.is_moving) {
                    state.take(run, event);
                }
                if matches!(state.phase(), RunPhase::Done { .. }) && self.view.state.is_running() {
                    next.view.milliseconds = Some(now - self.began);
                }
            }
        }
        if next == *self { self } else { Rc::new(next) }
    }
}

/// A few futures are better than none, and follow a control that moves. Otherwise older figures of all futures stay,
/// dimmed, until there are enough.
fn is_worth_showing(event: &RunEvent, state: &RunState, is_moving: bool) -> bool {
    match event {
        RunEvent::Provisional(summary) => {
            state.shown().is_none() || is_moving || summary.trials >= ENOUGH
        }
        _ => true,
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

/// Runs the scenario at once when the page opens, and again whenever it changed and the typing paused. The first run
/// is under way before anything within is made: workers compute while the page draws.
#[component]
pub fn RunProvider(props: &RunProviderProps) -> Html {
    let scenario = ByPointer(use_scenario());
    let baseline = use_baseline(&scenario);
    let store = use_reducer(|| RunStore {
        view: RunView {
            state: Rc::default(),
            is_waiting: true,
            refused: None,
            baseline: baseline.clone(),
            milliseconds: None,
        },
        began: 0.0,
        is_moving: false,
    });
    let pool = {
        let dispatcher = store.dispatcher();
        use_memo((), move |()| {
            let pool = Pool::new(move |run, event| {
                dispatcher.dispatch(Action::Event { run, event, now: clock::now() });
            });
            pool.warm_up();
            pool
        })
    };
    let start = use_start(store.dispatcher(), pool.clone());
    let asked = Asked { scenario, opening: baseline.clone() };
    let is_moving = use_is_moving();
    // Lets the run go on to all futures; set while a control moves.
    let rest = use_mut_ref(|| None::<Timeout>);
    {
        let (start, rest, pool) = (start.clone(), rest.clone(), pool.clone());
        let store = store.clone();
        let last = use_mut_ref(|| None::<Asked>);
        use_effect_with((asked.clone(), is_moving), move |(asked, is_moving)| {
            let (asked, is_moving) = (asked.clone(), *is_moving);
            let before = last.borrow_mut().replace(asked.clone());
            let Some(before) = before else {
                start.emit((asked, false));
                return;
            };
            let is_other = !before.gives_what_is_shown_of(&asked);
            if !is_other && !is_moving && rest.borrow_mut().take().is_some() {
                pool.go_on();
            }
            if before == asked {
                return;
            }
            store.dispatch(Action::Changed { asked: asked.clone(), is_other });
            if !is_other {
                return;
            }
            // The handle reads the store as it is after the dispatch. Where undo brought back what is on the
            // screen, nothing has to run, and a run under way is given up.
            if !store.view.is_waiting {
                *rest.borrow_mut() = None;
                pool.stop();
                return;
            }
            *rest.borrow_mut() = is_moving.then(|| {
                let (rest, pool) = (rest.clone(), pool.clone());
                Timeout::new(QUIET_MS, move || {
                    *rest.borrow_mut() = None;
                    pool.go_on();
                })
            });
            start.emit((asked, is_moving));
        });
    }
    let has_begun = use_afterwards(0);
    let view = RunView { baseline, ..store.view.clone() };
    let announce = use_announce();
    use_effect_with(announcement(&view), move |words| {
        // Only what lasts is said: a control that moves would talk without end.
        let words = words.clone();
        let timer = words.map(|words| Timeout::new(ANNOUNCE_MS, move || announce.emit(words)));
        move || drop(timer)
    });
    let control = use_memo((asked, start), move |(asked, start)| {
        let (asked, start) = (asked.clone(), start.clone());
        RunControl {
            start: Callback::from(move |()| {
                *rest.borrow_mut() = None;
                start.emit((asked.clone(), false));
            }),
            stop: Callback::from(move |()| pool.stop()),
        }
    });
    if !has_begun {
        return loading();
    }
    html! {
        <ContextProvider<RunControl> context={(*control).clone()}>
            <ContextProvider<RunView> context={view}>
                { props.children.clone() }
            </ContextProvider<RunView>>
        </ContextProvider<RunControl>>
    }
}

/// What index.html shows, for one task more.
fn loading() -> Html {
    html! {
        <main>
            <h1>{ "Rate Card Simulator" }</h1>
            <p role="status">{ "Loading…" }</p>
        </main>
    }
}

/// What is to be run.
#[derive(Clone, PartialEq)]
struct Asked {
    scenario: ByPointer<Scenario>,
    /// What its figures are compared with.
    opening: ByPointer<Scenario>,
}

/// See [`RunView::baseline`].
#[hook]
fn use_baseline(scenario: &ByPointer<Scenario>) -> ByPointer<Scenario> {
    let opening = use_beginning();
    let can_run = |scenario: &Scenario| !scenario.problems().iter().any(Problem::is_error);
    let opening_can_run = use_memo(opening.clone(), |opening| can_run(opening));
    // Beside the opening that it belongs to.
    let first = use_mut_ref(|| None::<(ByPointer<Scenario>, ByPointer<Scenario>)>);
    if *opening_can_run {
        return opening;
    }
    let known = first.borrow().clone().filter(|(of, _)| *of == opening);
    match known {
        Some((_, first)) => first,
        None if can_run(scenario) => {
            first.replace(Some((opening, scenario.clone())));
            scenario.clone()
        }
        None => opening,
    }
}

impl Asked {
    /// Whether another one gives the same figures, compared with the same ones.
    fn gives_what_is_shown_of(&self, other: &Asked) -> bool {
        same_figures(&self.scenario, &other.scenario) && self.opening == other.opening
    }
}

/// Begins a run, which may follow a control that moves. It lives as long as the page, so it holds the dispatcher and is
/// handed each scenario.
#[hook]
fn use_start(
    dispatcher: UseReducerDispatcher<RunStore>,
    pool: Rc<Pool>,
) -> Callback<(Asked, bool)> {
    let start = use_memo((), move |()| {
        Callback::from(move |(asked, is_moving): (Asked, bool)| {
            let scenario = asked.scenario.clone();
            if scenario.problems().iter().any(Problem::is_error) {
                let is_blank = scenario.rate_card.outcomes.is_empty();
                pool.stop();
                dispatcher.dispatch(Action::Refused(if is_blank {
                    Refusal::Blank
                } else {
                    Refusal::Errors
                }));
                return;
            }
            let (id, now) = (pool.begin(), clock::now());
            let opening = asked.opening.0.clone();
            dispatcher.dispatch(Action::Started { id, asked, is_moving, now });
            pool.run(&scenario, &opening, is_moving);
        })
    });
    (*start).clone()
}

/// Start and finish in words, and nothing in between.
fn announcement(view: &RunView) -> Option<AttrValue> {
    if view.is_waiting {
        return None;
    }
    match view.refused {
        None => {}
        Some(Refusal::Blank) => return Some("Not run: the card has no outcome yet.".into()),
        Some(Refusal::Errors) => {
            return Some("Not run: there is something to correct first.".into());
        }
    }
    match view.state.phase() {
        RunPhase::Running { of, .. } => {
            Some(format!("Simulating {}.", format::counted(u64::from(*of), "future")).into())
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
