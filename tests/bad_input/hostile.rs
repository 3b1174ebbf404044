//! Anything anywhere, and documents that were made to do harm.

use ratecard::engine::PreparedScenario;
use ratecard::model::{Problem, Problems, Scenario};
use ratecard::share::{FORMAT, OpenError, open};
use serde_json::{Value, json};

use crate::document::{put, sound};

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
                    if let Ok(plan) = PreparedScenario::new(&scenario) {
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
    let summary = ratecard::engine::run(&PreparedScenario::new(&scenario).unwrap());
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
        assert!(matches!(open(&text), Err(OpenError::Flawed(_))), "{:?}", open(&text));
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
