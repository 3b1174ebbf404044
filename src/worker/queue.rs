//! The trials of a run that nobody has taken yet: cut into ranges long enough to be worth sending, and short enough to
//! stop and to share out.

use std::ops::Range;

use super::pace::{Pace, TrialSize};
use super::ranges::{count, sort_last_first, take};

/// Trials that still have to be handed out.
#[derive(Clone, Debug)]
pub(super) struct Queue {
    /// In order, the last first.
    ranges: Vec<Range<u32>>,
    n_lanes: u32,
}

impl Queue {
    /// All trials of a run but those of some ranges, which do not overlap.
    pub(super) fn new<'r>(
        of: u32,
        without: impl Iterator<Item = &'r Range<u32>>,
        n_lanes: u32,
    ) -> Queue {
        let mut without: Vec<Range<u32>> = without.cloned().collect();
        sort_last_first(&mut without);
        let (mut ranges, mut end) = (Vec::new(), of);
        for range in without {
            if range.end < end {
                ranges.push(range.end..end);
            }
            end = end.min(range.start);
        }
        if end > 0 {
            ranges.push(0..end);
        }
        Queue { ranges, n_lanes: n_lanes.max(1) }
    }

    /// Trials that nobody has taken yet.
    pub(super) fn n_left(&self) -> u32 {
        count(&self.ranges)
    }

    /// The next range to run.
    pub(super) fn take(&mut self, pace: &Pace, size: TrialSize) -> Option<Range<u32>> {
        // At the end the lanes share what is left, so that none of them is waited for.
        let share = self.n_left().div_ceil(self.n_lanes);
        take(&mut self.ranges, pace.n_at_once(size).min(share))
    }

    /// Takes a range back that a lane did not finish: it comes first.
    pub(super) fn give_back(&mut self, range: Range<u32>) {
        self.ranges.push(range);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: TrialSize = TrialSize { work: 180_000.0, n_outcomes: 33.0 };

    fn length(range: Option<Range<u32>>) -> u32 {
        range.map_or(0, |range| range.end - range.start)
    }

    #[test]
    fn every_trial_is_handed_out_once() {
        let mut pace = Pace::default();
        let kept = [40..50, 0..7, 9_990..10_000];
        let mut queue = Queue::new(10_000, kept.iter(), 2);
        let mut seen = vec![0; 10_000];
        for range in &kept {
            seen[range.start as usize..range.end as usize].iter_mut().for_each(|n| *n += 1);
        }
        while let Some(range) = queue.take(&pace, SIZE) {
            assert!(range.end > range.start);
            let n = range.end - range.start;
            pace.measured(SIZE, n, false, f64::from(n) * 0.5);
            seen[range.start as usize..range.end as usize].iter_mut().for_each(|n| *n += 1);
        }
        assert!(seen.iter().all(|n| *n == 1));
    }

    #[test]
    fn ranges_grow_and_shrink_to_the_time_that_is_aimed_at() {
        let mut pace = Pace::default();
        let mut queue = Queue::new(1_000_000, [].iter(), 2);
        assert!(length(queue.take(&pace, SIZE)) <= 8);
        pace.measured(SIZE, 8, false, 4.0);
        let n = length(queue.take(&pace, SIZE));
        assert!((99..=100).contains(&n), "half a millisecond each: {n}");
        for _ in 0..50 {
            pace.measured(SIZE, 10, false, 1_000.0);
        }
        assert_eq!(length(queue.take(&pace, SIZE)), 1, "a tenth of a second each");
        for _ in 0..50 {
            pace.measured(SIZE, 1_000, false, 0.0);
        }
        let n = length(queue.take(&pace, SIZE));
        assert!((1_000..=2_000).contains(&n), "a clock that stands still: {n}");
    }

    #[test]
    fn the_last_trials_are_shared_by_all_lanes() {
        let mut pace = Pace::default();
        pace.measured(SIZE, 1_000, false, 10.0);
        let mut queue = Queue::new(100, [].iter(), 4);
        let lengths: Vec<u32> = std::iter::from_fn(|| queue.take(&pace, SIZE))
            .map(|range| range.end - range.start)
            .collect();
        assert_eq!((lengths[0], lengths.iter().sum::<u32>()), (25, 100));
        assert!(lengths.windows(2).all(|pair| pair[1] <= pair[0]));
    }

    #[test]
    fn a_range_that_was_given_back_comes_first() {
        let pace = Pace::default();
        let mut queue = Queue::new(100, [].iter(), 2);
        let lost = queue.take(&pace, SIZE).unwrap();
        queue.take(&pace, SIZE).unwrap();
        queue.give_back(lost.clone());
        assert_eq!(queue.take(&pace, SIZE).map(|range| range.start), Some(lost.start));
    }
}
