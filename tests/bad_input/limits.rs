//! Too much of anything is told before it is run.

use ratecard::engine::{PreparedScenario, run_case};
use ratecard::model::{Case, Scenario};
use serde_json::{Value, json};

use crate::document::{put, sound, told};

#[test]
fn too_many_of_anything_is_told() {
    let many = |entry: Value, n: usize| Value::Array(vec![entry; n]);
    let numbered = |n: usize, entry: &dyn Fn(usize) -> Value| (0..n).map(entry).collect::<Value>();
    let line = |index: usize| {
        json!({
            "id": format!("line{index}"), "name": "A line", "domain": "Home", "chance": 0.5,
            "delay": { "min_months": 1, "mean_extra_months": 0 }, "price": 1
        })
    };
    let segment = |index: usize| {
        json!({
            "id": format!("segment{index}"), "name": "A segment", "share": 0.04, "engagement_odds": 1,
            "cost_factor": 1, "price_factor": 1
        })
    };
    let wild = |index: usize| {
        json!({
            "name": format!("Boom {index}"), "chance": 1, "earliest_month": 0, "latest_month": 0,
            "months": 240, "referrals": 1000, "costs": 1000
        })
    };
    let rows = [
        (
            "/rate_card/outcomes",
            numbered(201, &line),
            "rate_card.outcomes: 201 entries are too many: keep at most 200",
        ),
        (
            "/cohort/segments",
            numbered(25, &segment),
            "cohort.segments: 25 entries are too many: keep at most 20",
        ),
        (
            "/rate_card/outcomes/2/after",
            many(json!("entered"), 21),
            "rate_card.outcomes[2].after (of \"left\"): 21 entries are too many: keep at most 20",
        ),
        (
            "/rate_card/outcomes/2/bands",
            many(json!({ "from_claim": 2, "price": 1 }), 51),
            "rate_card.outcomes[2].bands (of \"left\"): 51 entries are too many: keep at most 50",
        ),
        (
            "/rate_card/outcomes/2/after_all",
            many(json!("entered"), 21),
            "rate_card.outcomes[2].after_all (of \"left\"): 21 entries are too many: keep at most 20",
        ),
        (
            "/rate_card/outcomes/2/unless",
            many(json!("entered"), 21),
            "rate_card.outcomes[2].unless (of \"left\"): 21 entries are too many: keep at most 20",
        ),
        (
            "/rate_card/outcomes/2/segment_prices",
            many(json!({ "segment": "some", "price": 1 }), 21),
            "rate_card.outcomes[2].segment_prices (of \"left\"): 21 entries are too many: keep at most 20",
        ),
        (
            "/contract/caps/person_segments",
            many(json!({ "segment": "some", "most": 1 }), 21),
            "contract.caps.person_segments: 21 entries are too many: keep at most 20",
        ),
        (
            "/contract/caps/person_groups",
            many(json!({ "name": "Work", "outcomes": ["kept"], "most": 1 }), 21),
            "contract.caps.person_groups: 21 entries are too many: keep at most 20",
        ),
        (
            "/contract/payers/1/most_in_year",
            json!({ "most": vec![1; 22] }),
            "contract.payers[1].most_in_year.most (of \"Fund\"): 22 entries are too many: keep at most 21",
        ),
        (
            "/contract/payer_shares",
            many(json!({ "shares_bp": [5000, 5000] }), 501),
            "contract.payer_shares: 501 entries are too many: keep at most 500",
        ),
        (
            "/contract/service_fees",
            many(json!({ "from_month": 0, "monthly": 1 }), 101),
            "contract.service_fees: 101 entries are too many: keep at most 100",
        ),
        (
            "/investment/draws",
            many(json!({ "month": 0, "amount": 1 }), 241),
            "investment.draws: 241 entries are too many: keep at most 240",
        ),
        (
            "/stresses",
            many(json!({ "name": "Bad winter" }), 51),
            "stresses: 51 entries are too many: keep at most 50",
        ),
        (
            "/stresses",
            json!([{ "name": "Bad winter", "shocks": vec!["Lockdown"; 21] }]),
            "stresses[0].shocks (of \"Bad winter\"): 21 entries are too many: keep at most 20",
        ),
        (
            "/tests",
            many(
                json!({ "name": "Mine", "figure": "paid", "limit": "at_most", "amount": 1, "holds_in": 1 }),
                51,
            ),
            "tests: 51 entries are too many: keep at most 50",
        ),
        (
            "/actuals",
            json!({ "source": "x", "payment_plans": vec![json!({ "name": "Plan", "payments": [] }); 21] }),
            "actuals.payment_plans: 21 entries are too many: keep at most 20",
        ),
        (
            "/actuals",
            json!({ "source": "x", "starts": vec![json!({ "from": "2024-04", "to": "2024-04", "people": 1 }); 5_001] }),
            "actuals.starts: 5001 entries are too many: keep at most 5000",
        ),
        (
            "/contract/payers",
            many(json!({ "id": "one", "name": "One", "share_bp": 500 }), 21),
            "contract.payers: 21 entries are too many: keep at most 20",
        ),
        (
            "/contract/amendments",
            numbered(101, &|month| json!({ "name": "Again", "from_month": month })),
            "contract.amendments: 101 entries are too many: keep at most 100",
        ),
        (
            "/contract/caps/year/most",
            many(json!(1), 22),
            "contract.caps.year.most: 22 entries are too many: keep at most 21",
        ),
        (
            "/uncertainty/shocks",
            numbered(21, &wild),
            "uncertainty.shocks: 21 entries are too many: keep at most 20",
        ),
        // Two such shocks at once, and the costs of twenty.
        (
            "/uncertainty/shocks",
            numbered(2, &wild),
            "cohort.volume: 120000000 people could come in an unlucky future, which is more than can be simulated: bring low, central and high closer together, or lower the shocks' factors on referrals",
        ),
        ("/run/trials", json!(100_000), ""),
        ("/cohort/referrals/0/per_month", json!(16_000), ""),
    ];
    for (pointer, value, expected) in rows {
        let mut document = sound();
        put(&mut document, pointer, value);
        if expected.is_empty() {
            Scenario::read(document).unwrap_or_else(|problems| panic!("{pointer}: {problems:#?}"));
        } else {
            let told = told(document);
            assert!(told.iter().any(|line| line == expected), "{expected}\nnot in {told:#?}");
        }
    }
}

