//! The workers of a page: carries messages between them and the schedule, and watches for silence.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use js_sys::BigInt64Array;

use super::port::{Heard, Port};
use super::protocol::{JobError, Message};
use super::queue::n_lanes;
use super::schedule::{Assignment, Event, Schedule};
use crate::engine::{Plan, Summary};
use crate::model::{Problem, Scenario};
use crate::session::RunId;

/// Progress is told at most this often: each telling is drawn.
const PROGRESS_MS: f64 = 250.0;

/// What a pool tells the page. Each event but `NewVersion` is about the run that was started last.
#[derive(Clone, Debug)]
pub enum PoolEvent {
    Progress {
        run: RunId,
        done: u32,
        of: u32,
    },
    /// Figures of some of the futures, on the way.
    Provisional {
        run: RunId,
        summary: Rc<Summary>,
    },
    Finished {
        run: RunId,
        summary: Rc<Summary>,
    },
    /// Stopped on request, with the figures of the futures that were finished, if any.
    Stopped {
        run: RunId,
        done: u32,
        of: u32,
        summary: Option<Rc<Summary>>,
    },
    Failed {
        run: RunId,
        sentence: String,
    },
    /// A worker stopped answering; another one runs its trials.
    LaneReplaced {
        run: RunId,
    },
    /// Page and workers are of different builds; a `Failed` follows.
    NewVersion,
}

/// The workers of a page. Clones share them.
#[derive(Clone)]
pub struct Pool {
    shared: Rc<Shared>,
}

struct Shared {
    on_event: Box<dyn Fn(PoolEvent)>,
    state: RefCell<State>,
}

struct State {
    run: RunId,
    schedule: Schedule<BigInt64Array>,
    lanes: Vec<Lane>,
    /// When progress was told last.
    told_at_ms: f64,
}

/// A worker, and what it was asked.
#[derive(Default)]
struct Lane {
    /// None before the worker is started, and where the browser refuses to.
    port: Option<Port>,
    asked: Option<Asked>,
}

struct Asked {
    at_ms: f64,
    /// Ends the wait for an answer; dropped when there is one.
    _patience: Timeout,
}

impl Pool {
    /// A pool whose workers start with [`Pool::warm_up`] or the first run.
    ///
    /// `on_event` is called from tasks of the browser, never from within a call of the pool's own methods
    /// except [`Pool::run`] and [`Pool::stop`], which may end a run at once.
    pub fn new(on_event: impl Fn(PoolEvent) + 'static) -> Pool {
        let n_lanes = lanes_here();
        let lanes = (0..n_lanes).map(|_| Lane::default()).collect();
        let schedule = Schedule::new(n_lanes);
        let state = State { run: RunId::default(), schedule, lanes, told_at_ms: 0.0 };
        Pool {
            shared: Rc::new(Shared { on_event: Box::new(on_event), state: RefCell::new(state) }),
        }
    }

    /// Starts the workers, so that the first run need not wait for them to load.
    pub fn warm_up(&self) {
        let n_lanes = self.shared.state.borrow().lanes.len();
        for lane in 0..n_lanes {
            self.shared.open(lane);
        }
    }

    /// Runs a scenario. Whatever ran before is given up without a word. While a control moves, only first
    /// figures come; [`Pool::go_on`] asks for the rest.
    pub fn run(&self, run: RunId, scenario: &Scenario, is_moving: bool) {
        match Plan::new(scenario) {
            Ok(plan) => {
                let mut state = self.shared.state.borrow_mut();
                state.run = run;
                state.schedule.start(run.0, plan, is_moving);
            }
            Err(problems) => {
                self.shared.state.borrow_mut().schedule.abandon();
                let sentence = cannot_run(&problems);
                return self.shared.tell(PoolEvent::Failed { run, sentence });
            }
        }
        self.warm_up();
        self.shared.hand_out();
    }

    /// The control rests: the run goes on to its last future.
    pub fn go_on(&self) {
        self.shared.state.borrow_mut().schedule.go_on();
        self.shared.hand_out();
    }

    /// Stops the run: no lane gets another range, and the figures of what is done follow.
    pub fn stop(&self) {
        let event = self.shared.state.borrow_mut().schedule.stop();
        match event {
            Some(event) => self.shared.tell_event(event),
            None => self.shared.hand_out(),
        }
    }
}

impl Shared {
    /// Calls the page. Nothing of the state may be borrowed: the page may call back.
    fn tell(&self, event: PoolEvent) {
        (self.on_event)(event);
    }

