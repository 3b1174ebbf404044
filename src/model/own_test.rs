//! Tests of one's own: what a person wants to hold, in so many of 100 futures.

use deserr::Deserr;
use serde::Serialize;

use super::{AnnualRate, Money, Probability, Problems, Quantity};

/// What has to hold, such as "the cap is not reached before month 48, in 90 of 100 futures".
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnTest {
    pub name: String,
    pub figure: TestedFigure,
    /// The financial year, April to March, by the calendar year of its April; for what is paid in a year only.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub financial_year: Option<u16>,
    pub limit: TestLimit,
    /// The limit of an amount.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The limit of a month of the contract, from 0.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<u16>,
    /// The limit of a yearly rate.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<AnnualRate>,
    /// The limit of a multiple.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multiple: Option<Quantity>,
    /// Share of futures in which it has to hold.
    pub holds_in: Probability,
}

/// A figure of one future that a test looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TestedFigure {
    #[deserr(rename = "earned")]
    Earned,
    #[deserr(rename = "paid")]
    Paid,
    /// Paid in one financial year.
    #[deserr(rename = "paid_in_year")]
    PaidInYear,
    #[deserr(rename = "unpaid")]
    Unpaid,
    /// The month in which the contract cap is reached; where it is not, later than any.
    #[deserr(rename = "cap_reached")]
    CapReached,
    /// Highest exposure.
    #[deserr(rename = "peak_capital")]
    PeakCapital,
    /// Highest exposure and unfunded need together.
    #[deserr(rename = "peak_need")]
    PeakNeed,
    /// Highest unfunded need.
    #[deserr(rename = "unfunded")]
    Unfunded,
    /// The month after which no capital is out; where it never comes back, later than any.
    #[deserr(rename = "capital_back")]
    CapitalBack,
    #[deserr(rename = "loss")]
    Loss,
    #[deserr(rename = "multiple")]
    Multiple,
    /// Rate of return a year.
    #[deserr(rename = "rate_of_return")]
    RateOfReturn,
}

impl TestedFigure {
    /// Which of the limits it is held against.
    pub const fn kind(self) -> LimitKind {
        match self {
            TestedFigure::CapReached | TestedFigure::CapitalBack => LimitKind::Month,
            TestedFigure::Multiple => LimitKind::Multiple,
            TestedFigure::RateOfReturn => LimitKind::Rate,
            _ => LimitKind::Amount,
        }
    }
}

/// What a limit is: one of the fields of an [`OwnTest`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitKind {
    Amount,
    Month,
    Rate,
    Multiple,
}

impl LimitKind {
    pub const fn field(self) -> &'static str {
        match self {
            LimitKind::Amount => "amount",
            LimitKind::Month => "month",
            LimitKind::Rate => "rate",
            LimitKind::Multiple => "multiple",
        }
    }
}

/// On which side of the limit the figure has to stay; the limit itself is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TestLimit {
    #[deserr(rename = "at_least")]
    AtLeast,
    #[deserr(rename = "at_most")]
    AtMost,
}
