//! Fields for plain numbers: counts, means and factors.

use super::value_field::{FieldValue, ValueField};
use crate::format;
use crate::model::{Factor, Quantity};

pub type CountField = ValueField<u32>;
pub type OptionalCountField = ValueField<Option<u32>>;
pub type SeedField = ValueField<SeedNumber>;
pub type QuantityField = ValueField<Quantity>;
pub type FactorField = ValueField<Factor>;

impl FieldValue for u32 {
    const INPUTMODE: &'static str = "numeric";

    fn show(&self) -> String {
        format::count(u64::from(*self))
    }

    fn read(text: &str) -> Result<u32, String> {
        let plain: String =
            text.chars().filter(|letter| !letter.is_whitespace() && *letter != ',').collect();
        plain.parse().map_err(|_| "is not a whole number: write digits, such as 2,000".to_owned())
    }
}

/// A number that is a name and no amount: written without commas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeedNumber(pub u32);

impl FieldValue for SeedNumber {
    const INPUTMODE: &'static str = u32::INPUTMODE;

    fn show(&self) -> String {
        self.0.to_string()
    }

    fn read(text: &str) -> Result<SeedNumber, String> {
        u32::read(text).map(SeedNumber)
    }
}

impl FieldValue for Option<u32> {
    const INPUTMODE: &'static str = u32::INPUTMODE;

    fn show(&self) -> String {
        self.as_ref().map(FieldValue::show).unwrap_or_default()
    }

    fn read(text: &str) -> Result<Option<u32>, String> {
        if text.trim().is_empty() { Ok(None) } else { u32::read(text).map(Some) }
    }
}

impl FieldValue for Quantity {
    fn show(&self) -> String {
        exact(self.get())
    }

    fn read(text: &str) -> Result<Quantity, String> {
        Quantity::new(number(text)?)
            .map_err(|_| "is out of range: write a number from 0 to 1,000,000".to_owned())
    }
}

impl FieldValue for Factor {
    const PREFIX: &'static str = "×";

    fn show(&self) -> String {
        exact(self.get())
    }

    fn read(text: &str) -> Result<Factor, String> {
        Factor::new(number(text)?).map_err(|_| {
            "is out of range: write a number from 0.001 to 1,000, where 1 changes nothing"
                .to_owned()
        })
    }
}

fn number(text: &str) -> Result<f64, String> {
    format::typed_number(text).map_err(|error| error.to_string())
}

/// Every digit that was given, up to six places.
fn exact(value: f64) -> String {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
