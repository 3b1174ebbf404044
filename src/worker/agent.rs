//! What a worker does when asked.

use super::port;
use super::protocol::Answerer;

/// Makes this thread a worker that answers jobs.
pub fn register() {
    let mut answerer = Answerer::default();
    port::serve(move |question| answerer.answer(question));
}
