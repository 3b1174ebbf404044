//! Settings that do not go together, and many problems at once.

use ratecard::engine::{PreparedScenario, run_case};
use ratecard::model::{Case, Problem, Scenario};
use serde_json::json;

use crate::document::{put, sound, told};

#[test]
fn all_problems_come_at_once() {
    let mut document = sound();
    for (pointer, value) in [
        ("/run/trials", json!(0)),
        ("/rate_card/outcomes/0/price", json!("a lot")),
        ("/rate_card/outcomes/1/after", json!(["gone"])),
        ("/rate_card/outcomes/2/chance", json!({ "low": 0.9, "central": 0.4, "high": 0.6 })),
        ("/cohort/segments/0/share", json!(0.3)),
        ("/contract/start", json!("soon")),
        ("/contract/payers/0/share_bp", json!(7000)),
        ("/costs/set_up", json!(-1)),
        ("/investment/buffer", json!(0.001)),
        ("/extra", json!({ "deep": [1, 2] })),
    ] {
        put(&mut document, pointer, value);
    }
    let mut paths: Vec<String> = Scenario::read(document)
        .unwrap_err()
        .into_iter()
        .map(|problem: Problem| problem.path)
        .collect();
    paths.sort();
    assert_eq!(
        paths,
        [
            "cohort.segments",
            "contract.payers",
            "contract.start",
            "costs.set_up",
            "extra",
            "investment.buffer",
            "rate_card.outcomes[0].price",
            "rate_card.outcomes[1].after[0]",
            "rate_card.outcomes[2].chance",
            "run.trials"
        ]
    );
}

#[test]
fn a_cap_per_person_needs_people_wherever_it_is_set() {
    let mut document = sound();
    put(&mut document, "/run/luck", json!(false));
    let told_off = "run.luck: off cannot go with a cap per person, which limits people and not averages: switch the luck of people on, or take the cap per person out";
    for pointer in ["/contract/caps/person", "/contract/amendments/0/person_cap"] {
        let mut capped = document.clone();
        put(&mut capped, pointer, json!(1000));
        assert_eq!(told(capped.clone()), [told_off]);
        put(&mut capped, "/run/luck", json!(true));
        let (scenario, _) = Scenario::read(capped).unwrap();
        let problems = run_case(&scenario, Case::Central).unwrap_err();
        assert_eq!(problems[0].path, "run.luck");
    }
}

#[test]
fn without_luck_nothing_may_depend_on_who_is_who() {
    let mut document = sound();
    put(&mut document, "/run/luck", json!(false));
    put(&mut document, "/rate_card/returners", json!("once_per_journey"));
    let told = |changes: &[(&str, serde_json::Value)]| {
        let mut document = document.clone();
        for (pointer, value) in changes {
            put(&mut document, pointer, value.clone());
        }
        let (scenario, _) = Scenario::read(document).unwrap();
        let problems = PreparedScenario::new(&scenario).err().unwrap_or_default();
        problems.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let returns = json!({ "chance": 0.2, "mean_gap_months": 3 });
    let second = document["rate_card"]["outcomes"][1]["id"].clone();
    let name = document["rate_card"]["outcomes"][2]["name"].clone();
    let alternatives = [
        ("/rate_card/outcomes/1/after", json!([])),
        ("/rate_card/outcomes/2/after", json!([])),
        ("/rate_card/outcomes/2/unless", json!([second])),
        ("/cohort/re_referral", serde_json::Value::Null),
    ];
    assert_eq!(told(&alternatives), Vec::<String>::new());
    let mut with_returns = alternatives.clone();
    with_returns[3].1 = returns;
    assert_eq!(
        told(&with_returns),
        [format!(
            "run.luck: off cannot go with people who come back where other outcomes rule out {name}: switch the luck of people on, or take out people who come back"
        )]
    );
}
