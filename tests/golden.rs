//! The expected figures, bit for bit, and the promises of the dice: on the host, and on wasm in Node.
//!
//! `cargo xtask golden` writes the files anew; a moved figure belongs in CHANGELOG.md under "Figures".
#![expect(clippy::unwrap_used, reason = "a test may unwrap")]

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use ratecard::engine::{Batch, Collector, PreparedScenario, Summary, run_batch, run_case};
use ratecard::model::{Case, Probability, Sampling, Scenario};
use ratecard::share::{PRESETS, preset};

/// Every rule of the format at once, with people enough for each to matter.
const EVERY_RULE: &str = include_str!("golden/every_rule.scenario.json");

const SAMPLINGS: [Sampling; 2] = [Sampling::Even, Sampling::Independent];

fn kirklees(trials: u32) -> Scenario {
    let mut scenario = preset("kirklees").unwrap().open().unwrap().scenario;
    scenario.run.trials = trials;
    scenario
}

fn every_rule() -> Scenario {
    let document = serde_json::from_str(EVERY_RULE).unwrap();
    Scenario::read(document).unwrap_or_else(|problems| panic!("{problems:#?}")).0
}

fn plan(scenario: &Scenario) -> PreparedScenario {
    PreparedScenario::new(scenario).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn collect(plan: &PreparedScenario, batches: impl IntoIterator<Item = Batch>) -> Summary {
    let mut collector = Collector::new(plan);
    batches.into_iter().for_each(|batch| collector.add(batch));
    collector.summary()
}

/// Runs a plan in so many batches, the last one first.
fn run_in(plan: &PreparedScenario, n_batches: u32) -> Summary {
    let trials = plan.plan().n_trials();
    let bound = |batch: u32| trials * batch / n_batches;
    collect(
        plan,
        (0..n_batches).rev().map(|batch| run_batch(plan.plan(), bound(batch)..bound(batch + 1))),
    )
}

fn check(name: &str, expected: &str, found: &impl serde::Serialize) {
    let found = serde_json::to_string_pretty(found).unwrap() + "\n";
    #[cfg(not(target_arch = "wasm32"))]
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let path = format!("{}/tests/golden/{name}.json", env!("CARGO_MANIFEST_DIR"));
        std::fs::write(path, found).unwrap();
        return;
    }
    if let Some((line, (expected, found))) = expected
        .lines()
        .zip(found.lines())
        .enumerate()
        .find(|(_, (expected, found))| expected != found)
    {
        panic!("{name}.json, line {}: expected {expected}, found {found}", line + 1);
    }
    assert_eq!(expected.len(), found.len(), "{name}.json");
}

#[test]
fn kirklees_gives_its_figures() {
    check("kirklees", include_str!("golden/kirklees.json"), &run_in(&plan(&kirklees(200)), 1));
}

#[test]
fn every_rule_gives_its_figures() {
    check("every_rule", include_str!("golden/every_rule.json"), &run_in(&plan(&every_rule()), 1));
}

#[test]
fn the_named_cases_give_their_figures() {
    for (case, name, expected) in [
        (Case::Low, "kirklees_low", include_str!("golden/kirklees_low.json")),
        (Case::Central, "kirklees_central", include_str!("golden/kirklees_central.json")),
        (Case::High, "kirklees_high", include_str!("golden/kirklees_high.json")),
    ] {
        check(name, expected, &run_case(&kirklees(1), case).unwrap());
    }
}

#[test]
fn any_split_of_the_work_gives_the_same_figures() {
    for scenario in [kirklees(25), every_rule()] {
        let plan = plan(&scenario);
        let whole = run_in(&plan, 1);
        for n_batches in [2, 5] {
            assert_eq!(run_in(&plan, n_batches), whole, "{n_batches} batches");
        }
    }
}

#[test]
fn a_trial_does_not_depend_on_how_many_are_run() {
    for sampling in SAMPLINGS {
        let with = |trials| {
            let mut scenario = kirklees(trials);
            scenario.run.sampling = sampling;
            plan(&scenario)
        };
        let (few, many) = (with(23), with(70));
        assert_eq!(
            collect(&few, [run_batch(few.plan(), 21..23)]),
            collect(&many, [run_batch(many.plan(), 21..23)])
        );
    }
}

#[test]
fn prices_caps_and_terms_change_no_journey() {
    let before = run_in(&plan(&kirklees(20)), 1);
    let mut scenario = kirklees(20);
    for outcome in &mut scenario.rate_card.outcomes {
        outcome.price = outcome.price + outcome.price;
    }
    scenario.contract.caps.contract = None;
    scenario.costs.fixed_monthly = scenario.costs.set_up;
    let after = run_in(&plan(&scenario), 1);
    assert_ne!(before.paid, after.paid);
    assert_eq!(before.people, after.people);
    for (before, after) in before.outcomes.iter().zip(&after.outcomes) {
        assert_eq!((before.achieved, before.claimed), (after.achieved, after.claimed));
    }
}

#[test]
fn an_outcome_leaves_the_dice_of_others_alone() {
    SAMPLINGS.into_iter().for_each(an_outcome_leaves_others_alone);
}

fn an_outcome_leaves_others_alone(sampling: Sampling) {
    let mut scenario = kirklees(20);
    scenario.run.sampling = sampling;
    let before = run_in(&plan(&scenario), 1);
    // What really happened is about every line, and changes no figure.
    scenario.actuals = None;
    // Nothing waits for the last line.
    let removed = scenario.rate_card.outcomes.pop().unwrap();
    scenario.rate_card.outcomes.reverse();
    let after = run_in(&plan(&scenario), 1);
    for outcome in &before.outcomes {
        let again = after.outcomes.iter().find(|other| other.id == outcome.id);
        match again {
            Some(again) => assert_eq!(outcome.achieved, again.achieved, "{}", outcome.id),
            None => assert_eq!(outcome.id, removed.id),
        }
    }
}

#[test]
fn raising_a_chance_takes_nobody_out() {
    let base = kirklees(1);
    for trial in 0..10 {
        let mut last = 0.0;
        for chance in [0.2, 0.5, 0.51, 0.9, 1.0] {
            let mut scenario = base.clone();
            let outcome = &mut scenario.rate_card.outcomes[0];
            outcome.chance = ratecard::model::Estimate::known(Probability::new(chance).unwrap());
            outcome.segment_chances.clear();
            let plan = plan(&scenario);
            let summary = collect(&plan, [run_batch(plan.plan(), trial..trial + 1)]);
            assert!(summary.outcomes[0].achieved.mean >= last, "trial {trial}, {chance}");
            last = summary.outcomes[0].achieved.mean;
        }
    }
}

#[test]
fn every_preset_has_its_fingerprint() {
    let fingerprints: serde_json::Map<String, serde_json::Value> = PRESETS
        .iter()
        .map(|preset| {
            let mut scenario = preset.open().unwrap().scenario;
            scenario.run.trials = 50;
            let summary = run_in(&plan(&scenario), 1);
            (preset.name.to_owned(), summary.fingerprint.into())
        })
        .collect();
    check("presets", include_str!("golden/presets.json"), &fingerprints);
}
