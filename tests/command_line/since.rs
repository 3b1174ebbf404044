//! `simulate --since`: two scenarios side by side on the same dice.

use serde_json::{Value, json};
use std::fs;

use super::{
    changed, folder, parsed, printed, ratecard, refused, rows_of, small, small_document,
    small_scenario,
};

// Compared with another scenario.

#[test]
fn a_change_is_told_future_by_future() {
    let folder = folder("since");
    let dearer = changed(&folder, "/scenario/costs/fixed_monthly", json!(9_000));
    let report = |arguments: &[&str]| parsed(&printed(arguments));
    let json = report(&["simulate", &dearer, "--since", &small(), "--json"]);
    let since = &json["since"];
    assert_eq!(since["scenario"], small_scenario().name);
    // It has no cap at which its delivery could stop, so that only money differs.
    assert_eq!((&since["trials"], &since["same_people"]), (&json["trials"], &json!(true)));
    // Costs are no part of payments.
    assert_eq!(since["paid"]["mean"], 0.0);
    assert_eq!(since["paid"]["probability_less"], 0.0);
    assert_eq!(since["costs"]["probability_more"], 1.0);
    let mean = |report: &Value| report["costs"]["mean"].as_f64().unwrap();
    let before = report(&["simulate", &small(), "--json"]);
    assert!(before.get("since").is_none());
    let difference = since["costs"]["mean"].as_f64().unwrap();
    assert!((difference - (mean(&json) - mean(&before))).abs() < 1e-6, "{difference}");
    // What both share falls out: the difference is far surer than either.
    let error = |value: &Value| value["mean_error"].as_f64().unwrap();
    assert!(error(&since["costs"]) < error(&json["costs"]) / 2.0);

    let text = printed(&["simulate", &dearer, "--since", &small()]);
    assert!(text.contains("Compared with \""), "{text}");
    assert!(text.contains("payments are the same in every future"), "{text}");
    let path = folder.to_str().unwrap();
    printed(&["simulate", &dearer, "--since", &small(), "--csv", path]);
    let rows = rows_of(&fs::read_to_string(folder.join("since_amounts.csv")).unwrap());
    let costs = rows.iter().find(|row| row[0] == "costs").unwrap();
    assert_eq!(costs.last().map(String::as_str), Some("1"));
    let rows = rows_of(&fs::read_to_string(folder.join("since_probabilities.csv")).unwrap());
    assert_eq!(rows.len(), 7);
    let rows = rows_of(&fs::read_to_string(folder.join("since.csv")).unwrap());
    assert_eq!(rows[1], ["scenario", small_scenario().name.as_str()]);
    assert!(rows.contains(&vec!["same_people".to_owned(), "true".to_owned()]), "{rows:?}");
    let ended = ratecard(&["simulate", &dearer, "--csv", path]);
    assert!(ended.err.contains("since.csv") && ended.err.contains("earlier run"), "{}", ended.err);
}

#[test]
fn what_is_wrong_with_the_other_scenario_is_told_before_anything_is_run() {
    let folder = folder("since-problems");
    let mut document = small_document();
    document["scenario"]["run"]["luck"] = json!(false);
    document["scenario"]["contract"]["after_cap"] = json!("stop");
    document["scenario"]["contract"]["caps"]["person"] = json!(5_000);
    let path = folder.join("other.ratecard.json");
    fs::write(&path, document.to_string()).unwrap();
    let path = path.to_str().unwrap();
    refused(
        &["simulate", &small(), "--trials", "100000", "--since", path],
        1,
        &["the scenario to compare with cannot be run", "run.luck"],
    );
    refused(
        &["simulate", &small(), "--since", "https://example.org/#v1.x"],
        2,
        &["of the scenario to compare with"],
    );
    let warns = changed(&folder, "/scenario/contract/claims_end", json!(6));
    let ended = ratecard(&["simulate", &small(), "--trials", "20", "--since", &warns]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.err.starts_with("warning: contract.claims_end"), "{}", ended.err);
}

#[test]
fn the_other_scenario_is_run_on_the_same_dice() {
    let folder = folder("since-dice");
    let other = changed(&folder, "/scenario/run/seed", json!(12_345));
    // Only the seed differs, and both get the same one.
    let json = parsed(&printed(&["simulate", &small(), "--since", &other, "--json"]));
    for figure in ["earned", "paid", "unpaid", "costs"] {
        let figure = &json["since"][figure];
        assert_eq!((&figure["p10"], &figure["p90"]), (&json!(0), &json!(0)), "{figure}");
    }
    let json = parsed(&printed(&[
        "simulate",
        &small(),
        "--trials",
        "30",
        "--since-preset",
        "kirklees",
        "--json",
    ]));
    assert_eq!(
        (&json["since"]["trials"], &json["since"]["same_people"]),
        (&json!(30), &json!(false))
    );
    let case =
        parsed(&printed(&["simulate", &small(), "--case", "low", "--since", &other, "--json"]));
    assert_eq!(
        (&case["since"]["trials"], &case["since"]["paid"]["mean"]),
        (&json!(1), &json!(0.0))
    );
    let preset = ["--preset", "kirklees", "--trials", "30"];
    let since = ["--since-preset", "kirklees-legacy", "--json"];
    let legacy = parsed(&printed(&[&["simulate"][..], &preset, &since].concat()));
    assert_eq!(legacy["since"]["trials"], 30);
    let same = parsed(&printed(
        &[&["simulate"][..], &preset, &["--since-preset", "kirklees", "--json"]].concat(),
    ));
    assert_eq!(same["since"]["same_people"], true);
    assert_eq!(same["since"]["cap"]["probability"]["difference"], 0.0);
}
