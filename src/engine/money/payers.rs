//! The split of a payment among payers, each up to its own most.

use super::proration::portion;

/// What each payer has paid so far, and its part of the payment at hand, in pence.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Payers {
    pub(in crate::engine) paid: Vec<i64>,
    parts: Vec<i64>,
}

/// The rules of a split: shares in basis points, most pence of each payer, and who stands in.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct SplitRules<'p> {
    pub(in crate::engine) shares: &'p [u32],
    pub(in crate::engine) caps: &'p [Option<i64>],
    /// Whether the others pay the share of a payer whose most is spent.
    pub(in crate::engine) others_pay: bool,
}

impl Payers {
    pub(in crate::engine) fn reset(&mut self, n_payers: usize) {
        self.paid.clear();
        self.paid.resize(n_payers, 0);
    }

    /// Splits an amount into what each payer would pay of it; returns the sum of these parts, which is less
    /// than the amount where payers are exhausted.
    pub(in crate::engine) fn split(&mut self, rules: SplitRules<'_>, amount: i64) -> i64 {
        self.parts.clear();
        self.parts.resize(rules.shares.len(), 0);
        // The first round goes by all shares; each further one places what is left with those who have
        // room, and exhausts one of them or ends.
        let mut left = amount - self.place(rules, amount, |_| true);
        if rules.others_pay {
            for _ in rules.shares {
                if left == 0 {
                    break;
                }
                left -= self.place(rules, left, |room| room > 0);
            }
        }
        amount - left
    }

    /// Adds to the parts an amount split by the shares of those whose room says that they take part; returns how much
    /// of it found room.
    fn place(
        &mut self,
        rules: SplitRules<'_>,
        amount: i64,
        takes_part: impl Fn(i64) -> bool,
    ) -> i64 {
        let Payers { paid, parts } = self;
        let room = |payer: usize, part: i64| match rules.caps[payer] {
            Some(cap) => (cap - paid[payer] - part).max(0),
            None => i64::MAX,
        };
        let weight = |payer: usize, part: i64| {
            let takes_part = takes_part(room(payer, part));
            if takes_part { i64::from(rules.shares[payer]) } else { 0 }
        };
        let weights: i64 = parts.iter().enumerate().map(|(payer, part)| weight(payer, *part)).sum();
        if amount == 0 || weights == 0 {
            return 0;
        }
        let (mut first, mut left, mut placed) = (None, amount, 0);
        for (payer, part) in parts.iter_mut().enumerate() {
            match weight(payer, *part) {
                0 => {}
                _ if first.is_none() => first = Some(payer),
                weight => {
                    let wanted = portion(amount, weight, weights);
                    let more = wanted.min(room(payer, *part));
                    *part += more;
                    left -= wanted;
                    placed += more;
                }
            }
        }
        // Leftover pence go to the first payer, which takes what the others leave.
        if let Some(first) = first {
            let more = left.min(room(first, parts[first]));
            parts[first] += more;
            placed += more;
        }
        placed
    }

    /// Each payer's part of the amount that was split last.
    pub(in crate::engine) fn parts(&self) -> &[i64] {
        &self.parts
    }

    pub(in crate::engine) fn parts_mut(&mut self) -> &mut [i64] {
        &mut self.parts
    }

    /// Pays the parts.
    pub(in crate::engine) fn pay(&mut self) {
        for (paid, part) in self.paid.iter_mut().zip(&self.parts) {
            *paid += part;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(caps: &[Option<i64>], others_pay: bool, amount: i64) -> Vec<i64> {
        let mut payers = Payers::default();
        payers.reset(2);
        let sum = payers.split(SplitRules { shares: &[7_040, 2_960], caps, others_pay }, amount);
        assert_eq!(sum, payers.parts().iter().sum::<i64>());
        payers.parts().to_vec()
    }

    #[test]
    fn leftover_pence_go_to_the_first_payer() {
        assert_eq!(split(&[None, None], false, 101), [72, 29]);
        assert_eq!(split(&[None, None], false, 10_000), [7_040, 2_960]);
    }

    #[test]
    fn an_exhausted_payer_leaves_its_share_unpaid_or_to_the_others() {
        assert_eq!(split(&[None, Some(1_000)], false, 10_000), [7_040, 1_000]);
        assert_eq!(split(&[None, Some(1_000)], true, 10_000), [9_000, 1_000]);
        assert_eq!(split(&[Some(0), None], true, 10_000), [0, 10_000]);
        assert_eq!(split(&[Some(7_500), Some(1_000)], true, 10_000), [7_500, 1_000]);
    }

    #[test]
    fn what_was_paid_counts() {
        let mut payers = Payers::default();
        payers.reset(2);
        let rules =
            SplitRules { shares: &[5_000, 5_000], caps: &[Some(60), None], others_pay: true };
        payers.split(rules, 100);
        payers.pay();
        payers.split(rules, 100);
        assert_eq!(payers.parts(), [10, 90]);
        assert_eq!(payers.paid, [50, 50]);
    }
}
