//! The real binary, as a person or a script meets it: what it prints, where, and how it ends.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ratecard::engine::{self, ENGINE, PreparedScenario, run};
use ratecard::model::{Case, Scenario};
use ratecard::report::{Report, report_schema};
use ratecard::share::{MOST_FILE, PRESETS, open, preset};
use serde_json::{Value, json};

/// How a command ended.
#[derive(Debug)]
struct Ended {
    code: i32,
    out: String,
    err: String,
}

fn ratecard(arguments: &[&str]) -> Ended {
    ratecard_reading(arguments, "")
}

/// Runs the binary with this text on standard input.
fn ratecard_reading(arguments: &[&str], input: &str) -> Ended {
    let mut child = binary(arguments).spawn().unwrap();
    // A command that does not read its input closes it early, which is its right.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Ended {
        code: output.status.code().expect("an exit code"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn binary(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ratecard"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs the binary and expects success without a word on standard error.
#[track_caller]
fn printed(arguments: &[&str]) -> String {
    let ended = ratecard(arguments);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{arguments:?}");
    ended.out
}

/// Runs the binary and expects one complaint that holds all these words.
#[track_caller]
fn refused(arguments: &[&str], code: i32, words: &[&str]) {
    let ended = ratecard(arguments);
    assert_eq!((ended.code, ended.out.as_str()), (code, ""), "{arguments:?}: {}", ended.err);
    assert!(ended.err.starts_with("ratecard: "), "{}", ended.err);
    for word in words {
        assert!(ended.err.contains(word), "{arguments:?}: no \"{word}\" in {}", ended.err);
    }
}

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command_line").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn in_repository(path: &str) -> String {
    format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))
}

fn small() -> String {
    in_repository("tests/shared/v2-small.json")
}

fn small_document() -> Value {
    serde_json::from_str(&fs::read_to_string(small()).unwrap()).unwrap()
}

