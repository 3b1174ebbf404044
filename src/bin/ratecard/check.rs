//! `check`: all that is wrong with a scenario.

use std::process::ExitCode;

use ratecard::engine::PreparedScenario;

use super::failure::Failure;
use super::input::Source;
use super::{output, problem_list};

/// Lists what is wrong on standard output. Fails only when there is no scenario to check.
pub(crate) fn run(source: &Source) -> Result<ExitCode, Failure> {
    let problems = match source.open() {
        // What the fields alone do not show, building the plan does.
        Ok(opened) => match PreparedScenario::new(&opened.scenario) {
            Ok(_) => opened.warnings,
            Err(problems) => problems.into_iter().chain(opened.warnings).collect(),
        },
        Err(Failure::Problems(problems)) => problems,
        Err(misuse) => return Err(misuse),
    };
    output::print_words(&problem_list::text(&problems))?;
    Ok(problem_list::exit_code(&problems))
}
