//! A scenario's problems as text for a terminal, and the exit code that they call for.

use std::process::ExitCode;

use ratecard::format;
use ratecard::model::Problem;

/// The exit code that problems call for.
pub(crate) fn exit_code(problems: &[Problem]) -> ExitCode {
    if problems.iter().any(Problem::is_error) { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// The problems, errors first, each with its mend, and a last line that counts them.
pub(crate) fn text(problems: &[Problem]) -> String {
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by_key(|problem| problem.severity);
    let mut text: String = sorted.iter().map(|problem| entry(problem)).collect();
    let n_errors = problems.iter().filter(|problem| problem.is_error()).count();
    let verdict = if n_errors > 0 { "it cannot be run" } else { "it can be run" };
    text.push_str(&format!(
        "{}, {}: {verdict}\n",
        format::counted(n_errors as u64, "error"),
        format::counted((problems.len() - n_errors) as u64, "warning")
    ));
    text
}

fn entry(problem: &Problem) -> String {
    let kind = if problem.is_error() { "error" } else { "warning" };
    let Problem { value, wrong, mend, .. } = problem;
    let place = problem.place();
    let value = if value.is_empty() { String::new() } else { format!(": {value}") };
    format!("{kind}: {place}{value} {wrong}\n  to mend it, {mend}\n")
}