/// The small document with one part changed, as a file.
fn changed(folder: &Path, pointer: &str, value: Value) -> String {
    let mut document = small_document();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    document.pointer_mut(parent).unwrap()[field] = value;
    let path = folder.join("changed.ratecard.json");
    fs::write(&path, document.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

fn small_scenario() -> Scenario {
    open(&small_document().to_string()).unwrap().scenario
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

// Words about itself.

#[test]
fn help_and_version_go_to_standard_output() {
    for arguments in [&["--help"][..], &["help"], &["simulate", "--help"], &["-h"]] {
        assert!(printed(arguments).contains("ratecard simulate SCENARIO"), "{arguments:?}");
    }
    let version = printed(&["--version"]);
    assert_eq!(version, format!("ratecard {} (engine {ENGINE})\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn presets_are_listed_by_the_names_that_simulate_takes() {
    let list = printed(&["presets"]);
    for preset in PRESETS {
        assert!(list.contains(&format!("{}\n  {}\n", preset.id, preset.name)), "{list}");
    }
}

#[test]
fn misuse_is_named_with_its_mend() {
    let small = small();
    for (arguments, words) in [
        (&[][..], &["say what to do", "--help"][..]),
        (&["simulat"], &["no command simulat", "simulate"]),
        (&["--json"], &["no option --json"]),
        (&["simulate"], &["needs a scenario", "--preset NAME"]),
        (
            &["simulate", &small, "--trails", "5"],
            &["no option --trails", "--trials N", "--seed N", "--csv DIR"],
        ),
        (&["simulate", &small, "--trials"], &["--trials needs a value"]),
        (&["simulate", "--trials", "--json", &small], &["--trials needs a value"]),
        (&["simulate", &small, "--trials", "many"], &["cannot be many", "from 1 to 100,000"]),
        (&["simulate", &small, "--trials", "0"], &["cannot be 0"]),
        (&["simulate", &small, "--trials", "5", "--trials=6"], &["--trials is given twice"]),
        (&["simulate", &small, "--seed", "-1"], &["--seed cannot be -1"]),
        (
            &["simulate", &small, "--since", "a", "--since-preset", "kirklees"],
            &["--since and --since-preset", "leave one out"],
        ),
        (&["simulate", &small, "--since-preset", "leeds"], &["no preset leeds", "kirklees"]),
        (&["simulate", "-", "--since", "-"], &["read once only"]),
        (&["simulate", &small, "--since"], &["--since needs a value"]),
        (&["simulate", &small, "--case", "best"], &["no case best", "low, central or high"]),
        (&["simulate", &small, "--json", "--csv", "x"], &["leave one out"]),
        (&["simulate", &small, "--preset", "kirklees"], &["two scenarios"]),
        (&["simulate", &small, &small], &["one word too many"]),
        (&["simulate", "--preset", "leeds"], &["no preset leeds", "kirklees"]),
        (&["presets", "--json"], &["presets has no option --json"]),
        (&["schema", "results"], &["no schema results", "scenario or summary"]),
        (&["check", "--json", &small], &["check has no option --json", "--preset NAME"]),
    ] {
        refused(arguments, 2, words);
    }
}

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
        assert_eq!(json, Report::new(&scenario.name, None, &summary).json());
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

// JSON.

#[test]
fn json_has_the_documented_fields() {
    let file = in_repository("tests/shared/v1-full.json");
    for arguments in [
        &["simulate", "--preset", "kirklees", "--trials", "30", "--json"][..],
        &["simulate", &small(), "--json"],
        &["simulate", &small(), "--json", "--case", "high"],
        &["simulate", &file, "--json", "--trials", "30"],
    ] {
        let json = parsed(&ratecard(arguments).out);
        let schema = report_schema().to_value();
        let mut breaches = Vec::new();
        breaches_of(&schema, &schema, &json, "", &mut breaches);
        assert_eq!(breaches, [""; 0], "{arguments:?}");
    }
}

#[test]
fn json_has_the_fields_that_others_rely_on() {
    let json = parsed(&printed(&["simulate", "--preset", "kirklees", "--trials=320", "--json"]));
    let number = |pointer: &str| {
        let value = json.pointer(pointer).unwrap_or_else(|| panic!("no {pointer}"));
        value.as_f64().unwrap_or_else(|| panic!("{pointer}: {value}"))
    };
    for amount in ["/earned", "/paid", "/unpaid", "/unpaid_by_cap/payer", "/capital/peak"] {
        let [low, middle, high] = ["p10", "p50", "p90"].map(|p| number(&format!("{amount}/{p}")));
        assert!(low <= middle && middle <= high, "{amount}");
        number(&format!("{amount}/mean"));
    }
    for share in [
        "/cap/probability",
        "/capital/probability_over_minimum",
        "/capital/probability_over_maximum",
        "/capital/probability_of_loss",
    ] {
        assert!((0.0..=1.0).contains(&number(share)), "{share}");
    }
    for pointer in [
        "/capital/drawn/mean",
        "/capital/irr/p50",
        "/capital/multiple/p50",
        "/people/referrals/mean",
        "/people/starts/mean",
        "/people/caseload_peak/p90",
        "/payers/0/paid/mean",
        "/payers/0/years/0/paid/mean",
        "/value/cost_per_lasting/p50",
        "/sources/earned/unknowns",
        "/paid/intervals/p90/high",
        "/years/0/paid/p50",
        "/outcomes/0/achieved/mean",
        "/outcomes/0/late/mean",
        "/outcomes/0/claimed/mean",
        "/outcomes/0/earned/mean",
        "/outcomes/0/paid/mean",
        "/quarters/0/paid/p90",
        "/quarters/0/cumulative/p10",
        "/quarters/0/share_of_cap",
        "/months/0/exposure/p50",
    ] {
        number(pointer);
    }
    for month in ["/cap/month/p50", "/capital/peak_month/p50", "/quarters/0/end", "/start"] {
        let month = json.pointer(month).and_then(Value::as_str).unwrap();
        assert!(month.len() == 7 && month.as_bytes()[4] == b'-', "{month}");
    }
    assert!(
        json.pointer("/closed_form/earned").is_some() && json.pointer("/closed_form/z").is_some()
    );
    assert_eq!(json["outcomes"][0]["id"], json!("wellbeing_1"));
    assert_eq!(json["fingerprint"].as_str().map(str::len), Some(16));
}

#[test]
fn quarters_are_quarters_when_claims_are_made_by_the_month() {
    let json = parsed(&printed(&["simulate", &small(), "--json"]));
    let ends: Vec<&str> =
        json["quarters"].as_array().unwrap().iter().map(|q| q["end"].as_str().unwrap()).collect();
    assert_eq!(ends, ["2024-06", "2024-09", "2024-12", "2025-03"]);
    let total: f64 = json["quarters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|quarter| quarter["paid"]["mean"].as_f64().unwrap())
        .sum();
    assert!((total - json["paid"]["mean"].as_f64().unwrap()).abs() < 0.005);
    assert_eq!(json["quarters"][3]["cumulative"]["p50"], json["paid"]["p50"]);
}

#[test]
fn schemas_are_printed_as_they_are_published() {
    for (arguments, file) in [
        (&["schema"][..], "schema/scenario-v2.schema.json"),
        (&["schema", "scenario"], "schema/scenario-v2.schema.json"),
        (&["schema", "summary"], "schema/summary-v1.schema.json"),
    ] {
        assert_eq!(printed(arguments), fs::read_to_string(in_repository(file)).unwrap());
    }
}

#[test]
fn the_published_schema_of_summaries_is_what_the_types_say() {
    let path = in_repository("schema/summary-v1.schema.json");
    let now = serde_json::to_string_pretty(&report_schema()).unwrap() + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &now).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == now,
        "schema/summary-v1.schema.json is out of date: run with UPDATE_GOLDEN=1 and review the difference"
    );
}

/// What in a value breaks its schema: as much of JSON Schema as ours uses.
fn breaches_of(root: &Value, schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let pointer = name.trim_start_matches('#');
        breaches_of(root, root.pointer(pointer).unwrap(), value, path, found);
    }
    if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
        let fits = |choice: &Value| {
            let mut found = Vec::new();
            breaches_of(root, choice, value, path, &mut found);
            found.is_empty()
        };
        if !choices.iter().any(fits) {
            found.push(format!("{path}: {value} is none of {choices:?}"));
        }
    }
    if schema.get("const").is_some_and(|only| only != value) {
        found.push(format!("{path}: {value} is not {}", schema["const"]));
    }
    if let Some(choices) = schema.get("enum").and_then(Value::as_array)
        && !choices.contains(value)
    {
        found.push(format!("{path}: {value} is none of {choices:?}"));
    }
    let types: Vec<&str> = match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(some)) => some.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let is_a = |kind: &str| match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the schema has a type {other}"),
    };
    if !types.is_empty() && !types.iter().any(|kind| is_a(kind)) {
        found.push(format!("{path}: {value} is not {types:?}"));
    }
    if let (Some(items), Some(values)) = (schema.get("items"), value.as_array()) {
        for (index, value) in values.iter().enumerate() {
            breaches_of(root, items, value, &format!("{path}/{index}"), found);
        }
    }
    if let (Some(fields), Some(values)) =
        (schema.get("properties").and_then(Value::as_object), value.as_object())
    {
        for field in schema["required"].as_array().unwrap().iter().filter_map(Value::as_str) {
            if !values.contains_key(field) {
                found.push(format!("{path}/{field} is missing"));
            }
        }
        for (field, value) in values {
            match fields.get(field) {
                Some(schema) => breaches_of(root, schema, value, &format!("{path}/{field}"), found),
                None => found.push(format!("{path}/{field} is not documented")),
            }
        }
    }
}

