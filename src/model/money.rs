//! Money: whole pence, so that sums are exact.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::problem::Complaint;

/// An amount of money in whole pence, positive or negative.
///
/// In a document it is a decimal number of pounds with at most two places (`1200` or `1200.5`),
/// which is read and written exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, deserr::Deserr)]
#[deserr(try_from(f64) = Money::from_pounds -> MoneyError)]
pub struct Money(i64);

impl Money {
    pub const ZERO: Money = Money(0);
    /// The largest amount that a document may hold: £10 billion.
    pub const MOST: Money = Money(1_000_000_000_000);

    pub const fn from_pence(pence: i64) -> Money {
        Money(pence)
    }

    pub const fn pence(self) -> i64 {
        self.0
    }

    /// The amount in pounds, for display and statistics only.
    pub fn pounds(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// Reads a decimal number of pounds.
    ///
    /// Fails when the number has more than two decimal places, or is beyond [`Money::MOST`] either way.
    pub fn from_pounds(pounds: f64) -> Result<Money, MoneyError> {
        if !pounds.is_finite() || pounds.abs() > Money::MOST.pounds() {
            return Err(MoneyError::TooLarge);
        }
        // The shortest text that stands for the number is what the person wrote: read the pence off it.
        let text = format!("{}", pounds.abs());
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        if decimals.len() > 2 {
            return Err(MoneyError::FractionOfAPenny);
        }
        let digits = |text: &str| text.parse::<i64>().unwrap_or(0);
        let pence = digits(whole) * 100 + digits(&format!("{decimals:0<2}"));
        Ok(Money(if pounds < 0.0 { -pence } else { pence }))
    }

    pub fn min(self, other: Money) -> Money {
        Money(self.0.min(other.0))
    }

    pub fn max(self, other: Money) -> Money {
        Money(self.0.max(other.0))
    }

    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        Money(-self.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        self.0 += other.0;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Money) {
        self.0 -= other.0;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Add::add)
    }
}

/// Pounds for people and their programs; pence, which need no reading, between page and workers.
impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            serializer.serialize_i64(self.0)
        } else if self.0 % 100 == 0 {
            serializer.serialize_i64(self.0 / 100)
        } else {
            serializer.serialize_f64(self.pounds())
        }
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Money, D::Error> {
        if !deserializer.is_human_readable() {
            return i64::deserialize(deserializer).map(Money);
        }
        let pounds = f64::deserialize(deserializer)?;
        Money::from_pounds(pounds).map_err(|error| de::Error::custom(error.wrong()))
    }
}

/// Why a number is not an amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyError {
    /// More than two decimal places.
    FractionOfAPenny,
    /// Not finite, or beyond £10 billion either way.
    TooLarge,
}

impl Complaint for MoneyError {
    fn wrong(&self) -> &'static str {
        match self {
            MoneyError::FractionOfAPenny => "has more than two decimal places",
            MoneyError::TooLarge => "is too large a sum",
        }
    }

    fn mend(&self) -> &'static str {
        match self {
            MoneyError::FractionOfAPenny => "write at most two, such as 1200.50",
            MoneyError::TooLarge => "write at most 10,000,000,000",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pounds_are_read_to_the_penny() {
        for (pounds, pence) in [
            (0.0, 0),
            (1200.0, 120_000),
            (1200.5, 120_050),
            (0.29, 29),
            (22_297_917.07, 2_229_791_707),
            (-3.1, -310),
            (9_999_999_999.99, 999_999_999_999),
        ] {
            assert_eq!(Money::from_pounds(pounds), Ok(Money::from_pence(pence)), "{pounds}");
        }
    }

    #[test]
    fn fractions_of_a_penny_and_absurd_sums_are_refused() {
        assert_eq!(Money::from_pounds(1.005), Err(MoneyError::FractionOfAPenny));
        assert_eq!(Money::from_pounds(0.1 + 0.2), Err(MoneyError::FractionOfAPenny));
        assert_eq!(Money::from_pounds(1e-9), Err(MoneyError::FractionOfAPenny));
        assert_eq!(Money::from_pounds(1e11), Err(MoneyError::TooLarge));
        assert_eq!(Money::from_pounds(f64::NAN), Err(MoneyError::TooLarge));
    }

    #[test]
    fn every_penny_survives_a_document() {
        for pence in [0, 1, 99, 100, 101, 120_050, 999_999_999_999, -29, 2_229_791_707] {
            let text = serde_json::to_string(&Money::from_pence(pence)).unwrap();
            let pounds: f64 = serde_json::from_str(&text).unwrap();
            assert_eq!(Money::from_pounds(pounds), Ok(Money::from_pence(pence)), "{text}");
        }
    }

    #[test]
    fn amounts_cross_to_workers_and_back_to_the_penny() {
        for pence in [0, 1, -1, 120_050, i64::MAX, i64::MIN] {
            let bytes = postcard::to_allocvec(&Money(pence)).unwrap();
            assert_eq!(postcard::from_bytes(&bytes), Ok(Money(pence)));
        }
        for (pence, text) in [(120_000, "1200"), (-120_050, "-1200.5")] {
            assert_eq!(serde_json::to_string(&Money(pence)).unwrap(), text);
            assert_eq!(serde_json::from_str::<Money>(text).unwrap(), Money(pence));
        }
        assert!(serde_json::from_str::<Money>("0.001").is_err());
    }
}
