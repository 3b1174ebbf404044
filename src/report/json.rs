//! The report's fields: what `--json` prints, and what the published schema describes.

use serde::Serialize;

use super::capital::Capital;
use super::incentives::Incentives;
use super::since::Since;
use super::spreads::{Amount, Fan, MonthRange, Number};
use crate::engine::summary::CapKind;
use crate::model::{CalendarMonth, Case, Money};

/// What the `format` field of each report says.
pub const REPORT_FORMAT: &str = "ratecard-summary";

/// The version of the report's fields.
pub const REPORT_VERSION: u32 = 1;

/// What a run of many futures says about a scenario.
///
/// Money is in the currency that `currency` names. Percentiles (p10, p50, p90) are by nearest rank over the futures. Standard errors and intervals
/// say how far a very long run may lie from this one. They come from the spread between 16 independent parts of the
/// futures, and are null where there are fewer than 32.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Report {
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("const" = REPORT_FORMAT)))]
    pub format: &'static str,
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("const" = REPORT_VERSION)))]
    pub version: u32,
    /// Name of the scenario.
    pub scenario: String,
    /// The named case that was run instead of random futures: one future, every estimate at one reading.
    pub case: Option<Case>,
    /// Version of the engine: same version, scenario and seed, same figures.
    pub engine: String,
    pub seed: u32,
    /// Futures in this report.
    pub trials: u32,
    /// Sixteen hexadecimal digits drawn from every future's figures to the penny.
    pub fingerprint: String,
    /// The contract's first month.
    pub start: CalendarMonth,
    /// The currency of every amount, by its code of ISO 4217.
    pub currency: String,
    /// Claims times prices, with grants and fees, before caps.
    pub earned: Amount,
    /// Earned less what caps take.
    pub paid: Amount,
    /// What caps take.
    pub unpaid: Amount,
    pub distribution: Distribution,
    pub unpaid_by_cap: UnpaidByCap,
    pub cap: Cap,
    pub capital: Capital,
    /// All delivery costs.
    pub costs: Amount,
    /// What the investors' fund takes.
    pub fees: Amount,
    pub people: People,
    pub value: Value,
    pub sources: Sources,
    pub payers: Vec<Payer>,
    /// Payments by financial year, April to March, of the end of the claim period.
    pub years: Vec<Year>,
    /// The lines of the rate card.
    pub outcomes: Vec<Outcome>,
    /// Payments by calendar quarter.
    pub quarters: Vec<Quarter>,
    /// Exposure and people in support by month, from the contract's first to the last payment.
    pub months: Vec<Month>,
    pub closed_form: ClosedForm,
    /// How the figures differ from those of another scenario; left out where none was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Since>,
    /// Whom the card rewards helping; left out of a named case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incentives: Option<Incentives>,
    /// What looks odd and may still be meant, each with the field that it is about; empty: nothing does.
    pub remarks: Vec<Remark>,
}

/// Something that a careful reader would ask about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Remark {
    /// The field of the scenario that it is about.
    pub path: String,
    pub sentence: String,
}

/// Amounts at every percent of the futures, from the least at 0 to the most at 100, by nearest rank: 101 of each.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Distribution {
    pub earned: Vec<Money>,
    pub paid: Vec<Money>,
    /// The investors' money at its deepest.
    pub peak: Vec<Money>,
    /// What would be needed at the deepest: the investors' money, and what goes unfunded.
    pub need: Vec<Money>,
}

/// What each kind of cap takes, in the order in which caps apply.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct UnpaidByCap {
    pub person: CapTaken,
    pub line: CapTaken,
    pub group: CapTaken,
    pub year: CapTaken,
    pub payer: CapTaken,
    pub contract: CapTaken,
}

/// What one kind of cap takes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct CapTaken {
    #[serde(flatten)]
    pub taken: Amount,
    /// Share of the futures in which it takes anything.
    pub probability: f64,
    /// Its standard error; null: too few futures to say.
    pub probability_error: Option<f64>,
    /// End of the claim period in which it first takes something, over those futures.
    pub first_month: Option<MonthRange>,
}

/// Whether and when the contract cap is reached: cumulative payments equal or pass the cap.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Cap {
    /// The cap at the end of the contract; null: there is none.
    pub amount: Option<Money>,
    /// Share of the futures that reach it.
    pub probability: f64,
    /// Its standard error; null: too few futures to say.
    pub probability_error: Option<f64>,
    /// End of the claim period in which it is reached, over the futures that reach it.
    pub month: Option<MonthRange>,
    /// Months from reaching it to the last claim month, over the futures that reach it.
    pub months_after: Option<Number>,
    /// Earned in or after that period and not paid, over all futures.
    pub unpaid_after: Amount,
}