// CSV.

/// The rows of a file, header first, by the rules of RFC 4180.
fn rows_of(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted => assert_eq!(letters.peek(), Some(&'\n'), "a lone line end"),
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    assert!(!is_quoted && row.is_empty() && cell.is_empty(), "an unfinished row");
    rows
}

const FILES: [&str; 9] = [
    "summary.csv",
    "caps.csv",
    "payers.csv",
    "payer_years.csv",
    "years.csv",
    "outcomes.csv",
    "quarters.csv",
    "months.csv",
    "futures.csv",
];

#[test]
fn csv_files_are_tables_that_add_up() {
    let folder = folder("csv").join("made/on/the/way");
    let path = folder.to_str().unwrap();
    let listed = printed(&["simulate", "--preset", "kirklees", "--trials", "40", "--csv", path]);
    assert!(listed.lines().map(|line| Path::new(line).file_name().unwrap()).eq(FILES));
    let table = |name: &str| {
        let rows = rows_of(&fs::read_to_string(folder.join(name)).unwrap());
        assert!(rows.len() > 1, "{name} is empty");
        assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{name} is ragged");
        rows
    };
    let column = |table: &[Vec<String>], name: &str| -> Vec<String> {
        let place = table[0].iter().position(|title| title == name);
        let place = place.unwrap_or_else(|| panic!("no {name} in {:?}", table[0]));
        table[1..].iter().map(|row| row[place].clone()).collect()
    };
    let pence = |text: &String| {
        let (pounds, pence) = text.split_once('.').unwrap();
        format!("{pounds}{pence}").parse::<i64>().unwrap()
    };

    for name in FILES {
        table(name);
    }
    assert_eq!(table("caps.csv").len(), 7);
    assert_eq!(table("outcomes.csv").len(), 31);
    assert_eq!(
        column(&table("payers.csv"), "id"),
        ["council", "life_chances_fund"].map(str::to_owned)
    );

    let futures = table("futures.csv");
    assert_eq!(column(&futures, "trial").len(), 40);
    let amounts = |name: &str| column(&futures, name).iter().map(pence).collect::<Vec<i64>>();
    let caps = ["person", "line", "group", "year", "payer", "contract"];
    let unpaid = caps.map(|cap| amounts(&format!("unpaid_{cap}")));
    for (future, (earned, paid)) in amounts("earned").iter().zip(amounts("paid")).enumerate() {
        let unpaid: i64 = unpaid.iter().map(|column| column[future]).sum();
        assert_eq!(*earned, paid + unpaid, "future {future}");
    }
    let summary = table("summary.csv");
    let figure = |name: &str| summary.iter().find(|row| row[0] == name).unwrap()[1].clone();
    let mut paid = amounts("paid");
    paid.sort_unstable();
    assert_eq!(pence(&figure("paid_p50")), paid[19]);
    assert_eq!(figure("trials"), "40");
}

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

