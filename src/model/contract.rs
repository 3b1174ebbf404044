//! The contract: its term, who pays, up to what caps, and how it changes.

use deserr::Deserr;
use serde::{Deserialize, Serialize};

use super::{AnnualRate, CalendarMonth, Money, Probability, Problems};

/// The terms that turn claims into payments. Months are counted from the contract's first, month 0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// Month 0, as a calendar month.
    pub start: CalendarMonth,
    /// Months in which people may start.
    pub delivery_months: u16,
    /// Last month in which an achievement can be claimed; absent: the last delivery month.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claims_end: Option<u16>,
    pub claim_period: ClaimPeriod,
    /// Months from the end of a claim period to the cash.
    pub payment_lag_months: u16,
    pub caps: Caps,
    /// Who pays, in order; the first takes the leftover pence.
    pub payers: Vec<Payer>,
    /// Other shares of the payers for some outcomes, or from a month on. Of those in force in the month of an
    /// achievement, the one that began last stands; of several that began together, the one that names the outcome,
    /// before one that names its domain, before one for all.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub payer_shares: Vec<PayerShares>,
    /// What happens to the share of a payer whose most is spent.
    pub exhausted_payer: ExhaustedPayer,
    /// Spans of months in which a fixed sum is paid instead of outcomes.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<Grant>,
    /// Fixed sums paid each month beside outcomes, by spans of months; where spans overlap they add up.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub service_fees: Vec<ServiceFee>,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indexation: Option<Indexation>,
    pub after_cap: AfterCap,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Amendment>,
}

impl Contract {
    /// Last month in which an achievement can be claimed.
    pub fn last_claim_month(&self) -> u16 {
        self.claims_end.unwrap_or(self.delivery_months.saturating_sub(1))
    }
}

/// How often claims are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, rename_all = lowercase)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClaimPeriod {
    Month,
    /// Calendar quarters, to March, June, September and December; the first may be short.
    Quarter,
}

/// Limits on payments, applied in the order of the fields.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Caps {
    /// Most pounds for one person over the contract, in time order.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<Money>,
    /// Most pounds for one person of a segment, which stands instead of `person` there.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub person_segments: Vec<SegmentPersonCap>,
    /// Most pounds for one person from a set of outcomes.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub person_groups: Vec<PersonGroupCap>,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineCap>,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupCap>,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<YearCap>,
    /// Most pounds in all.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract: Option<Money>,
    /// How what is left is shared within the period in which a cap binds.
    pub sharing: Sharing,
    /// Ids of outcomes in the order in which they are paid when `sharing` is `priority`.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub priority: Vec<String>,
}

/// A limit on one line over the contract. Each given limit applies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LineCap {
    /// Id of the outcome.
    pub outcome: String,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_claims: Option<u32>,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<Money>,
    /// Most claims as a share of the people who have started by the end of the claim period.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_share_of_starts: Option<Probability>,
}

/// A limit on a set of outcomes over the contract.
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupCap {
    pub name: String,
    pub outcomes: Vec<String>,
    pub most: Money,
}

/// A limit on what is paid for one person of a segment over the contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SegmentPersonCap {
    /// Id of the segment.
    pub segment: String,
    pub most: Money,
}

/// A limit on what is paid for one person from a set of outcomes over the contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PersonGroupCap {
    pub name: String,
    pub outcomes: Vec<String>,
    pub most: Money,
}

/// A limit on each year, to which a claim period belongs by the month in which it ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct YearCap {
    /// Most pounds in each year; the last stands for all later years.
    pub most: Vec<Money>,
    /// Which years they are; the first is the one that month 0 lies in.
    #[deserr(default)]
    #[serde(skip_serializing_if = "super::defaults::is_default")]
    pub years: YearKind,
    pub excess: YearExcess,
    /// What becomes of an allowance that is not used.
    #[deserr(default)]
    #[serde(skip_serializing_if = "super::defaults::is_default")]
    pub unspent: UnspentAllowance,
}

/// Which years a yearly limit goes by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Deserr)]
#[deserr(error = Problems, rename_all = lowercase)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum YearKind {
    /// Twelve months each, from month 0.
    #[default]
    Contract,
    /// April to March; the first and the last may be short.
    Financial,
}

/// What happens to the part of a year's allowance that is not used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Deserr)]
#[deserr(error = Problems, rename_all = lowercase)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnspentAllowance {
    #[default]
    Lost,
    /// It raises the next year's most.
    Carried,
}

