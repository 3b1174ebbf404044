//! The workers of a page: who gets which range, and what happens when one falls silent.
//!
//! Lanes pull ranges; nothing is ever said to a lane that is computing. A stop, or a new run, only changes
//! what the next pull gets and whose answers still count.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::ops::Range;
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;

use gloo::timers::future::TimeoutFuture;
use gloo::worker::Spawnable;
use gloo::worker::oneshot::OneshotBridge;
use wasm_bindgen_futures::spawn_local;

use super::agent::RunBatch;
use super::codec::Postcard;
use super::protocol::{Caller, JobError, Packet};
use super::queue::{Queue, n_lanes};
use crate::engine::{Batch, Collector, Plan, Summary};
use crate::model::{Problem, Scenario};
use crate::session::RunId;

/// The worker's loader, which Trunk writes next to the page; the browser resolves it against `<base>`.
const LOADER: &str = "worker_loader.js";

/// Futures after which the first figures are shown.
const FIRST_FIGURES: u32 = 100;

/// Lanes that may fall silent in one run before the run is given up.
const MOST_REPLACED: u32 = 3;

/// Longest piece of work on the page's own thread, in milliseconds.
const PIECE_MS: f64 = 8.0;

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
    /// A worker stopped answering; another one runs its range.
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
    n_lanes: u32,
    /// Lanes with nothing to do.
    idle: Vec<Lane>,
    /// Lanes at work, or still waited for.
    n_busy: u32,
    current: Option<Current>,
}

/// A worker and what is known of it.
struct Lane {
    bridge: OneshotBridge<RunBatch>,
    /// It has answered before, so it is loaded.
    has_answered: bool,
    /// The run for which it has made its plan.
    planned: Option<RunId>,
}

/// The run that is going on.
struct Current {
    run: RunId,
    of: u32,
    caller: Rc<Caller>,
    queue: Queue,
    /// Shared while a summary of it is made.
    collector: Rc<Collector>,
    n_replaced: u32,
    /// The first figures were shown, or never will be.
    has_shown: bool,
}

/// A range that a lane has to run.
struct Task {
    run: RunId,
    trials: Range<u32>,
    caller: Rc<Caller>,
    question: Packet,
    patience_ms: u32,
}

impl Pool {
    /// A pool whose workers start with the first run.
    ///
    /// `on_event` is called from tasks of the browser, never from within a call of the pool's own methods
    /// except [`Pool::run`], which may fail at once.
    pub fn new(on_event: impl Fn(PoolEvent) + 'static) -> Pool {
        let state = State { n_lanes: lanes_here(), idle: Vec::new(), n_busy: 0, current: None };
        Pool {
            shared: Rc::new(Shared { on_event: Box::new(on_event), state: RefCell::new(state) }),
        }
    }

    /// How many workers compute.
    pub fn n_lanes(&self) -> u32 {
        self.shared.state.borrow().n_lanes
    }

    /// Starts the workers, so that the first run need not wait for them to load.
    pub fn warm_up(&self) {
        let mut state = self.shared.state.borrow_mut();
        while state.n_busy + count(&state.idle) < state.n_lanes {
            state.idle.push(Lane::spawn());
        }
    }

    /// Runs a scenario. Whatever ran before is given up without a word.
    pub fn run(&self, run: RunId, scenario: &Scenario) {
        let begun = self.shared.begin(run, scenario);
        if let Err(error) = begun {
            self.shared.state.borrow_mut().current = None;
            self.shared.tell(PoolEvent::Failed { run, sentence: error.to_string() });
            return;
        }
        self.warm_up();
        // Lanes that are busy with an earlier run come to this one when they are through.
        let lanes = std::mem::take(&mut self.shared.state.borrow_mut().idle);
        for lane in lanes {
            self.shared.state.borrow_mut().n_busy += 1;
            spawn_local(work(Rc::clone(&self.shared), lane));
        }
    }

