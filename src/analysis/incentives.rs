//! What the card pays for somebody of each segment, and what that person costs: whom it is worth a provider's while to help.
//!
//! Each segment is run alone, as if all who are referred were of it, so that its pay and its costs are told apart from those of
//! the others. Caps on totals are left out: they take from whoever comes last, and not from one kind of people.

use crate::engine::summary::{CapKind, Summary};
use crate::engine::{PreparedScenario, run};
use crate::model::{AfterCap, Money, Probability, Problem, Scenario};

/// Futures for each segment. Where luck of people can be left out these are means of means, and steady; elsewhere the means of
/// hundreds of people in each.
const FUTURES: u32 = 256;

/// Expected pay and costs by segment, in the order of the scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Incentives {
    pub segments: Vec<SegmentPay>,
    /// What set-up, fixed costs and the personalisation fund come to for each person who starts, whoever it is.
    pub shared_cost: f64,
}

/// What one person of a segment who starts brings and costs on average, in pounds.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentPay {
    pub id: String,
    pub name: String,
    /// Of all who start, the part of this segment.
    pub share_of_starts: f64,
    /// Claims times prices, after limits per person and before all other caps.
    pub pay: f64,
    /// What is spent for each start and each month in support.
    pub cost: f64,
}

impl SegmentPay {
    /// What is left of the pay for what all people share.
    pub fn left(&self) -> f64 {
        self.pay - self.cost
    }
}

impl Incentives {
    /// The segments for which the card leaves least and most, where it has more than one that starts; the two differ.
    pub fn least_and_most(&self) -> Option<(&SegmentPay, &SegmentPay)> {
        let some = || self.segments.iter().filter(|segment| segment.share_of_starts > 0.0);
        let least = some().min_by(|a, b| a.left().total_cmp(&b.left()))?;
        let most = some().max_by(|a, b| a.left().total_cmp(&b.left()))?;
        (least.id != most.id).then_some((least, most))
    }
}

/// Works out the incentives of a scenario, whose summary says what all of it costs.
///
/// # Errors
/// If the scenario cannot be run.
pub fn incentives(scenario: &Scenario, summary: &Summary) -> Result<Incentives, Vec<Problem>> {
    let alone = alone(scenario);
    let mut segments = Vec::new();
    for (index, segment) in scenario.cohort.segments.iter().enumerate() {
        let of_segment = run(&prepared(of_one(&alone, index))?);
        let starts = of_segment.people.starts.mean;
        let each = |amount: f64| if starts > 0.0 { amount / starts } else { 0.0 };
        let earned: f64 = of_segment.outcomes.iter().map(|line| line.earned.mean).sum();
        let over_person = of_segment.unpaid_by_cap.iter().filter(|cap| cap.cap == CapKind::Person);
        let over_person: f64 = over_person.map(|cap| cap.taken.mean).sum();
        segments.push(SegmentPay {
            id: segment.id.clone(),
            name: segment.name.clone(),
            // Until all are known: those of this segment who start.
            share_of_starts: starts * segment.share.get(),
            pay: each(earned - over_person),
            cost: each(of_segment.capital.costs.mean),
        });
    }
    let all: f64 = segments.iter().map(|segment| segment.share_of_starts).sum();
    let mut own_cost = 0.0;
    for segment in &mut segments {
        segment.share_of_starts = if all > 0.0 { segment.share_of_starts / all } else { 0.0 };
        own_cost += segment.share_of_starts * segment.cost;
    }
    let starts = summary.people.starts.mean;
    let whole_cost = if starts > 0.0 { summary.capital.costs.mean / starts } else { 0.0 };
    Ok(Incentives { segments, shared_cost: (whole_cost - own_cost).max(0.0) })
}

