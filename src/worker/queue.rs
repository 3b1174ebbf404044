//! How a run is cut into ranges: long enough to be worth sending, short enough to stop and to share out.

use std::ops::Range;

/// What a range should take, in milliseconds: a fifth of a blink, and many times the cost of a message.
const AIM_MS: f64 = 50.0;

/// The same for trials that are only priced, of which a newer price may want to take the place.
const AIM_PRICED_MS: f64 = 25.0;

/// What the first figures of a moving control should take, priced and simulated.
const MOVING_PRICED_MS: f64 = 8.0;
const MOVING_MS: f64 = 40.0;

/// First guesses at the time of one person and one outcome in one trial, and of pricing one outcome of it.
const GUESS_MS: f64 = 5e-5;
const GUESS_PRICED_MS: f64 = 5e-4;

/// Silence after which a worker that has answered before is given up, and for one that is still loading.
const PATIENCE_MS: f64 = 10_000.0;
const PATIENCE_LOADING_MS: f64 = 30_000.0;

/// How many times its predicted time a range may take before silence counts.
const PATIENCE_TIMES: f64 = 20.0;

/// Most trials in one range.
const MOST: f64 = 2_000.0;

/// How fast the workers of this machine are, learned from all that they have done.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Milliseconds of one person and one outcome, simulated.
    simulated: Rate,
    /// Milliseconds of one outcome of one trial, priced.
    priced: Rate,
}

#[derive(Clone, Copy, Debug)]
struct Rate {
    ms: f64,
    is_measured: bool,
}

impl Default for Pace {
    fn default() -> Pace {
        let guess = |ms| Rate { ms, is_measured: false };
        Pace { simulated: guess(GUESS_MS), priced: guess(GUESS_PRICED_MS) }
    }
}

impl Rate {
    fn learn(&mut self, units: f64, ms: f64) {
        if units <= 0.0 || !ms.is_finite() {
            return;
        }
        // Clocks of browsers are coarse on purpose: a range may seem to take no time at all.
        let measured = ms.max(0.1) / units;
        let weight = if self.is_measured { 0.3 } else { 1.0 };
        self.ms += (measured - self.ms) * weight;
        self.is_measured = true;
    }
}

/// The size of one trial.
#[derive(Clone, Copy, Debug)]
pub struct TrialSize {
    /// People times outcomes.
    pub work: f64,
    pub n_outcomes: f64,
}

impl Pace {
    /// Learns from trials that took so long.
    pub fn measured(&mut self, size: TrialSize, n_trials: u32, is_priced: bool, ms: f64) {
        let n_trials = f64::from(n_trials);
        if is_priced {
            self.priced.learn(n_trials * size.n_outcomes, ms);
        } else {
            self.simulated.learn(n_trials * size.work, ms);
        }
    }

    fn trial_ms(&self, size: TrialSize) -> f64 {
        (size.work * self.simulated.ms).max(1e-3)
    }

    fn priced_ms(&self, size: TrialSize) -> f64 {
        (size.n_outcomes * self.priced.ms).max(1e-4)
    }

    /// Milliseconds that one lane would take for so many trials to price and to simulate.
    pub fn ms(&self, size: TrialSize, n_priced: u32, n_simulated: u32) -> f64 {
        f64::from(n_priced) * self.priced_ms(size) + f64::from(n_simulated) * self.trial_ms(size)
    }

    /// Trials to simulate in one go.
    fn n_at_once(&self, size: TrialSize) -> u32 {
        // A guess may be far off: begin small.
        let most = if self.simulated.is_measured { MOST } else { 8.0 };
        whole((AIM_MS / self.trial_ms(size)).clamp(1.0, most))
    }

    /// Trials to price in one go.
    pub fn n_priced_at_once(&self, size: TrialSize) -> u32 {
        whole((AIM_PRICED_MS / self.priced_ms(size)).clamp(1.0, 1e6))
    }

    /// Trials that one lane can answer with while a control moves.
    pub fn n_moving(&self, size: TrialSize, is_priced: bool) -> u32 {
        let n = if is_priced {
            MOVING_PRICED_MS / self.priced_ms(size)
        } else {
            MOVING_MS / self.trial_ms(size)
        };
        whole(n.clamp(1.0, 1e6))
    }

    /// Milliseconds of silence after which a lane that was given so many trials is lost.
    pub fn patience_ms(&self, size: TrialSize, n_trials: u32, is_loading: bool) -> u32 {
        let least = if is_loading { PATIENCE_LOADING_MS } else { PATIENCE_MS };
        let predicted = f64::from(n_trials) * self.trial_ms(size);
        whole((predicted * PATIENCE_TIMES).clamp(least, 3_600_000.0))
    }
}

/// The trials of a run that still have to be handed out.
#[derive(Clone, Debug)]
pub struct Queue {
    /// In order, the last first.
    ranges: Vec<Range<u32>>,
    n_lanes: u32,
}

impl Queue {
    /// All trials of a run but those of some ranges, which do not overlap.
    pub fn new<'r>(of: u32, without: impl Iterator<Item = &'r Range<u32>>, n_lanes: u32) -> Queue {
        let mut without: Vec<&Range<u32>> = without.collect();
        without.sort_by_key(|range| range.start);
        let (mut ranges, mut next) = (Vec::new(), 0);
        for range in without {
            if range.start > next {
                ranges.push(next..range.start);
            }
            next = next.max(range.end);
        }
        if next < of {
            ranges.push(next..of);
        }
        ranges.reverse();
        Queue { ranges, n_lanes: n_lanes.max(1) }
    }

    /// Trials that nobody has taken yet.
    pub fn n_left(&self) -> u32 {
        self.ranges.iter().map(|range| range.end - range.start).sum()
    }

    /// The next range to run.
    pub fn take(&mut self, pace: &Pace, size: TrialSize) -> Option<Range<u32>> {
        let left = self.n_left();
        let range = self.ranges.pop()?;
        // At the end the lanes share what is left, so that none of them is waited for.
        let wanted = pace.n_at_once(size).min(left.div_ceil(self.n_lanes)).max(1);
        let end = range.end.min(range.start.saturating_add(wanted));
        if end < range.end {
            self.ranges.push(end..range.end);
        }
        Some(range.start..end)
    }

    /// Takes a range back that a lane did not finish: it comes first.
    pub fn give_back(&mut self, range: Range<u32>) {
        self.ranges.push(range);
    }
}

/// A small positive number, rounded down.
fn whole(value: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "callers clamp to a range that fits"
    )]
    let whole = value as u32;
    whole
}

/// Lanes for a machine with so many processors; it may not say.
pub fn n_lanes(processors: Option<u32>) -> u32 {
    // The page sleeps while the workers run, so it needs no processor of its own.
    processors.unwrap_or(2).clamp(1, 8)
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

    #[test]
    fn patience_is_long_and_longer_for_the_slow() {
        let mut pace = Pace::default();
        assert_eq!(pace.patience_ms(SIZE, 10, true), 30_000);
        assert_eq!(pace.patience_ms(SIZE, 10, false), 10_000);
        pace.measured(SIZE, 1, false, 2_000.0);
        assert!(pace.patience_ms(SIZE, 1, false) > 30_000);
    }

    #[test]
    fn lanes_follow_the_processors() {
        assert_eq!([None, Some(1), Some(2), Some(64)].map(n_lanes), [2, 1, 2, 8]);
    }
}
