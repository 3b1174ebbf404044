//! The dice of what we do not know: a few draws once for each trial, even over all trials or each on its own.

use crate::model::{Run, Sampling};

#[cfg(feature = "latin-hypercube")]
use super::hypercube::Hypercube;
use super::normal;
use super::replicates::{index_in_replicate, replicate_of};
use super::rng::{Key, Purpose};
use super::sobol;

/// The dice of one trial's unknowns.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) enum UnknownDice {
    /// The point of one index in the sets of one replicate.
    Even { replicate: Key, index: u32 },
    /// This trial's own draws.
    #[cfg_attr(feature = "latin-hypercube", expect(dead_code, reason = "the hypercube stands in"))]
    Independent(Key),
    #[cfg(feature = "latin-hypercube")]
    Hypercube(Hypercube),
}

impl UnknownDice {
    pub(in crate::engine) fn new(run: &Run, trial: u32) -> UnknownDice {
        let seed = run.seed;
        match run.sampling {
            Sampling::Even => UnknownDice::Even {
                replicate: Key::replicate(seed, replicate_of(trial)),
                index: index_in_replicate(trial),
            },
            #[cfg(feature = "latin-hypercube")]
            Sampling::Independent => {
                UnknownDice::Hypercube(Hypercube::new(seed, trial, run.trials))
            }
            #[cfg(not(feature = "latin-hypercube"))]
            Sampling::Independent => UnknownDice::Independent(Key::trial(seed, trial)),
        }
    }

    /// A standard normal number for one of the four unknowns that touch everything.
    pub(in crate::engine) fn shared_normal(self, unknown: Shared) -> f64 {
        match self {
            UnknownDice::Even { replicate, index } => {
                let set = replicate.purpose(Purpose::Dependence);
                normal::inverse(uniform(set, index, unknown as usize))
            }
            UnknownDice::Independent(key) => normal::drawn(match unknown {
                Shared::Performance => key.purpose(Purpose::Dependence),
                Shared::Volume => key.purpose(Purpose::Volume).child(0),
                Shared::Engagement => key.purpose(Purpose::Engagement).child(0),
                Shared::Costs => key.purpose(Purpose::Cost).child(0),
            }),
            #[cfg(feature = "latin-hypercube")]
            UnknownDice::Hypercube(dice) => {
                normal::inverse(dice.uniform(Purpose::Dependence, unknown as u64))
            }
        }
    }

    /// A standard normal number for an unknown of its own, such as an outcome's.
    pub(in crate::engine) fn normal(self, purpose: Purpose, code: u64) -> f64 {
        match self {
            UnknownDice::Even { replicate, index } => {
                normal::inverse(uniform(replicate.purpose(purpose).child(code), index, 0))
            }
            UnknownDice::Independent(key) => normal::drawn(key.purpose(purpose).child(code)),
            #[cfg(feature = "latin-hypercube")]
            UnknownDice::Hypercube(dice) => normal::inverse(dice.uniform(purpose, code)),
        }
    }

    /// Two uniform numbers, from 0 up to but not 1, for whether something happens and when.
    pub(in crate::engine) fn pair(self, purpose: Purpose, code: u64) -> [f64; 2] {
        match self {
            UnknownDice::Even { replicate, index } => {
                let set = replicate.purpose(purpose).child(code);
                [0, 1].map(|dimension| uniform(set, index, dimension))
            }
            UnknownDice::Independent(key) => {
                let key = key.purpose(purpose).child(code);
                [0, 1].map(|place| key.uniform(place))
            }
            #[cfg(feature = "latin-hypercube")]
            UnknownDice::Hypercube(dice) => {
                [0, 1].map(|place| dice.uniform(purpose, code.wrapping_add(place)))
            }
        }
    }
}

/// The unknowns that touch everything: the coordinates of one point, in this order.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) enum Shared {
    /// Delivery performance, common to all chances.
    Performance,
    Volume,
    Engagement,
    Costs,
}

/// A coordinate of a point of a set, strictly between 0 and 1.
fn uniform(set: Key, index: u32, dimension: usize) -> f64 {
    let [shuffle, scramble] = [0, 1 + dimension as u64].map(|place| set.half_word(place));
    (f64::from(sobol::coordinate(index, dimension, shuffle, scramble)) + 0.5) / 4_294_967_296.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(sampling: Sampling, seed: u32) -> Run {
        Run { seed, trials: 4_096, unknowns: true, luck: true, sampling }
    }

    /// The mean and the mean square of all numbers of some trials.
    fn moments(trials: u32, draw: impl Fn(u32) -> f64) -> (f64, f64) {
        let n = f64::from(trials);
        let drawn: Vec<f64> = (0..trials).map(draw).collect();
        (drawn.iter().sum::<f64>() / n, drawn.iter().map(|z| z * z).sum::<f64>() / n)
    }

    #[test]
    fn numbers_are_standard_normal_and_even_ones_more_closely_so() {
        for (sampling, most) in [(Sampling::Even, 0.01), (Sampling::Independent, 0.1)] {
            let dice = |trial| UnknownDice::new(&run(sampling, 5), trial);
            for unknown in [Shared::Performance, Shared::Volume, Shared::Engagement, Shared::Costs]
            {
                let (mean, square) = moments(2_048, |trial| dice(trial).shared_normal(unknown));
                assert!(mean.abs() < most && (square - 1.0).abs() < 2.0 * most, "{unknown:?}");
            }
            for code in 0..20 {
                let (mean, square) =
                    moments(2_048, |trial| dice(trial).normal(Purpose::Chance, code));
                assert!(mean.abs() < most && (square - 1.0).abs() < 2.0 * most, "{code}");
            }
        }
    }

    #[test]
    fn unknowns_are_not_related_to_each_other() {
        let n = 4_096;
        let dice = |trial| UnknownDice::new(&run(Sampling::Even, 11), trial);
        for code in 0..30 {
            let (product, _) = moments(n, |trial| {
                dice(trial).normal(Purpose::Chance, code) * dice(trial).normal(Purpose::Chance, 99)
            });
            // One false alarm in 15,000; the seed is fixed.
            assert!(product.abs() * f64::from(n).sqrt() < 4.0, "{code}: {product}");
        }
    }

    #[test]
    fn replicates_are_independent_of_each_other() {
        // The spread of a number between replicates at one index is that of independent draws.
        let n_seeds = 500;
        let mut squares = 0.0;
        for seed in 0..n_seeds {
            let sum: f64 = (0..16)
                .map(|trial| UnknownDice::new(&run(Sampling::Even, seed), trial))
                .map(|dice| dice.normal(Purpose::Chance, 3))
                .sum();
            squares += sum * sum / 16.0;
        }
        let ratio = squares / f64::from(n_seeds);
        assert!((0.75..1.25).contains(&ratio), "{ratio}");
    }
}
