//! People as trials see them: who is referred, and what can happen to them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::engine::dice::delay_table::DelayTable;
use crate::engine::dice::rng::{CERTAIN, Key, Purpose, threshold};
use crate::engine::dice::unknown_dice::UnknownDice;
use crate::engine::dice::unsure::{ChancePlan, FactorPlan};
use crate::model::{Estimate, OddsFactor, Outcome, Probability, ReturnerClaims, Scenario, Segment};

use super::prerequisites::{NoExpectation, Prerequisites};

/// Steps of one expectation that are taken at most: about a second.
const MOST_EFFORT: f64 = 1e9;

/// What decides who comes and what each person achieves. Two plans that agree in it, and in seed and switches, have the
/// same people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct PeoplePlan {
    /// Months in which people may start.
    pub(in crate::engine) delivery_months: usize,
    /// Months that are told apart: delivery and claims; what happens later shares one more place.
    pub(in crate::engine) n_months: usize,
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
pub(in crate::engine) struct LinePlan {
    pub(in crate::engine) code: u64,
    /// By segment.
    pub(in crate::engine) chances: Vec<ChancePlan>,
    pub(in crate::engine) wait: DelayTable,
    pub(in crate::engine) repeats: Option<RepeatPlan>,
    /// Threshold of passing verification.
    pub(in crate::engine) verified: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct RepeatPlan {
    pub(in crate::engine) most: u16,
    /// By segment.
    pub(in crate::engine) chances: Vec<ChancePlan>,
    pub(in crate::engine) wait: DelayTable,
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
        let class_factors = class_factors(&cohort.segments);
        let segments = cohort
            .segments
            .iter()
            .map(|segment| SegmentPlan {
                code: Key::name(&segment.id),
                share: segment.share.get(),
                class: class_of(&class_factors, segment.price_factor.get()),
                engagement: ChancePlan::new(cohort.engagement, segment.engagement_odds.get()),
            })
            .collect();
        let lines: Vec<LinePlan> = rate_card
            .outcomes
            .iter()
            .map(|outcome| LinePlan {
                code: Key::name(&outcome.id),
                chances: by_segment(&cohort.segments, outcome, |segment| {
                    chance_in(outcome, segment)
                }),
                wait: DelayTable::new(outcome.delay),
                repeats: outcome.repeats.map(|repeats| RepeatPlan {
                    most: repeats.most,
                    chances: by_segment(&cohort.segments, outcome, |_| repeats.chance),
                    wait: DelayTable::new(repeats.delay.unwrap_or_default()),
                }),
                verified: outcome.verified.map_or(CERTAIN, |share| threshold(share.get())),
            })
            .collect();
        let after = |outcome: &Outcome| {
            outcome.after.iter().filter_map(|id| rate_card.index_of(id)).collect()
        };
        let prerequisites = Prerequisites::new(rate_card.outcomes.iter().map(after).collect());
        let learning = cohort.learning.filter(|learning| learning.months > 0).map(|learning| {
            let start = learning.starting_odds.get();
            (0..=n_months)
                .map(|month| {
                    let way = (month as f64 / f64::from(learning.months)).min(1.0);
                    start + (1.0 - start) * way
                })
                .collect()
        });
        let shocks = scenario.uncertainty.shocks.iter().map(|shock| ShockPlan {
            code: Key::name(&shock.name),
            chance: shock.chance.get(),
            earliest: shock.earliest_month,
            latest: shock.latest_month,
            months: shock.months,
            referrals: shock.referrals.get(),
            odds: rate_card.outcomes.iter().map(|outcome| odds_for(&shock.odds, outcome)).collect(),
        });
        PeoplePlan {
            delivery_months,
            n_months,
            referrals: cohort.referral_levels(contract.delivery_months),
            volume: FactorPlan::new(cohort.volume),
            dependence: scenario.uncertainty.dependence.get(),
            segments,
            n_classes: class_factors.len(),
            start_wait: DelayTable::new(cohort.start_delay),
            support: DelayTable::at_least_one(cohort.support_months.get()),
            returns: cohort.re_referral.map(|returns| ReturnPlan {
                chance: ChancePlan::new(returns.chance, 1.0),
                gap: DelayTable::at_least_one(returns.mean_gap_months.get()),
            }),
            lines,
            prerequisites,
            learning,
            shocks: shocks.collect(),
            once_per_person: rate_card.returners == ReturnerClaims::OncePerPerson,
            keeps_claims: contract.caps.person.is_some()
                || contract.amendments.iter().any(|amendment| amendment.person_cap.is_some()),
        }
    }

    /// Segments with the same price factor are one class, and are counted together.
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
        if self.returns.is_some() && self.once_per_person {
            return Err(NoExpectation::OncePerPerson);
        }
        if self.effort()? > MOST_EFFORT { Err(NoExpectation::TooLong) } else { Ok(()) }
    }

    /// About how many steps one expectation takes.
    pub(in crate::engine) fn effort(&self) -> Result<f64, NoExpectation> {
        let row = self.row() as f64;
        let mut effort = 0.0;
        for (index, line) in self.lines.iter().enumerate() {
            let most = line.repeats.as_ref().map_or(1.0, |repeats| f64::from(repeats.most));
            effort += row * row * (1.0 + most * (most + 1.0) / 2.0);
            effort += self.prerequisites.effort_to_open(index, row)?;
        }
        Ok(effort * self.segments.len() as f64)
    }

    /// Length of one row of counts: a place for each month, and one for all that comes later.
    pub(in crate::engine) fn row(&self) -> usize {
        self.n_months + 1
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

/// Distinct price factors among the segments, in the order in which they come first.
pub(super) fn class_factors(segments: &[Segment]) -> Vec<f64> {
    let mut factors: Vec<f64> = Vec::new();
    for factor in segments.iter().map(|segment| segment.price_factor.get()) {
        if factors.iter().all(|known| known.to_bits() != factor.to_bits()) {
            factors.push(factor);
        }
    }
    factors
}

fn class_of(factors: &[f64], factor: f64) -> usize {
    factors.iter().position(|known| known.to_bits() == factor.to_bits()).unwrap_or(0)
}

fn chance_in(outcome: &Outcome, segment: &Segment) -> Estimate<Probability> {
    outcome
        .segment_chances
        .iter()
        .find(|own| own.segment == segment.id)
        .map_or(outcome.chance, |own| own.chance)
}

fn by_segment(
    segments: &[Segment],
    outcome: &Outcome,
    chance: impl Fn(&Segment) -> Estimate<Probability>,
) -> Vec<ChancePlan> {
    segments
        .iter()
        .map(|segment| ChancePlan::new(chance(segment), odds_for(&segment.odds, outcome)))
        .collect()
}

/// The factors of a list that apply to an outcome, by its domain or its id, multiplied.
fn odds_for(factors: &[OddsFactor], outcome: &Outcome) -> f64 {
    factors
        .iter()
        .filter(|factor| factor.applies_to == outcome.domain || factor.applies_to == outcome.id)
        .map(|factor| factor.odds.get())
        .product()
}
