//! Sums over trials of what people achieve by month, and of how many are supported.

use serde::{Deserialize, Serialize};

use crate::engine::plan::Plan;
use crate::engine::plan::people::PeoplePlan;

use super::monthly_counts::{Counted, Counts, MonthlyCounts};

/// Sums over trials of numbers of people, in millionths of a person: whole numbers, so that they do not
/// depend on how trials were split.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sums {
    row: usize,
    /// Months of the contract.
    n_months: usize,
    n_classes: usize,
    /// By line and month.
    achieved: Vec<i64>,
    /// By month.
    caseload: Vec<i64>,
}

impl Sums {
    /// Sums over no trials.
    pub(in crate::engine) fn none(plan: &PeoplePlan) -> Sums {
        Sums {
            row: plan.row(),
            n_months: plan.n_months,
            n_classes: plan.n_classes(),
            achieved: vec![0; plan.lines.len() * plan.row()],
            caseload: vec![0; plan.row()],
        }
    }

    /// The sum of sums over other trials of one plan.
    pub fn of<'s>(plan: &Plan, sums: impl Iterator<Item = &'s Sums>) -> Sums {
        let mut all = Sums::none(&plan.people);
        sums.for_each(|sums| all.add(sums));
        all
    }

    /// Whether they are of a plan, as sums from elsewhere might not be.
    pub(in crate::engine) fn fit(&self, plan: &PeoplePlan) -> bool {
        let (n_lines, row) = (plan.lines.len(), plan.row());
        (self.row, self.n_months, self.n_classes) == (row, plan.n_months, plan.n_classes())
            && (self.achieved.len(), self.caseload.len()) == (n_lines * row, row)
    }

    /// Adds the sums over other trials.
    pub fn add(&mut self, other: &Sums) {
        for (sum, more) in self.achieved.iter_mut().zip(&other.achieved) {
            *sum += more;
        }
        for (sum, more) in self.caseload.iter_mut().zip(&other.caseload) {
            *sum += more;
        }
    }

    /// Adds the counts of one trial.
    pub(in crate::engine) fn add_trial(&mut self, counts: Counts<'_>) {
        match counts {
            Counts::Whole(counts) => self.add_counts(counts),
            Counts::Expected(counts) => self.add_counts(counts),
        }
    }

    fn add_counts<C: Counted>(&mut self, counts: MonthlyCounts<'_, C>) {
        let (row, cells) = (self.row, self.row * self.n_classes);
        let lines = self.achieved.chunks_mut(row).zip(counts.cells.rows().0.chunks(cells));
        lines.for_each(|(sums, rows)| C::add_millionths(sums, rows, row));
        C::add_millionths(&mut self.caseload[..row - 1], counts.caseload, row);
    }

    /// Mean achievements of a line by month of the contract over so many trials; the last place holds later ones.
    pub(in crate::engine) fn achieved_by_month(&self, line: usize, n_trials: u32) -> Vec<f64> {
        let row = &self.achieved[line * self.row..(line + 1) * self.row];
        let (months, later) = row.split_at(self.n_months);
        let later = later.iter().sum();
        months.iter().chain([&later]).map(|sum| mean(*sum, n_trials)).collect()
    }

    /// Mean number of people in support in a month; none after the contract is told.
    pub(in crate::engine) fn caseload(&self, month: usize, n_trials: u32) -> f64 {
        if month < self.n_months { mean(self.caseload[month], n_trials) } else { 0.0 }
    }
}

fn mean(sum: i64, n_trials: u32) -> f64 {
    sum as f64 / 1e6 / f64::from(n_trials.max(1))
}
