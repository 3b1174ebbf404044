//! Simulation error: how far a very long run may lie from this one.
//!
//! It is told by how far the replicates of a run lie apart, which are independent of each other, while the futures of
//! one replicate need not be. So it holds for futures that fill their space evenly as well.

use crate::engine::dice::replicates::N_REPLICATES;

use super::dealt::PerReplicate;

/// Futures without which nothing is said of an error: two for each replicate.
const LEAST: usize = 2 * N_REPLICATES;

/// Standard errors on either side that hold the value of a very long run in 80 of 100 cases: Student's t for 15
/// degrees of freedom, one fewer than there are replicates.
pub const ERRORS_IN_80: f64 = 1.340_605_607_9;

const DEGREES: f64 = N_REPLICATES as f64 - 1.0;

/// Standard error of a mean, from the number of values of each replicate and their sum; `None` of fewer than two values
/// for each replicate.
///
/// Replicates need not be of one size, nor need their sizes be known beforehand: this is the usual error of a ratio of
/// sums over independent groups.
pub(in crate::engine) fn of_mean(
    counts: &PerReplicate<u32>,
    sums: &PerReplicate<f64>,
) -> Option<f64> {
    let n: f64 = counts.iter().copied().map(f64::from).sum();
    if n < LEAST as f64 {
        return None;
    }
    let mean = sums.iter().sum::<f64>() / n;
    let squares: f64 = counts
        .iter()
        .zip(sums)
        .map(|(count, sum)| sum - mean * f64::from(*count))
        .map(|distance| distance * distance)
        .sum();
    Some(libm::sqrt(squares * N_REPLICATES as f64 / DEGREES) / n)
}

/// Standard error of what was worked out of all replicates, from what comes out when each is left out in turn.
pub(in crate::engine) fn by_leaving_out(without: &PerReplicate<f64>) -> f64 {
    let mean = without.iter().sum::<f64>() / N_REPLICATES as f64;
    let squares: f64 = without.iter().map(|value| (value - mean) * (value - mean)).sum();
    libm::sqrt(squares * DEGREES / N_REPLICATES as f64)
}

/// Whether so many values are enough to tell an error from.
pub(in crate::engine) fn is_told_of(n: usize) -> bool {
    n >= LEAST
}

/// A distance in standard errors that replicates told, as one in errors that were known: large distances come more often
/// when their measure is unsure itself. Wallace's (1959) approximation of Student's t by a normal.
pub(in crate::engine) fn as_if_known(distance: f64) -> f64 {
    let size = libm::sqrt(DEGREES * libm::log1p(distance * distance / DEGREES));
    libm::copysign(size * (8.0 * DEGREES + 1.0) / (8.0 * DEGREES + 3.0), distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_replicates_have_the_textbooks_error() {
        // Means 1 to 16 of 10 values each: their variance is 22.667, and that of their mean a sixteenth.
        let sums = std::array::from_fn(|replicate| 10.0 * (replicate as f64 + 1.0));
        let error = of_mean(&[10; N_REPLICATES], &sums).unwrap();
        assert!((error - libm::sqrt(22.0 + 2.0 / 3.0) / 4.0).abs() < 1e-12, "{error}");
    }

    #[test]
    fn replicates_of_other_sizes_count_by_their_size() {
        // The larger replicates lie nearer the mean, as they should: values are -1 and 1 by turns, but for the last.
        let mut counts = [100; N_REPLICATES];
        counts[0] = 1;
        let mut sums = [0.0; N_REPLICATES];
        sums[0] = 15.0;
        let error = of_mean(&counts, &sums).unwrap();
        let (n, mean) = (1_501.0, 15.0 / 1_501.0);
        let squares: f64 = (15.0 - mean) * (15.0 - mean) + 15.0 * (100.0 * mean) * (100.0 * mean);
        assert!((error - libm::sqrt(squares * 16.0 / 15.0) / n).abs() < 1e-12);
    }

    #[test]
    fn of_few_values_nothing_is_claimed() {
        let mut counts = [2; N_REPLICATES];
        assert_eq!(of_mean(&counts, &[2.0; N_REPLICATES]), Some(0.0));
        counts[3] = 1;
        assert_eq!(of_mean(&counts, &[2.0; N_REPLICATES]), None);
    }

    #[test]
    fn leaving_out_gives_the_error_of_a_mean() {
        let values: PerReplicate<f64> =
            std::array::from_fn(|replicate| ((replicate * 7) % 16) as f64);
        let all: f64 = values.iter().sum();
        let without = values.map(|value| (all - value) / 15.0);
        let error = of_mean(&[2; N_REPLICATES], &values.map(|value| 2.0 * value)).unwrap();
        assert!((by_leaving_out(&without) - error).abs() < 1e-12);
    }

    #[test]
    fn distances_in_told_errors_are_milder_than_they_look() {
        // Two-sided chances of Student's t for 15 degrees of freedom, beside those of a normal.
        for (distance, normal) in
            [(1.340_605_607_9, 1.281_55), (2.131_45, 1.959_96), (4.072_765, 3.290_53)]
        {
            assert!((as_if_known(distance) / normal - 1.0).abs() < 2e-3, "{distance}");
            assert!((as_if_known(-distance) / normal + 1.0).abs() < 2e-3, "{distance}");
        }
        assert!(as_if_known(0.0).abs() < 1e-15);
    }
}
