//! The caps on lines, groups and years, each counting what the caps before it let through.

use crate::engine::plan::caps::{CapsPlan, YearCapPlan};
use crate::engine::plan::pence::to_pence;

use super::proration::{Due, cut_down, total};

/// What these caps have let through so far, in pence but for numbers of claims.
#[derive(Clone, Debug, Default)]
pub(super) struct LetThrough {
    line_claims: Vec<f64>,
    lines: Vec<i64>,
    groups: Vec<i64>,
    /// In the year at hand.
    year: i64,
    /// What the year's cap allows, with what the year before left of its own.
    allowance: i64,
    /// What the years' caps took so far and is due again in the next year.
    carried: Vec<Due>,
}

impl LetThrough {
    pub(super) fn reset(&mut self, caps: &CapsPlan, n_lines: usize) {
        self.line_claims.clear();
        self.line_claims.resize(n_lines, 0.0);
        self.lines.clear();
        self.lines.resize(n_lines, 0);
        self.groups.clear();
        self.groups.resize(caps.groups.len(), 0);
        (self.year, self.allowance) = (0, 0);
        self.carried.clear();
    }

    /// What is still carried.
    pub(super) fn carried(&self) -> i64 {
        total(&self.carried)
    }

    /// Cuts what is due down to the caps of single lines, of which so many people have started; returns what they took.
    pub(super) fn cap_lines(
        &mut self,
        caps: &CapsPlan,
        count: impl Fn(usize, usize) -> f64,
        period: usize,
        starts: f64,
        due: &mut [Due],
    ) -> i64 {
        let mut taken = 0;
        for cap in &caps.lines {
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
                let accepted = (most_claims - self.line_claims[line]).clamp(0.0, count);
                self.line_claims[line] += accepted;
                if accepted < count {
                    due.amount = to_pence(due.amount as f64 * accepted / count);
                }
            }
            if let Some(most) = in_force.most {
                let left = (most - self.lines[line]).max(0);
                cut_down(&mut mine, left, caps.sharing, &caps.ranks);
            }
            self.lines[line] += total(&mine);
            taken += before - total(&mine);
            for (due, mine) in due.iter_mut().filter(|due| due.line == line).zip(mine) {
                *due = mine;
            }
        }
        taken
    }

    /// Cuts what is due down to the caps of groups; returns what they took.
    pub(super) fn cap_groups(&mut self, caps: &CapsPlan, period: usize, due: &mut [Due]) -> i64 {
        let mut taken = 0;
        for (group, cap) in caps.groups.iter().enumerate() {
            let is_member = |due: &Due| cap.lines.contains(&due.line);
            let mut members: Vec<Due> = due.iter().filter(|due| is_member(due)).copied().collect();
            let before = total(&members);
            let left = (cap.most[period] - self.groups[group]).max(0);
            cut_down(&mut members, left, caps.sharing, &caps.ranks);
            self.groups[group] += total(&members);
            taken += before - total(&members);
            for (due, member) in due.iter_mut().filter(|due| is_member(due)).zip(members) {
                *due = member;
            }
        }
        taken
    }

    /// Cuts what is due down to a year's cap; returns what it took, whether or not that is due again later.
    pub(super) fn cap_year(
        &mut self,
        caps: &CapsPlan,
        cap: &YearCapPlan,
        period: usize,
        due: &mut Vec<Due>,
    ) -> i64 {
        self.open_year(cap, period, due);
        let left = (self.allowance - self.year).max(0);
        let wanted = total(due);
        if wanted <= left {
            self.year += wanted;
            return 0;
        }
        let before = due.clone();
        cut_down(due, left, caps.sharing, &caps.ranks);
        self.year += total(due);
        if cap.carries_excess {
            let cut = before.iter().zip(due.iter());
            self.carried.extend(
                cut.map(|(before, after)| Due { amount: before.amount - after.amount, ..*before })
                    .filter(|due| due.amount > 0),
            );
        }
        wanted - total(due)
    }

    /// Turns to a new year where one begins with a claim period: what was carried is due.
    fn open_year(&mut self, cap: &YearCapPlan, period: usize, due: &mut Vec<Due>) {
        let year = cap.year_of[period];
        if period == 0 {
            self.allowance = cap.most[year];
        } else if cap.year_of[period - 1] != year {
            let unspent = if cap.carries_unspent { self.allowance - self.year } else { 0 };
            self.allowance = cap.most[year].saturating_add(unspent);
            self.year = 0;
            // Oldest first, so that sharing by date settles arrears before new claims.
            due.splice(0..0, self.carried.drain(..));
        }
    }
}
