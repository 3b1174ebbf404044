//! Dice: every draw has a fixed address, and so do the tables and distributions that turn words into numbers.

pub(super) mod delay_table;
#[cfg(feature = "latin-hypercube")]
mod hypercube;
mod normal;
pub(super) mod poisson;
pub(super) mod replicates;
pub(super) mod rng;
mod sobol;
pub(super) mod unknown_dice;
pub(super) mod unsure;