#[test]
fn a_run_that_would_take_too_long_is_told_before_it_begins() {
    let mut document = sound();
    put(&mut document, "/cohort/referrals/0/per_month", json!(16_000));
    put(&mut document, "/run/trials", json!(100_000));
    put(&mut document, "/rate_card/outcomes/0/repeats", Value::Null);
    document["rate_card"]["outcomes"][0].as_object_mut().unwrap().shift_remove("repeats");
    for index in 0..10 {
        let mut line = document["rate_card"]["outcomes"][2].clone();
        line["id"] = json!(format!("more{index}"));
        line["name"] = line["id"].clone();
        put(&mut document, "/rate_card/outcomes/-", line);
    }
    let told = told(document);
    assert_eq!(
        told,
        [
            "run.trials: 100000 futures of this many people and outcomes would run for many minutes: write at most 80128, or fewer people"
        ]
    );
}

#[test]
fn sums_that_cannot_be_added_up_are_told() {
    let mut document = sound();
    for (pointer, value) in [
        ("/rate_card/outcomes/0/price", json!(10_000_000_000u64)),
        ("/cohort/segments/0/price_factor", json!(1000)),
        ("/costs/per_start", json!(10_000_000_000u64)),
        ("/costs/inflation", json!(1)),
    ] {
        put(&mut document, pointer, value);
    }
    let told = told(document);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].starts_with("rate_card.outcomes: "), "{told:#?}");
    assert!(told[0].ends_with("trillion could come up in one future, which is more than can be added up: lower prices, price factors or indexation"), "{told:#?}");
    assert!(told[1].starts_with("costs: "), "{told:#?}");
}

/// Outcomes that wait for either of two, one of which waits for either of two, and so on.
#[test]
fn sums_within_sums_are_refused_rather_than_run_for_hours() {
    let mut document = sound();
    let line = |id: String, after: Vec<String>| {
        json!({
            "id": id, "name": "x", "domain": "Home", "after": after, "chance": 0.5,
            "delay": { "min_months": 1, "mean_extra_months": 5 }, "price": 100
        })
    };
    // Each diamond lies inside one branch of the one around it, behind a step of its own.
    let mut lines = Vec::new();
    let depth = 6;
    for level in 0..depth {
        let outer = if level == 0 { vec![] } else { vec![format!("in{}", level - 1)] };
        lines.push(line(format!("in{level}"), outer));
        lines.push(line(format!("short{level}"), vec![format!("in{level}")]));
    }
    lines.push(line("core".to_owned(), vec![format!("in{}", depth - 1)]));
    for level in (0..depth).rev() {
        let inner =
            if level + 1 == depth { "core".to_owned() } else { format!("out{}", level + 1) };
        lines.push(line(format!("out{level}"), vec![inner, format!("short{level}")]));
    }
    put(&mut document, "/rate_card/outcomes", json!(lines));
    put(&mut document, "/contract/caps", json!({ "sharing": "pro_rata" }));
    put(&mut document, "/contract/amendments", json!([]));
    put(&mut document, "/contract/delivery_months", json!(200));
    let (scenario, _) = Scenario::read(document).unwrap();
    let summary = ratecard::engine::run(&PreparedScenario::new(&scenario).unwrap());
    assert_eq!(summary.closed_form.earned, None);
    assert_eq!(
        summary.closed_form.obstacle.as_deref(),
        Some("the sums over outcomes within outcomes would take too long")
    );
    assert_eq!(run_case(&scenario, Case::Central).unwrap_err()[0].path, "run.luck");
}
