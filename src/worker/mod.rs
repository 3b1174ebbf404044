//! Runs beside the page, so that the page never waits: what is said, who does what, and the workers themselves.
//!
//! What is said ([`protocol`]) and who does what ([`schedule`], [`queue`]) is plain Rust, tested natively. Only the
//! wiring is for browsers: how messages cross (`port`), and the workers behind them (`agent`, `pool`).

#[cfg(target_arch = "wasm32")]
pub mod agent;
mod exchange;
#[cfg(target_arch = "wasm32")]
mod pool;
#[cfg(target_arch = "wasm32")]
mod port;
pub mod protocol;
pub mod queue;
pub mod schedule;

#[cfg(target_arch = "wasm32")]
pub use pool::{Pool, PoolEvent};
