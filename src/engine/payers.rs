//! Splitting a payment among payers, each up to its own most.

/// The payers' shares, and what each has paid so far, in pence.
#[derive(Clone, Debug, Default)]
pub(super) struct Payers {
    pub(super) paid: Vec<i64>,
}

/// The rules of a split: shares in basis points, most pence of each payer, and who stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct SplitRules<'p> {
    pub(super) shares: &'p [u32],
    pub(super) caps: &'p [Option<i64>],
    /// Whether the others pay the share of a payer whose most is spent.
    pub(super) others_pay: bool,
}

impl Payers {
    pub(super) fn reset(&mut self, n_payers: usize) {
        self.paid.clear();
        self.paid.resize(n_payers, 0);
    }

    /// What each payer would pay of an amount; less than the amount where payers are exhausted.
    pub(super) fn split(&self, rules: SplitRules<'_>, amount: i64) -> Vec<i64> {
        let room = |payer: usize, parts: &[i64]| match rules.caps[payer] {
            Some(cap) => (cap - self.paid[payer] - parts[payer]).max(0),
            None => i64::MAX,
        };
        let mut parts = vec![0; rules.shares.len()];
        let mut left = amount;
        // The first round goes by all shares; each further one places what is left with those who have
        // room, and exhausts one of them or ends.
        for round in 0..=rules.shares.len() {
            let open: Vec<usize> = (0..parts.len())
                .filter(|&payer| rules.shares[payer] > 0)
                .filter(|&payer| round == 0 || room(payer, &parts) > 0)
                .collect();
            let weights: i64 = open.iter().map(|&payer| i64::from(rules.shares[payer])).sum();
            if left == 0 || weights == 0 {
                break;
            }
            let mut wanted: Vec<i64> = open
                .iter()
                .map(|&payer| portion(left, i64::from(rules.shares[payer]), weights))
                .collect();
            // Leftover pence to the first payer.
            wanted[0] += left - wanted.iter().sum::<i64>();
            for (&payer, wanted) in open.iter().zip(&wanted) {
                let part = (*wanted).min(room(payer, &parts));
                parts[payer] += part;
                left -= part;
            }
            if !rules.others_pay {
                break;
            }
        }
        parts
    }

    pub(super) fn pay(&mut self, parts: &[i64]) {
        for (paid, part) in self.paid.iter_mut().zip(parts) {
            *paid += part;
        }
    }
}

/// `amount * share / whole`, rounded down.
fn portion(amount: i64, share: i64, whole: i64) -> i64 {
    i64::try_from(i128::from(amount) * i128::from(share) / i128::from(whole)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(caps: &[Option<i64>], others_pay: bool, amount: i64) -> Vec<i64> {
        let mut payers = Payers::default();
        payers.reset(2);
        payers.split(SplitRules { shares: &[7_040, 2_960], caps, others_pay }, amount)
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
        payers.pay(&payers.split(rules, 100));
        assert_eq!(payers.split(rules, 100), [10, 90]);
        assert_eq!(payers.paid, [50, 50]);
    }
}
