//! What a worker does when asked.

use super::port;
use super::worker_state::WorkerState;

/// Makes this thread a worker that answers jobs.
pub fn register() {
    let mut state = WorkerState::default();
    port::serve(move |question| state.answer(question));
}