#[test]
fn names_in_csv_files_are_quoted_and_never_formulas() {
    let folder = folder("formulas");
    let name = "=HYPERLINK(\"https://example.org\", \"home\")";
    let file = changed(&folder, "/scenario/rate_card/outcomes/0/name", json!(name));
    let path = folder.to_str().unwrap();
    let files = printed(&["simulate", &file, "--csv", path, "--trials", "20"]);
    assert_eq!(files.lines().count(), FILES.len());
    let outcomes = rows_of(&fs::read_to_string(folder.join("outcomes.csv")).unwrap());
    assert_eq!(outcomes[1][1], format!("'{name}"));
    // Where lists are separated by semicolons, a cell begins behind one.
    let file = changed(&folder, "/scenario/rate_card/outcomes/0/name", json!(";=1+1"));
    printed(&["simulate", &file, "--csv", path, "--trials", "20"]);
    let text = fs::read_to_string(folder.join("outcomes.csv")).unwrap();
    assert!(text.starts_with('\u{feff}') && text.contains("\";'=1+1\""), "{text}");
    printed(&["simulate", &file, "--csv", path, "--trials", "20", "--no-bom"]);
    assert!(!fs::read_to_string(folder.join("outcomes.csv")).unwrap().starts_with('\u{feff}'));
    // A negative number is a number.
    let summary = fs::read_to_string(folder.join("summary.csv")).unwrap();
    assert!(!summary.contains("'-"), "{summary}");
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let small = small();
    refused(&["simulate", &small, "--csv", &small], 2, &["could not be written", "another place"]);
    refused(&["simulate", &small, "--csv", ""], 2, &["--csv needs a value"]);
}

// Checking.

#[test]
fn a_sound_scenario_has_no_problems() {
    for arguments in [&["check", "--preset", "kirklees"][..], &["check", &small()]] {
        assert_eq!(printed(arguments), "0 errors, 0 warnings: it can be run\n");
    }
}

#[test]
fn check_lists_every_problem_errors_first() {
    let folder = folder("check");
    let mut document = small_document();
    document["scenario"]["rate_card"]["outcomes"][0]["price"] = json!("a lot");
    document["scenario"]["costs"]["set_up"] = json!(1.005);
    document["scenario"]["contract"]["payers"][0]["share_bp"] = json!(9_000);
    document["colour"] = json!("red");
    let path = folder.join("bad.ratecard.json");
    fs::write(&path, document.to_string()).unwrap();

    let ended = ratecard(&["check", path.to_str().unwrap()]);
    assert_eq!((ended.code, ended.err.as_str()), (1, ""));
    for expected in [
        "error: rate_card.outcomes[0].price: \"a lot\" is text\n  to mend it, write a number\n",
        "error: costs.set_up: 1.005 has more than two decimal places\n  to mend it, write at most two",
        "error: contract.payers: 90.00% ",
        "error: document: colour is not a field of this format\n  to mend it, remove it\n",
        "4 errors, 0 warnings: it cannot be run\n",
    ] {
        assert!(ended.out.contains(expected), "no \"{expected}\" in:\n{}", ended.out);
    }
    let piped = ratecard_reading(&["check", "-"], &document.to_string());
    assert_eq!((piped.code, piped.out), (1, ended.out));
}

#[test]
fn warnings_do_not_stop_a_run() {
    let folder = folder("warnings");
    let file = changed(&folder, "/scenario/contract/claims_end", json!(6));
    let ended = ratecard(&["check", &file]);
    assert_eq!(ended.code, 0, "{}", ended.out);
    assert!(ended.out.starts_with("warning: contract.claims_end: 6 "), "{}", ended.out);
    assert!(ended.out.ends_with("0 errors, 1 warning: it can be run\n"), "{}", ended.out);

    let ended = ratecard(&["simulate", &file]);
    assert_eq!(ended.code, 0);
    assert!(ended.err.starts_with("warning: contract.claims_end"), "{}", ended.err);
}

