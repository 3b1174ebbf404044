//! Waiting times in sums: counts of people that are put off by a wait, month by month.

use crate::engine::plan::lines::{LinePlan, RepeatWait};

/// Chances of the waits from a line's opening to its first achievement and to each further one.
pub(super) fn waits(line: &LinePlan, row: usize) -> Vec<Vec<f64>> {
    let first = line.wait.chances();
    let mut waits = vec![first.to_vec()];
    let further = line.repeats.iter().flat_map(|repeats| 1..usize::from(repeats.most));
    for (number, repeats) in further.zip(line.repeats.iter().cycle()) {
        let mut wait = match &repeats.wait {
            RepeatWait::FromLast(wait) => convolve_waits(&waits[number - 1], wait.chances()),
            RepeatWait::FromFirst(waits) => convolve_waits(first, waits[number - 1].chances()),
        };
        // What lies further out is late in any case.
        wait.truncate(row);
        waits.push(wait);
    }
    waits
}

/// Moves what comes in or after a month to the last place.
pub(super) fn gather_late(counts: &mut [f64], from: usize) {
    let Some((late, months)) = counts.split_last_mut() else { return };
    for count in months.iter_mut().skip(from) {
        *late += std::mem::take(count);
    }
}

/// Counts by month after a wait; what passes the last month gathers in the last place.
pub(super) fn convolve(counts: &[f64], wait: &[f64]) -> Vec<f64> {
    let late = counts.len() - 1;
    let mut after = vec![0.0; counts.len()];
    for (month, count) in counts[..late].iter().enumerate().filter(|(_, count)| **count > 0.0) {
        for (place, chance) in after[month..late].iter_mut().zip(wait) {
            *place += count * chance;
        }
    }
    let total: f64 = counts.iter().sum();
    after[late] = (total - after.iter().sum::<f64>()).max(0.0);
    after
}

/// Chances of the sum of two waits.
pub(super) fn convolve_waits(one: &[f64], other: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; one.len() + other.len()];
    for (months, chance) in one.iter().enumerate() {
        for (more, other) in other.iter().enumerate() {
            sum[months + more] += chance * other;
        }
    }
    sum
}
