//! The line between the page and this module, which is a worker of its own: a question there, its answer back, one after
//! the other.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{Answer, Question, answer};
use crate::worker::protocol::Message;
use crate::worker::{Heard, Port, serve};

/// The loader that is built next to the page.
const LOADER: &str = "desk_loader.js";

/// Makes this thread the desk: it answers every question.
pub fn register() {
    serve(|Message { head, .. }| Message { head: answer(&head), buffers: Vec::new() });
}

/// The page's end. The worker ends with it.
#[derive(Default)]
pub struct Desk {
    /// None before the worker is started, and where the browser refuses to.
    port: RefCell<Option<Port>>,
    waiting: Rc<Waiting>,
}

/// Who waits for an answer, in the order of the questions.
#[derive(Default)]
struct Waiting {
    asked: RefCell<VecDeque<Function>>,
    is_broken: Cell<bool>,
}

impl Waiting {
    fn hear(&self, heard: Heard) {
        let resolve = |resolve: &Function, answer: &JsValue| {
            // Whoever asked may be gone.
            let _ = resolve.call1(&JsValue::NULL, answer);
        };
        match heard {
            Heard::Answer(Message { head, .. }) => {
                let first = self.asked.borrow_mut().pop_front();
                if let Some(first) = first {
                    resolve(&first, &Uint8Array::from(head.as_slice()));
                }
            }
            Heard::Broken => {
                self.is_broken.set(true);
                for one in self.asked.take() {
                    resolve(&one, &JsValue::NULL);
                }
            }
        }
    }
}

impl Desk {
    /// Starts the worker, so that the first question need not wait for it to load. One that broke is started again.
    pub fn warm_up(&self) {
        let mut port = self.port.borrow_mut();
        if port.is_none() || self.waiting.is_broken.replace(false) {
            let waiting = self.waiting.clone();
            *port = Port::start(LOADER, move |heard| waiting.hear(heard)).ok();
        }
    }

    /// Asks, and waits for the answer; none where the module cannot be loaded, or broke.
    pub async fn ask(&self, question: &Question) -> Option<Answer> {
        let question = postcard::to_allocvec(question).ok()?;
        self.warm_up();
        let promise = Promise::new(&mut |resolve, _| match &*self.port.borrow() {
            Some(port) => {
                self.waiting.asked.borrow_mut().push_back(resolve);
                port.send(Message { head: question.clone(), buffers: Vec::new() });
            }
            None => drop(resolve.call0(&JsValue::NULL)),
        });
        let answer = JsFuture::from(promise).await.ok()?.dyn_into::<Uint8Array>().ok()?;
        postcard::from_bytes(&answer.to_vec()).ok()
    }
}
