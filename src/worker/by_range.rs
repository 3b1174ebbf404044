//! Things that belong to ranges of trials which never overlap.
//!
//! A list rather than a map: there are tens of ranges, and each kind of map would weigh some kilobytes in the download.

use std::ops::Range;

use super::ranges::are_apart;
use crate::engine::{Batch, KeptPeople, PairedFigures};

/// Whatever belongs to a range of trials.
pub(super) trait OfTrials {
    fn of_trials(&self) -> Range<u32>;
}

impl OfTrials for Batch {
    fn of_trials(&self) -> Range<u32> {
        self.trials()
    }
}

impl OfTrials for KeptPeople {
    fn of_trials(&self) -> Range<u32> {
        self.trials()
    }
}

impl OfTrials for PairedFigures {
    fn of_trials(&self) -> Range<u32> {
        self.trials()
    }
}

/// Things of ranges that do not overlap, in the order in which they came.
#[derive(Debug)]
pub(super) struct ByRange<T>(Vec<T>);

impl<T> Default for ByRange<T> {
    fn default() -> ByRange<T> {
        ByRange(Vec::new())
    }
}

impl<T: OfTrials> ByRange<T> {
    /// The thing of exactly these trials.
    pub(super) fn get(&self, trials: &Range<u32>) -> Option<&T> {
        self.0.iter().find(|thing| thing.of_trials() == *trials)
    }

    pub(super) fn get_mut(&mut self, trials: &Range<u32>) -> Option<&mut T> {
        self.0.iter_mut().find(|thing| thing.of_trials() == *trials)
    }

    /// Takes out the thing of exactly these trials.
    pub(super) fn take(&mut self, trials: &Range<u32>) -> Option<T> {
        let place = self.0.iter().position(|thing| thing.of_trials() == *trials)?;
        Some(self.0.swap_remove(place))
    }

    /// Drops all things that share trials with a range.
    pub(super) fn make_room(&mut self, trials: &Range<u32>) {
        self.0.retain(|thing| are_apart(&thing.of_trials(), trials));
    }

    /// Puts a thing in place of those that it shares trials with.
    pub(super) fn put(&mut self, thing: T) {
        self.make_room(&thing.of_trials());
        self.0.push(thing);
    }

    pub(super) fn all(&self) -> &[T] {
        &self.0
    }

    pub(super) fn into_all(self) -> Vec<T> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl OfTrials for Range<u32> {
        fn of_trials(&self) -> Range<u32> {
            self.clone()
        }
    }

    #[test]
    fn whatever_comes_takes_the_place_of_what_it_overlaps() {
        let mut ranges = ByRange::default();
        [0..5, 5..9, 20..30].into_iter().for_each(|range| ranges.put(range));
        ranges.put(4..6);
        assert_eq!(ranges.all(), [20..30, 4..6]);
        assert_eq!((ranges.get(&(4..6)), ranges.get(&(4..5))), (Some(&(4..6)), None));
        assert_eq!((ranges.take(&(20..30)), ranges.take(&(20..30))), (Some(20..30), None));
    }
}
