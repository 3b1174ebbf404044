//! The workers of a page: carries messages between them and the schedule, and watches for silence.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use js_sys::BigInt64Array;

use super::opening::Opening;
use super::port::{Heard, Port};
use super::protocol::Message;
use super::schedule::{Order, Schedule};
use super::settings::n_lanes;
use crate::engine::PreparedScenario;
use crate::model::{Problem, Scenario};
use crate::session::{RunEvent, RunId};

/// Progress is told at most this often: each telling is drawn.
const PROGRESS_MS: f64 = 250.0;

/// The workers of a page. Clones share them.
#[derive(Clone)]
pub struct Pool {
    shared: Rc<Shared>,
}

struct Shared {
    on_event: Box<dyn Fn(RunId, RunEvent)>,
    state: RefCell<State>,
}

struct State {
    /// The run that was begun last.
    run: RunId,
    opening: Opening,
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
    /// `on_event` hears of the run that was begun last. It is called from tasks of the browser, never from within a call
    /// of the pool's own methods except [`Pool::run`] and [`Pool::stop`], which may end a run at once.
    pub fn new(on_event: impl Fn(RunId, RunEvent) + 'static) -> Pool {
        let n_lanes = lanes_here();
        let lanes = (0..n_lanes).map(|_| Lane::default()).collect();
        let schedule = Schedule::new(n_lanes);
        let (run, opening) = (RunId::default(), Opening::default());
        let state = State { run, opening, schedule, lanes, told_at_ms: 0.0 };
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

    /// Begins a run and names it. Whatever ran before is given up without a word; [`Pool::run`] says what is run.
    pub fn begin(&self) -> RunId {
        let mut state = self.shared.state.borrow_mut();
        state.schedule.abandon();
        state.run = RunId(state.run.0.wrapping_add(1));
        state.run
    }

    /// Runs a scenario as the run that was begun last; how its figures differ from those of `opening` follows their end.
    /// While a control moves, only first figures come; [`Pool::go_on`] asks for the rest.
    pub fn run(&self, scenario: &Scenario, opening: &Rc<Scenario>, is_moving: bool) {
        match PreparedScenario::check(scenario) {
            Ok(prepared) => {
                let prepared = Rc::new(prepared);
                let State { schedule, opening: known, .. } = &mut *self.shared.state.borrow_mut();
                let opening = known.on_the_dice_of(&prepared, opening);
                schedule.start(&prepared, opening.as_ref(), is_moving);
            }
            Err(problems) => {
                let run = self.shared.state.borrow().run;
                return self.shared.tell(run, RunEvent::Failed(cannot_run(&problems)));
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
        let (run, event) = {
            let mut state = self.shared.state.borrow_mut();
            (state.run, state.schedule.stop())
        };
        match event {
            Some(event) => self.shared.tell(run, event),
            None => self.shared.hand_out(),
        }
    }
}

impl Shared {
    /// Calls the page, with progress now and then. Nothing of the state may be borrowed: the page may call back.
    fn tell(&self, run: RunId, event: RunEvent) {
        if matches!(event, RunEvent::Progress { .. }) {
            let mut state = self.state.borrow_mut();
            let now = now_ms();
            if now - state.told_at_ms < PROGRESS_MS {
                return;
            }
            state.told_at_ms = now;
        }
        (self.on_event)(run, event);
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
            let Some(Order { message, patience_ms }) = state.schedule.next(lane) else {
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
        let (run, events) = {
            let mut state = self.state.borrow_mut();
            let asked = state.lanes[lane].asked.take();
            let ms = asked.map_or(0.0, |asked| now_ms() - asked.at_ms);
            (state.run, state.schedule.answered(lane, message, ms))
        };
        // Workers first: they compute while the page draws.
        self.hand_out();
        events.into_iter().for_each(|event| self.tell(run, event));
    }

    /// A lane broke or fell silent.
    fn lose(self: &Rc<Self>, lane: usize) {
        let (run, event) = {
            let mut state = self.state.borrow_mut();
            state.lanes[lane] = Lane::default();
            (state.run, state.schedule.lost(lane))
        };
        // Without a run, the next one starts a worker in its place.
        if let Some(event) = event {
            self.open(lane);
            self.hand_out();
            self.tell(run, event);
        }
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
