//! Latin hypercubes: each unknown has one trial in each of as many equal parts as there are trials.
//!
//! What risk programs commonly offer. No scenario can ask for it, since a trial would depend on how many are run; a bench
//! sets it beside the two samplings that can be asked for.

use super::rng::{Key, Purpose};

/// The dice of one trial of so many.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Hypercube {
    run: Key,
    trial: u32,
    n_trials: u32,
}

impl Hypercube {
    pub(super) fn new(seed: u32, trial: u32, n_trials: u32) -> Hypercube {
        Hypercube { run: Key::replicate(seed, 0), trial, n_trials }
    }

    /// A number between 0 and 1 for an unknown.
    pub(super) fn uniform(self, purpose: Purpose, code: u64) -> f64 {
        let key = self.run.purpose(purpose).child(code);
        let part = permuted(self.trial, self.n_trials, key);
        (f64::from(part) + key.child(1).uniform(u64::from(self.trial))) / f64::from(self.n_trials)
    }
}

/// Where a number below `n` goes in a random order of all of them: mixed among the next power of two numbers, again and
/// again until it falls below `n`.
fn permuted(number: u32, n: u32, key: Key) -> u32 {
    let n_bits = 32 - n.saturating_sub(1).leading_zeros();
    let mask = u32::MAX.checked_shr(32 - n_bits).unwrap_or(0);
    let mut place = number;
    loop {
        for round in 0..4 {
            let word = key.half_word(round);
            place = place.wrapping_add(word).wrapping_mul(word.rotate_left(11) | 1) & mask;
            place ^= place >> n_bits.div_ceil(2).max(1);
        }
        if place < n {
            return place;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_one_trial() {
        for n in [1, 2, 7, 100, 1_024] {
            let mut parts: Vec<u32> =
                (0..n).map(|number| permuted(number, n, Key::trial(3, n))).collect();
            parts.sort_unstable();
            assert!(parts.into_iter().eq(0..n), "{n}");
        }
    }
}