    /// Starts the worker of a lane that has none.
    fn open(self: &Rc<Self>, lane: usize) {
        if self.state.borrow().lanes[lane].port.is_some() {
            return;
        }
        let shared: Weak<Shared> = Rc::downgrade(self);
        let port = Port::open(move |heard| {
            let Some(shared) = shared.upgrade() else { return };
            match heard {
                Heard::Answer(message) => shared.hear(lane, message),
                Heard::Broken => shared.lose(lane),
            }
        });
        self.state.borrow_mut().lanes[lane].port = port.ok();
    }

    /// Gives every idle lane something to do, if there is anything.
    fn hand_out(self: &Rc<Self>) {
        let n_lanes = self.state.borrow().lanes.len();
        for lane in 0..n_lanes {
            let mut state = self.state.borrow_mut();
            let Some(Assignment { message, patience_ms }) = state.schedule.next(lane) else {
                continue;
            };
            let shared = Rc::downgrade(self);
            let patience = Timeout::new(patience_ms, move || {
                if let Some(shared) = shared.upgrade() {
                    shared.lose(lane);
                }
            });
            let State { lanes, .. } = &mut *state;
            lanes[lane].asked = Some(Asked { at_ms: now_ms(), _patience: patience });
            if let Some(port) = &lanes[lane].port {
                port.send(message);
            }
        }
    }

    /// A lane has answered.
    fn hear(self: &Rc<Self>, lane: usize, message: Message<BigInt64Array>) {
        let events = {
            let mut state = self.state.borrow_mut();
            let asked = state.lanes[lane].asked.take();
            let ms = asked.map_or(0.0, |asked| now_ms() - asked.at_ms);
            state.schedule.answered(lane, message, ms)
        };
        // Workers first: they compute while the page draws.
        self.hand_out();
        events.into_iter().for_each(|event| self.tell_event(event));
    }

    /// A lane broke or fell silent.
    fn lose(self: &Rc<Self>, lane: usize) {
        let event = {
            let mut state = self.state.borrow_mut();
            state.lanes[lane] = Lane::default();
            state.schedule.lost(lane)
        };
        // Without a run, the next one starts a worker in its place.
        if let Some(event) = event {
            self.open(lane);
            self.hand_out();
            self.tell_event(event);
        }
    }

    fn tell_event(&self, event: Event) {
        let run = self.state.borrow().run;
        self.tell(match event {
            Event::Progress { done, of } => {
                let (now, told_at) = (now_ms(), self.state.borrow().told_at_ms);
                if now - told_at < PROGRESS_MS {
                    return;
                }
                self.state.borrow_mut().told_at_ms = now;
                PoolEvent::Progress { run, done, of }
            }
            Event::Provisional(summary) => {
                PoolEvent::Provisional { run, summary: Rc::from(summary) }
            }
            Event::Finished(summary) => PoolEvent::Finished { run, summary: Rc::from(summary) },
            Event::Stopped { done, of, summary } => {
                PoolEvent::Stopped { run, done, of, summary: summary.map(Rc::from) }
            }
            Event::LaneReplaced => PoolEvent::LaneReplaced { run },
            Event::GaveUp => PoolEvent::Failed {
                run,
                sentence:
                    "The workers stopped answering, so the run was given up. Close other heavy \
                           pages, or run fewer futures, and try again."
                        .to_owned(),
            },
            Event::Failed(error) => {
                if error == JobError::NewVersion {
                    self.tell(PoolEvent::NewVersion);
                }
                PoolEvent::Failed { run, sentence: error.to_string() }
            }
        });
    }
}

/// Says why a scenario cannot be run.
fn cannot_run(problems: &[Problem]) -> String {
    let mut errors = problems.iter().filter(|problem| problem.is_error());
    match (errors.next(), errors.count()) {
        (None, _) => "The scenario cannot be run.".to_owned(),
        (Some(one), 0) => format!("The scenario cannot be run: {one}."),
        (Some(first), more) => format!("The scenario cannot be run: {first}; and {more} more."),
    }
}

/// Milliseconds of a clock that only ever goes on.
fn now_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

fn lanes_here() -> u32 {
    let processors = web_sys::window().map(|window| window.navigator().hardware_concurrency());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small whole number, clamped"
    )]
    let processors = processors.map(|n| n.clamp(0.0, 64.0) as u32);
    n_lanes(processors)
}
