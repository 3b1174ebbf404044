//! Expectations: what follows without dice, by sums over all that could happen.

pub(super) mod earned;
pub(super) mod people;
