//! Twins: how much of a figure's variance comes from what both futures of a pair hold in common.

use crate::engine::dice::replicates::N_REPLICATES;

use super::SpreadSource;
use super::dealt::PerReplicate;
use super::simulation_error::{by_leaving_out, is_told_of};

/// A future's figure and its twin's, and the replicate they are of.
pub(in crate::engine) struct Pair {
    pub(in crate::engine) replicate: usize,
    pub(in crate::engine) own: i64,
    pub(in crate::engine) twin: i64,
}

/// The share of a figure's variance that comes from what is held in common by pairs of futures: their covariance over
/// their variance. `None` where there are fewer than two pairs for each replicate, where there is no variance, and where
/// the share does not pass twice its own error.
pub(in crate::engine) fn shared_variance(pairs: &[Pair]) -> Option<SpreadSource> {
    if !is_told_of(pairs.len()) {
        return None;
    }
    // Moments about some number near the mean, so that their differences keep their digits.
    let sum: i128 = pairs.iter().map(|pair| i128::from(pair.own) + i128::from(pair.twin)).sum();
    let centre = sum as f64 / pairs.len() as f64 / 2.0;
    let mut parts: PerReplicate<Moments> = [Moments::default(); N_REPLICATES];
    for pair in pairs {
        parts[pair.replicate].add(pair.own as f64 - centre, pair.twin as f64 - centre);
    }
    let whole = parts.iter().fold(Moments::default(), |sum, part| sum.and(part, 1.0));
    let share = whole.share()?;
    let mut without = [share; N_REPLICATES];
    for (without, part) in without.iter_mut().zip(&parts) {
        *without = whole.and(part, -1.0).share()?;
    }
    let error = by_leaving_out(&without);
    let pairs = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
    let unknowns = share.min(1.0);
    (share >= 2.0 * error).then_some(SpreadSource { unknowns, error, pairs })
}

/// Sums over pairs.
#[derive(Clone, Copy, Default)]
struct Moments {
    n: f64,
    sum: f64,
    squares: f64,
    products: f64,
}

impl Moments {
    fn add(&mut self, own: f64, twin: f64) {
        self.n += 1.0;
        self.sum += own + twin;
        self.squares += own * own + twin * twin;
        self.products += own * twin;
    }

    /// With others added, or taken away.
    fn and(mut self, other: &Moments, sign: f64) -> Moments {
        self.n += sign * other.n;
        self.sum += sign * other.sum;
        self.squares += sign * other.squares;
        self.products += sign * other.products;
        self
    }

    /// Covariance over variance.
    fn share(self) -> Option<f64> {
        let mean = self.sum / self.n / 2.0;
        let variance = self.squares / self.n / 2.0 - mean * mean;
        let covariance = self.products / self.n - mean * mean;
        (variance > 0.0).then(|| covariance / variance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(n: usize, twin: impl Fn(i64) -> i64) -> Vec<Pair> {
        (0..n)
            .map(|number| {
                let own = number as i64 * 37 % 101;
                Pair { replicate: number % N_REPLICATES, own, twin: twin(own) }
            })
            .collect()
    }

    #[test]
    fn pairs_share_what_they_have_in_common() {
        let source = shared_variance(&pairs(320, |own| own)).unwrap();
        assert!((source.unknowns - 1.0).abs() < 1e-12 && source.error < 1e-12);
        let source = shared_variance(&pairs(320, |own| own / 2 + own * 53 % 101 / 2)).unwrap();
        assert!((0.2..0.8).contains(&source.unknowns), "{source:?}");
        assert_eq!(source.pairs, 320);
    }

    #[test]
    fn what_does_not_pass_its_error_is_not_shown() {
        assert_eq!(shared_variance(&pairs(320, |own| 100 - own)), None, "opposites share nothing");
        assert_eq!(shared_variance(&pairs(320, |_| 4)).filter(|s| s.unknowns < s.error), None);
        assert_eq!(shared_variance(&pairs(31, |own| own)), None, "too few");
        let alike = |number| Pair { replicate: number % N_REPLICATES, own: 4, twin: 4 };
        assert_eq!(shared_variance(&(0..64).map(alike).collect::<Vec<_>>()), None, "no variance");
    }
}
