//! The summary of a run: all that screens, charts, exports and the command line may see.
//!
//! Money is in pounds only where it is an average; percentiles are amounts that really came up in a trial.

pub(super) mod all_trials;
pub(super) mod assembly;
pub(super) mod change;
pub(super) mod collector;
pub(super) mod column_cache;
pub(super) mod future_totals;
pub(super) mod sections;
mod sorting;
mod statistics;

use serde::{Deserialize, Serialize};

use crate::model::{CalendarMonth, Money};

pub use crate::engine::plan::caps::CapKind;
pub use change::{ChanceChange, Change, Difference};

/// What a run of many futures says about a scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Version of the engine: same version, scenario and seed, same figures.
    pub engine: &'static str,
    pub seed: u32,
    /// Futures in this summary.
    pub trials: u32,
    /// Sixteen hexadecimal digits drawn from every trial's figures to the penny.
    pub fingerprint: String,
    /// Month 0.
    pub start: CalendarMonth,
    /// Claims times prices, with grants and fees, before caps.
    pub earned: Spread,
    pub paid: Spread,
    pub unpaid: Spread,
    /// What each cap took, in the order in which caps apply.
    pub unpaid_by_cap: Vec<CapEffect>,
    pub cap: CapReached,
    pub capital: Capital,
    pub people: People,
    pub value: Value,
    /// How much of the spread comes from what we do not know, and how much from luck.
    pub sources: SpreadSources,
    pub payers: Vec<PayerTotal>,
    /// Payments by financial year, April to March, of the end of the claim period.
    pub years: Vec<YearTotal>,
    pub outcomes: Vec<OutcomeTotal>,
    /// Expected earned value without simulation, beside the simulated mean.
    pub closed_form: ClosedForm,
    /// Payments by claim period.
    pub periods: Vec<Period>,
    /// The same by calendar quarter, where claims are made by the month; empty: the periods are quarters.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quarters: Vec<Period>,
    /// Cash and capital by month, from month 0 to the last payment.
    pub months: Vec<Month>,
}

impl Summary {
    /// Payments by calendar quarter, whatever the claim period. The last quarter may be short.
    pub fn by_quarter(&self) -> &[Period] {
        if self.quarters.is_empty() { &self.periods } else { &self.quarters }
    }
}

/// An amount of money over all futures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// Mean in pounds.
    pub mean: f64,
    /// Standard error of the mean, in pounds.
    pub mean_error: f64,
    pub p10: Money,
    pub p50: Money,
    pub p90: Money,
    /// What simulation error leaves open of each percentile.
    pub p10_interval: Interval,
    pub p50_interval: Interval,
    pub p90_interval: Interval,
}

/// Two values that came up in trials and hold the true percentile in 80 of 100 runs with other seeds, by
/// order statistics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    pub low: Money,
    pub high: Money,
}

/// A share of all futures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Chance {
    /// Futures in which it happens.
    pub futures: u32,
    pub of: u32,
    /// `futures / of`.
    pub probability: f64,
    /// Binomial standard error of the probability.
    pub error: f64,
}

/// A number that is not money over all futures in which it exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Range {
    pub mean: f64,
    pub mean_error: f64,
    pub p10: f64,
    pub p50: f64,
    pub p90: f64,
}

/// A month over those futures in which something happens; month 0 is the contract's first.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct MonthRange {
    pub p10: CalendarMonth,
    pub p50: CalendarMonth,
    pub p90: CalendarMonth,
}

/// What one kind of cap took.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CapEffect {
    pub cap: CapKind,
    pub taken: Spread,
    /// Futures in which it took anything.
    pub bites: Chance,
    /// End of the claim period in which it first took something, over those futures.
    pub first: Option<MonthRange>,
}

/// Whether and when the contract cap is reached: cumulative payments equal or pass the cap.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CapReached {
    /// The cap at the end of the contract; absent: there is none.
    pub amount: Option<Money>,
    pub probability: Chance,
    /// End of the claim period in which it is reached, over the futures that reach it.
    pub month: Option<MonthRange>,
    /// Earned in or after that period and not paid, over all futures.
    pub unpaid_after: Spread,
    /// Months from reaching it to the last claim month, over the futures that reach it.
    pub months_after: Option<Range>,
}

