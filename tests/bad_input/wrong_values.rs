//! One wrong value in one place, and all that must be told of it.
//!
//! Each file in `wrong_values/` is a list of cases. A new case is a new entry, a new file is found by itself.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::document::{put, sound, told};

/// A change to the sound scenario, and the problems that it must cause, all of them and in this order.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// Where the value goes, as a JSON pointer.
    at: String,
    value: Value,
    told: Vec<String>,
}

/// All cases with their names, which say the file and the change.
fn cases() -> Vec<(String, Case)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_input/wrong_values");
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let read: Vec<Case> =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(!read.is_empty(), "{file} holds no case");
        cases.extend(
            read.into_iter().map(|case| (format!("{file}: {} = {}", case.at, case.value), case)),
        );
    }
    cases
}

#[test]
fn each_wrong_value_is_told_with_its_place_and_its_mend() {
    let cases = cases();
    assert!(cases.len() >= 140, "only {} cases were found", cases.len());
    let mut wrong = Vec::new();
    for (name, case) in &cases {
        let mut document = sound();
        put(&mut document, &case.at, case.value.clone());
        let told = told(document);
        if told != case.told {
            wrong.push(format!("{name}\n  told {told:#?}\n  not  {:#?}", case.told));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// These values are too long to be written down in a file.
#[test]
fn what_is_too_long_is_told_and_shown_in_part() {
    let start = "x".repeat(80);
    let assumption = json!({ "field": "run", "quality": "derived", "source": "x" });
    for (pointer, value, expected) in [
        (
            "/rate_card/outcomes/2/name",
            json!("x".repeat(300)),
            format!(
                "rate_card.outcomes[2].name: {start}… is too long: write at most 200 characters"
            ),
        ),
        (
            "/description",
            json!("x".repeat(5_001)),
            format!("description: {start}… is too long: write at most 5000 characters"),
        ),
        (
            "/assumptions",
            json!(vec![assumption; 501]),
            "assumptions: 501 entries are too many: keep at most 500".to_owned(),
        ),
    ] {
        let mut document = sound();
        put(&mut document, pointer, value);
        assert_eq!(told(document), [expected]);
    }
}
