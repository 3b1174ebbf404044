//! Rate Card Simulator.
pub mod charts;
pub mod engine;
pub mod model;
pub mod share;
