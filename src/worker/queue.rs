//! How a run is cut into ranges: long enough to be worth sending, short enough to stop and to share out.

use std::ops::Range;

/// What a range should take, in milliseconds: a fifth of a blink, and many times the cost of a message.
const AIM_MS: f64 = 50.0;

/// First guess at the time of one person and one outcome in one trial, in milliseconds.
const GUESS_MS: f64 = 5e-5;

/// Silence after which a worker that has answered before is given up, and for one that is still loading.
const PATIENCE_MS: f64 = 10_000.0;
const PATIENCE_LOADING_MS: f64 = 30_000.0;

/// How many times its predicted time a range may take before silence counts.
const PATIENCE_TIMES: f64 = 20.0;

/// Most trials in one range.
const MOST: f64 = 2_000.0;

/// The trials of a run that still have to be handed out.
#[derive(Clone, Debug)]
pub struct Queue {
    next: u32,
    of: u32,
    again: Vec<Range<u32>>,
    n_lanes: u32,
    trial_ms: f64,
    measured: bool,
}

impl Queue {
    /// All trials of a run. `work` is people times outcomes of one trial, the first guess at its length.
    pub fn new(of: u32, n_lanes: u32, work: f64) -> Queue {
        let trial_ms = (work * GUESS_MS).max(1e-3);
        Queue { next: 0, of, again: Vec::new(), n_lanes: n_lanes.max(1), trial_ms, measured: false }
    }

    /// The next range to run: what a lane left behind first.
    pub fn take(&mut self) -> Option<Range<u32>> {
        if let Some(range) = self.again.pop() {
            return Some(range);
        }
        let left = self.of - self.next;
        if left == 0 {
            return None;
        }
        // A guess may be far off: begin small.
        let most = if self.measured { MOST } else { 8.0 };
        let wanted = whole((AIM_MS / self.trial_ms).clamp(1.0, most));
        // At the end the lanes share what is left, so that none of them is waited for.
        let size = wanted.min(left.div_ceil(self.n_lanes)).max(1);
        let range = self.next..self.next + size;
        self.next = range.end;
        Some(range)
    }

    /// Takes a range back that a lane did not finish.
    pub fn give_back(&mut self, range: Range<u32>) {
        self.again.push(range);
    }

    /// Learns from a range that took so long.
    pub fn measured(&mut self, trials: u32, ms: f64) {
        if trials == 0 || !ms.is_finite() {
            return;
        }
        // Clocks of browsers are coarse on purpose: a range may seem to take no time at all.
        let trial_ms = (ms.max(0.1) / f64::from(trials)).max(1e-4);
        let weight = if self.measured { 0.3 } else { 1.0 };
        self.trial_ms += (trial_ms - self.trial_ms) * weight;
        self.measured = true;
    }

    /// Milliseconds of silence after which a lane that was given so many trials is lost.
    pub fn patience_ms(&self, trials: u32, is_loading: bool) -> u32 {
        let least = if is_loading { PATIENCE_LOADING_MS } else { PATIENCE_MS };
        let predicted = f64::from(trials) * self.trial_ms;
        whole((predicted * PATIENCE_TIMES).clamp(least, 3_600_000.0))
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

    #[test]
    fn every_trial_is_handed_out_once() {
        let mut queue = Queue::new(10_000, 2, 180_000.0);
        let mut next = 0;
        while let Some(range) = queue.take() {
            assert_eq!(range.start, next);
            assert!(range.end > range.start);
            next = range.end;
            queue.measured(range.end - range.start, f64::from(range.end - range.start) * 0.5);
        }
        assert_eq!(next, 10_000);
    }

    #[test]
    fn ranges_grow_and_shrink_to_the_time_that_is_aimed_at() {
        let mut queue = Queue::new(1_000_000, 2, 180_000.0);
        let length = |range: Option<Range<u32>>| range.map(|range| range.end - range.start);
        assert!(length(queue.take()).unwrap() <= 8);
        queue.measured(8, 4.0);
        assert_eq!(length(queue.take()), Some(100), "half a millisecond each");
        for _ in 0..50 {
            queue.measured(10, 1_000.0);
        }
        assert_eq!(length(queue.take()), Some(1), "a tenth of a second each");
        for _ in 0..50 {
            queue.measured(1_000, 0.0);
        }
        assert_eq!(length(queue.take()), Some(2_000), "too fast to be measured");
    }

    #[test]
    fn the_last_trials_are_shared_by_all_lanes() {
        let mut queue = Queue::new(100, 4, 1.0);
        queue.measured(1_000, 10.0);
        let lengths: Vec<u32> =
            std::iter::from_fn(|| queue.take()).map(|range| range.end - range.start).collect();
        assert_eq!(lengths[0], 25);
        assert_eq!(lengths.iter().sum::<u32>(), 100);
        assert!(lengths.windows(2).all(|pair| pair[1] <= pair[0]));
    }

    #[test]
    fn a_range_that_was_given_back_comes_first() {
        let mut queue = Queue::new(20, 1, 1.0);
        let first = queue.take().unwrap();
        queue.give_back(first.clone());
        assert_eq!(queue.take(), Some(first));
    }

    #[test]
    fn patience_grows_with_the_work_and_with_loading() {
        let mut queue = Queue::new(100, 1, 180_000.0);
        assert_eq!(queue.patience_ms(8, false), 10_000);
        assert_eq!(queue.patience_ms(8, true), 30_000);
        queue.measured(1, 2_000.0);
        assert_eq!(queue.patience_ms(1, false), 40_000);
        let huge = Queue::new(100, 1, 40_000_000.0);
        assert_eq!(huge.patience_ms(1, false), 40_000);
    }

    #[test]
    fn there_is_always_a_lane_and_never_a_crowd() {
        for (processors, lanes) in
            [(None, 2), (Some(0), 1), (Some(1), 1), (Some(2), 2), (Some(64), 8)]
        {
            assert_eq!(n_lanes(processors), lanes);
        }
    }
}
