//! Laws that hold of any scenario, seen from outside: figures of single futures, and of all together.
//!
//! Laws of what happens inside a trial are in `src/engine/run/laws.rs`. More cases, and other ones:
//! `PROPTEST_CASES=1000000 PROPTEST_RNG_SEED=2 cargo test --release --test properties`.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test may unwrap")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use ratecard::engine::summary::{CapKind, OutcomeTotal};
use ratecard::engine::{Collector, PreparedScenario, Summary, run_batch};
use ratecard::model::{
    self, AfterCap, Caps, Contract, Estimate, Money, Outcome, Probability, Scenario,
};

#[path = "../any_scenario/mod.rs"]
mod any_scenario;
mod closed_form;
mod money;
mod people;
mod replay;
mod running;

/// Futures of each scenario that are looked at one by one.
const FUTURES: u32 = 2;

/// One future on its own.
fn future(plan: &PreparedScenario, trial: u32) -> Summary {
    let mut collector = Collector::new(plan);
    collector.add(run_batch(plan.plan(), trial..trial + 1));
    collector.summary()
}

fn futures(scenario: &Scenario) -> Vec<Summary> {
    let plan = PreparedScenario::new(scenario).unwrap();
    (0..FUTURES).map(|trial| future(&plan, trial)).collect()
}

/// The same futures of two scenarios.
fn side_by_side(one: &Scenario, other: &Scenario) -> impl Iterator<Item = (Summary, Summary)> {
    futures(one).into_iter().zip(futures(other))
}

fn by_id(summary: &Summary) -> BTreeMap<&str, &OutcomeTotal> {
    summary.outcomes.iter().map(|outcome| (outcome.id.as_str(), outcome)).collect()
}

/// Pence of an amount in one future.
fn pence(spread: &ratecard::engine::summary::Spread) -> i64 {
    spread.p50.pence()
}

fn without_caps(contract: Contract) -> Contract {
    Contract { caps: Caps::default(), amendments: Vec::new(), ..contract }
}

fn without_person_caps(contract: &mut Contract) {
    contract.caps.person = None;
    contract.caps.person_segments.clear();
    contract.caps.person_groups.clear();
    contract.amendments.iter_mut().for_each(|amendment| amendment.person_cap = None);
}

fn keep_delivering(mut scenario: Scenario) -> Scenario {
    scenario.contract.after_cap = AfterCap::KeepDelivering;
    scenario
}

fn every_price(scenario: &mut Scenario, change: impl Fn(Money) -> Money) {
    for outcome in scenario.rate_card.outcomes.iter_mut().filter(|outcome| !outcome.is_step) {
        outcome.price = change(outcome.price);
        for own in &mut outcome.segment_prices {
            own.price = change(own.price);
        }
        for later in &mut outcome.price_changes {
            later.price = change(later.price);
        }
        for band in &mut outcome.bands {
            band.price = change(band.price);
        }
    }
    for amendment in &mut scenario.contract.amendments {
        for later in &mut amendment.prices {
            later.price = change(later.price);
        }
    }
}

/// Pence of a future that a cap and those before it let through; payers and the contract are one, since what payers do
/// not pay for want of money the contract cap need not take.
fn let_through(future: &Summary, cap: CapKind) -> i64 {
    let before = future.unpaid_by_cap.iter().filter(|effect| effect.cap <= cap);
    pence(&future.earned) - before.map(|effect| pence(&effect.taken)).sum::<i64>()
}

