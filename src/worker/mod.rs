//! Work that runs beside the page, so that the page never waits.

pub mod agent;
pub mod codec;
