//! Dice: every draw has a fixed address, and so do the tables and distributions that turn words into numbers.

pub(super) mod delay_table;
pub(super) mod poisson;
pub(super) mod rng;
pub(super) mod unsure;