#[test]
fn what_can_never_matter_is_a_warning() {
    let folder = folder("without_effect");
    let fees = json!([{ "from_month": 12, "monthly": 100 }]);
    let file = changed(&folder, "/scenario/contract/service_fees", fees);
    let ended = ratecard(&["check", &file]);
    assert_eq!(ended.code, 0, "{}", ended.out);
    let warning = "warning: contract.service_fees[0].from_month: 12 comes after the last delivery month, so that it has no \
                   effect\n  to mend it, write a month up to 11, or take it out\n";
    assert!(ended.out.starts_with(warning), "{}", ended.out);
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

#[test]
fn what_is_no_scenario_is_told_apart() {
    let folder = folder("foreign");
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let text = fs::read_to_string(small()).unwrap();
    let link = fs::read_to_string(in_repository("tests/shared/v1-small.link")).unwrap();
    let mut newer = small_document();
    newer["version"] = json!(99);
    let folder_path = folder.to_str().unwrap();

    for (source, words) in [
        (file("prices.csv", b"name;price\nhome;1500"), &["not a Rate Card Simulator scenario"][..]),
        (file("picture.png", b"\x89PNG\r\n\xff\xfe"), &["not a Rate Card Simulator scenario"]),
        (file("empty", b""), &["not a Rate Card Simulator scenario"]),
        (file("cut.json", &text.as_bytes()[..700]), &["part of it is missing", "line ", "column "]),
        (file("new.json", newer.to_string().as_bytes()), &["newer version (format 99)"]),
        (file("large.json", &vec![b' '; MOST_FILE + 1]), &["too large", "2 MB"]),
        (link.trim()[..link.len() / 2].to_owned(), &["the link is damaged", "whole link"]),
        ("https://example.org/".to_owned(), &["the link holds no scenario"]),
        (
            "no/such/file.json".to_owned(),
            &["no/such/file.json could not be read", "check the name"],
        ),
        (folder_path.to_owned(), &["could not be read"]),
    ] {
        for command in ["check", "simulate", "link", "open"] {
            refused(&[command, &source], 2, words);
        }
    }
    let ended = ratecard_reading(&["check", "-"], "hello");
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("standard input is not a"), "{}", ended.err);
}

#[test]
fn a_stranger_cannot_steer_the_terminal() {
    let folder = folder("escapes");
    let file = changed(&folder, "/scenario/name", json!("\u{1b}]0;owned\u{7}\u{9b}31m name"));
    for arguments in [&["simulate", &file, "--trials", "5"][..], &["check", &file]] {
        let ended = ratecard(arguments);
        let printed = ended.out + &ended.err;
        assert!(!printed.chars().any(|c| c.is_control() && c != '\n'), "{printed:?}");
    }
}

// Sharing.

#[test]
fn a_link_and_a_file_bring_back_the_same_scenario() {
    let folder = folder("sharing");
    let base = "https://example.org/ratecard/";
    let link = printed(&["link", "--preset", "kirklees", "--base", base]);
    let fragment = printed(&["link", "--preset", "kirklees"]);
    assert_eq!(link, format!("{base}{fragment}"));
    assert!(fragment.starts_with("#/open/v1."));

    let text = printed(&["open", link.trim()]);
    let file = folder.join("opened.ratecard.json");
    let written = printed(&["open", link.trim(), "--out", file.to_str().unwrap()]);
    assert_eq!((written.as_str(), fs::read_to_string(&file).unwrap()), ("", text.clone()));
    let opened = open(&text).unwrap();
    assert_eq!(opened.scenario, preset("kirklees").unwrap().open().unwrap().scenario);
    assert_eq!(printed(&["link", file.to_str().unwrap()]), fragment);
}

#[test]
fn what_its_sender_saw_travels_on() {
    let full = in_repository("tests/shared/v1-full.json");
    let link = ratecard(&["link", &full]).out;
    let opened = parsed(&ratecard(&["open", link.trim()]).out);
    assert_eq!(opened["fingerprint"], json!("0123456789abcdef"));
}

#[test]
fn a_link_that_needs_mending_becomes_a_file_that_can_be_mended() {
    let folder = folder("mending");
    let file = changed(&folder, "/scenario/contract/payers/0/share_bp", json!(9_000));
    let ended = ratecard(&["open", &file]);
    assert_eq!(ended.code, 1);
    assert_eq!(parsed(&ended.out)["scenario"]["contract"]["payers"][0]["share_bp"], json!(9_000));
    assert!(ended.err.contains("error: contract.payers"), "{}", ended.err);
}
