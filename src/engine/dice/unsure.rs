//! Chances and factors that we may be unsure of, each as a function of one standard normal.

use serde::{Deserialize, Serialize};

use crate::model::{Case, Estimate, Factor, Probability};

/// The 90th percentile of the standard normal distribution.
const Z90: f64 = 1.281_551_565_5;

/// What decides the reading of an unsure number.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) enum Reading {
    /// One of the three given readings.
    Case(Case),
    /// A standard normal draw.
    Drawn(f64),
}

/// Low, central and high readings of an unsure number.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Readings {
    low: f64,
    central: f64,
    high: f64,
}

impl Readings {
    fn at(self, case: Case) -> f64 {
        match case {
            Case::Low => self.low,
            Case::Central => self.central,
            Case::High => self.high,
        }
    }
}

/// The odds of a chance, before months change them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct ChancePlan {
    readings: Readings,
    /// (logit(high) - logit(low)) / (2 Z90).
    spread: f64,
    /// Factor on the odds for a segment.
    odds_factor: f64,
}

impl ChancePlan {
    pub(in crate::engine) fn new(estimate: Estimate<Probability>, odds_factor: f64) -> ChancePlan {
        let spread = if estimate.is_known() {
            0.0
        } else {
            (logit(estimate.high.get()) - logit(estimate.low.get())) / (2.0 * Z90)
        };
        let Estimate { low, central, high } = estimate;
        let readings = Readings { low: low.get(), central: central.get(), high: high.get() };
        ChancePlan { readings, spread, odds_factor }
    }

    /// The odds p / (1 - p) under a reading; infinite for a certain chance.
    pub(in crate::engine) fn odds(&self, reading: Reading) -> f64 {
        let p = match reading {
            Reading::Case(case) => self.readings.at(case),
            Reading::Drawn(z) if self.spread > 0.0 => {
                return libm::exp(logit(self.readings.central) + self.spread * z)
                    * self.odds_factor;
            }
            Reading::Drawn(_) => self.readings.central,
        };
        p / (1.0 - p) * self.odds_factor
    }
}

/// The chance that odds stand for.
pub(in crate::engine) fn from_odds(odds: f64) -> f64 {
    if odds.is_infinite() { 1.0 } else { odds / (1.0 + odds) }
}

fn logit(p: f64) -> f64 {
    libm::log(p / (1.0 - p))
}

/// A log-normal factor, fitted to its three readings on the log scale.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct FactorPlan {
    readings: Readings,
    /// (log(high) - log(low)) / (2 Z90).
    spread: f64,
}

impl FactorPlan {
    pub(in crate::engine) fn new(estimate: Estimate<Factor>) -> FactorPlan {
        let Estimate { low, central, high } = estimate;
        let spread = if estimate.is_known() {
            0.0
        } else {
            (libm::log(high.get()) - libm::log(low.get())) / (2.0 * Z90)
        };
        let readings = Readings { low: low.get(), central: central.get(), high: high.get() };
        FactorPlan { readings, spread }
    }

    pub(in crate::engine) fn at(&self, reading: Reading) -> f64 {
        match reading {
            Reading::Case(case) => self.readings.at(case),
            Reading::Drawn(z) if self.spread > 0.0 => {
                self.readings.central * libm::exp(self.spread * z)
            }
            Reading::Drawn(_) => self.readings.central,
        }
    }

    /// Whether it is the same in every trial.
    pub(in crate::engine) fn is_known(&self) -> bool {
        self.spread <= 0.0
    }

    /// The mean of the distribution.
    pub(in crate::engine) fn mean(&self) -> f64 {
        self.readings.central * libm::exp(0.5 * self.spread * self.spread)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(value: f64) -> Probability {
        Probability::new(value).unwrap()
    }

    #[test]
    fn symmetric_readings_are_the_percentiles() {
        // Readings that are symmetric on the log-odds scale come back at -Z90, 0 and Z90.
        let estimate = Estimate { low: p(0.2), central: p(0.5), high: p(0.8) };
        let plan = ChancePlan::new(estimate, 1.0);
        for (z, expected) in [(-Z90, 0.2), (0.0, 0.5), (Z90, 0.8)] {
            assert!((from_odds(plan.odds(Reading::Drawn(z))) - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn certain_chances_stay_certain() {
        for value in [0.0, 1.0] {
            let plan = ChancePlan::new(Estimate::known(p(value)), 3.0);
            let chance = from_odds(plan.odds(Reading::Drawn(2.0)));
            assert!((chance - value).abs() < 1e-15);
        }
    }

    #[test]
    fn a_factor_on_odds_is_a_factor_on_odds() {
        let plan = ChancePlan::new(Estimate::known(p(0.5)), 3.0);
        assert!((from_odds(plan.odds(Reading::Case(Case::Low))) - 0.75).abs() < 1e-15);
    }
}
