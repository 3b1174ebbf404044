//! The sound scenario, changes to it, and what reading one tells.

use ratecard::engine::PreparedScenario;
use ratecard::model::{Problem, Scenario, Severity};
use serde_json::Value;

/// A sound scenario with something in nearly every place.
pub(crate) fn sound() -> Value {
    serde_json::from_str(include_str!("sound.json")).unwrap()
}

/// Puts a value at a JSON pointer, adding the last field where it is not there.
pub(crate) fn put(document: &mut Value, pointer: &str, value: Value) {
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

/// The problems of a document, each as the sentence that a person reads; a warning says that it is one.
pub(crate) fn told(document: Value) -> Vec<String> {
    let problems = match Scenario::read(document) {
        Ok((_, warnings)) if warnings.is_empty() => return vec!["it was read".to_owned()],
        Ok((_, warnings)) => warnings,
        Err(problems) => problems,
    };
    let sentence = |problem: &Problem| match problem.severity {
        Severity::Error => problem.to_string(),
        Severity::Warning => format!("warning: {problem}"),
    };
    problems.iter().map(sentence).collect()
}

#[test]
fn the_sound_scenario_is_sound() {
    let (scenario, warnings) =
        Scenario::read(sound()).unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!(warnings, []);
    PreparedScenario::new(&scenario).unwrap();
}
