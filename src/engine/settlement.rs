//! The contract stage's second half: caps in their order, payers, and what is paid for each period.
//!
//! Caps work in layers: each counts what the caps before it let through. What a cap takes is lost,
//! but for a yearly cap that carries its excess into the next year.

use super::claims::Claims;
use super::payers::{Payers, SplitRules};
use super::plan::{ContractPlan, to_pence};
use super::sharing::{Due, pro_rata, share, total};
use super::summary::CapKind;

const N_CAPS: usize = CapKind::ALL.len();

/// What was paid, and what was not, in one trial. Amounts in pence.
#[derive(Clone, Debug, Default)]
pub(super) struct Settlement {
    /// All that was earned: outcomes, grants and fees.
    pub(super) earned: i64,
    pub(super) paid: i64,
    /// What each cap took, by [`CapKind`].
    pub(super) unpaid: [i64; N_CAPS],
    /// The claim period in which each cap first took something.
    pub(super) first_bite: [Option<usize>; N_CAPS],
    /// The claim period at whose end the contract cap is reached.
    pub(super) reached: Option<usize>,
    /// Earned in or after that period and not paid.
    pub(super) unpaid_after: i64,
    pub(super) paid_by_period: Vec<i64>,
    /// By claim period and payer.
    pub(super) payer_periods: Vec<i64>,
    /// By line.
    pub(super) earned_by_line: Vec<i64>,
    pub(super) paid_by_line: Vec<i64>,
    pub(super) payers: Payers,
}

/// What the caps have let through so far.
struct Through {
    line_claims: Vec<f64>,
    lines: Vec<i64>,
    groups: Vec<i64>,
    year: i64,
    carried: Vec<Due>,
}

impl Settlement {
    /// Settles the claims of one trial. `starts_by_month` counts people who start for the first time, for
    /// caps that are a share of them.
    pub(super) fn settle(
        &mut self,
        plan: &ContractPlan,
        claims: &Claims,
        starts_by_month: impl Fn(usize) -> f64,
    ) {
        self.reset(plan);
        let mut through = Through {
            line_claims: vec![0.0; plan.n_lines()],
            lines: vec![0; plan.n_lines()],
            groups: vec![0; plan.group_limits.len()],
            year: 0,
            carried: Vec::new(),
        };
        let mut starts = 0.0;
        let mut first_month = 0;
        for (period, &end) in plan.period_ends.iter().enumerate() {
            let months = first_month..end + 1;
            starts += months.clone().map(&starts_by_month).sum::<f64>();
            let earned: i64 = months
                .clone()
                .map(|month| claims.earned_by_month[month] + plan.grants[month] + plan.fees[month])
                .sum();
            self.earned += earned;
            let unpaid_before: i64 = self.unpaid.iter().sum();
            if self.fits(plan, period, earned, &through) {
                self.pay_in_full(plan, claims, months, earned, period);
            } else {
                let mut due = due_in(plan, claims, months);
                self.cap_persons(period, claims, plan, &mut due);
                self.cap_lines(plan, claims, period, starts, &mut due, &mut through);
                self.cap_groups(plan, period, &mut due, &mut through);
                self.cap_year(plan, period, &mut due, &mut through);
                self.pay_capped(plan, period, &mut due);
            }
            if self.reached.is_none()
                && plan.contract_cap.as_ref().is_some_and(|caps| self.paid >= caps[period])
            {
                self.reached = Some(period);
            }
            if self.reached.is_some() {
                self.unpaid_after += self.unpaid.iter().sum::<i64>() - unpaid_before;
            }
            first_month = end + 1;
        }
        // What was carried past the last year stays unpaid.
        self.unpaid[CapKind::Year as usize] += total(&through.carried);
        if let Some(period) = self.reached {
            let first_month = if period == 0 { 0 } else { plan.period_ends[period - 1] + 1 };
            let carried = through.carried.iter().filter(|due| due.month >= first_month);
            self.unpaid_after += carried.map(|due| due.amount).sum::<i64>();
        }
        for line in 0..plan.n_lines() {
            let months = line * plan.claim_months..(line + 1) * plan.claim_months;
            self.earned_by_line[line] = claims.earned[months].iter().sum();
        }
    }

    fn reset(&mut self, plan: &ContractPlan) {
        let mut payers = std::mem::take(&mut self.payers);
        payers.reset(plan.payer_shares.len());
        *self = Settlement {
            payers,
            paid_by_period: vec![0; plan.n_periods()],
            earned_by_line: vec![0; plan.n_lines()],
            // Grants and fees are paid too; their two places are dropped from view.
            paid_by_line: vec![0; plan.n_lines() + 2],
            ..Settlement::default()
        };
    }

    /// Whether no cap can take anything from this period, which is most periods of most contracts.
    fn fits(&self, plan: &ContractPlan, period: usize, earned: i64, through: &Through) -> bool {
        plan.person_cap.is_none()
            && plan.line_limits.is_empty()
            && plan.group_limits.is_empty()
            && plan.year_caps.is_none()
            && through.carried.is_empty()
            && plan.contract_cap.as_ref().is_none_or(|caps| earned <= caps[period] - self.paid)
            && self.payers.split(rules(plan), earned).iter().sum::<i64>() == earned
    }

    fn pay_in_full(
        &mut self,
        plan: &ContractPlan,
        claims: &Claims,
        months: std::ops::Range<usize>,
        earned: i64,
        period: usize,
    ) {
        for line in 0..plan.n_lines() {
            let row = line * plan.claim_months;
            self.paid_by_line[line] +=
                claims.earned[row + months.start..row + months.end].iter().sum::<i64>();
        }
        let parts = self.payers.split(rules(plan), earned);
        self.pay(period, earned, &parts);
    }

