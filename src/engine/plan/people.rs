//! People as trials see them: who is referred, and what can happen to them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::engine::dice::delay_table::DelayTable;
use crate::engine::dice::rng::{Key, Purpose};
use crate::engine::dice::unknown_dice::UnknownDice;
use crate::engine::dice::unsure::{ChancePlan, FactorPlan};
use crate::model::{Arrivals, Cohort, Outcome, RateCard, ReturnerClaims, Scenario};

use super::classes::PriceClasses;
use super::lines::{LinePlan, line_plan, odds_for};
use super::openings::NoExpectation;
use super::person_caps::has_person_cap;
use super::prerequisites::{Listed, Prerequisites};
use super::prices::TimeLine;

/// Steps of one expectation that are taken at most: about a second.
const MOST_EFFORT: f64 = 1e9;

/// What decides who comes and what each person achieves. Two plans that agree in it, and in seed and switches, have the
/// same people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct PeoplePlan {
    /// Months in which people may start.
    pub(in crate::engine) delivery_months: usize,
    /// Months of the contract: delivery and claims.
    pub(in crate::engine) n_months: usize,
    /// Months that are told apart: those of the contract, and further ones while the service still learns. What
    /// happens later shares one more place.
    told_apart: usize,
    /// Whether as many people come as are expected.
    pub(in crate::engine) comes_as_planned: bool,
    /// Expected referrals by delivery month, at the central volume less its own factor.
    pub(in crate::engine) referrals: Vec<f64>,
    pub(in crate::engine) volume: FactorPlan,
    pub(in crate::engine) dependence: f64,
    pub(in crate::engine) segments: Vec<SegmentPlan>,
    n_classes: usize,
    pub(in crate::engine) start_wait: DelayTable,
    pub(in crate::engine) support: DelayTable,
    pub(in crate::engine) returns: Option<ReturnPlan>,
    pub(in crate::engine) lines: Vec<LinePlan>,
    /// Which line waits for which.
    pub(in crate::engine) prerequisites: Prerequisites,
    /// Factor on the odds of every outcome by month of opening, where it is not 1.
    pub(in crate::engine) learning: Option<Vec<f64>>,
    pub(in crate::engine) shocks: Vec<ShockPlan>,
    pub(in crate::engine) once_per_person: bool,
    /// Whether an achievement could be claimed, by line and month, where people come back and each outcome is claimed
    /// once per person: what can never be claimed does not use up the right.
    pub(in crate::engine) claimable: Option<Vec<bool>>,
    /// Whether claims must be kept one by one, for a cap per person.
    pub(in crate::engine) keeps_claims: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct SegmentPlan {
    pub(in crate::engine) code: u64,
    pub(in crate::engine) share: f64,
    pub(in crate::engine) class: usize,
    pub(in crate::engine) engagement: ChancePlan,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct ReturnPlan {
    pub(in crate::engine) chance: ChancePlan,
    pub(in crate::engine) gap: DelayTable,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct ShockPlan {
    pub(in crate::engine) code: u64,
    pub(in crate::engine) chance: f64,
    pub(in crate::engine) earliest: u16,
    pub(in crate::engine) latest: u16,
    pub(in crate::engine) months: u16,
    pub(in crate::engine) referrals: f64,
    /// Factor on the odds, by line.
    pub(in crate::engine) odds: Vec<f64>,
}

impl PeoplePlan {
    /// Resolves a scenario without errors.
    pub(super) fn new(scenario: &Scenario) -> PeoplePlan {
        let Scenario { cohort, rate_card, contract, .. } = scenario;
        let delivery_months = usize::from(contract.delivery_months);
        let n_months = delivery_months.max(usize::from(contract.last_claim_month()) + 1);
        let learning_months = cohort.learning.map_or(0, |learning| usize::from(learning.months));
        let told_apart = n_months.max(learning_months);
        let price_classes = PriceClasses::new(scenario);
        let segments = cohort
            .segments
            .iter()
            .zip(&price_classes.of_segment)
            .map(|(segment, class)| SegmentPlan {
                code: Key::name(&segment.id),
                share: segment.share.get(),
                class: *class,
                engagement: ChancePlan::new(cohort.engagement, segment.engagement_odds.get()),
            })
            .collect();
        let outcomes = rate_card.outcomes.iter();
        let shocks = scenario.uncertainty.shocks.iter().map(|shock| ShockPlan {
            code: Key::name(&shock.name),
            chance: shock.chance.get(),
            earliest: shock.earliest_month,
            latest: shock.latest_month,
            months: shock.months,
            referrals: shock.referrals.get(),
            odds: rate_card.outcomes.iter().map(|outcome| odds_for(&shock.odds, outcome)).collect(),
        });
        let once_per_person = rate_card.returners == ReturnerClaims::OncePerPerson;
        let needs_claimable = once_per_person && cohort.re_referral.is_some();
        PeoplePlan {
            delivery_months,
            n_months,
            told_apart,
            comes_as_planned: cohort.arrivals == Arrivals::AsPlanned,
            referrals: cohort.referral_levels(contract.delivery_months),
            volume: FactorPlan::new(cohort.volume),
            dependence: scenario.uncertainty.dependence.get(),
            segments,
            n_classes: price_classes.classes.len(),
            start_wait: DelayTable::new(cohort.start_delay),
            support: DelayTable::at_least_one(cohort.support_months.get()),
            returns: cohort.re_referral.map(|returns| ReturnPlan {
                chance: ChancePlan::new(returns.chance, 1.0),
                gap: DelayTable::at_least_one(returns.mean_gap_months.get()),
            }),
            lines: outcomes.clone().map(|outcome| line_plan(&cohort.segments, outcome)).collect(),
            prerequisites: Prerequisites::new(
                &outcomes.map(|outcome| listed(rate_card, outcome)).collect::<Vec<_>>(),
            ),
            learning: learning(cohort, told_apart),
            shocks: shocks.collect(),
            once_per_person,
            claimable: needs_claimable.then(|| claimable(scenario, told_apart + 1)),
            keeps_claims: has_person_cap(contract),
        }
    }

    /// Segments that are priced and capped alike are one class, and are counted together.
    pub(in crate::engine) fn n_classes(&self) -> usize {
        self.n_classes
    }

    /// Factors on odds by line and month of opening, as they are when no shock strikes.
    pub(in crate::engine) fn odds_without_shocks(&self) -> Vec<f64> {
        let ones = vec![1.0; self.row()];
        let row = self.learning.as_deref().unwrap_or(&ones);
        self.lines.iter().flat_map(|_| row.iter().copied()).collect()
    }

    /// Whether expected counts exist in closed form at all.
    pub(in crate::engine) fn has_expectation(&self) -> Result<(), NoExpectation> {
        if self.returns.is_some() {
            if self.once_per_person {
                return Err(NoExpectation::OncePerPerson);
            }
            if let Some(line) = self.prerequisites.first_ruled_out() {
                return Err(NoExpectation::RuledOutByReturn(line));
            }
        }
        if self.effort()? > MOST_EFFORT { Err(NoExpectation::TooLong) } else { Ok(()) }
    }

    /// About how many steps one expectation takes.
    pub(in crate::engine) fn effort(&self) -> Result<f64, NoExpectation> {
        let row = self.row() as f64;
        let mut effort: f64 = self.prerequisites.efforts_to_open(row)?.iter().sum();
        for line in &self.lines {
            let most = line.repeats.as_ref().map_or(1.0, |repeats| f64::from(repeats.most));
            effort += row * row * (1.0 + 2.0 * most);
        }
        let n_starts = if self.has_time_limits() { self.delivery_months as f64 } else { 1.0 };
        Ok(effort * n_starts * self.segments.len() as f64)
    }

    /// Whether some achievement can be late by the time since the start of its journey.
    pub(in crate::engine) fn has_time_limits(&self) -> bool {
        self.lines.iter().any(|line| line.within.is_some())
    }

    /// The place in a row of counts of what happens after all months that are told apart.
    pub(in crate::engine) fn late_place(&self) -> usize {
        self.told_apart
    }

    /// Length of one row of counts: a place for each month, and one for all that comes later.
    pub(in crate::engine) fn row(&self) -> usize {
        self.told_apart + 1
    }
}

impl ShockPlan {
    /// The months that the shock strikes in the trial with these dice, if it does.
    pub(in crate::engine) fn strikes(&self, dice: UnknownDice) -> Option<Range<usize>> {
        let [whether, when] = dice.pair(Purpose::Shock, self.code);
        if whether >= self.chance {
            return None;
        }
        let choices = f64::from(self.latest - self.earliest) + 1.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "below the number of choices, which is a month count"
        )]
        let first = usize::from(self.earliest) + (when * choices) as usize;
        Some(first..first + usize::from(self.months))
    }
}

