//! Results as JSON, in their published shape.

use ratecard::report::report_schema;
use serde_json::{Value, json};
use std::fs;

use super::{in_repository, parsed, printed, ratecard, small};

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
