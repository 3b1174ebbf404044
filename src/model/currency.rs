//! The currency of a scenario: how its money is written.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::problem::Complaint;

/// A currency by its three-letter code of ISO 4217, such as GBP. Every one has hundredths here: those without, such as
/// the yen, are written in whole units.
#[derive(Clone, Copy, PartialEq, Eq, deserr::Deserr)]
#[deserr(try_from(&String) = FromStr::from_str -> CurrencyError)]
pub struct Currency([u8; 3]);

impl Currency {
    pub const GBP: Currency = Currency(*b"GBP");

    /// The three letters.
    pub fn code(&self) -> &str {
        // Three capital letters, which are text.
        std::str::from_utf8(&self.0).unwrap_or("GBP")
    }
}

impl Default for Currency {
    fn default() -> Currency {
        Currency::GBP
    }
}

impl FromStr for Currency {
    type Err = CurrencyError;

    fn from_str(text: &str) -> Result<Currency, CurrencyError> {
        let code: [u8; 3] = text.as_bytes().try_into().map_err(|_| CurrencyError)?;
        if code.iter().all(u8::is_ascii_uppercase) {
            Ok(Currency(code))
        } else {
            Err(CurrencyError)
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// The text is not three capital letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurrencyError;

impl Complaint for CurrencyError {
    fn wrong(&self) -> &'static str {
        "is not a currency"
    }

    fn mend(&self) -> &'static str {
        "write its code of three capital letters, such as GBP or EUR"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_is_three_capital_letters() {
        assert_eq!("EUR".parse::<Currency>().unwrap().code(), "EUR");
        for text in ["", "eur", "EURO", "E1R", "££"] {
            assert_eq!(text.parse::<Currency>(), Err(CurrencyError), "{text}");
        }
    }
}
