//! Ranges of trials: whatever page and workers share out.

use std::ops::Range;

use super::protocol::Span;

/// How many trials a range holds.
pub(super) fn length(range: &Range<u32>) -> u32 {
    range.end - range.start
}

/// How many trials ranges hold.
pub(super) fn count(ranges: &[Range<u32>]) -> u32 {
    ranges.iter().map(length).sum()
}

/// Whether no trial is in both ranges.
pub(super) fn are_apart(one: &Range<u32>, other: &Range<u32>) -> bool {
    one.end <= other.start || other.end <= one.start
}

/// Whether every trial of a range is in one of others, which do not overlap.
pub(super) fn is_covered(range: &Range<u32>, others: &[Range<u32>]) -> bool {
    let overlap =
        |other: &Range<u32>| other.end.min(range.end).saturating_sub(other.start.max(range.start));
    others.iter().map(overlap).sum::<u32>() == length(range)
}

/// Adds ranges to others, in place of those that they overlap.
pub(super) fn replace(ranges: &mut Vec<Range<u32>>, by: &[Range<u32>]) {
    for range in by {
        ranges.retain(|other| are_apart(other, range));
        ranges.push(range.clone());
    }
}

/// Puts ranges in the order in which they are taken from the end of a list: the last first.
pub(super) fn sort_last_first(ranges: &mut [Range<u32>]) {
    ranges.sort_unstable_by_key(|range| std::cmp::Reverse(range.start));
}

/// Takes a range from the end of a list, or as many trials of it as are wanted.
pub(super) fn take(ranges: &mut Vec<Range<u32>>, most: u32) -> Option<Range<u32>> {
    let range = ranges.pop()?;
    let end = range.end.min(range.start.saturating_add(most.max(1)));
    if end < range.end {
        ranges.push(end..range.end);
    }
    Some(range.start..end)
}

/// Ranges as messages hold them.
pub(super) fn spans(ranges: &[Range<u32>]) -> Vec<Span> {
    ranges.iter().map(|range| (range.start, range.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_comes_takes_the_place_of_what_it_overlaps() {
        let mut ranges = vec![0..5, 5..9, 20..30];
        replace(&mut ranges, &[4..6, 9..20]);
        assert_eq!(ranges, [20..30, 4..6, 9..20]);
        assert_eq!((count(&ranges), spans(&ranges)), (23, vec![(20, 30), (4, 6), (9, 20)]));
    }

    #[test]
    fn a_range_may_be_covered_by_several() {
        let others = [10..20, 0..5, 20..25];
        assert!(is_covered(&(12..25), &others) && is_covered(&(0..5), &others));
        assert!(!is_covered(&(0..6), &others) && !is_covered(&(24..26), &others));
    }

    #[test]
    fn ranges_are_taken_from_the_first_trial_on_and_cut() {
        let mut ranges = vec![0..5, 20..30, 5..9];
        sort_last_first(&mut ranges);
        let taken: Vec<Range<u32>> = std::iter::from_fn(|| take(&mut ranges, 6)).collect();
        assert_eq!(taken, [0..5, 5..9, 20..26, 26..30]);
        ranges.push(3..9);
        assert_eq!(take(&mut ranges, 0), Some(3..4), "one at least");
    }
}
