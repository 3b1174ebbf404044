//! Settlement: caps in their order, payers, and what is paid for each period.
//!
//! Caps work in layers: each counts what the caps before it let through. What a cap takes is lost,
//! but for a yearly cap that carries its excess into the next year.

use std::ops::Range;

use crate::engine::people::monthly_counts::{Count, MonthlyCounts};
use crate::engine::plan::caps::CapKind;
use crate::engine::plan::contract::ContractPlan;
use crate::engine::plan::pence::to_pence;

use super::claims::Claims;
use super::payers::{Payers, SplitRules};
use super::proration::{Due, cut_down, pro_rata, total};

const N_CAPS: usize = CapKind::ALL.len();

/// What was paid, and what was not, in one trial. Amounts in pence.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Settlement {
    /// All that was earned: outcomes, grants and fees.
    pub(in crate::engine) earned: i64,
    pub(in crate::engine) paid: i64,
    /// What each cap took, by [`CapKind`].
    pub(in crate::engine) unpaid: [i64; N_CAPS],
    /// The claim period in which each cap first took something.
    pub(in crate::engine) first_bite: [Option<usize>; N_CAPS],
    /// The claim period at whose end the contract cap is reached.
    pub(in crate::engine) reached: Option<usize>,
    /// Earned in or after that period and not paid.
    pub(in crate::engine) unpaid_after: i64,
    pub(in crate::engine) paid_by_period: Vec<i64>,
    /// By claim period and payer.
    pub(in crate::engine) payer_periods: Vec<i64>,
    /// By line; grants and fees are paid too, in two more places that nobody reads.
    pub(in crate::engine) paid_by_line: Vec<i64>,
    pub(in crate::engine) payers: Payers,
    let_through: LetThrough,
    /// What is due for the period at hand.
    due: Vec<Due>,
}

/// What the caps have let through so far.
#[derive(Clone, Debug, Default)]
struct LetThrough {
    line_claims: Vec<f64>,
    lines: Vec<i64>,
    groups: Vec<i64>,
    year: i64,
    carried: Vec<Due>,
}

impl Settlement {
    /// Settles the claims of one trial, whose counts are given.
    pub(in crate::engine) fn settle<C: Count>(
        &mut self,
        plan: &ContractPlan,
        n_classes: usize,
        claims: &Claims,
        counts: MonthlyCounts<'_, C>,
    ) {
        self.reset(plan, claims);
        let number_in =
            |line: usize, month: usize| Claims::number_in(plan, n_classes, (line, month), counts);
        let take_out = |months: Range<usize>, paid_by_line: &mut [i64]| {
            for month in months {
                let earned = claims.earned_in(plan, n_classes, month, counts);
                paid_by_line.iter_mut().zip(earned).for_each(|(paid, earned)| *paid -= earned);
            }
        };
        let mut starts = 0.0;
        let mut first_month = 0;
        // Neighbouring months of which the contract cap leaves nothing, until their lines are told so.
        let mut spent = 0..0;
        for (period, &end) in plan.period_ends.iter().enumerate() {
            let months = first_month..end + 1;
            if !plan.caps.lines.is_empty() {
                let first_starts = counts.first_starts[months.clone()].iter();
                starts += first_starts.map(|starts| starts.number()).sum::<f64>();
            }
            let earned: i64 = months
                .clone()
                .map(|month| claims.earned_by_month[month] + plan.grants[month] + plan.fees[month])
                .sum();
            self.earned += earned;
            let unpaid_before: i64 = self.unpaid.iter().sum();
            if self.split_if_uncapped(plan, period, earned) {
                self.pay(period, earned);
            } else if self.is_spent(plan, period) {
                if spent.end != months.start {
                    take_out(spent, &mut self.paid_by_line);
                    spent = months;
                } else {
                    spent.end = months.end;
                }
                self.pay_nothing(plan, period, earned);
            } else {
                let mut due = std::mem::take(&mut self.due);
                let earned_in = |month| claims.earned_in(plan, n_classes, month, counts);
                due_in(plan, months, earned_in, number_in, &mut due);
                self.expect_nothing(&due);
                self.cap_persons(period, claims, plan, &mut due);
                self.cap_lines(plan, number_in, period, starts, &mut due);
                self.cap_groups(plan, period, &mut due);
                self.cap_year(plan, period, &mut due);
                self.pay_capped(plan, period, &mut due);
                self.due = due;
            }
            if self.reached.is_none()
                && plan.caps.contract.as_ref().is_some_and(|caps| self.paid >= caps[period])
            {
                self.reached = Some(period);
            }
            if self.reached.is_some() {
                self.unpaid_after += self.unpaid.iter().sum::<i64>() - unpaid_before;
            }
            first_month = end + 1;
        }
        take_out(spent, &mut self.paid_by_line);
        // What was carried past the last year stays unpaid.
        let carried = &self.let_through.carried;
        self.unpaid[CapKind::Year as usize] += total(carried);
        if let Some(period) = self.reached {
            let first_month = if period == 0 { 0 } else { plan.period_ends[period - 1] + 1 };
            let carried = carried.iter().filter(|due| due.month >= first_month);
            self.unpaid_after += carried.map(|due| due.amount).sum::<i64>();
        }
    }