/// People over all futures.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct People {
    pub referrals: Number,
    /// First starts: people, not journeys.
    pub starts: Number,
    /// Highest number in support in one month.
    pub caseload_peak: Number,
}

/// What the commissioner gets for the money.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Value {
    /// Payments at the month of cash, discounted to the contract's first month at the scenario's yearly rate.
    pub present_value: Amount,
    /// Pounds paid by people who started.
    pub cost_per_start: Option<Number>,
    /// Pounds paid by achievements within the contract.
    pub cost_per_achievement: Option<Number>,
    /// Pounds paid by achievements of lasting outcomes within the contract.
    pub cost_per_lasting: Option<Number>,
    /// Paid for what would have happened anyway, by each line's deadweight.
    pub paid_for_deadweight: Amount,
    /// Public value of achievements within the contract, less deadweight; null: no line has any.
    pub public_value: Option<Amount>,
    /// Public value by payments.
    pub benefit_cost: Option<Number>,
}

/// Where the spread of the main figures comes from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Sources {
    pub earned: Option<Source>,
    pub paid: Option<Source>,
    pub peak: Option<Source>,
}

/// The part of one figure's variance that comes from what we do not know; the rest is luck of people. Null where it
/// does not pass its own error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Source {
    /// From 0 to 1.
    pub unknowns: f64,
    /// Standard error.
    pub error: f64,
    /// Pairs of futures, with the same unknowns and other luck, that it was measured on.
    pub pairs: u32,
}

/// One payer's payments.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Payer {
    pub id: String,
    pub name: String,
    /// The most that it pays; null: no limit of its own.
    pub most: Option<Money>,
    /// Share of the futures in which it pays its most; null: no limit of its own.
    pub probability_at_most: Option<f64>,
    pub paid: Amount,
    /// By financial year.
    pub years: Vec<Year>,
}

/// Payments of one financial year.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Year {
    /// Such as `2019/20`.
    pub year: String,
    pub paid: Amount,
}

/// One line of the card.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Outcome {
    pub id: String,
    pub name: String,
    /// A state on the way, on no card: not counted among achievements.
    pub is_step: bool,
    /// Achievements, late ones included.
    pub achieved: Number,
    /// Achievements after the last claim month, or too long after the start.
    pub late: Number,
    /// Claims that the contract accepts before caps.
    pub claimed: Number,
    pub earned: Amount,
    /// What caps take of it on average; over all outcomes, with grants and fees, it is `unpaid.mean`.
    pub unpaid_mean: f64,
    pub paid: Amount,
    /// Achievements for each 100 people who start, on average.
    pub per_100_starts: f64,
}

/// Payments of one calendar quarter.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Quarter {
    /// Its last month.
    pub end: CalendarMonth,
    /// Paid for this quarter.
    pub paid: Amount,
    /// Paid up to its end.
    pub cumulative: Fan,
    /// Median of the cumulative payments as a share of the contract cap; null: there is no cap.
    pub share_of_cap: Option<f64>,
}

/// One month of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Month {
    pub month: CalendarMonth,
    /// Drawn less capital returned, at the month's end.
    pub exposure: Fan,
    /// Mean number of people in support.
    pub caseload: f64,
}

/// The expectation of earned value without simulation, held against the simulated mean.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ClosedForm {
    /// Pounds; null where there is no closed form.
    pub earned: Option<f64>,
    /// Simulated mean less this, in standard errors of the mean, brought to the scale of a standard normal; past 4 is a
    /// defect.
    pub z: Option<f64>,
    /// Why there is no closed form.
    pub obstacle: Option<String>,
}

impl Report {
    /// The report as JSON for people and programs.
    pub fn json(&self) -> String {
        // Every field is text, a finite number, a list or a group: writing cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

impl UnpaidByCap {
    /// Each kind of cap with what it takes, in the order in which caps apply.
    pub fn iter(&self) -> impl Iterator<Item = (CapKind, &CapTaken)> {
        CapKind::ALL.into_iter().zip([
            &self.person,
            &self.line,
            &self.group,
            &self.year,
            &self.payer,
            &self.contract,
        ])
    }
}
