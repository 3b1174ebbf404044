//! Expectations: what follows without dice, by sums over all that could happen.

pub(super) mod chances;
pub(super) mod earned;
pub(super) mod people;
mod referrals;
mod waits;
