//! The engine: scenario to summary; same input, same figures, on every machine.

pub mod summary;

pub use summary::Summary;
