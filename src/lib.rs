//! Rate Card Simulator.
pub mod engine;
pub mod model;
