//! The rate card: what one achieved outcome pays, and on what evidence.

use deserr::Deserr;
use serde::Serialize;

use super::{Estimate, Money, Probability, Problems, Quantity};

/// The card: its lines, in the order in which they are shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RateCard {
    pub outcomes: Vec<Outcome>,
    /// Whether someone whose support ended and who came back can be claimed for again.
    pub returners: ReturnerClaims,
}

impl RateCard {
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.outcomes.iter().position(|outcome| outcome.id == id)
    }

    /// How many lines of its own domain a line waits for, one behind the other: how far a ladder has come. Four at most,
    /// also where lines wait for each other in a circle.
    pub fn depth_of(&self, line: usize) -> usize {
        const MOST: usize = 4;
        let before = |line: &Outcome| {
            let ids = line.after.iter().chain(&line.after_all);
            let mut lines = ids.filter_map(|id| Some(&self.outcomes[self.index_of(id)?]));
            lines.find(|other| other.domain == line.domain)
        };
        std::iter::successors(self.outcomes.get(line), |line| before(line))
            .skip(1)
            .take(MOST)
            .count()
    }

    /// The domains in order of first appearance.
    pub fn domains(&self) -> Vec<&str> {
        let mut domains: Vec<&str> = Vec::new();
        for outcome in &self.outcomes {
            if !domains.contains(&outcome.domain.as_str()) {
                domains.push(&outcome.domain);
            }
        }
        domains
    }
}

/// How often an outcome of one person can be claimed over several journeys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReturnerClaims {
    /// Each outcome once per person, whichever journey reaches it first.
    #[default]
    #[deserr(rename = "once_per_person")]
    OncePerPerson,
    /// Each outcome once per journey.
    #[deserr(rename = "once_per_journey")]
    OncePerJourney,
}

/// One line of the card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Stable name for the line in the document: lower-case letters, digits, `-` and `_`.
    /// The dice of a line belong to its id, so renaming it draws new luck.
    pub id: String,
    pub name: String,
    /// Heading under which the line is shown, such as Accommodation.
    pub domain: String,
    /// What has to happen, in the contract's words.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    /// What proves it.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Counts as a lasting outcome in "cost per lasting outcome".
    #[deserr(default)]
    #[serde(skip_serializing_if = "is_false")]
    pub lasting: bool,
    /// Ids of the outcomes after which this one can happen: the earliest counts. Empty: after the start.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// Ids of outcomes all of which must have happened: the latest counts, and the start where there are none.
    /// Where `after` is given too, its earliest is one more of them.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub after_all: Vec<String>,
    /// Ids of outcomes that rule this one out: only people who achieve none of them can achieve it.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<String>,
    /// Chance that someone for whom this outcome opened achieves it.
    pub chance: Estimate<Probability>,
    /// Chances that differ for a segment.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub segment_chances: Vec<SegmentChance>,
    /// Time from `after` to this outcome.
    pub delay: Delay,
    /// Further achievements of the same outcome by the same person.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeats: Option<Repeats>,
    /// An achievement later than so many months after the person's start is late, and earns nothing.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_months_of_start: Option<u16>,
    /// A state on the way, on no card: without price, not counted among achievements, shown in ladders only.
    #[deserr(default)]
    #[serde(skip_serializing_if = "is_false")]
    pub is_step: bool,
    /// Months in which it can be claimed; absent: all.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// Share of claims that pass verification, checked one by one; absent: all pass.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<Probability>,
    /// Pounds for one claim from month 0.
    pub price: Money,
    /// Prices of single segments, which stand instead of the price times the segment's factor.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub segment_prices: Vec<SegmentPrice>,
    /// Later prices of the line.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub price_changes: Vec<PriceChange>,
    /// Prices by cumulative number of claims over the contract; they stand instead of dated prices.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
    /// Share of achievements that would have happened without the service.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadweight: Option<Probability>,
    /// Public value of one achievement, in pounds, for a benefit-cost ratio.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_value: Option<Money>,
    /// The number of achievements that the contract aims at.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<u32>,
}

/// A chance that stands for one segment instead of the line's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SegmentChance {
    /// Id of the segment.
    pub segment: String,
    pub chance: Estimate<Probability>,
}

/// A price that stands for one segment instead of the line's own times the segment's factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SegmentPrice {
    /// Id of the segment.
    pub segment: String,
    /// Pounds for one claim from month 0.
    pub price: Money,
}

/// A waiting time in whole months: a least time, then a geometric extra with the given mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Delay {
    pub min_months: u16,
    /// Mean of the geometric extra, in months; 0: none.
    pub mean_extra_months: Quantity,
}

/// Further achievements after the first, by the same person.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Repeats {
    /// Most claims per person and journey, the first included: 2 to 130.
    pub most: u16,
    /// Chance of a further one after each.
    pub chance: Estimate<Probability>,
    /// Time from one to the next; absent where they come every so many weeks.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delay: Option<Delay>,
    /// Weeks from one to the next: the k-th further one falls floor(k x weeks x 7 / 30.4375) months after the first.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub every_weeks: Option<u16>,
}

/// A span of contract months, both ends included; month 0 is the contract's first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Window {
    pub from_month: u16,
    pub to_month: u16,
}

impl Window {
    pub fn contains(self, month: u16) -> bool {
        (self.from_month..=self.to_month).contains(&month)
    }
}

/// A price that stands from a month on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PriceChange {
    pub from_month: u16,
    /// Id of the segment whose price it is; absent: of all segments that have no price of their own.
    #[deserr(default)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<String>,
    pub price: Money,
}

/// A price that stands from the given claim on, counted over the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserr)]
#[deserr(error = Problems, deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// First claim at this price: 101 means "after the first hundred".
    pub from_claim: u32,
    pub price: Money,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
pub(super) fn is_false(value: &bool) -> bool {
    !*value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Scenario;

    fn card(lines: &[(&str, &str, &[&str])]) -> RateCard {
        let document = serde_json::from_str(include_str!("defaults.json")).unwrap();
        let mut card = Scenario::read_unfinished(document).unwrap().0.rate_card;
        let any = card.outcomes[0].clone();
        let line = |&(id, domain, after): &(&str, &str, &[&str])| Outcome {
            id: id.to_owned(),
            domain: domain.to_owned(),
            after: after.iter().map(|id| (*id).to_owned()).collect(),
            after_all: Vec::new(),
            ..any.clone()
        };
        card.outcomes = lines.iter().map(line).collect();
        card
    }

    #[test]
    fn a_ladder_is_as_deep_as_its_steps_in_its_own_domain() {
        let ladder = card(&[
            ("first", "Home", &[]),
            ("second", "Home", &["first"]),
            ("third", "Home", &["elsewhere", "second"]),
            ("elsewhere", "Work", &["third"]),
        ]);
        assert_eq!([0, 1, 2, 3, 9].map(|line| ladder.depth_of(line)), [0, 1, 2, 0, 0]);
        let circle = card(&[("one", "Home", &["other"]), ("other", "Home", &["one"])]);
        assert_eq!(circle.depth_of(0), 4);
    }
}
