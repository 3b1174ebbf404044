//! Rate Card Simulator.

pub mod charts;
pub mod engine;
pub mod model;
pub mod share;
#[cfg(target_arch = "wasm32")]
pub mod ui;
#[cfg(target_arch = "wasm32")]
pub mod worker;
