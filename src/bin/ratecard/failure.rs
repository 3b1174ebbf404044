//! Why a command came to nothing, in words for the person at the terminal.

use std::fmt;
use std::process::ExitCode;

use ratecard::model::Problem;

use super::problem_list;

/// A command that came to nothing.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It was misused, or what it needs cannot be read or written. The sentence names the mend.
    Misuse(String),
    /// The scenario has errors.
    Problems(Vec<Problem>),
    /// The scenario that another one is to be compared with has errors.
    ProblemsOfOther(Vec<Problem>),
}

impl Failure {
    /// The same of the scenario that another one is to be compared with.
    pub(crate) fn of_other(self) -> Failure {
        match self {
            Failure::Problems(problems) => Failure::ProblemsOfOther(problems),
            Failure::Misuse(sentence) => {
                Failure::Misuse(format!("of the scenario to compare with: {sentence}"))
            }
            Failure::ProblemsOfOther(_) => self,
        }
    }

    pub(crate) fn code(&self) -> ExitCode {
        match self {
            Failure::Misuse(_) => ExitCode::from(2),
            Failure::Problems(_) | Failure::ProblemsOfOther(_) => ExitCode::from(1),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Misuse(sentence) => f.write_str(sentence),
            Failure::Problems(problems) => {
                write!(f, "this scenario cannot be run\n{}", problem_list::text(problems))
            }
            Failure::ProblemsOfOther(problems) => write!(
                f,
                "the scenario to compare with cannot be run\n{}",
                problem_list::text(problems)
            ),
        }
    }
}
