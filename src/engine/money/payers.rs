//! The split of payments among payers, each up to its own most, in all and in a year.
//!
//! Payers who share alike pay by their shares up to one level: each its share of the level, or all that it may still
//! pay where that is less. The level rises until the payment is made, so that a penny more of what one may pay moves a
//! penny. Where an exhausted payer's share stays unpaid, the level goes no higher than what is due.

use crate::engine::plan::payers::{PayerLimit, PayersPlan};

use super::proration::portion;

/// All shares of a payment.
const BASIS_POINTS: i64 = 10_000;

/// What each payer has paid so far, and its part of the claim period at hand, in pence.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Payers {
    pub(in crate::engine) paid: Vec<i64>,
    /// Paid in the payer's year at hand.
    paid_in_year: Vec<i64>,
    parts: Vec<i64>,
    /// What each may still pay for the period at hand; empty where no payer has a limit.
    rooms: Vec<i64>,
    /// Whether a payer has nothing left at the level of the payment at hand.
    is_spent: Vec<bool>,
}

impl Payers {
    pub(in crate::engine) fn reset(&mut self, n_payers: usize) {
        for amounts in [&mut self.paid, &mut self.paid_in_year, &mut self.parts] {
            amounts.clear();
            amounts.resize(n_payers, 0);
        }
        self.rooms.clear();
    }

    /// Turns to a claim period, of which nothing is paid yet.
    pub(in crate::engine) fn open(&mut self, plan: &PayersPlan, period: usize) {
        self.parts.fill(0);
        self.rooms.clear();
        if plan.limits.iter().all(PayerLimit::is_none) {
            return;
        }
        let paid = self.paid.iter().zip(&mut self.paid_in_year);
        self.rooms.extend(plan.limits.iter().zip(paid).map(|(limit, (paid, in_year))| {
            let in_all = limit.most.map_or(i64::MAX, |most| most - paid);
            let Some(yearly) = &limit.yearly else { return in_all.max(0) };
            let year = yearly.year_of[period];
            if period > 0 && yearly.year_of[period - 1] != year {
                *in_year = 0;
            }
            in_all.min(yearly.most[year] - *in_year).max(0)
        }));
    }

    /// How much of an amount due can be paid by these shares.
    pub(in crate::engine) fn payable(&self, plan: &PayersPlan, shares: &[u32], due: i64) -> i64 {
        if self.rooms.is_empty() {
            return due;
        }
        if plan.others_pay {
            let rooms = self.rooms.iter().zip(shares).filter(|(_, share)| **share > 0);
            return rooms.fold(0, |sum: i64, (room, _)| sum.saturating_add(*room)).min(due);
        }
        own_parts(shares, due).zip(&self.rooms).map(|(part, room)| part.min(*room)).sum()
    }

    /// Adds to the parts of a period so much of an amount due by these shares, which can be paid.
    pub(in crate::engine) fn add(
        &mut self,
        plan: &PayersPlan,
        shares: &[u32],
        due: i64,
        amount: i64,
    ) {
        if amount == 0 {
            return;
        }
        // Nothing but its own limit stands between a payer and its part.
        if amount == due && self.rooms.is_empty()
            || !plan.others_pay && amount == self.payable(plan, shares, due)
        {
            for (payer, part) in own_parts(shares, due).enumerate() {
                let part = self.rooms.get(payer).map_or(part, |room| part.min(*room));
                self.give(payer, part);
            }
        } else {
            self.add_up_to_level(shares, amount);
        }
    }

    /// Adds an amount up to the level at which all of it is paid.
    fn add_up_to_level(&mut self, shares: &[u32], amount: i64) {
        let (by_share, weights) = self.exhaust(shares, amount);
        let mut left = by_share;
        for (payer, share) in with_share(shares) {
            if !self.is_spent[payer] {
                let part = portion(by_share, share, weights);
                left -= part;
                self.give(payer, part);
            }
        }
        // Leftover pence go to the first payer that is not exhausted, and to the next where that makes it so.
        for (payer, _) in with_share(shares) {
            if left > 0 && !self.is_spent[payer] {
                let more = self.rooms.get(payer).map_or(left, |room| left.min(*room));
                left -= more;
                self.give(payer, more);
            }
        }
    }

