//! What someone may want to change of how work is given out: each number with its reason.

/// Workers for a machine with so many processors; it may not say.
///
/// The page sleeps while the workers run, so it needs no processor of its own. More than eight gain nothing that a
/// person notices, and each takes its share of memory.
pub fn n_lanes(processors: Option<u32>) -> u32 {
    processors.unwrap_or(UNSAID_PROCESSORS).clamp(1, MOST_LANES)
}

const UNSAID_PROCESSORS: u32 = 2;
const MOST_LANES: u32 = 8;

/// Bytes of people that one worker keeps, so that another price simulates nobody again; trials beyond are simulated
/// again when they are asked for. 128 MiB are about 60,000 futures of 30 lines and 70 months.
pub(super) const MOST_BYTES_OF_PEOPLE: usize = 128 << 20;

/// Bytes of columns whose statistics one worker remembers, so that a column that comes again is not sorted again.
pub(super) const MOST_BYTES_OF_COLUMNS: usize = 32 << 20;

/// What a range of trials should take, in milliseconds: a fifth of a blink, and many times the cost of a message.
pub(super) const AIM_MS: f64 = 50.0;

/// The same for trials that are only priced, of which a newer price may want to take the place.
pub(super) const AIM_PRICED_MS: f64 = 25.0;

/// What the first figures of a moving control should take, priced and simulated.
pub(super) const MOVING_PRICED_MS: f64 = 8.0;
pub(super) const MOVING_MS: f64 = 40.0;

/// Most trials in one range: no message should be large.
pub(super) const MOST_AT_ONCE: f64 = 2_000.0;

/// Trials in the first range of all, when a guess at their time may be far off.
pub(super) const FEW_AT_FIRST: f64 = 8.0;

/// Most that running the scenario as it was opened may take, so that figures can be compared with it: nobody asked for
/// it, and it warms the machine.
pub(super) const MOST_STUDY_MS: f64 = 30_000.0;

/// Silence after which a worker that has answered before is given up, and one that may still be loading.
pub(super) const PATIENCE_MS: f64 = 10_000.0;
pub(super) const PATIENCE_LOADING_MS: f64 = 30_000.0;

/// How many times its predicted time a range may take before silence counts.
pub(super) const PATIENCE_TIMES: f64 = 20.0;

/// Workers that may fall silent in one run before the run is given up.
pub(super) const MOST_LOST: u32 = 3;

/// Futures after which a run shows its first figures, and how many times more each next time.
pub(super) const FIRST_FIGURES: u32 = 100;
pub(super) const NEXT_FIGURES: u32 = 10;

/// A run that is through in so many milliseconds shows no first figures: they would only hold up the last.
pub(super) const SOON_MS: f64 = 150.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_follow_the_processors() {
        assert_eq!([None, Some(1), Some(2), Some(64)].map(n_lanes), [2, 1, 2, 8]);
    }

    #[test]
    fn as_many_workers_are_started_ahead_of_the_program() {
        let start = include_str!("../../start.js");
        assert!(start.contains(&format!("navigator.hardwareConcurrency || {UNSAID_PROCESSORS};")));
        assert!(start.contains(&format!("Math.min(processors, {MOST_LANES})")));
    }
}
