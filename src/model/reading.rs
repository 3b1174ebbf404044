//! The one way from a document into a [`Scenario`]: every problem at once, or a checked value.

use serde_json::Value;

use super::path::{self, PathStep};
use super::{Problem, Problems, Scenario};

impl Scenario {
    /// Reads a scenario out of parsed JSON and checks it.
    ///
    /// Returns the scenario with its warnings, or every problem at once (up to [`Problems::MOST`]), each
    /// with the field's path, the value and the mend. Fields that cannot be read do not hide problems
    /// elsewhere: they are put aside while the rest is checked.
    pub fn read(document: Value) -> Result<(Scenario, Vec<Problem>), Vec<Problem>> {
        let (scenario, problems) = Scenario::read_unfinished(document)?;
        if problems.iter().any(Problem::is_error) {
            Err(problems)
        } else {
            Ok((scenario, problems))
        }
    }

    /// Reads a scenario whose fields each make sense, whether or not they fit together.
    ///
    /// Returns it with all its problems, errors among them: work that is not finished can be kept and
    /// mended. Fails, as [`Scenario::read`] does, only when a field cannot be read.
    pub fn read_unfinished(document: Value) -> Result<(Scenario, Vec<Problem>), Vec<Problem>> {
        let named = |problems: Vec<Problem>| {
            problems.into_iter().map(|problem| problem.named_in(&document)).collect()
        };
        match read_shape(document.clone()) {
            Ok(scenario) => {
                let problems = named(scenario.problems());
                Ok((scenario, problems))
            }
            Err(Problems(problems)) => Err(named(with_others(problems, &document))),
        }
    }
}

/// The problems of fields that cannot be read, each with its value, and those of all other fields.
fn with_others(mut problems: Vec<Problem>, document: &Value) -> Vec<Problem> {
    for problem in &mut problems {
        if let Some(value) = path::lookup(document, &problem.path) {
            problem.value = Problem::error("", "", "").with_value(value).value;
        }
    }
    let unread: Vec<String> = problems.iter().map(|problem| problem.path.clone()).collect();
    // What was substituted must not be blamed on the person.
    let is_blamed = |problem: &Problem| {
        unread.iter().any(|path| {
            path::is_within(&problem.path, path)
                || !problem.path.is_empty() && path::is_within(path, &problem.path)
        })
    };
    if let Some(scenario) = read_with_substitutes(document.clone(), &unread) {
        problems.extend(scenario.problems().into_iter().filter(|problem| !is_blamed(problem)));
    }
    Problem::leave_out_consequences(&mut problems);
    problems.truncate(Problems::MOST);
    problems
}

fn read_shape(document: Value) -> Result<Scenario, Problems> {
    deserr::deserialize::<Scenario, Value, Problems>(document)
}

/// Reads the document with the fields at `paths` taken from the defaults; `None` when that fails too.
fn read_with_substitutes(mut document: Value, paths: &[String]) -> Option<Scenario> {
    let defaults: Value = serde_json::from_str(include_str!("defaults.json")).ok()?;
    for path in paths {
        // The defaults have one entry of each list.
        let first = path::steps(path).map(|step| match step {
            PathStep::Entry(_) => PathStep::Entry(0),
            field => field,
        });
        let substitute = first.into_iter().try_fold(&defaults, path::step_into).cloned();
        substitute_at(&mut document, path, substitute);
    }
    read_shape(document).ok()
}

/// Puts the substitute at the path, or removes what is there when the format has nothing of that name.
fn substitute_at(document: &mut Value, path: &str, substitute: Option<Value>) {
    let steps: Vec<PathStep<'_>> = path::steps(path).collect();
    let Some((last, parents)) = steps.split_last() else {
        if let Some(substitute) = substitute {
            *document = substitute;
        }
        return;
    };
    let parent = parents.iter().try_fold(document, |value, step| match step {
        PathStep::Field(field) => value.get_mut(*field),
        PathStep::Entry(index) => value.get_mut(*index),
    });
    match (parent, last, substitute) {
        (Some(Value::Object(fields)), PathStep::Field(field), Some(substitute)) => {
            fields.insert((*field).to_owned(), substitute);
        }
        (Some(Value::Object(fields)), PathStep::Field(field), None) => {
            fields.shift_remove(*field);
        }
        (Some(Value::Array(items)), PathStep::Entry(index), Some(substitute)) => {
            if let Some(item) = items.get_mut(*index) {
                *item = substitute;
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The defaults, less the fields that rule each other out.
    fn sound() -> Value {
        let mut document: Value = serde_json::from_str(include_str!("defaults.json")).unwrap();
        let outcome = document["rate_card"]["outcomes"][0].as_object_mut().unwrap();
        for field in ["after", "after_all", "unless", "bands"] {
            outcome.shift_remove(field);
        }
        outcome["is_step"] = json!(false);
        outcome["repeats"].as_object_mut().unwrap().shift_remove("every_weeks");
        let test = document["tests"][0].as_object_mut().unwrap();
        for field in ["month", "rate", "multiple"] {
            test.shift_remove(field);
        }
        document["contract"]["amendments"][0]["dropped"] = json!([]);
        document
    }

    fn told(document: Value) -> Vec<String> {
        Scenario::read(document).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn unreadable_fields_do_not_hide_problems_elsewhere() {
        let mut document = sound();
        document["rate_card"]["outcomes"][0]["price"] = json!("a lot");
        document["rate_card"]["outcomes"][0]["colour"] = json!("red");
        document["costs"]["set_up"] = json!(1.005);
        document["cohort"]["segments"][0]["share"] = json!(0.9);
        document["run"].as_object_mut().unwrap().remove("seed");
        let told = told(document);
        for expected in [
            "rate_card.outcomes[0].price (of \"Settled\"): \"a lot\" is text: write a number",
            "costs.set_up: 1.005 has more than two decimal places: write at most two, such as 1200.50",
            "run.seed is missing: add this field, or start from a preset and change it",
        ] {
            assert!(told.iter().any(|line| line == expected), "{expected}\nnot in {told:#?}");
        }
        assert!(told.iter().any(|line| {
            line.starts_with(
                "rate_card.outcomes[0].colour (of \"Settled\"): \"red\" is not a field",
            )
        }));
        assert!(told.iter().any(|line| line.starts_with("cohort.segments")), "{told:#?}");
        assert_eq!(told.len(), 5, "{told:#?}");
    }

    #[test]
    fn a_document_of_another_kind_is_refused_without_a_flood() {
        for document in [json!(null), json!([1, 2]), json!("x"), json!({}), json!({ "run": 3 })] {
            let told = told(document);
            assert!(!told.is_empty() && told.len() <= Problems::MOST);
        }
        let many = json!({ "rate_card": { "outcomes": vec![json!(1); 5000] } });
        assert_eq!(told(many).len(), Problems::MOST);
    }

    #[test]
    fn a_scenario_is_read_back_as_it_was_written() {
        let (scenario, _) =
            Scenario::read(sound()).unwrap_or_else(|problems| panic!("{problems:#?}"));
        let again = serde_json::to_value(&scenario).unwrap();
        assert_eq!(Scenario::read(again).map(|(scenario, _)| scenario), Ok(scenario));
    }
}
