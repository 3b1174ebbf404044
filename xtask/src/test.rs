//! Runs the checks and reports on them.

use crate::command::timed;
use crate::outcome::Outcome;
use crate::steps::{STEPS, Step};
use std::time::Duration;

/// `cargo xtask test`, with `--list` or `--only NAME`.
pub(crate) fn run(options: &[&str]) -> Outcome {
    match options {
        [] => check(STEPS.iter().collect()),
        ["--list"] => {
            for step in STEPS {
                println!("{:<12} {}", step.name, step.what);
            }
            Ok(())
        }
        ["--only", name] => match STEPS.iter().find(|step| step.name == *name) {
            Some(step) => check(vec![step]),
            None => Err(format!("There is no check `{name}`: see `cargo xtask test --list`.")),
        },
        _ => Err("Say `cargo xtask test`, with --list or --only NAME if you like.".to_owned()),
    }
}

/// Stops at the first failure, since later checks build on earlier ones.
fn check(steps: Vec<&Step>) -> Outcome {
    let n_steps = steps.len();
    let mut passed: Vec<(&Step, Duration)> = Vec::new();
    for (step_idx, step) in steps.into_iter().enumerate() {
        println!("\n== {} of {n_steps}, {}: {}", step_idx + 1, step.name, step.what);
        let set_up = step.needs.iter().try_for_each(|need| need());
        let (outcome, time) = timed(|| set_up.and_then(|()| (step.run)().map_err(with_mend(step))));
        if let Err(sentence) = outcome {
            println!("== {} failed after {:.1} s", step.name, time.as_secs_f64());
            summarise(&passed);
            println!("{:<12} failed", step.name);
            println!("\n{sentence}");
            println!("To try again: cargo xtask test --only {}", step.name);
            println!("\n{} passed, 1 failed", passed.len());
            // All is said, and the count is to be the last line.
            return Err(String::new());
        }
        println!("== {} passed in {:.1} s", step.name, time.as_secs_f64());
        passed.push((step, time));
    }
    summarise(&passed);
    println!("\n{} passed, 0 failed", passed.len());
    Ok(())
}

fn with_mend(step: &Step) -> impl Fn(String) -> String {
    |sentence| format!("{sentence}\nTo mend it, {}.", step.mend)
}

fn summarise(passed: &[(&Step, Duration)]) {
    println!();
    for (step, time) in passed {
        println!("{:<12} passed {:>7.1} s", step.name, time.as_secs_f64());
    }
}
