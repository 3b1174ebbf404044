//! Runs beside the page, so that the page never waits: what is said, who does what, and the workers themselves.
//!
//! What is said ([`protocol`]), what a worker does ([`worker_state`]) and who does what ([`schedule`]) is plain Rust,
//! tested natively. Only the wiring is for browsers: how messages cross (`port`), and the workers behind them (`agent`,
//! `pool`). What someone may want to change, from the number of workers to their memory, stands in [`settings`].

mod active_run;
#[cfg(target_arch = "wasm32")]
pub mod agent;
mod by_range;
mod exchange;
mod lane;
#[cfg(any(test, target_arch = "wasm32"))]
mod opening;
mod pace;
mod plans;
#[cfg(target_arch = "wasm32")]
mod pool;
#[cfg(target_arch = "wasm32")]
mod port;
pub mod protocol;
mod queue;
mod ranges;
pub mod schedule;
pub mod settings;
mod study;
pub mod worker_state;

#[cfg(target_arch = "wasm32")]
pub use pool::Pool;
#[cfg(target_arch = "wasm32")]
pub(crate) use port::{Heard, Port, serve};
