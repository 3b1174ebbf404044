//! The summary of a run: all that screens, charts, exports and the command line may see.
//!
//! Money is in pounds only where it is an average; percentiles are amounts that really came up in a trial.

pub(super) mod all_trials;
pub(super) mod assembly;
mod capital;
pub(super) mod change;
pub(super) mod collector;
pub(super) mod column_cache;
mod dealt;
pub(super) mod future_totals;
pub(super) mod sections;
mod simulation_error;
mod sorting;
mod statistics;
mod twins;

use serde::{Deserialize, Serialize};

use crate::model::{CalendarMonth, Money};

pub use crate::engine::plan::caps::CapKind;
pub use change::{ChanceChange, Change, Difference};
pub use simulation_error::ERRORS_IN_80;

/// What a run of many futures says about a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Version of the engine: same version, scenario and seed, same figures.
    pub engine: String,
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
    pub distribution: Distributions,
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
    /// Standard error of the mean, in pounds; absent of fewer than 32 futures, as every error and interval is.
    pub mean_error: Option<f64>,
    pub p10: Money,
    pub p50: Money,
    pub p90: Money,
    /// What simulation error leaves open of each percentile.
    pub p10_interval: Option<Interval>,
    pub p50_interval: Option<Interval>,
    pub p90_interval: Option<Interval>,
}

impl Spread {
    /// Whether it is of so few futures that nothing can be said of others.
    pub fn is_of_few(&self) -> bool {
        self.mean_error.is_none()
    }
}

/// Four amounts at every percent of the futures, from the least at 0 to the most at 100, by nearest rank: 101 of each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Distributions {
    pub earned: Vec<Money>,
    pub paid: Vec<Money>,
    /// The investors' money at its deepest.
    pub peak: Vec<Money>,
    /// What would be needed at the deepest: the investors' money, and what goes unfunded.
    pub need: Vec<Money>,
}

/// Two values that came up in trials and hold the percentile of a very long run in 80 of 100 cases.
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
    /// Standard error of the probability.
    pub error: Option<f64>,
}

/// A number that is not money over all futures in which it exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Range {
    pub mean: f64,
    /// Standard error of the mean.
    pub mean_error: Option<f64>,
    pub p10: f64,
    pub p50: f64,
    pub p90: f64,
}

impl Range {
    /// Whether it is of so few futures that nothing can be said of others.
    pub fn is_of_few(&self) -> bool {
        self.mean_error.is_none()
    }
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
    /// Futures in which more is earned in all than this amount; none where there is no cap.
    pub earned_over: Chance,
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
    /// Whether what the central case still needs is held back before a distribution.
    pub keeps_planned_need: bool,
    /// Highest exposure: drawn less capital returned.
    pub peak: Spread,
    /// Month of the peak, over the futures that use capital.
    pub peak_month: Option<MonthRange>,
    /// Futures whose need (exposure and unfunded need together) passes the least commitment.
    pub over_least: Chance,
    /// Futures whose need passes the most commitment.
    pub over_most: Chance,
    pub drawn: Spread,
    /// Cash to investors: capital, preferred return and surplus.
    pub distributed: Spread,
    /// Highest unfunded need: what neither cash nor the commitment covers, and nobody has agreed to bear.
    pub unfunded: Spread,
    /// Futures in which need goes unfunded.
    pub unfunded_chance: Chance,
    /// Highest unfunded need, over those futures.
    pub unfunded_where_any: Option<Spread>,
    /// First month with unfunded need, over those futures.
    pub unfunded_month: Option<MonthRange>,
    /// Futures in which need goes unfunded after capital or profit was distributed.
    pub unfunded_after_return: Chance,
    /// Unfunded need at the end: bills that are never paid. Receipts, capital drawn and this are costs, fees and what is
    /// distributed to all.
    pub unfunded_at_end: Spread,
    pub unfunded_at_end_chance: Chance,
    /// The same over the futures that have any.
    pub unfunded_at_end_where_any: Option<Spread>,
    /// Surplus to the provider and the commissioner.
    pub to_others: Spread,
    /// Drawn less distributed, where positive; its mean is the expected loss.
    pub loss: Spread,
    pub loss_chance: Chance,
    /// Futures that make a loss and reach the contract cap.
    pub loss_at_cap: Chance,
    /// The futures that reach it in two halves, with less and with more work past it; none where fewer than two do.
    pub loss_by_work_past_cap: Option<LossByWork>,
    /// The loss, over the futures that make one.
    pub loss_where_any: Option<Spread>,
    /// Futures in which some capital or preferred return is unpaid at the end.
    pub below_preferred: Chance,
    /// Futures that use no capital; they have no return.
    pub no_capital: Chance,
    /// Month in which the last capital comes back for good, over the futures that return all that was drawn.
    pub payback: Option<MonthRange>,
    /// The same over all futures that use capital; absent where none does.
    pub payback_of_all: Option<PaybackRange>,
    /// Annual effective rate of return, over all futures that use capital; absent where none does.
    pub irr: Option<RateOfReturn>,
    /// Distributed divided by drawn, over the futures that use capital.
    pub multiple: Option<Range>,
    /// Exposure added up over time, in pound-years.
    pub exposure_years: Spread,
    /// Profit divided by pound-years of exposure, over the futures in which capital is out.
    pub return_on_capital: Option<Range>,
    /// All delivery costs.
    pub costs: Spread,
    /// What the fund takes.
    pub fees: Spread,
}

/// How often futures lose in two halves: those in which less is earned and not paid after the cap, and those in which more is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LossByWork {
    pub less: Chance,
    pub more: Chance,
}

/// When the last capital is back; absent: never.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PaybackRange {
    pub p10: Option<CalendarMonth>,
    pub p50: Option<CalendarMonth>,
    pub p90: Option<CalendarMonth>,
    /// Futures in which some capital never comes back, among those that use capital.
    pub never: Chance,
}

/// Annual effective rates of return. Flows that change sign more than once may have none: such a future is counted
/// where its total puts it, a loss below every rate and a gain above.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RateOfReturn {
    pub p10: RankedRate,
    pub p50: RankedRate,
    pub p90: RankedRate,
    /// Futures without a rate, among those that use capital.
    pub without: Chance,
    /// Mean and percentiles, where there is none without: a mean over the others alone would mislead.
    pub range: Option<Range>,
}

/// A rate of return in its place among those of other futures.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RankedRate {
    /// A loss that no rate fits.
    BelowEveryRate,
    Rate(f64),
    /// A gain that no rate fits.
    AboveEveryRate,
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
/// Measured by twins: futures with the same unknowns and other luck. Absent where it does not pass its own error.
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
    /// Futures in which it pays its most; none where it has none.
    pub at_most: Option<Chance>,
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
    /// A state on the way, on no card: for ladders only, and in no table of achievements.
    pub is_step: bool,
    /// Achievements, late ones included.
    pub achieved: Range,
    /// Achievements after the last claim month, or too long after the start.
    pub late: Range,
    /// Claims that the contract accepts before caps.
    pub claimed: Range,
    pub earned: Spread,
    pub paid: Spread,
    /// Mean achievements by contract month; the last place holds all that come after those months.
    pub achieved_by_month: Vec<f64>,
}

/// The closed-form expectation of earned value, held against the simulated mean.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ClosedForm {
    /// Pounds; absent where there is no closed form.
    pub earned: Option<f64>,
    /// Difference of the simulated mean from it, in standard errors of the mean, brought to the scale of a standard
    /// normal; past 4 is a defect.
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
