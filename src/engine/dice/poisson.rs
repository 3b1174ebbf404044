//! Poisson counts by inversion: one uniform number gives one count, and more expected never means fewer.
//!
//! Rejection samplers are faster for large means but lose that order, on which comparisons of volumes
//! on the same dice rest; the cost here is proportional to the people who are then simulated anyway.

use super::rng::Key;

/// Means are cut into pieces of at most this, so that `exp` does not underflow.
const PIECE: f64 = 500.0;

/// A Poisson count with the given mean, from this key's own numbers.
pub(in crate::engine) fn poisson(key: Key, mean: f64) -> u32 {
    let mut left = mean.max(0.0);
    let mut count = 0;
    let mut piece = 0;
    while left > 0.0 {
        count += invert(key.uniform(piece), left.min(PIECE));
        left -= PIECE;
        piece += 1;
    }
    count
}

#[inline(never)]
fn invert(uniform: f64, mean: f64) -> u32 {
    // Far beyond any count whose chance is more than 2^-53.
    const LAST: u32 = 1_000;
    let mut chance = libm::exp(-mean);
    let mut reached = chance;
    let mut count = 0;
    while uniform >= reached && count < LAST {
        count += 1;
        chance *= mean / f64::from(count);
        reached += chance;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_the_mean_and_variance_of_a_poisson() {
        for mean in [0.3, 4.0, 35.0, 480.0, 1_250.0] {
            let n = 20_000;
            let counts: Vec<f64> =
                (0..n).map(|trial| f64::from(poisson(Key::trial(7, trial), mean))).collect();
            let average = counts.iter().sum::<f64>() / f64::from(n);
            let variance =
                counts.iter().map(|count| (count - average) * (count - average)).sum::<f64>()
                    / f64::from(n);
            let z = (average - mean) / (mean / f64::from(n)).sqrt();
            // One false alarm in 15,000 seeds; the seed is fixed.
            assert!(z.abs() < 4.0, "{mean}: {z}");
            assert!((variance / mean - 1.0).abs() < 0.05, "{mean}: {variance}");
        }
    }

    #[test]
    fn more_expected_never_means_fewer() {
        for trial in 0..2_000 {
            let key = Key::trial(11, trial);
            let mut last = 0;
            for mean in [0.0, 1.0, 30.0, 31.0, 499.0, 501.0, 999.0, 1001.0] {
                let count = poisson(key, mean);
                assert!(count >= last, "{trial} {mean}");
                last = count;
            }
        }
    }
}
