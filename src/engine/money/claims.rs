//! Claims: achievements become claims, and claims become money before caps.

use crate::engine::people::monthly_counts::{Count, MonthlyCounts};
use crate::engine::people::simulated::{PersonClaim, PersonClaims};
use crate::engine::plan::contract::ContractPlan;
use crate::engine::plan::pence::to_pence;
use crate::engine::plan::prices::PricedSpan;

use super::received::Received;

/// Claims of one trial, in pence before caps.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Claims {
    pub(in crate::engine) lines: Vec<LineClaims>,
    /// Pence earned in a claim month by all lines.
    pub(in crate::engine) earned_by_month: Vec<i64>,
    /// Pence earned by line and claim month; only of lines with bands.
    banded: Vec<i64>,
    /// Pence that the cap per person takes, by line and claim month; empty where there is no such cap.
    pub(in crate::engine) over_person_cap: Vec<i64>,
}

/// What one line has come to.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::engine) struct LineClaims {
    /// All achievements, those after the last claim month, and those that can be claimed.
    pub(in crate::engine) achieved: f64,
    pub(in crate::engine) late: f64,
    pub(in crate::engine) claimed: f64,
    /// Pence.
    pub(in crate::engine) earned: i64,
}

/// The lines that have changed since claims were taken, where only their prices or claimable months have.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Changed<'a> {
    pub(in crate::engine) lines: &'a [usize],
    /// By line and class, as [`ContractPlan::spans`] were.
    pub(in crate::engine) before: &'a [Vec<PricedSpan>],
}

/// How the pence of claims enter the account.
#[derive(Clone, Copy, Debug)]
enum Entry {
    Added,
    /// Not at all: claims are counted, and their prices depend on how many there are.
    CountOnly,
    TakenBack,
}

impl Claims {
    /// Counts and prices what can be claimed.
    pub(in crate::engine) fn take<C: Count>(
        &mut self,
        plan: &ContractPlan,
        n_classes: usize,
        counts: MonthlyCounts<'_, C>,
    ) {
        let months = plan.claim_months;
        self.lines.clear();
        self.lines.extend(counts.totals.iter().enumerate().map(|(line, &achieved)| {
            let mut late = 0.0;
            for class in 0..n_classes {
                late = C::add_up(late, counts.cells.since(line * n_classes + class, months));
            }
            LineClaims { achieved, late, ..LineClaims::default() }
        }));
        self.banded.clear();
        self.over_person_cap.clear();
        reset(&mut self.earned_by_month, months);
        let n_lines = plan.n_lines();
        (0..n_lines).for_each(|line| self.price_line(plan, n_classes, line, counts));
    }

    /// Takes the same people's claims again where some lines have changed, none of them with bands; the rest stays as
    /// it is.
    pub(in crate::engine) fn take_again<C: Count>(
        &mut self,
        plan: &ContractPlan,
        n_classes: usize,
        counts: MonthlyCounts<'_, C>,
        changed: Changed<'_>,
    ) {
        for &line in changed.lines {
            for class in 0..n_classes {
                let cell = line * n_classes + class;
                self.price(&changed.before[cell], line, cell, counts, Entry::TakenBack);
            }
            (self.lines[line].claimed, self.lines[line].earned) = (0.0, 0);
            self.price_line(plan, n_classes, line, counts);
        }
    }

    /// Counts and prices the claims of one line, of which nothing is counted yet.
    fn price_line<C: Count>(
        &mut self,
        plan: &ContractPlan,
        n_classes: usize,
        line: usize,
        counts: MonthlyCounts<'_, C>,
    ) {
        let has_bands = !plan.bands[line].is_empty();
        for class in 0..n_classes {
            let entry = if has_bands { Entry::CountOnly } else { Entry::Added };
            let cell = line * n_classes + class;
            self.price(plan.spans(line, class), line, cell, counts, entry);
        }
        if has_bands {
            self.price_in_bands(plan, n_classes, line, counts);
        }
    }

    /// Counts the claims of one cell, which is a line and one of its classes, and enters their pence.
    fn price<C: Count>(
        &mut self,
        spans: &[PricedSpan],
        line: usize,
        cell: usize,
        MonthlyCounts { cells, .. }: MonthlyCounts<'_, C>,
        entry: Entry,
    ) {
        for PricedSpan { months, price } in spans {
            let earned = &mut self.earned_by_month[months.clone()];
            let price = match entry {
                Entry::Added => *price,
                Entry::CountOnly => 0,
                Entry::TakenBack => -price,
            };
            let of_line = &mut self.lines[line];
            let (claimed, pence) = if cells.are_any_barred() {
                C::price_all(of_line.claimed, price, cells.verified(cell, months.clone()), earned)
            } else {
                C::price_all(of_line.claimed, price, cells.achieved(cell, months.clone()), earned)
            };
            of_line.claimed = claimed;
            of_line.earned += pence;
        }
    }