/// The scenario with what concerns one person only: no cap on totals, no costs that all share, no capital.
fn alone(scenario: &Scenario) -> Scenario {
    let mut alone = scenario.clone();
    alone.run.trials = FUTURES.min(scenario.run.trials);
    alone.contract.caps.contract = None;
    alone.contract.after_cap = AfterCap::KeepDelivering;
    alone.costs.set_up = Money::ZERO;
    alone.costs.fixed_monthly = Money::ZERO;
    alone.costs.personalisation_fund = Money::ZERO;
    alone.investment.keep_planned_need = false;
    alone.tests.clear();
    for amendment in &mut alone.contract.amendments {
        amendment.contract_cap = None;
    }
    alone
}

/// The same with everybody in one segment.
fn of_one(scenario: &Scenario, index: usize) -> Scenario {
    let mut one = scenario.clone();
    for (other, segment) in one.cohort.segments.iter_mut().enumerate() {
        segment.share = if other == index { Probability::ONE } else { Probability::ZERO };
    }
    one
}

/// Without luck of people where that can be, which is quicker and steadier.
fn prepared(mut scenario: Scenario) -> Result<PreparedScenario, Vec<Problem>> {
    let wants_luck = scenario.run.luck;
    scenario.run.luck = false;
    match PreparedScenario::new(&scenario) {
        Err(_) if wants_luck => {
            scenario.run.luck = true;
            PreparedScenario::new(&scenario)
        }
        prepared => prepared,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Scenario;
    use crate::share::preset;

    fn of(scenario: &Scenario) -> Incentives {
        let mut scenario = scenario.clone();
        scenario.run.trials = 256;
        let summary = run(&PreparedScenario::new(&scenario).unwrap());
        incentives(&scenario, &summary).unwrap()
    }

    fn kirklees() -> Scenario {
        preset("kirklees").unwrap().open().unwrap().scenario
    }

    #[test]
    fn the_first_preset_pays_less_for_those_who_cost_more() {
        let incentives = of(&kirklees());
        let (least, most) = incentives.least_and_most().unwrap();
        assert!(least.name.contains("igher") && most.name.contains("ower"), "{incentives:?}");
        assert!(least.pay < most.pay && least.cost > most.cost);
        let all: f64 = incentives.segments.iter().map(|segment| segment.share_of_starts).sum();
        assert!((all - 1.0).abs() < 1e-9 && incentives.shared_cost > 0.0);
    }

    #[test]
    fn segments_add_up_to_all_that_is_earned_and_spent() {
        let mut scenario = kirklees();
        scenario.contract.grants.clear();
        scenario.run.trials = 256;
        let summary = run(&PreparedScenario::new(&scenario).unwrap());
        let Incentives { segments, shared_cost } = incentives(&scenario, &summary).unwrap();
        let mean = |of: fn(&SegmentPay) -> f64| {
            segments.iter().map(|segment| segment.share_of_starts * of(segment)).sum::<f64>()
        };
        let starts = summary.people.starts.mean;
        let earned: f64 = summary.outcomes.iter().map(|line| line.earned.mean).sum();
        assert!((mean(|segment| segment.pay) * starts / earned - 1.0).abs() < 0.02);
        let costs = (mean(|segment| segment.cost) + shared_cost) * starts;
        assert!((costs / summary.capital.costs.mean - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_price_for_one_segment_is_told_of_that_one() {
        let mut scenario = kirklees();
        let before = of(&scenario);
        scenario.cohort.segments[0].price_factor = crate::model::Factor::new(2.0).unwrap();
        let after = of(&scenario);
        assert!((after.segments[0].pay / before.segments[0].pay - 2.0).abs() < 1e-3);
        for (before, after) in before.segments.iter().zip(&after.segments).skip(1) {
            assert!((before.pay - after.pay).abs() < 1e-9);
        }
    }

    #[test]
    fn a_single_segment_is_neither_least_nor_most() {
        let mut scenario = kirklees();
        scenario.cohort.segments.truncate(1);
        scenario.cohort.segments[0].share = Probability::ONE;
        for line in &mut scenario.rate_card.outcomes {
            line.segment_chances.clear();
            line.segment_prices.clear();
        }
        assert_eq!(of(&scenario).least_and_most(), None);
    }
}
