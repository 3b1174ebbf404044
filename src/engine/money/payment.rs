//! The payment of a period: lines of one sharing are settled together, under the payers' limits and the contract cap.

use std::ops::Range;

use crate::engine::plan::contract::ContractPlan;
use crate::engine::plan::payers::PayersPlan;

use super::payers::Payers;
use super::proration::{Due, cut_down, total};

/// Pence earned in a period by all that is shared in the same way, by share set.
#[derive(Clone, Debug, Default)]
pub(super) struct EarnedBySet(Vec<i64>);

/// Pence that the payers' limits and the contract cap take from a period.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Taken {
    pub(super) by_payers: i64,
    pub(super) by_contract: i64,
}

impl EarnedBySet {
    /// Adds up what lines, grants and fees earn in some months, which is known in all.
    pub(super) fn sum<E: Iterator<Item = i64>>(
        &mut self,
        plan: &PayersPlan,
        months: &Range<usize>,
        earned: i64,
        earned_in: impl Fn(usize) -> E,
    ) {
        self.0.clear();
        if plan.share_alike() {
            self.0.push(earned);
            return;
        }
        self.0.resize(plan.share_sets.len(), 0);
        for month in months.clone() {
            for (set, earned) in plan.sets_in(month).iter().zip(earned_in(month)) {
                self.0[*set] += earned;
            }
        }
    }

    /// Splits as much of it among the payers as they can pay; returns how much that is.
    pub(super) fn split(&self, plan: &PayersPlan, payers: &mut Payers) -> i64 {
        let mut split = 0;
        for (shares, earned) in plan.share_sets.iter().zip(&self.0) {
            let payable = payers.payable(plan, shares, *earned);
            payers.add(plan, shares, *earned, payable);
            split += payable;
        }
        split
    }
}

/// Cuts what is due down to what payers can pay and the contract cap leaves, and splits it among the payers.
pub(super) fn pay_due(
    plan: &ContractPlan,
    payers: &mut Payers,
    left: i64,
    due: &mut [Due],
) -> Taken {
    let caps = &plan.caps;
    if plan.payers.share_alike() {
        let (shares, wanted) = (&plan.payers.share_sets[0], total(due));
        let payable = payers.payable(&plan.payers, shares, wanted);
        let amount = payable.min(left);
        payers.add(&plan.payers, shares, wanted, amount);
        // One cut after the other, as caps apply.
        cut_down(due, payable, caps.sharing, &caps.ranks);
        cut_down(due, amount, caps.sharing, &caps.ranks);
        return Taken { by_payers: wanted - payable, by_contract: payable - amount };
    }
    // What the payers' limits take is found first, as if there were no contract cap.
    let wanted = by_set(&plan.payers, due);
    let mut by_payers = 0;
    for (set, wanted) in wanted.iter().enumerate() {
        by_payers += split_set(plan, payers, set, *wanted, due);
    }
    let payable = total(due);
    if payable > left {
        payers.take_back();
        cut_down(due, left, caps.sharing, &caps.ranks);
        // Less of one set is paid by others in part, which may exhaust one of them by a penny.
        for (set, wanted) in wanted.iter().enumerate() {
            by_payers += split_set(plan, payers, set, *wanted, due);
        }
    }
    Taken { by_payers, by_contract: (payable - left).max(0) }
}

/// Splits what is due of one share set among the payers, and cuts it down to what they can pay of the amount wanted;
/// returns what they cannot.
fn split_set(
    plan: &ContractPlan,
    payers: &mut Payers,
    set: usize,
    wanted: i64,
    due: &mut [Due],
) -> i64 {
    let is_of_set = |due: &Due| set_of(&plan.payers, due) == set;
    let mut mine: Vec<Due> = due.iter().filter(|due| is_of_set(due)).copied().collect();
    let shares = &plan.payers.share_sets[set];
    let asked = total(&mine);
    let paid = payers.payable(&plan.payers, shares, wanted).min(asked);
    payers.add(&plan.payers, shares, wanted, paid);
    if paid < asked {
        cut_down(&mut mine, paid, plan.caps.sharing, &plan.caps.ranks);
        for (due, mine) in due.iter_mut().filter(|due| is_of_set(due)).zip(mine) {
            *due = mine;
        }
    }
    asked - paid
}

/// Sums of what is due, by share set.
fn by_set(plan: &PayersPlan, due: &[Due]) -> Vec<i64> {
    let mut sums = vec![0; plan.share_sets.len()];
    due.iter().for_each(|due| sums[set_of(plan, due)] += due.amount);
    sums
}

fn set_of(plan: &PayersPlan, due: &Due) -> usize {
    plan.sets_in(due.month).get(due.line).copied().unwrap_or(0)
}
