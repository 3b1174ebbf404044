//! Rate Card Simulator.

pub mod engine;
pub mod model;
#[cfg(target_arch = "wasm32")]
pub mod ui;
#[cfg(target_arch = "wasm32")]
pub mod worker;
