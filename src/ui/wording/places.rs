//! What a place in a scenario is called on the page, and which element shows it.

use crate::model::Problem;
use crate::model::path::{self, PathStep};
use crate::session::FieldNames;

/// The id of the element that shows a field, from the field's path.
pub fn field_id(path: &str) -> String {
    let mut id = String::from("f");
    for step in path::steps(path) {
        id.push('-');
        match step {
            PathStep::Field(field) => id.push_str(field),
            PathStep::Entry(index) => id.push_str(&index.to_string()),
        }
    }
    id
}

/// The id of what folds a part of a scenario away, from the part's path.
pub fn fold_id(path: &str) -> String {
    format!("fold-{}", field_id(path))
}

/// One problem as a sentence, worded alike in the summary and under its field.
pub fn problem_sentence(label: &str, problem: &Problem) -> String {
    let Problem { value, wrong, mend, .. } = problem;
    if value.is_empty() {
        format!("{label} {wrong}: {mend}.")
    } else {
        format!("{label}: {value} {wrong}: {mend}.")
    }
}

/// What a person calls the field with this path, to begin a sentence with.
pub fn label_of(names: &FieldNames, path: &str) -> String {
    if path.is_empty() {
        return "The scenario".to_owned();
    }
    format!("The {}", names.words(path))
}
