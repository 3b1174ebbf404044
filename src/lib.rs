//! Rate Card Simulator.
pub mod engine;
pub mod format;
pub mod model;
pub mod session;
pub mod share;
