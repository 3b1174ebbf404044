//! Worked cases: the contract's rules in plain arithmetic, held against the engine to the penny.
//!
//! Each file of `tests/cases` says what changes in `base.json` (a JSON merge patch) and what must come out.
//! What a case may expect is listed in [`observed`].
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::Path;

use ratecard::engine::summary::{MonthRange, Range, RankedRate, Spread};
use ratecard::engine::{PreparedScenario, Summary, run};
use ratecard::model::Scenario;
use serde_json::{Map, Value, json};

/// Rates of return are given to the hundredth of a percent.
const RATE: f64 = 0.000_05;

fn cases() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<(String, Value)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).unwrap();
            let value = serde_json::from_str(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (name, value)
        })
        .collect();
    cases.sort_by(|one, other| one.0.cmp(&other.0));
    cases
}

#[test]
fn every_worked_case_comes_out_as_its_arithmetic_says() {
    let mut cases = cases();
    let base = cases.remove(cases.iter().position(|(name, _)| name == "base").unwrap()).1;
    assert!(cases.len() >= 25, "the cases were not found");
    let mut wrong = Vec::new();
    for (name, case) in &cases {
        for field in ["title", "why"] {
            assert!(case[field].as_str().is_some_and(|text| !text.is_empty()), "{name}: {field}");
        }
        assert!(case["arithmetic"].as_array().is_some_and(|lines| !lines.is_empty()), "{name}");
        let mut scenario = base.clone();
        merge(&mut scenario, &case["change"]);
        let mut found = Vec::new();
        match Scenario::read(scenario) {
            Ok((scenario, _)) => {
                let summary = run(&PreparedScenario::new(&scenario).unwrap());
                compare("", &case["expected"], &observed(&summary), &mut found);
            }
            Err(problems) => found.extend(problems.iter().map(ToString::to_string)),
        }
        if !found.is_empty() {
            wrong.push(format!("{name} ({})\n    {}", case["title"], found.join("\n    ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// RFC 7396: objects merge, `null` removes, anything else replaces.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    let fields = target.as_object_mut().unwrap();
    for (field, value) in patch {
        if value.is_null() {
            fields.shift_remove(field);
        } else {
            merge(fields.entry(field.clone()).or_insert(Value::Null), value);
        }
    }
}

/// Every figure that a case may expect, by the name that it uses.
fn observed(summary: &Summary) -> Value {
    let starts = summary.people.starts.mean;
    let by = |pairs: Vec<(String, Value)>| Value::Object(Map::from_iter(pairs));
    let caps = |per: f64| {
        let caps = &summary.unpaid_by_cap;
        by(caps.iter().map(|cap| (name_of(&cap.cap), pounds(&cap.taken, per))).collect())
    };
    let outcomes = |per: f64| {
        let figures = summary.outcomes.iter().map(|outcome| {
            let figures = json!({
                "achieved": count(&outcome.achieved, per),
                "late": count(&outcome.late, per),
                "claimed": count(&outcome.claimed, per),
                "earned": pounds(&outcome.earned, per),
                "paid": pounds(&outcome.paid, per),
            });
            (outcome.id.clone(), figures)
        });
        by(figures.collect())
    };
    let (capital, value) = (&summary.capital, &summary.value);
    let contract = summary.unpaid_by_cap.last().unwrap();
    json!({
        "earned": pounds(&summary.earned, 1.0),
        "paid": pounds(&summary.paid, 1.0),
        "unpaid": pounds(&summary.unpaid, 1.0),
        "starts": starts,
        "unpaid_by_cap": caps(1.0),
        "payers": by(summary.payers.iter().map(|payer| (payer.id.clone(), pounds(&payer.paid, 1.0))).collect()),
        "periods": summary.periods.iter()
            .map(|period| json!({ "end": period.end.to_string(), "paid": pounds(&period.paid, 1.0) }))
            .collect::<Vec<_>>(),
        "outcomes": outcomes(1.0),
        // For cases with luck: figures for each person who starts.
        "per_start": {
            "earned": pounds(&summary.earned, starts),
            "paid": pounds(&summary.paid, starts),
            "unpaid_by_cap": caps(starts),
            "outcomes": outcomes(starts),
        },
        "capital": {
            "costs": pounds(&capital.costs, 1.0),
            "peak": pounds(&capital.peak, 1.0),
            "peak_month": month(capital.peak_month),
            "drawn": pounds(&capital.drawn, 1.0),
            "distributed": pounds(&capital.distributed, 1.0),
            "unfunded": pounds(&capital.unfunded, 1.0),
            "loss": pounds(&capital.loss, 1.0),
            "irr": capital.irr.map(|irr| rate(irr.p50)),
            "return_on_capital": capital.return_on_capital.map(|rate| rate.mean),
            "exposure_years": pounds(&capital.exposure_years, 1.0),
            "fees": pounds(&capital.fees, 1.0),
            "unfunded_month": month(capital.unfunded_month),
            "unfunded_after_return": capital.unfunded_after_return.futures > 0,
            "below_preferred": capital.below_preferred.futures > 0,
            "multiple": capital.multiple.map(|multiple| multiple.mean),
            "payback": month(capital.payback),
            "over_least": capital.over_least.futures > 0,
            "over_most": capital.over_most.futures > 0,
        },
        "value": {
            "present_value": pounds(&value.present_value, 1.0),
            "cost_per_start": value.cost_per_start.map(|cost| cost.mean),
            "cost_per_achievement": value.cost_per_achievement.map(|cost| cost.mean),
            "cost_per_lasting": value.cost_per_lasting.map(|cost| cost.mean),
            "paid_for_deadweight": pounds(&value.paid_for_deadweight, 1.0),
            "public_value": value.public_value.map(|value| pounds(&value, 1.0)),
            "benefit_cost": value.benefit_cost.map(|ratio| ratio.mean),
        },
        "caseload": summary.months.iter()
            .map(|month| json!({ "end": month.month.to_string(), "people": month.caseload }))
            .collect::<Vec<_>>(),
        "closed_form": {
            "earned": summary.closed_form.earned,
            "obstacle": summary.closed_form.obstacle,
        },
        "cap": {
            "reached": month(summary.cap.month),
            "first_bite": month(contract.first),
            "unpaid_after": pounds(&summary.cap.unpaid_after, 1.0),
            "months_after": summary.cap.months_after.map(|months| months.mean),
        },
    })
}

fn name_of(cap: &impl serde::Serialize) -> String {
    serde_json::to_value(cap).unwrap().as_str().unwrap().to_owned()
}

/// One future: its mean is its median.
fn pounds(spread: &Spread, per: f64) -> Value {
    assert!((spread.mean - spread.p50.pounds()).abs() < 0.001);
    json!(spread.mean / per)
}

fn count(range: &Range, per: f64) -> Value {
    json!(range.mean / per)
}

fn rate(rate: RankedRate) -> Value {
    match rate {
        RankedRate::Rate(rate) => json!(rate),
        without => serde_json::to_value(without).unwrap(),
    }
}

fn month(months: Option<MonthRange>) -> Value {
    months.map_or(Value::Null, |months| json!(months.p50.to_string()))
}

/// Notes each expected figure that was not observed. Periods and months are matched by their end, whichever are given.
fn compare(path: &str, expected: &Value, observed: &Value, wrong: &mut Vec<String>) {
    match (expected, observed) {
        (Value::Object(expected), Value::Object(observed)) => {
            for (field, expected) in expected {
                let path = if path.is_empty() { field.clone() } else { format!("{path}.{field}") };
                match observed.get(field) {
                    Some(observed) => compare(&path, expected, observed, wrong),
                    None => wrong.push(format!("{path} is not a figure that cases can expect")),
                }
            }
        }
        (Value::Array(expected), Value::Array(observed)) => {
            for expected in expected {
                let end = &expected["end"];
                match observed.iter().find(|observed| observed["end"] == *end) {
                    Some(observed) => compare(&format!("{path}[{end}]"), expected, observed, wrong),
                    None => wrong.push(format!("{path}: nothing ends in {end}")),
                }
            }
        }
        (Value::Number(wanted), Value::Number(found)) => {
            let (wanted, found) = (wanted.as_f64().unwrap(), found.as_f64().unwrap());
            let tolerance =
                if path.ends_with("irr") || path.ends_with("on_capital") { RATE } else { 1e-6 };
            if (wanted - found).abs() > tolerance {
                wrong.push(format!("{path}: expected {wanted}, came out as {found}"));
            }
        }
        _ if expected == observed => {}
        _ => wrong.push(format!("{path}: expected {expected}, came out as {observed}")),
    }
}
