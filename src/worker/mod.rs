//! Runs beside the page, so that the page never waits: the protocol, and the pool of workers that speaks it.
//!
//! What is said ([`protocol`]) and how a run is cut into ranges ([`queue`]) is plain Rust, tested natively. Only
//! the wiring is for browsers: how bytes cross (`codec`), what a worker does with them (`agent`), and who gets
//! which range (`pool`).

#[cfg(target_arch = "wasm32")]
pub mod agent;
#[cfg(target_arch = "wasm32")]
pub mod codec;
#[cfg(target_arch = "wasm32")]
mod pool;
pub mod protocol;
pub mod queue;

#[cfg(target_arch = "wasm32")]
pub use pool::{Pool, PoolEvent};
