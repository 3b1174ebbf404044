//! Settlement: caps in their order, payers, and what is paid for each period.
//!
//! Caps work in layers: each counts what the caps before it let through. What a cap takes is lost,
//! but for a yearly cap that carries its excess into the next year.

use std::ops::Range;

use crate::engine::people::monthly_counts::{Count, MonthlyCounts};
use crate::engine::people::stop::Stop;
use crate::engine::plan::caps::CapKind;
use crate::engine::plan::contract::ContractPlan;

use super::claims::Claims;
use super::layers::LetThrough;
use super::payers::Payers;
use super::payment::{EarnedBySet, pay_due};
use super::proration::{Due, total};

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
    /// First month of that period.
    reached_from: Option<usize>,
    /// Earned in or after that period and not paid.
    pub(in crate::engine) unpaid_after: i64,
    pub(in crate::engine) paid_by_period: Vec<i64>,
    /// By claim period and payer.
    pub(in crate::engine) payer_periods: Vec<i64>,
    /// By line; grants and fees are paid too, in two more places that nobody reads.
    pub(in crate::engine) paid_by_line: Vec<i64>,
    pub(in crate::engine) payers: Payers,
    let_through: LetThrough,
    earned_by_set: EarnedBySet,
    /// What is due for the period at hand.
    due: Vec<Due>,
}

impl Settlement {
    /// Settles the claims of one trial, whose counts are given. No service fee is earned once everything has stopped.
    #[inline(never)]
    pub(in crate::engine) fn settle<C: Count>(
        &mut self,
        plan: &ContractPlan,
        n_classes: usize,
        claims: &Claims,
        counts: MonthlyCounts<'_, C>,
        stop: Stop,
    ) {
        self.reset(plan, claims);
        let number_in =
            |line: usize, month: usize| Claims::number_in(plan, n_classes, (line, month), counts);
        let earned_in = |month: usize| claims.earned_in(plan, n_classes, month, counts);
        let take_out = |months: Range<usize>, paid_by_line: &mut [i64]| {
            for month in months {
                let earned = earned_in(month);
                paid_by_line.iter_mut().zip(earned).for_each(|(paid, earned)| *paid -= earned);
            }
        };
        let fee_end = if let Stop::Everything(month) = stop { month } else { usize::MAX };
        let fixed_in =
            |month: usize| [plan.grants[month], if month < fee_end { plan.fees[month] } else { 0 }];
        let mut starts = 0.0;
        let mut first_month = 0;
        // Neighbouring months of which the contract cap leaves nothing, until their lines are told so.
        let mut spent = 0..0;
        for (period, &end) in plan.period_ends.iter().enumerate() {
            let months = first_month..end + 1;
            first_month = end + 1;
            if !plan.caps.lines.is_empty() {
                let first_starts = counts.first_starts[months.clone()].iter();
                starts += first_starts.map(|starts| starts.number()).sum::<f64>();
            }
            let by_lines = claims.earned_by_month.get(months.clone()).unwrap_or_default();
            let fixed = months.clone().flat_map(fixed_in).sum::<i64>();
            let earned = by_lines.iter().sum::<i64>() + fixed;
            self.earned += earned;
            self.payers.open(&plan.payers, period);
            if plan.caps.are_only_total() {
                let earned_in = |month: usize| earned_in(month).chain(fixed_in(month));
                self.earned_by_set.sum(&plan.payers, &months, earned, earned_in);
            }
            // Where the cap is reached, only what is earned from here on counts as earned after it.
            let from = self.reached_from.unwrap_or(months.start);
            let paid_of_these = if self.split_if_uncapped(plan, period, earned) {
                self.pay(period, earned);
                earned
            } else if self.is_spent(plan, period) {
                if spent.end != months.start {
                    take_out(spent, &mut self.paid_by_line);
                    spent = months.clone();
                } else {
                    spent.end = months.end;
                }
                self.pay_nothing(plan, period, earned);
                0
            } else {
                let mut due = std::mem::take(&mut self.due);
                due_in(plan.n_lines(), months.clone(), earned_in, number_in, fixed_in, &mut due);
                self.expect_nothing(&due);
                self.cap_persons(period, claims, plan, &mut due);
                self.cap_layers(plan, number_in, period, starts, &mut due);
                self.pay_capped(plan, period, &mut due);
                let paid = due.iter().filter(|due| due.month >= from).map(|due| due.amount).sum();
                self.due = due;
                paid
            };
            self.note_reached(plan, period, from);
            if self.reached.is_some() {
                self.unpaid_after += earned - paid_of_these;
            }
        }
        take_out(spent, &mut self.paid_by_line);
        // What was carried past the last year stays unpaid.
        self.unpaid[CapKind::Year as usize] += self.let_through.carried();
    }

