//! What there is to show, an exhibit in each file, and the list of all of them by id.

mod capital;
mod caseload;
pub(super) mod catalogue;
mod earned;
mod fan_table;
mod incentives;
mod ladder;
mod losing;
mod need;
mod outcomes;
mod payments;
mod quarters;
mod targets;
mod waterfall;
