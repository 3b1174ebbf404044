//! What the people stage needs, resolved from cohort, card and shocks.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::engine::chance::{ChancePlan, FactorPlan};
use crate::engine::rng::{CERTAIN, Key, Purpose, threshold};
use crate::engine::waiting::Waiting;
use crate::model::{Estimate, OddsFactor, Outcome, Probability, ReturnerClaims, Scenario, Segment};

/// What decides every journey. Two plans that agree in it, and in seed and switches, have the same journeys.
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
    pub(in crate::engine) start_wait: Waiting,
    pub(in crate::engine) support: Waiting,
    pub(in crate::engine) returns: Option<ReturnPlan>,
    pub(in crate::engine) lines: Vec<LinePlan>,
    /// Indices of lines, each after all that it waits for.
    pub(in crate::engine) order: Vec<usize>,
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
    pub(in crate::engine) after: Vec<usize>,
    /// By segment.
    pub(in crate::engine) chances: Vec<ChancePlan>,
    pub(in crate::engine) wait: Waiting,
    pub(in crate::engine) repeats: Option<RepeatPlan>,
    /// Threshold of passing verification.
    pub(in crate::engine) verified: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct RepeatPlan {
    pub(in crate::engine) most: u16,
    /// By segment.
    pub(in crate::engine) chances: Vec<ChancePlan>,
    pub(in crate::engine) wait: Waiting,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct ReturnPlan {
    pub(in crate::engine) chance: ChancePlan,
    pub(in crate::engine) gap: Waiting,
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
        let mut lines: Vec<LinePlan> = rate_card
            .outcomes
            .iter()
            .map(|outcome| LinePlan {
                code: Key::name(&outcome.id),
                after: outcome.after.iter().filter_map(|id| rate_card.index_of(id)).collect(),
                chances: by_segment(&cohort.segments, outcome, |segment| {
                    chance_in(outcome, segment)
                }),
                wait: Waiting::new(outcome.delay),
                repeats: outcome.repeats.map(|repeats| RepeatPlan {
                    most: repeats.most,
                    chances: by_segment(&cohort.segments, outcome, |_| repeats.chance),
                    wait: Waiting::new(repeats.delay),
                }),
                verified: outcome.verified.map_or(CERTAIN, |share| threshold(share.get())),
            })
            .collect();
        let order = prerequisite_order(&lines);
        keep_deciding_prerequisites(&mut lines, &order);
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
            start_wait: Waiting::new(cohort.start_delay),
            support: Waiting::at_least_one(cohort.support_months.get()),
            returns: cohort.re_referral.map(|returns| ReturnPlan {
                chance: ChancePlan::new(returns.chance, 1.0),
                gap: Waiting::at_least_one(returns.mean_gap_months.get()),
            }),
            lines,
            order,
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

    /// Length of one row of counts: a place for each month, and one for all that comes later.
    pub(in crate::engine) fn row(&self) -> usize {
        self.n_months + 1
    }
}

impl ShockPlan {
    /// The months that the shock strikes in the trial with this key, if it does.
    pub(in crate::engine) fn strikes(&self, trial: Key) -> Option<Range<usize>> {
        let key = trial.purpose(Purpose::Shock).child(self.code);
        if key.uniform(0) >= self.chance {
            return None;
        }
        let choices = f64::from(self.latest - self.earliest) + 1.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "below the number of choices, which is a month count"
        )]
        let first = usize::from(self.earliest) + (key.uniform(1) * choices) as usize;
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

fn prerequisite_order(lines: &[LinePlan]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    // Each pass settles at least one line, because circles were refused.
    while order.len() < lines.len() {
        let before = order.len();
        for (index, line) in lines.iter().enumerate() {
            if !order.contains(&index) && line.after.iter().all(|earlier| order.contains(earlier)) {
                order.push(index);
            }
        }
        if order.len() == before {
            break;
        }
    }
    order
}

/// Of the prerequisites any one of which opens a line, keeps those that can be the first to do so: whoever
/// achieves one that needs another of them has achieved that other before, or in the same month.
fn keep_deciding_prerequisites(lines: &mut [LinePlan], order: &[usize]) {
    // By line, and then by line: whether nobody achieves the one without the other.
    let mut needs = vec![vec![false; lines.len()]; lines.len()];
    for index in order {
        let all = std::mem::take(&mut lines[*index].after);
        let is_late = |line: &usize| all.iter().any(|other| needs[*line][*other]);
        let deciding: Vec<usize> = all.iter().copied().filter(|line| !is_late(line)).collect();
        let needs_by_all = |other: usize| {
            deciding.iter().all(|earlier| *earlier == other || needs[*earlier][other])
        };
        needs[*index] =
            (0..lines.len()).map(|other| !deciding.is_empty() && needs_by_all(other)).collect();
        lines[*index].after = deciding;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::share::PRESETS;

    #[test]
    fn a_line_waits_for_those_that_can_be_first() {
        // Each line's prerequisites, and those of them that decide.
        let lines: [(&[usize], &[usize]); 8] = [
            (&[], &[]),
            (&[0], &[0]),
            (&[0, 1], &[0]),
            (&[1, 2], &[1, 2]),
            // All ways to 3 lead over 0.
            (&[3, 0], &[0]),
            (&[], &[]),
            // Two ways that have nothing in common.
            (&[5, 1], &[5, 1]),
            // 6 needs neither 5 nor 1 alone.
            (&[6, 5, 2], &[6, 5, 2]),
        ];
        let mut scenario = PRESETS[0].open().unwrap().scenario;
        scenario.rate_card.outcomes.truncate(lines.len());
        let mut plans = PeoplePlan::new(&scenario).lines;
        for (plan, (after, _)) in plans.iter_mut().zip(lines) {
            plan.after = after.to_vec();
        }
        // In the plan's order, not the card's.
        let order = prerequisite_order(&plans);
        keep_deciding_prerequisites(&mut plans, &order);
        for (plan, (_, deciding)) in plans.iter().zip(lines) {
            assert_eq!(plan.after, deciding);
        }
    }
}