    /// Begins with everything that was earned by lines as paid: only what caps touch is counted anew.
    fn reset(&mut self, plan: &ContractPlan, claims: &Claims) {
        let Settlement {
            mut paid_by_period,
            mut payer_periods,
            mut paid_by_line,
            mut payers,
            mut let_through,
            due,
            ..
        } = std::mem::take(self);
        payers.reset(plan.payer_shares.len());
        let_through.reset(plan);
        paid_by_period.clear();
        payer_periods.clear();
        paid_by_line.clear();
        paid_by_line.extend(claims.lines.iter().map(|line| line.earned));
        paid_by_line.extend([0, 0]);
        *self = Settlement {
            paid_by_period,
            payer_periods,
            paid_by_line,
            payers,
            let_through,
            due,
            ..Settlement::default()
        };
    }

    /// Whether no cap can take anything from this period, which is most periods of most contracts. If so, the
    /// payers are split into their parts of it, ready to be paid.
    fn split_if_uncapped(&mut self, plan: &ContractPlan, period: usize, earned: i64) -> bool {
        plan.caps.are_only_total()
            && plan.caps.contract.as_ref().is_none_or(|caps| earned <= caps[period] - self.paid)
            && self.payers.split(rules(plan), earned) == earned
    }

    /// Whether no cap looks at single lines, and the contract's has nothing left for this period.
    fn is_spent(&self, plan: &ContractPlan, period: usize) -> bool {
        plan.caps.are_only_total()
            && plan.caps.contract.as_ref().is_some_and(|caps| caps[period] <= self.paid)
    }

    /// What the payers' own caps let through of a period, the contract cap takes.
    fn pay_nothing(&mut self, plan: &ContractPlan, period: usize, earned: i64) {
        let payable = self.payers.split(rules(plan), earned);
        self.take(CapKind::Payer, period, earned - payable);
        self.take(CapKind::Contract, period, payable);
        self.payers.split(rules(plan), 0);
        self.pay(period, 0);
    }

    /// Pays an amount in the parts that the payers have just been split into.
    fn pay(&mut self, period: usize, amount: i64) {
        debug_assert_eq!(self.paid_by_period.len(), period, "periods are paid in order");
        self.payer_periods.extend(self.payers.parts());
        self.payers.pay();
        self.paid += amount;
        self.paid_by_period.push(amount);
    }

    /// Takes out what is due, until it is known what of it is paid.
    fn expect_nothing(&mut self, due: &[Due]) {
        for due in due {
            self.paid_by_line[due.line] -= due.amount;
        }
    }

    /// Notes what a cap took.
    fn take(&mut self, cap: CapKind, period: usize, taken: i64) {
        if taken > 0 {
            self.unpaid[cap as usize] += taken;
            self.first_bite[cap as usize].get_or_insert(period);
        }
    }

    fn cap_persons(
        &mut self,
        period: usize,
        claims: &Claims,
        plan: &ContractPlan,
        due: &mut [Due],
    ) {
        if claims.over_person_cap.is_empty() {
            return;
        }
        for due in due.iter_mut().filter(|due| due.line < plan.n_lines()) {
            let taken = claims.over_person_cap[due.line * plan.claim_months + due.month];
            due.amount -= taken;
            self.take(CapKind::Person, period, taken);
        }
    }

    fn cap_lines(
        &mut self,
        plan: &ContractPlan,
        count: impl Fn(usize, usize) -> f64,
        period: usize,
        starts: f64,
        due: &mut [Due],
    ) {
        for cap in &plan.caps.lines {
            let (line, in_force) = (cap.line, cap.by_period[period]);
            let mut mine: Vec<Due> = due.iter().filter(|due| due.line == line).copied().collect();
            let before = total(&mine);
            // A share that comes out whole must not fall short of it by the last bit of a product.
            let share_of_starts =
                in_force.most_share_of_starts.map(|share| libm::floor(share * starts + 1e-6));
            let most_claims = [in_force.most_claims.map(f64::from), share_of_starts]
                .into_iter()
                .flatten()
                .fold(f64::INFINITY, f64::min);
            // Claims are accepted in the order of months; within a month the average price stands.
            for due in &mut mine {
                let count = count(line, due.month);
                let accepted = (most_claims - self.let_through.line_claims[line]).clamp(0.0, count);
                self.let_through.line_claims[line] += accepted;
                if accepted < count {
                    due.amount = to_pence(due.amount as f64 * accepted / count);
                }
            }
            if let Some(most) = in_force.most {
                let left = (most - self.let_through.lines[line]).max(0);
                cut_down(&mut mine, left, plan.caps.sharing, &plan.caps.ranks);
            }
            self.let_through.lines[line] += total(&mine);
            self.take(CapKind::Line, period, before - total(&mine));
            for (due, mine) in due.iter_mut().filter(|due| due.line == line).zip(mine) {
                *due = mine;
            }
        }
    }

