//! What a run finds, in sentences: one home for the page, the charts and the command line.
//!
//! A summary in, words out. Ranges come first, chances are told both ways, and no figure has more digits than the
//! dice support; [`mod@crate::format`] makes the figures. Where page, charts and report word one thing differently,
//! the variants stand beside each other, and the name of each says whose it is.

pub mod amounts;
pub mod answers;
pub mod capital;
pub mod caps;
pub mod caseload;
pub mod chances;
pub mod checks;
pub mod exceedance;
pub mod headline;
pub mod incentives;
pub mod journey;
pub mod ladder;
pub mod losses;
pub mod months;
mod movement;
pub mod names;
pub mod outcome_steps;
pub mod payers;
pub mod payments;
pub mod people;
pub mod plausibility;
pub mod returns;
pub mod since;
mod spans;
pub mod unfunded;
pub mod value;
pub mod where_it_goes;
