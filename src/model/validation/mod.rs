//! The checks that need more than one field: every problem of a scenario at once.

mod beside;
mod caps;
mod card;
mod cohort;
mod contract;
mod fields;
mod size;
mod terms;
mod without_effect;

use std::collections::BTreeSet;

use super::{Problem, Problems, Scenario};

/// How large a scenario may be.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub outcomes: usize,
    pub segments: usize,
    /// Contract months, from month 0 to the last claim month.
    pub months: u16,
    /// Expected referrals over the contract.
    pub people: f64,
    pub trials: u32,
    /// People x outcomes x trials of one run.
    pub work: f64,
    /// Outcomes x trials of one run: what must be kept until it is summed up.
    pub figures: f64,
    /// Entries of any other list.
    pub entries: usize,
    /// Entries of each list of counts in the actuals.
    pub counts: usize,
    /// Characters of a name.
    pub name: usize,
    /// Characters of a longer text.
    pub text: usize,
}

/// The limits of this version.
pub const LIMITS: Limits = Limits {
    outcomes: 200,
    segments: 20,
    months: 240,
    people: 200_000.0,
    trials: 100_000,
    work: 2e11,
    figures: 5e6,
    entries: 500,
    counts: 5_000,
    name: 200,
    text: 5_000,
};

impl Scenario {
    /// Everything that is wrong with the scenario, errors first, up to [`Problems::MOST`]. Only
    /// errors stop a run.
    pub fn problems(&self) -> Vec<Problem> {
        let mut check = Check { problems: Vec::new() };
        check.texts(self);
        check.run(self);
        check.rate_card(self);
        check.cohort(self);
        check.contract(self);
        check.caps(self);
        check.amendments(self);
        check.money_terms(self);
        check.shocks(self);
        check.beside(self);
        check.without_effect(self);
        check.problems.extend(self.problems_of_size());
        check.leave_out_weaker();
        Problem::leave_out_consequences(&mut check.problems);
        check.problems.sort_by_key(|problem| problem.severity);
        check.problems.truncate(Problems::MOST);
        check.problems
    }
}

struct Check {
    problems: Vec<Problem>,
}

impl Check {
    /// Leaves out the warnings of a field that has an error.
    fn leave_out_weaker(&mut self) {
        let wrong: BTreeSet<String> = self
            .problems
            .iter()
            .filter(|problem| problem.is_error())
            .map(|problem| problem.path.clone())
            .collect();
        self.problems.retain(|problem| problem.is_error() || !wrong.contains(&problem.path));
    }
}
