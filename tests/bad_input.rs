//! What is wrong with a document is told: where, what, and what would mend it. Nothing hangs or panics.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test may unwrap")]

use ratecard::engine::{Plan, run_case};
use ratecard::model::{Case, Problem, Problems, Scenario};
use ratecard::share::{FORMAT, OpenError, open};
use serde_json::{Value, json};

/// A sound scenario with something in nearly every place.
fn sound() -> Value {
    let mut document: Value = serde_json::from_str(include_str!("cases/base.json")).unwrap();
    let line = |id: &str, after: Value| {
        json!({
            "id": id, "name": id, "domain": "Home", "after": after, "chance": 0.5,
            "delay": { "min_months": 1, "mean_extra_months": 2 }, "price": 100
        })
    };
    let segment = |id: &str, share: f64| {
        json!({
            "id": id, "name": id, "share": share, "engagement_odds": 1,
            "cost_factor": 1, "price_factor": 1
        })
    };
    let parts = [
        ("/name", json!("Sound")),
        ("/run", json!({ "seed": 1, "trials": 5, "unknowns": true, "luck": true })),
        (
            "/rate_card/outcomes",
            json!([
                line("entered", json!([])),
                line("kept", json!(["entered"])),
                line("left", json!([]))
            ]),
        ),
        ("/cohort/segments", json!([segment("some", 0.4), segment("more", 0.6)])),
        (
            "/contract/caps",
            json!({
                "lines": [{ "outcome": "kept", "most": 5000 }],
                "groups": [{ "name": "Both", "outcomes": ["entered", "kept"], "most": 9000 }],
                "year": { "most": [8000], "excess": "lost" },
                "contract": 20000,
                "sharing": "priority",
                "priority": ["kept"]
            }),
        ),
        (
            "/contract/payers",
            json!([
                { "id": "council", "name": "Council", "share_bp": 7040 },
                { "id": "fund", "name": "Fund", "share_bp": 2960, "most": 5000 }
            ]),
        ),
        ("/contract/grants", json!([{ "from_month": 3, "to_month": 4, "total": 100 }])),
        (
            "/contract/amendments",
            json!([{ "name": "First", "from_month": 6, "dropped": ["left"] }]),
        ),
        (
            "/uncertainty/shocks",
            json!([{
                "name": "Lockdown", "chance": 0.1, "earliest_month": 2, "latest_month": 8, "months": 3,
                "referrals": 0.5, "costs": 1.1
            }]),
        ),
    ];
    for (place, value) in parts {
        put(&mut document, place, value);
    }
    document
}

/// Puts a value at a JSON pointer, adding the last field where it is not there.
fn put(document: &mut Value, pointer: &str, value: Value) {
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap_or_else(|| panic!("{pointer}")) {
        Value::Object(fields) => {
            fields.insert(field.to_owned(), value);
        }
        Value::Array(items) => match field.parse::<usize>() {
            Ok(index) if index < items.len() => items[index] = value,
            _ => items.push(value),
        },
        other => panic!("{pointer}: {other}"),
    }
}