    /// Prices a line whose price depends on the cumulative number of claims.
    fn price_in_bands<C: Count>(
        &mut self,
        plan: &ContractPlan,
        n_classes: usize,
        line: usize,
        counts: MonthlyCounts<'_, C>,
    ) {
        let months = plan.claim_months;
        let claimable = plan.claimable(line);
        self.banded.resize(plan.n_lines() * months, 0);
        let mut before = 0.0;
        for month in (0..months).filter(|month| claimable[*month]) {
            let mut earned = 0;
            for class in 0..n_classes {
                let count = counts.cells.claimable(line * n_classes + class, month).number();
                earned += banded(plan, line, class, month, before, count);
                before += count;
            }
            self.banded[line * months + month] = earned;
            self.lines[line].earned += earned;
            self.earned_by_month[month] += earned;
        }
    }

    /// Pence earned in one month, by line.
    #[inline]
    pub(in crate::engine) fn earned_in<C: Count>(
        &self,
        plan: &ContractPlan,
        n_classes: usize,
        month: usize,
        MonthlyCounts { cells, .. }: MonthlyCounts<'_, C>,
    ) -> impl Iterator<Item = i64> {
        let lines = plan.prices_in(month).chunks(n_classes.max(1)).enumerate();
        lines.map(move |(line, prices)| match self.banded.get(line * plan.claim_months + month) {
            Some(earned) if !plan.bands[line].is_empty() => *earned,
            _ => {
                let priced = |(class, price): (usize, &i64)| {
                    cells.claimable(line * n_classes + class, month).priced(*price)
                };
                prices.iter().enumerate().map(priced).sum()
            }
        })
    }

    /// Number of the claims of one line in one month.
    pub(in crate::engine) fn number_in<C: Count>(
        plan: &ContractPlan,
        n_classes: usize,
        (line, month): (usize, usize),
        MonthlyCounts { cells, .. }: MonthlyCounts<'_, C>,
    ) -> f64 {
        if !plan.claimable(line)[month] {
            return 0.0;
        }
        let of_line = line * n_classes..(line + 1) * n_classes;
        of_line.map(|cell| cells.claimable(cell, month).number()).sum()
    }

    /// Value in pence of expected counts, unrounded; lines with bands at their first price.
    pub(in crate::engine) fn value(
        plan: &ContractPlan,
        n_classes: usize,
        achieved: &[f64],
        barred: &[f64],
        row: usize,
    ) -> f64 {
        let mut value = 0.0;
        for line in 0..plan.n_lines() {
            for cell in line * n_classes..(line + 1) * n_classes {
                let months = plan.claimable(line).iter().enumerate();
                for (month, _) in months.filter(|(_, claimable)| **claimable) {
                    let place = cell * row + month;
                    let price = plan.prices_in(month)[cell] as f64;
                    value += (achieved[place] - barred[place]) * price;
                }
            }
        }
        value
    }

    /// Applies the caps per person, claim by claim in time order. Inside a month claims go line by line and class by
    /// class, and people in the order of their numbers: of one segment, those who were referred earlier come first.
    pub(in crate::engine) fn cap_people(&mut self, plan: &ContractPlan, claims: &mut PersonClaims) {
        let Some(caps) = &plan.caps.person else { return };
        let months = plan.claim_months;
        reset(&mut self.over_person_cap, plan.n_lines() * months);
        claims.0.sort_unstable();
        let n_people = claims.0.iter().map(|claim| claim.person as usize + 1).max();
        let mut received = Received::new(caps, n_people.unwrap_or(0));
        let mut numbers = vec![0u32; plan.n_lines()];
        for &PersonClaim { month, line, class, person } in &claims.0 {
            let (month, line) = (usize::from(month), usize::from(line));
            let class = usize::from(class);
            if month >= months || !plan.claimable(line)[month] {
                continue;
            }
            numbers[line] += 1;
            let price = plan.banded_price(line, class, month, numbers[line]);
            let most = caps.most(class, month);
            let paid = received.let_through(caps, person as usize, line, price, most);
            self.over_person_cap[line * months + month] += price - paid;
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