/// What each line waits for, by its place on the card.
fn listed(rate_card: &RateCard, outcome: &Outcome) -> Listed {
    let places =
        |ids: &[String]| ids.iter().filter_map(|id| rate_card.index_of(id)).collect::<Vec<_>>();
    Listed {
        after: places(&outcome.after),
        after_all: places(&outcome.after_all),
        unless: places(&outcome.unless),
    }
}

/// Factor on the odds of every outcome by month of opening, while the service learns.
fn learning(cohort: &Cohort, told_apart: usize) -> Option<Vec<f64>> {
    let learning = cohort.learning.filter(|learning| learning.months > 0)?;
    let start = learning.starting_odds.get();
    let factor = |month: usize| {
        let way = (month as f64 / f64::from(learning.months)).min(1.0);
        start + (1.0 - start) * way
    };
    Some((0..=told_apart).map(factor).collect())
}

/// Whether an achievement could be claimed, by line and place in a row of counts.
fn claimable(scenario: &Scenario, row: usize) -> Vec<bool> {
    let contract = &scenario.contract;
    let claim_months = usize::from(contract.last_claim_month()) + 1;
    let time_line = TimeLine { contract, classes: &[], claim_months };
    let outcomes = scenario.rate_card.outcomes.iter();
    outcomes
        .flat_map(|outcome| {
            let time_line = &time_line;
            (0..row)
                .map(move |month| month < claim_months && time_line.is_claimable(outcome, month))
        })
        .collect()
}
