//! Rate Card Simulator.

pub mod charts;
pub mod engine;
pub mod format;
pub mod model;
pub mod report;
pub mod session;
pub mod share;
#[cfg(target_arch = "wasm32")]
pub mod ui;
pub mod worker;