/// The scenario with a penny more of each limit that is one number for all, and the cap that it belongs to.
fn with_a_penny_more(scenario: &Scenario) -> Vec<(CapKind, Scenario)> {
    // A list's last amount stands for all later years: here each year has its own.
    let mut yearly = scenario.clone();
    let lists = yearly.contract.payers.iter_mut().filter_map(|payer| payer.most_in_year.as_mut());
    let lists = lists.map(|cap| &mut cap.most);
    for list in lists.chain(yearly.contract.caps.year.as_mut().map(|year| &mut year.most)) {
        list.resize(6, *list.last().unwrap());
    }
    let mut raised = Vec::new();
    let mut raise = |cap: CapKind, limit: &dyn Fn(&mut Scenario) -> Option<&mut Money>| {
        let mut scenario = yearly.clone();
        if let Some(limit) = limit(&mut scenario) {
            *limit += Money::from_pence(1);
            raised.push((cap, scenario));
        }
    };
    raise(CapKind::Contract, &|scenario| scenario.contract.caps.contract.as_mut());
    for payer in 0..scenario.contract.payers.len() {
        raise(CapKind::Contract, &|scenario| scenario.contract.payers[payer].most.as_mut());
        for year in 0..6 {
            raise(CapKind::Contract, &|scenario| {
                scenario.contract.payers[payer].most_in_year.as_mut().map(|cap| &mut cap.most[year])
            });
        }
    }
    for year in 0..6 {
        raise(CapKind::Year, &|scenario| {
            scenario.contract.caps.year.as_mut().map(|cap| &mut cap.most[year])
        });
    }
    for group in 0..scenario.contract.caps.groups.len() {
        raise(CapKind::Group, &|scenario| Some(&mut scenario.contract.caps.groups[group].most));
    }
    for line in 0..scenario.contract.caps.lines.len() {
        raise(CapKind::Line, &|scenario| scenario.contract.caps.lines[line].most.as_mut());
    }
    raised
}

/// The first outcome that is on the card, and not only a step on the way.
fn on_card(scenario: &mut Scenario) -> &mut Outcome {
    scenario.rate_card.outcomes.iter_mut().find(|outcome| !outcome.is_step).unwrap()
}

/// All that decides who an outcome opens for, beside its own chance.
fn depends_directly(outcome: &Outcome) -> impl Iterator<Item = &String> {
    outcome.after.iter().chain(&outcome.after_all).chain(&outcome.unless)
}

/// Whether who achieves one outcome depends on another, or is it: by way of it, or because it rules it out.
fn depends_on(outcomes: &[Outcome], id: &str, on: &str) -> bool {
    let outcome = outcomes.iter().find(|outcome| outcome.id == id).unwrap();
    id == on || depends_directly(outcome).any(|earlier| depends_on(outcomes, earlier, on))
}

/// The earliest month in which anybody can achieve an outcome.
fn earliest(scenario: &Scenario, outcome: &Outcome) -> u16 {
    let outcomes = &scenario.rate_card.outcomes;
    let of =
        |id: &String| earliest(scenario, outcomes.iter().find(|other| other.id == *id).unwrap());
    let start = scenario.cohort.start_delay.min_months;
    let any = outcome.after.iter().map(of).min().unwrap_or(start);
    outcome.after_all.iter().map(of).fold(any, u16::max) + outcome.delay.min_months
}

fn a_stop_changes_nothing_before_it(scenario: Scenario) -> Result<(), TestCaseError> {
    let going_on = keep_delivering(scenario);
    for after_cap in [AfterCap::StopStarts, AfterCap::Stop] {
        let mut stopping = going_on.clone();
        stopping.contract.after_cap = after_cap;
        for (on, stopped) in side_by_side(&going_on, &stopping) {
            prop_assert_eq!(on.cap.month, stopped.cap.month);
            let Some(reached) = on.cap.month else {
                prop_assert_eq!(on.periods, stopped.periods);
                continue;
            };
            for (on, stopped) in on.periods.iter().zip(&stopped.periods) {
                prop_assert!(on.end > reached.p50 || on == stopped, "{}", on.end);
            }
            prop_assert!(stopped.people.starts.mean <= on.people.starts.mean);
            prop_assert!(stopped.capital.costs.p50 <= on.capital.costs.p50);
            for (on, stopped) in on.outcomes.iter().zip(&stopped.outcomes) {
                prop_assert!(stopped.achieved.mean <= on.achieved.mean);
            }
        }
    }
    Ok(())
}

fn probability(chance: f64) -> Estimate<Probability> {
    let chance = Probability::new(chance).unwrap();
    Estimate { low: chance, central: chance, high: chance }
}
