//! What a worker does when asked.

use std::cell::RefCell;

use gloo::worker::Registrable;
use gloo::worker::oneshot::oneshot;

use super::codec::Postcard;
use super::protocol::{Answerer, Packet};

thread_local! {
    /// Lives as long as the worker, so that the ranges of a run share one plan.
    static ANSWERER: RefCell<Answerer> = RefCell::default();
}

/// Answers a job with a batch of trials, or with why there is none.
#[oneshot]
pub async fn RunBatch(question: Packet) -> Packet {
    ANSWERER.with_borrow_mut(|answerer| answerer.answer(&question))
}

/// Makes this thread a worker that answers jobs.
pub fn register() {
    RunBatch::registrar().encoding::<Postcard>().register();
}
