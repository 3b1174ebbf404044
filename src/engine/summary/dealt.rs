//! Dealt: which replicate each value of a column belongs to, and sums by replicate.

use std::ops::{AddAssign, Range};

use crate::engine::dice::replicates::{N_REPLICATES, replicate_of};

/// One number for each replicate.
pub(in crate::engine) type PerReplicate<T> = [T; N_REPLICATES];

/// How the values of a column, in the order of their trials, are dealt to replicates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::engine) struct Dealt {
    /// The replicate of the first of so many neighbours; the others follow in turn.
    runs: Vec<(usize, usize)>,
}

impl Dealt {
    /// Of ranges of trials, in their order.
    pub(in crate::engine) fn new(trials: impl Iterator<Item = Range<u32>>) -> Dealt {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for range in trials.filter(|range| !range.is_empty()) {
            let first = replicate_of(range.start);
            match runs.last_mut() {
                Some((start, n)) if (*start + *n) % N_REPLICATES == first => *n += range.len(),
                _ => runs.push((first, range.len())),
            }
        }
        Dealt { runs }
    }

    /// Adds up by replicate what is read from each value.
    #[inline]
    pub(in crate::engine) fn sums<V: Copy, S: AddAssign + Copy + Default>(
        &self,
        values: &[V],
        read: impl Fn(V) -> S,
    ) -> PerReplicate<S> {
        let mut sums = [S::default(); N_REPLICATES];
        let mut rest = values;
        for &(first, n) in &self.runs {
            let (run, others) = rest.split_at(n.min(rest.len()));
            rest = others;
            let in_turn = sums_in_turn(run, &read);
            for (place, sum) in in_turn.into_iter().enumerate() {
                sums[(first + place) % N_REPLICATES] += sum;
            }
        }
        sums
    }
}

/// Sums of the first value and every sixteenth after it, of the second and so on.
#[inline]
fn sums_in_turn<V: Copy, S: AddAssign + Copy + Default>(
    values: &[V],
    read: impl Fn(V) -> S,
) -> PerReplicate<S> {
    let mut sums = [S::default(); N_REPLICATES];
    let (rounds, rest) = values.as_chunks::<N_REPLICATES>();
    for round in rounds {
        for (sum, value) in sums.iter_mut().zip(round) {
            *sum += read(*value);
        }
    }
    for (sum, value) in sums.iter_mut().zip(rest) {
        *sum += read(*value);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_each_replicate() {
        let ranges: [&[(u32, u32)]; 4] =
            [&[(0, 100)], &[(3, 20), (20, 55), (70, 71), (90, 190)], &[(5, 5)], &[]];
        for ranges in ranges {
            let ranges: Vec<Range<u32>> = ranges.iter().map(|(from, to)| *from..*to).collect();
            let dealt = Dealt::new(ranges.iter().cloned());
            let trials: Vec<u32> = ranges.into_iter().flatten().collect();
            let mut expected = [0_u64; N_REPLICATES];
            for trial in &trials {
                expected[replicate_of(*trial)] += u64::from(*trial) + 1;
            }
            assert_eq!(dealt.sums(&trials, |trial| u64::from(trial) + 1), expected);
        }
    }

    #[test]
    fn how_trials_are_split_does_not_show() {
        let whole = Dealt::new(std::iter::once(7..90));
        assert_eq!(Dealt::new([7..10, 10..10, 10..90].into_iter()), whole);
    }
}
