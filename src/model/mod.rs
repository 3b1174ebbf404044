//! What a scenario is: plain values that cannot hold nonsense, and the list of what is wrong with them.
//!
//! Nothing here is random, and nothing here knows of files, browsers or results.
//!
//! The field's words, used with one meaning everywhere:
//! - **outcome**: a line of the rate card, such as "housed for six months";
//! - **achievement**: one person reaches an outcome;
//! - **claim**: an achievement that the contract lets be claimed;
//! - **earned**: claims times price, before caps;
//! - **paid**: earned less what caps take; the rest is **unpaid**;
//! - **trial**: one possible future of the contract;
//! - **commitment**: the most that investors will put in, recycled payments excluded;
//! - **exposure**: capital drawn less capital returned.

mod checks;
mod cohort;
mod contract;
mod estimate;
mod finance;
mod money;
mod month;
pub mod path;
mod problem;
mod rate;
mod rate_card;
mod reading;
mod scenario;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
mod uncertainty;

pub use checks::{LIMITS, Limits};
pub use cohort::{Cohort, Learning, OddsFactor, ReReferral, ReferralStep, Segment};
pub use contract::{
    AfterCap, AmendedGroupCap, AmendedPrice, Amendment, Caps, ClaimPeriod, Contract,
    ExhaustedPayer, Grant, GroupCap, Indexation, LineCap, Payer, Sharing, YearCap, YearExcess,
};
pub use estimate::{Case, Estimate};
pub use finance::{Commitment, Costs, Investment, SurplusShares};
pub use money::{Money, MoneyError};
pub use month::{CalendarMonth, CalendarMonthError};
pub use problem::{Complaint, Problem, Problems, Severity};
pub use rate::{AnnualRate, Factor, Probability, Quantity, RateError};
pub use rate_card::{
    Band, Delay, Outcome, PriceChange, RateCard, Repeats, ReturnerClaims, SegmentChance, Window,
};
pub use scenario::{
    ActualOutcome, ActualPayment, Actuals, Assumption, PresetOrigin, Quality, Run, Scenario,
};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::scenario_schema;
pub use uncertainty::{Shock, Uncertainty};