fn told(document: Value) -> Vec<String> {
    match Scenario::read(document) {
        Ok((_, warnings)) => vec![format!("it was read, with {warnings:?}")],
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn the_sound_scenario_is_sound() {
    let (scenario, warnings) =
        Scenario::read(sound()).unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!(warnings, []);
    Plan::new(&scenario).unwrap();
}

/// One value in one place, and all that must be told of it.
#[test]
fn each_wrong_value_is_told_with_its_place_and_its_mend() {
    let long = "x".repeat(300);
    let markup = "<script>alert(1)</script>";
    let many = |entry: Value, n: usize| Value::Array(vec![entry; n]);
    let rows: Vec<(&str, Value, &[&str])> = vec![
        ("/name", json!(7), &["name: 7 is a number: write text"]),
        ("/name", json!(null), &["name: null is empty (null): write text"]),
        ("/run/luck", json!("yes"), &[r#"run.luck: "yes" is text: write true or false"#]),
        ("/run/seed", json!(-1), &["run.seed: -1 is a number: write a whole number, 0 or more"]),
        (
            "/run/seed",
            json!(4294967296u64),
            &["run.seed: 4294967296 is out of range: write a whole number of at most 4294967295"],
        ),
        ("/run/seed", json!(1.5), &["run.seed: 1.5 is a number: write a whole number, 0 or more"]),
        (
            "/run/trials",
            json!(0),
            &["run.trials: 0 is not a number of futures that can be run: write 1 to 100000"],
        ),
        (
            "/run/trials",
            json!(100_001),
            &["run.trials: 100001 is not a number of futures that can be run: write 1 to 100000"],
        ),
        (
            "/run/trials",
            json!("NaN"),
            &[r#"run.trials: "NaN" is text: write a whole number, 0 or more"#],
        ),
        (
            "/rate_card/outcomes",
            json!({}),
            &[
                "rate_card.outcomes: {} is a group of fields: write a list",
                r#"contract.caps.lines[0].outcome: "kept" is not an outcome of this card: write the id of one of its outcomes"#,
                r#"contract.caps.groups[0].outcomes[0]: "entered" is not an outcome of this card: write the id of one of its outcomes"#,
                r#"contract.caps.groups[0].outcomes[1]: "kept" is not an outcome of this card: write the id of one of its outcomes"#,
                r#"contract.caps.priority[0]: "kept" is not an outcome of this card: write the id of one of its outcomes"#,
                r#"contract.amendments[0].dropped[0]: "left" is not an outcome of this card: write the id of one of its outcomes"#,
            ],
        ),
        (
            "/rate_card/outcomes",
            json!([]),
            &[
                "rate_card.outcomes is empty: add at least one outcome",
                r#"contract.caps.lines[0].outcome: "kept" is not an outcome of this card: write the id of one of its outcomes"#,
                r#"contract.caps.groups[0].outcomes[0]: "entered" is not an outcome of this card: write the id of one of its outcomes"#,
                r#"contract.caps.groups[0].outcomes[1]: "kept" is not an outcome of this card: write the id of one of its outcomes"#,
                r#"contract.caps.priority[0]: "kept" is not an outcome of this card: write the id of one of its outcomes"#,
                r#"contract.amendments[0].dropped[0]: "left" is not an outcome of this card: write the id of one of its outcomes"#,
            ],
        ),
        (
            "/rate_card/outcomes/0",
            json!(null),
            &[
                "rate_card.outcomes[0]: null is empty (null): write a group of fields",
                r#"rate_card.outcomes[1].after[0]: "entered" is not an outcome of this card: write the id of one of its outcomes"#,
                r#"contract.caps.groups[0].outcomes[0]: "entered" is not an outcome of this card: write the id of one of its outcomes"#,
            ],
        ),
        (
            "/rate_card/returners",
            json!("always"),
            &[
                r#"rate_card.returners: "always" is not one of the choices: write one of once_per_person, once_per_journey"#,
            ],
        ),
        (
            "/rate_card/outcomes/0/price",
            json!("a lot"),
            &[r#"rate_card.outcomes[0].price: "a lot" is text: write a number"#],
        ),
        (
            "/rate_card/outcomes/0/price",
            json!(1.005),
            &[
                "rate_card.outcomes[0].price: 1.005 has more than two decimal places: write pounds and whole pence, such as 1200.50",
            ],
        ),
        (
            "/rate_card/outcomes/0/price",
            json!(-1),
            &["rate_card.outcomes[0].price: -1 is below zero: write 0 or more pounds"],
        ),
        (
            "/rate_card/outcomes/0/price",
            json!(1e300),
            &[
                "rate_card.outcomes[0].price: 1e+300 is too large a sum: write at most 10,000,000,000 pounds",
            ],
        ),
        (
            "/rate_card/outcomes/0/price",
            json!(null),
            &["rate_card.outcomes[0].price: null is empty (null): write a number"],
        ),
        (
            "/rate_card/outcomes/0/id",
            json!("Entered!"),
            &[
                r#"rate_card.outcomes[0].id: "Entered!" is not an id: write 1 to 64 lower-case letters, digits, - or _"#,
                r#"rate_card.outcomes[1].after[0]: "entered" is not an outcome of this card: write the id of one of its outcomes"#,
                r#"contract.caps.groups[0].outcomes[0]: "entered" is not an outcome of this card: write the id of one of its outcomes"#,
            ],
        ),
        (
            "/rate_card/outcomes/0/id",
            json!("kept"),
            &[
                r#"rate_card.outcomes[1].id: "kept" is used twice: give each a name of its own"#,
                r#"rate_card.outcomes[1].after[0]: "entered" is not an outcome of this card: write the id of one of its outcomes"#,
                r#"contract.caps.groups[0].outcomes[0]: "entered" is not an outcome of this card: write the id of one of its outcomes"#,
            ],
        ),
        (
            "/rate_card/outcomes/2/id",
            json!(""),
            &[
                r#"rate_card.outcomes[2].id: "" is not an id: write 1 to 64 lower-case letters, digits, - or _"#,
                r#"contract.amendments[0].dropped[0]: "left" is not an outcome of this card: write the id of one of its outcomes"#,
            ],
        ),
        (
            "/rate_card/outcomes/2/name",
            json!("  "),
            &["rate_card.outcomes[2].name is empty: write a name"],
        ),
        (
            "/rate_card/outcomes/2/name",
            json!(long),
            &[
                "rate_card.outcomes[2].name: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… is too long: write at most 200 characters",
            ],
        ),
        (
            "/rate_card/outcomes/2/domain",
            json!(""),
            &["rate_card.outcomes[2].domain is empty: write a name"],
        ),
        (
            "/rate_card/outcomes/2/colour",
            json!(markup),
            &[
                r#"rate_card.outcomes[2].colour: "<script>alert(1)</script>" is not a field of this format: remove it; the fields here are id, name, domain, trigger, evidence, lasting, after, chance, segment_chances, delay, repeats, window, verified, price, price_changes, bands, deadweight, public_value, target"#,
            ],
        ),
        (
            "/rate_card/outcomes/2/chance",
            json!(1.7),
            &[
                "rate_card.outcomes[2].chance: 1.7 is not a chance or share: write a number from 0 to 1, such as 0.85 for 85%",
            ],
        ),
        (
            "/rate_card/outcomes/2/chance",
            json!("NaN"),
            &[r#"rate_card.outcomes[2].chance: "NaN" is text: write a number"#],
        ),
        (
            "/rate_card/outcomes/2/chance",
            json!({ "low": 0.5, "central": 0.4, "high": 0.6 }),
            &[
                "rate_card.outcomes[2].chance: 0.5 / 0.4 / 0.6 is not in order: write low, then central, then high, each at least as large as the one before",
            ],
        ),
        (
            "/rate_card/outcomes/2/chance",
            json!({ "low": 0, "central": 0.4, "high": 0.6 }),
            &[
                "rate_card.outcomes[2].chance: 0 / 0.4 / 0.6 holds 0 or 1 among unsure readings: use readings above 0 and below 1, or one known chance",
            ],
        ),
        (
            "/rate_card/outcomes/2/chance",
            json!({ "low": 0.4, "central": 0.6, "high": 1 }),
            &[
                "rate_card.outcomes[2].chance: 0.4 / 0.6 / 1 holds 0 or 1 among unsure readings: use readings above 0 and below 1, or one known chance",
            ],
        ),
        (
            "/rate_card/outcomes/2/chance",
            json!({ "low": 0.4, "central": 0.4, "high": 0.6 }),
            &[
                "rate_card.outcomes[2].chance: 0.4 / 0.4 / 0.6 repeats a reading: make all three equal (known) or all three different",
            ],
        ),
        (
            "/rate_card/outcomes/2/chance",
            json!({ "low": 0.4, "high": 0.6 }),
            &[
                "rate_card.outcomes[2].chance.central is missing: add this field, or start from a preset and change it",
            ],
        ),
        (
            "/rate_card/outcomes/2/after",
            json!(["nowhere"]),
            &[
                r#"rate_card.outcomes[2].after[0]: "nowhere" is not an outcome of this card: write the id of one of its outcomes"#,
            ],
        ),
        (
            "/rate_card/outcomes/2/after",
            json!(["kept", "kept"]),
            &[
                r#"rate_card.outcomes[2].after[1]: "kept" is used twice: give each a name of its own"#,
            ],
        ),
        (
            "/rate_card/outcomes/0/after",
            json!(["kept"]),
            &[
                "rate_card.outcomes: entered after kept after entered wait for each other in a circle: let one of them come after the start",
            ],
        ),
        (
            "/rate_card/outcomes/0/after",
            json!(["entered"]),
            &[
                "rate_card.outcomes: entered after entered wait for each other in a circle: let one of them come after the start",
            ],
        ),
        (
            "/rate_card/outcomes/2/segment_chances",
            json!([{ "segment": "none", "chance": 0.5 }]),
            &[
                r#"rate_card.outcomes[2].segment_chances[0].segment: "none" is not a segment: write the id of one of the cohort's segments"#,
            ],
        ),
        (
            "/rate_card/outcomes/2/segment_chances",
            json!([{ "segment": "some", "chance": 0.5 }, { "segment": "some", "chance": 0.6 }]),
            &[
                r#"rate_card.outcomes[2].segment_chances[1].segment: "some" is used twice: give each a name of its own"#,
            ],
        ),
        (
            "/rate_card/outcomes/2/delay/min_months",
            json!(241),
            &["rate_card.outcomes[2].delay.min_months: 241 is too long: write at most 240 months"],
        ),
        (
            "/rate_card/outcomes/2/delay/min_months",
            json!(-1),
            &[
                "rate_card.outcomes[2].delay.min_months: -1 is a number: write a whole number, 0 or more",
            ],
        ),
        (
            "/rate_card/outcomes/2/delay/min_months",
            json!(70_000),
            &[
                "rate_card.outcomes[2].delay.min_months: 70000 is out of range: write a whole number of at most 65535",
            ],
        ),
        (
            "/rate_card/outcomes/2/delay/mean_extra_months",
            json!(61),
            &[
                "rate_card.outcomes[2].delay.mean_extra_months: 61 is too long: write at most 60 months",
            ],
        ),
        (
            "/rate_card/outcomes/2/delay/mean_extra_months",
            json!(-0.1),
            &[
                "rate_card.outcomes[2].delay.mean_extra_months: -0.1 is out of range: write a number from 0 to 1,000,000",
            ],
        ),
        (
            "/rate_card/outcomes/2/repeats",
            json!({ "most": 1, "chance": 0.5, "delay": { "min_months": 1, "mean_extra_months": 0 } }),
            &[
                "rate_card.outcomes[2].repeats.most: 1 is not a number of claims per person: write 2 to 20, or leave repeats out",
            ],
        ),
        (
            "/rate_card/outcomes/2/window",
            json!({ "from_month": 5, "to_month": 4 }),
            &[
                "rate_card.outcomes[2].window: 5 to 4 ends before it begins: write the earlier month first",
            ],
        ),
        (
            "/rate_card/outcomes/2/window",
            json!({ "from_month": 5, "to_month": 240 }),
            &[
                "rate_card.outcomes[2].window.to_month: 240 is too late a month: write a month number from 0 to 239",
            ],
        ),
        (
            "/rate_card/outcomes/2/verified",
            json!(1.01),
            &[
                "rate_card.outcomes[2].verified: 1.01 is not a chance or share: write a number from 0 to 1, such as 0.85 for 85%",
            ],
        ),
        (
            "/rate_card/outcomes/2/price_changes",
            json!([{ "from_month": 6, "price": 1 }, { "from_month": 6, "price": 2 }]),
            &[
                "rate_card.outcomes[2].price_changes[1].from_month: 6 does not come after the month before it: put them in order, each once",
            ],
        ),
        (
            "/rate_card/outcomes/2/bands",
            json!([{ "from_claim": 1, "price": 5 }]),
            &[
                "rate_card.outcomes[2].bands[0].from_claim: 1 is the first claim, which has the line's own price: write 2 or more",
            ],
        ),
        (
            "/rate_card/outcomes/2/bands",
            json!([{ "from_claim": 9, "price": 5 }, { "from_claim": 5, "price": 5 }]),
            &[
                "rate_card.outcomes[2].bands[1].from_claim: 5 does not come after the band before it: put them in order, each once",
            ],
        ),
        (
            "/rate_card/outcomes/2/public_value",
            json!(-5),
            &["rate_card.outcomes[2].public_value: -5 is below zero: write 0 or more pounds"],
        ),
        ("/cohort/segments", json!([]), &["cohort.segments is empty: add at least one segment"]),
        (
            "/cohort/segments/0/share",
            json!(0.5),
            &[
                "cohort.segments: 110.00% is what the shares add up to: make the segments' shares add to 100%",
            ],
        ),
        (
            "/cohort/segments/0/share",
            json!(-0.4),
            &[
                "cohort.segments[0].share: -0.4 is not a chance or share: write a number from 0 to 1, such as 0.85 for 85%",
            ],
        ),
        (
            "/cohort/segments/0/id",
            json!("more"),
            &[r#"cohort.segments[1].id: "more" is used twice: give each a name of its own"#],
        ),
        (
            "/cohort/segments/0/cost_factor",
            json!(0),
            &[
                "cohort.segments[0].cost_factor: 0 is not a factor: write a number from 0.001 to 1000, where 1 changes nothing",
            ],
        ),
        (
            "/cohort/segments/0/price_factor",
            json!(1001),
            &[
                "cohort.segments[0].price_factor: 1001 is not a factor: write a number from 0.001 to 1000, where 1 changes nothing",
            ],
        ),
        (
            "/cohort/segments/0/odds",
            json!([{ "applies_to": "Hoem", "odds": 2 }]),
            &[
                r#"cohort.segments[0].odds[0].applies_to: "Hoem" is neither a domain nor an outcome of this card: write the name of a domain or the id of an outcome"#,
            ],
        ),
        (
            "/cohort/segments/0/odds",
            json!([{ "applies_to": "Home", "odds": 2 }, { "applies_to": "Home", "odds": 3 }]),
            &[
                r#"cohort.segments[0].odds[1].applies_to: "Home" is used twice: give each a name of its own"#,
            ],
        ),
        (
            "/cohort/referrals",
            json!([]),
            &[
                "cohort.referrals does not say how many come in month 0: begin with a step from month 0",
            ],
        ),
        (
            "/cohort/referrals",
            json!([{ "from_month": 1, "per_month": 5 }]),
            &[
                "cohort.referrals does not say how many come in month 0: begin with a step from month 0",
            ],
        ),
        (
            "/cohort/referrals",
            json!([{ "from_month": 0, "per_month": 5 }, { "from_month": 0, "per_month": 6 }]),
            &[
                "cohort.referrals[1].from_month: 0 does not come after the month before it: put them in order, each once",
            ],
        ),
        (
            "/cohort/referrals/0/per_month",
            json!(1_000_001),
            &[
                "cohort.referrals[0].per_month: 1000001 is out of range: write a number from 0 to 1,000,000",
            ],
        ),
        (
            "/cohort/referrals/0/per_month",
            json!(20_000),
            &[
                "cohort.referrals: 240000 people are more than can be simulated: keep expected referrals, at the high volume, to 200000",
            ],
        ),
        (
            "/cohort/volume",
            json!({ "low": 0.001, "central": 1, "high": 1.5 }),
            &[
                "cohort.volume: 188353715 people could come in an unlucky future, which is more than can be simulated: bring low, central and high closer together, or lower the shocks' factors on referrals",
            ],
        ),
        (
            "/cohort/volume",
            json!({ "low": 1.2, "central": 1, "high": 1.5 }),
            &[
                "cohort.volume: 1.2 / 1 / 1.5 is not in order: write low, then central, then high, each at least as large as the one before",
            ],
        ),
        (
            "/cohort/engagement",
            json!([0.5]),
            &["cohort.engagement: [0.5] is a list: write a number"],
        ),
        (
            "/cohort/support_months",
            json!(0.5),
            &["cohort.support_months: 0.5 is out of range: write 1 to 120 months"],
        ),
        (
            "/cohort/support_months",
            json!(121),
            &["cohort.support_months: 121 is out of range: write 1 to 120 months"],
        ),
        (
            "/cohort/re_referral",
            json!({ "chance": 0.95, "mean_gap_months": 2 }),
            &[
                "cohort.re_referral.chance: 0.95 would bring nearly everyone back for ever: write at most 0.9",
            ],
        ),
        (
            "/cohort/re_referral",
            json!({ "chance": 0.5, "mean_gap_months": 0 }),
            &["cohort.re_referral.mean_gap_months: 0 is out of range: write 1 to 60 months"],
        ),
        (
            "/cohort/learning",
            json!({ "starting_odds": 0, "months": 240 }),
            &[
                "cohort.learning.starting_odds: 0 is not a factor: write a number from 0.001 to 1000, where 1 changes nothing",
                "cohort.learning.months: 240 is too late a month: write a month number from 0 to 239",
            ],
        ),
        (
            "/contract/start",
            json!("2024-13"),
            &[r#"contract.start: "2024-13" is not a month: write year and month, such as 2019-09"#],
        ),
        (
            "/contract/start",
            json!("April 2024"),
            &[
                r#"contract.start: "April 2024" is not a month: write year and month, such as 2019-09"#,
            ],
        ),
        ("/contract/start", json!(2024), &["contract.start: 2024 is a number: write text"]),
        (
            "/contract/delivery_months",
            json!(0),
            &[
                "contract.delivery_months: 0 is not a length of delivery: write 1 to 240 months",
                "contract.grants[0].to_month: 4 comes after the last claim month: end the grant within the contract",
            ],
        ),
        (
            "/contract/delivery_months",
            json!(241),
            &["contract.delivery_months: 241 is not a length of delivery: write 1 to 240 months"],
        ),
        (
            "/contract/claims_end",
            json!(240),
            &["contract.claims_end: 240 is too late a month: write a month number from 0 to 239"],
        ),
        (
            "/contract/claim_period",
            json!("week"),
            &[
                r#"contract.claim_period: "week" is not one of the choices: write one of month, quarter"#,
            ],
        ),
        (
            "/contract/payment_lag_months",
            json!(25),
            &["contract.payment_lag_months: 25 is too long: write 0 to 24 months"],
        ),
        ("/contract/payers", json!([]), &["contract.payers is empty: add at least one payer"]),
        (
            "/contract/payers/0/share_bp",
            json!(7041),
            &[
                "contract.payers: 10001 basis points in all are not the whole: make the shares add to 10,000 (100%)",
            ],
        ),
        (
            "/contract/payers/0/share_bp",
            json!(4294967295u32),
            &[
                "contract.payers: 4294970255 basis points in all are not the whole: make the shares add to 10,000 (100%)",
            ],
        ),
        (
            "/contract/payers/0/id",
            json!("fund"),
            &[r#"contract.payers[1].id: "fund" is used twice: give each a name of its own"#],
        ),
        (
            "/contract/payers/1/most",
            json!(-1),
            &["contract.payers[1].most: -1 is below zero: write 0 or more pounds"],
        ),
        (
            "/contract/exhausted_payer",
            json!("God"),
            &[
                r#"contract.exhausted_payer: "God" is not one of the choices: write one of unpaid, others_pay"#,
            ],
        ),
        (
            "/contract/grants/1",
            json!({ "from_month": 4, "to_month": 5, "total": 1 }),
            &[
                "contract.grants[1]: 4 to 5 overlaps another grant: give each month at most one grant",
            ],
        ),
        (
            "/contract/grants/1",
            json!({ "from_month": 11, "to_month": 12, "total": 1 }),
            &[
                "contract.grants[1].to_month: 12 comes after the last claim month: end the grant within the contract",
            ],
        ),
        (
            "/contract/grants/1",
            json!({ "from_month": 7, "to_month": 6, "total": 1 }),
            &["contract.grants[1]: 7 to 6 ends before it begins: write the earlier month first"],
        ),
        (
            "/contract/grants/0/total",
            json!(-100),
            &["contract.grants[0].total: -100 is below zero: write 0 or more pounds"],
        ),
        (
            "/contract/monthly_service_fee",
            json!(0.001),
            &[
                "contract.monthly_service_fee: 0.001 has more than two decimal places: write pounds and whole pence, such as 1200.50",
            ],
        ),
        (
            "/contract/indexation",
            json!({ "annual": 1.5, "first_month": 0 }),
            &[
                "contract.indexation.annual: 1.5 is not a yearly rate: write a number from -0.5 to 1, such as 0.035 for 3.5%",
            ],
        ),
        (
            "/contract/after_cap",
            json!("panic"),
            &[
                r#"contract.after_cap: "panic" is not one of the choices: write one of keep_delivering, stop_starts, stop"#,
            ],
        ),
        (
            "/contract/caps/person",
            json!(-1),
            &["contract.caps.person: -1 is below zero: write 0 or more pounds"],
        ),
        (
            "/contract/caps/contract",
            json!(-0.01),
            &["contract.caps.contract: -0.01 is below zero: write 0 or more pounds"],
        ),
        (
            "/contract/caps/lines",
            json!([{ "outcome": "kept" }]),
            &[
                "contract.caps.lines[0] limits nothing: give most_claims, most or most_share_of_starts, or take the cap out",
            ],
        ),
        (
            "/contract/caps/lines",
            json!([{ "outcome": "gone", "most": 1 }]),
            &[
                r#"contract.caps.lines[0].outcome: "gone" is not an outcome of this card: write the id of one of its outcomes"#,
            ],
        ),
        (
            "/contract/caps/lines",
            json!([{ "outcome": "kept", "most": 1 }, { "outcome": "kept", "most_claims": 1 }]),
            &[
                r#"contract.caps.lines[1].outcome: "kept" is used twice: give each a name of its own"#,
            ],
        ),
        (
            "/contract/caps/lines",
            json!([{ "outcome": "kept", "most_claims": 0.5 }]),
            &[
                "contract.caps.lines[0].most_claims: 0.5 is a number: write a whole number, 0 or more",
            ],
        ),
        (
            "/contract/caps/lines",
            json!([{ "outcome": "kept", "most_share_of_starts": 50 }]),
            &[
                "contract.caps.lines[0].most_share_of_starts: 50 is not a chance or share: write a number from 0 to 1, such as 0.85 for 85%",
            ],
        ),
        (
            "/contract/caps/groups/0/outcomes",
            json!([]),
            &["contract.caps.groups[0].outcomes is empty: name at least one outcome"],
        ),
        (
            "/contract/caps/groups/0/outcomes",
            json!(["entered", "gone"]),
            &[
                r#"contract.caps.groups[0].outcomes[1]: "gone" is not an outcome of this card: write the id of one of its outcomes"#,
            ],
        ),
        (
            "/contract/caps/groups/0/most",
            json!(-5),
            &["contract.caps.groups[0].most: -5 is below zero: write 0 or more pounds"],
        ),
        (
            "/contract/caps/groups/1",
            json!({ "name": "Both", "outcomes": ["left"], "most": 1 }),
            &[r#"contract.caps.groups[1].name: "Both" is used twice: give each a name of its own"#],
        ),
        (
            "/contract/caps/year/most",
            json!([]),
            &["contract.caps.year.most is empty: write at least one year's most"],
        ),
        (
            "/contract/caps/year/excess",
            json!("forgiven"),
            &[
                r#"contract.caps.year.excess: "forgiven" is not one of the choices: write one of lost, carried"#,
            ],
        ),
        (
            "/contract/caps/sharing",
            json!("fairly"),
            &[
                r#"contract.caps.sharing: "fairly" is not one of the choices: write one of pro_rata, by_date, priority"#,
            ],
        ),
        (
            "/contract/caps/priority",
            json!(["kept", "gone"]),
            &[
                r#"contract.caps.priority[1]: "gone" is not an outcome of this card: write the id of one of its outcomes"#,
            ],
        ),
        (
            "/contract/caps/priority",
            json!(["kept", "kept"]),
            &[r#"contract.caps.priority[1]: "kept" is used twice: give each a name of its own"#],
        ),
        (
            "/contract/amendments/1",
            json!({ "name": "Second", "from_month": 6 }),
            &[
                "contract.amendments[1].from_month: 6 does not come after the amendment before it: put them in order, each once",
            ],
        ),
        (
            "/contract/amendments/0/from_month",
            json!(240),
            &[
                "contract.amendments[0].from_month: 240 is too late a month: write a month number from 0 to 239",
            ],
        ),
        (
            "/contract/amendments/0/dropped",
            json!(["gone"]),
            &[
                r#"contract.amendments[0].dropped[0]: "gone" is not an outcome of this card: write the id of one of its outcomes"#,
            ],
        ),
        (
            "/contract/amendments/0/added",
            json!(["left"]),
            &[r#"contract.amendments[0]: "left" is both dropped and added: keep one of the two"#],
        ),
        (
            "/contract/amendments/0/dropped",
            json!(["left", "left"]),
            &[
                r#"contract.amendments[0].dropped[1]: "left" is used twice: give each a name of its own"#,
            ],
        ),
        (
            "/contract/amendments/0/prices",
            json!([{ "outcome": "gone", "price": 1 }]),
            &[
                r#"contract.amendments[0].prices[0].outcome: "gone" is not an outcome of this card: write the id of one of its outcomes"#,
            ],
        ),
        (
            "/contract/amendments/0/prices",
            json!([{ "outcome": "kept", "price": 1 }, { "outcome": "kept", "price": 2 }]),
            &[
                r#"contract.amendments[0].prices[1].outcome: "kept" is used twice: give each a name of its own"#,
            ],
        ),
        (
            "/contract/amendments/0/group_caps",
            json!([{ "group": "Neither", "most": 1 }]),
            &[
                r#"contract.amendments[0].group_caps[0].group: "Neither" is not a group cap of the contract: write the name of one of contract.caps.groups"#,
            ],
        ),
        (
            "/contract/amendments/0/line_caps",
            json!([{ "outcome": "kept" }]),
            &[
                "contract.amendments[0].line_caps[0] limits nothing: give most_claims, most or most_share_of_starts, or take the cap out",
            ],
        ),
        (
            "/contract/amendments/0/contract_cap",
            json!(-1),
            &["contract.amendments[0].contract_cap: -1 is below zero: write 0 or more pounds"],
        ),
        ("/costs/set_up", json!(-1), &["costs.set_up: -1 is below zero: write 0 or more pounds"]),
        (
            "/costs/caseload",
            json!(0),
            &["costs.caseload: 0 is fewer than one person for each worker: write 1 or more"],
        ),
        (
            "/costs/inflation",
            json!(-0.6),
            &[
                "costs.inflation: -0.6 is not a yearly rate: write a number from -0.5 to 1, such as 0.035 for 3.5%",
            ],
        ),
        (
            "/costs/uncertainty",
            json!({ "low": 1, "central": 1, "high": 1.2 }),
            &[
                "costs.uncertainty: 1 / 1 / 1.2 repeats a reading: make all three equal (known) or all three different",
            ],
        ),
        (
            "/costs/fixed_monthly",
            json!("1e400"),
            &[r#"costs.fixed_monthly: "1e400" is text: write a number"#],
        ),
        (
            "/investment/commitment/least",
            json!(2_000_000),
            &[
                "investment.commitment.most: 1000000 is below the least commitment: write at least as much as investment.commitment.least",
            ],
        ),
        (
            "/investment/distribution_months",
            json!(0),
            &[
                "investment.distribution_months: 0 is not a rhythm of distributions: write 1 to 60 months",
            ],
        ),
        (
            "/investment/preferred_return",
            json!(-0.1),
            &["investment.preferred_return: -0.1 is below zero: write 0 or more"],
        ),
        (
            "/investment/surplus/provider_bp",
            json!(1),
            &[
                "investment.surplus: 10001 basis points in all are not the whole: make the shares add to 10,000 (100%)",
            ],
        ),
        (
            "/investment/buffer",
            json!(-5),
            &["investment.buffer: -5 is below zero: write 0 or more pounds"],
        ),
        (
            "/investment/distributions_from",
            json!(240),
            &[
                "investment.distributions_from: 240 is too late a month: write a month number from 0 to 239",
            ],
        ),
        (
            "/uncertainty/dependence",
            json!(2),
            &[
                "uncertainty.dependence: 2 is not a chance or share: write a number from 0 to 1, such as 0.85 for 85%",
            ],
        ),
        (
            "/uncertainty/shocks/0/earliest_month",
            json!(9),
            &[
                "uncertainty.shocks[0].earliest_month: 9 comes after the latest month: write the earlier month first",
            ],
        ),
        (
            "/uncertainty/shocks/0/months",
            json!(0),
            &["uncertainty.shocks[0].months: 0 is not a length: write 1 to 240 months"],
        ),
        (
            "/uncertainty/shocks/0/odds",
            json!([{ "applies_to": "Work", "odds": 2 }]),
            &[
                r#"uncertainty.shocks[0].odds[0].applies_to: "Work" is neither a domain nor an outcome of this card: write the name of a domain or the id of an outcome"#,
            ],
        ),
        (
            "/uncertainty/shocks/1",
            json!({ "name": "Lockdown", "chance": 1, "earliest_month": 0, "latest_month": 0, "months": 1, "referrals": 1, "costs": 1 }),
            &[
                r#"uncertainty.shocks[1].name: "Lockdown" is used twice: give each a name of its own"#,
            ],
        ),
        (
            "/discount_rate",
            json!(3.5),
            &[
                "discount_rate: 3.5 is not a yearly rate: write a number from -0.5 to 1, such as 0.035 for 3.5%",
            ],
        ),
        (
            "/uncertainty/shocks",
            json!(false),
            &["uncertainty.shocks: false is true or false: write a list"],
        ),
        (
            "/assumptions",
            many(json!({ "field": "run", "quality": "derived", "source": "x" }), 501),
            &["assumptions: 501 entries are too many: keep at most 500"],
        ),
        (
            "/description",
            json!("x".repeat(5_001)),
            &[
                "description: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… is too long: write at most 5000 characters",
            ],
        ),
        (
            "/assumptions",
            json!([{ "field": "run", "quality": "certain", "source": "x" }]),
            &[
                r#"assumptions[0].quality: "certain" is not one of the choices: write one of verified, mirrored, derived, fitted, illustrative"#,
            ],
        ),
        (
            "/actuals",
            json!({ "source": "x", "payments": [{ "end": "2024", "paid": 1 }] }),
            &[
                r#"actuals.payments[0].end: "2024" is not a month: write year and month, such as 2019-09"#,
            ],
        ),
        (
            "/costs/set_up",
            json!(1e12),
            &[
                "costs.set_up: 1000000000000.0 is too large a sum: write at most 10,000,000,000 pounds",
            ],
        ),
        (
            "/preset",
            json!({ "id": "kirklees", "version": -1 }),
            &["preset.version: -1 is a number: write a whole number, 0 or more"],
        ),
    ];
    assert!(rows.len() >= 60, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for (pointer, value, expected) in &rows {
        let mut document = sound();
        put(&mut document, pointer, value.clone());
        let told = told(document);
        if told != *expected {
            wrong.push(format!("{pointer} = {value}\n  told {told:#?}\n  not  {expected:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

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
            "rate_card.outcomes[2].after: 21 entries are too many: keep at most 20",
        ),
        (
            "/rate_card/outcomes/2/bands",
            many(json!({ "from_claim": 2, "price": 1 }), 51),
            "rate_card.outcomes[2].bands: 51 entries are too many: keep at most 50",
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
            many(json!(1), 21),
            "contract.caps.year.most: 21 entries are too many: keep at most 20",
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
    assert!(told[0].starts_with("rate_card.outcomes: £"), "{told:#?}");
    assert!(told[0].ends_with("trillion could come up in one future, which is more than can be added up: lower prices, price factors or indexation"), "{told:#?}");
    assert!(told[1].starts_with("costs: £"), "{told:#?}");
}

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
fn every_field_can_hold_anything_without_harm() {
    let anything = [
        json!(null),
        json!(true),
        json!(-1),
        json!(0),
        json!(1e308),
        json!(18_446_744_073_709_551_615u64),
        json!("NaN"),
        json!("\u{202e}\u{0}<b>"),
        json!([]),
        json!([[]]),
        json!({}),
        json!({ "low": -1, "central": null, "high": [] }),
    ];
    let mut pointers = Vec::new();
    collect(&sound(), "", &mut pointers);
    assert!(pointers.len() > 140, "{} places", pointers.len());
    for pointer in &pointers {
        for value in &anything {
            let mut document = sound();
            *document.pointer_mut(pointer).unwrap() = value.clone();
            match Scenario::read(document) {
                Ok((scenario, _)) => {
                    if let Ok(plan) = Plan::new(&scenario) {
                        ratecard::engine::run(&plan);
                    }
                }
                Err(problems) => {
                    assert!((1..=Problems::MOST).contains(&problems.len()), "{pointer} = {value}");
                    for Problem { wrong, mend, value, .. } in &problems {
                        assert!(!wrong.is_empty() && !mend.is_empty(), "{pointer} = {value}");
                        assert!(value.chars().count() <= 81, "{pointer} = {value}");
                    }
                }
            }
        }
    }
}

#[test]
fn every_field_that_is_needed_is_missed() {
    let mut pointers = Vec::new();
    collect(&sound(), "", &mut pointers);
    let mut missed = 0;
    for pointer in &pointers {
        let (parent, field) = pointer.rsplit_once('/').unwrap();
        let mut document = sound();
        let Some(Value::Object(fields)) = document.pointer_mut(parent) else { continue };
        fields.shift_remove(field);
        if let Err(problems) = Scenario::read(document) {
            let path = pointer[1..].replace('/', ".");
            let told = problems.iter().find(|problem| {
                // Places in lists are written in brackets.
                let plain = problem.path.replace('[', ".").replace(']', "");
                plain == path && problem.wrong == "is missing"
            });
            missed += usize::from(told.is_some());
            assert!(
                told.is_some() || problems.iter().all(|problem| problem.wrong != "is missing"),
                "{pointer}: {problems:#?}"
            );
        }
    }
    assert!(missed > 80, "{missed} fields are needed");
}

/// Every place of a document below its root.
fn collect(value: &Value, path: &str, pointers: &mut Vec<String>) {
    let mut visit = |key: &str, value: &Value| {
        let path = format!("{path}/{key}");
        pointers.push(path.clone());
        collect(value, &path, pointers);
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(field, value)| visit(field, value)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| visit(&index.to_string(), value));
        }
        _ => {}
    }
}

#[test]
fn markup_in_names_stays_text() {
    let markup = "<img src=x onerror=alert(1)> & \"quotes\" \u{202e}";
    let mut document = sound();
    for pointer in ["/name", "/rate_card/outcomes/0/name", "/contract/payers/0/name"] {
        put(&mut document, pointer, json!(markup));
    }
    let (scenario, _) = Scenario::read(document).unwrap();
    assert_eq!(scenario.name, markup);
    let summary = ratecard::engine::run(&Plan::new(&scenario).unwrap());
    assert_eq!(summary.outcomes[0].name, markup);
    assert_eq!(summary.payers[0].name, markup);
}

#[test]
fn hostile_documents_are_refused_in_good_time() {
    let wrap =
        |scenario: &str| format!(r#"{{"format":"{FORMAT}","version":1,"scenario":{scenario}}}"#);
    // Text that is no number, nesting without end, and text that ends too soon.
    let number = sound().to_string().replace("\"price\":100", "\"price\":1e400");
    for text in [
        wrap(&number),
        wrap(&"[".repeat(100_000)),
        wrap(&format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000))),
        wrap(&format!("{}1{}", r#"{"a":"#.repeat(10_000), "}".repeat(10_000))),
        wrap("NaN"),
        wrap(&sound().to_string()[..200]),
    ] {
        assert_eq!(open(&text).unwrap_err(), OpenError::Damaged);
    }
    // As much as a file may hold: outcomes that wait for each other last one first, and a list of wrong ids.
    let lines: Vec<Value> = (0..12_000)
        .rev()
        .map(|index: usize| {
            json!({
                "id": format!("l{index}"), "name": "x", "domain": "d", "chance": 1, "price": 1,
                "after": [format!("l{}", index.saturating_sub(1))],
                "delay": { "min_months": 0, "mean_extra_months": 0 }
            })
        })
        .collect();
    let mut many_lines = sound();
    put(&mut many_lines, "/rate_card/outcomes", json!(lines));
    let mut many_ids = many_lines.clone();
    many_ids["rate_card"]["outcomes"].as_array_mut().unwrap().truncate(6_000);
    put(&mut many_ids, "/contract/caps/priority", json!(vec!["nowhere"; 80_000]));
    let mut many_fields = sound();
    for index in 0..50_000 {
        put(&mut many_fields, &format!("/field{index}"), json!(index));
    }
    for document in [many_lines, many_ids, many_fields] {
        let Err(OpenError::Problems(problems)) = open(&wrap(&document.to_string())) else {
            panic!("it should have been read and refused");
        };
        assert!((1..=Problems::MOST).contains(&problems.len()));
    }
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
    let summary = ratecard::engine::run(&Plan::new(&scenario).unwrap());
    assert_eq!(summary.closed_form.earned, None);
    assert_eq!(
        summary.closed_form.obstacle.as_deref(),
        Some("the sums over outcomes within outcomes would take too long")
    );
    assert_eq!(run_case(&scenario, Case::Central).unwrap_err()[0].path, "run.luck");
}
