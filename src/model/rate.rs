//! Numbers that cannot hold nonsense: chances, factors and yearly rates.

use serde::Serialize;

use super::problem::Complaint;

/// A chance or a share, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, deserr::Deserr)]
#[deserr(try_from(f64) = Probability::new -> RateError)]
pub struct Probability(f64);

impl Probability {
    pub const ZERO: Probability = Probability(0.0);
    pub const ONE: Probability = Probability(1.0);

    /// Fails when the number is below 0, above 1, or not a number.
    pub fn new(value: f64) -> Result<Probability, RateError> {
        if (0.0..=1.0).contains(&value) {
            // Adding zero turns -0 into 0, so that equal chances have one text.
            Ok(Probability(value + 0.0))
        } else {
            Err(RateError::Probability)
        }
    }

    pub const fn get(self) -> f64 {
        self.0
    }
}

/// A multiplier above 0 and at most 1,000: 1 changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, deserr::Deserr)]
#[deserr(try_from(f64) = Factor::new -> RateError)]
pub struct Factor(f64);

impl Factor {
    pub const ONE: Factor = Factor(1.0);
    pub const MOST: f64 = 1000.0;
    pub const LEAST: f64 = 0.001;

    /// Fails outside 0.001 to 1,000.
    pub fn new(value: f64) -> Result<Factor, RateError> {
        if (Factor::LEAST..=Factor::MOST).contains(&value) {
            Ok(Factor(value))
        } else {
            Err(RateError::Factor)
        }
    }

    pub const fn get(self) -> f64 {
        self.0
    }
}

impl Default for Factor {
    fn default() -> Factor {
        Factor::ONE
    }
}

/// A rate of change over one year: 0.035 is 3.5% a year. From -0.5 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, deserr::Deserr)]
#[deserr(try_from(f64) = AnnualRate::new -> RateError)]
pub struct AnnualRate(f64);

impl AnnualRate {
    pub const ZERO: AnnualRate = AnnualRate(0.0);

    /// Fails outside -0.5 to 1.
    pub fn new(value: f64) -> Result<AnnualRate, RateError> {
        if (-0.5..=1.0).contains(&value) {
            Ok(AnnualRate(value + 0.0))
        } else {
            Err(RateError::AnnualRate)
        }
    }

    pub const fn get(self) -> f64 {
        self.0
    }
}

/// A count or mean that may be fractional: 0 to 1,000,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, deserr::Deserr)]
#[deserr(try_from(f64) = Quantity::new -> RateError)]
pub struct Quantity(f64);

impl Quantity {
    pub const ZERO: Quantity = Quantity(0.0);
    pub const MOST: f64 = 1_000_000.0;

    /// Fails outside 0 to 1,000,000.
    pub fn new(value: f64) -> Result<Quantity, RateError> {
        if (0.0..=Quantity::MOST).contains(&value) {
            Ok(Quantity(value + 0.0))
        } else {
            Err(RateError::Quantity)
        }
    }

    pub const fn get(self) -> f64 {
        self.0
    }
}

/// Why a number is not of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateError {
    /// A chance outside 0 to 1.
    Probability,
    /// A factor outside 0.001 to 1,000.
    Factor,
    /// A yearly rate outside -0.5 to 1.
    AnnualRate,
    /// A quantity outside 0 to 1,000,000.
    Quantity,
}

impl Complaint for RateError {
    fn wrong(&self) -> &'static str {
        match self {
            RateError::Probability => "is not a chance or share",
            RateError::Factor => "is not a factor",
            RateError::AnnualRate => "is not a yearly rate",
            RateError::Quantity => "is out of range",
        }
    }

    fn mend(&self) -> &'static str {
        match self {
            RateError::Probability => "write a number from 0 to 1, such as 0.85 for 85%",
            RateError::Factor => "write a number from 0.001 to 1000, where 1 changes nothing",
            RateError::AnnualRate => "write a number from -0.5 to 1, such as 0.035 for 3.5%",
            RateError::Quantity => "write a number that is neither below zero nor past 1,000,000",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chance_lies_between_0_and_1() {
        assert_eq!(Probability::new(-0.0).unwrap().get().to_bits(), 0);
        assert!(Probability::new(1.0).is_ok());
        for value in [-0.001, 1.7, f64::NAN, f64::INFINITY] {
            assert_eq!(Probability::new(value), Err(RateError::Probability));
        }
    }

    #[test]
    fn factors_rates_and_quantities_keep_their_ranges() {
        assert!(Factor::new(0.0).is_err() && Factor::new(f64::NAN).is_err());
        assert!(AnnualRate::new(-0.6).is_err() && AnnualRate::new(0.035).is_ok());
        assert!(Quantity::new(-1.0).is_err() && Quantity::new(2e6).is_err());
    }
}
