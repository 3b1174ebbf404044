//! Rate Card Simulator.
pub mod engine;
pub mod model;
pub mod share;
