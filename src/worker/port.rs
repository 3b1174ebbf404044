//! How a message crosses between the page and a worker: bytes, and columns that change hands without a copy.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, BigInt64Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::protocol::Message;

/// The worker's loader, which Trunk writes next to the page; the browser resolves it against `<base>`.
const LOADER: &str = "worker_loader.js";

/// What a worker says when it can hear. Before that, a message would be lost.
const READY: &str = "ready";

/// Workers that `start.js` started while the program was loading, and on each what it said meanwhile.
const AHEAD: &str = "workersAhead";
const IS_READY: &str = "isReady";
const IS_BROKEN: &str = "isBroken";

/// The page's end of the line to one worker. The worker ends with it.
pub(crate) struct Port {
    worker: Worker,
    line: Rc<Line>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn()>,
}

#[derive(Default)]
struct Line {
    is_open: Cell<bool>,
    /// What was said before the worker could hear.
    waiting: RefCell<Vec<Message<BigInt64Array>>>,
}

/// What comes back over the line.
pub(crate) enum Heard {
    Answer(Message<BigInt64Array>),
    /// The worker broke: a panic, or files that could not be loaded.
    Broken,
}

impl Port {
    /// Takes over a worker that is there already, or starts one. Fails where the browser refuses to.
    pub(super) fn open(on_heard: impl Fn(Heard) + 'static) -> Result<Port, JsValue> {
        match started_ahead() {
            Some(worker) => {
                let is_ready = is_noted(&worker, IS_READY);
                Ok(Port::over(worker, is_ready, on_heard))
            }
            None => Port::start(LOADER, on_heard),
        }
    }

    /// Starts a worker by its loader. Fails where the browser refuses to.
    pub(crate) fn start(loader: &str, on_heard: impl Fn(Heard) + 'static) -> Result<Port, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(loader, &options)?;
        Ok(Port::over(worker, false, on_heard))
    }

    /// The line to a worker, which can hear already or not yet.
    fn over(worker: Worker, is_open: bool, on_heard: impl Fn(Heard) + 'static) -> Port {
        let line = Rc::new(Line { is_open: Cell::new(is_open), ..Line::default() });
        let on_heard = Rc::new(on_heard);
        let on_message = {
            let (worker, line, on_heard) = (worker.clone(), line.clone(), on_heard.clone());
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                let data = event.data();
                if data.as_string().as_deref() == Some(READY) {
                    line.is_open.set(true);
                    line.waiting.take().into_iter().for_each(|message| post(&worker, message));
                } else if let Some(message) = read(data) {
                    on_heard(Heard::Answer(message));
                }
            })
        };
        let on_error = Closure::<dyn Fn()>::new(move || on_heard(Heard::Broken));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Port { worker, line, _on_message: on_message, _on_error: on_error }
    }

    pub(crate) fn send(&self, message: Message<BigInt64Array>) {
        if self.line.is_open.get() {
            post(&self.worker, message);
        } else {
            self.line.waiting.borrow_mut().push(message);
        }
    }
}

/// A worker that was started before the program, if there is one that did not break.
fn started_ahead() -> Option<Worker> {
    let workers = Reflect::get(&js_sys::global(), &AHEAD.into()).ok()?;
    let workers = workers.dyn_into::<Array>().ok()?;
    loop {
        let worker = workers.pop().dyn_into::<Worker>().ok()?;
        if !is_noted(&worker, IS_BROKEN) {
            return Some(worker);
        }
    }
}

fn is_noted(worker: &Worker, what: &str) -> bool {
    Reflect::get(worker, &what.into()).is_ok_and(|noted| noted.is_truthy())
}

impl Drop for Port {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

fn post(worker: &Worker, message: Message<BigInt64Array>) {
    let (data, transfer) = write(message);
    // It fails only where a buffer was handed on before, which its owner cannot do twice.
    let _ = worker.post_message_with_transfer(&data, &transfer);
}

/// Makes this thread a worker: every message goes through `answer`.
pub(crate) fn serve(answer: impl FnMut(Message<Vec<i64>>) -> Message<Vec<i64>> + 'static) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let (answer, line) = (RefCell::new(answer), scope.clone());
    let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(Message { head, buffers }) = read(event.data()) else { return };
        let buffers = buffers.iter().map(BigInt64Array::to_vec).collect();
        let Message { head, buffers } = (answer.borrow_mut())(Message { head, buffers });
        let buffers = buffers.iter().map(|columns| BigInt64Array::from(columns.as_slice()));
        let (data, transfer) = write(Message { head, buffers: buffers.collect() });
        let _ = line.post_message_with_transfer(&data, &transfer);
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    let _ = scope.post_message(&READY.into());
}

/// A message as the browser carries it, and the parts of it that change hands.
fn write(Message { head, buffers }: Message<BigInt64Array>) -> (JsValue, Array) {
    let head = Uint8Array::from(head.as_slice());
    let (data, transfer) = (Array::of1(&head), Array::of1(&head.buffer()));
    for buffer in buffers {
        data.push(&buffer);
        transfer.push(&buffer.buffer());
    }
    (data.into(), transfer)
}

/// A message as it was carried; `None` for anything else.
fn read(data: JsValue) -> Option<Message<BigInt64Array>> {
    let mut parts = data.dyn_into::<Array>().ok()?.into_iter();
    let head = parts.next()?.dyn_into::<Uint8Array>().ok()?.to_vec();
    let buffers = parts.map(|part| part.dyn_into::<BigInt64Array>().ok()).collect::<Option<_>>()?;
    Some(Message { head, buffers })
}
