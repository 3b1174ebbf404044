//! How fast the workers of this machine are, and what follows: how much to hand out, and how long to wait.

use super::settings::{
    AIM_MS, AIM_PRICED_MS, FEW_AT_FIRST, MOST_AT_ONCE, MOVING_MS, MOVING_PRICED_MS,
    PATIENCE_LOADING_MS, PATIENCE_MS, PATIENCE_TIMES,
};
use crate::engine::PreparedScenario;

/// First guesses at the time of one person and one outcome in one trial, and of pricing one outcome of it.
const GUESS_MS: f64 = 5e-5;
const GUESS_PRICED_MS: f64 = 5e-4;

/// How fast the workers of this machine are, learned from all that they have done.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
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
pub(super) struct TrialSize {
    /// People times outcomes.
    pub(super) work: f64,
    pub(super) n_outcomes: f64,
}

impl TrialSize {
    pub(super) fn of(prepared: &PreparedScenario) -> TrialSize {
        let scenario = prepared.scenario();
        TrialSize {
            work: scenario.work() / f64::from(prepared.plan().n_trials().max(1)),
            n_outcomes: scenario.rate_card.outcomes.len() as f64,
        }
    }
}

impl Pace {
    /// Learns from trials that took so long.
    pub(super) fn measured(&mut self, size: TrialSize, n_trials: u32, is_priced: bool, ms: f64) {
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
    pub(super) fn ms(&self, size: TrialSize, n_priced: u32, n_simulated: u32) -> f64 {
        f64::from(n_priced) * self.priced_ms(size) + f64::from(n_simulated) * self.trial_ms(size)
    }

    /// Trials to simulate in one go.
    pub(super) fn n_at_once(&self, size: TrialSize) -> u32 {
        // A guess may be far off: begin small.
        let most = if self.simulated.is_measured { MOST_AT_ONCE } else { FEW_AT_FIRST };
        whole((AIM_MS / self.trial_ms(size)).clamp(1.0, most))
    }

    /// Trials to price in one go.
    pub(super) fn n_priced_at_once(&self, size: TrialSize) -> u32 {
        whole((AIM_PRICED_MS / self.priced_ms(size)).clamp(1.0, 1e6))
    }

    /// Trials that one lane can answer with while a control moves.
    pub(super) fn n_moving(&self, size: TrialSize, is_priced: bool) -> u32 {
        let n = if is_priced {
            MOVING_PRICED_MS / self.priced_ms(size)
        } else {
            MOVING_MS / self.trial_ms(size)
        };
        whole(n.clamp(1.0, 1e6))
    }

    /// Milliseconds of silence after which a lane that was given so many trials is lost.
    pub(super) fn patience_ms(&self, size: TrialSize, n_trials: u32, is_loading: bool) -> u32 {
        let least = if is_loading { PATIENCE_LOADING_MS } else { PATIENCE_MS };
        let predicted = f64::from(n_trials) * self.trial_ms(size);
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

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: TrialSize = TrialSize { work: 180_000.0, n_outcomes: 33.0 };

    #[test]
    fn patience_is_long_and_longer_for_the_slow() {
        let mut pace = Pace::default();
        assert_eq!(pace.patience_ms(SIZE, 10, true), 30_000);
        assert_eq!(pace.patience_ms(SIZE, 10, false), 10_000);
        pace.measured(SIZE, 1, false, 2_000.0);
        assert!(pace.patience_ms(SIZE, 1, false) > 30_000);
    }
}
