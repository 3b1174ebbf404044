//! `simulate`: a run in words, and where its scenario comes from.

use ratecard::analysis::incentives::incentives;
use ratecard::engine::{self, ENGINE, PreparedScenario, run};
use ratecard::model::Case;
use ratecard::report::Report;
use ratecard::share::PRESETS;
use serde_json::json;
use std::fs;

use super::{
    binary, changed, folder, in_repository, parsed, printed, ratecard, ratecard_reading, refused,
    small, small_document, small_scenario,
};

// Running.

#[test]
fn a_report_in_words_tells_what_matters() {
    let text = printed(&["simulate", "--preset", "kirklees", "--trials", "60", "--seed", "3"]);
    for expected in [
        "Kirklees Better Outcomes Partnership\n60 futures, seed 3; engine ",
        "The contract pays £",
        "Its cap of £22,297,917 is reached in ",
        "At the peak investors have at risk ",
        "commitment of £3.47 million in ",
        "Earned ",
        "Life Chances Fund",
        "2019/20",
        "18 months in accommodation",
    ] {
        assert!(text.contains(expected), "no \"{expected}\" in:\n{text}");
    }
    for forbidden in ["NaN", "inf", "\u{1b}", "not known"] {
        assert!(!text.contains(forbidden), "\"{forbidden}\" in:\n{text}");
    }
}

#[test]
fn figures_are_those_of_the_engine() {
    for preset in PRESETS {
        let mut scenario = preset.open().unwrap().scenario;
        scenario.run.trials = 50;
        scenario.run.seed = 11;
        let summary = run(&PreparedScenario::new(&scenario).unwrap());
        let json =
            printed(&["simulate", "--preset", preset.id, "--trials=50", "--seed=11", "--json"]);
        let mut report = Report::new(&scenario, None, &summary);
        report.incentives = Some((&incentives(&scenario, &summary).unwrap()).into());
        assert_eq!(json, report.json());
        assert_eq!(parsed(&json)["fingerprint"], json!(summary.fingerprint));
    }
}

#[test]
fn figures_do_not_depend_on_the_number_of_threads() {
    let with = |threads: &str| {
        let trials = ["--trials", "150", "--json", "--threads", threads];
        printed(&[&["simulate", "--preset", "kirklees"], &trials[..]].concat())
    };
    let one = with("1");
    for threads in ["2", "3", "7"] {
        assert!(with(threads) == one, "{threads} threads");
    }
}

#[test]
fn named_cases_are_one_future_without_dice() {
    let small = small();
    let mut means = Vec::new();
    for (name, case) in [("low", Case::Low), ("central", Case::Central), ("high", Case::High)] {
        let summary = engine::run_case(&small_scenario(), case).unwrap();
        let json = parsed(&printed(&["simulate", &small, "--case", name, "--json"]));
        assert_eq!(json["fingerprint"], json!(summary.fingerprint));
        assert_eq!((&json["trials"], &json["case"]), (&json!(1), &json!(name)));
        assert_eq!(json["paid"]["p10"], json["paid"]["p90"]);
        means.push(json["earned"]["mean"].as_f64().unwrap());

        let text = printed(&["simulate", &small, "--case", name]);
        assert!(text.contains(&format!("The {name} case: one future")), "{text}");
        assert!(!text.contains("median") && !text.contains("NaN"), "{text}");
    }
    assert!(means.is_sorted() && means[0] < means[2], "{means:?}");
}

#[test]
fn a_scenario_comes_from_a_file_a_link_or_standard_input() {
    let small = small();
    let document = fs::read_to_string(&small).unwrap();
    let expected = printed(&["simulate", &small, "--json"]);
    assert_eq!(parsed(&expected)["seed"], json!(7));

    let link_file = in_repository("tests/shared/v2-small.link");
    let link = fs::read_to_string(&link_file).unwrap();
    let fragment = &link.trim()[link.find('#').unwrap()..];
    for source in [link.trim(), fragment, &fragment[1..], &link_file] {
        assert_eq!(printed(&["simulate", source, "--json"]), expected, "{source}");
    }
    for input in [&document, &link] {
        let ended = ratecard_reading(&["simulate", "--json", "-"], input);
        assert_eq!((ended.code, &ended.out), (0, &expected));
    }
    assert_eq!(printed(&["simulate", "--json", "--", &small]), expected);
}

#[test]
fn a_scenario_with_errors_is_not_run() {
    let folder = folder("errors");
    let file = changed(&folder, "/scenario/contract/payers/0/share_bp", json!(9_000));
    refused(&["simulate", &file], 1, &["cannot be run", "error: contract.payers", "to mend it, "]);
    refused(&["link", &file], 1, &["error: contract.payers"]);
}

#[test]
fn a_run_that_does_not_show_what_its_sender_saw_says_so() {
    let folder = folder("sender");
    let mut document = small_document();
    let seen = run(&PreparedScenario::new(&small_scenario()).unwrap()).fingerprint;
    for (fingerprint, is_told) in [(seen.as_str(), false), ("0123456789abcdef", true)] {
        document["engine"] = json!(ENGINE);
        document["fingerprint"] = json!(fingerprint);
        let path = folder.join("shared.ratecard.json");
        fs::write(&path, document.to_string()).unwrap();
        let ended = ratecard(&["simulate", path.to_str().unwrap()]);
        assert_eq!(ended.code, 0);
        assert_eq!(ended.err.contains("not the figures that the sender saw"), is_told);
        // With other futures than the sender's there is nothing to compare.
        printed(&["simulate", path.to_str().unwrap(), "--seed", "8"]);
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child = binary(&["simulate", &small(), "--json"]).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn money_is_written_in_the_currency_of_the_scenario() {
    let folder = folder("currency");
    let file = changed(&folder, "/scenario/currency", json!("EUR"));
    let report = printed(&["simulate", &file, "--trials", "20"]);
    assert!(report.contains('€') && !report.contains('£') && !report.contains("pound"), "{report}");
    let json = parsed(&printed(&["simulate", &file, "--trials", "20", "--json"]));
    assert_eq!(json["currency"], json!("EUR"));
    let ended = ratecard(&["simulate", &file, "--trials", "20", "--since", &small()]);
    assert!(
        ended.err.contains("is in GBP, and its amounts are compared as they are, in EUR"),
        "{}",
        ended.err
    );
}