    /// Stops the run: at once for the page, and for each lane when its range is through.
    pub fn stop(&self) {
        let Some(current) = self.shared.state.borrow_mut().current.take() else { return };
        let shared = Rc::clone(&self.shared);
        spawn_local(async move {
            let (run, of, done) = (current.run, current.of, current.collector.n_trials());
            let summary = match done {
                0 => None,
                _ => Some(Rc::new(summarise(&current.collector).await)),
            };
            shared.tell(PoolEvent::Stopped { run, done, of, summary });
        });
    }
}

impl Lane {
    fn spawn() -> Lane {
        // The codec comes first: naming it forgets what was set before.
        let bridge = RunBatch::spawner().encoding::<Postcard>().with_loader(true).spawn(LOADER);
        Lane { bridge, has_answered: false, planned: None }
    }
}

/// A lane's life: pull a range, run it, hand in what came of it, until there is nothing to pull.
async fn work(shared: Rc<Shared>, mut lane: Lane) {
    while let Some(task) = shared.next_task(&lane) {
        let began = now_ms();
        let asked = lane.bridge.run(task.question);
        match within(task.patience_ms, asked).await {
            Some(answer) => {
                let ms = now_ms() - began;
                // The first range of a run also loads the worker and makes its plan.
                let is_typical = lane.has_answered && lane.planned == Some(task.run);
                lane.has_answered = true;
                lane.planned = Some(task.run);
                let batch = task.caller.hear(&answer, &task.trials);
                shared.hand_in(task.run, task.trials, batch, is_typical.then_some(ms));
            }
            None => {
                // A panic in a worker is silence here. Dropping the bridge closes the worker if it still can.
                lane = Lane::spawn();
                shared.replaced(task.run, task.trials);
            }
        }
    }
    shared.rest(lane);
}

impl Shared {
    /// Calls the page. Nothing of the state may be borrowed: the page may call back.
    fn tell(&self, event: PoolEvent) {
        (self.on_event)(event);
    }

    /// Fails with a sentence for the page.
    fn begin(&self, run: RunId, scenario: &Scenario) -> Result<(), String> {
        let plan = Plan::new(scenario).map_err(|problems| cannot_run(&problems))?;
        let of = scenario.run.trials;
        let work = scenario.work() / f64::from(of.max(1));
        let caller = Caller::new(run.0, &plan).map_err(|error| error.to_string())?;
        let caller = Rc::new(caller);
        let mut state = self.state.borrow_mut();
        state.current = Some(Current {
            run,
            of,
            caller,
            queue: Queue::new(of, state.n_lanes, work),
            collector: Rc::new(Collector::new(&plan)),
            n_replaced: 0,
            has_shown: of < 2 * FIRST_FIGURES,
        });
        Ok(())
    }

    fn next_task(&self, lane: &Lane) -> Option<Task> {
        let mut state = self.state.borrow_mut();
        let current = state.current.as_mut()?;
        let trials = current.queue.take()?;
        Some(Task {
            run: current.run,
            caller: Rc::clone(&current.caller),
            question: current.caller.ask(trials.clone()),
            patience_ms: current.queue.patience_ms(trials.end - trials.start, !lane.has_answered),
            trials,
        })
    }

    /// A lane has nothing more to do. A run that began in the meantime would have been pulled from.
    fn rest(&self, lane: Lane) {
        let mut state = self.state.borrow_mut();
        state.n_busy -= 1;
        state.idle.push(lane);
    }