    /// Begins with everything that was earned by lines as paid: only what caps touch is counted anew.
    fn reset(&mut self, plan: &ContractPlan, claims: &Claims) {
        let Settlement {
            mut paid_by_period,
            mut payer_periods,
            mut paid_by_line,
            mut payers,
            mut let_through,
            earned_by_set,
            due,
            ..
        } = std::mem::take(self);
        payers.reset(plan.payers.n_payers());
        let_through.reset(&plan.caps, plan.n_lines());
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
            earned_by_set,
            due,
            ..Settlement::default()
        };
    }

    /// Whether no cap can take anything from this period, which is most periods of most contracts. If so, the
    /// payers are split into their parts of it, ready to be paid.
    fn split_if_uncapped(&mut self, plan: &ContractPlan, period: usize, earned: i64) -> bool {
        let caps = &plan.caps;
        let fits = |caps: &Vec<i64>| earned <= caps[period] - self.paid;
        if !caps.are_only_total() || !caps.contract.as_ref().is_none_or(fits) {
            return false;
        }
        let payable = self.earned_by_set.split(&plan.payers, &mut self.payers);
        if payable < earned {
            self.payers.take_back();
        }
        payable == earned
    }

    /// Whether no cap looks at single lines, and the contract's has nothing left for this period.
    fn is_spent(&self, plan: &ContractPlan, period: usize) -> bool {
        plan.caps.are_only_total()
            && plan.caps.contract.as_ref().is_some_and(|caps| caps[period] <= self.paid)
    }

    /// What the payers' own caps let through of a period, the contract cap takes.
    fn pay_nothing(&mut self, plan: &ContractPlan, period: usize, earned: i64) {
        let payable = self.earned_by_set.split(&plan.payers, &mut self.payers);
        self.payers.take_back();
        self.take(CapKind::Payer, period, earned - payable);
        self.take(CapKind::Contract, period, payable);
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

    /// Notes whether a period, whose first month is given, is the one in which the contract cap is reached.
    fn note_reached(&mut self, plan: &ContractPlan, period: usize, first_month: usize) {
        let is_reached = |caps: &Vec<i64>| self.paid >= caps[period];
        if self.reached.is_none() && plan.caps.contract.as_ref().is_some_and(is_reached) {
            (self.reached, self.reached_from) = (Some(period), Some(first_month));
        }
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

    /// Cuts what is due down to the caps of lines, groups and the year.
    fn cap_layers(
        &mut self,
        plan: &ContractPlan,
        count: impl Fn(usize, usize) -> f64,
        period: usize,
        starts: f64,
        due: &mut Vec<Due>,
    ) {
        let caps = &plan.caps;
        let taken = self.let_through.cap_lines(caps, count, period, starts, due);
        self.take(CapKind::Line, period, taken);
        let taken = self.let_through.cap_groups(caps, period, due);
        self.take(CapKind::Group, period, taken);
        let Some(cap) = &caps.year else { return };
        let taken = self.let_through.cap_year(caps, cap, period, due);
        if !cap.carries_excess {
            self.take(CapKind::Year, period, taken);
        } else if taken > 0 {
            self.first_bite[CapKind::Year as usize].get_or_insert(period);
        }
    }

    /// Pays what the payers and the contract cap allow.
    fn pay_capped(&mut self, plan: &ContractPlan, period: usize, due: &mut [Due]) {
        let left = plan.caps.contract.as_ref().map_or(i64::MAX, |caps| caps[period] - self.paid);
        let taken = pay_due(plan, &mut self.payers, left.max(0), due);
        self.take(CapKind::Payer, period, taken.by_payers);
        self.take(CapKind::Contract, period, taken.by_contract);
        for due in due.iter() {
            self.paid_by_line[due.line] += due.amount;
        }
        self.pay(period, total(due));
    }
}

/// The money due for a period, by month and line, with grants and fees as two lines more.
fn due_in<E: Iterator<Item = i64>>(
    n_lines: usize,
    months: Range<usize>,
    earned_in: impl Fn(usize) -> E,
    number_in: impl Fn(usize, usize) -> f64,
    fixed_in: impl Fn(usize) -> [i64; 2],
    due: &mut Vec<Due>,
) {
    due.clear();
    for month in months {
        for (line, amount) in earned_in(month).enumerate() {
            // Claims at no price count towards caps on claims.
            if amount != 0 || number_in(line, month) > 0.0 {
                due.push(Due { line, month, amount });
            }
        }
        for (line, amount) in (n_lines..).zip(fixed_in(month)).filter(|(_, amount)| *amount > 0) {
            due.push(Due { line, month, amount });
        }
    }
}