/// What happens to what a year's cap takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, rename_all = lowercase)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum YearExcess {
    Lost,
    /// Falls due again in the first claim period of the next year.
    Carried,
}

/// How what is left under a cap is shared among the claims of one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Deserr)]
#[deserr(error = Problems)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sharing {
    /// In proportion to earned amounts, largest remainder to the penny.
    #[default]
    #[deserr(rename = "pro_rata")]
    ProRata,
    /// Earlier months first; within a month in proportion.
    #[deserr(rename = "by_date")]
    ByDate,
    /// In the order of `priority`; unlisted outcomes last, in proportion.
    #[deserr(rename = "priority")]
    Priority,
}

/// One payer and its share of every payment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Payer {
    pub id: String,
    pub name: String,
    /// Share of each payment in basis points; the shares add to 10,000.
    pub share_bp: u32,
    /// Most pounds that this payer pays in all.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<Money>,
    /// Most pounds that this payer pays in each year.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_in_year: Option<PayerYearCap>,
}

/// A payer's limit on each year, to which a claim period belongs by the month in which it ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PayerYearCap {
    /// Most pounds in each year; the last stands for all later years.
    pub most: Vec<Money>,
    /// Which years they are; the first is the one that month 0 lies in.
    #[deserr(default)]
    #[serde(skip_serializing_if = "super::defaults::is_default")]
    pub years: YearKind,
}

/// How payments are split among all payers, for some outcomes or from a month on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PayerShares {
    /// First month of achievement that it stands for.
    #[deserr(default)]
    #[serde(skip_serializing_if = "super::defaults::is_default")]
    pub from_month: u16,
    /// A domain's name, or an outcome's id; absent: all outcomes, grants and fees.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies_to: Option<String>,
    /// Basis points of each payer, in the order of `payers`; they add to 10,000.
    pub shares_bp: Vec<u32>,
}

/// A fixed sum paid in each delivery month of a span, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ServiceFee {
    pub from_month: u16,
    /// Absent: the last delivery month.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_month: Option<u16>,
    pub monthly: Money,
}

/// What happens to the share of a payer whose most is spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExhaustedPayer {
    /// It is not paid.
    #[deserr(rename = "unpaid")]
    Unpaid,
    /// The others pay it, in proportion to their shares.
    #[deserr(rename = "others_pay")]
    OthersPay,
}

/// A fixed sum paid instead of outcomes in a span of months, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Grant {
    pub from_month: u16,
    pub to_month: u16,
    /// Sum for the whole span, spread evenly over its months; leftover pence go to the first months, one each.
    pub total: Money,
}

/// Prices that rise by a yearly rate, once each contract year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Indexation {
    pub annual: AnnualRate,
    /// Month of the first rise; the next follow every twelve months.
    pub first_month: u16,
}

/// What delivery does once the contract cap is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Deserr)]
#[deserr(error = Problems)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AfterCap {
    #[default]
    #[deserr(rename = "keep_delivering")]
    KeepDelivering,
    /// Nobody starts any more; those in support are seen through.
    #[deserr(rename = "stop_starts")]
    StopStarts,
    /// Support ends for everybody, and costs with it.
    #[deserr(rename = "stop")]
    Stop,
}

/// A dated set of changes to the contract. Where dates tie, an amendment stands over a line's own price change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    pub name: String,
    pub from_month: u16,
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<AmendedPrice>,
    /// Ids of lines that can no longer be claimed.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<String>,
    /// Ids of lines that can be claimed from now on, and not before.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<String>,
    /// New contract cap, counted from month 0.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract_cap: Option<Money>,
    /// New cap per person, counted from month 0; segments with a cap of their own keep it.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person_cap: Option<Money>,
    /// New limits of lines, in place of the line's earlier limits.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub line_caps: Vec<LineCap>,
    /// New limits of groups, by the group's name.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub group_caps: Vec<AmendedGroupCap>,
    /// New cap for the years that begin in or after this month.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year_cap: Option<Money>,
}

/// A line's price from an amendment on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AmendedPrice {
    pub outcome: String,
    /// Id of the segment whose price it is; absent: of all segments that have no price of their own.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<String>,
    pub price: Money,
}

/// A group's limit from an amendment on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AmendedGroupCap {
    pub group: String,
    pub most: Money,
}