    /// Takes what came of a range.
    fn hand_in(
        self: &Rc<Self>,
        run: RunId,
        trials: Range<u32>,
        batch: Result<Batch, JobError>,
        ms: Option<f64>,
    ) {
        let batch = match batch {
            Ok(batch) => batch,
            Err(error) => return self.fail(run, &error),
        };
        let mut first_figures = None;
        let (done, of) = {
            let mut state = self.state.borrow_mut();
            let Some(current) = state.current.as_mut().filter(|current| current.run == run) else {
                return;
            };
            if let Some(ms) = ms {
                current.queue.measured(trials.end - trials.start, ms);
            }
            Rc::make_mut(&mut current.collector).add(batch);
            let done = current.collector.n_trials();
            if !current.has_shown && done >= FIRST_FIGURES && done < current.of {
                current.has_shown = true;
                first_figures = Some(Rc::clone(&current.collector));
            }
            (done, current.of)
        };
        self.tell(PoolEvent::Progress { run, done, of });
        if let Some(collector) = first_figures {
            let shared = Rc::clone(self);
            spawn_local(async move {
                let summary = Rc::new(summarise(&collector).await);
                if shared.is_current(run) {
                    shared.tell(PoolEvent::Provisional { run, summary });
                }
            });
        }
        if done >= of {
            self.finish(run);
        }
    }

    /// Makes the figures of a run whose futures are all there. The run stays current until they are told, so
    /// that a stop or a new run still ends it.
    fn finish(self: &Rc<Self>, run: RunId) {
        let collector = match &self.state.borrow().current {
            Some(current) if current.run == run => Rc::clone(&current.collector),
            _ => return,
        };
        let shared = Rc::clone(self);
        spawn_local(async move {
            let summary = Rc::new(summarise(&collector).await);
            if shared.end(run) {
                shared.tell(PoolEvent::Finished { run, summary });
            }
        });
    }

    fn fail(&self, run: RunId, error: &JobError) {
        if self.end(run) {
            if *error == JobError::NewVersion {
                self.tell(PoolEvent::NewVersion);
            }
            self.tell(PoolEvent::Failed { run, sentence: error.to_string() });
        }
    }

    /// A lane fell silent over a range.
    fn replaced(&self, run: RunId, trials: Range<u32>) {
        let gives_up = {
            let mut state = self.state.borrow_mut();
            let Some(current) = state.current.as_mut().filter(|current| current.run == run) else {
                return;
            };
            current.queue.give_back(trials);
            current.n_replaced += 1;
            current.n_replaced > MOST_REPLACED
        };
        if gives_up {
            if self.end(run) {
                let sentence =
                    "The workers stopped answering, so the run was given up. Close other heavy \
                                pages, or run fewer futures, and try again."
                        .to_owned();
                self.tell(PoolEvent::Failed { run, sentence });
            }
        } else {
            self.tell(PoolEvent::LaneReplaced { run });
        }
    }

    fn is_current(&self, run: RunId) -> bool {
        self.state.borrow().current.as_ref().is_some_and(|current| current.run == run)
    }

    /// Ends a run; says whether it was the present one.
    fn end(&self, run: RunId) -> bool {
        let is_current = self.is_current(run);
        if is_current {
            self.state.borrow_mut().current = None;
        }
        is_current
    }
}

/// The summary, made in pieces between which the page can draw and answer.
/// Says why a scenario cannot be run.
fn cannot_run(problems: &[Problem]) -> String {
    let mut errors = problems.iter().filter(|problem| problem.is_error());
    match (errors.next(), errors.count()) {
        (None, _) => "The scenario cannot be run.".to_owned(),
        (Some(one), 0) => format!("The scenario cannot be run: {one}."),
        (Some(first), more) => format!("The scenario cannot be run: {first}; and {more} more."),
    }
}

async fn summarise(collector: &Collector) -> Summary {
    let began = std::cell::Cell::new(now_ms());
    collector
        .summary_with_pauses(async || {
            if now_ms() - began.get() > PIECE_MS {
                TimeoutFuture::new(0).await;
                began.set(now_ms());
            }
        })
        .await
}

/// What the future gives, or nothing when it takes longer than that.
async fn within<T>(ms: u32, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut timer = pin!(TimeoutFuture::new(ms));
    poll_fn(|context| {
        if let Poll::Ready(value) = future.as_mut().poll(context) {
            return Poll::Ready(Some(value));
        }
        timer.as_mut().poll(context).map(|()| None)
    })
    .await
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

fn count(lanes: &[Lane]) -> u32 {
    u32::try_from(lanes.len()).unwrap_or(u32::MAX)
}