    fn cap_groups(&mut self, plan: &ContractPlan, period: usize, due: &mut [Due]) {
        for (group, cap) in plan.caps.groups.iter().enumerate() {
            let is_member = |due: &Due| cap.lines.contains(&due.line);
            let mut members: Vec<Due> = due.iter().filter(|due| is_member(due)).copied().collect();
            let before = total(&members);
            let left = (cap.most[period] - self.let_through.groups[group]).max(0);
            cut_down(&mut members, left, plan.caps.sharing, &plan.caps.ranks);
            self.let_through.groups[group] += total(&members);
            self.take(CapKind::Group, period, before - total(&members));
            for (due, member) in due.iter_mut().filter(|due| is_member(due)).zip(members) {
                *due = member;
            }
        }
    }

    fn cap_year(&mut self, plan: &ContractPlan, period: usize, due: &mut Vec<Due>) {
        let Some(caps) = &plan.caps.years else { return };
        let let_through = &mut self.let_through;
        let year = plan.period_years[period];
        if period > 0 && plan.period_years[period - 1] != year {
            let_through.year = 0;
            // Oldest first, so that sharing by date settles arrears before new claims.
            due.splice(0..0, let_through.carried.drain(..));
        }
        let before = due.clone();
        let left = (caps[year] - let_through.year).max(0);
        cut_down(due, left, plan.caps.sharing, &plan.caps.ranks);
        let passed = total(due);
        let_through.year += passed;
        let excess = total(&before) - passed;
        if excess == 0 {
            return;
        }
        if plan.caps.year_carries {
            self.first_bite[CapKind::Year as usize].get_or_insert(period);
            let cut = before.iter().zip(due.iter());
            let_through.carried.extend(
                cut.map(|(before, after)| Due { amount: before.amount - after.amount, ..*before })
                    .filter(|due| due.amount > 0),
            );
        } else {
            self.take(CapKind::Year, period, excess);
        }
    }

    /// Pays what the payers and the contract cap allow.
    fn pay_capped(&mut self, plan: &ContractPlan, period: usize, due: &mut [Due]) {
        let wanted = total(due);
        let payable = self.payers.split(rules(plan), wanted);
        self.take(CapKind::Payer, period, wanted - payable);
        let left = plan.caps.contract.as_ref().map_or(i64::MAX, |caps| caps[period] - self.paid);
        let amount = payable.min(left.max(0));
        self.take(CapKind::Contract, period, payable - amount);
        // What is paid is split like any payment, but where a payer's most stands in the way: there the
        // contract cap takes from each in proportion to what the payers' own caps let through.
        if amount < payable && self.payers.split(rules(plan), amount) < amount {
            self.payers.split(rules(plan), wanted);
            pro_rata(self.payers.parts_mut(), amount);
        }
        cut_down(due, amount, plan.caps.sharing, &plan.caps.ranks);
        for due in due.iter() {
            self.paid_by_line[due.line] += due.amount;
        }
        self.pay(period, amount);
    }
}

impl LetThrough {
    fn reset(&mut self, plan: &ContractPlan) {
        self.line_claims.clear();
        self.line_claims.resize(plan.n_lines(), 0.0);
        self.lines.clear();
        self.lines.resize(plan.n_lines(), 0);
        self.groups.clear();
        self.groups.resize(plan.caps.groups.len(), 0);
        self.year = 0;
        self.carried.clear();
    }
}

fn rules(plan: &ContractPlan) -> SplitRules<'_> {
    SplitRules { shares: &plan.payer_shares, caps: &plan.caps.payers, others_pay: plan.others_pay }
}

/// The money due for a period, by month and line, with grants and fees as two lines more.
fn due_in<E: Iterator<Item = i64>>(
    plan: &ContractPlan,
    months: Range<usize>,
    earned_in: impl Fn(usize) -> E,
    number_in: impl Fn(usize, usize) -> f64,
    due: &mut Vec<Due>,
) {
    let n_lines = plan.n_lines();
    due.clear();
    for month in months {
        for (line, amount) in earned_in(month).enumerate() {
            // Claims at no price count towards caps on claims.
            if amount != 0 || number_in(line, month) > 0.0 {
                due.push(Due { line, month, amount });
            }
        }
        for (line, amount) in [(n_lines, plan.grants[month]), (n_lines + 1, plan.fees[month])] {
            if amount > 0 {
                due.push(Due { line, month, amount });
            }
        }
    }
}
