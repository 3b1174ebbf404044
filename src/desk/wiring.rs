//! The line between the page and this module, which is a worker of its own: text there, text back, one after the other.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker, WorkerOptions, WorkerType};

use super::{Answer, Question, answer};

/// The loader that is built next to the page.
const LOADER: &str = "desk_loader.js";

/// What the worker says when it can hear. Before that, a message would be lost.
const READY: &str = "ready";

/// Makes this thread the desk: it answers every question.
pub fn register() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let line = scope.clone();
    let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let question = event.data().as_string().unwrap_or_default();
        // The page that asked may be gone.
        let _ = line.post_message(&answer(&question).into());
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    let _ = scope.post_message(&READY.into());
}

/// The page's end. The worker ends with it.
#[derive(Default)]
pub struct Desk {
    open: RefCell<Option<Open>>,
}

struct Open {
    worker: Worker,
    line: Rc<RefCell<Line>>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
    _on_error: Closure<dyn Fn()>,
}

#[derive(Default)]
struct Line {
    is_ready: bool,
    /// What was asked before the worker could hear.
    waiting: Vec<String>,
    /// Who waits for an answer, in the order of the questions.
    asked: VecDeque<Function>,
}

impl Desk {
    /// Asks, and waits for the answer; none where the module cannot be loaded, or broke.
    pub async fn ask(&self, question: &Question) -> Option<Answer> {
        let text = serde_json::to_string(question).ok()?;
        let answer = js_sys::Promise::new(&mut |resolve, _| {
            if !self.send(text.clone(), &resolve) {
                let _ = resolve.call0(&JsValue::NULL);
            }
        });
        let answer = JsFuture::from(answer).await.ok()?.as_string()?;
        serde_json::from_str(&answer).ok()
    }

    /// Starts the worker, so that the first question need not wait for it to load.
    pub fn warm_up(&self) {
        let mut open = self.open.borrow_mut();
        if open.is_none() {
            *open = Open::start().ok();
        }
    }

    fn send(&self, text: String, resolve: &Function) -> bool {
        self.warm_up();
        let open = self.open.borrow();
        let Some(Open { worker, line, .. }) = &*open else { return false };
        let mut line = line.borrow_mut();
        line.asked.push_back(resolve.clone());
        if line.is_ready {
            let _ = worker.post_message(&text.into());
        } else {
            line.waiting.push(text);
        }
        true
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Open {
    fn start() -> Result<Open, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(LOADER, &options)?;
        let line = Rc::new(RefCell::new(Line::default()));
        let on_message = {
            let (worker, line) = (worker.clone(), line.clone());
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                let data = event.data();
                let mut line = line.borrow_mut();
                if data.as_string().as_deref() == Some(READY) {
                    line.is_ready = true;
                    for text in std::mem::take(&mut line.waiting) {
                        let _ = worker.post_message(&text.into());
                    }
                } else if let Some(resolve) = line.asked.pop_front() {
                    let _ = resolve.call1(&JsValue::NULL, &data);
                }
            })
        };
        let on_error = {
            let line = line.clone();
            Closure::<dyn Fn()>::new(move || {
                // Whoever waits hears that there is no answer.
                for resolve in std::mem::take(&mut line.borrow_mut().asked) {
                    let _ = resolve.call0(&JsValue::NULL);
                }
            })
        };
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Open { worker, line, _on_message: on_message, _on_error: on_error })
    }
}