    /// Lets those pay all they may whose share of an amount is more than that. Returns what the others pay by their
    /// shares, and the sum of these shares.
    fn exhaust(&mut self, shares: &[u32], amount: i64) -> (i64, i64) {
        self.is_spent.clear();
        self.is_spent.resize(shares.len(), false);
        let mut weights: i64 = with_share(shares).map(|(_, share)| share).sum();
        let mut left = amount;
        // Each round leaves more to those who remain, which may exhaust some of them.
        loop {
            let (of_round, weights_of_round) = (left, weights);
            for (payer, share) in with_share(shares) {
                let Some(&room) = self.rooms.get(payer) else { break };
                if !self.is_spent[payer] && room <= portion(of_round, share, weights_of_round) {
                    self.is_spent[payer] = true;
                    left -= room;
                    weights -= share;
                    self.give(payer, room);
                }
            }
            if weights == weights_of_round || weights == 0 {
                return (left, weights);
            }
        }
    }

    fn give(&mut self, payer: usize, amount: i64) {
        self.parts[payer] += amount;
        if let Some(room) = self.rooms.get_mut(payer) {
            *room -= amount;
        }
    }

    /// Takes back all parts of the period.
    pub(in crate::engine) fn take_back(&mut self) {
        self.rooms.iter_mut().zip(&self.parts).for_each(|(room, part)| *room += part);
        self.parts.fill(0);
    }

    /// Each payer's part of the period.
    pub(in crate::engine) fn parts(&self) -> &[i64] {
        &self.parts
    }

    /// Pays the parts.
    pub(in crate::engine) fn pay(&mut self) {
        let paid = self.paid.iter_mut().zip(&mut self.paid_in_year);
        for ((paid, in_year), part) in paid.zip(&self.parts) {
            *paid += part;
            *in_year += part;
        }
    }
}

/// Payers that have a share at all, and their shares.
fn with_share(shares: &[u32]) -> impl Iterator<Item = (usize, i64)> {
    shares.iter().map(|share| i64::from(*share)).enumerate().filter(|(_, share)| *share > 0)
}

