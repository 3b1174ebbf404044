//! The contract stage's first half: achievements become claims, and claims become money.

use super::people::{PersonClaim, PersonClaims};
use super::plan::{ContractPlan, to_pence};

/// Claims of one trial, in pence before caps.
#[derive(Clone, Debug, Default)]
pub(super) struct Claims {
    /// By line: all achievements, and those after the last claim month.
    pub(super) achieved: Vec<f64>,
    pub(super) late: Vec<f64>,
    /// Number of claims, by line and claim month.
    pub(super) counts: Vec<f64>,
    /// Pence earned, by line and claim month.
    pub(super) earned: Vec<i64>,
    /// Pence earned in a claim month by all lines.
    pub(super) earned_by_month: Vec<i64>,
    /// Pence that the cap per person takes, by line and claim month; empty where there is no such cap.
    pub(super) over_person_cap: Vec<i64>,
}

impl Claims {
    /// Counts and prices what can be claimed. Rows of counts hold a place for each month and a last one.
    pub(super) fn take<C: Copy + Into<f64>>(
        &mut self,
        plan: &ContractPlan,
        n_classes: usize,
        achieved: &[C],
        barred: &[C],
        row: usize,
    ) {
        let (n_lines, months) = (plan.n_lines(), plan.claim_months);
        reset(&mut self.achieved, n_lines);
        reset(&mut self.late, n_lines);
        reset(&mut self.counts, n_lines * months);
        reset(&mut self.earned, n_lines * months);
        reset(&mut self.earned_by_month, months);
        self.over_person_cap.clear();
        for line in 0..n_lines {
            let claimable = plan.claimable(line);
            let counts = &mut self.counts[line * months..(line + 1) * months];
            let earned = &mut self.earned[line * months..(line + 1) * months];
            for class in 0..n_classes {
                let start = (line * n_classes + class) * row;
                let achieved = &achieved[start..start + row];
                let barred = &barred[start..start + row];
                let prices = plan.prices(line, class);
                for month in 0..months {
                    let reached: f64 = achieved[month].into();
                    self.achieved[line] += reached;
                    if claimable[month] {
                        let count = reached - barred[month].into();
                        counts[month] += count;
                        earned[month] += to_pence(count * prices[month] as f64);
                    }
                }
                for count in &achieved[months..] {
                    self.achieved[line] += (*count).into();
                    self.late[line] += (*count).into();
                }
            }
            if !plan.bands[line].is_empty() {
                price_in_bands(plan, n_classes, line, achieved, barred, row, earned);
            }
            for (total, earned) in self.earned_by_month.iter_mut().zip(earned.iter()) {
                *total += *earned;
            }
        }
    }

    /// Value in pence of expected counts, unrounded; lines with bands at their first price.
    pub(super) fn value(
        plan: &ContractPlan,
        n_classes: usize,
        achieved: &[f64],
        barred: &[f64],
        row: usize,
    ) -> f64 {
        let mut value = 0.0;
        for line in 0..plan.n_lines() {
            for class in 0..n_classes {
                let start = (line * n_classes + class) * row;
                let months = plan.prices(line, class).iter().zip(plan.claimable(line)).enumerate();
                for (month, (price, _)) in months.filter(|(_, (_, claimable))| **claimable) {
                    value += (achieved[start + month] - barred[start + month]) * *price as f64;
                }
            }
        }
        value
    }

    /// Applies the cap per person, claim by claim in time order.
    pub(super) fn cap_people(
        &mut self,
        plan: &ContractPlan,
        claims: &mut PersonClaims,
        n_people: usize,
    ) {
        let Some(caps) = &plan.person_cap else { return };
        let months = plan.claim_months;
        reset(&mut self.over_person_cap, plan.n_lines() * months);
        claims.0.sort_unstable();
        let mut received = vec![0i64; n_people];
        let mut numbers = vec![0u32; plan.n_lines()];
        for &PersonClaim { month, line, class, person } in &claims.0 {
            let (month, line) = (usize::from(month), usize::from(line));
            if month >= months || !plan.claimable(line)[month] {
                continue;
            }
            numbers[line] += 1;
            let price = plan.banded_price(line, usize::from(class), month, numbers[line]);
            let received = &mut received[person as usize];
            let paid = price.min((caps[month] - *received).max(0));
            *received += paid;
            self.over_person_cap[line * months + month] += price - paid;
        }
    }

    pub(super) fn claimed(&self, line: usize, months: usize) -> f64 {
        self.counts[line * months..(line + 1) * months].iter().sum()
    }
}

/// Prices a line again whose price depends on the cumulative number of claims.
fn price_in_bands<C: Copy + Into<f64>>(
    plan: &ContractPlan,
    n_classes: usize,
    line: usize,
    achieved: &[C],
    barred: &[C],
    row: usize,
    earned: &mut [i64],
) {
    let claimable = plan.claimable(line);
    let mut before = 0.0;
    for (month, earned) in earned.iter_mut().enumerate() {
        *earned = 0;
        if !claimable[month] {
            continue;
        }
        for class in 0..n_classes {
            let place = (line * n_classes + class) * row + month;
            let count: f64 = achieved[place].into() - barred[place].into();
            *earned += banded(plan, line, class, month, before, count);
            before += count;
        }
    }
}

/// Pence for `count` claims that follow `before` others.
fn banded(
    plan: &ContractPlan,
    line: usize,
    class: usize,
    month: usize,
    before: f64,
    count: f64,
) -> i64 {
    let starts = plan.bands[line].iter().map(|band| band.from_claim);
    let bounds: Vec<f64> = starts.clone().map(|from| f64::from(from) - 1.0).collect();
    let firsts = std::iter::once(1).chain(starts);
    let lows = std::iter::once(0.0).chain(bounds.iter().copied());
    let highs = bounds.iter().copied().chain(std::iter::once(f64::INFINITY));
    let after = before + count;
    firsts
        .zip(lows.zip(highs))
        .map(|(first, (low, high))| {
            let inside = (after.min(high) - before.max(low)).max(0.0);
            to_pence(inside * plan.banded_price(line, class, month, first) as f64)
        })
        .sum()
}

fn reset<T: Clone + Default>(row: &mut Vec<T>, length: usize) {
    row.clear();
    row.resize(length, T::default());
}
