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
//! - **trial**, on screen **future**: one possible course of the contract, from the first referral to the last payment;
//! - **unknowns**: what nobody knows beforehand, such as true chances and volumes (parameter or epistemic uncertainty);
//!   each trial draws them once, and one way in which all of them may turn out is a **world**;
//! - **luck**: what falls out differently for each person though all chances are known (sampling or aleatory
//!   uncertainty);
//! - **replicate**: one of 16 independent parts that the trials of a run are dealt to, to tell simulation error;
//! - **twin**: a second run of a trial in the same world with other luck, to tell the unknowns' part in a spread;
//! - **line**: an outcome by its place on the card;
//! - **class**: the segments that are priced and capped alike, whose people are counted together: those with one price
//!   factor, and each segment with a price or a cap per person of its own;
//! - **cell**: a line and a class;
//! - **row**: counts by month, of a cell or a segment, with one more place for all that comes after the last month;
//! - **lane**: one bit of a word, which stands for one person's journey while 64 are simulated together;
//! - **barred**: achieved, but not to be claimed: not verified, or claimed before by the same person;
//! - **commitment**: the most that investors will put in, recycled payments excluded;
//! - **exposure**: capital drawn less capital returned.

mod actuals;
mod cohort;
mod contract;
mod currency;
mod defaults;
mod estimate;
mod finance;
mod money;
mod month;
mod own_test;
pub mod path;
mod problem;
mod quality;
mod rate;
mod rate_card;
mod reading;
mod scenario;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
mod stress;
mod uncertainty;
mod validation;

pub use actuals::{
    ActualOutcome, ActualPayment, ActualPeople, Actuals, Counted, PaymentPlan, PlannedPayment,
};
pub use cohort::{Arrivals, Cohort, Learning, OddsFactor, ReReferral, ReferralStep, Segment};
pub use contract::{
    AfterCap, AmendedGroupCap, AmendedPrice, Amendment, Caps, ClaimPeriod, Contract,
    ExhaustedPayer, Grant, GroupCap, Indexation, LineCap, Payer, PayerShares, PayerYearCap,
    PersonGroupCap, SegmentPersonCap, ServiceFee, Sharing, UnspentAllowance, YearCap, YearExcess,
    YearKind,
};
pub use currency::{Currency, CurrencyError};
pub use estimate::{Case, Estimate};
pub use finance::{Commitment, Costs, FundFees, Investment, SetDraw, SurplusShares};
pub use money::{Money, MoneyError};
pub use month::{CalendarMonth, CalendarMonthError};
pub use own_test::{LimitKind, OwnTest, TestLimit, TestedFigure};
pub use problem::{Complaint, Problem, Problems, Severity};
pub use quality::Quality;
pub use rate::{AnnualRate, Factor, Probability, Quantity, RateError};
pub use rate_card::{
    Band, Delay, Outcome, PriceChange, RateCard, Repeats, ReturnerClaims, SegmentChance,
    SegmentPrice, Window,
};
pub use scenario::{Assumption, PresetOrigin, Run, Sampling, Scenario};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::scenario_schema;
pub use stress::Stress;
pub use uncertainty::{Shock, Uncertainty};
pub use validation::{LIMITS, Limits};