/// Each payer's part of an amount by its share; the first with a share takes the leftover pence.
fn own_parts(shares: &[u32], amount: i64) -> impl Iterator<Item = i64> {
    let floors = shares.iter().map(move |share| portion(amount, i64::from(*share), BASIS_POINTS));
    let first = shares.iter().position(|share| *share > 0);
    let leftover = amount - floors.clone().sum::<i64>();
    floors
        .enumerate()
        .map(move |(payer, part)| part + if Some(payer) == first { leftover } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::plan::payers::YearlyLimit;

    fn plan(mosts: &[Option<i64>], others_pay: bool) -> PayersPlan {
        let limits = mosts.iter().map(|most| PayerLimit { most: *most, yearly: None }).collect();
        PayersPlan { limits, others_pay, ..PayersPlan::default() }
    }

    fn opened(plan: &PayersPlan) -> Payers {
        let mut payers = Payers::default();
        payers.reset(plan.n_payers());
        payers.open(plan, 0);
        payers
    }

    /// Each payer's part of so much of an amount due, or of all that can be paid of it.
    fn split_of(
        shares: &[u32],
        mosts: &[Option<i64>],
        others_pay: bool,
        due: i64,
        amount: i64,
    ) -> Vec<i64> {
        let plan = plan(mosts, others_pay);
        let mut payers = opened(&plan);
        let payable = payers.payable(&plan, shares, due).min(amount);
        payers.add(&plan, shares, due, payable);
        assert_eq!(payable, payers.parts().iter().sum::<i64>());
        payers.parts().to_vec()
    }

    fn split(mosts: &[Option<i64>], others_pay: bool, due: i64) -> Vec<i64> {
        split_of(&[7_040, 2_960], mosts, others_pay, due, due)
    }

    #[test]
    fn leftover_pence_go_to_the_first_payer() {
        assert_eq!(split(&[None, None], false, 101), [72, 29]);
        assert_eq!(split(&[None, None], false, 10_000), [7_040, 2_960]);
        assert_eq!(split_of(&[0, 3_333, 6_667], &[None; 3], false, 10, 10), [0, 4, 6]);
    }

    #[test]
    fn an_exhausted_payer_leaves_its_share_unpaid_or_to_the_others() {
        assert_eq!(split(&[None, Some(1_000)], false, 10_000), [7_040, 1_000]);
        assert_eq!(split(&[None, Some(1_000)], true, 10_000), [9_000, 1_000]);
        assert_eq!(split(&[Some(0), None], true, 10_000), [0, 10_000]);
        assert_eq!(split(&[Some(7_500), Some(1_000)], true, 10_000), [7_500, 1_000]);
    }

    #[test]
    fn a_penny_more_of_a_limit_moves_a_penny() {
        let of_30_pounds =
            |most: i64| split_of(&[5_000, 5_000], &[None, Some(most)], false, 10_000, 3_000);
        assert_eq!(of_30_pounds(1_499), [1_501, 1_499]);
        assert_eq!(of_30_pounds(1_500), [1_500, 1_500]);
        let shares = [2_000, 3_000, 5_000];
        for others_pay in [false, true] {
            let mut before =
                split_of(&shares, &[Some(700), Some(0), None], others_pay, 7_777, 4_321);
            for most in 1..2_500 {
                let mosts = [Some(700), Some(most), None];
                let parts = split_of(&shares, &mosts, others_pay, 7_777, 4_321);
                let moved = parts.iter().sum::<i64>() - before.iter().sum::<i64>();
                assert!((0..=1).contains(&moved) && parts[1] - before[1] <= 1, "{most}");
                before = parts;
            }
        }
    }

    #[test]
    fn what_a_payer_would_have_paid_is_whole_pence() {
        // 70.4% and 29.6% of 292 are 205.568 and 86.432: with 86 the fund pays all of its part.
        assert_eq!(split(&[None, Some(85)], false, 292), [206, 85]);
        assert_eq!(split(&[None, Some(86)], false, 292), [206, 86]);
        assert_eq!(split(&[None, Some(87)], false, 292), [206, 86]);
    }

    #[test]
    fn the_exhausted_are_found_however_many_rounds_it_takes() {
        let shares = [4_000, 3_000, 2_000, 1_000];
        // 4,000 and 1,000 exhaust the first; what is left then exhausts the second, and so on.
        let mosts = [Some(3_900), Some(3_020), Some(2_050), None];
        assert_eq!(split_of(&shares, &mosts, true, 10_000, 10_000), [3_900, 3_020, 2_050, 1_030]);
    }

    #[test]
    fn what_was_paid_counts_in_all_and_in_the_year() {
        let plan = PayersPlan {
            limits: vec![
                PayerLimit {
                    most: Some(130),
                    yearly: Some(YearlyLimit { most: vec![60, 90], year_of: vec![0, 0, 1] }),
                },
                PayerLimit::default(),
            ],
            others_pay: true,
            ..PayersPlan::default()
        };
        let mut payers = opened(&plan);
        let parts = [0, 1, 2].map(|period| {
            payers.open(&plan, period);
            payers.add(&plan, &[5_000, 5_000], 100, 100);
            payers.pay();
            payers.parts()[0]
        });
        assert_eq!((parts, &payers.paid[..]), ([50, 10, 50], &[110, 190][..]));
        payers.open(&plan, 2);
        payers.add(&plan, &[5_000, 5_000], 100, 100);
        assert_eq!(payers.parts(), [20, 80]);
    }
}