    fn pay(&mut self, period: usize, amount: i64, parts: &[i64]) {
        self.payers.pay(parts);
        self.payer_periods.extend(parts);
        self.paid += amount;
        self.paid_by_period[period] += amount;
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
        claims: &Claims,
        period: usize,
        starts: f64,
        due: &mut [Due],
        through: &mut Through,
    ) {
        for limits in &plan.line_limits {
            let (line, limit) = (limits.line, limits.by_period[period]);
            let mut mine: Vec<Due> = due.iter().filter(|due| due.line == line).copied().collect();
            let before = total(&mine);
            // A share that comes out whole must not fall short of it by the last bit of a product.
            let share_of_starts =
                limit.most_share_of_starts.map(|share| libm::floor(share * starts + 1e-6));
            let most_claims = [limit.most_claims.map(f64::from), share_of_starts]
                .into_iter()
                .flatten()
                .fold(f64::INFINITY, f64::min);
            // Claims are accepted in the order of months; within a month the average price stands.
            for due in &mut mine {
                let count = claims.counts[line * plan.claim_months + due.month];
                let accepted = (most_claims - through.line_claims[line]).clamp(0.0, count);
                through.line_claims[line] += accepted;
                if accepted < count {
                    due.amount = to_pence(due.amount as f64 * accepted / count);
                }
            }
            if let Some(most) = limit.most {
                let left = (most - through.lines[line]).max(0);
                share(&mut mine, left, plan.sharing, &plan.ranks);
            }
            through.lines[line] += total(&mine);
            self.take(CapKind::Line, period, before - total(&mine));
            for (due, mine) in due.iter_mut().filter(|due| due.line == line).zip(mine) {
                *due = mine;
            }
        }
    }

    fn cap_groups(
        &mut self,
        plan: &ContractPlan,
        period: usize,
        due: &mut [Due],
        through: &mut Through,
    ) {
        for (group, limit) in plan.group_limits.iter().enumerate() {
            let is_member = |due: &Due| limit.lines.contains(&due.line);
            let mut members: Vec<Due> = due.iter().filter(|due| is_member(due)).copied().collect();
            let before = total(&members);
            let left = (limit.most[period] - through.groups[group]).max(0);
            share(&mut members, left, plan.sharing, &plan.ranks);
            through.groups[group] += total(&members);
            self.take(CapKind::Group, period, before - total(&members));
            for (due, member) in due.iter_mut().filter(|due| is_member(due)).zip(members) {
                *due = member;
            }
        }
    }

    fn cap_year(
        &mut self,
        plan: &ContractPlan,
        period: usize,
        due: &mut Vec<Due>,
        through: &mut Through,
    ) {
        let Some(caps) = &plan.year_caps else { return };
        let year = plan.period_years[period];
        if period > 0 && plan.period_years[period - 1] != year {
            through.year = 0;
            // Oldest first, so that sharing by date settles arrears before new claims.
            due.splice(0..0, through.carried.drain(..));
        }
        let before = due.clone();
        let left = (caps[year] - through.year).max(0);
        share(due, left, plan.sharing, &plan.ranks);
        let passed = total(due);
        through.year += passed;
        let excess = total(&before) - passed;
        if excess == 0 {
            return;
        }
        if plan.year_carries {
            self.first_bite[CapKind::Year as usize].get_or_insert(period);
            let cut = before.iter().zip(due.iter());
            through.carried.extend(
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
        let mut parts = self.payers.split(rules(plan), wanted);
        let payable: i64 = parts.iter().sum();
        self.take(CapKind::Payer, period, wanted - payable);
        let left = plan.contract_cap.as_ref().map_or(i64::MAX, |caps| caps[period] - self.paid);
        let amount = payable.min(left.max(0));
        self.take(CapKind::Contract, period, payable - amount);
        if amount < payable {
            // What is paid is split like any payment, but where a payer's most stands in the way: there
            // the contract cap takes from each in proportion to what the payers' own caps let through.
            let split = self.payers.split(rules(plan), amount);
            if split.iter().sum::<i64>() == amount {
                parts = split;
            } else {
                pro_rata(&mut parts, amount);
            }
        }
        share(due, amount, plan.sharing, &plan.ranks);
        for due in due.iter() {
            self.paid_by_line[due.line] += due.amount;
        }
        self.pay(period, amount, &parts);
    }
}

fn rules(plan: &ContractPlan) -> SplitRules<'_> {
    SplitRules { shares: &plan.payer_shares, caps: &plan.payer_caps, others_pay: plan.others_pay }
}

/// The money due for a period, by month and line, with grants and fees as two lines more.
fn due_in(plan: &ContractPlan, claims: &Claims, months: std::ops::Range<usize>) -> Vec<Due> {
    let n_lines = plan.n_lines();
    let mut due = Vec::new();
    for month in months {
        due.extend((0..n_lines).filter_map(|line| {
            let place = line * plan.claim_months + month;
            // Claims at no price count towards limits on claims.
            (claims.counts[place] > 0.0).then_some(Due {
                line,
                month,
                amount: claims.earned[place],
            })
        }));
        for (line, amount) in [(n_lines, plan.grants[month]), (n_lines + 1, plan.fees[month])] {
            if amount > 0 {
                due.push(Due { line, month, amount });
            }
        }
    }
    due
}