/// The investors' side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Capital {
    pub commitment_least: Money,
    pub commitment_most: Money,
    /// Highest exposure: drawn less capital returned.
    pub peak: Spread,
    /// Month of the peak, over the futures that use capital.
    pub peak_month: Option<MonthRange>,
    /// Futures whose need (exposure and unfunded need together) passes the least commitment.
    pub over_least: Chance,
    /// Futures whose need passes what can be drawn: some need goes unfunded.
    pub over_most: Chance,
    pub drawn: Spread,
    /// Cash to investors: capital, preferred return and surplus.
    pub distributed: Spread,
    /// Highest unfunded need.
    pub unfunded: Spread,
    /// Drawn less distributed, where positive.
    pub loss: Spread,
    pub loss_chance: Chance,
    /// Futures that use no capital; they have no IRR and no multiple.
    pub no_capital: Chance,
    /// Month after which no capital is out any more, over the futures that return all that was drawn.
    pub payback: Option<MonthRange>,
    /// Annual effective rate, over the futures that use capital and whose flows have one.
    pub irr: Option<Range>,
    /// Distributed divided by drawn, over the futures that use capital.
    pub multiple: Option<Range>,
    /// All delivery costs.
    pub costs: Spread,
}

/// People over all futures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct People {
    pub referrals: Range,
    /// First starts: people, not journeys.
    pub starts: Range,
    /// Highest number in support in one month.
    pub caseload_peak: Range,
}

/// What the commissioner gets for the money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// Payments at the month of cash, discounted to month 0 at the scenario's yearly rate.
    pub present_value: Spread,
    /// Paid, by people who started.
    pub cost_per_start: Option<Range>,
    /// Paid, by achievements within the contract.
    pub cost_per_achievement: Option<Range>,
    /// Paid, by achievements of lasting outcomes within the contract.
    pub cost_per_lasting: Option<Range>,
    /// Paid for what would have happened anyway, by each line's deadweight.
    pub paid_for_deadweight: Spread,
    /// Public value of achievements within the contract, less deadweight; absent where no line has any.
    pub public_value: Option<Spread>,
    /// Public value by payments.
    pub benefit_cost: Option<Range>,
}

/// Where the spread of the main figures comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SpreadSources {
    pub earned: Option<SpreadSource>,
    pub paid: Option<SpreadSource>,
    pub peak: Option<SpreadSource>,
}

/// The part of one figure's variance that comes from what we do not know; the rest is luck of people.
///
/// Measured by twins: futures with the same unknowns and other luck.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpreadSource {
    /// From 0 to 1.
    pub unknowns: f64,
    /// Standard error.
    pub error: f64,
    /// Pairs of futures that it was measured on.
    pub pairs: u32,
}

/// One payer's payments.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PayerTotal {
    pub id: String,
    pub name: String,
    pub paid: Spread,
    pub most: Option<Money>,
    /// By financial year, like [`Summary::years`].
    pub years: Vec<YearTotal>,
}

/// Payments of one financial year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct YearTotal {
    /// Such as `2019/20`.
    pub label: String,
    pub paid: Spread,
}

/// One line of the card over all futures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OutcomeTotal {
    pub id: String,
    pub name: String,
    /// Achievements, late ones included.
    pub achieved: Range,
    /// Achievements after the last claim month.
    pub late: Range,
    /// Claims that the contract accepts before caps.
    pub claimed: Range,
    pub earned: Spread,
    pub paid: Spread,
    /// Mean achievements by contract month; the last place holds all that come after those months.
    pub achieved_by_month: Vec<f64>,
}

/// The closed-form expectation of earned value, held against the simulated mean.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ClosedForm {
    /// Pounds; absent where there is no closed form.
    pub earned: Option<f64>,
    /// Difference of the simulated mean from it, in standard errors of the mean; past 4 is a defect.
    pub z: Option<f64>,
    /// Why there is no closed form.
    pub obstacle: Option<String>,
}

/// One claim period, or a quarter of them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Period {
    /// Its last month.
    pub end: CalendarMonth,
    /// Paid for it.
    pub paid: Spread,
    /// Paid up to its end.
    pub cumulative: Fan,
    /// Median of the cumulative payments as a share of the contract cap in force in this period.
    pub share_of_cap: Option<f64>,
}

/// One month of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Month {
    pub month: CalendarMonth,
    /// Drawn less capital returned, at the month's end.
    pub exposure: Fan,
    /// Mean number of people in support.
    pub caseload: f64,
}

/// A distribution at one time, for a fan chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fan {
    pub mean: f64,
    pub p10: Money,
    pub p25: Money,
    pub p50: Money,
    pub p75: Money,
    pub p90: Money,
}
